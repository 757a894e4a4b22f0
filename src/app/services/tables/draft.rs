//! What is being done to a table is kept while it is done: a reload or a closed tab loses nothing.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::engine::tables::History;
use crate::storage::DraftRecord;
use crate::web::{clock, task};

/// A pause so short that nobody leaves in it, and long enough that a drag is not written at each of its moves.
const PAUSE_MS: u32 = 250;

/// Writes the draft of one table, the newest one only, one after the other.
pub struct Keeper {
    cx: AppCx,
    table: String,
    waiting: RefCell<Option<Rc<History>>>,
    /// Somebody is on the way who will write what waits.
    underway: Cell<bool>,
    /// Told when all is kept.
    kept: Box<dyn Fn()>,
}

impl Keeper {
    pub fn new(cx: &AppCx, table: &str, kept: impl Fn() + 'static) -> Rc<Self> {
        Rc::new(Self {
            cx: cx.clone(),
            table: table.to_owned(),
            waiting: RefCell::default(),
            underway: Cell::new(false),
            kept: Box::new(kept),
        })
    }

    /// Keeps a history soon.
    pub fn keep(self: &Rc<Self>, history: Rc<History>) {
        *self.waiting.borrow_mut() = Some(history);
        if self.underway.replace(true) {
            return;
        }
        let me = Rc::clone(self);
        task::spawn(async move {
            clock::sleep(PAUSE_MS).await;
            me.write().await;
        });
    }

    /// Keeps what waits at once: the page is being left.
    pub fn flush(self: &Rc<Self>) {
        if self.waiting.borrow().is_none() {
            return;
        }
        let me = Rc::clone(self);
        task::spawn(async move { me.write_waiting().await });
    }

    /// Whether everything is kept.
    pub fn is_done(&self) -> bool {
        !self.underway.get() && self.waiting.borrow().is_none()
    }

    async fn write(&self) {
        self.write_waiting().await;
        self.underway.set(false);
        (self.kept)();
    }

    async fn write_waiting(&self) {
        loop {
            let Some(history) = self.waiting.borrow_mut().take() else { return };
            if let Err(error) = self.put(&history).await {
                self.cx.report(&error);
                return;
            }
        }
    }

    async fn put(&self, history: &History) -> Result<(), AppError> {
        let draft = DraftRecord::of(&self.table, history, clock::now_ms())?;
        Ok(self.cx.core()?.db.drafts().create(&draft).await?)
    }
}
