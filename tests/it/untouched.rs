//! What a command must not touch: a dry run writes nothing, and what is refused writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use comity::cli;

use crate::harness::{Sandbox, directories, files};

/// The day on which the large example stands as its story ends.
const DAY: &str = "2025-11-30";

/// Every file of a directory with its bytes, and every directory, also hidden ones.
fn all(root: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(directory) = open.pop() {
        found.insert(directory.display().to_string(), None);
        open.extend(directories(&directory));
        for file in files(&directory) {
            found.insert(file.display().to_string(), Some(fs::read(&file).expect("read")));
        }
    }
    found
}

/// The large example, and beside it the reading hour before anybody signed it.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::copy_of("examples/warm-safe-discharge");
    let hour = Sandbox::copy_of("examples/reading-hour");
    for name in ["collaboration", "evaluation", "agreement"] {
        let path = format!("collaborations/reading-hour/{name}.toml");
        sandbox.write(&path, hour.read(&path));
    }
    sandbox
}

/// The words of a line: what stands in quotes is one word.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect()
}

/// Lines that would write, `C` being the large collaboration.
const WRITING: [&str; 29] = [
    "waive --all --until 2026-06-30 --reason R --approved-by housing-director",
    "report partner C --to hearthside --record",
    "network ardenvale-hospitals --set reviewed_on=2025-11-30",
    "network fernley-museum --set name=Museum --set kind=charity --set ours=no --set tier=occasional",
    "settings --set thresholds.due_soon_days=21",
    "evaluate new-one --title Idea --set significance=minor",
    "evaluate C --add considered name=X verdict=invite reason=R",
    "agree reading-hour --set purpose.aim=Stories",
    "agree reading-hour --unset review_plan",
    "agree reading-hour --sign library --method email --force R",
    "agree C --sign housing --corrects 2025-06-24-housing-signed-x3ne --method minute",
    "agree C --amend --set purpose.aim=X --by housing-director --reason R --effective-on 2026-01-01",
    "log-action C act-winter progressed --note Half",
    "log-action C act-winter unable --reason R --told housing,adult-care,hearthside",
    "log-issue C late opened --raised-by hospital --category delivery --statement S",
    "log-risk C risk-capacity reassessed --likelihood 4",
    "log-report C rep-delivery reported --summary S --figures item=sl-visit value=94 unit=percent",
    "log-report C rep-delivery acknowledged --party housing --follows 2025-07-16-rep-delivery-reported-n6ds --force R",
    "log-feedback C given --from housing --to hospital --worked-well W",
    "log-feedback C answered --party hospital --response R",
    "log-decision C rota proposed --question Who",
    "log-information C inf-referrals access-checked --outcome O --evidence E",
    "log-contact ardenvale-hospitals contacted --mode informal --with avh-discharge-lead --purpose P",
    "review C annual-2026 --prepare",
    "review C annual-2026 --view hospital --scores need=4 trust=2",
    "review C annual-2025 --set held_on=2025-11-18 --force R",
    "log-action C act-winter completed --evidence E --quality-met yes",
    "log-action C act-winter completed --force R",
    "log-decision C visit-level accepted --question Q --chosen C --because B --decided-by housing --force R",
];

#[test]
fn a_dry_run_writes_nothing() {
    let sandbox = sandbox();
    let before = all(sandbox.root());
    for line in WRITING {
        let line = line.replace(" C ", " warm-safe-discharge ");
        let mut words = words(&line);
        words.extend(["--today", DAY]);
        let dry = sandbox.comity(&[&words[..], &["--dry-run"]].concat());
        assert_eq!(dry.code, 0, "{line}: {}", dry.stderr);
        let said = dry.stdout + &dry.stderr;
        assert!(said.contains("\n+++ b/"), "{line}: no difference is shown: {said}");
        assert!(dry.stderr.contains("nothing was written"), "{line}: {}", dry.stderr);
        assert_eq!(all(sandbox.root()), before, "{line} wrote something");
        // Without the flag it would: so the difference is of something.
        let other = sandbox.twin();
        let written = other.comity(&words);
        assert_eq!(written.code, 0, "{line}: {}", written.stderr);
        let said = written.stdout + &written.stderr;
        assert!(said.contains("wrote "), "{line}: {said}");
    }
}

#[test]
fn no_writing_command_is_left_out() {
    let reference = cli::reference();
    let sections = reference.split("\n## comity ").skip(1);
    let writing: Vec<&str> = sections
        .filter(|section| section.contains("--dry-run\n"))
        .filter_map(|section| section.lines().next())
        .collect();
    assert!(writing.len() >= 11, "{writing:?}");
    for command in writing {
        let of = |line: &&str| line.starts_with(&format!("{command} "));
        // An editor is needed for the one that opens files: `shared.rs` has one.
        let is_typed = WRITING.iter().any(of) || command == "edit";
        assert!(is_typed, "no dry run of `{command}` is tried");
        let refused = REFUSED.iter().filter(|(line, _)| of(line)).count();
        assert!(refused >= 4, "{refused} refusals of `{command}` are tried");
    }
}

const AHEAD: &str = "2025-12-24 lies after today";
const BEFORE: &str = "lies before the ";

/// Lines that are refused, and what each says.
const REFUSED: [(&str, &str); 97] = [
    ("waive --all --until 2027-06-30 --reason R --approved-by D", "more than a year ahead"),
    ("waive --all --until 2025-06-30 --reason R --approved-by D", "is past"),
    (
        "waive warm-safe-discharg --all --until 2026-06-30 --reason R --approved-by D",
        "did you mean `warm-safe-discharge`?",
    ),
    (
        "waive --rule action-overdu --until 2026-06-30 --reason R --approved-by D",
        "did you mean `action-overdue`?",
    ),
    ("report partner C --to hearthsid --record", "did you mean `hearthside`?"),
    (
        "report partner warm-safe-discharg --to hearthside --record",
        "did you mean `warm-safe-discharge`?",
    ),
    ("report partner reading-hour --to surgery --record", "arranges no report"),
    ("report partner C --to hearthside --format ics --record", "does not fit into ics"),
    ("report partner C --to hearthside --record --due 2026-01-22", "is no day on which report"),
    ("report partner C --to hearthside --summary S", "it goes with `--record`"),
    ("network ardenvale-hospital --set tier=own", "did you mean `ardenvale-hospitals`?"),
    ("network ../x --set name=X", "cannot be the name"),
    ("network hearthside --set teir=own", "did you mean `tier`?"),
    ("network hearthside --set parent=hearthsid", "did you mean `hearthside`?"),
    ("settings --set threshold.due_soon_days=3", "did you mean `thresholds`?"),
    ("settings --set thresholds.due_soon_days=soon", "number"),
    ("settings --unset waiver[7]", "is no waiver"),
    ("settings --set currency=GBP --force R", "overrides nothing"),
    ("edit network/hearthsid.toml", "there is no"),
    ("edit notes.txt", "end in `.toml`"),
    ("edit ../comity.toml", "leads out"),
    ("edit network/hearthside.toml", "which editor to use"),
    ("evaluate warm-safe-discharg --set significance=minor", "did you mean `warm-safe-discharge`?"),
    ("evaluate C --set decision.outcom=proceed", "did you mean `outcome`?"),
    ("evaluate C --set significance=majr", "major"),
    ("evaluate .. --title T", "cannot be the name"),
    ("evaluate ../x --title T", "cannot be the name"),
    ("evaluate a/b --title T", "cannot be the name"),
    ("evaluate /etc --title T", "cannot be the name"),
    ("evaluate con --title T", "keep that name for a device"),
    ("evaluate nul --title T", "keep that name for a device"),
    ("evaluate NUL --title T", "cannot be the name"),
    ("evaluate C --set decision.decided_on=2026-01-01", "2026-01-01"),
    ("agree warm-safe-discharg --sign housing", "did you mean `warm-safe-discharge`?"),
    ("agree ../warm-safe-discharge --sign housing", "did you mean `warm-safe-discharge`?"),
    ("agree con --set title=T", "no collaboration"),
    ("agree C --sign houseng", "did you mean `housing`?"),
    ("agree C --sign ../housing", "no party"),
    ("agree C --sign housing", "has signed this very text"),
    ("agree C --sign housing --on 2025-12-24", AHEAD),
    ("agree C --set purpose.aim=X", "the text is signed"),
    ("agree reading-hour --set purpos.aim=X", "did you mean `purpose`?"),
    ("agree reading-hour --amend --set purpose.aim=X", "nobody has signed"),
    (
        "agree C --amend --set purpose.aim=X --on 2025-12-24 --by housing-director --reason R --effective-on 2026-01-01",
        AHEAD,
    ),
    (
        "agree C --amend --set purpose.aim=X --on 2020-01-01 --by housing-director --reason R --effective-on 2026-01-01",
        BEFORE,
    ),
    ("agree C --amend --set purpose.aim=X", "`reason` is missing"),
    ("log-action warm-safe-discharg act-winter progressed", "did you mean `warm-safe-discharge`?"),
    ("log-action C act-wintr progressed", "did you mean `act-winter`?"),
    ("log-action C ../act-winter progressed", "is no action"),
    ("log-action C con progressed", "is no action"),
    ("log-action C act-winter progressed --on 2025-12-24", AHEAD),
    ("log-action C act-winter progressed --on 2024-01-01", BEFORE),
    ("log-action C act-fund completed --evidence E --quality-met yes", "2025-03-12"),
    ("log-action C act-winter progresed", "progressed"),
    (
        "log-issue C con opened --raised-by hospital --category delivery --statement S",
        "call it `issue-con`",
    ),
    (
        "log-issue C nul opened --raised-by hospital --category delivery --statement S",
        "call it `issue-nul`",
    ),
    (
        "log-issue C a/b opened --raised-by hospital --category delivery --statement S",
        "call it `a-b`",
    ),
    (
        "log-issue C .. opened --raised-by hospital --category delivery --statement S",
        "cannot be called",
    ),
    ("log-issue C friday-visit support --party housing --note N", "did you mean `friday-visits`?"),
    (
        "log-issue C late opened --raised-by hospitl --category delivery --statement S",
        "did you mean `hospital`?",
    ),
    (
        "log-issue C late opened --raised-by hospital --category delivery --statement S --on 2025-12-24",
        AHEAD,
    ),
    (
        "log-issue C late opened --raised-by hospital --category delivery --statement S --on 2024-01-01",
        BEFORE,
    ),
    ("log-risk C risk-capcity closed", "did you mean `risk-capacity`?"),
    ("log-risk C con raised --statement S --likelihood 1 --impact 1", "call it `risk-con`"),
    ("log-risk C ../con raised --statement S --likelihood 1 --impact 1", "cannot be called"),
    ("log-risk C risk-capacity closed --on 2025-12-24", AHEAD),
    ("log-risk C risk-capacity closed --on 2024-01-01", BEFORE),
    ("log-report C rep-delivry reported", "did you mean `rep-delivery`?"),
    ("log-report C ../x reported", "is no report"),
    ("log-report C rep-flow reported --summary S", "says nothing about `sl-referral`"),
    ("log-report C rep-delivery reported --summary S --on 2025-12-24", AHEAD),
    ("log-report C rep-delivery reported --summary S --on 2024-01-01", BEFORE),
    ("log-feedback warm-safe-discharg given", "did you mean `warm-safe-discharge`?"),
    (
        "log-feedback C given --from housing --to hospitl --worked-well W",
        "did you mean `hospital`?",
    ),
    ("log-feedback C given --from housing --to hospital --worked-well W --on 2025-12-24", AHEAD),
    ("log-feedback C given --from housing --to hospital --worked-well W --on 2024-01-01", BEFORE),
    ("log-decision C con proposed --question Q", "call it `decision-con`"),
    ("log-decision C ../x proposed --question Q", "cannot be called"),
    ("log-decision C rota proposed --question Q --on 2025-12-24", AHEAD),
    ("log-decision C rota proposed --question Q --on 2024-01-01", BEFORE),
    ("log-information C inf-referal access-checked", "did you mean `inf-referrals`?"),
    ("log-information C ../x access-checked", "is no information"),
    ("log-information C inf-referrals access-checked --outcome O --on 2025-12-24", AHEAD),
    (
        "log-information C inf-referrals access-checked --outcome O --evidence E --on 2024-01-01",
        BEFORE,
    ),
    ("log-contact ardenvale-hospital contacted", "did you mean `ardenvale-hospitals`?"),
    (
        "log-contact ardenvale-hospitals contacted --mode informal --with avh-discharge-led --purpose P",
        "did you mean `avh-discharge-lead`?",
    ),
    (
        "log-contact ardenvale-hospitals contacted --mode carrier-pigeon",
        "there are: formal, informal",
    ),
    (
        "log-contact ardenvale-hospitals contacted --mode informal --with avh-discharge-lead --purpose P --on 2025-12-24",
        AHEAD,
    ),
    ("review warm-safe-discharg --prepare", "did you mean `warm-safe-discharge`?"),
    ("review C annual-2025 --sign houseng", "did you mean `housing`?"),
    ("review C annual-2025 --sign housing --on 2025-12-24", AHEAD),
    ("review C annual-2025 --set verdct=renew", "did you mean `verdict`?"),
    ("review C annual-2025 --accept rec-forecst", "did you mean `rec-forecast`?"),
    ("review C annual-2026 --prepare --on 2025-12-24", "2025-12-24"),
    ("review C con --prepare", "is no review that is planned"),
    ("review C --close --reason completed", "`lessons` is missing"),
    ("review C ../x --prepare", "is no review that is planned"),
];

#[test]
fn what_is_refused_writes_nothing() {
    let sandbox = sandbox();
    let before = all(sandbox.root());
    for (line, says) in REFUSED {
        let line = line.replace(" C ", " warm-safe-discharge ");
        let mut words = words(&line);
        words.extend(["--today", DAY]);
        let outcome = sandbox.comity(&words);
        assert_eq!((outcome.code, &*outcome.stdout), (2, ""), "{line}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(says), "{line} does not say {says:?}:\n{}", outcome.stderr);
        assert_eq!(all(sandbox.root()), before, "{line} wrote something");
    }
}
