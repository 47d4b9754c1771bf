//! What closes a criterion that is not met although no rule speaks: what is looked for, where it
//! would stand, and the line that writes it.

use super::judge::{self, Judged, Seen};
use super::shared::Shared;
use super::{Asked, Evidence, Gap};
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::{Field, Record as _, Shape, Table, When};
use crate::model::evaluation::Evaluation;
use crate::model::event::{EVENT_TABLES, Envelope, EventKind};
use crate::model::frame::FileKind;
use crate::model::id::is_kebab;
use crate::model::review::Review;
use crate::rules::{Finding, Rule};
use crate::standard::Path;

/// What still has to be said by a person.
const OPEN: &str = "…";

/// What is in the way of a criterion that is not met, where no rule has found it.
pub(super) fn gaps(
    asked: &Asked<'_>,
    seen: &Seen<'_>,
    judged: &Judged<'_>,
    shared: &Shared<'_, '_>,
) -> Vec<Gap> {
    if let Some(rule) = judged.off {
        return vec![off(rule, seen, shared)];
    }
    let criterion = asked.criterion;
    let hollow = seen.hollow.iter().filter_map(|(path, place)| {
        let path = criterion.evidence.get(*path)?;
        let message = format!("what stands at `{}` says nothing, or cannot be read", path.text);
        Some(unsaid(path, seen, Some(place), &message))
    });
    let hollow: Vec<Gap> = hollow.collect();
    if !hollow.is_empty() {
        return hollow;
    }
    let lacks = criterion.lacks(&seen.held);
    let named = |parts: &[&[usize]]| {
        let paths =
            parts.iter().flat_map(|part| *part).filter_map(|at| criterion.evidence.get(*at));
        paths.map(|path| format!("`{}`", path.text)).collect::<Vec<_>>().join(" or ")
    };
    let gap = |parts: &[&[usize]]| {
        let paths =
            parts.iter().flat_map(|part| *part).filter_map(|at| criterion.evidence.get(*at));
        let paths: Vec<&Path> = paths.collect();
        // The first that a command writes; what is kept by hand comes after that.
        let typed = |path: &&&Path| command(path, seen).is_some();
        let best = paths.iter().find(typed).or(paths.first())?;
        Some(unsaid(best, seen, None, &format!("nothing is on file at {}", named(parts))))
    };
    if criterion.whole {
        return lacks.iter().filter_map(|part| gap(&[part])).collect();
    }
    gap(&lacks).into_iter().collect()
}

/// The line that writes more of what evidences a criterion.
pub(super) fn again(asked: &Asked<'_>, seen: &Seen<'_>) -> Option<String> {
    asked.criterion.evidence.iter().find_map(|path| command(path, seen))
}

/// The line that writes a value anew which cannot be read, where a command writes that file.
pub(super) fn anew(finding: &Finding, signed: bool) -> Option<String> {
    let id = finding.collaboration.as_deref().filter(|id| is_kebab(id))?;
    let file = finding.file.rsplit('/').next()?;
    let bare = |it: char| it.is_ascii_alphanumeric() || "_.[]".contains(it);
    if finding.key.is_empty() || !finding.key.chars().all(bare) {
        return None;
    }
    // Square brackets mean something to a shell.
    let change = match finding.key.contains('[') {
        true => format!("--set '{}={OPEN}'", finding.key),
        false => format!("--set {}={OPEN}", finding.key),
    };
    match file {
        "collaboration.toml" | "evaluation.toml" => Some(format!("comity evaluate {id} {change}")),
        "agreement.toml" if signed => {
            Some(format!("comity agree {id} --amend --reason \"…\" --effective-on DATE {change}"))
        }
        "agreement.toml" => Some(format!("comity agree {id} {change}")),
        _ => None,
    }
}

/// A rule that nobody is asked for any more.
fn off(rule: &Rule, seen: &Seen<'_>, shared: &Shared<'_, '_>) -> Gap {
    let level = judge::switched_off(rule, seen.facts.significance, shared.frame);
    let place = level.and_then(|level| shared.line_of_settings(level.span));
    let (file, line) = place.unwrap_or_else(|| ("comity.toml".to_owned(), 1));
    Gap {
        rule: Some(rule.name),
        severity: None,
        message: format!("`{}` is switched off, so nobody looks", rule.name),
        help: format!(
            "take `{}` out of `[severity]`, or waive what it finds for a time",
            rule.name
        ),
        command: None,
        write_to: None,
        lines: Vec::new(),
        waived: None,
        file,
        line,
    }
}

fn unsaid(path: &Path, seen: &Seen<'_>, place: Option<&Evidence>, message: &str) -> Gap {
    let command = command(path, seen);
    let lines = if command.is_none() { by_hand(path) } else { Vec::new() };
    let file = place.map_or_else(|| file_of(path, seen), |place| place.file.0.to_string());
    let help = match &command {
        Some(line) => format!("put it on file: `{line}`"),
        None if lines.is_empty() => "put it on file".to_owned(),
        None => format!("write it by hand: `{}`", lines.join("`, `")),
    };
    Gap {
        rule: None,
        severity: None,
        message: message.to_owned(),
        line: place.map_or(1, |place| place.line),
        write_to: (!lines.is_empty()).then(|| file.clone()),
        waived: None,
        help,
        command,
        lines,
        file,
    }
}

/// Where it would stand.
fn file_of(path: &Path, seen: &Seen<'_>) -> String {
    let id = if seen.facts.id.is_empty() { OPEN } else { &*seen.facts.id };
    match path.file {
        FileKind::Settings => "comity.toml".to_owned(),
        FileKind::Organisation => format!("network/{OPEN}.toml"),
        FileKind::NetworkEvent => format!("network/log/{OPEN}.toml"),
        FileKind::Standard => format!("standards/{OPEN}.toml"),
        FileKind::Head => format!("collaborations/{id}/collaboration.toml"),
        FileKind::Evaluation => format!("collaborations/{id}/evaluation.toml"),
        FileKind::Agreement => format!("collaborations/{id}/agreement.toml"),
        FileKind::Event => format!("collaborations/{id}/log/{OPEN}.toml"),
        FileKind::Review => format!("collaborations/{id}/reviews/{OPEN}/review.toml"),
        FileKind::View => format!("collaborations/{id}/reviews/{OPEN}/view-{OPEN}.toml"),
    }
}

/// The lines for a file that is kept by hand.
fn by_hand(path: &Path) -> Vec<String> {
    let keys: Vec<&str> = path.keys().collect();
    let value = |key: &str| format!("{key} = \"{}\"", path.word().unwrap_or(OPEN));
    match *keys {
        [key] => vec![value(key)],
        [list, key] => vec![format!("[[{list}]]"), value(key)],
        _ => Vec::new(),
    }
}

/// The line that writes something where a path leads to; nothing where no command does.
fn command(path: &Path, seen: &Seen<'_>) -> Option<String> {
    let id = if seen.facts.id.is_empty() { OPEN } else { &*seen.facts.id };
    match path.file {
        FileKind::Head => Some(format!("comity evaluate {id}{}", change(path, Head::TABLE)?)),
        FileKind::Evaluation => {
            Some(format!("comity evaluate {id}{}", change(path, Evaluation::TABLE)?))
        }
        FileKind::Agreement => {
            let signed = seen.facts.signed && !seen.facts.id.is_empty();
            let amend = if signed { " --amend --reason \"…\" --effective-on DATE" } else { "" };
            Some(format!("comity agree {id}{amend}{}", change(path, Agreement::TABLE)?))
        }
        FileKind::Review => Some(format!("comity review {id}{}", change(path, Review::TABLE)?)),
        FileKind::View => Some(format!("comity review {id} {OPEN} --view {OPEN}")),
        FileKind::Event | FileKind::NetworkEvent => event(path, id),
        FileKind::Settings | FileKind::Organisation | FileKind::Standard => None,
    }
}

/// The change to a file: a key that is set, or an item that is added.
fn change(path: &Path, table: &'static Table) -> Option<String> {
    let keys: Vec<&str> = path.keys().collect();
    let (first, rest) = keys.split_first()?;
    let word = |key: &str| match path.word() {
        Some(word) if keys.last() == Some(&key) => word.to_owned(),
        _ => OPEN.to_owned(),
    };
    match (table.field(first)?.shape, rest) {
        (Shape::List(Shape::Table(inner)), _) => {
            let mut line = format!(" --add {first}");
            for field in inner.fields.iter().filter(|it| is_asked(it, rest.first().copied())) {
                line.push_str(&format!(" {}={}", field.key, word(field.key)));
            }
            Some(line)
        }
        (Shape::Table(inner), []) => {
            let field =
                inner.fields.iter().find(|it| is_asked(it, None)).or(inner.fields.first())?;
            Some(format!(" --set {first}.{}={OPEN}", field.key))
        }
        _ => Some(format!(" --set {}={}", keys.join("."), word(keys.last()?))),
    }
}

/// Whether a new item says it: what it cannot be without, and what is looked for.
fn is_asked(field: &Field, wanted: Option<&str>) -> bool {
    let flat = !matches!(field.shape, Shape::Table(_) | Shape::List(Shape::Table(_)));
    let always = field.required.is_some_and(|it| it.when == When::Always);
    flat && (always || field.identity || wanted == Some(field.key))
}

/// The event that would say it.
fn event(path: &Path, id: &str) -> Option<String> {
    let (kind_word, step) = (path.word_at("kind"), path.word_at("event"));
    let key = path.keys().next().unwrap_or_default();
    let is_own = |key: &str| ["kind", "event", "on"].contains(&key);
    let steps = |table: &Table| match table.field("event").map(|field| field.shape) {
        Some(Shape::Words(words)) => words,
        _ => &[],
    };
    let fits = |(kind, table): &&(EventKind, &'static Table)| {
        (*kind == EventKind::Contact) == (path.file == FileKind::NetworkEvent)
            && kind_word.is_none_or(|word| word == kind.as_str())
            && step.is_none_or(|step| steps(table).iter().any(|word| word.text == step))
            && (is_own(key) || table.field(key).or(Envelope::TABLE.field(key)).is_some())
    };
    let (kind, table) = EVENT_TABLES.iter().find(fits)?;
    let step = step.or_else(|| steps(table).first().map(|word| word.text)).unwrap_or(OPEN);
    let flag = match key {
        own if is_own(own) => String::new(),
        "informed" => format!(" --told {OPEN}"),
        key => format!(" --{} {}", key.replace('_', "-"), path.word().unwrap_or(OPEN)),
    };
    match kind {
        EventKind::Signoff => Some(format!("comity agree {id} --sign {OPEN}")),
        EventKind::Amendment => {
            Some(format!("comity agree {id} --amend --reason \"{OPEN}\" --effective-on DATE"))
        }
        EventKind::Closure => Some(format!("comity review {id} --close")),
        EventKind::Contact => Some(format!("comity log-contact {OPEN} {step}{flag}")),
        EventKind::Feedback => Some(format!("comity log-feedback {id} {step}{flag}")),
        EventKind::Decision => Some(format!("comity log-decision {id} {OPEN} accepted{flag}")),
        kind => Some(format!("comity log-{} {id} {OPEN} {step}{flag}", kind.as_str())),
    }
}
