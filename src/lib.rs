//! `quartier` plans housing for people who arrive in a town: is there a place for everyone,
//! until when, with what certainty, in which districts, at what cost?
//!
//! # The way through
//!
//! ```text
//! scenario files ─► input::load ─► Scenario ─► monte_carlo::run ─► Ensemble ─► findings::gather ─► Findings ─► report ─► folder
//!                   (Complaints)      simulation, per replication: arrivals ─► queue ─► allocation ─► occupancy ─► Outcome
//! ```
//!
//! The left edge reads, the right edge writes, everything between is plain functions of
//! values. A module uses only modules that stand above it in this list (a test holds it so):
//!
//! | module | what it holds |
//! |---|---|
//! | [`mod@text`], [`complaint`] | words in every language; what is wrong with an input, and where |
//! | [`ids`], [`units`], [`calendar`], [`streams`], [`stay`] | ids that exist, money, days, keyed random draws, lengths of time |
//! | [`mixing`] | how evenly groups are spread: one file per index |
//! | [`placement`] | one batch of whole households into free units, stage by stage, exact or with its gap |
//! | [`town`], [`arrivals`], [`household`], [`site`], [`surge`], [`shock`], [`policy`], [`preference`], [`ladder`], [`service`], [`measure`], [`warning`], [`scenario`] | the world as data |
//! | [`occupancy`] | who sleeps where tonight, counted exactly |
//! | [`allocation`] | who goes where: one file per rule |
//! | [`proposal`] | who of those waiting today goes where, why, and what would be second best |
//! | [`simulation`] | one replication: the days, one after the other |
//! | [`monte_carlo`] | many replications, in an order that no thread can change |
//! | [`findings`] | what they say together: figures with unit, definition and interval |
//! | [`stress`] | the largest surge absorbed, how wrong the forecast may be, the emergency drill |
//! | [`worth`] | what each measure is worth, alone and on top of all others |
//! | [`input`] | files to scenarios, all complaints at once |
//! | [`sensitivity`] | which assumptions matter most, each changed alone on the same futures |
//! | [`report`] | findings to pages, tables and folders |
//! | [`cli`] | the command line; the only part that prints and asks the clock |
//!
//! # Words
//!
//! A **town** has **districts** with residents. A **site** lies in a district, is of a
//! **kind**, and has **units**; a **place** is one bed. A **household** arrives, stays and
//! leaves together and is never split; households of one **group** share arrivals, sizes and
//! stays. Whoever has no regular place tonight is **waiting**; in a place of the emergency
//! accommodation that is an **emergency** night, without any place it is **unmet**. A
//! **policy** gives waiting households their places. A **replication** is one possible course
//! of events; a **figure** is a number with unit, definition and interval.
//!
//! # What holds everywhere
//!
//! The same scenario and seed give the same bytes on any machine and any number of threads:
//! every draw has an address of its own, logarithms come from `libm`, and nothing is added
//! up in the order of threads. No person is described by nationality, religion or
//! ethnicity, and nothing is ever sent anywhere.
//!
//! # Play a scenario
//!
//! ```
//! use quartier::{findings, input, monte_carlo, simulation::Model};
//! use std::path::Path;
//!
//! let loaded = input::load(Path::new("scenarios/two-beds.toml"), &input::Changes::none())
//!     .expect("the shipped scenario is in order");
//! let model = Model::of(&loaded.scenario);
//! let ensemble = monte_carlo::run(&model, loaded.scenario.replications, None, &Default::default())
//!     .expect("nobody stopped it");
//! let findings = findings::gather(&loaded.scenario, &ensemble);
//! assert!(findings.figures.iter().any(|figure| figure.id == "peak_housed"));
//! ```

pub mod allocation;
pub mod arrivals;
pub mod calendar;
pub mod cli;
pub mod complaint;
pub mod findings;
pub mod household;
pub mod ids;
pub mod input;
pub mod ladder;
pub mod measure;
pub mod mixing;
pub mod monte_carlo;
pub mod occupancy;
pub mod placement;
pub mod policy;
pub mod preference;
pub mod proposal;
pub mod report;
pub mod scenario;
pub mod sensitivity;
pub mod service;
pub mod shock;
pub mod simulation;
pub mod site;
pub mod stay;
pub mod streams;
pub mod stress;
pub mod surge;
pub mod text;
pub mod town;
pub mod units;
pub mod warning;
pub mod worth;
