//! Proposals: as good as trying everything, true in what they say, obedient to what was decided.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a test that cannot go on should fail"
)]

#[path = "../common/batches.rs"]
mod batches;
#[path = "../common/mod.rs"]
mod common;

mod by_hand;
mod command;
mod exact;
mod hostile;
mod towns;
