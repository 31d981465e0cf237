//! `quartier` plans housing for people who arrive in a town.

pub mod allocation;
pub mod arrivals;
pub mod calendar;
pub mod cli;
pub mod complaint;
pub mod findings;
pub mod household;
pub mod ids;
pub mod input;
pub mod mixing;
pub mod monte_carlo;
pub mod occupancy;
pub mod placement;
pub mod policy;
pub mod scenario;
pub mod simulation;
pub mod site;
pub mod stay;
pub mod streams;
pub mod text;
pub mod town;
pub mod units;
