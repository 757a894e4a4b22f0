//! Going where a file leads, and notices for a user who is elsewhere.

use super::Imports;
use crate::app::import_batch::Tally;
use crate::app::import_queue::ItemId;
use crate::app::navigation;
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::toasts::{Toast, Tone};
use crate::i18n::Message;
use crate::message;

impl Imports {
    pub(super) fn on_import_page(&self) -> bool {
        self.0.cx.location.get().route == Route::Import
    }

    pub(super) fn go_to(&self, session: String) {
        navigation::navigate(&self.0.cx, Route::Session(session, SessionTab::Overview));
    }

    /// One notice about files that came together, for a user who is on another page, once all are worked through.
    pub(super) fn tell_of_batch(&self, id: ItemId) {
        let queue = self.0.queue.get();
        let Some(batch) = queue.get(id).map(|i| i.batch).filter(|_| !self.on_import_page()) else { return };
        let tally = Tally::of(queue.batch(batch));
        if tally.files < 2 || !tally.is_settled() {
            return;
        }
        let tone = if tally.asking() + tally.failed > 0 { Tone::Warn } else { Tone::Good };
        let title = message!("import-announce-batch", done = tally.done, n = tally.files);
        let mut toast = Toast::new(tone, title);
        if tally.asking() > 0 {
            toast = toast.advice(message!("import-announce-batch-asking", n = tally.asking()));
        }
        let cx = self.0.cx.clone();
        self.0.cx.toast(toast.action(message!("import-announce-look"), move || {
            navigation::navigate(&cx, Route::Import);
        }));
    }

    /// A notice for a user who is on another page, with the way to what it is about. Files that came together have one
    /// for all of them.
    pub(super) fn tell_elsewhere(&self, id: ItemId, tone: Tone, key: &'static str, session: Option<String>) {
        let queue = self.0.queue.get();
        let Some(item) = queue.get(id).filter(|_| !self.on_import_page()) else { return };
        if queue.batch(item.batch).count() > 1 {
            return;
        }
        let title = Message::new(key).with("name", &item.name);
        let cx = self.0.cx.clone();
        let toast = Toast::new(tone, title);
        self.0.cx.toast(match session {
            Some(session) => toast.action(message!("import-result-open"), move || {
                navigation::navigate(&cx, Route::Session(session.clone(), SessionTab::Overview));
            }),
            None => toast.action(message!("import-announce-look"), move || {
                let query = Query::default().with("file", id);
                navigation::navigate(&cx, Location { route: Route::Import, query });
            }),
        });
    }
}
