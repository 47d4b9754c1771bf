//! `comity standard`: which standards there are, and what they ask.

use clap::{Args, Subcommand};
use clap_complete::engine::ArgValueCandidates;

use super::{Context, Failure, Global, Outcome, completions};
use crate::document::Document;
use crate::model::frame::Frame;
use crate::render;
use crate::report::Explanation;
use crate::standard::{self, Criterion, Standard};
use crate::store::Workspace;

/// List the standards, or show one, or one of its criteria.
///
/// Five come with the program, in our own words and with the numbers of their sources. A team adds
/// one of its own as a file in `standards/`, and chooses in `comity.toml` which apply:
/// `standards = ["collaboration", "house"]`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  comity standard list\n  comity standard show collaboration\n  \
    comity standard show S0.13"
)]
pub struct StandardArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the standards, and which of them apply here.
    #[command(after_help = "Example: comity standard list -C examples/reading-hour")]
    List,
    /// Show what a standard asks, or one criterion with its evidence and its rules.
    #[command(after_help = "Example: comity standard show S0.13")]
    Show {
        /// A standard by name or id (`collaboration`, S0), or a criterion (S0.13).
        #[arg(value_name = "STANDARD|CRITERION", add = ArgValueCandidates::new(completions::standards))]
        name: String,
    },
}

pub(super) fn run(
    args: &StandardArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let (known, chosen) = known(global, context)?;
    let unknown = match args.action {
        Action::List => unknown(&chosen, &known),
        Action::Show { .. } => String::new(),
    };
    let explanation = match &args.action {
        Action::List => {
            let applies = |it: &Standard| {
                chosen.iter().any(|word| *word == it.name || it.id.eq_ignore_ascii_case(word))
            };
            let marked = known.into_iter().map(|it| {
                let applies = applies(&it);
                (it, applies)
            });
            Explanation::Standards(marked.collect())
        }
        Action::Show { name } => Explanation::of_standard(name, &known).ok_or_else(|| {
            let help = Explanation::nearest_standard(name, &known).map_or_else(
                || "`comity standard list` lists the standards".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            );
            Failure::new(format!("`{name}` is no standard and no criterion"), help)
        })?,
    };
    let stdout = render::explain::render(&explanation, context.look);
    Ok(Outcome { stdout, stderr: unknown, code: 0 })
}

/// What `comity.toml` chooses and nobody knows, with the nearest there is.
fn unknown(chosen: &[String], known: &[Standard]) -> String {
    let is_known =
        |word: &String| known.iter().any(|it| *word == it.name || it.id.eq_ignore_ascii_case(word));
    let told = chosen.iter().filter(|word| !is_known(word)).map(|word| {
        let help = Explanation::nearest_standard(word, known).map_or_else(
            || "name one of these, or add its file in `standards/`".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        let message = format!("comity.toml chooses `{word}`, which is no standard");
        Failure::new(message, help).outcome().stderr
    });
    told.collect()
}

/// Every standard that is known here, and the words of those that apply. Outside of a workspace:
/// those that come with the program.
pub(super) fn known(
    global: &Global,
    context: &Context,
) -> Result<(Vec<Standard>, Vec<String>), Failure> {
    let usual = || vec![standard::USUAL.to_owned()];
    let workspace = match global.workspace(context) {
        Ok(workspace) => workspace,
        Err(failure) if global.directory.is_some() => return Err(failure),
        Err(_) => return Ok((standard::all().to_vec(), usual())),
    };
    let folder = workspace.shared(false);
    let documents: Vec<Document<'_>> = folder.sources.iter().map(Document::parse).collect();
    let frame = Frame::read(&folder.sources, &documents, &folder.kinds);
    let chosen: Vec<String> =
        frame.settings.standards.iter().map(|&word| word.to_owned()).collect();
    Ok((standard::known(&frame), if chosen.is_empty() { usual() } else { chosen }))
}

/// What the team's own standards ask, of those that apply here. Where it has none, nothing is read:
/// `check` comes by here each time.
pub(super) fn chosen_of_own(
    workspace: &Workspace,
    global: &Global,
    context: &Context,
) -> Result<Vec<Criterion>, Failure> {
    if !workspace.has_standards() {
        return Ok(Vec::new());
    }
    let (known, chosen) = known(global, context)?;
    let means = |it: &Standard, word: &str| it.name == word || it.id.eq_ignore_ascii_case(word);
    let own = known.into_iter().filter(|it| it.own && chosen.iter().any(|word| means(it, word)));
    Ok(own.flat_map(|it| it.criteria).collect())
}
