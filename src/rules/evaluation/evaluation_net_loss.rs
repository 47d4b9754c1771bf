//! A party is thought to pay more than it gains, and nothing says why it joins all the same.

use crate::document::{Place, quoted};
use crate::model::amount::Amount;
use crate::model::date::days_between;
use crate::model::declare::{Record as _, Stage};
use crate::model::dossier::Dossier;
use crate::model::evaluation::{Evaluation, PartyView, Per};
use crate::rules::{Case, Check, Findings, Problem, Rule, Severity, from_moderate, remedy};

/// Days in four years.
const FOUR_YEARS: i64 = 1461;

pub(super) static RULE: Rule = Rule {
    name: "evaluation-net-loss",
    severity: from_moderate(Severity::Warning),
    from: Stage::Evaluated,
    criteria: &["S1.2", "S4.2"],
    check: Check::Collaboration(check),
    ..Rule::BASE
};

fn check(case: &Case<'_, '_>, findings: &mut Findings<'_>) {
    let Some(evaluation) = &case.dossier.evaluation else { return };
    for (party, place) in case.dossier.working_parties(case.scene.today) {
        let balance = Balance::of(evaluation, party);
        if !balance.is_loss(term(case.dossier)) {
            continue;
        }
        let view = evaluation.party_view.iter().find(|view| view.party == Some(party));
        let key = "reason_to_join";
        let said = |view: &PartyView<'_>| {
            view.reason_to_join.map_or(view.at.value(key).is_some(), |why| !why.trim().is_empty())
        };
        if view.is_some_and(said) {
            continue;
        }
        let (spot, lines) = match view {
            Some(view) => (view.at.key(key), vec![format!("{key} = {}", remedy::OPEN)]),
            None => (evaluation.at.here(), without_view(case, party)),
        };
        findings.add(
            Problem::at(spot, party)
                .says(format!("`{party}` is thought to pay {}", balance.told()))
                .help("say in `reason_to_join` why it takes part all the same, or share the costs anew")
                .write_here(lines)
                .owner(place.representative),
        );
    }
}

fn without_view(case: &Case<'_, '_>, party: &str) -> Vec<String> {
    let known = [("party", quoted(party)), ("reason_to_join", remedy::OPEN.to_owned())];
    remedy::item(PartyView::TABLE, "party_view", &known, remedy::Asked::of(case))
}

/// How long the agreement runs, in months to the nearest; nothing where it says no end.
fn term(dossier: &Dossier<'_>) -> Option<i64> {
    let term = dossier.agreement.as_ref()?.term.as_ref()?;
    let days = days_between(term.effective_on?, term.last_day()?) + 1;
    // Four years of 48 months hold one leap day.
    Some((days * 48 + FOUR_YEARS / 2) / FOUR_YEARS)
}

/// What a party gains less what it pays: once or over the whole term, and in each year.
#[derive(Debug, Default)]
struct Balance {
    gained: [Amount; 2],
    paid: [Amount; 2],
    /// Whether some gain has no value, or an amount cannot be read: then nobody can tell.
    open: bool,
}

impl Balance {
    fn of(evaluation: &Evaluation<'_>, party: &str) -> Self {
        let mut balance = Self::default();
        let mut any = false;
        for benefit in evaluation.benefit.iter().filter(|it| it.party == Some(party)) {
            any = true;
            balance.open |= benefit.value.is_none() || is_unread(&benefit.at, "per", benefit.per);
            let at = usize::from(benefit.per == Some(Per::Year));
            balance.gained[at] = balance.gained[at].plus(benefit.value.unwrap_or_default());
        }
        for cost in evaluation.cost.iter().filter(|it| it.party == Some(party)) {
            balance.open |=
                is_unread(&cost.at, "value", cost.value) || is_unread(&cost.at, "per", cost.per);
            let at = usize::from(cost.per == Some(Per::Year));
            balance.paid[at] = balance.paid[at].plus(cost.value.unwrap_or_default());
        }
        // Without any gain on file, that is the finding.
        balance.open |= !any;
        balance
    }

    /// Whether more is paid than gained, for a term of so many months; where none is known, for
    /// one of any length.
    fn is_loss(&self, term: Option<i64>) -> bool {
        if self.open {
            return false;
        }
        let [once, yearly] = [0, 1].map(|at| self.gained[at].minus(self.paid[at]));
        match term {
            Some(months) => once.plus(yearly.in_months(months)) < Amount::default(),
            None => once.max(yearly) <= Amount::default() && once.min(yearly) < Amount::default(),
        }
    }

    fn told(&self) -> String {
        let amounts = |sums: [Amount; 2]| match sums {
            [once, yearly] if once == Amount::default() => format!("{yearly} a year"),
            [once, yearly] if yearly == Amount::default() => format!("{once}"),
            [once, yearly] => format!("{once} and {yearly} a year"),
        };
        format!("{}, and to gain {}", amounts(self.paid), amounts(self.gained))
    }
}

/// Whether a key holds something that cannot be understood, which is a finding of its own.
fn is_unread<T>(place: &Place<'_>, key: &str, read: Option<T>) -> bool {
    read.is_none() && place.value(key).is_some()
}
