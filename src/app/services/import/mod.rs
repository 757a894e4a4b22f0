//! From the drop to the session: looking at a file, asking where something is doubtful, reading and storing it.
//!
//! Every file ends in one state of the queue, which is the one place where its outcome is told; a notice is added
//! only when the user is on another page. Files that came together are looked at and read one after the other, each by
//! itself: what becomes of one changes nothing for the others.

mod analyse;
mod batch;
mod reread;
mod run;
mod tell;

pub use batch::ForTwins;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::File;

use crate::app::cx::{AppCx, Core, Incoming, Intake};
use crate::app::error::{AppError, Explain};
use crate::app::import_queue::{
    ImportItem, ImportQueue, ItemId, ItemState, Origin, QueueAction, Review, Shared,
};
use crate::app::navigation;
use crate::app::route::Route;
use crate::app::store::Store;
use crate::app::toasts::{Toast, Tone};
use crate::app::turns::Turns;
use crate::engine::import::ImportOptions;
use crate::i18n::date;
use crate::message;
use crate::protocol::{OnDuplicate, Source};
use crate::storage::MappingRecord;
use crate::web::{clock, task};
use crate::worker::job::Canceller;
use crate::worker::{Slots, WorkerError};

/// What a file's bytes are read from.
#[derive(Clone)]
enum Payload {
    File(File),
    Text(Rc<str>),
    Demo,
}

impl Payload {
    /// The source as a question names it, and what travels beside it.
    fn attach(&self) -> (Source, Slots) {
        let mut slots = Slots::new();
        let source = match self {
            Payload::File(file) => Source::File(slots.push_blob(file)),
            Payload::Text(text) => Source::Text(slots.push_text(text)),
            Payload::Demo => Source::Demo,
        };
        (source, slots)
    }
}

/// Whether a file is shown before it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    /// As the settings say: always, or where something is doubtful.
    AsSet,
    /// The user asked to see it.
    Always,
}

/// The use-case with its queue; equality is identity.
#[derive(Clone)]
pub struct Imports(Rc<Inner>);

struct Inner {
    cx: AppCx,
    core: Core,
    queue: Store<ImportQueue>,
    payloads: RefCell<BTreeMap<ItemId, Payload>>,
    cancellers: RefCell<BTreeMap<ItemId, Canceller>>,
    next_id: Cell<ItemId>,
    next_batch: Cell<u64>,
    /// Files to be looked at, and files to be read.
    looking: Turns,
    reading: Turns,
    /// Their session is opened as soon as it is there.
    opens_when_done: RefCell<Vec<ItemId>>,
}

impl PartialEq for Imports {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Imports {
    /// The use-case over an open library.
    pub fn new(cx: &AppCx, core: Core) -> Self {
        Self(Rc::new(Inner {
            cx: cx.clone(),
            core,
            queue: Store::new(ImportQueue::default()),
            payloads: RefCell::default(),
            cancellers: RefCell::default(),
            next_id: Cell::new(1),
            next_batch: Cell::new(1),
            looking: Turns::default(),
            reading: Turns::default(),
            opens_when_done: RefCell::default(),
        }))
    }

    /// Puts itself in the places of the application where files come in.
    pub fn install(&self) {
        let (take, demo) = (self.clone(), self.clone());
        let cx = &self.0.cx;
        let intake: Option<Rc<Intake>> = Some(Rc::new(move |incoming| take.take(incoming)));
        let open_demo: Option<Rc<dyn Fn()>> = Some(Rc::new(move || demo.open_demo()));
        cx.imports.set(Some(Rc::new(self.clone())));
        cx.intake.set(intake);
        cx.open_demo.set(open_demo);
    }

    /// The files of this visit.
    pub fn queue(&self) -> &Store<ImportQueue> {
        &self.0.queue
    }

    /// Takes what the user hands in, and shows the import page.
    pub fn take(&self, incoming: Incoming) {
        let files: Vec<(ImportItem, Payload)> = match incoming {
            Incoming::Files(files) => files
                .into_iter()
                .map(|found| {
                    let item = self.item(found.file.name(), Origin::File, Some(found.file.size()));
                    (ImportItem { folder: found.folder, ..item }, Payload::File(found.file))
                })
                .collect(),
            Incoming::Text(text) => {
                let item = self.item(self.pasted_name(), Origin::Pasted, Some(text.len() as f64));
                vec![(item, Payload::Text(text.into()))]
            }
        };
        if !files.is_empty() {
            self.add(files, Show::AsSet);
            navigation::navigate(&self.0.cx, Route::Import);
        }
    }

    /// Imports the project's own example, or opens it where it is stored already.
    pub fn open_demo(&self) {
        let running = self.0.queue.get().items.iter().any(|i| i.origin == Origin::Demo && i.state.is_busy());
        if running {
            return;
        }
        let name = self.0.cx.i18n().t("import-format-demo").into_owned();
        let item = self.item(name, Origin::Demo, None);
        self.0.opens_when_done.borrow_mut().push(item.id);
        self.add(vec![(item, Payload::Demo)], Show::AsSet);
        navigation::navigate(&self.0.cx, Route::Import);
    }

    /// Reads a file again with the user's corrections, without storing anything.
    pub fn correct(&self, id: ItemId, options: ImportOptions) {
        self.0.queue.dispatch(QueueAction::Correct(id, options.clone()));
        let imports = self.clone();
        task::spawn(async move {
            let result = imports.preview(id, &options).await;
            let result = match result {
                Ok(preview) => Ok(Shared::new(preview)),
                // A later correction took its place.
                Err(WorkerError::Cancelled) => return,
                Err(error) => Err(AppError::from(error).user_message()),
            };
            imports.0.queue.dispatch(QueueAction::Corrected(id, options, result));
        });
    }

    /// Imports a file as it is understood now; `remember` keeps the choices for files with the same columns, those that
    /// wait already among them.
    pub fn confirm(&self, id: ItemId, remember: bool) {
        let queue = self.0.queue.get();
        let Some(item) = queue.get(id) else { return };
        let ItemState::Review(review) = item.state.clone() else { return };
        let remember = remember && !review.forced;
        let record = remember.then(|| mapping(&review, &item.name));
        let alike = if remember { queue.alike(id) } else { Vec::new() };
        let decision = match item.session.clone() {
            Some(session) => OnDuplicate::Replace(session),
            None => OnDuplicate::Ask,
        };
        let imports = self.clone();
        task::spawn(async move {
            if let Some(record) = record
                && let Err(error) = imports.0.core.db.mappings().create(&record).await
            {
                imports.0.cx.report(&error.into());
            }
            imports.read(id, review.options.clone(), decision);
            for other in alike {
                imports.read(other, review.options.clone(), OnDuplicate::Ask);
            }
        });
    }

    /// Forgets the choices kept for files with these columns, and looks at the file as if it were the first.
    pub fn forget_mapping(&self, id: ItemId) {
        let queue = self.0.queue.get();
        let Some(ItemState::Review(review)) = queue.get(id).map(|i| i.state.clone()) else { return };
        let imports = self.clone();
        task::spawn(async move {
            match imports.0.core.db.mappings().delete(&review.preview.header_signature).await {
                Ok(()) => {
                    imports.0.queue.dispatch(QueueAction::Remembered(id, false));
                    imports.correct(id, ImportOptions::default());
                    imports.0.cx.toast(Toast::new(Tone::Good, message!("import-map-forgotten")));
                }
                Err(error) => imports.0.cx.report(&error.into()),
            }
        });
    }

    /// What to do with a file whose twin is stored already.
    pub fn decide(&self, id: ItemId, decision: OnDuplicate) {
        let queue = self.0.queue.get();
        if let Some(ItemState::Duplicate(duplicate)) = queue.get(id).map(|i| i.state.clone()) {
            self.read(id, duplicate.options, decision);
        }
    }

    /// Opens the session that a file is a twin of; the file is left alone.
    pub fn open_twin(&self, id: ItemId) {
        let queue = self.0.queue.get();
        if let Some(ItemState::Duplicate(duplicate)) = queue.get(id).map(|i| &i.state) {
            self.go_to(duplicate.session.clone());
            self.cancel(id);
        }
    }

    /// Stops a file wherever it is; nothing of it stays.
    pub fn cancel(&self, id: ItemId) {
        if let Some(canceller) = self.0.cancellers.borrow_mut().remove(&id) {
            canceller.cancel();
        }
        self.0.queue.dispatch(QueueAction::Move(id, ItemState::Cancelled));
    }

    /// Looks at a finished file once more.
    pub fn again(&self, id: ItemId) {
        self.0.queue.dispatch(QueueAction::Again(id));
        self.look(id, Show::AsSet);
    }

    /// Looks at a file that was given up, and shows in any case what was understood of it.
    pub fn again_shown(&self, id: ItemId) {
        self.0.queue.dispatch(QueueAction::Again(id));
        self.look(id, Show::Always);
    }

    /// Looks at a refused file once more, with the user's word about its form.
    pub fn again_with(&self, id: ItemId, options: ImportOptions) {
        self.0.queue.dispatch(QueueAction::Again(id));
        self.look_with(id, options);
    }

    /// Takes a file off the list.
    pub fn remove(&self, id: ItemId) {
        self.cancel(id);
        self.0.payloads.borrow_mut().remove(&id);
        self.0.queue.dispatch(QueueAction::Remove(id));
    }

    /// Takes every finished file off the list.
    pub fn clear_finished(&self) {
        let queue = self.0.queue.get();
        for item in queue.items.iter().filter(|i| i.state.is_final()) {
            self.0.payloads.borrow_mut().remove(&item.id);
        }
        self.0.queue.dispatch(QueueAction::ClearFinished);
    }

    fn item(&self, name: String, origin: Origin, bytes: Option<f64>) -> ImportItem {
        let id = self.0.next_id.get();
        self.0.next_id.set(id + 1);
        ImportItem {
            id,
            batch: self.0.next_batch.get(),
            name,
            folder: String::new(),
            origin,
            bytes,
            session: None,
            state: ItemState::Waiting,
        }
    }

    fn pasted_name(&self) -> String {
        let now = clock::now_ms();
        let time = date::time(now, clock::offset_minutes(now)).replace(':', "-");
        crate::t!(self.0.cx.i18n(), "import-pasted-name", time = time).into_owned()
    }

    fn add(&self, files: Vec<(ImportItem, Payload)>, show: Show) {
        self.0.next_batch.set(self.0.next_batch.get() + 1);
        let ids: Vec<ItemId> = files.iter().map(|(item, _)| item.id).collect();
        let (items, payloads): (Vec<ImportItem>, Vec<Payload>) = files.into_iter().unzip();
        self.0.payloads.borrow_mut().extend(ids.iter().copied().zip(payloads));
        self.0.queue.dispatch(QueueAction::Add(items));
        for id in ids {
            self.look(id, show);
        }
    }

    fn payload(&self, id: ItemId) -> Option<Payload> {
        self.0.payloads.borrow().get(&id).cloned()
    }
}

/// What is kept for files with the same columns.
fn mapping(review: &Review, name: &str) -> MappingRecord {
    MappingRecord {
        signature: review.preview.header_signature.clone(),
        format: review.preview.format.clone(),
        name: name.to_owned(),
        options: review.options.clone(),
        updated_at: clock::now_ms(),
    }
}
