//! What of a file is taken, for which vehicle, and what is said of a table that does not say it itself.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state, use_state_eq};

use super::bare::{Said, first_said, questions};
use super::offers::{Offers, shown_names};
use crate::app::cx::AppCx;
use crate::app::navigation;
use crate::app::route::{Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services;
use crate::app::services::tables::{self as service, Chosen, ReadFrom};
use crate::app::tables::{exchange_error, file_kind_key, map_refusal, named};
use crate::app::toasts::Tone;
use crate::engine::tables::MapTable;
use crate::engine::tables::exchange::{ExchangeError, FileTables, Grid, Offered};
use crate::i18n::I18n;
use crate::i18n::units::GASOLINE_STOICH;
use crate::t;
use crate::ui::components::feedback::{Dialog, notice};
use crate::ui::components::form::{Button, ButtonTone, Choice, Select};

/// What was read, as a property: equal when it is the same reading.
#[derive(Clone)]
pub struct Found(pub Rc<FileTables>);

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What is remembered of where tables come from.
#[derive(Clone, PartialEq)]
pub struct TakenFrom {
    /// Name of the file or the session.
    pub name: String,
    pub session: Option<String>,
}

impl TakenFrom {
    pub fn of(from: &ReadFrom) -> Self {
        let session = match from {
            ReadFrom::Session { id, .. } => Some(id.clone()),
            _ => None,
        };
        Self { name: from.name(), session }
    }
}

#[derive(Properties, PartialEq)]
pub struct ChoosingProps {
    pub found: Found,
    pub from: TakenFrom,
    pub after: usize,
    pub only: bool,
    pub onclose: Callback<()>,
}

/// See the module.
#[component]
pub fn Choosing(props: &ChoosingProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let found = &props.found.0;
    let picked = use_state_eq(|| (0..found.offers.len()).collect::<BTreeSet<usize>>());
    let vehicle = use_state_eq(|| usual_vehicle(&cx, &props.from));
    let said = use_state(|| first_said(found, &props.from.name));
    let library = use_select(&cx.library, |l| {
        l.vehicles().iter().map(|v| (v.id.clone(), v.name.clone(), v.stoich)).collect::<Vec<_>>()
    });
    let stoich =
        vehicle.as_ref().and_then(|id| library.iter().find(|v| v.0 == *id)).map_or(GASOLINE_STOICH, |v| v.2);
    let bare = bare(found);
    let tables = chosen_tables(i18n, found, &picked, &said, stoich);
    let unnamed = bare.is_some() && service::clean_name(&said.name).is_none();
    let blocked = match &tables {
        Err(error) => Some(exchange_error(i18n, error)),
        Ok(tables) if tables.is_empty() => Some(t!(i18n, "tables-take-none").into_owned()),
        Ok(_) if unnamed => Some(t!(i18n, "tables-name-missing").into_owned()),
        Ok(_) => None,
    };
    let take = taker(&cx, props, (*vehicle).clone(), tables.unwrap_or_default());
    let mut owners = vec![Choice::new("", t!(i18n, "tables-vehicle-none"))];
    owners.extend(library.iter().map(|(id, name, _)| Choice::new(id.clone(), name.clone())));
    let onvehicle = {
        let vehicle = vehicle.setter();
        Callback::from(move |id: String| vehicle.set(Some(id).filter(|id| !id.is_empty())))
    };
    let onsaid = {
        let said = said.setter();
        Callback::from(move |next: Said| said.set(next))
    };
    let onpick = {
        let picked = picked.setter();
        Callback::from(move |next: BTreeSet<usize>| picked.set(next))
    };
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "tables-take", n = picked.len())} tone={ButtonTone::Primary} onclick={take}
                disabled={blocked.clone().map(AttrValue::from)} testid="table-take"
            />
        </>
    };
    html! {
        <Dialog title={t!(i18n, "tables-take-title")} onclose={props.onclose.clone()} {actions} wide={true} testid="table-take-dialog">
            <div class="stack">
                <p>{ about(i18n, found, &props.from.name) }</p>
                if props.after > 0 { <p class="muted" data-testid="table-take-after">{ t!(i18n, "tables-take-next", n = props.after) }</p> }
                <Select label={t!(i18n, "tables-take-vehicle")} choices={owners} value={(*vehicle).clone().unwrap_or_default()} onchange={onvehicle} />
                if let Some(grid) = bare {
                    { questions(i18n, grid, &said, &onsaid) }
                    if let Some(why) = blocked { { notice(Tone::Warn, html! { { why } }) } }
                }
                <Offers found={props.found.clone()} names={shown_names(i18n, found, &said.name)} picked={(*picked).clone()} {onpick} />
                if !found.refused.is_empty() { { refused(i18n, found) } }
            </div>
        </Dialog>
    }
}

fn bare(found: &FileTables) -> Option<&Grid> {
    found.offers.iter().find_map(|offer| match offer {
        Offered::Bare(grid) => Some(grid),
        Offered::Whole(_) => None,
    })
}

/// The picked tables under the names people read.
fn chosen_tables(
    i18n: I18n,
    found: &FileTables,
    picked: &BTreeSet<usize>,
    said: &Said,
    stoich: f64,
) -> Result<Vec<MapTable>, ExchangeError> {
    let offers = picked.iter().filter_map(|i| found.offers.get(*i));
    offers
        .map(|offer| match offer {
            Offered::Whole(converted) => {
                let mut table = converted.table.clone();
                table.info = named(i18n, &table.info);
                Ok(table)
            }
            Offered::Bare(grid) => said.meant.table(grid, &said.name, stoich),
        })
        .collect()
}

/// Stores what is picked; one table alone is opened.
fn taker(
    cx: &AppCx,
    props: &ChoosingProps,
    vehicle: Option<String>,
    tables: Vec<MapTable>,
) -> Callback<MouseEvent> {
    let (cx, onclose, from, only) = (cx.clone(), props.onclose.clone(), props.from.clone(), props.only);
    Callback::from(move |_: MouseEvent| {
        let source = Some(from.name.clone()).filter(|name| !name.is_empty());
        let (tables, vehicle, session) = (tables.clone(), vehicle.clone(), from.session.clone());
        let chosen = Chosen { tables, vehicle, source, session };
        let onclose = onclose.clone();
        services::start(&cx, |cx| async move {
            let ids = service::take_in(&cx, chosen).await?;
            onclose.emit(());
            if let ([id], true) = (ids.as_slice(), only) {
                navigation::navigate(&cx, Route::Table(id.clone(), TableTab::Edit));
            }
            Ok(())
        });
    })
}

/// The vehicle of the session, else the one that is selected.
fn usual_vehicle(cx: &AppCx, from: &TakenFrom) -> Option<String> {
    let library = cx.library.get();
    let own = from.session.as_deref().and_then(|id| library.session(id)).and_then(|s| s.vehicle.clone());
    own.or_else(|| cx.workspace.get().vehicle.clone())
}

/// What the file is, and whose calibration it carries.
fn about(i18n: I18n, found: &FileTables, name: &str) -> String {
    let facts = [&found.ecu_model, &found.firmware, &found.map_name];
    let mut parts = vec![i18n.t(&file_kind_key(found.kind)).into_owned()];
    parts.extend(facts.into_iter().flatten().cloned());
    if !name.is_empty() {
        parts.insert(0, name.to_owned());
    }
    parts.join(" · ")
}

fn refused(i18n: I18n, found: &FileTables) -> Html {
    html! {
        <details>
            <summary>{ t!(i18n, "tables-take-refused", n = found.refused.len()) }</summary>
            <ul>
                for (i, r) in found.refused.iter().enumerate() {
                    <li key={i}>{ format!("{}: {}", r.name, map_refusal(i18n, &r.why)) }</li>
                }
            </ul>
        </details>
    }
}
