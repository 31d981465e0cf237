//! `quartier place`: today's waiting list and free units become a proposal who goes where.
//!
//! It proposes; an officer decides. What is decided is read back and respected the next time.

mod brought;
mod effects;
mod front;
mod json;
mod list;
mod misfits;
mod overall;
mod page;
mod words;

use super::dialect::CsvDialect;
use super::{Context, Failure, Format, output};
use crate::calendar::Date;
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::Loaded;
use crate::input::decisions::Decisions;
use crate::proposal::{Diligence, Front, Orders, Proposal, draw_front, propose};
use crate::report::folder;
use crate::report::tables::Dialect;
use crate::scenario::Scenario;
use crate::text;
use crate::text::Text;
use brought::Brought;
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
    let Brought {
        loaded,
        orders,
        decided,
    } = brought::bring(args)?;
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

fn unwritable(out: &Path) -> Failure {
    let out = out.display();
    Failure::Other(text!(
        "{out} lässt sich nicht schreiben.",
        "{out} cannot be written."
    ))
}
