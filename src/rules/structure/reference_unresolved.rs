//! A name of a party, contact, item, event or policy that leads nowhere.

use std::collections::BTreeSet;

use super::named::{kind_of, new_target, way_out};
use super::order_named;
use super::spots;
use super::targets::Targets;
use crate::document::{Span, Spot};
use crate::model::agreement::{Basis, Information};
use crate::model::belonging::is_ours;
use crate::model::date::days_between;
use crate::model::declare::{FaultKind, Mention, Record as _, Reference, nearest};
use crate::model::dossier::Dossier;
use crate::model::frame::FileKind;
use crate::rules::{Check, Files, Findings, Problem, Rule, all, find};

pub(super) static RULE: Rule = Rule {
    name: "reference-unresolved",
    criteria: &["S0.7", "S0.K18", "S1.3d", "S1.B10", "S2.4"],
    check: Check::Files(check),
    ..Rule::BASE
};

/// So many names that lead nowhere are compared with what they may mean: beyond that the trouble
/// is another than spelling, and each would be held against everything there is.
const SUGGESTIONS: usize = 200;

/// How long the names together may be to list them all.
const ROOM: usize = 50;
/// How far around a day other days are looked for.
const YEAR: i64 = 366;

fn check<'a>(files: &Files<'_, 'a>, findings: &mut Findings<'_>) {
    let targets = Targets::of(files);
    let bases = files.dossier.map_or_else(Vec::new, parties_of_bases);
    let placeholders: BTreeSet<(usize, Span)> = (files.walk.faults.iter())
        .filter(|fault| matches!(fault.kind, FaultKind::Placeholder { .. }))
        .map(|fault| (fault.spot.file, fault.spot.span))
        .collect();
    let mut told = 0;
    for mention in files.walk.mentions.iter().chain(&bases) {
        let is_told = || {
            // A word that stands for one still to come, and a review that is told of below.
            let placeholder = placeholders.contains(&(mention.spot.file, mention.spot.span));
            let folder = mention.reference == Reference::Plan
                && files
                    .dossier
                    .is_some_and(|it| it.reviews.iter().any(|each| each.plan == mention.word));
            placeholder || folder
        };
        if !targets.stands(mention)
            && !mention.word.trim().is_empty()
            && spots::is_reliable(files, &mention.spot)
            && !is_told()
        {
            leads_nowhere(files, &targets, mention, told < SUGGESTIONS, findings);
            told += 1;
        }
    }
    match files.dossier {
        Some(dossier) => {
            reviews_without_plan(dossier, &targets, findings);
            no_party_of_ours(files, dossier, &targets, findings);
            occurrences_named(files, dossier, findings);
            order_named::check(&dossier.events, files.scene.today, findings);
        }
        None => {
            rules_named(files, findings);
            our_organisation(files, &targets, findings);
            order_named::check(&files.scene.frame.events, files.scene.today, findings);
        }
    }
}

/// A lawful basis may be a table with a key for each party: names that are no values.
fn parties_of_bases<'a>(dossier: &Dossier<'a>) -> Vec<Mention<'a>> {
    let flows = dossier.agreement.iter().flat_map(|agreement| &agreement.information);
    let mut mentions = Vec::new();
    for flow in flows {
        let Some(Basis::ByParty(bases)) = &flow.lawful_basis else { continue };
        mentions.extend(bases.iter().map(|(word, _)| Mention {
            reference: Reference::Party,
            word,
            spot: flow.at.key("lawful_basis"),
            table: Information::TABLE,
        }));
    }
    mentions
}

/// An event may name one time of what recurs, by its day. On a day that is none of them it is about
/// nothing.
fn occurrences_named(files: &Files<'_, '_>, dossier: &Dossier<'_>, findings: &mut Findings<'_>) {
    let today = files.scene.today;
    let Some(reckoning) = files.reckoning else { return };
    if dossier.is_kind_damaged(FileKind::Agreement) || dossier.may_hold_news("amended") {
        return;
    }
    for (event, own) in dossier.action_events() {
        let (Some(id), Some(day)) = (own.action, own.occurrence) else { continue };
        let standing = reckoning.actions.iter().find(|standing| standing.id == id);
        let Some(standing) = standing.filter(|_| event.on().is_some_and(|on| on <= today)) else {
            continue;
        };
        if !standing.recurs() {
            continue;
        }
        let known = standing.occurrences.iter().any(|one| {
            let moved = one.moves.iter().any(|step| step.from == day || step.to == day);
            one.original == day || one.due == day || moved
        });
        // By the text of the day on which it was written, or of any time.
        let planned = standing.series.was_due(day, event.on().unwrap_or(today));
        if known || planned || dossier.may_hold_news(id) {
            continue;
        }
        let from = standing.series.before(day).saturating_sub(1);
        let near = (from..from + 2).filter_map(|place| standing.series.nth(place));
        let near = near.filter(|near| days_between(*near, day).abs() <= YEAR);
        let near: Vec<String> = near.map(|near| near.to_string()).collect();
        let such = near.join(" or ");
        findings.add(
            Problem::at(event.at().key("occurrence"), id)
                .says(format!("{day} is no day on which `{id}` is due, so this counts for nothing"))
                .help(format!(
                    "name the day by the agreement{}{}: in a new event with the same lines and \
                     corrects = \"{}\"",
                    if near.is_empty() { "" } else { ", such as " },
                    such,
                    event.id
                ))
                .help_at_writing(Some(match &*such {
                    "" => "name a day by the agreement: `--occurrence DATE`".to_owned(),
                    such => format!("name the day by the agreement, such as {such}"),
                })),
        );
    }
}

fn leads_nowhere<'a>(
    files: &Files<'_, 'a>,
    targets: &Targets<'_, 'a>,
    mention: &Mention<'a>,
    suggests: bool,
    findings: &mut Findings<'_>,
) {
    let word = mention.word;
    let mut says = format!("`{word}` is no {}", kind_of(mention.reference));
    if let Some(otherwise) = targets.otherwise(mention) {
        says.push_str(": ");
        says.push_str(&otherwise);
    }
    let mut known = if suggests { targets.known(mention.reference) } else { Vec::new() };
    known.sort_unstable();
    known.dedup();
    // Only what would stand here: an event, say, of the kind that is meant.
    let fits = |it: &&str| targets.stands(&Mention { word: it, ..*mention });
    let near = nearest(word, known.iter().copied().filter(fits));
    let event = files.dossier.and_then(|dossier| dossier.event_in(mention.spot.file));
    let way = match event {
        None => way_out(mention.reference, word),
        // An event that others have seen is not edited. A correction is of the same subject, so a
        // wrong subject can only be taken back.
        Some(event) if event.subject() == Some(word) => {
            "take the event back with `retracted = true`, and write it anew".to_owned()
        }
        Some(_) => "write the event anew, with `corrects`".to_owned(),
    };
    let names = known.join(" or ");
    let help = match (near, event) {
        (Some(nearest), None) => format!("did you mean `{nearest}`? Otherwise {way}"),
        (Some(nearest), Some(_)) => format!("did you mean `{nearest}`? If so, {way}"),
        (None, _) if names.is_empty() || names.len() > ROOM => way,
        (None, None) => format!("name {names}, or {way}"),
        (None, Some(_)) => format!("name {names}: {way}"),
    };
    let at_writing = event.map(|_| match near {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None if names.is_empty() || names.len() > ROOM => String::new(),
        None => format!("name {names}"),
    });
    let lines = match (near, event) {
        (None, None) => new_target(files, mention),
        _ => None,
    };
    let problem = Problem::at(mention.spot, spots::subject(files, &mention.spot)).says(says);
    let criteria = criteria(files, &mention.spot);
    findings
        .add(problem.help(help).help_at_writing(at_writing).write(lines).only_against(criteria));
}

/// The criteria that it is in the way of, beyond those on whose evidence it stands: the parts of a
/// plan, who we are, or no more than how things hang together.
fn criteria(files: &Files<'_, '_>, spot: &Spot<'_>) -> &'static [&'static str] {
    const OF_US: [&str; 6] = [
        "objectives",
        "organisation",
        "our_organisation",
        "parent",
        "strategic_objectives",
        "supports",
    ];
    if OF_US.contains(&spot.key) {
        return &["S0.K18", "S1.B10"];
    }
    match files.kinds.get(spot.file) {
        Some(FileKind::Agreement) => &["S0.7", "S1.3d", "S1.B10", "S2.4"],
        Some(FileKind::Settings) => &[],
        _ => &["S1.B10"],
    }
}

/// The directory of a review is named after its plan.
fn reviews_without_plan(
    dossier: &Dossier<'_>,
    targets: &Targets<'_, '_>,
    findings: &mut Findings<'_>,
) {
    for folder in dossier.reviews.iter().filter(|folder| !targets.is_plan(folder.plan)) {
        let view = folder.views.first().map(|view| view.at.file);
        let file = if folder.review.is_some() { folder.file } else { view.unwrap_or(folder.file) };
        let known = targets.known(Reference::Plan);
        let meant = nearest(folder.plan, known.iter().copied());
        let meant =
            meant.map_or(String::new(), |it| format!("rename the directory to `{it}`, or "));
        findings.add(
            Problem::at(Spot { file, ..Spot::default() }, folder.plan)
                .says(format!("the review `{}` is in no plan of the agreement", folder.plan))
                .help(format!("{meant}{}", way_out(Reference::Plan, folder.plan))),
        );
    }
}

/// A collaboration in which we take no part is none of ours to keep.
fn no_party_of_ours(
    files: &Files<'_, '_>,
    dossier: &Dossier<'_>,
    targets: &Targets<'_, '_>,
    findings: &mut Findings<'_>,
) {
    let frame = &files.scene.frame;
    let parties = &dossier.head.party;
    // Where the settings do not say who we are, that is told, and a name of ours is not known.
    let settings_unsure = spots::is_shared_damaged(files.scene, FileKind::Settings)
        || (frame.settings.our_organisation.is_none()
            && parties.iter().any(|party| party.organisation.is_none()));
    // A party whose organisation leads nowhere may be ours, and is told of already.
    let unsure = |id: Option<&str>| id.is_some_and(|id| frame.organisation(id).is_none());
    if parties.is_empty()
        || !targets.is_head_sure()
        || !targets.is_network_sure()
        || settings_unsure
        || parties.iter().any(|party| is_ours(frame, party) || unsure(party.organisation))
    {
        return;
    }
    let help = if frame.has_network() {
        "name ours in `organisation`, and let its page in network/ say `ours = true`"
    } else {
        "let our party say `ours = true`"
    };
    findings.add(
        Problem::at(dossier.head.at.key("party"), dossier.id)
            .says("no party of this collaboration is ours")
            .help(help),
    );
}

/// Levels and waivers name rules.
fn rules_named(files: &Files<'_, '_>, findings: &mut Findings<'_>) {
    let settings = &files.scene.frame.settings;
    let file = settings.at.file;
    let levels = settings.severity.iter().flat_map(|levels| &levels.rules);
    let levels = levels.map(|level| {
        (level.rule, Spot { file, span: level.span, table: settings.at.table, key: "severity" })
    });
    let waivers =
        settings.waiver.iter().filter_map(|waiver| Some((waiver.rule?, waiver.at.key("rule"))));
    for (name, spot) in levels.chain(waivers) {
        if name.trim().is_empty() || find(name).is_some() || !spots::is_reliable(files, &spot) {
            continue;
        }
        let help = nearest(name, all().map(|rule| rule.name)).map_or_else(
            || "name a rule as findings name it".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        let problem = Problem::at(spot, name).says(format!("`{name}` is no rule")).help(help);
        findings.add(problem.only_against(&[]));
    }
}

/// Who we are is an organisation of the network, where one is kept.
fn our_organisation(files: &Files<'_, '_>, targets: &Targets<'_, '_>, findings: &mut Findings<'_>) {
    let settings = &files.scene.frame.settings;
    let known = targets.known(Reference::Organisation);
    let Some(ours) = settings.our_organisation.filter(|ours| !ours.trim().is_empty()) else {
        return;
    };
    if known.is_empty() || known.contains(&ours) || !targets.is_network_sure() {
        return;
    }
    let help = nearest(ours, known.iter().copied()).map_or_else(
        || format!("name one of: {}", known.join(", ")),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    findings.add(
        Problem::at(settings.at.key("our_organisation"), "comity")
            .says(format!("`{ours}` is no organisation of the network"))
            .help(help),
    );
}
