//! Details of people in texts, and what only looks like them.

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
        "+49 171 1234567",
        "+49 (0)171 123 45 67",
        "0049 171 1234567",
        "call +33 6 12 34 56 78 first",
        "+353 87 123 4567",
        "+48 601 234 567",
        "+354 612 3456",
        "+91-98765-43210",
        "+380 50 123 45 67",
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
        "+49 30 901820 12",
        "+33 1 42 68 53 00",
        "+353 1 474 4200",
        "+48 22 694 7500",
        "+1 202 555 0123",
        "49 171 1234567",
        "ref +49 171 1234567",
        "+49 171 1234567890123",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_health_number_has_its_check_digit_and_looks_like_one() {
    for text in ["943 476 5919", "943-476-5919", "NHS number 9434765919", "NHS no.: 9434765919"] {
        let found = found(text);
        assert!(matches!(found[..], [(Detail::HealthNumber, _)]), "{text}: {found:?}");
    }
    for text in ["943 476 5918", "9434765919", "943 476 59190", "1 943 476 5919", "000 000 0000"] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn an_insurance_number_keeps_to_its_letters() {
    for text in ["AB123456C", "AB 12 34 56 C", "ni ab123456c"] {
        let found = found(text);
        assert!(matches!(found[..], [(Detail::InsuranceNumber, _)]), "{text}: {found:?}");
    }
    for text in ["QQ123456C", "GB123456A", "AB123456E", "AB1234567C", "XAB123456C", "IG-2024-118"] {
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

/// Each text tells of one person, in one way.
fn tells(detail: Detail, texts: &[&str]) {
    for text in texts {
        let found = found(text);
        assert!(matches!(found[..], [(own, _)] if own == detail), "{text}: {found:?}");
    }
}

fn tells_nothing(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_day_of_birth_is_one_however_it_is_written() {
    tells(
        Detail::BirthDate,
        &[
            "date of birth: 3 May 1961",
            "date of birth 3 May 1961",
            "born 3 May 1961",
            "She was born on 3 May 1961",
            "DOB: 3rd May 1961",
            "her birthday is 3 May 1961",
            "d.o.b. 3.5.61",
            "D.O.B: 03/05/1961",
            "born on Wednesday the 3rd of May 1961",
            "birth date was May 3, 1961",
            "date_of_birth = \"3 May 1961\"",
            "date_of_birth = 2021-05-03",
            "Born: 3 5 1961",
            "note = \"the driver, born 3 May 1961\"",
        ],
    );
    for text in ["born 3 May 1961", "dob 3.5.61", "Born 1961-05-03"] {
        for before in 0..20 {
            tells(Detail::BirthDate, &[&format!("{}{text}", ".".repeat(before))]);
        }
    }
    tells_nothing(&[
        "stubborn 3 May 1961",
        "a newborn on 3 May 1961",
        "borne 3 May 1961",
        "the idea was born\nMeeting on 2025-03-02",
        "note = \"An idea was born\", on = 2025-03-02",
        "{ what = \"born\" } # 2025-03-02",
        "born in 1961",
        "year of birth: 1961",
        "births in 2024: 1 200",
        "place of birth, London, 3 May 1961",
        "born on 3 May",
        "dob",
        "born ",
        "birth: 12",
        "birth 1961-05",
        "the Birthday party is held in the hall on 3 May 2025",
    ]);
}

#[test]
fn titles_are_many_and_names_have_small_words() {
    tells(
        Detail::Name,
        &[
            "Councillor Smith",
            "Cllr Jones",
            "Professor Jones",
            "Prof. Smith",
            "Sir John Smith",
            "Rev Green",
            "Revd. Green",
            "Reverend Green",
            "Rev J. Green",
            "MR SMITH",
            "Mr O\u{2019}Brien",
            "Mrs. O\u{2019}Neill",
            "Mr\u{a0}Smith",
            "Mr  Smith",
            "Mr\nSmith",
            "Mr.\r\n  Smith",
            "Dr J.\u{202f}Green",
            "CLLR JONES",
            "Mr van der Berg",
            "Dr de Souza",
            "Dame Judith Ashdown",
        ],
    );
    tells_nothing(&[
        "Dr Foster Unit",
        "Sir John Soane House",
        "the Sir Robert Ashdown Trust",
        "Councillor for the ward",
        "Councillor Development Programme",
        "Professor Emeritus",
        "Rev B Drawing",
        "Councillors Smith",
        "Revenue Green",
        "Sirius Black",
        "Professional Standards",
        "MR SCANNER",
        "an MR scan",
        "MS SQL",
        "DR PLAN",
        "Prof. of medicine",
        "Councillor",
        "Mr van",
        "Mr van der",
    ]);
}

#[test]
fn numbers_are_found_as_people_write_them() {
    tells(Detail::HealthNumber, &["CHI number 0305611234", "CHI no. 030561 1234"]);
    tells(Detail::Mobile, &["447700 900123", "44 7700 900 123", "contract phone 07700 900123"]);
    tells(Detail::InsuranceNumber, &["AB12 3456C", "AB 123456 C", "NI ref AB123456C"]);
}

#[test]
fn a_number_of_a_thing_is_no_persons() {
    tells_nothing(&[
        "https://x.example/a/07700900123",
        "see www.x.example/07700900123",
        "serial 07123456789",
        "serial no. 07123456789",
        "ref = \"07123456789\"",
        "grant ref AB123456C",
        "Grant AB123456C",
        "order number 943 476 5919",
        "12 447700900123 3",
    ]);
}

#[test]
fn one_word_before_the_at_is_a_person_with_a_known_name_and_an_initial() {
    tells(
        Detail::Mailbox,
        &["asmith@hospital.nhs.uk", "smithm@council.gov.uk", "JPatel2@x.example"],
    );
    tells_nothing(&[
        "st.marys@nhs.net",
        "saint-aidan@nhs.net",
        "blacksmith@x.example",
        "riverside@council.gov.uk",
        "wrights@x.example",
        "stphillips@x.example",
        "ashdown@x.example",
    ]);
}

#[test]
fn what_is_said_of_somebody_by_name_is_a_note() {
    tells(
        Detail::Note,
        &[
            "Anna Smith is often ill",
            "Jane was rude to staff",
            "note = \"Jane was rude to staff\"",
            "Tom keeps shouting at volunteers",
            "Priya has a drinking problem",
            "Ahmed shouted at the driver",
            "The coordinator, Agnieszka, was away. Kofi was drunk",
            "Siobhan's depression got worse",
            "staff were bullied by Kwame",
            "a complaint about the rudeness of Olena",
            "Jane P. Doe is on maternity leave",
            "Mei-Ling Zhou was very rude to us",
            "When Ibrahim Khan called he swore at us",
            "Xyla Qadrun was lazy",
            "# Liam went through a divorce",
            "Jane Doe was off sick with depression",
            "note = \"Jane Doe is on long-term sick leave\"",
            "As Jane Doe went off sick, nobody came",
            "Then Ann-Marie O'Neill has been diagnosed",
            "Siobhán Ní Bhriain is on sick leave",
            "Siobhán was rude to staff",
            "note = \"Élodie has asthma\"",
            "Łukasz Żak was off sick",
            "Olena Kovalenko’s child has asthma",
            "Olena Kovalenko's youngest daughter is in hospital with cancer",
            "James' wife is ill",
            "Mohammed Al-Rashid was arrested",
            "Xyla Qadrun was arrested on Monday",
            "Jane van der Berg has been convicted",
            "Gulnara had a miscarriage",
            "Somchai was drunk",
        ],
    );
    tells(
        Detail::Note,
        &[
            "jane doe was off sick",
            "note = \"jane is on long-term sick leave\"",
            "as siobhán has been diagnosed",
            "Jane doe is pregnant",
            "call off: olena kovalenko was arrested",
        ],
    );
    tells_nothing(&[
        "The Manager was off sick",
        "Housing Manager was off sick",
        "Northmoor Reablement was off sick",
        "the Foster Unit was unwell",
        "Two of the drivers were off sick",
        "A Driver was off sick",
        "help for Mental Health and sick people",
        "Jane Doe wrote of sick pay",
        " was off sick",
        "was off sick",
        "MRI CT is diagnosed",
        "Marie Curie is there for people who are ill",
        "Anthony Nolan has a register for people with cancer",
        "Catherine House was too small for people who are ill",
        "St Thomas was built for the sick",
        "Martin Road was closed after a drunk driver",
        "Grace periods are set for illness",
        "Adam and Eve were asked",
        "Jane was told of the new form. Illness is one reason on it",
        "Support for Carers was aggressive in its targets",
        "Night Bus was unreliable",
        "Older Voices was hostile to the leaflet",
        "Tarnbeck Council was rude to us",
        "owner = \"anna\", reason = \"illness\"",
        "Divorce and bereavement service",
        "Harassment policy of the Ada Trust",
        "Anna Freud is there for children who are ill",
        "the jack was useless",
        "a jean is off sick",
        "id = \"jane\" is ill",
        "role-jane is ill",
        "a resident was ill, and another is off sick",
        "nobody was arrested, and the driver is ill",
        "who was diagnosed, and when, is not kept here",
        "the amy was sick",
        "the service is ill equipped",
        "Ärzte und Pflege: sick pay is paid",
    ]);
}

/// What records are full of, with numbers by chance in the place of each `#`, and of a letter
/// in that of each `?`.
const ORDINARY: [&str; 32] = [
    "ref = \"IG-20##-###\"",
    "instrument = { kind = \"data-sharing-agreement\", ref = \"DSA/20##/####\" }",
    "Invoice 07#########, paid on 2025-0#-1#",
    "serial 07#########",
    "Serial number: ??######?",
    "grant ref ??######?",
    "Grant ??######? of 1#,###.50 pounds",
    "grant agreement UKSPF-######-##",
    "order no. ##########",
    "purchase order: PO-######/##",
    "asset tag ####-####-##",
    "UPRN 10##########",
    "company number 0#######, charity 11#####",
    "telephone 020 7946 0###, or 0117 496 0###",
    "ISBN 978-0-7475-####-#",
    "sort code ##-##-##, account ########",
    "grid reference TQ ### ###",
    "Minute 20##/##, item #.#, page ###",
    "Born of the review on 20##-0#-1#, paper ##",
    "https://x.example/a/07#########?id=##########",
    "evidence = [\"./papers/20##-##-##-minutes.pdf\", \"Box ##########\"]",
    "period_from = 202#-0#-01, period_to = 202#-0#-28, figures = [###, ###, ####]",
    "batch ### ### ####",
    "Martin House gave ## beds to people who are ill",
    "St Peter was used for the funeral on 20##-0#-1#",
    "Sue Ryder has ## places for people with cancer",
    "The Drug and Alcohol Team was told on 20##-0#-1#",
    "Divorce, bereavement and illness: leaflet ##, by the Anna Freud Centre",
    "Anxiety and Depression Group, room ##, was full",
    "Older Voices was hostile to item ## of the plan",
    "Harassment and bullying of staff: procedure HR-##, held by the Head of People",
    "mailbox = \"ward-#@st-aidan.example\", \"team.#@x.example\", \"stthomas@x.example\"",
];

/// What nothing but the number itself tells from a person's.
const BARE: [&str; 4] = ["07#########", "??######?", "### ### ####", "##########"];

/// How many of some forms are told of, each filled in 5,000 times.
fn alarms(forms: &[&str]) -> usize {
    let mut state = 7_u64;
    let mut chance = |most: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from((state >> 33) % most).expect("small")
    };
    let mut count = 0;
    for form in forms {
        for _ in 0..5000 {
            let fill = |letter: char| match letter {
                '#' => char::from(b'0' + chance(10)),
                '?' => char::from(b'A' + chance(26)),
                other => other,
            };
            let text: String = form.chars().map(fill).collect();
            count += usize::from(!found(&text).is_empty());
        }
    }
    count
}

/// The counts stand in `docs/rules/integrity.md`.
#[test]
fn ordinary_references_raise_no_alarm() {
    assert_eq!(alarms(&ORDINARY), 0);
    let bare: Vec<usize> = BARE.iter().map(|form| alarms(&[form])).collect();
    assert_eq!(bare, [4027, 400, 487, 0]);
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

#[test]
fn mailboxes_that_people_have_at_home_are_known_in_many_countries() {
    let hosts: Vec<&str> =
        include_str!("personal-mail.txt").lines().filter(|line| !line.starts_with('#')).collect();
    assert!(hosts.is_sorted(), "it is searched by halves");
    assert!(hosts.iter().all(|host| host.contains('.') && *host == host.to_lowercase()));
    for host in ["protonmail.com", "gmx.de", "mail.com", "btinternet.com", "wp.pl", "GMAIL.com"] {
        tells(Detail::Mailbox, &[&format!("riverside@{host}")]);
    }
    tells_nothing(&["Mr\n\nSmith", "Mr", "kitchens@mail.com.example"]);
}
