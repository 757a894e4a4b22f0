//! The break points of an axis: other values, more or fewer of them, in use or not, and what becomes of the cells.

use std::rc::Rc;

use web_sys::{InputEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_memo, use_state_eq};

use super::state::{Editor, Opened, Same};
use crate::app::maps::words::Words;
use crate::app::maps::{AxisForm, AxisProblem, Keep, PointRow};
use crate::app::toasts::Tone;
use crate::engine::tables::surface::Method;
use crate::engine::tables::{Applied, History, Refusal, Side, apply};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Dialog, notice};
use crate::ui::components::form::{Button, ButtonTone, Checkbox, Choice, IconButton, Select, typed};
use crate::ui::components::icons::Icon;
use crate::web::clock;

#[derive(Properties, PartialEq)]
pub struct AxisDialogProps {
    pub editor: Editor,
    pub history: Same<History>,
    pub words: Same<Words>,
    pub side: Side,
}

/// What the form does to the table; `None` where it is not finished or changes nothing.
type Tried = Option<Result<Applied, Refusal>>;

/// See the module.
#[component]
pub fn AxisDialog(props: &AxisDialogProps) -> Html {
    let i18n = props.words.i18n;
    let table = props.history.table();
    let form = use_state_eq(|| {
        table.axis(props.side).map(|axis| AxisForm::of(props.side, axis, props.words.axis(props.side)))
    });
    let tried: Rc<Tried> = {
        let words = props.words.clone();
        let deps = ((*form).clone(), props.history.clone());
        use_memo(deps, move |(form, history)| {
            let form = form.as_ref()?;
            let scale = words.axis(form.side);
            if form.is_same(history.table(), scale) {
                return None;
            }
            form.command(scale).map(|command| apply(history.table(), &command))
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
    let Some(now) = &*form else { return Html::default() };
    let axis = table.axis(props.side);
    let name = axis.map(|axis| props.words.axis_name(axis)).unwrap_or_default();
    let scale = props.words.axis(props.side);
    let actions = actions(props, now, &tried, &onclose);
    let set = {
        let form = form.setter();
        Callback::from(move |next: AxisForm| form.set(Some(next)))
    };
    let title = t!(i18n, "table-editor-axis-title", axis = name, unit = scale.symbol);
    html! {
        <Dialog {title} {onclose} {actions} testid="table-axis-dialog">
            <div class="map-axis-form">
                { keep(i18n, now, &set) }
                { rows(props, now, &set) }
                { told(props, &tried) }
            </div>
        </Dialog>
    }
}

/// Leaving, and taking the axis as one step; where that cannot be, the button says why.
fn actions(props: &AxisDialogProps, now: &AxisForm, tried: &Tried, onclose: &Callback<()>) -> Html {
    let i18n = props.words.i18n;
    let scale = props.words.axis(props.side);
    let save = {
        let (editor, onclose) = (props.editor.clone(), onclose.clone());
        let command = now.command(scale);
        Callback::from(move |_: MouseEvent| {
            if let Some(command) = &command {
                let gesture = editor.next_gesture();
                if editor.apply(command, Some(gesture), clock::ticks_ms()) {
                    onclose.emit(());
                }
            }
        })
    };
    let cannot = match tried {
        Some(Ok(_)) => None,
        Some(Err(_)) => Some(t!(i18n, "table-editor-axis-refused")),
        None if now.problems(scale).is_empty() => Some(t!(i18n, "table-editor-axis-same")),
        None => Some(t!(i18n, "table-editor-axis-wrong")),
    };
    html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "table-editor-axis-apply")} tone={ButtonTone::Primary} onclick={save}
                disabled={cannot.map(AttrValue::from)} testid="table-axis-apply"
            />
        </>
    }
}

fn keep(i18n: I18n, now: &AxisForm, set: &Callback<AxisForm>) -> Html {
    let choices = vec![
        Choice::new("linear", t!(i18n, "table-editor-axis-linear")),
        Choice::new("monotone", t!(i18n, "table-editor-axis-monotone")),
        Choice::new("values", t!(i18n, "table-editor-axis-values")),
    ];
    let value = match now.keep {
        Keep::Values => "values",
        Keep::Resample(Method::Monotone) => "monotone",
        Keep::Resample(_) => "linear",
    };
    let onchange = changed(now, set, |form, slug: String| {
        form.keep = match slug.as_str() {
            "values" => Keep::Values,
            "monotone" => Keep::Resample(Method::Monotone),
            _ => Keep::Resample(Method::Linear),
        };
    });
    html! {
        <Select
            label={t!(i18n, "table-editor-axis-keep")} {choices} {value} {onchange} hint={t!(i18n, "table-editor-axis-keep-hint")}
            testid="table-axis-keep"
        />
    }
}

/// Changes a copy of the form and hands it on.
fn changed<T: 'static>(
    now: &AxisForm,
    set: &Callback<AxisForm>,
    change: impl Fn(&mut AxisForm, T) + 'static,
) -> Callback<T> {
    let now = now.clone();
    set.reform(move |value: T| {
        let mut next = now.clone();
        change(&mut next, value);
        next
    })
}

fn rows(props: &AxisDialogProps, now: &AxisForm, set: &Callback<AxisForm>) -> Html {
    let i18n = props.words.i18n;
    let scale = props.words.axis(props.side).clone();
    let problems = now.problems(&scale);
    let spread = {
        let scale = scale.clone();
        changed(now, set, move |form, _: MouseEvent| form.spread(&scale))
    };
    let row = |(i, row): (usize, &PointRow)| {
        let key = row.key;
        let problem = problems.iter().find(|(other, _)| *other == key).map(|(_, problem)| {
            i18n.t(match problem {
                AxisProblem::Malformed => "error-number-malformed",
                AxisProblem::NotAscending => "table-editor-axis-ascending",
            })
        });
        let oninput = changed(now, set, move |form, event: InputEvent| form.typed(key, typed(&event)));
        let onuse = changed(now, set, move |form, (on, _): (bool, MouseEvent)| form.switch(key, on));
        let insert = {
            let scale = scale.clone();
            changed(now, set, move |form, _: MouseEvent| form.insert_after(key, &scale))
        };
        let remove = changed(now, set, move |form, _: MouseEvent| form.remove(key));
        let n = i + 1;
        html! {
            <li {key} class={classes!((!row.in_use).then_some("unused"))} data-testid="table-axis-point">
                <input
                    type="text" inputmode="text" class="input" value={row.text.clone()} {oninput} autocomplete="off"
                    aria-label={t!(i18n, "table-editor-axis-point", n = n)} aria-invalid={problem.as_ref().map(|_| "true")}
                    title={problem.clone()}
                />
                <Checkbox label={t!(i18n, "table-editor-axis-use", n = n)} on={row.in_use} onclick={onuse} bare={true} />
                <IconButton label={t!(i18n, "table-editor-axis-insert", n = n)} icon={Icon::Plus} onclick={insert} />
                <IconButton label={t!(i18n, "table-editor-axis-remove", n = n)} icon={Icon::Minus} onclick={remove} />
                if let Some(problem) = problem { <small class="error">{ problem }</small> }
            </li>
        }
    };
    html! {
        <>
            <div class="map-axis-tools">
                <span class="muted">{ t!(i18n, "table-editor-axis-in-use", used = now.rows.iter().filter(|r| r.in_use).count(), all = now.rows.len()) }</span>
                <Button label={t!(i18n, "table-editor-axis-spread")} onclick={spread} />
            </div>
            <ol class="map-points">
                for (i, point) in now.rows.iter().enumerate() { { row((i, point)) } }
            </ol>
        </>
    }
}

/// What would come of it.
fn told(props: &AxisDialogProps, tried: &Tried) -> Html {
    let i18n = props.words.i18n;
    match tried {
        Some(Err(refusal)) => {
            let why = props.words.refusal(props.history.table(), refusal);
            html! { <div role="alert" data-testid="table-axis-refused">{ notice(Tone::Bad, html! { { why } }) }</div> }
        }
        Some(Ok(applied)) if applied.beyond > 0 => {
            notice(Tone::Warn, html! { { t!(i18n, "table-editor-axis-beyond", n = applied.beyond) } })
        }
        Some(Ok(_)) | None => Html::default(),
    }
}
