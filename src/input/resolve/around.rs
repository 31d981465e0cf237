//! What of the scenario is known before its concept is.

use crate::service::Service;
use crate::site::{Kind, Site};
use crate::town::Town;

/// What measures and occasions may refer to.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Districts.
    pub town: &'a Town,
    /// Kinds.
    pub kinds: &'a [Kind],
    /// Sites.
    pub sites: &'a [Site],
    /// Services.
    pub services: &'a [Service],
}
