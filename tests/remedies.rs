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

/// The households of the minimal scenario are families, so that every service has somebody.
fn families() -> String {
    TWO_BEDS.replace("household_sizes = { 1 = 1.0 }", "household_sizes = { 4 = 1.0 }")
}

fn findings_of(town: &str, more: &str) -> Findings {
    let town = town.replace("end = 2026-01-31", "end = 2026-12-31");
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
        .map(|preset| format!("[services.{preset}]\npreset = \"{preset}\"\nplaces.town = {{ count = 30 }}\n"))
        .collect();
    services.push_str("[services.social-work]\npreset = \"social-work\"\nstaff.positions = 1\n");
    let findings = findings_of(&families(), &format!("{services}[warning]\n"));
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
    let findings = findings_of(&families(), services);
    let named: Vec<&Means> = of(&findings, "advice")
        .remedies
        .iter()
        .map(|one| &one.what)
        .collect();
    assert_eq!(named, [&Means::Named("Longer hours".to_owned())]);
    assert_eq!(helps(of(&findings, "school")).len(), 2);
}

/// One person more every Monday from 5 January on, and one position that looks after twelve. In the
/// evening of 2 March, with nine, four weeks more of the kind are one too many; on 30 March there are
/// thirteen. Four weeks of warning are enough for staff that is lent (21 days) and too few for a new
/// position (135).
#[test]
fn the_warning_is_early_enough_for_lent_staff_and_too_late_for_a_new_position() {
    let mondays = [
        "01-05", "01-12", "01-19", "01-26", "02-02", "02-09", "02-16", "02-23", "03-02", "03-09", "03-16",
        "03-23", "03-30", "04-06",
    ];
    let listed: Vec<String> = mondays
        .iter()
        .map(|day| format!("{{ date = 2026-{day}, households = 1 }}"))
        .collect();
    let arrivals = format!("arrivals.listed = [ {} ]", listed.join(", "));
    let start = TWO_BEDS.find("arrivals.listed").unwrap();
    let end = start + TWO_BEDS[start..].find('\n').unwrap();
    let town = format!("{}{arrivals}{}", &TWO_BEDS[..start], &TWO_BEDS[end..])
        .replace("places = 2", "places = 99")
        .replace("days = 10", "days = 900");
    let service = "[services.social-work]\npreset = \"social-work\"\n\
        staff = { positions = 1, persons_per_position = 12 }\n[warning]\nhorizon_weeks = 4\n";
    let findings = findings_of(&town, service);
    let work = of(&findings, "social-work");
    assert_eq!((work.count, work.lead_days.unwrap().value), (1, 28.0));
    let in_time: Vec<u32> = work.remedies.iter().map(|one| one.in_time).collect();
    assert_eq!(in_time, [1, 0]);
}
