//! What a record of a review still has to say before anybody can agree it.

use super::plan::{Looked, items};
use super::views::views;
use crate::draft::Mistake;
use crate::model::declare::Significance;
use crate::rules::{Case, Finding, Severity};

/// What is still to be said, each with the line that says it. `findings` are those of the whole
/// record: what speaks against the file itself is among them.
#[must_use]
pub fn lacking(case: &Case<'_, '_>, looked: &Looked<'_, '_>, findings: &[Finding]) -> Vec<Mistake> {
    let id = case.dossier.id;
    let command = format!("comity review {id} {}", looked.id);
    let Some(record) = looked.record else {
        return vec![Mistake::new(
            format!("nothing is on file of `{}`", looked.id),
            format!("begin with what is known: `{command} --prepare`"),
        )];
    };
    let of_this = findings
        .iter()
        .filter(|finding| finding.file == file(id, looked.id))
        .filter(|finding| finding.severity == Severity::Error || is_of_presence(finding));
    let mut lacking = grouped(of_this, &command);
    if case.dossier.significance() == Significance::Minor {
        return lacking;
    }
    let wanted = items(case, looked);
    let mut lists: Vec<&str> = wanted.iter().map(|item| item.list).collect();
    lists.dedup();
    for list in lists {
        let assessed: Vec<&str> = record
            .at
            .value(list)
            .and_then(|value| value.get_ref().as_array())
            .into_iter()
            .flatten()
            .filter_map(|item| item.get_ref().as_table()?.get("item")?.get_ref().as_str())
            .collect();
        let open = wanted.iter().filter(|item| item.list == list);
        let open: Vec<_> = open.filter(|item| !assessed.contains(&item.id)).collect();
        let Some(first) = open.first() else { continue };
        let names: Vec<&str> = open.iter().map(|item| item.id).collect();
        let s = if open.len() == 1 { "" } else { "s" };
        let lists = format!("{list} item={} {}=…", first.id, first.verdict);
        lacking.push(Mistake::new(
            format!("nothing is said of the {}{s} {}", first.what, names.join(", ")),
            format!("say it: `{command} --add {lists}`"),
        ));
    }
    if !looked.is_short(case.dossier.significance()) {
        let views = views(case, looked);
        if let Some(first) = views.missing.first() {
            lacking.push(Mistake::new(
                format!("no view of {} is on file", views.missing.join(", ")),
                format!("each party writes its own: `{command} --view {first}`"),
            ));
        }
    }
    lacking
}

/// What the rules miss in the record: each key once, with all the items that lack it.
fn grouped<'f>(findings: impl Iterator<Item = &'f Finding>, command: &str) -> Vec<Mistake> {
    let mut lacking = Vec::new();
    let mut groups: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for finding in findings {
        match missing(finding) {
            Some((list, key)) if !list.is_empty() && !finding.subject.is_empty() => {
                let known = groups.iter_mut().find(|group| (group.0, group.1) == (list, key));
                match known {
                    Some((.., items)) => items.push(&finding.subject),
                    None => groups.push((list, key, vec![&finding.subject])),
                }
            }
            Some(("", key)) if !finding.help.contains("[[") => lacking.push(Mistake::new(
                finding.message.clone(),
                format!("{}: `{command} --set {key}=…`", finding.help),
            )),
            Some(("", list)) => lacking.push(Mistake::new(
                finding.message.clone(),
                format!("{}: `{command} --add {list} …`", finding.help),
            )),
            _ => lacking.push(Mistake::new(finding.message.clone(), finding.help.clone())),
        }
    }
    lacking.extend(groups.into_iter().map(|(list, key, items)| {
        let what = list.replace('_', " ");
        Mistake::new(
            format!("`{key}` is missing in the {what} of {}", items.join(", ")),
            format!("say it: `{command} --set {list}.{}.{key}=…`", items[0]),
        )
    }));
    lacking
}

/// The list and the key that a finding misses; the list is empty at the top of the file.
fn missing(finding: &Finding) -> Option<(&str, &str)> {
    if !finding.message.contains("is missing") || !is_of_presence(finding) {
        return None;
    }
    match finding.key.rsplit_once("].") {
        Some((list, key)) => Some((list.split_once('[')?.0, key)),
        None => Some(("", &finding.key)),
    }
}

/// The record of a review, from the root of the workspace.
pub(super) fn file(collaboration: &str, plan: &str) -> String {
    format!("collaborations/{collaboration}/reviews/{plan}/review.toml")
}

fn is_of_presence(finding: &Finding) -> bool {
    crate::rules::find(finding.rule)
        .is_some_and(|rule| matches!(rule.check, crate::rules::Check::Presence))
}
