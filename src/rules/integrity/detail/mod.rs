//! What in a text tells of one living person: found by bytes, before any parsing, as it may stand in
//! a comment as well as in a value.
//!
//! The text is gone over from one byte that a detail may begin with to the next, from one `is` to the
//! next for what is said in small letters, and in steps that no number worth a look can slip between.

mod abroad;
mod birth;
mod label;
mod mailbox;
mod names;
mod note;
mod number;
mod small;
mod step;
mod title;

use std::ops::Range;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// A mailbox that bears a person's name, or that a person has at home.
    Mailbox,
    /// The number of a mobile telephone.
    Mobile,
    /// A number under which a health service knows a patient.
    HealthNumber,
    /// A number under which social insurance knows a person.
    InsuranceNumber,
    /// The day somebody was born.
    BirthDate,
    /// A person by name.
    Name,
    /// Something said of a person by name.
    Note,
}

impl Detail {
    /// In words, for a message.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Mailbox => "a mailbox that seems to be a person's",
            Self::Mobile => "a mobile number",
            Self::HealthNumber => "a health service number",
            Self::InsuranceNumber => "a National Insurance number",
            Self::BirthDate => "somebody's day of birth",
            Self::Name => "a person by name",
            Self::Note => "a note on a person by name",
        }
    }

    /// What to write instead.
    pub(super) const fn instead(self) -> &'static str {
        match self {
            Self::Mailbox => "write the shared mailbox of the role",
            Self::Mobile => "write the number of the desk, or leave it out",
            Self::HealthNumber | Self::InsuranceNumber | Self::BirthDate => {
                "take it out; a case keeps its facts in its own system, and here only a reference"
            }
            Self::Name => "write the role, not the person",
            Self::Note => {
                "take it out; what concerns a person has a procedure of its own, and here only a reference"
            }
        }
    }
}

/// Everything in a text that tells of one person. `is_of_role` says of a word of a mailbox whether
/// it belongs to the role or its organisation, as the record itself names them.
pub(super) fn each(
    text: &str,
    is_of_role: &dyn Fn(&str) -> bool,
    mut tell: impl FnMut(Detail, Range<usize>),
) {
    let bytes = text.as_bytes();
    let mut told = 0;
    let mut note_at = |at: usize, tell: &mut dyn FnMut(Detail, Range<usize>)| {
        // The second name of somebody is no other person.
        if at >= told
            && let Some(range) = note::at(text, at, is_of_role)
        {
            told = range.end;
            tell(Detail::Note, range);
        }
    };
    step::each(bytes, |at| match bytes[at] {
        b'@' => mailbox::at(text, at, is_of_role)
            .into_iter()
            .for_each(|range| tell(Detail::Mailbox, range)),
        b'b' | b'B' if let Some(range) = birth::at(text, at) => tell(Detail::BirthDate, range),
        b'A'..=b'Z' if at == 0 || !bytes[at - 1].is_ascii_alphanumeric() => {
            if let Some(range) = title::at(text, at) {
                tell(Detail::Name, range);
            }
            note_at(at, &mut tell);
        }
        0xc3..=0xc5 => note_at(at, &mut tell),
        _ => {}
    });
    small::each(text, is_of_role, &mut |range| tell(Detail::Note, range));
    number::each(text, &mut tell);
}

#[cfg(test)]
mod tests;
