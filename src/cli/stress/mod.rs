//! `quartier stress`: the largest surge absorbed, how wrong the forecast may be, the drill.

mod asked;
mod tried;

use super::{Context, Failure, Format, clock, dialect, output, progress, run};
use crate::calendar::{Date, Day};
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::household::Starts;
use crate::input::{self, Changes, Loaded};
use crate::report::folder::write_files;
use crate::report::stress::{Requirement, StressReport, files, json, terminal, words};
use crate::stress;
use crate::text;
use crate::text::Text;
use clap::Args;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Two weeks, 1, 2, 3, 6 and 12 months.
const USUAL_DAYS: [Day; 6] = [14, 30, 61, 91, 182, 365];

/// Draws of who is there at the start, at most.
const MOST_STARTS: u32 = 1000;

/// The duration of a threshold for which nobody names another.
const REQUIRED_DAYS: Day = 91;

/// Which scenario, and how it is tested.
#[derive(Args, Debug)]
pub struct StressArgs {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    /// Certainty with which a surge must be absorbed, between 0 and 1.
    #[arg(long, value_name = "PART", default_value_t = 0.95)]
    certainty: f64,
    /// Days over which the surge is spread, several with commas (default: two weeks, 1, 2, 3, 6
    /// and 12 months).
    #[arg(long, value_name = "DAYS", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..=3660))]
    days: Vec<Day>,
    /// First day of the surge (default: the first day of the scenario).
    #[arg(long, value_name = "YYYY-MM-DD")]
    start: Option<Date>,
    /// Only households of this group come (default: as the groups arrive).
    #[arg(long, value_name = "ID")]
    group: Option<String>,
    /// Tries the scenario without this step of the emergency plan.
    #[arg(long, value_name = "ID")]
    step: Vec<String>,
    /// Tries the scenario without this site, or with it where it is not there yet.
    #[arg(long, value_name = "ID")]
    site: Vec<String>,
    /// Tries the scenario without this measure, or with it where it does not act.
    #[arg(long, value_name = "ID")]
    measure: Vec<String>,
    /// Tries the scenario with another value.
    #[arg(long, value_name = "KEY=VALUE")]
    with: Vec<String>,
    /// Weeks after the last arrival that count.
    #[arg(long, value_name = "WEEKS", default_value_t = 8, value_parser = clap::value_parser!(u32).range(0..=520))]
    aftermath_weeks: u32,
    /// Part of the person-nights needed that may stay without a place (default: the scenario's).
    #[arg(long, value_name = "PART")]
    tolerated: Option<f64>,
    /// Ends with exit code 4 where the town, as planned, absorbs fewer persons than this.
    #[arg(long, value_name = "PERSONS")]
    require: Option<u32>,
    /// The duration to which `--require` applies (default: 91 days).
    #[arg(long, value_name = "DAYS", requires = "require", value_parser = clap::value_parser!(u32).range(1..=3660))]
    require_days: Option<Day>,
    /// Number of replications, instead of the scenario's.
    #[arg(long, value_name = "N")]
    replications: Option<u32>,
    /// Threads (default: one per core). The results do not depend on it.
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,
    /// Changes a value of the scenario for all variants.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Writes a page and the tables as CSV files to this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Date of the report (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Dialect of the CSV files.
    #[arg(long, value_enum, default_value_t = dialect::CsvDialect::Rfc)]
    csv: dialect::CsvDialect,
}

/// Tests the town and says what it stands.
pub fn execute(args: &StressArgs, context: Context) -> Result<(), Failure> {
    let changes = changes(args)?;
    let loaded = input::load(&args.scenario, &changes)?;
    let starts = starts(args, &changes, loaded.scenario.replications)?;
    output::remark(&Complaints(loaded.notices.clone()).to_text(context.lang));
    let scenario = &loaded.scenario;
    let (question, left_out) = asked::question(args, scenario, starts)?;
    let variants = tried::variants(args, scenario, &question)?;
    let watch = progress::interruptible();
    let tasks = stress::tasks(scenario, &question, &variants) as u32;
    let answer = progress::show_parts(&scenario.name, tasks, &watch, context.lang, || {
        stress::examine(scenario, &question, &variants, args.threads, &watch)
    })
    .map_err(run::not_run)?;
    let report = StressReport {
        scenario,
        question: &question,
        variants: &variants,
        answer: &answer,
        left_out: &left_out,
        resolved: &loaded.resolved,
        date: args.date.unwrap_or_else(clock::today),
        requirement: args.requirement(),
    };
    write(args, &report, &loaded, context)?;
    match context.format {
        Format::Json => output::print_json(&json::stress(&report))?,
        Format::Text => output::print(&terminal::summary(&report, context.lang, output::screen()))?,
    }
    match report.missed() {
        Some(words) => Err(Failure::Threshold(words)),
        None => Ok(()),
    }
}

/// Who is there at the start in each replication, or in the first ones and then by turns.
fn starts(args: &StressArgs, changes: &Changes, replications: u32) -> Result<Starts, Complaints> {
    let draws = replications.min(MOST_STARTS);
    Ok(input::load_with_starts(&args.scenario, changes, draws)?.1)
}

fn write(args: &StressArgs, report: &StressReport, loaded: &Loaded, context: Context) -> Result<(), Failure> {
    let Some(dir) = &args.out else { return Ok(()) };
    let files = files::files(report, &loaded.inputs, context.lang, args.csv.into());
    write_files(dir, &files).map_err(|error| Failure::Other(error.text()))?;
    let place = dir.join(files::PAGE).display().to_string();
    output::remark(&format!("{}\n", words::written_to(&place).in_lang(context.lang)));
    Ok(())
}

impl StressArgs {
    fn requirement(&self) -> Option<Requirement> {
        self.require.map(|persons| Requirement {
            persons,
            days: self.require_days.unwrap_or(REQUIRED_DAYS),
        })
    }

    /// The durations asked for, each once, the shortest first.
    fn durations(&self) -> Vec<Day> {
        let mut days = match self.days.as_slice() {
            [] => USUAL_DAYS.to_vec(),
            asked => asked.to_vec(),
        };
        days.extend(self.requirement().map(|requirement| requirement.days));
        days.sort_unstable();
        days.dedup();
        days
    }
}

fn changes(args: &StressArgs) -> Result<Changes, Complaints> {
    let set = args
        .set
        .iter()
        .try_fold(Changes::none(), |changes, typed| changes.typed(typed))?;
    Ok(match args.replications {
        Some(replications) => set.with("replications", replications),
        None => set,
    })
}

fn complaint(value: &str, message: Text, help: Text) -> Complaints {
    Complaint::new(Place::default(), message)
        .value(value)
        .help(help)
        .into()
}

/// The place of a name in a list.
fn position<'a>(
    name: &str,
    option: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Result<usize, Complaints> {
    names.clone().position(|known| known == name).ok_or_else(|| {
        complaint(
            name,
            text!(
                "--{option}: Das Szenario kennt „{name}“ nicht.",
                "--{option}: the scenario does not know `{name}`."
            ),
            names_help(name, names),
        )
    })
}
