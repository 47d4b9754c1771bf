//! The only caller of git: what a file held in the commits of its repository. Where there is no
//! git, no repository or no history, there is nothing to tell, and that is no error.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::{Workspace, read};

/// How many texts of one file are looked for.
const MOST: usize = 500;

/// What a hook or a person may have set that would lead git to another repository, or make it say
/// something else.
const FOREIGN: [&str; 28] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DEFAULT_HASH",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_TRACE",
    "GIT_WORK_TREE",
];

impl Workspace {
    /// The texts that a file had in the commits behind what is checked out, newest first, each
    /// once, read one by one as they are asked for; also texts that it has no more, and of a file
    /// that is gone. At most 500. `path` counts from the root of the workspace, with `/`.
    pub fn past_texts(&self, path: &str) -> impl Iterator<Item = String> {
        let inside = self.inside(path).ok();
        let inside = inside.as_deref().and_then(|real| real.strip_prefix(self.real_root()).ok());
        let versions = inside.map(|path| versions(self.real_root(), path)).unwrap_or_default();
        let texts = if versions.is_empty() { None } else { Texts::open(self.real_root()) };
        texts.into_iter().flat_map(move |mut texts| {
            let versions = versions.clone().into_iter();
            versions.map_while(move |id| texts.read(&id)).flatten()
        })
    }

    /// The short name of the commit that is checked out, where there is one and the workspace is
    /// in it: one that only stands in a directory of some repository has none.
    #[must_use]
    pub fn commit(&self) -> Option<String> {
        let settings = format!("HEAD:./{}", super::find::SETTINGS);
        said(git(self.real_root()).args(["rev-parse", "--verify", "--quiet", &settings]))?;
        let said = said(git(self.real_root()).args([
            "rev-parse",
            "--verify",
            "--quiet",
            "--short",
            "HEAD^{commit}",
        ]))?;
        let name = String::from_utf8(said).ok()?.trim().to_owned();
        (!name.is_empty()).then_some(name)
    }

    /// Whether a file of the workspace is not as in the commit that is checked out.
    #[must_use]
    pub fn is_changed_since_commit(&self) -> bool {
        let status = ["status", "--porcelain", "--untracked-files=all", "--", "."];
        said(git(self.real_root()).args(status)).is_some_and(|said| !said.is_empty())
    }
}

/// Git in a directory: asked nothing back, sent nowhere, and not led astray.
pub(super) fn git(directory: &Path) -> Command {
    let mut git = Command::new("git");
    for name in FOREIGN {
        git.env_remove(name);
    }
    git.env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("LC_ALL", "C")
        .args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"])
        .current_dir(directory)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    git
}

/// What git says, if it has something to say.
pub(super) fn said(command: &mut Command) -> Option<Vec<u8>> {
    let ran = command.output().ok()?;
    ran.status.success().then_some(ran.stdout)
}

/// The names under which git keeps the versions of a file, newest first, each once.
fn versions(root: &Path, path: &Path) -> Vec<String> {
    let mut log = git(root);
    log.args(["log", "--raw", "-z", "-m", "--full-history", "--no-renames", "--no-abbrev"]);
    log.args(["--no-ext-diff", "--format=", "--max-count"]).arg(MOST.to_string());
    // On every system git takes `/`.
    let path = path.to_string_lossy().replace('\\', "/");
    log.arg("--").arg(&path);
    let said = said(&mut log).unwrap_or_default();
    let mut known = HashSet::new();
    let mut names = Vec::new();
    let mut fields = said.split(|byte| *byte == 0);
    while let Some(field) = fields.next() {
        // `:100644 100644 <before> <after> M`, and then the path.
        let Ok(field) = std::str::from_utf8(field) else { continue };
        let parts: Vec<&str> = field.trim_start().split(' ').collect();
        let [before, mode, _, name, _] = parts[..] else { continue };
        if !before.starts_with(':') {
            continue;
        }
        // Git tells it from the root of the repository, and of a directory all that is in it.
        let at = fields.next().and_then(|at| at.strip_suffix(path.as_bytes()));
        if at.is_none_or(|before| !before.is_empty() && !before.ends_with(b"/")) {
            continue;
        }
        // A file; no link, and not one that was taken away.
        if mode.starts_with("100") && known.insert(name.to_owned()) {
            names.push(name.to_owned());
        }
    }
    names.truncate(MOST);
    names
}

/// Git, giving one text after the other.
struct Texts {
    child: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl Texts {
    fn open(root: &Path) -> Option<Self> {
        let mut child =
            git(root).args(["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().ok()?;
        let (ask, answer) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Self { child, ask, answer })
    }

    /// One version. The outer nothing: git says no more. The inner: this one is no text of ours.
    fn read(&mut self, name: &str) -> Option<Option<String>> {
        writeln!(self.ask, "{name}").and_then(|()| self.ask.flush()).ok()?;
        let mut header = String::new();
        self.answer.read_line(&mut header).ok().filter(|read| *read > 0)?;
        let parts: Vec<&str> = header.split_whitespace().collect();
        let [_, "blob", size] = parts[..] else { return Some(None) };
        let size: u64 = size.parse().ok()?;
        let mut text = Vec::new();
        // A line end follows what was asked for.
        let mut rest = (&mut self.answer).take(size + 1);
        if size > read::LARGEST as u64 {
            std::io::copy(&mut rest, &mut std::io::sink()).ok()?;
            return Some(None);
        }
        rest.read_to_end(&mut text).ok()?;
        text.pop();
        Some(String::from_utf8(text).ok())
    }
}

impl Drop for Texts {
    fn drop(&mut self) {
        // It may have more to say than anybody wants to hear.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
