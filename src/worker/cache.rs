//! Logs in memory, column by column: the least used go when there are too many bytes, and come back from the database.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Deserialize;

use super::fault::Fault;
use super::jobs::parts::pyramid_bytes;
use super::under_way::UnderWay;
use crate::engine::channels::ChannelKey;
use crate::engine::expr::Book;
use crate::engine::order::sort_by;
use crate::engine::table::{Column, LogTable, TimeAxis};
use crate::engine::view::Pyramid;
use crate::protocol::{ErrorCode, WireError};
use crate::storage::{Db, Key, Read, SessionDetail, SessionRecord, StorageError, Store, columns, records};
use crate::web::marks::Stopwatch;

/// Columns loaded together: they come sooner than one after the other, and as bytes they are here twice.
const AT_ONCE: usize = 4;

/// Some columns of a session, in the order asked, with all of its time bases.
pub struct Slice {
    pub table: LogTable,
    pub pyramids: Vec<Rc<Pyramid>>,
    /// Keys of the columns in it; the same order.
    pub keys: Vec<ChannelKey>,
    /// Under which the session's results are kept.
    pub data: String,
}

/// Columns held, by session.
pub struct Cache {
    budget: Cell<usize>,
    entries: RefCell<BTreeMap<String, Entry>>,
    clock: Cell<u64>,
    /// Rises when the user's math channels change: what was read before may be out of date.
    math: Cell<u32>,
    /// Sessions whose time bases are being loaded.
    axes_coming: UnderWay,
}

struct Entry {
    data: String,
    /// Empty until the first column is loaded: they come with it.
    axes: Vec<TimeAxis>,
    /// Place of each column in the database, in the order of the file.
    places: Vec<ChannelKey>,
    columns: BTreeMap<ChannelKey, Held>,
    /// The session's record changed since: see whether it still lies under the same `data`.
    doubtful: bool,
    /// The user's math channels, judged by what the session has; see [`super::derived`].
    book: Option<Rc<Book>>,
}

#[derive(Clone)]
pub(super) struct Held {
    pub column: Column,
    pub pyramid: Rc<Pyramid>,
    /// What a math channel was worked out of; empty for what is stored.
    pub made_of: Rc<str>,
    bytes: usize,
    used: u64,
}

/// What it takes of a session's record to find its columns.
#[derive(Deserialize)]
struct Kept {
    data: String,
    deleted_at: Option<f64>,
}

/// What it takes of a session's details for the same.
#[derive(Deserialize)]
struct Columns {
    columns: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    key: ChannelKey,
}

/// Columns that were asked for, with all time bases of the session.
pub(super) struct Gathered {
    pub axes: Vec<TimeAxis>,
    pub held: Vec<Held>,
    pub data: String,
}

/// What the cache holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheSize {
    pub bytes: usize,
    pub budget: usize,
    pub sessions: usize,
    pub columns: usize,
}

impl Cache {
    /// An empty cache for so many bytes.
    pub fn new(budget: usize) -> Self {
        Self {
            budget: Cell::new(budget),
            entries: RefCell::default(),
            clock: Cell::new(0),
            math: Cell::new(0),
            axes_coming: UnderWay::default(),
        }
    }

    /// Changes the budget, letting columns go if it is smaller.
    pub fn set_budget(&self, budget: usize) {
        self.budget.set(budget);
        self.evict();
    }

    /// Takes in a log that was just stored, so that its first view need not be loaded.
    pub fn insert(&self, session: &str, data: &str, table: &LogTable, pyramids: Vec<Rc<Pyramid>>) {
        let used = self.tick();
        let columns = table
            .columns()
            .iter()
            .zip(pyramids)
            .map(|(column, pyramid)| (column.key.clone(), Held::new(column.clone(), pyramid, used)))
            .collect();
        let entry = Entry {
            data: data.to_owned(),
            axes: table.axes().to_vec(),
            places: table.columns().iter().map(|c| c.key.clone()).collect(),
            columns,
            doubtful: false,
            book: None,
        };
        self.entries.borrow_mut().insert(session.to_owned(), entry);
        self.evict();
    }

    /// Lets go of a session.
    pub fn forget(&self, session: &str) {
        self.entries.borrow_mut().remove(session);
    }

    /// Lets go of everything.
    pub fn clear(&self) {
        self.entries.borrow_mut().clear();
    }

    /// Its record changed: it may have been deleted or read anew.
    pub fn doubt(&self, session: Option<&str>) {
        let mut entries = self.entries.borrow_mut();
        match session {
            Some(session) => {
                if let Some(entry) = entries.get_mut(session) {
                    entry.doubtful = true;
                }
            }
            None => entries.values_mut().for_each(|entry| entry.doubtful = true),
        }
    }

    /// The user's math channels changed.
    pub fn doubt_math(&self) {
        self.math.set(self.math.get().wrapping_add(1));
        self.entries.borrow_mut().values_mut().for_each(|entry| entry.book = None);
    }

    /// What it holds.
    pub fn size(&self) -> CacheSize {
        let entries = self.entries.borrow();
        CacheSize {
            bytes: entries.values().map(Entry::bytes).sum(),
            budget: self.budget.get(),
            sessions: entries.len(),
            columns: entries.values().map(|e| e.columns.len()).sum(),
        }
    }

    /// Some columns of a session, loaded or worked out where they are not held. Keys the session lacks are left out;
    /// `None` asks for all of the file's. `step` is called before each column that is loaded and may give up.
    pub async fn slice(
        &self,
        db: &Db,
        session: &str,
        keys: Option<&[ChannelKey]>,
        step: impl AsyncFnMut(usize, usize) -> Result<(), Fault>,
    ) -> Result<Slice, Fault> {
        let places = self.open(db, session).await?;
        match keys {
            Some(keys) if keys.iter().any(ChannelKey::is_math) => {
                let book = self.book(db, session).await?;
                self.slice_by(db, session, keys, &book, true, step).await
            }
            Some(keys) => {
                let mut wanted: Vec<ChannelKey> = Vec::with_capacity(keys.len());
                for key in keys {
                    if places.contains(key) && !wanted.contains(key) {
                        wanted.push(key.clone());
                    }
                }
                Slice::of(self.gather(db, session, &wanted, step).await?)
            }
            None => Slice::of(self.gather(db, session, &places, step).await?),
        }
    }

    /// Stored columns in the order asked; the session has all of them.
    pub(super) async fn gather(
        &self,
        db: &Db,
        session: &str,
        wanted: &[ChannelKey],
        mut step: impl AsyncFnMut(usize, usize) -> Result<(), Fault>,
    ) -> Result<Gathered, Fault> {
        let places = self.open(db, session).await?;
        let used = self.tick();
        let mut held: Vec<Option<Held>> = wanted.iter().map(|key| self.touch(session, key, used)).collect();
        let missing: Vec<usize> = (0..wanted.len()).filter(|i| held[*i].is_none()).collect();
        self.axes_coming.wait(session).await;
        let (data, mut axes) = self.base(session)?;
        let mut coming = axes.is_empty().then(|| self.axes_coming.begin(session));
        let mut rest = missing.chunks(AT_ONCE).peekable();
        while rest.peek().is_some() || axes.is_empty() {
            let some = rest.next().unwrap_or_default();
            if let Some(first) = some.first() {
                step(*first, wanted.len()).await?;
            }
            let keys: Vec<&ChannelKey> = some.iter().map(|i| &wanted[*i]).collect();
            let at: Vec<u32> =
                places.iter().zip(0..).filter(|(key, _)| keys.contains(key)).map(|(_, i)| i).collect();
            let loading = Stopwatch::start("load");
            let loaded = columns::load(db, &data, axes.is_empty(), &at).await?;
            drop(loading);
            if axes.is_empty() {
                axes = loaded.axes;
            }
            let columns = loaded.columns.into_iter();
            let loaded: Vec<Held> =
                columns.map(|(c, pyramid)| Held::new(c, Rc::new(pyramid), used)).collect();
            self.keep(session, &data, &axes, &loaded);
            drop(coming.take());
            for one in loaded {
                if let Some(i) = wanted.iter().position(|key| *key == one.column.key) {
                    held[i] = Some(one);
                }
            }
        }
        self.evict();
        let held: Option<Vec<Held>> = held.into_iter().collect();
        let held = held.ok_or_else(|| Fault::internal("a column under the name of another"))?;
        Ok(Gathered { axes, held, data })
    }

    /// Takes in what was loaded, unless the session was read anew meanwhile.
    pub(super) fn keep(&self, session: &str, data: &str, axes: &[TimeAxis], loaded: &[Held]) {
        let mut entries = self.entries.borrow_mut();
        if let Some(entry) = entries.get_mut(session).filter(|entry| entry.data == data) {
            entry.axes = axes.to_vec();
            entry.columns.extend(loaded.iter().map(|held| (held.column.key.clone(), held.clone())));
        }
    }

    /// What is known of the math channels in a session, and which reading of them it is.
    pub(super) fn known_book(&self, session: &str) -> (Option<Rc<Book>>, u32) {
        (self.entries.borrow().get(session).and_then(|entry| entry.book.clone()), self.math.get())
    }

    /// Takes in what was read of the math channels, unless they changed meanwhile.
    pub(super) fn keep_book(&self, session: &str, book: &Rc<Book>, reading: u32) {
        if let Some(entry) = self.entries.borrow_mut().get_mut(session)
            && reading == self.math.get()
        {
            entry.book = Some(Rc::clone(book));
        }
    }

    /// Makes sure it is known what a session has, and gives the keys of its columns.
    pub(super) async fn open(&self, db: &Db, session: &str) -> Result<Vec<ChannelKey>, Fault> {
        let known = self.entries.borrow().get(session).filter(|e| !e.doubtful).map(|e| e.places.clone());
        if let Some(places) = known {
            return Ok(places);
        }
        let key = Key::text(session);
        let asked = vec![Read::One(Store::Sessions, key.clone()), Read::One(Store::Details, key)];
        let mut found = db.read(asked).await?.into_iter().flatten();
        let record = found.next().map(records::some_from_js::<SessionRecord, Kept>).transpose()?;
        let Some(record) = record.filter(|s| s.deleted_at.is_none()) else {
            self.forget(session);
            return Err(gone(session));
        };
        if let Some(entry) = self.entries.borrow_mut().get_mut(session)
            && entry.data == record.data
        {
            entry.doubtful = false;
            return Ok(entry.places.clone());
        }
        let missing = || StorageError::NotFound { store: "details", key: session.to_owned() };
        let detail = records::some_from_js::<SessionDetail, Columns>(found.next().ok_or_else(missing)?)?;
        let places: Vec<ChannelKey> = detail.columns.into_iter().map(|c| c.key).collect();
        let entry = Entry {
            data: record.data,
            axes: Vec::new(),
            places: places.clone(),
            columns: BTreeMap::new(),
            doubtful: false,
            book: None,
        };
        self.entries.borrow_mut().insert(session.to_owned(), entry);
        Ok(places)
    }

    /// Under what a session's columns lie, and its time bases; none if they are still to be loaded.
    fn base(&self, session: &str) -> Result<(String, Vec<TimeAxis>), Fault> {
        let entries = self.entries.borrow();
        let entry = entries.get(session).ok_or_else(|| gone(session))?;
        Ok((entry.data.clone(), entry.axes.clone()))
    }

    pub(super) fn touch(&self, session: &str, key: &ChannelKey, used: u64) -> Option<Held> {
        let mut entries = self.entries.borrow_mut();
        let held = entries.get_mut(session)?.columns.get_mut(key)?;
        held.used = used;
        Some(held.clone())
    }

    pub(super) fn tick(&self) -> u64 {
        self.clock.set(self.clock.get() + 1);
        self.clock.get()
    }

    /// Lets the least used columns go until the rest fits; those of the last use stay, whatever they take.
    pub(super) fn evict(&self) {
        let mut entries = self.entries.borrow_mut();
        let mut bytes: usize = entries.values().map(Entry::bytes).sum();
        let mut by_age: Vec<(u64, String, ChannelKey, usize)> = entries
            .iter()
            .flat_map(|(s, e)| e.columns.iter().map(move |(k, h)| (h.used, s.clone(), k.clone(), h.bytes)))
            .collect();
        sort_by(&mut by_age, |a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
        for (used, session, key, size) in by_age {
            if bytes <= self.budget.get() || used == self.clock.get() {
                break;
            }
            if let Some(entry) = entries.get_mut(&session) {
                entry.columns.remove(&key);
                bytes -= size;
            }
        }
        // A session without columns keeps only its time bases; with many sessions those add up.
        if bytes > self.budget.get() {
            entries.retain(|_, entry| !entry.columns.is_empty());
        }
    }
}

impl Entry {
    fn bytes(&self) -> usize {
        self.axes.iter().map(|a| a.len() * 8).sum::<usize>()
            + self.columns.values().map(|h| h.bytes).sum::<usize>()
    }
}

impl Held {
    pub(super) fn new(column: Column, pyramid: Rc<Pyramid>, used: u64) -> Self {
        let bytes = column.bytes() + pyramid_bytes(&pyramid);
        Self { column, pyramid, made_of: Rc::default(), bytes, used }
    }

    pub(super) fn made_of(self, made_of: &str) -> Self {
        Self { made_of: made_of.into(), ..self }
    }
}

impl Slice {
    pub(super) fn of(gathered: Gathered) -> Result<Self, Fault> {
        let Gathered { axes, held, data } = gathered;
        let keys = held.iter().map(|h| h.column.key.clone()).collect();
        let (columns, pyramids) = held.into_iter().map(|h| (h.column, h.pyramid)).unzip();
        let table = LogTable::new(axes, columns).map_err(|e| Fault::internal(e.to_string()))?;
        Ok(Self { table, pyramids, keys, data })
    }

    /// The first columns of it.
    pub fn first(self, count: usize) -> Result<Self, Fault> {
        let columns = self.table.columns()[..count].to_vec();
        let table = LogTable::new(self.table.axes().to_vec(), columns);
        let table = table.map_err(|e| Fault::internal(e.to_string()))?;
        let (mut pyramids, mut keys) = (self.pyramids, self.keys);
        pyramids.truncate(count);
        keys.truncate(count);
        Ok(Self { table, pyramids, keys, data: self.data })
    }
}

fn gone(session: &str) -> Fault {
    WireError::new(ErrorCode::NoSuchSession, format!("session {session}")).into()
}
