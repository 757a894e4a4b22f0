//! The list of versions, the newest first.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, hook, html, use_memo, use_state_eq};

use crate::app::library::SessionItem;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services;
use crate::app::services::tables::{self as service, Editing, Opened, version_title};
use crate::app::tables::origin_key;
use crate::engine::tables::{Command, Origin, Snapshot, lineage};
use crate::i18n::{I18n, date};
use crate::storage::SnapshotRecord;
use crate::t;
use crate::ui::components::feedback::{Dialog, Entry, Menu, MenuItem, SearchList, tag};
use crate::ui::components::form::{Button, ButtonTone, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::panel;
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::ui::pages::tables::Same;
use crate::web::clock;

/// Versions drawn at first; the rest comes on request.
const CHUNK: usize = 50;

#[derive(Properties, PartialEq)]
pub struct VersionsProps {
    pub editing: Editing,
    pub opened: Opened,
    /// Asked for the difference between a version and the table as it is.
    pub oncompare: Callback<String>,
    /// Asked to merge a version into the table.
    pub onmerge: Callback<String>,
}

/// What is open above the list.
#[derive(Clone, PartialEq)]
enum Above {
    Nothing,
    Label(String),
    Driven(String),
}

/// See the module.
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let i18n = use_i18n();
    let opened = &props.opened;
    let above = use_state_eq(|| Above::Nothing);
    let limit = use_state_eq(|| CHUNK);
    let (driven, heard) = use_driven();
    let line = use_memo((Same(Rc::clone(&opened.versions)), opened.record.base.clone()), |_| descent(opened));
    let close = {
        let above = above.setter();
        Callback::from(move |()| above.set(Above::Nothing))
    };
    let show = {
        let above = above.setter();
        Callback::from(move |what: Above| above.set(what))
    };
    let ondriven = {
        let close = close.clone();
        Callback::from(move |()| {
            heard.emit(());
            close.emit(());
        })
    };
    let count = opened.versions.len();
    let more = count.saturating_sub(*limit);
    let onmore = {
        let (limit, now) = (limit.setter(), *limit);
        Callback::from(move |_: MouseEvent| limit.set(now + CHUNK))
    };
    let list = opened.versions.iter().rev().take(*limit).map(|version| {
        html! {
            <Row
                key={version.id.clone()} props={props.row(version, line.contains(&version.id), names(&driven, &version.id), &show)}
            />
        }
    });
    let dialog = dialog(props, &above, close, ondriven);
    let aside = html! { <span class="muted">{ t!(i18n, "tables-versions-count", n = count) }</span> };
    let body = html! {
        <>
            if count == 0 {
                <p class="pad muted">{ t!(i18n, "tables-versions-none") }</p>
            } else {
                <ul class="snapshot-list" data-testid="snapshot-list" aria-label={t!(i18n, "tables-versions")}>{ for list }</ul>
            }
            if more > 0 {
                <div class="more"><Button label={t!(i18n, "tables-versions-more", n = more)} tone={ButtonTone::Quiet} onclick={onmore} /></div>
            }
        </>
    };
    html! { <>{ panel(t!(i18n, "tables-versions"), aside, body) }{ dialog }</> }
}

/// Versions the table as it is now descends from.
fn descent(opened: &Opened) -> Vec<String> {
    let all: Vec<Snapshot> = opened.versions.iter().map(|v| v.snapshot.clone()).collect();
    let base = opened.record.base.as_deref().unwrap_or_default();
    lineage(&all, base).into_iter().map(|s| s.id.clone()).collect()
}

fn dialog(props: &VersionsProps, above: &Above, onclose: Callback<()>, ondriven: Callback<()>) -> Html {
    let opened = &props.opened;
    match above {
        Above::Nothing => Html::default(),
        Above::Label(id) => match opened.version(id) {
            Some(version) => html! {
                <LabelDialog editing={props.editing.clone()} version={VersionRef(Rc::new(version.clone()))} {onclose} />
            },
            None => Html::default(),
        },
        Above::Driven(id) => {
            html! { <DrivenDialog opened={opened.clone()} version={id.clone()} {onclose} ondone={ondriven} /> }
        }
    }
}

/// Sessions by identity and name, with the versions they were driven with.
type Driven = Vec<(String, String, Vec<String>)>;

/// Which sessions were driven with which version, read anew when a session changes or when it is said that one did.
#[hook]
fn use_driven() -> (Loaded<Driven>, Callback<()>) {
    let cx = use_cx();
    let sessions = use_select(&cx.library, |l| l.sessions.clone());
    let (again, heard) = use_again();
    let driven = use_loaded((Same(Rc::clone(&sessions)), again), move |_| async move {
        let all = cx.core()?.db.sessions().get_all(None).await?;
        let driven = all.into_iter().filter(|s| !s.driven_with.is_empty());
        Ok(driven.map(|s| (s.id, s.name, s.driven_with)).collect())
    });
    (driven, heard)
}

/// The sessions that were driven with a version.
fn names(driven: &Loaded<Driven>, version: &str) -> Vec<String> {
    let all = driven.value().map(|all| all.iter()).into_iter().flatten();
    all.filter(|(_, _, with)| with.iter().any(|id| id == version)).map(|(_, name, _)| name.clone()).collect()
}

/// A version as a property: equal when it says the same.
#[derive(Clone, PartialEq)]
struct VersionRef(Rc<SnapshotRecord>);

#[derive(Clone, PartialEq)]
struct RowData {
    editing: Editing,
    version: VersionRef,
    /// What it descends from.
    parent: Option<String>,
    /// The table as it is now descends from it.
    in_line: bool,
    is_base: bool,
    /// Sessions that were driven with it.
    driven: Vec<String>,
    oncompare: Callback<String>,
    onmerge: Callback<String>,
    show: Callback<Above>,
}

impl VersionsProps {
    fn row(
        &self,
        version: &SnapshotRecord,
        in_line: bool,
        driven: Vec<String>,
        show: &Callback<Above>,
    ) -> RowData {
        let parent = version.snapshot.parent.as_deref().and_then(|id| self.opened.version(id));
        RowData {
            editing: self.editing.clone(),
            version: VersionRef(Rc::new(version.clone())),
            parent: parent.map(|p| p.id.clone()),
            in_line,
            is_base: self.opened.record.base.as_deref() == Some(version.id.as_str()),
            driven,
            oncompare: self.oncompare.clone(),
            onmerge: self.onmerge.clone(),
            show: show.clone(),
        }
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    props: RowData,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let i18n = use_i18n();
    let row = &props.props;
    let snapshot = &row.version.0.snapshot;
    let id = &snapshot.id;
    let when = date::date_time(i18n.lang, snapshot.at_ms, clock::offset_minutes(snapshot.at_ms));
    let origin = i18n.t(&origin_key(snapshot.origin)).into_owned();
    let title = if snapshot.name.is_empty() { origin.clone() } else { snapshot.name.clone() };
    let emit = |to: &Callback<String>| {
        let (to, id) = (to.clone(), id.clone());
        Callback::from(move |()| to.emit(id.clone()))
    };
    let compare = emit(&row.oncompare).reform(|_: MouseEvent| ());
    let damaged = !snapshot.is_intact();
    html! {
        <li
            class={classes!("snapshot", (!row.in_line).then_some("aside"))} data-testid="snapshot-row" data-id={id.clone()}
            data-origin={snapshot.origin.slug()} data-hash={snapshot.hash().0.clone()} data-parent={row.parent.clone()}
        >
            <div class="what">
                <strong>{ &title }</strong>
                <span class="muted">{ format!(" {when}") }</span>
                <span class="tags">
                    if row.is_base { { tag(None, t!(i18n, "tables-version-base")) } }
                    if !row.in_line { { tag(None, t!(i18n, "tables-version-branch")) } }
                    if !snapshot.name.is_empty() && snapshot.origin != Origin::Manual { { tag(None, origin) } }
                    if damaged { { tag(Some(crate::app::toasts::Tone::Bad), t!(i18n, "tables-version-damaged")) } }
                </span>
                if !snapshot.note.is_empty() { <p class="note">{ &snapshot.note }</p> }
                <p class="faint">{ about(i18n, row) }</p>
            </div>
            <div class="row actions">
                <Button
                    label={t!(i18n, "tables-compare")} onclick={compare} describe={AttrValue::from(t!(i18n, "tables-compare-named", name = &title))}
                    testid="snapshot-compare"
                />
                <Menu label={t!(i18n, "tables-version-more", name = &title)} items={menu(i18n, row, damaged)} testid="snapshot-menu" />
            </div>
        </li>
    }
}

/// Who took it, and what is known of its content and its use.
fn about(i18n: I18n, row: &RowData) -> String {
    let snapshot = &row.version.0.snapshot;
    let mut parts = Vec::new();
    if !snapshot.author.is_empty() {
        parts.push(t!(i18n, "tables-version-author", name = &snapshot.author).into_owned());
    }
    let hash: String = snapshot.hash().0.chars().take(8).collect();
    parts.push(t!(i18n, "tables-version-hash", hash = hash).into_owned());
    if !row.driven.is_empty() {
        parts.push(t!(i18n, "tables-version-driven", names = row.driven.join(", ")).into_owned());
    }
    parts.join(" · ")
}

fn menu(i18n: I18n, row: &RowData, damaged: bool) -> Vec<MenuItem> {
    let version = Rc::clone(&row.version.0);
    let id = version.id.clone();
    let restore = {
        let (editing, version) = (row.editing.clone(), Rc::clone(&version));
        move |()| {
            let table = Box::new(version.snapshot.table.clone());
            editing.apply(Command::Restore { table }, Some(version.id.clone()));
        }
    };
    let merge = {
        let (to, id) = (row.onmerge.clone(), id.clone());
        move |()| to.emit(id.clone())
    };
    let label = {
        let (show, id) = (row.show.clone(), id.clone());
        move |()| show.emit(Above::Label(id.clone()))
    };
    let driven = {
        let show = row.show.clone();
        move |()| show.emit(Above::Driven(id.clone()))
    };
    let delete = {
        let (editing, version) = (row.editing.clone(), Rc::clone(&version));
        move |()| editing.forget_version((*version).clone())
    };
    let broken = damaged.then(|| AttrValue::from(t!(i18n, "tables-version-damaged")));
    let needed = row.is_base.then(|| AttrValue::from(t!(i18n, "tables-version-needed")));
    vec![
        MenuItem::new(t!(i18n, "tables-restore"), restore).icon(Icon::Undo).disabled(broken.clone()),
        MenuItem::new(t!(i18n, "tables-merge"), merge).icon(Icon::Swap).disabled(broken),
        MenuItem::new(t!(i18n, "tables-version-label"), label).icon(Icon::Edit),
        MenuItem::new(t!(i18n, "tables-driven"), driven).icon(Icon::Sessions),
        MenuItem::new(t!(i18n, "tables-version-delete"), delete).icon(Icon::Trash).disabled(needed).danger(),
    ]
}

#[derive(Properties, PartialEq)]
struct LabelDialogProps {
    editing: Editing,
    version: VersionRef,
    onclose: Callback<()>,
}

/// Name and note of a version.
#[component]
fn LabelDialog(props: &LabelDialogProps) -> Html {
    let i18n = use_i18n();
    let snapshot = &props.version.0.snapshot;
    let name = use_state_eq(|| snapshot.name.clone());
    let note = use_state_eq(|| snapshot.note.clone());
    let save = {
        let (editing, onclose, id) = (props.editing.clone(), props.onclose.clone(), snapshot.id.clone());
        let (name, note) = ((*name).clone(), (*note).clone());
        Callback::from(move |_: MouseEvent| {
            let name = service::clean_name(&name).unwrap_or_default();
            editing.label(id.clone(), name, note.trim().to_owned());
            onclose.emit(());
        })
    };
    let set = |to: &yew::UseStateHandle<String>| {
        let to = to.setter();
        Callback::from(move |text: String| to.set(text))
    };
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button label={t!(i18n, "tables-details-save")} tone={ButtonTone::Primary} onclick={save} />
        </>
    };
    html! {
        <Dialog title={t!(i18n, "tables-version-label")} onclose={props.onclose.clone()} {actions}>
            <div class="stack">
                <TextField label={t!(i18n, "tables-snapshot-name")} value={(*name).clone()} oninput={set(&name)} maxlength={100} />
                <TextField label={t!(i18n, "tables-snapshot-note")} value={(*note).clone()} oninput={set(&note)} multiline={true} />
            </div>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct DrivenDialogProps {
    opened: Opened,
    version: AttrValue,
    onclose: Callback<()>,
    ondone: Callback<()>,
}

/// Chooses a session that was driven with a version.
#[component]
fn DrivenDialog(props: &DrivenDialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let vehicle = props.opened.record.vehicle.clone();
    // Those of the table's vehicle first.
    let sessions = use_select(&cx.library, move |l| {
        let mut all: Vec<SessionItem> = l.sessions().to_vec();
        all.sort_by_key(|s| s.vehicle != vehicle);
        all
    });
    let entries = sessions
        .iter()
        .map(|s| Entry {
            hint: Some(date::date_time(i18n.lang, s.wall_ms, 0).into()),
            ..Entry::new(s.id.clone(), s.name.clone())
        })
        .collect::<Vec<_>>();
    let onchoose = {
        let (cx, version, done) = (cx, props.version.to_string(), props.ondone.clone());
        let versions: Vec<String> = props.opened.versions.iter().map(|v| v.id.clone()).collect();
        Callback::from(move |session: AttrValue| {
            let (version, versions, done) = (version.clone(), versions.clone(), done.clone());
            services::start(&cx, |cx| async move {
                service::driven(&cx, &session, &versions, Some(version)).await?;
                done.emit(());
                Ok(())
            });
        })
    };
    let title = props.opened.version(&props.version).map(|v| version_title(i18n, v)).unwrap_or_default();
    html! {
        <Dialog title={t!(i18n, "tables-driven")} onclose={props.onclose.clone()} testid="driven-dialog">
            <p class="muted">{ t!(i18n, "tables-driven-text", name = title) }</p>
            <SearchList
                label={t!(i18n, "frame-find-session")} placeholder={t!(i18n, "frame-find-session")} {entries}
                empty={t!(i18n, "frame-nothing-found")} {onchoose}
            />
        </Dialog>
    }
}
