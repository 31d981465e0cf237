//! Whether openings keep the rules about who is informed before them and met after them.
//!
//! The check is a function of openings, wherever they come from: the dates of the scenario, or
//! one replication.

use super::{Concept, Meeting, MeetingState, Who};
use crate::calendar::Date;
use crate::ids::SiteId;
use crate::site::{Opening, Site};

/// How early neighbours are informed before a site is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Days before the first night of a planned site.
    pub planned_days_before: u32,
    /// Days before the first night of an emergency site.
    pub emergency_days_before: u32,
    /// Days after the first night of an emergency site within which there is a meeting.
    pub emergency_follow_up_days: u32,
    /// Where the rules come from; `None` is printed as "Annahme".
    pub source: Option<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            planned_days_before: 56,
            emergency_days_before: 3,
            emergency_follow_up_days: 14,
            source: None,
        }
    }
}

/// A site begins to be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Which.
    pub site: SiteId,
    /// First night.
    pub date: Date,
    /// How it came to it.
    pub manner: Manner,
    /// What caused it, for people: the step of a ladder, where there is one.
    pub cause: Option<String>,
}

/// How it came to an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Known long before.
    Planned,
    /// In an emergency, decided this many days before the first night.
    Emergency {
        /// Days from the decision to the first night; `None`: not known.
        lead_time_days: Option<u32>,
        /// Days of notice that the step of the ladder promises, where they are not those of the
        /// rules.
        promised_days: Option<u32>,
    },
}

impl Rules {
    /// Days before the first night on which the neighbours must know.
    pub fn days_before(&self, manner: Manner) -> u32 {
        match manner {
            Manner::Planned => self.planned_days_before,
            Manner::Emergency { promised_days, .. } => promised_days.unwrap_or(self.emergency_days_before),
        }
    }
}

/// A rule that an opening does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// Nobody informed the neighbours before the first night, and no date is set for it.
    NotInformed,
    /// They were informed too late.
    TooLate {
        /// Days before the first night on which they were informed.
        days: i64,
        /// Days that the rule asks for.
        required: u32,
    },
    /// No meeting followed in time.
    NoFollowUp {
        /// Days within which the rule asks for it.
        within: u32,
    },
}

/// First day on which the neighbours of a site are informed, as the dates say.
pub fn informed_on(concept: &Concept, sites: &[Site], site: SiteId) -> Option<Date> {
    let of_site = sites.get(site.index()).and_then(|site| site.informed);
    let meetings = meetings_with_residents(concept, site).map(|meeting| meeting.date);
    meetings.chain(of_site).min()
}

fn meetings_with_residents(concept: &Concept, site: SiteId) -> impl Iterator<Item = &Meeting> {
    concept.meetings.iter().filter(move |meeting| {
        meeting.site == Some(site)
            && meeting.state == MeetingState::Fixed
            && meeting.who.contains(&Who::Residents)
    })
}

/// The rules of notice that an opening does not keep. In an emergency neighbours that no date
/// informs are taken to be informed on the day of the decision.
pub fn notice_breach(concept: &Concept, sites: &[Site], opened: &Opened) -> Option<Breach> {
    notice_breach_with(concept, sites, opened, None)
}

/// The same where a measure also informs the neighbours on a day.
pub fn notice_breach_with(
    concept: &Concept,
    sites: &[Site],
    opened: &Opened,
    informed_by_measure: Option<Date>,
) -> Option<Breach> {
    let dates = informed_on(concept, sites, opened.site).into_iter();
    let by_date = dates
        .chain(informed_by_measure)
        .filter(|day| *day <= opened.date)
        .min();
    let required = concept.rules.days_before(opened.manner);
    let informed = match opened.manner {
        Manner::Planned => by_date,
        Manner::Emergency { lead_time_days, .. } => {
            let decided = lead_time_days.map(|days| opened.date.plus_days(-i64::from(days)));
            by_date.into_iter().chain(decided).min()
        }
    };
    let Some(informed) = informed else {
        return Some(Breach::NotInformed);
    };
    let days = opened.date.days_since(informed);
    (days < i64::from(required)).then_some(Breach::TooLate { days, required })
}

/// Every rule that an opening with a known date does not keep.
pub fn breaches(concept: &Concept, sites: &[Site], opened: &Opened) -> Vec<Breach> {
    let notice = notice_breach(concept, sites, opened);
    notice
        .into_iter()
        .chain(follow_up_breach(concept, opened))
        .collect()
}

/// The rule of the follow-up that an opening does not keep: after an emergency opening the
/// neighbours are met in time.
pub fn follow_up_breach(concept: &Concept, opened: &Opened) -> Option<Breach> {
    follow_up_breach_with(concept, opened, None)
}

/// The same where a measure brings a meeting so many days after every emergency opening.
pub fn follow_up_breach_with(concept: &Concept, opened: &Opened, after_days: Option<u32>) -> Option<Breach> {
    let within = concept.rules.emergency_follow_up_days;
    let in_time = |days: i64| (0..=i64::from(within)).contains(&days);
    let followed = meetings_with_residents(concept, opened.site)
        .any(|meeting| in_time(meeting.date.days_since(opened.date)))
        || after_days.is_some_and(|days| in_time(i64::from(days)));
    (opened.manner != Manner::Planned && !followed).then_some(Breach::NoFollowUp { within })
}

/// The openings that the dates of the scenario name, from the first day on, in order of date.
pub fn dated_openings(sites: &[Site], start: Date) -> Vec<Opened> {
    let opened = |(index, site): (usize, &Site)| {
        let from = match site.opening {
            Opening::Fixed { from, .. } | Opening::Planned { from, .. } => from,
            Opening::OnNeed { .. } | Opening::Never => return None,
        };
        (from > 0).then(|| Opened {
            site: SiteId::from(index),
            date: start.plus_days(from),
            manner: manner(site),
            cause: None,
        })
    };
    let mut all: Vec<Opened> = sites.iter().enumerate().filter_map(opened).collect();
    all.sort_by_key(|opened| opened.date);
    all
}

/// How a site comes to be opened.
pub fn manner(site: &Site) -> Manner {
    if site.emergency {
        let lead_time_days = match site.opening {
            Opening::OnNeed { lead_time_days, .. } => Some(lead_time_days),
            _ => site.lead_time_days,
        };
        Manner::Emergency {
            lead_time_days,
            promised_days: None,
        }
    } else {
        Manner::Planned
    }
}

#[cfg(test)]
mod tests {
    use super::super::Part;
    use super::*;
    use crate::household::HouseholdSet;
    use crate::ids::{DistrictId, KindId, NeedSet};
    use crate::site::{Rates, Stock};

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn site(informed: Option<&str>, opening: Opening, emergency: bool) -> Site {
        Site {
            id: "a".into(),
            name: "A".into(),
            district: DistrictId(0),
            position: None,
            kind: KindId(0),
            emergency,
            stock: Stock::Beds {
                nominal: 10,
                usable: 10,
            },
            offers: NeedSet::default(),
            opening,
            closing_stop_days: 0,
            accepts: HouseholdSet::ALL,
            max_household_size: None,
            rates: Rates::default(),
            out_of_use: Vec::new(),
            informed: informed.map(date),
            lead_time_days: None,
            notice_days: None,
            age_limits: Vec::new(),
        }
    }

    fn planned(from: i64) -> Opening {
        Opening::Fixed { from, until: None }
    }

    fn meeting(day: &str) -> Meeting {
        Meeting {
            id: "m".into(),
            name: "M".into(),
            date: date(day),
            who: vec![Who::Residents],
            part: Part::Informed,
            site: Some(SiteId(0)),
            measure: None,
            state: MeetingState::Fixed,
            source: None,
        }
    }

    /// Informed on 25 February, used from 10 March: 13 days where 56 are asked for.
    #[test]
    fn thirteen_days_are_too_few_for_a_planned_site() {
        let sites = [site(Some("2025-02-25"), planned(190), false)];
        let openings = dated_openings(&sites, date("2024-09-01"));
        assert_eq!(openings[0].date, date("2025-03-10"));
        let breach = Breach::TooLate {
            days: 13,
            required: 56,
        };
        assert_eq!(breaches(&Concept::default(), &sites, &openings[0]), [breach]);
    }

    #[test]
    fn exactly_eight_weeks_are_enough_and_a_meeting_counts() {
        let sites = [site(None, planned(56), false)];
        let openings = dated_openings(&sites, date("2025-01-01"));
        let mut concept = Concept::default();
        assert_eq!(breaches(&concept, &sites, &openings[0]), [Breach::NotInformed]);
        concept.meetings.push(meeting("2025-01-01"));
        assert_eq!(breaches(&concept, &sites, &openings[0]), []);
        concept.meetings[0].state = MeetingState::Cancelled;
        assert_eq!(breaches(&concept, &sites, &openings[0]), [Breach::NotInformed]);
    }

    #[test]
    fn information_after_the_first_night_is_none() {
        let sites = [site(Some("2025-03-01"), planned(30), false)];
        let openings = dated_openings(&sites, date("2025-01-01"));
        assert_eq!(
            breaches(&Concept::default(), &sites, &openings[0]),
            [Breach::NotInformed]
        );
    }

    #[test]
    fn an_emergency_gives_as_much_notice_as_its_lead_time() {
        let need = |lead_time_days| Opening::OnNeed {
            from: 0,
            until: None,
            lead_time_days,
        };
        let opened = |site: &Site| Opened {
            site: SiteId(0),
            date: date("2025-05-05"),
            manner: manner(site),
            cause: None,
        };
        let mut concept = Concept::default();
        let quick = [site(None, need(2), true)];
        let breach = Breach::TooLate { days: 2, required: 3 };
        assert_eq!(notice_breach(&concept, &quick, &opened(&quick[0])), Some(breach));
        let slow = [site(None, need(3), true)];
        assert_eq!(notice_breach(&concept, &slow, &opened(&slow[0])), None);
        assert_eq!(
            breaches(&concept, &slow, &opened(&slow[0])),
            [Breach::NoFollowUp { within: 14 }]
        );
        concept.meetings.push(meeting("2025-05-19"));
        assert_eq!(breaches(&concept, &slow, &opened(&slow[0])), []);
    }
}
