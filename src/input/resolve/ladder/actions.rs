//! Actions: sites, kinds, rooms and groups that a step names.

use super::can_be_opened;
use crate::household::HouseholdSet;
use crate::ids::{DistrictId, GroupId, KindId, MOST_ENTRIES, NeedSet, SiteId};
use crate::input::file::{ActionFile, StepFile};
use crate::input::resolve::context::Context;
use crate::ladder::{Action, Denser};
use crate::scenario::Scenario;
use crate::site::{Opening, Rates, Site, Stock, UnitClass};
use crate::text;
use crate::units::Money;

/// Most beds in a room.
const MOST_BEDS: u32 = 99;

/// The action of a step; blocks of hotel rooms are added to the sites of the scenario.
pub fn resolve(cx: &mut Context, id: &str, step: &StepFile, scenario: &mut Scenario) -> Action {
    match &step.action {
        ActionFile::Activate {
            site,
            kind,
            at_most_days,
        } => Action::Activate {
            sites: sites_to_open(cx, id, site.as_deref(), kind.as_deref(), scenario),
            at_most_days: *at_most_days,
        },
        ActionFile::Densify {
            site,
            kind,
            m2_per_person,
            standard_m2,
        } => {
            let named = named(
                cx,
                &["ladder", id, "action", "densify"],
                site.as_deref(),
                kind.as_deref(),
                scenario,
            );
            Action::Densify {
                rooms: rooms(cx, id, &named, (*m2_per_person, *standard_m2), scenario),
            }
        }
        ActionFile::Hotel { .. } => Action::Hotel {
            blocks: blocks(cx, id, step, scenario),
        },
        ActionFile::StopClosures { sites } => Action::StopClosures {
            sites: sites_to_keep(cx, id, sites, scenario),
        },
        ActionFile::PauseAssignments { groups, share, weeks } => Action::Pause {
            groups: paused_groups(cx, id, groups, scenario),
            share: *share,
            days: weeks * 7,
        },
    }
}

fn site_named(cx: &mut Context, path: &[&str], name: &str, scenario: &Scenario) -> Option<SiteId> {
    let found = scenario.sites.iter().position(|site| site.id == name);
    // A site that could not be resolved exists all the same.
    if found.is_none() && !cx.file.sites.contains_key(name) {
        cx.unknown_name(path, name, scenario.sites.iter().map(|site| site.id.as_str()));
    }
    found.map(SiteId::from)
}

/// The site that is named, or all sites of the kind that is.
fn named(
    cx: &mut Context,
    path: &[&str],
    site: Option<&str>,
    kind: Option<&str>,
    scenario: &Scenario,
) -> Vec<SiteId> {
    match (site, kind) {
        (Some(name), None) => site_named(cx, &[path, &["site"]].concat(), name, scenario)
            .into_iter()
            .collect(),
        (None, Some(name)) => {
            let Some(kind) = scenario.kinds.iter().position(|kind| kind.id == name) else {
                let known = scenario.kinds.iter().map(|kind| kind.id.as_str());
                cx.unknown_name(&[path, &["kind"]].concat(), name, known);
                return Vec::new();
            };
            let of_kind = |site: &&SiteId| scenario.sites[site.index()].kind.index() == kind;
            all_sites(scenario).iter().filter(of_kind).copied().collect()
        }
        _ => {
            cx.complain(
                path,
                text!(
                    "Genau eine der beiden Angaben „site“ und „kind“ gehört hierher.",
                    "Exactly one of `site` and `kind` belongs here."
                ),
            );
            Vec::new()
        }
    }
}

fn all_sites(scenario: &Scenario) -> Vec<SiteId> {
    (0..scenario.sites.len()).map(SiteId::from).collect()
}

fn sites_to_open(
    cx: &mut Context,
    id: &str,
    site: Option<&str>,
    kind: Option<&str>,
    scenario: &Scenario,
) -> Vec<SiteId> {
    let path = ["ladder", id, "action", "activate"];
    let complaints = cx.complaints.0.len();
    let mut sites = named(cx, &path, site, kind, scenario);
    let help = text!(
        "Der Unterkunft den Zustand state = \"standby\" (Notunterkunft) oder \"option\" geben.",
        "Give the site the state `standby` (emergency accommodation) or `option`."
    );
    if let Some(name) = site {
        if sites.iter().any(|site| !can_be_opened(scenario, *site)) {
            cx.complain_with(
                &[&path[..], &["site"]].concat(),
                text!(
                    "„{name}“ ist schon offen oder öffnet von selbst; eine Stufe kann sie nicht öffnen.",
                    "`{name}` is open already or opens by itself; a step cannot open it."
                ),
                help,
            );
        }
        return sites;
    }
    sites.retain(|site| can_be_opened(scenario, *site));
    if let Some(name) = kind
        && sites.is_empty()
        && cx.complaints.0.len() == complaints
    {
        cx.complain_with(
            &[&path[..], &["kind"]].concat(),
            text!(
                "Von der Art „{name}“ gibt es keine Unterkunft, die sich öffnen ließe.",
                "There is no site of the kind `{name}` that could be opened."
            ),
            help,
        );
    }
    sites
}

/// More beds in each room down to so many m² a person.
fn rooms(
    cx: &mut Context,
    id: &str,
    sites: &[SiteId],
    (floor, standard): (f64, f64),
    scenario: &Scenario,
) -> Vec<Denser> {
    let path = ["ladder", id, "action", "densify"];
    let mut rooms = Vec::new();
    for &site in sites
        .iter()
        .filter(|site| !scenario.sites[site.index()].emergency)
    {
        match &scenario.sites[site.index()].stock {
            Stock::Beds { usable, .. } => {
                let most = libm::floor(f64::from(*usable) * standard / floor + 1e-9) as u32;
                if let Some(more) = most.checked_sub(*usable).filter(|more| *more > 0) {
                    rooms.push(Denser::Beds { site, more });
                }
            }
            Stock::Units(classes) => rooms.extend(classes.iter().enumerate().filter_map(|(class, unit)| {
                let more = more_beds(unit, floor, standard);
                (more > 0).then_some(Denser::Units { site, class, more })
            })),
        }
    }
    if !sites.is_empty() && rooms.is_empty() {
        cx.complain_with(
            &[&path[..], &["m2_per_person"]].concat(),
            text!(
                "Mit {floor} m² je Person passt nirgends ein Bett mehr hinein.",
                "With {floor} m² a person there is no room for another bed anywhere."
            ),
            text!(
                "Eine kleinere Fläche angeben oder andere Unterkünfte wählen; wo „area_m2“ fehlt, gelten {standard} m² je Platz („standard_m2“). Notunterkünfte werden nicht verdichtet.",
                "Give a smaller area or choose other sites; where `area_m2` is missing, {standard} m² a place hold (`standard_m2`). Emergency sites are not made denser."
            ),
        );
    }
    rooms
}

fn more_beds(unit: &UnitClass, floor: f64, standard: f64) -> u32 {
    let area = unit.area_m2.unwrap_or(f64::from(unit.beds) * standard);
    let beds = libm::floor(area / floor + 1e-9).clamp(0.0, f64::from(MOST_BEDS)) as u32;
    beds.saturating_sub(unit.beds)
}

fn blocks(cx: &mut Context, id: &str, step: &StepFile, scenario: &mut Scenario) -> Vec<SiteId> {
    let ActionFile::Hotel {
        kind,
        district,
        rooms_per_block,
        beds_per_room,
        max_blocks,
        price_per_room_night_eur,
        ..
    } = &step.action
    else {
        return Vec::new();
    };
    let path = ["ladder", id, "action", "hotel"];
    let known_kind = cx.file.kinds.get_full(kind);
    if known_kind.is_none() {
        let known = cx.file.kinds.keys().map(String::as_str);
        cx.unknown_name(&[&path[..], &["kind"]].concat(), kind, known);
    }
    let districts = &scenario.town.districts;
    let known_district = districts.iter().position(|entry| entry.id == *district);
    if known_district.is_none() {
        let known = districts.iter().map(|entry| entry.id.as_str());
        cx.unknown_name(&[&path[..], &["district"]].concat(), district, known);
    }
    let (Some((kind, _, kind_file)), Some(district)) = (known_kind, known_district) else {
        return Vec::new();
    };
    if kind_file.emergency {
        cx.complain(
            &[&path[..], &["kind"]].concat(),
            text!(
                "Hotelzimmer sind reguläre Plätze; diese Art ist eine Notunterkunft.",
                "Hotel rooms are regular places; this kind is emergency accommodation."
            ),
        );
    }
    let per_person = Money::per_day_from_month(kind_file.cost.per_person_month_eur.unwrap_or(0.0));
    let name = step.name.clone().unwrap_or_else(|| id.to_owned());
    let block = |number: u32| Site {
        id: format!("{id}-{number}"),
        name: format!("{name} {number}"),
        district: DistrictId::from(district),
        position: None,
        kind: KindId::from(kind),
        emergency: false,
        stock: Stock::Units(vec![UnitClass {
            count: *rooms_per_block,
            beds: *beds_per_room,
            area_m2: None,
            offers: NeedSet::default(),
            reserved: false,
        }]),
        offers: NeedSet::default(),
        opening: Opening::Never,
        closing_stop_days: 0,
        accepts: HouseholdSet::ALL,
        max_household_size: None,
        rates: Rates {
            fixed_per_day: Money::from_eur(*price_per_room_night_eur) * i64::from(*rooms_per_block),
            per_person_day: per_person,
            ..Rates::default()
        },
        out_of_use: Vec::new(),
        informed: None,
        lead_time_days: None,
        notice_days: None,
        age_limits: Vec::new(),
    };
    let mut ids = Vec::new();
    for number in 1..=*max_blocks {
        let site = block(number);
        let name = &site.id;
        if scenario.sites.len() >= MOST_ENTRIES || cx.file.sites.contains_key(name) {
            cx.complain_with(
                &path,
                text!(
                    "Für das Kontingent „{name}“ ist kein Platz in der Liste der Unterkünfte, oder eine heißt schon so.",
                    "The block `{name}` finds no room in the list of sites, or one has that name already."
                ),
                text!("Die Stufe umbenennen.", "Rename the step."),
            );
            break;
        }
        ids.push(SiteId::from(scenario.sites.len()));
        scenario.sites.push(site);
    }
    ids
}

fn sites_to_keep(cx: &mut Context, id: &str, names: &[String], scenario: &Scenario) -> Vec<SiteId> {
    let path = ["ladder", id, "action", "stop-closures", "sites"];
    let ends = |site: &SiteId| {
        matches!(
            scenario.sites[site.index()].opening,
            Opening::Fixed { until: Some(_), .. } | Opening::Planned { until: Some(_), .. }
        )
    };
    let named: Vec<SiteId> = if names.is_empty() {
        all_sites(scenario)
    } else {
        names
            .iter()
            .enumerate()
            .filter_map(|(index, name)| {
                let number = (index + 1).to_string();
                site_named(cx, &[&path[..], &[&number]].concat(), name, scenario)
            })
            .collect()
    };
    let kept: Vec<SiteId> = named.iter().copied().filter(ends).collect();
    if kept.is_empty() && !named.is_empty() {
        cx.notice(
            &["ladder", id, "action"],
            text!(
                "Keine dieser Unterkünfte hat ein Ende („until“, „lease_end“), das sich aufschieben ließe.",
                "None of these sites has an end (`until`, `lease_end`) that could be put off."
            ),
        );
    }
    kept
}

fn paused_groups(cx: &mut Context, id: &str, names: &[String], scenario: &Scenario) -> Vec<GroupId> {
    let mut groups = Vec::new();
    for (index, name) in names.iter().enumerate() {
        match scenario.groups.iter().position(|group| group.id == *name) {
            Some(group) => groups.extend(with_surges(cx, name, GroupId::from(group), scenario)),
            None => {
                let number = (index + 1).to_string();
                let path = [
                    "ladder",
                    id,
                    "action",
                    "pause-assignments",
                    "groups",
                    number.as_str(),
                ];
                let known = scenario.groups.iter().map(|group| group.id.as_str());
                cx.unknown_name(&path, name, known);
            }
        }
    }
    groups
}

/// A group and those of the surges that are like it but for a composition of their own.
fn with_surges(cx: &Context, name: &str, group: GroupId, scenario: &Scenario) -> Vec<GroupId> {
    let is_like = |id: &str| cx.file.surges.get(id).is_some_and(|file| file.group == name);
    let surges = scenario.surges.iter().filter(|surge| is_like(&surge.id));
    let own = surges.map(|surge| surge.group).filter(|own| *own != group);
    std::iter::once(group).chain(own).collect()
}
