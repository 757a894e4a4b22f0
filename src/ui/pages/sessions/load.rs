//! Reading a session, and reading it again when it changes, here or in another tab.

use std::rc::Rc;

use yew::{AttrValue, hook, use_effect_with, use_reducer};

use crate::app::cx::Backend;
use crate::app::select::use_cx;
use crate::app::services::sessions::{self, Open};
use crate::protocol::StatisticsAnswer;
use crate::storage::{Change, Store};
use crate::ui::hooks::{Loaded, use_loaded};

struct Count(u32);

impl yew::Reducible for Count {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Count(self.0.wrapping_add(1)))
    }
}

/// A counter that rises when something about a session is written.
#[hook]
fn use_session_changes(id: &AttrValue) -> u32 {
    let cx = use_cx();
    let count = use_reducer(|| Count(0));
    let tick = count.dispatcher();
    use_effect_with(id.clone(), move |id| {
        let id = id.clone();
        let subscription = match &*cx.backend.get() {
            Backend::Ready(core) => Some(core.db.changes().subscribe(move |change: &Change| {
                let about = change.key.as_deref().is_none_or(|key| key == id);
                // A note's key is its own: any note may be one of this session.
                if change.store == Store::Annotations
                    || (about && matches!(change.store, Store::Sessions | Store::Details))
                {
                    tick.dispatch(());
                }
            })),
            _ => None,
        };
        move || drop(subscription)
    });
    count.0
}

/// A session, kept in step with the database.
#[hook]
pub fn use_session(id: &AttrValue, again: u32) -> Loaded<Open> {
    let cx = use_cx();
    let changes = use_session_changes(id);
    use_loaded((id.clone(), changes, again), move |(id, _, _)| {
        let id = id.clone();
        async move { sessions::open(&cx, &id).await }
    })
}

/// The statistics of a session. `data` names its values: they change when its file is read anew.
#[hook]
pub fn use_statistics(id: &AttrValue, data: &AttrValue, again: u32) -> Loaded<StatisticsAnswer> {
    let cx = use_cx();
    use_loaded((id.clone(), data.clone(), again), move |(id, _, _)| {
        let id = id.clone();
        async move { sessions::statistics(&cx, &id).await }
    })
}

/// An open session as a property: equal when it is the same reading.
#[derive(Clone)]
pub struct Session(pub Rc<Open>);

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Session {
    type Target = Open;

    fn deref(&self) -> &Open {
        &self.0
    }
}
