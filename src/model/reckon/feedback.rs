//! What the parties told each other of their work, and what was answered.

use crate::document::Place;
use crate::model::date::Date;
use crate::model::dossier::Dossier;
use crate::model::event::{Event, FeedbackStep};

/// One time that one party told another how its work goes.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The event.
    pub event: &'a str,
    /// Where it stands.
    pub at: Place<'a>,
    /// The party that told.
    pub from: &'a str,
    /// The party that was told.
    pub to: &'a str,
    /// The day.
    pub on: Date,
    /// Whether it says what works.
    pub praises: bool,
    /// Whether it says what could be better.
    pub criticises: bool,
    /// The day it was answered.
    pub answered: Option<Date>,
}

/// All feedback from one party to another by a day, in the order of the log.
#[must_use]
pub fn given<'a>(dossier: &Dossier<'a>, today: Date) -> Vec<Given<'a>> {
    let said = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let past = |on: Option<Date>| on.filter(|on| *on <= today);
    // What answers an event answers its correction too.
    let answered = |event: &Event<'_>| {
        dossier
            .feedback_events()
            .filter(|(answer, own)| {
                let follows = answer.envelope.follows;
                own.event == Some(FeedbackStep::Answered)
                    && follows.is_some()
                    && (follows == Some(event.id) || follows == event.envelope.corrects)
            })
            .filter_map(|(answer, _)| past(answer.on()))
            .min()
    };
    dossier
        .feedback_events()
        .filter(|(_, own)| own.event == Some(FeedbackStep::Given) && !own.is_to_itself())
        .filter_map(|(event, own)| {
            Some(Given {
                event: event.id,
                at: own.at,
                from: own.from?,
                to: own.to?,
                on: past(event.on())?,
                praises: said(own.worked_well),
                criticises: said(own.could_improve),
                answered: answered(event),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, day};
    use super::*;

    fn told(from: &str, to: &str, said: &str) -> Sample {
        Sample::new().with(
            "log/2025-03-03-b-feedback-given-x1y2.toml",
            format!(
                "kind = 'feedback'\nevent = 'given'\non = 2025-03-03\nby = 'X Y'\n\
                 from = '{from}'\nto = '{to}'\n{said} = 'How it goes'"
            ),
        )
    }

    fn seen(sample: &Sample, today: &str) -> Vec<(bool, bool, Option<Date>)> {
        sample.on(today, |dossier, _| {
            given(dossier, day(today))
                .iter()
                .map(|one| (one.praises, one.criticises, one.answered))
                .collect()
        })
    }

    #[test]
    fn an_answer_counts_from_its_day() {
        let sample = told("a", "b", "could_improve").with(
            "log/2025-03-10-a-feedback-answered-x1y2.toml",
            "kind = 'feedback'\nevent = 'answered'\non = 2025-03-10\nby = 'X Y'\nparty = 'b'\n\
             follows = '2025-03-03-b-feedback-given-x1y2'\nresponse = 'We will'",
        );
        assert_eq!(seen(&sample, "2025-03-02"), []);
        assert_eq!(seen(&sample, "2025-03-09"), [(false, true, None)]);
        assert_eq!(seen(&sample, "2025-03-10"), [(false, true, Some(day("2025-03-10")))]);
    }

    #[test]
    fn an_answer_to_what_was_corrected_later_stands() {
        let sample = told("a", "b", "could_improve")
            .with(
                "log/2025-03-10-a-feedback-answered-x1y2.toml",
                "kind = 'feedback'\nevent = 'answered'\non = 2025-03-10\nby = 'X Y'\nparty = 'b'\n\
                 to = 'b'\nfollows = '2025-03-03-b-feedback-given-x1y2'\nresponse = 'We will'",
            )
            .with(
                "log/2025-03-11-b-feedback-given-x1y2.toml",
                "kind = 'feedback'\nevent = 'given'\non = 2025-03-11\nby = 'X Y'\nfrom = 'a'\n\
                 to = 'b'\ncould_improve = 'Less of it'\n\
                 corrects = '2025-03-03-b-feedback-given-x1y2'",
            );
        assert_eq!(seen(&sample, "2025-04-01"), [(false, true, Some(day("2025-03-10")))]);
    }

    #[test]
    fn what_a_party_tells_itself_is_no_feedback() {
        assert_eq!(seen(&told("a", "b", "worked_well"), "2025-04-01"), [(true, false, None)]);
        assert_eq!(seen(&told("b", "b", "worked_well"), "2025-04-01"), []);
    }

    #[test]
    fn what_was_taken_back_was_never_said() {
        let sample = told("a", "b", "could_improve").with(
            "log/2025-03-04-b-feedback-given-x1y2.toml",
            "kind = 'feedback'\nevent = 'given'\non = 2025-03-04\nby = 'X Y'\nfrom = 'a'\nto = 'b'\n\
             corrects = '2025-03-03-b-feedback-given-x1y2'\nretracted = true",
        );
        assert_eq!(seen(&sample, "2025-04-01"), []);
    }
}
