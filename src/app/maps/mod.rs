//! The editor of tables, all of it that needs no browser: what is selected and in which order cells are shown, what keys
//! mean in the tuner's dialect, what is typed, copied and pasted, colours, figures, the drawing of slices and of the
//! surface. An edit is a [`Command`](crate::engine::tables::Command) that the engine takes or refuses; here it is chosen.

mod act;
mod axis_form;
mod copying;
mod drag;
mod entry;
mod figures;
mod heat;
mod keys;
mod order;
mod pasting;
mod picture;
mod prefs;
mod scale;
mod select;
mod sheet;
mod slice;
mod surface;
pub mod words;

pub use act::{Editing, Outcome, act, tools};
pub use axis_form::{AxisForm, AxisProblem, Keep, PointRow};
pub use copying::{CopyAs, copied, selection_text};
pub use drag::{Drag, DragMode, Pointer, Told, covered, pinched};
pub use entry::{Entry, EntryKind, EntryProblem};
pub use figures::{Changed, Readout, line_figures, readout};
pub use heat::{DIFFERENCE_LEVELS, LEVELS, Range, Tint, difference_level, level};
pub use keys::{Binding, Dialect, Intent, Step, bindings, intent, typed_figure};
pub use order::Order;
pub use pasting::{Onto, PasteChoices, PastePlan, PasteRefused, plan};
pub use picture::Raster;
pub use prefs::{FillWith, Shade, SmoothWith, TablePrefs, Tools};
pub use scale::Scale;
pub use select::Selection;
pub use sheet::{CellView, RowView, Sheet, SheetInput, reference_values, sheet};
pub use slice::{Slice, SlicePoint, slice};
pub use surface::{Camera, Face, Scene, scene};
