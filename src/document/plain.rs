//! Whether a text is plain: written between quotes as it is, in TOML as in JSON.

/// Whether a text holds no quote, no backslash and nothing that controls. Looked at eight bytes at
/// a time, as every word of every file takes this way.
#[must_use]
pub fn is_plain(text: &[u8]) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
    // The highest bit of each byte that is below another, and has that bit clear itself.
    let below = |word: u64, byte: u8| word.wrapping_sub(ONES * u64::from(byte)) & !word & TOPS;
    let has = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1) != 0;
    let (words, rest) = text.as_chunks::<8>();
    words.iter().all(|word| {
        let word = u64::from_ne_bytes(*word);
        below(word, 0x20) == 0 && !has(word, b'"') && !has(word, b'\\') && !has(word, 0x7f)
    }) && rest.iter().all(|byte| *byte >= 0x20 && !matches!(byte, b'"' | b'\\' | 0x7f))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_told_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            let plain = byte >= 0x20 && !matches!(byte, b'"' | b'\\' | 0x7f);
            for at in 0..20 {
                for around in [b'a', 0x21, 0xc3] {
                    let mut text = [around; 20];
                    text[at] = byte;
                    assert_eq!(is_plain(&text), plain, "{byte:#x} at {at}");
                }
            }
        }
    }
}
