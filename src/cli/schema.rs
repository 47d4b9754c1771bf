//! `comity schema`: JSON Schemas for editors, made from the declarations.

use clap::Args;
use clap_complete::engine::ArgValueCandidates;

use super::{Failure, Outcome, completions};
use crate::model::declare::nearest;
use crate::render;

/// Print the JSON Schema (draft-07) of a kind of file, for editors.
#[derive(Debug, Args)]
#[command(after_help = "Example: comity schema agreement > agreement.schema.json\n\n\
    `comity init` writes all of them, and tells the editor which file is of which kind.")]
pub struct SchemaArgs {
    /// The kind of file; without one, the kinds are listed.
    #[arg(value_name = "KIND", add = ArgValueCandidates::new(completions::kinds))]
    kind: Option<String>,
}

pub(super) fn run(args: &SchemaArgs) -> Result<Outcome, Failure> {
    let Some(kind) = &args.kind else {
        return Ok(Outcome::clean(render::schema::list()));
    };
    render::schema::render(kind).map(Outcome::clean).ok_or_else(|| {
        let help = nearest(kind, render::schema::kinds()).map_or_else(
            || "`comity schema` lists the kinds".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        Failure::new(format!("`{kind}` is no kind of file"), help)
    })
}
