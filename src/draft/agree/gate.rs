//! What still stands between a draft and signatures: what `check` would say of it once somebody has
//! signed, told before anybody does.

use crate::draft::{Mistake, Record};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::{Record as _, Shape, Stage, When};
use crate::model::evaluation::Evaluation;
use crate::model::reckon::signoff::of_text;
use crate::rules::{self, Finding, Severity, quoted};

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
pub struct Gap {
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

/// Everything between the text and signatures, what is in the way first, then cheapest first. The
/// record is used up, as a sign-off is put into it that nobody gave.
#[must_use]
pub fn gate(mut record: Record) -> Vec<Gap> {
    let id = record.folder.id.clone();
    let made_up = format!("collaborations/{id}/log/{}-gate-signed-0000.toml", record.today);
    let (signed, covers, version, party) = record.look(|case| {
        let party = case.dossier.working_parties(record.today).next().map(|(id, _)| id.to_owned());
        let signoffs = &case.reckoning.signoffs;
        let covers = of_text(case.dossier).unwrap_or_default();
        (signoffs.first_ever.is_some(), covers, signoffs.version, party)
    });
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
    let mut gaps: Vec<Gap> = record
        .findings()
        .into_iter()
        .filter(|finding| finding.collaboration.is_some() && finding.file != made_up)
        .filter(|finding| finding.severity > Severity::Advice && is_of_text(finding))
        .map(|finding| {
            let (command, mut notes) = command(&id, &record, &finding);
            let instead = instead(&finding);
            let effort = if instead.is_some() { Effort::Key } else { effort(&finding) };
            notes.extend(instead.map(|key| format!("or: comity agree {id} --set {key}")));
            let path = path(&record, &finding);
            Gap { effort, command, path, notes, finding }
        })
        .collect();
    gaps.sort_by(|one, other| {
        // Of the same kind, what takes fewer words comes first.
        let blanks = |gap: &Gap| {
            let line = gap.command.as_deref().unwrap_or_default();
            line.matches('…').count() + line.matches("=DATE").count()
        };
        let key = |gap: &Gap| (std::cmp::Reverse(gap.finding.severity), gap.effort, blanks(gap));
        key(one).cmp(&key(other))
    });
    gaps
}

/// What of the gate is in the way of a signature.
pub fn against(gaps: &[Gap]) -> impl Iterator<Item = Mistake> {
    gaps.iter().filter(|gap| gap.finding.severity == Severity::Error).map(|gap| {
        let help = gap.command.clone().map(|command| format!("`{command}`"));
        Mistake::new(gap.finding.message.clone(), help.unwrap_or(gap.finding.help.clone()))
    })
}

/// Whether a finding speaks of what the parties sign or of what it rests on, and not of what
/// happened since or of who has signed.
fn is_of_text(finding: &Finding) -> bool {
    let ends = ["/agreement.toml", "/collaboration.toml", "/evaluation.toml"];
    let here =
        ends.iter().any(|end| finding.file.ends_with(end)) || !finding.file.contains(".toml");
    let rule = rules::find(finding.rule);
    // A plan of reviews is asked for like anything else, though the rule also counts days.
    let timely = rule.is_some_and(|it| it.timeliness) && finding.rule != "review-plan-missing";
    let later = rule.is_some_and(|it| it.from > Stage::Agreed);
    here && !timely && !later && !finding.rule.starts_with("signoff-")
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

/// The command that writes the lines of a finding, and what there is to choose from.
fn command(id: &str, record: &Record, finding: &Finding) -> (Option<String>, Vec<String>) {
    let Some(remedy) = &finding.remedy else { return (None, Vec::new()) };
    let program = match remedy.file.rsplit('/').next() {
        Some("agreement.toml") => "comity agree",
        Some("collaboration.toml" | "evaluation.toml") => "comity evaluate",
        _ => return (None, Vec::new()),
    };
    if remedy.lines.is_empty() {
        return (None, Vec::new());
    }
    let mut words = vec![program.to_owned(), id.to_owned()];
    let mut notes = Vec::new();
    let mut table = above(&finding.key).map(|path| named(record, &finding.file, &path));
    let mut adds = false;
    for line in &remedy.lines {
        if let Some(list) = line.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")) {
            words.extend(["--add".to_owned(), list.to_owned()]);
            adds = true;
        } else if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            table = Some(name.to_owned());
            adds = false;
        } else if let Some((key, value)) = line.split_once(" = ") {
            let (value, note) = apart(value);
            // A day that only stands in for one that nobody has said is not to be taken over.
            let is_stand_in = value == record.today.to_string();
            let value = if is_stand_in { "DATE".to_owned() } else { value };
            notes.extend(note.map(|note| format!("{key}: {note}")));
            let path = match &table {
                Some(table) if !adds => format!("{table}.{key}"),
                // Where it belongs to an item that nobody can name, only the lines help.
                None if !adds && !is_at_top(key) => return (None, Vec::new()),
                _ => key.to_owned(),
            };
            if !adds {
                words.push("--set".to_owned());
            }
            words.push(for_shell(&format!("{path}={value}")));
        }
    }
    (Some(words.join(" ")), notes)
}

/// The way to the one key that closes a gap.
fn path(record: &Record, finding: &Finding) -> Option<String> {
    let lines = finding.remedy.as_ref().filter(|it| it.file.ends_with("/agreement.toml"))?;
    let [line] = &lines.lines[..] else { return None };
    let (key, _) = line.split_once(" = ").filter(|_| !line.starts_with('['))?;
    let table = above(&finding.key).map(|path| named(record, &finding.file, &path));
    if table.is_none() && !is_at_top(key) {
        return None;
    }
    Some(table.map_or_else(|| key.to_owned(), |table| format!("{table}.{key}")))
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

/// Whether a key stands at the top of a file.
fn is_at_top(key: &str) -> bool {
    [Agreement::TABLE, Head::TABLE, Evaluation::TABLE].iter().any(|it| it.field(key).is_some())
}

/// The way to the table that a key stands in.
fn above(key: &str) -> Option<String> {
    key.rsplit_once('.').map(|(above, _)| above.to_owned())
}

/// A way into a file with items by their names where they have one: `action[2]` is `act-fund`.
fn named(record: &Record, file: &str, path: &str) -> String {
    record.look(|case| {
        let name = || {
            let (list, rest) = path.split_once('[')?;
            let (index, rest) = rest.split_once(']')?;
            let at = case.dossier.sources.iter().position(|source| source.path == file)?;
            let items = case.dossier.documents.get(at)?.root().get(list)?.get_ref().as_array()?;
            let item = items.get(index.parse::<usize>().ok()?)?.get_ref().as_table()?;
            Some(format!("{}{rest}", item.get("id")?.get_ref().as_str()?))
        };
        name().unwrap_or_else(|| path.to_owned())
    })
}

/// A value without its quotes, and the note behind it.
fn apart(value: &str) -> (String, Option<String>) {
    let (value, note) = match value.split_once(" # ") {
        Some((value, note)) => (value, Some(note.to_owned())),
        None => (value, None),
    };
    let bare = value.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(value);
    let list = bare.strip_prefix("[\"").and_then(|it| it.strip_suffix("\"]"));
    // Names take commas.
    (list.unwrap_or(bare).replace("\", \"", ","), note)
}

/// A word for a shell.
fn for_shell(word: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || "=.-_…,/[]".contains(it);
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
