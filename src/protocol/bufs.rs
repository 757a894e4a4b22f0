//! Names for what travels beside a message.

use serde::{Deserialize, Serialize};

/// The n-th thing beside the message: a buffer, a file or a text. Slot 0 is the first one after the message itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BufRef(pub u16);
