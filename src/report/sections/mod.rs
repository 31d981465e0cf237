//! The sections of the report, one file each: from findings to blocks.

pub mod assumptions;
pub mod cost;
pub mod course;
pub mod districts;
pub mod emergency;
pub mod front;
pub mod ladder;
pub mod method;
pub mod overview;
pub mod past;
pub mod questions;
pub mod risk;
pub mod sensitivity;
pub mod services;
pub mod sites;
pub mod summary;
pub mod title;
pub mod uncertainty;
pub mod warning;

use super::Results;
use super::block::Section;
use super::number;
use crate::findings::{Estimate, Unit};
use crate::text::Text;

/// The sections in the order of the page. A section that has nothing to say is left out.
pub const SECTIONS: &[fn(&Results) -> Option<Section>] = &[
    summary::section,
    questions::section,
    course::section,
    risk::section,
    districts::section,
    sites::section,
    services::section,
    emergency::section,
    ladder::section,
    warning::section,
    cost::section,
    front::section,
    overview::section,
    sensitivity::section,
    assumptions::section,
    uncertainty::section,
    method::section,
];

/// An estimate, rounded to what its interval carries.
pub fn estimate(estimate: Estimate, unit: Unit) -> Text {
    number::carried(estimate.value, estimate.low, estimate.high, unit)
}

/// The interval of an estimate.
pub fn interval(estimate: Estimate, unit: Unit) -> Text {
    let end = |value| number::carried(value, estimate.low, estimate.high, unit);
    number::between(&end(estimate.low), &end(estimate.high))
}
