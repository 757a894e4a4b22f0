//! What else was different where two sessions met: the λ they were asked for, and the air they breathed.

use std::collections::BTreeMap;

use super::super::blocks::{Blocks, Cell};
use super::super::measure::Measure;
use super::cells::gather;
use super::{Besides, Params, Side};
use crate::engine::channels::ChannelId;
use crate::engine::stats::sorted::median_in_place;
use crate::engine::units::Quantity;

/// The air of a log, the first that all of them have.
const AIR: [ChannelId; 2] = [ChannelId::IntakeAir, ChannelId::ChargeAir];

/// Medians of one session by operating point.
pub(super) struct Surroundings {
    target: BTreeMap<Cell, f64>,
    air: BTreeMap<Cell, f64>,
}

/// The channel of the air that is held against each other.
pub(super) fn air_of(sides: &[Side]) -> Option<ChannelId> {
    AIR.into_iter().find(|id| sides.iter().all(|side| side.frame.first_of(&[*id]).is_some()))
}

/// Whether a measure is a mixture, which follows its target. λ error is not: it is held against the target already.
pub(super) fn follows_target(measure: &Measure) -> bool {
    let Measure::Channel(key) = measure else { return false };
    key.id().is_some_and(|id| id != ChannelId::LambdaTarget && id.spec().quantity == Quantity::Lambda)
}

impl Surroundings {
    pub(super) fn of(side: &Side, blocks: &Blocks, air: Option<ChannelId>, params: &Params) -> Self {
        let medians = |id: ChannelId| {
            let gathered = gather(side, blocks, &Measure::from(id), params);
            gathered.map_or_else(BTreeMap::new, |found| found.medians())
        };
        Self { target: medians(ChannelId::LambdaTarget), air: air.map_or_else(BTreeMap::new, medians) }
    }

    /// The targets at an operating point, of the reference and of the other session, where both are known.
    pub(super) fn targets(&self, other: &Self, cell: Cell) -> Option<(f64, f64)> {
        self.target.get(&cell).copied().zip(other.target.get(&cell).copied())
    }

    /// What differs there, `self` being the reference.
    pub(super) fn besides(&self, other: &Self, cell: Cell, params: &Params) -> Besides {
        let air = self.air.get(&cell).zip(other.air.get(&cell)).map(|(ours, theirs)| theirs - ours);
        Besides {
            target: self.targets(other, cell).map(|(ours, theirs)| theirs - ours),
            air,
            unlike: air.is_some_and(|kelvin| kelvin.abs() > params.air_apart),
        }
    }
}

/// Median of the differences in air over some operating points.
pub(super) fn air_apart<'a>(all: impl Iterator<Item = &'a Besides>) -> Option<f64> {
    median_in_place(&mut all.filter_map(|besides| besides.air).collect::<Vec<f64>>())
}
