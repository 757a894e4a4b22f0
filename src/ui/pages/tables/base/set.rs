//! A set of new tables for a vehicle.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{
    AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_memo, use_state, use_state_eq,
};

use super::inputs::{Choices, Inputs, Uses};
use super::{Owner, use_owner, use_sources};
use crate::app::base_maps::{flag_key, refused_text};
use crate::app::cx::AppCx;
use crate::app::navigation;
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n};
use crate::app::services;
use crate::app::services::tables as service;
use crate::app::tables::{bank_key, template_key};
use crate::engine::base_map::{Asked, Assumptions, Made, Refused, SET, ask, make, used_by_default};
use crate::engine::tables::Template;
use crate::engine::tune::{Bank, TableKind};
use crate::engine::vehicle::Vehicle;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone, Checkbox};
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct NewSetProps {
    pub onclose: Callback<()>,
}

/// One table of the set.
struct Part {
    which: Template,
    bank: Option<Bank>,
    made: Result<Made, Refused>,
}

/// Everything that is ticked, and what it asks for.
struct Set {
    parts: Vec<Part>,
    asked: Rc<Vec<Asked>>,
}

impl Set {
    fn of(i18n: I18n, ticked: &BTreeSet<&'static str>, vehicle: &Vehicle, with: &Assumptions) -> Self {
        let mut set = Vec::new();
        let mut asked: Vec<Asked> = Vec::new();
        for (which, _) in SET.into_iter().filter(|(which, _)| ticked.contains(which.slug())) {
            for bank in banks(which, vehicle) {
                let name = i18n.t(&template_key(which)).into_owned();
                let name = match bank {
                    Some(bank) => format!("{name} · {}", i18n.t(bank_key(bank))),
                    None => name,
                };
                for new in ask(which, bank, vehicle, with) {
                    if !asked.iter().any(|old| same_question(old, &new)) {
                        asked.push(new);
                    }
                }
                set.push(Part { which, bank, made: make(which, bank, &name, vehicle, with) });
            }
        }
        Self { parts: set, asked: Rc::new(asked) }
    }

    fn ready(&self) -> impl Iterator<Item = &Made> {
        self.parts.iter().filter_map(|part| part.made.as_ref().ok())
    }

    /// What is still asked for.
    fn missing(&self) -> Option<&Refused> {
        self.parts
            .iter()
            .find_map(|part| part.made.as_ref().err())
            .filter(|w| matches!(w, Refused::Missing(_)))
    }
}

fn same_question(a: &Asked, b: &Asked) -> bool {
    match (a, b) {
        (Asked::Figure(a, _), Asked::Figure(b, _)) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// The main fuel is each bank's, where there are two.
fn banks(which: Template, vehicle: &Vehicle) -> Vec<Option<Bank>> {
    let main = which.kind() == TableKind::MainFuel;
    if main && vehicle.injection.bank_b.enabled { vec![Some(Bank::A), Some(Bank::B)] } else { vec![None] }
}

/// See the module.
#[component]
pub fn NewSet(props: &NewSetProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let (owner, onowner, vehicle, vehicles) = use_owner(None);
    let with = use_state(Assumptions::default);
    let ticked = use_state_eq(|| {
        let usual = SET.into_iter().filter(|(which, _)| used_by_default(*which));
        usual.map(|(which, _)| which.slug()).collect::<BTreeSet<_>>()
    });
    let busy = use_state_eq(|| false);
    let sources = use_sources();
    let set = {
        let deps = (i18n, (*ticked).clone(), vehicle, (*with).clone());
        use_memo(deps, |(i18n, ticked, vehicle, with)| Set::of(*i18n, ticked, vehicle, with))
    };
    let onchange = {
        let with = with.setter();
        Callback::from(move |next: Assumptions| with.set(next))
    };
    let ready = set.ready().count();
    let reason = match set.missing() {
        Some(why) => Some(refused_text(i18n, why)),
        None if ready == 0 => Some(t!(i18n, "base-maps-set-none").into_owned()),
        None => None,
    };
    let onmake = making(&cx, &set, &busy, &owner, &props.onclose);
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "base-maps-set-make", n = ready)} tone={ButtonTone::Primary} disabled={reason.clone().map(AttrValue::from)}
                busy={*busy} onclick={onmake} testid="base-set-make"
            />
        </>
    };
    let calculators: Vec<_> =
        SET.into_iter().filter(|(which, _)| ticked.contains(which.slug())).map(|(_, c)| c).collect();
    let ontick = ticking(&ticked);
    html! {
        <Dialog title={t!(i18n, "base-maps-set-title")} onclose={props.onclose.clone()} {actions} wide={true} testid="base-set-dialog">
            <div class="base-map-layout">
                <div class="stack base-map-side">
                    <p class="muted">{ t!(i18n, "base-maps-set-text") }</p>
                    <Owner {owner} {vehicles} onchange={onowner} />
                    <Choices uses={Uses(calculators)} with={(*with).clone()} onchange={onchange.clone()} {sources} />
                    if !set.asked.is_empty() {
                        <Inputs asked={Rc::clone(&set.asked)} with={(*with).clone()} {onchange} />
                    }
                </div>
                <div class="stack base-map-main">
                    if let Some(reason) = &reason { <p class="warn-line" role="status" data-testid="base-set-missing">{ icon(Icon::Warn) }{ reason }</p> }
                    <ul class="base-map-set" data-testid="base-set-parts">
                        for (which, _) in SET { { offered(i18n, &set, which, ticked.contains(which.slug()), &ontick) } }
                    </ul>
                </div>
            </div>
        </Dialog>
    }
}

/// Stores what is ready, and leads to the list.
fn making(
    cx: &AppCx,
    set: &Rc<Set>,
    busy: &UseStateHandle<bool>,
    owner: &str,
    onclose: &Callback<()>,
) -> Callback<MouseEvent> {
    let (cx, set, busy, onclose) = (cx.clone(), Rc::clone(set), busy.setter(), onclose.clone());
    let vehicle = Some(owner.to_owned()).filter(|id| !id.is_empty());
    Callback::from(move |_: MouseEvent| {
        let tables: Vec<_> = set.ready().map(|made| made.table.clone()).collect();
        let (busy, onclose, vehicle) = (busy.clone(), onclose.clone(), vehicle.clone());
        busy.set(true);
        services::start(&cx, |cx| async move {
            let made = service::create_set(&cx, tables, vehicle).await;
            busy.set(false);
            made?;
            onclose.emit(());
            navigation::navigate(&cx, Route::Tables);
            Ok(())
        });
    })
}

fn ticking(ticked: &UseStateHandle<BTreeSet<&'static str>>) -> Callback<(&'static str, bool)> {
    let ticked = ticked.clone();
    Callback::from(move |(slug, on): (&'static str, bool)| {
        let mut next = (*ticked).clone();
        if on {
            next.insert(slug);
        } else {
            next.remove(slug);
        }
        ticked.set(next);
    })
}

/// One table that can be part of the set, with what is said of it.
fn offered(
    i18n: I18n,
    set: &Set,
    which: Template,
    on: bool,
    ontick: &Callback<(&'static str, bool)>,
) -> Html {
    let slug = which.slug();
    let onclick = ontick.reform(move |(on, _): (bool, MouseEvent)| (slug, on));
    let parts = set.parts.iter().filter(|part| part.which == which);
    html! {
        <li key={slug} data-template={slug}>
            <Checkbox label={i18n.t(&template_key(which)).into_owned()} {on} {onclick} />
            if matches!(which, Template::FuelByRpm) { <p class="hint">{ t!(i18n, "base-maps-set-rpm-hint") }</p> }
            for part in parts { { said(i18n, part) } }
        </li>
    }
}

fn said(i18n: I18n, part: &Part) -> Html {
    let bank = part.bank.map(|bank| i18n.t(bank_key(bank)).into_owned());
    let lines: Vec<String> = match &part.made {
        Err(why) => vec![refused_text(i18n, why)],
        Ok(made) => made
            .flags
            .iter()
            .map(|(flag, n)| {
                t!(i18n, "base-maps-flag-count", flag = i18n.t(&flag_key(*flag)), n = *n).into_owned()
            })
            .collect(),
    };
    html! {
        for line in lines {
            <p key={line.clone()} class="warn-line">
                { icon(Icon::Warn) }
                { match &bank { Some(bank) => format!("{bank}: {line}"), None => line } }
            </p>
        }
    }
}
