//! The files that a new workspace starts with.

use super::style::wrap;
use super::{Look, schema, visible};

/// One file: where it goes, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarterFile {
    /// Path from the root of the workspace, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl StarterFile {
    fn new(path: &str, text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), text: text.into() }
    }
}

/// Where the schemas go.
pub const SCHEMAS: &str = ".comity/schemas/";

/// Which kind of file stands where, for editors. To both of them `*` reaches into directories, too:
/// tombi takes the first that fits, so what is deeper stands first; taplo takes all, so what must
/// not fit is named.
const PLACES: [(&str, &str); 9] = [
    ("settings", "comity.toml"),
    ("event-contact", "network/log/*.toml"),
    ("organisation", "network/*.toml"),
    ("collaboration", "collaborations/*/collaboration.toml"),
    ("evaluation", "collaborations/*/evaluation.toml"),
    ("agreement", "collaborations/*/agreement.toml"),
    ("event", "collaborations/*/log/*.toml"),
    ("review", "collaborations/*/reviews/*/review.toml"),
    ("view", "collaborations/*/reviews/*/view-*.toml"),
];

/// The settings of an organisation of this name.
#[must_use]
pub fn settings(name: &str) -> StarterFile {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
    StarterFile::new("comity.toml", include_str!("starter/comity.toml").replace("@NAME@", &name))
}

/// What is said where not all could be written: what there is, and how to add the rest.
#[must_use]
pub fn halfway(told: &Told) -> Option<String> {
    let (first, more) = told.written.split_first()?;
    Some(format!(
        "{first} and {} more files were written; once that is put right, the same line adds what is \
         missing",
        more.len()
    ))
}

/// What keeps line ends the same on every machine.
#[must_use]
pub fn gitattributes() -> StarterFile {
    StarterFile::new(".gitattributes", include_str!("starter/gitattributes"))
}

/// The schemas, and what tells two language servers for TOML which file is of which kind.
#[must_use]
pub fn editor() -> Vec<StarterFile> {
    let mut taplo = String::from("# Tells the editor (taplo) which file is of which kind.\n");
    let mut tombi = String::from(
        "# Tells the editor (tombi) which file is of which kind.\ntoml-version = \"v1.0.0\"\n",
    );
    let mut files = Vec::new();
    for (kind, place) in PLACES {
        let path = format!("{SCHEMAS}{kind}.json");
        let but = if kind == "organisation" { "exclude = [\"network/log/*.toml\"]\n" } else { "" };
        taplo.push_str(&format!(
            "\n[[rule]]\ninclude = [\"{place}\"]\n{but}[rule.schema]\npath = \"./{path}\"\n"
        ));
        tombi.push_str(&format!("\n[[schemas]]\npath = \"{path}\"\ninclude = [\"{place}\"]\n"));
        if let Some(text) = schema::render(kind) {
            files.push(StarterFile { path, text });
        }
    }
    files.push(StarterFile::new(".taplo.toml", taplo));
    files.push(StarterFile::new("tombi.toml", tombi));
    files
}

/// A workflow for GitHub, for a workspace in this directory of the repository; empty for its root.
#[must_use]
pub fn github(below: &str) -> StarterFile {
    let text = include_str!("starter/github.yml").replace("@DIRECTORY@", &directory(below));
    StarterFile::new(".github/workflows/comity.yml", text)
}

/// A job for GitLab.
#[must_use]
pub fn gitlab(below: &str) -> StarterFile {
    let path = ".gitlab/comity.yml";
    let text = include_str!("starter/gitlab.yml").replace("@DIRECTORY@", &directory(below));
    StarterFile::new(path, text.replace("@PATH@", path))
}

/// A hook for git.
#[must_use]
pub fn hook(below: &str) -> StarterFile {
    let slash = if below.is_empty() { "" } else { "/" };
    let text = include_str!("starter/pre-commit")
        .replace("@COLLABORATIONS@", &quoted(&format!("{below}{slash}collaborations")))
        .replace("@DIRECTORY@", &directory(below));
    StarterFile::new(".git/hooks/pre-commit", text)
}

fn directory(below: &str) -> String {
    if below.is_empty() { String::new() } else { format!(" -C {}", quoted(below)) }
}

/// A word that a shell takes as it is.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// What came of starting a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The files that were written.
    pub written: Vec<String>,
    /// The files that were there already.
    pub left: Vec<String>,
    /// Our name, if it was taken from the directory.
    pub guessed_name: Option<String>,
    /// Whether CI has yet to be told where comity comes from.
    pub name_source: bool,
    /// Whether a job for GitLab has yet to be included by hand.
    pub include_for_gitlab: bool,
    /// Whether a hook was wanted and there is no git to hang it on.
    pub no_place_for_hook: bool,
}

/// What was written, what was left, and what to do next.
#[must_use]
pub fn told(told: &Told, look: Look) -> String {
    let mut out = String::new();
    for (word, files, reason) in
        [("wrote", &told.written, ""), ("left", &told.left, " (there already)")]
    {
        let of_schemas = files.iter().filter(|path| path.starts_with(SCHEMAS)).count();
        for path in files.iter().filter(|path| !path.starts_with(SCHEMAS)) {
            out.push_str(&format!("{word:<8} {path}{reason}\n"));
        }
        // They are many, and nobody reads them one by one.
        if of_schemas > 0 {
            out.push_str(&format!("{word:<8} {SCHEMAS}: {of_schemas} files{reason}\n"));
        }
    }
    if told.no_place_for_hook {
        out.push_str("left     no hook: there is no `.git` directory here\n");
    }
    let mut say = |text: &str| out.push_str(&format!("{}\n", wrap(text, look.width, "")));
    say("");
    if let Some(name) = &told.guessed_name {
        let name = visible(name);
        say(&format!("\"{name}\" is the name of the directory: put ours in comity.toml."));
    }
    if told.name_source {
        say(
            "CI builds comity from its source: set the variable COMITY_SOURCE to where that is kept.",
        );
    }
    if told.include_for_gitlab {
        say("In .gitlab-ci.yml, add `include: [{ local: .gitlab/comity.yml }]`.");
    }
    say(
        "Next: `comity evaluate ID --title \"…\"` opens a collaboration, `comity agree ID` drafts its \
         agreement, and `comity check` says what is missing, and where.",
    );
    out
}
