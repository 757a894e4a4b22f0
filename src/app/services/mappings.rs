//! What the user said about files with the same columns, and taking it back.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::message;
use crate::storage::{MappingRecord, Store};
use crate::web::pubsub::Subscription;
use crate::web::task;

/// Everything that is remembered, the latest first.
pub async fn all(cx: &AppCx) -> Result<Vec<MappingRecord>, AppError> {
    let mut all = cx.core()?.db.mappings().get_all(None).await?;
    all.sort_by(|a, b| b.updated_at.total_cmp(&a.updated_at));
    Ok(all)
}

/// Tells whenever something is remembered or forgotten, here or in another tab.
pub fn on_change(cx: &AppCx, changed: impl Fn() + 'static) -> Option<Subscription> {
    let db = cx.core().ok()?.db;
    Some(db.changes().subscribe(move |change| {
        if change.store == Store::Mappings {
            changed();
        }
    }))
}

/// Forgets one, with a way back.
pub fn forget(cx: &AppCx, mapping: &MappingRecord) {
    let (cx, mapping) = (cx.clone(), mapping.clone());
    task::spawn(async move {
        let forgotten =
            async { Ok::<_, AppError>(cx.core()?.db.mappings().delete(&mapping.signature).await?) };
        if let Err(error) = forgotten.await {
            return cx.report(&error);
        }
        let undo = cx.clone();
        cx.done_with_undo(message!("import-map-forgotten"), move || remember(&undo, &mapping));
    });
}

fn remember(cx: &AppCx, mapping: &MappingRecord) {
    let (cx, mapping) = (cx.clone(), mapping.clone());
    task::spawn(async move {
        let kept = async { Ok::<_, AppError>(cx.core()?.db.mappings().create(&mapping).await?) };
        if let Err(error) = kept.await {
            cx.report(&error);
        }
    });
}
