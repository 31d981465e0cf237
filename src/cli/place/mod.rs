//! `quartier place`: today's waiting list and free units become a proposal who goes where.
//!
//! It proposes; an officer decides. What is decided is read back and respected the next time.

mod effects;
mod front;
mod json;
mod list;
mod page;
mod words;

use super::dialect::CsvDialect;
use super::{Context, Failure, Format, output};
use crate::calendar::Date;
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::decisions::{self, Decisions};
use crate::input::{self, Changes, Loaded, scores};
use crate::proposal::{Diligence, Front, Misfit, Orders, Proposal, Trouble, draw_front, propose};
use crate::report::folder;
use crate::report::tables::Dialect;
use crate::scenario::Scenario;
use crate::text;
use crate::text::Text;
use clap::Args;
use effects::Scale;
use std::path::{Path, PathBuf};
use words::Speaker;

/// Which scenario, which day, and what an officer brings along.
#[derive(Args, Debug)]
pub struct PlaceArgs {
    /// The scenario, with register and waiting list.
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    /// The day of the proposal (default: the scenario's first day).
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// A table of scores: `household,site,score` or `class,site,score`, with the lines
    /// `# source: …` and `# predictors: …`.
    #[arg(long, value_name = "FILE")]
    scores: Option<PathBuf>,
    /// A list on which somebody has decided: what is decided is kept.
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Write the proposal as a list (CSV) with columns for the decisions.
    #[arg(long, value_name = "FILE.csv")]
    out: Option<PathBuf>,
    /// Dialect of that list.
    #[arg(long, value_enum, default_value_t = CsvDialect::Rfc)]
    csv: CsvDialect,
    /// Show the front as well: plans from the cheapest to the most even, and the price of mixing.
    #[arg(long)]
    front: bool,
    /// Write the front as a table (CSV).
    #[arg(long, value_name = "FILE.csv", requires = "front")]
    front_out: Option<PathBuf>,
    /// Change a value for this proposal, e.g. `policy.rule.balanced.preset=nrw`; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
}

/// A proposal with what it was made of.
pub(super) struct Proposed {
    loaded: Loaded,
    orders: Orders,
    date: Date,
    proposal: Proposal,
    /// Where it was asked for, and where there is something to weigh.
    front: Option<Front>,
}

impl Proposed {
    fn scenario(&self) -> &Scenario {
        &self.loaded.scenario
    }

    fn speaker(&self) -> Speaker<'_> {
        Speaker {
            scenario: self.scenario(),
            draft: &self.proposal.draft,
            scale: Scale::of(&self.proposal.draft, &self.proposal.solved.plan),
        }
    }
}

/// What stands above every proposal.
pub(super) fn title() -> Text {
    text!("Vorschlag", "Proposal")
}

/// Makes the proposal, prints it, and writes the list if asked to.
pub fn execute(args: &PlaceArgs, context: Context) -> Result<(), Failure> {
    for out in args.out.iter().chain(&args.front_out) {
        refuse_existing(out)?;
    }
    let mut changes = Changes::none();
    for assignment in &args.set {
        changes = changes.typed(assignment)?;
    }
    let loaded = input::load(&args.scenario, &changes)?;
    require_waiting_list(args, &loaded)?;
    let (orders, decided) = orders(args, &loaded)?;
    let date = loaded.scenario.calendar.start.plus_days(orders.day);
    let proposal = propose(&loaded.scenario, &orders, Diligence::USUAL);
    let front = match args.front {
        true => draw_front(&loaded.scenario, &proposal.draft),
        false => None,
    };
    let proposed = Proposed {
        loaded,
        orders,
        date,
        proposal,
        front,
    };
    refuse_misfits(&proposed, &decided)?;
    refuse_missing_scores(&proposed)?;
    let dialect: Dialect = args.csv.into();
    if let (Some(out), Some(front)) = (&args.front_out, &proposed.front) {
        let bytes = front::bytes(&proposed, front, dialect);
        folder::write_file(out, &bytes).map_err(|_| unwritable(out))?;
    }
    if let Some(out) = &args.out {
        let bytes = list::bytes(&proposed, dialect, context.lang);
        folder::write_file(out, &bytes).map_err(|_| unwritable(out))?;
    }
    output::remark(&Complaints(notices(&proposed, &decided)).to_text(context.lang));
    match context.format {
        Format::Json => output::print_json(&json::document(&proposed, context.lang)),
        Format::Text => output::print(&page::page(&proposed, context.lang, output::screen().width)),
    }
}

/// What is worth knowing: of the files, and of people whose ages count and are not known.
fn notices(proposed: &Proposed, decided: &Decisions) -> Vec<Complaint> {
    let mut notices = proposed.loaded.notices.clone();
    notices.extend(decided.notices.iter().cloned());
    let scenario = proposed.scenario();
    let limited = scenario.sites.iter().any(|site| !site.age_limits.is_empty());
    let unknown = scenario
        .households
        .iter()
        .filter(|household| household.ages.is_none());
    let unknown = unknown.count();
    if limited && unknown > 0 {
        notices.push(Complaint::new(
            Place::default(),
            text!(
                "Bei {unknown} Haushalten ist das Alter nicht bekannt; sie zählen bei Plätzen nach Alter nicht mit (Annahme).",
                "The ages of {unknown} households are not known; they do not count for places by age (assumption)."
            ),
        ));
    }
    notices
}

fn require_waiting_list(args: &PlaceArgs, loaded: &Loaded) -> Result<(), Complaints> {
    let named = |table: &str| loaded.resolved["tables"].get(table).is_some();
    if named("waiting") {
        return Ok(());
    }
    let place = Place::file(args.scenario.display().to_string());
    let message = match named("register") {
        true => text!(
            "Für einen Vorschlag fehlt die Warteliste.",
            "A proposal needs a waiting list, which is missing."
        ),
        false => text!(
            "Für einen Vorschlag fehlen Belegungsverzeichnis und Warteliste.",
            "A proposal needs a register and a waiting list, which are missing."
        ),
    };
    let help = text!(
        "In [tables] angeben: register = \"belegung.csv\" (household,site,persons,since) und waiting = \"warteliste.csv\" (household,persons,since); ein Beispiel ist scenarios/warteliste.toml.",
        "Name them in [tables]: register = \"register.csv\" (household,site,persons,since) and waiting = \"waiting.csv\" (household,persons,since); scenarios/warteliste.toml is an example."
    );
    Err(Complaint::new(place, message).key("tables").help(help).into())
}

/// Everything that an officer brings along; what is wrong with any of it is told at once.
fn orders(args: &PlaceArgs, loaded: &Loaded) -> Result<(Orders, Decisions), Failure> {
    let scenario = &loaded.scenario;
    let mut complaints = Complaints::default();
    let scores = match &args.scores {
        None => loaded.scores.clone(),
        Some(path) => match scores::read(path, scenario) {
            Ok((table, _)) => Some(table),
            Err(wrong) => {
                complaints.0.extend(wrong.0);
                None
            }
        },
    };
    let decided = match &args.decisions {
        None => Decisions::default(),
        Some(path) => decisions::read(path, scenario).unwrap_or_else(|wrong| {
            complaints.0.extend(wrong.0);
            Decisions::default()
        }),
    };
    let day = day(args, scenario)?;
    let orders = Orders {
        day,
        scores,
        decisions: decided.list.clone(),
        centres: centres(loaded),
    };
    Ok(complaints.unless_any((orders, decided))?)
}

fn day(args: &PlaceArgs, scenario: &Scenario) -> Result<i64, Failure> {
    let Some(written) = &args.date else { return Ok(0) };
    let (start, end) = (scenario.calendar.start, scenario.calendar.end());
    let date: Option<Date> = written.parse().ok().map(Date);
    match date {
        Some(date) if (start..=end).contains(&date) => Ok(scenario.calendar.day(date)),
        _ => Err(Failure::Usage(text!(
            "„{written}“ ist kein Tag des Szenarios; möglich sind {start} bis {end}.",
            "`{written}` is no day of the scenario; possible are {start} to {end}."
        ))),
    }
}

/// A point in each district, where there is a map.
pub(super) fn centres(loaded: &Loaded) -> Vec<Option<[f64; 2]>> {
    let districts = loaded.scenario.town.districts.iter();
    districts
        .map(|district| {
            let map = loaded.map.as_ref()?;
            Some(map.districts[map.position(&district.id)?].centre)
        })
        .collect()
}

/// Decisions that cannot be put into practice, each with its cell. Where somebody lives already
/// as it was decided, the decision is done.
fn refuse_misfits(proposed: &Proposed, decided: &Decisions) -> Result<(), Complaints> {
    let misfits = &proposed.proposal.draft.misfits;
    let told_later = |misfit: &Misfit| {
        let overbooked = matches!(misfit.trouble, Trouble::Overbooked(..));
        let again = |other: &&Misfit| other.trouble == misfit.trouble && other.decision > misfit.decision;
        overbooked && misfits.iter().any(|other| again(&other))
    };
    let mut complaints: Vec<Complaint> = misfits
        .iter()
        .filter(|misfit| !is_done(proposed, misfit) && !told_later(misfit))
        .map(|misfit| misfit_words(proposed, decided, misfit))
        .collect();
    complaints.sort_by(|one, other| one.place.cmp(&other.place));
    Complaints(complaints).unless_any(())
}

fn is_done(proposed: &Proposed, misfit: &Misfit) -> bool {
    let decision = &proposed.orders.decisions[misfit.decision];
    let lives = proposed.scenario().households[decision.household].site;
    misfit.trouble == Trouble::NeedsNone && decision.site.is_some() && lives == decision.site
}

fn misfit_words(proposed: &Proposed, decided: &Decisions, misfit: &Misfit) -> Complaint {
    let scenario = proposed.scenario();
    let decision = &proposed.orders.decisions[misfit.decision];
    let household = &scenario.households[decision.household];
    let (id, size) = (&household.id, household.size);
    let name = |site: crate::ids::SiteId| &scenario.sites[site.index()].id;
    let message = match misfit.trouble {
        Trouble::NeedsNone => text!(
            "„{id}“ wartet nicht, sondern wohnt schon in einer Unterkunft.",
            "`{id}` is not waiting but lives in a site already."
        ),
        Trouble::NotOpen(site) => {
            let site = name(site);
            text!(
                "„{site}“ nimmt an diesem Tag niemanden auf.",
                "`{site}` takes nobody in on that day."
            )
        }
        Trouble::Emergency(site) => {
            let site = name(site);
            text!(
                "„{site}“ ist eine Notunterkunft und kein Platz auf Dauer.",
                "`{site}` is emergency accommodation and no regular place."
            )
        }
        Trouble::NothingFree(site) => {
            let site = name(site);
            text!(
                "In „{site}“ ist nichts frei, das für „{id}“ groß genug ist (Personen: {size}).",
                "`{site}` has nothing free that is large enough for `{id}` (persons: {size})."
            )
        }
        Trouble::TooManyOfAge(site) => {
            let site = name(site);
            text!(
                "Die Plätze nach Alter in „{site}“ reichen nicht für „{id}“.",
                "The places by age in `{site}` do not suffice for `{id}`."
            )
        }
        Trouble::Overbooked(site, persons, beyond) => {
            let site = name(site);
            text!(
                "Für „{site}“ sind {persons} Personen entschieden, {beyond} mehr, als dort Platz finden.",
                "{persons} persons are decided for `{site}`, {beyond} more than find room there."
            )
        }
    };
    let place = decided.places.get(misfit.decision).cloned().unwrap_or_default();
    let value = decision.site.map_or("-", |site| name(site).as_str());
    Complaint::new(place, message)
        .key("decided_site")
        .value(value)
        .help(text!(
            "Eine andere Unterkunft eintragen oder die Zelle leer lassen.",
            "Enter another site, or leave the cell empty."
        ))
}

/// Who has to leave a site needs scores as those who wait do.
fn refuse_missing_scores(proposed: &Proposed) -> Result<(), Complaints> {
    let Some(table) = &proposed.orders.scores else {
        return Ok(());
    };
    let needy = proposed.proposal.draft.today.needy.iter();
    let needy = needy.map(|needy| needy.household);
    Complaints(scores::missing(table, proposed.scenario(), needy)).unless_any(())
}

/// An older list may hold decisions, so it is never written over.
fn refuse_existing(out: &Path) -> Result<(), Failure> {
    if !out.exists() {
        return Ok(());
    }
    let place = Place::file(out.display().to_string());
    let message = text!(
        "Die Datei gibt es schon; in ihr können Entscheidungen stehen, sie bleibt unberührt.",
        "The file is there already and may hold decisions; it is left alone."
    );
    let help = text!(
        "Einen anderen Namen für --out wählen.",
        "Choose another name for --out."
    );
    Err(Failure::Input(Complaint::new(place, message).help(help).into()))
}

fn unwritable(out: &Path) -> Failure {
    let out = out.display();
    Failure::Other(text!(
        "{out} lässt sich nicht schreiben.",
        "{out} cannot be written."
    ))
}
