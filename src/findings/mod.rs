//! Findings: what many replications say together, as numbers with intervals.
//!
//! Findings know nothing of languages' number formats, HTML or files. Every figure
//! carries its unit, its definition and an interval; `report` decides how it looks.

pub mod comparison;
mod days;
pub mod figures;
mod gather;
pub mod information;
pub mod ladder;
pub mod paired;
pub mod parts;
pub mod preferences;
mod quantity;
mod remedies;
pub mod services;
pub mod shocks;
pub mod statistics;
pub mod story;
mod summary;
mod town;
pub mod warning;
mod whole;

pub use gather::{columns, gather};
pub use quantity::{Estimate, Figure, Quantity, Unit};
pub use shocks::{ShockFindings, SurgeFindings};
pub use town::{Column, DailySeries, DistrictFindings, MonthRisk, SiteFindings, YearFindings};
pub use whole::Findings;
