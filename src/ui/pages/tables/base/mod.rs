//! A table reckoned from the vehicle: what is asked for, what comes of it beside the table as it is, and taking it.

mod inputs;
mod preview;
mod set;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, hook, html, use_memo, use_state, use_state_eq};

use self::inputs::{Choices, Inputs, Uses, assumed};
use self::preview::{Preview, ProposalRef};
pub use self::set::NewSet;
use super::TableRef;
use crate::app::base_maps::{calculator_key, refused_text};
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::tables::{self as service, Editing, SourceTable};
use crate::app::toasts::Tone;
use crate::engine::base_map::{Asked, Assumptions, Calculator, Refused, calculate, calculators};
use crate::engine::vehicle::Vehicle;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Dialog, notice};
use crate::ui::components::form::{Button, ButtonTone, Choice, Select};
use crate::ui::components::layout::Link;
use crate::ui::hooks::use_loaded;

#[derive(Properties, PartialEq)]
pub struct BasePanelProps {
    pub editing: Editing,
    /// The table as it is.
    pub table: TableRef,
    /// Whose it is.
    pub vehicle: Option<String>,
    pub onclose: Callback<()>,
}

/// What was asked for and what came of it.
struct Found {
    asked: Rc<Vec<Asked>>,
    result: Result<ProposalRef, Refused>,
}

/// See the module.
#[component]
pub fn BasePanel(props: &BasePanelProps) -> Html {
    let i18n = use_i18n();
    let (owner, onowner, vehicle, vehicles) = use_owner(props.vehicle.clone());
    let with = use_state(Assumptions::default);
    let fitting = use_memo(props.table.clone(), |table| calculators(&table.0));
    let chosen = use_state_eq(|| None::<Calculator>);
    let calculator = chosen.or_else(|| fitting.first().copied());
    let sources = use_sources();
    let found = {
        let deps = (props.table.clone(), vehicle, (*with).clone(), calculator);
        use_memo(deps, |(table, vehicle, with, calculator)| {
            let outcome = calculate((*calculator)?, &table.0, vehicle, with);
            let result = outcome.result.map(|proposal| ProposalRef(Rc::new(proposal)));
            Some(Found { asked: Rc::new(outcome.asked), result })
        })
    };
    let (Some(found), Some(calculator)) = (found.as_ref(), calculator) else { return Html::default() };
    let onchange = {
        let with = with.setter();
        Callback::from(move |next: Assumptions| with.set(next))
    };
    let oncalculator = {
        let chosen = chosen.setter();
        Callback::from(move |slug: String| {
            chosen.set(Calculator::ALL.iter().copied().find(|c| c.slug() == slug));
        })
    };
    let actions = actions(i18n, props, found);
    let variants: Vec<Choice> =
        fitting.iter().map(|c| Choice::new(c.slug(), i18n.t(&calculator_key(*c)))).collect();
    html! {
        <Dialog title={t!(i18n, "base-maps-title")} onclose={props.onclose.clone()} {actions} wide={true} testid="base-map-dialog">
            <div class="base-map-layout">
                <div class="stack base-map-side">
                    if variants.len() > 1 {
                        <Select label={t!(i18n, "base-maps-calculator")} choices={variants} value={calculator.slug()} onchange={oncalculator} testid="base-map-calculator" />
                    }
                    <Owner {owner} {vehicles} onchange={onowner} />
                    <Choices uses={Uses(vec![calculator])} with={(*with).clone()} onchange={onchange.clone()} {sources} />
                    if !found.asked.is_empty() {
                        <Inputs asked={Rc::clone(&found.asked)} with={(*with).clone()} {onchange} />
                    }
                </div>
                <div class="stack base-map-main">{ outcome(i18n, found, &props.table) }</div>
            </div>
        </Dialog>
    }
}

/// Leaving, and taking the table as one step: not where there is none, and then the button says why.
fn actions(i18n: I18n, props: &BasePanelProps, found: &Found) -> Html {
    let reason = found.result.as_ref().err().map(|why| AttrValue::from(refused_text(i18n, why)));
    let onapply = {
        let (editing, onclose) = (props.editing.clone(), props.onclose.clone());
        let command = found.result.as_ref().ok().map(|proposal| proposal.0.command());
        Callback::from(move |_: MouseEvent| {
            if let Some(command) = &command {
                editing.apply(command.clone(), None);
                onclose.emit(());
            }
        })
    };
    html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "base-maps-apply")} tone={ButtonTone::Primary} disabled={reason} onclick={onapply}
                testid="base-map-apply"
            />
        </>
    }
}

/// The table as it would be, or why there is none.
fn outcome(i18n: I18n, found: &Found, table: &TableRef) -> Html {
    let usual = assumed(i18n, &found.asked);
    match &found.result {
        Ok(proposal) => html! {
            <>
                if !usual.is_empty() {
                    { notice(Tone::Info, html! {
                        <span data-testid="base-map-assumed">{ t!(i18n, "base-maps-assumed", names = usual.join(", ")) }</span>
                    }) }
                }
                <Preview table={table.clone()} proposal={proposal.clone()} />
            </>
        },
        Err(why) => notice(
            Tone::Warn,
            html! { <span role="status" data-testid="base-map-refused">{ refused_text(i18n, why) }</span> },
        ),
    }
}

#[derive(Properties, PartialEq)]
struct OwnerProps {
    owner: String,
    vehicles: Rc<Vec<(String, String)>>,
    onchange: Callback<String>,
}

/// The vehicle it is reckoned from, and the way to its injectors and banks.
#[component]
fn Owner(props: &OwnerProps) -> Html {
    let i18n = use_i18n();
    let mut choices = vec![Choice::new("", t!(i18n, "tables-vehicle-none"))];
    choices.extend(props.vehicles.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())));
    html! {
        <div>
            <Select label={t!(i18n, "base-maps-vehicle")} {choices} value={props.owner.clone()} onchange={props.onchange.clone()} testid="base-map-vehicle" />
            if !props.owner.is_empty() {
                <Link to={Route::Vehicle(props.owner.clone())} testid="base-map-banks">{ t!(i18n, "base-maps-banks") }</Link>
            }
        </div>
    }
}

/// The vehicle that is chosen: its identity, what changes it, what is known of it, and every vehicle by name.
type Chosen = (String, Callback<String>, Rc<Vehicle>, Rc<Vec<(String, String)>>);

#[hook]
fn use_owner(first: Option<String>) -> Chosen {
    let cx = use_cx();
    let selected = use_select(&cx.workspace, |w| w.vehicle.clone());
    let owner = use_state_eq(|| first.or_else(|| (*selected).clone()).unwrap_or_default());
    let library = use_select(&cx.library, Clone::clone);
    let vehicle = library.vehicle(&owner).map(|item| Rc::clone(&item.vehicle)).unwrap_or_default();
    let vehicles = library.vehicles().iter().filter(|v| !v.archived || v.id == *owner);
    let vehicles = Rc::new(vehicles.map(|v| (v.id.clone(), v.name.clone())).collect());
    let onowner = {
        let owner = owner.setter();
        Callback::from(move |id: String| owner.set(id))
    };
    ((*owner).clone(), onowner, vehicle, vehicles)
}

/// Tables of VE and λ. One that cannot be read is no reason not to calculate: it is told, and none is offered.
#[hook]
fn use_sources() -> Rc<Vec<SourceTable>> {
    let cx = use_cx();
    let none = use_memo((), |()| Vec::<SourceTable>::new());
    let loaded = {
        let cx = cx.clone();
        use_loaded((), move |()| async move {
            let found = service::sources(&cx).await;
            if let Err(error) = &found {
                cx.report(error);
            }
            found
        })
    };
    loaded.value().cloned().unwrap_or(none)
}
