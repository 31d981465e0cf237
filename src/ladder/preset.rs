//! Steps as towns usually know them: how long each takes, and where the figure comes from.

use crate::stay::Duration;

/// A usual step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// A sports hall with beds.
    Hall,
    /// Hotel rooms.
    Hotel,
    /// Rented flats.
    Flat,
    /// Containers.
    Container,
}

/// What a usual step takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// Days from the decision to the first night, as often as each.
    pub lead_days: &'static [f64],
    /// Where the lead time comes from.
    pub source: &'static str,
    /// Days in effect before it can be taken back.
    pub minimum_days: u32,
}

impl Preset {
    /// What is usual.
    pub fn usual(self) -> Usual {
        let (lead_days, source, minimum_days): (&[f64], _, _) = match self {
            Preset::Hall => (
                &[1.0, 2.0],
                "THW Bielefeld, Velbert (WAZ 10917250): ein halber bis zwei Tage",
                0,
            ),
            Preset::Hotel => (
                &[7.0, 14.0, 21.0],
                "Leichlingen 2022 (KStA 207345): eine bis drei Wochen",
                30,
            ),
            Preset::Flat => (
                &[30.0, 60.0, 90.0, 120.0],
                "Annahme: Anmietung und Herrichtung einer Wohnung, ein bis vier Monate",
                180,
            ),
            Preset::Container => (
                &[245.0, 305.0, 365.0, 425.0],
                "Leichlingen: Oberschmitte etwa zehn Monate (KStA 785329), Balker Aue etwa dreizehn (KStA 23913924)",
                365,
            ),
        };
        Usual {
            lead_days,
            source,
            minimum_days,
        }
    }

    /// The lead time: each of the usual ones equally likely.
    pub fn lead_time(self) -> Duration {
        let each: Vec<(f64, f64)> = self.usual().lead_days.iter().map(|days| (*days, 1.0)).collect();
        Duration::empirical(&each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_times_are_those_of_real_projects() {
        let mean = |preset: Preset| preset.lead_time().mean();
        assert_eq!(
            [Preset::Hall, Preset::Hotel, Preset::Flat, Preset::Container].map(mean),
            [1.5, 14.0, 75.0, 335.0]
        );
    }
}
