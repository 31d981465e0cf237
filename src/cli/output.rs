//! What leaves the program: results to stdout, everything else to stderr.

use super::{Context, Failure, Format};
use crate::report::terminal::{Screen, ScreenInk};
use crate::text;
use serde_json::{Value, json};
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

/// Writes a result to stdout. A reader that went away is no failure of ours.
pub fn print(result: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(result.as_bytes()).and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Other(text!(
            "Die Ausgabe lässt sich nicht schreiben: {error}.",
            "The result cannot be written: {error}."
        ))),
        _ => Ok(()),
    }
}

/// Writes a machine-readable result to stdout, one document, one final newline.
pub fn print_json(value: &Value) -> Result<(), Failure> {
    print(&format!("{value:#}\n"))
}

/// How the terminal wants results: its width (else that of `COLUMNS`, else 100), colours only on
/// a terminal and without `NO_COLOR`.
pub fn screen() -> Screen {
    let seen = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = seen.or_else(|| std::env::var("COLUMNS").ok()?.parse().ok());
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let ink = if std::io::stdout().is_terminal() && !no_colour {
        ScreenInk::Colour
    } else {
        ScreenInk::Plain
    };
    Screen {
        width: width.unwrap_or(100),
        ink,
    }
}

/// Says something beside the result, on stderr.
pub fn remark(words: &str) {
    // Nobody is left to tell when stderr is gone.
    let _ = std::io::stderr().lock().write_all(words.as_bytes());
}

/// Tells why there is no result and turns it into the exit code.
pub fn report_failure(failure: &Failure, context: Context) -> ExitCode {
    match failure {
        Failure::Input(complaints) => {
            if context.format == Format::Json {
                let _ = print_json(&complaints.to_json(context.lang));
            } else {
                remark(&complaints.to_text(context.lang));
            }
            ExitCode::from(3)
        }
        Failure::Usage(words) => tell(words.in_lang(context.lang), context, 2),
        Failure::Threshold(words) => tell(words.in_lang(context.lang), context, 4),
        Failure::Other(words) => tell(words.in_lang(context.lang), context, 1),
    }
}

fn tell(words: &str, context: Context, code: u8) -> ExitCode {
    if context.format == Format::Json {
        let _ = print_json(&json!({ "schema": 1, "error": words }));
    } else {
        remark(&format!("{words}\n"));
    }
    ExitCode::from(code)
}
