//! Who makes the reports: name and logo.

use web_sys::{Event, HtmlInputElement, MouseEvent};
use yew::{AttrValue, Callback, Html, TargetCast, UseStateHandle, component, html, use_state_eq};

use crate::app::cx::AppCx;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::settings::{Settings, SettingsAction};
use crate::t;
use crate::ui::components::form::{Button, ButtonTone, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};
use crate::ui::hooks::use_id;
use crate::web::{picture, task};

/// What a logo is made to fit, dots: sharp where it stands, small where it is kept.
const LOGO_MOST: (f64, f64) = (600.0, 160.0);

/// See the module.
#[component]
pub fn AuthorPanel() -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let author = use_select(&cx.settings, |s| (s.tuner.clone(), s.logo.clone()));
    let bad = use_state_eq(|| false);
    let id = use_id();
    let name = {
        let cx = cx.clone();
        Callback::from(move |name: String| cx.settings.dispatch(SettingsAction::Tuner(name)))
    };
    let choose = choose(&cx, &bad);
    let remove = {
        let bad = bad.setter();
        Callback::from(move |_: MouseEvent| {
            bad.set(false);
            cx.settings.dispatch(SettingsAction::Logo(None));
        })
    };
    let hint = AttrValue::from(format!("{id}-hint"));
    let (tuner, logo) = &*author;
    let body = html! {
        <>
            <TextField
                label={t!(i18n, "settings-tuner")} value={tuner.clone()} onchange={name} testid="settings-tuner"
                hint={AttrValue::from(t!(i18n, "settings-tuner-hint"))} maxlength={Settings::TUNER_MOST as u32}
            />
            <div class="field">
                <span class="legend">{ t!(i18n, "settings-logo") }</span>
                <div class="row logo-row">
                    if let Some(logo) = logo {
                        <img class="logo" src={logo.clone()} alt={t!(i18n, "settings-logo-shown")} />
                    }
                    <label class="btn file-pick">
                        <input
                            type="file" class="visually-hidden" accept="image/png,image/jpeg,image/webp,image/gif" onchange={choose}
                            aria-describedby={hint.clone()} data-testid="settings-logo"
                        />
                        { t!(i18n, "settings-logo-choose") }
                    </label>
                    if logo.is_some() {
                        <Button label={t!(i18n, "settings-logo-remove")} icon={Icon::Trash} tone={ButtonTone::Quiet} onclick={remove} />
                    }
                </div>
                if *bad { <p class="error" role="alert">{ t!(i18n, "settings-logo-bad") }</p> }
                <p class="hint" id={hint}>{ t!(i18n, "settings-logo-hint") }</p>
            </div>
        </>
    };
    panel(t!(i18n, "settings-reports"), Html::default(), pad(body))
}

/// Takes a picture as the logo, made as small as it needs to be.
fn choose(cx: &AppCx, bad: &UseStateHandle<bool>) -> Callback<Event> {
    let (cx, bad) = (cx.clone(), bad.setter());
    Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file may be chosen again.
        input.set_value("");
        let (cx, bad) = (cx.clone(), bad.clone());
        task::spawn(async move {
            let read = picture::shrunk(&file, LOGO_MOST).await;
            bad.set(read.is_err());
            match read {
                Ok(logo) => cx.settings.dispatch(SettingsAction::Logo(Some(logo))),
                Err(error) => tracing::warn!(%error, "logo"),
            }
        });
    })
}
