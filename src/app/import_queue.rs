//! Files on their way into the library, from the drop to the result. Pure; `services::import` moves them on.

use std::ops::Deref;
use std::rc::Rc;

use super::error::UserMessage;
use super::import_failure::Failure;
use super::store::Reduce;
use crate::engine::import::{ImportIssue, ImportOptions, Preview};
use crate::engine::order::sort_by;
use crate::protocol::{Glance, ImportReport, Progress, SessionId, Stage};

/// Number of a file in the queue, unique while a page lives.
pub type ItemId = u64;

/// Something large that is compared by identity: a preview, a list of issues.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: Clone> Shared<T> {
    /// To change it: whoever shares it keeps what was there.
    fn to_mut(&mut self) -> &mut T {
        Rc::make_mut(&mut self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Where a file came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    File,
    Pasted,
    /// The project's own example.
    Demo,
}

/// One file.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportItem {
    pub id: ItemId,
    /// Files that came together have the same number.
    pub batch: u64,
    pub name: String,
    /// The folder it came in, empty where it came alone.
    pub folder: String,
    pub origin: Origin,
    /// Size, where it is known before reading.
    pub bytes: Option<f64>,
    /// The stored session into which it is read once more; its name, notes and tags stay.
    pub session: Option<SessionId>,
    pub state: ItemState,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemState {
    /// In line to be looked at.
    Waiting,
    /// Its form is being found out.
    Looking,
    /// Waits for the user's eye.
    Review(Review),
    /// Being read, or in line for it.
    Running(Running),
    /// The same bytes are stored already; waits for a decision.
    Duplicate(Duplicate),
    Done(Outcome),
    Failed(Failure),
    Cancelled,
}

impl ItemState {
    /// Stable name, used in attributes and translation keys.
    pub const fn slug(&self) -> &'static str {
        match self {
            ItemState::Waiting => "waiting",
            ItemState::Looking => "preview",
            ItemState::Review(_) => "review",
            ItemState::Running(_) => "running",
            ItemState::Duplicate(_) => "duplicate",
            ItemState::Done(_) => "done",
            ItemState::Failed(_) => "failed",
            ItemState::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more happens by itself or by a decision that is still awaited.
    pub const fn is_final(&self) -> bool {
        matches!(self, ItemState::Done(_) | ItemState::Failed(_) | ItemState::Cancelled)
    }

    /// Whether the worker is busy with it, or will be without anybody's word.
    pub const fn is_busy(&self) -> bool {
        matches!(self, ItemState::Waiting | ItemState::Looking | ItemState::Running(_))
    }
}

/// What was understood of a file, and the user's corrections.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    pub preview: Shared<Preview>,
    /// What the preview was made with, or is being made again with.
    pub options: ImportOptions,
    /// The choices of an earlier file with these columns were taken.
    pub remembered: bool,
    /// Only the user's options make a log of it. They cannot be kept for other files: those are recognised by their
    /// columns, which nobody finds without the options.
    pub forced: bool,
    /// A correction is being read.
    pub updating: bool,
    /// Why the last correction gives no log; the preview is the one before it.
    pub error: Option<UserMessage>,
}

/// A file that is being read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    pub progress: Option<Progress>,
}

/// A session of the same bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    pub session: SessionId,
    pub name: String,
    pub imported_at_ms: f64,
    pub options: ImportOptions,
}

/// A file that became a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub report: Shared<ImportReport>,
    pub issues: Shared<Vec<ImportIssue>>,
    pub took_ms: f64,
    pub analysis: Analysed,
}

/// How far the analysis of a new session is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Analysed {
    /// In line for it, or under way.
    #[default]
    Soon,
    Found(Glance),
    /// Given up, or it failed: who opens it is told why.
    Not,
}

/// The stages of an import, in their order.
pub const STAGES: [Stage; 5] =
    [Stage::Validate, Stage::Process, Stage::Store, Stage::Confirm, Stage::Analyse];

/// Where a stage stands while another one runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    Done,
    Now,
    Ahead,
}

impl Running {
    /// Where a stage of [`STAGES`] stands.
    pub fn stage_state(&self, stage: Stage) -> StageState {
        let now = self.progress.map_or(Stage::Queued, |p| p.stage);
        match stage.cmp(&now) {
            std::cmp::Ordering::Less => StageState::Done,
            std::cmp::Ordering::Equal => StageState::Now,
            std::cmp::Ordering::Greater => StageState::Ahead,
        }
    }

    /// Share of the whole import, 0 to 1. The stages' weights are what they take of a large log.
    pub fn share(&self) -> f64 {
        const WEIGHTS: [f64; 5] = [0.02, 0.68, 0.2, 0.02, 0.08];
        let Some(progress) = self.progress else { return 0.0 };
        let Some(at) = STAGES.iter().position(|s| *s == progress.stage) else { return 0.0 };
        WEIGHTS[..at].iter().sum::<f64>() + WEIGHTS[at] * progress.fraction().unwrap_or(0.0)
    }
}

/// The files of this visit. Gone with the page: what was stored is in the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportQueue {
    /// In the order of coming. Each is shared: a folder may bring thousands, and one changes at a time.
    pub items: Vec<Shared<ImportItem>>,
}

impl ImportQueue {
    pub fn get(&self, id: ItemId) -> Option<&ImportItem> {
        self.items.iter().find(|i| i.id == id).map(|i| &**i)
    }

    /// The files that came together.
    pub fn batch(&self, batch: u64) -> impl Iterator<Item = &ImportItem> {
        self.items.iter().map(|i| &**i).filter(move |i| i.batch == batch)
    }

    /// Whether any files came together.
    pub fn has_batches(&self) -> bool {
        self.items.windows(2).any(|two| two[0].batch == two[1].batch)
    }

    /// The newest batch first, the files of a batch in their own order.
    pub fn in_order(&self) -> impl Iterator<Item = &Shared<ImportItem>> {
        let mut order: Vec<&Shared<ImportItem>> = self.items.iter().collect();
        sort_by(&mut order, |a, b| b.batch.cmp(&a.batch).then(a.id.cmp(&b.id)));
        order.into_iter()
    }

    /// The file whose mapping is shown: the wanted one if it waits for it, else the first that does.
    pub fn review(&self, wanted: Option<ItemId>) -> Option<(&ImportItem, &Review)> {
        let reviews = || {
            self.in_order().filter_map(|i| match &i.state {
                ItemState::Review(review) => Some((&**i, review)),
                _ => None,
            })
        };
        reviews().find(|(i, _)| Some(i.id) == wanted).or_else(|| reviews().next())
    }

    /// The first file that waits for a decision about its twin.
    pub fn duplicate(&self) -> Option<(&Shared<ImportItem>, &Duplicate)> {
        self.in_order().find_map(|i| match &i.state {
            ItemState::Duplicate(duplicate) => Some((i, duplicate)),
            _ => None,
        })
    }

    /// Other files that wait for the user's word, have the same columns as this one and were not corrected by
    /// themselves: what is said about one of them holds for all.
    pub fn alike(&self, id: ItemId) -> Vec<ItemId> {
        let Some(ItemState::Review(one)) = self.get(id).map(|i| &i.state) else { return Vec::new() };
        let same = |review: &Review| {
            review.preview.header_signature == one.preview.header_signature
                && review.options == ImportOptions::default()
                && !review.forced
        };
        let others = self.items.iter().filter(|i| i.id != id && i.session.is_none());
        others.filter(|i| matches!(&i.state, ItemState::Review(r) if same(r))).map(|i| i.id).collect()
    }

    /// Whether there is anything to clear away.
    pub fn has_finished(&self) -> bool {
        self.items.iter().any(|i| i.state.is_final())
    }
}

#[derive(Clone, Debug)]
pub enum QueueAction {
    Add(Vec<ImportItem>),
    /// The next state; late news about a file that was cancelled or removed mean nothing.
    Move(ItemId, ItemState),
    Progress(ItemId, Progress),
    /// What is to be seen in the session a file became.
    Analysed(ItemId, Analysed),
    /// The user's corrections; the preview is made again.
    Correct(ItemId, ImportOptions),
    /// The preview of the corrections. Ignored when the corrections went on meanwhile.
    Corrected(ItemId, ImportOptions, Result<Shared<Preview>, UserMessage>),
    /// The choices are stored for files with these columns, or no longer.
    Remembered(ItemId, bool),
    /// A finished file is tried again.
    Again(ItemId),
    /// A file that is stored, as it is now or as its twin, is looked at to be read into that session once more.
    Reread(ItemId, SessionId),
    Remove(ItemId),
    ClearFinished,
}

impl Reduce for ImportQueue {
    type Action = QueueAction;

    fn reduce(self: Rc<Self>, action: QueueAction) -> Rc<Self> {
        let mut next = (*self).clone();
        let changed = match action {
            QueueAction::Add(items) => {
                next.items.extend(items.into_iter().map(Shared::new));
                true
            }
            QueueAction::Move(id, state) => next.change(id, |item| {
                let open = !item.state.is_final();
                if open {
                    item.state = state;
                }
                open
            }),
            QueueAction::Progress(id, progress) => next.change(id, |item| match &mut item.state {
                ItemState::Running(running) => {
                    running.progress = Some(progress);
                    true
                }
                _ => false,
            }),
            QueueAction::Analysed(id, analysed) => next.change(id, |item| match &mut item.state {
                ItemState::Done(outcome) => {
                    outcome.analysis = analysed;
                    true
                }
                _ => false,
            }),
            QueueAction::Correct(id, options) => next.change_review(id, |review| {
                review.options = options;
                review.updating = true;
            }),
            QueueAction::Corrected(id, options, result) => next.change_review(id, |review| {
                if review.options != options {
                    return;
                }
                review.updating = false;
                match result {
                    Ok(preview) => (review.preview, review.error) = (preview, None),
                    Err(error) => review.error = Some(error),
                }
            }),
            QueueAction::Remembered(id, remembered) => {
                next.change_review(id, |review| review.remembered = remembered)
            }
            QueueAction::Again(id) => next.change(id, |item| {
                let finished = item.state.is_final();
                if finished {
                    item.state = ItemState::Waiting;
                }
                finished
            }),
            QueueAction::Reread(id, session) => next.change(id, |item| {
                let stored = matches!(item.state, ItemState::Done(_) | ItemState::Duplicate(_));
                if stored {
                    (item.session, item.state) = (Some(session), ItemState::Waiting);
                }
                stored
            }),
            QueueAction::Remove(id) => {
                next.items.retain(|i| i.id != id);
                next.items.len() != self.items.len()
            }
            QueueAction::ClearFinished => {
                next.items.retain(|i| !i.state.is_final());
                next.items.len() != self.items.len()
            }
        };
        if changed { Rc::new(next) } else { self }
    }
}

impl ImportQueue {
    fn change(&mut self, id: ItemId, change: impl FnOnce(&mut ImportItem) -> bool) -> bool {
        self.items.iter_mut().find(|i| i.id == id).is_some_and(|item| change(item.to_mut()))
    }

    fn change_review(&mut self, id: ItemId, change: impl FnOnce(&mut Review)) -> bool {
        self.change(id, |item| match &mut item.state {
            ItemState::Review(review) => {
                change(review);
                true
            }
            _ => false,
        })
    }
}
