//! What does not fit: sensors at fault, values that do not belong to their operating point, channels that do not
//! belong together, moments like no other.
//!
//! Nothing is judged by how rare a raw value is: full throttle is rare and no outlier. Sensors are judged by what a
//! quantity can do ([`sensors`]), values by what the channel reads at the same rpm and load at other times
//! ([`surface`]), channels together by these residuals. A switch, a channel that never moves, a sensor that is not
//! fitted and a channel of few values give nothing. What happens again and again on one channel is one finding with
//! its episodes.

mod elsewhere;
mod faults;
mod forest;
mod grid;
mod habits;
mod joint;
mod levels;
mod lost;
mod mcd;
mod params;
mod places;
mod railed;
mod rare;
mod residuals;
mod run;
mod runs;
mod sensors;
mod stuck;
mod surface;

use serde::{Deserialize, Serialize};

use super::evidence::{Ledger, Note, Span};
use crate::engine::channels::ChannelKey;
use crate::engine::table::{RowMask, TimeAxis};

pub use params::Params;
pub use run::run;

/// What is wrong. Translation key: `finding-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A moment far off between sound samples: expected is the median around it, threshold the deviation it exceeds.
    Spike,
    /// The signal was gone and came back: as a spike; found is empty where nothing was logged.
    Dropout,
    /// It stood still while what moves it moved, or longer than it ever does by itself: found is how often that moved,
    /// threshold how often it may.
    Stuck,
    /// At the end of its range: found is the value, expected is empty, threshold the seconds it may stay.
    Railed,
    /// Not what the channel reads at this rpm and load: expected is that, threshold the deviation it exceeds.
    Residual,
    /// Related channels that do not belong together, each of them still in its own bounds: found is the robust
    /// Mahalanobis distance of their residuals, threshold the distance that one in so many samples exceeds.
    Joint,
    /// A combination of residuals like no other: found is the isolation forest's score, 0 to 1.
    Rare,
}

impl FindingKind {
    pub const ALL: [FindingKind; 7] = [
        FindingKind::Spike,
        FindingKind::Dropout,
        FindingKind::Stuck,
        FindingKind::Railed,
        FindingKind::Residual,
        FindingKind::Joint,
        FindingKind::Rare,
    ];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            FindingKind::Spike => "spike",
            FindingKind::Dropout => "dropout",
            FindingKind::Stuck => "stuck",
            FindingKind::Railed => "railed",
            FindingKind::Residual => "residual",
            FindingKind::Joint => "joint",
            FindingKind::Rare => "rare",
        }
    }

    /// Whether the sensor or its wiring is to blame, and its values there are none.
    pub const fn is_fault(self) -> bool {
        matches!(self, FindingKind::Spike | FindingKind::Dropout | FindingKind::Stuck)
    }
}

/// One time it happened; neighbouring samples are one episode. Figures are in the channel's base unit but for the
/// kinds that say otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    pub span: Span,
    /// Samples in it, of the channel's own rate.
    pub samples: u32,
    pub found: Option<f64>,
    pub expected: Option<f64>,
    pub threshold: f64,
    /// How many times its threshold it is; at least 1.
    pub score: f64,
}

/// Something found, with all the times it happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FindingKind,
    /// The channel, or the channels together, first the one that is furthest off.
    pub channels: Vec<ChannelKey>,
    /// In order of time.
    pub episodes: Vec<Episode>,
    /// Index of the episode with the highest score: the one to jump to.
    pub worst: u32,
}

impl Finding {
    /// Of at least one episode.
    fn of(kind: FindingKind, channels: Vec<ChannelKey>, episodes: Vec<Episode>) -> Option<Self> {
        let best = (0..episodes.len())
            .max_by(|a, b| episodes[*a].score.total_cmp(&episodes[*b].score).then(b.cmp(a)))?;
        Some(Self { kind, channels, episodes, worst: best as u32 })
    }

    /// The episode to jump to.
    pub fn worst(&self) -> Option<&Episode> {
        self.episodes.get(self.worst as usize)
    }

    /// Seconds of all episodes.
    pub fn seconds(&self) -> f64 {
        self.episodes.iter().map(|e| e.span.duration()).sum()
    }
}

/// What [`run`] found: faults of sensors first, then by score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub findings: Vec<Finding>,
    /// Channels whose values were modelled over rpm and load.
    pub modelled: Vec<ChannelKey>,
    /// Rows the models of [`FindingKind::Residual`], [`FindingKind::Joint`] and [`FindingKind::Rare`] rest on.
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

impl Report {
    /// Findings of one kind.
    pub fn of(&self, kind: FindingKind) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |f| f.kind == kind)
    }

    /// Rows of a time base at which a channel's values are those of a fault.
    pub fn faults(&self, key: &ChannelKey, axis: &TimeAxis) -> RowMask {
        let mut rows = RowMask::none(axis.len());
        for finding in self.findings.iter().filter(|f| f.kind.is_fault() && f.channels.contains(key)) {
            for episode in &finding.episodes {
                rows.insert_range(axis.rows_within(episode.span.t0, episode.span.t1));
            }
        }
        rows
    }
}
