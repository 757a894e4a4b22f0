//! Manifold pressure of an engine whose load is told by the throttle.
//!
//! ```text
//! opening = leak + (1 − leak) · (1 − cos α ÷ cos α₀)          α from α₀ = 8°, shut, to 90°, open
//! opening · Ψ(p ÷ p₀) = k · VE(p, rpm) · p ÷ p₀ · rpm         p₀ the pressure outside
//! Ψ(r) = √(2κ/(κ − 1) · (r^(2/κ) − r^((κ+1)/κ)))              below r = 0.528 as at it: no flow is faster than sound
//! ```
//! The manifold has the pressure at which the plate lets in what the cylinders take (flow through a restriction, Heywood
//! 1988, chapter 7.6 and appendix C). `k` says how large the plate is for the engine. Nobody knows that figure, but a log
//! shows what comes of it: the pressure lost at the open throttle and the limiter ([`Input::ThrottleLoss`]); `k` is what
//! gives that loss. A curve over the throttle stands for the reference speed, as one over pressure does.
//!
//! The pressure before the plate is that outside. A compressor changes it and the throttle does not tell by how much: near
//! the pressure outside the cells of an engine with boost say so ([`Flag::WithoutBoost`]).

use super::Input;
use super::ask::Asker;
use super::explain::{Flag, Symbol, Work};
use super::ve::Filling;
use crate::engine::vehicle::Aspiration;

/// Angle at which a plate lies against its bore.
const SHUT: f64 = 8.0;
/// What passes the shut plate and the idle valve, of what passes the open one: enough to idle at a third of an atmosphere.
const LEAK: f64 = 0.012;
/// Ratio of the specific heats of air.
const KAPPA: f64 = 1.4;
/// Halvings of what the pressure may be: to a billionth of the pressure outside.
const HALVINGS: u32 = 30;
/// An engine with boost may have some where the manifold is nearer to the pressure outside than this, bar.
const NEAR: f64 = 0.1;

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Throttle {
    outside: f64,
    size: f64,
    boosted: bool,
    filling: Filling,
}

impl Throttle {
    pub fn of(asker: &mut Asker<'_>) -> Self {
        let outside = asker.figure(Input::Barometric);
        let loss = asker.figure(Input::ThrottleLoss);
        let fastest = asker.figure(Input::MaxRpm);
        let filling = Filling::of(asker);
        let open = 1.0 - loss / outside;
        let size = flow(open) / (filling.at(-loss, fastest) * open * fastest);
        let boosted = asker.vehicle.engine.aspiration.is_some_and(Aspiration::boosted);
        Self { outside, size, boosted, filling }
    }

    /// Gauge pressure behind the throttle at an opening in % and an engine speed.
    pub fn behind(&self, tps: f64, rpm: f64, work: &mut Work) -> f64 {
        work.step(Symbol::Throttle, tps);
        let opening = work.step(Symbol::Opening, opening(tps));
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let share = f64::midpoint(low, high);
            let taken = self.size * self.filling.at((share - 1.0) * self.outside, rpm) * share * rpm;
            // What the engine takes rises with the pressure, what the plate lets in falls.
            if opening * flow(share) > taken { low = share } else { high = share }
        }
        let gauge = work.step(Symbol::Behind, (f64::midpoint(low, high) - 1.0) * self.outside);
        if self.boosted && gauge > -NEAR {
            work.flags.push(Flag::WithoutBoost);
        }
        gauge
    }
}

/// Share of the whole bore that is open.
fn opening(tps: f64) -> f64 {
    let angle = SHUT + (90.0 - SHUT) * tps.clamp(0.0, 100.0) / 100.0;
    let free = 1.0 - angle.to_radians().cos() / SHUT.to_radians().cos();
    LEAK + (1.0 - LEAK) * free
}

/// Flow through an opening at a ratio of the pressures behind and before it, over that of its size.
fn flow(ratio: f64) -> f64 {
    let critical = (2.0 / (KAPPA + 1.0)).powf(KAPPA / (KAPPA - 1.0));
    let r = ratio.clamp(critical, 1.0);
    let bracket = r.powf(2.0 / KAPPA) - r.powf((KAPPA + 1.0) / KAPPA);
    (2.0 * KAPPA / (KAPPA - 1.0) * bracket.max(0.0)).sqrt()
}
