//! Findings made up for tests: a calm run, one in which everything goes wrong, an empty one.

mod figures;
mod results;
mod run;

pub use figures::risk;
pub use results::{stored, with_results};
pub use run::{calm, empty, poison, short};
