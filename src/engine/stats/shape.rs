//! Skewness and kurtosis.

use super::Moments;

/// How a distribution leans and how heavy its tails are. Both are 0 for a normal one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shape {
    /// Adjusted Fisher-Pearson skewness, `G1` of Joanes and Gill 1998; none below three values or without spread.
    pub skewness: Option<f64>,
    /// Excess kurtosis, `G2` of the same; none below four values or without spread.
    pub kurtosis: Option<f64>,
}

const LANES: usize = 8;

/// Of finite values with their moments.
pub fn shape(values: &[f64], moments: &Moments) -> Shape {
    of(values, moments, |x| *x)
}

/// Of finite f32 values with their moments.
pub fn shape_f32(values: &[f32], moments: &Moments) -> Shape {
    of(values, moments, |x| f64::from(*x))
}

fn of<T>(values: &[T], moments: &Moments, number: impl Fn(&T) -> f64) -> Shape {
    let (Some(mean), Some(sd)) = (moments.mean(), moments.sd()) else { return Shape::default() };
    // What rounding alone makes of a constant is no spread.
    if sd <= mean.abs() * 1e-14 || !sd.is_finite() {
        return Shape::default();
    }
    let mut third = [0.0; LANES];
    let mut fourth = [0.0; LANES];
    let mut take = |k: usize, x: f64| {
        // In units of the standard deviation nothing overflows.
        let d = (x - mean) / sd;
        let square = d * d;
        third[k] += square * d;
        fourth[k] += square * square;
    };
    let (whole, rest) = values.as_chunks::<LANES>();
    for lanes in whole {
        for (k, x) in lanes.iter().enumerate() {
            take(k, number(x));
        }
    }
    for (k, x) in rest.iter().enumerate() {
        take(k, number(x));
    }
    let n = values.len() as f64;
    // Central moments over powers of the population's deviation.
    let population = (n - 1.0) / n;
    let g1 = third.iter().sum::<f64>() / n / population.powf(1.5);
    let g2 = fourth.iter().sum::<f64>() / n / (population * population) - 3.0;
    Shape {
        skewness: (n > 2.0).then(|| g1 * (n * (n - 1.0)).sqrt() / (n - 2.0)).filter(|x| x.is_finite()),
        kurtosis: (n > 3.0)
            .then(|| (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * g2 + 6.0))
            .filter(|x| x.is_finite()),
    }
}
