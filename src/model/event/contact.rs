//! Contact with an organisation, kept in `network/log/`.

use crate::document::{Kind, Value};
use crate::model::date::Date;
use crate::model::declare::{
    Held, Reference, Shape, Significance::Minor, Stage::Candidate, Walk, When, record, words,
};
use crate::model::network::Mode;

words! {
    /// What happened.
    ContactStep { Contacted = "contacted", FollowedUp = "followed-up" }
}

/// A day, with or without a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// The hour of the day, where a time stands with it.
    pub hour: Option<u8>,
}

impl<'a> Held<'a> for Moment {
    const SHAPE: Shape = Shape::Date;

    fn read(value: &'a Value<'a>, walk: &mut Walk<'a>) -> Option<Self> {
        let (date, time) = match value.get_ref() {
            Kind::Datetime(datetime) => (datetime.date, datetime.time),
            _ => (None, None),
        };
        let day = date.and_then(|date| {
            Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        if day.is_none() {
            walk.wrong_type(value, Self::SHAPE);
        }
        day.map(|day| Self { day, hour: time.map(|time| time.hour) })
    }
}

record! {
    /// Contact with roles of another organisation, or what was done afterwards.
    ContactEvent = "event of kind contact" {
        /// What happened.
        event: Option<ContactStep> [needs("required-missing", Candidate, Minor), own()];
        /// How.
        mode: Option<Mode> [
            needs_when("required-missing", Candidate, Minor, When::Is("event", &["contacted"])),
            shows(&["S3.1b", "S3.4b"]),
            with_steps(&["contacted"]),
            own()
        ];
        /// The contacts.
        with: Vec<&'a str> [
            needs_when("required-missing", Candidate, Minor, When::Is("event", &["contacted"])),
            shows(&["S3.S"]),
            refers(Reference::Contact),
            with_steps(&["contacted"]),
            own()
        ];
        /// What for.
        purpose: Option<&'a str> [needs_when("required-missing", Candidate, Minor, When::Is("event", &["contacted"])), with_steps(&["contacted"]), own()];
        /// What we asked for.
        asked: Option<&'a str> [with_steps(&["contacted"]), own()];
        /// What we gave.
        gave: Option<&'a str> [with_steps(&["contacted"]), own(), in_words()];
        /// What we got.
        got: Option<&'a str> [with_steps(&["contacted"]), own()];
        /// What both want.
        common_goals: Vec<&'a str> [with_steps(&["contacted"]), own()];
        /// What worries them.
        concerns_heard: Option<&'a str> [with_steps(&["contacted"]), own(), in_words()];
        /// What could become of it.
        opportunity: Option<&'a str> [with_steps(&["contacted"]), own(), in_words()];
        /// The contacts we were brought together with.
        introductions: Vec<&'a str> [refers(Reference::Contact), with_steps(&["contacted"]), own()];
        /// What we said we would do.
        follow_up: Option<&'a str> [with_steps(&["contacted"]), own()];
        /// By when.
        follow_up_by: Option<Date> [with_steps(&["contacted"]), own(), not_before(&["on"])];
    }
}
