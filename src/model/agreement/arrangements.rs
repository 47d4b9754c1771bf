//! Risks, and how the parties talk, report and look back.

use crate::model::date::{Date, Frequency};
use crate::model::declare::{
    Reference,
    Significance::{Minor, Moderate},
    Stage::Agreed,
    When, Whole, record, words,
};

words! {
    /// What is done about a risk.
    Response {
        /// Bring it down.
        Treat = "treat",
        /// Live with it.
        Tolerate = "tolerate",
        /// Let another carry it.
        Transfer = "transfer",
        /// Stop what brings it.
        Terminate = "terminate",
    }
}

words! {
    /// What a review is for.
    ReviewKind { Interim = "interim", Annual = "annual", Final = "final", Exceptional = "exceptional" }
}

record! {
    /// What could go wrong, and what is done about it. This is where it stood when it was signed;
    /// what became of it is in the log.
    Risk = "risk" {
        /// Its name, mostly with `risk-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// What could happen.
        statement: Option<&'a str> [needs("risk-incomplete", Agreed, Moderate), in_words()];
        /// What would bring it about.
        cause: Option<&'a str>;
        /// What would follow.
        effect: Option<&'a str>;
        /// What it belongs to: information, capacity, financial, external …
        category: Option<&'a str>;
        /// The role that watches it.
        owner: Option<&'a str> [needs("risk-incomplete", Agreed, Moderate), refers(Reference::Role)];
        /// The party that carries it.
        owner_party: Option<&'a str> [needs("agreement-detail-missing", Agreed, Moderate), shows(&["S4.31"]), refers(Reference::Party)];
        /// How likely it is, from 1 to the scale of the matrix.
        likelihood: Option<Whole<0, 100>> [needs("risk-incomplete", Agreed, Moderate)];
        /// How bad it would be, from 1 to the scale of the matrix.
        impact: Option<Whole<0, 100>> [needs("risk-incomplete", Agreed, Moderate)];
        /// What is done about it.
        response: Option<Response> [needs("risk-incomplete", Agreed, Moderate)];
        /// How it is brought down.
        mitigation: Option<&'a str> [needs_when("risk-incomplete", Agreed, Moderate, When::Is("response", &["treat"])), in_words()];
        /// What is done if it happens all the same.
        contingency: Option<&'a str>;
        /// How likely it is with all that.
        residual_likelihood: Option<Whole<0, 100>>;
        /// How bad it would be with all that.
        residual_impact: Option<Whole<0, 100>>;
        /// The role that accepted what is left of it.
        accepted_by: Option<&'a str> [refers(Reference::Role), kept_up()];
        /// When it did.
        accepted_on: Option<Date> [kept_up()];
        /// How long that holds.
        accepted_until: Option<Date> [kept_up(), not_before(&["accepted_on"])];
        /// When it is looked at again.
        review_by: Option<Date> [kept_up()];
        /// The actions that bring it down.
        actions: Vec<&'a str> [refers(Reference::ItemOf(&["action"]))];
    }
}

/// The scores of a risk at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MeasuredRisk {
    /// How likely it is.
    pub likelihood: Option<i64>,
    /// How bad it would be.
    pub impact: Option<i64>,
    /// How likely it is with all that is done.
    pub residual_likelihood: Option<i64>,
    /// How bad it would be with all that is done.
    pub residual_impact: Option<i64>,
}

impl MeasuredRisk {
    /// Likelihood times impact, before anything is done.
    #[must_use]
    pub fn inherent(&self) -> Option<i64> {
        Some(self.likelihood? * self.impact?)
    }

    /// Likelihood times impact, with all that is done; what is not said again stays as it was.
    #[must_use]
    pub fn residual(&self) -> Option<i64> {
        let likelihood = self.residual_likelihood.or(self.likelihood)?;
        Some(likelihood * self.residual_impact.or(self.impact)?)
    }

    /// Each score that is given, with its key.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, i64)> {
        let scores = [
            ("likelihood", self.likelihood),
            ("impact", self.impact),
            ("residual_likelihood", self.residual_likelihood),
            ("residual_impact", self.residual_impact),
        ];
        scores.into_iter().filter_map(|(key, score)| Some((key, score?)))
    }

    /// Whether every score lies on the scale, and what is done makes the risk no worse.
    #[must_use]
    pub fn is_sound(&self, scale: i64) -> bool {
        self.given().all(|(_, score)| (1..=scale).contains(&score))
            && self.inherent().is_none_or(|inherent| self.residual() <= Some(inherent))
    }
}

impl Risk<'_> {
    /// The scores as they were signed.
    #[must_use]
    pub fn scores(&self) -> MeasuredRisk {
        MeasuredRisk {
            likelihood: self.likelihood.map(|number| number.0),
            impact: self.impact.map(|number| number.0),
            residual_likelihood: self.residual_likelihood.map(|number| number.0),
            residual_impact: self.residual_impact.map(|number| number.0),
        }
    }
}

record! {
    /// How some of the parties talk.
    Communication = "communication" {
        /// Its name, mostly with `com-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// What it is for.
        purpose: Option<&'a str> [needs("communication-missing", Agreed, Moderate)];
        /// The parties that take part.
        between: Vec<&'a str> [needs("communication-missing", Agreed, Moderate), refers(Reference::Party)];
        /// By what means.
        channel: Option<&'a str> [needs("communication-missing", Agreed, Moderate)];
        /// The digital platforms in use: for tasks, documents, discussion, meetings.
        platforms: Vec<&'a str> [in_words()];
        /// How often.
        frequency: Option<Frequency> [needs("communication-missing", Agreed, Moderate)];
        /// The role that sees to it.
        lead: Option<&'a str> [refers(Reference::Role)];
    }
}

record! {
    /// Who reports what to whom, from when, how often.
    Reporting = "reporting" {
        /// Its name, mostly with `rep-` before.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// The party that reports.
        from: Option<&'a str> [needs("reporting-missing", Agreed, Moderate), refers(Reference::Party)];
        /// The parties that receive it.
        to: Vec<&'a str> [needs("reporting-missing", Agreed, Moderate), refers(Reference::Party)];
        /// What it says.
        content: Option<&'a str> [needs("reporting-missing", Agreed, Moderate)];
        /// How often.
        frequency: Option<Frequency> [needs("reporting-missing", Agreed, Moderate)];
        /// The first day it is due.
        first_due: Option<Date> [needs_when("reporting-missing", Agreed, Moderate, When::IsNot("frequency", &["continuous", "ad-hoc"]))];
        /// The last day it can be due; absent: the end of the term.
        until: Option<Date> [not_before(&["first_due"])];
        /// How many days late is not late; absent: the workspace's threshold.
        grace_days: Option<Whole<0, 366>>;
        /// What it looks like.
        format: Option<&'a str>;
        /// The items that every report has a figure or a note on.
        must_cover: Vec<&'a str> [refers(Reference::Item)];
        /// Who else may read it.
        audience: Option<&'a str>;
    }
}

record! {
    /// When it is looked at how well this works, how, and who leads that. Its id is the name of
    /// the review's directory.
    ReviewPlan = "review_plan" {
        /// Its name.
        id: Option<&'a str> [needs("required-missing", Agreed, Minor), identity()];
        /// What the review is for.
        kind: Option<ReviewKind> [needs("review-plan-missing", Agreed, Moderate)];
        /// The day by which it is held, that day included.
        due: Option<Date> [needs("review-plan-missing", Agreed, Minor)];
        /// The role that leads it.
        lead: Option<&'a str> [needs("review-plan-missing", Agreed, Minor), refers(Reference::Role)];
        /// The parties that take part.
        participants: Vec<&'a str> [needs("review-plan-missing", Agreed, Moderate), refers(Reference::Party)];
        /// How it is done.
        method: Option<&'a str> [needs("review-plan-missing", Agreed, Moderate)];
        /// What is asked.
        questions: Vec<&'a str>;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_sound_on_the_scale_and_no_worse_for_what_is_done() {
        let scores = |likelihood, impact, residual_likelihood, residual_impact| MeasuredRisk {
            likelihood,
            impact,
            residual_likelihood,
            residual_impact,
        };
        assert!(scores(Some(3), Some(4), Some(2), Some(4)).is_sound(5));
        assert!(scores(Some(3), Some(4), None, None).is_sound(5));
        assert!(scores(None, None, Some(5), Some(5)).is_sound(5), "nothing to hold it against");
        assert!(scores(Some(3), Some(3), Some(2), Some(4)).is_sound(5), "the product counts");
        assert!(!scores(Some(3), Some(4), Some(4), Some(4)).is_sound(5));
        assert!(!scores(Some(3), Some(4), None, Some(5)).is_sound(5));
        assert!(!scores(Some(0), Some(4), None, None).is_sound(5));
        assert!(!scores(Some(5), Some(5), Some(1), Some(1)).is_sound(4));
    }
}
