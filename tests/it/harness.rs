//! Workspaces on disk for tests, and the program run on them with a fixed world.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use clap::Parser as _;
use comity::cli::{Arguments, Context, Outcome, Person, run};
use comity::document::{Document, Source};
use comity::model::agreement::Agreement;
use comity::model::collaboration::Head;
use comity::model::date::Date;
use comity::model::declare::{Walk, read_record};
use comity::model::digest;
use comity::model::review::Review;
use comity::render::Look;

/// The day that most tests take for today.
pub const TODAY: &str = "2025-06-02";

/// A workspace in a directory of its own, gone when the test is over.
pub struct Sandbox {
    directory: tempfile::TempDir,
}

impl Sandbox {
    /// An empty one.
    pub fn empty() -> Self {
        Self { directory: tempfile::tempdir().expect("a directory for the test") }
    }

    /// A copy of a directory of the repository: `tests/fixtures/clean`, `examples/…`.
    pub fn copy_of(path: &str) -> Self {
        let sandbox = Self::empty();
        copy(&repository().join(path), sandbox.root());
        sandbox
    }

    /// Another one that holds the same.
    pub fn twin(&self) -> Self {
        let sandbox = Self::empty();
        copy(self.root(), sandbox.root());
        sandbox
    }

    /// The clean moderate workspace that the pages of the rules are laid over.
    pub fn clean() -> Self {
        let sandbox = Self::copy_of("tests/fixtures/clean");
        sandbox.sign();
        sandbox
    }

    /// Its root.
    pub fn root(&self) -> &Path {
        self.directory.path()
    }

    /// Writes a file, and the directories above it.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file stands in a directory")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Changes a file by replacing one text in it, which has to be there.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    /// Writes the digest of the present text into every sign-off that leaves it open with
    /// `comity-1:auto`.
    pub fn sign(&self) {
        let collaborations = self.root().join("collaborations");
        for directory in directories(&collaborations) {
            for event in files(&directory.join("log")) {
                let Ok(text) = fs::read_to_string(&event) else { continue };
                if !text.contains("comity-1:auto") {
                    continue;
                }
                let review = text.lines().find_map(|line| {
                    line.strip_prefix("review = \"").and_then(|rest| rest.strip_suffix('"'))
                });
                let digest = match review {
                    Some(plan) => digest_of(&directory, &format!("reviews/{plan}/review.toml")),
                    None => digest_of(&directory, "agreement.toml"),
                };
                if let Some(digest) = digest {
                    fs::write(&event, text.replace("comity-1:auto", &digest)).expect("written");
                }
            }
        }
    }

    /// Runs `comity` here on [`TODAY`].
    pub fn comity(&self, arguments: &[&str]) -> Outcome {
        comity(self.root(), arguments)
    }

    /// Runs `comity` here in a terminal of so many columns.
    pub fn comity_in(&self, width: usize, arguments: &[&str]) -> Outcome {
        comity_with(self.root(), Look::new(false, width), arguments)
    }

    /// The findings of `check --format json`, on a day.
    pub fn findings(&self, today: &str) -> Vec<serde_json::Value> {
        let outcome = self.comity(&["check", "--format", "json", "--today", today]);
        assert!(outcome.code < 2, "{}", outcome.stderr);
        let report: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        report["findings"].as_array().expect("a list").clone()
    }

    /// The names of the rules that speak, each once, sorted.
    pub fn rules(&self, today: &str) -> Vec<String> {
        let mut rules: Vec<String> = self
            .findings(today)
            .iter()
            .map(|finding| finding["rule"].as_str().expect("a name").to_owned())
            .collect();
        rules.sort();
        rules.dedup();
        rules
    }
}

/// The root of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `comity` in a directory, with a world that is always the same.
pub fn comity(standing: &Path, arguments: &[&str]) -> Outcome {
    comity_with(standing, Look::new(false, 80), arguments)
}

fn comity_with(standing: &Path, look: Look, arguments: &[&str]) -> Outcome {
    let context = Context { look, ..world(standing) };
    comity_in(&context, arguments)
}

/// A world that is always the same, with nobody at the terminal.
pub fn world(standing: &Path) -> Context {
    Context {
        standing: standing.to_owned(),
        scratch: scratch(),
        today: TODAY.parse::<Date>().expect("a day"),
        look: Look::new(false, 80),
        role: None,
        chance: 7,
        interactive: false,
        person: Arc::new(Someone::silent()),
    }
}

/// Where a form is kept that a test leaves on purpose: a directory of the build, and not the system's.
fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// Runs `comity` in a given world.
pub fn comity_in(context: &Context, arguments: &[&str]) -> Outcome {
    let words = std::iter::once("comity").chain(arguments.iter().copied());
    let words: Vec<OsString> = words.map(OsString::from).collect();
    let error = match Arguments::try_parse_from(&words) {
        Ok(arguments) => return run(&arguments, context),
        Err(error) => error,
    };
    match Arguments::completed(&words, &error, |_| context.clone()) {
        Some(arguments) => run(&arguments, context),
        None => Outcome { stderr: error.to_string(), code: 2, ..Outcome::default() },
    }
}

/// The words of a line as a shell takes them.
pub fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut quote, mut begun) = (vec![String::new()], None, false);
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            (' ', None) => {
                if begun {
                    words.push(String::new());
                }
                begun = false;
                continue;
            }
            _ => words.last_mut().expect("one is begun").push(letter),
        }
        begun = true;
    }
    words
}

/// What an editor does to the text of a form, once.
pub type Edit = Box<dyn Fn(&str) -> String + Send>;

/// Somebody with answers prepared, and edits.
pub struct Someone {
    answers: Mutex<VecDeque<String>>,
    edits: Mutex<VecDeque<Edit>>,
    /// Everything that was said to them.
    pub heard: Mutex<String>,
}

impl std::fmt::Debug for Someone {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Someone")
    }
}

impl Someone {
    /// Nobody to be asked.
    pub fn silent() -> Self {
        Self::with(&[], Vec::new())
    }

    /// Answers in their order, and what the editor makes of the form each time.
    pub fn with(answers: &[&str], edits: Vec<Edit>) -> Self {
        Self {
            answers: Mutex::new(answers.iter().map(|&it| it.to_owned()).collect()),
            edits: Mutex::new(edits.into()),
            heard: Mutex::default(),
        }
    }
}

impl Person for Someone {
    fn ask(&self, text: &str) -> Option<String> {
        self.heard.lock().expect("whole").push_str(text);
        self.answers.lock().expect("whole").pop_front()
    }

    fn edit(&self, file: &Path) -> Result<(), String> {
        let edit = self.edits.lock().expect("whole").pop_front();
        let edit = edit.ok_or("neither `VISUAL` nor `EDITOR` says which editor to use")?;
        let text = fs::read_to_string(file).expect("a form");
        self.heard.lock().expect("whole").push_str(&text);
        fs::write(file, edit(&text)).expect("written");
        Ok(())
    }
}

/// Runs the program itself in a directory, with nothing in its environment but this. For what lies
/// in `main`: the environment, the terminal, the shell.
pub fn program(standing: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> Outcome {
    let ran = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(arguments)
        .current_dir(standing)
        .env_clear()
        .env("TMPDIR", scratch())
        .envs(environment.iter().copied())
        .output()
        .expect("it runs");
    Outcome {
        stdout: String::from_utf8(ran.stdout).expect("text"),
        stderr: String::from_utf8(ran.stderr).expect("text"),
        code: ran.status.code().and_then(|code| code.try_into().ok()).unwrap_or(u8::MAX),
    }
}

/// Runs git in a directory as nobody in particular, on a day that does not change.
pub fn git(directory: &Path, arguments: &[&str]) {
    let ran = git_with(directory, &[], arguments);
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// The same with more in its environment, whatever comes of it.
pub fn git_with(directory: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut git = Command::new("git");
    git.envs(environment.iter().copied());
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "A role"),
        ("GIT_AUTHOR_EMAIL", "role@example.org"),
        ("GIT_AUTHOR_DATE", "2025-01-01T00:00:00Z"),
        ("GIT_COMMITTER_NAME", "A role"),
        ("GIT_COMMITTER_EMAIL", "role@example.org"),
        ("GIT_COMMITTER_DATE", "2025-01-01T00:00:00Z"),
    ] {
        git.env(name, value);
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(name);
    }
    let ran = git.args(arguments).current_dir(directory).stdin(Stdio::null()).output();
    ran.expect("git is needed to develop")
}

/// Compares a file of the repository with what it has to hold. With `COMITY_BLESS=1` the file is
/// written instead.
pub fn holds(path: &str, wanted: &str) {
    let file = repository().join(path);
    if blesses() {
        fs::write(&file, wanted).expect("written");
        return;
    }
    let found = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let line = found.lines().zip(wanted.lines()).take_while(|(one, other)| one == other).count();
    assert!(
        found == wanted,
        "{path} is not what is made from the source; it differs from line {} on:\n  it holds {:?}\n  \
         it should hold {:?}\nRun `COMITY_BLESS=1 cargo test --test it docs` and look at the difference.",
        line + 1,
        found.lines().nth(line).unwrap_or_default(),
        wanted.lines().nth(line).unwrap_or_default(),
    );
}

/// Whether files that are made are to be written anew.
#[allow(clippy::disallowed_methods, reason = "a wish of whoever runs the tests")]
pub fn blesses() -> bool {
    std::env::var("COMITY_BLESS").is_ok_and(|wish| wish == "1")
}

/// The digest of a file of a collaboration, as a sign-off covers it.
pub fn digest_of(directory: &Path, file: &str) -> Option<String> {
    let source = |name: &str| {
        fs::read(directory.join(name)).ok().map(|bytes| Source::new(name.to_owned(), bytes))
    };
    let (head, text) = (source("collaboration.toml")?, source(file)?);
    let (head, text) = (Document::parse(&head), Document::parse(&text));
    let head: Head<'_> = read_record(head.root(), (0..0).into(), &mut Walk::default());
    if file.ends_with("review.toml") {
        digest::of::<Review<'_>>(&head, text.root())
    } else {
        digest::of::<Agreement<'_>>(&head, text.root())
    }
}

/// The directories in a directory, sorted.
pub fn directories(path: &Path) -> Vec<PathBuf> {
    entries(path, Path::is_dir)
}

/// The files in a directory, sorted.
pub fn files(path: &Path) -> Vec<PathBuf> {
    entries(path, Path::is_file)
}

fn entries(path: &Path, wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(path) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        listed.map(|entry| entry.expect("an entry").path()).filter(|path| wanted(path)).collect();
    paths.sort();
    paths
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("copied");
    }
    for directory in directories(from) {
        copy(&directory, &to.join(directory.file_name().expect("a name")));
    }
}
