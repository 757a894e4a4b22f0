//! A table while it is open: its record, its history with undo and redo, its versions. What is done is kept as a draft at
//! once; what another tab does is followed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::Event;

use super::draft::Keeper;
use super::versions::{self, Label};
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::maps::words::Words;
use crate::app::services::start;
use crate::app::store::Store;
use crate::app::toasts::{Toast, Tone};
use crate::engine::tables::{Command, History, MapTable, Origin, Refusal, apply};
use crate::i18n::Message;
use crate::message;
use crate::storage::{SnapshotRecord, Store as Records, TableRecord};
use crate::web::events::{self, Listener};
use crate::web::pubsub::Subscription;
use crate::web::{clock, global, task};

/// What is known of an open table.
#[derive(Clone)]
pub struct Opened {
    pub record: Rc<TableRecord>,
    pub history: Rc<History>,
    /// The oldest first.
    pub versions: Rc<Vec<SnapshotRecord>>,
    /// Everything that was done is kept.
    pub kept: bool,
    /// What was done before could not be read again: it is told once.
    pub draft_lost: bool,
}

impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.record, &other.record)
            && Rc::ptr_eq(&self.history, &other.history)
            && Rc::ptr_eq(&self.versions, &other.versions)
            && self.kept == other.kept
    }
}

impl Opened {
    /// Whether something was done that is not saved.
    pub fn is_changed(&self) -> bool {
        self.history.table() != &self.record.table
    }

    /// The version it was worked on from.
    pub fn base(&self) -> Option<&SnapshotRecord> {
        let id = self.record.base.as_deref()?;
        self.versions.iter().find(|v| v.id == id)
    }

    /// A version by its identity.
    pub fn version(&self, id: &str) -> Option<&SnapshotRecord> {
        self.versions.iter().find(|v| v.id == id)
    }
}

/// How far the opening is.
#[derive(Clone, PartialEq)]
pub enum EditState {
    Opening,
    Failed(AppError),
    Open(Opened),
}

/// See the module. Cloning gives another handle of the same.
#[derive(Clone)]
pub struct Editing(Rc<Inner>);

struct Inner {
    cx: AppCx,
    id: String,
    state: Store<EditState>,
    keeper: RefCell<Option<Rc<Keeper>>>,
    /// Something changed while it was being opened.
    overtaken: Cell<bool>,
    listening: RefCell<(Option<Subscription>, Vec<Listener>)>,
}

impl PartialEq for Editing {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Editing {
    /// Opens a table.
    pub fn open(cx: &AppCx, id: &str) -> Self {
        let me = Self(Rc::new(Inner {
            cx: cx.clone(),
            id: id.to_owned(),
            state: Store::new(EditState::Opening),
            keeper: RefCell::default(),
            overtaken: Cell::new(false),
            listening: RefCell::default(),
        }));
        let weak = Rc::downgrade(&me.0);
        let keeper = Keeper::new(cx, id, move || {
            if let Some(inner) = weak.upgrade() {
                Editing(inner).change(|opened| opened.kept = true);
            }
        });
        *me.0.keeper.borrow_mut() = Some(keeper);
        me.listen();
        me.load();
        me
    }

    /// What is known.
    pub fn state(&self) -> &Store<EditState> {
        &self.0.state
    }

    /// Reads it once more, after a failure.
    pub fn load(&self) {
        let me = self.clone();
        task::spawn(async move {
            let state = loop {
                me.0.overtaken.set(false);
                let read = me.read().await;
                if !me.0.overtaken.get() {
                    break read.map_or_else(EditState::Failed, EditState::Open);
                }
            };
            me.0.state.set(state);
        });
    }

    async fn read(&self) -> Result<Opened, AppError> {
        let db = self.0.cx.core()?.db;
        let id = &self.0.id;
        let record = db.tables().get_by_id(id).await?.filter(|t| t.deleted_at.is_none());
        let record = super::readable(&self.0.cx, record.ok_or_else(|| super::gone(id))?);
        let draft = db.drafts().get_by_id(id).await?;
        let (history, draft_lost) = match draft.map(|draft| draft.history()) {
            Some(Ok(history)) => (history, false),
            Some(Err(error)) => {
                tracing::warn!(%error, "draft of a table");
                (History::new(record.table.clone()), true)
            }
            None => (History::new(record.table.clone()), false),
        };
        let history = history.called(&record.table.info);
        let versions = db.snapshots().of_table(id).await?;
        Ok(Opened {
            record: Rc::new(record),
            history: Rc::new(history),
            versions: Rc::new(versions),
            kept: true,
            draft_lost,
        })
    }

    /// Follows the database, and keeps what waits when the page is put away.
    fn listen(&self) {
        let Ok(core) = self.0.cx.core() else { return };
        let weak = Rc::downgrade(&self.0);
        let subscription = core.db.changes().subscribe(move |change| {
            let Some(inner) = weak.upgrade() else { return };
            let ours = change.key.as_deref().is_none_or(|key| key == inner.id);
            match change.store {
                Records::Tables if ours => Editing(inner).follow(false),
                Records::Snapshots => Editing(inner).follow(false),
                Records::Drafts if ours && change.elsewhere => Editing(inner).follow(true),
                _ => {}
            }
        });
        let mut listeners = Vec::new();
        if let Some(window) = global::window() {
            let weak = Rc::downgrade(&self.0);
            listeners.push(events::on::<Event>(&window, "pagehide", move |_| {
                if let Some(inner) = weak.upgrade() {
                    Editing(inner).flush();
                }
            }));
        }
        *self.0.listening.borrow_mut() = (Some(subscription), listeners);
    }

    /// Reads what changed. The history is another tab's only where nothing of this one's waits to be kept.
    fn follow(&self, with_history: bool) {
        let me = self.clone();
        task::spawn(async move {
            if me.opened().is_none() {
                // What is being read now may be from before.
                me.0.overtaken.set(true);
                return;
            }
            let read = me.read().await;
            let Some(now) = me.opened() else { return };
            match read {
                Ok(read) => {
                    let theirs = with_history && me.keeper().is_none_or(|keeper| keeper.is_done());
                    let history = if theirs {
                        read.history
                    } else {
                        Rc::new(now.history.called(&read.record.table.info))
                    };
                    me.0.state.set(EditState::Open(Opened { history, kept: now.kept, ..read }));
                }
                Err(error) => me.0.state.set(EditState::Failed(error)),
            }
        });
    }

    fn keeper(&self) -> Option<Rc<Keeper>> {
        self.0.keeper.borrow().clone()
    }

    fn change(&self, change: impl FnOnce(&mut Opened)) {
        if let EditState::Open(opened) = &*self.0.state.get() {
            let mut opened = opened.clone();
            change(&mut opened);
            self.0.state.set(EditState::Open(opened));
        }
    }

    fn opened(&self) -> Option<Opened> {
        match &*self.0.state.get() {
            EditState::Open(opened) => Some(opened.clone()),
            _ => None,
        }
    }

    /// Takes what was done.
    pub fn edit(&self, history: Rc<History>) {
        if let Some(keeper) = self.keeper() {
            keeper.keep(Rc::clone(&history));
        }
        if let Some(before) = self.opened().filter(|now| now.history.is_over_restore(&history)) {
            self.stand_on(&before, Rc::clone(&history));
        }
        self.change(|opened| {
            opened.history = history;
            opened.kept = false;
        });
    }

    /// A restored version was taken back, or brought again: the next version descends from what is there now.
    fn stand_on(&self, before: &Opened, after: Rc<History>) {
        let (me, before) = (self.clone(), Rc::clone(&before.history));
        start(&self.0.cx, |cx| async move { versions::stand_on(&cx, &me.0.id, &before, &after).await });
    }

    /// Keeps what waits at once.
    pub fn flush(&self) {
        if let Some(keeper) = self.keeper() {
            keeper.flush();
        }
    }

    /// Saves the table; undo and redo stay. What is saved can be come back to.
    pub fn save(&self) {
        let me = self.clone();
        start(&self.0.cx, |cx| async move {
            let Some(opened) = me.opened() else { return Ok(()) };
            me.put(opened.history.table()).await?;
            versions::take(&cx, &me.0.id, opened.history.table(), Origin::Auto, Label::default()).await?;
            cx.done(message!("tables-saved", name = &opened.record.table.info.name));
            Ok(())
        });
    }

    async fn put(&self, content: &MapTable) -> Result<(), AppError> {
        let now = clock::now_ms();
        let content = content.clone();
        let update = |record: &mut TableRecord| {
            let info = std::mem::replace(&mut record.table, content).info;
            record.table.info = info;
            record.updated_at = now;
        };
        self.0.cx.core()?.db.tables().update(&self.0.id, update).await?;
        Ok(())
    }

    /// Saves the table and keeps it as a version with a name.
    pub fn snapshot(&self, name: String, note: String) {
        let me = self.clone();
        start(&self.0.cx, |cx| async move {
            let Some(opened) = me.opened() else { return Ok(()) };
            me.put(opened.history.table()).await?;
            let label = Label { name, note };
            versions::take(&cx, &me.0.id, opened.history.table(), Origin::Manual, label).await?;
            cx.done(Message::new("tables-snapshot-taken"));
            Ok(())
        });
    }

    /// Gives a version another name and note.
    pub fn label(&self, version: String, name: String, note: String) {
        start(&self.0.cx, |cx| async move { versions::label(&cx, &version, Label { name, note }).await });
    }

    /// Takes a version away, with a way back.
    pub fn forget_version(&self, version: SnapshotRecord) {
        start(&self.0.cx, |cx| async move {
            cx.core()?.db.snapshots().delete(&version.id).await?;
            let undo = cx.clone();
            cx.done_with_undo(Message::new("tables-version-deleted"), move || {
                let version = version.clone();
                start(&undo, |cx| async move { Ok(cx.core()?.db.snapshots().create(&version).await?) });
            });
            Ok(())
        });
    }

    /// Does something to all of the table: a version that comes back, a merge. What was there is kept as a version before.
    /// What is refused changes nothing.
    pub fn apply(&self, command: Command, from: Option<String>) {
        let me = self.clone();
        start(&self.0.cx, |cx| async move {
            let Some(opened) = me.opened() else { return Ok(()) };
            let before = opened.history.table();
            if let Err(refusal) = apply(before, &command) {
                me.refused(before, &refusal);
                return Ok(());
            }
            versions::take(&cx, &me.0.id, before, Origin::BeforeApply, Label::default()).await?;
            if let Some(version) = from {
                // The next version descends from the one that came back.
                cx.core()?.db.tables().update(&me.0.id, |record| record.base = Some(version)).await?;
            }
            // What was done meanwhile is not lost.
            let Some(opened) = me.opened() else { return Ok(()) };
            let mut history = (*opened.history).clone();
            match history.apply(&command, None) {
                Ok(applied) => {
                    me.edit(Rc::new(history));
                    cx.done(message!("tables-applied", n = applied.changed));
                }
                Err(refusal) => me.refused(opened.history.table(), &refusal),
            }
            Ok(())
        });
    }

    fn refused(&self, table: &MapTable, refusal: &Refusal) {
        let cx = &self.0.cx;
        let why = Words::of(table, &cx.units()).refusal_message(table, refusal);
        cx.toast(Toast::new(Tone::Bad, Message::new("tables-apply-refused")).advice(why));
    }

    /// Back to the table as it was saved, with a way back.
    pub fn discard(&self) {
        let Some(opened) = self.opened() else { return };
        self.edit(Rc::new(History::new(opened.record.table.clone())));
        // What is thrown away may be a version that was restored: then the saved table stands on another one.
        let saved =
            opened.versions.iter().rev().find(|v| *v.snapshot.hash() == opened.record.table.content_hash());
        let on_base = opened.base().is_some_and(|v| *v.snapshot.hash() == opened.record.table.content_hash());
        let moved = saved.filter(|_| !on_base).map(|v| v.id.clone());
        self.base_on(moved.clone());
        let me = self.clone();
        self.0.cx.done_with_undo(Message::new("tables-discarded"), move || {
            me.edit(Rc::clone(&opened.history));
            me.base_on(moved.as_ref().and(opened.record.base.clone()));
        });
    }

    /// Says which version the next one descends from; nothing where there is nothing to say.
    fn base_on(&self, version: Option<String>) {
        let Some(version) = version else { return };
        let me = self.clone();
        start(&self.0.cx, |cx| async move {
            cx.core()?.db.tables().update(&me.0.id, |record| record.base = Some(version)).await?;
            Ok(())
        });
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(keeper) = self.keeper.borrow_mut().take() {
            keeper.flush();
        }
    }
}
