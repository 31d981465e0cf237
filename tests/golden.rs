//! Every shipped scenario, played a few times: a number that moves is explained in
//! `CHANGELOG.md` under *Numbers changed*.
#![allow(clippy::unwrap_used, reason = "a scenario that cannot be played should fail")]

use quartier::findings::{self, Findings, Quantity};
use quartier::input::{Changes, load};
use quartier::monte_carlo::{self, Watch};
use quartier::simulation::Model;
use std::fmt::Write as _;
use std::path::Path;

fn play(scenario: &str) -> Findings {
    let path = format!("scenarios/{scenario}.toml");
    let loaded = load(Path::new(&path), &Changes::none().with("replications", 40)).unwrap();
    let model = Model::of(&loaded.scenario);
    let ensemble = monte_carlo::run(&model, 40, None, &Watch::default()).unwrap();
    findings::gather(&loaded.scenario, &ensemble)
}

fn shown(quantity: Quantity) -> String {
    match quantity {
        Quantity::Number(number) => format!("{number:.6}"),
        Quantity::Date(date) => date.to_string(),
        Quantity::None => "-".into(),
    }
}

/// The figures, a line each.
fn golden(scenario: &str) {
    let mut lines = String::new();
    for figure in play(scenario).figures {
        let (value, low, high) = (shown(figure.value), shown(figure.low), shown(figure.high));
        let _ = writeln!(lines, "{} {value} ({low} .. {high})", figure.id);
    }
    insta::assert_snapshot!(format!("figures_of_{scenario}"), lines);
}

macro_rules! golden {
    ($($name:ident = $scenario:literal,)*) => {
        $(#[test]
        fn $name() {
            golden($scenario);
        })*

        #[test]
        fn every_scenario_is_here() {
            let named = [$($scenario),*];
            for entry in std::fs::read_dir("scenarios").unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "toml") {
                    let name = path.file_stem().unwrap().to_str().unwrap();
                    assert!(named.contains(&name), "{name} has no golden test");
                }
            }
        }
    };
}

golden! {
    leichlingen = "leichlingen",
    the_wave_of_2015 = "leichlingen-welle-2015",
    the_wave_of_2022 = "leichlingen-ukraine-2022",
    the_loss_of_a_state_facility = "leichlingen-verlust-landesunterkunft",
    the_flood_of_2021 = "leichlingen-hochwasser-2021",
    a_fire_in_a_full_winter = "leichlingen-brand-im-winter",
    a_refused_site = "leichlingen-abgelehnter-standort",
    all_at_once = "leichlingen-alles-zugleich",
    the_quiet_phase = "leichlingen-ruhige-phase",
    preferences = "leichlingen-wuensche",
    leverkusen_as_seen_in_december_2014 = "leverkusen-2015",
    two_beds = "two-beds",
    a_waiting_list = "warteliste",
}
