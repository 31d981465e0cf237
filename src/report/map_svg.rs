//! The district map as SVG: a local projection, five classes of one hue, hatching for no data.

use super::block::{MapArea, MapDrawing};
use super::chart::Naming;
use super::escape::escaped;
use crate::text::Lang;
use geo::{
    BoundingRect as _, Coord, InteriorPoint as _, LineString, MultiPolygon, Polygon, Rect, Simplify as _,
};
use std::fmt::Write as _;

const WIDTH: f64 = 640.0;
const TALLEST: f64 = 620.0;
const MARGIN: f64 = 8.0;
const FOOT: f64 = 26.0;
/// How far a drawn border may lie from the true one, in units of the drawing.
const TOLERANCE: f64 = 0.6;
/// Kilometres per degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

/// From degrees to the drawing: an equirectangular projection around the middle of the town.
struct Projection {
    west: f64,
    north: f64,
    squeeze: f64,
    scale: f64,
    width: f64,
    height: f64,
}

impl Projection {
    fn around(areas: &[MapArea]) -> Option<Projection> {
        let bounds = areas
            .iter()
            .filter_map(|area| area.border.bounding_rect())
            .filter(is_finite)
            .reduce(|a, b| {
                Rect::new(
                    Coord {
                        x: a.min().x.min(b.min().x),
                        y: a.min().y.min(b.min().y),
                    },
                    Coord {
                        x: a.max().x.max(b.max().x),
                        y: a.max().y.max(b.max().y),
                    },
                )
            })?;
        let squeeze = libm::cos(bounds.center().y.to_radians()).max(0.01);
        let (width, height) = (bounds.width() * squeeze, bounds.height());
        if width <= 0.0 || height <= 0.0 {
            return None;
        }
        let scale = ((WIDTH - 2.0 * MARGIN) / width).min(TALLEST / height);
        Some(Projection {
            west: bounds.min().x,
            north: bounds.max().y,
            squeeze,
            scale,
            width: width * scale + 2.0 * MARGIN,
            height: height * scale + 2.0 * MARGIN,
        })
    }

    fn point(&self, place: Coord) -> Coord {
        Coord {
            x: (place.x - self.west) * self.squeeze * self.scale + MARGIN,
            y: (self.north - place.y) * self.scale + MARGIN,
        }
    }

    fn ring(&self, ring: &LineString) -> LineString {
        ring.coords()
            .filter(|place| place.x.is_finite() && place.y.is_finite())
            .map(|place| self.point(*place))
            .collect()
    }

    fn area(&self, border: &MultiPolygon) -> MultiPolygon {
        border
            .iter()
            .map(|polygon| {
                Polygon::new(
                    self.ring(polygon.exterior()),
                    polygon.interiors().iter().map(|hole| self.ring(hole)).collect(),
                )
            })
            .collect()
    }
}

fn is_finite(bounds: &Rect) -> bool {
    [bounds.min(), bounds.max()]
        .iter()
        .all(|corner| corner.x.is_finite() && corner.y.is_finite())
}

/// The map as one SVG element; empty where there is nothing to draw.
pub fn svg(map: &MapDrawing, naming: Naming, lang: Lang) -> String {
    let Some(projection) = Projection::around(&map.areas) else {
        return String::new();
    };
    let Naming {
        id,
        title,
        description,
    } = naming;
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {:.0} {:.0}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
        projection.width,
        projection.height + FOOT,
        escaped(title),
        escaped(description)
    );
    write_hatching(&mut out, id);
    let drawn: Vec<MultiPolygon> = map
        .areas
        .iter()
        .map(|area| projection.area(&area.border))
        .collect();
    for (area, border) in map.areas.iter().zip(&drawn) {
        write_area(&mut out, area, border, id, lang);
    }
    write_labels(&mut out, &map.areas, &drawn, projection.width);
    write_scale(&mut out, &projection);
    out.push_str("</svg>");
    out
}

fn write_hatching(out: &mut String, id: &str) {
    let _ = write!(
        out,
        r#"<defs><pattern id="{id}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="var(--no-data)"/><path d="M0 0V7" stroke="var(--hatch)" stroke-width="3"/></pattern></defs>"#
    );
}

fn write_area(out: &mut String, area: &MapArea, border: &MultiPolygon, id: &str, lang: Lang) {
    let fill = area.class.map_or_else(
        || format!("url(#{id}-hatch)"),
        |class| format!("var(--class-{class})"),
    );
    let _ = write!(
        out,
        r#"<path class="area" fill="{fill}" fill-rule="evenodd" d="{}"><title>{}</title></path>"#,
        path(border),
        escaped(area.title.in_lang(lang))
    );
}

fn path(border: &MultiPolygon) -> String {
    let mut path = String::new();
    for polygon in border {
        write_ring(&mut path, polygon.exterior());
        for hole in polygon.interiors() {
            write_ring(&mut path, hole);
        }
    }
    path
}

/// A ring in tenths of a unit; what is smaller than that vanishes.
fn write_ring(path: &mut String, ring: &LineString) {
    let simple = ring.simplify(TOLERANCE);
    let mut last = (i64::MIN, i64::MIN);
    let mut points: Vec<(i64, i64)> = Vec::with_capacity(simple.0.len());
    for corner in simple.coords() {
        let here = (
            libm::round(corner.x * 10.0) as i64,
            libm::round(corner.y * 10.0) as i64,
        );
        if here != last {
            points.push(here);
            last = here;
        }
    }
    if points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return;
    }
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(
            path,
            "{}{} {}",
            if index == 0 { 'M' } else { 'L' },
            tenths(*x),
            tenths(*y)
        );
    }
    path.push('Z');
}

fn tenths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    match (value.abs() / 10, value.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// With so few districts every label is written, room or not.
const ALWAYS_LABELLED: usize = 12;

/// How much larger words are on a phone, where the map is drawn smaller.
const ON_PHONE: f64 = 1.6;
/// Height of a line of words, in units of the drawing on a page.
const LINE: f64 = 13.0;

/// A label and where it stands: its middle and half its width.
struct Label {
    words: String,
    x: f64,
    y: f64,
    half: f64,
    fits: bool,
    /// Between which heights it may stand.
    from: f64,
    to: f64,
}

impl Label {
    fn of(area: &MapArea, border: &MultiPolygon, width: f64) -> Option<Label> {
        let (bounds, place) = (border.bounding_rect()?, border.interior_point()?);
        let words: String = area.label.chars().take(40).collect();
        let wide = words.chars().count() as f64 * 8.4;
        // Half the label must fit on either side of its middle.
        let half = (wide / 2.0).min(width / 2.0);
        Some(Label {
            x: place.x().clamp(half, width - half),
            y: place.y(),
            half,
            fits: bounds.width() >= wide * 0.8 && bounds.height() >= 15.0,
            from: bounds.min().y + LINE / 2.0,
            to: bounds.max().y - LINE / 2.0,
            words,
        })
    }

    fn touches(&self, other: &Label) -> bool {
        self.touches_at(self.y, other, 1.0)
    }

    /// Whether it touched another if it stood at this height, with words so much larger.
    fn touches_at(&self, y: f64, other: &Label, larger: f64) -> bool {
        (self.x - other.x).abs() < (self.half + other.half) * larger + 2.0
            && (y - other.y).abs() < LINE * larger
    }

    /// Moves up or down within its district, where that keeps it clear of others on a phone too.
    fn keep_clear(&mut self, others: &[Label]) {
        const STEPS: [f64; 7] = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0];
        let heights = STEPS.map(|step| self.y + step * LINE * ON_PHONE / 2.0);
        let is_clear = |y: &f64| {
            (self.from..=self.to).contains(y)
                && others.iter().all(|other| !self.touches_at(*y, other, ON_PHONE))
        };
        if let Some(y) = heights.into_iter().find(is_clear) {
            self.y = y;
        }
    }
}

/// The labels that have room: inside their district, and clear of those before them.
fn write_labels(out: &mut String, areas: &[MapArea], drawn: &[MultiPolygon], width: f64) {
    let mut written: Vec<Label> = Vec::new();
    for (area, border) in areas.iter().zip(drawn) {
        let Some(mut label) = Label::of(area, border, width) else {
            continue;
        };
        label.keep_clear(&written);
        let has_room = label.fits && !written.iter().any(|other| label.touches(other));
        if has_room || areas.len() <= ALWAYS_LABELLED {
            write_label(out, &label, area.class);
            written.push(label);
        }
    }
}

fn write_label(out: &mut String, label: &Label, class: Option<u8>) {
    let ground = if class.is_some_and(|class| class >= 3) {
        "on-dark"
    } else {
        "on-light"
    };
    let _ = write!(
        out,
        r#"<text class="{ground}" x="{:.0}" y="{:.0}" text-anchor="middle" aria-hidden="true">{}</text>"#,
        label.x,
        label.y + 4.5,
        escaped(&label.words)
    );
}

/// A bar of 1, 2 or 5 times a power of ten kilometres, about a quarter of the width.
fn write_scale(out: &mut String, projection: &Projection) {
    let km_per_unit = KM_PER_DEGREE / projection.scale;
    let longest = projection.width / 4.0 * km_per_unit;
    let power = libm::pow(10.0, libm::floor(libm::log10(longest)));
    let km = [5.0, 2.0, 1.0]
        .iter()
        .map(|factor| factor * power)
        .find(|km| *km <= longest)
        .unwrap_or(power);
    let (length, y) = (km / km_per_unit, projection.height + 6.0);
    let words = if km >= 1.0 {
        format!("{km:.0}\u{a0}km")
    } else {
        format!("{:.0}\u{a0}m", km * 1000.0)
    };
    let _ = write!(
        out,
        r#"<g aria-hidden="true"><path d="M{MARGIN} {y:.0}v6h{length:.1}v-6" fill="none" stroke="var(--axis)" stroke-width="1.5"/><text x="{:.0}" y="{:.0}">{words}</text></g>"#,
        MARGIN + length + 6.0,
        y + 9.0
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use geo::polygon;

    fn area(class: Option<u8>, label: &str) -> MapArea {
        MapArea {
            border: MultiPolygon(vec![
                polygon![(x: 7.0, y: 51.0), (x: 7.2, y: 51.0), (x: 7.2, y: 51.1), (x: 7.0, y: 51.1)],
            ]),
            label: label.to_owned(),
            class,
            title: Text::same(label),
        }
    }

    fn drawn(areas: Vec<MapArea>) -> String {
        let naming = Naming {
            id: "m",
            title: "T",
            description: "D",
        };
        svg(&MapDrawing { areas, note: None }, naming, Lang::De)
    }

    #[test]
    fn a_degree_of_longitude_is_shorter_than_one_of_latitude() {
        let projection = Projection::around(&[area(None, "")]).unwrap();
        let corner = projection.point(Coord { x: 7.2, y: 51.0 });
        let (wide, tall) = (corner.x - MARGIN, corner.y - MARGIN);
        assert!((wide / tall - 2.0 * libm::cos(51.05_f64.to_radians())).abs() < 1e-9);
    }

    #[test]
    fn a_district_without_data_is_hatched_and_every_district_is_named() {
        let svg = drawn(vec![area(None, "Nord"), area(Some(4), "<script>")]);
        assert!(svg.contains(r#"fill="url(#m-hatch)""#));
        assert!(svg.contains("<title>Nord</title>"));
        assert!(svg.contains("<title>&lt;script&gt;</title>"));
        assert!(svg.contains("on-dark"));
    }

    #[test]
    fn nothing_to_draw_draws_nothing() {
        assert_eq!(drawn(vec![]), "");
        let mut nowhere = area(None, "");
        nowhere.border = MultiPolygon(vec![polygon![(x: f64::NAN, y: 1.0), (x: 2.0, y: f64::NAN)]]);
        assert_eq!(drawn(vec![nowhere]), "");
    }

    #[test]
    fn labels_of_many_districts_do_not_touch() {
        let many: Vec<MapArea> = (0..20).map(|index| area(Some(0), &index.to_string())).collect();
        let drawn_many = drawn(many);
        let heights: Vec<f64> = drawn_many
            .split("<text class=\"on-light\"")
            .skip(1)
            .filter_map(|label| label.split("y=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        assert!((1..20).contains(&heights.len()), "{heights:?}");
        for (at, one) in heights.iter().enumerate() {
            let mut others = heights[at + 1..].iter();
            assert!(others.all(|other| (one - other).abs() >= LINE), "{heights:?}");
        }
        let few: Vec<MapArea> = (0..3).map(|index| area(Some(0), &index.to_string())).collect();
        assert_eq!(drawn(few).matches("<text class=\"on-light\"").count(), 3);
    }

    #[test]
    fn tenths_are_written_short() {
        assert_eq!(
            [tenths(0), tenths(120), tenths(-5), tenths(123)],
            ["0", "12", "-0.5", "12.3"]
        );
    }
}
