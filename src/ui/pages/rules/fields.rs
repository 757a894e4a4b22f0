//! The fields of a rule: what is typed goes into the form, what is wrong stands beside.

use web_sys::{Event, InputEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::rules::{FormAction, Level, Measure, Mode, Problem, RuleForm, Slot, problem};
use crate::app::select::use_i18n;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::form::{Button, ButtonTone, Choice, IconButton, Select, field_frame, typed};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::use_id;

/// Channels over which a threshold can be drawn, beside the one it has.
const OVER: [ChannelId; 4] = [ChannelId::Rpm, ChannelId::MapGauge, ChannelId::Tps, ChannelId::Coolant];
const FIXED: &str = "fixed";

/// The form with its errors, and where the user's hand goes.
#[derive(Clone, PartialEq)]
pub struct Editing {
    pub form: RuleForm,
    pub errors: std::collections::BTreeMap<String, Problem>,
    /// Places that were left once, and whether it was meant to be stored: nothing is refused before.
    pub touched: std::collections::BTreeSet<String>,
    pub tried: bool,
}

impl Editing {
    /// What is wrong at a place, where it is to be told.
    pub fn error(&self, i18n: I18n, place: &str) -> Option<AttrValue> {
        // The order of two thresholds is wrong at both.
        let seen = self.tried
            || self.touched.contains(place)
            || place.ends_with("danger") && self.touched.contains(&place.replace("danger", "caution"));
        let found = self.errors.get(place).filter(|_| seen)?;
        Some(problem(i18n, found).into())
    }
}

/// What a field tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Act(FormAction),
    /// It was left.
    Touched(String),
}

#[derive(Properties, PartialEq)]
pub struct FigureProps {
    pub label: AttrValue,
    pub slot: Slot,
    pub editing: Editing,
    pub unit: AttrValue,
    pub onsaid: Callback<Said>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A figure with its unit behind it.
#[component]
pub fn Figure(props: &FigureProps) -> Html {
    let (i18n, id) = (use_i18n(), use_id());
    let slot = props.slot;
    let error = props.editing.error(i18n, slot.path());
    let oninput = props.onsaid.reform(move |e: InputEvent| Said::Act(FormAction::Text(slot, typed(&e))));
    let onchange = props.onsaid.reform(move |_: Event| Said::Touched(slot.path().to_owned()));
    let value = AttrValue::from(props.editing.form.text(slot).to_owned());
    field_frame(&id, &props.label, props.hint.as_ref(), error.as_ref(), |id, described| {
        html! {
            <span class="affix">
                <input
                    type="text" inputmode="decimal" class="input figure" {id} {value} {oninput} {onchange} autocomplete="off"
                    aria-invalid={error.as_ref().map(|_| "true")} aria-describedby={described} data-testid={format!("rule-{}", slot.path())}
                />
                if !props.unit.is_empty() { <span class="unit">{ &props.unit }</span> }
            </span>
        }
    })
}

#[derive(Properties, PartialEq)]
pub struct ThresholdProps {
    pub level: Level,
    pub editing: Editing,
    pub onsaid: Callback<Said>,
}

/// Where a severity begins: a figure, or points over a channel.
#[component]
pub fn Threshold(props: &ThresholdProps) -> Html {
    let i18n = use_i18n();
    let (level, form) = (props.level, &props.editing.form);
    let slot = if level == Level::Caution { Slot::Caution } else { Slot::Danger };
    let curve = form.curve(level);
    let name = i18n.t(&format!("safety-severity-{}", level.slug()));
    let mut over: Vec<ChannelKey> = OVER.iter().map(|id| ChannelKey::from(*id)).collect();
    if let Mode::Over(key) = &curve.mode
        && !over.contains(key)
    {
        over.push(key.clone());
    }
    let mut choices = vec![Choice::new(FIXED, t!(i18n, "rules-mode-fixed"))];
    choices.extend(
        over.iter().map(|key| {
            Choice::new(key.to_string(), t!(i18n, "rules-mode-over", channel = i18n.channel(key)))
        }),
    );
    let value = match &curve.mode {
        Mode::Fixed => FIXED.to_owned(),
        Mode::Over(key) => key.to_string(),
    };
    let onmode = props.onsaid.reform(move |value: String| {
        let mode =
            value.parse::<ChannelKey>().ok().filter(|_| value != FIXED).map_or(Mode::Fixed, Mode::Over);
        Said::Act(FormAction::Mode(level, mode))
    });
    let unit = AttrValue::from(form.measure().symbol(form.units()));
    html! {
        <fieldset class="rule-threshold" data-level={level.slug()}>
            <legend>{ name }</legend>
            <Select label={t!(i18n, "rules-mode")} {choices} {value} onchange={onmode} testid={format!("rule-mode-{}", level.slug())} />
            if let Mode::Over(key) = &curve.mode {
                <Points level={level} slot={slot} over={key.clone()} editing={props.editing.clone()} onsaid={props.onsaid.clone()} />
            } else {
                <Figure
                    label={t!(i18n, "rules-threshold")} {slot} editing={props.editing.clone()} {unit} onsaid={props.onsaid.clone()}
                    hint={AttrValue::from(t!(i18n, "rules-threshold-hint"))}
                />
            }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct PointsProps {
    level: Level,
    slot: Slot,
    over: ChannelKey,
    editing: Editing,
    onsaid: Callback<Said>,
}

#[component]
fn Points(props: &PointsProps) -> Html {
    let i18n = use_i18n();
    let (level, form) = (props.level, &props.editing.form);
    let x = crate::app::rules::place_measure(&props.over);
    let heads = [
        with_unit(&i18n.channel(&props.over), x, form),
        with_unit(&t!(i18n, "rules-threshold"), form.measure(), form),
    ];
    let list = format!("{}.points", props.slot.path());
    let missing = props.editing.error(i18n, &list);
    let add = props.onsaid.reform(move |_: MouseEvent| Said::Act(FormAction::AddPoint(level)));
    html! {
        <div class="rule-points">
            <table class="table">
                <thead><tr>
                    for head in heads.iter() { <th scope="col">{ head }</th> }
                    <th scope="col"><span class="visually-hidden">{ t!(i18n, "rules-point-drop") }</span></th>
                </tr></thead>
                <tbody>
                    for (i, (at, y)) in form.curve(level).points.iter().enumerate() {
                        <tr key={i}>
                            <td>{ cell(props, i, true, at, &heads[0]) }</td>
                            <td>{ cell(props, i, false, y, &heads[1]) }</td>
                            <td>
                                <IconButton
                                    label={t!(i18n, "rules-point-drop-n", n = i + 1)} icon={Icon::Trash}
                                    onclick={props.onsaid.reform(move |_: MouseEvent| Said::Act(FormAction::DropPoint(level, i)))}
                                />
                            </td>
                        </tr>
                    }
                </tbody>
            </table>
            for i in 0..form.curve(level).points.len() {
                if let Some(error) = props.editing.error(i18n, &format!("{list}[{i}]")) {
                    <p class="error" id={point_error(props.slot, i)}>{ t!(i18n, "rules-point-wrong", n = i + 1, why = error.as_str()) }</p>
                }
            }
            if let Some(missing) = missing { <p class="error" role="status">{ missing }</p> }
            <Button label={t!(i18n, "rules-point-add")} icon={Icon::Plus} tone={ButtonTone::Quiet} onclick={add} />
        </div>
    }
}

fn point_error(slot: Slot, i: usize) -> String {
    format!("rule-{}-point-{i}", slot.path())
}

fn with_unit(name: &str, measure: Measure, form: &RuleForm) -> String {
    match measure.symbol(form.units()) {
        "" => name.to_owned(),
        unit => format!("{name} ({unit})"),
    }
}

/// A figure of a point.
fn cell(props: &PointsProps, i: usize, is_place: bool, text: &str, head: &str) -> Html {
    let (level, slot) = (props.level, props.slot);
    let place = format!("{}.points[{i}]", slot.path());
    let wrong = props.editing.errors.contains_key(&place)
        && (props.editing.tried || props.editing.touched.contains(&place));
    let oninput =
        props.onsaid.reform(move |e: InputEvent| Said::Act(FormAction::Point(level, i, is_place, typed(&e))));
    let onchange = {
        let place = place.clone();
        props.onsaid.reform(move |_: Event| Said::Touched(place.clone()))
    };
    html! {
        <input
            type="text" inputmode="decimal" class="input figure" value={text.to_owned()} {oninput} {onchange} autocomplete="off"
            aria-label={format!("{head}, {}", i + 1)} aria-invalid={wrong.then_some("true")}
            aria-describedby={wrong.then(|| point_error(slot, i))}
        />
    }
}
