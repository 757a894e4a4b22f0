//! The start: settings, address, database, worker, and everything that has to be kept in step with them.

use std::rc::Rc;

use web_sys::Event;

use super::cx::{AppCx, Backend, Connection, Core, Incoming};
use super::error::AppError;
use super::services::analyst::Analyst;
use super::services::import::Imports;
use super::settings::{Settings, SettingsAction};
use super::toasts::{Toast, Tone};
use super::workspace::{Workspace, WorkspaceAction};
use super::{mirror, navigation, services};
use crate::build_info::BUILD_ID;
use crate::i18n::Message;
use crate::protocol::{ErrorCode, WireError};
use crate::storage::{Change, DB_NAME, Db, Store};
use crate::web::folders::FoundFile;
use crate::web::pwa::{Pwa, PwaEvent};
use crate::web::{JsError, dom, events, global, marks, task};
use crate::worker::{Config, WorkerClient, WorkerError, WorkerEvent, dedicated};

/// Keys in the store of settings.
pub const SETTINGS: &str = "settings";
const WORKSPACE: &str = "workspace";

/// The handles, with the settings of the first paint. Nothing is read from the database yet.
pub fn prepare() -> AppCx {
    let settings = mirror::first_settings();
    mirror::show(&settings);
    let pwa = Pwa::start().inspect_err(|error| tracing::warn!(%error, "no service worker")).ok();
    let cx = AppCx::new(settings, navigation::current(), pwa);
    if let Some(window) = global::window() {
        cx.keep(navigation::follow(&cx, &window));
        for (name, offline) in [("online", false), ("offline", true)] {
            let told = cx.clone();
            cx.keep(events::on::<Event>(&window, name, move |_| connection(&told, |c| c.offline = offline)));
        }
        connection(&cx, |c| c.offline = !window.navigator().on_line());
    }
    cx.keep(mirror::follow_system(&cx));
    cx
}

/// Opens the database, brings the stores to what it holds and starts the worker.
pub fn start(cx: &AppCx) {
    let cx = cx.clone();
    task::spawn(async move {
        let backend = match open(&cx).await {
            Ok(core) => {
                Imports::new(&cx, core.clone()).install();
                Backend::Ready(core)
            }
            Err(error) => {
                tracing::error!(%error, "start failed");
                Backend::Failed(error)
            }
        };
        cx.backend.set(backend);
        if let Some(pwa) = cx.pwa.clone() {
            serve_offline(&cx, pwa);
        }
    });
}

/// Says that the page can be used; called after the first drawing with data.
pub fn ready() {
    if let Some(root) = global::document().and_then(|d| d.document_element())
        && !root.has_attribute("data-ready")
    {
        dom::set_attribute(&root, "data-ready", "true");
        marks::measure("boot", 0.0, crate::web::clock::ticks_ms());
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = global::window()
        && let Err(error) = window.location().reload()
    {
        tracing::warn!(error = %JsError::from(error), "cannot reload");
    }
}

async fn open(cx: &AppCx) -> Result<Core, AppError> {
    let (db, no_database) = Db::open_or_memory(DB_NAME).await?;
    if let Some(reason) = no_database {
        let message = Message::new("error-storage-unavailable");
        let mut toast =
            Toast::new(Tone::Warn, message).advice(Message::new("error-storage-unavailable-advice")).stays();
        toast.details = Some(reason.to_string());
        cx.toast(toast);
        connection(cx, |c| c.nothing_kept = true);
    }
    restore(cx, &db).await?;
    follow_stores(cx, &db);
    services::library::reload(cx, &db).await?;
    follow_database(cx, &db);
    let swept = db.clone();
    task::spawn_logged("take deleted records away", async move { services::library::sweep(&swept).await });
    let config = Config {
        database: DB_NAME.to_owned(),
        memory: db.is_memory(),
        cache_bytes: cache_bytes(),
        helpers: helpers(),
    };
    let worker = start_worker(cx, &db, config.clone());
    let analyst = Analyst::beside(&worker, config);
    Ok(Core { db, worker, analyst })
}

async fn restore(cx: &AppCx, db: &Db) -> Result<(), AppError> {
    if let Some(settings) = db.settings().get::<Settings>(SETTINGS).await? {
        cx.settings.dispatch(SettingsAction::Replace(settings));
        mirror::apply(cx);
    }
    if let Some(workspace) = db.settings().get::<Workspace>(WORKSPACE).await? {
        cx.workspace.dispatch(WorkspaceAction::Restore(workspace));
    }
    Ok(())
}

/// What the user changes is stored at once.
fn follow_stores(cx: &AppCx, db: &Db) {
    let (told, written) = (cx.clone(), db.clone());
    cx.keep(cx.settings.subscribe(move |settings| {
        mirror::apply(&told);
        let (cx, db, settings) = (told.clone(), written.clone(), Rc::clone(settings));
        task::spawn(async move {
            if let Err(error) = db.settings().put(SETTINGS, &*settings).await {
                cx.report(&error.into());
            }
        });
    }));
    let written = db.clone();
    cx.keep(cx.workspace.subscribe(move |workspace| {
        let (db, workspace) = (written.clone(), Rc::clone(workspace));
        // A lost selection is not worth a message.
        task::spawn_logged(
            "store the selection",
            async move { db.settings().put(WORKSPACE, &*workspace).await },
        );
    }));
}

/// What the worker or another tab changes is shown.
fn follow_database(cx: &AppCx, db: &Db) {
    let (told, read) = (cx.clone(), db.clone());
    cx.keep(db.changes().subscribe(move |change: &Change| {
        let (cx, db) = (told.clone(), read.clone());
        match change.store {
            Store::Sessions | Store::Vehicles => services::library::reload_soon(&cx, &db),
            Store::Settings if change.elsewhere && change.key.as_deref() == Some(SETTINGS) => {
                task::spawn_logged("read settings", async move {
                    if let Some(settings) = db.settings().get::<Settings>(SETTINGS).await? {
                        cx.settings.dispatch(SettingsAction::Replace(settings));
                    }
                    Ok::<_, AppError>(())
                });
            }
            _ => {}
        }
    }));
    let told = cx.clone();
    cx.keep(db.on_closed(move || {
        told.report(&WireError::new(ErrorCode::StorageClosed, "closed under the page").into());
    }));
}

fn start_worker(cx: &AppCx, db: &Db, config: Config) -> WorkerClient {
    let worker = WorkerClient::start(config, dedicated());
    let told = cx.clone();
    cx.keep(worker.events().subscribe(move |event| worker_event(&told, event)));
    if db.is_memory() {
        let (client, source) = (worker.clone(), db.clone());
        cx.keep(worker.events().subscribe(move |event| {
            if let (WorkerEvent::Ready { again: true }, Some(records)) = (event, source.small_records()) {
                client.mirror(&records);
            }
        }));
        let client = worker.clone();
        cx.keep(db.on_written(move |written| client.mirror(written)));
        let follower = db.clone();
        cx.keep(worker.mirrored().subscribe(move |written| {
            if let Err(error) = follower.follow(written) {
                tracing::error!(%error, "the page's records are not those of the worker");
            }
        }));
    }
    worker
}

/// Bytes of columns that the worker may hold, by how much memory the device says it has.
fn cache_bytes() -> f64 {
    const MB: f64 = 1e6;
    match global::get(&global::global_get("navigator"), "deviceMemory").as_f64() {
        Some(gb) if gb < 4.0 => 96.0 * MB,
        Some(gb) if gb < 8.0 => 192.0 * MB,
        _ => 384.0 * MB,
    }
}

/// More workers than this find nothing to do: the file cannot be read faster.
const MOST_WORKERS: f64 = 4.0;

/// Helpers that the worker may start, one worker in all for each processor.
fn helpers() -> u32 {
    let processors = global::get(&global::global_get("navigator"), "hardwareConcurrency").as_f64();
    processors.unwrap_or(1.0).clamp(1.0, MOST_WORKERS) as u32 - 1
}

fn worker_event(cx: &AppCx, event: &WorkerEvent) {
    match event {
        WorkerEvent::Ready { .. } | WorkerEvent::Restarted => {}
        WorkerEvent::Crashed { text, .. } => {
            let mut toast = Toast::new(Tone::Warn, Message::new("error-worker-crashed"))
                .advice(Message::new("error-worker-crashed-advice"))
                .stays();
            toast.details = Some(text.clone());
            cx.toast(toast);
        }
        WorkerEvent::VersionMismatch { page, worker } => {
            cx.report(&AppError::VersionMismatch { page: page.clone(), worker: worker.clone() });
        }
        WorkerEvent::Down { error } => {
            let error = match error {
                WorkerError::Crashed { text } => AppError::WorkerDown(text.clone()),
                other => other.clone().into(),
            };
            cx.report(&error);
        }
    }
}

fn serve_offline(cx: &AppCx, pwa: Pwa) {
    let told = cx.clone();
    cx.keep(pwa.events().subscribe(move |event| match event {
        PwaEvent::OfflineReady => connection(&told, |c| c.offline_ready = true),
        PwaEvent::UpdateReady => update_ready(&told),
        PwaEvent::Installable(can) => connection(&told, |c| c.installable = *can),
        PwaEvent::Installed => told.done(Message::new("frame-installed")),
        PwaEvent::Files(_) => take_opened_files(&told),
    }));
    connection(cx, |c| {
        c.offline_ready = pwa.offline_ready();
        c.installable = pwa.installable();
    });
    take_opened_files(cx);
    // A build without an identity has no list of files to keep.
    if BUILD_ID != "dev" {
        task::spawn(async move {
            // A private window or an extension may forbid it; everything works but the next start without a network.
            if let Err(error) = pwa.register("sw.js").await {
                tracing::warn!(%error, "not kept for offline use");
            }
        });
    }
}

fn update_ready(cx: &AppCx) {
    connection(cx, |c| c.update_ready = true);
    let told = cx.clone();
    let toast = Toast::new(Tone::Info, Message::new("error-version-mismatch"))
        .advice(Message::new("error-version-mismatch-advice"))
        .action(Message::new("frame-reload"), move || match told.pwa.as_ref().map(Pwa::apply_update) {
            Some(Ok(())) => {}
            _ => reload(),
        })
        .stays();
    cx.toast(toast);
}

/// Hands over the files that the system opened the application with, once someone takes them.
pub fn take_opened_files(cx: &AppCx) {
    let Some(intake) = (*cx.intake.get()).clone() else { return };
    let files = cx.pwa.as_ref().map(Pwa::take_opened_files).unwrap_or_default();
    if !files.is_empty() {
        intake(Incoming::Files(files.into_iter().map(FoundFile::alone).collect()));
    }
}

fn connection(cx: &AppCx, change: impl FnOnce(&mut Connection)) {
    let mut next = *cx.connection.get();
    change(&mut next);
    if next != *cx.connection.get() {
        cx.connection.set(next);
    }
}
