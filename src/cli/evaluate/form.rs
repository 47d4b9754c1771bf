//! The two ways in that talk with a person: questions, and the editor.

use crate::cli::desk::{Writing, page};
use crate::cli::{Context, Failure};
use crate::draft::{self, Page, Record, Trial, evaluation};
use crate::model::date::Date;
use crate::model::declare::Stage;
use crate::rules::Finding;
use crate::store::Workspace;

/// Asks for what an evaluation still has to hold, first of the collaboration, then of the
/// evaluation.
pub(super) fn ask(
    _workspace: &Workspace,
    _id: &str,
    pages: &mut [Page; 3],
    writing: &Writing,
    context: &Context,
) -> Result<(), Failure> {
    let [head, own, _] = pages;
    page::question(head, evaluation::significance(head), Stage::Evaluated, writing, context)?;
    page::question(own, evaluation::significance(head), Stage::Evaluated, writing, context)
}

/// Lets both files be edited, one after the other.
pub(super) fn edit(
    workspace: &Workspace,
    id: &str,
    pages: &mut [Page; 3],
    today: Date,
    context: &Context,
) -> Result<(), Failure> {
    for at in [0, 1] {
        let others: Vec<Page> = pages.to_vec();
        let significance = evaluation::significance(&pages[0]);
        let own = &mut pages[at];
        let questions =
            draft::open(&[own.declared()], &own.entries(), None, significance, Stage::Evaluated);
        let form = draft::blank(&own.path, &own.entries(), &questions);
        page::edit(own, &form, context, |tried| {
            let mut record = Record::read(workspace, id, today);
            let texts =
                others.iter().filter(|page| page.change().is_some() && page.path != tried.path);
            let mut texts: Vec<(&str, &str)> =
                texts.map(|page| (&*page.path, &*page.text)).collect();
            texts.push((&tried.path, &tried.text));
            let trial = Trial::of(&mut record, &texts);
            trial.against(&tried.path).cloned().collect::<Vec<Finding>>()
        })?;
    }
    Ok(())
}
