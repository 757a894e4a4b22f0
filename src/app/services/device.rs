//! What the device holds and may hold: memory, storage, caches.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::i18n::Message;
use crate::protocol::{ClearCaches, Lane, Memory, MemoryReport};
use crate::web::storage_quota::{self, Estimate};

/// What the worker holds.
pub async fn memory(cx: &AppCx) -> Result<MemoryReport, AppError> {
    let answer = cx.core()?.worker.call(Memory, Lane::Interactive).await?;
    Ok(answer.value)
}

/// Storage in use, what may be used, and whether the browser promised to keep it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Storage {
    pub estimate: Estimate,
    pub persisted: bool,
}

/// See [`Storage`].
pub async fn storage() -> Result<Storage, AppError> {
    let estimate = storage_quota::estimate().await?;
    let persisted = storage_quota::persisted().await?;
    Ok(Storage { estimate, persisted })
}

/// Asks the browser to keep what is stored even when space runs low, and says what it answered.
pub async fn persist(cx: &AppCx) -> Result<bool, AppError> {
    let kept = storage_quota::persist().await?;
    if kept {
        cx.done(Message::new("frame-persist-granted"));
    } else {
        cx.toast(
            crate::app::toasts::Toast::new(
                crate::app::toasts::Tone::Info,
                Message::new("frame-persist-refused"),
            )
            .advice(Message::new("frame-persist-refused-advice")),
        );
    }
    Ok(kept)
}

/// Empties caches of the worker and the database; nothing that the user made is in them.
pub async fn clear_caches(cx: &AppCx, what: ClearCaches) -> Result<(), AppError> {
    cx.core()?.worker.call(what, Lane::Interactive).await?;
    cx.done(Message::new("diagnostics-cache-cleared"));
    Ok(())
}
