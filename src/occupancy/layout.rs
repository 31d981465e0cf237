//! The stock as flat lists, made once per scenario and shared by all replications.

use super::Seeker;
use crate::household::HouseholdSet;
use crate::ids::NeedSet;
use crate::scenario::Scenario;
use crate::site::{Site, Stock};
use std::ops::Range;

/// All sites, unit classes and units.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Sites in order of the file.
    pub sites: Vec<SiteLayout>,
    /// District of each site, as a plain column for the scans of the policies.
    pub district_of_site: Vec<u16>,
    /// Unit classes of all sites; a site's are adjacent, smallest beds first.
    pub classes: Vec<ClassLayout>,
    /// Class of each unit.
    pub class_of_unit: Vec<u32>,
    /// Number of districts.
    pub districts: usize,
    /// Number of calendar years played.
    pub years: usize,
}

/// A site.
#[derive(Clone, Debug)]
pub struct SiteLayout {
    /// Index of its district.
    pub district: usize,
    /// Its unit classes; empty: shared beds.
    pub classes: Range<usize>,
    /// Usable beds when everything is in service.
    pub capacity: u32,
    /// Who may live here.
    pub accepts: HouseholdSet,
    /// Largest household.
    pub max_size: u32,
    /// Needs that shared beds meet.
    pub offers: NeedSet,
    /// Emergency accommodation.
    pub emergency: bool,
}

/// Several like units of a site.
#[derive(Clone, Debug)]
pub struct ClassLayout {
    /// Index of the site.
    pub site: usize,
    /// Beds in each.
    pub beds: u8,
    /// First unit.
    pub first_unit: usize,
    /// Number of units.
    pub count: usize,
    /// Needs that each meets.
    pub offers: NeedSet,
    /// Kept for households that need what is offered.
    pub reserved: bool,
    /// Position in the site's list in the file.
    pub in_file: usize,
}

impl Layout {
    /// From a scenario.
    pub fn of(scenario: &Scenario) -> Layout {
        let mut layout = Layout {
            sites: Vec::with_capacity(scenario.sites.len()),
            district_of_site: scenario.sites.iter().map(|site| site.district.0).collect(),
            classes: Vec::new(),
            class_of_unit: Vec::new(),
            districts: scenario.town.districts.len(),
            years: scenario.calendar.years().len(),
        };
        for (index, site) in scenario.sites.iter().enumerate() {
            layout.add(index, site);
        }
        layout
    }

    fn add(&mut self, index: usize, site: &Site) {
        let first_class = self.classes.len();
        if let Stock::Units(classes) = &site.stock {
            let mut order: Vec<usize> = (0..classes.len()).collect();
            // Best fit means: the fewest beds, then the fewest special features.
            order.sort_by_key(|&at| (classes[at].beds, classes[at].offers.0.count_ones(), at));
            for at in order {
                let class = &classes[at];
                let count = class.count as usize;
                self.classes.push(ClassLayout {
                    site: index,
                    beds: u8::try_from(class.beds).unwrap_or(u8::MAX),
                    first_unit: self.class_of_unit.len(),
                    count,
                    offers: class.offers,
                    reserved: class.reserved,
                    in_file: at,
                });
                let class = u32::try_from(self.classes.len() - 1).unwrap_or(u32::MAX);
                self.class_of_unit.extend(std::iter::repeat_n(class, count));
            }
        }
        self.sites.push(SiteLayout {
            district: site.district.index(),
            classes: first_class..self.classes.len(),
            capacity: site.usable_places(),
            accepts: site.accepts,
            max_size: site.max_household_size.unwrap_or(u32::MAX),
            offers: site.offers,
            emergency: site.emergency,
        });
    }

    /// The class of a site that stands at this position in the file.
    pub fn class_in_file(&self, site: usize, in_file: usize) -> Option<usize> {
        self.sites[site]
            .classes
            .clone()
            .find(|&class| self.classes[class].in_file == in_file)
    }
}

impl SiteLayout {
    /// Whether the site's rules admit the seeker.
    pub fn admits(&self, seeker: Seeker) -> bool {
        self.accepts.contains(seeker.composition) && u32::from(seeker.size) <= self.max_size
    }
}

impl ClassLayout {
    /// Whether these units are meant for a household with these needs.
    #[inline]
    pub fn suits(&self, needs: NeedSet) -> bool {
        needs.met_by(self.offers) && (!self.reserved || needs.0 & self.offers.0 != 0)
    }
}
