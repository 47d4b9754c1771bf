//! Given names that many people bear, from many lands: `names.txt`.

use std::borrow::Cow;
use std::sync::LazyLock;

// One place in memory: names are known by where they stand in it.
static TEXT: &str = include_str!("names.txt");

/// So many places has the table of names: a power of two, and many more than there are names.
const PLACES: usize = 8192;

struct Names {
    /// Where in the text a name begins, shifted by a byte, and how long it is: at the place that its
    /// letters lead to, or the next that was free. Nought is free.
    given: Vec<u32>,
    /// Bodies that bear a person's name.
    bodies: Vec<&'static str>,
    /// A bit for each beginning of three letters that a name has.
    begins: [u64; (26 * 26 * 26_usize).div_ceil(64)],
}

// Made at the start of every run, so that it has to be quick.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names {
        given: vec![0; PLACES],
        bodies: bodies().collect(),
        begins: [0; (26 * 26 * 26_usize).div_ceil(64)],
    };
    for name in given() {
        let begin = name.as_ptr().addr() - TEXT.as_ptr().addr();
        let mut at = place(name);
        while names.given[at] != 0 {
            at = (at + 1) % PLACES;
        }
        names.given[at] = u32::try_from(begin << 8 | name.len()).unwrap_or_default();
        if let Some(at) = begin_of(name.as_bytes()) {
            names.begins[at / 64] |= 1 << (at % 64);
        }
    }
    names
});

/// The names of the list, as they stand there.
fn given() -> impl Iterator<Item = &'static str> {
    let names = TEXT.split_once("\nnot: ").map_or(TEXT, |(names, _)| names);
    let lines = names.lines().filter(|line| !line.starts_with('#'));
    // What stands before the colon says where they are common.
    lines
        .flat_map(|line| line.split_once(": ").map_or(line, |(_, list)| list).split(' '))
        .filter(|name| !name.is_empty())
}

fn bodies() -> impl Iterator<Item = &'static str> {
    TEXT.split_once("\nnot: ").into_iter().flat_map(|(_, bodies)| bodies.split(';').map(str::trim))
}

/// The place that the letters of a name lead to.
fn place(name: &str) -> usize {
    let mix = |mixed: u32, byte: u8| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let mixed = name.bytes().fold(0x811c_9dc5, mix);
    (mixed ^ mixed >> 16) as usize % PLACES
}

/// The number of a beginning of three letters; of shorter names the missing one counts as the first.
fn begin_of(word: &[u8]) -> Option<usize> {
    let letter = |at: usize| match word.get(at) {
        Some(byte) if byte.is_ascii_alphabetic() => {
            Some(usize::from(byte.to_ascii_lowercase() - b'a'))
        }
        Some(_) => None,
        None => Some(0),
    };
    Some((letter(0)? * 26 + letter(1)?) * 26 + letter(2)?)
}

/// Whether a word may be one: quick, and sometimes wrong.
#[inline]
pub(super) fn may_hold(word: &[u8]) -> bool {
    begin_of(word).is_some_and(|at| NAMES.begins[at / 64] >> (at % 64) & 1 == 1)
}

/// Whether a word is a given name that many people bear.
pub(super) fn holds(word: &str) -> bool {
    let word = &*plain(&word[..word.bytes().position(|it| it == b'-').unwrap_or(word.len())]);
    let mut at = place(word);
    loop {
        let name = NAMES.given[at] as usize;
        if name == 0 {
            return false;
        }
        if TEXT[name >> 8..].get(..name & 0xff) == Some(word) {
            return true;
        }
        at = (at + 1) % PLACES;
    }
}

/// Whether a word in small letters is such a name.
pub(super) fn holds_small(word: &str) -> bool {
    // Nearly none is, and most show it by their first letters.
    if word.is_ascii() && !may_hold(word.as_bytes()) {
        return false;
    }
    let mut letters = word.chars();
    letters.next().is_some_and(|first| {
        let high: String = first.to_uppercase().chain(letters).collect();
        holds(&high)
    })
}

/// Letters of other alphabets from Latin ones, by the letter that they are made of.
#[rustfmt::skip]
const MARKED: [(char, &str); 20] = [
    ('a', "àáâãäåāăąæ"), ('c', "çćčċ"), ('d', "ďđð"), ('e', "èéêëēėęěẹ"), ('g', "ğģġ"),
    ('h', "ħ"), ('i', "ìíîïīįıİ"), ('k', "ķ"), ('l', "ĺľļł"), ('n', "ñńňņ"), ('o', "òóôõöøőōọœ"),
    ('r', "ŕř"), ('s', "śšşșṣß"), ('t', "ťţțþ"), ('u', "ùúûüūůűųư"), ('w', "ŵẁẃ"), ('y', "ýÿŷ"),
    ('z', "źżž"), ('\'', "’"), ('j', "ĵ"),
];

/// A name with plain letters for marked ones, as the list has it.
fn plain(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let plain = |letter: char| {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let is_made_of = |marked: &str| marked.contains(small) || marked.contains(letter);
        let own = MARKED.iter().find(|(_, marked)| is_made_of(marked));
        match own {
            Some((own, _)) if letter.is_uppercase() => own.to_ascii_uppercase(),
            Some((own, _)) => *own,
            None => letter,
        }
    };
    Cow::Owned(name.chars().map(plain).collect())
}

/// Whether some names are those of a body.
pub(super) fn is_body(names: &str) -> bool {
    NAMES.bodies.iter().any(|body| names.starts_with(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_small_and_of_names() {
        let all: std::collections::HashSet<&str> = given().collect();
        assert!((1000..PLACES / 3).contains(&all.len()), "{}", all.len());
        for name in all {
            assert!(name.chars().all(|it| it.is_ascii_alphabetic()), "{name}");
            assert!(name.len() > 1 && may_hold(name.as_bytes()) && holds(name), "{name}");
        }
        assert!(is_body("Marie Curie") && !holds("Victoria") && !holds("Will") && !holds(""));
        assert!(holds_small("siobhán") && holds_small("jane") && !holds_small("will"));
        assert!(["", "é", "ж", "3"].iter().all(|word| !holds_small(word)));
        assert!(
            ["Siobhán", "Zoë", "Łukasz", "Élodie", "Özgür", "İbrahim"].iter().all(|it| holds(it))
        );
    }
}
