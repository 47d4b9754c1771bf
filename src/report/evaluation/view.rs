//! One evaluation as it stands: what it says and what that comes to.

use super::balance::{Balance, least};
use super::memory::Memory;
use crate::draft::is_grave;
use crate::model::amount::Amount;
use crate::model::date::Date;
use crate::model::declare::{Significance, Stage};
use crate::model::evaluation::{Ability, Decision, EvaluationStatus, Outcome};
use crate::model::network::Degree;
use crate::rules::{Case, Finding, Severity, typed};

/// A rating at or below this needs a plan.
const WEAK: i64 = 2;

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub outcome: Option<Outcome>,
    /// When.
    pub on: Option<Date>,
    /// By which roles.
    pub by: Vec<String>,
    /// On what authority.
    pub authority: Option<String>,
    /// Why.
    pub rationale: Option<String>,
    /// When it is looked at again.
    pub again: Option<Date>,
}

/// How well the sides fit in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// In which way.
    pub dimension: Option<&'static str>,
    /// From 0 to 4.
    pub rating: Option<i64>,
    /// What shows it.
    pub evidence: Option<String>,
    /// What is done about it.
    pub plan: Option<String>,
}

/// A risk with what its scores come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// Its name.
    pub id: String,
    /// What could happen.
    pub statement: String,
    /// Likelihood times impact.
    pub score: Option<i64>,
    /// What would be done about it.
    pub mitigation: Option<String>,
    /// How well we can do that.
    pub ability: Option<Ability>,
    /// Likelihood times impact then.
    pub residual: Option<i64>,
    /// Whether that is more than we want to bear.
    pub above_appetite: bool,
}

/// Something taken as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its name.
    pub id: String,
    /// What.
    pub statement: String,
    /// By when it is tested.
    pub test_by: Option<Date>,
    /// Whether it held; nothing where it was not tested.
    pub held: Option<bool>,
}

/// What has to be so before work goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditioned {
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<Date>,
    /// When it was so.
    pub met_on: Option<Date>,
    /// Whether the day has gone by without.
    pub overdue: bool,
}

/// What is missing for a decision, or wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// How much it weighs.
    pub severity: Severity,
    /// Whether a decision is refused while it is so.
    pub needed: bool,
    /// What.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The line to type that does it, where a command does; what only a person knows is left open.
    pub command: Option<String>,
    /// What there is to choose from in it.
    pub notes: Vec<String>,
}

/// One evaluation as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationView {
    /// The day that counted as today.
    pub today: Date,
    /// The collaboration.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// The stage that is shown.
    pub stage: Stage,
    /// How much it matters.
    pub significance: Significance,
    /// Whether the evaluation is done.
    pub status: Option<EvaluationStatus>,
    /// The day it was done.
    pub evaluated_on: Option<Date>,
    /// What is needed.
    pub need: Option<String>,
    /// Why together.
    pub why_together: Option<String>,
    /// What was decided.
    pub decision: Option<Decided>,
    /// In what figures are counted; nothing where the settings do not say.
    pub currency: Option<String>,
    /// What each party gains and pays.
    pub parties: Vec<Balance>,
    /// How well the sides fit.
    pub fit: Vec<Fit>,
    /// What could go wrong.
    pub risks: Vec<Scored>,
    /// The highest score that we bear.
    pub appetite: i64,
    /// What is taken as given.
    pub assumptions: Vec<Taken>,
    /// What has to be so first.
    pub conditions: Vec<Conditioned>,
    /// What is missing for a decision.
    pub lacks: Vec<Lack>,
    /// What is remembered.
    pub memories: Vec<Memory>,
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

impl EvaluationView {
    /// The evaluation of a collaboration as it stands on the day. What is missing and what is
    /// remembered is found elsewhere.
    #[must_use]
    pub fn of(case: &Case<'_, '_>, missing: &[Finding], memories: Vec<Memory>) -> Self {
        let (dossier, frame, today) = (case.dossier, &case.scene.frame, case.scene.today);
        let appetite = frame.limits().risk_appetite;
        let evaluation = dossier.evaluation.as_ref();
        let need = evaluation.and_then(|it| it.need.as_ref());
        let decision = evaluation.and_then(|it| it.decision.as_ref());
        Self {
            today,
            id: dossier.id.to_owned(),
            title: dossier.head.title.unwrap_or_default().to_owned(),
            stage: case.reckoning.stage.shown,
            significance: dossier.significance(),
            status: evaluation.and_then(|it| it.status),
            evaluated_on: evaluation.and_then(|it| it.evaluated_on),
            need: owned(need.and_then(|need| need.statement)),
            why_together: owned(need.and_then(|need| need.why_together)),
            decision: decision.map(decided),
            currency: owned(frame.settings.currency),
            parties: Balance::each(case, today),
            fit: fit(case),
            risks: risks(case, appetite),
            appetite,
            assumptions: assumptions(case),
            conditions: decision.map_or_else(Vec::new, |it| conditions(it, today)),
            lacks: missing.iter().map(lack).collect(),
            memories,
        }
    }

    /// What all parties together gain more than they pay, a year.
    #[must_use]
    pub fn net(&self) -> Option<Amount> {
        let nets = self.parties.iter().filter_map(Balance::net);
        nets.reduce(Amount::plus)
    }

    /// The parties that gain least.
    #[must_use]
    pub fn least(&self) -> Vec<&str> {
        least(&self.parties)
    }

    /// The lowest confidence in any figure of any party.
    #[must_use]
    pub fn confidence(&self) -> Option<Degree> {
        self.parties.iter().filter_map(|party| party.confidence).min()
    }

    /// In what the sides fit least.
    #[must_use]
    pub fn weakest(&self) -> Option<&Fit> {
        self.fit.iter().filter(|fit| fit.rating.is_some()).min_by_key(|fit| fit.rating)
    }

    /// The risk of which most is left.
    #[must_use]
    pub fn worst(&self) -> Option<&Scored> {
        // The first of those that weigh the same.
        let rated = self.risks.iter().rev().filter(|risk| risk.residual.is_some());
        rated.max_by_key(|risk| risk.residual)
    }
}

impl Fit {
    /// Whether a plan is asked for.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.rating.is_some_and(|rating| rating <= WEAK)
    }
}

fn decided(decision: &Decision<'_>) -> Decided {
    Decided {
        outcome: decision.outcome,
        on: decision.decided_on,
        by: decision.decided_by.iter().map(|&it| it.to_owned()).collect(),
        authority: owned(decision.authority),
        rationale: owned(decision.rationale),
        again: decision.reconsider_on,
    }
}

fn fit(case: &Case<'_, '_>) -> Vec<Fit> {
    let rated = case.dossier.evaluation.as_ref().map_or(&[][..], |it| &it.compatibility);
    let each = rated.iter().map(|it| Fit {
        dimension: it.dimension.map(|dimension| dimension.as_str()),
        rating: it.rating.map(|rating| rating.0),
        evidence: owned(it.evidence),
        plan: owned(it.gap_plan),
    });
    each.collect()
}

fn risks(case: &Case<'_, '_>, appetite: i64) -> Vec<Scored> {
    let seen = case.dossier.evaluation.as_ref().map_or(&[][..], |it| &it.risk);
    let each = seen.iter().map(|it| {
        let (likelihood, impact) = (it.likelihood.map(|it| it.0), it.impact.map(|it| it.0));
        let left = it.residual_likelihood.map(|it| it.0).or(likelihood);
        let residual = left.zip(it.residual_impact.map(|it| it.0).or(impact));
        let residual = residual.map(|(likelihood, impact)| likelihood * impact);
        Scored {
            id: it.id.unwrap_or_default().to_owned(),
            statement: it.statement.unwrap_or_default().to_owned(),
            score: likelihood.zip(impact).map(|(likelihood, impact)| likelihood * impact),
            mitigation: owned(it.mitigation),
            ability: it.our_ability,
            residual,
            above_appetite: residual.is_some_and(|score| score > appetite),
        }
    });
    each.collect()
}

fn assumptions(case: &Case<'_, '_>) -> Vec<Taken> {
    let taken = case.dossier.agreement.as_ref().map_or(&[][..], |it| &it.assumption);
    let each = taken.iter().map(|it| Taken {
        id: it.id.unwrap_or_default().to_owned(),
        statement: it.statement.unwrap_or_default().to_owned(),
        test_by: it.test_by,
        held: it.held,
    });
    each.collect()
}

fn conditions(decision: &Decision<'_>, today: Date) -> Vec<Conditioned> {
    let each = decision.condition.iter().map(|it| {
        let met = it.met_on.filter(|on| *on <= today);
        Conditioned {
            text: it.text.unwrap_or_default().to_owned(),
            due: it.due,
            met_on: met,
            overdue: met.is_none() && it.due.is_some_and(|due| due < today),
        }
    });
    each.collect()
}

fn lack(finding: &Finding) -> Lack {
    Lack {
        severity: finding.severity,
        needed: is_grave(finding),
        message: finding.message.clone(),
        help: finding.help.clone(),
        command: finding.remedy.as_ref().and_then(|remedy| remedy.command.clone()),
        notes: finding.remedy.as_ref().map_or_else(Vec::new, |it| typed::notes(&it.lines)),
    }
}
