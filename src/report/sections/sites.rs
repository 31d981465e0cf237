//! The sites: places, occupancy, cost.

use crate::calendar::Date;
use crate::findings::{SiteFindings, Unit};
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::{self, places as words};
use crate::report::number;
use crate::report::results::Results;
use crate::report::sections::districts::with_interval;
use crate::text::Text;

/// Most rows that the page shows; all stand in `sites.csv`.
const MOST_ROWS: usize = 150;

/// The table of the sites.
pub fn section(results: &Results) -> Option<Section> {
    let sites = &results.findings.sites;
    (!sites.is_empty()).then(|| Section {
        id: "sites",
        title: words::sites(),
        blocks: vec![Block::Table(table(results))],
    })
}

fn table(results: &Results) -> Table {
    let sites = &results.findings.sites;
    let [name, open, places, occupied, occupancy, peak, cost] = words::site_columns();
    let mut table = Table::new(
        words::sites_caption(),
        vec![
            (name, Align::Words),
            (open, Align::Words),
            (places, Align::Numbers),
            (occupied, Align::Numbers),
            (occupancy, Align::Numbers),
            (peak, Align::Numbers),
            (cost, Align::Numbers),
        ],
    );
    for (index, site) in sites.iter().take(MOST_ROWS).enumerate() {
        table.row_named(format!("site-{}", index + 1), row(site, results));
    }
    let mut note = words::sites_note();
    if sites.len() > MOST_ROWS {
        let more = catalogue::method::rows_left_out(sites.len() - MOST_ROWS, "sites.csv");
        note = Text {
            de: format!("{} {}", note.de, more.de),
            en: format!("{} {}", note.en, more.en),
        };
    }
    table.note(note)
}

fn row(site: &SiteFindings, results: &Results) -> Vec<Cell> {
    let district = results
        .findings
        .districts
        .iter()
        .find(|district| district.id == site.district)
        .map_or(site.district.as_str(), |district| district.name.as_str());
    let count = |places: u32| number::whole(u64::from(places));
    vec![
        Cell::WithDetails(
            stranger(&site.name),
            vec![stranger(&site.kind), stranger(district)],
        ),
        Cell::Words(open(site.dates)),
        Cell::Words(words::usable_of(
            &count(site.usable_places),
            &count(site.nominal_places),
        )),
        with_interval(site.occupied, Unit::Persons),
        with_interval(site.occupancy, Unit::Share),
        with_interval(site.peak, Unit::Persons),
        with_interval(site.cost_eur, Unit::Eur),
    ]
}

fn open(dates: (Option<Date>, Option<Date>)) -> Text {
    match dates {
        (None, None) => words::always(),
        (Some(from), None) => words::from(&number::date(from)),
        (None, Some(until)) => words::until(&number::date(until)),
        (Some(from), Some(until)) => catalogue::from_to(from, until),
    }
}
