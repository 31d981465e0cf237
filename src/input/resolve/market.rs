//! The housing market, and what it takes of the people housed.

use super::context::Context;
use crate::household::{Sizes, Track};
use crate::ids::TrackId;
use crate::scenario::FlatOffer;
use crate::text;

/// What the market offers, smallest flats first.
pub fn resolve(cx: &mut Context) -> Vec<FlatOffer> {
    let Some(market) = &cx.file.market else {
        return Vec::new();
    };
    let mut offers = Vec::new();
    for (index, flats) in market.flats.iter().enumerate() {
        let number = (index + 1).to_string();
        let (min, max) = (flats.min_persons, flats.max_persons);
        if min > max {
            let message = text!(
                "Die kleinste Haushaltsgröße ({min}) ist größer als die größte ({max}).",
                "The smallest household ({min}) is larger than the largest ({max})."
            );
            cx.complain(&["market", "flats", &number, "min_persons"], message);
        }
        offers.push(FlatOffer {
            min_persons: u8::try_from(min).unwrap_or(99),
            max_persons: u8::try_from(max).unwrap_or(99),
            per_month: flats.per_month,
        });
    }
    offers.sort_by_key(|offer| (offer.max_persons, offer.min_persons));
    offers
}

/// Part of the people housed whom the market takes in a month, from a group with these
/// sizes: flats per month × mean size of the group's households that fit ÷ people housed at
/// the start. Nothing, where nobody is housed yet or the group never comes to the market.
pub fn taken_per_month(offers: &[FlatOffer], sizes: &Sizes, housed: u32, open: Market) -> f64 {
    if housed == 0 || open == Market::Closed {
        return 0.0;
    }
    let persons: f64 = offers
        .iter()
        .map(|offer| offer.per_month * mean_fitting(offer, sizes))
        .sum();
    persons / f64::from(housed)
}

/// Mean size of the households that fit a flat; 0 where none does.
fn mean_fitting(offer: &FlatOffer, sizes: &Sizes) -> f64 {
    let fits = |size: u8| (offer.min_persons..=offer.max_persons).contains(&size);
    let fitting: Vec<(u8, f64)> = sizes.0.iter().copied().filter(|(size, _)| fits(*size)).collect();
    let part: f64 = fitting.iter().map(|(_, part)| part).sum();
    if part > 0.0 {
        Sizes(fitting).mean() / part
    } else {
        0.0
    }
}

/// Whether households of a group can ever rent a flat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Market {
    /// On the track of their arrival or on one that may follow.
    Open,
    /// On none.
    Closed,
}

/// Whether the market is open to who begins on this track.
pub fn access(tracks: &[Track], begin: Option<TrackId>) -> Market {
    let mut seen: Vec<TrackId> = begin.into_iter().collect();
    let mut next = 0;
    while let Some(id) = seen.get(next).copied() {
        let track = &tracks[id.index()];
        if track.market {
            return Market::Open;
        }
        for change in &track.changes {
            if !seen.contains(&change.to) {
                seen.push(change.to);
            }
        }
        next += 1;
    }
    Market::Closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_market_takes_flats_times_the_households_that_fit() {
        // 2 flats a month for 1–2 persons, 1 for 3–5, of 100 people housed.
        let offers = [(1, 2, 2.0), (3, 5, 1.0)].map(|(min_persons, max_persons, per_month)| FlatOffer {
            min_persons,
            max_persons,
            per_month,
        });
        let sizes = Sizes(vec![(1, 0.5), (2, 0.25), (4, 0.25)]);
        // Those that fit the small flats have 4/3 persons on average, the large ones 4.
        let expected = (2.0 * 4.0 / 3.0 + 4.0) / 100.0;
        assert!((taken_per_month(&offers, &sizes, 100, Market::Open) - expected).abs() < 1e-12);
        assert_eq!(taken_per_month(&offers, &sizes, 100, Market::Closed), 0.0);
        assert_eq!(taken_per_month(&offers, &sizes, 0, Market::Open), 0.0);
    }
}
