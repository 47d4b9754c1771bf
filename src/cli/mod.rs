//! The commands, and how they ask. Each reads what it needs, has another room do the work, and shows
//! what came of it.

mod agree;
mod candidates;
mod check;
mod completions;
mod context;
mod desk;
mod edit;
mod evaluate;
mod explain;
mod failure;
mod global;
mod init;
mod log;
mod man;
mod network;
mod reference;
mod report;
mod review;
mod schema;
mod scope;
mod settings;
mod standard;
mod status;
mod typed;
mod waive;
mod world;

use clap::{Parser, Subcommand};

pub use completions::answer_shell;
pub use context::{Context, Outcome, Person};
pub use failure::Failure;
pub use global::Global;
pub use reference::reference;

use log::Logs as _;

/// Keeps what teams agree with other departments and organisations as plain TOML, and tells what
/// is late, missing, or no longer what was signed.
#[derive(Debug, Parser)]
#[command(
    name = "comity",
    version,
    about,
    propagate_version = true,
    max_term_width = 100,
    after_help = "Example: comity check -C examples/reading-hour"
)]
pub struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell where the record falls short, with file, line, reason and the way out.
    Check(check::CheckArgs),
    /// Show in a line each where collaborations stand: what is next, what is overdue, by whom.
    Status(status::StatusArgs),
    /// Open a collaboration and carry its evaluation, or show where it stands.
    Evaluate(Box<evaluate::EvaluateArgs>),
    /// Draft the agreement, see what it lacks, read it, sign it, amend it.
    Agree(Box<agree::AgreeArgs>),
    /// Print a report: to a partner, on open actions, a calendar, the agreement, coverage …
    Report(report::ReportArgs),
    /// Log a step of an action: started, unable, rescheduled, completed, …
    LogAction(Box<log::LogActionArgs>),
    /// Log a step of an issue between the parties: opened, perspective, escalated, …
    LogIssue(Box<log::LogIssueArgs>),
    /// Log a step of a risk: raised, reassessed, accepted, materialised, closed.
    LogRisk(Box<log::LogRiskArgs>),
    /// Log that a report was made as arranged, or that it came: reported, acknowledged.
    LogReport(Box<log::LogReportArgs>),
    /// Log what one party tells another of their work, or the answer: given, answered.
    LogFeedback(Box<log::LogFeedbackArgs>),
    /// Log a decision taken together: proposed, accepted, rejected, superseded.
    LogDecision(Box<log::LogDecisionArgs>),
    /// Log what was done with shared information: sharing-started, access-checked, …
    LogInformation(Box<log::LogInformationArgs>),
    /// Log contact with another organisation: contacted, followed-up.
    LogContact(Box<log::LogContactArgs>),
    /// Look back together: prepare a review, take views, write and agree its record, close.
    Review(Box<review::ReviewArgs>),
    /// List the organisations of the network, show one, or fill in its page.
    Network(Box<network::NetworkArgs>),
    /// Show the settings of the workspace, or change them.
    Settings(Box<settings::SettingsArgs>),
    /// Open a file of the record in your editor, with what `check` finds in it beside the place.
    Edit(edit::EditArgs),
    /// Accept for a time what is found now, with a reason and an end.
    Waive(waive::WaiveArgs),
    /// Explain a rule, a group of rules, or a criterion of a standard.
    Explain(explain::ExplainArgs),
    /// List the standards, or show one, or one of its criteria.
    Standard(standard::StandardArgs),
    /// Start a workspace: settings, help for the editor, and on request CI and a hook.
    Init(init::InitArgs),
    /// Print the JSON Schema of a kind of file, for editors.
    Schema(schema::SchemaArgs),
    /// Print what makes a shell complete commands, rules and collaborations.
    Completions(completions::CompletionsArgs),
    /// Print the manual page.
    Man(man::ManArgs),
}

/// Runs one command. Nothing is printed here: what is to be printed is in the outcome.
pub fn run(arguments: &Arguments, context: &Context) -> Outcome {
    let global = &arguments.global;
    let ran = match &arguments.command {
        Command::Check(args) => check::run(args, global, context),
        Command::Status(args) => status::run(args, global, context),
        Command::Agree(args) => agree::run(args, global, context),
        Command::LogAction(args) => args.run(global, context),
        Command::LogIssue(args) => args.run(global, context),
        Command::LogRisk(args) => args.run(global, context),
        Command::LogReport(args) => args.run(global, context),
        Command::LogFeedback(args) => args.run(global, context),
        Command::LogDecision(args) => args.run(global, context),
        Command::LogInformation(args) => args.run(global, context),
        Command::LogContact(args) => args.run(global, context),
        Command::Report(args) => report::run(args, global, context),
        Command::Evaluate(args) => evaluate::run(args, global, context),
        Command::Review(args) => review::run(args, global, context),
        Command::Network(args) => network::run(args, global, context),
        Command::Settings(args) => settings::run(args, global, context),
        Command::Edit(args) => edit::run(args, global, context),
        Command::Waive(args) => waive::run(args, global, context),
        Command::Explain(args) => explain::run(args, global, context),
        Command::Standard(args) => standard::run(args, global, context),
        Command::Init(args) => init::run(args, global, context),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    ran.unwrap_or_else(|failure| failure.outcome())
}
