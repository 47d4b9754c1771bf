//! What to do next after something was written, with the line to type.

use super::Draft;
use crate::draft::{EventDraft, Trial, falls_short};
use crate::model::event::EventKind;
use crate::rules::{Finding, Severity, shell};

/// What to do next: put right what this left open, else go on with what it is about.
pub(in crate::cli) fn after(draft: &Draft, trial: &Trial) -> String {
    let of_subject = |finding: &&Finding| {
        finding.collaboration.is_some()
            && !draft.subject.is_empty()
            && finding.subject == draft.subject
            // Advice that stood there before is no news to whoever has just written something.
            && finding.severity > Severity::Advice
    };
    let written =
        |finding: &&Finding| draft.changes.iter().any(|change| change.path == finding.file);
    // What is wrong with an older entry is not what this one is about.
    let stands = |finding: &&Finding| of_subject(finding) && !finding.file.contains("/log/");
    let gravest = |found: &mut dyn Iterator<Item = &Finding>| -> Option<String> {
        // The first of the gravest: `max_by_key` would take the last.
        let mut all: Vec<&Finding> = found.collect();
        all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        all.first().map(|finding| told(finding))
    };
    gravest(&mut trial.all.iter().filter(written))
        .or_else(|| gravest(&mut trial.new.iter().filter(of_subject)))
        .or_else(|| gravest(&mut trial.all.iter().filter(stands)))
        .unwrap_or_else(|| draft.next.clone())
}

/// A finding with the line that puts it right; in words where no command does.
fn told(finding: &Finding) -> String {
    match finding.remedy.as_ref().and_then(|remedy| remedy.command.as_ref()) {
        Some(command) => format!("{}: `{command}`", finding.message),
        None => format!("{}: {}", finding.message, finding.help),
    }
}

/// What comes next after an event, where the record itself asks for nothing. `unnamed` says that no
/// role is known that writes for the collaboration, so that the line has to name one; `moved`, that a new date is agreed
/// already. What answers the
/// event names it by its file.
pub(super) fn after_event(
    event: &EventDraft,
    path: &str,
    collaboration: Option<&str>,
    unnamed: bool,
    moved: bool,
) -> String {
    let commit = "commit the file";
    // Of these no party speaks, so nothing but the lead could fill in who writes.
    let of_all = |line: &str| {
        let steps = [" resolved ", " reassessed ", " accepted --chosen "];
        event.kind != EventKind::Action && steps.iter().any(|step| line.contains(step))
    };
    let by = |line: String| if unnamed && of_all(&line) { line + " --by ROLE" } else { line };
    match follows(event, path, collaboration, moved).map(|(when, line)| (when, by(line))) {
        Some((when, line)) => format!("{commit}; {when}: `{line}`"),
        None => format!("{commit}, so that the others see it"),
    }
}

/// When the next entry is due, and the line that writes it.
fn follows(
    event: &EventDraft,
    path: &str,
    collaboration: Option<&str>,
    moved: bool,
) -> Option<(&'static str, String)> {
    if event.is_yes("retracted") {
        return None;
    }
    let id = collaboration.map(shell).unwrap_or_default();
    let subject = shell(&event.subject);
    let log = |rest: String| format!("comity log-{} {id} {rest}", event.kind.as_str());
    let step = event.step();
    let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    let this = format!("--follows {}", shell(name.unwrap_or_default()));
    if event.kind == EventKind::Action {
        return action(event, &step, moved).map(|(when, rest)| {
            let which = event.day_of("occurrence");
            let which = which.map(|day| format!(" --occurrence {day}")).unwrap_or_default();
            (when, log(format!("{subject} {rest}{which}")))
        });
    }
    Some(match (event.kind, &*step) {
        (EventKind::Report, "reported") => (
            "when it has come",
            log(format!(
                "{subject} acknowledged --party {} {this}",
                one_of(event.texts_of("to", ""))
            )),
        ),
        (EventKind::Feedback, "given") => (
            "the other side answers",
            log(format!(
                "answered --party {} {this} --response \"…\"",
                one_of(event.text_of("to").into_iter().collect())
            )),
        ),
        (EventKind::Issue, "opened") => (
            "each party says how it sees it",
            log(format!("{subject} perspective --party PARTY --view \"…\"")),
        ),
        (EventKind::Issue, "perspective" | "support" | "escalated" | "reopened") => (
            "when it is settled",
            log(format!("{subject} resolved --resolution \"…\" --agreed-by PARTY,…")),
        ),
        (EventKind::Risk, "raised" | "reassessed" | "accepted") => (
            "when it is looked at again",
            log(format!("{subject} reassessed --likelihood … --impact … --review-by DATE")),
        ),
        (EventKind::Decision, "proposed") => (
            "when it is decided",
            log(format!("{subject} accepted --chosen \"…\" --because \"…\" --decided-by PARTY,…")),
        ),
        (EventKind::Contact, "contacted") if event.has("follow_up") => {
            let line = format!("comity log-contact {subject} followed-up {this} --note \"…\"");
            ("when it is done", line)
        }
        _ => return None,
    })
}

/// What comes next for an action.
fn action(event: &EventDraft, step: &str, moved: bool) -> Option<(&'static str, String)> {
    if !event.later.is_empty() {
        let names = event.later.join(",");
        return Some(("when the others are told", format!("told --told {}", shell(&names))));
    }
    let told = event.texts_of("informed", "party").join(",");
    let agreed = if told.is_empty() { "PARTY,…".to_owned() } else { shell(&told) };
    let day = event.day_of("proposed_due").map_or_else(|| "DATE".to_owned(), |it| it.to_string());
    Some(match step {
        "unable" | "told" if !moved => (
            "when a new date is agreed",
            format!("rescheduled --new-date {day} --agreed-by {agreed}"),
        ),
        "completed" if falls_short(event) => (
            "it is not as good as was agreed: put it right (`reopened`), or another party takes it so",
            "accepted --party PARTY".to_owned(),
        ),
        "completed" => {
            ("when another party agrees that it is done", "accepted --party PARTY".to_owned())
        }
        "support-asked" => {
            ("when somebody helps", "support-given --party PARTY --note \"…\"".to_owned())
        }
        "accepted" | "cancelled" => return None,
        _ => ("when it is done", "completed --evidence \"…\" --quality-met yes".to_owned()),
    })
}

/// The one party that is meant, or that one is to be named.
fn one_of(parties: Vec<String>) -> String {
    match &parties[..] {
        [one] => shell(one),
        _ => "PARTY".to_owned(),
    }
}
