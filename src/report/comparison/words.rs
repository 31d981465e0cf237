//! Differences and caveats in words: one function each, whatever the format.

use crate::findings::comparison::{Better, Caveat, Comparison, Difference, FigureRow, StoredRun, better};
use crate::findings::{Figure, Unit};
use crate::report::block::{Verdict, stranger};
use crate::report::catalogue::{self, compare as words, money};
use crate::report::difference::signed;
use crate::report::number;
use crate::report::questions::{self, Run};
use crate::text::Text;

/// The letter of a run.
pub fn letter(run: usize) -> char {
    char::from(b'A' + u8::try_from(run.min(25)).unwrap_or(0))
}

/// The letters of some runs: `A, B und F`.
pub fn letters(runs: &[usize]) -> Text {
    let letters: Vec<String> = runs.iter().map(|run| letter(*run).to_string()).collect();
    match letters.split_last() {
        Some((last, before)) if !before.is_empty() => {
            let before = before.join(", ");
            crate::text!("{before} und {last}", "{before} and {last}")
        }
        _ => Text::same(letters.concat()),
    }
}

/// The letter of a run; the base is "as before".
pub fn name(run: usize) -> Text {
    match run {
        0 => {
            let Text { de, en } = words::as_before();
            let letter = letter(0);
            crate::text!("{letter}, {de}", "{letter}, {en}")
        }
        _ => Text::same(letter(run).to_string()),
    }
}

/// The head of a run's column.
pub fn head(run: usize, stored: &StoredRun) -> Text {
    let scenario = stranger(&stored.scenario).de;
    match run {
        0 => words::base_column(letter(0), &scenario),
        _ => words::column(letter(run), &scenario),
    }
}

/// All caveats, one sentence each.
pub fn caveats(comparison: &Comparison) -> Vec<Text> {
    comparison
        .caveats
        .iter()
        .map(|what| caveat(what, comparison))
        .collect()
}

/// All caveats, run by run.
pub fn caveats_by_run(comparison: &Comparison) -> Vec<Text> {
    let of = |run: usize| -> Vec<Text> {
        let all = comparison.caveats.iter().filter(|what| what.run() == run);
        all.map(|what| caveat(what, comparison)).collect()
    };
    (1..comparison.runs.len())
        .map(of)
        .filter(|said| !said.is_empty())
        .map(|said| joined(&said))
        .collect()
}

fn caveat(what: &Caveat, comparison: &Comparison) -> Text {
    let (base, run) = (&comparison.runs[0], &comparison.runs[what.run()]);
    let name = words::column(letter(what.run()), &stranger(&run.scenario).de);
    let period = |run: &StoredRun| catalogue::from_to(run.calendar.start, run.calendar.end());
    match what {
        Caveat::Seed(_) => words::other_seed(&name, run.seed, base.seed),
        Caveat::Replications(_) => words::other_replications(&name, run.replications, base.replications),
        Caveat::Period(_) => words::other_period(&name, &period(run), &period(base)),
        Caveat::Version(_) => words::other_version(&name, &run.version, &base.version),
        Caveat::Input(_, file) => words::changed_input(&name, &stranger(file).de),
    }
}

/// The judgement on a run.
pub fn judgement(run: &StoredRun) -> Option<Verdict> {
    questions::room(&Run::stored(run))
}

/// A figure's value with its unit, and its interval in brackets.
pub fn value(figure: &Figure) -> (Option<Text>, Option<Text>) {
    let value = number::value(figure).map(|value| match figure.unit {
        Unit::PerThousandResidents | Unit::PersonNights | Unit::BedNights => value,
        unit => number::with_unit(&value, unit),
    });
    let exact = figure.low == figure.high && figure.low.number().is_some();
    let interval = number::interval(figure).filter(|_| !exact);
    (value, interval.map(|interval| money::in_brackets(&interval)))
}

/// The same where it stands among other numbers: it says against what.
pub fn against_base(row: &FigureRow, of: &Difference) -> Vec<Text> {
    let mut said = difference(row, of);
    if let Some(first) = said.first_mut() {
        *first = words::against(letter(0), first);
    }
    said
}

/// A difference to the base, signed in words, and how often it is the better one.
pub fn difference(row: &FigureRow, difference: &Difference) -> Vec<Text> {
    let sides = difference.sides;
    if sides.equal == sides.all() {
        return vec![words::unchanged()];
    }
    let mut said: Vec<Text> = difference
        .mean
        .iter()
        .map(|mean| signed(mean, row.unit))
        .collect();
    said.push(how_often(row, difference));
    said
}

/// How often it lies on the side on which it lies more often.
fn how_often(row: &FigureRow, difference: &Difference) -> Text {
    let sides = difference.sides;
    type Say = fn(&Text) -> Text;
    let (smaller, larger): (Say, Say) = match better(&row.id) {
        Better::Smaller => (words::better, words::worse),
        Better::Larger => (words::worse, words::better),
        Better::Neither => (words::lower, words::higher),
    };
    if sides.smaller >= sides.larger {
        smaller(&number::frequency(sides.smaller, sides.all()))
    } else {
        larger(&number::frequency(sides.larger, sides.all()))
    }
}

/// Sentences one after the other.
pub fn joined(sentences: &[Text]) -> Text {
    let of = |pick: fn(&Text) -> &str| sentences.iter().map(pick).collect::<Vec<&str>>().join(" ");
    Text {
        de: of(|text| &text.de),
        en: of(|text| &text.en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Estimate;
    use crate::findings::paired::Sides;

    fn row(id: &str, unit: Unit) -> FigureRow {
        FigureRow {
            id: id.into(),
            name: Text::same(id),
            unit,
            definition: Text::same(""),
            differences: vec![],
        }
    }

    fn said(id: &str, unit: Unit, mean: (f64, f64, f64), sides: (u32, u32, u32)) -> Vec<String> {
        let (value, low, high) = mean;
        let (smaller, larger, equal) = sides;
        let difference_of = Difference {
            mean: Some(Estimate { value, low, high }),
            sides: Sides {
                smaller,
                larger,
                equal,
            },
        };
        difference(&row(id, unit), &difference_of)
            .into_iter()
            .map(|text| text.de)
            .collect()
    }

    #[test]
    fn a_difference_is_signed_in_words_and_says_which_is_better() {
        assert_eq!(
            said(
                "cost_total_eur",
                Unit::Eur,
                (-1234.0, -1434.0, -1034.0),
                (800, 200, 0)
            ),
            [
                "1.200\u{a0}€ weniger (1.000 bis 1.400)",
                "besser in 8 von 10\u{a0}Rechnungen"
            ]
        );
        assert_eq!(
            said(
                "unmet_person_nights",
                Unit::PersonNights,
                (50.0, 40.0, 60.0),
                (10, 690, 300)
            ),
            ["50 mehr (40 bis 60)", "schlechter in 7 von 10\u{a0}Rechnungen"]
        );
    }

    #[test]
    fn a_difference_that_chance_explains_is_not_signed() {
        assert_eq!(
            said("cost_total_eur", Unit::Eur, (5.0, -10.0, 20.0), (490, 510, 0))[0],
            "kein gesicherter Unterschied"
        );
    }

    #[test]
    fn what_cannot_matter_is_exactly_the_same() {
        assert_eq!(
            said("forced_moves", Unit::Moves, (0.0, 0.0, 0.0), (0, 0, 1000)),
            ["genau gleich"]
        );
    }

    #[test]
    fn letters_do_not_run_out() {
        assert_eq!([letter(0), letter(5), letter(400)], ['A', 'F', 'Z']);
        assert_eq!(letters(&[0, 1, 5]).de, "A, B und F");
        assert_eq!(letters(&[2]).en, "C");
    }
}
