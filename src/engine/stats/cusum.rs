//! Small lasting shifts, by adding up what exceeds an allowance (Page 1954).

/// Which way the level went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// The sum passed the limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alarm {
    pub direction: Direction,
    /// First value after the sum was last 0: when the shift is likely to have begun.
    pub start: usize,
    /// The value at which the sum passed the limit.
    pub at: usize,
}

/// A two-sided tabular CUSUM. The sums are in standard deviations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cusum {
    pub up: Vec<f64>,
    pub down: Vec<f64>,
    pub alarms: Vec<Alarm>,
}

/// `C⁺[i] = max(0, C⁺[i−1] + z[i] − k)` with `z = (x − target)/sd`, and the same downwards; an alarm where a sum exceeds
/// `h`. After an alarm its side is silent until the sum has been 0 again: one shift is told once. `sd` is above 0.
pub fn cusum(values: &[f64], target: f64, sd: f64, k: f64, h: f64) -> Cusum {
    let mut found = Cusum::default();
    if sd.is_nan() || sd <= 0.0 {
        return found;
    }
    let z: Vec<f64> = values.iter().map(|x| (x - target) / sd).collect();
    let mut up = Side::new(Direction::Up);
    let mut down = Side::new(Direction::Down);
    for (i, z) in z.into_iter().enumerate() {
        found.alarms.extend(up.take(i, z - k, h));
        found.alarms.extend(down.take(i, -z - k, h));
        found.up.push(up.sum);
        found.down.push(down.sum);
    }
    found
}

struct Side {
    direction: Direction,
    sum: f64,
    start: usize,
    told: bool,
}

impl Side {
    fn new(direction: Direction) -> Self {
        Self { direction, sum: 0.0, start: 0, told: false }
    }

    fn take(&mut self, i: usize, excess: f64, limit: f64) -> Option<Alarm> {
        self.sum = (self.sum + excess).max(0.0);
        if self.sum <= 0.0 {
            (self.start, self.told) = (i + 1, false);
        }
        if self.sum > limit && !self.told {
            self.told = true;
            return Some(Alarm { direction: self.direction, start: self.start, at: i });
        }
        None
    }
}
