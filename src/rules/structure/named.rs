//! What a reference names, in words, and what could be added for it to lead somewhere. Finds nothing
//! itself: the rule `reference-unresolved` does.

use crate::document::quoted;
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::declare::{Mention, Record as _, Reference, Shape, Significance, Stage};
use crate::model::id::is_kebab;
use crate::model::settings::Settings;
use crate::rules::{Files, Remedy, remedy};

/// The element that the name could lead to.
pub(super) fn new_target(files: &Files<'_, '_>, mention: &Mention<'_>) -> Option<Remedy> {
    let (file, table, header) = match mention.reference {
        Reference::Party | Reference::PartyOrRole => ("collaboration.toml", Head::TABLE, "party"),
        Reference::ItemOf(tables) => ("agreement.toml", Agreement::TABLE, *tables.first()?),
        Reference::Plan => ("agreement.toml", Agreement::TABLE, "review_plan"),
        Reference::Policy => ("comity.toml", Settings::TABLE, "policy"),
        Reference::Objective | Reference::OwnObjective => {
            ("comity.toml", Settings::TABLE, "strategic_objective")
        }
        _ => return None,
    };
    // What is no id of anything stands in words where a name belongs: nothing could be called so.
    if !is_kebab(mention.word) {
        return None;
    }
    let Shape::List(Shape::Table(item)) = table.field(header)?.shape else { return None };
    let asked = remedy::Asked {
        significance: files.dossier.map_or_else(Significance::default, |it| it.significance()),
        stage: files.reckoning.map_or_else(Stage::default, |it| it.stage.claimed),
        today: files.scene.today,
    };
    let known = [("id", quoted(mention.word))];
    let file = match files.dossier.filter(|_| file != "comity.toml") {
        Some(dossier) => format!("collaborations/{}/{file}", dossier.id),
        None => file.to_owned(),
    };
    Some(Remedy { file, lines: remedy::item(item, header, &known, asked), ..Remedy::default() })
}

/// What is looked for.
pub(super) fn kind_of(reference: Reference) -> String {
    match reference {
        Reference::Party => "party of this collaboration".to_owned(),
        Reference::PartyOrRole => "party or contact".to_owned(),
        Reference::Role | Reference::Contact => "contact on file".to_owned(),
        Reference::Organisation => "organisation of the network".to_owned(),
        Reference::Consulted => "organisation or contact on file".to_owned(),
        Reference::Item => "item of the agreement".to_owned(),
        Reference::ItemOf(tables) => {
            format!("`[[{}]]` of the agreement", tables.join("]]` or `[["))
        }
        Reference::Event => "event of this log that could be meant".to_owned(),
        Reference::Plan => "review plan of the agreement".to_owned(),
        Reference::Policy => "policy of comity.toml".to_owned(),
        Reference::Objective | Reference::OwnObjective => {
            "strategic objective of comity.toml".to_owned()
        }
        Reference::Issue => "issue that the log opens".to_owned(),
        Reference::Risk => "risk of the agreement or the log".to_owned(),
        Reference::Recommendation => "recommendation of a review".to_owned(),
    }
}

/// How to make it lead somewhere.
pub(super) fn way_out(reference: Reference, word: &str) -> String {
    let item = |file: &str, table: &str| format!("add it to {file} as a `[[{table}]]`");
    let by_id = !matches!(
        reference,
        Reference::Role | Reference::Consulted | Reference::Organisation | Reference::Event
    );
    if by_id && !is_kebab(word) {
        return "write the id that it has there, in lower-case words with `-` between".to_owned();
    }
    match reference {
        Reference::Party | Reference::PartyOrRole => item("collaboration.toml", "party"),
        Reference::Role | Reference::Consulted => {
            "add a `[[contact]]` to its page in network/, or write the role in words".to_owned()
        }
        Reference::Contact => item("its organisation in network/", "contact"),
        Reference::Organisation => {
            format!("add network/{word}.toml, or give its `name` instead")
        }
        Reference::Item => "add the item to the agreement".to_owned(),
        Reference::ItemOf(tables) => {
            item("agreement.toml", tables.first().copied().unwrap_or("action"))
        }
        Reference::Event => "name an event by its file, without `.toml`".to_owned(),
        Reference::Plan => item("agreement.toml", "review_plan"),
        Reference::Policy => item("comity.toml", "policy"),
        Reference::Objective | Reference::OwnObjective => {
            item("comity.toml", "strategic_objective")
        }
        Reference::Issue => {
            format!("log first that issue `{word}` was `opened`")
        }
        Reference::Risk => {
            format!("log first that risk `{word}` was `raised`")
        }
        Reference::Recommendation => item("review.toml", "recommendation"),
    }
}
