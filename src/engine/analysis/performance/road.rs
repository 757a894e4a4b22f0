//! Forces on a car, and how far each doubt about it moves the power.
//!
//! `P_wheel = v · ( m (1 + ε) a + m g (c_r cos θ + sin θ) + ½ ρ c_d A (v + w)² )`, `P_engine = P_wheel / (1 − loss)`.
//!
//! ε, what the rotating parts add to the mass, is `0.04 + 0.0025 ξ²` with ξ turns of the engine for one of the wheel
//! (Gillespie, Fundamentals of Vehicle Dynamics, ch. 2).

use serde::{Deserialize, Serialize};

/// Standard gravity, m/s².
pub const G: f64 = 9.806_65;

/// What the rotating parts add to the mass, as a share of it.
///
/// ```
/// use fueltune_analyzer::engine::analysis::performance::rotating_share;
/// assert!((rotating_share(5.6) - 0.1184).abs() < 1e-12);
/// ```
pub fn rotating_share(overall: f64) -> f64 {
    0.04 + 0.0025 * overall * overall
}

/// What a car is up against. SI units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Road {
    pub mass: f64,
    /// ε.
    pub rotating: f64,
    /// c_d A.
    pub drag_area: f64,
    /// c_r.
    pub rolling: f64,
    /// Rise over way.
    pub grade: f64,
    /// ρ.
    pub density: f64,
    /// Against the car.
    pub headwind: f64,
    /// Share of the engine's power.
    pub loss: f64,
}

impl Road {
    /// Force at the wheels, N.
    pub fn force(&self, speed: f64, acceleration: f64) -> f64 {
        let slope = self.grade.atan();
        let air = speed + self.headwind;
        self.mass * (1.0 + self.rotating) * acceleration
            + self.mass * G * (self.rolling * slope.cos() + slope.sin())
            + 0.5 * self.density * self.drag_area * air * air.abs()
    }

    /// Power at the wheels, W.
    pub fn wheel(&self, speed: f64, acceleration: f64) -> f64 {
        speed * self.force(speed, acceleration)
    }

    /// Power of the engine, W.
    pub fn engine(&self, speed: f64, acceleration: f64) -> f64 {
        self.wheel(speed, acceleration) / (1.0 - self.loss)
    }

    /// How the power at the wheels changes with speed and with acceleration.
    pub fn gradient(&self, speed: f64, acceleration: f64) -> (f64, f64) {
        let air = speed + self.headwind;
        let by_speed = self.force(speed, acceleration) + speed * self.density * self.drag_area * air.abs();
        (by_speed, speed * self.mass * (1.0 + self.rotating))
    }
}

/// What a power may be off by as a whole. Translation key: `doubt-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtSource {
    Mass,
    RotatingParts,
    Drag,
    Rolling,
    /// Engine speed against road speed.
    Gearing,
    Grade,
    Wind,
    AirDensity,
    /// Between crank and wheels: of the engine's power only.
    DrivelineLoss,
}

impl DoubtSource {
    pub const ALL: [DoubtSource; 9] = [
        DoubtSource::Mass,
        DoubtSource::RotatingParts,
        DoubtSource::Drag,
        DoubtSource::Rolling,
        DoubtSource::Gearing,
        DoubtSource::Grade,
        DoubtSource::Wind,
        DoubtSource::AirDensity,
        DoubtSource::DrivelineLoss,
    ];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            DoubtSource::Mass => "mass",
            DoubtSource::RotatingParts => "rotating_parts",
            DoubtSource::Drag => "drag",
            DoubtSource::Rolling => "rolling",
            DoubtSource::Gearing => "gearing",
            DoubtSource::Grade => "grade",
            DoubtSource::Wind => "wind",
            DoubtSource::AirDensity => "air_density",
            DoubtSource::DrivelineLoss => "driveline_loss",
        }
    }
}

/// How far each figure of a [`Road`] may be off, in its own unit; `gearing` is a share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Doubts {
    pub mass: f64,
    pub rotating: f64,
    pub drag_area: f64,
    pub rolling: f64,
    pub gearing: f64,
    pub grade: f64,
    pub headwind: f64,
    pub density: f64,
    pub loss: f64,
}

impl Doubts {
    /// What each doubt does to the power of the engine, W, at a speed and an acceleration that come from engine speed.
    pub fn parts(&self, road: &Road, speed: f64, acceleration: f64) -> [(DoubtSource, f64); 9] {
        let plain = road.engine(speed, acceleration);
        let moved = |changed: Road| changed.engine(speed, acceleration) - plain;
        // A wrong ratio makes speed and acceleration wrong alike.
        let scale = 1.0 + self.gearing;
        let r = *road;
        [
            (DoubtSource::Mass, moved(Road { mass: r.mass + self.mass, ..r })),
            (DoubtSource::RotatingParts, moved(Road { rotating: r.rotating + self.rotating, ..r })),
            (DoubtSource::Drag, moved(Road { drag_area: r.drag_area + self.drag_area, ..r })),
            (DoubtSource::Rolling, moved(Road { rolling: r.rolling + self.rolling, ..r })),
            (DoubtSource::Gearing, road.engine(speed * scale, acceleration * scale) - plain),
            (DoubtSource::Grade, moved(Road { grade: r.grade + self.grade, ..r })),
            (DoubtSource::Wind, moved(Road { headwind: r.headwind + self.headwind, ..r })),
            (DoubtSource::AirDensity, moved(Road { density: r.density + self.density, ..r })),
            (DoubtSource::DrivelineLoss, moved(Road { loss: (r.loss + self.loss).min(0.9), ..r })),
        ]
    }
}

/// Independent doubts together: the root of the sum of their squares.
pub fn together(parts: &[(DoubtSource, f64)]) -> f64 {
    parts.iter().map(|(_, w)| w * w).sum::<f64>().sqrt()
}
