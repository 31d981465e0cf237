//! `quartier map`: inspect a map.

use super::{Context, Failure};
use clap::Args;

/// Which map.
#[derive(Args, Debug)]
pub struct MapArgs {}

/// Inspects the map.
pub fn execute(_args: &MapArgs, _context: Context) -> Result<(), Failure> {
    Ok(())
}
