use gloo::timers::callback::Timeout;
use web_sys::{FocusEvent, MouseEvent};
use yew::{Callback, Html, Properties, classes, component, html, use_effect_with, use_state_eq};

use super::tone_icon;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::toasts::{ShownToast, ToastsAction, Tone};
use crate::t;
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::{Icon, icon};

/// The notices of the moment, read out as they come.
#[component]
pub fn ToastRegion() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let toasts = use_select(&cx.toasts, |t| t.shown.clone());
    html! {
        <section class="toasts" aria-label={t!(i18n, "frame-notices")} aria-live="polite" aria-relevant="additions">
            for toast in toasts.iter() { <ToastView key={toast.id} toast={toast.clone()} /> }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ToastProps {
    toast: ShownToast,
}

#[component]
fn ToastView(props: &ToastProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let held = use_state_eq(|| false);
    let id = props.toast.id;
    let toast = &props.toast.toast;
    let dismiss = {
        let cx = cx.clone();
        Callback::from(move |()| cx.toasts.dispatch(ToastsAction::Dismiss(id)))
    };
    {
        // Whoever reads it or is about to use its button has the time to.
        let dismiss = dismiss.clone();
        use_effect_with((*held, toast.lifetime_secs()), move |(held, lifetime)| {
            let timer =
                lifetime.filter(|_| !*held).map(|secs| Timeout::new(secs * 1000, move || dismiss.emit(())));
            move || drop(timer)
        });
    }
    let hold = |now: bool| {
        let held = held.setter();
        move || held.set(now)
    };
    let (enter, leave, focus, blur) = (hold(true), hold(false), hold(true), hold(false));
    let (tone, sign) = tone_icon(toast.tone);
    html! {
        <div
            class={classes!("toast", tone)} data-testid="toast" role={(toast.tone == Tone::Bad).then_some("alert")}
            onmouseenter={Callback::from(move |_: MouseEvent| enter())}
            onmouseleave={Callback::from(move |_: MouseEvent| leave())}
            onfocusin={Callback::from(move |_: FocusEvent| focus())}
            onfocusout={Callback::from(move |_: FocusEvent| blur())}
        >
            { icon(sign) }
            <div class="text">
                <strong>{ i18n.message(&toast.title) }</strong>
                if let Some(advice) = &toast.advice { <p>{ i18n.message(advice) }</p> }
                if let Some(details) = &toast.details {
                    <details><summary>{ t!(i18n, "frame-details") }</summary><pre>{ details }</pre></details>
                }
            </div>
            if let Some(action) = &toast.action {
                <button type="button" class="btn small" data-testid={(action.label.key == "frame-undo").then_some("toast-undo")} onclick={{
                    let (run, dismiss) = (action.run.clone(), dismiss.clone());
                    Callback::from(move |_: MouseEvent| { dismiss.emit(()); run(); })
                }}>{ i18n.message(&action.label) }</button>
            }
            <IconButton label={t!(i18n, "frame-close")} icon={Icon::Close} onclick={dismiss.reform(|_| ())} />
        </div>
    }
}
