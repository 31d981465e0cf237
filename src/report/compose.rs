//! The report as a page: its sections in order.

use super::block::{Page, Section};
use super::public;
use super::results::{Edition, Results};
use super::sections::{
    assumptions, cost, course, districts, emergency, front, glossary, ladder, method, overview, preferences,
    questions, risk, sensitivity, services, sites, summary, title, uncertainty, warning,
};

/// The sections in the order of the page. A section that has nothing to say is left out.
pub const SECTIONS: &[fn(&Results) -> Option<Section>] = &[
    summary::section,
    questions::section,
    course::section,
    risk::section,
    districts::section,
    preferences::section,
    sites::section,
    services::section,
    emergency::section,
    ladder::section,
    warning::section,
    cost::section,
    front::section,
    overview::section,
    assumptions::section,
    sensitivity::section,
    uncertainty::section,
    glossary::section,
    method::section,
];

/// The report as a page of blocks.
pub fn compose(results: &Results) -> Page {
    title::page(results, sections(results))
}

fn sections(results: &Results) -> Vec<Section> {
    let mut all: Vec<Section> = SECTIONS.iter().filter_map(|section| section(results)).collect();
    if results.edition == Edition::Public {
        all.push(public::section());
    }
    all
}
