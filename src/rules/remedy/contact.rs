//! An event in the log of our contacts, as a file with its lines.

use super::forms::{logs, word};
use super::hash;
use crate::document::quoted;
use crate::model::event::EventKind;
use crate::model::id::is_kebab;
use crate::model::id::{slug, suffix};
use crate::rules::{Remedy, Scene};

/// A new event of today about contact with an organisation. `keys` say what happened, in the order
/// of the declaration; `flags` say the same to the command.
pub(crate) fn contact(
    scene: &Scene<'_>,
    organisation: &str,
    step: &str,
    by: Option<&str>,
    keys: &[(&'static str, String)],
    flags: &[(&str, &str)],
) -> Remedy {
    let today = scene.today;
    let mut lines = vec![
        "kind = \"contact\"".to_owned(),
        format!("on = {today}"),
        format!("by = {}", quoted(by.unwrap_or("…"))),
    ];
    lines.extend(keys.iter().map(|(key, value)| format!("{key} = {value}")));
    let stem = format!("network/log/{today}-{}-{step}", slug(organisation));
    let mut seed = hash(stem.as_bytes(), 0xcbf2_9ce4_8422_2325);
    for line in &lines {
        seed = hash(line.as_bytes(), seed);
    }
    let file = loop {
        let path = format!("{stem}-{}.toml", suffix(seed));
        // The log is in the order of its names.
        let id = path.trim_start_matches("network/log/").trim_end_matches(".toml");
        if scene.frame.events.binary_search_by_key(&id, |event| event.id).is_err() {
            break path;
        }
        seed = hash(b"again", seed);
    };
    let command = line(scene, organisation, step, by, flags);
    Remedy { file, lines, command, ..Remedy::default() }
}

/// The line to type. Nothing where something could not be typed.
fn line(
    scene: &Scene<'_>,
    organisation: &str,
    step: &str,
    by: Option<&str>,
    flags: &[(&str, &str)],
) -> Option<String> {
    let mut line = logs(EventKind::Contact, "", organisation, step, None)?;
    // Who keeps up the relationship is filled in.
    let keeps = scene.frame.organisation(organisation).and_then(|page| page.relationship_owner);
    let by = ("by", by.unwrap_or("…"));
    for (flag, value) in flags.iter().chain((keeps != Some(by.1)).then_some(&by)) {
        line.push_str(&format!(" --{flag} {}", word(value)?));
    }
    is_kebab(organisation).then_some(line)
}
