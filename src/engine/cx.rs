//! Progress and cancellation, handed to every function that can run long.

/// The work was stopped on request; nothing of it may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// What a long computation tells, and asks of, whoever started it.
pub struct Cx<'a> {
    progress: &'a dyn Fn(u64, u64),
    stop: &'a dyn Fn() -> bool,
}

impl<'a> Cx<'a> {
    /// `progress(done, total)` is told how far the work is; `stop()` is asked whether to go on.
    pub fn new(progress: &'a dyn Fn(u64, u64), stop: &'a dyn Fn() -> bool) -> Self {
        Self { progress, stop }
    }

    /// No listener, never cancelled.
    pub fn none() -> Cx<'static> {
        Cx { progress: &|_, _| (), stop: &|| false }
    }

    /// Reports progress and gives up if asked to. Call it every few thousand rows.
    pub fn step(&self, done: u64, total: u64) -> Result<(), Cancelled> {
        (self.progress)(done, total);
        if (self.stop)() { Err(Cancelled) } else { Ok(()) }
    }
}
