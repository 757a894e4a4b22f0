//! What people see: pages, components, commands. Pages call services; components get data and callbacks by props.

mod app;
pub mod commands;
pub mod components;
mod crash;
pub mod hooks;
pub mod intake;
pub mod pages;
mod shell;

pub use app::{App, AppProps};
pub use crash::install as install_crash_screen;
