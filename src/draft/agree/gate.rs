//! What still stands between a draft and signatures: what `check` would say of it once somebody has
//! signed, told before anybody does.

use super::{Standing, amendment, standing, to_sign};
use crate::document::quoted;
use crate::draft::{self, EventDraft, Mistake, Record};
use crate::model::agreement::Agreement;
use crate::model::declare::{Record as _, Shape, When};
use crate::model::event::EventKind;
use crate::model::reckon::signoff::{Held, of_text};
use crate::rules::forms::amending;
use crate::rules::typed::{At, Names, Target, line, notes, way};
use crate::rules::{self, Case, Finding, Severity, is_of_text, shell};

/// How much it takes to close a gap, the cheapest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// A key.
    Key,
    /// A table or an item.
    Table,
    /// Somebody has to think or to decide.
    Decision,
}

/// One thing that is missing or wrong.
#[derive(Debug, Clone)]
pub struct Obstacle {
    /// What `check` would say.
    pub finding: Finding,
    /// How much it takes.
    pub effort: Effort,
    /// The command that closes it, where one does; `…` and days stand for what only a person knows.
    pub command: Option<String>,
    /// The way to the key, where one key closes it: `act-fund.due`.
    pub path: Option<String>,
    /// The words there are for a key of the command.
    pub notes: Vec<String>,
}

/// Everything between the text and signatures, what is in the way first, then cheapest first: the
/// one judgement that is shown before anybody signs, and that a sign-off is held against. The record
/// is used up, as a sign-off is put into it that nobody gave.
#[must_use]
pub fn gate(record: Record) -> Vec<Obstacle> {
    let mut gaps: Vec<Obstacle> = record.look(barred);
    gaps.extend(found(record));
    gaps.sort_by(|one, other| {
        // Of the same kind, what takes fewer words comes first.
        let blanks = |gap: &Obstacle| {
            let line = gap.command.as_deref().unwrap_or_default();
            line.matches('…').count() + line.matches("=DATE").count()
        };
        let key =
            |gap: &Obstacle| (std::cmp::Reverse(gap.finding.severity), gap.effort, blanks(gap));
        key(one).cmp(&key(other))
    });
    gaps
}

/// What would be said to whoever signs next, today, of what no rule looks at: the decision, the days
/// before, the end. That the text was changed by hand is shown with its changes.
fn barred(case: &Case<'_, '_>) -> Vec<Obstacle> {
    let next = to_sign(case).into_iter().next();
    let Some(party) = next.filter(|_| !matches!(standing(case), Standing::Changed { .. })) else {
        return Vec::new();
    };
    let mut event = EventDraft::new(EventKind::Signoff, case.scene.today, "");
    event.set_text("party", &party);
    // Of what no digest can be made, the rules say more.
    let completed = draft::complete(case, &mut event, None).is_ok();
    let against = if completed { draft::against(case, &event) } else { Vec::new() };
    let obstacle = |it: Mistake| Obstacle {
        finding: Finding::said(&it.message, &it.help, it.key),
        effort: Effort::Decision,
        command: None,
        path: None,
        notes: Vec::new(),
    };
    against.into_iter().map(obstacle).collect()
}

/// What the rules would say of the text and of what it rests on.
fn found(mut record: Record) -> Vec<Obstacle> {
    let id = record.folder.id.clone();
    let made_up = format!("collaborations/{id}/log/{}-gate-signed-0000.toml", record.today);
    let (held, covers, version, party) = record.look(|case| {
        let party = case.dossier.working_parties(record.today).next().map(|(id, _)| id.to_owned());
        let signoffs = &case.reckoning.signoffs;
        let covers = of_text(case.dossier).unwrap_or_default();
        (signoffs.held, covers, signoffs.version, party)
    });
    let signed = held.is_signed();
    if !signed {
        let text = format!(
            "kind = \"signoff\"\non = {}\nby = \"X Y\"\nparty = {}\nagreement_version = {version}\n\
             covers = {}\n",
            record.today,
            quoted(&party.unwrap_or_default()),
            quoted(&covers)
        );
        record.put(&made_up, &text);
    }
    record
        .findings()
        .into_iter()
        .filter(|finding| finding.collaboration.is_some() && finding.file != made_up)
        .filter(|finding| finding.severity > Severity::Advice || amendment::is_beyond(finding))
        .filter(|finding| is_of_text(finding) && (signed || !speaks_of_signing(finding)))
        .map(|mut finding| {
            if !signed {
                in_the_text(&mut finding, &id);
            }
            // The rule speaks to those who have signed; here nobody has yet.
            if let Some((_, gap)) = finding.message.split_once(", and ").filter(|_| !signed)
                && finding.rule == "stage-skipped"
            {
                finding.message = format!("{gap} yet");
            }
            let effort = if instead(&finding).is_some() { Effort::Key } else { effort(&finding) };
            let Closing { command, path, notes } = closing(&record, &finding, held);
            Obstacle { effort, command, path, notes, finding }
        })
        .collect()
}

/// Whether a finding rests on the day of the sign-off that nobody gave. That of the decision is said
/// in the words of the gate.
fn speaks_of_signing(finding: &Finding) -> bool {
    finding.rule == "evaluation-decision-premature" && finding.key.ends_with("outcome")
}

/// Before anybody has signed, an action is moved in the text: nothing is owed that could be logged.
fn in_the_text(finding: &mut Finding, id: &str) {
    let Some(remedy) = &mut finding.remedy else { return };
    let line = |start: &str| remedy.lines.iter().find_map(|line| line.strip_prefix(start));
    let Some(day) = line("new_due = ").filter(|_| remedy.file.contains("/log/")) else { return };
    remedy.lines = vec![format!("due = {day}")];
    remedy.file = format!("collaborations/{id}/agreement.toml");
    remedy.command = None;
}

/// What of the gate is in the way of a signature.
pub fn against(gaps: &[Obstacle]) -> impl Iterator<Item = Mistake> {
    gaps.iter().filter(|gap| gap.finding.severity == Severity::Error).map(|gap| {
        let help = gap.command.clone().map(|command| format!("`{command}`"));
        Mistake::new(gap.finding.message.clone(), help.unwrap_or(gap.finding.help.clone()))
    })
}

fn effort(finding: &Finding) -> Effort {
    let Some(remedy) = &finding.remedy else {
        // A word that is misspelt is put right at once.
        let is_form = rules::group_of(finding.rule) == Some("structure");
        return if is_form { Effort::Key } else { Effort::Decision };
    };
    let opens_table = remedy.lines.first().is_some_and(|line| line.starts_with('['));
    match remedy.lines.len() {
        0 => Effort::Decision,
        1 if !opens_table => Effort::Key,
        _ => Effort::Table,
    }
}

/// What closes a gap, as it is typed.
struct Closing {
    command: Option<String>,
    path: Option<String>,
    notes: Vec<String>,
}

/// The command that closes a gap, with what there is to choose from. Where one key can be said
/// instead of a whole item, that comes first: it is cheaper.
fn closing(record: &Record, finding: &Finding, held: Held) -> Closing {
    let id = &record.folder.id;
    let Some(remedy) = finding.remedy.as_ref().filter(|it| !it.lines.is_empty()) else {
        return Closing { command: None, path: None, notes: Vec::new() };
    };
    let (command, path) = record.look(|case| {
        let sources = || case.dossier.sources.iter();
        let at = sources().position(|source| source.path == finding.file);
        let document = at.and_then(|at| case.dossier.documents.get(at));
        let names = document.map(Names::of).unwrap_or_default();
        let at = document.map(|document| At { document, names: &names, key: &finding.key });
        let target = Target {
            at: at.filter(|_| remedy.file == finding.file),
            is_new: sources().all(|source| source.path != remedy.file),
            held,
            today: &record.today.to_string(),
        };
        let of_text = at.filter(|_| remedy.file.ends_with("/agreement.toml"));
        let path = of_text.and_then(|at| way(&remedy.lines, at));
        (line(remedy, target).or_else(|| remedy.command.clone()), path)
    });
    let mut notes = notes(&remedy.lines);
    let command = match (instead(finding), command) {
        (Some(key), long) => {
            notes.splice(0..0, long.map(|long| format!("or: {long}")));
            Some(format!("comity agree {}{} --set {key}", shell(id), amending(held)))
        }
        (None, command) => command,
    };
    Closing { command, path, notes }
}

/// What can be said in the place of something that is missing: why there is none.
fn instead(finding: &Finding) -> Option<String> {
    let [path @ .., key] = &finding.key.split('.').collect::<Vec<_>>()[..] else { return None };
    let table =
        path.iter().try_fold(Agreement::TABLE, |table, key| match table.field(key)?.shape {
            Shape::Table(inner) => Some(inner),
            _ => None,
        })?;
    let When::Without(other) = table.field(key)?.required?.when else { return None };
    let value = if table.field(other)?.shape == Shape::Flag { "yes" } else { "…" };
    let way: Vec<&str> = path.iter().copied().chain([other]).collect();
    let is_here = finding.file.ends_with("/agreement.toml");
    is_here.then(|| format!("{}={value}", way.join(".")))
}
