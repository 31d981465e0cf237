//! Charts as SVG. The crate `kuva` lays axes, bands, lines and columns out; its scene is written
//! here, because its own writer numbers clip paths across the whole process (so the same chart
//! would differ from run to run), sets no view box, and knows neither title nor description.

use super::block::{Axis, AxisNumbers, Chart, Ink, Layer};
use super::html::escape::escaped;
use super::number;
use crate::calendar::Date;
use crate::text::Lang;
use kuva::plot::{BandPlot, BarPlot, LinePlot};
use kuva::render::datetime::DateTimeAxis;
use kuva::render::layout::{Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, TextAnchor, render_multiple};
use kuva::render::theme::Theme;
use std::fmt::Write as _;
use std::sync::Arc;

/// For which width a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A page.
    Page,
    /// One of several panels side by side.
    Panel,
    /// A phone.
    Phone,
}

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

/// Where the plot lies in the drawing, in its units.
struct Frame {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    fn of(chart: &Chart, width: Width) -> Frame {
        let labelled = chart
            .layers
            .iter()
            .any(|layer| matches!(layer, Layer::Line { label: Some(_), .. }));
        let (w, h) = match width {
            Width::Page => (760.0, 380.0),
            Width::Panel => (310.0, 250.0),
            Width::Phone => (340.0, 300.0),
        };
        Frame {
            width: w,
            height: h,
            left: 52.0,
            right: if labelled { 52.0 } else { 30.0 },
            top: 30.0,
            bottom: match chart.x {
                Axis::Numbers { .. } => 46.0,
                Axis::Amounts { .. } => 50.0,
                Axis::Dates(_) | Axis::Names(_) => 30.0,
            },
        }
    }

    fn x(&self, value: f64, range: (f64, f64)) -> f64 {
        let part = (value - range.0) / (range.1 - range.0);
        self.left + part * (self.width - self.left - self.right)
    }

    fn y(&self, value: f64, range: (f64, f64)) -> f64 {
        let part = (value - range.0) / (range.1 - range.0);
        self.height - self.bottom - part * (self.height - self.bottom - self.top)
    }
}

/// The colour of an ink, as a property of the page's style.
pub fn colour(ink: Ink) -> String {
    let name = match ink {
        Ink::WideBand => "wide",
        Ink::NarrowBand => "narrow",
        Ink::Median => "median",
        Ink::Capacity => "capacity",
        Ink::Risk => "risk",
        Ink::RiskEstimate => "risk-estimate",
        Ink::RiskInterval => "risk-interval",
        Ink::Lowered => "wide",
        Ink::Raised => "class-3",
        Ink::Against => "narrow",
        Ink::Revenue => "revenue",
        Ink::Investment => "investment",
        Ink::Kind(index) => return format!("var(--kind-{})", index % 6),
        Ink::Class(index) => return format!("var(--class-{})", index.min(4)),
        Ink::NoData => "no-data",
    };
    format!("var(--{name})")
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
    if let Axis::Numbers { name, .. } = &chart.x {
        let _ = write!(
            out,
            r#"<text class="axis-name" x="{}" y="{}" text-anchor="end">{}</text>"#,
            frame.width - frame.right,
            frame.height - 6.0,
            escaped(name.in_lang(lang))
        );
    }
    write_labels(&mut out, chart, &frame, range, lang);
    write_amounts(&mut out, chart, &frame, range, lang);
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

/// The next of 1, 2, 2.5, 5 times a power of ten; whole numbers where parts make no sense.
fn easy_step(at_least: f64, numbers: AxisNumbers) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(at_least)));
    let factors: &[f64] = if numbers == AxisNumbers::Plain && power <= 1.0 {
        &[1.0, 2.0, 5.0]
    } else {
        &[1.0, 2.0, 2.5, 5.0]
    };
    let step = factors
        .iter()
        .map(|factor| factor * power)
        .find(|step| *step >= at_least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power);
    if numbers == AxisNumbers::Plain {
        step.max(1.0)
    } else {
        step
    }
}

fn scene(chart: &Chart, frame: &Frame, range: (f64, f64), step: f64, lang: Lang) -> Scene {
    let positions = positions(&chart.x);
    let plots: Vec<Plot> = chart
        .layers
        .iter()
        .flat_map(|layer| plots_of(layer, &positions, &chart.x, lang))
        .collect();
    let layout = Layout::auto_from_plots(&plots)
        .with_width(frame.width)
        .with_height(frame.height)
        .with_force_margins(frame.left, frame.right)
        .with_force_margins_y(frame.top, frame.bottom)
        .with_theme(theme())
        .with_tick_size(13)
        .with_y_axis_min(range.0)
        .with_y_axis_max(range.1)
        .with_y_tick_step(step)
        .with_y_tick_format(TickFormat::Custom(tick_words(chart.y_numbers, step, lang)))
        .with_legend_box(false);
    render_multiple(plots, on_axis(layout, &chart.x, &positions, frame, lang))
}

fn theme() -> Theme {
    Theme {
        background: "none".into(),
        axis_color: "var(--axis)".into(),
        grid_color: "var(--grid)".into(),
        tick_color: "var(--axis)".into(),
        text_color: "var(--text)".into(),
        ..Theme::light()
    }
}

fn on_axis(layout: Layout, x: &Axis, positions: &[f64], frame: &Frame, lang: Lang) -> Layout {
    match x {
        Axis::Names(_) => layout,
        Axis::Numbers { .. } => {
            let last = positions.last().copied().unwrap_or(1.0).max(1e-9);
            let step = easy_step(last * 60.0 / frame.width, AxisNumbers::Plain);
            layout
                .with_x_axis_min(0.0)
                .with_x_axis_max(last)
                .with_x_tick_step(step)
                .with_x_tick_format(TickFormat::Custom(tick_words(AxisNumbers::Plain, step, lang)))
        }
        Axis::Dates(_) => {
            let (first, last) = (positions[0], positions[positions.len() - 1]);
            layout
                .with_x_axis_min(first)
                .with_x_axis_max(last)
                .with_x_datetime(date_axis(last - first, frame.width - frame.left - frame.right))
        }
        Axis::Amounts { .. } => {
            let (first, last, step) = amounts(positions, frame.width);
            layout
                .with_x_axis_min(first)
                .with_x_axis_max(last)
                .with_x_tick_step(step)
                .with_x_tick_format(TickFormat::Custom(tick_words(AxisNumbers::Plain, step, lang)))
        }
    }
}

/// Ends and step of an axis of amounts, as many steps as there is room for.
fn amounts(values: &[f64], width: f64) -> (f64, f64, f64) {
    let ends = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
    let (low, high) = if ends.0 <= ends.1 { ends } else { (0.0, 1.0) };
    let steps = libm::floor(width / 110.0).max(2.0);
    let step = easy_step(((high - low) / steps).max(1.0), AxisNumbers::Plain);
    let first = libm::floor(low / step) * step;
    let last = (libm::ceil(high / step) * step).max(first + step);
    (first, last, step)
}

/// Ticks at years or months, as many as there is room for on an axis so wide.
fn date_axis(seconds: f64, width: f64) -> DateTimeAxis {
    let days = seconds / 86_400.0;
    let room = width / 68.0;
    let months = days / 30.4;
    if months > 30.0 {
        let years = days / 365.25;
        return DateTimeAxis::years("%Y").with_step(libm::ceil(years / room).max(1.0) as usize);
    }
    if months >= 2.0 {
        let step = [1.0, 2.0, 3.0, 6.0]
            .into_iter()
            .find(|step| months / step <= room)
            .unwrap_or(12.0);
        return DateTimeAxis::months("%m/%Y").with_step(step as usize);
    }
    DateTimeAxis::days("%d.%m.").with_step(libm::ceil(days / room).max(1.0) as usize)
}

fn positions(x: &Axis) -> Vec<f64> {
    match x {
        Axis::Names(names) => (1..=names.len()).map(|index| index as f64).collect(),
        Axis::Dates(dates) => seconds(dates),
        Axis::Numbers { at, .. } => at.clone(),
        Axis::Amounts { values, .. } => values.clone(),
    }
}

/// Seconds since 1970; a single date becomes two, so that there is something to draw.
fn seconds(dates: &[Date]) -> Vec<f64> {
    let epoch = Date(jiff::civil::Date::constant(1970, 1, 1));
    let mut seconds: Vec<f64> = dates
        .iter()
        .map(|date| date.days_since(epoch) as f64 * 86_400.0)
        .collect();
    match seconds.as_slice() {
        [] => seconds.extend([0.0, 86_400.0]),
        [only] => seconds.push(only + 86_400.0),
        _ => {}
    }
    seconds
}

fn stretched(values: &[f64], positions: usize) -> Vec<f64> {
    let mut values: Vec<f64> = values
        .iter()
        .map(|value| if value.is_finite() { *value } else { 0.0 })
        .collect();
    let last = values.last().copied().unwrap_or(0.0);
    values.resize(positions, last);
    values
}

fn plots_of(layer: &Layer, positions: &[f64], x: &Axis, lang: Lang) -> Vec<Plot> {
    match layer {
        Layer::Band { lower, upper, ink } => vec![Plot::Band(
            BandPlot::new(
                positions.to_vec(),
                stretched(lower, positions.len()),
                stretched(upper, positions.len()),
            )
            .with_color(colour(*ink))
            .with_opacity(1.0),
        )],
        Layer::Line { values, ink, .. } => vec![Plot::Line(line(values, *ink, positions, x))],
        Layer::Stacks { parts } => vec![Plot::Bar(columns(parts, x, lang))],
    }
}

/// A line as long as its values; that of a single date is drawn level, to be seen at all.
fn line(values: &[f64], ink: Ink, positions: &[f64], x: &Axis) -> LinePlot {
    let length = match x {
        Axis::Dates(dates) if dates.len() > 1 => values.len().min(positions.len()),
        _ => positions.len(),
    };
    let points = positions.iter().copied().zip(stretched(values, length));
    let line = LinePlot::new()
        .with_data(points)
        .with_color(colour(ink))
        .with_stroke_width(2.5);
    if ink == Ink::Capacity {
        line.with_dashed()
    } else {
        line
    }
}

fn columns(parts: &[(Ink, Vec<f64>)], x: &Axis, lang: Lang) -> BarPlot {
    let Axis::Names(names) = x else {
        return BarPlot::new();
    };
    names.iter().enumerate().fold(
        BarPlot::new().with_stacked().with_width(0.6),
        |plot, (at, name)| {
            let values: Vec<(f64, String)> = parts
                .iter()
                .map(|(ink, values)| (values.get(at).copied().unwrap_or(0.0).max(0.0), colour(*ink)))
                .collect();
            plot.with_group(plain(name.in_lang(lang)), values)
        },
    )
}

/// The layout reads `$…$` as mathematics: no dollar reaches it.
fn plain(words: &str) -> String {
    words.replace('$', "\u{ff04}")
}

fn tick_words(numbers: AxisNumbers, step: f64, lang: Lang) -> Arc<dyn Fn(f64) -> String + Send + Sync> {
    let scale = match numbers {
        AxisNumbers::Plain => 1.0,
        AxisNumbers::Percent => 100.0,
        AxisNumbers::Millions => 1e-6,
    };
    let decimals = (0..3)
        .find(|decimals| {
            let shifted = step * scale * [1.0, 10.0, 100.0][*decimals];
            (shifted - libm::round(shifted)).abs() < 1e-6
        })
        .unwrap_or(3);
    let unit = match numbers {
        AxisNumbers::Percent => "\u{a0}%",
        _ => "",
    };
    Arc::new(move |value| format!("{}{unit}", number::decimal(value * scale, decimals).in_lang(lang)))
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

/// The name of an axis of amounts, and a mark with its number at every point of every line.
fn write_amounts(out: &mut String, chart: &Chart, frame: &Frame, range: (f64, f64), lang: Lang) {
    let Axis::Amounts { name, values: along } = &chart.x else {
        return;
    };
    let _ = write!(
        out,
        r#"<text class="axis-name" x="{:.1}" y="{:.1}" text-anchor="end">{}</text>"#,
        frame.width - frame.right,
        frame.height - 6.0,
        escaped(name.in_lang(lang))
    );
    let (first, last, _) = amounts(along, frame.width);
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

fn write_scene(out: &mut String, scene: &Scene) {
    for element in &scene.elements {
        write_element(out, element);
    }
}

/// Writes what our charts consist of; groups and clips carry nothing that we need, since the
/// axes hold all values.
fn write_element(out: &mut String, element: &Primitive) {
    match element {
        Primitive::Line {
            x1,
            y1,
            x2,
            y2,
            stroke,
            stroke_width,
            stroke_dasharray,
        } => {
            let _ = write!(
                out,
                r#"<path d="M{} {}L{} {}" stroke="{}" stroke-width="{}""#,
                short(*x1),
                short(*y1),
                short(*x2),
                short(*y2),
                stroke.to_svg_string(),
                short(*stroke_width)
            );
            write_dashes(out, stroke_dasharray.as_deref());
            out.push_str("/>");
        }
        Primitive::PolyLine {
            points,
            stroke,
            stroke_width,
            stroke_dasharray,
        } => {
            out.push_str(r#"<path d=""#);
            for (index, (x, y)) in points.iter().enumerate() {
                let _ = write!(
                    out,
                    "{}{} {}",
                    if index == 0 { 'M' } else { 'L' },
                    short(*x),
                    short(*y)
                );
            }
            let _ = write!(
                out,
                r#"" fill="none" stroke-linejoin="round" stroke="{}" stroke-width="{}""#,
                stroke.to_svg_string(),
                short(*stroke_width)
            );
            write_dashes(out, stroke_dasharray.as_deref());
            out.push_str("/>");
        }
        Primitive::Path(path) => {
            let fill = path
                .fill
                .as_ref()
                .map_or_else(|| "none".to_owned(), kuva::render::color::Color::to_svg_string);
            let _ = write!(
                out,
                r#"<path d="{}" fill="{fill}" stroke="{}" stroke-width="{}""#,
                shortened(&path.d),
                path.stroke.to_svg_string(),
                short(path.stroke_width)
            );
            write_dashes(out, path.stroke_dasharray.as_deref());
            out.push_str("/>");
        }
        Primitive::Rect {
            x,
            y,
            width,
            height,
            fill,
            ..
        } => {
            let _ = write!(
                out,
                r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="var(--paper)"/>"#,
                short(*x),
                short(*y),
                short(width.max(0.0)),
                short(height.max(0.0)),
                fill.to_svg_string()
            );
        }
        Primitive::Text {
            x,
            y,
            content,
            anchor,
            ..
        } => {
            let anchor = match anchor {
                TextAnchor::Start => "start",
                TextAnchor::Middle => "middle",
                TextAnchor::End => "end",
            };
            let _ = write!(
                out,
                r#"<text x="{}" y="{}" text-anchor="{anchor}">{}</text>"#,
                short(*x),
                short(*y),
                escaped(content)
            );
        }
        _ => {}
    }
}

fn write_dashes(out: &mut String, dashes: Option<&str>) {
    if let Some(dashes) = dashes {
        let _ = write!(out, r#" stroke-dasharray="{}""#, escaped(dashes));
    }
}

/// A coordinate with one decimal at most.
fn short(value: f64) -> String {
    let rounded = libm::round(value * 10.0) / 10.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A path with its coordinates shortened.
fn shortened(path: &str) -> String {
    let mut out = String::with_capacity(path.len() / 2);
    for word in path.split_ascii_whitespace() {
        match word.parse::<f64>() {
            Ok(number) => {
                if out.ends_with(|last: char| last.is_ascii_digit()) {
                    out.push(' ');
                }
                out.push_str(&short(number));
            }
            Err(_) => out.extend(word.chars().filter(char::is_ascii_alphabetic)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
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
            x: Axis::Amounts {
                name: Text::same("€"),
                values: vec![100.0, 200.0, 900.0],
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

    #[test]
    fn paths_are_shortened_to_a_tenth() {
        assert_eq!(
            shortened("M 61.300000000000004 10.0 L -0.04 3 Z"),
            "M61.3 10L0 3Z"
        );
    }
}
