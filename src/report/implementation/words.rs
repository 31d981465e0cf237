//! Words that several sections of the implementation report share.

use crate::calendar::Date;
use crate::measure::participation::Breach;
use crate::measure::standing::Late;
use crate::measure::{Indicator, Measure, Meeting};
use crate::report::block::{Align, stranger};
use crate::report::number;
use crate::text;
use crate::text::Text;
use crate::worth::Worth;

/// A column of words.
pub fn column(de: &str, en: &str) -> (Text, Align) {
    (text!("{de}", "{en}"), Align::Words)
}

/// A column of numbers.
pub fn numbers(de: &str, en: &str) -> (Text, Align) {
    (text!("{de}", "{en}"), Align::Numbers)
}

/// Texts one after the other.
pub fn joined(parts: &[Text], between: &str) -> Text {
    let words = |pick: fn(&Text) -> &String| {
        parts
            .iter()
            .map(|part| pick(part).as_str())
            .collect::<Vec<_>>()
            .join(between)
    };
    Text {
        de: words(|text| &text.de),
        en: words(|text| &text.en),
    }
}

/// A source, or the word for none.
pub fn source(source: Option<&str>) -> Text {
    source.map_or_else(|| text!("Annahme", "assumption"), stranger)
}

/// What the numbers of the report hold for.
pub fn scope(worth: Option<&Worth>) -> Text {
    let with_all = text!(
        "Die Zahlen der Simulation gelten für das Szenario mit allen Maßnahmen, die darin wirken. „Annahme“ steht, wo keine Quelle genannt ist.",
        "The numbers of the simulation hold for the scenario with all measures that act in it. “Assumption” stands where no source is named."
    );
    match worth {
        Some(_) => with_all,
        None => {
            let (de, en) = (&with_all.de, &with_all.en);
            text!(
                "{de} Was jede Maßnahme für sich bewirkt, rechnet dieser Bericht mit dem Schalter --worth.",
                "{en} With the switch --worth this report also computes what each measure brings about."
            )
        }
    }
}

/// A value with its unit.
pub fn value(value: f64, indicator: &Indicator) -> Text {
    let number = quantity(value);
    let (de, en) = (&number.de, &number.en);
    let unit = stranger(&indicator.unit);
    let (unit_de, unit_en) = (&unit.de, &unit.en);
    text!("{de}\u{a0}{unit_de}", "{en}\u{a0}{unit_en}")
}

/// A number that somebody entered, with as many digits as it has, at most two decimals.
pub fn quantity(value: f64) -> Text {
    let decimals = (0..2).find(|decimals| {
        let shifted = value * [1.0, 10.0][*decimals];
        (shifted - libm::round(shifted)).abs() < 1e-9
    });
    number::decimal(value, decimals.unwrap_or(2))
}

/// Euros that somebody entered.
pub fn euros(value: f64) -> Text {
    let Text { de, en } = number::decimal(value, 0);
    text!("{de}\u{a0}€", "€{en}")
}

/// From when to when.
pub fn dates(start: Option<Date>, end: Option<Date>) -> Option<Text> {
    let shown = number::date;
    match (start, end) {
        (None, None) => None,
        (Some(start), Some(end)) => Some(crate::report::catalogue::from_to(start, end)),
        (Some(start), None) => {
            let Text { de, en } = shown(start);
            Some(text!("ab {de}", "from {en}"))
        }
        (None, Some(end)) => {
            let Text { de, en } = shown(end);
            Some(text!("bis {de}", "until {en}"))
        }
    }
}

/// Why a measure is behind.
pub fn late(late: Late, measure: &Measure, indicators: &[Indicator]) -> Text {
    match late {
        Late::Said => text!("als verzögert gemeldet", "reported as delayed"),
        Late::NotBegun { since } => {
            let Text { de, en } = number::date(since);
            text!(
                "sollte am {de} beginnen, ist aber noch geplant",
                "was to begin on {en}, and is still planned"
            )
        }
        Late::NotCompleted { since } => {
            let Text { de, en } = number::date(since);
            text!("sollte am {de} abgeschlossen sein", "was to be completed on {en}")
        }
        Late::TargetMissed { by, value: reached } => {
            let Text { de, en } = number::date(by);
            let indicator = measure.indicator.and_then(|index| indicators.get(index));
            let words = |number: f64| indicator.map_or_else(|| quantity(number), |unit| value(number, unit));
            let (is, goal) = (words(reached), words(measure.target.unwrap_or(f64::NAN)));
            let (is_de, is_en, goal_de, goal_en) = (is.de, is.en, goal.de, goal.en);
            text!(
                "Ziel {goal_de} bis {de} verfehlt, erreicht sind {is_de}",
                "missed the target of {goal_en} by {en}; it is {is_en}"
            )
        }
        Late::StepOverdue { since } => {
            let Text { de, en } = number::date(since);
            text!(
                "der nächste Schritt war für den {de} angesetzt",
                "the next step was set for {en}"
            )
        }
    }
}

/// A rule of information that an opening breaks.
pub fn breach(breach: Breach) -> Text {
    match breach {
        Breach::NotInformed => text!(
            "Die Nachbarschaft wurde vorher nicht informiert; ein Termin dafür ist nicht eingetragen.",
            "The neighbours were not informed before; no date for it is entered."
        ),
        Breach::TooLate { days, required } => {
            let (got, needed) = (days_words(days.unsigned_abs()), days_words(u64::from(required)));
            let (de, en, need_de, need_en) = (got.de, got.en, needed.de, needed.en);
            text!(
                "Die Nachbarschaft hörte davon {de} vor der ersten Nacht; die Regel verlangt {need_de}.",
                "The neighbours heard of it {en} before the first night; the rule asks for {need_en}."
            )
        }
        Breach::NoFollowUp { within } => {
            let Text { de, en } = within_days(u64::from(within));
            text!(
                "Eine Versammlung binnen {de} nach der ersten Nacht ist nicht eingetragen.",
                "No meeting within {en} of the first night is entered."
            )
        }
    }
}

/// A number of days.
pub fn days_words(days: u64) -> Text {
    number::counted(days, ("Tag", "Tage"), ("day", "days"))
}

/// A number of days in the dative: `binnen 14 Tagen`.
pub fn within_days(days: u64) -> Text {
    number::counted(days, ("Tag", "Tagen"), ("day", "days"))
}

/// Who takes part in an occasion.
pub fn who(meeting: &Meeting) -> Text {
    let names: Vec<Text> = meeting.who.iter().map(|who| who.name()).collect();
    joined(&names, ", ")
}
