//! Probabilities and quantiles the tests of this module share, on the special functions of statrs.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::{erfc, erfc_inv};

/// Degrees of freedom from which Student's distribution is taken by its expansion around the normal one (Abramowitz
/// and Stegun 26.7.8, error below 1e-9 there): the continued fraction of the incomplete beta function converges too
/// slowly.
const MANY_DEGREES: f64 = 20_000.0;

/// How likely a standard normal figure is at least as far from 0 as `z`.
pub fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The value a standard normal figure stays below with probability `p`; infinite at 0 and 1.
pub fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p.clamp(0.0, 1.0))
}

/// The figure, not below 0, of which [`normal_two_sided`] gives this probability.
pub fn normal_two_sided_inverse(p: f64) -> f64 {
    std::f64::consts::SQRT_2 * erfc_inv(p.clamp(f64::MIN_POSITIVE, 1.0))
}

/// How likely a figure of Student's distribution with `degrees` of freedom (at least a part of one) is at least as far
/// from 0 as `t`.
pub fn student_two_sided(t: f64, degrees: f64) -> f64 {
    if degrees > MANY_DEGREES {
        return normal_two_sided(t * (1.0 - 0.25 / degrees) / (1.0 + t * t / (2.0 * degrees)).sqrt());
    }
    checked_beta_reg(degrees / 2.0, 0.5, degrees / (degrees + t * t)).unwrap_or(1.0)
}

/// The value a figure of Student's distribution stays below with probability `p`; `None` without a degree of freedom.
pub fn student_quantile(p: f64, degrees: f64) -> Option<f64> {
    if !(degrees > 0.0 && p > 0.0 && p < 1.0) {
        return None;
    }
    if degrees > MANY_DEGREES {
        // Cornish and Fisher's first term.
        let z = normal_quantile(p);
        return Some(z + (z * z * z + z) / (4.0 * degrees));
    }
    StudentsT::new(0.0, 1.0, degrees).ok().map(|d| d.inverse_cdf(p)).filter(|x| x.is_finite())
}

/// How likely a correlation of `n` independent pairs of unrelated normal figures is at least as far from 0 as `r`:
/// `r·√((n−2)/(1−r²))` follows Student's distribution with `n − 2` degrees of freedom. `n` may be an effective number of
/// pairs, which need not be whole. `None` where there is no degree of freedom.
pub fn correlation_p(r: f64, n: f64) -> Option<f64> {
    let degrees = n - 2.0;
    if !(degrees > 0.0 && r.is_finite()) {
        return None;
    }
    let rest = (1.0 - r * r).max(0.0);
    if degrees > MANY_DEGREES {
        return Some(student_two_sided(r * (degrees / rest.max(f64::MIN_POSITIVE)).sqrt(), degrees));
    }
    checked_beta_reg(degrees / 2.0, 0.5, rest).ok()
}

/// Interval of a correlation by Fisher's transformation: `tanh(atanh r ± z/√(n−3))`. `None` below four pairs.
pub fn correlation_interval(r: f64, n: f64, level: f64) -> Option<(f64, f64)> {
    if !(n > 3.0 && r.is_finite()) {
        return None;
    }
    // A correlation of exactly ±1 is its own interval.
    if r.abs() >= 1.0 {
        return Some((r.signum(), r.signum()));
    }
    let reach = normal_quantile(f64::midpoint(1.0, level)) / (n - 3.0).sqrt();
    Some(((r.atanh() - reach).tanh(), (r.atanh() + reach).tanh()))
}
