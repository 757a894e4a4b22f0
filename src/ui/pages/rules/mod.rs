//! The safety rules: what each says, for all vehicles or for one, changed and added to, tried on a session.

mod editor;
mod fields;
mod row;
mod trial;

use std::rc::Rc;

use web_sys::{Event, HtmlElement, HtmlInputElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, TargetCast, component, html, use_memo, use_node_ref, use_state_eq,
};

use self::editor::RuleEditor;
use self::row::RuleRow;
use self::trial::{use_trial, verdict_line};
use super::analysed::{use_math_records, use_rule_changes};
use crate::app::error::{AppError, Explain};
use crate::app::math::free_name;
use crate::app::navigation;
use crate::app::rules::{
    self, Change, Entry, Shown, Stored, back_to_standard, blank, entries, kind_key, names, title,
};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::{rules as service, view};
use crate::engine::analysis::safety::{MAX_RULE_NAME, MAX_RULES, Origin, Rule, RuleKind, RuleSet};
use crate::engine::expr::MathChannel;
use crate::i18n::{I18n, Message, date};
use crate::storage::{MathChannelRecord, ids};
use crate::ui::components::expr::NamesRef;
use crate::ui::components::feedback::{Menu, MenuItem, error_panel, skeleton};
use crate::ui::components::form::{Button, ButtonTone, Choice, Select};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, page_header, panel};
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::{message, t};

/// Rules as a property: equal when they are the same reading of what is stored.
#[derive(Clone)]
pub struct EntriesRef(pub Rc<Vec<Entry>>);

impl PartialEq for EntriesRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// See the module.
#[component]
pub fn RulesPage() -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let changes = use_rule_changes();
    let (again, retry) = use_again();
    let stored = {
        let cx = cx.clone();
        use_loaded((changes, again), move |_| async move { service::all(&cx).await })
    };
    let shown = Shown::read(&location.query);
    let vehicles = use_select(&cx.library, |l| l.vehicles.clone());
    // A vehicle that is gone has no rules of its own any more.
    let gone = match (&*vehicles, &shown.vehicle) {
        (Some(all), Some(id)) => !all.iter().any(|v| v.id == *id),
        _ => false,
    };
    let shown = if gone { Shown { vehicle: None, ..shown } } else { shown };
    let session = shown.session.clone().map(AttrValue::from);
    let opened = use_loaded(session, move |session| {
        let session = session.clone();
        async move {
            match session {
                Some(session) => view::open(&cx, &session).await.map(Some),
                None => Ok::<Option<view::Opened>, AppError>(None),
            }
        }
    });
    let log = opened.value().and_then(|o| (**o).clone());
    let records = use_math_records();
    let math = records.value().cloned();
    let known = use_memo((log, math.as_ref().map(Rc::as_ptr)), move |(log, _)| {
        let own = log.as_ref().map(|opened| opened.detail().book(&[]).names);
        let math: Vec<MathChannel> =
            math.iter().flat_map(|m| m.iter()).map(MathChannelRecord::channel).collect();
        Rc::new(names(own.as_ref(), &math))
    });
    match stored {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 8),
        Loaded::Failed(error) => {
            let again = html! {
                <Button label={t!(i18n, "rules-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} />
            };
            error_panel(i18n, &error.user_message(), again)
        }
        Loaded::Ready(stored) => html! {
            <OfScope stored={StoredRef(stored)} {shown} names={NamesRef(Rc::clone(&known))} />
        },
    }
}

#[derive(Clone)]
struct StoredRef(Rc<Vec<Stored>>);

impl PartialEq for StoredRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct OfScopeProps {
    stored: StoredRef,
    shown: Shown,
    names: NamesRef,
}

/// The rules of all vehicles or of one.
#[component]
fn OfScope(props: &OfScopeProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let shown = &props.shown;
    let all = use_memo((props.stored.clone(), shown.vehicle.clone()), |(stored, vehicle)| {
        Rc::new(entries(&stored.0, vehicle.as_deref()))
    });
    let all = EntriesRef(Rc::clone(&all));
    let editing = use_state_eq(|| Option::<Rule>::None);
    let trial = use_trial(shown.session.as_deref(), &all);
    let vehicle = {
        let id = shown.vehicle.clone();
        use_select(&cx.library, move |l| {
            id.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.vehicle.clone())
        })
    };
    let onedit = {
        let editing = editing.setter();
        Callback::from(move |rule: Rule| editing.set(Some(rule)))
    };
    let onclose = {
        let editing = editing.setter();
        Callback::from(move |()| editing.set(None))
    };
    let full = (all.0.len() >= MAX_RULES)
        .then(|| AttrValue::from(t!(i18n, "rules-error-too_many", most = MAX_RULES)));
    let new = onedit.reform(|_: MouseEvent| blank(&format!("own-{}", ids::new_id())));
    let onduplicate = {
        let (onedit, all) = (onedit.clone(), all.clone());
        Callback::from(move |rule: Rule| onedit.emit(copy(i18n, &all.0, &rule)))
    };
    let actions = actions(i18n, shown, &all, new, full.clone());
    let sub = html! { { summary(i18n, &all.0) } };
    html! {
        <div class="rules stack" data-testid="rules">
            { page_header(t!(i18n, "rules-title"), sub, actions) }
            <p class="muted">{ t!(i18n, "rules-about") }</p>
            <Scope shown={shown.clone()} />
            if shown.session.is_some() { { verdict_line(i18n, &trial) } }
            for kind in RuleKind::ALL {
                { group(i18n, kind, &all.0, |entry| html! {
                    <RuleRow
                        key={entry.rule.id.clone()} entry={entry.clone()} entries={all.clone()} vehicle={(*vehicle).clone()}
                        scope={shown.vehicle.clone()} names={props.names.clone()} trial={trial.clone()} full={full.clone()}
                        onedit={onedit.clone()} onduplicate={onduplicate.clone()}
                    />
                }) }
            }
            if let Some(rule) = &*editing {
                <RuleEditor
                    key={rule.id.clone()} rule={rule.clone()} entries={all.clone()} shown={shown.clone()} names={props.names.clone()}
                    {onclose}
                />
            }
        </div>
    }
}

/// What is done with the whole list, and a new rule, unless there are too many.
fn actions(
    i18n: I18n,
    shown: &Shown,
    all: &EntriesRef,
    onnew: Callback<MouseEvent>,
    full: Option<AttrValue>,
) -> Html {
    html! {
        <>
            <ListMenu shown={shown.clone()} entries={all.clone()} />
            <Button
                label={t!(i18n, "rules-new")} icon={Icon::Plus} tone={ButtonTone::Primary} onclick={onnew} disabled={full}
                testid="rules-new"
            />
        </>
    }
}

/// A copy of a rule as one of the user's own: a standard rule can so be had twice with other limits.
fn copy(i18n: I18n, all: &[Entry], rule: &Rule) -> Rule {
    let taken: Vec<String> = all.iter().map(|entry| title(i18n, &entry.rule)).collect();
    let name: String = free_name(&title(i18n, rule), &taken).chars().take(MAX_RULE_NAME).collect();
    Rule { id: format!("own-{}", ids::new_id()), name, ..rule.clone() }
}

fn group(i18n: I18n, kind: RuleKind, all: &[Entry], row: impl Fn(&Entry) -> Html) -> Html {
    let of: Vec<&Entry> = all.iter().filter(|entry| entry.rule.kind() == kind).collect();
    if of.is_empty() {
        return Html::default();
    }
    panel(
        i18n.t(&kind_key(kind)),
        Html::default(),
        html! {
            <ul class="rule-list" data-kind={kind.slug()}>for entry in of { { row(entry) } }</ul>
        },
    )
}

fn summary(i18n: I18n, all: &[Entry]) -> String {
    let count = |wanted: Origin| all.iter().filter(|e| e.rule.origin() == wanted).count();
    let off = all.iter().filter(|e| !e.rule.enabled).count();
    t!(
        i18n,
        "rules-summary",
        all = all.len(),
        changed = count(Origin::Changed),
        own = count(Origin::Own),
        off = off
    )
    .into_owned()
}

#[derive(Properties, PartialEq)]
struct ScopeProps {
    shown: Shown,
}

/// Whose rules are shown, and the session they are tried on.
#[component]
fn Scope(props: &ScopeProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let shown = &props.shown;
    let vehicles = use_select(&cx.library, |l| {
        l.vehicles()
            .iter()
            .filter(|v| !v.archived)
            .map(|v| (v.id.clone(), v.name.clone()))
            .collect::<Vec<_>>()
    });
    let sessions = use_select(&cx.library, |l| {
        l.sessions().iter().map(|s| (s.id.clone(), s.name.clone(), s.wall_ms)).collect::<Vec<_>>()
    });
    let mut of = vec![Choice::new("", t!(i18n, "rules-scope-all"))];
    of.extend(vehicles.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())));
    let mut on = vec![Choice::new("", t!(i18n, "rules-try-none"))];
    on.extend(sessions.iter().map(|(id, name, at)| {
        Choice::new(id.clone(), format!("{name} · {}", date::date_time(i18n.lang, *at, 0)))
    }));
    let go = |put: fn(Shown, Option<String>) -> Shown| {
        let (cx, shown) = (cx.clone(), shown.clone());
        Callback::from(move |value: String| {
            let value = Some(value).filter(|v| !v.is_empty());
            navigation::replace(&cx, put(shown.clone(), value).location());
        })
    };
    pad_panel(html! {
        <div class="fields">
            <Select
                label={t!(i18n, "rules-scope")} choices={of} value={shown.vehicle.clone().unwrap_or_default()}
                onchange={go(|shown, vehicle| Shown { vehicle, ..shown })} hint={AttrValue::from(t!(i18n, "rules-scope-hint"))}
                testid="rules-scope"
            />
            <Select
                label={t!(i18n, "rules-try")} choices={on} value={shown.session.clone().unwrap_or_default()}
                onchange={go(|shown, session| Shown { session, ..shown })} hint={AttrValue::from(t!(i18n, "rules-try-hint"))}
                testid="rules-session"
            />
        </div>
    })
}

fn pad_panel(body: Html) -> Html {
    html! { <section class="panel">{ pad(body) }</section> }
}

#[derive(Properties, PartialEq)]
struct ListMenuProps {
    shown: Shown,
    entries: EntriesRef,
}

/// What is done with all of them: to a file and back, back to the standard.
#[component]
fn ListMenu(props: &ListMenuProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let input = use_node_ref();
    let (entries, vehicle) = (&props.entries, &props.shown.vehicle);
    let onfile = {
        let (cx, entries, vehicle) = (cx.clone(), entries.clone(), vehicle.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                service::import(&cx, vehicle.clone(), (*entries.0).clone(), file);
            }
            // The same file may be chosen again after it was put right.
            input.set_value("");
        })
    };
    let import = {
        let input = input.clone();
        move |()| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        }
    };
    let export = {
        let (cx, entries) = (cx.clone(), entries.clone());
        move |()| {
            let rules = entries.0.iter().map(|entry| entry.rule.clone()).collect();
            service::export(&cx, &RuleSet { rules });
        }
    };
    let changes = back_to_standard(&entries.0);
    let nothing = changes.is_empty().then(|| AttrValue::from(t!(i18n, "rules-standard-already")));
    let reset = {
        let (cx, entries, vehicle) = (cx, entries.clone(), vehicle.clone());
        move |()| {
            let told = message!("rules-standard-done", n = changes.len());
            service::change_soon(&cx, vehicle.clone(), (*entries.0).clone(), changes.clone(), told);
        }
    };
    let back = if vehicle.is_some() { "rules-general-all" } else { "rules-standard-all" };
    let items = vec![
        MenuItem::new(t!(i18n, "rules-import"), import).icon(Icon::Upload),
        MenuItem::new(t!(i18n, "rules-export"), export).icon(Icon::Download),
        MenuItem::new(i18n.t(back), reset).icon(Icon::Undo).disabled(nothing),
    ];
    html! {
        <>
            <input
                type="file" accept=".json,application/json" class="visually-hidden" tabindex="-1" ref={input.clone()}
                aria-label={t!(i18n, "rules-import")} data-testid="rules-file" onchange={onfile}
            />
            <Menu label={t!(i18n, "rules-menu")} {items} class="btn icon" testid="rules-menu" />
        </>
    }
}

/// Stores a change of one rule and says so.
fn change_one(
    cx: &crate::app::cx::AppCx,
    scope: Option<&String>,
    entries: &EntriesRef,
    change: Change,
    told: Message,
) {
    service::change_soon(cx, scope.cloned(), (*entries.0).clone(), vec![change], told);
}

/// What the rule's values measure.
fn quantity(rule: &Rule, names: &NamesRef) -> crate::engine::units::Quantity {
    rules::quantity(rule, &names.0)
}
