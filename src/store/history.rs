//! What became of the events of a workspace in the commits of its repository.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Workspace;
use super::git::{git, said};
use crate::model::date::Date;

/// What became of a file after its first commit. The commit that did it, or nothing where that is
/// not committed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Kept,
    /// It says something else.
    Changed(Option<String>),
    /// It is gone.
    Gone(Option<String>),
}

/// The past of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The day of its first commit, as its author's calendar had it.
    pub first: Date,
    /// The short name of that commit.
    pub commit: String,
    /// What became of it.
    pub fate: Fate,
    /// The name of its first text.
    text: String,
}

/// The past of every event of a workspace, by its path from the root.
#[derive(Debug, Clone, Default)]
pub struct History {
    files: BTreeMap<String, Past>,
}

/// Why the past cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoHistory {
    /// No repository, no commit, or no git.
    None,
    /// Only a part of it was fetched.
    Shallow,
}

/// One change of one file in a commit.
struct Step<'s> {
    before: &'s str,
    after: &'s str,
    gone: bool,
    new: bool,
    path: &'s str,
}

impl History {
    /// The past of a file.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<&Past> {
        self.files.get(path)
    }

    /// Every file below a directory, in order. The directory ends in `/`.
    pub fn below<'h>(&'h self, directory: &'h str) -> impl Iterator<Item = (&'h str, &'h Past)> {
        self.files
            .range(directory.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(directory))
            .map(|(path, past)| (path.as_str(), past))
    }

    /// Takes in what one commit did; without a name, what is not committed yet.
    fn take(&mut self, commit: Option<(&str, Date)>, steps: &[Step<'_>]) {
        let name = commit.map(|(name, _)| name.to_owned());
        // A file that goes and comes again elsewhere with the same text was moved.
        let mut moved: HashMap<&str, Past> = HashMap::new();
        let new: HashSet<&str> = steps.iter().filter(|it| it.new).map(|it| it.after).collect();
        for step in steps.iter().filter(|step| step.gone) {
            if new.contains(step.before) {
                moved.extend(self.files.remove(step.path).map(|past| (step.before, past)));
            } else if let Some(past) = self.files.get_mut(step.path) {
                past.fate = Fate::Gone(name.clone());
            }
        }
        for step in steps.iter().filter(|step| !step.gone) {
            let fate = |past: &Past| match past.text == step.after {
                true => Fate::Kept,
                false => Fate::Changed(name.clone()),
            };
            let before = moved.remove(step.after).filter(|_| step.new);
            match (self.files.get_mut(step.path), before, commit) {
                (Some(past), _, _) => past.fate = fate(past),
                (None, Some(past), _) => drop(self.files.insert(step.path.to_owned(), past)),
                (None, None, Some((name, first))) => {
                    let (commit, text) = (name.to_owned(), step.after.to_owned());
                    let past = Past { first, commit, fate: Fate::Kept, text };
                    self.files.insert(step.path.to_owned(), past);
                }
                (None, None, None) => {}
            }
        }
    }
}

impl Workspace {
    /// What became of every event since its first commit on the way to what is checked out. Of a
    /// branch that was merged only what the merge brought counts: until then it may be mended.
    ///
    /// # Errors
    ///
    /// When there is no history, or only a part of it.
    pub fn history(&self) -> Result<History, NoHistory> {
        let root = self.real_root();
        if self.commit().is_none() {
            return Err(NoHistory::None);
        }
        let shallow = said(git(root).args(["rev-parse", "--is-shallow-repository"]));
        if shallow.is_none_or(|said| said.trim_ascii() != b"false") {
            return Err(NoHistory::Shallow);
        }
        let form = ["--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--relative"];
        let places = ["--", "collaborations", "network"];
        let mut log = git(root);
        log.args([
            "log",
            "--reverse",
            "--first-parent",
            "-m",
            "--date=short",
            "--format=%x01%h %ad",
        ]);
        let said_log = said(log.args(form).args(places)).ok_or(NoHistory::None)?;
        let mut history = History::default();
        let text = String::from_utf8_lossy(&said_log);
        for part in text.split('\u{1}').skip(1) {
            let mut fields = part.split('\0');
            let header = fields.next().unwrap_or_default().trim();
            let Some((name, day)) = header.split_once(' ') else { continue };
            let Ok(day) = day.trim().parse::<Date>() else { continue };
            history.take(Some((name, day)), &steps(fields));
        }
        let mut now = git(root);
        let said_now = said(now.arg("diff").args(form).arg("HEAD").args(places));
        let said_now = said_now.unwrap_or_default();
        let text = String::from_utf8_lossy(&said_now);
        let mut steps = steps(text.split('\0'));
        // Of what is not committed git names no text; it may be the one that the file began with.
        let open: Vec<&str> = steps.iter().filter(|it| !it.gone).map(|it| it.path).collect();
        let named = said(git(root).args(["hash-object", "--"]).args(&open)).unwrap_or_default();
        let named = String::from_utf8_lossy(&named);
        for (step, name) in steps.iter_mut().filter(|it| !it.gone).zip(named.lines()) {
            step.after = name;
        }
        history.take(None, &steps);
        Ok(history)
    }
}

/// The changes of events that git tells: `:100644 100644 <before> <after> M`, and then the path.
fn steps<'s>(mut fields: impl Iterator<Item = &'s str>) -> Vec<Step<'s>> {
    let mut steps = Vec::new();
    while let Some(field) = fields.next() {
        let parts: Vec<&str> = field.trim_start().split(' ').collect();
        let [first, _, before, after, kind] = parts[..] else { continue };
        if !first.starts_with(':') {
            continue;
        }
        let Some(path) = fields.next().filter(|path| is_event(path)) else { continue };
        let (gone, new) = (kind == "D", kind == "A");
        steps.push(Step { before, after, gone, new, path });
    }
    steps
}

fn is_event(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    path.ends_with(".toml")
        && matches!(parts[..], ["collaborations", _, "log", _] | ["network", "log", _])
}
