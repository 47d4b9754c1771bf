//! Which files a workspace has, each with its kind, and what stands there that has no place in it.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use super::{Workspace, read};
use crate::document::{Source, Unreadable};
use crate::model::frame::FileKind;

/// Why something does not belong where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OddityKind {
    /// A name or a place that no file of a record has.
    NoPlace,
    /// Two names that differ only in case; the other one.
    CaseClash(String),
    /// A name with control characters, or one that is not UTF-8.
    UnprintableName,
    /// A directory without a `collaboration.toml`.
    NoCollaboration,
    /// A directory or file that cannot be read.
    Unreadable(Unreadable),
}

/// Something on disk that does not belong where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// Path from the root of the workspace, with `/`.
    pub path: String,
    /// Why.
    pub kind: OddityKind,
}

/// The files of one collaboration, or those that all share.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// The id of the collaboration; empty for what all share.
    pub id: String,
    /// The files, in the order of their paths.
    pub sources: Vec<Source>,
    /// What each file is, by the same index.
    pub kinds: Vec<FileKind>,
    /// What has no place there.
    pub oddities: Vec<Oddity>,
}

/// One name in a directory, with links followed.
struct Entry {
    name: String,
    path: PathBuf,
    directory: bool,
}

impl Folder {
    fn take(&mut self, entry: &Entry, shown: String, kind: FileKind) {
        self.sources.push(read::file(&entry.path, shown));
        self.kinds.push(kind);
    }

    fn refuse(&mut self, path: String, kind: OddityKind) {
        self.oddities.push(Oddity { path, kind });
    }
}

/// Lists a directory in code-point order. What is no file and no directory, or a link that must
/// not be followed, is told and left out; so are names that start with a dot, without a word.
fn list(
    workspace: &Workspace,
    directory: &Path,
    shown: &str,
    oddities: &mut Vec<Oddity>,
) -> Vec<Entry> {
    let mut tell = |path: String, kind| oddities.push(Oddity { path, kind });
    let listed = match fs::read_dir(directory) {
        Ok(listed) => listed,
        Err(error) => {
            tell(shown.to_owned(), OddityKind::Unreadable(read::why(&error)));
            return Vec::new();
        }
    };
    let mut entries: Vec<Entry> = Vec::new();
    for entry in listed {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                tell(shown.to_owned(), OddityKind::Unreadable(read::why(&error)));
                break;
            }
        };
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        let told = || join(shown, &name.to_string_lossy());
        let Some(name) = printable(&name) else {
            tell(told(), OddityKind::UnprintableName);
            continue;
        };
        match entry
            .file_type()
            .map_err(|error| read::why(&error))
            .and_then(|kind| follow(workspace, directory, &path, kind))
        {
            Ok(directory) => entries.push(Entry { name, path, directory }),
            Err(why) => tell(told(), OddityKind::Unreadable(why)),
        }
    }
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    // Names are lower-case by habit; only others can clash with one.
    if entries.iter().any(|entry| entry.name.chars().any(char::is_uppercase)) {
        let mut folded: Vec<(String, &str)> =
            entries.iter().map(|entry| (entry.name.to_lowercase(), &*entry.name)).collect();
        folded.sort_unstable();
        for pair in folded.windows(2) {
            if pair[0].0 == pair[1].0 {
                tell(join(shown, pair[1].1), OddityKind::CaseClash(pair[0].1.to_owned()));
            }
        }
    }
    entries
}

/// Lists a directory at the top of the workspace, if there is one. It may be a link itself.
fn top(
    workspace: &Workspace,
    directory: &Path,
    shown: &str,
    oddities: &mut Vec<Oddity>,
) -> Vec<Entry> {
    let Ok(found) = fs::symlink_metadata(directory) else { return Vec::new() };
    match follow(workspace, workspace.root(), directory, found.file_type()) {
        Ok(_) => list(workspace, directory, shown, oddities),
        Err(why) => {
            oddities.push(Oddity { path: shown.to_owned(), kind: OddityKind::Unreadable(why) });
            Vec::new()
        }
    }
}

/// The name as text, if it can be shown as it is.
fn printable(name: &OsStr) -> Option<String> {
    name.to_str().filter(|name| !name.chars().any(char::is_control)).map(str::to_owned)
}

/// Whether something is a directory, once links are followed. A link is followed inside of the
/// workspace only, and never in a circle.
fn follow(
    workspace: &Workspace,
    parent: &Path,
    path: &Path,
    kind: FileType,
) -> Result<bool, Unreadable> {
    if kind.is_file() || kind.is_dir() {
        return Ok(kind.is_dir());
    }
    if !kind.is_symlink() {
        return Err(Unreadable::Special);
    }
    let target = fs::canonicalize(path).map_err(|error| read::why(&error))?;
    if !target.starts_with(workspace.real_root()) {
        return Err(Unreadable::LeavesWorkspace);
    }
    let found = fs::metadata(&target).map_err(|error| read::why(&error))?;
    if found.is_dir() {
        let parent = fs::canonicalize(parent).map_err(|error| read::why(&error))?;
        if parent.starts_with(&target) {
            return Err(Unreadable::Circular);
        }
    } else if !found.is_file() {
        return Err(Unreadable::Special);
    }
    Ok(found.is_dir())
}

fn join(directory: &str, name: &str) -> String {
    if directory.is_empty() {
        return name.to_owned();
    }
    let mut path = String::with_capacity(directory.len() + 1 + name.len());
    path.push_str(directory);
    path.push('/');
    path.push_str(name);
    path
}

fn is_toml(name: &str) -> bool {
    name.strip_suffix(".toml").is_some_and(|stem| !stem.is_empty())
}

pub(super) fn collaborations(workspace: &Workspace) -> (Vec<String>, Vec<Oddity>) {
    let mut oddities = Vec::new();
    let directory = workspace.root().join("collaborations");
    let entries = top(workspace, &directory, "collaborations", &mut oddities);
    let mut ids = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.directory {
            ids.push(entry.name);
        } else {
            let path = join("collaborations", &entry.name);
            oddities.push(Oddity { path, kind: OddityKind::NoPlace });
        }
    }
    (ids, oddities)
}

pub(super) fn shared(workspace: &Workspace, with_log: bool) -> Folder {
    let mut folder = Folder::default();
    let settings = workspace.root().join("comity.toml");
    let kind = fs::symlink_metadata(&settings).map(|found| found.file_type());
    match kind
        .map_err(|error| read::why(&error))
        .and_then(|kind| follow(workspace, workspace.root(), &settings, kind))
    {
        Ok(_) => {
            let entry = Entry { name: String::new(), path: settings, directory: false };
            folder.take(&entry, "comity.toml".to_owned(), FileKind::Settings);
        }
        Err(why) => {
            folder.sources.push(Source::unreadable("comity.toml".to_owned(), why));
            folder.kinds.push(FileKind::Settings);
        }
    }
    let network = workspace.root().join("network");
    let mut oddities = Vec::new();
    for entry in top(workspace, &network, "network", &mut oddities) {
        let shown = join("network", &entry.name);
        match (entry.directory, entry.name.as_str()) {
            (false, name) if is_toml(name) => {
                folder.take(&entry, shown, FileKind::Organisation);
            }
            (true, "log") if with_log => {
                for event in list(workspace, &entry.path, &shown, &mut oddities) {
                    let shown = join(&shown, &event.name);
                    if !event.directory && is_toml(&event.name) {
                        folder.take(&event, shown, FileKind::NetworkEvent);
                    } else {
                        folder.refuse(shown, OddityKind::NoPlace);
                    }
                }
            }
            (true, "log") => {}
            _ => folder.refuse(shown, OddityKind::NoPlace),
        }
    }
    let standards = workspace.root().join("standards");
    for entry in top(workspace, &standards, "standards", &mut oddities) {
        // Notes and copies of the source may lie beside them.
        if !entry.directory && is_toml(&entry.name) {
            folder.take(&entry, join("standards", &entry.name), FileKind::Standard);
        }
    }
    folder.oddities.extend(oddities);
    folder
}

pub(super) fn collaboration(workspace: &Workspace, id: &str) -> Folder {
    let mut folder = Folder { id: id.to_owned(), ..Folder::default() };
    let shown = join("collaborations", id);
    let path = workspace.root().join("collaborations").join(id);
    let mut oddities = Vec::new();
    for entry in list(workspace, &path, &shown, &mut oddities) {
        let shown = join(&shown, &entry.name);
        match (entry.directory, entry.name.as_str()) {
            (false, "collaboration.toml") => folder.take(&entry, shown, FileKind::Head),
            (false, "evaluation.toml") => {
                folder.take(&entry, shown, FileKind::Evaluation);
            }
            (false, "agreement.toml") => {
                folder.take(&entry, shown, FileKind::Agreement);
            }
            (true, "log") => {
                for event in list(workspace, &entry.path, &shown, &mut oddities) {
                    let shown = join(&shown, &event.name);
                    if !event.directory && is_toml(&event.name) {
                        folder.take(&event, shown, FileKind::Event);
                    } else {
                        folder.refuse(shown, OddityKind::NoPlace);
                    }
                }
            }
            (true, "reviews") => reviews(workspace, &entry, &shown, &mut folder, &mut oddities),
            _ => folder.refuse(shown, OddityKind::NoPlace),
        }
    }
    let head = join(&shown, "collaboration.toml");
    let told = |oddity: &Oddity| oddity.path == shown || oddity.path == head;
    if !oddities.iter().any(told) && !folder.kinds.contains(&FileKind::Head) {
        folder.refuse(shown, OddityKind::NoCollaboration);
    }
    folder.oddities.extend(oddities);
    folder
}

fn reviews(
    workspace: &Workspace,
    directory: &Entry,
    shown: &str,
    folder: &mut Folder,
    oddities: &mut Vec<Oddity>,
) {
    for plan in list(workspace, &directory.path, shown, oddities) {
        let shown = join(shown, &plan.name);
        if !plan.directory {
            folder.refuse(shown, OddityKind::NoPlace);
            continue;
        }
        for entry in list(workspace, &plan.path, &shown, oddities) {
            let shown = join(&shown, &entry.name);
            match (entry.directory, entry.name.as_str()) {
                (false, "review.toml") => folder.take(&entry, shown, FileKind::Review),
                (false, name) if name.starts_with("view-") && is_toml(name) => {
                    folder.take(&entry, shown, FileKind::View);
                }
                _ => folder.refuse(shown, OddityKind::NoPlace),
            }
        }
    }
}
