//! Lists of words that are asked for each word of every text: most answers have to be a quick no.

/// Words in order, in small letters, each of at least one letter and at most [`WordList::LONGEST`]
/// bytes.
#[derive(Debug)]
pub struct WordList {
    words: &'static [&'static str],
    /// For each letter that words begin with, a bit for each length they have.
    lengths: [u32; 26],
}

impl WordList {
    /// The longest word that a list may hold, in bytes.
    pub const LONGEST: usize = 31;

    /// A list of words. One that is not in order, or begins with anything but a small letter, does
    /// not compile where the list is a constant.
    ///
    /// # Panics
    ///
    /// Where the words are not as they have to be.
    #[must_use]
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut lengths = [0; 26];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            assert!(word.len() <= Self::LONGEST && word[0].is_ascii_lowercase());
            assert!(at == 0 || is_before(words[at - 1].as_bytes(), word));
            lengths[(word[0] - b'a') as usize] |= 1 << word.len();
            at += 1;
        }
        Self { words, lengths }
    }

    /// Whether the list has a word, in capitals or not.
    #[inline]
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let letter = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        let lengths = self.lengths.get(usize::from(letter.wrapping_sub(b'a')));
        let may =
            lengths.is_some_and(|it| word.len() <= Self::LONGEST && it >> word.len() & 1 == 1);
        may && self.finds(word)
    }

    fn finds(&self, word: &str) -> bool {
        let small = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        self.words.binary_search_by(|own| own.bytes().cmp(small())).is_ok()
    }

    /// The words, in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }
}

const fn is_before(one: &[u8], next: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < next.len() {
        if one[at] != next[at] {
            return one[at] < next[at];
        }
        at += 1;
    }
    one.len() < next.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whatever_its_case_and_nothing_else_is() {
        const LIST: WordList = WordList::of(&["as above", "as before", "k.a", "tbc", "tbd"]);
        for word in LIST.iter() {
            assert!(LIST.holds(word) && LIST.holds(&word.to_uppercase()), "{word}");
        }
        for word in ["", "as", "as below", "tba", "\u{e9}", "3", "{", "[", "t", &"t".repeat(99)] {
            assert!(!LIST.holds(word), "{word}");
        }
    }

    #[test]
    #[should_panic(expected = "is_before")]
    fn a_list_has_to_be_in_order() {
        let _ = WordList::of(&["b", "a"]);
    }
}
