//! The doubtful points, the weightiest first, each with the clicks that settle it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};
use yew::{AttrValue, Callback, Html, html};

use super::form::time_unit_name;
use super::units::unit_name;
use crate::app::import_words::{decimal_key, doubt_key, doubt_text_key, time_unit_key};
use crate::app::mapping::{Fix, apply, fixes};
use crate::app::toasts::Tone;
use crate::engine::channels::ChannelId;
use crate::engine::import::{Decimal, Doubt, DoubtCode, ImportOptions, Meaning, Preview, TimeUnit};
use crate::i18n::{I18n, Message};
use crate::t;
use crate::ui::components::feedback::{notice, tag};
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::panel;
use crate::web::{global, ignore};

/// More ways out than these are better chosen in the lists below.
const MOST_FIXES: usize = 4;

/// See the module.
pub fn doubt_list(
    i18n: I18n,
    preview: &Preview,
    options: &ImportOptions,
    correct: &Callback<ImportOptions>,
) -> Html {
    let count = preview.doubts.len();
    let aside = if count == 0 {
        tag(Some(Tone::Good), t!(i18n, "import-map-clean"))
    } else {
        tag(Some(Tone::Warn), count.to_string())
    };
    let body = html! {
        <ul class="doubts">
            for (i, doubt) in preview.doubts.iter().enumerate() {
                <li key={i} data-testid="doubt" data-code={doubt.code.slug()}>
                    { notice(Tone::Warn, html! {
                        <>
                            <strong>{ i18n.message(&title(i18n, doubt)) }</strong>
                            <p>{ i18n.t(doubt_text_key(doubt.code)) }</p>
                        </>
                    }) }
                    <div class="row">{ buttons(i18n, preview, options, correct, doubt) }</div>
                </li>
            }
        </ul>
    };
    panel(t!(i18n, "import-map-doubts", n = count), aside, body)
}

fn title(i18n: I18n, doubt: &Doubt) -> Message {
    let mut message = Message::new(doubt_key(doubt.code));
    if doubt.code != DoubtCode::NoKnownChannel {
        message = message.with("chosen", chosen(i18n, doubt));
    }
    if let Some(column) = &doubt.column {
        message = message.with("column", column);
    }
    message
}

/// What was chosen, in words.
fn chosen(i18n: I18n, doubt: &Doubt) -> String {
    let text = &doubt.chosen;
    if let Some(id) = ChannelId::from_slug(text) {
        return i18n.channel(&id.into()).into_owned();
    }
    match doubt.code {
        DoubtCode::TimeUnit => {
            let unit = TimeUnit::ALL.into_iter().find(|u| u.slug() == text);
            unit.map_or_else(|| text.clone(), |u| i18n.t(time_unit_key(u)).into_owned())
        }
        DoubtCode::Decimal => {
            let decimal = [Decimal::Point, Decimal::Comma].into_iter().find(|d| d.text() == text);
            decimal.map_or_else(|| text.clone(), |d| i18n.t(decimal_key(d)).into_owned())
        }
        _ => text.clone(),
    }
}

fn buttons(
    i18n: I18n,
    preview: &Preview,
    options: &ImportOptions,
    correct: &Callback<ImportOptions>,
    doubt: &Doubt,
) -> Html {
    let column = doubt.column.clone();
    let fixes = fixes(doubt, preview);
    html! {
        <>
            for (i, fix) in fixes.into_iter().take(MOST_FIXES).enumerate() {
                { button(i18n, preview, (i, doubt.code == DoubtCode::Suggestion), fix, (column.as_deref(), options), correct) }
            }
            if let Some(column) = &column {
                <a class="btn quiet" href={format!("#{}", row_id(preview, column))} onclick={show_row(row_id(preview, column))}
                    aria-label={t!(i18n, "import-doubt-show-of", column = column)}>
                    { t!(i18n, "import-doubt-show") }
                </a>
            }
        </>
    }
}

fn button(
    i18n: I18n,
    preview: &Preview,
    (i, suggested): (usize, bool),
    fix: Fix,
    (column, options): (Option<&str>, &ImportOptions),
    correct: &Callback<ImportOptions>,
) -> Html {
    let label = fix_name(i18n, preview, fix);
    let describe = column.map(|c| AttrValue::from(format!("{label} ({c})")));
    let onclick = {
        let (next, correct) = (apply(options, column, fix), correct.clone());
        Callback::from(move |_: MouseEvent| correct.emit(next.clone()))
    };
    // The first one confirms what was chosen, except that a suggestion is never what was chosen.
    let confirms = i == 0 && !suggested;
    html! {
        <Button
            key={i} {label} {describe} {onclick} icon={confirms.then_some(Icon::Check)}
            tone={if i == 0 { ButtonTone::Plain } else { ButtonTone::Quiet }}
        />
    }
}

/// A correction by name.
pub fn fix_name(i18n: I18n, preview: &Preview, fix: Fix) -> AttrValue {
    match fix {
        Fix::Meaning(Meaning::Channel(id)) => {
            t!(i18n, "import-map-suggest", channel = i18n.channel(&id.into())).into()
        }
        Fix::Meaning(Meaning::Own) => t!(i18n, "import-map-own").into(),
        Fix::Meaning(Meaning::Ignored) => t!(i18n, "import-map-ignore").into(),
        Fix::Unit(unit) => unit_name(i18n, unit),
        Fix::TimeUnit(unit) => time_unit_name(i18n, preview, unit),
        Fix::Decimal(decimal) => i18n.t(decimal_key(decimal)).into(),
    }
}

/// Id of a column's row in the table below.
pub fn row_id(preview: &Preview, column: &str) -> String {
    let position = preview.columns.iter().position(|c| c.decision.name == column);
    format!("mapping-column-{}", position.unwrap_or_default())
}

/// Goes to the row; the address is the application's, so the link itself leads nowhere.
fn show_row(id: String) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        let row = global::document().and_then(|d| d.get_element_by_id(&id));
        if let Some(row) = row.and_then(|r| r.dyn_into::<HtmlElement>().ok()) {
            row.scroll_into_view();
            // A row on the page can take the focus.
            ignore(row.focus());
        }
    })
}
