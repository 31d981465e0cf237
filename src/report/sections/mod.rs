//! The sections of the report, one file each: from findings to blocks.

pub mod assumptions;
pub mod cost;
pub mod course;
pub mod districts;
pub mod emergency;
pub mod front;
pub mod glossary;
pub mod ladder;
pub mod method;
pub mod overview;
pub mod past;
pub mod preferences;
pub mod questions;
pub mod risk;
pub mod sensitivity;
pub mod services;
pub mod sites;
pub mod story;
pub mod summary;
pub mod title;
pub mod uncertainty;
pub mod warning;
