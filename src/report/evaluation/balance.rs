//! What each party gains and pays, as far as figures say it.

use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::evaluation::Per;
use crate::model::network::Degree;
use crate::rules::Case;

/// What the figures of one side come to. What counts once or for the whole term is not spread over
/// years: nobody has said over how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// For each year; nothing where no figure is.
    pub year: Option<Amount>,
    /// One time.
    pub once: Option<Amount>,
    /// For the whole term.
    pub term: Option<Amount>,
    /// Of which nobody says how often it counts.
    pub unsaid: Option<Amount>,
    /// How many are on file.
    pub count: usize,
    /// How many of them have no figure.
    pub without_value: usize,
}

impl Sums {
    fn add(&mut self, value: Option<Amount>, per: Option<Per>) {
        self.count += 1;
        let Some(value) = value else {
            self.without_value += 1;
            return;
        };
        let sum = match per {
            Some(Per::Year) => &mut self.year,
            Some(Per::Once) => &mut self.once,
            Some(Per::Term) => &mut self.term,
            None => &mut self.unsaid,
        };
        *sum = Some(sum.unwrap_or_default().plus(value));
    }
}

/// What one party gains and pays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Balance {
    /// The party.
    pub party: String,
    /// Whether it is ours.
    pub ours: bool,
    /// What it gains.
    pub benefit: Sums,
    /// What it pays.
    pub cost: Sums,
    /// The lowest confidence that is said of any of its figures; nothing where none is said.
    pub confidence: Option<Degree>,
    /// What it wants within about a year.
    pub short_term: Option<String>,
    /// What it wants in the long run.
    pub long_term: Option<String>,
    /// Why it joins although it pays more than it gains.
    pub reason_to_join: Option<String>,
}

impl Balance {
    /// Every party that works, in the order of the file.
    #[must_use]
    pub fn each(case: &Case<'_, '_>, today: Date) -> Vec<Self> {
        let dossier = case.dossier;
        let parties = dossier.working_parties(today);
        parties.map(|(id, _)| Self::of(case, id)).collect()
    }

    fn of(case: &Case<'_, '_>, party: &str) -> Self {
        let mut balance = Self {
            party: party.to_owned(),
            ours: case.dossier.is_ours(&case.scene.frame, party),
            ..Self::default()
        };
        let Some(evaluation) = &case.dossier.evaluation else { return balance };
        let mut sure: Vec<Degree> = Vec::new();
        for benefit in evaluation.benefit.iter().filter(|it| it.party == Some(party)) {
            balance.benefit.add(benefit.value, benefit.per);
            sure.extend(benefit.confidence);
        }
        for cost in evaluation.cost.iter().filter(|it| it.party == Some(party)) {
            balance.cost.add(cost.value, cost.per);
            sure.extend(cost.confidence);
        }
        balance.confidence = sure.into_iter().min();
        if let Some(view) = evaluation.party_view.iter().find(|it| it.party == Some(party)) {
            balance.short_term = view.interest_short_term.map(str::to_owned);
            balance.long_term = view.interest_long_term.map(str::to_owned);
            balance.reason_to_join = view.reason_to_join.map(str::to_owned);
        }
        balance
    }

    /// What it gains more than it pays, a year; nothing where no figure counts for a year.
    #[must_use]
    pub fn net(&self) -> Option<Amount> {
        difference(self.benefit.year, self.cost.year)
    }

    /// What counts otherwise than for a year, gains less costs, with the word for how often.
    #[must_use]
    pub fn apart(&self) -> Vec<(&'static str, Amount)> {
        let (gain, pay) = (&self.benefit, &self.cost);
        [
            ("once", difference(gain.once, pay.once)),
            ("for the term", difference(gain.term, pay.term)),
            ("without saying how often", difference(gain.unsaid, pay.unsaid)),
        ]
        .into_iter()
        .filter_map(|(how, sum)| Some((how, sum?)))
        .collect()
    }

    /// Whether it pays more a year than it gains.
    #[must_use]
    pub fn pays_more(&self) -> bool {
        self.net().is_some_and(|net| net < Amount::default())
    }
}

/// One sum less another, where there is any.
pub(super) fn difference(gain: Option<Amount>, pay: Option<Amount>) -> Option<Amount> {
    (gain.is_some() || pay.is_some())
        .then(|| gain.unwrap_or_default().minus(pay.unwrap_or_default()))
}

/// The parties that gain least a year. None where figures tell it of fewer than two, or of all the
/// same.
#[must_use]
pub fn least(balances: &[Balance]) -> Vec<&str> {
    let nets: Vec<(Amount, &str)> =
        balances.iter().filter_map(|it| Some((it.net()?, &*it.party))).collect();
    let (Some(low), Some(high)) =
        (nets.iter().map(|(net, _)| *net).min(), nets.iter().map(|(net, _)| *net).max())
    else {
        return Vec::new();
    };
    if low == high {
        return Vec::new();
    }
    nets.into_iter().filter(|(net, _)| *net == low).map(|(_, party)| party).collect()
}
