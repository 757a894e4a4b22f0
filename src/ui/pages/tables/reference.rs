//! What a table is compared with while it is edited: the version it was worked on from, another version, another table.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, hook, html, use_memo, use_state_eq};

use super::{Same, use_table_changes};
use crate::app::error::{AppError, Explain};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::tables::{self as service, Opened, version_title};
use crate::app::tables::{Reference, diff_error_key, kind_key};
use crate::app::toasts::Tone;
use crate::engine::tables::surface::Method;
use crate::engine::tables::{DiffError, MapTable, diff};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Dialog, Entry, SearchList, error_panel, notice, skeleton};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_loaded};

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

/// Whether cells of two tables stand beside each other.
fn same_lattice(a: &MapTable, b: &MapTable) -> bool {
    a.x() == b.x() && a.y() == b.y() && a.unit() == b.unit()
}

/// What came of what is asked to be compared with.
#[derive(Clone)]
pub struct Chosen {
    pub table: Option<Rc<MapTable>>,
    /// Why another table cannot be read.
    error: Option<AppError>,
    /// Why it cannot be compared.
    unlike: Option<DiffError>,
}

/// What the address asks the table to be compared with.
#[hook]
pub fn use_reference(opened: &Opened, table: &Rc<MapTable>, asked: &Reference) -> Chosen {
    let cx = use_cx();
    let base = use_base(opened, table);
    let changes = use_table_changes();
    let other = match asked {
        Reference::Table(id) => Some(id.clone()),
        _ => None,
    };
    let read = use_loaded((changes, other.clone()), move |(_, id)| {
        let id = id.clone();
        async move {
            let Some(id) = id else { return Ok(None) };
            let table = service::as_it_is(&cx, &id).await?;
            Ok::<_, AppError>(Some((id, Rc::new(table))))
        }
    });
    let version = {
        let asked = asked.clone();
        use_memo((asked, Same(Rc::clone(&opened.versions))), |(asked, _)| match asked {
            Reference::Version(id) => opened.version(id).map(|v| Rc::new(v.snapshot.table.clone())),
            _ => None,
        })
    };
    let (found, error) = match (asked, &read) {
        (Reference::Base, _) => (base, None),
        (Reference::Version(_), _) => ((*version).clone(), None),
        (Reference::Table(_), Loaded::Failed(error)) => (None, Some(error.clone())),
        (Reference::Table(id), _) => {
            let found = read.value().and_then(|read| (**read).clone());
            // The answer that is still on screen may be another table's.
            (found.filter(|(of, _)| of == id).map(|(_, table)| table), None)
        }
    };
    let unlike = use_memo((found.clone().map(Same), Same(Rc::clone(table))), |(found, table)| {
        found.as_ref().and_then(|found| diff(&table.0, &found.0, Method::Linear).err())
    });
    Chosen { table: found, error, unlike: *unlike }
}

#[derive(Properties, PartialEq)]
pub struct ReferenceBarProps {
    pub opened: Opened,
    pub asked: Reference,
    pub onchange: Callback<Reference>,
}

/// Says what the table is compared with, and leads to something else.
#[component]
pub fn ReferenceBar(props: &ReferenceBarProps) -> Html {
    let i18n = use_i18n();
    let choosing = use_state_eq(|| false);
    let open = |on: bool| {
        let choosing = choosing.setter();
        Callback::from(move |()| choosing.set(on))
    };
    let name = match &props.asked {
        Reference::Base => html! { { t!(i18n, "tables-reference-base") } },
        Reference::Version(id) => match props.opened.version(id) {
            Some(version) => html! { { version_title(i18n, version) } },
            None => html! { { t!(i18n, "tables-reference-gone") } },
        },
        Reference::Table(id) => html! { <super::beside::TableName id={id.clone()} /> },
    };
    let onchoose = {
        let (onchange, close) = (props.onchange.clone(), open(false));
        Callback::from(move |slug: AttrValue| {
            if let Some(reference) = Reference::from_slug(slug.strip_prefix(ENTRY).unwrap_or_default()) {
                close.emit(());
                onchange.emit(reference);
            }
        })
    };
    html! {
        <>
            <span class="muted" data-testid="reference-name">{ t!(i18n, "tables-reference") }{ " " }{ name }</span>
            <Button
                label={t!(i18n, "tables-reference-choose")} icon={Icon::Swap} onclick={open(true).reform(|_: MouseEvent| ())}
                testid="reference-choose"
            />
            if *choosing {
                <ReferenceDialog opened={props.opened.clone()} {onchoose} onclose={open(false)} />
            }
        </>
    }
}

/// Before the slugs of the list: no entry is without an identity.
const ENTRY: &str = "=";

#[derive(Properties, PartialEq)]
struct ReferenceDialogProps {
    opened: Opened,
    onchoose: Callback<AttrValue>,
    onclose: Callback<()>,
}

/// The versions of the table, the newest first, and every other table.
#[component]
fn ReferenceDialog(props: &ReferenceDialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let items = use_loaded((), move |()| async move { service::list(&cx).await });
    let entry = |reference: &Reference, label: String, hint: String| Entry {
        hint: Some(hint.into()),
        ..Entry::new(format!("{ENTRY}{}", reference.slug()), label)
    };
    let opened = &props.opened;
    let version = t!(i18n, "tables-reference-version").into_owned();
    let base = entry(&Reference::Base, t!(i18n, "tables-reference-base").into_owned(), version.clone());
    let versions = opened
        .versions
        .iter()
        .rev()
        .map(|v| entry(&Reference::Version(v.id.clone()), version_title(i18n, v), version.clone()));
    let mut entries: Vec<Entry> = std::iter::once(base).chain(versions).collect();
    let body = match &items {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 4),
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(items) => {
            let others = items.iter().filter(|item| item.id != opened.record.id);
            entries.extend(others.map(|item| {
                let hint = i18n.t(&kind_key(item.kind)).into_owned();
                entry(&Reference::Table(item.id.clone()), item.name.clone(), hint)
            }));
            html! {
                <SearchList
                    label={t!(i18n, "tables-reference-choose")} placeholder={t!(i18n, "tables-search-placeholder")} {entries}
                    empty={t!(i18n, "frame-nothing-found")} onchoose={props.onchoose.clone()}
                />
            }
        }
    };
    html! {
        <Dialog title={t!(i18n, "tables-reference-choose")} onclose={props.onclose.clone()} testid="reference-dialog">
            <p class="muted">{ t!(i18n, "tables-reference-text") }</p>
            { body }
        </Dialog>
    }
}

/// Why there is nothing to compare with, where something was asked for.
pub fn reference_trouble(i18n: I18n, chosen: &Chosen) -> Html {
    if let Some(error) = &chosen.error {
        return error_panel(i18n, &error.user_message(), Html::default());
    }
    match chosen.unlike {
        Some(unlike) => notice(Tone::Warn, html! { { i18n.t(diff_error_key(unlike)) } }),
        None => Html::default(),
    }
}
