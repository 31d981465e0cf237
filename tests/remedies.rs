//! What the program knows by itself that a town can do about a scarce service, against the warning
//! of it.
#![allow(clippy::unwrap_used, reason = "a town that cannot be played should fail")]

mod folder;

use folder::{Folder, TWO_BEDS};
use quartier::findings::warning::{BottleneckFindings, Means};
use quartier::findings::{self, Findings};
use quartier::monte_carlo::{self, Watch};
use quartier::simulation::Model;
use quartier::warning::usual::Help;

fn findings_of(more: &str) -> Findings {
    let town = TWO_BEDS.replace("end = 2026-01-31", "end = 2026-12-31");
    let folder = Folder::new().and("scenario.toml", format!("{town}\n{more}"));
    let scenario = folder.loaded().scenario;
    let model = Model::of(&scenario);
    let ensemble = monte_carlo::run(&model, scenario.replications, None, &Watch::default()).unwrap();
    findings::gather(&scenario, &ensemble)
}

fn of<'a>(findings: &'a Findings, service: &str) -> &'a BottleneckFindings {
    let warning = findings.warning.as_ref().unwrap();
    let id = format!("service-{service}");
    warning.bottlenecks.iter().find(|one| one.id == id).unwrap()
}

fn helps(of: &BottleneckFindings) -> Vec<(Help, f64)> {
    let all = of.remedies.iter().map(|one| match one.what {
        Means::Service(help) => (help, one.lead_days),
        _ => panic!("{:?}", one.what),
    });
    all.collect()
}

/// Mean days by hand: a play group 42 or 84, a Kita group 180, 270 or 365, a reception class 60, 90
/// or 120, volunteers 14 or 28, a course 9 or 17 weeks, lent staff 14 or 28, a position 90, 135 or
/// 180.
#[test]
fn every_preset_service_has_a_makeshift_and_the_thing_itself_the_quicker_one_first() {
    let presets = [
        "kita-under-3",
        "kita-3-5",
        "school-reception",
        "language-course",
        "literacy-course",
    ];
    let mut services: String = presets
        .iter()
        .map(|preset| format!("[services.{preset}]\npreset = \"{preset}\"\nplaces.town = {{ count = 3 }}\n"))
        .collect();
    services.push_str("[services.social-work]\npreset = \"social-work\"\nstaff.positions = 1\n");
    let findings = findings_of(&format!("{services}[warning]\n"));
    let kita = [
        (Help::PlayGroup, 63.0),
        (Help::KitaGroup, (180.0 + 270.0 + 365.0) / 3.0),
    ];
    let course = [(Help::VolunteerCourse, 21.0), (Help::CourseClass, 91.0)];
    assert_eq!(helps(of(&findings, "kita-under-3")), kita);
    assert_eq!(helps(of(&findings, "kita-3-5")), kita);
    assert_eq!(
        helps(of(&findings, "school-reception")),
        [(Help::RegularClasses, 14.0), (Help::ReceptionClass, 90.0)]
    );
    assert_eq!(helps(of(&findings, "language-course")), course);
    assert_eq!(helps(of(&findings, "literacy-course")), course);
    assert_eq!(
        helps(of(&findings, "social-work")),
        [(Help::LentStaff, 21.0), (Help::NewStaff, 135.0)]
    );
    for help in Help::ALL {
        assert!(!Means::Service(help).source().unwrap().is_empty(), "{help:?}");
    }
}

/// Nobody knows what helps where people of all ages queue for something of the town's own; what the
/// scenario names for it does, and for no other service.
#[test]
fn a_service_of_the_towns_own_has_only_the_remedies_that_the_scenario_names() {
    let services = "[services.advice]\nname = \"Advice\"\nplaces.town = { count = 1 }\n\
        [services.school]\npreset = \"school-reception\"\nplaces.town = { count = 1 }\n\
        [warning.remedies.hours]\nname = \"Longer hours\"\nlead_time_days = 7\nservices = [\"advice\"]\n";
    let findings = findings_of(services);
    let named: Vec<&Means> = of(&findings, "advice")
        .remedies
        .iter()
        .map(|one| &one.what)
        .collect();
    assert_eq!(named, [&Means::Named("Longer hours".to_owned())]);
    assert_eq!(helps(of(&findings, "school")).len(), 2);
}

/// Three people come on 1 March and need a course of 25 that starts when it is full; they wait in
/// vain, and 28 days later it is too long. The day after they came the town sees it: four weeks of
/// warning are enough for volunteers (21 days) and too few for another course (91).
#[test]
fn the_warning_is_early_enough_for_volunteers_and_too_late_for_a_course() {
    let town = TWO_BEDS
        .replace("end = 2026-01-31", "end = 2026-12-31")
        .replace("places = 2", "places = 9")
        .replace("days = 10", "days = 900");
    let start = town.find("arrivals.listed").unwrap();
    let end = start + town[start..].find('\n').unwrap();
    let arrivals = "arrivals.listed = [ { date = 2026-03-01, households = 3 } ]";
    let town = format!("{}{arrivals}{}", &town[..start], &town[end..]);
    let services = "[services.course]\npreset = \"language-course\"\nplaces.town = { count = 25 }\n\
        share = 1.0\nmet_at_start = 0.0\nin_time_days = 28\n[warning]\nhorizon_weeks = 8\n";
    let folder = Folder::new().and("scenario.toml", format!("{town}\n{services}"));
    let scenario = folder.loaded().scenario;
    let model = Model::of(&scenario);
    let ensemble = monte_carlo::run(&model, 1, None, &Watch::default()).unwrap();
    let findings = findings::gather(&scenario, &ensemble);
    let course = of(&findings, "course");
    let lead = course.lead_days.unwrap().value;
    assert!((21.0..91.0).contains(&lead), "{lead}");
    let in_time: Vec<u32> = course.remedies.iter().map(|one| one.in_time).collect();
    assert_eq!((course.count, in_time), (1, vec![1, 0]));
}
