//! Rows of tables become entries of the tree.

use super::extends::Reading;
use super::read::Location;
use super::shape::Shape;
use super::tree::Node;

/// Fills in what the tables that a file names hold, unless a file above names another one.
pub fn expand(
    _own: &mut Node,
    _location: &Location,
    _replaced: &[String],
    _shape: &Shape,
    _reading: &mut Reading,
) {
}
