//! Sorting by counting: a logger writes so many digits that a channel has few values, however often it has them.

use super::quantile::{key, number};
use crate::engine::passes;

/// Slots of the table, and the most values it is to hold: with most slots free the first one looked at is nearly always
/// the right one.
const SLOT_BITS: u32 = 15;
const SLOTS: usize = 1 << SLOT_BITS;
const MOST: usize = SLOTS / 4;
/// No finite value has this key.
const FREE: u32 = 0;
/// 2³² over the golden ratio (Knuth): neighbouring keys come to lie far apart.
const SPREAD: u32 = 0x9e37_79b1;

struct Tally {
    /// A key and how often it was.
    slots: Vec<(u32, u32)>,
    values: usize,
}

impl Tally {
    fn count(&mut self, key: u32) {
        let mut at = (key.wrapping_mul(SPREAD) >> (u32::BITS - SLOT_BITS)) as usize;
        loop {
            let slot = &mut self.slots[at];
            if slot.0 == key {
                slot.1 += 1;
                return;
            }
            if slot.0 == FREE {
                *slot = (key, 1);
                self.values += 1;
                return;
            }
            at = (at + 1) % SLOTS;
        }
    }
}

/// Sorts finite values, ascending, −0 before 0, if few of them differ; else leaves them as they are and says so.
pub(super) fn sorted(values: &mut [f32]) -> bool {
    let mut tally = Tally { slots: vec![(FREE, 0); SLOTS], values: 0 };
    let few = passes::fold(0..values.len(), true, |few, rows| {
        if few {
            values[rows].iter().for_each(|x| tally.count(key(*x)));
        }
        tally.values <= MOST
    });
    if few {
        let mut counted: Vec<(u32, u32)> = tally.slots.into_iter().filter(|slot| slot.0 != FREE).collect();
        counted.sort_unstable();
        let mut done = 0;
        for (key, count) in counted {
            values[done..done + count as usize].fill(number(key));
            done += count as usize;
        }
    }
    few
}
