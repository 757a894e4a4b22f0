//! The filter: a condition in the address, and what it keeps.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, hook, html};

use super::MathBook;
use crate::app::error::{AppError, Explain};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::view;
use crate::i18n::number;
use crate::protocol::{Rows, RowsAnswer};
use crate::t;
use crate::ui::components::expr::ExprField;
use crate::ui::components::feedback::error_panel;
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_loaded};

/// The condition that is applied: what is written, if it makes sense in this session.
#[hook]
pub fn use_filter(math: &MathBook, written: Option<&str>) -> Option<AttrValue> {
    let found = yew::use_memo((math.clone(), written.map(str::to_owned)), |(math, written)| {
        written.as_deref().and_then(|text| math.condition(text)).map(AttrValue::from)
    });
    (*found).clone()
}

/// What a filter keeps; nothing without a filter.
pub type Kept = Loaded<Option<RowsAnswer>>;

/// Asks what a filter keeps. `window` is where it has to be told what is left out, seconds.
#[hook]
pub fn use_kept(
    session: &AttrValue,
    math: &MathBook,
    filter: Option<&AttrValue>,
    window: (f64, f64),
) -> Kept {
    let cx = use_cx();
    // Numbers are compared by their bits: a dependency has to be equal to itself.
    let bits = (window.0.to_bits(), window.1.to_bits());
    let deps = (session.clone(), math.clone(), filter.cloned(), bits);
    use_loaded(deps, move |(session, _, filter, _)| {
        let question = filter.as_ref().map(|filter| Rows {
            session: session.to_string(),
            filter: filter.to_string(),
            window,
        });
        async move {
            match question {
                Some(question) => Ok(Some(view::ask(&cx, question).await?.value)),
                None => Ok::<_, AppError>(None),
            }
        }
    })
}

#[derive(Properties, PartialEq)]
pub struct FilterFieldProps {
    pub math: MathBook,
    /// What is written.
    pub value: Option<AttrValue>,
    /// What is applied of it.
    pub applied: Option<AttrValue>,
    pub kept: Kept,
    pub onchange: Callback<Option<String>>,
}

/// The field with what it keeps.
#[component]
pub fn FilterField(props: &FilterFieldProps) -> Html {
    let i18n = use_i18n();
    let value = props.value.clone().unwrap_or_default();
    let onchange = props.onchange.reform(|text: String| {
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    });
    let clear = props.onchange.reform(|_: MouseEvent| None);
    let counted =
        props.kept.value().and_then(|found| found.as_ref().as_ref().map(|rows| (rows.kept, rows.rows)));
    let counted = counted.filter(|_| props.applied.is_some());
    let figure = |n: u32| number::number(i18n.lang, f64::from(n), 0);
    html! {
        <div class="filter-field" role="group" aria-label={t!(i18n, "math-filter")}>
            <ExprField
                label={t!(i18n, "math-filter-label")} value={value.clone()} names={props.math.names()} condition={true} {onchange}
                placeholder="avg(tps, 0.5 s) > 50" testid="filter"
            />
            if !value.is_empty() {
                <IconButton label={t!(i18n, "math-filter-clear")} icon={Icon::Close} onclick={clear} testid="filter-clear" />
            }
            <p
                class="filter-kept" role="status" data-testid="filter-kept" data-kept={counted.map(|(kept, _)| kept.to_string())}
                data-rows={counted.map(|(_, rows)| rows.to_string())}
            >
                if let Some((kept, rows)) = counted {
                    { t!(i18n, "math-filter-kept", kept = figure(kept), total = figure(rows), share = share(i18n, kept, rows)) }
                } else if !value.is_empty() && props.applied.is_none() {
                    { t!(i18n, "math-filter-off") }
                }
            </p>
            if let Loaded::Failed(error) = &props.kept {
                if props.applied.is_some() { { error_panel(i18n, &error.user_message(), Html::default()) } }
            }
        </div>
    }
}

/// A share in percent, with as many digits as tell few from none.
fn share(i18n: crate::i18n::I18n, kept: u32, rows: u32) -> String {
    let share = f64::from(kept) / f64::from(rows.max(1)) * 100.0;
    number::number(i18n.lang, share, if kept > 0 && share < 10.0 { 2 } else { 1 })
}

/// Stretches of time that are left out.
pub fn left_out(kept: &Kept) -> Rc<[(f64, f64)]> {
    kept.value()
        .and_then(|rows| rows.as_ref().as_ref().map(|r| Rc::from(r.left_out.as_slice())))
        .unwrap_or_else(|| Rc::from([]))
}
