//! The record as it would be with a draft in it, looked at by the rules before anything is written.

use super::{EventDraft, agree};
use crate::model::date::Date;
use crate::model::event::EventKind;
use crate::rules::{self, Case, Finding, Severity, shell};
use crate::store::{Folder, Workspace};

/// One collaboration and what all share, read once, as it stands or as it would be.
#[derive(Debug, Clone)]
pub struct Record {
    /// Settings and network.
    pub shared: Folder,
    /// The collaboration.
    pub folder: Folder,
    /// The day that counts as today.
    pub today: Date,
}

impl Record {
    /// Reads a collaboration. One that is not there yet is empty.
    #[must_use]
    pub fn read(workspace: &Workspace, id: &str, today: Date) -> Self {
        let shared = workspace.shared(true);
        Self { shared, folder: workspace.collaboration(id), today }
    }

    /// Reads only what all collaborations share.
    #[must_use]
    pub fn of_network(workspace: &Workspace, today: Date) -> Self {
        Self { shared: workspace.shared(true), folder: Folder::default(), today }
    }

    /// The record as if a file had never been written.
    #[must_use]
    pub fn without(&self, path: &str) -> Self {
        let mut record = self.clone();
        for folder in [&mut record.shared, &mut record.folder] {
            if let Some(at) = folder.sources.iter().position(|source| source.path == path) {
                folder.sources.remove(at);
                folder.kinds.remove(at);
            }
        }
        record
    }

    /// The record as if a file held this.
    #[must_use]
    pub fn with(&self, path: &str, text: &str) -> Self {
        let mut record = self.clone();
        record.put(path, text);
        record
    }

    /// Shows the collaboration as the rules see it.
    pub fn look<T>(&self, look: impl FnOnce(&Case<'_, '_>) -> T) -> T {
        rules::look(&self.shared, &self.folder, self.today, Vec::new(), |case, _, _| look(case))
    }

    /// What the rules find in it, and in what all share.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let all = rules::all().collect();
        // Without a collaboration nothing can be said against one.
        let looked_at = !self.folder.id.is_empty();
        rules::look(&self.shared, &self.folder, self.today, all, |_, own, shared| {
            let own = own.findings.into_iter().filter(|_| looked_at);
            own.chain(shared.findings).collect()
        })
    }

    /// Puts the text of a draft into its place.
    pub fn put(&mut self, path: &str, text: &str) {
        if path.starts_with("collaborations/") {
            self.folder.put(path, text);
        } else {
            self.shared.put(path, text);
        }
    }
}

/// What a draft would bring about.
#[derive(Debug, Default)]
pub struct Trial {
    /// What would be found and is not found now, gravest first.
    pub new: Vec<Finding>,
    /// What is found now and would be found no more.
    pub gone: Vec<Finding>,
    /// All that would be found.
    pub all: Vec<Finding>,
}

/// Rules that find two files at odds: which of them they name rests with the order of the names.
const OF_SEVERAL_FILES: [&str; 2] = ["amendment-chain-broken", "id-duplicate"];

impl Trial {
    /// Tries some texts in their places. The record is left as it would be.
    pub fn of(record: &mut Record, drafts: &[(&str, &str)]) -> Self {
        let before = record.findings();
        for (path, text) in drafts {
            record.put(path, text);
        }
        let after = record.findings();
        let among = |one: &Finding, all: &[Finding]| all.iter().any(|other| same(one, other));
        let mut new: Vec<Finding> =
            after.iter().filter(|one| !among(one, &before)).cloned().collect();
        new.sort_by_key(|one| (std::cmp::Reverse(one.severity), one.line));
        let gone = before.into_iter().filter(|one| !among(one, &after)).collect();
        Self { new, gone, all: after }
    }

    /// What speaks against writing one of the drafts: an error that would stand in it or that sets
    /// it against another file, a key that nobody knows, or what is asked of it and is missing.
    ///
    /// What was found before, and now stands here because the newest word counts, is no news, and
    /// what the record tells of the world (a risk has grown) is to be told, not to be refused.
    pub fn against<'t>(&'t self, path: &'t str) -> impl Iterator<Item = &'t Finding> {
        self.new.iter().filter(move |one| {
            let known = self.gone.iter().any(|old| {
                // The way to a key is another in the agreement than in an event, and what is to be
                // taken out of the one, and still owed, stands in the other as a whole.
                let key = old.key.rsplit('.').next() == one.key.rsplit('.').next();
                let said = key || old.message == one.message;
                (old.rule, &old.subject) == (one.rule, &one.subject) && said
            });
            let here = one.file == path || OF_SEVERAL_FILES.contains(&one.rule);
            here && is_grave(one) && !known
        })
    }
}

/// What is told of an event beside that it was written: the day that it counts for, of what is due
/// time and again, as that follows from the record; and where an action now runs beyond the term, which is only advice, and
/// better known now than from the next check.
#[must_use]
pub fn told_besides(event: &EventDraft, trial: &Trial) -> Vec<String> {
    let counts = match (event.kind, &*event.step()) {
        (EventKind::Report, "reported") => Some(("report", "due")),
        (EventKind::Action, _) => Some(("one", "occurrence")),
        _ => None,
    };
    let counts = counts.and_then(|(what, key)| Some((what, event.day_of(key)?)));
    let counts = counts.map(|(what, due)| format!("it counts for the {what} due on {due}"));
    let moved = |it: &&Finding| event.kind == EventKind::Action && it.subject == event.subject;
    let beyond = agree::beyond(trial).filter(moved);
    let beyond = beyond.map(|it| format!("note: {}; {}", it.message, it.help));
    counts.into_iter().chain(beyond).collect()
}

/// Whether an event says that work was done, and not as well as was agreed.
#[must_use]
pub fn falls_short(event: &EventDraft) -> bool {
    let is_no = |(key, value): &(String, String)| key == "quality_met" && value == "false";
    event.kind == EventKind::Action
        && event.step() == "completed"
        && event.entries.iter().any(is_no)
}

/// How work that is not as good as was agreed is taken so by another party, which is the other way to
/// go on. Nothing where it came up to it.
#[must_use]
pub fn taken_so(collaboration: &str, event: &EventDraft) -> Option<String> {
    let which = event.day_of("occurrence");
    let which = which.map(|day| format!(" --occurrence {day}")).unwrap_or_default();
    falls_short(event).then(|| {
        format!(
            "note: if another party takes it as it is: `comity log-action {} {} accepted --party \
             PARTY{which}`",
            shell(collaboration),
            shell(&event.subject)
        )
    })
}

/// Whether a finding is grave enough to keep an entry from being written.
#[must_use]
pub fn is_grave(finding: &Finding) -> bool {
    let missing = finding.severity == Severity::Warning && asks_for_presence(finding);
    let honest = finding.rule == "risk-above-appetite";
    // A key that means nothing was meant to mean something.
    let grave = finding.severity == Severity::Error || missing || finding.rule == "key-unknown";
    !honest && grave
}

/// Whether a rule speaks of what is missing in an entry, and not of what happened.
fn asks_for_presence(finding: &Finding) -> bool {
    let rule = rules::find(finding.rule);
    rule.is_some_and(rules::Rule::asks_for_presence)
        || finding.rule == "report-content-missing"
        // That nobody has accepted it yet is not the fault of who logs it; and who says that it is not
        // as good as agreed says what happened.
        || finding.rule == "action-completion-unproven"
            && finding.key != "event"
            && (finding.missing || finding.key != "quality_met")
}

/// Whether two findings say the same. Lines may have moved.
fn same(one: &Finding, other: &Finding) -> bool {
    (one.rule, &one.file, &one.key, &one.subject, &one.message)
        == (other.rule, &other.file, &other.key, &other.subject, &other.message)
}
