//! The front: from the cheapest plan to the most even one, and what each step costs.
//!
//! Who has a place, needs, limits and protected waiting stand before everything at every point.
//! After them a price (cost, distance or score) is weighed against the unevenness of the
//! districts. Two plans are joined by a line, and the trade with the line's slope is solved: its
//! answer lies below the line, and both halves are searched again, or nothing does (Aneja and
//! Nair 1979). This finds exactly the corners of the convex front where each trade is solved
//! exactly; elsewhere each point states how far it may be from the best of its trade. The last
//! point puts the worst district first, as the balanced rule does, and may lie beside the line.

use super::batch::{Batch, Trade};
use super::counted::counted;
use super::exchange::{Effort, search};
use super::plan::Plan;
use super::solved::{Solved, StageResult, certify, solve};
use super::solver::Budget;
use super::stage::Stage;
use super::transport::Workspace;

/// How many points of a front are shown at most.
pub const SHOWN: usize = 7;

/// Trades solved at most where each is solved exactly, and where each takes a search.
const TRADES: [usize; 2] = [400, 12];

/// One plan of the front.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontPoint {
    /// The plan.
    pub plan: Plan,
    /// Value of the stage that is the price.
    pub price: i64,
    /// Value of [`Stage::Overload`]: the highest load of a district.
    pub worst: i64,
    /// Value of [`Stage::Mixing`].
    pub mixing: i64,
    /// How far it may be from the best of its stages, as a part of their value; 0: proven;
    /// `None`: unknown.
    pub gap: Option<f64>,
}

/// Plans from the cheapest to the most even one, at most seven; one, if nothing is to be
/// traded. Each costs more than the one before it and is more even: the worst district carries
/// less, or as much with less unevenness.
pub fn front(batch: &Batch, price: Stage, effort: Effort, budget: Budget) -> Vec<FrontPoint> {
    let asks = Asks::of(batch, price, effort, budget);
    let mut points = asks.supported();
    points.push(asks.in_order(&[Stage::Overload, Stage::Mixing, price]));
    thinned(
        asks.undominated(points, |point| [point.worst, point.mixing]),
        SHOWN,
    )
}

/// All corners of the convex front between price and unevenness that are found, the cheapest
/// first; plans between two corners of one line may be among them.
pub fn supported(batch: &Batch, price: Stage, effort: Effort, budget: Budget) -> Vec<FrontPoint> {
    let asks = Asks::of(batch, price, effort, budget);
    asks.undominated(asks.supported(), |point| [point.mixing, point.worst])
}

/// So many points at most, both ends among them: again and again the point goes that lies
/// nearest to the line between its neighbours.
pub fn thinned(mut points: Vec<FrontPoint>, most: usize) -> Vec<FrontPoint> {
    let width = |value: fn(&FrontPoint) -> i64, points: &[FrontPoint]| {
        let values = points.iter().map(value);
        let (low, high) = (values.clone().min().unwrap_or(0), values.max().unwrap_or(0));
        (high as f64 - low as f64).max(1.0)
    };
    let prices = width(|point| point.price, &points);
    let loads = width(|point| point.mixing, &points);
    let area = |three: &[FrontPoint]| {
        let to = |other: &FrontPoint| {
            (
                (other.price as f64 - three[0].price as f64) / prices,
                (other.mixing as f64 - three[0].mixing as f64) / loads,
            )
        };
        let ((x1, y1), (x2, y2)) = (to(&three[1]), to(&three[2]));
        (x1 * y2 - x2 * y1).abs()
    };
    while points.len() > most.max(2) {
        let areas: Vec<f64> = points.windows(3).map(area).collect();
        let flattest = (0..areas.len()).fold(0, |best, at| if areas[at] < areas[best] { at } else { best });
        points.remove(flattest + 1);
    }
    points
}

/// What is asked again and again of a batch.
struct Asks<'a> {
    batch: &'a Batch,
    /// The stages that are held at every point.
    first: Vec<Stage>,
    /// Those that decide last.
    last: Vec<Stage>,
    price: Stage,
    effort: Effort,
    budget: Budget,
}

impl<'a> Asks<'a> {
    fn of(batch: &'a Batch, price: Stage, effort: Effort, budget: Budget) -> Asks<'a> {
        let held = |stage: &Stage| {
            matches!(
                stage,
                Stage::Overdue | Stage::Unmet | Stage::Needs | Stage::Limits
            )
        };
        let (first, others): (Vec<Stage>, Vec<Stage>) = batch.stages.iter().partition(|stage| held(stage));
        let traded = |stage: &Stage| {
            *stage == price || matches!(stage, Stage::Overload | Stage::Mixing | Stage::Trade)
        };
        Asks {
            batch,
            first,
            last: others.into_iter().filter(|stage| !traded(stage)).collect(),
            price,
            effort,
            budget,
        }
    }

    /// The batch with other stages after those that are held.
    fn with(&self, stages: &[Stage], trade: Option<Trade>) -> Batch {
        let (first, last) = (self.first.iter(), self.last.iter());
        Batch {
            stages: first.chain(stages).chain(last).copied().collect(),
            trade,
            ..self.batch.clone()
        }
    }

    fn point(&self, plan: Plan, gap: Option<f64>) -> FrontPoint {
        FrontPoint {
            price: plan.value(self.batch, self.price),
            worst: plan.value(self.batch, Stage::Overload),
            mixing: plan.value(self.batch, Stage::Mixing),
            plan,
            gap,
        }
    }

    /// The best plan stage after stage: an end of the front.
    fn in_order(&self, stages: &[Stage]) -> FrontPoint {
        let solved = solve(&self.with(stages, None), self.effort, self.budget);
        let gap = self.gap(&solved);
        self.point(solved.plan, gap)
    }

    /// The largest gap of the stages held and of the one that is made small after them.
    fn gap(&self, solved: &Solved) -> Option<f64> {
        let decisive = solved.stages.iter().take(self.first.len() + 1);
        decisive
            .map(StageResult::gap)
            .try_fold(0.0, |worst: f64, gap| Some(worst.max(gap?)))
    }

    fn supported(&self) -> Vec<FrontPoint> {
        let mut found = vec![
            self.in_order(&[self.price, Stage::Mixing, Stage::Overload]),
            self.in_order(&[Stage::Mixing, self.price, Stage::Overload]),
        ];
        let mut lines = vec![(0, 1)];
        let exact = counted(self.batch).is_some();
        for _ in 0..TRADES[usize::from(!exact)] {
            let Some((from, to)) = widest(&mut lines, &found) else {
                break;
            };
            let line = Line::between(&found[from], &found[to]);
            let point = self.weighed(&line, &found[from].plan);
            if line.lies_above(&point) {
                found.push(point);
                let corner = found.len() - 1;
                lines.extend([(from, corner), (corner, to)]);
            }
        }
        found.sort_by_key(|point| (point.price, point.mixing));
        found
    }

    /// The best plan of a trade; from a plan on, where it has to be searched for.
    fn weighed(&self, line: &Line, start: &Plan) -> FrontPoint {
        let trade = [
            (self.price, line.price_weight),
            (Stage::Mixing, line.evenness_weight),
        ];
        if let Some(counted) = counted(self.batch)
            && let Some(plan) = counted.weighed(&self.first, trade, &mut Workspace::default())
            && plan.violations(self.batch).is_empty()
        {
            return self.point(plan.handed_out_in_order(self.batch), Some(0.0));
        }
        let batch = self.with(&[Stage::Trade], Some(self.in_whole_numbers(line)));
        let plan = search(&batch, Some(start), self.effort);
        let solved = certify(&batch, plan, self.effort, self.budget);
        let gap = self.gap(&solved);
        self.point(solved.plan, gap)
    }

    /// The trade's weights, made so small that no plan's value leaves 64 bits.
    fn in_whole_numbers(&self, line: &Line) -> Trade {
        let everybody = self.batch.persons() as i64;
        let start = Plan::empty(self.batch).district_persons(self.batch);
        let districts = self.batch.districts.iter().zip(start);
        let mixing: i128 = districts
            .map(|(district, start)| i128::from(district.unevenness(start + everybody).abs()))
            .sum();
        let (mut prices, mut loads) = (line.price_weight, line.evenness_weight);
        while prices * self.batch.range(self.price) + loads * mixing > i128::from(i64::MAX / 4) {
            (prices, loads) = (prices / 2, loads / 2);
        }
        Trade {
            price: self.price,
            price_weight: i64::try_from(prices.max(1)).unwrap_or(1),
            evenness_weight: i64::try_from(loads.max(1)).unwrap_or(1),
        }
    }

    /// Points that are as good as the best in the stages held and more even than every cheaper
    /// one; the cheapest first.
    fn undominated(&self, points: Vec<FrontPoint>, evenness: fn(&FrontPoint) -> [i64; 2]) -> Vec<FrontPoint> {
        let held = |point: &FrontPoint| -> Vec<i64> {
            let values = self
                .first
                .iter()
                .map(|&stage| point.plan.value(self.batch, stage));
            values.collect()
        };
        let best = points.iter().map(held).min().unwrap_or_default();
        let mut sorted: Vec<FrontPoint> = points.into_iter().filter(|point| held(point) == best).collect();
        sorted.sort_by_key(|point| (point.price, evenness(point)));
        let mut kept: Vec<FrontPoint> = Vec::new();
        for point in sorted {
            if kept.last().is_none_or(|last| evenness(&point) < evenness(last)) {
                kept.push(point);
            }
        }
        kept
    }
}

/// The line between two points: all trades on it are worth the same.
struct Line {
    price_weight: i128,
    evenness_weight: i128,
    value: i128,
}

impl Line {
    fn between(cheap: &FrontPoint, even: &FrontPoint) -> Line {
        let rise = i128::from(cheap.mixing) - i128::from(even.mixing);
        let run = i128::from(even.price) - i128::from(cheap.price);
        let common = greatest_common_divisor(rise, run).max(1);
        let mut line = Line {
            price_weight: rise / common,
            evenness_weight: run / common,
            value: 0,
        };
        line.value = line.worth(cheap);
        line
    }

    fn worth(&self, point: &FrontPoint) -> i128 {
        self.price_weight * i128::from(point.price) + self.evenness_weight * i128::from(point.mixing)
    }

    fn lies_above(&self, point: &FrontPoint) -> bool {
        self.worth(point) < self.value
    }
}

fn greatest_common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.abs()
}

/// Takes the pair of points with the most room between them; `None` if none has any.
fn widest(lines: &mut Vec<(usize, usize)>, found: &[FrontPoint]) -> Option<(usize, usize)> {
    let room = |&(from, to): &(usize, usize)| {
        let run = i128::from(found[to].price) - i128::from(found[from].price);
        let rise = i128::from(found[from].mixing) - i128::from(found[to].mixing);
        if run > 1 && rise > 1 { run * rise } else { 0 }
    };
    lines.retain(|line| room(line) > 0);
    let widest = (0..lines.len()).max_by_key(|&at| (room(&lines[at]), std::cmp::Reverse(at)))?;
    Some(lines.remove(widest))
}
