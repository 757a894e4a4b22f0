//! What a log tells: the stages of the analysis, each a module with its parameters and its report.
//!
//! # Shape of an analysis
//! `run(frame, subject, …reports it builds on…, params, cx) -> Result<Report, AnalysisError>`. A [`Frame`] is the log on
//! one time base within a selection, a [`Subject`] what is known beside the log (the vehicle), `Params` figures made
//! by [`params!`](crate::params) so that a page can show and change every one of them. A report is plain data
//! without prose: its [`Ledger`] says how many rows were used and why others were not, its notes what was assumed.
//!
//! # Order
//! Validation, statistics, patterns, outliers, trends, performance, safety, recommendations: a later stage may build on
//! the reports of earlier ones, never the other way round.

pub mod blocks;
pub mod boxes;
pub mod comparison;
pub mod correlation;
pub mod evidence;
pub mod frame;
pub mod lag;
pub mod look;
pub mod measure;
pub mod outliers;
pub mod params;
pub mod patterns;
pub mod performance;
pub mod pipeline;
pub mod recommend;
pub mod safety;
pub mod scatter;
pub mod spectrum;
pub mod statistics;
pub mod stretches;
pub mod subject;
mod trace;
pub mod trends;
pub mod verdict;

pub use evidence::{Ledger, LedgerBuilder, LeftOut, Note, NoteCode, Reason, Span};
pub use frame::{Frame, FrameError, RowQuery};
pub use params::{ParamError, ParamField, Params};
pub use subject::Subject;

use super::channels::ChannelId;
use super::cx::Cancelled;

/// An analysis that gives no report. Too little data is not among them where a report can say so itself.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AnalysisError {
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// It cannot be judged without one of these channels.
    #[error("needs one of {0:?}")]
    Needs(Vec<ChannelId>),
    #[error("{needed} rows are needed, {found} were found")]
    TooFewRows { needed: u64, found: u64 },
    /// A comparison of too few or too many sessions.
    #[error("{least} to {most} sessions can be compared, {found} were given")]
    Sessions { least: u32, most: u32, found: u32 },
    #[error(transparent)]
    Param(#[from] ParamError),
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// Rules that make no sense, every one of their faults.
    #[error("{} faults in the rules, the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Rules(Vec<safety::RuleError>),
}
