use yew::{Callback, Html, component, html, use_mut_ref};

use crate::app::error::Explain;
use crate::app::route::Location;
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::device;
use crate::app::toasts::Tone;
use crate::i18n::{I18n, number};
use crate::protocol::{ClearCaches, Crash, Lane, MemoryReport};
use crate::t;
use crate::ui::components::feedback::{error_panel, progress_bar, skeleton, tag};
use crate::ui::components::form::{Button, ButtonTone, IconButton};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{facts, pad, panel};
use crate::ui::hooks::{Loaded, guarded, use_again, use_interval, use_loaded};

/// Storage in use, what may be used, and the browser's promise to keep it.
#[component]
pub fn StoragePanel() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let sessions = use_select(&cx.library, |l| l.sessions().len());
    let (again, refresh) = use_again();
    let storage = use_loaded((*sessions, again), |_| device::storage());
    let running = use_mut_ref(|| None);
    let persist = {
        let (cx, refresh) = (cx.clone(), refresh.clone());
        Callback::from(move |_| {
            let (cx, refresh) = (cx.clone(), refresh.clone());
            *running.borrow_mut() = Some(guarded(async move {
                match device::persist(&cx).await {
                    Ok(_) => refresh.emit(()),
                    Err(error) => cx.report(&error),
                }
            }));
        })
    };
    let body = match &storage {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 3),
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(storage) => {
            let estimate = storage.estimate;
            let share = (estimate.quota_bytes > 0.0).then(|| estimate.used_bytes / estimate.quota_bytes);
            let promise = if storage.persisted {
                tag(Some(Tone::Good), t!(i18n, "diagnostics-persisted"))
            } else {
                tag(Some(Tone::Warn), t!(i18n, "diagnostics-not-persisted"))
            };
            pad(html! {
                <>
                    { facts([
                        (t!(i18n, "diagnostics-used").into(), html! { { number::bytes(i18n.lang, estimate.used_bytes) } }),
                        (t!(i18n, "diagnostics-quota").into(), html! { { number::bytes(i18n.lang, estimate.quota_bytes) } }),
                        (t!(i18n, "diagnostics-promise").into(), promise),
                    ]) }
                    { progress_bar(t!(i18n, "diagnostics-used"), share) }
                    if !storage.persisted {
                        <p class="muted">{ t!(i18n, "diagnostics-persist-why") }</p>
                        <div class="row"><Button label={t!(i18n, "diagnostics-persist")} onclick={persist} /></div>
                    }
                </>
            })
        }
    };
    let again = html! {
        <IconButton label={t!(i18n, "frame-refresh")} icon={Icon::Refresh} onclick={refresh.reform(|_| ())} />
    };
    panel(t!(i18n, "diagnostics-storage"), again, body)
}

/// Memory and caches of the worker.
#[component]
pub fn WorkerPanel() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let location = use_location();
    let (again, refresh) = use_again();
    let tick = use_interval(5000, true);
    let memory = {
        let cx = cx.clone();
        use_loaded((tick, again), move |_| async move { device::memory(&cx).await })
    };
    let running = use_mut_ref(|| None);
    let clear = |what: ClearCaches| {
        let (cx, refresh, running) = (cx.clone(), refresh.clone(), running.clone());
        Callback::from(move |_| {
            let (cx, refresh, what) = (cx.clone(), refresh.clone(), what.clone());
            *running.borrow_mut() = Some(guarded(async move {
                match device::clear_caches(&cx, what).await {
                    Ok(()) => refresh.emit(()),
                    Err(error) => cx.report(&error),
                }
            }));
        })
    };
    let restart = {
        let (cx, refresh) = (cx.clone(), refresh.clone());
        Callback::from(move |_| match cx.core() {
            Ok(core) => {
                core.worker.restart();
                refresh.emit(());
            }
            Err(error) => cx.report(&error),
        })
    };
    let body = match &memory {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 4),
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(memory) => pad(memory_facts(i18n, memory)),
    };
    let body = html! {
        <>
            { body }
            <div class="pad">
                <div class="row">
                    <Button
                        label={t!(i18n, "diagnostics-clear-columns")}
                        onclick={clear(ClearCaches { columns: true, results: false })}
                    />
                    <Button
                        label={t!(i18n, "diagnostics-clear-results")}
                        onclick={clear(ClearCaches { columns: false, results: true })}
                    />
                    <Button label={t!(i18n, "diagnostics-restart")} onclick={restart} />
                    if wants_crash(&location) { <CrashButton /> }
                </div>
            </div>
        </>
    };
    let again = html! {
        <IconButton label={t!(i18n, "frame-refresh")} icon={Icon::Refresh} onclick={refresh.reform(|_| ())} />
    };
    panel(t!(i18n, "diagnostics-worker"), again, body)
}

fn memory_facts(i18n: I18n, memory: &MemoryReport) -> Html {
    let bytes = |count: f64| html! { { number::bytes(i18n.lang, count) } };
    let count = |n: u32| html! { { number::number(i18n.lang, f64::from(n), 0) } };
    facts([
        (t!(i18n, "diagnostics-wasm-memory").into(), bytes(memory.wasm_bytes)),
        (
            t!(i18n, "diagnostics-column-cache").into(),
            html! { { t!(i18n, "diagnostics-of",
            used = number::bytes(i18n.lang, memory.cache_bytes),
            limit = number::bytes(i18n.lang, memory.cache_budget_bytes)) } },
        ),
        (t!(i18n, "diagnostics-cached-sessions").into(), count(memory.cached_sessions)),
        (t!(i18n, "diagnostics-cached-columns").into(), count(memory.cached_columns)),
        (t!(i18n, "diagnostics-stored-results").into(), count(memory.stored_results)),
    ])
}

/// `#/diagnostics?crash=1` offers to end the worker's program, to show that nothing is lost.
fn wants_crash(location: &Location) -> bool {
    location.query.get("crash").is_some()
}

#[component]
fn CrashButton() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let running = use_mut_ref(|| None);
    let onclick = Callback::from(move |_| {
        let cx = cx.clone();
        *running.borrow_mut() = Some(guarded(async move {
            let outcome = match cx.core() {
                Ok(core) => core.worker.call(Crash, Lane::Interactive).await.map(|_| ()).map_err(Into::into),
                Err(error) => Err(error),
            };
            if let Err(error) = outcome {
                cx.report(&error);
            }
        }));
    });
    html! { <Button label={t!(i18n, "diagnostics-crash")} tone={ButtonTone::Danger} {onclick} /> }
}
