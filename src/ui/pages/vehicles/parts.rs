use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use super::field::FormField;
use super::fuel::FuelFigures;
use super::injectors::InjectorFigures;
use crate::app::select::{use_i18n, use_select};
use crate::app::store::Store;
use crate::app::vehicle_form::{FormAction, VehicleForm, layout};
use crate::app::vehicle_words::part_key_of;
use crate::engine::vehicle::{Aspiration, Field, Kind, Part};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct FormPartsProps {
    pub form: Store<VehicleForm>,
}

/// The parts of the form, each under a heading that opens it.
#[component]
pub fn FormParts(props: &FormPartsProps) -> Html {
    html! {
        for part in Part::ALL {
            <FormPart key={part.slug()} {part} form={props.form.clone()} />
        }
    }
}

#[derive(Properties, PartialEq)]
struct FormPartProps {
    part: Part,
    form: Store<VehicleForm>,
}

#[derive(PartialEq)]
struct PartView {
    open: bool,
    errors: usize,
    filled: usize,
    of: usize,
    hidden: Vec<Field>,
}

#[component]
fn FormPart(props: &FormPartProps) -> Html {
    let i18n = use_i18n();
    let part = props.part;
    let view = use_select(&props.form, move |form| PartView {
        open: form.is_open(part),
        errors: form.errors_in(part),
        filled: form.filled_in(part),
        of: fillable(form, part),
        hidden: layout(part).iter().copied().filter(|f| form.is_hidden(*f)).collect(),
    });
    let body_id = AttrValue::from(format!("vehicle-part-{}", part.slug()));
    let toggle = {
        let form = props.form.clone();
        Callback::from(move |_| form.dispatch(FormAction::Toggle(part)))
    };
    let state = if view.errors > 0 {
        tag(Some(crate::app::toasts::Tone::Bad), t!(i18n, "vehicles-part-errors", n = view.errors))
    } else if view.of == 0 {
        Html::default()
    } else {
        let text = t!(i18n, "vehicles-part-filled", n = view.filled, of = view.of);
        html! { <span class="faint">{ text }</span> }
    };
    let head_id = AttrValue::from(format!("{body_id}-head"));
    html! {
        <section class={classes!("panel", "vehicle-part", view.open.then_some("open"))}>
            <h2>
                <button
                    type="button" id={head_id.clone()} aria-expanded={if view.open { "true" } else { "false" }}
                    aria-controls={view.open.then(|| body_id.clone())} onclick={toggle}
                >
                    { icon(if view.open { Icon::ChevronDown } else { Icon::ChevronRight }) }
                    <span class="title">{ i18n.t(&part_key_of(part)) }</span>
                    { state }
                </button>
            </h2>
            if view.open {
                <div class="vehicle-part-body" id={body_id} role="group" aria-labelledby={head_id}>
                    { body(i18n, part, &view.hidden, &props.form) }
                </div>
            }
        </section>
    }
}

/// Fields of a part that take something as the form stands.
fn fillable(form: &VehicleForm, part: Part) -> usize {
    layout(part).iter().filter(|f| !matches!(f.kind(), Kind::Flag) && !form.is_hidden(**f)).count()
}

fn body(i18n: I18n, part: Part, hidden: &[Field], form: &Store<VehicleForm>) -> Html {
    let fields = |fields: &[Field]| {
        html! {
            <div class="fields">
                for field in fields.iter().copied().filter(|f| !hidden.contains(f)) {
                    <FormField key={field.slug()} {field} form={form.clone()} />
                }
            </div>
        }
    };
    match part {
        Part::Injection => html! { <>{ injection(i18n, &fields) }<InjectorFigures form={form.clone()} /></> },
        Part::Fuel => html! { <>{ fields(layout(part)) }<FuelFigures form={form.clone()} /></> },
        Part::Turbo if form.get().text(Field::Aspiration) == Aspiration::Natural.slug() => {
            html! { <p class="muted">{ t!(i18n, "vehicles-natural-note") }</p> }
        }
        _ => fields(layout(part)),
    }
}

/// Both banks of injectors, then what holds for both.
fn injection(i18n: I18n, fields: &dyn Fn(&[Field]) -> Html) -> Html {
    let all = layout(Part::Injection);
    let of = |prefix: &str| -> Vec<Field> {
        all.iter().copied().filter(|f| f.slug().starts_with(prefix)).collect()
    };
    let common: Vec<Field> = all.iter().copied().filter(|f| !f.slug().starts_with("bank-")).collect();
    let group = |legend: AttrValue, members: &[Field]| {
        html! { <fieldset class="bank"><legend>{ legend }</legend>{ fields(members) }</fieldset> }
    };
    html! {
        <>
            { group(t!(i18n, "vehicles-bank-a").into(), &of("bank-a-")) }
            { group(t!(i18n, "vehicles-bank-b").into(), &of("bank-b-")) }
            { group(t!(i18n, "vehicles-injectors-common").into(), &common) }
        </>
    }
}
