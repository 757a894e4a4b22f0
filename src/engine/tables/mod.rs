//! Tables of an engine's calibration as they are edited, compared, exchanged and filled with what a log says.
//!
//! [`tune`](super::tune) holds what files bring and never changes it; here a table is a [`MapTable`], sound by
//! construction, and what is done to it is a [`Command`] that is taken whole or refused whole.
//!
//! # Orientation
//! Engine speed is in rows, load in columns, everywhere in here. What comes in or goes out the other way round is turned
//! at the edge (the exchange and the conversion), which say that they did.
//!
//! # Break points out of use
//! An ECU has a fixed number of places on an axis, of which some are in use. A table keeps them all; cells are addressed
//! over all of them. What the ECU sees is the [`Lattice`](surface::Lattice) of those in use, and everything that reckons
//! works on that.

mod axis;
mod cells;
mod check;
mod convert;
mod defaults;
mod diff;
mod edit;
pub mod exchange;
mod history;
mod hits;
mod look;
mod model;
mod pointing;
mod restate;
mod rules;
mod snapshot;
pub mod surface;
mod trail;

pub use axis::{AxisError, MAX_POINTS, MapAxis};
pub use cells::{Area, Cell, Side};
pub use check::{Finding, FindingCode, MAX_CELLS_NAMED, Severity, check};
pub use convert::{Converted, MapRefusal, Refused, from_calibration, from_tune};
pub use defaults::{For, SLOTS, Template, template};
pub use diff::{
    Choice, Delta, DiffError, DiffStats, Difference, MergeCell, MergeState, diff, resolve, three_way,
};
pub use edit::{
    Applied, Block, Change, Command, Direction, FillFrom, FillMethod, PasteHow, Point, Refusal, StepKey,
    WorkedOut, apply,
};
pub use history::{Gesture, History, MAX_FIGURES, MAX_STEPS, Step};
pub use hits::{CellHits, Hits, HitsError, HitsParams, LogHits, Ownership, rows_at};
pub use model::{ContentHash, MAX_NAME, MapError, MapInfo, MapTable};
pub use pointing::{Pointed, Pointing};
pub use restate::{Correction, Family, OperatingPoint, Restated, Since, restate};
pub use rules::{Rules, axis_rules, cell_rules};
pub use snapshot::{Origin, Snapshot, common_base, lineage, same_content, stands_on};
pub use trail::{TrailPoint, trail};
