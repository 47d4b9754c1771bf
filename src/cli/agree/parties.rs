//! What is said of a change of what was signed, and of who takes part in it.

use super::Desk;
use crate::cli::Failure;
use crate::draft::Record;
use crate::draft::agree::{self, Covered, Standing};
use crate::model::date::plus_days;
use crate::model::reckon::signoff::Held;
use crate::rules::forms::Home;
use crate::rules::shell;
use crate::store::StoreError;

/// Whose sign-offs no longer cover the text, and how they sign; before that what is asked of a party
/// that joins, and after it what becomes of one that leaves.
pub(super) fn next(desk: &Desk<'_>, record: &Record, covered: &Covered) -> String {
    let id = shell(&desk.id);
    let stale = record.look(agree::signed_by);
    let stale: Vec<String> = stale.into_iter().map(|it| it.party).collect();
    let to_sign: Vec<String> = covered.within(record).look(|case| {
        case.dossier.working_parties(desk.today).map(|(party, _)| party.to_owned()).collect()
    });
    let signs = |party: &String| format!("\n  comity agree {id} --sign {}", shell(party));
    let lines: String = to_sign.iter().map(signs).collect();
    let joining = covered.joining().join(", ");
    let first = match &*joining {
        "" => String::new(),
        joining => format!(", and {joining} for the first time"),
    };
    let asked = agree::asked_of(record, covered);
    let asked = match &asked[..] {
        [] => String::new(),
        asked => {
            format!("what {joining} gains and gives is asked for:\n  {}\nthen ", asked.join("\n  "))
        }
    };
    let leaves = covered.leaving().into_iter().filter(|(party, _)| to_sign.contains(party));
    let leaves: String = leaves
        .map(|(party, on)| {
            let after = plus_days(on, 1);
            format!("\n{party} signs while it takes part; without it, it holds from {after}")
        })
        .collect();
    format!(
        "{asked}the sign-offs of {} cover the older text; each signs anew{first}:{lines}{leaves}",
        stale.join(", ")
    )
}

/// A refusal of an amendment: what the lines in it add belongs into the same line.
pub(super) fn in_the_same_line(desk: &Desk<'_>, mut failure: Failure) -> Failure {
    let (text, head) = (Home::Agreement(&desk.id), Home::Head(&desk.id));
    let lines =
        [(text, Held::Strayed), (text, Held::Signed), (text, Held::Free), (head, Held::Free)];
    let lines: Vec<String> = lines.iter().filter_map(|(home, held)| home.command(*held)).collect();
    let mend = |help: &mut String| {
        for line in &lines {
            *help = help.replace(&format!("`{line} --"), "in the same line `--");
        }
    };
    mend(&mut failure.help);
    failure.points.iter_mut().for_each(|(_, help)| mend(help));
    failure
}

/// That who takes part stands in another file, and how it is changed.
pub(super) fn of_parties(
    desk: &Desk<'_>,
    standing: &Standing,
) -> Result<Option<Failure>, StoreError> {
    let covered = desk.covered()?;
    let Some(path) = desk.args.changes.paths().find(|path| covered.is_of_head(path)) else {
        return Ok(None);
    };
    let id = shell(&desk.id);
    let message = format!("`{path}` says who takes part, and that stands in collaboration.toml");
    let help = match standing {
        Standing::Draft => {
            format!("until somebody signs: `comity evaluate {id}` with the same changes")
        }
        _ => format!(
            "it is signed with the text, so amend it: `comity agree {id} --amend --reason \"…\" \
             --effective-on DATE` with the same changes"
        ),
    };
    Ok(Some(Failure::new(message, help)))
}
