//! A whole file by three ways: keys and items on the command line, questions, the editor.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::ask::{Asked, Asking, LEGEND, ask_of_item};
use super::interview::interview;
use super::{Writing, editor};
use crate::cli::{Context, Failure, Outcome};
use crate::draft::{self, Known, Mistake, Page};
use crate::model::declare::{Shape, Significance, Stage};
use crate::rules::Finding;
use crate::store::{Edit, Step};

/// What is to be changed in a file, as it stands on the command line.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct Changes {
    add: Vec<Vec<String>>,
    set: Vec<String>,
    unset: Vec<String>,
}

impl Changes {
    /// Whether nothing is to be changed.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.add.is_empty() && self.set.is_empty() && self.unset.is_empty()
    }

    /// The paths of all that is to be changed.
    pub(in crate::cli) fn paths(&self) -> impl Iterator<Item = &str> {
        let added = self.add.iter().filter_map(|words| words.first());
        added.chain(&self.set).chain(&self.unset).map(|path| path.split('=').next().unwrap_or(path))
    }

    /// Makes the changes in several files; the first step of each path says in which.
    ///
    /// # Errors
    ///
    /// The first of them that does not fit.
    pub(in crate::cli) fn apply_among(&self, pages: &mut [Page]) -> Result<(), Failure> {
        self.apply_each(pages, draft::home, |_| {})
    }

    /// Makes the changes: items are added first, so that keys of theirs can be set.
    ///
    /// # Errors
    ///
    /// The first of them that does not fit.
    pub(in crate::cli) fn apply(&self, page: &mut Page) -> Result<(), Failure> {
        self.apply_each(page, |page, _| Ok(page), |_| {})
    }

    /// Makes the changes, each in the file that `home` finds for its path, and shows the files after
    /// each of them.
    ///
    /// # Errors
    ///
    /// The first of them that does not fit.
    pub(in crate::cli) fn apply_each<P: ?Sized>(
        &self,
        pages: &mut P,
        home: impl for<'p> Fn(&'p mut P, &str) -> Result<&'p mut Page, Mistake>,
        mut after: impl FnMut(&P),
    ) -> Result<(), Failure> {
        for words in &self.add {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            home(pages, words.first().unwrap_or(&""))?.add(&words)?;
            after(pages);
        }
        for assignment in &self.set {
            let path = assignment.split('=').next().unwrap_or_default();
            home(pages, path.trim_end_matches('+'))?.give(assignment)?;
            after(pages);
        }
        for path in &self.unset {
            home(pages, path)?.take_out(path)?;
            after(pages);
        }
        Ok(())
    }
}

impl clap::Args for Changes {
    fn augment_args(command: Command) -> Command {
        let text = |name: &'static str, value: &'static str, help: &'static str| {
            Arg::new(name)
                .long(name)
                .value_name(value)
                .help(help)
                .action(ArgAction::Append)
                .allow_hyphen_values(true)
        };
        command
            .arg(
                Arg::new("add")
                    .long("add")
                    .value_names(["LIST", "KEY=VALUE"])
                    .help(
                        "Add an item to a list of tables: `--add benefit party=library value=300`",
                    )
                    .action(ArgAction::Append)
                    .num_args(1..),
            )
            .arg(text(
                "set",
                "PATH=VALUE",
                "Set a key: `--set decision.outcome=proceed`; `+=` adds to a list",
            ))
            .arg(text("unset", "PATH", "Take out a key, a table or an item"))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Changes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let all = |name: &str| -> Vec<String> {
            matches.get_many::<String>(name).into_iter().flatten().cloned().collect()
        };
        let turns = matches.get_occurrences::<String>("add").into_iter().flatten();
        Ok(Self {
            add: turns.map(|turn| turn.cloned().collect()).collect(),
            set: all("set"),
            unset: all("unset"),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Asks for what a file still has to hold, and then for what it may: turn by turn. After each turn
/// `look` says what is wrong with the file as it would be; what is still missing is no fault yet.
/// Without what is `wanted` nothing is written.
///
/// # Errors
///
/// When the person left; then nothing is to be written.
pub(in crate::cli) fn question(
    page: &mut Page,
    significance: Significance,
    wanted: &[&'static str],
    writing: &Writing,
    context: &Context,
    mut look: impl FnMut(&Page) -> Vec<Finding>,
) -> Result<(), Failure> {
    if !writing.may_ask(context) {
        return Ok(());
    }
    // A short file is gone through as a whole.
    let keys: Vec<&str> = page.open_keys().collect();
    let has_tables = page
        .declared()
        .fields
        .iter()
        .any(|field| matches!(field.shape, Shape::Table(_) | Shape::List(Shape::Table(_))));
    let known = known(significance, Stage::Candidate);
    let known = match has_tables {
        true => known,
        false => Known { alone: true, order: &keys, ..known },
    };
    let known = Known { wanted, ..known };
    interview(page, known, LEGEND, context, |tried| {
        let mut wrong = look(tried);
        wrong.retain(|it| !draft::evaluation::is_gap(it));
        wrong
    })?;
    Ok(())
}

/// What is known of a file of which nothing more is known than how much is asked.
fn known(significance: Significance, stage: Stage) -> Known<'static> {
    Known { significance, stage, parties: &[], items: &[], order: &[], alone: false, wanted: &[] }
}

/// Asks what each item of the lists of a file still has to say, one key after the other. `about` says
/// what is known of an item, by its list and its name.
///
/// # Errors
///
/// When the person left; then nothing is to be written.
pub(in crate::cli) fn question_items(
    page: &mut Page,
    significance: Significance,
    about: impl Fn(&str, &str) -> String,
    writing: &Writing,
    context: &Context,
) -> Result<(), Failure> {
    if !writing.may_ask(context) {
        return Ok(());
    }
    let lists = page.declared().fields.iter().filter_map(|field| match field.shape {
        Shape::List(Shape::Table(table)) => Some((field.key, *table)),
        _ => None,
    });
    let mut legend = LEGEND;
    for (list, table) in lists.collect::<Vec<_>>() {
        for (index, known) in page.items(list).into_iter().enumerate() {
            let name = known.iter().find(|(key, _)| key == "id" || key == "item");
            let name = name.map_or("", |(_, value)| value.trim_matches('"'));
            let tables = [table];
            let open = draft::open(&tables, &known, None, significance, Stage::Candidate);
            if open.iter().all(|it| it.rule.is_none()) {
                continue;
            }
            let what = about(list, name);
            let colon = if what.is_empty() { "" } else { ": " };
            let heading = format!("{legend}\n{} {name}{colon}{what}", list.replace('_', " "));
            legend = "";
            let asking = Asking { tables: &tables, significance, ..Asking::default() };
            let mut entries = known.clone();
            let asked = ask_of_item(asking, &heading, &mut entries, context);
            if asked == Asked::Gone {
                return Err(Failure::new("nothing was written", "the questions were left"));
            }
            let new = entries.into_iter().filter(|(key, _)| !known.iter().any(|(it, _)| it == key));
            let edits = new.map(|(key, value)| Edit::Set {
                way: vec![Step::Key(list.to_owned()), Step::Item(index), Step::Key(key)],
                value,
            });
            page.edit(&edits.collect::<Vec<_>>())?;
            // What was said before no more was wanted stays.
            if asked == Asked::Enough {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// A form for the editor: the file as it is, with what is missing beside the place, and below it all
/// that may be said besides.
pub(in crate::cli) fn form(
    page: &Page,
    significance: Significance,
    stage: Stage,
    findings: &[&Finding],
) -> String {
    let mut shown = page.clone();
    shown.text = draft::beside(&page.text, &page.path, findings);
    draft::sheet(&page.path, &shown, known(significance, stage))
}

/// Lets a file be edited as a whole. `look` says what is wrong with a text; it comes back marked
/// until nothing is. What is not touched stays as the file has it; a form that is left as it was
/// changes nothing.
///
/// # Errors
///
/// When there is no editor, or the person gave up.
pub(in crate::cli) fn edit(
    page: &mut Page,
    form: &str,
    context: &Context,
    mut look: impl FnMut(&Page) -> Vec<Finding>,
) -> Result<(), Failure> {
    let name = page.path.clone();
    // The file stands in the form behind some help, and its mark with it.
    let form = match page.text.starts_with('\u{feff}') {
        true => draft::plain(&form.replacen('\u{feff}', "", 1)),
        false => draft::plain(form),
    };
    let form = draft::marked(&form, &[]);
    let shown = draft::cleaned(&form);
    let is_as_on_disk = page.change().is_none();
    let saved = editor::edit(&name, &form, context, |text| {
        if is_as_on_disk && text == shown {
            return Ok(text.to_owned());
        }
        let mut tried = page.clone();
        text.clone_into(&mut tried.text);
        let findings = look(&tried);
        if findings.is_empty() { Ok(text.to_owned()) } else { Err(findings) }
    })?;
    page.text = draft::restored(&page.text, &shown, &saved);
    Ok(())
}

/// What a command says that was to open the editor, where nothing came of it.
pub(in crate::cli) fn untouched(outcome: Outcome, writing: &Writing) -> Outcome {
    let said = if writing.edit { editor::LEFT } else { "" };
    Outcome { stderr: format!("{}{said}", outcome.stderr), ..outcome }
}
