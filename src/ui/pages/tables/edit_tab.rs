//! The editor with what logs say about the table below it, and up to three other tables beside.

use std::rc::Rc;

use web_sys::{FocusEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, classes, component, hook, html, use_memo, use_state_eq};

use super::beside::{AddBeside, BesideTable};
use super::editor::TableEditor;
use super::over::{Over, use_over};
use super::{Same, TableRef};
use crate::app::navigation;
use crate::app::route::Location;
use crate::app::select::{use_cx, use_i18n, use_location};
use crate::app::services::tables::{Editing, Opened};
use crate::app::tables::{MOST_BESIDE, beside, with_beside};
use crate::engine::tables::{Cell, MapTable, Pointing};
use crate::t;
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct EditTabProps {
    pub editing: Editing,
    pub opened: Opened,
}

/// The version a table was worked on from, where its cells stand beside those of the table.
#[hook]
pub fn use_base(opened: &Opened, table: &Rc<MapTable>) -> Option<Rc<MapTable>> {
    let deps = (opened.record.base.clone(), Same(Rc::clone(&opened.versions)), Same(Rc::clone(table)));
    let base = use_memo(deps, |_| {
        let base = opened.base().map(|version| &version.snapshot.table);
        base.filter(|base| same_lattice(base, table)).map(|base| Rc::new(base.clone()))
    });
    (*base).clone()
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

/// See the module.
#[component]
pub fn EditTab(props: &EditTabProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let opened = &props.opened;
    let id = opened.record.id.clone();
    let others = beside(&location.query, &id);
    let together = use_together(others.len() + 1);
    let cell = use_state_eq(|| None::<Cell>);
    let point = use_state_eq(|| None::<(f64, f64)>);
    let adding = use_state_eq(|| false);
    let table = use_memo(Same(Rc::clone(&opened.history)), |_| Rc::new(opened.history.table().clone()));
    let over = use_over(&table);
    let reference = use_base(opened, &table);
    let onhistory = {
        let editing = props.editing.clone();
        Callback::from(move |history| editing.edit(history))
    };
    let oncell = {
        let cell = cell.setter();
        Callback::from(move |at: Cell| cell.set(Some(at)))
    };
    let onpoint = {
        let point = point.setter();
        Callback::from(move |at: Option<(f64, f64)>| point.set(at))
    };
    let show = {
        let (cx, location) = (cx.clone(), (*location).clone());
        Callback::from(move |others: Vec<String>| {
            let query = with_beside(location.query.clone(), &others);
            navigation::replace(&cx, Location { query, ..location.clone() });
        })
    };
    let open = |on: bool| {
        let adding = adding.setter();
        Callback::from(move |()| adding.set(on))
    };
    let onadd = {
        let (others, adding) = (others.clone(), adding.setter());
        show.reform(move |id: String| {
            adding.set(false);
            others.iter().cloned().chain([id]).collect()
        })
    };
    let full = (others.len() + 1 >= MOST_BESIDE)
        .then(|| AttrValue::from(t!(i18n, "tables-beside-full", n = MOST_BESIDE)));
    let add = open(true).reform(|_: MouseEvent| ());
    let several = !others.is_empty();
    html! {
        <>
            <div class="beside-bar row">
                if several { { segments(&together, &opened.record.table.info.name, &others, t!(i18n, "tables-beside").into()) } }
                <Button label={t!(i18n, "tables-beside-add")} icon={Icon::Columns} onclick={add} disabled={full} testid="beside-add" />
            </div>
            <div class={classes!("tables-beside", several.then_some("several"))} data-testid="tables-beside" data-n={(others.len() + 1).to_string()}>
                <Place at={0} name={opened.record.table.info.name.clone()} active={together.active} onactive={together.onactive.clone()} {several}>
                    <TableEditor
                        history={Rc::clone(&opened.history)} {onhistory} {reference} hits={over.layer.clone()}
                        oncell={oncell.clone()} operating_point={*point} active={together.active == 0}
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
            <Over id={id.clone()} table={TableRef(Rc::clone(&*table))} {over} cell={*cell} {oncell} {onpoint} />
            if *adding {
                <AddBeside id={id.clone()} others={others.clone()} {onadd} onclose={open(false)} />
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

/// Whether cells of two tables stand beside each other.
fn same_lattice(a: &MapTable, b: &MapTable) -> bool {
    a.x() == b.x() && a.y() == b.y() && a.unit() == b.unit()
}
