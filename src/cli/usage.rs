//! A command line that makes no sense: said in the language and the format that it asks for.

use super::{Context, Failure, Format, LangChoice, language, output};
use crate::text;
use clap::ValueEnum as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::process::ExitCode;

/// Prints help and version (code 0), or says what is wrong with the call (code 2).
pub fn refused(error: &clap::Error, arguments: &[String]) -> ExitCode {
    if error.exit_code() == 0 {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let said = error.render().to_string();
    let english = said.trim().trim_start_matches("error: ");
    let words = match german(error) {
        Some(german) => text!(
            "{german}\nWas möglich ist, zeigt „--help“ hinter dem Befehl.",
            "{english}"
        ),
        None => text!(
            "Der Aufruf stimmt nicht; was möglich ist, zeigt „quartier --help“.\n{english}",
            "{english}"
        ),
    };
    output::report_failure(&Failure::Usage(words), asked(arguments))
}

/// The usual mistakes in German; clap knows English only.
fn german(error: &clap::Error) -> Option<String> {
    let named = |kind| error.get(kind).map(bare);
    let suggested = |kind| match named(kind) {
        Some(name) => format!(" Gemeint ist vielleicht „{name}“."),
        None => String::new(),
    };
    let argument = named(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::ArgumentConflict => {
            let (one, other) = (argument?, named(ContextKind::PriorArg)?);
            Some(if one == other {
                format!("„{one}“ steht zweimal im Aufruf.")
            } else {
                format!("„{one}“ und „{other}“ gehen nicht zusammen.")
            })
        }
        ErrorKind::UnknownArgument => {
            let (name, help) = (argument?, suggested(ContextKind::SuggestedArg));
            Some(format!("„{name}“ gibt es hier nicht.{help}"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = named(ContextKind::InvalidSubcommand)?;
            let help = suggested(ContextKind::SuggestedSubcommand);
            Some(format!("Den Befehl „{name}“ gibt es nicht.{help}"))
        }
        ErrorKind::MissingRequiredArgument => Some(format!("Es fehlt: {}.", argument?)),
        ErrorKind::MissingSubcommand => Some(format!(
            "Es fehlt ein Befehl. Möglich ist: {}.",
            named(ContextKind::ValidSubcommand)?
        )),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (name, value) = (argument?, named(ContextKind::InvalidValue)?);
            let expected = match expected(error) {
                Some(expected) => format!(" {expected}."),
                None => String::new(),
            };
            Some(if value.is_empty() {
                format!("Hinter „{name}“ fehlt ein Wert.{expected}")
            } else {
                format!("„{value}“ passt nicht zu „{name}“.{expected}")
            })
        }
        _ => None,
    }
}

/// What an option takes: one of some words, a number of a range, or what its placeholder says.
fn expected(error: &clap::Error) -> Option<String> {
    let words = error.get(ContextKind::ValidValue).map(bare);
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        return Some(format!("Möglich ist: {words}"));
    }
    let cause = std::error::Error::source(error).map(ToString::to_string);
    let range = cause.as_deref().and_then(|cause| {
        let (_, range) = cause.split_once(" is not in ")?;
        range.split_once("..=")
    });
    if let Some((from, to)) = range {
        return Some(format!("Möglich ist: {from} bis {to}"));
    }
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let (_, placeholder) = argument.split_once('<')?;
    let (placeholder, _) = placeholder.split_once('>')?;
    Some(format!("Erwartet wird: {placeholder}"))
}

/// What clap tells about a mistake: options without the placeholder of their values, names of
/// arguments without signs.
fn bare(value: &ContextValue) -> String {
    let option = |text: &str| match text.split_once([' ', '[']) {
        Some((name, _)) if name.starts_with("--") => name.to_owned(),
        _ => text.trim_end_matches("...").trim_matches(['<', '>']).to_owned(),
    };
    match value {
        ContextValue::String(text) => option(text),
        ContextValue::Strings(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| option(text)).collect();
            texts.join(", ")
        }
        other => other.to_string(),
    }
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
    use clap::Parser as _;

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

    fn said(arguments: &[&str]) -> String {
        let error = super::super::Cli::try_parse_from(arguments).err().unwrap();
        german(&error).unwrap()
    }

    #[test]
    fn the_usual_mistakes_are_named_in_german() {
        let both = said(&["quartier", "run", "a", "--only", "x", "--without", "y"]);
        assert_eq!(both, "„--only“ und „--without“ gehen nicht zusammen.");
        let none = said(&["quartier", "run", "a", "--wihtout", "y"]);
        assert_eq!(
            none,
            "„--wihtout“ gibt es hier nicht. Gemeint ist vielleicht „--without“."
        );
        let missing = said(&["quartier", "run"]);
        assert_eq!(missing, "Es fehlt: SCENARIO.");
        let empty = said(&["quartier", "run", "a", "--seed"]);
        assert_eq!(empty, "Hinter „--seed“ fehlt ein Wert. Erwartet wird: S.");
        let beyond = said(&["quartier", "run", "a", "--tornado", "99999"]);
        assert_eq!(
            beyond,
            "„99999“ passt nicht zu „--tornado“. Möglich ist: 2 bis 10000."
        );
        let word = said(&["quartier", "run", "a", "--lang", "fr"]);
        assert_eq!(
            word,
            "„fr“ passt nicht zu „--lang“. Möglich ist: de, en, de-einfach."
        );
    }
}
