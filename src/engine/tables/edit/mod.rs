//! Edits: each is a command, which a table takes whole or refuses whole.
//!
//! Locked cells and cells of break points that are not in use are passed over by every command. A command none of whose
//! cells may change is refused, as is one that would bring a cell beyond what its kind allows; then nothing has changed.

mod apply;
mod axes;
mod block;
mod change;
mod command;
mod refusal;

pub use apply::{Applied, apply};
pub use block::{Block, PasteHow};
pub use change::Change;
pub use command::{Command, Direction, FillFrom, FillMethod, Point, StepKey, WorkedOut};
pub use refusal::Refusal;
