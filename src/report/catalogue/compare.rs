//! Words of the comparison.
