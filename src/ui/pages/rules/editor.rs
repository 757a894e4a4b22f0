//! Writes a rule: what is watched, from where on and for how long it is trouble, and what that gives on the session it is
//! tried on.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{HtmlElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, UseStateHandle, UseStateSetter, component, html, use_effect_with,
    use_memo, use_node_ref, use_state_eq,
};

use super::EntriesRef;
use super::fields::{Editing, Figure, Said, Threshold};
use super::row::found_text;
use super::trial::{judge, told};
use crate::app::cx::AppCx;
use crate::app::error::{AppError, Explain};
use crate::app::rules::{Change, FormAction, Level, Measure, RuleForm, Shown, Slot, outcome, title, with};
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::app::services::rules as service;
use crate::engine::analysis::safety::{Report, Rule, Severity, Side, Watch};
use crate::engine::fuel::FuelId;
use crate::engine::units::Quantity;
use crate::i18n::I18n;
use crate::ui::components::expr::{ExprField, FunctionHelp, NamesRef};
use crate::ui::components::feedback::{Dialog, error_panel};
use crate::ui::components::form::{Button, ButtonTone, Checkbox, Choice, Segmented, Switch, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::web::{dom, global, task};
use crate::{message, t};

#[derive(Properties, PartialEq)]
pub struct RuleEditorProps {
    /// As it is now, or as it is before it was stored.
    pub rule: Rule,
    pub entries: EntriesRef,
    pub shown: Shown,
    pub names: NamesRef,
    pub onclose: Callback<()>,
}

/// See the module.
#[component]
pub fn RuleEditor(props: &RuleEditorProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let form = use_state_eq(|| RuleForm::new(&props.rule, (*units).clone(), &props.names.0));
    let touched = use_state_eq(BTreeSet::<String>::new);
    let tried = use_state_eq(|| 0_u32);
    let failed = use_state_eq(|| Option::<AppError>::None);
    let body = use_node_ref();
    use_focus(&body, *tried);
    let finished = use_memo((*form).clone(), RuleForm::finished);
    let editing = Editing {
        form: (*form).clone(),
        errors: finished.as_ref().as_ref().err().cloned().unwrap_or_default(),
        touched: (*touched).clone(),
        tried: *tried > 0,
    };
    let onsaid = said(&form, &touched, &props.names);
    let save = {
        let (finished, tried, failed) = (Rc::clone(&finished), tried.clone(), failed.setter());
        let (entries, scope, onclose) =
            (props.entries.clone(), props.shown.vehicle.clone(), props.onclose.clone());
        Callback::from(move |()| {
            let Ok(rule) = &*finished else {
                tried.set(*tried + 1);
                return;
            };
            store(&cx, rule.clone(), (entries.clone(), scope.clone()), onclose.clone(), failed.clone());
        })
    };
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_| ())} />
            <Button label={t!(i18n, "rules-save")} tone={ButtonTone::Primary} onclick={save.reform(|_: MouseEvent| ())} testid="rule-save" />
        </>
    };
    html! {
        <Dialog title={heading(i18n, props)} onclose={props.onclose.clone()} {actions} wide={true} testid="rule-editor">
            <div class="rule-form" ref={body}>
                if let Some(error) = &*failed { { error_panel(i18n, &error.user_message(), Html::default()) } }
                { what(i18n, props, &editing, &onsaid) }
                { limits(i18n, &editing, &onsaid) }
                { when(i18n, props, &editing, &onsaid) }
                if props.shown.session.is_some() {
                    <TryOut
                        rule={finished.as_ref().as_ref().ok().cloned()} entries={props.entries.clone()} shown={props.shown.clone()}
                    />
                }
                if matches!(props.rule.watch, Watch::Expression(_)) {
                    <details class="rule-help">
                        <summary>{ t!(i18n, "rules-functions") }</summary>
                        <FunctionHelp />
                    </details>
                }
            </div>
        </Dialog>
    }
}

fn heading(i18n: I18n, props: &RuleEditorProps) -> AttrValue {
    let is_new = !props.entries.0.iter().any(|entry| entry.rule.id == props.rule.id);
    if is_new {
        t!(i18n, "rules-new").into()
    } else {
        t!(i18n, "rules-edit-title", name = title(i18n, &props.rule)).into()
    }
}

/// Begins in the first field; saving leads to the first one that stands in the way.
#[yew::hook]
fn use_focus(body: &yew::NodeRef, tried: u32) {
    {
        let body = body.clone();
        use_effect_with(tried, move |tried| {
            if *tried > 0 {
                focus_first(&body, "[aria-invalid=true]");
            }
        });
    }
    let body = body.clone();
    use_effect_with((), move |()| focus_first(&body, "input, textarea"));
}

/// What the fields say becomes the form.
fn said(
    form: &UseStateHandle<RuleForm>,
    touched: &UseStateHandle<BTreeSet<String>>,
    names: &NamesRef,
) -> Callback<Said> {
    let (form, touched, names) = (form.clone(), touched.clone(), names.clone());
    Callback::from(move |said: Said| match said {
        Said::Act(FormAction::Text(Slot::Expression, text)) => {
            let kind = outcome(&text, &names.0);
            let next = form.after(FormAction::Text(Slot::Expression, text));
            form.set(next.after(FormAction::Measured(kind)));
        }
        Said::Act(action) => form.set(form.after(action)),
        Said::Touched(place) => {
            let mut all = (*touched).clone();
            all.insert(place);
            touched.set(all);
        }
    })
}

/// Stores a rule among those of all vehicles or of one.
fn store(
    cx: &AppCx,
    rule: Rule,
    (entries, scope): (EntriesRef, Option<String>),
    onclose: Callback<()>,
    failed: UseStateSetter<Option<AppError>>,
) {
    let cx = cx.clone();
    task::spawn(async move {
        let told = message!("rules-saved", name = title(cx.i18n(), &rule));
        match service::change(&cx, scope, &entries.0, vec![Change::Put(rule)], told).await {
            Ok(()) => onclose.emit(()),
            Err(error) => failed.set(Some(error)),
        }
    });
}

/// Moves the focus to the first field of a kind.
fn focus_first(body: &yew::NodeRef, selector: &str) {
    let found = body.cast::<HtmlElement>().and_then(|b| b.query_selector(selector).ok().flatten());
    if let Some(field) = found.and_then(|e| global::cast::<HtmlElement>(e.into(), "field").ok()) {
        dom::focus(&field);
    }
}

fn text(onsaid: &Callback<Said>, slot: Slot) -> Callback<String> {
    onsaid.reform(move |text: String| Said::Act(FormAction::Text(slot, text)))
}

/// What it is called and what it watches.
fn what(i18n: I18n, props: &RuleEditorProps, editing: &Editing, onsaid: &Callback<Said>) -> Html {
    let form = &editing.form;
    let shown = |slot: Slot| AttrValue::from(form.text(slot).to_owned());
    let touch = |slot: Slot| onsaid.reform(move |_: String| Said::Touched(slot.path().to_owned()));
    html! {
        <>
            if form.is_own() {
                <TextField
                    label={t!(i18n, "rules-name")} value={shown(Slot::Name)} oninput={text(onsaid, Slot::Name)} onchange={touch(Slot::Name)}
                    error={editing.error(i18n, "name")} required={true} testid="rule-name"
                />
                <TextField
                    label={t!(i18n, "rules-hint")} value={shown(Slot::Hint)} oninput={text(onsaid, Slot::Hint)} onchange={touch(Slot::Hint)}
                    error={editing.error(i18n, "hint")} hint={AttrValue::from(t!(i18n, "rules-hint-hint"))} multiline={true} testid="rule-hint"
                />
            }
            if let Watch::Expression(_) = &props.rule.watch {
                <ExprField
                    label={t!(i18n, "rules-expression")} value={shown(Slot::Expression)} names={props.names.clone()}
                    oninput={text(onsaid, Slot::Expression)} onchange={touch(Slot::Expression)} insist={editing.tried}
                    hint={AttrValue::from(t!(i18n, "rules-expression-hint"))} rows={2} testid="rule-expression"
                />
                if form.text(Slot::Expression).trim().is_empty() {
                    if let Some(error) = editing.error(i18n, "watch.expression") { <p class="error" role="status">{ error }</p> }
                }
            } else {
                <p class="muted">{ i18n.t(&format!("safety-watch-{}", props.rule.watch.slug())) }</p>
            }
            <Switch
                label={t!(i18n, "rules-enabled")} on={form.enabled} testid="rule-enabled"
                onchange={onsaid.reform(|on: bool| Said::Act(FormAction::Enabled(on)))}
            />
        </>
    }
}

/// From where on it is trouble.
fn limits(i18n: I18n, editing: &Editing, onsaid: &Callback<Said>) -> Html {
    let form = &editing.form;
    if form.is_condition() {
        let severities = Severity::ALL
            .map(|s| Choice::new(s.slug(), i18n.t(&format!("safety-severity-{}", s.slug()))))
            .to_vec();
        let onchange = onsaid.reform(|slug: String| {
            let found = Severity::ALL.into_iter().find(|s| s.slug() == slug);
            Said::Act(FormAction::Severity(found.unwrap_or(Severity::Danger)))
        });
        return html! {
            <Segmented
                label={t!(i18n, "safety-severity")} choices={severities} value={form.severity.slug()} {onchange}
                hint={AttrValue::from(t!(i18n, "rules-severity-hint"))} testid="rule-severity"
            />
        };
    }
    let difference = Measure::difference(form.measure().quantity);
    let unit = AttrValue::from(difference.symbol(form.units()));
    let wrong = editing.error(i18n, "caution").filter(|_| form.text(Slot::Caution).is_empty());
    html! {
        <>
            if let Watch::Expression(_) = &form.was().watch { { side(i18n, form, onsaid) } }
            <div class="rule-thresholds">
                <Threshold level={Level::Caution} editing={editing.clone()} onsaid={onsaid.clone()} />
                <Threshold level={Level::Danger} editing={editing.clone()} onsaid={onsaid.clone()} />
            </div>
            if wrong.is_none() && form.measure().quantity == Quantity::AsLogged && matches!(form.was().watch, Watch::Expression(_)) {
                <p class="hint">{ t!(i18n, "rules-no-unit") }</p>
            }
            if let Some(from) = form.was().vehicle {
                <Switch
                    label={t!(i18n, "rules-follow")} on={form.follows_vehicle} testid="rule-follow"
                    hint={AttrValue::from(i18n.t(&format!("rules-follow-{}", from.limit.slug())))}
                    onchange={onsaid.reform(|on: bool| Said::Act(FormAction::FollowVehicle(on)))}
                />
                if form.follows_vehicle {
                    <div class="fields">
                        <Figure
                            label={t!(i18n, "rules-from-limit-caution")} slot={Slot::FromLimitCaution} editing={editing.clone()}
                            unit={unit.clone()} onsaid={onsaid.clone()}
                        />
                        <Figure
                            label={t!(i18n, "rules-from-limit-danger")} slot={Slot::FromLimitDanger} editing={editing.clone()}
                            unit={unit.clone()} onsaid={onsaid.clone()}
                        />
                    </div>
                    if let Some(error) = editing.error(i18n, "vehicle") { <p class="error" role="status">{ error }</p> }
                }
            }
            <Figure
                label={t!(i18n, "rules-hysteresis")} slot={Slot::Hysteresis} editing={editing.clone()} {unit} onsaid={onsaid.clone()}
                hint={AttrValue::from(t!(i18n, "rules-hysteresis-hint"))}
            />
        </>
    }
}

fn side(i18n: I18n, form: &RuleForm, onsaid: &Callback<Said>) -> Html {
    const BELOW: &str = "below";
    let choices = vec![
        Choice::new("above", t!(i18n, "rules-side-above")),
        Choice::new(BELOW, t!(i18n, "rules-side-below")),
    ];
    let value = if form.side == Side::Above { "above" } else { BELOW };
    let onchange = onsaid.reform(|value: String| {
        Said::Act(FormAction::Side(if value == BELOW { Side::Below } else { Side::Above }))
    });
    html! { <Segmented label={t!(i18n, "rules-side")} {choices} {value} {onchange} testid="rule-side" /> }
}

/// For how long, where, and with which fuels.
fn when(i18n: I18n, props: &RuleEditorProps, editing: &Editing, onsaid: &Callback<Said>) -> Html {
    let form = &editing.form;
    let fuels = form.was().watch == Watch::Lean;
    html! {
        <>
            <div class="fields">
                <Figure
                    label={t!(i18n, "rules-lasting")} slot={Slot::Lasting} editing={editing.clone()} unit="s" onsaid={onsaid.clone()}
                    hint={AttrValue::from(t!(i18n, "rules-lasting-hint"))}
                />
                <Figure
                    label={t!(i18n, "rules-merged")} slot={Slot::Merged} editing={editing.clone()} unit="s" onsaid={onsaid.clone()}
                    hint={AttrValue::from(t!(i18n, "rules-merged-hint"))}
                />
            </div>
            <ExprField
                label={t!(i18n, "rules-when")} value={AttrValue::from(form.text(Slot::When).to_owned())} names={props.names.clone()}
                condition={true} oninput={text(onsaid, Slot::When)} hint={AttrValue::from(t!(i18n, "rules-when-hint"))} testid="rule-when"
            />
            if fuels {
                <fieldset class="rule-fuels">
                    <legend>{ t!(i18n, "rules-fuels") }</legend>
                    for fuel in FuelId::ALL.iter().copied() {
                        <Checkbox
                            key={fuel.slug()} label={i18n.t(&format!("rules-fuel-{}", fuel.slug()))} on={form.fuels.contains(&fuel)}
                            onclick={onsaid.reform(move |(on, _): (bool, MouseEvent)| Said::Act(FormAction::Fuel(fuel, on)))}
                        />
                    }
                    <Checkbox
                        label={t!(i18n, "rules-fuel-unknown")} on={form.any_fuel}
                        onclick={onsaid.reform(|(on, _): (bool, MouseEvent)| Said::Act(FormAction::AnyFuel(on)))}
                    />
                </fieldset>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TryOutProps {
    /// What stands in the form, where it can be judged.
    rule: Option<Rule>,
    entries: EntriesRef,
    shown: Shown,
}

/// What came of a try, and of which rule.
struct Judged {
    rule: Rule,
    report: Report,
}

/// What the rule gives before it is stored.
#[component]
fn TryOut(props: &TryOutProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let (asked, ask) = use_again();
    let question = props.rule.clone().zip(props.shown.session.clone()).filter(|_| asked > 0);
    let entries = props.entries.clone();
    let tried = use_loaded(asked, move |_| async move {
        let Some((rule, session)) = question else { return Ok(None) };
        let report = judge(&cx, &session, with(&entries.0, &rule)).await?;
        Ok::<_, AppError>(Some(Judged { rule, report }))
    });
    let cannot = props.rule.is_none().then(|| AttrValue::from(t!(i18n, "rules-try-wrong")));
    let found = match &tried {
        Loaded::Loading => html! { <span class="hint">{ t!(i18n, "rules-trying") }</span> },
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(judged) => match judged.as_ref() {
            Some(Judged { rule, report }) if Some(rule) == props.rule.as_ref() => {
                match told(report, &rule.id) {
                    Some((outcome, dangers)) => html! {
                        <span data-testid="rule-tried" data-events={outcome.events.to_string()} data-judgement={outcome.judgement.slug()}>
                            { found_text(i18n, &units, &outcome.judgement, outcome.events as usize, dangers) }
                        </span>
                    },
                    None => Html::default(),
                }
            }
            Some(_) => html! { <span class="hint">{ t!(i18n, "rules-try-again") }</span> },
            None => Html::default(),
        },
    };
    html! {
        <div class="row rule-try" role="status">
            <Button
                label={t!(i18n, "rules-try-now")} icon={Icon::Play} onclick={ask.reform(|_: MouseEvent| ())} disabled={cannot}
                testid="rule-try"
            />
            { found }
        </div>
    }
}
