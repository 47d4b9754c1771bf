//! Events that begin, change and end an agreement.

use crate::document::{Kind, Value};
use crate::model::date::Date;
use crate::model::declare::{
    Held, Reference, Shape,
    Significance::{Minor, Moderate},
    Stage::Candidate,
    Walk, When, Whole, record, words,
};

words! {
    /// How a party signed.
    SignoffMethod {
        Signature = "signature",
        ESignature = "e-signature",
        Email = "email",
        Minute = "minute",
    }
}

words! {
    /// Why a collaboration ended.
    ClosureReason {
        Completed = "completed",
        Expired = "expired",
        /// It never came to an agreement.
        NotPursued = "not-pursued",
        Terminated = "terminated",
        Merged = "merged",
        Superseded = "superseded",
    }
}

record! {
    /// A party's agreement to a text: the agreement's, or the record of a review.
    Signoff = "event of kind signoff" {
        /// The party.
        party: Option<&'a str> [needs("required-missing", Candidate, Minor), refers(Reference::Party)];
        /// The version of the agreement; absent: the first.
        agreement_version: Option<Whole<1, 9999>>;
        /// Or the review whose record is agreed.
        review: Option<&'a str> [refers(Reference::Plan)];
        /// The digest of the text that was signed.
        covers: Option<&'a str> [
            needs("required-missing", Candidate, Minor),
            shows(&["S0.5", "S0.K4", "S1.3a", "S1.K7", "S4.15", "S4.21"])
        ];
        /// How it was signed.
        method: Option<SignoffMethod>;
        /// Set where it is our own side's agreement, given before the text went to the partner.
        inside: Option<bool> [own()];
    }
}

/// A value as it was or is, of whatever kind the changed field has.
#[derive(Debug, Clone)]
pub enum AnyValue<'a> {
    /// A day.
    Date(Date),
    /// Anything else, as it is written.
    Other(&'a Kind<'a>),
}

impl<'a> Held<'a> for AnyValue<'a> {
    const SHAPE: Shape = Shape::Any;

    fn read(value: &'a Value<'a>, _walk: &mut Walk<'a>) -> Option<Self> {
        let date = value.get_ref().as_datetime().and_then(|datetime| datetime.date);
        let date = date.and_then(|date| {
            Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        Some(date.map_or(Self::Other(value.get_ref()), Self::Date))
    }
}

record! {
    /// One field that an amendment changed.
    ChangedField = "changes" {
        /// The item, or the table.
        item: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// The key in it.
        field: Option<&'a str>;
        /// The list that an item stood in which is gone as a whole, such as `action`.
        list: Option<&'a str>;
        /// What it said before; absent: it was not there.
        was: Option<AnyValue<'a>>;
        /// What it says now; absent: it is gone.
        now: Option<AnyValue<'a>>;
    }
}

record! {
    /// The text of the agreement was changed. In force when every party has signed it and the day
    /// has come.
    Amendment = "event of kind amendment" {
        /// The version before.
        from_version: Option<Whole<1, 9999>> [needs("required-missing", Candidate, Minor)];
        /// The version after.
        to_version: Option<Whole<1, 9999>> [needs("required-missing", Candidate, Minor)];
        /// The day from which it holds.
        effective_on: Option<Date> [needs("required-missing", Candidate, Minor)];
        /// Why.
        reason: Option<&'a str> [needs("required-missing", Candidate, Minor)];
        /// The review it follows from.
        from_review: Option<&'a str> [refers(Reference::Plan)];
        /// The decision it follows from.
        decision: Option<&'a str> [refers(Reference::Event)];
        /// What was changed, field by field.
        changes: Vec<ChangedField<'a>> [needs("required-missing", Candidate, Minor)];
        /// What that does to the gains.
        effect_on_benefits: Option<&'a str>;
    }
}

record! {
    /// What became of one flow of information at the end.
    Disposal = "closure.data" {
        /// The flow.
        item: Option<&'a str> [needs("closure-incomplete", Candidate, Minor), refers(Reference::ItemOf(&["information"]))];
        /// When it was returned or deleted.
        done_on: Option<Date> [needs("closure-incomplete", Candidate, Minor), not_after(&["/on"])];
        /// What shows it.
        certificate: Option<&'a str>;
    }
}

record! {
    /// The end of a collaboration: what was open, and who has it now.
    Closure = "event of kind closure" {
        /// Why it ended.
        reason: Option<ClosureReason> [needs("closure-incomplete", Candidate, Minor)];
        /// The last review.
        final_review: Option<&'a str> [
            needs_when("closure-incomplete", Candidate, Moderate, When::IsNot("reason", &["not-pursued"])),
            refers(Reference::Plan)
        ];
        /// Who goes on with open actions.
        actions_handed_to: Vec<&'a str>;
        /// What became of each flow of information.
        data: Vec<Disposal<'a>>;
        /// What became of the money.
        money: Option<&'a str> [needs_when("closure-incomplete", Candidate, Moderate, When::IsNot("reason", &["not-pursued"]))];
        /// What became of the things.
        assets: Option<&'a str> [needs_when("closure-incomplete", Candidate, Moderate, When::IsNot("reason", &["not-pursued"]))];
        /// What we take with us.
        lessons: Vec<&'a str> [
            needs_when("closure-incomplete", Candidate, Moderate, When::IsNot("reason", &["not-pursued"])),
            own()
        ];
        /// When the partners were thanked.
        thanks_sent_on: Option<Date>;
    }
}
