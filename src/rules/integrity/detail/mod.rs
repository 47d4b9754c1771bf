//! What in a text tells of one living person: found by bytes, before any parsing, as it may stand in
//! a comment as well as in a value.
//!
//! The text is gone over twice, and neither time byte by byte: once from one `@`, `M` or `D` to
//! the next, and once in steps that no number worth a look can slip between.

mod mailbox;
mod number;
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
    for at in memchr::memchr3_iter(b'@', b'M', b'D', bytes) {
        if bytes[at] == b'@' {
            if let Some(range) = mailbox::at(text, at, is_of_role) {
                tell(Detail::Mailbox, range);
            }
        } else if let Some(range) = title::at(text, at) {
            tell(Detail::Name, range);
        }
    }
    number::each(text, &mut tell);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Detail, &str)> {
        let mut found = Vec::new();
        each(text, &|word| word == "reablement", |detail, at| found.push((detail, &text[at])));
        found
    }

    #[test]
    fn a_mailbox_of_a_person_is_told_from_one_of_a_role() {
        for text in [
            "mailbox = \"housing.partnerships@northmoor.example\"",
            "info@x.example, team-north@x.example, dpo@x.example, safeguarding.adults@x.example",
            "reablement.lead@northmoor.example",
            "git@host.example:team/repository.git",
            "@everyone, and 3 @ 4 pounds",
            "northmoor.duty@northmoor.example",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for text in [
            "jane.smith@northmoor.example",
            "j.smith@northmoor.example",
            "smith.j2@northmoor.example",
            "ask j_smith@northmoor.example first",
            "lowfell.volunteers@gmail.com",
        ] {
            let found = found(text);
            assert!(matches!(found[..], [(Detail::Mailbox, _)]), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_mobile_number_is_one_however_it_is_grouped() {
        for text in [
            "07700 900123",
            "call 07700900123.",
            "07700-900-123",
            "+44 7700 900123",
            "+44 (0)7700 900 123",
            "00447700900123",
            "on 2025-07-07: 07700 900123",
        ] {
            let found = found(text);
            assert!(matches!(found[..], [(Detail::Mobile, _)]), "{text}: {found:?}");
        }
        for text in [
            "020 7946 0123",
            "due = 2025-07-07",
            "077009001234",
            "ref 07700900",
            "0117 496 0077",
            "a07700900123",
            "07000 123456",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_health_number_has_its_check_digit_and_looks_like_one() {
        for text in ["943 476 5919", "943-476-5919", "NHS number 9434765919", "NHS no.: 9434765919"]
        {
            let found = found(text);
            assert!(matches!(found[..], [(Detail::HealthNumber, _)]), "{text}: {found:?}");
        }
        for text in
            ["943 476 5918", "9434765919", "943 476 59190", "1 943 476 5919", "000 000 0000"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn an_insurance_number_keeps_to_its_letters() {
        for text in ["AB123456C", "AB 12 34 56 C", "ni ab123456c"] {
            let found = found(text);
            assert!(matches!(found[..], [(Detail::InsuranceNumber, _)]), "{text}: {found:?}");
        }
        for text in
            ["QQ123456C", "GB123456A", "AB123456E", "AB1234567C", "XAB123456C", "IG-2024-118"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_day_of_birth_says_that_it_is_one() {
        for text in [
            "born 1948-03-02",
            "date of birth: 02/03/1948",
            "DOB 2.3.48",
            "date_of_birth = 1948-03-02",
            "born on 2 March 1948",
        ] {
            let found = found(text);
            assert!(matches!(found[..], [(Detail::BirthDate, _)]), "{text}: {found:?}");
        }
        for text in ["on = 2025-03-02", "the idea was born. Meeting on 2025-03-02", "born 2019"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_person_is_named_with_a_title() {
        for text in ["Mrs Ashdown said", "Dr. Okafor", "Mr J Ashdown", "Ms O'Neill", "Miss Grey"] {
            let found = found(text);
            assert!(matches!(found[..], [(Detail::Name, _)]), "{text}: {found:?}");
        }
        for text in [
            "Mr and Mrs",
            "12 Elm Dr",
            "Miss the bus",
            "MRS",
            "Mrs",
            "Dry Street",
            "DPIA MS Teams",
            "Ms Teams",
            "Missing Data",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numbers_are_found_wherever_they_stand() {
        for before in 0..40 {
            for after in [0, 1, 2, 3, 5, 8, 13] {
                let pad = |count| ".".repeat(count);
                for number in ["07700 900123", "943 476 5919", "AB 12 34 56 C", "AB123456C"] {
                    let text = format!("{}{number}{}", pad(before), pad(after));
                    assert_eq!(found(&text).len(), 1, "{text}");
                }
            }
        }
    }

    #[test]
    fn any_text_can_be_looked_at() {
        for text in ["", "@", "M", "Mr", "é@é", "07é700", "+", "44", "é07700 900123é", "Mr É", "0"]
        {
            found(text);
        }
    }
}
