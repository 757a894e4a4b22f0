//! Writes a math channel: its name, its expression, what comes out of it in the open session.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, UseStateHandle, UseStateSetter, component, hook, html,
    use_effect_with, use_memo, use_node_ref, use_state_eq,
};

use super::MathBook;
use super::list::reason;
use crate::app::cx::AppCx;
use crate::app::error::{AppError, Explain};
use crate::app::explore::model::Channel;
use crate::app::explore::words;
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::app::services::math;
use crate::app::services::view::{self, Opened};
use crate::engine::channels::ChannelKey;
use crate::engine::expr::{Derived, Expr, ExprError, ExprErrorKind, MathChannel, MathError, check_name};
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::protocol::{TriedExpr, TryExpr};
use crate::storage::MathChannelRecord;
use crate::t;
use crate::ui::components::expr::{self, ExprField, FunctionHelp, NamesRef};
use crate::ui::components::feedback::{Dialog, error_panel};
use crate::ui::components::form::{Button, ButtonTone, TextField};
use crate::ui::hooks::{Loaded, use_debounced, use_loaded};
use crate::ui::pages::sessions::explore::math_channel;
use crate::web::task;

/// After the last letter so long nothing is worked out, milliseconds.
const SETTLED_MS: u32 = 250;
/// Stands for a channel without a name while it is tried.
const NAMELESS: &str = "\u{2026}";

/// What the dialog is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Editing {
    New,
    /// The one of this id.
    One(String),
}

impl Editing {
    fn title(&self, i18n: I18n) -> AttrValue {
        match self {
            Self::New => t!(i18n, "math-new").into(),
            Self::One(_) => t!(i18n, "math-edit-title").into(),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct MathEditorProps {
    pub opened: Opened,
    pub math: MathBook,
    pub editing: Editing,
    pub onclose: Callback<()>,
    /// Stored, under this key.
    pub onsaved: Callback<ChannelKey>,
}

/// What is written, judged by the session.
struct Draft {
    channels: Vec<MathChannel>,
    name: String,
    verdict: Result<Derived, MathError>,
    /// What it may name: everything but itself.
    names: NamesRef,
}

impl Draft {
    fn new(opened: &Opened, math: &MathBook, editing: &Editing, name: &str, text: &str) -> Self {
        let id = if let Editing::One(id) = editing { Some(id) } else { None };
        let name = if name.trim().is_empty() { NAMELESS.to_owned() } else { name.trim().to_owned() };
        let mut channels: Vec<MathChannel> = math.records().iter().map(MathChannelRecord::channel).collect();
        let own = MathChannel { name: name.clone(), text: text.to_owned() };
        let place = math.records().iter().position(|r| Some(&r.id) == id);
        let place = if let Some(place) = place {
            channels[place] = own;
            place
        } else {
            channels.push(own);
            channels.len() - 1
        };
        let book = opened.detail().book(&channels);
        let verdict = book.entries[place].1.clone();
        let mut names = book.names;
        // What is made of it, and itself, would close a circle: it is named in the error, not offered.
        names.channels.retain(|c| c.key != ChannelKey::Math(name.clone()));
        Self { channels, name, verdict, names: NamesRef(Rc::new(names)) }
    }

    /// What is wrong with the name that is typed; that there is none only once it was meant to be stored.
    fn name_error(&self, i18n: I18n, typed: &str, tried: bool) -> Option<AttrValue> {
        if tried && check_name(typed).is_err() {
            return Some(t!(i18n, "math-name-text").into());
        }
        match &self.verdict {
            Err(error @ (MathError::Name(_) | MathError::Taken)) if !typed.trim().is_empty() => {
                Some(reason(i18n, error).into())
            }
            _ => None,
        }
    }

    fn is_circle(&self) -> bool {
        self.expr_error().is_some_and(|error| matches!(error.kind, ExprErrorKind::Circle { .. }))
    }

    fn expr_error(&self) -> Option<ExprError> {
        if let Err(MathError::Expr(error)) = &self.verdict { Some(error.clone()) } else { None }
    }
}

/// What is typed, and what typing does.
struct Typed {
    name: UseStateHandle<AttrValue>,
    text: UseStateHandle<AttrValue>,
    /// The expression, once nobody types.
    settled: UseStateHandle<AttrValue>,
    onname: Callback<String>,
    oninput: Callback<String>,
}

/// Begins with what is stored.
#[hook]
fn use_typed(stored: Option<&MathChannelRecord>) -> Typed {
    let name = use_state_eq(|| stored.map_or_else(AttrValue::default, |r| r.name.clone().into()));
    let text = use_state_eq(|| stored.map_or_else(AttrValue::default, |r| r.text.clone().into()));
    let settled = use_state_eq(|| (*text).clone());
    let settle = {
        let settled = settled.setter();
        use_debounced(SETTLED_MS, Callback::from(move |now: AttrValue| settled.set(now)))
    };
    let oninput = {
        let text = text.setter();
        Callback::from(move |now: String| {
            text.set(now.clone().into());
            settle.emit(now.into());
        })
    };
    let onname = {
        let name = name.setter();
        Callback::from(move |now: String| name.set(now.into()))
    };
    Typed { name, text, settled, onname, oninput }
}

/// What is to be stored, and who waits for it.
struct Saving {
    draft: Rc<Draft>,
    name: String,
    text: String,
    editing: Editing,
    /// Of the name and of the expression.
    fields: (NodeRef, NodeRef),
    onclose: Callback<()>,
    onsaved: Callback<ChannelKey>,
}

impl Saving {
    /// Stores it, or takes the user to the field that is wrong.
    fn save(&self, cx: &AppCx, failed: &UseStateSetter<Option<AppError>>) {
        let unnamed = matches!(self.draft.verdict, Err(MathError::Name(_) | MathError::Taken));
        if check_name(&self.name).is_err() || unnamed {
            return expr::focus(&self.fields.0);
        }
        // An expression that this session has no channels for may be right for others: it is stored as it is.
        // A circle is right for none.
        if self.text.is_empty() || self.text.parse::<Expr>().is_err() || self.draft.is_circle() {
            return expr::focus(&self.fields.1);
        }
        let (cx, failed, editing) = (cx.clone(), failed.clone(), self.editing.clone());
        let (name, text) = (self.name.clone(), self.text.clone());
        let (onclose, onsaved) = (self.onclose.clone(), self.onsaved.clone());
        task::spawn(async move {
            let key = ChannelKey::Math(name.clone());
            let outcome = match editing {
                Editing::New => math::create(&cx, name, text).await,
                Editing::One(id) => math::update(&cx, &id, name, text).await,
            };
            match outcome {
                Ok(()) => {
                    onsaved.emit(key);
                    onclose.emit(());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    }
}

/// See the module.
#[component]
pub fn MathEditor(props: &MathEditorProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let stored = match &props.editing {
        Editing::New => None,
        Editing::One(id) => props.math.records().iter().find(|r| r.id == *id),
    };
    let Typed { name, text, settled, onname, oninput } = use_typed(stored);
    // Nothing is refused before it was meant to be stored.
    let tried = use_state_eq(|| false);
    let failed = use_state_eq(|| Option::<AppError>::None);
    let (first, field) = (use_node_ref(), use_node_ref());
    use_effect_with(first.clone(), expr::focus);
    let deps =
        (props.opened.clone(), props.math.clone(), props.editing.clone(), (*name).clone(), (*text).clone());
    let draft =
        use_memo(deps, |(opened, math, editing, name, text)| Draft::new(opened, math, editing, name, text));
    let name_error = draft.name_error(i18n, &name, *tried);
    let save = {
        let saving = Saving {
            draft: Rc::clone(&draft),
            name: name.trim().to_owned(),
            text: text.trim().to_owned(),
            editing: props.editing.clone(),
            fields: (first.clone(), field.clone()),
            onclose: props.onclose.clone(),
            onsaved: props.onsaved.clone(),
        };
        let (tried, failed) = (tried.setter(), failed.setter());
        Callback::from(move |_: MouseEvent| {
            tried.set(true);
            saving.save(&cx, &failed);
        })
    };
    let actions = actions(i18n, props.onclose.reform(|_| ()), save);
    html! {
        <Dialog title={props.editing.title(i18n)} onclose={props.onclose.clone()} {actions} wide={true} testid="math-editor">
            <div class="math-form">
                if let Some(error) = &*failed { { error_panel(i18n, &error.user_message(), Html::default()) } }
                <TextField
                    label={t!(i18n, "math-name")} value={(*name).clone()} oninput={onname} error={name_error} required={true}
                    maxlength={64} node={first} testid="math-name"
                />
                <ExprField
                    label={t!(i18n, "math-text")} value={(*text).clone()} names={draft.names.clone()} {oninput} wrong={draft.expr_error()}
                    hint={AttrValue::from(t!(i18n, "math-text-hint"))} rows={3} node={field} testid="math-text"
                />
                if *tried && text.trim().is_empty() { <p class="error" role="status">{ t!(i18n, "math-result-none") }</p> }
                <Outcome opened={props.opened.clone()} draft={DraftRef(draft)} text={(*settled).clone()} />
                <details class="math-help">
                    <summary>{ t!(i18n, "math-functions") }</summary>
                    <FunctionHelp />
                </details>
            </div>
        </Dialog>
    }
}

fn actions(i18n: I18n, oncancel: Callback<MouseEvent>, onsave: Callback<MouseEvent>) -> Html {
    html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={oncancel} />
            <Button label={t!(i18n, "math-save")} tone={ButtonTone::Primary} onclick={onsave} testid="math-save" />
        </>
    }
}

/// A draft as a property: equal when it is the same one.
#[derive(Clone)]
struct DraftRef(Rc<Draft>);

impl PartialEq for DraftRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct OutcomeProps {
    opened: Opened,
    draft: DraftRef,
    /// The expression, once nobody types.
    text: AttrValue,
}

/// What comes out: the unit at once, the figures when they are worked out.
#[component]
fn Outcome(props: &OutcomeProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let draft = &props.draft.0;
    let derived = draft.verdict.as_ref().ok();
    let made_of = derived.map(|d| d.made_of.clone());
    let session = props.opened.record().id.clone();
    let question =
        derived.map(|_| TryExpr { session, channels: draft.channels.clone(), name: draft.name.clone() });
    let tried = use_loaded((props.text.clone(), made_of), move |_| async move {
        match question {
            Some(question) => Ok(Some(view::ask(&cx, question).await?.value)),
            None => Ok::<Option<TriedExpr>, AppError>(None),
        }
    });
    let written = draft.channels.iter().any(|c| c.name == draft.name && !c.text.trim().is_empty());
    let body = match (derived, &tried) {
        (None, _) if !written => html! { <p class="hint">{ t!(i18n, "math-result-none") }</p> },
        (None, _) => html! { <p class="hint">{ t!(i18n, "math-result-wrong") }</p> },
        (Some(_), Loaded::Failed(error)) => error_panel(i18n, &error.user_message(), Html::default()),
        (Some(derived), tried) => {
            let channel = math_channel(&draft.name, derived);
            match tried.value().and_then(|v| v.as_ref().as_ref()) {
                Some(found) => figures(i18n, &units, &channel, found),
                None => html! { <p class="hint" role="status">{ t!(i18n, "math-result-working") }</p> },
            }
        }
    };
    html! {
        <section class="math-result" aria-label={t!(i18n, "math-result")}>
            <h3>{ t!(i18n, "math-result") }</h3>
            { body }
        </section>
    }
}

fn figures(i18n: I18n, units: &Units, channel: &Channel, found: &TriedExpr) -> Html {
    let stats = &found.stats;
    let unit = words::unit(units, channel);
    let shown = |base: Option<f64>| words::with_unit(words::value(units, channel, base), unit);
    let figure = |label: std::borrow::Cow<'static, str>,
                  text: String,
                  base: Option<f64>,
                  key: &'static str| {
        html! { <div><dt>{ label }</dt><dd data-key={key} data-value={base.map(|b| b.to_string())}>{ text }</dd></div> }
    };
    let count = |n: u32| crate::i18n::number::number(i18n.lang, f64::from(n), 0);
    let unit_text = match (channel.is_state(), unit) {
        (true, _) => t!(i18n, "math-result-truth").into_owned(),
        (false, "") => t!(i18n, "math-result-plain").into_owned(),
        (false, unit) => unit.to_owned(),
    };
    html! {
        <>
            <dl class="math-figures" data-testid="math-figures">
                { figure(t!(i18n, "math-unit"), unit_text, None, "unit") }
                { figure(t!(i18n, "math-least"), shown(stats.min), stats.min, "min") }
                { figure(t!(i18n, "math-mean"), shown(stats.mean), stats.mean, "mean") }
                { figure(t!(i18n, "math-greatest"), shown(stats.max), stats.max, "max") }
                { figure(t!(i18n, "math-samples"), count(stats.count), Some(f64::from(stats.count)), "n") }
                { figure(t!(i18n, "math-missing"), count(stats.missing), Some(f64::from(stats.missing)), "missing") }
            </dl>
            if !found.first.is_empty() {
                <p class="math-first">
                    { t!(i18n, "math-first") }{ ": " }
                    { found.first.iter().map(|(t, value)| {
                        t!(i18n, "math-first-at", value = shown(Some(*value)), t = words::moment(units, *t)).into_owned()
                    }).collect::<Vec<_>>().join(" · ") }
                </p>
            }
        </>
    }
}
