//! An event in the log of our contacts, as a file with its lines.

use super::{hash, quoted, suffix};
use crate::model::id::is_kebab;
use crate::rules::{Remedy, Scene};

/// A new event of today about contact with an organisation. `keys` say what happened, in the order
/// of the declaration; `flags` say the same to the command.
pub(crate) fn contact(
    scene: &Scene<'_>,
    organisation: &str,
    step: &str,
    by: Option<&str>,
    keys: &[(&'static str, String)],
    flags: &str,
) -> Remedy {
    let today = scene.today;
    let mut lines = vec![
        "kind = \"contact\"".to_owned(),
        format!("on = {today}"),
        format!("by = {}", quoted(by.unwrap_or("…"))),
    ];
    lines.extend(keys.iter().map(|(key, value)| format!("{key} = {value}")));
    let stem = format!("network/log/{today}-{}-{step}", super::slug(organisation));
    let mut seed = hash(stem.as_bytes(), 0xcbf2_9ce4_8422_2325);
    for line in &lines {
        seed = hash(line.as_bytes(), seed);
    }
    let file = loop {
        let path = format!("{stem}-{}.toml", suffix(seed));
        if scene.sources.iter().all(|source| source.path != path) {
            break path;
        }
        seed = hash(b"again", seed);
    };
    let command = format!("comity log-contact {organisation} {step} {flags}");
    Remedy { file, lines, command: is_kebab(organisation).then_some(command) }
}
