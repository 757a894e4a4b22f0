//! Words between the worker and its helpers, which read parts of a file.

use serde::{Deserialize, Serialize};

use super::BufRef;
use crate::engine::import::{PartHead, PartPlan};

/// From the worker to a helper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToHelper {
    /// How the parts that follow are read.
    Plan(PartPlan),
    /// Read a part: these bytes, and the first `len` of the buffer beside the message, which is moved.
    Read { part: u32, begun: Vec<u8>, bytes: BufRef, len: u32 },
}

/// From a helper to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromHelper {
    /// The program runs and listens.
    Ready { protocol: u32, build: String },
    /// What came of a part, its samples beside the message, and the buffer it was read from.
    Done { part: u32, head: PartHead, samples: BufRef, bytes: BufRef },
    /// A part that cannot be read here.
    Failed { part: u32 },
    /// The program ends; nothing comes after this.
    Panicked { text: String },
}
