//! A table into a tune of TunerStudio: the tune is handed in, and comes back with the table in it.

use web_sys::{Event, HtmlElement, HtmlInputElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, UseStateHandle, component, html, use_node_ref,
    use_state, use_state_eq,
};

use crate::app::cx::AppCx;
use crate::app::error::{AppError, Explain};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services;
use crate::app::services::tables::{self as service, OpenTune};
use crate::app::tables::size_text;
use crate::app::toasts::Tone;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Dialog, error_panel, notice};
use crate::ui::components::form::{Button, ButtonTone, Choice, Select};
use crate::ui::components::icons::Icon;
use crate::web::task;

#[derive(Properties, PartialEq)]
pub struct IntoTuneProps {
    pub id: AttrValue,
    pub onclose: Callback<()>,
}

/// See the module.
#[component]
pub fn IntoTune(props: &IntoTuneProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let tune = use_state(|| None::<Result<OpenTune, AppError>>);
    let slot = use_state_eq(String::new);
    let input = use_node_ref();
    let onfile = reading(&cx, &props.id, &tune, &slot);
    let pick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(element) = input.cast::<HtmlElement>() {
                element.click();
            }
        })
    };
    let opened = tune.as_ref().and_then(|read| read.as_ref().ok()).filter(|read| !read.slots.is_empty());
    let save = |part: bool| {
        let (cx, id, slot, onclose) = (cx.clone(), props.id.clone(), (*slot).clone(), props.onclose.clone());
        let tune = opened.cloned();
        Callback::from(move |_: MouseEvent| {
            let Some(tune) = tune.clone() else { return };
            let (id, slot, onclose) = (id.clone(), slot.clone(), onclose.clone());
            services::start(&cx, |cx| async move {
                service::save_into_tune(&cx, &id, &tune, &slot, part).await?;
                onclose.emit(());
                Ok(())
            });
        })
    };
    let missing = opened.is_none().then(|| AttrValue::from(t!(i18n, "tables-tune-missing")));
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button label={t!(i18n, "tables-tune-save-part")} onclick={save(true)} disabled={missing.clone()} testid="tune-save-part" />
            <Button
                label={t!(i18n, "tables-tune-save")} tone={ButtonTone::Primary} onclick={save(false)} disabled={missing} testid="tune-save"
            />
        </>
    };
    let onslot = {
        let slot = slot.setter();
        Callback::from(move |name: String| slot.set(name))
    };
    html! {
        <Dialog title={t!(i18n, "tables-tune-title")} onclose={props.onclose.clone()} {actions} testid="into-tune">
            <div class="stack">
                <p class="muted">{ t!(i18n, "tables-tune-text") }</p>
                <div class="row"><Button label={t!(i18n, "tables-tune-choose")} icon={Icon::Upload} onclick={pick} /></div>
                <input
                    type="file" multiple={true} class="visually-hidden" tabindex="-1" ref={input} onchange={onfile}
                    aria-label={t!(i18n, "tables-tune-choose")} data-testid="tune-file"
                />
                { match &*tune {
                    None => Html::default(),
                    Some(Err(error)) => error_panel(i18n, &error.user_message(), Html::default()),
                    Some(Ok(tune)) => body(i18n, tune, &slot, onslot),
                } }
            </div>
        </Dialog>
    }
}

/// Reads the tune that is handed in, with its definition where that came along.
fn reading(
    cx: &AppCx,
    id: &AttrValue,
    tune: &UseStateHandle<Option<Result<OpenTune, AppError>>>,
    slot: &UseStateHandle<String>,
) -> Callback<Event> {
    let (cx, id, tune, slot) = (cx.clone(), id.clone(), tune.setter(), slot.setter());
    Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let files =
            input.files().into_iter().flat_map(|all| (0..all.length()).filter_map(move |i| all.get(i)));
        let (definitions, tunes): (Vec<_>, Vec<_>) =
            files.partition(|file| file.name().to_lowercase().ends_with(".ini"));
        input.set_value("");
        let Some(file) = tunes.into_iter().next() else { return };
        let (cx, id, tune, slot) = (cx.clone(), id.clone(), tune.clone(), slot.clone());
        task::spawn(async move {
            let read = service::open_tune(&cx, &id, file, definitions.into_iter().next()).await;
            if let Ok(read) = &read {
                let first = read.slots.first().map(|slot| slot.name.clone());
                slot.set(read.own.clone().or(first).unwrap_or_default());
            }
            tune.set(Some(read));
        });
    })
}

/// Which table of the tune is replaced.
fn body(i18n: I18n, tune: &OpenTune, slot: &str, onslot: Callback<String>) -> Html {
    if tune.slots.is_empty() {
        return notice(Tone::Warn, html! { { t!(i18n, "tables-tune-none", name = &tune.name) } });
    }
    let choices = tune.slots.iter().map(|slot| {
        let size = size_text(i18n, slot.rows, slot.columns);
        Choice::new(slot.name.clone(), format!("{} · {size}", slot.name))
    });
    html! {
        <>
            <p><strong>{ tune.name.clone() }</strong></p>
            <Select
                label={t!(i18n, "tables-tune-slot")} choices={choices.collect::<Vec<_>>()} value={slot.to_owned()} onchange={onslot}
                hint={AttrValue::from(t!(i18n, "tables-tune-slot-hint"))} testid="tune-slot"
            />
        </>
    }
}
