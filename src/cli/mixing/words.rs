//! The measured town as a page for people.

use super::Measured;
use super::town::Town;
use crate::complaint::printable;
use crate::mixing::{Contrast, Reading, Verdict, worst_district};
use crate::text;
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// One block per group, one for all together, and what the columns mean.
pub fn page(town: &Town, measured: &Measured, lang: Lang) -> String {
    let mut out = String::new();
    for (group, name) in town.groups.iter().enumerate() {
        let contrast = town.contrast(group);
        let readings: Vec<&Reading> = measured
            .readings
            .iter()
            .filter(|r| r.group == Some(group))
            .collect();
        let title = contrast.map(|c| group_title(name, &c, lang)).unwrap_or_default();
        block(&mut out, &title, &readings, lang);
        if let Some(contrast) = contrast {
            let _ = writeln!(out, "{}", worst(town, &contrast, lang));
            if contrast.inhabited().count() == 1 {
                let _ = writeln!(out, "  {}", one_district().in_lang(lang));
            }
        }
        out.push('\n');
    }
    let together: Vec<&Reading> = measured.readings.iter().filter(|r| r.group.is_none()).collect();
    block(
        &mut out,
        text!("Alle Gruppen zusammen", "All groups together").in_lang(lang),
        &together,
        lang,
    );
    out.push('\n');
    legend(&mut out, measured, lang);
    out
}

fn group_title(name: &str, contrast: &Contrast<'_>, lang: Lang) -> String {
    let name = printable(name);
    let group = people(contrast.group_total(), lang);
    let all = people(contrast.total(), lang);
    let share = percent(contrast.share(), lang);
    let districts = contrast.inhabited().count();
    let title = text!(
        "„{name}“: {group} von {all} Personen ({share}), bewohnte Bezirke: {districts}",
        "“{name}”: {group} of {all} people ({share}), inhabited districts: {districts}"
    );
    title.in_lang(lang).to_owned()
}

fn block(out: &mut String, title: &str, readings: &[&Reading], lang: Lang) {
    let head = [
        text!("Index", "Index"),
        text!("Wert", "Value"),
        text!("zufällig", "by chance"),
        text!("p", "p"),
        text!("Urteil", "Verdict"),
    ];
    let head = head.map(|word| word.in_lang(lang).to_owned());
    let rows: Vec<[String; 5]> = std::iter::once(head)
        .chain(readings.iter().map(|r| row(r, lang)))
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; 4] = std::array::from_fn(width);
    let _ = writeln!(out, "{title}\n");
    for [index, value, chance, p, verdict] in &rows {
        let [w0, w1, w2, w3] = widths;
        let line = format!("  {index:w0$}  {value:>w1$}  {chance:>w2$}  {p:>w3$}  {verdict}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

fn row(reading: &Reading, lang: Lang) -> [String; 5] {
    let shown = |value: Option<f64>| value.map_or("–".to_owned(), |value| decimal(value, 4, lang));
    let verdict = Verdict::of(reading).map(Verdict::word);
    [
        (reading.index.title)().in_lang(lang).to_owned(),
        shown(reading.value),
        shown(reading.expected_if_random),
        shown_p(reading.p_value, lang),
        verdict.map_or("–".to_owned(), |word| word.in_lang(lang).to_owned()),
    ]
}

fn shown_p(p: Option<f64>, lang: Lang) -> String {
    match p {
        None => "–".to_owned(),
        Some(p) if p < 0.0005 => format!("< {}", decimal(0.001, 3, lang)),
        Some(p) => decimal(p, 3, lang),
    }
}

fn worst(town: &Town, contrast: &Contrast<'_>, lang: Lang) -> String {
    let Some(district) = worst_district(contrast).filter(|_| contrast.group_total() > 0.0) else {
        return String::new();
    };
    let (x, t) = (contrast.group()[district], contrast.totals()[district]);
    let (share, group, all) = (percent(x / t, lang), people(x, lang), people(t, lang));
    let row = district + 1;
    let name = match &town.units {
        Some(units) => {
            let unit = printable(&units[district]);
            text!("in {unit}", "in {unit}")
        }
        None => text!(
            "im Bezirk der {row}. Datenzeile",
            "in the district in data row {row}"
        ),
    };
    let (de, en) = (name.de, name.en);
    let sentence = text!(
        "\n  Am höchsten ist der Anteil {de}: {share} ({group} von {all}).",
        "\n  The share is highest {en}: {share} ({group} of {all})."
    );
    sentence.in_lang(lang).to_owned()
}

fn legend(out: &mut String, measured: &Measured, lang: Lang) {
    let mut explained: Vec<&str> = Vec::new();
    for reading in &measured.readings {
        if !explained.contains(&reading.index.name) {
            explained.push(reading.index.name);
            let (title, meaning) = ((reading.index.title)(), (reading.index.meaning)());
            let _ = writeln!(out, "{}: {}.", title.in_lang(lang), meaning.in_lang(lang));
        }
    }
    let (permutations, seed) = (measured.permutations, measured.seed);
    let chance = text!(
        "zufällig: Mittel, wenn dieselben Personen zufällig auf dieselben Plätze verteilt wären. p: Anteil der zufälligen Verteilungen, die mindestens so ungleich sind ({permutations} Ziehungen, Startwert {seed}).",
        "by chance: mean if the same people were placed at random into the same places. p: share of random placements at least as uneven ({permutations} draws, seed {seed})."
    );
    let _ = writeln!(out, "{}", chance.in_lang(lang));
    let unknown = |reading: &Reading| reading.expected_if_random.is_none();
    if permutations > 0 && measured.readings.iter().any(unknown) {
        let _ = writeln!(out, "{}", unknown_chance().in_lang(lang));
    }
}

fn one_district() -> Text {
    text!(
        "Nur ein Bezirk ist bewohnt: Zu vergleichen gibt es nichts.",
        "Only one district is inhabited: there is nothing to compare."
    )
}

/// Why there is no number for chance.
fn unknown_chance() -> Text {
    text!(
        "–: Das lässt sich nur sagen, wenn alle Zahlen der Tabelle ganze Personen sind und beide Seiten mindestens eine haben.",
        "–: that can only be said where all numbers of the table are whole people and both sides have at least one."
    )
}

fn decimal(value: f64, places: usize, lang: Lang) -> String {
    // Rounding must not print a negative nothing.
    let written = format!("{:.places$}", if value.abs() < 1e-9 { 0.0 } else { value });
    match lang {
        Lang::De | Lang::DeEinfach => written.replace('.', ","),
        Lang::En => written,
    }
}

fn percent(share: f64, lang: Lang) -> String {
    let written = decimal(100.0 * share, 1, lang);
    match lang {
        Lang::De | Lang::DeEinfach => format!("{written} %"),
        Lang::En => format!("{written}%"),
    }
}

/// Whole people with thousands marked; parts of people as they are.
fn people(count: f64, lang: Lang) -> String {
    if count.fract() != 0.0 {
        return decimal(count, 2, lang);
    }
    let digits = format!("{count:.0}");
    let mark = match lang {
        Lang::De | Lang::DeEinfach => '.',
        Lang::En => ',',
    };
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_the_language_wants_them() {
        assert_eq!(people(1_234_567.0, Lang::De), "1.234.567");
        assert_eq!(people(999.0, Lang::En), "999");
        assert_eq!(people(1000.0, Lang::En), "1,000");
        assert_eq!(decimal(0.2175, 3, Lang::De), "0,217");
        assert_eq!(decimal(-1e-17, 3, Lang::De), "0,000");
        assert_eq!(percent(0.0391, Lang::De), "3,9 %");
        assert_eq!(shown_p(Some(1e-4), Lang::De), "< 0,001");
    }
}
