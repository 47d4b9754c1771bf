//! Numbers that belong to one person.

use std::ops::Range;

use super::{Detail, abroad, label};

/// Of every pair of bytes within a number at least one is a digit, a number begins and ends with
/// one, and the shortest worth a look, `123456`, is 6 bytes long. So one pair in every 7 bytes is
/// enough.
const STEP: usize = 7;

/// So far before a number it is looked for what the number is.
const BEFORE: usize = 28;

/// The fewest digits of a mobile number and of one of a health service. Days have fewer.
const DIGITS: usize = 10;

/// Numbers that tell of one person.
pub(super) fn each(text: &str, tell: &mut dyn FnMut(Detail, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let hit = if bytes[at].is_ascii_digit() {
            at
        } else if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at + 1
        } else {
            at += STEP;
            continue;
        };
        let run = run_around(bytes, hit);
        at = run.end + 1;
        if let Some((detail, range)) = look(text, run) {
            tell(detail, range);
        }
    }
}

/// What may stand once between the digits of one number.
const fn divides(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'/' | b'(' | b')')
}

/// Digits with at most two dividers between them, as far as they go.
fn run_around(bytes: &[u8], hit: usize) -> Range<usize> {
    let mut start = hit;
    let mut end = hit + 1;
    loop {
        if start > 0 && bytes[start - 1].is_ascii_digit() {
            start -= 1;
        } else if start > 1 && divides(bytes[start - 1]) && bytes[start - 2].is_ascii_digit() {
            start -= 2;
        } else if start > 2
            && divides(bytes[start - 1])
            && divides(bytes[start - 2])
            && bytes[start - 3].is_ascii_digit()
        {
            start -= 3;
        } else {
            break;
        }
    }
    loop {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let gap = |at: usize| bytes.get(at).is_some_and(|byte| divides(*byte));
        if digit(end) {
            end += 1;
        } else if gap(end) && digit(end + 1) {
            end += 2;
        } else if gap(end) && gap(end + 1) && digit(end + 2) {
            end += 3;
        } else {
            break;
        }
    }
    start..end
}

/// One group of digits of a run.
#[derive(Debug, Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
}

fn look(text: &str, run: Range<usize>) -> Option<(Detail, Range<usize>)> {
    let bytes = text.as_bytes();
    // Most runs are days, and short.
    if run.len() < 6 {
        return None;
    }
    if bytes[run.clone()].iter().filter(|byte| byte.is_ascii_digit()).count() < DIGITS {
        return insurance(bytes, &run).filter(|(_, range)| !label::is_of_thing(text, range.start));
    }
    let bare = |at: Option<&u8>| !at.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_');
    let free = bare(run.start.checked_sub(1).map(|at| &bytes[at])) && bare(bytes.get(run.end));
    if !free {
        return None;
    }
    let mut groups = [Group { start: 0, end: 0 }; 12];
    let mut count = 0;
    let mut inside = false;
    for at in run.clone() {
        if bytes[at].is_ascii_digit() {
            if !inside {
                // More groups than any number has: a list.
                let group = groups.get_mut(count)?;
                *group = Group { start: at, end: at };
                count += 1;
                inside = true;
            }
            groups[count - 1].end = at + 1;
        } else {
            inside = false;
        }
    }
    let groups = &groups[..count];
    let found = mobile(text, groups).or_else(|| health(text, groups))?;
    (!label::is_of_thing(text, found.1.start)).then_some(found)
}

/// The digits of some groups, if they are no more than 15.
fn digits(bytes: &[u8], groups: &[Group]) -> Option<([u8; 15], usize)> {
    let mut all = [0; 15];
    let mut count = 0;
    for group in groups {
        for byte in bytes[group.start..group.end].iter().filter(|byte| byte.is_ascii_digit()) {
            *all.get_mut(count)? = byte - b'0';
            count += 1;
        }
    }
    Some((all, count))
}

/// A mobile number anywhere in a run: other numbers may stand right before it.
fn mobile(text: &str, groups: &[Group]) -> Option<(Detail, Range<usize>)> {
    let bytes = text.as_bytes();
    for (first, group) in groups.iter().enumerate() {
        for last in first..groups.len() {
            let Some((all, count)) = digits(bytes, &groups[first..=last]) else { break };
            // Without a plus, 44 may begin anything, so it has to be all there is.
            let plus = group.start > 0 && bytes[group.start - 1] == b'+';
            let whole = first == 0 && last + 1 == groups.len() && last < 4;
            let is_foreign = match &all[..count] {
                [0, 0, rest @ ..] => abroad::is_mobile(rest),
                rest => plus && abroad::is_mobile(rest),
            };
            if is_foreign {
                return Some((Detail::Mobile, group.start..groups[last].end));
            }
            let national: &[u8] = match &all[..count] {
                [0, 0, 4, 4, 0, rest @ ..] | [0, 0, 4, 4, rest @ ..] => rest,
                [4, 4, 0, rest @ ..] | [4, 4, rest @ ..] if plus || whole => rest,
                [0, rest @ ..] => rest,
                _ => continue,
            };
            // 070 are personal numbers, 076 pagers.
            if let [7, second, ..] = national
                && national.len() == 10
                && ![0, 6].contains(second)
            {
                return Some((Detail::Mobile, group.start..groups[last].end));
            }
        }
    }
    None
}

/// A health service number: ten digits, the last of which checks the others. One in eleven others
/// has that too, so it has to be written as such numbers are, or be called one.
fn health(text: &str, groups: &[Group]) -> Option<(Detail, Range<usize>)> {
    let bytes = text.as_bytes();
    let lengths: Vec<usize> = groups.iter().map(|group| group.end - group.start).collect();
    let is_grouped = lengths == [3, 3, 4]
        && groups.windows(2).all(|pair| pair[1].start - pair[0].end == 1)
        && bytes[groups[0].end] == bytes[groups[1].end]
        && matches!(bytes[groups[0].end], b' ' | b'-');
    let range = groups.first()?.start..groups.last()?.end;
    let lead = before(text, range.start, BEFORE);
    let is_called = |words: &[&str]| words.iter().any(|word| contains(lead, word));
    let (all, count) = digits(bytes, groups)?;
    // What is called so in full is one, though somebody may have mistaken a digit.
    if count == 10 && is_called(&["nhs num", "nhs no", "chi num", "chi no", "health number"]) {
        return Some((Detail::HealthNumber, range));
    }
    if !(is_grouped || lengths == [10] && is_called(&["nhs"])) {
        return None;
    }
    let sum: usize =
        all[..9].iter().enumerate().map(|(at, digit)| usize::from(*digit) * (10 - at)).sum();
    let check = match 11 - sum % 11 {
        11 => 0,
        check => check,
    };
    (sum > 0 && check == usize::from(all[9])).then_some((Detail::HealthNumber, range))
}

/// A National Insurance number: two letters, six digits, a letter.
fn insurance(bytes: &[u8], run: &Range<usize>) -> Option<(Detail, Range<usize>)> {
    let six = bytes[run.clone()].iter().filter(|byte| byte.is_ascii_digit()).count() == 6;
    let spaced = bytes[run.clone()].iter().all(|byte| byte.is_ascii_digit() || *byte == b' ');
    if !six || !spaced || !(6..=8).contains(&run.len()) {
        return None;
    }
    let space = |at: usize| usize::from(bytes.get(at) == Some(&b' '));
    let letters = run.start.checked_sub(1)?;
    let letters = letters.checked_sub(space(letters))?;
    let (second, first) = (bytes[letters], *bytes.get(letters.checked_sub(1)?)?);
    let last = run.end + space(run.end);
    let end = bytes.get(last)?.to_ascii_uppercase();
    let (first, second) = (first.to_ascii_uppercase(), second.to_ascii_uppercase());
    let begins = first.is_ascii_uppercase()
        && second.is_ascii_uppercase()
        && !b"DFIQUV".contains(&first)
        && !b"DFIOQUV".contains(&second)
        && ![b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"].contains(&&[first, second]);
    let free = |at: Option<&u8>| !at.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_');
    let alone = free(letters.checked_sub(2).map(|at| &bytes[at])) && free(bytes.get(last + 1));
    (begins && (b'A'..=b'D').contains(&end) && alone)
        .then_some((Detail::InsuranceNumber, letters - 1..last + 1))
}

/// What stands before a place, so many bytes at most.
fn before(text: &str, at: usize, most: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(most))..at]
}

fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// The last place of a word, whatever its case.
fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let is_here = |at: &usize| text[*at..*at + word.len()].eq_ignore_ascii_case(word);
    (0..=text.len().checked_sub(word.len())?).rev().find(is_here)
}
