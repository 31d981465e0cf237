//! `quartier completions`: completions for a shell.

use super::{Cli, Failure, output};
use clap::{Args, CommandFactory as _};

/// Which shell.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell to complete for.
    shell: clap_complete::Shell,
}

/// Prints the completion script.
pub fn execute(args: &CompletionsArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "quartier", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}
