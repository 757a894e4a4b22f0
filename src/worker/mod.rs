//! The worker: transport between page and worker, the server's loop, its jobs, and the cache of logs.
//!
//! The page uses [`client`]; everything else runs in the worker, or in a [`helper`] of it that reads parts of a large
//! file. Only [`wire`] knows how a message looks.

pub mod cache;
pub mod client;
mod columns;
mod context;
mod derived;
mod error;
pub mod fault;
mod fetched;
pub mod files;
pub mod helper;
pub mod job;
mod jobs;
mod reports;
pub mod server;
mod spawn;
mod team;
mod under_way;
pub mod wire;

pub use client::{Config, WorkerClient, WorkerEvent};
pub use error::WorkerError;
pub use job::{Answer, Canceller, Job};
pub use spawn::{Hooks, Spawner, dedicated};
pub use team::PARTS_FROM;
pub use wire::Slots;
