//! What the engine was doing when: segments of the log, each by a stated rule, told with the function that applies it.
//!
//! A rule goes by the ECU's own switches where the log has them and they change, else by values. Windows and durations
//! are in seconds whatever the rate. A pause in the log ends every segment.

mod driving;
mod gears;
mod limits;
mod operating_map;
mod params;
mod pulls;
mod run;
mod signals;
mod starting;
mod steady;
mod stretch;

use serde::{Deserialize, Serialize};

pub use params::Params;
pub use run::run;

use super::evidence::{Ledger, Note, Span};
use crate::engine::table::RowMask;

/// What a stretch of a log is. Segments of different kinds may overlap (a pull is an acceleration, a gear change lies
/// within it); those of one kind do not. Translation key: `segment-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// The starter turned the engine.
    Cranking,
    /// The engine ran and was not yet warm.
    WarmUp,
    /// Throttle closed, engine near its idle speed.
    Idle,
    /// Steady driving at part load.
    Cruise,
    /// rpm rising under load.
    Acceleration,
    /// Full throttle in one gear, rpm rising: what power is taken from.
    Pull,
    /// Throttle closed, the car drives the engine.
    Overrun,
    /// Injection was off.
    FuelCut,
    /// From one gear to the next.
    GearChange,
    /// Two-step or launch control, up to the car having gone.
    Launch,
    /// At the limiter.
    Limiter,
    /// Speed, load and mixture held still: what tables are corrected by.
    Steady,
}

impl SegmentKind {
    pub const ALL: [SegmentKind; 12] = [
        SegmentKind::Cranking,
        SegmentKind::WarmUp,
        SegmentKind::Idle,
        SegmentKind::Cruise,
        SegmentKind::Acceleration,
        SegmentKind::Pull,
        SegmentKind::Overrun,
        SegmentKind::FuelCut,
        SegmentKind::GearChange,
        SegmentKind::Launch,
        SegmentKind::Limiter,
        SegmentKind::Steady,
    ];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            SegmentKind::Cranking => "cranking",
            SegmentKind::WarmUp => "warm_up",
            SegmentKind::Idle => "idle",
            SegmentKind::Cruise => "cruise",
            SegmentKind::Acceleration => "acceleration",
            SegmentKind::Pull => "pull",
            SegmentKind::Overrun => "overrun",
            SegmentKind::FuelCut => "fuel_cut",
            SegmentKind::GearChange => "gear_change",
            SegmentKind::Launch => "launch",
            SegmentKind::Limiter => "limiter",
            SegmentKind::Steady => "steady",
        }
    }
}

/// A stretch of one kind. Figures are of its own rows; `None` where the log lacks the channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    pub kind: SegmentKind,
    pub span: Span,
    /// First row and the row after the last, on the frame's time base.
    pub first_row: u32,
    pub end_row: u32,
    pub rpm_start: Option<f64>,
    pub rpm_end: Option<f64>,
    /// Highest manifold pressure over the air outside, bar.
    pub map_max_bar: Option<f64>,
    pub tps_mean: Option<f64>,
    pub lambda_mean: Option<f64>,
    /// As logged, or found from the ratio of engine and road speed (counted from 1 up by falling ratio).
    pub gear: Option<u32>,
}

impl Segment {
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.first_row as usize..self.end_row as usize
    }
}

/// Time and samples at one operating point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PointTime {
    pub seconds: f64,
    pub samples: u32,
}

/// Time and samples over engine speed by load. Cell (i, j) lies around `rpm[i]`, `load[j]`: a sample counts for the
/// nearest breakpoint of each axis, as a table's interpolation is centred on its breakpoints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OperatingMap {
    pub rpm: Vec<f64>,
    pub load: Vec<f64>,
    /// Channel along `load`.
    pub load_channel: Option<crate::engine::channels::ChannelId>,
    /// Row by row of rpm: index `i * load.len() + j`.
    pub cells: Vec<PointTime>,
}

/// What [`run`] found, in order of time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub segments: Vec<Segment>,
    pub map: OperatingMap,
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

impl Report {
    /// Segments of one kind.
    pub fn of(&self, kind: SegmentKind) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(move |s| s.kind == kind)
    }

    /// Rows of all segments of one kind, on a time base of `rows`.
    pub fn rows(&self, kind: SegmentKind, rows: usize) -> RowMask {
        let mut mask = RowMask::none(rows);
        for segment in self.of(kind) {
            mask.insert_range(segment.first_row as usize..(segment.end_row as usize).min(rows));
        }
        mask
    }
}
