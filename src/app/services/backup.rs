//! The whole library to one file, and back.

use web_sys::File;

use super::{library, track};
use crate::app::boot;
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::settings::{Settings, SettingsAction};
use crate::i18n::Message;
use crate::message;
use crate::protocol::{Backup, BackupCounts, ErrorCode, Lane, Restore, RestoreMode, WireError};
use crate::web::download;
use crate::worker::Slots;

/// Writes everything to a file and hands it to the user.
pub async fn save(cx: &AppCx) -> Result<(), AppError> {
    let job = cx.core()?.worker.call(Backup, Lane::Background);
    let answer = track::track(cx, Message::new("frame-job-backup"), job).await?;
    let blob = answer
        .slots
        .blob(answer.value.file)
        .ok_or_else(|| WireError::new(ErrorCode::Internal, "the backup came without its file"))?;
    download::save(&answer.value.name, &blob)?;
    let counts = answer.value.counts;
    cx.done(message!(
        "diagnostics-backup-saved",
        sessions = counts.sessions,
        vehicles = counts.vehicles,
        bytes = crate::i18n::Arg::Bytes(answer.value.bytes)
    ));
    Ok(())
}

/// Brings a backup back: all of it or nothing.
pub async fn restore(cx: &AppCx, file: &File, mode: RestoreMode) -> Result<(), AppError> {
    let core = cx.core()?;
    let mut slots = Slots::new();
    let slot = slots.push_blob(file);
    let job = core.worker.call_with(Restore { file: slot, mode }, slots, Lane::Background);
    let answer = track::track(cx, Message::new("frame-job-restore"), job).await?;
    library::reload(cx, &core.db).await?;
    if let Some(settings) = core.db.settings().get::<Settings>(boot::SETTINGS).await? {
        cx.settings.dispatch(SettingsAction::Replace(settings));
    }
    let BackupCounts { sessions, vehicles, .. } = answer.value.added;
    cx.done(message!("diagnostics-backup-restored", sessions = sessions, vehicles = vehicles));
    Ok(())
}
