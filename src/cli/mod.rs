//! The command line: what was typed becomes one call per command.
//!
//! Only this part of the program prints, asks the clock, the locale or the terminal.
//! Results go to stdout, everything else to stderr. Exit codes: 0 done, 2 usage,
//! 3 the input is wrong, 4 a threshold asked for was not met, 1 anything else.

mod check;
mod clock;
mod compare;
mod completions;
mod dialect;
mod diff;
mod explain;
mod implementation;
mod map;
mod map_draft;
mod mixing;
mod new;
mod output;
mod place;
mod progress;
mod run;
mod schema;
mod stress;
mod usage;
mod values;
mod variant;

use crate::complaint::Complaints;
use crate::text::{Lang, Text};
use clap::{Parser, Subcommand, ValueEnum};
use std::process::ExitCode;

/// Plans housing for people who arrive in a town.
#[derive(Parser, Debug)]
#[command(
    name = "quartier",
    version,
    about,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    /// How results are printed: for people or for machines.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Language of what people read (default: from the locale, else German).
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangChoice>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Check scenarios and say everything that is wrong at once.
    Check(check::CheckArgs),
    /// Play scenarios many times and write a results folder with a report for each.
    Run(run::RunArgs),
    /// Say what a value is, where it was set and where it comes from.
    Explain(explain::ExplainArgs),
    /// Say in which values two scenarios differ.
    Diff(diff::DiffArgs),
    /// Print the format of scenario files as JSON Schema, for editors.
    Schema,
    /// Inspect a map, or draw draft districts from named points and an outline.
    Map(map::MapArgs),
    /// Measure how evenly groups are spread, from any table.
    Mixing(mixing::MixingArgs),
    /// Propose who of those waiting today goes where, with reasons and proof.
    Place(place::PlaceArgs),
    /// Begin a project for a town of one's own.
    New(new::NewArgs),
    /// Compare results folders side by side; the first is "as before".
    Compare(compare::CompareArgs),
    /// Write the implementation report of a concept: measures, indicators, participation.
    Progress(implementation::ImplementationArgs),
    /// Find the largest surge that the town absorbs, and drill emergencies.
    Stress(stress::StressArgs),
    /// Print completions for a shell.
    Completions(completions::CompletionsArgs),
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For machines: `.` decimals, ISO dates, a `schema` field.
    Json,
}

/// The languages to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangChoice {
    /// German.
    De,
    /// English.
    En,
    /// German; the pages of `run` and `compare` in Einfache Sprache.
    DeEinfach,
}

/// What every command needs to know about how to answer.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// For people or for machines.
    pub format: Format,
    /// The language for people.
    pub lang: Lang,
}

/// Why a command ends without its result.
#[derive(Debug)]
pub enum Failure {
    /// The input is wrong (exit code 3).
    Input(Complaints),
    /// What was asked for makes no sense (exit code 2).
    Usage(Text),
    /// A threshold asked for was not met (exit code 4).
    Threshold(Text),
    /// Anything else (exit code 1): a full disk, an interruption.
    Other(Text),
}

impl From<Complaints> for Failure {
    fn from(complaints: Complaints) -> Self {
        Failure::Input(complaints)
    }
}

/// Runs the program and says how it ended.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            return usage::refused(&error, &std::env::args().skip(1).collect::<Vec<String>>());
        }
    };
    let context = Context {
        format: cli.format,
        lang: language(cli.lang),
    };
    let done = match &cli.command {
        Command::Check(args) => check::execute(args, context),
        Command::Run(args) => run::execute(args, context),
        Command::Explain(args) => explain::execute(args, context),
        Command::Diff(args) => diff::execute(args, context),
        Command::Schema => schema::execute(),
        Command::New(args) => new::execute(args, context),
        Command::Map(args) => map::execute(args, context),
        Command::Mixing(args) => mixing::execute(args, context),
        Command::Place(args) => place::execute(args, context),
        Command::Compare(args) => compare::execute(args, context),
        Command::Progress(args) => implementation::execute(args, context),
        Command::Stress(args) => stress::execute(args, context),
        Command::Completions(args) => completions::execute(args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output::report_failure(&failure, context),
    }
}

fn language(asked: Option<LangChoice>) -> Lang {
    match asked {
        Some(LangChoice::De) => Lang::De,
        Some(LangChoice::En) => Lang::En,
        Some(LangChoice::DeEinfach) => Lang::DeEinfach,
        None => locale_language(),
    }
}

/// The locale's language where we speak it, else German.
fn locale_language() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.starts_with("en") => Lang::En,
        _ => Lang::De,
    }
}
