//! What speaks against a draft, as the person sees it.

use super::flags;
use super::mark::mark;
use crate::cli::Failure;
use crate::document::{Document, Source};
use crate::draft::{Mistake, Trial};
use crate::model::declare::{Field, Record as _, Table, When};
use crate::model::event::{EVENT_TABLES, Envelope};
use crate::model::reckon::leaving::OWES;
use crate::rules::{self, Finding};
use crate::store::Change;

/// The rule that finds events which contradict each other.
const ORDER: &str = "event-order-impossible";

/// What speaks against a draft, held apart by whether a reason can override it.
#[derive(Debug, Default)]
pub(in crate::cli) struct Refusal {
    /// What is wrong with the form or with names, and stays wrong whatever the reason.
    pub(in crate::cli) firm: Vec<Mistake>,
    /// What is against what was agreed, or against good practice.
    pub(in crate::cli) soft: Vec<Mistake>,
}

impl Refusal {
    /// Adds what a trial says against the files of a draft, but for the rules that the command
    /// itself has looked at.
    pub(in crate::cli) fn add(&mut self, trial: &Trial, changes: &[Change], covered: &[&str]) {
        // Who writes follows from whose word it is.
        let whose = |key: &str| ["party", "from"].contains(&key);
        let said: Vec<&'static str> = self.soft.iter().map(|mistake| mistake.key).collect();
        // What the command says of the event as a whole, or of its day, is that it comes too late or
        // too soon.
        let in_order = said.iter().any(|key| ["", "on"].contains(key));
        // What a party that leaves would owe is said of all its actions at once.
        let owes = self.soft.iter().any(|mistake| mistake.message.contains(OWES));
        for change in changes {
            let unsaid = trial.against(&change.path).any(|finding| whose(&finding.key))
                || said.iter().any(|key| whose(key));
            for finding in trial.against(&change.path) {
                if covered.contains(&finding.rule) || finding.rule == ORDER && in_order {
                    continue;
                }
                if owes && finding.rule == "date-order" && finding.message.contains(OWES) {
                    continue;
                }
                // The form of a record is not a matter of reasons.
                let firm = rules::group_of(finding.rule) == Some("structure");
                let is_said = !finding.key.is_empty() && said.contains(&&*finding.key);
                if finding.key == "by" && unsaid {
                    continue;
                }
                // What the command has said of a key in its own words is not said twice.
                match (is_said, firm) {
                    (true, true) => self.harden(&finding.key),
                    (true, false) => {}
                    (false, true) => self.firm.push(told(finding, change)),
                    (false, false) => self.soft.push(told(finding, change)),
                }
            }
        }
    }

    /// Makes what is said of a key stay wrong whatever the reason.
    fn harden(&mut self, key: &str) {
        let (firm, soft) = std::mem::take(&mut self.soft).into_iter().partition(|it| it.key == key);
        self.soft = soft;
        let firm: Vec<Mistake> = firm;
        self.firm.extend(firm);
    }

    /// What speaks against the text of a form, each on its line.
    pub(in crate::cli) fn marks(
        &self,
        trial: &Trial,
        change: &Change,
        covered: &[&str],
    ) -> Vec<Finding> {
        let found: Vec<Finding> = trial
            .against(&change.path)
            .filter(|finding| !covered.contains(&finding.rule))
            .map(|finding| {
                let (message, help) = if finding.missing {
                    (told(finding, change).message, String::new())
                } else {
                    (finding.message.clone(), finding.way_at_writing())
                };
                Finding { message, help, ..finding.clone() }
            })
            .collect();
        // What the rules say is there with its line already.
        let is_found = |mistake: &Mistake| found.iter().any(|it| it.message == mistake.message);
        let own = self.firm.iter().chain(&self.soft).filter(|mistake| !is_found(mistake));
        let mut marks: Vec<Finding> = own.map(|mistake| mark(mistake, &change.after)).collect();
        marks.extend(found);
        marks
    }

    /// Whether something that speaks against it is about a key.
    pub(in crate::cli) fn is_about(&self, key: &str) -> bool {
        self.firm.iter().chain(&self.soft).any(|mistake| mistake.key == key)
    }

    /// Whether nothing speaks against it, or all that does is overridden.
    pub(in crate::cli) fn allows(&self, forced: bool) -> bool {
        self.firm.is_empty() && (self.soft.is_empty() || forced)
    }

    /// The refusal as the person sees it. `forceable` says whether the record has a place for a
    /// reason.
    pub(in crate::cli) fn failure(&self, forceable: bool) -> Failure {
        let force = if self.firm.is_empty() && forceable {
            "say why it has to stand as it is: `--force \"why\"`"
        } else {
            ""
        };
        let points = self.firm.iter().chain(&self.soft);
        let mut points: Vec<(String, String)> =
            points.map(|it| (it.message.clone(), it.help.clone())).collect();
        // What the gate says and what is said of the entry may be the same.
        let mut known = std::collections::HashSet::new();
        points.retain(|(message, _)| known.insert(message.clone()));
        if let [(message, help)] = &points[..] {
            let or = if force.is_empty() { String::new() } else { format!("; or {force}") };
            return Failure::new(format!("not written: {message}"), format!("{help}{or}"));
        }
        let help = if force.is_empty() { String::new() } else { format!("or {force}") };
        let mut failure =
            Failure::new(format!("not written: {} things speak against it", points.len()), help);
        failure.points = points;
        failure
    }
}

/// A finding in the words of somebody who types the entry: what is missing is a flag to give.
fn told(finding: &Finding, change: &Change) -> Mistake {
    let of_new = change.before.is_none() && change.path.contains("/log/");
    // Kinds of events use the same key for different things: only its own kind tells which.
    let tables = own_table(&change.after).into_iter().chain([Envelope::TABLE]);
    let field = tables.into_iter().find_map(|table| table.field(&finding.key));
    // Findings that ask for a key that is not there; others name what is wrong with one that is.
    let key = of_new.then(|| root_of(finding)).flatten().unwrap_or_default();
    let field = field.filter(|_| of_new && (finding.missing || is_open(finding, change)));
    let told = match field {
        Some(field) if !finding.missing => {
            // Words with their flags say all; others say only what the flag is to hold.
            let means = finding.way_at_writing();
            let flags = means.contains("`--");
            let what = means.split_once(": ").map_or(&*means, |(_, what)| what);
            let help = if flags { means.clone() } else { format!("{}: {what}", give(field)) };
            Mistake::new(finding.message.clone(), help)
        }
        Some(field) => {
            let doc = field.doc.split_whitespace().collect::<Vec<_>>().join(" ");
            let doc = doc.split(['.', ';']).next().unwrap_or_default().to_owned();
            let mut letters = doc.chars();
            let first = letters.next().map(|letter| letter.to_lowercase().to_string());
            let means = format!("{}{}", first.unwrap_or_default(), letters.as_str());
            Mistake::new(format!("`{}` is missing: {means}", field.key), give(field))
        }
        None if change.path.contains("/log/") => {
            Mistake::new(placed(finding), finding.way_at_writing())
        }
        None => with_line(finding),
    };
    told.about(key)
}

/// The key at the top of an event that a finding is about.
fn root_of(finding: &Finding) -> Option<&'static str> {
    let root = finding.key.split(['.', '[']).next().unwrap_or_default();
    let tables = EVENT_TABLES.iter().map(|(_, table)| *table).chain([Envelope::TABLE]);
    let mut fields = tables.flat_map(|table| table.fields);
    fields.find(|field| field.key == root).map(|field| field.key)
}

/// Whether the key that a finding points at is not there, or holds nothing.
fn is_open(finding: &Finding, change: &Change) -> bool {
    let of_key = |line: &str| line.trim_start().strip_prefix(&*finding.key).map(str::to_owned);
    let value = change.after.lines().find_map(|line| {
        of_key(line)?.trim_start().strip_prefix('=').map(|value| value.trim().to_owned())
    });
    value.is_none_or(|value| matches!(&*value, "" | "[]" | "\"\""))
}

/// How a missing key is given.
fn give(field: &Field) -> String {
    let flag = flags::usage(field);
    let or = match field.required.map(|required| required.when) {
        Some(When::IsWithout(_, _, other) | When::Without(other)) => {
            format!(", or `--{}`", other.replace('_', "-"))
        }
        _ if field.key == "by" => ", or set COMITY_ROLE once for all".to_owned(),
        _ => String::new(),
    };
    format!("give `{flag}`{or}")
}

/// A finding about a file that is no entry of a log, with the line to type where one mends it.
pub(in crate::cli) fn with_line(finding: &Finding) -> Mistake {
    let line = finding.remedy.as_ref().and_then(|remedy| remedy.command.as_ref());
    let line = line.map_or(String::new(), |line| format!(": `{line}`"));
    Mistake::new(placed(finding), format!("{}{line}", finding.way_at_writing()))
}

/// What a finding says, with the key where it names only what stands there: of a long line one should
/// know which word is meant.
fn placed(finding: &Finding) -> String {
    let last = finding.key.rsplit('.').next().unwrap_or_default();
    let key = last.split('[').next().unwrap_or_default();
    if key.is_empty() || finding.rule != "reference-unresolved" {
        return finding.message.clone();
    }
    format!("{}, in `{key}`", finding.message)
}

/// What an event of the kind that a text names may say.
fn own_table(text: &str) -> Option<&'static Table> {
    let source = Source::new(String::new(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let kind = document.root().get("kind")?.get_ref().as_str()?;
    EVENT_TABLES.iter().find(|(known, _)| known.as_str() == kind).map(|(_, table)| *table)
}
