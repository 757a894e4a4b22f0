//! The versions of a table: their list, the difference of any two, and a merge into the table.

mod diff;
mod merge;
mod relief;
mod versions;

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo};

use self::diff::Diff;
pub use self::diff::{Show, figures, legend, place, shown};
use self::merge::Merge;
use self::versions::Versions;
use super::{Same, TableRef};
use crate::app::cx::AppCx;
use crate::app::navigation;
use crate::app::route::{Location, Query, Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_location};
use crate::app::services::tables::{Editing, Opened, version_title};
use crate::engine::tables::{Snapshot, common_base};
use crate::i18n::I18n;
use crate::storage::SnapshotRecord;
use crate::t;
use crate::ui::components::form::{Button, Choice, Select};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};

/// In the address for the table as it is now.
const NOW: &str = "now";

#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    pub editing: Editing,
    pub opened: Opened,
}

/// What stands in the address.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    from: Option<String>,
    to: Option<String>,
    merge: bool,
}

impl Asked {
    fn read(query: &Query) -> Self {
        Self { from: query.get("a"), to: query.get("b"), merge: query.get("merge").is_some() }
    }

    fn go(&self, cx: &AppCx, id: &str) {
        let text = |side: &Option<String>| side.clone().unwrap_or_default();
        let query = Query::default()
            .with("a", text(&self.from))
            .with("b", text(&self.to))
            .with("merge", if self.merge { "1" } else { "" });
        navigation::replace(cx, Location { route: Route::Table(id.to_owned(), TableTab::History), query });
    }
}

/// See the module.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let opened = &props.opened;
    let id = opened.record.id.clone();
    let asked = Asked::read(&location.query);
    let side = |side: Option<&String>| {
        side.and_then(|id| match id.as_str() {
            NOW => Some(TableRef(Rc::new(opened.history.table().clone()))),
            id => opened.version(id).map(|v| TableRef(Rc::new(v.snapshot.table.clone()))),
        })
    };
    let sides = use_memo(
        (asked.clone(), Same(Rc::clone(&opened.history)), Same(Rc::clone(&opened.versions))),
        |(asked, ..)| (side(asked.from.as_ref()), side(asked.to.as_ref())),
    );
    let change = |put: fn(Asked, String) -> Asked| {
        let (cx, id, asked) = (cx.clone(), id.clone(), asked.clone());
        Callback::from(move |value: String| put(asked.clone(), value).go(&cx, &id))
    };
    let onfrom = change(|asked, id| Asked { from: Some(id).filter(|id| !id.is_empty()), ..asked });
    let onto = change(|asked, id| Asked { to: Some(id).filter(|id| !id.is_empty()), ..asked });
    let oncompare = change(|_, id| Asked { from: Some(id), to: Some(NOW.to_owned()), merge: false });
    let onmerge = change(|_, id| Asked { from: Some(id), to: Some(NOW.to_owned()), merge: true });
    let unmerge = change(|asked, _| Asked { merge: false, ..asked });
    let choices = choices(i18n, opened);
    let proposed = asked.from.as_deref().and_then(|id| opened.version(id)).filter(|_| asked.merge);
    html! {
        <div class="stack">
            <Versions editing={props.editing.clone()} opened={opened.clone()} {oncompare} {onmerge} />
            if let Some(proposed) = proposed {
                <Merge
                    key={proposed.id.clone()} editing={props.editing.clone()} opened={opened.clone()} proposed={proposed.id.clone()}
                    base={base_of(opened, proposed)} onclose={unmerge.reform(|()| String::new())}
                />
            } else {
                { panel(t!(i18n, "tables-diff-title"), Html::default(), html! {
                    <>
                        { pad(html! {
                            <div class="fields">
                                <Select
                                    label={t!(i18n, "tables-diff-from")} choices={choices.clone()} value={asked.from.clone().unwrap_or_default()}
                                    onchange={onfrom} testid="diff-from"
                                />
                                <Select
                                    label={t!(i18n, "tables-diff-to")} {choices} value={asked.to.clone().unwrap_or_default()} onchange={onto}
                                    testid="diff-to"
                                />
                            </div>
                        }) }
                        if let (Some(from), Some(to)) = (&sides.0, &sides.1) {
                            <Diff from={from.clone()} to={to.clone()} />
                        } else {
                            { pad(html! { <p class="muted">{ t!(i18n, "tables-diff-choose") }</p> }) }
                        }
                    </>
                }) }
            }
        </div>
    }
}

/// The version both the table and a proposal come from: what is known of their descent, else the version the table was
/// worked on from.
fn base_of(opened: &Opened, proposed: &SnapshotRecord) -> Option<AttrValue> {
    let all: Vec<Snapshot> = opened.versions.iter().map(|v| v.snapshot.clone()).collect();
    let own = opened.record.base.as_deref()?;
    let common = common_base(&all, own, &proposed.id).map(|s| s.id.clone());
    common.or_else(|| proposed.snapshot.parent.clone()).map(AttrValue::from)
}

/// What can be compared: the table as it is, and its versions, the newest first.
fn choices(i18n: I18n, opened: &Opened) -> Vec<Choice> {
    let mut all =
        vec![Choice::new("", t!(i18n, "tables-diff-none")), Choice::new(NOW, t!(i18n, "tables-now"))];
    all.extend(opened.versions.iter().rev().map(|v| Choice::new(v.id.clone(), version_title(i18n, v))));
    all
}

/// A button that leads back from a merge.
fn back(i18n: I18n, onclose: &Callback<()>) -> Html {
    html! { <Button label={t!(i18n, "tables-merge-close")} icon={Icon::Close} onclick={onclose.reform(|_| ())} /> }
}
