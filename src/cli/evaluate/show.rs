//! Where an evaluation stands, alone or beside others.

use super::Format;
use crate::cli::{Context, Failure, Outcome};
use crate::draft::{Record, evaluation};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::render;
use crate::report::evaluation::{EvaluationView, Memory, Profile, remembered};
use crate::rules;
use crate::store::Workspace;

/// Shows one.
pub(super) fn one(
    workspace: &Workspace,
    id: &str,
    today: Date,
    format: Format,
    context: &Context,
) -> Result<Outcome, Failure> {
    let profiles = profiles(workspace, today);
    let view = view(workspace, id, today, &profiles)?;
    Ok(Outcome::clean(match format {
        Format::Human => render::evaluation::human::render(&view, context.look),
        Format::Json => render::evaluation::json::render(&[view]),
    }))
}

/// Shows several side by side; where none is named, all that are not agreed and not over.
pub(super) fn compare(
    workspace: &Workspace,
    named: &[String],
    today: Date,
    format: Format,
    context: &Context,
) -> Result<Outcome, Failure> {
    let chosen = workspace.chosen(named, &context.standing)?;
    let all = chosen.is_none();
    let ids = chosen.unwrap_or_else(|| workspace.collaborations().0);
    let profiles = profiles(workspace, today);
    let views = ids.iter().map(|id| view(workspace, id, today, &profiles));
    let mut views = views.collect::<Result<Vec<_>, Failure>>()?;
    if all {
        views.retain(|view| view.stage <= Stage::Evaluated);
    }
    Ok(Outcome::clean(match format {
        Format::Human => render::evaluation::compare::render(&views, context.look),
        Format::Json => render::evaluation::json::render(&views),
    }))
}

fn view(
    workspace: &Workspace,
    id: &str,
    today: Date,
    profiles: &[Profile],
) -> Result<EvaluationView, Failure> {
    let record = Record::read(workspace, id, today);
    let memories = record.look(|case| remembered(&Profile::of(case), profiles));
    let mut tried = Record::read(workspace, id, today);
    let missing = evaluation::missing(&mut tried, &super::read(workspace, id)?);
    Ok(record.look(|case| EvaluationView::of(case, &missing, memories)))
}

/// What is remembered of others when one is evaluated, as it is on file or would be.
pub(super) fn memories(workspace: &Workspace, record: &Record, today: Date) -> Vec<Memory> {
    let profiles = profiles(workspace, today);
    record.look(|case| remembered(&Profile::of(case), &profiles))
}

/// What every collaboration of the workspace has to say to a later one.
fn profiles(workspace: &Workspace, today: Date) -> Vec<Profile> {
    rules::run(workspace, None, today, Vec::new(), |case, _| Profile::of(case)).made
}
