//! What an officer brings along: the scenario with its tables, scores, what is decided, the day.
//! Whatever is wrong with any of it is told at once.

use super::{PlaceArgs, centres, misfits};
use crate::calendar::Date;
use crate::cli::Failure;
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::decisions::{self, Decisions};
use crate::input::{self, Changes, Loaded, scores};
use crate::proposal::{Orders, ScoreTable, draft};
use crate::scenario::Scenario;
use crate::text;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Everything that a proposal is made of.
pub struct Brought {
    pub loaded: Loaded,
    pub orders: Orders,
    pub decided: Decisions,
}

/// Reads everything, or says all that is wrong with it.
pub fn bring(args: &PlaceArgs) -> Result<Brought, Failure> {
    let mut changes = Changes::none();
    for assignment in &args.set {
        changes = changes.typed(assignment)?;
    }
    let mut complaints = Complaints(wrong_targets(args));
    let loaded = match input::load_or_name(&args.scenario, &changes) {
        Ok(loaded) => loaded,
        Err(wrong) => {
            complaints.0.extend(wrong.complaints.0);
            match &wrong.names {
                Some(scenario) => wrong_names(args, scenario, &mut complaints),
                None => complaints.0.extend(wrong_form(args)),
            }
            return Err(complaints.into());
        }
    };
    complaints.0.extend(waiting_list_is_missing(args, &loaded));
    let day = day(args, &loaded.scenario)?;
    let decided = decided(args, &loaded.scenario, &mut complaints);
    let orders = Orders {
        day,
        scores: scores(args, &loaded, &mut complaints),
        decisions: decided.list.clone(),
        centres: centres(&loaded),
    };
    complaints
        .0
        .extend(wrong_together(&loaded.scenario, &orders, &decided));
    Ok(complaints.unless_any(Brought {
        loaded,
        orders,
        decided,
    })?)
}

/// What can be said about scores and decisions while the scenario itself is wrong, and not
/// even its names are known.
fn wrong_form(args: &PlaceArgs) -> Vec<Complaint> {
    let scores = args.scores.iter().filter_map(|path| scores::form(path).err());
    let decisions = args.decisions.iter().map(|path| decisions::form(path));
    scores.chain(decisions).flat_map(|wrong| wrong.0).collect()
}

/// What can be said about scores and decisions while the scenario is wrong but its names are known.
/// Who is needy is not known then; whoever has no site in the lists surely is.
fn wrong_names(args: &PlaceArgs, scenario: &Scenario, complaints: &mut Complaints) {
    let decided = decided(args, scenario, complaints);
    let full = misfits::beyond_all_places(scenario, &decided, complaints);
    complaints.0.extend(full);
    let Some(path) = &args.scores else { return };
    let (table, wrong) = scores::read(path, scenario);
    complaints.0.extend(wrong.0);
    if let Some(table) = table {
        let homeless = 0..scenario.households.len();
        let homeless = homeless.filter(|&index| scenario.households[index].site.is_none());
        complaints.0.extend(scores::missing(&table, scenario, homeless));
    }
}

/// What is decided; nothing where the list is wrong.
fn decided(args: &PlaceArgs, scenario: &Scenario, complaints: &mut Complaints) -> Decisions {
    let Some(path) = &args.decisions else {
        return Decisions::default();
    };
    let (decided, wrong) = decisions::read(path, scenario);
    complaints.0.extend(wrong.0);
    decided
}

/// The scores of `--scores`, else those of the scenario; nothing where they are wrong.
fn scores(args: &PlaceArgs, loaded: &Loaded, complaints: &mut Complaints) -> Option<ScoreTable> {
    let Some(path) = &args.scores else {
        return loaded.scores.clone();
    };
    let (table, wrong) = scores::read(path, &loaded.scenario);
    complaints.0.extend(wrong.0);
    table
}

/// What only shows when register, decisions and scores are put together: decisions that a site
/// cannot take, and needy households without scores.
fn wrong_together(scenario: &Scenario, orders: &Orders, decided: &Decisions) -> Vec<Complaint> {
    if orders.decisions.is_empty() && orders.scores.is_none() {
        return Vec::new();
    }
    let draft = draft(scenario, orders);
    let mut complaints = misfits::complaints(scenario, &draft, decided);
    if let Some(table) = &orders.scores {
        let needy = draft.today.needy.iter();
        complaints.extend(scores::missing(
            table,
            scenario,
            needy.map(|needy| needy.household),
        ));
    }
    complaints
}

fn waiting_list_is_missing(args: &PlaceArgs, loaded: &Loaded) -> Option<Complaint> {
    let named = |table: &str| loaded.resolved["tables"].get(table).is_some();
    if named("waiting") {
        return None;
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
    Some(Complaint::new(place, message).key("tables").help(help))
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

/// Files to be written that are there already, or are one and the same.
fn wrong_targets(args: &PlaceArgs) -> Vec<Complaint> {
    let targets = [("--out", &args.out), ("--front-out", &args.front_out)];
    let targets = targets
        .iter()
        .filter_map(|(option, path)| Some((*option, path.as_deref()?)));
    let mut wrong: Vec<Complaint> = targets
        .filter(|(_, path)| path.exists())
        .map(|(option, path)| is_there(option, path))
        .collect();
    if let (Some(list), Some(front)) = (&args.out, &args.front_out)
        && whole(list) == whole(front)
    {
        wrong.push(same_target(front));
    }
    wrong
}

/// An older list may hold decisions, so it is never written over.
fn is_there(option: &str, out: &Path) -> Complaint {
    let place = Place::file(out.display().to_string());
    let message = text!(
        "Die Datei gibt es schon; in ihr können Entscheidungen stehen, sie bleibt unberührt.",
        "The file is there already and may hold decisions; it is left alone."
    );
    Complaint::new(place, message).key(option).help(text!(
        "Einen anderen Namen für {option} wählen.",
        "Choose another name for {option}."
    ))
}

fn same_target(out: &Path) -> Complaint {
    let place = Place::file(out.display().to_string());
    let message = text!(
        "Liste und Front können nicht in dieselbe Datei geschrieben werden.",
        "List and front cannot be written to the same file."
    );
    Complaint::new(place, message).key("--front-out").help(text!(
        "Für --out und --front-out verschiedene Namen wählen.",
        "Choose different names for --out and --front-out."
    ))
}

/// A path that two ways of writing it have in common.
fn whole(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    folder.join(path.file_name().unwrap_or(OsStr::new("")))
}
