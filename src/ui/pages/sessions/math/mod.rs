//! The user's math channels beside an open session, and the filter written in the same language.

mod editor;
mod filter;
mod list;

use std::rc::Rc;

use yew::{hook, use_memo};

pub use self::editor::{Editing, MathEditor};
pub use self::filter::{FilterField, Kept, left_out, use_filter, use_kept};
pub use self::list::MathGroup;
use crate::app::services::view::Opened;
use crate::engine::channels::ChannelKey;
use crate::engine::expr::{Book, Derived, Expr, MathChannel, MathError};
use crate::storage::MathChannelRecord;
use crate::ui::components::expr::NamesRef;

/// The math channels judged by an open session. Equal when it is the same judgement.
#[derive(Clone)]
pub struct MathBook(Rc<Judged>);

struct Judged {
    records: Rc<Vec<MathChannelRecord>>,
    book: Book,
    names: NamesRef,
}

impl PartialEq for MathBook {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl MathBook {
    fn new(opened: &Opened, records: Rc<Vec<MathChannelRecord>>) -> Self {
        let channels: Vec<MathChannel> = records.iter().map(MathChannelRecord::channel).collect();
        let book = opened.detail().book(&channels);
        let names = NamesRef(Rc::new(book.names.clone()));
        Self(Rc::new(Judged { records, book, names }))
    }

    /// As they are stored.
    pub fn records(&self) -> &[MathChannelRecord] {
        &self.0.records
    }

    /// Each with what became of it in this session.
    pub fn entries(&self) -> impl Iterator<Item = (&MathChannelRecord, &Result<Derived, MathError>)> {
        self.0.records.iter().zip(self.0.book.entries.iter().map(|(_, verdict)| verdict))
    }

    /// What can be worked out in this session.
    pub fn derived(&self) -> impl Iterator<Item = (&MathChannelRecord, &Derived)> {
        self.entries().filter_map(|(record, verdict)| Some((record, verdict.as_ref().ok()?)))
    }

    /// What an expression may name here.
    pub fn names(&self) -> NamesRef {
        self.0.names.clone()
    }

    /// The condition, if it is one that makes sense here.
    pub fn condition(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let checked = text.parse::<Expr>().and_then(|expr| expr.check_condition(&self.0.book.names));
        checked.ok().map(|_| text.to_owned())
    }

    /// What a channel is called since the list was another; a channel that is none of these keeps its name.
    pub fn renamed_since(&self, before: &MathBook, key: &ChannelKey) -> ChannelKey {
        let ChannelKey::Math(name) = key else { return key.clone() };
        let was = before.records().iter().find(|r| r.name.trim() == name);
        let now = was.and_then(|was| self.records().iter().find(|r| r.id == was.id));
        now.map_or_else(|| key.clone(), |now| ChannelKey::Math(now.name.trim().to_owned()))
    }
}

/// The list judged by an open session, once both are there.
#[hook]
pub fn use_math_book(
    opened: Option<Opened>,
    records: Option<Rc<Vec<MathChannelRecord>>>,
) -> Option<MathBook> {
    let key = records.as_ref().map(Rc::as_ptr);
    let book = use_memo((opened, key), move |(opened, _)| {
        opened.as_ref().zip(records).map(|(opened, records)| MathBook::new(opened, records))
    });
    (*book).clone()
}
