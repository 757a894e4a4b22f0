//! Tables out of a file or out of the log of a session: what is in it, and which of it is taken.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{File, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state, use_state_eq};

use crate::app::cx::{AppCx, Incoming};
use crate::app::error::{AppError, Explain};
use crate::app::navigation;
use crate::app::route::{Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services;
use crate::app::services::tables::{self as service, Chosen, ReadFrom};
use crate::app::tables::{
    Along, Meant, along_choices, exchange_error, file_kind_key, guess, has_no_tables, kind_key, map_refusal,
    measures, refused_text, size_text,
};
use crate::app::toasts::Tone;
use crate::engine::tables::exchange::{ExchangeError, FileTables, Grid, Offered};
use crate::engine::tables::{MAX_NAME, MapTable};
use crate::engine::tune::TableKind;
use crate::i18n::units::GASOLINE_STOICH;
use crate::i18n::{I18n, date};
use crate::t;
use crate::ui::components::feedback::{Dialog, Entry, SearchList, error_panel, notice, progress_bar, tag};
use crate::ui::components::form::{Button, ButtonTone, Checkbox, Choice, Select, TextField};
use crate::ui::hooks::{Loaded, use_loaded};
use crate::ui::intake;
use crate::web::folders::FoundFile;
use crate::web::task;

#[derive(Properties, PartialEq)]
pub struct FromSessionProps {
    pub onclose: Callback<()>,
    pub onchoose: Callback<ReadFrom>,
}

/// Chooses the session whose log may carry tables.
#[component]
pub fn FromSession(props: &FromSessionProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let sessions = use_select(&cx.library, |l| {
        l.sessions().iter().map(|s| (s.id.clone(), s.name.clone(), s.wall_ms)).collect::<Vec<_>>()
    });
    let entries = sessions
        .iter()
        .map(|(id, name, at)| Entry {
            hint: Some(date::date_time(i18n.lang, *at, 0).into()),
            ..Entry::new(id.clone(), name.clone())
        })
        .collect::<Vec<_>>();
    let onchoose = {
        let (sessions, onchoose) = (sessions.clone(), props.onchoose.clone());
        Callback::from(move |id: AttrValue| {
            if let Some((id, name, _)) = sessions.iter().find(|s| *s.0 == *id) {
                onchoose.emit(ReadFrom::Session { id: id.clone(), name: name.clone() });
            }
        })
    };
    html! {
        <Dialog title={t!(i18n, "tables-from-session")} onclose={props.onclose.clone()} testid="table-session-dialog">
            <p class="muted">{ t!(i18n, "tables-from-session-text") }</p>
            <SearchList
                label={t!(i18n, "frame-find-session")} placeholder={t!(i18n, "frame-find-session")} {entries}
                empty={t!(i18n, "frame-nothing-found")} {onchoose}
            />
        </Dialog>
    }
}

#[derive(Clone)]
struct Found(Rc<FileTables>);

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties)]
pub struct TakeDialogProps {
    pub from: ReadFrom,
    pub onclose: Callback<()>,
}

/// Where from does not change while the dialog is open.
impl PartialEq for TakeDialogProps {
    fn eq(&self, other: &Self) -> bool {
        self.onclose == other.onclose
    }
}

/// Reads, then asks what is taken.
#[component]
pub fn TakeDialog(props: &TakeDialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let found = {
        let (cx, from) = (cx.clone(), props.from.clone());
        use_loaded((), move |()| async move { service::found_in(&cx, &from).await })
    };
    let name = props.from.name();
    match &found {
        Loaded::Ready(found) => html! {
            <Choosing found={Found(Rc::clone(found))} from={TakenFrom::of(&props.from)} onclose={props.onclose.clone()} />
        },
        Loaded::Loading => html! {
            <Dialog title={t!(i18n, "tables-take-title")} onclose={props.onclose.clone()}>
                { progress_bar(t!(i18n, "tables-reading", name = name), None) }
            </Dialog>
        },
        Loaded::Failed(error) => html! {
            <Dialog title={t!(i18n, "tables-take-title")} onclose={props.onclose.clone()} testid="table-take-failed">
                { failure(i18n, error) }
            </Dialog>
        },
    }
}

/// What was dropped here: `take` gets the first file if there are tables in it, else all of them are logs for the import.
pub fn take_or_import(cx: &AppCx, files: Vec<FoundFile>, take: impl FnOnce(File) + 'static) {
    let Some(first) = files.first().map(|f| f.file.clone()) else { return };
    let cx = cx.clone();
    task::spawn(async move {
        match service::found_in(&cx, &ReadFrom::File(first.clone())).await {
            Err(error) if has_no_tables(&error) => intake::import(&cx, Incoming::Files(files)),
            // Whatever else is wrong with it is told where its tables are asked about.
            _ => take(first),
        }
    });
}

/// Why nothing came of it: with the line, where a text was read as a table.
fn failure(i18n: I18n, error: &AppError) -> Html {
    let place = refused_text(error);
    html! {
        <>
            { error_panel(i18n, &error.user_message(), Html::default()) }
            if let Some(why) = place { { notice(Tone::Bad, html! { { exchange_error(i18n, &why) } }) } }
        </>
    }
}

/// What is remembered of where tables come from.
#[derive(Clone, PartialEq)]
struct TakenFrom {
    /// Name of the file or the session.
    name: String,
    session: Option<String>,
}

impl TakenFrom {
    fn of(from: &ReadFrom) -> Self {
        let session = match from {
            ReadFrom::Session { id, .. } => Some(id.clone()),
            _ => None,
        };
        Self { name: from.name(), session }
    }
}

#[derive(Properties, PartialEq)]
struct ChoosingProps {
    found: Found,
    from: TakenFrom,
    onclose: Callback<()>,
}

/// What the user says of a table whose figures alone are known.
#[derive(Clone, PartialEq)]
struct Said {
    name: String,
    meant: Meant,
}

#[component]
fn Choosing(props: &ChoosingProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let found = &props.found.0;
    let all: BTreeSet<usize> = (0..found.offers.len()).collect();
    let picked = use_state_eq(|| all.clone());
    let vehicle = use_state_eq(|| usual_vehicle(&cx, &props.from));
    let said = use_state(|| first_said(found, &props.from.name));
    let library = use_select(&cx.library, |l| {
        l.vehicles().iter().map(|v| (v.id.clone(), v.name.clone(), v.stoich)).collect::<Vec<_>>()
    });
    let stoich =
        vehicle.as_ref().and_then(|id| library.iter().find(|v| v.0 == *id)).map_or(GASOLINE_STOICH, |v| v.2);
    let bare = found.offers.iter().find_map(|o| match o {
        Offered::Bare(grid) => Some(grid),
        Offered::Whole(_) => None,
    });
    let tables: Result<Vec<MapTable>, ExchangeError> = picked
        .iter()
        .filter_map(|i| found.offers.get(*i))
        .map(|offer| match offer {
            Offered::Whole(converted) => Ok(converted.table.clone()),
            Offered::Bare(grid) => said.meant.table(grid, &said.name, stoich),
        })
        .collect();
    let unnamed = bare.is_some() && service::clean_name(&said.name).is_none();
    let blocked = match &tables {
        Err(error) => Some(exchange_error(i18n, error)),
        Ok(tables) if tables.is_empty() => Some(t!(i18n, "tables-take-none").into_owned()),
        Ok(_) if unnamed => Some(t!(i18n, "tables-name-missing").into_owned()),
        Ok(_) => None,
    };
    let take = {
        let (cx, onclose, from, vehicle) =
            (cx.clone(), props.onclose.clone(), props.from.clone(), (*vehicle).clone());
        let tables = tables.as_ref().ok().cloned().unwrap_or_default();
        Callback::from(move |_: MouseEvent| {
            let source = Some(from.name.clone()).filter(|name| !name.is_empty());
            let chosen = Chosen {
                tables: tables.clone(),
                vehicle: vehicle.clone(),
                source,
                session: from.session.clone(),
            };
            let onclose = onclose.clone();
            services::start(&cx, |cx| async move {
                let ids = service::take_in(&cx, chosen).await?;
                onclose.emit(());
                if let [only] = ids.as_slice() {
                    navigation::navigate(&cx, Route::Table(only.clone(), TableTab::Edit));
                }
                Ok(())
            });
        })
    };
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
    let n = picked.len();
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "tables-take", n = n)} tone={ButtonTone::Primary} onclick={take}
                disabled={blocked.clone().map(AttrValue::from)} testid="table-take"
            />
        </>
    };
    let set = |to: BTreeSet<usize>| {
        let picked = picked.setter();
        Callback::from(move |_: MouseEvent| picked.set(to.clone()))
    };
    let many = found.offers.len() > 1;
    html! {
        <Dialog title={t!(i18n, "tables-take-title")} onclose={props.onclose.clone()} {actions} wide={true} testid="table-take-dialog">
            <div class="stack">
                <p>{ about(i18n, found, &props.from.name) }</p>
                <Select label={t!(i18n, "tables-take-vehicle")} choices={owners} value={(*vehicle).clone().unwrap_or_default()} onchange={onvehicle} />
                if let Some(grid) = bare {
                    { questions(i18n, grid, &said, &onsaid) }
                    if let Some(why) = blocked { { notice(Tone::Warn, html! { { why } }) } }
                }
                if many {
                    <div class="row">
                        <Button label={t!(i18n, "tables-take-all")} onclick={set(all)} />
                        <Button label={t!(i18n, "tables-take-nothing")} onclick={set(BTreeSet::new())} />
                    </div>
                }
                <ul class="take-list" aria-label={t!(i18n, "tables-take-list")}>
                    for (i, offer) in found.offers.iter().enumerate() {
                        { offered(i18n, i, offer, &said.name, picked.contains(&i), &toggle(&picked, i)) }
                    }
                </ul>
                if !found.refused.is_empty() { { refused(i18n, found) } }
            </div>
        </Dialog>
    }
}

/// The vehicle of the session, else the one that is selected.
fn usual_vehicle(cx: &AppCx, from: &TakenFrom) -> Option<String> {
    let library = cx.library.get();
    let own = from.session.as_deref().and_then(|id| library.session(id)).and_then(|s| s.vehicle.clone());
    own.or_else(|| cx.workspace.get().vehicle.clone())
}

fn first_said(found: &FileTables, name: &str) -> Said {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let grid = found.offers.iter().find_map(|o| match o {
        Offered::Bare(grid) => Some(grid),
        Offered::Whole(_) => None,
    });
    let nothing = Grid {
        x_name: String::new(),
        xs: Vec::new(),
        y_name: String::new(),
        ys: Vec::new(),
        cells: Vec::new(),
    };
    let meant = guess(grid.unwrap_or(&nothing), &stem);
    Said { name: stem, meant }
}

fn toggle(picked: &yew::UseStateHandle<BTreeSet<usize>>, i: usize) -> Callback<(bool, MouseEvent)> {
    let picked = picked.clone();
    Callback::from(move |(on, _): (bool, MouseEvent)| {
        let mut next = (*picked).clone();
        if on {
            next.insert(i);
        } else {
            next.remove(&i);
        }
        picked.set(next);
    })
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

fn offered(
    i18n: I18n,
    i: usize,
    offer: &Offered,
    said: &str,
    on: bool,
    onclick: &Callback<(bool, MouseEvent)>,
) -> Html {
    let (name, what) = match offer {
        Offered::Whole(c) => {
            let (rows, columns) = (c.table.rows_in_use().len(), c.table.x().in_use().len());
            let kind = i18n.t(&kind_key(c.table.info.kind)).into_owned();
            (c.table.info.name.clone(), format!("{kind} · {}", size_text(i18n, rows, columns)))
        }
        Offered::Bare(grid) => (said.to_owned(), size_text(i18n, grid.ys.len().max(1), grid.xs.len())),
    };
    let (turned, padding) = match offer {
        Offered::Whole(c) => (c.turned, c.padding),
        Offered::Bare(grid) => (grid.rpm_in_columns() && !grid.is_curve(), 0),
    };
    html! {
        <li key={i} data-testid="table-offer">
            <Checkbox label={name} {on} onclick={onclick.clone()} />
            <span class="muted">{ what }</span>
            if turned { { tag(None, t!(i18n, "tables-take-turned")) } }
            if padding > 0 { { tag(None, t!(i18n, "tables-take-padding", n = padding)) } }
        </li>
    }
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

/// What the file does not say.
fn questions(i18n: I18n, grid: &Grid, said: &Said, onsaid: &Callback<Said>) -> Html {
    let along_name = |a: &Along| Choice::new(a.slug, i18n.t(along_text(a.slug)));
    let kinds =
        TableKind::ALL.into_iter().map(|k| Choice::new(k.slug(), i18n.t(&kind_key(k)))).collect::<Vec<_>>();
    let units =
        measures(said.meant.kind).into_iter().map(|m| Choice::new(m.slug(), m.slug())).collect::<Vec<_>>();
    let along = along_choices(grid);
    let onname = {
        let said = said.clone();
        onsaid.reform(move |name: String| Said { name, ..said.clone() })
    };
    let onkind = {
        let said = said.clone();
        onsaid.reform(move |slug: String| {
            let kind = TableKind::ALL.into_iter().find(|k| k.slug() == slug).unwrap_or(TableKind::Other);
            let measure = measures(kind).first().copied().unwrap_or(said.meant.measure);
            Said { meant: Meant { kind, measure, ..said.meant }, ..said.clone() }
        })
    };
    let onunit = {
        let said = said.clone();
        onsaid.reform(move |slug: String| {
            let found = measures(said.meant.kind).into_iter().find(|m| m.slug() == slug);
            let measure = found.unwrap_or(said.meant.measure);
            Said { meant: Meant { measure, ..said.meant }, ..said.clone() }
        })
    };
    let onalong = {
        let (said, along) = (said.clone(), along.clone());
        onsaid.reform(move |slug: String| {
            let along = along.iter().find(|a| a.slug == slug).copied().unwrap_or(said.meant.along);
            Said { meant: Meant { along, ..said.meant }, ..said.clone() }
        })
    };
    html! {
        <>
            <p class="muted">{ t!(i18n, "tables-bare-text") }</p>
            <div class="fields">
                <TextField label={t!(i18n, "tables-name")} value={said.name.clone()} oninput={onname} maxlength={MAX_NAME as u32} testid="bare-name" />
                <Select label={t!(i18n, "tables-col-kind")} choices={kinds} value={said.meant.kind.slug()} onchange={onkind} testid="bare-kind" />
                <Select label={t!(i18n, "tables-bare-unit")} choices={units} value={said.meant.measure.slug()} onchange={onunit} testid="bare-unit" />
                <Select
                    label={t!(i18n, "tables-bare-along")} choices={along.iter().map(along_name).collect::<Vec<_>>()}
                    value={said.meant.along.slug} onchange={onalong} testid="bare-along"
                />
            </div>
        </>
    }
}

/// What may move along an axis.
fn along_text(slug: &str) -> &'static str {
    match slug {
        "map-bar" => "tables-along-map-bar",
        "map-psi" => "tables-along-map-psi",
        "map-abs-kpa" => "tables-along-map-abs-kpa",
        "map-abs-bar" => "tables-along-map-abs-bar",
        "tps" => "tables-along-tps",
        "load" => "tables-along-load",
        "rpm" => "tables-along-rpm",
        "coolant" => "tables-along-coolant",
        "air" => "tables-along-air",
        "battery" => "tables-along-battery",
        _ => "tables-along-other",
    }
}
