//! Several files handed in at once: each is read once, and asked about one after the other.

use std::collections::VecDeque;
use std::rc::Rc;

use web_sys::File;
use yew::{Callback, Reducible, UseReducerHandle, hook, use_callback, use_reducer};

use crate::app::cx::{AppCx, Incoming};
use crate::app::select::use_cx;
use crate::app::services::tables::{self as service, ReadFrom};
use crate::app::tables::has_no_tables;
use crate::engine::tables::exchange::FileTables;
use crate::storage::ids;
use crate::ui::intake;
use crate::web::folders::FoundFile;
use crate::web::task;

/// Something handed in that is to be asked about.
#[derive(Clone)]
pub struct Waiting {
    /// Told apart from the one before, so that its dialog begins anew.
    pub id: String,
    pub from: ReadFrom,
    /// What is in it, where it was read already.
    pub found: Option<Rc<FileTables>>,
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Waiting {
    fn new(from: ReadFrom, found: Option<Rc<FileTables>>) -> Self {
        Self { id: ids::new_id(), from, found }
    }
}

/// What waits, and how many there were since none waited.
#[derive(Clone, Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    /// Files that are still being read.
    coming: usize,
    came: usize,
}

enum QueueAction {
    /// So many files are being read.
    Expect(usize),
    /// None of them brings a table.
    Forget,
    Read(Waiting),
    Add(Waiting),
    Next,
}

impl Reducible for Queue {
    type Action = QueueAction;

    fn reduce(self: Rc<Self>, action: QueueAction) -> Rc<Self> {
        let Queue { mut waiting, mut coming, mut came } = (*self).clone();
        match action {
            QueueAction::Expect(n) => coming += n,
            QueueAction::Forget => coming = 0,
            QueueAction::Read(new) => {
                coming = coming.saturating_sub(1);
                waiting.push_back(new);
                came += 1;
            }
            QueueAction::Add(new) => {
                waiting.push_back(new);
                came += 1;
            }
            QueueAction::Next => {
                waiting.pop_front();
            }
        }
        if waiting.is_empty() && coming == 0 {
            came = 0;
        }
        Rc::new(Queue { waiting, coming, came })
    }
}

/// What was handed in to a page.
#[derive(Clone)]
pub struct Taking {
    queue: UseReducerHandle<Queue>,
    /// Takes what was dropped, picked or pasted.
    pub take: Callback<Incoming>,
}

impl Taking {
    /// What is asked about now, how many come after it, and whether it came alone.
    pub fn now(&self) -> Option<(Waiting, usize, bool)> {
        let first = self.queue.waiting.front()?.clone();
        let after = self.queue.waiting.len() - 1 + self.queue.coming;
        Some((first, after, after == 0 && self.queue.came == 1))
    }

    /// Goes on to the next.
    pub fn next(&self) {
        self.queue.dispatch(QueueAction::Next);
    }

    /// Asks about files that were picked, one after the other; a definition among them helps to read the others.
    pub fn pick(&self, files: impl Iterator<Item = File>) {
        let (definition, files) = apart(files.map(FoundFile::alone).collect());
        for found in files {
            self.add(ReadFrom::File { file: found.file, definition: definition.clone() });
        }
    }

    /// Asks about the tables of one thing.
    pub fn add(&self, from: ReadFrom) {
        self.queue.dispatch(QueueAction::Add(Waiting::new(from, None)));
    }
}

/// See the module.
#[hook]
pub fn use_taking() -> Taking {
    let cx = use_cx();
    let queue = use_reducer(Queue::default);
    let take = {
        let adding = queue.dispatcher();
        use_callback((), move |incoming: Incoming, ()| match incoming {
            Incoming::Text(text) => {
                adding.dispatch(QueueAction::Add(Waiting::new(ReadFrom::Text(text), None)));
            }
            Incoming::Files(files) => {
                let (adding, forgetting) = (adding.clone(), adding.clone());
                adding.dispatch(QueueAction::Expect(files.iter().filter(|f| !is_definition(f)).count()));
                let take = move |from, found| adding.dispatch(QueueAction::Read(Waiting::new(from, found)));
                read_or_import(&cx, files, take, move || forgetting.dispatch(QueueAction::Forget));
            }
        })
    };
    Taking { queue, take }
}

fn is_definition(file: &FoundFile) -> bool {
    file.file.name().to_lowercase().ends_with(".ini")
}

/// The definition among files, and the others.
fn apart(files: Vec<FoundFile>) -> (Option<File>, Vec<FoundFile>) {
    let (definitions, others): (Vec<_>, Vec<_>) = files.into_iter().partition(is_definition);
    (definitions.into_iter().next().map(|found| found.file), others)
}

/// What was dropped: files with tables go to `take` one after the other, with what is in them; where there is none in any
/// of them, all are logs for the import, and `none` is told.
pub fn read_or_import(
    cx: &AppCx,
    files: Vec<FoundFile>,
    take: impl Fn(ReadFrom, Option<Rc<FileTables>>) + 'static,
    none: impl Fn() + 'static,
) {
    let cx = cx.clone();
    task::spawn(async move {
        let all = files.clone();
        let (definition, files) = apart(files);
        let mut rest = Vec::new();
        for found in files {
            let from = ReadFrom::File { file: found.file.clone(), definition: definition.clone() };
            match service::found_in(&cx, &from).await {
                Ok(tables) => take(from, Some(Rc::new(tables))),
                Err(error) if has_no_tables(&error) => rest.push((from, found)),
                // Whatever else is wrong with it is told where its tables are asked about.
                Err(_) => take(from, None),
            }
        }
        let logs = all.len() - usize::from(definition.is_some());
        if rest.len() == logs {
            none();
            intake::import(&cx, Incoming::Files(all));
        } else {
            // Beside files with tables, one without any is told to have none.
            for (from, _) in rest {
                take(from, None);
            }
        }
    });
}
