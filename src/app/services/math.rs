//! The user's math channels: stored once, for every session and every tab. What takes something away can be undone.

use web_sys::File;

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::math::{FileError, free_name, from_json, is_same, to_json};
use crate::app::services::start;
use crate::app::toasts::{Toast, Tone};
use crate::i18n::Message;
use crate::message;
use crate::protocol::{Lane, MathChanged};
use crate::storage::{MathChannelRecord, Store, ids};
use crate::web::pubsub::Subscription;
use crate::web::{clock, download, global};

/// A file of math channels is a few kilobytes; this much is something else.
const LARGEST_FILE: f64 = 5e6;
/// Under which the list is saved.
const FILE_NAME: &str = "fueltune-math-channels.json";

/// Every math channel, the oldest first. After a change the worker is told before, so that what is asked next is worked
/// out of these; a worker that has just failed remembers nothing of the old ones.
pub async fn all(cx: &AppCx, changed: bool) -> Result<Vec<MathChannelRecord>, AppError> {
    let core = cx.core()?;
    if changed && let Err(error) = core.worker.call(MathChanged, Lane::Interactive).await {
        tracing::warn!(%error, "math channels changed");
    }
    Ok(core.db.math_channels().get_all().await?)
}

/// Tells whenever one changes, here or in another tab.
pub fn on_change(cx: &AppCx, changed: impl Fn() + 'static) -> Option<Subscription> {
    let db = cx.core().ok()?.db;
    Some(db.changes().subscribe(move |change| {
        if change.store == Store::Channels {
            changed();
        }
    }))
}

fn record(name: String, text: String, at_ms: f64) -> MathChannelRecord {
    MathChannelRecord { id: ids::new_id(), name, text, created_at: at_ms, updated_at: at_ms }
}

/// Stores a new one.
pub async fn create(cx: &AppCx, name: String, text: String) -> Result<(), AppError> {
    let record = record(name, text, clock::now_ms());
    Ok(cx.core()?.db.math_channels().create(&record).await?)
}

/// Stores another name or expression.
pub async fn update(cx: &AppCx, id: &str, name: String, text: String) -> Result<(), AppError> {
    let change = |record: &mut MathChannelRecord| {
        record.name = name;
        record.text = text;
        record.updated_at = clock::now_ms();
    };
    cx.core()?.db.math_channels().update(id, change).await?;
    Ok(())
}

/// Stores a copy under a name of its own.
pub fn duplicate(cx: &AppCx, original: &MathChannelRecord) {
    let original = original.clone();
    start(cx, |cx| async move {
        let db = cx.core()?.db;
        let taken: Vec<String> = db.math_channels().get_all().await?.into_iter().map(|c| c.name).collect();
        let copy = record(free_name(&original.name, &taken), original.text, clock::now_ms());
        db.math_channels().create(&copy).await?;
        undoable(&cx, message!("math-duplicated", name = copy.name.clone()), vec![copy.id]);
        Ok(())
    });
}

/// Takes one away, with a way back.
pub fn delete(cx: &AppCx, gone: &MathChannelRecord) {
    let gone = gone.clone();
    start(cx, |cx| async move {
        cx.core()?.db.math_channels().delete(&gone.id).await?;
        let undo = cx.clone();
        cx.done_with_undo(message!("math-deleted", name = gone.name.clone()), move || {
            let gone = gone.clone();
            start(&undo, |cx| async move { Ok(cx.core()?.db.math_channels().create(&gone).await?) });
        });
        Ok(())
    });
}

/// Hands the list to the user as a file.
pub fn export(cx: &AppCx, records: &[MathChannelRecord]) -> Result<(), AppError> {
    let channels: Vec<_> = records.iter().map(MathChannelRecord::channel).collect();
    let text = to_json(&channels);
    download::save(FILE_NAME, &download::text_blob(&text, "application/json")?)?;
    cx.done(message!("math-exported", n = channels.len(), file = FILE_NAME));
    Ok(())
}

/// Takes the channels of a file in. One that is here already stays; one of the same name that differs comes in under
/// a name of its own.
pub fn import(cx: &AppCx, file: File) {
    start(cx, |cx| async move {
        let name = file.name();
        if file.size() > LARGEST_FILE {
            refuse(&cx, &name, FileError::NotOne);
            return Ok(());
        }
        let text = global::settle(file.text().into()).await?.as_string().unwrap_or_default();
        let channels = match from_json(&text) {
            Ok(channels) => channels,
            Err(error) => {
                refuse(&cx, &name, error);
                return Ok(());
            }
        };
        let db = cx.core()?.db;
        let mut here: Vec<MathChannelRecord> = db.math_channels().get_all().await?;
        let known = here.len();
        let now = clock::now_ms();
        for (channel, i) in channels.iter().zip(0_u32..) {
            if here.iter().any(|c| is_same(&c.name, &channel.name) && c.text == channel.text) {
                continue;
            }
            let taken: Vec<String> = here.iter().map(|c| c.name.clone()).collect();
            // In the order of the file.
            here.push(record(
                free_name(&channel.name, &taken),
                channel.text.clone(),
                now + f64::from(i) * 1e-3,
            ));
        }
        let added = here.split_off(known);
        let same = channels.len() - added.len();
        db.math_channels().create_all(&added).await?;
        if added.is_empty() {
            cx.toast(Toast::new(Tone::Info, message!("math-import-nothing", file = name)));
            return Ok(());
        }
        let title = message!("math-imported", n = added.len(), same = same);
        undoable(&cx, title, added.into_iter().map(|c| c.id).collect());
        Ok(())
    });
}

fn refuse(cx: &AppCx, file: &str, error: FileError) {
    let advice = match error {
        FileError::NotOne => message!("math-import-not-one"),
        FileError::Newer => message!("math-import-newer"),
        FileError::Many => message!("math-import-many", most = crate::app::math::MOST),
        FileError::Name(n) => message!("math-import-name", n = n),
    };
    cx.toast(Toast::new(Tone::Bad, message!("math-import-failed", file = file)).advice(advice));
}

/// Tells what was added; undoing takes it away again.
fn undoable(cx: &AppCx, title: Message, added: Vec<String>) {
    let undo = cx.clone();
    cx.done_with_undo(title, move || {
        let added = added.clone();
        start(&undo, |cx| async move {
            for id in &added {
                cx.core()?.db.math_channels().delete(id).await?;
            }
            Ok(())
        });
    });
}
