//! A command line that makes no sense: said in the language and the format that it asks for.

use super::{Context, Failure, Format, LangChoice, language, output};
use crate::text;
use clap::ValueEnum as _;
use std::process::ExitCode;

/// Prints help and version (code 0), or says what is wrong with the call (code 2).
pub fn refused(error: &clap::Error, arguments: &[String]) -> ExitCode {
    if error.exit_code() == 0 {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let said = error.render().to_string();
    let english = said.trim().trim_start_matches("error: ");
    let words = text!(
        "Der Aufruf stimmt nicht; was möglich ist, zeigt „quartier --help“.\n{english}",
        "{english}"
    );
    output::report_failure(&Failure::Usage(words), asked(arguments))
}

/// What the arguments say about format and language, read without the rest of them.
fn asked(arguments: &[String]) -> Context {
    let after = |name: &str| {
        let position = arguments.iter().position(|argument| argument == name);
        let next = position.and_then(|at| arguments.get(at + 1)).map(String::as_str);
        let joined = arguments
            .iter()
            .find_map(|argument| argument.strip_prefix(name)?.strip_prefix('='));
        joined.or(next)
    };
    let format = after("--format").and_then(|name| Format::from_str(name, false).ok());
    let lang = after("--lang").and_then(|name| LangChoice::from_str(name, false).ok());
    Context {
        format: format.unwrap_or(Format::Text),
        lang: language(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn asked_by(arguments: &[&str]) -> (Format, Lang) {
        let words: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
        let context = asked(&words);
        (context.format, context.lang)
    }

    #[test]
    fn format_and_language_are_found_in_a_call_that_makes_no_sense() {
        let found = asked_by(&["rum", "--format", "json", "--lang=en"]);
        assert_eq!(found, (Format::Json, Lang::En));
        let found = asked_by(&["--lang", "de", "run", "--format=text", "--nonsense"]);
        assert_eq!(found, (Format::Text, Lang::De));
    }
}
