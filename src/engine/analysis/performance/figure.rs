//! A figure that a result rests on: its value, how far it may be off, where it comes from.

use serde::{Deserialize, Serialize};

use crate::engine::analysis::evidence::Note;

/// Where a figure comes from. Translation key: `origin-SLUG`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Measured in the log.
    Log,
    /// Entered with the vehicle.
    Vehicle,
    /// Entered with the session.
    Session,
    /// A standard value of the parameters; always noted.
    #[default]
    Standard,
}

impl Origin {
    pub const ALL: [Origin; 4] = [Origin::Log, Origin::Vehicle, Origin::Session, Origin::Standard];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            Origin::Log => "log",
            Origin::Vehicle => "vehicle",
            Origin::Session => "session",
            Origin::Standard => "standard",
        }
    }
}

/// See the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub value: f64,
    /// Half the width of the span that holds the truth 95 times of 100, in the same unit.
    pub doubt: f64,
    pub origin: Origin,
}

impl Figure {
    pub fn new(value: f64, doubt: f64, origin: Origin) -> Self {
        Self { value, doubt: doubt.abs(), origin }
    }

    /// With a doubt of so many per cent.
    pub fn within(value: f64, percent: f64, origin: Origin) -> Self {
        Self::new(value, value * percent / 100.0, origin)
    }

    /// Doubt as a share of the value, 0 where that is 0.
    pub fn share(self) -> f64 {
        if self.value == 0.0 { 0.0 } else { self.doubt / self.value.abs() }
    }
}

/// Standard deviations of half a span that holds 95 of 100.
pub(super) const TWO_SIDED_95: f64 = 1.959_964;

/// Notes something once.
pub(super) fn note(notes: &mut Vec<Note>, what: Note) {
    if !notes.contains(&what) {
        notes.push(what);
    }
}

/// Median of finite figures.
pub(super) fn median(values: Vec<f64>) -> Option<f64> {
    Some(crate::engine::stats::quantiles(values, &[0.5])?[0])
}

/// Median and half the width of what 95 of 100 such medians would lie in, from the median absolute deviation.
pub(super) fn median_with_doubt(values: &[f64]) -> Option<(f64, f64)> {
    let middle = median(values.to_vec())?;
    let spread = median(values.iter().map(|x| (x - middle).abs()).collect())? * 1.4826;
    // The median of normal figures varies by √(π/2) of what their mean does.
    Some((middle, TWO_SIDED_95 * 1.2533 * spread / (values.len() as f64).sqrt()))
}
