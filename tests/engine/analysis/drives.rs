//! Drives made on the spot, with what is planted in them.

use fueltune_analyzer::engine::analysis::Span;
use fueltune_analyzer::engine::analysis::patterns::{self, Segment, SegmentKind};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::LogTable;

use crate::sample_logs::{log, numbers};

/// The same numbers in every run, given by their seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bf0_3635)
    }

    /// Evenly within 0 to 1.
    pub fn even(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// About normal, mean 0 and standard deviation 1.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}

/// What the engine does at a row.
#[derive(Clone, Copy)]
pub struct At {
    pub t: f64,
    pub rpm: f64,
    pub map: f64,
}

/// A channel: its value at each row, and noise that remembers.
pub struct Signal<'a> {
    pub id: ChannelId,
    pub value: &'a dyn Fn(At) -> f64,
    pub sd: f64,
    pub memory: f64,
}

/// A drive that goes from one operating point to another every few seconds.
pub struct Drive {
    pub seconds: f64,
    pub rate_hz: f64,
    pub seed: u64,
}

impl Drive {
    pub fn log(&self, signals: &[Signal]) -> LogTable {
        let mut dice = Dice::new(self.seed);
        for _ in 0..20 {
            dice.even();
        }
        let rows = (self.seconds * self.rate_hz) as usize;
        let mut left = 0;
        let mut point = (0.0, 0.0);
        let mut course = Vec::with_capacity(rows);
        for row in 0..rows {
            if left == 0 {
                left = ((3.0 + 9.0 * dice.even()) * self.rate_hz) as usize + 1;
                point =
                    (1500.0 + 500.0 * (dice.even() * 4.0).floor(), -0.6 + 0.2 * (dice.even() * 4.0).floor());
            }
            left -= 1;
            let t = (row + 1) as f64 / self.rate_hz;
            course.push(At { t, rpm: point.0 + 40.0 * dice.normal(), map: point.1 + 0.01 * dice.normal() });
        }
        let mut columns = vec![
            numbers(ChannelId::Rpm, &course.iter().map(|c| c.rpm as f32).collect::<Vec<_>>()),
            numbers(ChannelId::MapGauge, &course.iter().map(|c| c.map as f32).collect::<Vec<_>>()),
        ];
        for signal in signals {
            columns.push(numbers(signal.id, &signal.values(&course, &mut dice)));
        }
        log(self.rate_hz, columns)
    }
}

impl Signal<'_> {
    fn values(&self, course: &[At], dice: &mut Dice) -> Vec<f32> {
        let fresh = (1.0 - self.memory * self.memory).sqrt();
        let mut noise = dice.normal();
        course
            .iter()
            .map(|at| {
                noise = self.memory * noise + fresh * dice.normal();
                ((self.value)(*at) + self.sd * noise) as f32
            })
            .collect()
    }
}

/// Segments at these rows.
pub fn segments(table: &LogTable, parts: &[(SegmentKind, std::ops::Range<usize>)]) -> patterns::Report {
    let seconds = table.main_axis().seconds();
    let rpm = table.channel(ChannelId::Rpm).and_then(|c| c.f32());
    let at = |row: usize| rpm.map(|rpm| f64::from(rpm[row]));
    let segment = |(kind, rows): &(SegmentKind, std::ops::Range<usize>)| Segment {
        kind: *kind,
        span: Span::new(seconds[rows.start], seconds[rows.end - 1]),
        first_row: rows.start as u32,
        end_row: rows.end as u32,
        rpm_start: at(rows.start),
        rpm_end: at(rows.end - 1),
        map_max_bar: None,
        tps_mean: None,
        lambda_mean: None,
        gear: None,
    };
    patterns::Report { segments: parts.iter().map(segment).collect(), ..Default::default() }
}
