//! Tables as text: clipboards and files of other programs, and our own file.
//!
//! Reading text for a table goes in two steps, so that nothing is turned or applied unseen: [`read_block`] says what
//! the text is (separator, decimals, axes), [`fit`] how it would lie on a table (which way round, which unit), and only
//! a [`Command`](super::Command) changes anything.

mod error;
mod file;
mod fit;
mod grid;
mod json;
mod number;
mod predecessor;
mod read;
mod tune;
mod write;
mod xml;

pub use error::{ExchangeError, MAX_TEXT};
pub use file::{FileKind, FileTables, MAX_FILE, Offered, read_file, read_file_by};
pub use fit::{Fit, FitError, Order, Way, fit};
pub use grid::Grid;
pub use json::{Exported, read_json, write_json};
pub use number::Mark;
pub use predecessor::read_predecessor;
pub use read::{Headed, Reading, Separator, TextBlock, read_block};
pub use tune::{IntoTuneError, Slot, part_of_tune, slots_for, write_into_tune};
pub use write::{Layout, write_text};
pub use xml::{read_table_xml, write_table_xml};
