//! The districts: how many people they house in proportion to their residents.

use crate::findings::{DistrictFindings, Unit};
use crate::report::block::{
    Align, Block, Cell, Drawing, Figure, Ink, MapArea, MapDrawing, Section, Table, stranger,
};
use crate::report::catalogue::{money, places as words};
use crate::report::number;
use crate::report::results::{MapSketch, Results};
use crate::text::Text;

/// Classes of the map.
pub const CLASSES: usize = 5;

/// Map and table of the districts.
pub fn section(results: &Results) -> Option<Section> {
    let districts = &results.findings.districts;
    if districts.is_empty() {
        return None;
    }
    let table = table(districts);
    let block = match results.map.filter(|map| !map.shapes.is_empty()) {
        Some(map) => Block::Figure(Box::new(figure(districts, map, table))),
        None => Block::Table(table),
    };
    Some(Section {
        id: "districts",
        title: words::districts(),
        blocks: vec![block],
    })
}

fn figure(districts: &[DistrictFindings], map: &MapSketch, data: Table) -> Figure {
    let limits = limits(districts);
    Figure {
        id: "map",
        title: words::map_title(),
        description: description(districts),
        reading: words::map_reading(),
        legend: legend(&limits),
        drawing: Drawing::Map(drawing(districts, map, &limits)),
        data,
    }
}

fn unit() -> Unit {
    Unit::PerThousandResidents
}

fn description(districts: &[DistrictFindings]) -> Text {
    let mut lowest = &districts[0];
    let mut highest = &districts[0];
    for district in districts {
        if district.per_thousand.value < lowest.per_thousand.value {
            lowest = district;
        }
        if district.per_thousand.value > highest.per_thousand.value {
            highest = district;
        }
    }
    words::map_description(
        (
            &stranger(&lowest.name).de,
            &number::estimate(lowest.per_thousand, unit()),
        ),
        (
            &stranger(&highest.name).de,
            &number::estimate(highest.per_thousand, unit()),
        ),
    )
}

/// The limits of the classes: five equal steps from zero, each a number that is easy to read.
pub fn limits(districts: &[DistrictFindings]) -> [f64; CLASSES + 1] {
    classes(districts.iter().map(|district| district.per_thousand.value))
}

/// The same for values from anywhere.
pub fn classes(values: impl Iterator<Item = f64>) -> [f64; CLASSES + 1] {
    let highest = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
    let step = easy_step(highest / CLASSES as f64);
    std::array::from_fn(|index| step * index as f64)
}

/// The next of 1, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten.
fn easy_step(at_least: f64) -> f64 {
    if at_least.is_nan() || at_least <= 0.0 || at_least.is_infinite() {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(at_least)));
    [1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0]
        .iter()
        .map(|factor| factor * power)
        .find(|step| *step >= at_least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// The class of a value.
pub fn class(value: f64, limits: &[f64; CLASSES + 1]) -> Option<u8> {
    value.is_finite().then(|| {
        let above = limits[1..CLASSES].iter().filter(|limit| value >= **limit).count();
        u8::try_from(above).unwrap_or(0)
    })
}

/// The classes in words.
pub fn legend(limits: &[f64; CLASSES + 1]) -> Vec<(Ink, Text)> {
    let decimals = if limits[1] >= 1.0 && libm::floor(limits[1]) == limits[1] {
        0
    } else if limits[1] >= 0.1 {
        1
    } else {
        3
    };
    let mut legend: Vec<(Ink, Text)> = (0..CLASSES)
        .map(|index| {
            let from = number::decimal(limits[index], decimals);
            let to = number::decimal(limits[index + 1], decimals);
            let words = if index + 1 == CLASSES {
                words::highest_class(&from, &to)
            } else {
                words::class(&from, &to)
            };
            (Ink::Class(u8::try_from(index).unwrap_or(0)), words)
        })
        .collect();
    legend.push((Ink::NoData, words::no_data()));
    legend
}

fn drawing(districts: &[DistrictFindings], map: &MapSketch, limits: &[f64; CLASSES + 1]) -> MapDrawing {
    let numbered = map.shapes.len() > 12;
    MapDrawing {
        areas: map
            .shapes
            .iter()
            .map(|shape| {
                let position = districts.iter().position(|district| district.id == shape.id);
                let district = position
                    .map(|index| &districts[index])
                    .filter(|district| district.residents > 0.0);
                let value = district.map(|district| number::estimate(district.per_thousand, unit()));
                let name = district.map_or(shape.name.as_str(), |district| district.name.as_str());
                MapArea {
                    border: shape.polygon.clone(),
                    label: match position {
                        Some(index) if numbered => (index + 1).to_string(),
                        _ => name.to_owned(),
                    },
                    class: district.and_then(|district| class(district.per_thousand.value, limits)),
                    title: words::map_area(&stranger(name).de, value.as_ref()),
                }
            })
            .collect(),
        note: map.note.clone(),
    }
}

/// The table of the districts, in order of the file.
fn table(districts: &[DistrictFindings]) -> Table {
    let [name, residents, housed, share, at_end, places, target] = words::district_columns();
    let with_target = districts.iter().any(|district| district.target_share.is_some());
    let mut columns = vec![
        (name, Align::Words),
        (residents, Align::Numbers),
        (housed, Align::Numbers),
        (share, Align::Numbers),
        (at_end, Align::Numbers),
        (places, Align::Numbers),
    ];
    if with_target {
        columns.push((target, Align::Numbers));
    }
    let mut table = Table::new(words::districts_caption(), columns);
    let numbered = districts.len() > 12;
    for (index, district) in districts.iter().enumerate() {
        let name = if numbered {
            format!("{}\u{a0} {}", index + 1, district.name)
        } else {
            district.name.clone()
        };
        let mut cells = row(district, &name);
        if with_target {
            cells.push(Cell::words_or_nothing(district.target_share.map(|share| {
                number::with_unit(&number::decimal(share * 100.0, 1), Unit::Share)
            })));
        }
        table.row_named(format!("district-{}", index + 1), cells);
    }
    table
}

fn row(district: &DistrictFindings, name: &str) -> Vec<Cell> {
    let known = district.residents > 0.0;
    vec![
        Cell::name(name),
        Cell::Words(number::decimal(district.residents, 0)),
        with_interval(district.housed, Unit::Persons),
        if known {
            with_interval(district.per_thousand, unit())
        } else {
            Cell::Nothing
        },
        if known {
            with_interval(district.per_thousand_end, unit())
        } else {
            Cell::Nothing
        },
        Cell::Words(words::first_and_last(
            &number::decimal(district.places.0, 0),
            &number::decimal(district.places.1, 0),
        )),
    ]
}

/// An estimate with its interval below.
pub fn with_interval(value: crate::findings::Estimate, unit: Unit) -> Cell {
    if value.low < value.high {
        Cell::WithDetail(
            number::estimate(value, unit),
            money::in_brackets(&number::estimate_interval(value, unit)),
        )
    } else {
        Cell::Words(number::estimate(value, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    #[test]
    fn classes_are_equal_steps_that_hold_the_highest_value() {
        let mut districts = example::calm(3).districts;
        districts[2].per_thousand.value = 23.0;
        assert_eq!(limits(&districts), [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]);
        districts[2].per_thousand.value = 24.9;
        assert_eq!(class(24.9, &limits(&districts)), Some(4));
        assert_eq!(class(25.0, &limits(&districts)), Some(4));
        assert_eq!(class(4.999, &limits(&districts)), Some(0));
        assert_eq!(class(5.0, &limits(&districts)), Some(1));
        assert_eq!(class(f64::NAN, &limits(&districts)), None);
    }

    #[test]
    fn a_town_without_anybody_housed_has_classes_too() {
        let mut districts = example::calm(2).districts;
        for district in &mut districts {
            district.per_thousand.value = 0.0;
        }
        assert_eq!(limits(&districts)[1], 1.0);
    }
}
