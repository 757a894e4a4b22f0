#![doc = include_str!("ARCHITECTURE.md")]
// The developer tool is a program of this package and would wait minutes for a library that it does not use.
#![cfg(any(feature = "charts", not(feature = "xtask")))]

pub mod build_info;
pub mod engine;
pub mod i18n;
pub mod protocol;
pub mod report;

#[cfg(feature = "charts")]
pub mod charts;

// The stores are pure; what of `app` needs a browser is gated inside. The worker's program is built without the page.
#[cfg(any(feature = "page", not(feature = "web")))]
pub mod app;

#[cfg(feature = "web")]
pub mod storage;
#[cfg(feature = "page")]
pub mod ui;
#[cfg(feature = "web")]
pub mod web;
#[cfg(feature = "web")]
pub mod worker;
