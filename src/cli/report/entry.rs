//! The entry of a report to a partner in the log, and the line to type where no arrangement fits.

use crate::cli::Failure;
use crate::document::quoted;
use crate::draft::agree::{Standing, standing};
use crate::draft::{Entries, EventDraft, Record, arranged};
use crate::model::event::EventKind;
use crate::report::PartnerReport;
use crate::rules::forms::AMEND;
use crate::rules::shell;

/// That a report was sent, with what was given besides; and what is to be said of it.
pub(super) fn entry(
    report: &PartnerReport,
    record: &Record,
    given: Entries,
) -> Result<(EventDraft, Vec<String>), Failure> {
    let subject = match &report.arrangement {
        Some(owed) => owed.clone(),
        None => fitting(report, record)?,
    };
    let mut event = EventDraft::new(EventKind::Report, record.today, &subject);
    event.entries = given;
    event.set_text("event", "reported");
    event.set_text("arrangement", &subject);
    let owed = report.arrangement.is_some();
    event.set_text_if_open("from", report.from_party.as_deref().filter(|_| owed));
    let to: Vec<String> = report.receivers.iter().map(|party| quoted(party)).collect();
    event.set("to", format!("[{}]", to.join(", ")));
    if let Some(due) = report.due.filter(|_| !event.has("due")) {
        event.set("due", due.to_string());
    }
    event.set("period_from", report.period.from.to_string());
    event.set("period_to", report.period.until.to_string());
    event.set_text_if_open("summary", Some(&report.summary));
    let heading = &report.heading;
    if heading.changed_since_commit {
        let said = "`commit` is left out: the report tells of changes that are not committed yet";
        return Ok((event, vec![said.to_owned()]));
    }
    event.set_text_if_open("commit", heading.commit.as_deref());
    Ok((event, Vec::new()))
}

/// The one arrangement that fits, where none is owed now.
fn fitting(report: &PartnerReport, record: &Record) -> Result<String, Failure> {
    let (id, to) = (shell(&report.collaboration), report.receivers.join(","));
    let mut all = record.look(|case| arranged(case, &to));
    if all.len() > 1 {
        let line = |it: &String| {
            format!("`comity log-report {id} {} reported --to {}`", shell(it), shell(&to))
        };
        let lines: Vec<String> = all.iter().map(line).collect();
        let message = "not written: nothing is owed now, and several reports could be meant";
        return Err(Failure::new(message, format!("log one of them: {}", lines.join(", "))));
    }
    all.pop().ok_or_else(|| {
        let amend = match record.look(standing) {
            Standing::Draft => "",
            _ => AMEND,
        };
        let from = report.from_party.as_deref().unwrap_or("PARTY");
        Failure::new(
            format!("not written: the agreement arranges no report of ours to {to}"),
            format!(
                "arrange one: `comity agree {id}{amend} --add reporting {} {} {} content=\"…\" \
                 frequency=quarterly first_due=DATE`",
                shell(&format!("id=rep-{to}")),
                shell(&format!("from={from}")),
                shell(&format!("to={to}")),
            ),
        )
    })
}
