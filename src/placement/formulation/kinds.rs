//! Who is counted together: kinds of households that fit alike, their classes, and the zones
//! between which the classes see a difference.

use crate::placement::batch::Batch;
use crate::placement::programme::Programme;
use crate::placement::stage::Stage;

/// Households that may go to the same vacancies and count the same there.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    /// Those of them that cost alike, in order of the file.
    pub classes: Vec<Class>,
    /// Column of each vacancy, where suitable.
    pub place: Vec<Option<usize>>,
    /// Vacancies that are one to all classes; none where the classes cost alike everywhere.
    pub zones: Vec<Vec<usize>>,
}

/// Households of a kind that are alike in everything.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// The households.
    pub members: Vec<usize>,
    /// Column of each zone.
    pub goes: Vec<usize>,
    /// Column of those without a place.
    pub unmet: usize,
    /// Its number among all classes, by which its columns are named.
    pub number: usize,
}

/// The kinds of a batch, in order of the first household of each.
pub(super) fn kinds(batch: &Batch) -> Vec<Kind> {
    let mut kinds: Vec<Vec<Vec<usize>>> = Vec::new();
    for class in batch.classes() {
        match kinds
            .iter_mut()
            .find(|kind| batch.fit_alike(kind[0][0], class[0]))
        {
            Some(kind) => kind.push(class),
            None => kinds.push(vec![class]),
        }
    }
    let kind = |classes: Vec<Vec<usize>>| Kind {
        zones: zones(batch, &classes),
        classes: classes
            .into_iter()
            .map(|members| Class {
                members,
                goes: Vec::new(),
                unmet: 0,
                number: 0,
            })
            .collect(),
        place: Vec::new(),
    };
    kinds.into_iter().map(kind).collect()
}

/// The stages that are sums over places and not over households alone.
fn stages_of_places(batch: &Batch) -> impl Iterator<Item = Stage> + '_ {
    let parts = batch
        .stages
        .iter()
        .flat_map(|&stage| batch.parts(stage))
        .map(|(part, _)| part);
    let moves = batch.most_moves.map(|_| Stage::Moves);
    parts
        .chain(moves)
        .filter(|stage| matches!(stage, Stage::Score | Stage::Distance | Stage::Cost | Stage::Moves))
}

/// Suitable vacancies, those together in which every class differs from the first by the same;
/// none if no class differs anywhere.
fn zones(batch: &Batch, classes: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let first = classes[0][0];
    let stages: Vec<Stage> = stages_of_places(batch).collect();
    let differences = |vacancy: usize| -> Vec<i64> {
        let classes = classes.iter().skip(1);
        classes
            .flat_map(|class| stages.iter().map(move |&stage| (stage, class[0])))
            .map(|(stage, household)| {
                batch.term(stage, household, Some(vacancy)) - batch.term(stage, first, Some(vacancy))
            })
            .collect()
    };
    let mut zones: Vec<(Vec<i64>, Vec<usize>)> = Vec::new();
    for vacancy in (0..batch.vacancies.len()).filter(|&vacancy| batch.suits(first, vacancy)) {
        let differs = differences(vacancy);
        match zones.iter_mut().find(|(known, _)| *known == differs) {
            Some((_, zone)) => zone.push(vacancy),
            None => zones.push((differs, vec![vacancy])),
        }
    }
    let all_alike = zones.iter().all(|(differs, _)| differs.iter().all(|by| *by == 0));
    match all_alike {
        true => Vec::new(),
        false => zones.into_iter().map(|(_, zone)| zone).collect(),
    }
}

impl Kind {
    /// The household by which the kind is known.
    pub fn first(&self) -> usize {
        self.classes[0].members[0]
    }

    /// Its households.
    pub fn size(&self) -> usize {
        self.classes.iter().map(|class| class.members.len()).sum()
    }

    /// Adds its columns; `number` counts the classes of all kinds.
    pub fn add_columns(&mut self, kind: usize, number: &mut usize, batch: &Batch, programme: &mut Programme) {
        let (first, most) = (self.first(), self.size() as f64);
        self.place = (0..batch.vacancies.len())
            .map(|vacancy| {
                let name = || format!("place[k{kind},v{vacancy}]");
                batch
                    .suits(first, vacancy)
                    .then(|| programme.column(name(), 0.0, most, true))
            })
            .collect();
        for class in &mut self.classes {
            let most = class.members.len() as f64;
            class.number = *number;
            *number += 1;
            let name = |zone: usize| format!("goes[c{},z{zone}]", class.number);
            class.goes = (0..self.zones.len())
                .map(|zone| programme.column(name(zone), 0.0, most, true))
                .collect();
            class.unmet = programme.column(format!("unmet[c{}]", class.number), 0.0, most, true);
        }
    }
}
