//! What of the log is looked at: a stretch of time, what the engine did, a condition.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_state_eq};

use crate::app::analysis::Asked;
use crate::app::error::{AppError, Explain};
use crate::app::expr_words::{expr_error, refused};
use crate::app::select::use_i18n;
use crate::engine::analysis::patterns::SegmentKind;
use crate::report::words::segment_key;
use crate::t;
use crate::ui::components::feedback::error_panel;
use crate::ui::components::form::{Button, ButtonTone, Choice, NumberField, Select, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};

#[derive(Properties, PartialEq)]
pub struct SelectionProps {
    pub asked: Asked,
    /// Why it cannot be looked at.
    pub wrong: Option<AppError>,
    pub onchange: Callback<Asked>,
}

/// See the module.
#[component]
pub fn Selection(props: &SelectionProps) -> Html {
    let i18n = use_i18n();
    let asked = &props.asked;
    let refusal = props.wrong.as_ref().and_then(refused);
    let aside = if asked.is_whole() {
        Html::default()
    } else {
        let (onchange, settings) = (props.onchange.clone(), asked.settings.clone());
        let all = Callback::from(move |_: MouseEvent| {
            onchange.emit(Asked { settings: settings.clone(), ..Asked::default() });
        });
        html! { <Button label={t!(i18n, "analysis-all")} icon={Icon::Undo} tone={ButtonTone::Quiet} onclick={all} testid="analysis-all" /> }
    };
    let body = html! {
        <div class="stack">
            if let Some(error) = props.wrong.as_ref().filter(|_| refusal.is_none()) {
                { error_panel(i18n, &error.user_message(), Html::default()) }
            }
            <div class="fields">
                <NumberField
                    label={t!(i18n, "analysis-from")} unit="s" value={asked.from} testid="analysis-from"
                    onchange={change(props, |asked, from: Option<f64>| Asked { from, ..asked })}
                />
                <NumberField
                    label={t!(i18n, "analysis-to")} unit="s" value={asked.to} testid="analysis-to"
                    onchange={change(props, |asked, to: Option<f64>| Asked { to, ..asked })}
                />
                <Select
                    label={t!(i18n, "analysis-only")} value={asked.segment.map_or("", SegmentKind::slug)} testid="analysis-segment"
                    choices={
                        std::iter::once(Choice::new("", t!(i18n, "analysis-only-all")))
                            .chain(SegmentKind::ALL.map(|kind| Choice::new(kind.slug(), i18n.t(&segment_key(kind)))))
                            .collect::<Vec<_>>()
                    }
                    onchange={change(props, |asked, slug: String| Asked {
                        segment: SegmentKind::ALL.into_iter().find(|kind| kind.slug() == slug),
                        ..asked
                    })}
                />
            </div>
            <Condition
                filter={asked.filter.clone().unwrap_or_default()}
                error={refusal.map(|error| AttrValue::from(expr_error(i18n, &error)))}
                onchange={change(props, |asked, filter: Option<String>| Asked { filter, ..asked })}
            />
        </div>
    };
    panel(t!(i18n, "analysis-selection"), aside, pad(body))
}

/// A callback that asks for something else.
fn change<T: 'static>(props: &SelectionProps, change: impl Fn(Asked, T) -> Asked + 'static) -> Callback<T> {
    let (onchange, asked) = (props.onchange.clone(), props.asked.clone());
    Callback::from(move |value| onchange.emit(change(asked.clone(), value)))
}

#[derive(Properties, PartialEq)]
struct ConditionProps {
    filter: String,
    error: Option<AttrValue>,
    onchange: Callback<Option<String>>,
}

#[component]
fn Condition(props: &ConditionProps) -> Html {
    let i18n = use_i18n();
    let draft = use_state_eq(|| props.filter.clone());
    {
        let draft = draft.setter();
        use_effect_with(props.filter.clone(), move |filter| draft.set(filter.clone()));
    }
    let oninput = {
        let draft = draft.setter();
        Callback::from(move |text: String| draft.set(text))
    };
    let onsubmit = {
        let (onchange, draft) = (props.onchange.clone(), draft.clone());
        Callback::from(move |event: yew::SubmitEvent| {
            event.prevent_default();
            onchange.emit(Some(draft.trim().to_owned()).filter(|text| !text.is_empty()));
        })
    };
    html! {
        <form class="condition" {onsubmit}>
            <TextField
                label={t!(i18n, "analysis-filter")} value={(*draft).clone()} {oninput} error={props.error.clone()}
                hint={AttrValue::from(t!(i18n, "analysis-filter-hint"))} testid="analysis-filter"
            />
            <button type="submit" class="btn">{ t!(i18n, "analysis-apply") }</button>
        </form>
    }
}
