//! Where the level of a series changes.

/// What makes a stretch of a series dear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cost {
    /// Squared distance from the stretch's mean over this variance: finds changes of level in noise that is the same
    /// throughout.
    Mean { variance: f64 },
    /// Twice the negative log-likelihood of normal values with the stretch's own mean and variance: finds changes of either.
    /// No variance is taken to be below `least`, the square of what the sensor can tell apart.
    MeanAndVariance { least: f64 },
}

/// First positions of the stretches after the first, by the cheapest cut of the whole series: the sum of the stretches'
/// costs plus `penalty` for each change is least (PELT: Killick, Fearnhead and Eckley 2012). Stretches have at least
/// `shortest` values (at least one, or two where a variance is estimated). Values are finite.
pub fn pelt(values: &[f64], cost: Cost, penalty: f64, shortest: usize) -> Vec<usize> {
    let shortest = shortest.max(match cost {
        Cost::Mean { .. } => 1,
        Cost::MeanAndVariance { .. } => 2,
    });
    let n = values.len();
    if n < 2 * shortest {
        return Vec::new();
    }
    let costs = Costs::new(values, cost);
    // Cheapest cut of the first t values, and where its last stretch begins.
    let mut best = vec![f64::INFINITY; n + 1];
    let mut last = vec![0usize; n + 1];
    best[0] = -penalty;
    // Where a last stretch may begin, and from which end on it cannot be the best any more.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for t in shortest..=n {
        let newest = t - shortest;
        if best[newest].is_finite() {
            open.push((newest, usize::MAX));
        }
        for (start, _) in &open {
            let price = best[*start] + costs.of(*start, t) + penalty;
            if price < best[t] {
                (best[t], last[t]) = (price, *start);
            }
        }
        // A start that is dearer than the best even without a further change stays so; but a change at t only counts for
        // stretches that are long enough to follow it.
        for (start, until) in &mut open {
            if *until == usize::MAX && best[*start] + costs.of(*start, t) > best[t] {
                *until = t + shortest;
            }
        }
        open.retain(|(_, until)| *until > t + 1);
    }
    let mut changes = Vec::new();
    let mut end = last[n];
    while end > 0 {
        changes.push(end);
        end = last[end];
    }
    changes.reverse();
    changes
}

/// Costs of any stretch from running sums.
struct Costs {
    cost: Cost,
    sums: Vec<f64>,
    squares: Vec<f64>,
}

impl Costs {
    fn new(values: &[f64], cost: Cost) -> Self {
        // Around the mean, so that squares keep their digits.
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let running = |figure: &dyn Fn(f64) -> f64| {
            let mut sums = Vec::with_capacity(values.len() + 1);
            let mut sum = 0.0;
            sums.push(sum);
            for x in values {
                sum += figure(x - mean);
                sums.push(sum);
            }
            sums
        };
        Self { cost, sums: running(&|x| x), squares: running(&|x| x * x) }
    }

    fn of(&self, start: usize, end: usize) -> f64 {
        let n = (end - start) as f64;
        let sum = self.sums[end] - self.sums[start];
        let square = (self.squares[end] - self.squares[start] - sum * sum / n).max(0.0);
        match self.cost {
            Cost::Mean { variance } => square / variance.max(f64::MIN_POSITIVE),
            Cost::MeanAndVariance { least } => n * (square / n).max(least.max(f64::MIN_POSITIVE)).ln(),
        }
    }
}
