use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, component, html, use_mut_ref};

use crate::app::cx::AppCx;
use crate::app::error::Explain;
use crate::app::route::Location;
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::device::{self, Storage};
use crate::app::toasts::Tone;
use crate::i18n::{I18n, number};
use crate::protocol::{ClearCaches, Crash, Lane, MemoryReport};
use crate::t;
use crate::ui::components::feedback::{error_panel, progress_bar, tag};
use crate::ui::components::form::{Button, ButtonTone, IconButton};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{facts, pad, panel};
use crate::ui::hooks::{Loaded, guarded, use_again, use_interval, use_loaded};
use crate::web::storage_quota::Estimate;

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
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Loading => pad(storage_facts(i18n, None, persist)),
        Loaded::Ready(storage) => pad(storage_facts(i18n, Some(storage), persist)),
    };
    let again = html! {
        <IconButton label={t!(i18n, "frame-refresh")} icon={Icon::Refresh} onclick={refresh.reform(|_| ())} />
    };
    panel(t!(i18n, "diagnostics-storage"), again, body)
}

/// As high before it is known as after: what stands below stays where it is.
fn storage_facts(i18n: I18n, storage: Option<&Storage>, persist: Callback<MouseEvent>) -> Html {
    let bytes = |of: fn(&Estimate) -> f64| {
        let text = storage.map_or_else(missing, |s| number::bytes(i18n.lang, of(&s.estimate)));
        html! { { text } }
    };
    let share = storage.map(|s| &s.estimate).filter(|e| e.quota_bytes > 0.0);
    let (promise, why, settled) = match storage.map(|s| s.persisted) {
        None => (tag(None, missing()), "diagnostics-persist-why", Some("frame-loading")),
        Some(true) => {
            let kept = tag(Some(Tone::Good), t!(i18n, "diagnostics-persisted"));
            (kept, "diagnostics-persisted-why", Some("diagnostics-persisted"))
        }
        Some(false) => {
            (tag(Some(Tone::Warn), t!(i18n, "diagnostics-not-persisted")), "diagnostics-persist-why", None)
        }
    };
    html! {
        <>
            { facts([
                (t!(i18n, "diagnostics-used").into(), bytes(|e| e.used_bytes)),
                (t!(i18n, "diagnostics-quota").into(), bytes(|e| e.quota_bytes)),
                (t!(i18n, "diagnostics-promise").into(), promise),
            ]) }
            { progress_bar(t!(i18n, "diagnostics-used"), share.map(|e| e.used_bytes / e.quota_bytes)) }
            <p class="muted">{ i18n.t(why) }</p>
            <div class="row">
                <Button
                    label={t!(i18n, "diagnostics-persist")} onclick={persist}
                    disabled={settled.map(|key| AttrValue::from(i18n.t(key)))}
                />
            </div>
        </>
    }
}

fn missing() -> String {
    number::MISSING.to_owned()
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
    let restart = restart(&cx, &refresh);
    let body = match &memory {
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Loading => pad(memory_facts(i18n, None)),
        Loaded::Ready(memory) => pad(memory_facts(i18n, Some(memory))),
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

fn restart(cx: &AppCx, refresh: &Callback<()>) -> Callback<MouseEvent> {
    let (cx, refresh) = (cx.clone(), refresh.clone());
    Callback::from(move |_| match cx.core() {
        Ok(core) => {
            core.worker.restart();
            refresh.emit(());
        }
        Err(error) => cx.report(&error),
    })
}

/// As many lines before they are known as after.
fn memory_facts(i18n: I18n, memory: Option<&MemoryReport>) -> Html {
    let told = |tell: &dyn Fn(&MemoryReport) -> String| {
        let text = memory.map_or_else(missing, tell);
        html! { { text } }
    };
    let bytes = |count: f64| number::bytes(i18n.lang, count);
    let count = |n: u32| number::number(i18n.lang, f64::from(n), 0);
    facts([
        (t!(i18n, "diagnostics-wasm-memory").into(), told(&|m| bytes(m.wasm_bytes))),
        (
            t!(i18n, "diagnostics-column-cache").into(),
            told(&|m| {
                let (used, limit) = (bytes(m.cache_bytes), bytes(m.cache_budget_bytes));
                t!(i18n, "diagnostics-of", used = used, limit = limit).into_owned()
            }),
        ),
        (t!(i18n, "diagnostics-cached-sessions").into(), told(&|m| count(m.cached_sessions))),
        (t!(i18n, "diagnostics-cached-columns").into(), told(&|m| count(m.cached_columns))),
        (t!(i18n, "diagnostics-stored-results").into(), told(&|m| count(m.stored_results))),
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
