//! `quartier progress`: the implementation report of a concept, with information sheets.

use super::{Context, Failure, Format, clock, dialect, output, progress, run};
use crate::calendar::Date;
use crate::complaint::Complaints;
use crate::findings::{self, information};
use crate::input::{self, Changes};
use crate::monte_carlo::{self, Watch};
use crate::report::folder::write_files;
use crate::report::implementation::public::with_public_progress;
use crate::report::implementation::{self, Progress, files, json};
use crate::scenario::{InputFile, Scenario};
use crate::simulation::Model;
use crate::text;
use crate::worth::{self, Worth};
use clap::Args;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Which scenario, as of when, and where the report goes.
#[derive(Args, Debug)]
pub struct ImplementationArgs {
    /// Scenario file with measures, indicators and participation.
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    /// Folder of the report (default: `results/` and the scenario's name with `-progress`).
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Date of the report (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Date of the report before, from which changes are counted (default: the concept's).
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,
    /// Number of replications, instead of the scenario's.
    #[arg(long, value_name = "N")]
    replications: Option<u32>,
    /// Tries what each measure is worth, alone and on top of all others, with so many replications.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "500", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    worth: Option<u32>,
    /// Threads (default: one per core). The results do not depend on it.
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,
    /// Leave out what is not for the public: counts of people under five, names of sites with
    /// `public = false` and their information sheets.
    #[arg(long)]
    public: bool,
    /// Dialect of the CSV files.
    #[arg(long, value_enum, default_value_t = dialect::CsvDialect::Rfc)]
    csv: dialect::CsvDialect,
}

/// Plays the scenario and writes the report.
pub fn execute(args: &ImplementationArgs, context: Context) -> Result<(), Failure> {
    let changes = match args.replications {
        Some(replications) => Changes::none().with("replications", replications),
        None => Changes::none(),
    };
    let mut loaded = input::load(&args.scenario, &changes)?;
    // The report says nothing of early warning; watching for it is a third of the work.
    loaded.scenario.warning = None;
    output::remark(&Complaints(loaded.notices.clone()).to_text(context.lang));
    let scenario = &loaded.scenario;
    let date = args.date.unwrap_or_else(clock::today);
    let since = args
        .since
        .or(scenario.concept.last_report.filter(|last| *last < date));
    check_order(date, since)?;
    let model = Model::of(scenario);
    let watch = progress::interruptible();
    let ensemble = progress::show(
        &scenario.name,
        scenario.replications,
        &watch,
        context.lang,
        || monte_carlo::run(&model, scenario.replications, args.threads, &watch),
    )
    .map_err(run::not_run)?;
    let worth = worth(args, scenario, &watch, context)?;
    let report = Progress {
        scenario,
        worth: worth.as_ref(),
        findings: &findings::gather(scenario, &ensemble),
        notice: &information::gather(scenario, &ensemble),
        resolved: &loaded.resolved,
        date,
        since,
        public: None,
    };
    if args.public {
        with_public_progress(&report, &loaded.inputs, context.lang, |report, inputs| {
            write(report, inputs, args, context)
        })
    } else {
        write(&report, &loaded.inputs, args, context)
    }
}

/// Writes the folder and says on the terminal what matters.
fn write(
    report: &Progress,
    inputs: &[InputFile],
    args: &ImplementationArgs,
    context: Context,
) -> Result<(), Failure> {
    let dir = args.out.clone().unwrap_or_else(|| usual_dir(&args.scenario));
    let files = files::files(report, inputs, context.lang, args.csv.into())
        .map_err(|error| Failure::Other(error.text()))?;
    write_files(&dir, &files).map_err(|error| Failure::Other(error.text()))?;
    match context.format {
        Format::Json => output::print_json(&json::progress(report, context.lang)),
        Format::Text => output::print(&summary(report, &dir, context)),
    }
}

/// What each measure is worth, where that is asked for.
fn worth(
    args: &ImplementationArgs,
    scenario: &Scenario,
    watch: &Watch,
    context: Context,
) -> Result<Option<Worth>, Failure> {
    let Some(replications) = args.worth else {
        return Ok(None);
    };
    let acting = scenario.able_measures().iter().filter(|able| **able).count();
    let all = u32::try_from(worth::runs(acting)).unwrap_or(u32::MAX);
    let play = worth::Play {
        replications,
        threads: args.threads,
        watch,
    };
    let played = || worth::of(scenario, play);
    progress::show(
        &scenario.name,
        replications.saturating_mul(all),
        watch,
        context.lang,
        played,
    )
    .map(Some)
    .map_err(run::not_run)
}

fn check_order(date: Date, since: Option<Date>) -> Result<(), Failure> {
    match since {
        Some(since) if since >= date => Err(Failure::Usage(text!(
            "Der letzte Bericht ({since}) liegt nicht vor diesem ({date}). Mit --date und --since zwei Tage in dieser Reihenfolge nennen.",
            "The last report ({since}) does not come before this one ({date}). Name two days in that order with --date and --since."
        ))),
        _ => Ok(()),
    }
}

fn usual_dir(scenario: &Path) -> PathBuf {
    let name = scenario
        .file_stem()
        .unwrap_or(scenario.as_os_str())
        .to_string_lossy();
    Path::new("results").join(format!("{name}-progress"))
}

fn summary(report: &Progress, dir: &Path, context: Context) -> String {
    let page = implementation::terminal::summary(report, context.lang, output::screen());
    let place = dir.join(files::PAGE).display().to_string();
    let words = text!("Bericht: {place}", "Report: {place}");
    format!("{page}\n{}\n", words.in_lang(context.lang))
}
