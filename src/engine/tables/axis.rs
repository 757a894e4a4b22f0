//! The break points of an axis.

use serde::{Deserialize, Serialize};

use crate::engine::channels::ChannelId;
use crate::engine::units::Unit;
use crate::engine::vehicle::tidy;

/// Break points an axis has at most, unused ones included. A FuelTech axis has 32.
pub const MAX_POINTS: usize = 64;

/// A figure that no ECU holds; whatever is larger is a mistake of a file or of arithmetic.
pub(super) const LARGEST: f64 = 1e9;

/// The break points of a table in one direction: finite, and those in use ascend strictly. Values are in the base unit of
/// their quantity, to ten significant digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct MapAxis {
    channel: Option<ChannelId>,
    unit: Unit,
    points: Vec<f64>,
    enabled: Vec<bool>,
}

/// An axis as it is kept, before it is known to be sound.
#[derive(Deserialize)]
struct Stored {
    channel: Option<ChannelId>,
    unit: Unit,
    points: Vec<f64>,
    enabled: Vec<bool>,
}

impl TryFrom<Stored> for MapAxis {
    type Error = AxisError;

    fn try_from(stored: Stored) -> Result<Self, AxisError> {
        MapAxis::new(stored.channel, stored.unit, stored.points, stored.enabled)
    }
}

/// Why break points make no axis. Places count from 0.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum AxisError {
    #[error("no break point is in use")]
    NoneInUse,
    #[error("{found} break points, at most {MAX_POINTS}")]
    TooMany { found: usize },
    #[error("{switches} switches for {points} break points")]
    Switches { points: usize, switches: usize },
    #[error("break point {index} is no number of an ECU")]
    NotFinite { index: usize },
    #[error("break point {index} does not ascend")]
    NotAscending { index: usize },
    #[error("{0:?} is no base unit")]
    Unit(Unit),
}

impl MapAxis {
    /// An axis in its base unit; `enabled` says which break points are in use.
    pub fn new(
        channel: Option<ChannelId>,
        unit: Unit,
        points: Vec<f64>,
        enabled: Vec<bool>,
    ) -> Result<Self, AxisError> {
        if points.len() > MAX_POINTS {
            return Err(AxisError::TooMany { found: points.len() });
        }
        if points.len() != enabled.len() {
            return Err(AxisError::Switches { points: points.len(), switches: enabled.len() });
        }
        if Unit::base(unit.quantity()) != unit {
            return Err(AxisError::Unit(unit));
        }
        if let Some(index) = points.iter().position(|p| p.is_nan() || p.abs() > LARGEST) {
            return Err(AxisError::NotFinite { index });
        }
        let points: Vec<f64> = points.into_iter().map(kept).collect();
        let mut last = None;
        for (index, point) in points.iter().enumerate().filter(|(i, _)| enabled[*i]) {
            if last.is_some_and(|last| *point <= last) {
                return Err(AxisError::NotAscending { index });
            }
            last = Some(*point);
        }
        if last.is_none() {
            return Err(AxisError::NoneInUse);
        }
        Ok(Self { channel, unit, points, enabled })
    }

    /// An axis whose break points are all in use.
    pub fn of(channel: Option<ChannelId>, unit: Unit, points: Vec<f64>) -> Result<Self, AxisError> {
        let enabled = vec![true; points.len()];
        Self::new(channel, unit, points, enabled)
    }

    /// The same axis with other break points.
    pub fn with(&self, points: Vec<f64>, enabled: Vec<bool>) -> Result<Self, AxisError> {
        Self::new(self.channel, self.unit, points, enabled)
    }

    /// The logged channel that moves along it, where one is known.
    pub fn channel(&self) -> Option<ChannelId> {
        self.channel
    }

    /// Base unit of the break points; [`Unit::Raw`] where it is not known.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Every break point, unused ones included.
    pub fn points(&self) -> &[f64] {
        &self.points
    }

    /// Which of them are in use.
    pub fn enabled(&self) -> &[bool] {
        &self.enabled
    }

    /// Number of break points, unused ones included.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there is none; no axis is.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Places of the break points in use.
    pub fn in_use(&self) -> Vec<usize> {
        (0..self.len()).filter(|i| self.enabled[*i]).collect()
    }

    /// The break points in use; they ascend.
    pub fn active(&self) -> Vec<f64> {
        self.in_use().into_iter().map(|i| self.points[i]).collect()
    }
}

/// A figure as a table keeps it: ten significant digits, no negative zero.
pub(super) fn kept(value: f64) -> f64 {
    // Adding zero makes a negative zero positive.
    tidy(value) + 0.0
}
