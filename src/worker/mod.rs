//! The worker: transport between page and worker, the server's loop, its jobs, and the cache of logs.
//!
//! The page uses [`client`]; everything else runs in the worker. Only [`wire`] knows how a message looks.

pub mod cache;
pub mod client;
mod context;
mod error;
pub mod fault;
mod files;
pub mod job;
mod jobs;
mod reports;
pub mod server;
mod spawn;
pub mod wire;

pub use client::{Config, WorkerClient, WorkerEvent};
pub use error::WorkerError;
pub use job::{Answer, Canceller, Job};
pub use spawn::{Hooks, Spawner, dedicated};
pub use wire::Slots;
