use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use crate::app::cx::AppCx;
use crate::app::library::Library;
use crate::app::navigation;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::workspace::WorkspaceAction;
use crate::i18n::{I18n, date};
use crate::t;
use crate::ui::components::feedback::{Entry, Popover, SearchList};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::pages;

/// The id of "none of them" in a list.
const NONE: &str = "";

/// What is picked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Vehicle,
    Session,
}

/// The vehicle that follows through the application. Not there before the first vehicle.
#[component]
pub fn VehiclePick() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let some = use_select(&cx.library, |l| l.vehicles().iter().any(|v| !v.archived));
    let selected = use_select(&cx.workspace, |w| w.vehicle.clone());
    let name = use_select(&cx.library, move |l: &Library| {
        selected.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.name.clone())
    });
    if !*some {
        return Html::default();
    }
    let value = name.as_ref().clone().unwrap_or_else(|| t!(i18n, "frame-vehicle-none").into_owned());
    html! { <Pick kind={Kind::Vehicle} label={t!(i18n, "frame-vehicle")} {value} /> }
}

/// The session that is looked at; choosing one opens it. Not there before the first session.
#[component]
pub fn SessionPick() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let some = use_select(&cx.library, |l| !l.sessions().is_empty());
    let selected = use_select(&cx.workspace, |w| w.session.clone());
    let name = use_select(&cx.library, move |l: &Library| {
        selected.as_deref().and_then(|id| l.session(id)).map(|s| s.name.clone())
    });
    if !*some || pages::of(&Route::Sessions).is_none() {
        return Html::default();
    }
    let value = name.as_ref().clone().unwrap_or_else(|| t!(i18n, "frame-session-none").into_owned());
    html! { <Pick kind={Kind::Session} label={t!(i18n, "frame-session")} {value} /> }
}

#[derive(Properties, PartialEq)]
struct PickProps {
    kind: Kind,
    label: AttrValue,
    value: AttrValue,
}

#[component]
fn Pick(props: &PickProps) -> Html {
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |now| open.set(now))
    };
    let onclose = ontoggle.reform(|()| false);
    let trigger = html! {
        <><small>{ &props.label }</small><span class="value">{ &props.value }</span>{ icon(Icon::ChevronDown) }</>
    };
    html! {
        <Popover {trigger} class="pick" open={*open} {ontoggle}>
            <PickList kind={props.kind} label={props.label.clone()} {onclose} />
        </Popover>
    }
}

#[derive(Properties, PartialEq)]
struct PickListProps {
    kind: Kind,
    label: AttrValue,
    onclose: Callback<()>,
}

/// The open list: made when it is looked at, not at every change of the library.
#[component]
fn PickList(props: &PickListProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let workspace = cx.workspace.get();
    let (entries, selected, placeholder) = match props.kind {
        Kind::Vehicle => (vehicles(&cx, i18n), &workspace.vehicle, t!(i18n, "frame-find-vehicle")),
        Kind::Session => (sessions(&cx, i18n), &workspace.session, t!(i18n, "frame-find-session")),
    };
    let selected = AttrValue::from(selected.clone().unwrap_or_default());
    let onchoose = {
        let (cx, kind, onclose) = (cx.clone(), props.kind, props.onclose.clone());
        Callback::from(move |id: AttrValue| {
            onclose.emit(());
            match kind {
                Kind::Vehicle => select_vehicle(&cx, &id),
                Kind::Session => open_session(&cx, &id),
            }
        })
    };
    html! {
        <SearchList
            label={props.label.clone()} {placeholder} {entries} {selected} empty={t!(i18n, "frame-nothing-found")}
            {onchoose}
        />
    }
}

fn vehicles(cx: &AppCx, i18n: I18n) -> Vec<Entry> {
    let none = Entry::new(NONE, t!(i18n, "frame-vehicle-none"));
    let library = cx.library.get();
    let live = library.vehicles().iter().filter(|v| !v.archived);
    std::iter::once(none).chain(live.map(|v| Entry::new(v.id.clone(), v.name.clone()))).collect()
}

fn sessions(cx: &AppCx, i18n: I18n) -> Vec<Entry> {
    let entry = |s: &crate::app::library::SessionItem| Entry {
        hint: Some(date::date_time(i18n.lang, s.wall_ms, 0).into()),
        ..Entry::new(s.id.clone(), s.name.clone())
    };
    cx.library.get().sessions().iter().map(entry).collect()
}

fn select_vehicle(cx: &AppCx, id: &str) {
    let vehicle = Some(id.to_owned()).filter(|id| id != NONE);
    cx.workspace.dispatch(WorkspaceAction::SelectVehicle(vehicle));
}

/// Opens a session on the tab that is open now.
fn open_session(cx: &AppCx, id: &str) {
    let tab = match &cx.location.get().route {
        Route::Session(_, tab) => *tab,
        _ => SessionTab::default(),
    };
    navigation::navigate(cx, Route::Session(id.to_owned(), tab));
}
