//! Injectors: the size that is needed, how even two banks are, what flows at another fuel pressure.
//!
//! ```text
//! needed    = required power · BSFC ÷ duty limit ÷ injectors ÷ √(Δp ÷ Δp rated)
//! unevenness = |flow A − flow B| ÷ their mean; up to 15 % is even
//! flow(Δp)  = flow · √(Δp ÷ Δp rated)
//! ```

use super::{Derived, Vehicle};
use crate::engine::units::Unit;

/// Duty that is planned with where the vehicle sets no limit, %.
pub const USUAL_DUTY_LIMIT: f64 = 85.0;
/// Unevenness of two banks that is still even, %.
pub const BALANCE_TOLERANCE: f64 = 15.0;
/// Pressure a flow is stated at where the vehicle does not say, bar.
const USUAL_RATED: f64 = 3.0;

/// Sizes in which injectors are sold, lb/h.
pub const SIZES_LB_H: [f64; 27] = [
    19.0, 24.0, 30.0, 36.0, 42.0, 47.0, 55.0, 60.0, 72.0, 80.0, 96.0, 110.0, 120.0, 160.0, 200.0, 250.0,
    300.0, 370.0, 440.0, 550.0, 650.0, 750.0, 850.0, 1000.0, 1200.0, 1600.0, 2000.0,
];

/// The size that feeds the required power within the duty limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizing {
    pub injectors: u32,
    pub duty_percent: f64,
    /// Of one injector at the rated pressure, g/s.
    pub needed_g_s: f64,
    /// The next size that is sold, g/s; `None` where none is large enough.
    pub next_g_s: Option<f64>,
}

/// What size is needed; `None` until power, consumption and the number of injectors are known.
pub fn sizing(vehicle: &Vehicle, derived: &Derived) -> Option<Sizing> {
    let required = derived.required.map(|r| r.kw).filter(|kw| *kw > 0.0)?;
    let bsfc = derived.bsfc?.typical;
    let injectors: u32 = vehicle.banks().map(|bank| bank.injectors).sum::<Option<u32>>()?;
    if injectors == 0 {
        return None;
    }
    let duty_percent = vehicle.limits.duty_percent.unwrap_or(USUAL_DUTY_LIMIT);
    let all = required * bsfc / 3600.0 / (duty_percent / 100.0);
    let needed_g_s = all / f64::from(injectors) / derived.pressure_factor;
    let next_g_s = next_size(needed_g_s);
    Some(Sizing { injectors, duty_percent, needed_g_s, next_g_s })
}

/// The smallest size that is sold and flows as much, both g/s.
pub fn next_size(needed_g_s: f64) -> Option<f64> {
    // A hair is the noise of a conversion.
    let needed = Unit::LbPerHour.from_base(needed_g_s) * (1.0 - 1e-9);
    SIZES_LB_H.into_iter().find(|size| *size >= needed).map(|size| Unit::LbPerHour.to_base(size))
}

/// How far the flows of two banks are apart, %; `None` unless both are known.
pub fn unevenness(derived: &Derived) -> Option<f64> {
    let [a, b] = derived.banks.as_slice() else { return None };
    let (a, b) = (a.total_g_s(), b.total_g_s());
    let mean = f64::midpoint(a, b);
    (mean > 0.0).then(|| (a - b).abs() / mean * 100.0)
}

/// What all injectors flow at some fuel pressures, from 1 to 7 bar: pressure across them, g/s.
pub fn flow_curve(vehicle: &Vehicle, derived: &Derived) -> Vec<(f64, f64)> {
    let total: f64 = derived.banks.iter().map(|bank| bank.total_g_s()).sum();
    if total <= 0.0 || !derived.flow_needs.is_empty() {
        return Vec::new();
    }
    let rated = vehicle.injection.rated_pressure_bar.unwrap_or(USUAL_RATED);
    (2..=14).map(|half| f64::from(half) / 2.0).map(|bar| (bar, total * (bar / rated).sqrt())).collect()
}
