//! The math channels in the list of channels: shown like any other, changed by a menu.

use web_sys::{Event, HtmlElement, HtmlInputElement, MouseEvent};
use yew::{Callback, Html, Properties, TargetCast, component, html, use_node_ref};

use super::MathBook;
use super::editor::Editing;
use crate::app::cx::AppCx;
use crate::app::expr_words::expr_error;
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::math;
use crate::engine::channels::ChannelKey;
use crate::engine::expr::{MathError, NameError};
use crate::i18n::I18n;
use crate::storage::MathChannelRecord;
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem};
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct MathGroupProps {
    pub math: MathBook,
    /// Only those whose name has every word of this.
    pub query: String,
    /// Draws a channel that can be shown, with what stands behind its name.
    pub row: Callback<(ChannelKey, Html), Html>,
    pub onedit: Callback<Editing>,
}

/// See the module.
#[component]
pub fn MathGroup(props: &MathGroupProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let input = use_node_ref();
    let query = props.query.trim().to_lowercase();
    let fits = |record: &MathChannelRecord| {
        let text = format!("{} {}", record.name, record.text).to_lowercase();
        query.split_whitespace().all(|word| text.contains(word))
    };
    let found: Vec<_> = props.math.entries().filter(|(record, _)| fits(record)).collect();
    if found.is_empty() && !query.is_empty() {
        return Html::default();
    }
    let new = props.onedit.reform(|_: MouseEvent| Editing::New);
    let onfile = {
        let cx = cx.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                math::import(&cx, file);
            }
            // The same file may be chosen again after it was put right.
            input.set_value("");
        })
    };
    let title = t!(i18n, "math-group");
    html! {
        <section class="math-group" data-testid="math-channels">
            <div class="math-head">
                <h3>{ title.clone() }</h3>
                <Menu label={t!(i18n, "math-menu")} items={list_menu(&cx, i18n, &props.math, &input)} testid="math-menu" />
                <input
                    type="file" accept=".json,application/json" class="visually-hidden" tabindex="-1" ref={input.clone()}
                    aria-label={t!(i18n, "math-import")} data-testid="math-file" onchange={onfile}
                />
            </div>
            if found.is_empty() {
                <p class="none">{ t!(i18n, "math-none") }</p>
            } else {
                <ul aria-label={title}>
                    for (record, verdict) in found {
                        { entry(&cx, i18n, props, record, verdict.as_ref().err()) }
                    }
                </ul>
            }
            <Button label={t!(i18n, "math-new")} icon={Icon::Plus} tone={ButtonTone::Quiet} onclick={new} testid="math-new" />
        </section>
    }
}

fn entry(
    cx: &AppCx,
    i18n: I18n,
    props: &MathGroupProps,
    record: &MathChannelRecord,
    wrong: Option<&MathError>,
) -> Html {
    let menu = html! {
        <Menu
            label={t!(i18n, "math-actions", name = record.name.clone())} items={entry_menu(cx, i18n, props, record)}
            testid="math-actions"
        />
    };
    let Some(error) = wrong else {
        return props.row.emit((ChannelKey::Math(record.name.trim().to_owned()), menu));
    };
    html! {
        <li key={record.id.clone()} class="channel broken" data-math={record.name.clone()} data-testid="math-broken">
            <span class="name" title={record.text.clone()}>{ &record.name }</span>
            { menu }
            <p class="range">{ format!("{}: {}", t!(i18n, "math-cannot"), reason(i18n, error)) }</p>
        </li>
    }
}

fn entry_menu(cx: &AppCx, i18n: I18n, props: &MathGroupProps, record: &MathChannelRecord) -> Vec<MenuItem> {
    let edit = {
        let id = record.id.clone();
        props.onedit.reform(move |()| Editing::One(id.clone()))
    };
    let duplicate = {
        let (cx, record) = (cx.clone(), record.clone());
        move |()| math::duplicate(&cx, &record)
    };
    let delete = {
        let (cx, record) = (cx.clone(), record.clone());
        move |()| math::delete(&cx, &record)
    };
    vec![
        MenuItem::new(t!(i18n, "math-edit"), edit).icon(Icon::Edit),
        MenuItem::new(t!(i18n, "math-duplicate"), duplicate).icon(Icon::Copy),
        MenuItem::new(t!(i18n, "math-delete"), delete).icon(Icon::Trash).danger(),
    ]
}

fn list_menu(cx: &AppCx, i18n: I18n, book: &MathBook, input: &yew::NodeRef) -> Vec<MenuItem> {
    let export = {
        let (cx, book) = (cx.clone(), book.clone());
        move |()| {
            if let Err(error) = math::export(&cx, book.records()) {
                cx.report(&error);
            }
        }
    };
    let import = {
        let input = input.clone();
        move |()| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        }
    };
    let none = book.records().is_empty().then(|| t!(i18n, "math-export-none").into());
    vec![
        MenuItem::new(t!(i18n, "math-import"), import).icon(Icon::Upload),
        MenuItem::new(t!(i18n, "math-export"), export).icon(Icon::Download).disabled(none),
    ]
}

/// Why a math channel cannot be worked out.
pub fn reason(i18n: I18n, error: &MathError) -> String {
    match error {
        MathError::Expr(error) => expr_error(i18n, error),
        MathError::Name(NameError::Text) => t!(i18n, "math-name-text").into_owned(),
        MathError::Name(NameError::Slug) => t!(i18n, "math-name-slug").into_owned(),
        MathError::Taken => t!(i18n, "math-name-taken").into_owned(),
    }
}
