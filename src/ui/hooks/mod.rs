//! Hooks of the interface. State hooks (`use_cx`, `use_select`, `use_i18n`, `use_units`, `use_route`) are in
//! [`crate::app::select`].

mod debounced;
mod event;
mod id;
mod idle;
mod interval;
mod loaded;
mod painted;

pub use debounced::use_debounced;
pub use event::{use_document_event, use_window_event};
pub use id::use_id;
pub use idle::use_idle;
pub use interval::{use_again, use_interval};
pub use loaded::{Guard, Loaded, guarded, use_loaded};
pub use painted::use_painted;
