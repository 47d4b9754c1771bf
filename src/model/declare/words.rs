//! Lists of words that a field may hold, declared once as an enum.

/// One word of a list, with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// As it is written in a record.
    pub text: &'static str,
    /// What it means; may be empty where the word says it all.
    pub doc: &'static str,
}

/// Declares an enum whose variants are the words of a record.
///
/// ```text
/// words! {
///     /// Who is in the lead.
///     Modality { GovernmentLed = "government-led", … }
/// }
/// ```
macro_rules! words {
    ($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the word in the record says it")]
        pub enum $name { $($(#[doc = $doc])* $variant),+ }

        impl $name {
            /// Every word, in the order of the declaration.
            pub const WORDS: &'static [$crate::model::declare::Word] = &[
                $($crate::model::declare::Word { text: $text, doc: concat!($($doc),*) }),+
            ];

            /// The word as it is written in a record.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The variant for a word; nothing for a word outside of the list.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl<'a> $crate::model::declare::Held<'a> for $name {
            const SHAPE: $crate::model::declare::Shape =
                $crate::model::declare::Shape::Words(Self::WORDS);

            fn read(
                value: &'a $crate::document::Value<'a>,
                walk: &mut $crate::model::declare::Walk<'a>,
            ) -> Option<Self> {
                let text = value.get_ref().as_str();
                let found = text.and_then(Self::from_word);
                if found.is_none() {
                    match text {
                        Some(word) => walk.unknown_word(value, word, Self::WORDS),
                        None => walk.wrong_type(value, Self::SHAPE),
                    }
                }
                found
            }
        }
    };
}
pub(crate) use words;
