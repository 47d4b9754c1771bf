//! Where the text on file stands: nobody has signed it, it is what was signed, or it is something
//! else.

use super::replay::Path;
use super::start::on_file;
use crate::document::{Document, Source};
use crate::draft::Mistake;
use crate::model::agreement::Agreement;
use crate::model::collaboration::Head;
use crate::model::date::Date;
use crate::model::declare::{Walk, read_record};
use crate::model::digest;
use crate::model::event::{Event, Signoff};
use crate::model::reckon::signoff::{State, of_text};
use crate::rules::forms::AMEND;
use crate::rules::{Case, shell};

/// Where the text on file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has signed anything: every line may change.
    Draft,
    /// It is what somebody signed.
    Signed,
    /// An amendment leads to it, and nobody has signed it yet.
    Amended,
    /// An amendment leads to its version, nobody has signed that yet, and the text is not what the
    /// amendment says: somebody changed it by hand, or the parties.
    Altered {
        /// The digests of what was signed before.
        covers: Vec<String>,
    },
    /// It is not what was signed: somebody changed it by hand, or the parties.
    Changed {
        /// The version that was signed.
        version: i64,
        /// The digests of what was signed.
        covers: Vec<String>,
    },
}

/// A party that has signed the newest version that anybody signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedBy {
    /// The party.
    pub party: String,
    /// The day.
    pub on: Date,
    /// The version.
    pub version: i64,
}

/// The sign-offs over the agreement, whatever their day.
fn signoffs<'c, 'a>(
    case: &'c Case<'_, 'a>,
) -> impl Iterator<Item = (&'c Event<'a>, &'c Signoff<'a>)> {
    case.dossier.signoffs().filter(|(_, signoff)| signoff.review.is_none())
}

fn version_of(signoff: &Signoff<'_>) -> i64 {
    signoff.agreement_version.map_or(1, |version| version.0)
}

/// The newest version that anybody signed.
fn newest_signed(case: &Case<'_, '_>) -> Option<i64> {
    signoffs(case).map(|(_, signoff)| version_of(signoff)).max()
}

/// Where the text on file stands.
#[must_use]
pub fn standing(case: &Case<'_, '_>) -> Standing {
    let on_file = on_file(case);
    let leads_to = |version: i64| {
        case.dossier.amendments().any(|(_, it)| it.to_version.is_some_and(|to| to.0 == version))
    };
    let Some(newest) = newest_signed(case) else {
        return if leads_to(on_file) { Standing::Amended } else { Standing::Draft };
    };
    let covers = |version: i64| -> Vec<String> {
        let over = signoffs(case).filter(|(_, signoff)| version_of(signoff) == version);
        over.filter_map(|(_, signoff)| signoff.covers.map(str::to_owned)).collect()
    };
    let covered = covers(on_file);
    let digest = of_text(case.dossier);
    if digest.as_ref().is_some_and(|digest| covered.contains(digest)) {
        Standing::Signed
    } else if covered.is_empty() && leads_to(on_file) {
        let covers = covers(newest);
        let expected = Path::of(case, newest, on_file)
            .filter(|_| covers.iter().any(|it| it.starts_with(digest::PREFIX)))
            .zip(case.dossier.agreement_document)
            .map(|(path, text)| path.expected(&case.dossier.head, text, &covers));
        let is_it = |text: &String| digest_of(&case.dossier.head, text) == digest;
        match expected {
            Some(texts) if !texts.iter().flatten().any(is_it) => Standing::Altered { covers },
            _ => Standing::Amended,
        }
    } else {
        let version = if covered.is_empty() { newest } else { on_file };
        Standing::Changed { version, covers: covers(version) }
    }
}

/// Each party that has signed, with its newest sign-off over the newest version that it signed.
#[must_use]
pub fn signed_by(case: &Case<'_, '_>) -> Vec<SignedBy> {
    let newest = |party: &str| {
        let own = signoffs(case).filter(|(_, signoff)| signoff.party == Some(party));
        let own = own.filter_map(|(event, signoff)| Some((version_of(signoff), event.on()?)));
        let (version, on) = own.max()?;
        Some(SignedBy { party: party.to_owned(), on, version })
    };
    let parties = case.dossier.working_parties(case.scene.today);
    parties.filter_map(|(party, _)| newest(party)).collect()
}

/// The parties that still have to sign the text on file.
#[must_use]
pub fn to_sign(case: &Case<'_, '_>) -> Vec<String> {
    let parties = case.reckoning.signoffs.parties.iter();
    parties.filter(|one| one.state != State::Holds).map(|one| one.party.to_owned()).collect()
}

/// That promises which somebody signed were changed by hand just now, and what to do; nothing where
/// they are what they were.
#[must_use]
pub fn left_behind(case: &Case<'_, '_>, before: &Standing) -> Option<String> {
    if matches!(before, Standing::Changed { .. } | Standing::Altered { .. }) {
        return None;
    }
    let id = shell(case.dossier.id);
    let version = match standing(case) {
        Standing::Changed { version, .. } => version,
        Standing::Altered { .. } => {
            return Some(format!(
                "note: promises were changed: the text is not what the amendment leads to; take that \
                 back, or amend once more: `comity agree {id}{AMEND}`"
            ));
        }
        _ => return None,
    };
    let signed = signed_by(case).into_iter().filter(|it| it.version == version);
    let signed: Vec<String> = signed.map(|it| it.party).collect();
    Some(format!(
        "note: promises were changed: the text is not what {} signed as version {version}; take that \
         back, or make it an amendment: `comity agree {}{AMEND}`",
        signed.join(", "),
        id
    ))
}

/// What to do after something that is merely kept up was changed in a text that was signed. That of
/// a text which somebody changed by hand nothing holds is said, as nobody looked for it here.
#[must_use]
pub fn kept_up(case: &Case<'_, '_>, standing: &Standing) -> String {
    let id = shell(case.dossier.id);
    match standing {
        Standing::Changed { version, .. } => {
            let signed = signed_by(case).into_iter().filter(|it| it.version == *version);
            let signed: Vec<String> = signed.map(|it| it.party).collect();
            format!(
                "no promise has changed now, but the text was changed by hand before: it is not \
                 what {} signed as version {version}; `comity agree {id} --ready` shows what to do",
                signed.join(", ")
            )
        }
        Standing::Altered { .. } => format!(
            "no promise has changed now, but the text was changed by hand before: it is not what \
             the amendment leads to; `comity agree {id} --ready` shows what to do"
        ),
        Standing::Amended => {
            format!(
                "commit it: no promise has changed; still to sign: {}",
                to_sign(case).join(", ")
            )
        }
        _ => "commit it: no promise has changed, and every sign-off holds".to_owned(),
    }
}

/// That a promise was signed and is not changed in passing.
#[must_use]
pub fn not_in_passing(id: &str, standing: &Standing) -> Mistake {
    let line = format!("`comity agree {}{AMEND}` with the same changes", shell(id));
    match standing {
        Standing::Amended | Standing::Altered { .. } => Mistake::new(
            "not written: an amendment leads to this text, and lists what changed",
            format!("amend once more: {line}"),
        ),
        Standing::Changed { version, .. } => Mistake::new(
            format!("not written: version {version} was signed, and the text was changed since"),
            format!("make one amendment of all changes: {line}"),
        ),
        _ => Mistake::new(
            "not written: the text is signed, and this would change a promise",
            format!("amend it: {line}"),
        ),
    }
}

/// The promises of the text whose days lie outside of its term, and those days: they could not be
/// kept under it.
#[must_use]
pub fn outside_term(case: &Case<'_, '_>) -> Vec<(Date, Mistake)> {
    let Some(agreement) = &case.dossier.agreement else { return Vec::new() };
    let Some(term) = &agreement.term else { return Vec::new() };
    let outside = agreement.action.iter().filter_map(|action| {
        let mut days = [action.due, action.until].into_iter().flatten();
        let (day, (side, edge)) = days.find_map(|day| Some((day, term.misses(day)?)))?;
        let mistake = Mistake::new(
            format!("`{}` runs to {day}, {side} on {edge}", action.id.unwrap_or("action")),
            "move its day into the term, or the term with it",
        );
        Some((day, mistake))
    });
    outside.collect()
}

/// How many older lists of parties are tried.
const MOST_LISTS: usize = 20;

/// What was signed: the text, and the list of parties with it where that was another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedText {
    /// The text of agreement.toml.
    pub text: String,
    /// The text of collaboration.toml, where its list of parties was another one.
    pub head: Option<String>,
}

/// Among older texts of the agreement the one that was signed: whose digest is one of these. `texts`
/// begins with the one on file; `heads` are older texts of collaboration.toml.
#[must_use]
pub fn signed_text(
    case: &Case<'_, '_>,
    covers: &[String],
    texts: impl Iterator<Item = String>,
    heads: impl Iterator<Item = String>,
) -> Option<SignedText> {
    let altered = matches!(standing(case), Standing::Altered { .. });
    let signed = newest_signed(case).filter(|_| altered);
    let path = signed.and_then(|signed| Path::of(case, signed, on_file(case)));
    // What nobody has signed is told by the amendments that lead to it.
    let told = |head: &Head<'_>, text: &str| match &path {
        Some(path) => {
            let source = Source::new(String::new(), text.as_bytes().to_vec());
            path.expected(head, &Document::parse(&source), covers)?.into_iter().next()
        }
        None => is_covered(head, text, covers).then(|| text.to_owned()),
    };
    let mut seen = Vec::new();
    for text in texts {
        if let Some(text) = told(&case.dossier.head, &text) {
            return Some(SignedText { text, head: None });
        }
        seen.push(text);
    }
    for head in heads.take(MOST_LISTS) {
        let source = Source::new(String::new(), head.clone().into_bytes());
        let document = Document::parse(&source);
        let parties = read_record(document.root(), (0..0).into(), &mut Walk::default());
        if let Some(text) = seen.iter().find_map(|text| told(&parties, text)) {
            return Some(SignedText { text, head: Some(head) });
        }
    }
    None
}

/// Whether a text with these parties is what one of the digests covers.
fn is_covered(head: &Head<'_>, text: &str, covers: &[String]) -> bool {
    digest_of(head, text).is_some_and(|digest| covers.contains(&digest))
}

/// The digest of a text with these parties.
fn digest_of(head: &Head<'_>, text: &str) -> Option<String> {
    let source = Source::new(String::new(), text.as_bytes().to_vec());
    let document = Document::parse(&source);
    let digest = digest::of::<Agreement<'_>>(head, document.root());
    digest.filter(|_| !document.is_damaged())
}
