//! Charts as SVG. The crate `kuva` lays axes, bands, lines and columns out; its scene is written
//! here, because its own writer numbers clip paths across the whole process (so the same chart
//! would differ from run to run), sets no view box, and knows neither title nor description.

mod axis;
mod frame;
mod ink;
mod plots;
mod scene;

pub use frame::Width;
pub use ink::colour;

use super::block::{Axis, Chart, Layer, Points};
use super::escape::escaped;
use crate::text::Lang;
use axis::{easy_step, numbers};
use frame::Frame;
use plots::scene;
use scene::{short, write_scene};
use std::fmt::Write as _;

/// How a chart names itself to those who do not see it.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
}

/// The chart as one SVG element.
pub fn svg(chart: &Chart, width: Width, naming: Naming, lang: Lang) -> String {
    let frame = Frame::of(chart, width);
    let step = easy_step(
        (chart.y_range.1 - chart.y_range.0).max(1e-9) / 5.0,
        chart.y_numbers,
    );
    let range = (
        libm::floor(chart.y_range.0 / step) * step,
        libm::ceil(chart.y_range.1 / step - 1e-9) * step,
    );
    let scene = scene(chart, &frame, range, step, lang);
    let mut out = open(&frame, naming);
    write_scene(&mut out, &scene);
    let _ = write!(
        out,
        r#"<text class="axis-name" x="2" y="14">{}</text>"#,
        escaped(chart.y_name.in_lang(lang))
    );
    write_labels(&mut out, chart, &frame, range, lang);
    write_numbers(&mut out, chart, &frame, range, lang);
    out.push_str("</svg>");
    out
}

fn open(frame: &Frame, naming: Naming) -> String {
    let Naming {
        id,
        title,
        description,
    } = naming;
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
        frame.width,
        frame.height,
        escaped(title),
        escaped(description)
    )
}

/// Words at the end of the lines that have them; only the line of places has.
fn write_labels(out: &mut String, chart: &Chart, frame: &Frame, range: (f64, f64), lang: Lang) {
    for layer in &chart.layers {
        if let Layer::Line {
            values,
            label: Some(label),
            ..
        } = layer
        {
            let last = values.last().copied().unwrap_or(0.0);
            let y = frame
                .y(last, range)
                .clamp(frame.top + 4.0, frame.height - frame.bottom);
            let _ = write!(
                out,
                r#"<text class="label" x="{:.1}" y="{:.1}">{}</text>"#,
                frame.width - frame.right + 5.0,
                y + 4.5,
                escaped(label.in_lang(lang))
            );
        }
    }
}

/// The name of an axis of numbers; where its points are numbered, a mark with its number at every
/// point of every line.
fn write_numbers(out: &mut String, chart: &Chart, frame: &Frame, range: (f64, f64), lang: Lang) {
    let Axis::Numbers {
        at: along,
        name,
        points,
    } = &chart.x
    else {
        return;
    };
    let _ = write!(
        out,
        r#"<text class="axis-name" x="{}" y="{}" text-anchor="end">{}</text>"#,
        frame.width - frame.right,
        frame.height - 6.0,
        escaped(name.in_lang(lang))
    );
    if *points == Points::Joined {
        return;
    }
    let (first, last, _) = numbers(along, *points, frame.width);
    for (number, layer) in chart.layers.iter().enumerate() {
        let Layer::Line { values, ink, .. } = layer else {
            continue;
        };
        for (at, (amount, value)) in along.iter().zip(values).enumerate() {
            let (x, y) = (frame.x(*amount, (first, last)), frame.y(*value, range));
            let _ = write!(
                out,
                r#"<circle cx="{}" cy="{}" r="4" fill="{}" stroke="var(--paper)"/>"#,
                short(x),
                short(y),
                colour(*ink)
            );
            // The numbers stand at the line that is drawn last, on top.
            if number + 1 == chart.layers.len() {
                let _ = write!(
                    out,
                    r#"<text class="label" x="{}" y="{}" text-anchor="middle">{}</text>"#,
                    short(x),
                    short(y - 9.0),
                    at + 1
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;
    use crate::report::block::{AxisNumbers, Ink};
    use crate::text::Text;

    fn chart(values: Vec<f64>) -> Chart {
        let start: Date = "2026-01-01".parse().unwrap();
        let highest = values.iter().copied().fold(1.0, f64::max);
        Chart {
            x: Axis::Dates(
                (0..values.len())
                    .map(|day| start.plus_days(day as i64 * 30))
                    .collect(),
            ),
            y_name: Text::same("<b>&"),
            y_numbers: AxisNumbers::Plain,
            y_range: (0.0, highest),
            layers: vec![Layer::Line {
                values,
                ink: Ink::Capacity,
                label: Some(Text::same("$x$ <i>")),
            }],
        }
    }

    fn drawn(chart: &Chart) -> String {
        let naming = Naming {
            id: "a",
            title: "T",
            description: "D",
        };
        svg(chart, Width::Page, naming, Lang::De)
    }

    #[test]
    fn the_same_chart_is_drawn_with_the_same_bytes() {
        let chart = chart(vec![1.0, 1200.0, 30.0]);
        assert_eq!(drawn(&chart), drawn(&chart));
    }

    #[test]
    fn a_chart_carries_no_style_script_or_reference() {
        let svg = drawn(&chart(vec![1.0, 1200.0]));
        for banned in [
            "style",
            "<script",
            "href",
            "url(",
            "font-family",
            "<b>",
            "<i>",
            "NaN",
        ] {
            assert!(!svg.contains(banned), "{banned} in {svg}");
        }
        assert!(svg.contains(r#"role="img""#) && svg.contains("<title") && svg.contains("<desc"));
    }

    #[test]
    fn numbers_of_the_axis_are_german() {
        assert!(drawn(&chart(vec![1.0, 4200.0])).contains(">5.000</text>"));
    }

    #[test]
    fn one_day_and_values_that_are_no_numbers_can_be_drawn() {
        assert!(drawn(&chart(vec![7.0])).contains("<svg"));
        assert!(!drawn(&chart(vec![f64::NAN, f64::INFINITY, 3.0])).contains("inf"));
        assert!(drawn(&chart(vec![])).contains("<svg"));
    }

    #[test]
    fn points_stand_at_their_true_distances() {
        let chart = Chart {
            x: Axis::Numbers {
                at: vec![100.0, 200.0, 900.0],
                name: Text::same("€"),
                points: Points::Numbered,
            },
            ..chart(vec![3.0, 2.0, 1.0])
        };
        let svg = drawn(&chart);
        let at: Vec<f64> = svg
            .split(r#"<circle cx=""#)
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(at.len(), 3);
        assert!(((at[2] - at[1]) / (at[1] - at[0]) - 7.0).abs() < 0.02, "{at:?}");
        // The line goes through the marks.
        assert!(svg.contains(&format!("M{} ", at[0])), "{svg}");
    }
}
