//! What a reader is told, before anybody knows whether it will be a page, a table or JSON.
//!
//! `sight` shows each collaboration as one viewer may see it, so that no report has to think of
//! leaving something out. `promise` holds what several reports share.

mod actions;
mod agreement;
mod calendar;
mod coverage;
mod duties;
pub mod evaluation;
mod explanation;
mod findings;
mod heading;
mod network;
mod partner;
mod portfolio;
mod promise;
mod readiness;
mod review;
mod sight;
mod status;

// Parts of reports that a draft looks at as well.
pub use crate::draft::Mistake;
pub use crate::draft::agree::{Effort, Obstacle};
pub use crate::draft::review::Lack as Unsaid;
pub use crate::draft::review::{Ending, Views, Went};

pub use actions::{ActionLine, ActionsReport, OwnerActions, actions};
pub use agreement::{AgreementReport, Paragraph, Section, Signature, agreement};
pub use calendar::{CalendarReport, Entry, calendar};
pub use coverage::{
    Count, CoverageReport, CoverageRow, Defect, Evidence, Gap, LevelLine, Levels, Verdict, Waived,
    coverage,
};
pub use duties::{Account, DutiesReport, DutyLine, duties};
pub use explanation::{Asked, Explanation, Group, RuleLine, RulePage};
pub use findings::{FindingsReport, Scope, Summary};
pub use heading::{Ask, Day, Heading, Missing, Refused};
pub use network::{Card, Lack, NetworkReport, OrganisationLine};
pub use partner::{
    Commitment, DecisionLine, FeedbackLine, Notice, PartnerReport, Period, Reading, ServiceLine,
    partner,
};
pub use portfolio::{PortfolioReport, PortfolioRow, Totals, Trust, WorstRisk, portfolio};
pub use readiness::Readiness;
pub use review::{Aim, Hope, Level, ReviewReport, Share, Trouble};
pub use sight::{Gathered, Sight, gather};
pub use status::{Duty, Next, Overdue, StatusLine, StatusReport};
