//! Differences as SVG: bars to the left and right of zero, with the interval as a line on them.

use super::block::{Sided, SidedBar};
use super::chart::{Naming, Width, colour};
use super::escape::escaped;
use crate::text::Lang;
use std::fmt::Write as _;

const HEAD: f64 = 22.0;
const NAME: f64 = 20.0;
const BAR: f64 = 18.0;
const GAP: f64 = 8.0;
/// Width of a character, as an estimate from above.
const LETTER: f64 = 7.6;

/// The room of a chart: its width and how much of either side the bars may take.
struct Room {
    width: f64,
    half: f64,
    scale: f64,
}

impl Room {
    fn of(chart: &Sided, width: Width) -> Room {
        let width = match width {
            Width::Page => 760.0,
            Width::Panel | Width::Phone => 340.0,
        };
        let largest = chart
            .rows
            .iter()
            .flat_map(|row| &row.bars)
            .flat_map(|bar| [bar.difference.value, bar.difference.low, bar.difference.high])
            .filter(|value| value.is_finite())
            .fold(0.0, |largest: f64, value| largest.max(value.abs()));
        let half = width / 2.0 - 6.0;
        Room {
            width,
            half,
            scale: if largest > 0.0 { half / largest } else { 0.0 },
        }
    }

    fn x(&self, value: f64) -> f64 {
        let value = if value.is_finite() { value } else { 0.0 };
        self.width / 2.0 + (value * self.scale).clamp(-self.half, self.half)
    }

    /// As much of a name as there is room for. What stands in brackets at its end (of which site or
    /// group it is) tells rows apart and is kept.
    fn cut(&self, words: &str, from: f64) -> String {
        let most = ((self.width - from) / LETTER) as usize;
        let count = words.chars().count();
        if count <= most {
            return words.to_owned();
        }
        let end = words.rfind(" (").map_or("", |at| &words[at..]);
        let end = if words.ends_with(')') && end.chars().count() <= most / 2 {
            end
        } else {
            ""
        };
        let head = most.saturating_sub(end.chars().count() + 1);
        let head: String = words.chars().take(head).collect();
        format!("{}…{end}", head.trim_end())
    }
}

/// The chart as one SVG element.
pub fn svg(chart: &Sided, width: Width, naming: Naming, lang: Lang) -> String {
    let room = Room::of(chart, width);
    let bars: usize = chart.rows.iter().map(|row| row.bars.len()).sum();
    let height = HEAD + chart.rows.len() as f64 * (NAME + GAP) + bars as f64 * BAR + 4.0;
    let Naming {
        id,
        title,
        description,
    } = naming;
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="sided" viewBox="0 0 {} {height:.0}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
        room.width,
        escaped(title),
        escaped(description)
    );
    let middle = room.width / 2.0;
    let _ = write!(
        out,
        r#"<text class="axis-name" x="{:.0}" y="14" text-anchor="end">← {}</text><text class="axis-name" x="{:.0}" y="14">{} →</text>"#,
        middle - 8.0,
        escaped(chart.less.in_lang(lang)),
        middle + 8.0,
        escaped(chart.more.in_lang(lang))
    );
    let _ = write!(
        out,
        r#"<path d="M{middle:.1} {HEAD}V{height:.0}" stroke="var(--axis)" stroke-width="1.5"/>"#
    );
    let mut y = HEAD;
    for row in &chart.rows {
        let name = row.name.in_lang(lang);
        let _ = write!(
            out,
            r#"<text x="2" y="{:.0}"><title>{}</title>{}</text>"#,
            y + 15.0,
            escaped(name),
            escaped(&room.cut(name, 2.0))
        );
        y += NAME;
        for bar in &row.bars {
            write_bar(&mut out, bar, y, &room, lang);
            y += BAR;
        }
        y += GAP;
    }
    out.push_str("</svg>");
    out
}

/// A bar from zero to the estimate, the interval as a line on it, the words where there is room.
fn write_bar(out: &mut String, bar: &SidedBar, y: f64, room: &Room, lang: Lang) {
    let (zero, end) = (room.x(0.0), room.x(bar.difference.value));
    let (low, high) = (room.x(bar.difference.low), room.x(bar.difference.high));
    let (from, wide) = (zero.min(end), (end - zero).abs().max(1.0));
    let line = y + 7.0;
    let _ = write!(
        out,
        r#"<g><title>{}</title><rect x="{from:.1}" y="{y:.0}" width="{wide:.1}" height="14" fill="{}" stroke="var(--axis)"/><path d="M{low:.1} {line:.0}H{high:.1}M{low:.1} {:.0}v8M{high:.1} {:.0}v8" stroke="var(--text)" stroke-width="1.5" fill="none"/></g>"#,
        escaped(bar.words.in_lang(lang)),
        colour(bar.ink),
        y + 3.0,
        y + 3.0
    );
    // Beyond zero, on the side without the bar, there is always half the width.
    let words = bar.words.in_lang(lang);
    let is_left = bar.difference.value < 0.0;
    let (x, anchor) = match is_left {
        true => (zero.max(high) + 6.0, "start"),
        false => (zero.min(low) - 6.0, "end"),
    };
    let _ = write!(
        out,
        r#"<text x="{x:.0}" y="{:.0}" text-anchor="{anchor}" aria-hidden="true">{}</text>"#,
        y + 12.0,
        escaped(&room.cut(words, room.width / 2.0 + 6.0))
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Estimate;
    use crate::report::block::{Ink, SidedRow};
    use crate::text::Text;

    fn drawn(value: f64, low: f64, high: f64) -> String {
        let chart = Sided {
            less: Text::same("weniger"),
            more: Text::same("mehr"),
            rows: vec![SidedRow {
                name: Text::same("<b>".repeat(100)),
                bars: vec![SidedBar {
                    difference: Estimate { value, low, high },
                    words: Text::same("x"),
                    ink: Ink::Against,
                }],
            }],
        };
        let naming = Naming {
            id: "s",
            title: "T",
            description: "D",
        };
        svg(&chart, Width::Phone, naming, Lang::De)
    }

    #[test]
    fn a_name_too_long_keeps_of_what_it_is() {
        let room = Room {
            width: 40.0 * LETTER,
            half: 100.0,
            scale: 1.0,
        };
        let name = "Anteil der Untergebrachten, die ausziehen (Asylsuchende)";
        assert_eq!(room.cut(name, 0.0), "Anteil der Untergebracht… (Asylsuchende)");
        assert_eq!(room.cut("kurz (Mitte)", 0.0), "kurz (Mitte)");
        assert_eq!(room.cut(&"ü".repeat(60), 0.0).chars().count(), 40);
    }

    #[test]
    fn less_lies_left_of_zero_and_more_right() {
        assert!(drawn(-10.0, -20.0, -5.0).contains(r#"<rect x="88.0" y="42" width="82.0""#));
        assert!(drawn(10.0, 5.0, 20.0).contains(r#"<rect x="170.0" y="42" width="82.0""#));
    }

    #[test]
    fn nothing_and_what_is_no_number_can_be_drawn() {
        for svg in [
            drawn(0.0, 0.0, 0.0),
            drawn(f64::NAN, f64::NEG_INFINITY, f64::INFINITY),
        ] {
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            assert!(!svg.contains("<b>"));
        }
    }
}
