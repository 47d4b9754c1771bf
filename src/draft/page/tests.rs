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
