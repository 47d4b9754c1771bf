//! Every line that is offered is typed, with what it leaves open filled in: the program takes it, and
//! what it was offered for is gone.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use comity::cli::{Context, Outcome};
use serde_json::Value;

use crate::harness::{Edit, Sandbox, Someone, comity_in, directories, world};
use crate::mutation::{self, each};
use crate::stand_ins::{TEXT, WAYS, filled};

/// What a line is offered for: the rule, the file, and the message; where no rule speaks, the
/// criterion and the collaboration instead of the rule.
type For = [String; 3];

/// What is found and missed in a workspace, and the lines that are offered for it.
#[derive(Default)]
struct Offered {
    /// How often each stands there.
    known: BTreeMap<For, usize>,
    lines: BTreeMap<String, BTreeSet<For>>,
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().expect("a list")
}

/// What the program answers as JSON.
fn json(sandbox: &Sandbox, words: &[&str], today: &str) -> Value {
    let outcome = sandbox.comity(&[words, &["--format", "json", "--today", today]].concat());
    serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {outcome:?}"))
}

impl Offered {
    fn add(&mut self, what: For, line: String) {
        self.lines.entry(line).or_default().insert(what);
    }

    /// With the findings of a check: of one collaboration, or of all.
    fn with_findings(mut self, sandbox: &Sandbox, id: Option<&str>, today: &str) -> Self {
        let words = ["check"].into_iter().chain(id);
        let report = json(sandbox, &words.collect::<Vec<_>>(), today);
        for finding in list(&report, "findings") {
            let what = ["rule", "file", "message"].map(|key| text(finding, key));
            *self.known.entry(what.clone()).or_default() += 1;
            self.add(what, text(finding, "command"));
        }
        self
    }

    /// With the gaps of every row that is not met. Those that a rule has found are findings.
    fn with_rows(mut self, sandbox: &Sandbox, standards: &[&str], today: &str) -> Self {
        let standards = standards.iter().flat_map(|standard| ["--standard", standard]);
        let words: Vec<&str> = ["report", "coverage"].into_iter().chain(standards).collect();
        let report = json(sandbox, &words, today);
        for row in list(&report, "rows").iter().filter(|row| row["verdict"] == "not-met") {
            for gap in list(row, "gaps") {
                let mut what = ["rule", "file", "message"].map(|key| text(gap, key));
                if what[0].is_empty() {
                    what[0] = format!("{} {}", text(row, "criterion"), text(row, "collaboration"));
                    *self.known.entry(what.clone()).or_default() += 1;
                }
                self.add(what, text(gap, "command"));
            }
        }
        self
    }
}

/// The standards of criteria that no rule speaks of.
fn standards(wanted: &BTreeSet<For>) -> Vec<&str> {
    let own = wanted.iter().filter(|[rule, ..]| rule.contains(' '));
    let own: BTreeSet<&str> =
        own.map(|[rule, ..]| rule.split('.').next().expect("an id")).collect();
    own.into_iter().collect()
}

/// Whether a line only shows what only a person can put right.
fn opens(line: &str) -> bool {
    line.starts_with("comity edit ") || line.starts_with("ls -la")
}

/// Types a line on a copy; in an editor nothing is changed.
fn typed(sandbox: &Sandbox, words: &[String], today: &str) -> (Outcome, String) {
    let same = || -> Edit { Box::new(str::to_owned) };
    let someone = Arc::new(Someone::with(&[], vec![same(), same()]));
    let context = Context { person: someone.clone(), ..world(sandbox.root()) };
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.extend(["--today", today]);
    let outcome = comity_in(&context, &words);
    if let Some(kept) = outcome.stderr.split("your text is kept in ").nth(1) {
        std::fs::remove_file(kept.trim()).expect("it was kept");
    }
    let heard = someone.heard.lock().expect("whole").clone();
    (outcome, heard)
}

/// The lines that an answer names.
fn named(outcome: &Outcome) -> Vec<String> {
    let said = format!("{}\n{}", outcome.stdout, outcome.stderr);
    let quoted = said.split('`').skip(1).step_by(2).map(str::trim);
    let alone = said.lines().map(str::trim);
    let all = quoted.chain(alone).filter(|it| it.starts_with("comity "));
    all.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// How many lines somebody types, at the most, to get where one leads.
const MOST: usize = 8;

/// A workspace, with what is found in it before anything is typed.
struct Before<'s> {
    sandbox: &'s Sandbox,
    today: &'s str,
    offered: Offered,
    /// What a check of each collaboration alone finds.
    alone: BTreeMap<String, Offered>,
}

impl<'s> Before<'s> {
    fn of(sandbox: &'s Sandbox, today: &'s str) -> Self {
        let offered = Offered::default().with_findings(sandbox, None, today);
        let offered = offered.with_rows(sandbox, &["all"], today);
        let ids = directories(&sandbox.root().join("collaborations"));
        let ids = ids.iter().map(|path| path.file_name().expect("a name").to_string_lossy());
        let alone = ids.map(|id| {
            let found = Offered::default().with_findings(sandbox, Some(&*id), today);
            (id.into_owned(), found)
        });
        let alone = alone.collect();
        Self { sandbox, today, offered, alone }
    }

    /// What of that for which a line is offered is still there in a copy, and the lines that are
    /// offered for it then.
    fn left(&self, twin: &Sandbox, line: &str) -> (Vec<&For>, Vec<String>) {
        let Some(wanted) = self.offered.lines.get(line) else { return Default::default() };
        let found: Vec<&For> = wanted.iter().filter(|[rule, ..]| !rule.contains(' ')).collect();
        // Where a check of the collaboration alone tells all that it is about, that is enough.
        let alone = line.split(' ').nth(2).and_then(|id| self.alone.get_key_value(id));
        let alone = alone.filter(|(_, alone)| found.iter().all(|it| alone.known.contains_key(*it)));
        let mut after = Offered::default();
        if !found.is_empty() {
            after = after.with_findings(twin, alone.map(|(id, _)| &**id), self.today);
        }
        let standards = standards(wanted);
        if !standards.is_empty() {
            after = after.with_rows(twin, &standards, self.today);
        }
        let still = |what: &&For| {
            let before = self.offered.known.get(*what).copied().unwrap_or(1);
            after.known.get(*what).is_some_and(|count| *count >= before)
        };
        let left: Vec<&For> = wanted.iter().filter(still).collect();
        let lines = after.lines.iter().filter(|(_, of)| left.iter().any(|it| of.contains(*it)));
        let lines = lines.map(|(line, _)| line.clone()).collect();
        (left, lines)
    }

    /// Types a line, and says what is wrong with it.
    fn hold(&self, line: &str) -> Option<String> {
        let announced = self.offered.lines.get(line).into_iter().flatten();
        let mut announced = announced.map(|[rule, ..]| rule == "review-due-soon");
        // What falls due is announced until it was held.
        if line.starts_with("ls -la") || announced.any(|it| it) {
            return None;
        }
        let mut why = String::new();
        // Only where none of the ways does it at once, what a line leads to is typed too.
        let all = |follows| (0..WAYS).map(move |way| (way, follows));
        for (way, follows) in all(false).chain(all(true)) {
            match self.goes(line, way, follows) {
                Ok(()) => return None,
                Err(stuck) => why.push_str(&stuck),
            }
        }
        Some(format!("{line}\n{why}"))
    }

    fn goes(&self, line: &str, way: usize, follows: bool) -> Result<(), String> {
        let twin = self.sandbox.twin();
        let mut words = filled(&twin, line, self.today, way);
        let (mut outcome, heard) = typed(&twin, &words, self.today);
        // Where a refusal says which words there are, one of them is taken.
        if let Some((_, choice)) = outcome.stderr.split_once("write one of: ") {
            let choice = choice.split([',', '\n']).next().expect("a word");
            words.iter_mut().for_each(|word| {
                if word.contains('=') {
                    *word = word.replace(TEXT, choice);
                }
            });
            outcome = typed(&twin, &words, self.today).0;
        }
        let told = format!("  {words:?}\n    {}{}\n", outcome.stdout, outcome.stderr);
        if opens(line) {
            return if heard.contains("#! ") { Ok(()) } else { Err(told) };
        }
        if outcome.code != 0 {
            return self.wants_first(&outcome).map_err(|stuck| format!("{told}    {stuck}\n"));
        }
        // What it leads to is typed too: a text that was amended is signed anew, whatever else is
        // still in its way.
        let mut next: VecDeque<String> = named(&outcome).into();
        let mut done = BTreeSet::from([line.to_owned()]);
        loop {
            let (left, lines) = self.left(&twin, line);
            if left.is_empty() {
                return Ok(());
            }
            next.extend(lines.into_iter().filter(|it| follows && !done.contains(it)));
            let Some(line) = next.pop_front().filter(|_| follows && done.len() < MOST) else {
                return Err(format!("{told}    leaves {left:?} after {done:?}\n"));
            };
            if done.insert(line.clone()) {
                let forced = if line.contains(" --sign ") { " --force \"…\"" } else { "" };
                if let Some(took) = self.taken(&twin, &format!("{line}{forced}")) {
                    next.extend(named(&took));
                }
            }
        }
    }

    /// Types a line in the first way that is taken.
    fn taken(&self, twin: &Sandbox, line: &str) -> Option<Outcome> {
        let ways = (0..WAYS).map(|way| filled(twin, line, self.today, way));
        ways.map(|words| typed(twin, &words, self.today).0).find(|outcome| outcome.code == 0)
    }

    /// A refusal says what comes first: it names lines, and each of them is offered itself, or goes.
    fn wants_first(&self, refusal: &Outcome) -> Result<(), String> {
        let lines = named(refusal);
        if lines.is_empty() {
            return Err("it names no line".to_owned());
        }
        let goes = |line: &&String| {
            let known = self.offered.lines.contains_key(*line);
            known || opens(line) || self.taken(&self.sandbox.twin(), line).is_some()
        };
        match lines.iter().find(|line| !goes(line)) {
            Some(line) => Err(format!("what it wants first does not go: {line}")),
            None => Ok(()),
        }
    }

    fn wrong(&self) -> Vec<String> {
        let lines: Vec<&String> = self.offered.lines.keys().collect();
        each(&lines, |line| self.hold(line)).into_iter().flatten().collect()
    }
}

#[test]
fn every_line_for_the_neglected_record_does_what_it_is_offered_for() {
    let sandbox = Sandbox::copy_of("examples/neglected");
    let before = Before::of(&sandbox, "2026-03-02");
    assert!(before.offered.lines.len() > 250, "{}", before.offered.lines.len());
    let wrong = before.wrong();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// What is taken out of the good example, all at once.
const TAKEN: [&str; 9] = [
    "agreement: action.quality",
    "agreement: communication",
    "agreement: exit",
    "agreement: objective.indicator",
    "agreement: reporting.frequency",
    "agreement: risk.owner",
    "collaboration: party.sponsor",
    "evaluation: cost",
    "network: contact[status != left].level",
];

#[test]
fn every_line_for_a_record_with_gaps_does_what_it_is_offered_for() {
    let late = Sandbox::copy_of("examples/warm-safe-discharge");
    let good = mutation::example();
    for path in TAKEN {
        assert!(mutation::take_out(&good, path).0 > 0, "{path}");
    }
    good.sign();
    for (sandbox, today, least) in [(&late, "2026-02-05", 8), (&good, "2025-11-30", 20)] {
        let before = Before::of(sandbox, today);
        assert!(before.offered.lines.len() >= least, "{today}: {}", before.offered.lines.len());
        let wrong = before.wrong();
        assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    }
}
