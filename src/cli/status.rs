//! `comity status`: what a person wants to see in the morning.

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCandidates;

use super::{Context, Failure, Global, Outcome, completions};
use crate::document::Document;
use crate::model::date::{self, Date};
use crate::model::declare::Significance;
use crate::model::frame::Frame;
use crate::render;
use crate::report::{StatusLine, StatusReport};
use crate::rules::{self, Portfolio, Scene};

/// How the lines are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs; the form is frozen under its version.
    Json,
}

/// Show in a line each where collaborations stand: what is next, what is overdue, by whom.
///
/// The most urgent stand first. What is over is counted, and shown with `--all`. The exit code is
/// 0 whatever is overdue: `comity check` is there to fail.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity status -C examples/warm-safe-discharge --today 2026-02-05")]
pub struct StatusArgs {
    /// Collaborations to show, as ids or paths; the whole workspace if none is named.
    #[arg(value_name = "PATH", add = ArgValueCandidates::new(completions::collaborations))]
    paths: Vec<String>,
    /// The day that counts as today, so that results can be repeated.
    #[arg(long, value_name = "DATE", value_parser = date::parse, env = "COMITY_TODAY", hide_env_values = true)]
    today: Option<Date>,
    /// How the lines are printed.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Show what is over, too.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(
    args: &StatusArgs,
    global: &Global,
    context: &Context,
) -> Result<Outcome, Failure> {
    let workspace = global.workspace(context)?;
    let today = args.today.unwrap_or(context.today);
    let is_whole = |path: &String| workspace.is_whole(path, &context.standing);
    let named = !args.paths.is_empty() && !args.paths.iter().any(is_whole);
    let (ids, strays) = if named {
        let mut ids = Vec::with_capacity(args.paths.len());
        for path in &args.paths {
            ids.push(workspace.collaboration_of(path, &context.standing)?);
        }
        ids.sort();
        ids.dedup();
        (ids, Vec::new())
    } else {
        workspace.collaborations()
    };
    let mut shared = workspace.shared(!named);
    shared.oddities.extend(strays);
    let documents: Vec<Document<'_>> = shared.sources.iter().map(Document::parse).collect();
    let scene = Scene {
        frame: Frame::read(&shared.sources, &documents, &shared.kinds),
        sources: &shared.sources,
        documents: &documents,
        kinds: &shared.kinds,
        oddities: &shared.oddities,
        today,
        rules: rules::all().collect(),
    };
    let lines = workspace.each(&ids, |folder| {
        let checked = rules::check_collaboration(&scene, &folder);
        let line = StatusLine::of(&scene.frame, &folder, &checked.tally, today);
        (checked.significance, line)
    });
    let (significances, lines): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
    let significance = significances.into_iter().max().flatten();
    // Whoever names a collaboration wants to see it, even if it is over.
    let mut report = StatusReport::new(today, lines, args.all || named);
    if !named {
        report.add_elsewhere(&rules::check_shared(
            &scene,
            significance.unwrap_or(Significance::Minor),
        ));
        let portfolio = Portfolio { scene: &scene, collaborations: &ids, significance };
        report.add_elsewhere(&rules::check_whole(&portfolio));
    }
    Ok(Outcome::clean(match args.format {
        Format::Human => render::status::human::render(&report, context.look),
        Format::Json => render::status::json::render(&report),
    }))
}
