//! A scene of `kuva` written as SVG.

use crate::report::escape::escaped;
use kuva::render::render::{Primitive, Scene, TextAnchor};
use std::fmt::Write as _;

pub(super) fn write_scene(out: &mut String, scene: &Scene) {
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
pub(super) fn short(value: f64) -> String {
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

    #[test]
    fn paths_are_shortened_to_a_tenth() {
        assert_eq!(
            shortened("M 61.300000000000004 10.0 L -0.04 3 Z"),
            "M61.3 10L0 3Z"
        );
    }
}
