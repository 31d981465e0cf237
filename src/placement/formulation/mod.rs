//! A batch as a programme in whole numbers.
//!
//! Sets:       c classes of households that are alike (n_c households of p_c persons),
//!             v vacancies, s sites, d districts, l limits, k whole numbers of persons
//! Variables:  place[c,v]  households of c in v                      0, 1, …, n_c
//!             unmet[c]    households of c without a place           0, 1, …, n_c
//!             men[v], women[v]  units shared by single men, women   0, 1, …
//!             people[d]   persons in placement in d                 real
//!             worst       highest load                              real
//!             uneven[d]   unevenness of d                           real
//!             above[d], missing[d]  persons outside the limits      real
//!             used[d]     whether anybody is placed in d            0 or 1
//! Rules:
//! (1)  everyone is counted:                  Σ_v place[c,v] + unmet[c] = n_c
//! (2)  no unit is overfilled:                Σ_{c shares with nobody} place[c,v] + men[v] + women[v]
//!                                            + units of v in larger placings ≤ units of v
//! (3)  single people share with their sex:   Σ_{c men} place[c,v] ≤ beds_v men[v], women alike
//! (4)  no bed is taken twice:                Σ_c p_c place[c,v] ≤ beds of v
//! (5)  the limits of sites are kept:         Σ_{c, v in s} takes_cl place[c,v] ≤ most_l
//! (6)  districts add up:                     people[d] = persons_d + Σ_{c, v in d} p_c place[c,v]
//! (7)  the worst district sets the level:    people[d] / share_d ≤ worst
//! (8)  unevenness lies above its chords:     uneven[d] ≥ f_d(k) + (f_d(k+1) − f_d(k)) (people[d] − k)
//! (9)  maximum shares are kept or counted:   people[d] − above[d] ≤ most_d
//! (10) clusters are large or counted:        people[d] ≤ M used[d];  people[d] + missing[d] ≥ least_d used[d]
//! (11) relocations stay within their number: Σ_{c housed, v not home} place[c,v] ≤ most moves
//! (12) earlier stages are held:              value of the stage ≤ what was reached
//! Stages, one programme each:                minimise the value of the stage
//!
//! Counting classes instead of households leaves the optimum as it is and the programme small.
//! (8) is exact at whole numbers, which persons are; chords are added where they are needed.

mod districts;
mod places;
mod plans;
mod stages;

use super::batch::{Batch, Shares};
use super::plan::Plan;
use super::programme::Programme;
use super::stage::Stage;

/// The programme of a batch, with the meaning of its columns.
#[derive(Clone, Debug)]
pub struct Formulation<'a> {
    batch: &'a Batch,
    /// The programme.
    pub programme: Programme,
    /// Households of each class.
    pub classes: Vec<Vec<usize>>,
    /// Column of class × vacancy, where suitable.
    place: Vec<Vec<Option<usize>>>,
    unmet: Vec<usize>,
    /// Columns of shared units: vacancy × (men, women).
    shared: Vec<[Option<usize>; 2]>,
    people: Vec<usize>,
    /// Persons in each district whom nobody can move.
    start: Vec<i64>,
    worst: Option<usize>,
    uneven: Vec<usize>,
    above: Vec<Option<usize>>,
    missing: Vec<Option<usize>>,
    used: Vec<Option<usize>>,
    /// By district: the whole numbers with a chord.
    chords: Vec<Vec<i64>>,
}

/// Millionths of a load to loads, so that the solver meets numbers of a handy size.
const LOAD: f64 = 1e-6;

impl<'a> Formulation<'a> {
    /// All rules except (12); the objective is empty.
    pub fn of(batch: &'a Batch) -> Formulation<'a> {
        let mut form = Formulation {
            batch,
            programme: Programme::default(),
            classes: batch.classes(),
            place: Vec::new(),
            unmet: Vec::new(),
            shared: vec![[None; 2]; batch.vacancies.len()],
            people: Vec::new(),
            start: Plan::empty(batch).district_persons(batch),
            worst: None,
            uneven: Vec::new(),
            above: vec![None; batch.districts.len()],
            missing: vec![None; batch.districts.len()],
            used: vec![None; batch.districts.len()],
            chords: vec![Vec::new(); batch.districts.len()],
        };
        form.add_columns();
        form.everyone_is_counted();
        form.no_unit_is_overfilled();
        form.single_people_share_with_their_sex();
        form.no_bed_is_taken_twice();
        form.the_limits_of_sites_are_kept();
        form.districts_add_up();
        form.relocations_stay_within_their_number();
        for stage in batch.stages.clone() {
            match stage {
                Stage::Overload => form.the_worst_district_sets_the_level(),
                Stage::Mixing | Stage::Trade => form.add_unevenness(),
                Stage::Limits => {
                    form.maximum_shares_are_kept_or_counted();
                    form.clusters_are_large_or_counted();
                }
                _ => {}
            }
        }
        form
    }

    /// The batch.
    pub fn batch(&self) -> &'a Batch {
        self.batch
    }

    fn size(&self, class: usize) -> usize {
        self.classes[class].len()
    }

    fn persons(&self, class: usize) -> f64 {
        f64::from(self.batch.households[self.classes[class][0]].persons)
    }

    fn shares(&self, class: usize) -> Shares {
        self.batch.households[self.classes[class][0]].shares
    }

    /// Suitable classes of a vacancy with their columns.
    fn in_vacancy(&self, vacancy: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.classes.len())
            .filter_map(move |class| self.place[class][vacancy].map(|column| (class, column)))
    }

    fn add_columns(&mut self) {
        for class in 0..self.classes.len() {
            let most = self.size(class) as f64;
            let first = self.classes[class][0];
            let row = (0..self.batch.vacancies.len())
                .map(|vacancy| {
                    self.batch.suits(first, vacancy).then(|| {
                        self.programme
                            .column(format!("place[c{class},v{vacancy}]"), 0.0, most, true)
                    })
                })
                .collect();
            self.place.push(row);
            let unmet = self.programme.column(format!("unmet[c{class}]"), 0.0, most, true);
            self.unmet.push(unmet);
        }
        let everybody = self.batch.persons() as f64;
        for district in 0..self.batch.districts.len() {
            let start = self.start[district] as f64;
            let name = format!("people[d{district}]");
            self.people
                .push(self.programme.column(name, start, start + everybody, false));
        }
    }
}
