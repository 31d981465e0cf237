//! What comes in: files become values with places, complaints are collected on the way.
//!
//! Only this part of the program reads files.

pub mod table;
pub mod tables;
