//! A page that is changed by paths, and what is refused of it.

use super::*;
use crate::model::declare::Record as _;
use crate::model::evaluation::Evaluation;

fn page(text: &str) -> Page {
    Page::new("evaluation.toml", Evaluation::TABLE, Some(text))
}

#[test]
fn keys_are_set_by_their_path_and_items_by_their_name() {
    let mut page = page("# ours\n[need]\nstatement = \"a\"\n\n[[party_view]]\nparty = \"x\"\n");
    page.set("need.why-together=Because, together").expect("set");
    page.set("party_view.x.objective_relation=common").expect("set");
    page.set("decision.decided_by=a, b").expect("set");
    page.set("decision.decided_by+=c").expect("added to");
    page.add(&["decision.condition", "text=Ask", "due=2026-01-31"]).expect("added");
    page.set("decision.condition[0].due=2026-02-28").expect("set");
    page.add(&["risk", "id=risk-a", "likelihood=2"]).expect("added");
    page.set("risk-a.impact=3").expect("set");
    let again = Page::new("e", Evaluation::TABLE, Some(&page.text));
    again.look(|root| {
        let shown = |key: &str| root.get(key).map(written).unwrap_or_default();
        assert_eq!(shown("need"), "{ statement = \"a\", why_together = \"Because, together\" }");
        assert_eq!(shown("party_view"), "[{ objective_relation = \"common\", party = \"x\" }]");
        assert_eq!(
            shown("decision"),
            "{ condition = [{ due = 2026-02-28, text = \"Ask\" }], \
                 decided_by = [\"a\", \"b\", \"c\"] }"
        );
        assert_eq!(shown("risk"), "[{ id = \"risk-a\", impact = 3, likelihood = 2 }]");
    });
    assert!(page.text.starts_with("# ours\n"), "{}", page.text);
}

#[test]
fn a_slip_in_a_path_is_told_with_what_is_meant() {
    let mut page = page("[[risk]]\nid = \"risk-data\"\n");
    for (assignment, told) in [
        ("need.statment=a", "did you mean `statement`?"),
        ("risk.risk-dta.impact=3", "did you mean `risk-data`?"),
        ("decision.outcome=procede", "did you mean `proceed`?"),
        ("status.word=final", "name the key itself"),
        ("status", "PATH=VALUE"),
    ] {
        let mistake = page.set(assignment).expect_err(assignment);
        assert!(mistake.help.contains(told), "{assignment}: {mistake:?}");
    }
    assert!(page.add(&["need", "statement=a"]).is_err());
    assert_eq!(page.change(), None);
}

#[test]
fn of_two_values_for_one_place_neither_is_the_last_word() {
    let text = "[need]\nalternatives = [\n  \"a\", # one\n]\n\n[[risk]]\nid = \"r-a\"\n\n[[risk]]\nid = \"r-b\"\n\n\
                [[risk]]\nid = \"r-c\"\n";
    for (first, second, fits) in [
        ("need.statement=a", "need.statement=b", false),
        ("need.statement=a", "need.statement=a", false),
        ("risk.r-a.likelihood=1", "r-a.likelihood=2", false),
        ("risk.r-a.likelihood=1", "risk[0].likelihood=2", false),
        ("need.alternatives=b", "need.alternatives+=c", true),
        ("need.alternatives+=b", "need.alternatives=c", false),
        ("need.alternatives+=b", "need.alternatives+=c", true),
        ("need.statement=a", "need.why_together=b", true),
        ("r-a.likelihood=1", "r-b.likelihood=1", true),
    ] {
        let mut page = page(text);
        page.give(first).expect("the first");
        let told = page.give(second);
        assert_eq!(told.is_ok(), fits, "{first} {second}: {told:?}");
    }
    let mut page = page(text);
    page.give("r-b.likelihood=1").expect("set");
    page.take_out("r-a").expect("out");
    page.take_out("r-c").expect("another");
    assert!(page.take_out("r-b").is_err(), "it was set");
}

#[test]
fn what_is_added_to_a_list_leaves_its_lines() {
    let text = "[need]\nalternatives = [\n  \"Buy books\", # asked in May\n  # the next was dear\n  \"Hire a reader\",\n]\n";
    for text in [text.to_owned(), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
        let mut page = page(&text);
        page.give("need.alternatives+=Do nothing").expect("added");
        let end = if text.contains('\r') { "\r\n" } else { "\n" };
        let wanted = format!("reader\",{end}  \"Do nothing\",{end}");
        assert_eq!(page.text, text.replace(&format!("reader\",{end}"), &wanted));
    }
}
