//! What a digest covers, and what it leaves out.

use super::*;
use crate::document::{Document, Source};
use crate::model::agreement::Agreement;
use crate::model::declare::{Walk, read_record};
use crate::model::review::Review;
use proptest::prelude::*;

const AGREEMENT: &str = include_str!(
    "../../../examples/warm-safe-discharge/collaborations/warm-safe-discharge/agreement.toml"
);
const HEAD: &str = include_str!(
    "../../../examples/warm-safe-discharge/collaborations/warm-safe-discharge/collaboration.toml"
);

fn source(text: &str) -> Source {
    Source::new("a.toml".to_owned(), text.as_bytes().to_vec())
}

fn digest(head: &str, text: &str) -> Option<String> {
    let (head, text) = (source(head), source(text));
    let (head, text) = (Document::parse(&head), Document::parse(&text));
    assert!(!head.is_damaged() && !text.is_damaged(), "{:?}{:?}", head.faults, text.faults);
    let head: Head<'_> = read_record(head.root(), (0..0).into(), &mut Walk::default());
    of::<Agreement<'_>>(&head, text.root())
}

fn edited(from: &str, to: &str) -> String {
    assert!(AGREEMENT.contains(from), "the example does not hold {from:?}");
    AGREEMENT.replacen(from, to, 1)
}

fn example() -> Option<String> {
    digest(HEAD, AGREEMENT)
}

/// What is digested, spelled out once by hand, so that other tools can do the same.
#[test]
fn the_rule_is_the_one_that_is_written_down() {
    let head = "[[party]]\nid = \"b\"\nname = \"South\"\n[[party]]\nid = \"a\"\norganisation = \"north\"\n";
    let text = "version = 0x1_0\nx_ours = 1.5\ntitle = \"a\\\"b\\r\\nc\\u0001\"\n\
            [term]\neffective_on = 2025-03-03\n[norms]\nvalues = [\"z\", \"a\"]\nrefresh_by = 2025-01-01\n\
            [[action]]\nid = \"two\"\nsupport = [\"z\", \"a\"]\n[[action]]\nid = \"one\"\nmilestone = true\n";
    let json = "[[\"a\",\"north\"],[\"b\",\"South\"]]\
            {\"action\":[{\"id\":\"one\",\"milestone\":true},{\"id\":\"two\",\"support\":[\"a\",\"z\"]}],\
            \"norms\":{\"values\":[\"z\",\"a\"]},\"term\":{\"effective_on\":\"2025-03-03\"},\
            \"title\":\"a\\\"b\\nc\\u0001\",\"version\":16}";
    let hex: String =
        Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest(head, text), Some(format!("{PREFIX}{hex}")));
}

#[test]
fn layout_and_what_is_kept_up_change_nothing() {
    let same = [
        format!("# a word in front\n{AGREEMENT}\n# and one behind\n"),
        AGREEMENT.replace('\n', "\r\n"),
        AGREEMENT.replace(" = ", "   =\t"),
        format!("\u{feff}{AGREEMENT}"),
        format!("x_reference = 12.5\n{AGREEMENT}"),
        edited("[term]\n", "[term]\nx_ours = { any = [1, 2.5] }\n"),
        edited("renewal_decision_by = 2026-09-30", "\"renewal_decision_by\" = 2026-09-30"),
        edited("value = 32000", "value = 32_000"),
        edited(
            "effective_on = 2025-01-06\nends_on = 2026-12-31\n",
            "ends_on = 2026-12-31\neffective_on = 2025-01-06\n",
        ),
        edited(
            "accepted_on = 2024-12-13\n",
            "accepted_on = 2025-12-12\naccepted_until = 2026-12-12\n",
        ),
        edited("review_by = 2026-01-30\n", ""),
        edited("tested_on = 2025-04-22\nheld = true\n", ""),
        edited("refresh_by = 2026-05-29", "refresh_by = 2027-05-28"),
        edited(
            "status = \"done\", ref = \"DPIA-2024-31\"",
            "status = \"done\", ref = \"DPIA-2025-2\"",
        ),
        edited("status = \"done\", ref = \"EIA-2024-77\"", "status = \"required\""),
        edited(
            "serves = [\"obj-speed\", \"obj-returns\"]",
            "serves = [\"obj-returns\", \"obj-speed\"]",
        ),
        edited(
            "who = [\"housing-director\", \"adult-care-director\"",
            "who = [\"adult-care-director\", \"housing-director\"",
        ),
    ];
    for text in &same {
        assert_eq!(digest(HEAD, text), example(), "{}", &text[..200]);
    }
}

#[test]
fn tables_with_an_id_may_stand_in_any_order() {
    let (head, actions) = AGREEMENT.split_once("[[action]]").expect("it has actions");
    let (actions, rest) = actions.split_once("# --- service levels").expect("they end");
    let mut each: Vec<&str> = actions.split("[[action]]").collect();
    each.reverse();
    let text = format!("{head}[[action]]{}\n# --- service levels{rest}", each.join("\n[[action]]"));
    assert_ne!(text, AGREEMENT);
    assert_eq!(digest(HEAD, &text), example());
}

#[test]
fn the_order_of_other_lists_is_a_promise() {
    let before = "then = [\"Written recovery plan\", \"Escalation level 2\"";
    let after = "then = [\"Escalation level 2\", \"Written recovery plan\"";
    assert_ne!(digest(HEAD, &edited(before, after)), example());
}

#[test]
fn a_float_is_refused_wherever_it_is_covered() {
    assert_eq!(digest(HEAD, &edited("value = 32000", "value = 32000.0")), None);
    assert_eq!(digest(HEAD, &edited("[term]\n", "[term]\nunknown = [{ a = inf }]\n")), None);
    assert_eq!(digest(HEAD, &edited("review_by = 2026-01-30", "review_by = 1.0")), example());
}

#[test]
fn numbers_are_held_by_their_worth() {
    for (one, other) in [("+7", "7"), ("-0", "0"), ("0b111", "7"), ("1_0", "10"), ("0xfF", "255")] {
        let text = |number: &str| format!("version = {number}\n");
        assert_eq!(digest("", &text(one)), digest("", &text(other)), "{one} is {other}");
    }
    assert_ne!(digest("", "version = -7\n"), digest("", "version = 7\n"));
}

#[test]
fn the_parties_are_covered_and_what_is_said_of_them_is_not() {
    let head = |from: &str, to: &str| {
        assert!(HEAD.contains(from), "{from}");
        digest(&HEAD.replacen(from, to, 1), AGREEMENT)
    };
    assert_ne!(head("organisation = \"hearthside\"", "organisation = \"fireside\""), example());
    assert_ne!(
        head("[[stakeholder]]", "[[party]]\nid = \"fifth\"\nname = \"Fifth\"\n[[stakeholder]]"),
        example()
    );
    assert_eq!(head("role = \"funder\"", "role = \"partner\"\nleft_on = 2025-09-01"), example());
    assert_eq!(head("deputy = \"avh-ig-lead\"\n", ""), example());
    let (before, parties) = HEAD.split_once("[[party]]").expect("it has parties");
    let (parties, rest) = parties.split_once("[[stakeholder]]").expect("they end");
    let mut each: Vec<&str> = parties.split("[[party]]").collect();
    each.reverse();
    let turned = format!("{before}[[party]]{}\n[[stakeholder]]{rest}", each.join("\n[[party]]"));
    assert_eq!(digest(&turned, AGREEMENT), example());
}

#[test]
fn who_joins_later_does_not_undo_an_agreed_review() {
    let review = "held_on = 2025-11-19\nverdict = \"continue\"\n";
    let fifth = |joined: &str| {
        format!("{HEAD}\n[[party]]\nid = \"fifth\"\nname = \"Fifth\"\njoined_on = {joined}\n")
    };
    let digest = |head: &str| digest_of_review(head, review);
    assert_eq!(digest(&fifth("2025-11-20")), digest(HEAD));
    assert_ne!(digest(&fifth("2025-11-19")), digest(HEAD));
}

fn digest_of_review(head: &str, text: &str) -> Option<String> {
    let (head, text) = (source(head), source(text));
    let (head, text) = (Document::parse(&head), Document::parse(&text));
    let head: Head<'_> = read_record(head.root(), (0..0).into(), &mut Walk::default());
    of::<Review<'_>>(&head, text.root())
}

/// The example with one line changed: what was changed, the text, and whether that is only
/// kept up. Each line once with every leaf of its value changed, and once taken out.
fn changed_leaves() -> Vec<(String, String, bool)> {
    let lines: Vec<&str> = AGREEMENT.lines().collect();
    let with = |at: usize, line: &str| {
        let mut changed = lines.clone();
        changed[at] = line;
        changed.join("\n")
    };
    let mut table = "";
    let mut changed = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_start_matches('[').split(']').next().unwrap_or("");
        }
        let Some((key, value)) = line.split_once(" = ") else { continue };
        let field = table_of(table).and_then(|table| table.field(key));
        let kept_up = field.is_some_and(|field| field.kept_up);
        for other in other_values(value) {
            let inner = field
                .and_then(|field| inner_table(field.shape))
                .and_then(|inner| inner.field(inner_key(value, &other)))
                .is_some_and(|inner| inner.kept_up);
            let text = with(at, &format!("{key} = {other}"));
            let what = format!("{table}.{key}: {value} to {other}");
            changed.push((what, text, kept_up || inner));
        }
        changed.push((format!("{table}.{key} taken out"), with(at, ""), kept_up));
    }
    changed
}

/// The key of an inline table whose value two values of a line differ in.
fn inner_key<'v>(value: &'v str, other: &str) -> &'v str {
    let same = value.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
    let before = value[..same].rsplit_once(" = ").map_or("", |(before, _)| before);
    before.rsplit([' ', '{', ',']).next().unwrap_or("")
}

fn table_of(name: &str) -> Option<&'static Table> {
    let root = Agreement::TABLE;
    if name.is_empty() { Some(root) } else { inner_table(root.field(name)?.shape) }
}

/// Other values of the same kind for each leaf of a value.
fn other_values(value: &str) -> Vec<String> {
    let bytes = value.as_bytes();
    let mut others = Vec::new();
    let mut in_text = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'#' if !in_text => break,
            b'"' => {
                // A word more at the end of each text.
                if in_text {
                    others.push(format!("{}zz{}", &value[..at], &value[at..]));
                }
                in_text = !in_text;
            }
            // A digit more or less in each number and day; 1 and 2 keep every day a real one.
            digit @ b'0'..=b'9' if !in_text => {
                let last = !bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                if last {
                    let other = if digit == b'1' { '2' } else { '1' };
                    others.push(format!("{}{other}{}", &value[..at], &value[at + 1..]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    for (from, to) in [("true", "false"), ("false", "true")] {
        if value.starts_with(from) {
            others.push(value.replacen(from, to, 1));
        }
    }
    others
}

#[test]
fn every_single_changed_promise_changes_the_digest() {
    let before = example();
    assert!(before.is_some());
    let mut promises = 0;
    for (what, text, kept_up) in changed_leaves() {
        let source = source(&text);
        // A changed word may write a line that is no TOML any more; those tell nothing.
        if Document::parse(&source).is_damaged() {
            continue;
        }
        if kept_up {
            assert_eq!(digest(HEAD, &text), before, "{what}");
        } else {
            assert_ne!(digest(HEAD, &text), before, "{what}");
            promises += 1;
        }
    }
    assert!(promises > 600, "only {promises} were looked at");
}

proptest! {
    /// Whatever is said beside the promises, and however it is laid out.
    #[test]
    fn notes_of_ones_own_never_count(
        key in "x_[a-z]{1,8}", text in "[a-z \u{e4}-\u{fc}]{0,12}", at in 0usize..60, crlf: bool,
    ) {
        let headers: Vec<usize> = AGREEMENT
            .match_indices("\n[")
            .filter_map(|(at, _)| AGREEMENT[at + 1..].find('\n').map(|end| at + 1 + end + 1))
            .collect();
        let place = headers[at % headers.len()];
        let mut changed = AGREEMENT.to_owned();
        changed.insert_str(place, &format!("{key} = \"{text}\" # {text}\n\n"));
        let changed = if crlf { changed.replace('\n', "\r\n") } else { changed };
        prop_assert_eq!(digest(HEAD, &changed), example());
    }

    /// Two texts have one digest only if they are one text, line ends aside.
    #[test]
    fn different_texts_have_different_digests(one in "\\PC{0,9}", other in "\\PC{0,9}") {
        let quoted = |text: &str| format!("title = {}\n", toml_text(text));
        let alike = one == other;
        prop_assert_eq!(digest("", &quoted(&one)) == digest("", &quoted(&other)), alike);
    }
}

fn toml_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
