//! What is known beside the log.

use serde::{Deserialize, Serialize};

use crate::engine::vehicle::Vehicle;

/// Whom the log is of. Everything may be unknown: an analysis says what it could not do without it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Subject {
    pub vehicle: Option<Vehicle>,
    /// Air pressure outside where the log has no barometer, bar absolute.
    pub baro_bar: Option<f64>,
    /// Air temperature outside where the log has no such channel, °C.
    pub ambient_c: Option<f64>,
    /// Relative humidity, %.
    pub humidity_percent: Option<f64>,
}

/// Standard atmosphere at sea level, bar.
pub const SEA_LEVEL_BAR: f64 = 1.013_25;
