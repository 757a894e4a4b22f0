//! Math channels in memory: worked out of the columns of a session when they are asked for, kept like any column, and
//! worked out anew when their definition, or that of one they are made of, is another.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::cache::{Cache, Gathered, Held, Slice};
use super::fault::Fault;
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::expr::{Book, Checked, Derived, Expr, ExprError, MathChannel};
use crate::engine::table::{LogTable, TimeAxis};
use crate::engine::view::{Pyramid, Selected};
use crate::protocol::{ErrorCode, WireError};
use crate::storage::{Db, MathChannelRecord, SessionDetail, StorageError};
use crate::web::marks::Stopwatch;

impl Cache {
    /// The user's math channels, judged by what a session has.
    pub async fn book(&self, db: &Db, session: &str) -> Result<Rc<Book>, Fault> {
        self.open(db, session).await?;
        let (known, reading) = self.known_book(session);
        if let Some(book) = known {
            return Ok(book);
        }
        let channels: Vec<MathChannel> =
            db.math_channels().get_all().await?.iter().map(MathChannelRecord::channel).collect();
        let book = Rc::new(detail(db, session).await?.book(&channels));
        self.keep_book(session, &book, reading);
        Ok(book)
    }

    /// Columns of a session, stored ones and those of a book. What is worked out is only kept with `keep`.
    pub async fn slice_by(
        &self,
        db: &Db,
        session: &str,
        keys: &[ChannelKey],
        book: &Book,
        keep: bool,
        mut step: impl AsyncFnMut(usize, usize) -> Result<(), Fault>,
    ) -> Result<Slice, Fault> {
        let places = self.open(db, session).await?;
        let mut wanted: Vec<ChannelKey> = Vec::with_capacity(keys.len());
        for key in keys {
            if (places.contains(key) || book.get(key).is_some()) && !wanted.contains(key) {
                wanted.push(key.clone());
            }
        }
        let used = self.tick();
        let mut held: BTreeMap<ChannelKey, Held> = BTreeMap::new();
        for derived in book.plan(&wanted, &|_| false).0 {
            let here = self.touch(session, &derived.channel.key, used);
            held.extend(here.filter(|h| *h.made_of == *derived.made_of).map(|h| (h.column.key.clone(), h)));
        }
        let (order, stored) = book.plan(&wanted, &|derived| held.contains_key(&derived.channel.key));
        let stored: Vec<ChannelKey> = stored.into_iter().filter(|key| places.contains(key)).collect();
        let Gathered { axes, held: loaded, data } = self.gather(db, session, &stored, &mut step).await?;
        held.extend(loaded.into_iter().map(|h| (h.column.key.clone(), h)));
        let used = self.tick();
        for (done, derived) in order.iter().enumerate() {
            step(done, order.len()).await?;
            let made = work_out(derived, &held, &axes, used)?;
            if keep {
                self.keep(session, &data, &axes, std::slice::from_ref(&made));
            }
            held.insert(made.column.key.clone(), made);
        }
        self.evict();
        let held: Option<Vec<Held>> = wanted.iter().map(|key| held.get(key).cloned()).collect();
        let held = held.ok_or_else(|| Fault::internal("a math channel without its values"))?;
        Slice::of(Gathered { axes, held, data })
    }

    /// Columns of a session and the rows at which a condition is true; all rows where there is none.
    pub async fn selected(
        &self,
        db: &Db,
        session: &str,
        keys: &[ChannelKey],
        filter: Option<&str>,
        step: impl AsyncFnMut(usize, usize) -> Result<(), Fault>,
    ) -> Result<(Slice, Option<Selected>), Fault> {
        let Some(filter) = filter.map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok((self.slice(db, session, Some(keys), step).await?, None));
        };
        let book = self.book(db, session).await?;
        let condition = condition(filter, &book)?;
        let mut all: Vec<ChannelKey> = keys.to_vec();
        all.extend(book.needs_of(&condition));
        let slice = self.slice_by(db, session, &all, &book, true, step).await?;
        let selected = book.select(&condition, &slice.table, &[], &Cx::none())?;
        let asked = slice.keys.iter().take_while(|key| keys.contains(key)).count();
        Ok((slice.first(asked)?, Some(selected)))
    }
}

/// A condition that makes sense for a session.
pub fn condition(text: &str, book: &Book) -> Result<Checked, Fault> {
    let checked = text.parse::<Expr>().and_then(|expr| expr.check_condition(&book.names));
    checked.map_err(|error| refusal(&error))
}

/// An expression that is refused, for whoever shows where.
pub fn refusal(error: &ExprError) -> Fault {
    let wire = WireError::new(ErrorCode::SelectionWrong, error.to_string());
    match serde_json::to_string(error) {
        Ok(why) => wire.with_text("why", why).into(),
        Err(_) => wire.into(),
    }
}

/// What is known of a session without loading it.
pub async fn detail(db: &Db, session: &str) -> Result<SessionDetail, Fault> {
    let missing = || StorageError::NotFound { store: "details", key: session.to_owned() };
    Ok(db.details().get_by_id(session).await?.ok_or_else(missing)?)
}

fn work_out(
    derived: &Derived,
    held: &BTreeMap<ChannelKey, Held>,
    axes: &[TimeAxis],
    used: u64,
) -> Result<Held, Fault> {
    let _working = Stopwatch::start("derive");
    let columns = derived.needs().iter().filter_map(|key| Some(held.get(key)?.column.clone())).collect();
    let table = LogTable::new(axes.to_vec(), columns).map_err(|e| Fault::internal(e.to_string()))?;
    let column = derived.column(&table, &[], &Cx::none())?;
    let pyramid = Rc::new(Pyramid::build(&column));
    Ok(Held::new(column, pyramid, used).made_of(&derived.made_of))
}
