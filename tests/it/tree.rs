//! The tree beside that of `toml`: valid where that is valid, and then the same, place by place.

use comity::document::{Document, Kind, Source, Span, SyntaxKind, Table, Value};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::fs;
use toml::de::{DeTable, DeValue};

use crate::harness::{directories, files, repository};

/// Reads a text both ways. Gives whether it is valid.
fn same(text: &str) -> bool {
    let source = Source::new("a.toml".to_owned(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let (tree, errors) = DeTable::parse_recoverable(text);
    let invalid = |kind: &SyntaxKind| !matches!(kind, SyntaxKind::TooNew(_));
    let told = document.faults.iter().any(|fault| invalid(&fault.kind));
    // `toml` takes `1_0a` for a number, and `0x`.
    let number =
        |kind: &SyntaxKind| matches!(kind, SyntaxKind::Invalid(why) if why == "invalid number");
    let is_odd = document.faults.iter().any(|fault| number(&fault.kind));
    let is_valid = errors.is_empty() && !is_odd;
    assert_eq!(told, !is_valid, "{text:?}\n{:?}\n{errors:?}", document.faults);
    assert_eq!(document.is_damaged(), told);
    if is_valid {
        same_table(document.root(), tree.get_ref(), text);
    } else {
        // The first in the text is told, as the others follow from it.
        let first = errors.iter().map(|error| error.span().unwrap_or(0..0).start as u32).min();
        let conflict = |kind: &SyntaxKind| matches!(kind, SyntaxKind::Conflict { .. });
        let mut faults = document.faults.iter();
        assert!(
            faults.any(|fault| Some(fault.span.start) == first
                || conflict(&fault.kind)
                || number(&fault.kind)),
            "{text:?}"
        );
    }
    is_valid
}

fn same_table(table: &Table<'_>, tree: &DeTable<'_>, text: &str) {
    assert_eq!(table.len(), tree.len(), "{text:?}");
    for ((key, value), (other_key, other)) in table.iter().zip(tree.iter()) {
        assert_eq!(key.get_ref(), other_key.get_ref(), "{text:?}");
        assert_eq!(key.span(), Span::from(other_key.span()), "{key:?} in {text:?}");
        same_value(value, other, text);
        let found = table.get(key.get_ref()).expect("each key is found");
        assert!(std::ptr::eq(found, value), "{key:?} in {text:?}");
    }
}

fn same_value(value: &Value<'_>, other: &toml::Spanned<DeValue<'_>>, text: &str) {
    assert_eq!(value.span(), Span::from(other.span()), "{value:?} in {text:?}");
    match (value.get_ref(), other.get_ref()) {
        (Kind::String(one), DeValue::String(other)) => assert_eq!(one, other, "{text:?}"),
        (Kind::Integer(one), DeValue::Integer(other)) => {
            assert_eq!((one.as_str(), one.radix()), (other.as_str(), other.radix()), "{text:?}");
            assert_eq!(one.to_string(), other.to_string());
        }
        (Kind::Float(one), DeValue::Float(other)) => {
            assert_eq!(one.as_str(), other.as_str(), "{text:?}");
            assert_eq!(one.to_string(), other.to_string());
        }
        (Kind::Boolean(one), DeValue::Boolean(other)) => assert_eq!(one, other, "{text:?}"),
        (Kind::Datetime(one), DeValue::Datetime(other)) => assert_eq!(one, other, "{text:?}"),
        (Kind::Array(one), DeValue::Array(other)) => {
            assert_eq!(one.len(), other.len(), "{text:?}");
            one.iter().zip(other.iter()).for_each(|(one, other)| same_value(one, other, text));
        }
        (Kind::Table(one), DeValue::Table(other)) => same_table(one, other, text),
        (one, other) => panic!("{one:?} is not {other:?} in {text:?}"),
    }
}

/// Every record that the examples and the fixtures hold.
fn records() -> Vec<String> {
    let mut records = Vec::new();
    let mut open =
        ["examples", "tests/fixtures", "src/standard"].map(|at| repository().join(at)).to_vec();
    while let Some(directory) = open.pop() {
        open.extend(directories(&directory));
        let each = files(&directory);
        let each = each.iter().filter(|path| path.extension().is_some_and(|it| it == "toml"));
        records.extend(each.filter_map(|path| fs::read_to_string(path).ok()));
    }
    assert!(records.len() > 100);
    records
}

#[test]
fn every_record_is_the_same() {
    for text in records() {
        same(&text);
        same(&text.replace('\n', "\r\n"));
        same(&format!("\u{feff}{text}"));
    }
}

#[test]
fn many_of_one_kind_are_the_same_and_soon_read() {
    let many = |line: fn(usize) -> String| (0..50_000).rev().map(line).collect::<String>();
    for (text, valid) in [
        (many(|at| format!("k{at} = 1\n")), true),
        (many(|at| format!("k{} = 1\n", at / 2)), false),
        (many(|at| format!("[t{at}]\na = 1\n")), true),
        (many(|at| format!("[[t{}]]\na = 1\n", at % 7)), true),
        (many(|at| format!("[a.t{at}]\nb = 1\n")), true),
        (many(|at| format!("a.k{at} = 1\n")), true),
        (format!("a = [{}]\n", "1,".repeat(50_000)), true),
        (format!("a = [{}]\n", "{ b = [] },".repeat(50_000)), true),
        (format!("a = {}\n", "[".repeat(10_000)), false),
        (format!("a = {}{}\n", "[".repeat(80), "]".repeat(80)), true),
        (format!("a = {}{}\n", "[".repeat(81), "]".repeat(81)), false),
        (format!("a = {}{}\n", "{b=".repeat(10_000), "}".repeat(10_000)), false),
        (format!("[{}a]\n", "a.".repeat(79)), true),
        (format!("[{}a]\n", "a.".repeat(80)), false),
    ] {
        let source = Source::new("a.toml".to_owned(), text.clone().into_bytes());
        let document = Document::parse(&source);
        assert_eq!(document.is_damaged(), !valid, "{}", &text[..60.min(text.len())]);
        if valid {
            same(&text);
        }
    }
}

/// A key of few, so that some are met again.
fn key() -> impl Strategy<Value = String> {
    const KEYS: [&str; 16] = [
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "id",
        "\"a\"",
        "'b'",
        "\"d e\"",
        "\"\\u0061\"",
        "\"\"",
        "1",
        "é",
        "\"é\"",
        "a-_9",
    ];
    let simple = || select(&KEYS[..]);
    let dot = select(&[".", " . ", ".\t"][..]);
    prop_oneof![
        8 => simple().prop_map(str::to_owned),
        2 => (simple(), dot.clone(), simple()).prop_map(|(a, dot, b)| format!("{a}{dot}{b}")),
        1 => (simple(), dot, simple(), simple()).prop_map(|(a, dot, b, c)| format!("{a}{dot}{b}.{c}")),
    ]
}

fn scalar() -> impl Strategy<Value = String> {
    const SCALARS: [&str; 62] = [
        "\"text\"",
        "\"\"",
        "''",
        "'lit\\eral'",
        "\"es\\tc\\\"aped\\u00e9\"",
        "\"é 東京\"",
        "\"tab\there\"",
        "\"\"\"\nmany\nlines\n\"\"\"",
        "\"\"\"\r\nmany\r\nlines\"\"\"",
        "\"\"\"one\"\"\"",
        "\"\"\"\"\"\"",
        "\"\"\"a \\\n  b\"\"\"",
        "\"\"\"two \"\" quotes\"\"\"",
        "\"\"\"ends \"\"\"\"\"",
        "'''\nraw\n'''",
        "''''a'''",
        "\"\"\"\n\nblank first\"\"\"",
        "\"del\u{7f}\"",
        "\"bell\u{7}\"",
        "\"open",
        "'open",
        "\"\"\"open",
        "\"bad \\q\"",
        "0",
        "-0",
        "+7",
        "1_000",
        "1__0",
        "_1",
        "01",
        "0xDEAD_beef",
        "0o17",
        "0b101",
        "0XF",
        "0xG",
        "9999999999999999999999",
        "1.5",
        "-1.5e10",
        "1e5",
        "1.",
        ".5",
        "inf",
        "-inf",
        "nan",
        "+nan",
        "6.02_2",
        "true",
        "false",
        "True",
        "word",
        "",
        "2025-03-03",
        "2025-02-30",
        "2024-02-29",
        "2025-3-3",
        "07:32:00",
        "07:32",
        "2025-03-03T07:32:00Z",
        "2025-03-03 07:32:00.5+01:00",
        "2025-03-03t25:00:00",
        "07:32:00.999999999",
        "\"\\x41\\e\"",
    ];
    select(&SCALARS[..]).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = String> {
    let space = || select(&["", "", " ", "\n  ", " # note\n", "\r\n"][..]);
    scalar().prop_recursive(4, 16, 4, move |inner| {
        let comma = select(&["", "", ",", ",,"][..]);
        let items = prop::collection::vec(inner.clone(), 0..4);
        let pairs = prop::collection::vec((key(), inner), 0..4);
        prop_oneof![
            (items, space(), comma.clone()).prop_map(|(items, space, comma)| {
                format!("[{space}{}{space}{comma}{space}]", items.join(&format!(",{space}")))
            }),
            (pairs, space(), comma).prop_map(|(pairs, space, comma)| {
                let pairs: Vec<String> =
                    pairs.into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
                format!("{{ {} {comma}{space}}}", pairs.join(", "))
            }),
        ]
    })
}

fn line() -> impl Strategy<Value = String> {
    const ODD: [&str; 14] = [
        "",
        "  ",
        "# a comment",
        "# bell \u{7}",
        "= 1",
        "a",
        "a =",
        "[",
        "[]",
        "[[a]",
        "]",
        "a = 1 b = 2",
        "\r",
        "\u{feff}",
    ];
    prop_oneof![
        12 => (key(), value()).prop_map(|(key, value)| format!("{key} = {value}")),
        3 => key().prop_map(|key| format!("[{key}]")),
        3 => key().prop_map(|key| format!("[[ {key} ]] # why")),
        1 => select(&ODD[..]).prop_map(str::to_owned),
    ]
}

/// Files of many lines that are often valid: of many keys, and with scalars that are valid for
/// sure.
fn tame() -> impl Strategy<Value = String> {
    let number = 0..60usize;
    let line =
        (select(&["[", "[[", "", "", "", "{", "L", "."][..]), number.clone(), number, scalar());
    prop::collection::vec(line, 0..24).prop_map(|lines| {
        let line = |(kind, one, other, scalar): &(&str, usize, usize, String)| {
            let scalar = if Document::parse(&Source::new(
                "a".to_owned(),
                format!("a={scalar}").into_bytes(),
            ))
            .is_damaged()
            {
                "1"
            } else {
                scalar
            };
            match *kind {
                "[" if other % 3 == 0 => format!("[t{}.u{}.v{other}]", one % 3, one % 2),
                "[" if other % 3 == 1 => format!("[t{}.u{other}]", one % 3),
                "[" => format!("[t{one}]"),
                "[[" if other % 2 == 0 => format!("[[t{}.l{}]]", one % 3, one % 2),
                "[[" => format!("[[l{}]]", one % 3),
                "{" => format!("k{one} = {{ b = {scalar}, a = [{other}, {scalar}] }}"),
                "L" => format!("k{one} = [ {scalar} ,\n {{ z = {scalar}, 'y' = 1 }}, ]"),
                "." if other % 2 == 0 => format!("d{}.k{other} = {scalar}", one % 3),
                _ => format!("k{one} = {scalar}"),
            }
        };
        lines.iter().map(|each| line(each) + "\n").collect()
    })
}

proptest! {
    #[test]
    fn what_may_be_written_is_the_same(lines in prop::collection::vec(line(), 0..8), end in select(&["\n", "\r\n"][..])) {
        same(&lines.join(end));
    }

    #[test]
    fn longer_files_are_the_same(text in tame()) {
        same(&text);
    }

    #[test]
    fn a_damaged_record_is_the_same(
        record in any::<Index>(),
        edits in prop::collection::vec((0..4, any::<Index>(), 0..40usize, any::<Index>()), 1..4),
    ) {
        thread_local!(static RECORDS: Vec<String> = records());
        let mut text = RECORDS.with(|records| record.get(records).clone());
        for (what, at, length, piece) in edits {
            let floor = |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let start = floor(&text, at.index(text.len() + 1));
            let end = floor(&text, start + length);
            const PIECES: [&str; 22] = ["\"", "'", "\n", "\r", "[", "]", "{", "}", "=", ".", ",", "#", "\\", "\"\"\"", "[[", "]]", "_", "-", " ", "a", "1", "\u{0}"];
            match what {
                0 => text.replace_range(start..end, ""),
                1 => {
                    let again = text[start..end].to_owned();
                    text.insert_str(start, &again);
                },
                2 => text.insert_str(start, PIECES[piece.index(PIECES.len())]),
                _ => {
                    // A line once more: mostly a key that is there already, or a header.
                    let from = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
                    let to = text[start..].find('\n').map_or(text.len(), |newline| start + newline + 1);
                    let line = text[from..to].to_owned();
                    let there = floor(&text, piece.index(text.len() + 1));
                    let there = text[..there].rfind('\n').map_or(0, |newline| newline + 1);
                    text.insert_str(there, &line);
                }
            }
        }
        same(&text);
    }
}
