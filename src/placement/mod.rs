//! The placement of one batch: whole households into vacancies, stage by stage.
//!
//! * [`Batch`]: the problem without town or scenario; [`Plan`]: an answer, its values and its check.
//! * `transport` and `counted`: exact and fast where every household counts one.
//! * `exchange`: greedy placing, moves and swaps where households differ in size.
//! * `formulation`, `asking`: the batch as a programme, and what the general solver is asked stage by stage.
//! * `chains`: what it costs in all the town when a household leaves one place for another.
//! * `front`: the plans between the cheapest and the most even one.
//! * `water`: the level that divisible people would reach, the oracle for the district stages.
//!
//! Batches are made of towns in `proposal` and `allocation`; nothing here knows a scenario.

mod asking;
mod batch;
mod chains;
mod counted;
mod exchange;
mod filling;
mod formulation;
mod front;
mod plan;
pub mod prices;
mod programme;
mod reassign;
mod solved;
pub mod solver;
mod stage;
pub mod transport;
pub mod water;

pub use batch::{Batch, District, Limit, Room, Seeking, Shares, Trade, Vacancy, inverse_of_share};
pub use counted::{Counted, counted};
pub use exchange::{Effort, search};
pub use formulation::Formulation;
pub use front::{FrontPoint, front, supported, thinned};
pub use plan::{Plan, Violation};
pub use programme::{Column, Programme, Row, Sense};
pub use solved::{Method, Solved, StageResult, certify, solve};
pub use stage::Stage;
