//! One party promises an action, and the role that is to do it belongs to another.

use crate::document::quoted;
use crate::model::declare::Stage;
use crate::model::event::EventKind;
use crate::model::frame::FileKind;
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, always, remedy};

pub(super) static RULE: Rule = Rule {
    name: "action-owner-foreign",
    severity: always(Severity::Warning),
    from: Stage::Agreed,
    criteria: &["S4.21", "S4.24"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    if case.dossier.is_kind_damaged(FileKind::Head) {
        return;
    }
    for action in case.dossier.actions_on_file() {
        let (Some(id), Some(party)) = (action.id, action.party) else { continue };
        // A party that is none is a finding of its own.
        if case.dossier.party(party).is_none() || case.dossier.may_hold_news(id) {
            continue;
        }
        let standing = case.reckoning.actions.iter().find(|standing| standing.id == id);
        // Handed over by an entry, or as the text on file says, in force or not.
        let acting = case.dossier.action(id).and_then(|action| action.owner);
        let handed = standing.and_then(|it| it.owner).filter(|owner| Some(*owner) != acting);
        let Some(owner) = handed.or(action.owner) else { continue };
        if case.dossier.works_for(&case.scene.frame, owner, party) != Some(false) {
            continue;
        }
        let own = case.dossier.party(party).and_then(|it| it.representative).unwrap_or("…");
        let (help, lines) = if action.owner == Some(owner) {
            let lines = vec![format!("owner = {}", quoted(own))];
            (
                format!("name a role of `{party}`, or let the party of `{owner}` commit"),
                remedy::write(case, "agreement.toml", lines),
            )
        } else {
            let new = remedy::event(case, EventKind::Action, id, "reassigned");
            (format!("hand it to a role of `{party}`"), new.text("new_owner", own).write())
        };
        findings.add(
            Problem::at(action.at.key("owner"), id)
                .says(format!("`{owner}` answers for `{id}`, and works for another than `{party}`"))
                .help(help)
                .write(lines)
                .owner(Some(owner)),
        );
    }
}
