use web_sys::{Event, InputEvent};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::field::{Draft, commit_on_enter, field_frame, typed, use_draft};
use crate::app::select::use_units;
use crate::engine::units::Quantity;
use crate::i18n::number::{self, NumberError};
use crate::i18n::units::{ReadError, Units};
use crate::t;
use crate::ui::hooks::use_id;

#[derive(Properties, PartialEq)]
pub struct NumberFieldProps {
    pub label: AttrValue,
    /// In the base unit of `quantity`; `None` is an empty field.
    pub value: Option<f64>,
    /// What is measured; without one the figure is taken as it stands.
    #[prop_or_default]
    pub quantity: Option<Quantity>,
    /// Shown behind the field where there is no quantity.
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// A new value (base unit), when the field is left or Enter is pressed. Never one that is out of range.
    pub onchange: Callback<Option<f64>>,
    /// Range in the base unit, both ends allowed.
    #[prop_or(f64::NEG_INFINITY)]
    pub min: f64,
    #[prop_or(f64::INFINITY)]
    pub max: f64,
    /// Only whole numbers.
    #[prop_or_default]
    pub whole: bool,
    /// Must not be empty.
    #[prop_or_default]
    pub required: bool,
    /// An error from outside, such as a rule over several fields.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A field for a figure: in the user's unit, with decimal comma or point, and with a unit behind it if one is typed.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let id = use_id();
    let units = use_units();
    let draft = use_draft(editable(&units, props.value, props.quantity));
    let symbol = match props.quantity {
        Some(q) => Some(AttrValue::from(units.symbol(q))),
        None => props.unit.clone(),
    };

    let oninput = {
        let draft = draft.setter();
        Callback::from(move |e: InputEvent| draft.set(Draft { text: typed(&e).into(), error: None }))
    };
    let onchange = {
        let (draft, units) = (draft.setter(), units.clone());
        let (limits, quantity, required) =
            ((props.min, props.max, props.whole), props.quantity, props.required);
        let (old, emit) = (props.value, props.onchange.clone());
        Callback::from(move |e: Event| {
            let text = typed(&e);
            match read(&units, &text, quantity, limits, required) {
                Ok(value) => {
                    if value == old {
                        draft.set(Draft { text: editable(&units, value, quantity), error: None });
                    } else {
                        emit.emit(value);
                    }
                }
                Err(problem) => {
                    let error = problem.text(&units, quantity, limits);
                    draft.set(Draft { text: text.into(), error: Some(error) });
                }
            }
        })
    };
    let error = draft.error.clone().or_else(|| props.error.clone());
    field_frame(&id, &props.label, props.hint.as_ref(), error.as_ref(), |id, described| {
        html! {
            <span class="affix">
                <input
                    type="text" inputmode="decimal" class="input figure" {id} value={draft.text.clone()} {oninput} {onchange}
                    onkeydown={commit_on_enter()} autocomplete="off" aria-required={props.required.then_some("true")}
                    aria-invalid={error.as_ref().map(|_| "true")} aria-describedby={described}
                    data-testid={props.testid.clone()}
                />
                if let Some(symbol) = symbol.filter(|s| !s.is_empty()) { <span class="unit">{ symbol }</span> }
            </span>
        }
    })
}

/// A figure as it stands in the field.
fn editable(units: &Units, value: Option<f64>, quantity: Option<Quantity>) -> AttrValue {
    match (value, quantity) {
        (None, _) => AttrValue::default(),
        (Some(v), Some(q)) => units.editable(v, q).into(),
        (Some(v), None) => number::editable(units.lang, v, 4).into(),
    }
}

enum Problem {
    Read(ReadError),
    Whole,
    Range,
}

type Limits = (f64, f64, bool);

impl Problem {
    fn text(&self, units: &Units, quantity: Option<Quantity>, (min, max, _): Limits) -> AttrValue {
        let i18n = crate::i18n::I18n::new(units.lang);
        let figure = |value: f64| match quantity {
            Some(q) => units.show(value, q).to_string(),
            None => number::flexible(units.lang, value, 0, 3),
        };
        let text = match self {
            Problem::Read(error) => i18n.t(error.message_key()),
            Problem::Whole => t!(i18n, "error-number-whole"),
            Problem::Range if !max.is_finite() => t!(i18n, "error-number-below", min = figure(min)),
            Problem::Range if !min.is_finite() => t!(i18n, "error-number-above", max = figure(max)),
            Problem::Range => t!(i18n, "error-number-range", min = figure(min), max = figure(max)),
        };
        text.into()
    }
}

fn read(
    units: &Units,
    text: &str,
    quantity: Option<Quantity>,
    (min, max, whole): Limits,
    required: bool,
) -> Result<Option<f64>, Problem> {
    let result = match quantity {
        Some(q) => units.read(text, q),
        None => number::parse(text).map_err(ReadError::from),
    };
    let value = match result {
        Err(ReadError::Number(NumberError::Empty)) if !required => return Ok(None),
        other => other.map_err(Problem::Read)?,
    };
    if whole && value.fract() != 0.0 {
        return Err(Problem::Whole);
    }
    // A limit typed in another unit may miss by the rounding of the conversion.
    let slack = 1e-9 * value.abs().max(1.0);
    if value < min - slack || value > max + slack {
        return Err(Problem::Range);
    }
    Ok(Some(value.clamp(min, max)))
}
