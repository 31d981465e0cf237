//! `quartier run`: from scenarios to results folders.

use super::{Context, Failure, Format, clock, output, progress};
use crate::calendar::Date;
use crate::complaint::Complaints;
use crate::findings::{self, Findings};
use crate::input::{self, Changes, Loaded};
use crate::monte_carlo::{self, NotRun, Watch};
use crate::report::folder::write_to;
use crate::report::tables::Dialect;
use crate::report::{MapSketch, Results, Shape, json};
use crate::simulation::{Model, Town};
use crate::text;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Which scenarios, how often, and where the results go.
#[derive(Args, Debug)]
pub struct RunArgs {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    /// Results folder (default: `results/` and the scenario's name; with several scenarios the
    /// folder that holds one folder each).
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Number of replications, instead of the scenario's.
    #[arg(long, value_name = "N")]
    replications: Option<u32>,
    /// Seed of all draws, instead of the scenario's.
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Threads (default: one per core). The results do not depend on it.
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,
    /// Changes a value of the scenario for this run.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Plays only this replication and prints its figures.
    #[arg(long, value_name = "N", conflicts_with = "out")]
    replication: Option<u32>,
    /// With `--replication`: prints the full log of that replication as CSV.
    #[arg(long, requires = "replication")]
    trace: bool,
    /// Date of the report (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Dialect of the CSV files.
    #[arg(long, value_enum, default_value_t = CsvDialect::Rfc)]
    csv: CsvDialect,
}

/// Dialects of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CsvDialect {
    /// Comma, point, UTF-8, ISO dates.
    Rfc,
    /// Semicolon, comma, UTF-8 with BOM, German dates: opens in a German Excel.
    DeExcel,
}

/// A scenario that was played.
struct Played {
    loaded: Loaded,
    findings: Findings,
}

/// Plays the scenarios, one after the other; what is finished stays.
pub fn execute(args: &RunArgs, context: Context) -> Result<(), Failure> {
    let changes = changes(args)?;
    let loaded = load_all(&args.scenarios, &changes)?;
    for (_, scenario) in &loaded {
        let notices = Complaints(scenario.notices.clone());
        output::remark(&notices.to_text(context.lang));
    }
    if let Some(replication) = args.replication {
        return loaded
            .iter()
            .try_for_each(|(_, scenario)| one_replication(args, scenario, replication, context));
    }
    let date = args.date.unwrap_or_else(clock::today);
    let watch = progress::interruptible();
    let several = loaded.len() > 1;
    let mut printed = Vec::new();
    for (path, scenario) in loaded {
        let dir = results_dir(args.out.as_deref(), &path, several);
        let played = play(scenario, args.threads, &watch, context)?;
        write(&played, &dir, args.csv, date, context)?;
        if context.format == Format::Text {
            output::print(&summary(&played.findings, &dir, context))?;
        }
        printed.push(json::figures(&played.findings));
    }
    match context.format {
        Format::Text => Ok(()),
        Format::Json if several => output::print_json(&json!({ "schema": 1, "runs": printed })),
        Format::Json => output::print_json(&printed.pop().unwrap_or_default()),
    }
}

fn changes(args: &RunArgs) -> Result<Changes, Complaints> {
    let mut changes = args
        .set
        .iter()
        .try_fold(Changes::none(), |changes, assignment| changes.typed(assignment))?;
    if let Some(replications) = args.replications {
        changes = changes.with("replications", replications);
    }
    if let Some(seed) = args.seed {
        changes = changes.with("seed", seed);
    }
    Ok(changes)
}

/// All scenarios, or everything that is wrong with any of them.
fn load_all(paths: &[PathBuf], changes: &Changes) -> Result<Vec<(PathBuf, Loaded)>, Complaints> {
    let mut complaints = Complaints::default();
    let mut loaded = Vec::new();
    for path in paths {
        match input::load(path, changes) {
            Ok(scenario) => loaded.push((path.clone(), scenario)),
            Err(wrong) => complaints.0.extend(wrong.0),
        }
    }
    complaints.unless_any(loaded)
}

fn results_dir(out: Option<&Path>, scenario: &Path, several: bool) -> PathBuf {
    let name = scenario.file_stem().unwrap_or(scenario.as_os_str());
    match out {
        Some(out) if several => out.join(name),
        Some(out) => out.to_owned(),
        None => Path::new("results").join(name),
    }
}

fn play(
    loaded: Loaded,
    threads: Option<NonZeroUsize>,
    watch: &Watch,
    context: Context,
) -> Result<Played, Failure> {
    let scenario = &loaded.scenario;
    let model = Model::of(scenario);
    let ensemble = progress::show(&scenario.name, scenario.replications, watch, context.lang, || {
        monte_carlo::run(&model, scenario.replications, threads, watch)
    })
    .map_err(not_run)?;
    let findings = findings::gather(scenario, &ensemble);
    Ok(Played { loaded, findings })
}

fn not_run(reason: NotRun) -> Failure {
    Failure::Other(match reason {
        NotRun::Stopped => text!(
            "Abgebrochen; von diesem Szenario wurde nichts geschrieben, fertige Ergebnisse bleiben.",
            "Interrupted; nothing of this scenario was written, finished results stay."
        ),
        NotRun::NoThreads => text!(
            "Das System stellt keine Rechenfäden bereit. Mit --threads 1 noch einmal versuchen.",
            "The system provides no threads. Try again with --threads 1."
        ),
    })
}

fn write(played: &Played, dir: &Path, csv: CsvDialect, date: Date, context: Context) -> Result<(), Failure> {
    let Played { loaded, findings } = played;
    let map = loaded.map.as_ref().map(|map| MapSketch {
        shapes: map
            .districts
            .iter()
            .map(|district| Shape {
                id: district.id.clone(),
                name: district.name.clone(),
                polygon: district.geometry.clone(),
            })
            .collect(),
        note: map.note.clone(),
    });
    let results = Results {
        findings,
        assumptions: &loaded.assumptions,
        inputs: &loaded.inputs,
        resolved: &loaded.resolved,
        map: map.as_ref(),
        question: loaded.scenario.question.as_deref(),
        description: loaded.scenario.description.as_deref(),
        responsible: loaded.scenario.responsible.as_deref(),
        notes: &loaded.scenario.notes,
        lang: context.lang,
        date,
        dialect: match csv {
            CsvDialect::Rfc => Dialect::Rfc,
            CsvDialect::DeExcel => Dialect::DeExcel,
        },
    };
    write_to(dir, &results).map_err(|error| Failure::Other(error.text()))
}

fn summary(findings: &Findings, dir: &Path, context: Context) -> String {
    let page = crate::report::terminal::summary(findings, context.lang, output::screen());
    let report = dir.join("report.html").display().to_string();
    let words = text!("Bericht: {report}", "Report: {report}");
    format!("{page}\n{}\n", words.in_lang(context.lang))
}

/// Plays one replication again: its figures, or its full log.
fn one_replication(
    args: &RunArgs,
    loaded: &Loaded,
    replication: u32,
    context: Context,
) -> Result<(), Failure> {
    let scenario = &loaded.scenario;
    let model = Model::of(scenario);
    let (history, trace) = Town::new(&model).play_with_trace(&model, replication);
    if args.trace {
        return match context.format {
            Format::Text => output::print(&crate::report::trace::csv(scenario, &trace)),
            Format::Json => output::print_json(&crate::report::trace::json(scenario, &trace)),
        };
    }
    let ensemble = monte_carlo::Ensemble {
        outcomes: vec![history.outcome],
        courses: vec![history.course],
    };
    let findings = findings::gather(scenario, &ensemble);
    match context.format {
        Format::Text => output::print(&crate::report::terminal::summary(
            &findings,
            context.lang,
            output::screen(),
        )),
        Format::Json => {
            let mut figures = json::figures(&findings);
            if let Value::Object(entries) = &mut figures {
                entries.insert("replication".into(), json!(replication));
            }
            output::print_json(&figures)
        }
    }
}
