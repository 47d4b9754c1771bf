//! The text itself: drafted where there is none, and changed line by line while it may be.

use super::parties::of_parties;
use super::told::after_draft;
use super::{Desk, ready};
use crate::cli::desk::{Draft, Refusal, attempt, finish};
use crate::cli::{Failure, Outcome};
use crate::draft::agree::{self, Standing};
use crate::draft::{self, Page};
use crate::model::agreement::Agreement;
use crate::model::declare::Record as _;
use crate::model::reckon::signoff::of_text;

pub(super) fn run(desk: &Desk<'_>) -> Result<Outcome, Failure> {
    let (args, writing) = (desk.args, &desk.args.writing);
    let record = desk.record();
    let path = desk.path();
    let on_file = desk.workspace.text_of(&path)?;
    let mut page = Page::new(&path, Agreement::TABLE, on_file.as_deref());
    // What is taken as given stands there since it was evaluated.
    let is_new = page.entries().iter().all(|(key, _)| key == "assumption");
    if args.blank && !is_new {
        return Err(Failure::new(
            format!("{path} is there already"),
            "leave out `--blank`: what you set is changed in it",
        ));
    }
    let standing = record.look(agree::standing);
    let mut said = Vec::new();
    if is_new && !args.blank {
        page.edit(&record.look(agree::first))?;
        if record.look(|case| case.dossier.evaluation.is_some()) {
            said.push(DRAFTED.to_owned());
        }
        said.extend(record.look(agree::decided_against).map(|it| it.note()));
    }
    if let Some(mistake) = of_parties(desk, &standing)? {
        return Err(mistake);
    }
    args.changes.apply(&mut page)?;
    if writing.edit && standing != Standing::Draft {
        return Err(Failure::new(
            "the text is signed, and no draft any more",
            "change it with `--amend --edit`; what is merely kept up, with `--set`",
        ));
    }
    if writing.edit {
        desk.edit_draft(&record, &mut page)?;
    } else if args.changes.is_empty() && standing == Standing::Draft {
        desk.ask(&record, &mut page)?;
    }
    // A file is not made to hold nothing.
    if args.blank && page.change().is_none() {
        page.set("version=1")?;
    }
    if is_new {
        page.text = draft::with_words(&page.text, Agreement::TABLE);
    }
    let Some(change) = page.change() else { return ready::run(desk) };
    // Somebody may have signed while this was being written.
    let seen = Some(desk.workspace.names(&format!("collaborations/{}/log", desk.id)));
    let mut record = desk.record();
    let standing = record.look(agree::standing);
    let (before, roles) = record.look(|case| (of_text(case.dossier), draft::roles(case)));
    let known = record.look(agree::outside_term);
    let answered = args.changes.is_empty() && writing.may_ask(desk.context);
    let mut draft = Draft { changes: vec![change], seen, said, answered, ..Draft::default() };
    let mut trial = attempt(&mut record, &draft);
    let after = record.look(|case| of_text(case.dossier));
    if standing != Standing::Draft && before != after {
        return Err(desk.kept(agree::not_in_passing(&desk.id, &standing).into(), &page));
    }
    let mut refusal = Refusal::default();
    refusal.add(&trial, &draft.changes, &[]);
    // What a draft still lacks or has wrong is told by the gate; only its form has to be right.
    refusal.soft.clear();
    let by_hand = writing.edit || args.changes.is_empty();
    let (said, soft) = (&mut draft.said, &mut refusal.soft);
    record.look(|case| draft::heed_roles(case, &roles, by_hand, said, soft));
    let outside = record.look(agree::outside_term);
    let outside = outside.into_iter().filter(|it| !known.contains(it));
    if by_hand {
        // Of what was answered or edited nothing is lost for a day: it is told.
        draft.said.extend(outside.map(|it| it.note()));
    } else {
        refusal.firm.extend(outside);
    }
    if !refusal.allows(writing.force.is_some()) {
        return Err(desk.kept(refusal.failure(true), &page));
    }
    if let Some(why) = &writing.force {
        if refusal.soft.is_empty() {
            let help = "nothing speaks against this text; a sign-off may need a reason: \
                        `--sign PARTY --force …`";
            return Err(Failure::new(format!("`--force \"{why}\"` overrides nothing here"), help));
        }
        // A text has no key for it that would not be signed with it.
        let slips = record.look(|case| draft::misspelt_anew(case, &roles));
        let said: Vec<String> = slips.into_iter().map(|slip| slip.said).collect();
        let before = on_file.as_deref().unwrap_or_default();
        page.text = draft::remarked(before, &page.text, &said, why);
        draft.changes = page.change().into_iter().collect();
    }
    trial.all.clear();
    draft.next = match standing {
        Standing::Draft => after_draft(desk, record),
        _ => record.look(|case| agree::kept_up(case, &standing)),
    };
    finish(&desk.workspace, &draft, &trial, writing).map_err(|it| desk.kept(it, &page))
}

/// What is said of a first text.
const DRAFTED: &str = "It holds what evaluation.toml says, which only we see: read it through \
    before the others do.";
