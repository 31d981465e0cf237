//! Reading: files become a scenario in which every name exists, or complaints.

pub mod file;
pub mod results;
