//! The browser's edges, thin and without domain knowledge. Every listener, channel and timer here ends when its
//! handle is dropped; nothing is leaked on purpose. The same code runs in the page and in the worker.

pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod download;
pub mod error;
pub mod events;
pub mod folders;
pub mod frame;
pub mod global;
pub mod gzip;
pub mod local;
pub mod log;
pub mod macrotask;
pub mod marks;
pub mod monitor;
pub mod picture;
pub mod pubsub;
pub mod pwa;
pub mod size;
pub mod storage_quota;
pub mod style;
pub mod task;

pub use error::{JsError, ignore};
