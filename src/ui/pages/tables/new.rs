//! A new table out of a template.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_state_eq};

use super::base::NewSet;
use crate::app::library::{Library, VehicleItem};
use crate::app::navigation;
use crate::app::route::{Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services;
use crate::app::services::tables as service;
use crate::app::tables::template_key;
use crate::engine::tables::{MAX_NAME, Template};
use crate::engine::vehicle::Aspiration;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone, Choice, Select, Switch, TextField};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct NewTableProps {
    pub onclose: Callback<()>,
}

/// A vehicle it can be for.
#[derive(Clone, PartialEq)]
struct Owner {
    id: String,
    name: String,
    /// Whether its manifold pressure goes above that outside, where that is known.
    boosted: Option<bool>,
}

/// What is chosen.
#[derive(Clone, PartialEq)]
struct Chosen {
    which: Template,
    /// The user's own; else it is called as the template is.
    name: Option<String>,
    vehicle: Option<String>,
    /// The user's own; else it is as with the vehicle.
    boosted: Option<bool>,
}

impl Chosen {
    fn name(&self, i18n: I18n) -> String {
        self.name.clone().unwrap_or_else(|| i18n.t(&template_key(self.which)).into_owned())
    }

    fn boosted(&self, owners: &[Owner]) -> bool {
        let owner = owners.iter().find(|owner| Some(&owner.id) == self.vehicle.as_ref());
        self.boosted.or_else(|| owner?.boosted).unwrap_or(true)
    }
}

/// See the module.
#[component]
pub fn NewTable(props: &NewTableProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let selected = use_select(&cx.workspace, |w| w.vehicle.clone());
    let owners = use_select(&cx.library, owners);
    let vehicle = (*selected).clone();
    let chosen = use_state_eq(|| Chosen { which: Template::MainFuel, name: None, vehicle, boosted: None });
    let wrong = use_state_eq(|| false);
    let set = use_state_eq(|| false);
    if *set {
        return html! { <NewSet onclose={props.onclose.clone()} /> };
    }
    let onset = {
        let set = set.setter();
        Callback::from(move |_: MouseEvent| set.set(true))
    };
    let create = {
        let (onclose, wrong) = (props.onclose.clone(), wrong.setter());
        let (which, vehicle, boosted) = (chosen.which, chosen.vehicle.clone(), chosen.boosted(&owners));
        let shown = chosen.name(i18n);
        Callback::from(move |()| {
            let Some(name) = service::clean_name(&shown) else { return wrong.set(true) };
            let (vehicle, onclose) = (vehicle.clone(), onclose.clone());
            services::start(&cx, |cx| async move {
                let id = service::create(&cx, which, &name, vehicle, boosted).await?;
                onclose.emit(());
                navigation::navigate(&cx, Route::Table(id, TableTab::Edit));
                Ok(())
            });
        })
    };
    let onsubmit = {
        let create = create.clone();
        Callback::from(move |event: yew::SubmitEvent| {
            event.prevent_default();
            create.emit(());
        })
    };
    let actions = actions(i18n, onset, props.onclose.reform(|_| ()), create.reform(|_| ()));
    html! {
        <Dialog title={t!(i18n, "tables-new-title")} onclose={props.onclose.clone()} {actions} testid="table-new-dialog">
            <form class="stack" {onsubmit}>
                { fields(i18n, &chosen, &wrong, &owners) }
                <input type="submit" hidden={true} />
            </form>
        </Dialog>
    }
}

/// The vehicles in use.
fn owners(library: &Library) -> Vec<Owner> {
    let owner = |v: &VehicleItem| {
        let boosted = v.vehicle.engine.aspiration.map(Aspiration::boosted);
        Owner { id: v.id.clone(), name: v.name.clone(), boosted }
    };
    library.vehicles().iter().filter(|v| !v.archived).map(owner).collect()
}

fn actions(
    i18n: I18n,
    onset: Callback<MouseEvent>,
    oncancel: Callback<MouseEvent>,
    oncreate: Callback<MouseEvent>,
) -> Html {
    html! {
        <>
            <Button label={t!(i18n, "tables-from-vehicle")} icon={Icon::Vehicle} onclick={onset} testid="base-set-open" />
            <Button label={t!(i18n, "frame-cancel")} onclick={oncancel} />
            <Button label={t!(i18n, "tables-create")} tone={ButtonTone::Primary} onclick={oncreate} testid="table-create" />
        </>
    }
}

fn fields(
    i18n: I18n,
    chosen: &UseStateHandle<Chosen>,
    wrong: &UseStateHandle<bool>,
    owners: &[Owner],
) -> Html {
    let put = |put: fn(&mut Chosen, String)| {
        let (chosen, wrong) = (chosen.clone(), wrong.setter());
        Callback::from(move |value: String| {
            let mut next = (*chosen).clone();
            put(&mut next, value);
            wrong.set(false);
            chosen.set(next);
        })
    };
    let onboosted = {
        let chosen = chosen.clone();
        Callback::from(move |on: bool| chosen.set(Chosen { boosted: Some(on), ..(*chosen).clone() }))
    };
    let templates =
        Template::ALL.iter().map(|t| Choice::new(t.slug(), i18n.t(&template_key(*t)))).collect::<Vec<_>>();
    let mut vehicles = vec![Choice::new("", t!(i18n, "tables-vehicle-none"))];
    vehicles.extend(owners.iter().map(|owner| Choice::new(owner.id.clone(), owner.name.clone())));
    html! {
        <>
            <Select
                label={t!(i18n, "tables-template")} choices={templates} value={chosen.which.slug()}
                onchange={put(|c, slug| c.which = Template::ALL.iter().copied().find(|t| t.slug() == slug).unwrap_or(c.which))}
                hint={AttrValue::from(t!(i18n, "tables-template-hint"))} testid="table-template"
            />
            <TextField
                label={t!(i18n, "tables-name")} value={chosen.name(i18n)} oninput={put(|c, text| c.name = Some(text))}
                maxlength={MAX_NAME as u32} required={true} error={wrong.then(|| AttrValue::from(t!(i18n, "tables-name-missing")))}
                testid="table-name"
            />
            <Select
                label={t!(i18n, "tables-col-vehicle")} choices={vehicles} value={chosen.vehicle.clone().unwrap_or_default()}
                onchange={put(|c, id| c.vehicle = Some(id).filter(|id| !id.is_empty()))}
            />
            <Switch
                label={t!(i18n, "tables-boosted")} on={chosen.boosted(owners)} onchange={onboosted}
                hint={AttrValue::from(t!(i18n, "tables-boosted-hint"))}
            />
        </>
    }
}
