//! In which coordinates a map is drawn, and the way from metres to degrees.
//!
//! RFC 7946 knows only WGS 84; real files come in ETRS89/UTM as well and say so in a `crs`
//! member that the RFC no longer has, or not at all.

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use crate::text::Text;
use geo::Coord;
use proj4rs::{proj::Proj, transform::transform};
use serde_json::{Map as Object, Value};

/// A coordinate reference system that maps can be read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crs {
    /// Longitude and latitude in degrees: CRS84, EPSG:4326 or EPSG:4258 (ETRS89, within a
    /// metre of WGS 84).
    Degrees,
    /// ETRS89/UTM zone 32N in metres, EPSG:25832.
    Utm32,
    /// ETRS89/UTM zone 33N in metres, EPSG:25833.
    Utm33,
}

impl Crs {
    /// What stands for it in messages and options.
    pub fn code(self) -> &'static str {
        match self {
            Crs::Degrees => "EPSG:4326",
            Crs::Utm32 => "EPSG:25832",
            Crs::Utm33 => "EPSG:25833",
        }
    }

    fn projection(self) -> Option<&'static str> {
        match self {
            Crs::Degrees => None,
            Crs::Utm32 => Some("+proj=utm +zone=32 +ellps=GRS80 +units=m +no_defs"),
            Crs::Utm33 => Some("+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs"),
        }
    }
}

impl std::str::FromStr for Crs {
    type Err = Text;

    /// Understands `EPSG:25832`, `urn:ogc:def:crs:EPSG::25832`, `http://www.opengis.net/def/crs/EPSG/0/25832`
    /// and the same for the other systems, in any case.
    fn from_str(name: &str) -> Result<Self, Text> {
        let upper = name.trim().to_ascii_uppercase();
        let last = upper.rsplit([':', '/', '#']).next().unwrap_or_default();
        let by_epsg = upper.contains("EPSG") || last == upper;
        match last {
            "CRS84" | "CRS84H" => Ok(Crs::Degrees),
            "4326" | "4258" if by_epsg => Ok(Crs::Degrees),
            "25832" if by_epsg => Ok(Crs::Utm32),
            "25833" if by_epsg => Ok(Crs::Utm33),
            _ => Err(text!(
                "Das Koordinatensystem „{name}“ kann nicht gelesen werden.",
                "The coordinate reference system `{name}` cannot be read."
            )),
        }
    }
}

/// Which system the positions of a file are in, from what was asked for, what the file
/// says and what the numbers look like; and what to say about it.
pub(super) fn recognise(
    file: &str,
    asked: Option<Crs>,
    members: &Object<String, Value>,
    positions: &[Coord],
) -> Result<(Crs, Vec<Text>), Complaints> {
    let written = declared(members);
    let mut notices = Vec::new();
    let crs = match (asked, written) {
        (Some(asked), written) => {
            notices.extend(overruled(asked, written));
            asked
        }
        (None, Some(written)) => known(file, &written)?,
        (None, None) => Crs::Degrees,
    };
    if let Some(complaint) = contradiction(file, crs, positions) {
        return Err(complaint.into());
    }
    if crs != Crs::Degrees {
        let code = crs.code();
        notices.push(text!(
            "Die Koordinaten sind Meter ({code}); sie wurden in Längen- und Breitengrade umgerechnet.",
            "The coordinates are metres ({code}); they were converted to longitude and latitude."
        ));
    }
    Ok((crs, notices))
}

/// What the file's `crs` member says, in its own words.
fn declared(members: &Object<String, Value>) -> Option<String> {
    let crs = members.get("crs").filter(|crs| !crs.is_null())?;
    let properties = crs.get("properties").unwrap_or(crs);
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(format!("EPSG:{number}")),
        _ => None,
    };
    ["name", "code", "href"]
        .iter()
        .find_map(|key| properties.get(key).and_then(text))
        .or_else(|| text(crs))
        .or_else(|| Some(crs.to_string().chars().take(80).collect()))
}

fn overruled(asked: Crs, written: Option<String>) -> Option<Text> {
    let written = written?;
    let code = asked.code();
    (written.parse() != Ok(asked)).then(|| {
        text!(
            "Die Datei nennt „{written}“; wie verlangt gilt stattdessen {code}.",
            "The file names `{written}`; as asked for, {code} holds instead."
        )
    })
}

fn known(file: &str, written: &str) -> Result<Crs, Complaints> {
    written.parse().map_err(|message: Text| {
        let help = text!(
            "Lesbar sind EPSG:4326, CRS84, EPSG:4258 (Grad) und EPSG:25832, EPSG:25833 (Meter). Die Karte in QGIS mit „Exportieren“ in EPSG:4326 umwandeln.",
            "Readable are EPSG:4326, CRS84, EPSG:4258 (degrees) and EPSG:25832, EPSG:25833 (metres). Convert the map to EPSG:4326 in QGIS with “Export”."
        );
        Complaint::new(Place::file(file), message).key("crs").help(help).into()
    })
}

/// Complains where most positions cannot be what they are taken for.
fn contradiction(file: &str, crs: Crs, positions: &[Coord]) -> Option<Complaint> {
    let looks_otherwise = match crs {
        Crs::Degrees => looks_like_metres,
        Crs::Utm32 | Crs::Utm33 => looks_like_degrees,
    };
    let others = || positions.iter().filter(|position| looks_otherwise(position));
    let first = others()
        .next()
        .filter(|_| 2 * others().count() > positions.len())?;
    let code = crs.code();
    let (message, help) = match crs {
        Crs::Degrees => (
            text!(
                "Die Koordinaten sind keine Längen- und Breitengrade, sondern vermutlich Meter.",
                "The coordinates are not longitudes and latitudes, but probably metres."
            ),
            declare_help(*first),
        ),
        Crs::Utm32 | Crs::Utm33 => (
            text!(
                "Die Koordinaten sollen Meter sein ({code}), sehen aber wie Längen- und Breitengrade aus.",
                "The coordinates should be metres ({code}) but look like longitudes and latitudes."
            ),
            text!(
                "Wenn es Grad sind: --crs EPSG:4326 angeben, im Szenario map_crs = \"EPSG:4326\".",
                "If they are degrees: give --crs EPSG:4326, in the scenario map_crs = \"EPSG:4326\"."
            ),
        ),
    };
    let (x, y) = (first.x, first.y);
    let complaint = Complaint::new(Place::file(file), message).value(format!("[{x}, {y}]"));
    Some(complaint.help(help))
}

/// Far beyond what a slip in a longitude could be.
fn looks_like_metres(position: &Coord) -> bool {
    position.x.abs() > 1000.0 || position.y.abs() > 1000.0
}

fn looks_like_degrees(position: &Coord) -> bool {
    position.x.abs() <= 180.0 && position.y.abs() <= 90.0
}

/// How to declare metres, or what these numbers look like if they are others.
fn declare_help(position: Coord) -> Text {
    let northing_of_germany = (5_200_000.0..6_150_000.0).contains(&position.y);
    let zone_before = (31_000_000.0..34_000_000.0).contains(&position.x);
    let gauss_krueger = (2_400_000.0..5_700_000.0).contains(&position.x);
    if northing_of_germany && zone_before {
        return text!(
            "Das sieht nach UTM mit vorangestellter Zone aus (EPSG:4647, EPSG:5650). Die Karte in QGIS in EPSG:4326 umwandeln.",
            "This looks like UTM with the zone in front (EPSG:4647, EPSG:5650). Convert the map to EPSG:4326 in QGIS."
        );
    }
    if northing_of_germany && gauss_krueger {
        return text!(
            "Das sieht nach Gauß-Krüger aus (EPSG:31466 bis 31469). Die Karte in QGIS in EPSG:4326 umwandeln.",
            "This looks like Gauß-Krüger (EPSG:31466 to 31469). Convert the map to EPSG:4326 in QGIS."
        );
    }
    text!(
        "Für ETRS89/UTM Zone 32 --crs EPSG:25832 angeben (Zone 33: EPSG:25833), im Szenario map_crs = \"EPSG:25832\". Andere Systeme in QGIS in EPSG:4326 umwandeln.",
        "For ETRS89/UTM zone 32 give --crs EPSG:25832 (zone 33: EPSG:25833), in the scenario map_crs = \"EPSG:25832\". Convert other systems to EPSG:4326 in QGIS."
    )
}

/// The way from a file's coordinates to degrees.
pub(super) struct ToDegrees {
    projections: Option<(Proj, Proj)>,
}

impl ToDegrees {
    pub(super) fn from(crs: Crs) -> Self {
        let projections = crs.projection().and_then(|metres| {
            let metres = Proj::from_proj_string(metres).ok()?;
            let degrees = Proj::from_proj_string("+proj=longlat +ellps=GRS80 +no_defs").ok()?;
            Some((metres, degrees))
        });
        ToDegrees { projections }
    }

    /// The position in degrees, rounded to a tenth of a millimetre, below what differs
    /// between machines; not a number where the projection does not reach.
    pub(super) fn position(&self, position: Coord) -> Coord {
        let Some((metres, degrees)) = &self.projections else {
            return position;
        };
        let mut point = (position.x, position.y, 0.0);
        match transform(metres, degrees, &mut point) {
            Ok(()) => Coord {
                x: (point.0.to_degrees() * 1e9).round() / 1e9,
                y: (point.1.to_degrees() * 1e9).round() / 1e9,
            },
            Err(_) => Coord {
                x: f64::NAN,
                y: f64::NAN,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(crs: Value) -> Object<String, Value> {
        Object::from_iter([("crs".to_owned(), crs)])
    }

    fn named(name: &str) -> Object<String, Value> {
        members(serde_json::json!({ "type": "name", "properties": { "name": name } }))
    }

    fn refusal(asked: Option<Crs>, members: &Object<String, Value>, position: Coord) -> Complaint {
        let complaints = recognise("k", asked, members, &[position]).expect_err("refused");
        complaints.0.into_iter().next().expect("never empty")
    }

    const KOELN: Coord = Coord {
        x: 356_000.0,
        y: 5_645_000.0,
    };
    const LEICHLINGEN: Coord = Coord { x: 7.01, y: 51.1 };

    #[test]
    fn the_usual_names_are_understood() {
        for name in [
            "EPSG:25832",
            "urn:ogc:def:crs:EPSG::25832",
            "epsg:25832",
            "25832",
            "urn:ogc:def:crs:EPSG:9.9:25832",
            "http://www.opengis.net/def/crs/EPSG/0/25832",
        ] {
            assert_eq!(name.parse(), Ok(Crs::Utm32), "{name}");
        }
        for name in [
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "EPSG:4326",
            "EPSG:4258",
            "OGC:CRS84",
        ] {
            assert_eq!(name.parse(), Ok(Crs::Degrees), "{name}");
        }
        for name in ["EPSG:31466", "EPSG:3857", "", "nonsense", "ESRI:25832"] {
            assert!(name.parse::<Crs>().is_err(), "{name}");
        }
    }

    #[test]
    fn the_crs_member_is_believed_and_others_are_refused_by_name() {
        let found = recognise("k", None, &named("urn:ogc:def:crs:EPSG::25833"), &[KOELN]);
        assert_eq!(found.expect("known").0, Crs::Utm33);
        let old = members(serde_json::json!({ "type": "EPSG", "properties": { "code": 25832 } }));
        assert_eq!(recognise("k", None, &old, &[KOELN]).expect("known").0, Crs::Utm32);
        let refused = refusal(None, &named("EPSG:31466"), KOELN);
        assert!(refused.message.de.contains("EPSG:31466"), "{refused:?}");
        let nothing = recognise("k", None, &members(Value::Null), &[LEICHLINGEN]).expect("degrees");
        assert_eq!(nothing, (Crs::Degrees, vec![]));
    }

    #[test]
    fn metres_without_a_word_are_refused_with_the_way_to_declare_them() {
        let refused = refusal(None, &Object::new(), KOELN);
        let help = refused.help.expect("help");
        assert!(
            help.de.contains("--crs EPSG:25832") && help.de.contains("map_crs"),
            "{help:?}"
        );
        let found = recognise("k", Some(Crs::Utm32), &Object::new(), &[KOELN]).expect("declared");
        assert_eq!(found.0, Crs::Utm32);
    }

    #[test]
    fn degrees_declared_as_metres_are_refused() {
        assert!(recognise("k", Some(Crs::Utm32), &Object::new(), &[LEICHLINGEN]).is_err());
        assert!(recognise("k", None, &named("EPSG:25832"), &[LEICHLINGEN]).is_err());
    }

    #[test]
    fn one_stray_position_does_not_turn_degrees_into_metres() {
        let positions = [LEICHLINGEN, LEICHLINGEN, KOELN];
        assert_eq!(
            recognise("k", None, &Object::new(), &positions)
                .expect("degrees")
                .0,
            Crs::Degrees
        );
    }

    #[test]
    fn utm_32_comes_out_where_the_seat_of_leverkusen_lies() {
        // From the official gazetteer (BKG 2016): 51.03245 N, 6.979767 E.
        let seat = Coord {
            x: 358_346.053,
            y: 5_655_375.545,
        };
        let degrees = ToDegrees::from(Crs::Utm32).position(seat);
        assert!((degrees.x - 6.979_767).abs() < 1e-6, "{degrees:?}");
        assert!((degrees.y - 51.032_45).abs() < 1e-6, "{degrees:?}");
    }

    #[test]
    fn the_central_meridian_of_each_zone_is_where_it_should_be() {
        for (crs, meridian) in [(Crs::Utm32, 9.0), (Crs::Utm33, 15.0)] {
            let degrees = ToDegrees::from(crs).position(Coord {
                x: 500_000.0,
                y: 5_538_630.702_7,
            });
            assert!((degrees.x - meridian).abs() < 1e-9, "{degrees:?}");
            assert!((degrees.y - 50.0).abs() < 1e-8, "{degrees:?}");
        }
    }

    /// All 11,000 seats of German municipalities, given in degrees (6 decimals, so within
    /// 0.07 m) and in UTM 32, from 5.5° to 15° E: up to 6° off the central meridian.
    #[test]
    #[allow(clippy::print_stderr, reason = "a skipped test must say so")]
    fn every_seat_of_the_official_gazetteer_comes_out_where_it_lies() {
        let path = "../shared/data/population/de_gemeinden_pk_bkg_2016-12-31.csv";
        let Ok(table) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is not here");
            return;
        };
        let to_degrees = ToDegrees::from(Crs::Utm32);
        let mut seats = 0;
        for line in table.lines().skip(1) {
            let numbers: Vec<f64> = line
                .rsplit(',')
                .take(4)
                .filter_map(|cell| cell.parse().ok())
                .collect();
            let [northing, easting, lat, lon] = numbers[..] else {
                continue;
            };
            let found = to_degrees.position(Coord {
                x: easting,
                y: northing,
            });
            let apart = crate::town::plane::Plane::at(Coord { x: lon, y: lat }).to_metres(found);
            assert!(libm::hypot(apart.x, apart.y) < 0.08, "{line}: {apart:?}");
            seats += 1;
        }
        assert!(seats > 11_000, "{seats}");
    }
}
