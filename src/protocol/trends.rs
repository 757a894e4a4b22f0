//! How the key figures of a vehicle go from session to session.

use serde::{Deserialize, Serialize};

use super::analysis::Sealed;
use super::{SessionId, VehicleId};
use crate::engine::analysis::trends::across::{Params, Report};

/// Which vehicle, and how its sessions are told apart in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrendsQuestion {
    pub vehicle: VehicleId,
    /// Sessions whose file tells no date are placed where they were imported; else they are left out.
    pub undated: bool,
    pub params: Params,
}

/// Gathers the key figures of a vehicle's sessions and looks for trends in them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VehicleTrends {
    pub question: Sealed<TrendsQuestion>,
}

/// Answer to [`VehicleTrends`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VehicleTrendsAnswer {
    pub trends: Sealed<TrendsFound>,
}

/// What was found, and in which sessions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrendsFound {
    /// Those that count; the report's points name them by their place here.
    pub sessions: Vec<TrendSession>,
    pub left_out: Vec<LeftOutSession>,
    pub report: Report,
    /// How many sessions had to be read; the figures of the others were kept.
    pub read: u32,
}

/// A session that counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrendSession {
    pub id: SessionId,
    pub name: String,
    /// When it was driven, ms on the wall clock of that moment.
    pub at_ms: f64,
    /// Whether the file tells it; else it is when it was imported.
    pub dated: bool,
}

/// A session that does not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeftOutSession {
    pub id: SessionId,
    pub name: String,
    pub why: WhyLeftOut,
}

/// Why a session does not count. Translation key: `trends-why-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyLeftOut {
    /// Its file tells no date.
    NoDate,
    /// Its log can give none of the figures.
    NoFigures,
    /// Its log could not be read.
    Unreadable,
}

impl WhyLeftOut {
    pub const ALL: [WhyLeftOut; 3] = [WhyLeftOut::NoDate, WhyLeftOut::NoFigures, WhyLeftOut::Unreadable];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            WhyLeftOut::NoDate => "no_date",
            WhyLeftOut::NoFigures => "no_figures",
            WhyLeftOut::Unreadable => "unreadable",
        }
    }
}
