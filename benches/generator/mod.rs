//! Holds the generator of workspaces to measure with: one seed, the same bytes. Never reads.
//!
//! Every collaboration depends on the seed and its own number only, so a larger workspace begins
//! with a smaller one. One in twenty carries a fault, each kind in its turn; the others have
//! nothing overdue on [`TODAY`].

mod chance;
mod plan;
mod words;

use std::fs;
use std::io;
use std::path::Path;

use chance::{Chance, Day};
use plan::{Plan, Significance};
use words::{COUNCIL, OURS, Organisation, THEIRS, THEMES};

/// The day on which a collaboration without a fault has nothing overdue.
pub const TODAY: &str = "2026-03-02";

/// Rises whenever other bytes are written for a seed.
pub const VERSION: u32 = 3;

/// What was written.
#[derive(Default)]
pub struct Totals {
    pub files: usize,
    pub bytes: usize,
}

/// The id of a collaboration, counted from 0.
pub fn id(number: usize) -> String {
    format!("{}-{number:05}", THEMES[number % THEMES.len()].words)
}

/// Writes a workspace into `root`, which must not hold one yet.
///
/// `digest` is asked once for each collaboration, with its directory, when everything that it
/// covers is on disk; its answer is what the parties sign.
pub fn generate(
    root: &Path,
    collaborations: usize,
    seed: u64,
    digest: &dyn Fn(&Path) -> String,
) -> io::Result<Totals> {
    let mut totals = Totals::default();
    network(root, &mut Chance::new(seed, usize::MAX), &mut totals)?;
    for number in 0..collaborations {
        let mut chance = Chance::new(seed, number);
        let plan = Plan::new(number, &mut chance);
        let home = root.join("collaborations").join(id(number));
        let mut desk = Desk { home: &home, plan: &plan, chance: &mut chance, totals: &mut totals };
        desk.collaboration(digest)?;
    }
    Ok(totals)
}

macro_rules! template {
    ($name:literal) => {
        include_str!(concat!("templates/", $name, ".toml.in"))
    };
}

/// The settings, the organisations, and one contact of this year with each that is not ours.
fn network(root: &Path, chance: &mut Chance, totals: &mut Totals) -> io::Result<()> {
    let home = root.join("network");
    fs::create_dir_all(home.join("log"))?;
    write(root, "comity.toml", template!("comity"), totals)?;
    for about in [&COUNCIL].into_iter().chain(&OURS).chain(&THEIRS) {
        let Organisation { id, name, kind, service } = about;
        let ours = !THEIRS.iter().any(|other| other.id == *id);
        let on = Day::new(2026, 1, 5) + chance.below(50);
        let suffix = chance.suffix();
        let mut fact = |asked: &str| match asked {
            "id" => (*id).to_owned(),
            "name" => (*name).to_owned(),
            "kind" => (*kind).to_owned(),
            "service" => (*service).to_owned(),
            // Parts of our own house serve its objectives; others say theirs in words.
            "objective" if ours => "so-streets".to_owned(),
            "objective" => format!("{service}, open to everyone and paid for in time"),
            "tie" if *kind == "department" => "parent = \"council\"".to_owned(),
            "tie" if ours => "# the body to which the departments belong".to_owned(),
            "tie" => "relationship_owner = \"council-lead\"".to_owned(),
            "ours" => ours.to_string(),
            "tier" if ours => "own".to_owned(),
            "tier" => chance.pick(&["strategic", "operational"]).to_owned(),
            "touch" => if ours { "0" } else { "180" }.to_owned(),
            "on" => on.to_string(),
            "notes" => chance.pick(&words::NOTES).to_owned(),
            _ => panic!("an organisation has no {asked}"),
        };
        let text = fill(template!("organisation"), &mut fact);
        write(&home, &format!("{id}.toml"), &text, totals)?;
        if !ours {
            let text = fill(template!("contacted"), &mut fact);
            write(&home, &format!("log/{on}-{id}-contacted-{suffix}.toml"), &text, totals)?;
        }
    }
    Ok(())
}

/// Where one collaboration is written.
struct Desk<'a> {
    home: &'a Path,
    plan: &'a Plan,
    chance: &'a mut Chance,
    totals: &'a mut Totals,
}

impl Desk<'_> {
    fn collaboration(&mut self, digest: &dyn Fn(&Path) -> String) -> io::Result<()> {
        let plan = self.plan;
        let minor = plan.significance == Significance::Minor;
        fs::create_dir_all(self.home.join("log"))?;
        if minor {
            self.write("collaboration.toml", template!("small-collaboration"), &[])?;
            self.write("evaluation.toml", template!("small-evaluation"), &[])?;
            self.write("agreement.toml", template!("small-agreement"), &[])?;
        } else {
            let interim = if plan.interim.is_some() { template!("interim-plan") } else { "" };
            let interim = fill(interim, &mut |name| plan.fact(name, self.chance));
            self.write("collaboration.toml", template!("collaboration"), &[])?;
            self.write("evaluation.toml", template!("evaluation"), &[])?;
            self.write("agreement.toml", template!("agreement"), &[("interim_plan", &interim)])?;
        }
        self.actions(&digest(self.home))?;
        if minor { Ok(()) } else { self.exchanges() }
    }

    /// The sign-offs, the first action done and accepted, the second under way.
    fn actions(&mut self, digest: &str) -> io::Result<()> {
        let plan = self.plan;
        let (first, second) = (plan.first.id, plan.second.id);
        for (party, later) in [(plan.us.id, 0), (plan.them.id, 1 + self.chance.below(5))] {
            let words = format!("{party}-signed");
            let facts = [("party", party), ("digest", digest)];
            self.event(plan.signed + later, &words, template!("signed"), &facts)?;
        }
        let done = plan.first_due - 1 - self.chance.below(10);
        let facts = [("party", first)];
        let done_id = self.event(done, "act-first-completed", template!("completed"), &facts)?;
        let facts = [("party", second), ("follows", &done_id)];
        let seen = done + 2 + self.chance.below(12);
        self.event(seen, "act-first-accepted", template!("accepted"), &facts)?;
        if self.chance.below(4) == 0 {
            let on = Day::new(2026, 2, 1) + self.chance.below(28);
            let facts = [("party", second)];
            self.event(on, "act-second-progressed", template!("progressed"), &facts)?;
        }
        Ok(())
    }

    /// A report, feedback both ways and, where one was planned by now, the interim review.
    fn exchanges(&mut self) -> io::Result<()> {
        let plan = self.plan;
        let (first, second) = (plan.first.id, plan.second.id);
        let on = plan.report_due - self.chance.below(6);
        let until = (on - 3).to_string();
        let facts = [("party", first), ("until", &until)];
        let sent = self.event(on, "rep-main-reported", template!("reported"), &facts)?;
        let facts = [("party", second), ("follows", &sent)];
        self.event(on + 4, "rep-main-acknowledged", template!("acknowledged"), &facts)?;
        for (party, other) in [(first, second), (second, first)] {
            let on = Day::new(2026, 2, 2) + self.chance.below(27);
            let facts = [("party", party), ("other", other)];
            self.event(on, &format!("{other}-feedback-given"), template!("feedback"), &facts)?;
        }
        let Some(due) = plan.interim else {
            return Ok(());
        };
        let held = due - self.chance.below(5);
        let (on, until) = (held.to_string(), (held - 7).to_string());
        fs::create_dir_all(self.home.join("reviews/rev-interim"))?;
        let facts = [("on", &*on), ("until", &*until)];
        self.write("reviews/rev-interim/review.toml", template!("review"), &facts)?;
        if self.chance.below(3) == 0 {
            for party in [first, second] {
                let name = format!("reviews/rev-interim/view-{party}.toml");
                self.write(&name, template!("view"), &[("party", party), ("on", &until)])?;
            }
        }
        Ok(())
    }

    /// Writes one event of the log and gives back its id.
    fn event(
        &mut self,
        on: Day,
        words: &str,
        template: &str,
        facts: &[(&str, &str)],
    ) -> io::Result<String> {
        let id = format!("{on}-{words}-{}", self.chance.suffix());
        let day = on.to_string();
        let mut facts = facts.to_vec();
        facts.push(("on", &day));
        self.write(&format!("log/{id}.toml"), template, &facts)?;
        Ok(id)
    }

    fn write(&mut self, name: &str, template: &str, facts: &[(&str, &str)]) -> io::Result<()> {
        let (plan, chance) = (self.plan, &mut *self.chance);
        let text = fill(template, &mut |asked| {
            let given = facts.iter().find(|(name, _)| *name == asked);
            given.map_or_else(|| plan.fact(asked, chance), |(_, value)| (*value).to_owned())
        });
        write(self.home, name, &text, self.totals)
    }
}

/// Puts a fact wherever a template has its name in braces; a brace before a space is TOML's own.
fn fill(template: &str, fact: &mut dyn FnMut(&str) -> String) -> String {
    let mut text = String::with_capacity(4_096);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text += before;
        rest = after;
        match after.split_once('}') {
            Some((name, beyond)) if !after.starts_with(' ') => {
                text += &fact(name);
                rest = beyond;
            }
            _ => text.push('{'),
        }
    }
    text + rest
}

fn write(home: &Path, name: &str, text: &str, totals: &mut Totals) -> io::Result<()> {
    totals.files += 1;
    totals.bytes += text.len();
    fs::write(home.join(name), text)
}
