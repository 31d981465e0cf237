//! When a surge or a shock begins: on a day, or on a random day of a window.

use super::context::Context;
use crate::calendar::{Date, Day};
use crate::input::file::WindowFile;
use crate::surge::Start;
use crate::text;

/// The start. `date` and its key stand for the fixed day.
pub fn resolve(
    cx: &mut Context,
    at: &[&str],
    (key, date): (&str, Option<Date>),
    window: Option<&WindowFile>,
) -> Start {
    match (date, window) {
        (Some(date), None) => Start::On(cx.calendar.day(date)),
        (None, Some(window)) => within(cx, at, window),
        _ => {
            let message = text!(
                "Genau eine der beiden Angaben „{key}“ und „window“ gehört hierher.",
                "Exactly one of `{key}` and `window` belongs here."
            );
            let help = text!(
                "Ein fester Tag ({key} = 2026-07-14) oder ein zufälliger (window = {{ from = 2026-05-01, until = 2026-09-30, probability = 0.1 }}).",
                "A fixed day ({key} = 2026-07-14) or a random one (window = {{ from = 2026-05-01, until = 2026-09-30, probability = 0.1 }})."
            );
            cx.complain_with(at, message, help);
            Start::On(0)
        }
    }
}

fn within(cx: &mut Context, at: &[&str], window: &WindowFile) -> Start {
    let key = |name| [at, &["window", name]].concat();
    if window.until < window.from {
        let (from, until) = (window.from, window.until);
        let message = text!(
            "Der letzte mögliche Tag ({until}) liegt vor dem ersten ({from}).",
            "The last possible day ({until}) comes before the first ({from})."
        );
        cx.complain(&key("until"), message);
    }
    Start::Within {
        from: inside(cx, &key("from"), window.from),
        until: inside(cx, &key("until"), window.until),
        probability: window.probability,
    }
}

/// The number of a day that must be played.
pub fn inside(cx: &mut Context, path: &[&str], date: Date) -> Day {
    let day = Day::try_from(cx.calendar.day(date)).ok();
    day.filter(|&day| day < cx.calendar.days).unwrap_or_else(|| {
        let (first, last) = (cx.calendar.start, cx.calendar.date(cx.calendar.days - 1));
        let message = text!(
            "Der {date} liegt außerhalb des gespielten Zeitraums.",
            "{date} lies outside the days that are played."
        );
        let help = text!(
            "Gespielt wird vom {first} bis {last}; den Tag oder „start“ und „end“ ändern.",
            "The days from {first} to {last} are played; change the day, or `start` and `end`."
        );
        cx.complain_with(path, message, help);
        0
    })
}
