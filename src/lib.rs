//! `quartier` plans housing for people who arrive in a town.

pub mod cli;
pub mod complaint;
pub mod mixing;
pub mod text;
