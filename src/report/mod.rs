//! From findings to pages, files and the terminal.
//!
//! Sections know findings, not formats; formats know blocks, not findings. The words stand in
//! `catalogue`, the digits in `number`. Only `folder` writes.

pub mod block;
pub mod catalogue;
pub mod chart;
pub mod chart_data;
pub mod comparison;
pub mod compose;
pub mod difference;
pub mod einfach;
pub mod escape;
#[cfg(test)]
pub(crate) mod example;
pub mod folder;
pub mod html;
pub mod implementation;
pub mod json;
pub mod keys;
pub mod map_layers;
pub mod map_svg;
pub mod number;
pub mod parquet;
pub mod provenance;
pub mod public;
pub mod questions;
pub mod results;
pub mod sections;
pub mod sided_svg;
pub mod stress;
pub mod tables;
pub mod terminal;
pub mod trace;
pub mod verdict;
pub mod workbook;
