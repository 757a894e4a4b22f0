//! Times between speeds and over distances.
//!
//! A run is a rise of speed without a fall of more than [`FALL`] and without standing still for longer than a slow gear
//! change. Speeds are crossed between samples in a straight line; distance is the integral of speed. A standing start is
//! the moment at which `v = a τ + b τ²` leaves zero, by least squares over the first samples, which finds it far more
//! closely than the distance of two samples.

use serde::{Deserialize, Serialize};

use super::grade::Hills;
use super::params::Params;
use super::road::G;
use super::start::standing_start;
use super::trace::{KMH, Trace};
use crate::engine::analysis::evidence::Span;
use crate::engine::channels::ChannelId;

/// Foot and mile, m.
const FOOT: f64 = 0.3048;
const MILE: f64 = 1609.344;
/// Trap speed is the mean over the last 66 feet.
const TRAP: f64 = 66.0 * FOOT;

/// What is timed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stretch {
    /// Between two speeds, m/s.
    Speed { from: f64, to: f64 },
    /// From a standing start, m; with a trap speed or without.
    Distance { metres: f64, trap: bool },
}

macro_rules! measures {
    ($( $name:ident = $slug:literal: $stretch:expr; )*) => {
        /// What is timed. Translation key: `measure-SLUG`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Measure { $( #[doc = $slug] #[serde(rename = $slug)] $name ),* }

        impl Measure {
            /// In the order in which they are shown.
            pub const ALL: &'static [Measure] = &[ $( Measure::$name ),* ];

            /// Stable name, used for translation keys and exports.
            pub const fn slug(self) -> &'static str { match self { $( Measure::$name => $slug ),* } }

            pub const fn stretch(self) -> Stretch { match self { $( Measure::$name => $stretch ),* } }
        }
    };
}

const fn kmh(from: f64, to: f64) -> Stretch {
    Stretch::Speed { from: from * KMH, to: to * KMH }
}

const fn mph(from: f64, to: f64) -> Stretch {
    Stretch::Speed { from: from * MILE / 3600.0, to: to * MILE / 3600.0 }
}

const fn way(metres: f64, trap: bool) -> Stretch {
    Stretch::Distance { metres, trap }
}

measures! {
    Kmh0To60 = "kmh-0-60": kmh(0.0, 60.0);
    Kmh0To100 = "kmh-0-100": kmh(0.0, 100.0);
    Kmh0To200 = "kmh-0-200": kmh(0.0, 200.0);
    Kmh60To100 = "kmh-60-100": kmh(60.0, 100.0);
    Kmh60To130 = "kmh-60-130": kmh(60.0, 130.0);
    Kmh80To120 = "kmh-80-120": kmh(80.0, 120.0);
    Kmh100To200 = "kmh-100-200": kmh(100.0, 200.0);
    Mph0To30 = "mph-0-30": mph(0.0, 30.0);
    Mph0To60 = "mph-0-60": mph(0.0, 60.0);
    Mph0To100 = "mph-0-100": mph(0.0, 100.0);
    Mph60To130 = "mph-60-130": mph(60.0, 130.0);
    Mph100To150 = "mph-100-150": mph(100.0, 150.0);
    Feet60 = "feet-60": way(60.0 * FOOT, false);
    Feet330 = "feet-330": way(330.0 * FOOT, false);
    EighthMile = "eighth-mile": way(MILE / 8.0, true);
    Feet1000 = "feet-1000": way(1000.0 * FOOT, true);
    QuarterMile = "quarter-mile": way(MILE / 4.0, true);
}

/// One time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimedRun {
    pub measure: Measure,
    pub span: Span,
    /// From the first speed, or from the moment the car moved.
    pub seconds: f64,
    /// Half a sample's time and what the resolution of the speed leaves open, at both ends.
    pub doubt_s: f64,
    /// From the first beam, [`Params::rollout`] after the start; of standing starts.
    pub rollout_s: Option<f64>,
    /// Mean speed over the last 66 feet.
    pub trap_kmh: Option<f64>,
    /// At the end of it.
    pub end_kmh: f64,
    /// Way covered, m.
    pub metres: f64,
    /// Rise over way, %, by height; `None` where none was logged.
    pub slope_percent: Option<f64>,
    /// Whether the road did not fall more than allowed; `None` where that is not known.
    pub level: Option<bool>,
}

/// All times of a log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// Where the speed comes from.
    pub channel: Option<ChannelId>,
    /// Whether that speed is of the ground: at a driven wheel, wheelspin makes times too short.
    pub over_ground: bool,
    /// Between new values, s.
    pub step_s: f64,
    pub resolution_kmh: f64,
    /// In order of time, within one run in the order of [`Measure::ALL`].
    pub runs: Vec<TimedRun>,
    /// Index of the shortest of each measure, of those on a road that is not known to fall.
    pub best: Vec<u32>,
}

/// A fall of speed that ends a run, m/s, and the longest time without a new highest speed, s.
const FALL: f64 = 3.0 * KMH;
const LONGEST_REST: f64 = 1.6;
/// Rise from which there is a run at all.
const LEAST_RISE: f64 = 10.0 * KMH;
/// Slower than this a car stands.
const STANDING: f64 = 1.5 * KMH;

/// First and last sample of each run.
pub(super) fn rises(trace: &Trace) -> Vec<(usize, usize)> {
    let (t, v) = (&trace.t, &trace.y);
    let mut found = Vec::new();
    let (mut low, mut high) = (0, 0);
    let close = |low: usize, high: usize, found: &mut Vec<(usize, usize)>| {
        if high > low && v[high] - v[low] >= LEAST_RISE {
            found.push((low, high));
        }
    };
    for i in 1..v.len() {
        let gap = t[i] - t[i - 1] > trace.longest_step().max(LONGEST_REST);
        let ended = v[high] - v[i] > FALL || (t[i] - t[high] > LONGEST_REST && v[high] - v[low] >= FALL);
        if gap || ended {
            close(low, high, &mut found);
            (low, high) = (i, i);
        } else if v[i] > v[high] {
            high = i;
        }
        // The start is the last moment at its lowest speed.
        if v[i] <= v[low] || (high == low && v[i] <= STANDING) {
            (low, high) = (i, i);
        }
    }
    close(low, high, &mut found);
    found
}

/// One run: samples from its start, the first of them possibly computed.
struct Run {
    t: Vec<f64>,
    v: Vec<f64>,
    /// m from the start.
    way: Vec<f64>,
    standing: bool,
    start_doubt: f64,
    resolution: f64,
}

impl Run {
    fn new(trace: &Trace, low: usize, high: usize) -> Self {
        let rest = (low..=high).take_while(|k| trace.y[*k] <= STANDING).last();
        let start = rest.and_then(|rest| standing_start(trace, rest, high));
        let (mut t, mut v) = (Vec::new(), Vec::new());
        let mut first = low;
        let mut start_doubt = 0.0;
        if let Some(start) = start {
            (t, v) = (vec![start.t], vec![0.0]);
            first = (low..=high).find(|k| trace.t[*k] > start.t).unwrap_or(high);
            start_doubt = start.doubt;
        }
        t.extend_from_slice(&trace.t[first..=high]);
        v.extend_from_slice(&trace.y[first..=high]);
        let mut way = vec![0.0; t.len()];
        for k in 1..t.len() {
            way[k] = way[k - 1] + f64::midpoint(v[k], v[k - 1]) * (t[k] - t[k - 1]);
        }
        Self { t, v, way, standing: start.is_some(), start_doubt, resolution: trace.resolution }
    }

    /// Moment of a speed, and its doubt: half a sample's time, and the resolution by the acceleration there.
    fn reaches(&self, speed: f64, from: usize) -> Option<(f64, f64, usize)> {
        let k = (from.max(1)..self.v.len()).find(|k| self.v[*k] >= speed && self.v[*k - 1] < speed)?;
        let (dv, dt) = (self.v[k] - self.v[k - 1], self.t[k] - self.t[k - 1]);
        let t = self.t[k - 1] + dt * (speed - self.v[k - 1]) / dv;
        let rise = self.acceleration(k).max(0.05);
        Some((t, (dt / 2.0).hypot(self.resolution / 2.0 / rise), k))
    }

    /// Over five samples.
    fn acceleration(&self, k: usize) -> f64 {
        let (first, last) = (k.saturating_sub(2), (k + 2).min(self.t.len() - 1));
        (self.v[last] - self.v[first]) / (self.t[last] - self.t[first]).max(1e-9)
    }

    /// Moment at which a way was covered: within a step, speed is a straight line, way a parabola.
    fn covers(&self, metres: f64) -> Option<(f64, usize)> {
        let k = (1..self.way.len()).find(|k| self.way[*k] >= metres)?;
        let (rest, dt) = (metres - self.way[k - 1], self.t[k] - self.t[k - 1]);
        let (v, a) = (self.v[k - 1], (self.v[k] - self.v[k - 1]) / dt);
        let root = (v * v + 2.0 * a * rest).max(0.0).sqrt();
        let after = if v + root > 0.0 { 2.0 * rest / (v + root) } else { dt };
        Some((self.t[k - 1] + after.clamp(0.0, dt), k))
    }

    fn speed_at(&self, t: f64, k: usize) -> f64 {
        let dt = self.t[k] - self.t[k - 1];
        self.v[k - 1] + (self.v[k] - self.v[k - 1]) * ((t - self.t[k - 1]) / dt.max(1e-12)).clamp(0.0, 1.0)
    }

    /// Start, end, their common doubt, last sample, way.
    fn time(&self, stretch: Stretch) -> Option<Timed> {
        match stretch {
            Stretch::Speed { from, to } if from <= 0.0 => {
                let (end, doubt, k) = self.reaches(to, 0).filter(|_| self.standing)?;
                Some(Timed { start: self.t[0], end, doubt: doubt.hypot(self.start_doubt), k, trap: None })
            }
            Stretch::Speed { from, to } => {
                let (end, end_doubt, k) = self.reaches(to, 0)?;
                // The last time it came through the first speed.
                let mut from_index = 0;
                let mut start = None;
                while let Some((t, doubt, at)) = self.reaches(from, from_index).filter(|(.., at)| *at <= k) {
                    start = Some((t, doubt));
                    from_index = at + 1;
                }
                let (start, start_doubt) = start?;
                Some(Timed { start, end, doubt: start_doubt.hypot(end_doubt), k, trap: None })
            }
            Stretch::Distance { metres, trap } => {
                let (end, k) = self.covers(metres).filter(|_| self.standing)?;
                let speed = self.speed_at(end, k).max(0.1);
                // Errors of single speeds are independent: their sum over a run grows with the root of its samples.
                let steps = self.t[k] - self.t[0];
                let dt = steps / k as f64;
                let off = self.resolution / 12f64.sqrt() * (dt * steps).sqrt() / speed;
                let before = (metres > TRAP).then(|| self.covers(metres - TRAP)).flatten();
                Some(Timed {
                    start: self.t[0],
                    end,
                    doubt: self.start_doubt.hypot(off * 2.0),
                    k,
                    trap: before.filter(|_| trap).map(|(t, _)| TRAP / (end - t)),
                })
            }
        }
    }
}

struct Timed {
    start: f64,
    end: f64,
    doubt: f64,
    k: usize,
    trap: Option<f64>,
}

/// Every time of every run, and the best of each measure.
pub fn times(channel: ChannelId, trace: &Trace, over_ground: bool, hills: &Hills, params: &Params) -> Times {
    let mut runs: Vec<TimedRun> = Vec::new();
    for (low, high) in rises(trace) {
        let run = Run::new(trace, low, high);
        for measure in Measure::ALL {
            let Some(timed) = run.time(measure.stretch()) else { continue };
            let found = report(&run, *measure, &timed, hills, params);
            if (found.end_kmh - found_start(&run, &timed)) * KMH / found.seconds
                >= params.least_acceleration * G
            {
                runs.push(found);
            }
        }
    }
    let quickest = |measure: &Measure| {
        let fit = (0u32..).zip(&runs).filter(|(_, run)| run.measure == *measure && run.level != Some(false));
        fit.min_by(|a, b| a.1.seconds.total_cmp(&b.1.seconds)).map(|(index, _)| index)
    };
    let best = Measure::ALL.iter().filter_map(quickest).collect();
    Times {
        channel: Some(channel),
        over_ground,
        step_s: trace.step,
        resolution_kmh: trace.resolution / KMH,
        runs,
        best,
    }
}

/// Speed at the start of a time, km/h.
fn found_start(run: &Run, timed: &Timed) -> f64 {
    let k = run.t.partition_point(|t| *t <= timed.start).clamp(1, run.t.len() - 1);
    run.speed_at(timed.start, k) / KMH
}

fn report(run: &Run, measure: Measure, timed: &Timed, hills: &Hills, params: &Params) -> TimedRun {
    let first = run.t.partition_point(|t| *t < timed.start);
    let rows = first..timed.k + 1;
    let slope = hills.height_grade(&run.t[rows.clone()], &run.way[rows]).map(|share| share * 100.0);
    let from_standing = run.standing && timed.start == run.t[0];
    let rollout = (from_standing && params.rollout > 0.0).then(|| run.covers(params.rollout)).flatten();
    let start_way = run.way.get(first).copied().unwrap_or(0.0);
    TimedRun {
        measure,
        span: Span::new(timed.start, timed.end),
        seconds: timed.end - timed.start,
        doubt_s: timed.doubt,
        rollout_s: rollout.map(|(t, _)| timed.end - t),
        trap_kmh: timed.trap.map(|ms| ms / KMH),
        end_kmh: run.speed_at(timed.end, timed.k) / KMH,
        metres: match measure.stretch() {
            Stretch::Distance { metres, .. } => metres,
            Stretch::Speed { .. } => run.way[timed.k] - start_way,
        },
        slope_percent: slope,
        level: slope.map(|percent| percent >= -params.slope_limit),
    }
}
