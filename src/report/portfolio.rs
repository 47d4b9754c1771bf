//! All collaborations side by side: a row each, and what they come to together.

use serde::Serialize;

use super::heading::{Ask, Day, Heading, Refused};
use super::promise;
use super::sight::{Sight, gather};
use crate::model::agreement::BenefitKind;
use crate::model::amount::Amount;
use crate::model::date::days_between;
use crate::model::declare::Stage;
use crate::model::evaluation::Per;
use crate::store::Workspace;

/// A risk, with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorstRisk {
    /// The risk.
    pub risk: String,
    /// Likelihood times impact, with all that is done.
    pub score: i64,
}

/// How far the parties trust each other, from 0 to 4, as their views say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trust {
    /// The mean of the newest review with views, in tenths.
    pub now_tenths: i64,
    /// That of the one before.
    pub before_tenths: Option<i64>,
}

/// One collaboration in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortfolioRow {
    /// Its id.
    pub collaboration: String,
    /// Its title.
    pub title: String,
    /// How far it has come.
    pub stage: &'static str,
    /// How much it matters.
    pub significance: &'static str,
    /// Whether no deadline counts: suspended, paused or closed.
    pub resting: bool,
    /// Who takes part now.
    pub parties: Vec<String>,
    /// How many actions, reports and reviews are late.
    pub overdue: usize,
    /// The next review.
    pub next_review: Option<Day>,
    /// The worst of its open risks.
    pub worst_risk: Option<WorstRisk>,
    /// What all parties gain in a year less what they pay, as planned; nothing where no value counts
    /// by the year.
    pub net_per_year: Option<String>,
    /// How many values count once or for the whole term, and are not in that.
    pub values_not_yearly: usize,
    /// Whether what is paid in a year is more than what is gained.
    pub costs_exceed: bool,
    /// How far the parties trust each other; only we see it, as it is made of all views.
    pub trust: Option<Trust>,
    /// The day of the newest event.
    pub last_event: Option<Day>,
    /// How many days ago that was.
    pub days_since_last_event: Option<i64>,
    /// The last day of the term.
    pub ends_on: Option<Day>,
    /// Whether the term is over and the collaboration is not.
    pub past_term: bool,
    #[serde(skip)]
    net: Amount,
}

/// What the rows come to together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Rows.
    pub collaborations: usize,
    /// Those that are at work or agreed.
    pub in_force: usize,
    /// What is late in all of them.
    pub overdue: usize,
    /// The sum of what is gained in a year less what is paid.
    pub net_per_year: String,
    /// How many are past their term and not closed.
    pub past_term: usize,
    /// In how many more is paid than gained.
    pub costs_exceed: usize,
}

/// All collaborations side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortfolioReport {
    /// What every report says of itself.
    #[serde(flatten)]
    pub heading: Heading,
    /// The currency of every sum; empty where none is set.
    pub currency: String,
    /// A row a collaboration, the most urgent first.
    pub collaborations: Vec<PortfolioRow>,
    /// What they come to together.
    pub totals: Totals,
}

/// Puts collaborations side by side. Nothing of one is kept but its row.
///
/// # Errors
///
/// A partner that takes part in none.
pub fn portfolio(
    workspace: &Workspace,
    chosen: Option<Vec<String>>,
    ask: &Ask,
) -> Result<PortfolioReport, Refused> {
    let gathered = gather(workspace, chosen, &ask.viewer, ask.today, |sight| {
        (row(sight), sight.currency().to_owned())
    })
    .checked(ask)?;
    let heading = Heading::of("portfolio", ask, &gathered);
    let currency = gathered.made.first().map(|(_, it)| it.clone()).unwrap_or_default();
    let mut rows: Vec<PortfolioRow> = gathered.made.into_iter().map(|(row, _)| row).collect();
    rows.sort_by(|one, other| {
        let key = |row: &PortfolioRow| (row.resting, std::cmp::Reverse(row.overdue));
        key(one).cmp(&key(other)).then_with(|| one.collaboration.cmp(&other.collaboration))
    });
    let count = |of: fn(&PortfolioRow) -> bool| rows.iter().filter(|row| of(row)).count();
    let totals = Totals {
        collaborations: rows.len(),
        in_force: count(|row| matches!(row.stage, "agreed" | "active" | "reviewed")),
        overdue: rows.iter().map(|row| row.overdue).sum(),
        net_per_year: rows.iter().fold(Amount::default(), |sum, row| sum.plus(row.net)).to_string(),
        past_term: count(|row| row.past_term),
        costs_exceed: count(|row| row.costs_exceed),
    };
    Ok(PortfolioReport { heading, currency, collaborations: rows, totals })
}

fn row(sight: &Sight<'_, '_>) -> PortfolioRow {
    let (dossier, reckoning, today) = (sight.dossier, sight.reckoning, sight.today);
    let last_event = dossier.events.iter().filter_map(|event| sight.past(event.on())).max();
    let open_risks = reckoning.risks.iter().filter(|risk| !risk.closed);
    let worst = open_risks
        .filter_map(|risk| Some((risk.scores.residual()?, std::cmp::Reverse(risk.id))))
        .max();
    let money = Money::of(sight);
    let ends = dossier.in_force().and_then(|text| text.term.as_ref()?.last_day());
    let closed = reckoning.stage.claimed == Stage::Closed;
    let stage = if closed { Stage::Closed } else { reckoning.stage.shown };
    let parties =
        dossier.head.party.iter().filter(|party| party.left_on.is_none_or(|left| left >= today));
    let reviews = reckoning.reviews.open.iter().map(|(_, due)| *due).filter(|due| *due >= today);
    PortfolioRow {
        collaboration: sight.id().to_owned(),
        title: sight.title().to_owned(),
        stage: stage.as_str(),
        significance: dossier.significance().as_str(),
        resting: reckoning.resting,
        parties: parties.filter_map(|party| party.id).map(|id| sight.party_name(id)).collect(),
        overdue: overdue(sight),
        next_review: if closed { None } else { reviews.min().map(Day) },
        worst_risk: worst
            .filter(|_| !closed)
            .map(|(score, risk)| WorstRisk { risk: risk.0.to_owned(), score }),
        net_per_year: money.any_yearly.then(|| money.net().to_string()),
        values_not_yearly: money.not_yearly,
        costs_exceed: money.any_yearly && money.net() < Amount::default(),
        trust: sight.own.then(|| trust(sight)).flatten(),
        last_event: last_event.map(Day),
        days_since_last_event: last_event.map(|day| days_between(day, today)),
        ends_on: ends.map(Day),
        past_term: !closed && ends.is_some_and(|end| end < today),
        net: money.net(),
    }
}

/// How many actions, reports and reviews are late; of what recurs each once, as `status` counts.
fn overdue(sight: &Sight<'_, '_>) -> usize {
    if !sight.is_owed() || !sight.knows_agreement() || sight.reckoning.stage.claimed < Stage::Active
    {
        return 0;
    }
    let is_known = |id: &str| !sight.dossier.may_hold_news(id);
    let mut late: Vec<&str> = Vec::new();
    let open = promise::open(sight);
    let actions = open.iter().filter(|open| open.days_late(sight).is_some());
    late.extend(actions.map(|open| open.standing.id));
    let reports = promise::reports(sight);
    late.extend(reports.iter().filter(|owed| owed.days_late.is_some()).map(|owed| owed.id));
    late.retain(|id| is_known(id));
    let reviews = sight.reckoning.reviews.open.iter();
    let missed = |due| due < sight.today && !sight.reckoning.is_history(due);
    late.extend(reviews.filter(|(_, due)| missed(*due)).map(|(plan, _)| *plan));
    late.sort_unstable();
    late.dedup();
    late.len()
}

/// The mean of what the views of the last two reviews say of trust.
fn trust(sight: &Sight<'_, '_>) -> Option<Trust> {
    let mut means: Vec<i64> = Vec::new();
    let held = sight.reckoning.reviews.held.iter().rev();
    for folder in
        held.filter_map(|held| sight.dossier.reviews.iter().find(|folder| folder.plan == held.plan))
    {
        let points: Vec<i64> = folder
            .views
            .iter()
            .filter_map(|view| view.scores.as_ref())
            .flat_map(|scores| &scores.points)
            .filter(|(question, _)| *question == "trust")
            .map(|(_, points)| *points)
            .collect();
        let count = i64::try_from(points.len()).ok().filter(|count| *count > 0);
        if let Some(count) = count {
            // Rounded to the nearest tenth.
            means.push((points.iter().sum::<i64>() * 20 + count) / (2 * count));
        }
    }
    Some(Trust { now_tenths: *means.first()?, before_tenths: means.get(1).copied() })
}

/// What is gained and paid in a year.
#[derive(Debug, Default)]
struct Money {
    gained: Amount,
    paid: Amount,
    any_yearly: bool,
    not_yearly: usize,
}

impl Money {
    fn of(sight: &Sight<'_, '_>) -> Self {
        let mut money = Self::default();
        let Some(text) = sight.dossier.in_force() else { return money };
        for benefit in &text.benefit {
            let worse = benefit.kind == Some(BenefitKind::DisBenefit);
            money.add(benefit.value, benefit.per, worse);
        }
        for cost in &text.cost {
            money.add(cost.value, cost.per, true);
        }
        money
    }

    fn add(&mut self, value: Option<Amount>, per: Option<Per>, paid: bool) {
        let Some(value) = value else { return };
        if per != Some(Per::Year) {
            // Nothing is nothing, however often it counts.
            self.not_yearly += usize::from(value != Amount::default());
            return;
        }
        self.any_yearly = true;
        let sum = if paid { &mut self.paid } else { &mut self.gained };
        *sum = sum.plus(value);
    }

    fn net(&self) -> Amount {
        self.gained.plus(self.paid.negated())
    }
}
