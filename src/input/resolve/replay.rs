//! A historical series played again.

use super::context::Context;
use crate::arrivals::{Course, Process, Shape};
use crate::input::file::ReplayFile;

/// The process.
pub fn resolve(_cx: &mut Context, _path: &[&str], file: &ReplayFile, _mean: f64) -> Process {
    super::arrivals::process(Shape::Replay, Course::Constant(0.0), file.dispersion, &file.level)
}
