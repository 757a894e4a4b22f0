//! Long lists: only what is on screen exists.

mod virtual_rows;

pub use virtual_rows::{VirtualRows, VirtualRowsProps};
