//! Reading the file of a stored session once more, in another way.

use web_sys::File;

use super::{Imports, Payload, Show};
use crate::app::error::AppError;
use crate::app::import_queue::{ImportItem, ItemId, ItemState, Origin, QueueAction};
use crate::app::navigation;
use crate::app::route::{Location, Query, Route};
use crate::protocol::{ErrorCode, Lane, OriginalFile, SessionId, WireError};
use crate::storage::SessionRecord;
use crate::web::download;

impl Imports {
    /// Shows what was understood of the file of a stored session, to be corrected and read again. `false` where the
    /// file was not kept: then the user has it, if anybody.
    pub async fn reread(&self, session: &str) -> Result<bool, AppError> {
        let record = self.stored_session(session).await?;
        if record.demo {
            self.look_once_more(&record, Origin::Demo, Payload::Demo);
            return Ok(true);
        }
        let question = OriginalFile { session: session.to_owned() };
        let answer = self.0.core.worker.call(question, Lane::Interactive).await?;
        let Some(blob) = answer.value.file.and_then(|slot| answer.slots.blob(slot)) else { return Ok(false) };
        let file = download::named(&blob, &answer.value.name)?;
        self.look_once_more(&record, Origin::File, Payload::File(file));
        Ok(true)
    }

    /// The same with a file that the user has chosen. Another one than the session's own is refused when it is read.
    pub async fn reread_from(&self, session: &str, file: File) -> Result<(), AppError> {
        let record = self.stored_session(session).await?;
        self.look_once_more(&record, Origin::File, Payload::File(file));
        Ok(())
    }

    /// The same with a file of the queue that became this session, or whose bytes are stored as it.
    pub fn reread_item(&self, id: ItemId) {
        let queue = self.queue().get();
        let session = match queue.get(id).map(|i| &i.state) {
            Some(ItemState::Done(outcome)) => outcome.report.session.clone(),
            Some(ItemState::Duplicate(twin)) => twin.session.clone(),
            _ => return,
        };
        self.queue().dispatch(QueueAction::Reread(id, session));
        self.look(id, Show::Always);
        navigation::navigate(&self.0.cx, review_of(id));
    }

    async fn stored_session(&self, session: &str) -> Result<SessionRecord, AppError> {
        let found = self.0.core.db.sessions().get_by_id(session).await?;
        let live = found.filter(|record| record.deleted_at.is_none());
        live.ok_or_else(|| WireError::new(ErrorCode::NoSuchSession, session.to_owned()).into())
    }

    fn look_once_more(&self, record: &SessionRecord, origin: Origin, payload: Payload) {
        let session: Option<SessionId> = Some(record.id.clone());
        let item = self.item(record.file_name.clone(), origin, Some(record.file_bytes));
        let id = item.id;
        // Whoever comes from a session goes back to it.
        self.0.opens_when_done.borrow_mut().push(id);
        self.add(vec![(ImportItem { session, ..item }, payload)], Show::Always);
        navigation::navigate(&self.0.cx, review_of(id));
    }
}

/// The import page with the mapping of a file.
fn review_of(id: ItemId) -> Location {
    Location { route: Route::Import, query: Query::default().with("file", id) }
}
