//! `quartier mixing`: indices of any table.

use super::{Context, Failure};
use clap::Args;

/// Which table.
#[derive(Args, Debug)]
pub struct MixingArgs {}

/// Inspects the table.
pub fn execute(_args: &MixingArgs, _context: Context) -> Result<(), Failure> {
    Ok(())
}
