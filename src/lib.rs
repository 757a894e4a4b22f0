#![doc = include_str!("ARCHITECTURE.md")]

pub mod build_info;
pub mod engine;
pub mod i18n;
pub mod protocol;
pub mod report;

#[cfg(feature = "charts")]
pub mod charts;

// The stores are pure; what of `app` needs a browser is gated inside.
pub mod app;

#[cfg(feature = "web")]
pub mod storage;
#[cfg(feature = "web")]
pub mod ui;
#[cfg(feature = "web")]
pub mod web;
#[cfg(feature = "web")]
pub mod worker;
