//! A line that lacks names: whoever sits at a terminal is asked for them, and shown what there is.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, CommandFactory as _, Parser as _};

use crate::cli::{Arguments, Context};
use crate::draft::Record;
use crate::model::dossier::Dossier;
use crate::render::visible;
use crate::store::Workspace;

/// What is said before the first of them.
const LEGEND: &str = "Enter leaves it.\n";

impl Arguments {
    /// A line that lacks names, with those that the person at the terminal gives. Nothing where it
    /// lacks something else, nobody can be asked, or they leave.
    #[must_use]
    pub fn completed(
        words: &[OsString],
        error: &clap::Error,
        world: impl Fn(&Self) -> Context,
    ) -> Option<Self> {
        let silent = words.iter().any(|it| it == "--no-input" || it == "--");
        let Some(ContextValue::Strings(lacks)) = error.get(ContextKind::InvalidArg) else {
            return None;
        };
        if silent || error.kind() != ErrorKind::MissingRequiredArgument {
            return None;
        }
        let mut all = Self::command();
        all.build();
        let command = words.iter().skip(1).find_map(|it| all.find_subcommand(it))?;
        // Only what writes asks.
        command.get_arguments().find(|it| it.get_id() == "no_input")?;
        let missing: Vec<&Arg> = command
            .get_positionals()
            .filter(|it| lacks.iter().any(|lack| bare(lack) == bare(&it.to_string())))
            .collect();
        if missing.is_empty() || missing.len() != lacks.len() {
            return None;
        }
        let line = |answers: &[String]| {
            let given = answers.iter().cloned();
            let rest = missing.iter().skip(answers.len()).map(|it| stand_in(it));
            let names = given.chain(rest).map(OsString::from);
            words.iter().cloned().chain(["--".into()]).chain(names).collect::<Vec<OsString>>()
        };
        let arguments = Self::try_parse_from(line(&[])).ok()?;
        let context = world(&arguments);
        let workspace = arguments.global.workspace(&context).ok()?;
        let given = all.clone().try_get_matches_from(line(&[])).ok()?;
        let given = given.subcommand()?.1.try_get_one::<String>("collaboration").ok().flatten();
        let mut named = given.filter(|_| missing[0].get_id() != "collaboration").cloned();
        let mut answers: Vec<String> = Vec::new();
        let mut told = LEGEND.to_owned();
        while let Some(argument) = context.interactive.then(|| missing.get(answers.len()))? {
            let id = argument.get_id().as_str();
            let there = choices(argument, &workspace, named.as_deref(), &context);
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let listed: String = there.iter().map(Choice::line).collect();
            let ask = format!("{told}\n{help}\n{listed}{id}: ");
            let answer = context.person.ask(&visible(&ask))?.trim().to_owned();
            told.clear();
            match &*answer {
                "" | "." => return None,
                "<" => drop(answers.pop()),
                "?" => {}
                answer if !there.is_empty() && !is_open(id) && !has(&there, answer) => {
                    told = format!("`{answer}` is none of these\n");
                }
                answer => {
                    answers.push(answer.to_owned());
                    // What a step is called may be said otherwise, and is told then.
                    if let Err(error) = Self::try_parse_from(line(&answers)) {
                        answers.pop();
                        told =
                            format!("{}\n", error.to_string().lines().next().unwrap_or_default());
                    } else if id == "collaboration" {
                        named = Some(answer.to_owned());
                    }
                }
            }
        }
        Self::try_parse_from(line(&answers)).ok()
    }
}

/// A name as usage shows it, without what says whether it may be left out: one that may be with a flag
/// is missing all the same without it.
fn bare(shown: &str) -> String {
    shown.trim_matches(['<', '>', '[', ']', '.']).to_owned()
}

/// One name that can be given, and what it stands for.
struct Choice {
    name: String,
    about: String,
}

impl Choice {
    fn new(name: &str, about: &str) -> Self {
        Self { name: name.to_owned(), about: about.to_owned() }
    }

    fn line(&self) -> String {
        let colon = if self.about.is_empty() { "" } else { ": " };
        format!("  {}{colon}{}\n", self.name, self.about)
    }
}

fn has(there: &[Choice], name: &str) -> bool {
    there.iter().any(|it| it.name == name)
}

/// Whether a name may be a new one, or be said otherwise.
fn is_open(id: &str) -> bool {
    !["collaboration", "action"].contains(&id)
}

/// What stands in a line for a name that is still to be given.
fn stand_in(argument: &Arg) -> String {
    let words = argument.get_possible_values();
    words.first().map_or_else(|| "x".to_owned(), |word| word.get_name().to_owned())
}

/// The names there are.
fn choices(
    argument: &Arg,
    workspace: &Workspace,
    named: Option<&str>,
    context: &Context,
) -> Vec<Choice> {
    let id = argument.get_id().as_str();
    if id.starts_with("collaboration") {
        return workspace.collaborations().0.iter().map(|id| Choice::new(id, "")).collect();
    }
    let words = argument.get_possible_values();
    if !words.is_empty() {
        let help = |word: &clap::builder::PossibleValue| {
            word.get_help().map(ToString::to_string).unwrap_or_default()
        };
        return words.iter().map(|word| Choice::new(word.get_name(), &help(word))).collect();
    }
    let chosen = named.and_then(|it| workspace.chosen(&[it.to_owned()], &context.standing).ok()?);
    let Some(chosen) = chosen.and_then(|it| it.into_iter().next()) else { return Vec::new() };
    Record::read(workspace, &chosen, context.today).look(|case| of_record(id, case.dossier))
}

/// What stands in the record of a collaboration.
fn of_record(id: &str, dossier: &Dossier<'_>) -> Vec<Choice> {
    let titled = |id: Option<&str>, title: Option<&str>| {
        id.map(|id| Choice::new(id, title.unwrap_or_default()))
    };
    let mut there: Vec<Choice> = match id {
        "action" => dossier.actions().iter().filter_map(|it| titled(it.id, it.title)).collect(),
        "issue" => {
            dossier.issue_events().filter_map(|(_, it)| titled(it.issue, it.statement)).collect()
        }
        "risk" => {
            let agreed = dossier.agreement.iter().flat_map(|it| &it.risk);
            let raised = dossier.risk_events().filter_map(|(_, it)| titled(it.risk, None));
            agreed.filter_map(|it| titled(it.id, it.statement)).chain(raised).collect()
        }
        _ => Vec::new(),
    };
    let mut seen: Vec<String> = Vec::new();
    there.retain(|it| {
        !seen.contains(&it.name) && {
            seen.push(it.name.clone());
            true
        }
    });
    there
}
