//! Flags made from the declaration of a table: one a field, so that none is forgotten and none says
//! something else than the record.

use std::marker::PhantomData;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::draft::{self, Entries, Mistake};
use crate::model::declare::{Field, Reference, Shape, Table};

/// Which fields a command takes as flags.
pub(in crate::cli) trait Fields:
    Clone + std::fmt::Debug + Send + Sync + 'static
{
    /// The tables they are declared in.
    fn tables() -> &'static [&'static Table];
    /// The keys that the command fills in otherwise, and that are no flags.
    const TAKEN: &'static [&'static str];
}

/// What was given for the fields, in the order of the declaration.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Flags<F> {
    given: Vec<(&'static Field, Vec<Vec<String>>)>,
    fields: PhantomData<F>,
}

impl<F: Fields> Flags<F> {
    /// The keys that something was given for.
    pub(in crate::cli) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.given.iter().map(|(field, _)| field.key)
    }

    /// The keys with their values as TOML text.
    ///
    /// # Errors
    ///
    /// When something given does not fit what the declaration says.
    pub(in crate::cli) fn entries(&self) -> Result<Entries, Mistake> {
        let mut entries = Entries::new();
        for (field, given) in &self.given {
            entries.push((field.key.to_owned(), said(field, given)?));
        }
        Ok(entries)
    }
}

/// The value of a field. What is empty is told of the flag that was typed.
fn said(field: &'static Field, given: &[Vec<String>]) -> Result<String, Mistake> {
    if given.iter().flatten().any(|word| word.trim().is_empty()) {
        let help = format!("say it in words, or leave `--{}` out", name(field));
        return Err(Mistake::new(format!("`--{}` is empty", name(field)), help).about(field.key));
    }
    value(field, given)
}

/// The value of a field; each item of a list of tables is one turn of the flag.
fn value(field: &'static Field, given: &[Vec<String>]) -> Result<String, Mistake> {
    let Shape::List(Shape::Table(table)) = field.shape else {
        let words: Vec<&str> = given.iter().flatten().map(String::as_str).collect();
        return draft::value(field, &words);
    };
    let mut items = Vec::new();
    for words in given {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words[..] {
            [one] if one.trim_start().starts_with(['[', '{']) => {
                let list = draft::value(field, &[one])?;
                items.push(list.trim_start_matches('[').trim_end_matches(']').to_owned());
            }
            _ => items.push(draft::inline(&draft::entries(table, &words)?)),
        }
    }
    Ok(format!("[{}]", items.join(", ")))
}

fn fields<F: Fields>() -> impl Iterator<Item = &'static Field> {
    let all = F::tables().iter().flat_map(|table| table.fields);
    all.filter(|field| !F::TAKEN.contains(&field.key))
}

/// The flag of a key: `new_due` is `--new-due`.
fn name(field: &Field) -> String {
    field.key.replace('_', "-")
}

impl<F: Fields> clap::Args for Flags<F> {
    fn augment_args(command: Command) -> Command {
        let has = |key: &str| fields::<F>().any(|field| field.key == key);
        let why = has("note") && !has("reason");
        command.args(fields::<F>().map(argument)).args(why.then(no_reason))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Why something was so is said with `--reason` of some events, and as a note of the others: who
/// types the one for the other is told.
fn no_reason() -> Arg {
    Arg::new("no-reason").long("reason").value_name("WHY").hide(true).value_parser(
        |_: &str| -> Result<String, &'static str> {
            Err("here the why goes with `--note \"…\"`")
        },
    )
}

fn argument(field: &'static Field) -> Arg {
    let help = field.doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let arg = Arg::new(field.key)
        .long(name(field))
        .value_name(value_name(field))
        .help(help + &words(field.shape))
        .action(ArgAction::Append);
    match field.shape {
        Shape::List(Shape::Table(_)) | Shape::Scores(..) => arg.num_args(1..),
        _ => arg.allow_hyphen_values(true),
    }
}

/// The flag of a field with what it takes: `--agreed-by PARTY,…`.
pub(in crate::cli) fn usage(field: &Field) -> String {
    format!("--{} {}", name(field), value_name(field))
}

fn value_name(field: &Field) -> &'static str {
    let several = matches!(field.shape, Shape::List(Shape::Text));
    match (field.refers, several) {
        (Some(Reference::Party), true) => "PARTY,…",
        (Some(Reference::Party), false) => "PARTY",
        (Some(Reference::Role), _) => "ROLE",
        (Some(Reference::Event), _) => "EVENT",
        (Some(Reference::Issue), _) => "ISSUE",
        (Some(Reference::Contact), true) => "CONTACT,…",
        (Some(_), true) => "ITEM,…",
        _ => of_shape(field.shape),
    }
}

fn of_shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Date => "DATE",
        Shape::Whole(..) | Shape::Amount | Shape::Worth => "NUMBER",
        Shape::Flag => "YES|NO",
        Shape::Words(_) => "WORD",
        Shape::Duration => "DURATION",
        Shape::List(Shape::Table(_)) => "KEY=VALUE",
        Shape::Scores(..) => "QUESTION=POINTS",
        Shape::List(of) => of_shape(*of),
        _ => "TEXT",
    }
}

/// The words that a field takes, for its help.
fn words(shape: Shape) -> String {
    match shape {
        Shape::Words(words) => {
            let words: Vec<&str> = words.iter().map(|word| word.text).collect();
            format!(" [{}]", words.join(", "))
        }
        Shape::List(of @ Shape::Words(_)) => self::words(*of),
        Shape::List(Shape::Table(table)) => {
            let keys: Vec<&str> = table.fields.iter().map(|field| field.key).collect();
            format!(" [{}]", keys.join(", "))
        }
        _ => String::new(),
    }
}

impl<F: Fields> clap::FromArgMatches for Flags<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = fields::<F>().filter_map(|field| {
            let turns = matches.get_occurrences::<String>(field.key)?;
            Some((field, turns.map(|turn| turn.cloned().collect()).collect()))
        });
        Ok(Self { given: given.collect(), fields: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
