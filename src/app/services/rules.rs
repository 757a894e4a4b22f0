//! The user's safety rules: stored once, for every session and every tab. What is changed can be undone.

use web_sys::File;

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::rules::{Change, Entry, Stored, Taken, file_error, settled, taken_in};
use crate::app::services::{files, start};
use crate::app::toasts::{Toast, Tone};
use crate::engine::analysis::safety::{RuleSet, write_rules};
use crate::i18n::Message;
use crate::message;
use crate::storage::{Db, RuleRecord, Store};
use crate::web::pubsub::Subscription;
use crate::web::{clock, global};

/// A file of rules is a few kilobytes; this much is something else.
const LARGEST_FILE: f64 = 5e6;
/// Under which the rules are saved.
const FILE_NAME: &str = "fueltune-safety-rules.json";

/// Every changed and own rule, of all vehicles and of each.
pub async fn all(cx: &AppCx) -> Result<Vec<Stored>, AppError> {
    let records = cx.core()?.db.rules().get_all().await?;
    Ok(records.into_iter().map(|r| Stored { vehicle: r.vehicle, rule: r.rule }).collect())
}

/// Tells whenever one changes, here or in another tab.
pub fn on_change(cx: &AppCx, changed: impl Fn() + 'static) -> Option<Subscription> {
    let db = cx.core().ok()?.db;
    Some(db.changes().subscribe(move |change| {
        if change.store == Store::Rules {
            changed();
        }
    }))
}

/// Stores changes of the rules of all vehicles or of one, tells so and offers the way back. `entries` are the rules as
/// they are shown.
pub async fn change(
    cx: &AppCx,
    vehicle: Option<String>,
    entries: &[Entry],
    changes: Vec<Change>,
    told: Message,
) -> Result<(), AppError> {
    let before = write(cx, vehicle.as_deref(), entries, changes).await?;
    let undo = cx.clone();
    cx.done_with_undo(told, move || {
        let before = before.clone();
        start(&undo, |cx| async move { put_back(&cx, &before).await });
    });
    Ok(())
}

/// The records that stood there before, by id; `None` where there was none.
type Before = Vec<(String, Option<RuleRecord>)>;

async fn write(
    cx: &AppCx,
    vehicle: Option<&str>,
    entries: &[Entry],
    changes: Vec<Change>,
) -> Result<Before, AppError> {
    let db = cx.core()?.db;
    let (mut put, mut gone, mut before) = (Vec::new(), Vec::new(), Vec::new());
    let now = clock::now_ms();
    for (change, i) in changes.into_iter().zip(0_u32..) {
        let id = RuleRecord::id_of(vehicle, change.rule());
        let was = db.rules().get_by_id(&id).await?;
        match settled(change, entries) {
            Change::Put(rule) => put.push(RuleRecord {
                id: id.clone(),
                vehicle: vehicle.map(str::to_owned),
                rule,
                // In the order in which they came.
                created_at: was.as_ref().map_or(now + f64::from(i) * 1e-3, |w| w.created_at),
                updated_at: now,
            }),
            Change::Drop(_) => gone.push(id.clone()),
        }
        before.push((id, was));
    }
    db.rules().replace(&put, &gone).await?;
    Ok(before)
}

async fn put_back(cx: &AppCx, before: &Before) -> Result<(), AppError> {
    let db: Db = cx.core()?.db;
    let put: Vec<RuleRecord> = before.iter().filter_map(|(_, record)| record.clone()).collect();
    let gone: Vec<String> = before.iter().filter(|b| b.1.is_none()).map(|b| b.0.clone()).collect();
    Ok(db.rules().replace(&put, &gone).await?)
}

/// The same as a use-case of its own, whose failure is told as a notice.
pub fn change_soon(
    cx: &AppCx,
    vehicle: Option<String>,
    entries: Vec<Entry>,
    changes: Vec<Change>,
    told: Message,
) {
    start(cx, |cx| async move { change(&cx, vehicle, &entries, changes, told).await });
}

/// Hands the rules to the user as a file.
pub fn export(cx: &AppCx, rules: &RuleSet) {
    files::save_text(cx, FILE_NAME, &write_rules(rules), files::JSON);
}

/// Takes the rules of a file in. A file with a mistake changes nothing, and the mistake is told with its place.
pub fn import(cx: &AppCx, vehicle: Option<String>, entries: Vec<Entry>, file: File) {
    start(cx, |cx| async move {
        let name = file.name();
        if file.size() > LARGEST_FILE {
            refuse(&cx, &name, (Message::new("rules-file-other"), None));
            return Ok(());
        }
        let text = global::settle(file.text().into()).await?.as_string().unwrap_or_default();
        let Taken { changes, same } = match taken_in(&text, &entries) {
            Ok(taken) => taken,
            Err(error) => {
                refuse(&cx, &name, file_error(cx.i18n(), &error));
                return Ok(());
            }
        };
        if changes.is_empty() {
            cx.toast(Toast::new(Tone::Info, message!("rules-import-nothing", file = name)));
            return Ok(());
        }
        let told = message!("rules-imported", n = changes.len(), same = same);
        change(&cx, vehicle, &entries, changes, told).await
    });
}

fn refuse(cx: &AppCx, file: &str, (advice, details): (Message, Option<String>)) {
    let mut toast = Toast::new(Tone::Bad, message!("rules-import-failed", file = file)).advice(advice);
    toast.details = details;
    cx.toast(toast);
}
