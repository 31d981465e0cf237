//! First fit: the first site of the file that has room.

use crate::scenario::Scenario;

/// Sites as they stand in the file.
pub fn order(scenario: &Scenario) -> Vec<u16> {
    (0..scenario.sites.len()).map(|site| site as u16).collect()
}
