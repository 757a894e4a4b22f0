//! What is done with several files at once.

use super::Imports;
use crate::app::import_queue::{ImportItem, ItemId, ItemState};
use crate::protocol::OnDuplicate;

/// What to do with every file of a batch that is stored already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForTwins {
    /// Leave what is stored, and the files alone.
    Leave,
    /// Read each into its session once more.
    Replace,
    /// Store each beside its twin.
    Keep,
}

impl Imports {
    /// Decides about every file of a batch whose twin is stored already.
    pub fn decide_all(&self, batch: u64, what: ForTwins) {
        let queue = self.queue().get();
        for (id, twin) in queue.batch(batch).filter_map(|i| match &i.state {
            ItemState::Duplicate(twin) => Some((i.id, twin)),
            _ => None,
        }) {
            match what {
                ForTwins::Leave => self.cancel(id),
                ForTwins::Replace => self.decide(id, OnDuplicate::Replace(twin.session.clone())),
                ForTwins::Keep => self.decide(id, OnDuplicate::Keep),
            }
        }
    }

    /// Stops every file of a batch that is on its way.
    pub fn cancel_all(&self, batch: u64) {
        for id in self.of_batch(batch, |item| item.state.is_busy()) {
            self.cancel(id);
        }
    }

    /// Tries every file of a batch again that could not be read or stored.
    pub fn again_all(&self, batch: u64) {
        let failed = |item: &ImportItem| matches!(&item.state, ItemState::Failed(f) if !f.is_refusal());
        for id in self.of_batch(batch, failed) {
            self.again(id);
        }
    }

    fn of_batch(&self, batch: u64, pick: impl Fn(&ImportItem) -> bool) -> Vec<ItemId> {
        let queue = self.queue().get();
        queue.batch(batch).filter(|i| pick(i)).map(|i| i.id).collect()
    }
}
