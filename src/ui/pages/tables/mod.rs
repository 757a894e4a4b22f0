//! Tables of calibrations: their list, and one of them with its editor, what logs say about it, and its versions.

mod actions;
mod base;
mod beside;
mod details;
mod edit_tab;
mod editor;
mod grid;
mod history;
mod into_tune;
mod list;
mod new;
mod over;
mod page;
mod reference;
mod snapshot;
mod take;

use std::rc::Rc;

use yew::{Html, Properties, component, hook, html, use_effect_with};

use self::history::place as place_text;
use self::list::TableList;
use self::page::TablePage;
use crate::app::route::Route;
use crate::app::select::use_cx;
use crate::app::services::tables as service;
use crate::engine::tables::MapTable;
use crate::ui::hooks::use_again;

#[derive(Properties, PartialEq)]
pub struct TablesPageProps {
    pub route: Route,
}

/// The list, or the table of the address.
#[component]
pub fn TablesPage(props: &TablesPageProps) -> Html {
    match &props.route {
        Route::Table(id, tab) => html! { <TablePage key={id.clone()} id={id.clone()} tab={*tab} /> },
        _ => html! { <TableList /> },
    }
}

/// A table as a property: equal when it is the same one.
#[derive(Clone)]
struct TableRef(Rc<MapTable>);

impl PartialEq for TableRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// Something that was read, as a dependency: equal when it is the same reading.
struct Same<T>(Rc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A counter that rises when a table changes, here or in another tab.
#[hook]
pub fn use_table_changes() -> u32 {
    let cx = use_cx();
    let (changes, changed) = use_again();
    use_effect_with((), move |()| {
        let subscription = service::on_change(&cx, move || changed.emit(()));
        move || drop(subscription)
    });
    changes
}
