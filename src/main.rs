//! The program `quartier`; everything it can do stands in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    quartier::cli::main()
}
