//! One rule of the list: on or off, what it says, where it comes from, what it found.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use super::trial::{Trial, outcome};
use super::{EntriesRef, change_one, quantity};
use crate::app::rules::{Change, Entry, limits, title};
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::app::toasts::Tone;
use crate::engine::analysis::safety::{Judgement, Origin, Rule, Source, Watch};
use crate::engine::vehicle::Vehicle;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::report::analysis::{Writer, judgement};
use crate::ui::components::expr::NamesRef;
use crate::ui::components::feedback::{Menu, MenuItem, tag};
use crate::ui::components::form::{Button, ButtonTone, Switch};
use crate::ui::components::icons::Icon;
use crate::{message, t};

#[derive(Properties, PartialEq)]
pub struct RuleRowProps {
    pub entry: Entry,
    pub entries: EntriesRef,
    /// Whose limits are shown.
    pub vehicle: Option<Rc<Vehicle>>,
    /// The vehicle whose rules are shown; none for all.
    pub scope: Option<String>,
    pub names: NamesRef,
    pub trial: Trial,
    /// Why no rule can be added.
    pub full: Option<AttrValue>,
    pub onedit: Callback<Rule>,
    pub onduplicate: Callback<Rule>,
}

/// See the module.
#[component]
pub fn RuleRow(props: &RuleRowProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let rule = &props.entry.rule;
    let name = AttrValue::from(title(i18n, rule));
    let onswitch = {
        let (cx, scope, entries) = (cx.clone(), props.scope.clone(), props.entries.clone());
        let (rule, name) = (rule.clone(), name.clone());
        Callback::from(move |on: bool| {
            let told = if on {
                message!("rules-switched-on", name = name.as_str())
            } else {
                message!("rules-switched-off", name = name.as_str())
            };
            let change = Change::Put(Rule { enabled: on, ..rule.clone() });
            change_one(&cx, scope.as_ref(), &entries, change, told);
        })
    };
    let edit = {
        let rule = rule.clone();
        props.onedit.reform(move |_: MouseEvent| rule.clone())
    };
    html! {
        <li
            class={classes!("rule", (!rule.enabled).then_some("off"))} data-testid="rule" data-rule={rule.id.clone()}
            data-origin={rule.origin().slug()} data-here={props.entry.here.to_string()}
        >
            <Switch label={name.clone()} on={rule.enabled} onchange={onswitch} testid="rule-on" />
            <div class="says">
                <p class="muted">{ about(i18n, rule) }</p>
                { said(&units, rule, props) }
                <p class="tags">{ tags(i18n, props) }</p>
                { found(i18n, &units, props) }
            </div>
            <div class="row rule-actions">
                <Button
                    label={t!(i18n, "rules-edit")} describe={AttrValue::from(format!("{} ({name})", t!(i18n, "rules-edit")))}
                    icon={Icon::Edit} tone={ButtonTone::Quiet} onclick={edit} testid="rule-edit"
                />
                <Menu label={t!(i18n, "rules-actions", name = name.as_str())} items={menu(&cx, i18n, props, &name)} testid="rule-menu" />
            </div>
        </li>
    }
}

fn about(i18n: I18n, rule: &Rule) -> String {
    match rule.hint.trim() {
        "" => i18n.t(&format!("safety-watch-{}", rule.watch.slug())).into_owned(),
        hint => hint.to_owned(),
    }
}

/// Thresholds, time, condition.
fn said(units: &Units, rule: &Rule, props: &RuleRowProps) -> Html {
    let i18n = I18n::new(units.lang);
    let limits = limits(units, rule, quantity(rule, &props.names), props.vehicle.as_deref());
    let fuels: Vec<String> =
        rule.fuels.iter().map(|f| i18n.t(&format!("rules-fuel-{}", f.slug())).into_owned()).collect();
    html! {
        <dl class="facts rule-facts">
            if let Watch::Expression(text) = &rule.watch {
                <div><dt>{ t!(i18n, "rules-expression") }</dt><dd><code>{ text }</code></dd></div>
            }
            for (severity, text) in limits.iter() {
                <div data-severity={severity.slug()}>
                    <dt>{ i18n.t(&format!("safety-severity-{}", severity.slug())) }</dt><dd>{ text }</dd>
                </div>
            }
            if limits.is_empty() {
                <div><dt>{ t!(i18n, "safety-limit") }</dt><dd>{ t!(i18n, "rules-limit-none") }</dd></div>
            }
            if rule.min_s > 0.0 {
                <div><dt>{ t!(i18n, "rules-lasting") }</dt><dd>{ format!("{}{}s", number::flexible(i18n.lang, rule.min_s, 0, 3), number::UNIT_SPACE) }</dd></div>
            }
            if !rule.when.is_empty() {
                <div><dt>{ t!(i18n, "rules-when") }</dt><dd><code>{ &rule.when }</code></dd></div>
            }
            if !fuels.is_empty() {
                <div><dt>{ t!(i18n, "rules-fuels") }</dt><dd>{ fuels.join(", ") }</dd></div>
            }
        </dl>
    }
}

/// Where it comes from.
fn tags(i18n: I18n, props: &RuleRowProps) -> Html {
    let rule = &props.entry.rule;
    let source = match rule.origin() {
        Origin::Own => t!(i18n, "rules-source-own"),
        _ => Source::of(&rule.id)
            .map_or(std::borrow::Cow::Borrowed(""), |s| i18n.t(&format!("rules-source-{}", s.slug()))),
    };
    let limit = rule.vehicle.filter(|_| rule.origin() != Origin::Own).map(|from| {
        let known = props.vehicle.as_deref().is_some_and(|v| from.limit.of(v).is_some());
        if known { t!(i18n, "rules-limit-vehicle") } else { t!(i18n, "rules-limit-vehicle-open") }
    });
    let changed = match (rule.origin(), props.entry.here, &props.scope) {
        (_, true, Some(_)) => Some(t!(i18n, "rules-changed-vehicle")),
        (Origin::Changed, _, _) => Some(t!(i18n, "rules-changed")),
        _ => None,
    };
    html! {
        <>
            if let Some(changed) = changed { { tag(Some(Tone::Info), changed) }{ " " } }
            if !source.is_empty() { { tag(None, source) }{ " " } }
            if let Some(limit) = limit { { tag(None, limit) } }
        </>
    }
}

/// What it gives on the session it is tried on.
fn found(i18n: I18n, units: &Units, props: &RuleRowProps) -> Html {
    let Some((outcome, dangers)) = outcome(&props.trial, &props.entry.rule.id) else {
        return Html::default();
    };
    html! {
        <p
            class="rule-found" data-testid="rule-found" data-judgement={outcome.judgement.slug()} data-events={outcome.events.to_string()}
            data-dangers={dangers.to_string()}
        >
            { found_text(i18n, units, &outcome.judgement, outcome.events as usize, dangers) }
        </p>
    }
}

/// Events in words, else why there can be none.
pub fn found_text(i18n: I18n, units: &Units, judged: &Judgement, events: usize, dangers: usize) -> Html {
    if *judged != Judgement::Judged {
        let why = judgement(&Writer::new(units), judged);
        return html! { { t!(i18n, "rules-not-judged", why = why) } };
    }
    let tone = match (events, dangers) {
        (0, _) => Tone::Good,
        (_, 0) => Tone::Warn,
        _ => Tone::Bad,
    };
    tag(Some(tone), t!(i18n, "rules-found", events = events, dangers = dangers))
}

fn menu(cx: &crate::app::cx::AppCx, i18n: I18n, props: &RuleRowProps, name: &AttrValue) -> Vec<MenuItem> {
    let (entry, rule) = (&props.entry, &props.entry.rule);
    let act = |change: Change, told: fn(&str) -> crate::i18n::Message| {
        let (cx, scope, entries) = (cx.clone(), props.scope.clone(), props.entries.clone());
        let (change, name) = (change, name.clone());
        move |()| change_one(&cx, scope.as_ref(), &entries, change.clone(), told(&name))
    };
    let duplicate = {
        let rule = rule.clone();
        props.onduplicate.reform(move |()| rule.clone())
    };
    let mut items = vec![
        MenuItem::new(t!(i18n, "rules-duplicate"), duplicate).icon(Icon::Copy).disabled(props.full.clone()),
    ];
    if entry.is_removable() {
        let delete = act(Change::Drop(rule.id.clone()), |name| message!("rules-deleted", name = name));
        items.push(MenuItem::new(t!(i18n, "rules-delete"), delete).icon(Icon::Trash).danger());
    } else {
        let back =
            act(Change::Drop(rule.id.clone()), |name| message!("rules-standard-one-done", name = name));
        let label = if props.scope.is_some() {
            t!(i18n, "rules-general-one")
        } else {
            t!(i18n, "rules-standard-one")
        };
        let nothing = (!entry.here).then(|| AttrValue::from(t!(i18n, "rules-standard-already")));
        items.push(MenuItem::new(label, back).icon(Icon::Undo).disabled(nothing));
    }
    items
}
