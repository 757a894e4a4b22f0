//! What tells sessions apart.

use serde::{Deserialize, Serialize};

use super::{ResultFrom, Sealed, SessionId};
use crate::engine::analysis::Subject;
use crate::engine::analysis::comparison::study::{Asked, Study};

/// What is compared and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    pub asked: Asked,
    /// What is known beside the log, session by session.
    pub subjects: Vec<Subject>,
}

/// Compares sessions, or finds the kept comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compare {
    pub sessions: Vec<SessionId>,
    pub question: Sealed<Comparison>,
}

/// Answer to [`Compare`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareAnswer {
    pub study: Sealed<Study>,
    pub from: ResultFrom,
    /// What computing it took, ms; of a kept one what it took then is not known.
    pub took_ms: Option<f64>,
}
