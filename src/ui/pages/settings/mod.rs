//! What the user can choose. Every choice holds at once and is stored at once.

mod author;

use yew::{AttrValue, Callback, Html, classes, component, html, use_effect_with};

use self::author::AuthorPanel;
use crate::app::cx::AppCx;
use crate::app::error::Explain;
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select, use_units};
use crate::app::services::mappings;
use crate::app::settings::{Review, Settings, SettingsAction, Theme};
use crate::engine::units::{Quantity, Unit};
use crate::i18n::units::{Mixture, Preset, UnitPrefs, Units};
use crate::i18n::{I18n, Lang, date};
use crate::storage::MappingRecord;
use crate::t;
use crate::ui::components::feedback::error_panel;
use crate::ui::components::form::{Button, ButtonTone, Choice, NumberField, Segmented, Select, Switch};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, pad, page_header, panel};
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::ui::pages::sessions::words::format_name;
use crate::web::clock;

#[component]
pub fn SettingsPage() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let settings = use_select(&cx.settings, Clone::clone);
    let units = use_units();
    html! {
        <>
            { page_header(t!(i18n, "settings-title"), html! { { t!(i18n, "settings-sub") } }, Html::default()) }
            <div class="settings stack">
                { panel(t!(i18n, "settings-look"), Html::default(), look(&cx, i18n, &settings)) }
                { panel(t!(i18n, "settings-units"), Html::default(), unit_choices(&cx, i18n, &settings, &units)) }
                { panel(t!(i18n, "settings-import"), Html::default(), import(&cx, i18n, &settings)) }
                { panel(t!(i18n, "settings-rules"), Html::default(), pad(html! {
                    <>
                        <p class="muted">{ t!(i18n, "settings-rules-about") }</p>
                        <Link to={Route::Rules} class={classes!("btn")} testid="to-rules">{ icon(Icon::Rules) }<span>{ t!(i18n, "settings-rules-open") }</span></Link>
                    </>
                })) }
                <AuthorPanel />
                <Remembered />
            </div>
        </>
    }
}

/// A callback that turns a chosen value into an action; a value that names nothing does nothing.
fn choose(cx: &AppCx, action: impl Fn(&str) -> Option<SettingsAction> + 'static) -> Callback<String> {
    let cx = cx.clone();
    Callback::from(move |value: String| {
        if let Some(action) = action(&value) {
            cx.settings.dispatch(action);
        }
    })
}

fn switch(cx: &AppCx, action: impl Fn(bool) -> SettingsAction + 'static) -> Callback<bool> {
    let cx = cx.clone();
    Callback::from(move |on| cx.settings.dispatch(action(on)))
}

/// Choices whose values are their place in the list.
fn numbered<T: Copy>(all: &[T], label: impl Fn(T) -> AttrValue) -> Vec<Choice> {
    all.iter().enumerate().map(|(i, item)| Choice::new(i.to_string(), label(*item))).collect()
}

fn place<T: PartialEq>(all: &[T], item: &T) -> AttrValue {
    all.iter().position(|other| other == item).map_or_else(AttrValue::default, |i| i.to_string().into())
}

fn at<T: Copy>(all: &[T], value: &str) -> Option<T> {
    value.parse::<usize>().ok().and_then(|i| all.get(i)).copied()
}

fn look(cx: &AppCx, i18n: I18n, settings: &Settings) -> Html {
    let languages: Vec<Choice> = Lang::ALL.iter().map(|l| Choice::new(l.tag(), l.name())).collect();
    let themes = Theme::ALL
        .iter()
        .map(|theme| Choice::new(theme.slug(), i18n.t(theme.label_key())))
        .collect::<Vec<_>>();
    pad(html! {
        <>
            <Segmented
                label={t!(i18n, "settings-language")} choices={languages} value={settings.lang.tag()}
                onchange={choose(cx, |tag| Lang::from_tag(tag).map(SettingsAction::Lang))}
            />
            <Segmented
                label={t!(i18n, "settings-theme")} choices={themes} value={settings.theme.slug()}
                onchange={choose(cx, |slug| Theme::from_slug(slug).map(SettingsAction::Theme))}
            />
        </>
    })
}

fn unit_choices(cx: &AppCx, i18n: I18n, settings: &Settings, units: &Units) -> Html {
    let prefs = &settings.units;
    let example = t!(
        i18n,
        "settings-units-example",
        boost = units.show(1.2, Quantity::Pressure).to_string(),
        temperature = units.show(88.0, Quantity::Temperature).to_string(),
        mixture = units.show(0.85, Quantity::Lambda).to_string(),
        power = units.show(220.0, Quantity::Power).to_string()
    );
    pad(html! {
        <>
            <Segmented
                label={t!(i18n, "settings-preset")}
                choices={numbered(&Preset::ALL, |p| i18n.t(p.label_key()).into())} value={place(&Preset::ALL, &prefs.preset)}
                onchange={choose(cx, |v| at(&Preset::ALL, v).map(SettingsAction::Preset))} hint={example}
            />
            <Segmented
                label={t!(i18n, "settings-mixture")}
                choices={numbered(&Mixture::ALL, |m| i18n.t(m.label_key()).into())} value={place(&Mixture::ALL, &prefs.mixture)}
                onchange={choose(cx, |v| at(&Mixture::ALL, v).map(SettingsAction::Mixture))}
                hint={t!(i18n, "settings-mixture-hint")}
            />
            <div class="fields">
                for quantity in UnitPrefs::choosable() { { unit_choice(cx, i18n, prefs, quantity) } }
            </div>
        </>
    })
}

fn unit_choice(cx: &AppCx, i18n: I18n, prefs: &UnitPrefs, quantity: Quantity) -> Html {
    let choices: Vec<Unit> = UnitPrefs::choices(quantity).collect();
    let value = place(&choices, &prefs.unit(quantity));
    let labels = numbered(&choices, |unit| unit.symbol().into());
    html! {
        <Select
            key={format!("{quantity:?}")} label={i18n.quantity(quantity)} choices={labels} {value}
            onchange={choose(cx, move |v| at(&choices, v).map(SettingsAction::Unit))}
        />
    }
}

/// How files with the same columns are read, as the user said once.
#[component]
fn Remembered() -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let (again, ask_again) = use_again();
    {
        let cx = cx.clone();
        use_effect_with((), move |()| {
            let subscription = mappings::on_change(&cx, move || ask_again.emit(()));
            move || drop(subscription)
        });
    }
    let kept = {
        let cx = cx.clone();
        use_loaded(again, move |_| async move { mappings::all(&cx).await })
    };
    let body = match &kept {
        Loaded::Loading => return Html::default(),
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(kept) if kept.is_empty() => {
            pad(html! { <p class="muted">{ t!(i18n, "settings-remembered-none") }</p> })
        }
        Loaded::Ready(kept) => html! {
            <ul class="remembered">
                for mapping in kept.iter() { { remembered(&cx, i18n, mapping) } }
            </ul>
        },
    };
    panel(t!(i18n, "settings-remembered"), Html::default(), body)
}

fn remembered(cx: &AppCx, i18n: I18n, mapping: &MappingRecord) -> Html {
    let forget = {
        let (cx, mapping) = (cx.clone(), mapping.clone());
        Callback::from(move |_: web_sys::MouseEvent| mappings::forget(&cx, &mapping))
    };
    let format = format_name(i18n, &mapping.format);
    let name = if mapping.name.is_empty() { format.to_string() } else { mapping.name.clone() };
    let at = mapping.updated_at;
    let when = date::date_time(i18n.lang, at, clock::offset_minutes(at));
    let label = t!(i18n, "settings-remembered-forget");
    html! {
        <li key={mapping.signature.clone()} data-testid="remembered-row">
            <span class="who"><strong>{ &name }</strong><span class="faint">{ format }</span></span>
            <span class="muted">{ when }</span>
            <Button describe={AttrValue::from(format!("{label} ({name})"))} {label} tone={ButtonTone::Quiet} onclick={forget} />
        </li>
    }
}

fn import(cx: &AppCx, i18n: I18n, settings: &Settings) -> Html {
    let limit = {
        let cx = cx.clone();
        Callback::from(move |mb: Option<f64>| {
            if let Some(mb) = mb {
                cx.settings.dispatch(SettingsAction::KeepOriginalsMb(mb as u32));
            }
        })
    };
    let (least, most) = (*Settings::KEEP_ORIGINALS_MB.start(), *Settings::KEEP_ORIGINALS_MB.end());
    pad(html! {
        <>
            <Segmented
                label={t!(i18n, "settings-review")} hint={t!(i18n, "settings-review-hint")}
                choices={numbered(&Review::ALL, |r| i18n.t(r.label_key()).into())} value={place(&Review::ALL, &settings.review)}
                onchange={choose(cx, |v| at(&Review::ALL, v).map(SettingsAction::Review))}
            />
            <Switch
                label={t!(i18n, "settings-assign-vehicle")} on={settings.assign_selected_vehicle}
                onchange={switch(cx, SettingsAction::AssignSelectedVehicle)}
            />
            <Switch
                label={t!(i18n, "settings-keep-originals")} hint={t!(i18n, "settings-keep-originals-hint")}
                on={settings.keep_originals} onchange={switch(cx, SettingsAction::KeepOriginals)}
            />
            if settings.keep_originals {
                <div class="fields">
                    <NumberField
                        label={t!(i18n, "settings-keep-limit")} value={Some(f64::from(settings.keep_originals_mb))}
                        unit="MB" min={f64::from(least)} max={f64::from(most)} whole=true required=true onchange={limit}
                    />
                </div>
            }
        </>
    })
}
