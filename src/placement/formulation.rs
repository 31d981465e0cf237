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

use super::batch::{Batch, Room, Shares};
use super::plan::Plan;
use super::programme::{Entry, Programme, Sense};
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
                Stage::Mixing => form.add_unevenness(),
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

    /// (1)
    fn everyone_is_counted(&mut self) {
        for class in 0..self.classes.len() {
            let mut terms: Vec<Entry> = self.place[class]
                .iter()
                .flatten()
                .map(|&column| (column, 1.0))
                .collect();
            terms.push((self.unmet[class], 1.0));
            let all = self.size(class) as f64;
            self.programme.row(
                "everyone is counted",
                format!("c{class}"),
                terms,
                Sense::Equal,
                all,
            );
        }
    }

    /// (2)
    fn no_unit_is_overfilled(&mut self) {
        for vacancy in 0..self.batch.vacancies.len() {
            let Room::Units { count, .. } = self.batch.vacancies[vacancy].room else {
                continue;
            };
            let mut terms: Vec<Entry> = self
                .in_vacancy(vacancy)
                .filter(|&(class, _)| self.shares(class) == Shares::Nothing)
                .map(|(_, column)| (column, 1.0))
                .collect();
            terms.extend(self.parts_of(vacancy));
            for (sex, shares, name) in [(0, Shares::WithMen, "men"), (1, Shares::WithWomen, "women")] {
                if self
                    .in_vacancy(vacancy)
                    .any(|(class, _)| self.shares(class) == shares)
                {
                    let name = format!("{name}[v{vacancy}]");
                    let column = self.programme.column(name, 0.0, f64::from(count), true);
                    self.shared[vacancy][sex] = Some(column);
                    terms.push((column, 1.0));
                }
            }
            self.programme.row(
                "no unit is overfilled",
                format!("v{vacancy}"),
                terms,
                Sense::AtMost,
                f64::from(count),
            );
        }
    }

    /// Units of a vacancy that are part of placings in several units.
    fn parts_of(&self, vacancy: usize) -> Vec<Entry> {
        let mut parts = Vec::new();
        for (larger, plan) in self.batch.vacancies.iter().enumerate() {
            let Room::Several { units } = &plan.room else {
                continue;
            };
            for &(_, count) in units.iter().filter(|(part, _)| *part == vacancy) {
                parts.extend(
                    self.in_vacancy(larger)
                        .map(|(_, column)| (column, f64::from(count))),
                );
            }
        }
        parts
    }

    /// (3)
    fn single_people_share_with_their_sex(&mut self) {
        for vacancy in 0..self.batch.vacancies.len() {
            let Room::Units { beds, .. } = self.batch.vacancies[vacancy].room else {
                continue;
            };
            for (sex, shares) in [(0, Shares::WithMen), (1, Shares::WithWomen)] {
                let Some(units) = self.shared[vacancy][sex] else {
                    continue;
                };
                let mut terms: Vec<Entry> = self
                    .in_vacancy(vacancy)
                    .filter(|&(class, _)| self.shares(class) == shares)
                    .map(|(_, column)| (column, 1.0))
                    .collect();
                terms.push((units, -f64::from(beds)));
                self.programme.row(
                    "single people share with their sex",
                    format!("v{vacancy}"),
                    terms,
                    Sense::AtMost,
                    0.0,
                );
            }
        }
    }

    /// (4)
    fn no_bed_is_taken_twice(&mut self) {
        for vacancy in 0..self.batch.vacancies.len() {
            let (each_person, right) = match self.batch.vacancies[vacancy].room {
                Room::Beds { count } => (true, f64::from(count)),
                Room::Several { .. } => (false, 1.0),
                Room::Units { .. } => continue,
            };
            let terms = self
                .in_vacancy(vacancy)
                .map(|(class, column)| (column, if each_person { self.persons(class) } else { 1.0 }))
                .collect();
            self.programme.row(
                "no bed is taken twice",
                format!("v{vacancy}"),
                terms,
                Sense::AtMost,
                right,
            );
        }
    }

    /// (5)
    fn the_limits_of_sites_are_kept(&mut self) {
        for (number, limit) in self.batch.limits.iter().enumerate() {
            let mut terms = Vec::new();
            for (vacancy, plan) in self.batch.vacancies.iter().enumerate() {
                if plan.site == limit.site {
                    terms.extend(self.in_vacancy(vacancy).filter_map(|(class, column)| {
                        let takes = limit.takes[self.classes[class][0]];
                        (takes > 0).then_some((column, f64::from(takes)))
                    }));
                }
            }
            self.programme.row(
                "the limits of sites are kept",
                format!("l{number}"),
                terms,
                Sense::AtMost,
                f64::from(limit.most),
            );
        }
    }

    /// (6)
    fn districts_add_up(&mut self) {
        for district in 0..self.batch.districts.len() {
            let mut terms = vec![(self.people[district], 1.0)];
            for (vacancy, plan) in self.batch.vacancies.iter().enumerate() {
                if plan.district == district {
                    terms.extend(
                        self.in_vacancy(vacancy)
                            .map(|(class, column)| (column, -self.persons(class))),
                    );
                }
            }
            self.programme.row(
                "districts add up",
                format!("d{district}"),
                terms,
                Sense::Equal,
                self.start[district] as f64,
            );
        }
    }

    /// (7)
    fn the_worst_district_sets_the_level(&mut self) {
        if self.worst.is_some() {
            return;
        }
        let loads = self.batch.districts.iter().zip(&self.start);
        let high = loads
            .map(|(d, &start)| (start + self.batch.persons() as i64) as f64 * d.inverse as f64 * LOAD)
            .fold(0.0, f64::max);
        let worst = self.programme.column("worst".to_owned(), 0.0, high, false);
        self.worst = Some(worst);
        for (district, plan) in self.batch.districts.iter().enumerate() {
            let terms = vec![(self.people[district], plan.inverse as f64 * LOAD), (worst, -1.0)];
            self.programme.row(
                "the worst district sets the level",
                format!("d{district}"),
                terms,
                Sense::AtMost,
                0.0,
            );
        }
    }

    fn add_unevenness(&mut self) {
        if !self.uneven.is_empty() {
            return;
        }
        let everybody = self.batch.persons() as i64;
        for district in 0..self.batch.districts.len() {
            let start = self.start[district];
            let low = self.unevenness(district, start);
            let high = self.unevenness(district, start + everybody).max(low);
            let name = format!("uneven[d{district}]");
            self.uneven.push(self.programme.column(name, low, high, false));
        }
    }

    /// Value of f_d in the units of the programme: mean load of a person.
    fn unevenness(&self, district: usize, persons: i64) -> f64 {
        self.batch.districts[district].unevenness(persons) as f64 * LOAD / self.scale()
    }

    /// Persons in placement when everybody has a place.
    fn scale(&self) -> f64 {
        (self.start.iter().sum::<i64>() as f64 + self.batch.persons() as f64).max(1.0)
    }

    /// (8) for one district at one whole number; says whether the chord is new.
    pub fn unevenness_lies_above_its_chord(&mut self, district: usize, at: i64) -> bool {
        let everybody = self.batch.persons() as i64;
        let last = (self.start[district] + everybody - 1).max(self.start[district]);
        let at = at.clamp(self.start[district], last);
        if self.uneven.is_empty() || self.chords[district].contains(&at) {
            return false;
        }
        self.chords[district].push(at);
        let value = self.unevenness(district, at);
        let slope = self.unevenness(district, at + 1) - value;
        self.programme.row(
            "unevenness lies above its chords",
            format!("d{district} at {at}"),
            vec![(self.uneven[district], 1.0), (self.people[district], -slope)],
            Sense::AtLeast,
            value - slope * at as f64,
        );
        true
    }

    /// (9)
    fn maximum_shares_are_kept_or_counted(&mut self) {
        for district in 0..self.batch.districts.len() {
            let Some(most) = self.batch.districts[district].most else {
                continue;
            };
            let high = (self.start[district] + self.batch.persons() as i64) as f64;
            let above = self
                .programme
                .column(format!("above[d{district}]"), 0.0, high, false);
            self.above[district] = Some(above);
            let terms = vec![(self.people[district], 1.0), (above, -1.0)];
            self.programme.row(
                "maximum shares are kept or counted",
                format!("d{district}"),
                terms,
                Sense::AtMost,
                f64::from(most),
            );
        }
    }

    /// (10)
    fn clusters_are_large_or_counted(&mut self) {
        const RULE: &str = "clusters are large or counted";
        for district in 0..self.batch.districts.len() {
            let least = f64::from(self.batch.districts[district].least);
            if least <= 0.0 {
                continue;
            }
            let (of, people) = (format!("d{district}"), self.people[district]);
            let most = (self.start[district] + self.batch.persons() as i64) as f64;
            let used = self
                .programme
                .column(format!("used[d{district}]"), 0.0, 1.0, true);
            let missing = self
                .programme
                .column(format!("missing[d{district}]"), 0.0, least, false);
            self.used[district] = Some(used);
            self.missing[district] = Some(missing);
            self.programme.row(
                RULE,
                of.clone(),
                vec![(people, 1.0), (used, -most)],
                Sense::AtMost,
                0.0,
            );
            let terms = vec![(people, 1.0), (missing, 1.0), (used, -least)];
            self.programme.row(RULE, of, terms, Sense::AtLeast, 0.0);
        }
    }

    /// (11)
    fn relocations_stay_within_their_number(&mut self) {
        let Some(most) = self.batch.most_moves else {
            return;
        };
        let terms = self.linear(Stage::Moves);
        self.programme.row(
            "relocations stay within their number",
            "all".to_owned(),
            terms,
            Sense::AtMost,
            f64::from(most),
        );
    }

    /// (12)
    pub fn earlier_stage_is_held(&mut self, stage: Stage, value: i64) {
        if stage == Stage::Overload {
            // As bounds on whole persons this is exact, however long the loads are.
            for (district, plan) in self.batch.districts.iter().enumerate() {
                let column = &mut self.programme.columns[self.people[district]];
                column.high = column.high.min(value.div_euclid(plan.inverse) as f64);
            }
            return;
        }
        let terms = self.value_of(stage);
        let largest = terms.iter().map(|(_, factor)| factor.abs()).fold(0.0, f64::max);
        if largest == 0.0 {
            return;
        }
        let right = self.in_programme(stage, value) + 0.25 * self.unit(stage);
        let scaled = terms
            .into_iter()
            .map(|(column, factor)| (column, factor / largest))
            .collect();
        self.programme.row(
            "earlier stages are held",
            stage.code().to_owned(),
            scaled,
            Sense::AtMost,
            right / largest,
        );
    }

    /// Makes a stage the objective.
    pub fn minimise(&mut self, stage: Stage) {
        self.programme.objective = self.value_of(stage);
    }

    /// The value of a stage as terms.
    fn value_of(&self, stage: Stage) -> Vec<Entry> {
        match stage {
            Stage::Overload => self.worst.iter().map(|&column| (column, 1.0)).collect(),
            Stage::Mixing => self.uneven.iter().map(|&column| (column, 1.0)).collect(),
            Stage::Limits => {
                let columns = self.above.iter().chain(&self.missing).flatten();
                columns.map(|&column| (column, 1.0)).collect()
            }
            _ => self.linear(stage),
        }
    }

    fn linear(&self, stage: Stage) -> Vec<Entry> {
        let mut terms = Vec::new();
        for (class, members) in self.classes.iter().enumerate() {
            let mut add = |column: usize, vacancy: Option<usize>| {
                let term = self.batch.term(stage, members[0], vacancy);
                if term != 0 {
                    terms.push((column, term as f64));
                }
            };
            for (vacancy, column) in self.place[class].iter().enumerate() {
                if let Some(column) = column {
                    add(*column, Some(vacancy));
                }
            }
            add(self.unmet[class], None);
        }
        terms
    }

    /// One step of a stage's value in the units of the programme.
    fn unit(&self, stage: Stage) -> f64 {
        match stage {
            Stage::Overload => LOAD,
            Stage::Mixing => LOAD / self.scale(),
            _ => 1.0,
        }
    }

    /// A stage's value in the units of the programme.
    pub fn in_programme(&self, stage: Stage, value: i64) -> f64 {
        value as f64 * self.unit(stage)
    }

    /// A solver's bound in the stage's own whole numbers: no plan is below it. A solver's
    /// numbers are only so exact: a bound within a millionth (for unevenness, which has many
    /// digits, a hundred-thousandth) of what is `reached` reaches it.
    pub fn bound_in_stage(&self, stage: Stage, bound: f64, reached: i64) -> i64 {
        let value = (bound / self.unit(stage)).clamp(-9e17, 9e17);
        let precision = if stage == Stage::Mixing { 1e-5 } else { 1e-6 };
        let slack = precision * (1.0 + value.abs());
        if value + slack >= reached as f64 {
            return reached;
        }
        libm::ceil(value - slack) as i64
    }

    /// All loads at which the worst district could end, rising.
    pub fn levels(&self) -> Vec<i64> {
        let districts = || self.batch.districts.iter().zip(&self.start);
        let standing = districts()
            .map(|(d, &start)| start * d.inverse)
            .max()
            .unwrap_or(0);
        let room = super::water::room(self.batch);
        let everybody = self.batch.persons();
        let mut levels = vec![standing];
        for ((district, &start), &room) in districts().zip(&room) {
            let more = 1..=u64::from(room).min(everybody) as i64;
            levels.extend(more.map(|more| (start + more) * district.inverse));
        }
        levels.retain(|&level| level >= standing);
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    /// The programme with no district above a level; any values that keep its rules will do.
    pub fn closed_above(&self, level: i64) -> Programme {
        let mut closed = self.programme.clone();
        closed.objective.clear();
        for (plan, &people) in self.batch.districts.iter().zip(&self.people) {
            let column = &mut closed.columns[people];
            column.high = column
                .high
                .min(level.div_euclid(plan.inverse) as f64)
                .max(column.low);
        }
        closed
    }

    /// The plan that a solver's values stand for: places of a class go out by order of the file.
    /// `None` if the values are no counts.
    pub fn plan(&self, values: &[f64]) -> Option<Plan> {
        let mut plan = Plan::empty(self.batch);
        for (class, members) in self.classes.iter().enumerate() {
            let mut waiting = members.iter();
            for (vacancy, column) in self.place[class].iter().enumerate() {
                let Some(column) = column else { continue };
                let value = *values.get(*column)?;
                let count = libm::round(value);
                if (value - count).abs() > 1e-4 || count < -0.5 {
                    return None;
                }
                for _ in 0..count as usize {
                    plan.0[*waiting.next()?] = Some(vacancy);
                }
            }
        }
        Some(plan)
    }

    /// The plan in which so many of each class are placed as the values say at least.
    pub fn rounded_down(&self, values: &[f64]) -> Plan {
        let mut plan = Plan::empty(self.batch);
        for (class, members) in self.classes.iter().enumerate() {
            let mut waiting = members.iter();
            for (vacancy, column) in self.place[class].iter().enumerate() {
                let value = column
                    .and_then(|column| values.get(column))
                    .copied()
                    .unwrap_or(0.0);
                let count = libm::floor(value + 1e-6).max(0.0) as usize;
                for &household in waiting.by_ref().take(count) {
                    plan.0[household] = Some(vacancy);
                }
            }
        }
        plan
    }

    /// The values that stand for a plan: a start for a solver.
    pub fn values(&self, plan: &Plan) -> Vec<f64> {
        let mut values = vec![0.0; self.programme.columns.len()];
        for (class, members) in self.classes.iter().enumerate() {
            for &household in members {
                let column = match plan.0[household] {
                    Some(vacancy) => self.place[class][vacancy],
                    None => Some(self.unmet[class]),
                };
                if let Some(column) = column {
                    values[column] += 1.0;
                }
            }
        }
        self.count_shared_units(plan, &mut values);
        let after = plan.district_persons(self.batch);
        for (district, &persons) in after.iter().enumerate() {
            self.district_values(district, persons, &mut values);
        }
        if let Some(worst) = self.worst {
            values[worst] = plan.value(self.batch, Stage::Overload) as f64 * LOAD;
        }
        values
    }

    fn count_shared_units(&self, plan: &Plan, values: &mut [f64]) {
        for (vacancy, shared) in self.shared.iter().enumerate() {
            let Room::Units { beds, .. } = self.batch.vacancies[vacancy].room else {
                continue;
            };
            for (sex, shares) in [(0, Shares::WithMen), (1, Shares::WithWomen)] {
                let here = plan
                    .placed()
                    .filter(|&(household, place)| {
                        place == vacancy && self.batch.households[household].shares == shares
                    })
                    .count() as u32;
                if let Some(column) = shared[sex] {
                    values[column] = f64::from(here.div_ceil(beds));
                }
            }
        }
    }

    fn district_values(&self, district: usize, persons: i64, values: &mut [f64]) {
        let plan = &self.batch.districts[district];
        values[self.people[district]] = persons as f64;
        if let Some(&uneven) = self.uneven.get(district) {
            values[uneven] = self.unevenness(district, persons);
        }
        if let (Some(above), Some(most)) = (self.above[district], plan.most) {
            values[above] = (persons - i64::from(most)).max(0) as f64;
        }
        if let (Some(used), Some(missing)) = (self.used[district], self.missing[district]) {
            let is_used = persons > 0;
            values[used] = f64::from(u8::from(is_used));
            let short = if is_used {
                (i64::from(plan.least) - persons).max(0)
            } else {
                0
            };
            values[missing] = short as f64;
        }
    }
}
