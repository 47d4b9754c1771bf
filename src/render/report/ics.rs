//! The calendar as iCalendar (RFC 5545): all-day events, by hand, as a crate would put the present
//! time into them and end each on the day it begins.
//!
//! The name of an event never holds its present day, and its sequence counts the moves, so that a
//! calendar moves it instead of showing it twice. Nothing here comes from the clock.

use super::paper;
use crate::model::date::{Date, plus_days};
use crate::render::visible;
use crate::report::{CalendarReport, Entry};

/// The most octets of a line, its end not counted.
const LONGEST: usize = 75;

pub(super) fn render(report: &CalendarReport) -> String {
    let mut out = String::new();
    for (name, text) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//comity//report calendar//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        line(&mut out, name, text);
    }
    // What calendars show of a file as such; there is no standard property for it.
    let left_out = paper::left_out(&report.heading);
    if !left_out.is_empty() {
        line(&mut out, "X-WR-CALDESC", &text(&left_out.join("\n")));
    }
    for entry in &report.entries {
        event(&mut out, entry, report.heading.as_of.0);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn event(out: &mut String, entry: &Entry, today: Date) {
    let (status, before) = match entry.state {
        "cancelled" => ("CANCELLED", "Cancelled: "),
        "done" => ("CONFIRMED", "Done: "),
        _ => ("CONFIRMED", ""),
    };
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &text(&entry.uid));
    line(out, "DTSTAMP", &format!("{}T000000Z", day(today)));
    line(out, "SEQUENCE", &entry.sequence.to_string());
    line(out, "DTSTART;VALUE=DATE", &day(entry.day.0));
    // The day after the last: an event ends before it. Behind the last day of all there is none,
    // and an event without an end lasts for its day.
    let after = day(plus_days(entry.day.0, 1));
    if after.len() == 8 {
        line(out, "DTEND;VALUE=DATE", &after);
    }
    line(out, "SUMMARY", &text(&format!("{before}{}", entry.summary)));
    let about = [
        Some(format!("{}: {} {}", entry.kind, entry.collaboration, entry.item)),
        entry.owner.as_ref().map(|owner| format!("By: {owner}")),
        entry.party.as_ref().map(|party| format!("Party: {party}")),
        entry
            .original
            .filter(|original| *original != entry.day)
            .map(|original| format!("First meant for {original}")),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    line(out, "DESCRIPTION", &text(&about.join("\n")));
    line(out, "CATEGORIES", &text(entry.kind));
    line(out, "STATUS", status);
    line(out, "TRANSP", "TRANSPARENT");
    line(out, "END", "VEVENT");
}

fn day(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text as a value: its own marks escaped, nothing in it that begins a line.
fn text(raw: &str) -> String {
    let shown = visible(raw);
    let mut out = String::with_capacity(shown.len() + 8);
    for letter in shown.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Writes a line, folded where it is too long, between letters only.
fn line(out: &mut String, name: &str, value: &str) {
    let whole = format!("{name}:{value}");
    let mut octets = 0;
    for letter in whole.chars() {
        let wide = letter.len_utf8();
        if octets + wide > LONGEST {
            out.push_str("\r\n ");
            octets = 1;
        }
        octets += wide;
        out.push(letter);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_cannot_become_a_line_of_its_own() {
        assert_eq!(text("a;b,c\\d\r\nEND:VEVENT"), "a\\;b\\,c\\\\d\\\\u{d}\\nEND:VEVENT");
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_they_were(said in "\\PC{0,200}") {
            let mut out = String::new();
            line(&mut out, "SUMMARY", &text(&said));
            prop_assert!(out.ends_with("\r\n"));
            prop_assert!(out.trim_end_matches("\r\n").split("\r\n").all(|it| it.len() <= LONGEST));
            let unfolded = out.replace("\r\n ", "");
            prop_assert_eq!(unfolded.trim_end_matches("\r\n"), format!("SUMMARY:{}", text(&said)));
        }
    }
}
