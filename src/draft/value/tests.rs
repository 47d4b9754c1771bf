//! What a person may give, and what becomes of it.

use super::*;
use crate::model::agreement::Action;
use crate::model::declare::Record as _;
use crate::model::event::{ActionEvent, ReportEvent};

fn of(table: &'static Table, key: &str, given: &[&str]) -> Result<String, Mistake> {
    value(table.field(key).expect("declared"), given)
}

#[test]
fn what_fits_is_written_as_toml() {
    let event = ActionEvent::TABLE;
    assert_eq!(of(event, "reason", &["say \"no\""]).as_deref(), Ok("\"say \\\"no\\\"\""));
    assert_eq!(of(event, "new_due", &["2025-04-30"]).as_deref(), Ok("2025-04-30"));
    assert_eq!(of(event, "quality_met", &["yes"]).as_deref(), Ok("true"));
    assert_eq!(of(event, "percent", &["40"]).as_deref(), Ok("40"));
    assert_eq!(of(event, "agreed_by", &["a, b", "c"]).as_deref(), Ok("[\"a\", \"b\", \"c\"]"));
    assert_eq!(
        of(event, "informed", &["party=housing on=2025-03-20", "party=museum"]).as_deref(),
        Ok("[{ party = \"housing\", on = 2025-03-20 }, { party = \"museum\" }]")
    );
    let figures = of(ReportEvent::TABLE, "figures", &["{ item = \"a\", value = 3 }"]);
    assert_eq!(figures.as_deref(), Ok("[{ item = \"a\", value = 3 }]"));
}

#[test]
fn what_does_not_fit_is_told_with_what_would() {
    let event = ActionEvent::TABLE;
    for (key, given, told) in [
        ("new_due", "2025-02-30", "the calendar has no such day"),
        ("percent", "101", "from 0 to 100"),
        ("quality_met", "maybe", "yes or no"),
        ("reason_category", "capacty", "did you mean `capacity`?"),
        ("informed", "partty=housing", "did you mean `party`?"),
        ("informed", "housing", "KEY=VALUE"),
        ("informed", "x_a}]=1", "letters, digits"),
    ] {
        let mistake = of(event, key, &[given]).expect_err(given);
        assert!(mistake.help.contains(told), "{given}: {mistake:?}");
    }
    assert!(of(event, "reason", &["a", "b"]).is_err());
}

#[test]
fn a_number_is_written_as_toml_takes_it() {
    let figures = |given: &str| of(ReportEvent::TABLE, "figures", &[given]);
    for (given, wanted) in [("007", "7"), ("-0", "0"), ("1.50", "\"1.50\""), ("-3", "-3")] {
        let written = figures(&format!("item=a value={given}"));
        let wanted = format!("[{{ item = \"a\", value = {wanted} }}]");
        assert_eq!(written.as_deref(), Ok(&*wanted));
    }
}

#[test]
fn points_are_given_question_by_question() {
    let view = crate::model::review::View::TABLE;
    assert_eq!(
        of(view, "scores", &["trust=3,need=4", "trust=2"]).as_deref(),
        Ok("{ need = 4, trust = 2 }")
    );
    for given in ["trust", "trust=5", "trust=-1", "a b", "=3"] {
        let mistake = of(view, "scores", &[given]).expect_err(given);
        assert!(mistake.help.contains("from 0 to 4"), "{mistake:?}");
    }
}

#[test]
fn sentences_keep_their_commas_and_names_are_parted_by_them() {
    let action = Action::TABLE;
    assert_eq!(of(action, "depends_on", &["a,b"]).as_deref(), Ok("[\"a\", \"b\"]"));
    let closure = crate::model::event::Closure::TABLE;
    assert_eq!(
        of(closure, "lessons", &["One, two", "Three"]).as_deref(),
        Ok("[\"One, two\", \"Three\"]")
    );
}
