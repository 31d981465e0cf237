//! Means over the replications.

use crate::findings::quantity::Estimate;
use crate::findings::statistics;
use crate::simulation::Outcome;

/// Mean of something over the replications.
pub(super) fn over(outcomes: &[Outcome], of: impl Fn(&Outcome) -> f64) -> Estimate {
    statistics::mean(&outcomes.iter().map(of).collect::<Vec<f64>>())
}
