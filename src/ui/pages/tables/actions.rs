//! What can be done to a stored table, from its row or from its page.

use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::into_tune::IntoTune;
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::navigation;
use crate::app::route::{Route, TableTab};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services;
use crate::app::services::tables::{self as service, FileForm};
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct TableMenuProps {
    pub id: AttrValue,
    pub name: AttrValue,
    /// A curve has no file of TunerStudio.
    pub curve: bool,
    /// What the page adds before the others.
    #[prop_or_default]
    pub more: Vec<MenuItem>,
    #[prop_or(AttrValue::Static("btn icon quiet"))]
    pub class: AttrValue,
}

/// See the module.
#[component]
pub fn TableMenu(props: &TableMenuProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let export = |form: FileForm| {
        let (cx, id) = (cx.clone(), props.id.clone());
        Callback::from(move |()| {
            let id = id.clone();
            services::start(&cx, |cx| async move { service::export(&cx, &id, form).await });
        })
    };
    let run = |work: fn(&AppCx, AttrValue)| {
        let (cx, id) = (cx.clone(), props.id.clone());
        Callback::from(move |()| work(&cx, id.clone()))
    };
    let curve = props.curve.then(|| AttrValue::from(t!(i18n, "tables-export-curve")));
    let tune = use_state_eq(|| false);
    let show = {
        let tune = tune.setter();
        Callback::from(move |()| tune.set(true))
    };
    let hide = {
        let tune = tune.setter();
        Callback::from(move |()| tune.set(false))
    };
    let mut items = props.more.clone();
    items.extend([
        MenuItem::new(t!(i18n, "tables-duplicate"), run(duplicate)).icon(Icon::Copy),
        MenuItem::new(t!(i18n, "tables-copy-ftmanager"), run(copy)).icon(Icon::Paste),
        MenuItem::new(t!(i18n, "tables-export-csv"), export(FileForm::Csv)).icon(Icon::Download),
        MenuItem::new(t!(i18n, "tables-export-tunerstudio"), export(FileForm::TunerStudio))
            .icon(Icon::Download)
            .disabled(curve),
        MenuItem::new(t!(i18n, "tables-into-tune"), show).icon(Icon::Upload),
        MenuItem::new(t!(i18n, "tables-export-json"), export(FileForm::Json)).icon(Icon::Download),
        MenuItem::new(t!(i18n, "tables-delete"), run(delete)).icon(Icon::Trash).danger(),
    ]);
    html! {
        <>
            <Menu label={t!(i18n, "tables-more", name = &props.name.to_string())} {items} class={props.class.clone()} testid="table-menu" />
            if *tune { <IntoTune id={props.id.clone()} onclose={hide} /> }
        </>
    }
}

fn duplicate(cx: &AppCx, id: AttrValue) {
    services::start(cx, |cx| async move {
        let copy = service::duplicate(&cx, &id).await?;
        // From the page of one the copy is opened; in the list it is seen.
        if matches!(cx.location.get().route, Route::Table(..)) {
            navigation::navigate(&cx, Route::Table(copy, TableTab::Edit));
        }
        Ok(())
    });
}

fn copy(cx: &AppCx, id: AttrValue) {
    services::start(cx, |cx| async move { service::copy_for_ftmanager(&cx, &id).await });
}

fn delete(cx: &AppCx, id: AttrValue) {
    services::start(cx, |cx| async move {
        service::delete(&cx, &id).await?;
        let route = cx.location.get().route.clone();
        if matches!(route, Route::Table(open, _) if *open == *id) {
            navigation::replace(&cx, Route::Tables);
        }
        Ok::<(), AppError>(())
    });
}
