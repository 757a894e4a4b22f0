//! A text is read, shown as it would lie on the table, and only then pasted.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_memo, use_state_eq};

use super::state::{Editor, Live, Opened, Same};
use crate::app::maps::words::Words;
use crate::app::maps::{Onto, Order, PasteChoices, PastePlan, PasteRefused, plan};
use crate::app::toasts::Tone;
use crate::engine::tables::exchange::{Headed, Mark, Order as Run, Separator, Way};
use crate::engine::tables::surface::Method;
use crate::engine::tables::{Cell, History, PasteHow};
use crate::engine::units::Unit;
use crate::i18n::I18n;
use crate::i18n::units::UnitPrefs;
use crate::t;
use crate::ui::components::feedback::{Dialog, notice};
use crate::ui::components::form::{Button, ButtonTone, Choice, Select, Switch, field_frame, typed};
use crate::ui::components::layout::facts;
use crate::ui::hooks::use_id;
use crate::web::clock;

#[derive(Properties, PartialEq)]
pub struct PasteDialogProps {
    pub editor: Editor,
    pub history: Same<History>,
    pub words: Same<Words>,
    /// What came with the key; empty where it is still to come.
    pub text: AttrValue,
    pub how: PasteHow,
}

type Planned = Result<PastePlan, PasteRefused>;

/// See the module.
#[component]
pub fn PasteDialog(props: &PasteDialogProps) -> Html {
    let i18n = props.words.i18n;
    let text = use_state_eq(|| props.text.to_string());
    let choices = use_state_eq(|| {
        let usual = props.editor.look(Live::usual_paste);
        PasteChoices { how: props.how, ..usual }
    });
    let area = props.editor.look(|live| live.selection.area());
    let planned = {
        let words = props.words.clone();
        let deps = ((*text).clone(), *choices, props.history.clone());
        use_memo(deps, move |(text, choices, history)| {
            plan(text, history.table(), area, &words.cells, choices)
        })
    };
    let onclose = {
        let editor = props.editor.clone();
        Callback::from(move |()| {
            editor.change(|live| {
                live.opened = Opened::Nothing;
                live.grab += 1;
            });
        })
    };
    let actions = actions(props, &planned, &onclose);
    let set = {
        let choices = choices.setter();
        Callback::from(move |next| choices.set(next))
    };
    html! {
        <Dialog title={t!(i18n, "table-editor-paste-title")} {onclose} {actions} wide={true} testid="table-paste-dialog">
            <div class="map-paste">
                <TextArea label={t!(i18n, "table-editor-paste-text")} hint={t!(i18n, "table-editor-paste-hint")} value={(*text).clone()} oninput={
                    let text = text.setter();
                    Callback::from(move |now| text.set(now))
                } />
                { controls(props, *choices, &planned, &set) }
                { outcome(props, &text, &planned) }
            </div>
        </Dialog>
    }
}

/// Leaving, and pasting as one step.
fn actions(props: &PasteDialogProps, planned: &Rc<Planned>, onclose: &Callback<()>) -> Html {
    let i18n = props.words.i18n;
    let apply = {
        let (editor, planned, onclose) = (props.editor.clone(), Rc::clone(planned), onclose.clone());
        Callback::from(move |_: MouseEvent| {
            if let Ok(plan) = &*planned {
                let gesture = editor.next_gesture();
                if editor.apply(&plan.command, Some(gesture), clock::ticks_ms()) {
                    onclose.emit(());
                }
            }
        })
    };
    let cannot = planned.is_err().then(|| AttrValue::from(t!(i18n, "table-editor-paste-cannot")));
    html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "table-editor-paste-apply")} tone={ButtonTone::Primary} onclick={apply} disabled={cannot}
                testid="table-paste-apply"
            />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TextAreaProps {
    label: AttrValue,
    hint: AttrValue,
    value: AttrValue,
    oninput: Callback<String>,
}

/// Where the text is pasted or typed; the dialog gives it the focus.
#[component]
fn TextArea(props: &TextAreaProps) -> Html {
    let id = use_id();
    let oninput = props.oninput.reform(|event: web_sys::InputEvent| typed(&event));
    field_frame(&id, &props.label, Some(&props.hint), None, |id, described| {
        html! {
            <textarea
                {id} class="input" rows="5" spellcheck="false" autofocus={true} value={props.value.clone()} {oninput}
                aria-describedby={described} data-testid="table-paste-text"
            />
        }
    })
}

const HOW: [(PasteHow, &str); 6] = [
    (PasteHow::Replace, "replace"),
    (PasteHow::Add, "add"),
    (PasteHow::Subtract, "subtract"),
    (PasteHow::Multiply, "multiply"),
    (PasteHow::Percent, "percent"),
    (PasteHow::Average, "average"),
];

/// Key of what pasting does to the cells.
const fn how_key(how: PasteHow) -> &'static str {
    match how {
        PasteHow::Replace => "table-editor-paste-replace",
        PasteHow::Add => "table-editor-paste-add",
        PasteHow::Subtract => "table-editor-paste-subtract",
        PasteHow::Multiply => "table-editor-paste-multiply",
        PasteHow::Percent => "table-editor-paste-percent",
        PasteHow::Average => "table-editor-paste-average",
    }
}

fn controls(
    props: &PasteDialogProps,
    now: PasteChoices,
    planned: &Planned,
    set: &Callback<PasteChoices>,
) -> Html {
    let i18n = props.words.i18n;
    let hows = HOW.map(|(how, slug)| Choice::new(slug, t!(i18n, how_key(how)))).to_vec();
    let how = HOW.into_iter().find(|(how, _)| *how == now.how).map_or("replace", |(_, slug)| slug);
    let onhow = set.reform(move |slug: String| {
        let how = HOW.into_iter().find(|(_, other)| *other == slug).map_or(PasteHow::Replace, |(how, _)| how);
        PasteChoices { how, ..now }
    });
    let ondescending = set.reform(move |descending: bool| PasteChoices { descending, ..now });
    let onturned = set.reform(move |turned: bool| PasteChoices { turned, ..now });
    let has_axes = planned.as_ref().is_ok_and(|plan| plan.headed.top || plan.headed.left);
    html! {
        <div class="fields">
            <Select label={t!(i18n, "table-editor-paste-how")} choices={hows} value={how} onchange={onhow} testid="table-paste-how" />
            { mark(i18n, now, set) }
            { headed(i18n, now, set) }
            { units(props, now, set) }
            if has_axes { { onto(i18n, now, planned, set) } }
            if !has_axes && !props.history.table().is_curve() {
                <Switch label={t!(i18n, "table-editor-paste-descending")} on={now.descending} onchange={ondescending} testid="table-paste-descending" />
            }
            if !has_axes {
                <Switch label={t!(i18n, "table-editor-paste-turned")} on={now.turned} onchange={onturned} testid="table-paste-turned" />
            }
        </div>
    }
}

/// What stands between whole and part.
fn mark(i18n: I18n, now: PasteChoices, set: &Callback<PasteChoices>) -> Html {
    let choices = vec![
        Choice::new("found", t!(i18n, "table-editor-paste-as-found")),
        Choice::new("point", t!(i18n, "table-editor-paste-point")),
        Choice::new("comma", t!(i18n, "table-editor-paste-comma")),
    ];
    let value = match now.mark {
        None => "found",
        Some(Mark::Point) => "point",
        Some(Mark::Comma) => "comma",
    };
    let onchange = set.reform(move |slug: String| {
        let mark = match slug.as_str() {
            "point" => Some(Mark::Point),
            "comma" => Some(Mark::Comma),
            _ => None,
        };
        PasteChoices { mark, ..now }
    });
    html! { <Select label={t!(i18n, "table-editor-paste-mark")} {choices} {value} {onchange} testid="table-paste-mark" /> }
}

/// Where break points stand.
fn headed(i18n: I18n, now: PasteChoices, set: &Callback<PasteChoices>) -> Html {
    let choices = vec![
        Choice::new("found", t!(i18n, "table-editor-paste-as-found")),
        Choice::new("none", t!(i18n, "table-editor-paste-headed-none")),
        Choice::new("both", t!(i18n, "table-editor-paste-headed-both")),
        Choice::new("top", t!(i18n, "table-editor-paste-headed-top")),
        Choice::new("left", t!(i18n, "table-editor-paste-headed-left")),
    ];
    let value = now.headed.map_or("found", headed_slug);
    let onchange = set.reform(move |slug: String| {
        let headed = match slug.as_str() {
            "none" => Some(Headed::default()),
            "both" => Some(Headed { top: true, left: true }),
            "top" => Some(Headed { top: true, left: false }),
            "left" => Some(Headed { top: false, left: true }),
            _ => None,
        };
        PasteChoices { headed, ..now }
    });
    html! { <Select label={t!(i18n, "table-editor-paste-headed")} {choices} {value} {onchange} testid="table-paste-headed" /> }
}

/// Units in which the text may stand.
fn units(props: &PasteDialogProps, now: PasteChoices, set: &Callback<PasteChoices>) -> Html {
    let i18n = props.words.i18n;
    let all: Vec<Unit> = UnitPrefs::choices(props.history.table().unit().quantity()).collect();
    if all.len() < 2 && props.words.cells.symbol == props.history.table().unit().symbol() {
        return Html::default();
    }
    let shown = t!(i18n, "table-editor-paste-unit-shown", unit = props.words.cells.symbol);
    let mut choices = vec![Choice::new("shown", shown)];
    choices.extend(all.iter().map(|unit| Choice::new(unit.symbol(), unit.symbol())));
    let value = now.unit.map_or("shown", Unit::symbol);
    let onchange = set.reform(move |symbol: String| PasteChoices {
        unit: all.iter().copied().find(|unit| unit.symbol() == symbol),
        ..now
    });
    html! { <Select label={t!(i18n, "table-editor-paste-unit")} {choices} {value} {onchange} testid="table-paste-unit" /> }
}

fn onto(i18n: I18n, now: PasteChoices, planned: &Planned, set: &Callback<PasteChoices>) -> Html {
    let slug = |onto: Onto| match onto {
        Onto::Place => "place",
        Onto::Resample(Method::Monotone) => "monotone",
        Onto::Resample(_) => "linear",
    };
    let choices = vec![
        Choice::new("linear", t!(i18n, "table-editor-paste-resample-linear")),
        Choice::new("monotone", t!(i18n, "table-editor-paste-resample-monotone")),
        Choice::new("place", t!(i18n, "table-editor-paste-place")),
    ];
    let value = planned.as_ref().map_or("linear", |plan| slug(plan.onto));
    let onchange = set.reform(move |slug: String| {
        let onto = match slug.as_str() {
            "place" => Onto::Place,
            "monotone" => Onto::Resample(Method::Monotone),
            _ => Onto::Resample(Method::Linear),
        };
        PasteChoices { onto: Some(onto), ..now }
    });
    html! { <Select label={t!(i18n, "table-editor-paste-onto")} {choices} {value} {onchange} testid="table-paste-onto" /> }
}

const fn headed_slug(headed: Headed) -> &'static str {
    match (headed.top, headed.left) {
        (true, true) => "both",
        (true, false) => "top",
        (false, true) => "left",
        (false, false) => "none",
    }
}

fn outcome(props: &PasteDialogProps, text: &str, planned: &Planned) -> Html {
    let words = &props.words;
    match planned {
        Ok(plan) => html! { <>{ found(words.i18n, plan) }{ preview(props, plan) }</> },
        // Nothing was pasted yet: that is no mistake.
        Err(_) if text.trim().is_empty() => Html::default(),
        Err(refused) => {
            let why = words.paste(props.history.table(), refused);
            html! {
                <div role="alert" data-testid="table-paste-refused">
                    { notice(Tone::Bad, html! { <><strong>{ t!(words.i18n, "table-editor-paste-refused") }</strong><p>{ why }</p></> }) }
                </div>
            }
        }
    }
}

/// Key of the name of a separator.
const fn separator_key(separator: Separator) -> &'static str {
    match separator {
        Separator::Tab => "table-editor-paste-tab",
        Separator::Semicolon => "table-editor-paste-semicolon",
        Separator::Comma => "table-editor-paste-commas",
        Separator::Blanks => "table-editor-paste-blanks",
        Separator::None => "table-editor-paste-single",
    }
}

/// What was understood.
fn found(i18n: I18n, plan: &PastePlan) -> Html {
    let block = &plan.fit.block;
    let headed = match (plan.headed.top, plan.headed.left) {
        (true, true) => "table-editor-paste-headed-both",
        (true, false) => "table-editor-paste-headed-top",
        (false, true) => "table-editor-paste-headed-left",
        (false, false) => "table-editor-paste-headed-none",
    };
    let way = match plan.fit.way {
        Way::AsIs => "table-editor-paste-as-is",
        Way::Turned => "table-editor-paste-is-turned",
    };
    let run = |order: Run| match order {
        Run::Ascending => i18n.t("table-editor-paste-ascending"),
        Run::Descending => i18n.t("table-editor-paste-runs-down"),
    };
    let mark = if plan.mark == Mark::Comma { "table-editor-paste-comma" } else { "table-editor-paste-point" };
    let line = |key: &str, text: String| (AttrValue::from(i18n.t(key)), html! { { text } });
    let size = t!(i18n, "table-editor-paste-size-of", rows = block.rows, columns = block.columns);
    let order =
        t!(i18n, "table-editor-paste-orders", lines = run(plan.fit.lines), columns = run(plan.fit.columns));
    let cells =
        t!(i18n, "table-editor-paste-changes", n = plan.applied.changed, locked = plan.applied.locked);
    html! {
        <div data-testid="table-paste-found" data-changed={plan.applied.changed.to_string()}>
            { facts([
                line("table-editor-paste-size", size.into_owned()),
                line("table-editor-paste-separator", i18n.t(separator_key(plan.separator)).into_owned()),
                line("table-editor-paste-mark", i18n.t(mark).into_owned()),
                line("table-editor-paste-headed", i18n.t(headed).into_owned()),
                line("table-editor-paste-way", i18n.t(way).into_owned()),
                line("table-editor-paste-order", order.into_owned()),
                line("table-editor-paste-result", cells.into_owned()),
            ]) }
        </div>
    }
}

/// The cells as they would be.
fn preview(props: &PasteDialogProps, plan: &PastePlan) -> Html {
    let (before, after) = (props.history.table(), &plan.applied.table);
    let descending = props.editor.look(|live| live.prefs.descending);
    let order = Order::of(after, descending, false);
    let inside = |row: u32, column: u32| plan.area.contains(Cell::at(row, column));
    let rows: Vec<u32> = order.rows.into_iter().filter(|r| inside(*r, plan.area.column)).collect();
    let columns: Vec<u32> = order.columns.into_iter().filter(|c| inside(plan.area.row, *c)).collect();
    let words = &props.words;
    let cell = |row: u32, column: u32| {
        let at = Cell::at(row, column);
        let (was, is) = (before.cell(at), after.cell(at));
        let text = is.map(|z| words.cells.text(z)).unwrap_or_default();
        html! {
            <td key={column} class={classes!("num", (was != is).then_some("changed"))} data-value={is.map(|z| z.to_string())}>
                if was == is { { text } } else { <strong>{ text }</strong> }
            </td>
        }
    };
    let label = t!(words.i18n, "table-editor-paste-preview");
    html! {
        <div class="table-wrap map-preview" tabindex="0" role="group" aria-label={label.clone()} data-testid="table-paste-preview">
            <table class="table">
                <caption class="visually-hidden">{ label }</caption>
                <thead>
                    <tr>
                        <td>{ after.y().map(|_| words.rows.symbol).unwrap_or_default() }</td>
                        for column in columns.iter() {
                            <th key={*column} scope="col" class="num">{ words.columns.text(after.x().points()[*column as usize]) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for row in rows.iter() {
                        <tr key={*row}>
                            if let Some(y) = after.y() {
                                <th scope="row">{ words.rows.text(y.points()[*row as usize]) }</th>
                            } else {
                                <td />
                            }
                            for column in columns.iter() { { cell(*row, *column) } }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
