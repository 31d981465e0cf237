//! Tables as planners write them: dialects, spreadsheets, fixed forms, real files, junk.

// Clippy's exemption for tests does not reach the functions that tests share.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod dialects;
mod fixed_forms;
mod junk;
mod real_files;
mod spreadsheets;

use quartier::complaint::Complaints;
use quartier::input::table::{self, Table};

/// The table in this text, which must be one.
fn csv(text: &str) -> Table {
    let (table, complaints) = csv_with_complaints(text.as_bytes());
    assert!(complaints.is_empty(), "{complaints:?}");
    table.expect("a table without complaints")
}

fn csv_with_complaints(bytes: &[u8]) -> (Option<Table>, Complaints) {
    let mut complaints = Complaints::default();
    let table = table::from_csv_bytes(bytes.to_vec(), "a.csv", &mut complaints);
    (table, complaints)
}

/// The only complaint about this text.
fn complaint(text: &str) -> quartier::complaint::Complaint {
    let (_, complaints) = csv_with_complaints(text.as_bytes());
    only(complaints)
}

fn only(mut complaints: Complaints) -> quartier::complaint::Complaint {
    assert_eq!(complaints.0.len(), 1, "{complaints:?}");
    complaints.0.remove(0)
}
