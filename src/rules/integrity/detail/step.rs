//! From one byte that details may begin with to the next: the few of them are looked for eight bytes
//! at a time.

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);

/// The highest bit of each byte from one to another, both of them ASCII.
const fn between(word: u64, first: u8, last: u8) -> u64 {
    // No sum of two bytes below 128 runs over into the next.
    let low = word & !TOPS;
    let from_first = low + ONES * (0x80 - first as u64);
    let past_last = low + ONES * (0x7f - last as u64);
    from_first & !past_last & !word & TOPS
}

/// The highest bit of each byte that is one byte; one above such a byte may be set too.
const fn same(word: u64, byte: u8) -> u64 {
    let word = word ^ (ONES * byte as u64);
    word.wrapping_sub(ONES) & !word & TOPS
}

/// The highest bit of each byte with which a letter beyond ASCII begins.
const fn beyond(word: u64) -> u64 {
    word & word << 1 & TOPS
}

/// Tells the place of each `@`, each `b`, each capital from A to Z and each letter beyond ASCII; by
/// chance some other.
#[inline]
pub(super) fn each(bytes: &[u8], mut tell: impl FnMut(usize)) {
    let (words, rest) = bytes.as_chunks::<8>();
    for (count, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let mut found =
            between(word, b'A', b'Z') | same(word, b'@') | same(word, b'b') | beyond(word);
        while found != 0 {
            tell(count * 8 + found.trailing_zeros() as usize / 8);
            found &= found - 1;
        }
    }
    (bytes.len() - rest.len()..bytes.len()).for_each(tell);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_told_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            let is_told = byte.is_ascii_uppercase() || matches!(byte, b'@' | b'b' | 0xc0..);
            for at in 0..20 {
                for around in [b' ', b'A', b'[', b'a', b'c', b'?', 0x7f, 0x80, 0xc1, 0xff] {
                    let mut text = [around; 20];
                    text[at] = byte;
                    let mut found = Vec::new();
                    each(&text, |at| found.push(at));
                    assert!(!is_told || found.contains(&at), "{byte:#x} at {at}");
                    assert!(found.is_sorted_by(|one, next| one < next) && found.len() <= 20);
                }
            }
        }
        // Nothing else is told in the usual text, but for its end.
        let mut found = Vec::new();
        each(b"some words of a text, \n3 = [1] and so on; the end", |at| found.push(at));
        assert!(found.iter().all(|at| *at >= 40), "{found:?}");
    }
}
