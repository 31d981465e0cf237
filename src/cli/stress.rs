//! `quartier stress`: the largest surge absorbed, how wrong the forecast may be, the drill.

use super::{Context, Failure, Format, clock, output, progress, run};
use crate::calendar::{Date, Day};
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::ids::{GroupId, SiteId};
use crate::input::{self, Changes, Loaded};
use crate::report::folder::write_files;
use crate::report::stress::{Requirement, StressReport, files, json, terminal, words};
use crate::scenario::Scenario;
use crate::stress::crowd::Mix;
use crate::stress::variant::{self, Change, Variant};
use crate::stress::{self, Question};
use crate::text;
use crate::text::Text;
use clap::Args;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Two weeks, 1, 2, 3, 6 and 12 months.
const USUAL_DAYS: [Day; 6] = [14, 30, 61, 91, 182, 365];

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
    /// Tries the scenario with another value, such as that of a measure.
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
    #[arg(long, value_enum, default_value_t = run::CsvDialect::Rfc)]
    csv: run::CsvDialect,
}

/// Tests the town and says what it stands.
pub fn execute(args: &StressArgs, context: Context) -> Result<(), Failure> {
    let loaded = input::load(&args.scenario, &changes(args)?)?;
    output::remark(&Complaints(loaded.notices.clone()).to_text(context.lang));
    let scenario = &loaded.scenario;
    let (question, left_out) = question(args, scenario)?;
    let variants = variants(args, scenario, &question)?;
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

fn complaint(value: &str, message: Text, help: Text) -> Complaint {
    Complaint::new(Place::default(), message).value(value).help(help)
}

/// What is asked, and the durations that do not fit into the scenario; all that is wrong with it
/// is said at once.
fn question(args: &StressArgs, scenario: &Scenario) -> Result<(Question, Vec<Day>), Complaints> {
    let mut complaints = Complaints::default();
    let parts = [
        ("--certainty", Some(args.certainty), false),
        ("--tolerated", args.tolerated, true),
    ];
    for (option, part, zero) in parts {
        complaints
            .0
            .extend(part.and_then(|part| outside(option, part, zero)));
    }
    let start = start(args, scenario, &mut complaints);
    let (durations, left_out): (Vec<Day>, Vec<Day>) = args
        .durations()
        .into_iter()
        .partition(|days| start.saturating_add(*days) <= scenario.calendar.days);
    complaints
        .0
        .extend(too_short(args, scenario, start, &durations, &left_out));
    let mix = match &args.group {
        Some(group) => position(
            group,
            "group",
            scenario.groups.iter().map(|group| group.id.as_str()),
        )
        .map(|index| Mix::of_group(GroupId::from(index))),
        None => Mix::of_arrivals(scenario).ok_or_else(nobody),
    };
    let mix = mix.unwrap_or_else(|found| {
        complaints.push(found);
        Mix(Vec::new())
    });
    let question = Question {
        certainty: args.certainty,
        mix,
        start,
        durations,
        aftermath: args.aftermath_weeks * 7,
        tolerated: args.tolerated.unwrap_or(scenario.judgement.tolerated),
        replications: scenario.replications,
    };
    complaints.unless_any((question, left_out))
}

/// A part that does not lie between 0 and 1.
fn outside(option: &str, part: f64, may_be_zero: bool) -> Option<Complaint> {
    let is_inside = part > 0.0 && part < 1.0 || may_be_zero && part == 0.0;
    (!is_inside).then(|| {
        complaint(
            &part.to_string(),
            text!(
                "{option} muss zwischen 0 und 1 liegen.",
                "{option} must lie between 0 and 1."
            ),
            text!(
                "Zum Beispiel {option} 0.95 für 95 von 100 Rechnungen.",
                "For example {option} 0.95 for 95 of 100 courses."
            ),
        )
    })
}

fn start(args: &StressArgs, scenario: &Scenario, complaints: &mut Complaints) -> Day {
    let calendar = &scenario.calendar;
    let Some(date) = args.start else { return 0 };
    match Day::try_from(calendar.day(date)) {
        Ok(day) if day < calendar.days => day,
        _ => {
            let (first, last) = (calendar.start, calendar.end());
            complaints.push(complaint(
                &date.to_string(),
                text!(
                    "Der Zustrom beginnt nicht im Zeitraum des Szenarios.",
                    "The surge does not begin within the scenario."
                ),
                text!(
                    "Einen Tag von {first} bis {last} nennen.",
                    "Name a day from {first} to {last}."
                ),
            ));
            0
        }
    }
}

/// The scenario is too short for every duration, or for the one that is required.
fn too_short(
    args: &StressArgs,
    scenario: &Scenario,
    start: Day,
    durations: &[Day],
    left_out: &[Day],
) -> Option<Complaint> {
    let required = args.requirement().map(|requirement| requirement.days);
    let missing = match required.filter(|days| left_out.contains(days)) {
        Some(days) => Some(days),
        None if durations.is_empty() => left_out.first().copied(),
        None => None,
    }?;
    let room = scenario.calendar.days.saturating_sub(start);
    let end = scenario.calendar.date(start).plus_days(i64::from(missing) - 1);
    Some(complaint(
        &missing.to_string(),
        text!(
            "Vom Beginn des Zustroms an spielt das Szenario nur {room} Tage.",
            "From the start of the surge the scenario plays only {room} days."
        ),
        text!(
            "Mit --days kürzere Zeiträume nennen oder mit --set end={end} länger spielen.",
            "Name shorter durations with --days or play longer with --set end={end}."
        ),
    ))
}

fn nobody() -> Complaint {
    Complaint::new(
        Place::default(),
        text!(
            "In diesem Szenario kommt niemand an; wer bei einem Zustrom kommt, ist nicht bekannt.",
            "Nobody arrives in this scenario; who would come in a surge is not known."
        ),
    )
    .help(text!(
        "Mit --group eine Gruppe nennen oder einer Gruppe Zugänge (arrivals) geben.",
        "Name a group with --group or give arrivals to a group."
    ))
}

/// The place of a name in a list.
fn position<'a>(
    name: &str,
    option: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Result<usize, Complaint> {
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

fn variants(args: &StressArgs, scenario: &Scenario, question: &Question) -> Result<Vec<Variant>, Complaints> {
    let mut complaints = Complaints::default();
    let asked = !(args.step.is_empty() && args.site.is_empty() && args.with.is_empty());
    let mut changes = if asked {
        vec![Change::AsPlanned]
    } else {
        variant::usual(scenario)
    };
    for found in args.step.iter().map(|step| without_step(step, scenario)) {
        found.map_or_else(|found| complaints.push(found), |change| changes.push(change));
    }
    for found in args.site.iter().map(|site| with_or_without(site, scenario)) {
        found.map_or_else(|found| complaints.push(found), |change| changes.push(change));
    }
    let mut variants = variant::all(scenario, question, changes);
    for typed in &args.with {
        match changed(args, typed, scenario) {
            Ok(variant) => variants.push(variant),
            Err(found) => complaints.0.extend(found.0),
        }
    }
    complaints.unless_any(variants)
}

fn without_step(step: &str, scenario: &Scenario) -> Result<Change, Complaint> {
    let names = scenario.ladder.iter().map(|step| step.id.as_str());
    position(step, "step", names).map(Change::WithoutStep)
}

fn with_or_without(site: &str, scenario: &Scenario) -> Result<Change, Complaint> {
    let names = scenario.sites.iter().map(|site| site.id.as_str());
    let id = SiteId::from(position(site, "site", names)?);
    match variant::step_of(scenario, id) {
        None => Ok(variant::site(scenario, id)),
        Some(step) => {
            let step = &scenario.ladder[step].id;
            Err(complaint(
                site,
                text!(
                    "--site: Diese Unterkunft öffnet die Stufe „{step}“ des Notfallplans.",
                    "--site: this site is opened by the step `{step}` of the emergency plan."
                ),
                text!(
                    "Mit --step {step} zeigen, was sie bringt.",
                    "Show with --step {step} what it buys."
                ),
            ))
        }
    }
}

/// The scenario read again with another value; the question stays that of the first.
fn changed(args: &StressArgs, typed: &str, base: &Scenario) -> Result<Variant, Complaints> {
    let loaded = input::load(&args.scenario, &changes(args)?.typed(typed)?)?;
    let scenario = loaded.scenario;
    let is_like = scenario.calendar == base.calendar
        && scenario.seed == base.seed
        && scenario.replications == base.replications
        && scenario.groups.len() == base.groups.len();
    if is_like {
        return Ok(Variant {
            change: Change::Set(typed.to_owned()),
            scenario,
        });
    }
    Err(complaint(
        typed,
        text!(
            "--with: Zeitraum, seed, Zahl der Rechnungen und Gruppen müssen in allen Varianten gleich sein.",
            "--with: period, seed, number of replications and groups must be the same in all variants."
        ),
        text!(
            "Diesen Wert mit --set für alle Varianten setzen.",
            "Set this value for all variants with --set."
        ),
    )
    .into())
}
