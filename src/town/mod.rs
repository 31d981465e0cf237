//! The town as data: its districts on the map, their borders and who borders on whom.
//!
//! Plain values and geometry; reading files is left to [`crate::input`].

pub mod draft;
pub mod map;
pub mod neighbours;
pub mod plane;

mod border;
