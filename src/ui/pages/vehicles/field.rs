use std::rc::Rc;

use web_sys::{Event, FocusEvent, HtmlSelectElement, InputEvent};
use yew::{AttrValue, Callback, Html, Properties, TargetCast, classes, component, html};

use crate::app::select::{use_i18n, use_select, use_units};
use crate::app::store::Store;
use crate::app::vehicle_form::{FormAction, ON, VehicleForm, usual};
use crate::app::vehicle_units::{show_short, symbol};
use crate::app::vehicle_words::{choice_key_of, field_error, hint_key_of, label_key_of};
use crate::engine::vehicle::{Field, FieldErrorKind, Kind, Measure};
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::form::{Switch, field_frame, typed};

/// The id of a field's input: a refused save leads there.
pub fn element_id(field: Field) -> String {
    format!("vehicle-{}", field.slug())
}

#[derive(Properties, PartialEq)]
pub struct FormFieldProps {
    pub field: Field,
    pub form: Store<VehicleForm>,
}

#[derive(PartialEq)]
struct FieldView {
    text: AttrValue,
    error: Option<FieldErrorKind>,
    usual: Option<(Measure, f64)>,
}

/// A field of the form, whatever it takes.
#[component]
pub fn FormField(props: &FormFieldProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let field = props.field;
    let view = use_select(&props.form, move |form| FieldView {
        text: form.text(field).to_owned().into(),
        error: form.error(field),
        usual: usual(form.vehicle(), field),
    });
    let label = AttrValue::from(i18n.t(&label_key_of(field)));
    let hint = hint_key_of(field).map(|key| AttrValue::from(i18n.t(&key)));
    let control =
        Control { field, form: props.form.clone(), view: Rc::clone(&view), i18n, units: Rc::clone(&units) };
    if matches!(field.kind(), Kind::Flag) {
        return control.switch(label);
    }
    let error = view.error.map(|kind| AttrValue::from(i18n.message(&field_error(field, kind, &units))));
    let wide = matches!(field, Field::Notes | Field::GearRatios);
    let required = is_required(field);
    html! {
        <div class={classes!("vehicle-field", wide.then_some("wide"), required.then_some("required"))}>
            { field_frame(&element_id(field).into(), &label, hint.as_ref(), error.as_ref(), |id, described| {
                control.input(id, described)
            }) }
        </div>
    }
}

const fn is_required_kind(kind: Kind) -> bool {
    matches!(kind, Kind::Line { required: true, .. })
}

fn is_required(field: Field) -> bool {
    is_required_kind(field.kind())
}

struct Control {
    field: Field,
    form: Store<VehicleForm>,
    view: Rc<FieldView>,
    i18n: I18n,
    units: Rc<Units>,
}

impl Control {
    fn set(&self) -> Callback<String> {
        let (form, field) = (self.form.clone(), self.field);
        Callback::from(move |text| form.dispatch(FormAction::Type(field, text)))
    }

    fn leave(&self) -> Callback<FocusEvent> {
        let (form, field) = (self.form.clone(), self.field);
        Callback::from(move |_| form.dispatch(FormAction::Leave(field)))
    }

    fn switch(&self, label: AttrValue) -> Html {
        let set = self.set();
        let onchange =
            Callback::from(move |on: bool| set.emit(if on { ON.to_owned() } else { String::new() }));
        html! { <div class="vehicle-field wide"><Switch {label} on={self.view.text == ON} {onchange} /></div> }
    }

    fn input(&self, id: AttrValue, described: Option<AttrValue>) -> Html {
        match self.field.kind() {
            Kind::Choice { slugs } => self.select(id, described, slugs),
            Kind::Text { .. } => self.area(id, described),
            Kind::Number { measure, .. } => self.line(id, described, "decimal", symbol(measure, &self.units)),
            Kind::Count { .. } => self.line(id, described, "numeric", ""),
            _ => self.line(id, described, "text", ""),
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.view.error.map(|_| "true")
    }

    fn placeholder(&self) -> Option<AttrValue> {
        let example = |value: String| AttrValue::from(t!(self.i18n, "vehicles-example", value = value));
        match self.field.kind() {
            Kind::Number { .. } => {
                self.view.usual.map(|(measure, v)| example(show_short(measure, v, &self.units).text))
            }
            Kind::Count { usual, .. } => usual.map(|n| example(n.to_string())),
            _ => None,
        }
    }

    fn line(
        &self,
        id: AttrValue,
        described: Option<AttrValue>,
        mode: &'static str,
        unit: &'static str,
    ) -> Html {
        let oninput = self.set().reform(|event: InputEvent| typed(&event));
        let figure = matches!(self.field.kind(), Kind::Number { .. } | Kind::Count { .. });
        let input = html! {
            <input
                type="text" inputmode={mode} {id} name={self.field.slug()} class={classes!("input", figure.then_some("figure"))}
                value={self.view.text.clone()} {oninput} onblur={self.leave()} placeholder={self.placeholder()}
                autocomplete="off" aria-required={is_required(self.field).then_some("true")} aria-invalid={self.invalid()}
                aria-describedby={described}
            />
        };
        if unit.is_empty() {
            return input;
        }
        html! { <span class="affix">{ input }<span class="unit" aria-hidden="true">{ unit }</span></span> }
    }

    fn area(&self, id: AttrValue, described: Option<AttrValue>) -> Html {
        let oninput = self.set().reform(|event: InputEvent| typed(&event));
        html! {
            <textarea
                {id} name={self.field.slug()} class="input" rows="3" value={self.view.text.clone()} {oninput}
                onblur={self.leave()} aria-invalid={self.invalid()} aria-describedby={described}
            />
        }
    }

    fn select(&self, id: AttrValue, described: Option<AttrValue>, slugs: &'static [&'static str]) -> Html {
        let onchange = self.set().reform(|event: Event| {
            event.target_dyn_into::<HtmlSelectElement>().map(|s| s.value()).unwrap_or_default()
        });
        html! {
            <select {id} name={self.field.slug()} class="input" {onchange} onblur={self.leave()} aria-invalid={self.invalid()}
                aria-describedby={described}>
                <option value="" selected={self.view.text.is_empty()}>{ t!(self.i18n, "vehicles-choose") }</option>
                for slug in slugs.iter().copied() {
                    <option key={slug} value={slug} selected={self.view.text == slug}>
                        { self.i18n.t(&choice_key_of(self.field, slug)) }
                    </option>
                }
            </select>
        }
    }
}
