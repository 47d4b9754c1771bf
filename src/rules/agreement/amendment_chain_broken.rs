//! A version that no chain of amendments leads up to.

use crate::model::declare::Stage;
use crate::model::frame::FileKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, forms, remedy};

pub(super) static RULE: Rule = Rule {
    name: "amendment-chain-broken",
    from: Stage::Agreed,
    criteria: &["S2.8"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

/// What helps while the amendment is being written.
const NEXT: &str = "an amendment goes up by one from the version on file: look at what is there";

// What is on file has to join up, whatever the day; and when a change takes effect is for the
// parties to say, also that it counts from a day gone by. So no date is looked at here.
fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let dossier = case.dossier;
    let Some(agreement) = &dossier.agreement else { return };
    if dossier.is_kind_damaged(FileKind::Agreement) {
        return;
    }
    let version = agreement.version();
    let mut steps: Vec<i64> = Vec::new();
    let mut sound = true;
    for (event, amendment) in dossier.amendments() {
        let (Some(from), Some(to)) = (amendment.from_version, amendment.to_version) else {
            // The missing number is a finding of its own, and may be the one that is looked for.
            sound = false;
            continue;
        };
        let (from, to) = (from.0, to.0);
        let problem = Problem::at(event.at().key("to_version"), event.id).owner(event.envelope.by);
        let again = || remedy::again(case, event);
        let takes_back = || again().raw("retracted", "true").write();
        if to != from + 1 {
            sound = false;
            findings.add(
                problem
                    .says(format!("the amendment leads from version {from} to {to}"))
                    .help("an amendment goes up by one: correct its versions")
                    .help_at_writing(Some(NEXT.to_owned()))
                    .write(again().raw("to_version", (from + 1).to_string()).write()),
            );
        } else if steps.contains(&to) {
            let on_top = forms::on_top(dossier.id, event.id);
            let help = "put it on top of the other";
            findings.add(
                problem
                    .says(format!("a second amendment leads from version {from} to {to}"))
                    .help(on_top.as_ref().map_or(help.to_owned(), |it| format!("{help}: `{it}`")))
                    .help_at_writing(Some(NEXT.to_owned()))
                    .run(on_top),
            );
        } else if to > version {
            findings.add(
                problem
                    .says(format!("the amendment leads to version {to}; the text is at {version}"))
                    .help(format!(
                        "write the changed text as version {to}, or take the amendment back"
                    ))
                    .help_at_writing(Some(NEXT.to_owned()))
                    .write(takes_back()),
            );
        }
        steps.push(to);
    }
    if !sound || dossier.is_kind_damaged(FileKind::Event) {
        return;
    }
    for to in (2..=version).filter(|to| !steps.contains(to)) {
        let from = to - 1;
        findings.add(
            Problem::at(agreement.at.key("version"), format!("version-{to}"))
                .says(format!("the text is at version {version}, but no amendment leads to {to}"))
                .help("log the amendment that changed the text")
                .write(remedy::amendment(case, from))
                .owner(dossier.head.our_lead),
        );
    }
}
