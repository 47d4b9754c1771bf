//! An event by questions: what is open is asked for, and what would be refused is asked for again.

use super::Desk;
use crate::cli::Failure;
use crate::cli::desk::Refusal;
use crate::cli::desk::ask::{Asking, LEGEND, is_yes, talk};
use crate::draft::{self, EventDraft, Misspelt, Mistake, filled_in, subject_named};
use crate::model::date::Date;
use crate::model::event::EventKind;
use crate::render::visible;

/// What completing an action asks for.
const PROOF: [&str; 2] = ["evidence", "quality_met"];

/// Why it is asked who is told later.
const WHY_LATER: &str = "It is not written: `check` goes on to ask until an entry `told` says that \
                         they were told.\n";

impl Desk<'_> {
    /// Asks whether a role that is nearly a known one is that one.
    pub(super) fn settle_roles(&mut self, event: &mut EventDraft) -> Result<(), Failure> {
        if !self.writing.may_ask(self.context) {
            return Ok(());
        }
        for slip in self.held.look(|case| draft::misspelt(case, event)) {
            if self.meant.contains(&slip) {
                continue;
            }
            let Misspelt { said, near, .. } = &slip;
            let ask =
                format!("Did you mean the role `{near}`? (Enter: yes; n: `{said}` is right): ");
            match self.context.person.ask(&visible(&ask)).as_deref().map(str::trim) {
                None => return Err(left()),
                Some("n" | "no") => self.meant.push(slip),
                Some(_) => slip.mend(event),
            }
        }
        Ok(())
    }

    /// Asks for what is open, where something has to be there or only the thing itself was named.
    pub(super) fn ask(&mut self, event: &mut EventDraft) -> Result<(), Failure> {
        if !self.writing.may_ask(self.context) || event.is_yes("retracted") {
            return Ok(());
        }
        let (significance, stage) = self.asked_of();
        let (given, step) = (event.in_order(), event.step());
        let open = draft::open(&event.tables(), &given, Some(&step), significance, stage);
        // What shows that it was done is asked also where no rule insists on it, and how it was
        // signed is known to whoever sits there, and to nobody later.
        let first: &[&'static str] = match event.kind {
            EventKind::Action if step == "completed" => &PROOF,
            EventKind::Signoff => &["method"],
            _ => &[],
        };
        let first: Vec<&'static str> =
            first.iter().copied().filter(|key| !event.has(key)).collect();
        let wanted = self.wanted(event);
        let asked = open.iter().any(|it| it.rule.is_some());
        let named = subject_named(event.kind, &step);
        let is_subject = |key: &str| named == Some(key) || ["event", "status"].contains(&key);
        let is_bare = self.typed.iter().all(|key| is_subject(key));
        if wanted.is_empty() && first.is_empty() && !asked && !is_bare {
            return Ok(());
        }
        let asking = Asking { wanted: &wanted, first: &first, ..Asking::default() };
        let legend = if wanted.contains(&"follows") { self.which(event) } else { String::new() };
        self.put_to(event, asking, &visible(&(legend + LEGEND)))?;
        self.mend(event)
    }

    /// Which entries may be meant, where it has to be said which one is followed.
    fn which(&self, event: &EventDraft) -> String {
        let against = self.held.look(|case| draft::against(case, event));
        let which = against.into_iter().filter(|mistake| mistake.key == "follows");
        which.map(|it| format!("{}; {}\n", it.message, it.help)).collect()
    }

    /// Asks, and takes the answers in.
    fn put_to(
        &mut self,
        event: &mut EventDraft,
        asking: Asking<'_>,
        legend: &str,
    ) -> Result<(), Failure> {
        self.answered = true;
        let (significance, stage) = self.asked_of();
        let (tables, step, on) = (event.tables(), event.step(), event.on);
        let mut entries = event.in_order();
        let known = entries.clone();
        let subject = subject_named(event.kind, &step);
        let closed: Vec<&'static str> = filled_in(event.kind)
            .iter()
            .copied()
            .chain(["event", "status"])
            .chain(subject)
            .collect();
        let fields = tables.iter().flat_map(|table| table.fields).map(|field| field.key);
        let filled: Vec<&'static str> =
            fields.filter(|key| event.has(key) || *key == "on").collect();
        let asking = Asking {
            tables: &tables,
            step: Some(&step),
            significance,
            stage,
            closed: &closed,
            filled: &filled,
            on: Some(on),
            ..asking
        };
        if !talk(asking, &mut entries, self.context, legend) {
            return Err(left());
        }
        for (key, value) in entries {
            let is_new = known.iter().all(|(it, old)| *it != key || *old != value);
            match (&*key, is_new) {
                (_, false) | ("kind", _) => {}
                ("on", true) => event.on = value.parse::<Date>().unwrap_or(on),
                _ => event.set(&key, value),
            }
        }
        if event.on != on {
            self.typed.push("on".to_owned());
        }
        // Those who were only named were told on the day of the event.
        if event.on != on
            && let Some((_, told)) = event.entries.iter().find(|(key, _)| key == "informed")
        {
            let told = told.replace(&format!("on = {on} "), &format!("on = {} ", event.on));
            event.set("informed", told);
        }
        let is_new =
            event.text_of("corrects").is_some() && known.iter().all(|(it, _)| it != "corrects");
        while let Err(mistake) = if is_new { self.refer(event) } else { Ok(()) } {
            let told = format!("{}; {}\n", mistake.message, mistake.help);
            event.entries.retain(|(key, _)| key != "corrects");
            let asking = Asking { wanted: &["corrects"], only: &["corrects"], ..asking };
            let mut entries = event.in_order();
            if !talk(asking, &mut entries, self.context, &visible(&told)) {
                return Err(left());
            }
            let Some((_, value)) = entries.into_iter().find(|(key, _)| key == "corrects") else {
                break;
            };
            event.set("corrects", value);
        }
        Ok(self.complete(event)?)
    }

    /// Takes over what an entry says that is put right, where that was answered only now.
    fn refer(&mut self, event: &mut EventDraft) -> Result<(), Mistake> {
        let (role, dated) = (self.context.role.as_deref(), self.typed.iter().any(|it| it == "on"));
        self.record.look(|case| draft::referred(case, event, dated, role))?;
        self.held = self.held_of(event);
        Ok(())
    }

    /// Asks again for what would be refused, until nothing is, or a reason is given for it.
    fn mend(&mut self, event: &mut EventDraft) -> Result<(), Failure> {
        let mut asks_later = true;
        loop {
            self.settle_roles(event)?;
            let (_, _, refusal) = self.judge(event, event.text());
            if refusal.allows(self.force.is_some()) {
                return Ok(());
            }
            if std::mem::take(&mut asks_later) && self.told_later(event, &refusal)? {
                continue;
            }
            let closed = filled_in(event.kind);
            let fields = event.tables().into_iter().flat_map(|table| table.fields);
            let keys: Vec<&'static str> = fields
                .map(|field| field.key)
                .filter(|key| refusal.is_about(key) && !closed.contains(key))
                .collect();
            let forceable = refusal.firm.is_empty();
            let enter = if keys.is_empty() {
                "Enter leaves it"
            } else {
                "Enter asks for it again, `.` leaves it"
            };
            let (reason, name) = if forceable {
                ("; or say why it has to stand as it is", "why")
            } else {
                ("", "again")
            };
            let told = refusal.failure(false).outcome().stderr;
            let ask = format!("\n{told}{enter}{reason}.\n{name}: ");
            match self.context.person.ask(&visible(&ask)).as_deref().map(str::trim) {
                None | Some(".") => return Err(refusal.failure(true)),
                Some("") if keys.is_empty() => return Err(refusal.failure(true)),
                Some(answer) if keys.is_empty() && is_yes(answer) => {}
                Some(answer) if answer.is_empty() || answer == "<" || is_yes(answer) => {
                    let asking = Asking { wanted: &keys, only: &keys, ..Asking::default() };
                    self.put_to(event, asking, "")?;
                }
                Some("?") => {}
                Some(why) if forceable => self.force = Some(why.to_owned()),
                // The form of an entry is no matter of reasons: it is asked for again.
                Some(_) => {}
            }
        }
    }

    /// Asks whether those who were not told are told later. Whether anybody is.
    fn told_later(&self, event: &mut EventDraft, refusal: &Refusal) -> Result<bool, Failure> {
        let untold = self.held.look(|case| draft::untold(case, event));
        if untold.is_empty() || !refusal.is_about("informed") {
            return Ok(false);
        }
        let names = untold.join(", ");
        let what = format!(
            "\nNot told: {names}.\nWho of them is told later? (names with commas, or `y`: all; \
             Enter: nobody)\n"
        );
        let mut told = what;
        loop {
            let line = self.context.person.ask(&format!("{}later: ", visible(&told)));
            match line.as_deref().map(str::trim) {
                None | Some(".") => return Err(refusal.failure(true)),
                Some("?") => told = WHY_LATER.to_owned(),
                Some("" | "<" | "n" | "no") => return Ok(false),
                Some(answer) if is_yes(answer) => {
                    event.later.extend(untold);
                    return Ok(true);
                }
                Some(answer) => {
                    let named: Vec<&str> = answer.split(',').map(str::trim).collect();
                    match named.iter().find(|name| !untold.iter().any(|it| it == *name)) {
                        Some(_) => told = format!("there are: {names}\n"),
                        None => {
                            event.later.extend(named.into_iter().map(str::to_owned));
                            return Ok(true);
                        }
                    }
                }
            }
        }
    }
}

fn left() -> Failure {
    Failure::new("nothing was written", "the questions were left")
}
