//! The editor with what logs say about the table below it, and up to three other tables beside.

use std::rc::Rc;

use web_sys::{FocusEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, classes, component, hook, html, use_memo, use_state_eq};

use super::beside::{AddBeside, BesideTable};
use super::editor::TableEditor;
use super::over::{Over, use_over};
use super::reference::{ReferenceBar, reference_trouble, use_reference};
use super::{Same, TableRef};
use crate::app::navigation;
use crate::app::route::{Location, Query};
use crate::app::select::{use_cx, use_i18n, use_location};
use crate::app::services::tables::{Editing, Opened};
use crate::app::tables::{MOST_BESIDE, Reference, beside, with_beside};
use crate::engine::tables::{Cell, Pointing};
use crate::t;
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct EditTabProps {
    pub editing: Editing,
    pub opened: Opened,
}

/// What several editors on one screen know of each other.
struct Together {
    /// Place of the one that was used last; the table of the address is the first.
    active: usize,
    /// What its active cell stands for.
    pointing: Option<(usize, Pointing)>,
    onactive: Callback<usize>,
    onpointing: Callback<(usize, Pointing)>,
}

#[hook]
fn use_together(count: usize) -> Together {
    let active = use_state_eq(|| 0_usize);
    let pointing = use_state_eq(|| None::<(usize, Pointing)>);
    let onactive = {
        let active = active.setter();
        Callback::from(move |place: usize| active.set(place))
    };
    let onpointing = {
        let pointing = pointing.setter();
        Callback::from(move |now: (usize, Pointing)| pointing.set(Some(now)))
    };
    Together { active: (*active).min(count - 1), pointing: (*pointing).clone(), onactive, onpointing }
}

impl Together {
    /// What another table than the one at this place points at.
    fn pointed(&self, place: usize) -> Option<Pointing> {
        self.pointing.as_ref().filter(|(from, _)| *from != place).map(|(_, pointing)| pointing.clone())
    }

    fn tell(&self, place: usize) -> Callback<Pointing> {
        self.onpointing.reform(move |pointing| (place, pointing))
    }
}

/// What the editor of the table of the address and the logs laid over it know of each other.
struct Shared {
    /// The cell whose samples are looked at.
    cell: Option<Cell>,
    /// Where the engine was at the moment that is looked at.
    point: Option<(f64, f64)>,
    oncell: Callback<Cell>,
    onpoint: Callback<Option<(f64, f64)>>,
}

#[hook]
fn use_shared() -> Shared {
    let cell = use_state_eq(|| None::<Cell>);
    let point = use_state_eq(|| None::<(f64, f64)>);
    let oncell = {
        let cell = cell.setter();
        Callback::from(move |at: Cell| cell.set(Some(at)))
    };
    let onpoint = {
        let point = point.setter();
        Callback::from(move |at: Option<(f64, f64)>| point.set(at))
    };
    Shared { cell: *cell, point: *point, oncell, onpoint }
}

/// See the module.
#[component]
pub fn EditTab(props: &EditTabProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let opened = &props.opened;
    let id = opened.record.id.clone();
    let others = beside(&location.query, &id);
    let together = use_together(others.len() + 1);
    let shared = use_shared();
    let table = use_memo(Same(Rc::clone(&opened.history)), |_| Rc::new(opened.history.table().clone()));
    let over = use_over(&table);
    let asked = Reference::read(&location.query);
    let reference = use_reference(opened, &table, &asked);
    let onhistory = {
        let editing = props.editing.clone();
        Callback::from(move |history| editing.edit(history))
    };
    let go = {
        let location = (*location).clone();
        Callback::from(move |query: Query| navigation::replace(&cx, Location { query, ..location.clone() }))
    };
    let show = {
        let query = location.query.clone();
        go.reform(move |others: Vec<String>| with_beside(query.clone(), &others))
    };
    let onreference = {
        let query = location.query.clone();
        go.reform(move |reference: Reference| reference.write(query.clone()))
    };
    let several = !others.is_empty();
    html! {
        <>
            <div class="beside-bar row">
                if several { { segments(&together, &opened.record.table.info.name, &others, t!(i18n, "tables-beside").into()) } }
                <ReferenceBar opened={opened.clone()} {asked} onchange={onreference} />
                <AddButton id={id.clone()} others={others.clone()} onchange={show.clone()} />
            </div>
            { reference_trouble(i18n, &reference) }
            <div class={classes!("tables-beside", several.then_some("several"))} data-testid="tables-beside" data-n={(others.len() + 1).to_string()}>
                <Place at={0} name={opened.record.table.info.name.clone()} active={together.active} onactive={together.onactive.clone()} {several}>
                    <TableEditor
                        history={Rc::clone(&opened.history)} {onhistory} reference={reference.table.clone()} hits={over.on_table()}
                        oncell={shared.oncell.clone()} operating_point={shared.point} active={together.active == 0}
                        onpointing={together.tell(0)} pointing={together.pointed(0)}
                    />
                </Place>
                for (i, other) in others.iter().enumerate() {
                    <Place key={other.clone()} at={i + 1} active={together.active} onactive={together.onactive.clone()} {several}>
                        <BesideTable
                            id={other.clone()} active={together.active == i + 1} onpointing={together.tell(i + 1)}
                            pointing={together.pointed(i + 1)} onclose={closing(&show, &others, other)}
                        />
                    </Place>
                }
            </div>
            <Over {id} table={TableRef(Rc::clone(&*table))} {over} cell={shared.cell} oncell={shared.oncell} onpoint={shared.onpoint} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AddButtonProps {
    id: AttrValue,
    others: Vec<String>,
    onchange: Callback<Vec<String>>,
}

/// The way to one more table beside.
#[component]
fn AddButton(props: &AddButtonProps) -> Html {
    let i18n = use_i18n();
    let adding = use_state_eq(|| false);
    let open = |on: bool| {
        let adding = adding.setter();
        Callback::from(move |()| adding.set(on))
    };
    let full = (props.others.len() + 1 >= MOST_BESIDE)
        .then(|| AttrValue::from(t!(i18n, "tables-beside-full", n = MOST_BESIDE)));
    let onadd = {
        let (others, onchange, close) = (props.others.clone(), props.onchange.clone(), open(false));
        Callback::from(move |id: String| {
            close.emit(());
            onchange.emit(others.iter().cloned().chain([id]).collect());
        })
    };
    html! {
        <>
            <Button
                label={t!(i18n, "tables-beside-add")} icon={Icon::Columns} onclick={open(true).reform(|_: MouseEvent| ())} disabled={full}
                testid="beside-add"
            />
            if *adding {
                <AddBeside id={props.id.clone()} others={props.others.clone()} {onadd} onclose={open(false)} />
            }
        </>
    }
}

/// Takes one of the others away.
fn closing(show: &Callback<Vec<String>>, others: &[String], other: &str) -> Callback<()> {
    let left: Vec<String> = others.iter().filter(|id| *id != other).cloned().collect();
    show.reform(move |()| left.clone())
}

/// On a phone one of several tables is seen; these choose which.
fn segments(together: &Together, name: &str, others: &[String], label: AttrValue) -> Html {
    html! {
        <div class="beside-segments" role="group" aria-label={label}>
            for i in 0..=others.len() {
                <button
                    type="button" key={i} class="btn" aria-pressed={if together.active == i { "true" } else { "false" }}
                    onclick={together.onactive.reform(move |_: MouseEvent| i)} data-testid="beside-segment"
                >
                    if i == 0 { { name.to_owned() } } else { <super::beside::TableName id={others[i - 1].clone()} /> }
                </button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PlaceProps {
    at: usize,
    /// Name of the table, where the page's title does not say it already.
    #[prop_or_default]
    name: AttrValue,
    active: usize,
    onactive: Callback<usize>,
    several: bool,
    children: Html,
}

/// One of several tables: using it makes it the active one.
#[component]
fn Place(props: &PlaceProps) -> Html {
    let at = props.at;
    let active = props.active == at;
    let onfocusin = props.onactive.reform(move |_: FocusEvent| at);
    let named = props.several && !props.name.is_empty();
    html! {
        <div class={classes!("beside-one", active.then_some("active"))} data-active={active.to_string()} data-testid="beside-place" {onfocusin}>
            <div class="beside-head">if named { <strong>{ props.name.clone() }</strong> }</div>
            { props.children.clone() }
        </div>
    }
}
