//! Going where a file leads, and notices for a user who is elsewhere.

use super::Imports;
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

    /// A notice for a user who is on another page, with the way to what it is about.
    pub(super) fn tell_elsewhere(&self, id: ItemId, tone: Tone, key: &'static str, session: Option<String>) {
        let queue = self.0.queue.get();
        let Some(item) = queue.get(id).filter(|_| !self.on_import_page()) else { return };
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
