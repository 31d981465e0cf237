//! What is not like for like.

use super::stored::StoredRun;

/// Something in which a run is not like the base, so that a difference may not come from the
/// assumptions. Positions are those of the runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// Another seed: other futures.
    Seed(usize),
    /// Another number of replications.
    Replications(usize),
    /// Another period.
    Period(usize),
    /// Another version of the program.
    Version(usize),
    /// A file of the same name had another content.
    Input(usize, String),
}

impl Caveat {
    /// Whether replications of the two runs cannot be paired.
    fn forbids_pairs(&self) -> bool {
        matches!(
            self,
            Caveat::Seed(_) | Caveat::Replications(_) | Caveat::Period(_)
        )
    }

    /// The run concerned.
    pub fn run(&self) -> usize {
        match self {
            Caveat::Seed(run)
            | Caveat::Replications(run)
            | Caveat::Period(run)
            | Caveat::Version(run)
            | Caveat::Input(run, _) => *run,
        }
    }
}

pub(super) fn caveats(runs: &[StoredRun]) -> Vec<Caveat> {
    let Some((base, others)) = runs.split_first() else {
        return Vec::new();
    };
    let mut caveats = Vec::new();
    for (index, other) in others.iter().enumerate() {
        let run = index + 1;
        if other.seed != base.seed {
            caveats.push(Caveat::Seed(run));
        }
        if other.replications != base.replications {
            caveats.push(Caveat::Replications(run));
        }
        if other.calendar != base.calendar {
            caveats.push(Caveat::Period(run));
        }
        if other.version != base.version {
            caveats.push(Caveat::Version(run));
        }
        caveats.extend(changed_inputs(base, other).map(|file| Caveat::Input(run, file)));
    }
    caveats
}

fn changed_inputs<'a>(base: &'a StoredRun, other: &'a StoredRun) -> impl Iterator<Item = String> + 'a {
    other
        .inputs
        .iter()
        .filter(|(file, hash)| base.inputs.iter().any(|(name, was)| name == file && was != hash))
        .map(|(file, _)| file.clone())
}

/// Whether replications of this run can be paired with those of the base.
pub fn same_futures(caveats: &[Caveat], run: usize) -> bool {
    !caveats
        .iter()
        .any(|caveat| caveat.run() == run && caveat.forbids_pairs())
}
