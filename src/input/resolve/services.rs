//! Services: whom they serve, how many places there are, when people are let in.

use super::context::Context;
use super::{durations, tracks};
use crate::calendar::{Date, Day};
use crate::household::{AgeBand, Group};
use crate::ids::TrackId;
use crate::input::file::{AgeFile, ClassFile, IntakeFile, PlacesFile, ServiceFile, StaffFile};
use crate::input::say;
use crate::service::{Capacity, Intake, Offer, Places, Service, Staff, Usage};
use crate::text;
use crate::town::Town;
use jiff::civil;

/// Days of waiting that count as in time, where nothing else is said.
const IN_TIME_DAYS: u32 = 28;

/// The longest course in days, three years: more is a slip of the pen.
const LONGEST_COURSE: u32 = 1096;

/// All services, in order of the file.
pub fn resolve(cx: &mut Context, town: &Town, groups: &[Group]) -> Vec<Service> {
    let file = cx.file;
    file.services
        .iter()
        .map(|(id, service)| one(cx, id, service, town, groups))
        .collect()
}

fn one(cx: &mut Context, id: &str, file: &ServiceFile, town: &Town, groups: &[Group]) -> Service {
    let tracks = tracks_of(cx, id, file);
    let offer = match &file.staff {
        Some(staff) => Offer::Staff(staff_of(cx, id, file, staff)),
        None => Offer::Places(places(cx, id, file, town)),
    };
    let service = Service {
        id: id.to_owned(),
        name: file.name.clone().unwrap_or_else(|| id.to_owned()),
        tracks,
        offer,
    };
    refuse_without_people(cx, &service, groups);
    service
}

fn tracks_of(cx: &mut Context, id: &str, file: &ServiceFile) -> Option<Vec<TrackId>> {
    let names = file.tracks.as_ref()?;
    let mut found = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let number = (index + 1).to_string();
        found.extend(tracks::by_id(cx, &["services", id, "tracks", &number], name));
    }
    Some(found)
}

fn staff_of(cx: &mut Context, id: &str, file: &ServiceFile, staff: &StaffFile) -> Staff {
    let alone = [
        ("ages", file.ages.is_some()),
        ("share", file.share.is_some()),
        ("places", file.places.is_some()),
        ("intake", file.intake.is_some()),
        ("class", file.class.is_some()),
        ("duration", file.duration.is_some()),
    ];
    for (key, _) in alone.iter().filter(|(_, is_set)| *is_set) {
        let message = text!(
            "Ein Angebot mit Personal („staff“) betreut alle Menschen seiner Rechtskreise zugleich; „{key}“ gibt es dort nicht.",
            "A service with staff (`staff`) looks after all people of its tracks at once; there is no `{key}`."
        );
        let help = text!(
            "„{key}“ oder „staff“ streichen.",
            "Drop either `{key}` or `staff`."
        );
        cx.complain_with(&["services", id, key], message, help);
    }
    let (usual, crisis) = (
        staff.persons_per_position,
        staff.crisis_above_persons_per_position,
    );
    if crisis < usual {
        let message = text!(
            "Die Grenze, ab der nur noch Krisen bearbeitet werden, liegt unter der üblichen Zahl von Menschen je Stelle.",
            "The limit above which only crises are dealt with is lower than the usual number of persons per position."
        );
        cx.complain(
            &["services", id, "staff", "crisis_above_persons_per_position"],
            message,
        );
    }
    if staff.positions.is_none() {
        unknown_capacity(cx, &["services", id, "staff"], "positions");
    }
    Staff {
        positions: staff.positions,
        persons_per_position: usual,
        crisis_above: crisis,
    }
}

fn unknown_capacity(cx: &mut Context, path: &[&str], key: &str) {
    let message = text!(
        "„{key}“ fehlt, also ist unbekannt, wie viel das Angebot leisten kann: Gezählt wird der Bedarf, nicht das Warten.",
        "`{key}` is missing, so nobody knows what the service can do: need is counted, waiting is not."
    );
    cx.notice(path, message);
}

fn places(cx: &mut Context, id: &str, file: &ServiceFile, town: &Town) -> Places {
    let intake = intake(cx, id, file);
    Places {
        ages: ages(cx, id, file.ages.as_deref()),
        share: file.share.unwrap_or(1.0),
        capacity: capacity(cx, id, file, town),
        usage: usage(cx, id, file),
        intake,
        met_at_start: file.met_at_start.unwrap_or(0.0),
        in_time_days: file.in_time_days.unwrap_or(IN_TIME_DAYS),
        patience_days: file.patience_days,
        tolerated_late: file.tolerated_late_persons.unwrap_or(0),
    }
}

fn band(file: AgeFile) -> AgeBand {
    match file {
        AgeFile::Under3 => AgeBand::Under3,
        AgeFile::From3To5 => AgeBand::From3To5,
        AgeFile::From6To17 => AgeBand::From6To17,
        AgeFile::From18To64 => AgeBand::From18To64,
        AgeFile::From65 => AgeBand::From65,
    }
}

fn ages(cx: &mut Context, id: &str, named: Option<&[AgeFile]>) -> (AgeBand, AgeBand) {
    let all = (AgeBand::Under3, AgeBand::From65);
    let mut bands: Vec<AgeBand> = named.unwrap_or_default().iter().copied().map(band).collect();
    bands.sort_unstable();
    bands.dedup();
    let (Some(&first), Some(&last)) = (bands.first(), bands.last()) else {
        return all;
    };
    if last as usize - first as usize + 1 != bands.len() {
        let message = text!(
            "Die Altersgruppen schließen nicht aneinander an.",
            "The bands of age do not follow on each other."
        );
        let help = text!(
            "Für jede Altersgruppe ein eigenes Angebot schreiben.",
            "Write a service of its own for each band."
        );
        cx.complain_with(&["services", id, "ages"], message, help);
    }
    (first, last)
}

fn capacity(cx: &mut Context, id: &str, file: &ServiceFile, town: &Town) -> Capacity {
    match &file.places {
        None => {
            unknown_capacity(cx, &["services", id], "places");
            Capacity::Unknown
        }
        Some(PlacesFile::Unlimited {}) => Capacity::Unlimited,
        Some(PlacesFile::Town { count }) => {
            check_classes(cx, &["services", id, "places", "town", "count"], file, *count);
            Capacity::Town(*count)
        }
        Some(PlacesFile::Districts(counts)) => {
            for (name, count) in counts {
                let path = ["services", id, "places", "districts", name.as_str()];
                check_district(cx, &path, name, *count, town);
                check_classes(cx, &path, file, whole(*count));
            }
            let of = |id: &String| counts.get(id).map(|count| whole(*count));
            Capacity::Districts(town.districts.iter().map(|district| of(&district.id)).collect())
        }
    }
}

fn whole(count: f64) -> u32 {
    libm::round(count.clamp(0.0, 1e6)) as u32
}

fn check_district(cx: &mut Context, path: &[&str], name: &str, count: f64, town: &Town) {
    if town.district(name).is_none() && !town.districts.is_empty() {
        cx.unknown_name(
            path,
            name,
            town.districts.iter().map(|district| district.id.as_str()),
        );
    } else if !(0.0..=1e6).contains(&count) || libm::floor(count) != count {
        let message = text!(
            "Plätze sind eine ganze Zahl von 0 bis 1 000 000.",
            "Places are a whole number from 0 to 1,000,000."
        );
        cx.complain(path, message);
    }
}

/// Fewer places than one class are no class.
fn check_classes(cx: &mut Context, path: &[&str], file: &ServiceFile, count: u32) {
    let Some(class) = &file.class else { return };
    let size = class.size;
    if count > 0 && count < size {
        let message = text!(
            "{count} Plätze reichen nicht für einen einzigen Kurs mit {size} Plätzen; es würde nie einer beginnen.",
            "{count} places are too few for a single class of {size}; none would ever begin."
        );
        let help = text!(
            "Mehr Plätze angeben, kleinere Kurse (class.size), oder 0, wenn es keine gibt.",
            "Name more places, smaller classes (class.size), or 0 where there are none."
        );
        cx.complain_with(path, message, help);
    }
}

fn intake(cx: &mut Context, id: &str, file: &ServiceFile) -> Intake {
    let path = ["services", id, "intake"];
    match &file.intake {
        None if file.class.is_some() => {
            let message = text!(
                "Es fehlt, wann Kurse beginnen („intake“).",
                "It is missing when classes begin (`intake`)."
            );
            let help = text!(
                "Zum Beispiel: intake.every = {{ days = 42 }}, intake.dates = [2026-02-02, 2026-03-16], oder intake.any-day = {{}} (ein Kurs beginnt, sobald er voll ist).",
                "For example: intake.every = {{ days = 42 }}, intake.dates = [2026-02-02, 2026-03-16], or intake.any-day = {{}} (a class begins as soon as it is full)."
            );
            cx.complain_with(&path, message, help);
            Intake::AnyDay
        }
        None | Some(IntakeFile::AnyDay {}) => Intake::AnyDay,
        Some(IntakeFile::Year {
            month,
            places_during_year,
        }) => {
            if file.class.is_some() {
                let message = text!(
                    "Kurse beginnen an ihren Tagen, nicht mit einem Jahr.",
                    "Classes begin on their days, not with a year."
                );
                cx.complain(&path, message);
            }
            Intake::Year {
                starts: year_starts(cx, *month),
                during_year: *places_during_year,
            }
        }
        Some(IntakeFile::Every { days, from }) => Intake::Days(every(cx, *days, *from)),
        Some(IntakeFile::Dates(dates)) => Intake::Days(dates_within(cx, id, dates)),
    }
}

/// The first of a month in every year that is played.
fn year_starts(cx: &Context, month: u32) -> Vec<Day> {
    let (first, last) = (cx.calendar.start.year(), cx.calendar.end().year());
    let month = i8::try_from(month).unwrap_or(8);
    let dates = (first..=last).filter_map(|year| civil::Date::new(year, month, 1).ok());
    within(cx, dates.map(Date))
}

fn within(cx: &Context, dates: impl Iterator<Item = Date>) -> Vec<Day> {
    let mut days: Vec<Day> = dates
        .filter_map(|date| Day::try_from(cx.calendar.day(date)).ok())
        .filter(|&day| day < cx.calendar.days)
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn every(cx: &Context, days: u32, from: Option<Date>) -> Vec<Day> {
    let step = i64::from(days.max(1));
    let first = from.map_or(0, |date| cx.calendar.day(date));
    let first = if first < 0 { first.rem_euclid(step) } else { first };
    (0..)
        .map(|number| first + number * step)
        .take_while(|day| *day < i64::from(cx.calendar.days))
        .filter_map(|day| Day::try_from(day).ok())
        .collect()
}

fn dates_within(cx: &mut Context, id: &str, dates: &[Date]) -> Vec<Day> {
    let days = within(cx, dates.iter().copied());
    let path = ["services", id, "intake", "dates"];
    if days.is_empty() {
        let (start, end) = (cx.calendar.start, cx.calendar.end());
        let message = text!(
            "Kein Tag der Aufnahme liegt im Zeitraum ({start} bis {end}); es käme nie jemand hinein.",
            "No day of intake lies within the period ({start} to {end}); nobody would ever get in."
        );
        let help = text!(
            "Tage im Zeitraum nennen, oder intake.every = {{ days = 42 }}.",
            "Name days within the period, or intake.every = {{ days = 42 }}."
        );
        cx.complain_with(&path, message, help);
    }
    days
}

fn usage(cx: &mut Context, id: &str, file: &ServiceFile) -> Usage {
    match (&file.class, &file.duration) {
        (Some(class), duration) => {
            if duration.is_some() {
                let message = text!(
                    "Wie lange ein Kurs dauert, sagen „class.units“ und „class.units_per_week“; „duration“ sagt es noch einmal.",
                    "How long a class takes is said by `class.units` and `class.units_per_week`; `duration` says it again."
                );
                cx.complain(&["services", id, "duration"], message);
            }
            class_of(cx, id, class)
        }
        (None, Some(duration)) => Usage::For(durations::resolve(cx, &["services", id, "duration"], duration)),
        (None, None) => Usage::Open,
    }
}

fn class_of(cx: &mut Context, id: &str, class: &ClassFile) -> Usage {
    let at = |key| ["services", id, "class", key];
    let days = (class.units.saturating_mul(7))
        .div_ceil(class.units_per_week.max(1))
        .max(1);
    if days > LONGEST_COURSE {
        let months = say::number(libm::round(f64::from(days) / 30.4375));
        let (de, en) = (months.de, months.en);
        let message = text!(
            "Mit so wenigen Einheiten je Woche dauert ein Kurs {de} Monate; mehr als drei Jahre sind nicht gemeint.",
            "With so few units a week a course takes {en} months; more than three years are not meant."
        );
        let help = text!(
            "Einheiten (units) und Einheiten je Woche (units_per_week) prüfen.",
            "Check the units (units) and the units per week (units_per_week)."
        );
        cx.complain_with(&at("units_per_week"), message, help);
    } else if days > cx.calendar.days {
        let message = text!(
            "Ein Kurs dauert {days} Tage, länger als der ganze Zeitraum; kein Platz wird ein zweites Mal vergeben.",
            "A course takes {days} days, longer than the whole period; no seat is given twice."
        );
        cx.notice(&at("units"), message);
    }
    let minimum = class.minimum.unwrap_or(class.size);
    if minimum > class.size {
        let size = class.size;
        let message = text!(
            "Ein Kurs hat {size} Plätze und soll erst mit mehr Menschen beginnen.",
            "A class has {size} seats and is to begin only with more people."
        );
        cx.complain(&at("minimum"), message);
    }
    Usage::Class {
        size: class.size.max(1),
        minimum,
        days,
    }
}

/// A service for nobody is a slip: no group comes on its tracks, or has people of its ages.
fn refuse_without_people(cx: &mut Context, service: &Service, groups: &[Group]) {
    if groups.is_empty() {
        return;
    }
    let id = service.id.as_str();
    if let Offer::Places(places) = &service.offer {
        if places.share <= 0.0 {
            let message = text!(
                "Niemand braucht dieses Angebot: der Anteil ist null.",
                "Nobody needs this service: the share is zero."
            );
            let help = text!(
                "Den Anteil (share) angeben oder das Angebot streichen.",
                "State the share (share), or drop the service."
            );
            cx.complain_with(&["services", id, "share"], message, help);
            return;
        }
        let (first, last) = places.ages;
        let of_age = |group: &Group| {
            let Some(shares) = &group.ages else { return true };
            let largest = group.sizes.0.last().map_or(1, |(size, _)| *size);
            (first as usize..=last as usize)
                .any(|at| shares.first[at] > 0.0 || (largest > 1 && shares.others[at] > 0.0))
        };
        if !groups.iter().any(of_age) && !cx.is_faulty(&["groups"]) {
            let message = text!(
                "In keiner Gruppe gibt es Menschen dieses Alters; niemand bräuchte das Angebot.",
                "No group has people of this age; nobody would need the service."
            );
            let help = text!(
                "Die Altersanteile der Gruppen („ages“) und ihre Haushaltsgrößen prüfen: Wer allein lebt, ist erwachsen.",
                "Check the ages of the groups (`ages`) and their household sizes: who lives alone is an adult."
            );
            cx.complain_with(&["services", id, "ages"], message, help);
        }
    }
    let Some(open) = &service.tracks else { return };
    let file = cx.file;
    let begins = |group: &Group| group.track.is_some_and(|track| open.contains(&track));
    let follows = file.tracks.values().any(|track| {
        let to = |name: &str| file.tracks.get_index_of(name).map(TrackId::from);
        let mut changes = track.changes.iter();
        changes.any(|change| change.probability > 0.0 && to(&change.to).is_some_and(|to| open.contains(&to)))
    });
    if !open.is_empty() && !groups.iter().any(begins) && !follows {
        let message = text!(
            "Niemand gehört zu einem dieser Rechtskreise; niemand bräuchte das Angebot.",
            "Nobody comes on one of these tracks; nobody would need the service."
        );
        let help = text!(
            "Rechtskreise nennen, auf denen Gruppen ankommen oder in die gewechselt wird.",
            "Name tracks on which groups arrive or to which households change."
        );
        cx.complain_with(&["services", id, "tracks"], message, help);
    }
}
