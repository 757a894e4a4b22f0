//! A new table out of a template.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::base::NewSet;
use crate::app::navigation;
use crate::app::route::{Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services;
use crate::app::services::tables as service;
use crate::app::tables::template_key;
use crate::engine::tables::{MAX_NAME, Template};
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone, Choice, Select, Switch, TextField};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct NewTableProps {
    pub onclose: Callback<()>,
}

/// See the module.
#[component]
pub fn NewTable(props: &NewTableProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let selected = use_select(&cx.workspace, |w| w.vehicle.clone());
    let vehicles = use_select(&cx.library, |l| {
        l.vehicles()
            .iter()
            .filter(|v| !v.archived)
            .map(|v| (v.id.clone(), v.name.clone()))
            .collect::<Vec<_>>()
    });
    let which = use_state_eq(|| Template::MainFuel);
    let name = use_state_eq(|| None::<String>);
    let vehicle = use_state_eq(|| (*selected).clone());
    let boosted = use_state_eq(|| true);
    let wrong = use_state_eq(|| false);
    let set = use_state_eq(|| false);
    if *set {
        return html! { <NewSet onclose={props.onclose.clone()} /> };
    }
    let onset = {
        let set = set.setter();
        Callback::from(move |_: MouseEvent| set.set(true))
    };
    // What it is called as long as the user says nothing.
    let usual = i18n.t(&template_key(*which)).into_owned();
    let shown = (*name).clone().unwrap_or_else(|| usual.clone());
    let templates =
        Template::ALL.iter().map(|t| Choice::new(t.slug(), i18n.t(&template_key(*t)))).collect::<Vec<_>>();
    let mut owners = vec![Choice::new("", t!(i18n, "tables-vehicle-none"))];
    owners.extend(vehicles.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())));
    let onwhich = {
        let which = which.setter();
        Callback::from(move |slug: String| {
            if let Some(found) = Template::ALL.iter().find(|t| t.slug() == slug) {
                which.set(*found);
            }
        })
    };
    let oninput = {
        let (name, wrong) = (name.setter(), wrong.setter());
        Callback::from(move |text: String| {
            name.set(Some(text));
            wrong.set(false);
        })
    };
    let onvehicle = {
        let vehicle = vehicle.setter();
        Callback::from(move |id: String| vehicle.set(Some(id).filter(|id| !id.is_empty())))
    };
    let onboosted = {
        let boosted = boosted.setter();
        Callback::from(move |on: bool| boosted.set(on))
    };
    let create = {
        let (onclose, wrong) = (props.onclose.clone(), wrong.setter());
        let (which, vehicle, boosted, shown) = (*which, (*vehicle).clone(), *boosted, shown.clone());
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
    let actions = html! {
        <>
            <Button label={t!(i18n, "tables-from-vehicle")} icon={Icon::Vehicle} onclick={onset} testid="base-set-open" />
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "tables-create")} tone={ButtonTone::Primary} onclick={create.reform(|_: MouseEvent| ())}
                testid="table-create"
            />
        </>
    };
    html! {
        <Dialog title={t!(i18n, "tables-new-title")} onclose={props.onclose.clone()} {actions} testid="table-new-dialog">
            <form class="stack" {onsubmit}>
                <Select
                    label={t!(i18n, "tables-template")} choices={templates} value={which.slug()} onchange={onwhich}
                    hint={AttrValue::from(t!(i18n, "tables-template-hint"))} testid="table-template"
                />
                <TextField
                    label={t!(i18n, "tables-name")} value={shown} {oninput} maxlength={MAX_NAME as u32} required={true}
                    error={wrong.then(|| AttrValue::from(t!(i18n, "tables-name-missing")))} testid="table-name"
                />
                <Select label={t!(i18n, "tables-col-vehicle")} choices={owners} value={(*vehicle).clone().unwrap_or_default()} onchange={onvehicle} />
                <Switch label={t!(i18n, "tables-boosted")} on={*boosted} onchange={onboosted} hint={AttrValue::from(t!(i18n, "tables-boosted-hint"))} />
                <input type="submit" hidden={true} />
            </form>
        </Dialog>
    }
}
