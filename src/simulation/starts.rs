//! Who is there at the start of a replication: the households of the scenario, or one of several
//! draws of them where only the number of persons is known.

use super::model::Model;
use crate::household::{StartHousehold, Starts};

impl Model {
    /// The same with several draws of who is there at the start; replications take turns.
    pub fn with_starts(self, starts: Starts) -> Model {
        Model { starts, ..self }
    }

    /// Who is there at the start of a replication.
    pub(super) fn at_start(&self, replication: u32) -> &[StartHousehold] {
        match self.starts.len() {
            0 => &self.households,
            draws => &self.starts[replication as usize % draws],
        }
    }
}
