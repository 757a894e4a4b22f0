//! Reports of analyses in memory: for five minutes after their last use, the least used going first when there are too
//! many. Behind them lies the database's store of results.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::web::clock;

/// How long a report stays after its last use.
const KEPT_MS: f64 = 5.0 * 60_000.0;
const MOST: usize = 64;

/// See the module. Keys name the data of a session and everything else a report depends on.
pub struct Reports<T> {
    entries: RefCell<BTreeMap<String, Entry<T>>>,
}

struct Entry<T> {
    report: Rc<T>,
    used_ms: f64,
}

impl<T> Default for Reports<T> {
    fn default() -> Self {
        Self { entries: RefCell::default() }
    }
}

impl<T> Reports<T> {
    /// A report that is still kept.
    pub fn get(&self, key: &str) -> Option<Rc<T>> {
        self.drop_old();
        let mut entries = self.entries.borrow_mut();
        let entry = entries.get_mut(key)?;
        entry.used_ms = clock::ticks_ms();
        Some(Rc::clone(&entry.report))
    }

    /// Keeps a report.
    pub fn put(&self, key: String, report: Rc<T>) {
        self.drop_old();
        let mut entries = self.entries.borrow_mut();
        entries.insert(key, Entry { report, used_ms: clock::ticks_ms() });
        while entries.len() > MOST {
            let oldest = entries.iter().min_by(|a, b| a.1.used_ms.total_cmp(&b.1.used_ms));
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { break };
            entries.remove(&key);
        }
    }

    /// Lets all of them go.
    pub fn clear(&self) {
        self.entries.borrow_mut().clear();
    }

    fn drop_old(&self) {
        let limit = clock::ticks_ms() - KEPT_MS;
        self.entries.borrow_mut().retain(|_, entry| entry.used_ms >= limit);
    }
}
