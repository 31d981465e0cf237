//! How evenly groups are spread over districts: the indices, what each would be by chance, and
//! the word for it.
//!
//! One file per index; [`INDICES`] lists those that a table alone can answer, and whoever
//! measures or reports walks that list. An index is a function of a [`Contrast`] (one group
//! against the rest) or of [`Counts`] (all groups); where the question has no answer (nobody
//! in the group, an empty town) it is `None`, never NaN.
//!
//! Few people look apart even when placed at random, so no index is worth much without its
//! expectation and its p-value: [`measure`] gives all three, [`Verdict`] the word.

mod chance;
mod correlation_ratio;
mod counts;
mod dissimilarity;
mod gini;
mod households;
mod hypergeometric;
mod interaction;
mod isolation;
mod local_share;
mod location_quotient;
mod measure;
mod nested_theil;
mod smoothed_dissimilarity;
mod theil;
mod verdict;
mod worst_share;

pub use chance::{p_value, random_table};
pub use correlation_ratio::{correlation_ratio, expected_correlation_ratio};
pub use counts::{Contrast, Counts, MOST_PEOPLE};
pub use dissimilarity::{
    dissimilarity, expected_dissimilarity, expected_multigroup_dissimilarity, multigroup_dissimilarity,
};
pub use gini::{gini, multigroup_gini};
pub use households::{dissimilarities_of_random_households, expected_dissimilarity_of_households};
pub use interaction::{expected_interaction, interaction};
pub use isolation::{expected_isolation, isolation};
pub use local_share::{local_shares, local_theil_m};
pub use location_quotient::location_quotients;
pub use measure::{Reading, measure};
pub use nested_theil::{NestedTheilM, nested_theil_m};
pub use smoothed_dissimilarity::{smoothed_dissimilarity, triangle};
pub use theil::{multigroup_theil_h, multigroup_theil_m, theil_h, theil_m};
pub use verdict::Verdict;
pub use worst_share::{worst_district, worst_share};

use crate::text::Text;

/// One index: its name, what it means and how it is computed.
#[derive(Debug)]
pub struct Index {
    /// The name in machine formats.
    pub name: &'static str,
    /// The name for people.
    pub title: fn() -> Text,
    /// What the number says, half a sentence.
    pub meaning: fn() -> Text,
    /// Which end of the scale is separation.
    pub apart: Apart,
    /// Below this the spread counts as even although chance alone would give less.
    pub even_below: Option<f64>,
    /// One group against the rest.
    pub of_group: fn(&Contrast<'_>) -> Option<f64>,
    /// The exact mean of `of_group` under random placement, where a formula is known.
    pub expected_of_group: Option<fn(&Contrast<'_>) -> Option<f64>>,
    /// All groups together.
    pub of_all: Option<fn(&Counts) -> Option<f64>>,
    /// The exact mean of `of_all` under random placement, where a formula is known.
    pub expected_of_all: Option<fn(&Counts) -> Option<f64>>,
}

/// Which end of the scale of an index is separation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// The higher, the more separate.
    High,
    /// The lower, the more separate.
    Low,
}

/// Every index that a table of people by district and group can answer.
pub const INDICES: &[Index] = &[
    dissimilarity::INDEX,
    gini::INDEX,
    theil::H,
    theil::M,
    correlation_ratio::INDEX,
    isolation::INDEX,
    interaction::INDEX,
    worst_share::INDEX,
];
