//! The layers of a chart, laid out by `kuva`.

use super::axis::{on_axis, positions, tick_words};
use super::frame::Frame;
use super::ink::colour;
use crate::report::block::{Axis, Chart, Ink, Layer};
use crate::text::Lang;
use kuva::plot::{BandPlot, BarPlot, LinePlot};
use kuva::render::layout::{Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Scene, render_multiple};
use kuva::render::theme::Theme;

pub(super) fn scene(chart: &Chart, frame: &Frame, range: (f64, f64), step: f64, lang: Lang) -> Scene {
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
