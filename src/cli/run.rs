//! `quartier run`: from scenarios to results folders.

use super::dialect::CsvDialect;
use super::{Context, Failure, Format, clock, compare, output, place, progress, variant};
use crate::calendar::Date;
use crate::complaint::Complaints;
use crate::findings::comparison::MOST_RUNS;
use crate::findings::{self, Findings};
use crate::input::{self, Changes, Loaded};
use crate::monte_carlo::{self, NotRun, Watch};
use crate::proposal::{Front, Orders, draft, sketch_front};
use crate::report::folder::write_to;
use crate::report::public::Withheld;
use crate::report::results::{Edition, MapSketch, Results, Shape, SitePoint};
use crate::report::{comparison as page, json};
use crate::scenario::Variant;
use crate::sensitivity::{self, Sensitivity};
use crate::simulation::{Model, Town};
use crate::text;
use crate::text::{Lang, Text};
use clap::Args;
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
    /// Leaves out this measure of the concept; may stand several times, or name several with commas.
    #[arg(long, value_name = "MEASURE", conflicts_with = "only", value_delimiter = ',')]
    without: Vec<String>,
    /// Of all measures of the concept only this one acts; may stand several times, or name several
    /// with commas.
    #[arg(long, value_name = "MEASURE", value_delimiter = ',')]
    only: Vec<String>,
    /// Plays only this replication and prints its figures.
    #[arg(long, value_name = "N", conflicts_with = "out")]
    replication: Option<u32>,
    /// With `--replication`: prints the full log of that replication as CSV.
    #[arg(long, requires = "replication")]
    trace: bool,
    /// Tries which assumptions matter most: each is changed alone, with so many replications.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "200", conflicts_with_all = ["replication", "without", "only"], value_parser = clap::value_parser!(u32).range(2..=10_000))]
    tornado: Option<u32>,
    /// Date of the report (default: today).
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Leave out what is not for the public: counts of real people under five, names of sites
    /// with `public = false`, the values of single replications.
    #[arg(long, conflicts_with = "replication")]
    public: bool,
    /// Dialect of the CSV files.
    #[arg(long, value_enum, default_value_t = CsvDialect::Rfc)]
    csv: CsvDialect,
}

/// In order, without what stands there already.
fn once_each(ids: &[String]) -> Vec<String> {
    let mut once: Vec<String> = Vec::with_capacity(ids.len());
    for id in ids {
        if !once.contains(id) {
            once.push(id.clone());
        }
    }
    once
}

impl RunArgs {
    fn variant(&self) -> Option<Variant> {
        match (self.without.is_empty(), self.only.is_empty()) {
            (false, _) => Some(Variant::Without(once_each(&self.without))),
            (true, false) => Some(Variant::Only(once_each(&self.only))),
            (true, true) => None,
        }
    }

    fn edition(&self) -> Edition {
        if self.public {
            Edition::Public
        } else {
            Edition::Internal
        }
    }
}

/// A scenario that was played.
struct Played {
    path: PathBuf,
    loaded: Loaded,
    findings: Findings,
    sensitivity: Option<Sensitivity>,
}

/// Plays the scenarios, one after the other; what is finished stays.
pub fn execute(args: &RunArgs, context: Context) -> Result<(), Failure> {
    let changes = changes(args)?;
    let mut loaded = load_all(&args.scenarios, &changes)?;
    for (_, one) in &mut loaded {
        variant::switch(&mut one.scenario, args.variant().as_ref(), context.lang)?;
    }
    for (_, scenario) in &loaded {
        let notices = Complaints(scenario.notices.clone());
        output::remark(&notices.to_text(context.lang));
    }
    if let Some(replication) = args.replication {
        return loaded
            .iter()
            .try_for_each(|(_, scenario)| one_replication(args, scenario, replication, context));
    }
    play_all(args, &changes, loaded, context)
}

/// Plays the scenarios and writes a folder for each; several are compared in the end.
fn play_all(
    args: &RunArgs,
    changes: &Changes,
    loaded: Vec<(PathBuf, Loaded)>,
    context: Context,
) -> Result<(), Failure> {
    let date = args.date.unwrap_or_else(clock::today);
    let watch = progress::interruptible();
    let folders = results_dirs(args.out.as_deref(), &args.scenarios)?;
    let mut printed = Vec::new();
    for ((path, scenario), dir) in loaded.into_iter().zip(&folders) {
        let mut played = play(&path, scenario, args.threads, &watch, context)?;
        played.sensitivity = sensitivity(args, (&path, changes), &played.loaded, &watch)?;
        write(&played, dir, args, date, context)?;
        let told = told(played, args.edition(), context.lang);
        if context.format == Format::Text {
            output::print(&summary(&told, dir, context))?;
        }
        printed.push(json::figures(&told));
    }
    if folders.len() > 1 {
        return compare_all(args, &folders, &printed, context);
    }
    match context.format {
        Format::Text => Ok(()),
        Format::Json => output::print_json(&printed.pop().unwrap_or_default()),
    }
}

/// The findings as they are printed: what the folder withholds, the terminal withholds too.
fn told(played: Played, edition: Edition, lang: Lang) -> Findings {
    match edition {
        Edition::Internal => played.findings,
        Edition::Public => Withheld::of(&[&played.loaded.resolved], lang).findings(&played.findings),
    }
}

/// Side by side, as a page beside the folders too.
fn compare_all(
    args: &RunArgs,
    folders: &[PathBuf],
    printed: &[Value],
    context: Context,
) -> Result<(), Failure> {
    let compared = match folders.len() {
        2..=MOST_RUNS => Some(compare::edition(
            compare::of_folders(folders)?,
            args.edition(),
            context.lang,
        )),
        _ => None,
    };
    if let (Some(compared), Some(parent)) = (&compared, folders.first().and_then(|dir| dir.parent())) {
        let file = parent.join("comparison.html");
        compare::write_page(&file, compared, args.csv.into(), args.edition(), context.lang)?;
    }
    match (context.format, compared) {
        (Format::Json, compared) => {
            let comparison = compared.map(|compared| page::json::comparison(&compared, context.lang));
            output::print_json(&json!({ "schema": 1, "runs": printed, "comparison": comparison }))
        }
        (Format::Text, Some(compared)) => output::print(&compare::on_terminal(&compared, context)),
        (Format::Text, None) => {
            output::remark(too_many().in_lang(context.lang));
            Ok(())
        }
    }
}

fn too_many() -> Text {
    text!(
        "Höchstens {MOST_RUNS} Läufe passen nebeneinander; mit `quartier compare` einige auswählen.\n",
        "At most {MOST_RUNS} runs fit side by side; choose some with `quartier compare`.\n"
    )
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

/// A folder for each scenario; two scenarios of one name would share one.
fn results_dirs(out: Option<&Path>, scenarios: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let parent = out.unwrap_or(Path::new("results"));
    if let (Some(out), [_]) = (out, scenarios) {
        return Ok(vec![out.to_owned()]);
    }
    let mut dirs: Vec<PathBuf> = Vec::new();
    for scenario in scenarios {
        let dir = parent.join(scenario.file_stem().unwrap_or(scenario.as_os_str()));
        if dirs.contains(&dir) {
            let name = dir.display().to_string();
            return Err(Failure::Usage(text!(
                "Zwei Szenarien würden in denselben Ordner „{name}“ geschrieben. Einzeln mit --out rechnen.",
                "Two scenarios would be written to the same folder `{name}`. Run them one by one with --out."
            )));
        }
        dirs.push(dir);
    }
    Ok(dirs)
}

fn play(
    path: &Path,
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
    let mut findings = findings::gather(scenario, &ensemble);
    findings.stories = findings::story::tell(scenario, &model, &ensemble);
    Ok(Played {
        path: path.to_owned(),
        loaded,
        findings,
        sensitivity: None,
    })
}

/// Which assumptions matter most, where that is asked for.
fn sensitivity(
    args: &RunArgs,
    (path, changes): (&Path, &Changes),
    loaded: &Loaded,
    watch: &Watch,
) -> Result<Option<Sensitivity>, Failure> {
    let Some(replications) = args.tornado else {
        return Ok(None);
    };
    let play = sensitivity::Play {
        path,
        changes,
        threads: args.threads,
        watch,
    };
    let replications = replications.min(loaded.scenario.replications);
    sensitivity::of(play, &loaded.assumptions, replications)
        .map(Some)
        .map_err(not_run)
}

pub(super) fn not_run(reason: NotRun) -> Failure {
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

fn write(played: &Played, dir: &Path, args: &RunArgs, date: Date, context: Context) -> Result<(), Failure> {
    let Played {
        path,
        loaded,
        findings,
        sensitivity,
    } = played;
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
    let front = front(loaded);
    let results = Results {
        findings,
        assumptions: &input::assumptions::seen_from(path, &loaded.assumptions),
        inputs: &loaded.inputs,
        resolved: &loaded.resolved,
        map: map.as_ref(),
        points: &points(loaded),
        question: loaded.scenario.question.as_deref(),
        description: loaded.scenario.description.as_deref(),
        responsible: loaded.scenario.responsible.as_deref(),
        sensitivity: sensitivity.as_ref(),
        front: front.as_ref(),
        notes: &loaded.scenario.notes,
        lang: context.lang,
        date,
        dialect: args.csv.into(),
        edition: args.edition(),
    };
    write_to(dir, &results).map_err(|error| Failure::Other(error.text()))
}

/// The front of those who wait on the first day, where the scenario has a waiting list.
fn front(loaded: &Loaded) -> Option<Front> {
    loaded.resolved["tables"].get("waiting")?;
    let orders = Orders {
        scores: loaded.scores.clone(),
        centres: place::centres(loaded),
        ..Orders::default()
    };
    sketch_front(&loaded.scenario, &draft(&loaded.scenario, &orders))
}

/// Where the sites lie: as the scenario says, else in the middle of their district.
fn points(loaded: &Loaded) -> Vec<SitePoint> {
    let Loaded { scenario, map, .. } = loaded;
    let centre = |district: &str| {
        let map = map.as_ref()?;
        Some(map.districts[map.position(district)?].centre)
    };
    scenario
        .sites
        .iter()
        .filter_map(|site| {
            let district = &scenario.town.districts[site.district.index()];
            Some(SitePoint {
                site: site.id.clone(),
                position: site.position.or_else(|| centre(&district.id))?,
                exact: site.position.is_some(),
            })
        })
        .collect()
}

fn summary(findings: &Findings, dir: &Path, context: Context) -> String {
    let page = crate::report::terminal::summary(findings, context.lang, output::screen());
    let report = dir.join("report.html").display().to_string();
    let words = text!("Bericht: {report}", "Report: {report}");
    format!("{page}\n{}\n", words.in_lang(context.lang))
}

fn no_such_replication(replications: u32) -> Text {
    let last = replications.saturating_sub(1);
    text!(
        "So viele Rechnungen hat das Szenario nicht; sie sind von 0 bis {last} gezählt.",
        "The scenario has not so many replications; they are numbered 0 to {last}."
    )
}

/// Plays one replication again: its figures, or its full log.
fn one_replication(
    args: &RunArgs,
    loaded: &Loaded,
    replication: u32,
    context: Context,
) -> Result<(), Failure> {
    let scenario = &loaded.scenario;
    if replication >= scenario.replications {
        return Err(Failure::Usage(no_such_replication(scenario.replications)));
    }
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
        services: history.services.into_iter().collect(),
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
