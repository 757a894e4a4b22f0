//! The dialog that writes a session to a file: kind, separator, names, units, part.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_state_eq};

use crate::app::cx::Overlay;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::sessions::{self, ExportAsk};
use crate::i18n::{I18n, Lang};
use crate::protocol::FileForm;
use crate::report::delimited::{Separator, TextForm};
use crate::report::sheet::{FigureUnits, Names};
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone, Choice, NumberField, Segmented, Select, Switch};
use crate::ui::components::icons::Icon;

/// The kinds of file, as the choices name them.
const KINDS: [&str; 3] = ["csv", "xlsx", "json"];
/// Slowest and fastest grid of rows, Hz.
const RATES: (f64, f64) = (0.1, 10_000.0);

#[derive(Clone, Debug, PartialEq)]
struct Draft {
    kind: &'static str,
    text: TextForm,
    names: Names,
    figures: FigureUnits,
    from: Option<f64>,
    to: Option<f64>,
    rate: Option<f64>,
}

impl Draft {
    /// What spreadsheets of the language open without asking.
    fn of(lang: Lang) -> Self {
        let comma = lang == Lang::PtBr;
        let separator = if comma { Separator::Semicolon } else { Separator::Comma };
        Self {
            kind: KINDS[0],
            text: TextForm { separator, decimal_comma: comma, byte_order_mark: false },
            names: Names::default(),
            figures: FigureUnits::default(),
            from: None,
            to: None,
            rate: None,
        }
    }

    fn ask(&self) -> ExportAsk {
        let range = (self.from.is_some() || self.to.is_some())
            .then(|| (self.from.unwrap_or(f64::MIN), self.to.unwrap_or(f64::MAX)));
        ExportAsk {
            columns: Vec::new(),
            range,
            rate_hz: self.rate.filter(|_| self.kind == "csv"),
            form: match self.kind {
                "xlsx" => FileForm::Workbook,
                "json" => FileForm::Json,
                _ => FileForm::Text(self.text),
            },
            names: self.names,
            figures: self.figures,
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ExportDialogProps {
    /// Its id.
    pub session: String,
}

/// See the module.
#[component]
pub fn ExportDialog(props: &ExportDialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let draft = use_state_eq(|| Draft::of(i18n.lang));
    let session = {
        let id = props.session.clone();
        use_select(&cx.library, move |l| l.session(&id).map(|s| s.name.clone()))
    };
    let onclose = {
        let cx = cx.clone();
        Callback::from(move |()| cx.overlay.set(Overlay::Nothing))
    };
    let Some(name) = (*session).clone() else { return Html::default() };
    let write = {
        let (id, onclose, draft) = (props.session.clone(), onclose.clone(), (*draft).clone());
        Callback::from(move |_: MouseEvent| {
            sessions::export(&cx, id.clone(), name.clone(), draft.ask());
            onclose.emit(());
        })
    };
    let actions = html! {
        <>
            <Button label={t!(i18n, "sessions-cancel")} onclick={onclose.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "sessions-export-write")} icon={Icon::Download} tone={ButtonTone::Primary}
                onclick={write} testid="export-write"
            />
        </>
    };
    html! {
        <Dialog
            title={t!(i18n, "sessions-export-title")} {onclose} {actions} testid="export-dialog"
        >
            <div class="stack">
                <Segmented
                    label={t!(i18n, "sessions-export-kind")} value={draft.kind} testid="export-kind"
                    choices={KINDS.map(|kind| Choice::new(kind, kind_label(i18n, kind))).to_vec()}
                    hint={AttrValue::from(kind_hint(i18n, draft.kind))}
                    onchange={set(&draft, |draft, value: String| {
                        draft.kind = KINDS.into_iter().find(|k| *k == value).unwrap_or(KINDS[0]);
                    })}
                />
                if draft.kind == "csv" { { text_form(i18n, &draft) } }
                { figures_form(i18n, &draft) }
                { part_form(i18n, &draft) }
            </div>
        </Dialog>
    }
}

/// A callback that changes the draft.
fn set<T: 'static>(draft: &UseStateHandle<Draft>, change: impl Fn(&mut Draft, T) + 'static) -> Callback<T> {
    let (now, setter) = ((**draft).clone(), draft.setter());
    Callback::from(move |value| {
        let mut next = now.clone();
        change(&mut next, value);
        setter.set(next);
    })
}

fn kind_label(i18n: I18n, kind: &str) -> AttrValue {
    match kind {
        "xlsx" => t!(i18n, "sessions-export-xlsx"),
        "json" => t!(i18n, "sessions-export-json"),
        _ => t!(i18n, "sessions-export-text"),
    }
    .into()
}

fn kind_hint(i18n: I18n, kind: &str) -> AttrValue {
    match kind {
        "xlsx" => t!(i18n, "sessions-export-xlsx-hint"),
        "json" => t!(i18n, "sessions-export-json-hint"),
        _ => t!(i18n, "sessions-export-text-hint"),
    }
    .into()
}

fn text_form(i18n: I18n, draft: &UseStateHandle<Draft>) -> Html {
    let separators = [
        (Separator::Comma, "comma", t!(i18n, "sessions-export-comma")),
        (Separator::Semicolon, "semicolon", t!(i18n, "sessions-export-semicolon")),
        (Separator::Tab, "tab", t!(i18n, "sessions-export-tab")),
        (Separator::Pipe, "pipe", t!(i18n, "sessions-export-pipe")),
    ];
    let value = separators.iter().find(|s| s.0 == draft.text.separator).map_or("comma", |s| s.1);
    let choices = separators.iter().map(|s| Choice::new(s.1, s.2.clone())).collect::<Vec<_>>();
    let decimals = [
        Choice::new("point", t!(i18n, "sessions-export-point")),
        Choice::new("comma", t!(i18n, "sessions-export-decimal-comma")),
    ];
    // A comma cannot part cells and stand in numbers unless every number is quoted: the separator gives way.
    html! {
        <>
            <Select
                label={t!(i18n, "sessions-export-separator")} {choices} {value} testid="export-separator"
                onchange={set(draft, |draft, value: String| {
                    draft.text.separator = match value.as_str() {
                        "semicolon" => Separator::Semicolon,
                        "tab" => Separator::Tab,
                        "pipe" => Separator::Pipe,
                        _ => Separator::Comma,
                    };
                    if draft.text.separator == Separator::Comma {
                        draft.text.decimal_comma = false;
                    }
                })}
            />
            <Segmented
                label={t!(i18n, "sessions-export-decimal")} choices={decimals.to_vec()} testid="export-decimal"
                value={if draft.text.decimal_comma { "comma" } else { "point" }}
                onchange={set(draft, |draft, value: String| {
                    draft.text.decimal_comma = value == "comma";
                    if draft.text.decimal_comma && draft.text.separator == Separator::Comma {
                        draft.text.separator = Separator::Semicolon;
                    }
                })}
            />
            <Switch
                label={t!(i18n, "sessions-export-mark")} on={draft.text.byte_order_mark}
                hint={AttrValue::from(t!(i18n, "sessions-export-mark-hint"))}
                onchange={set(draft, |draft, on: bool| draft.text.byte_order_mark = on)}
            />
        </>
    }
}

fn figures_form(i18n: I18n, draft: &UseStateHandle<Draft>) -> Html {
    let units = [
        Choice::new("base", t!(i18n, "sessions-export-base")),
        Choice::new("shown", t!(i18n, "sessions-export-shown")),
    ];
    let names = [
        Choice::new("canonical", t!(i18n, "sessions-export-canonical")),
        Choice::new("source", t!(i18n, "sessions-export-source")),
        Choice::new("given", t!(i18n, "sessions-export-given")),
    ];
    let name = match draft.names {
        Names::Canonical => "canonical",
        Names::Source => "source",
        Names::Given => "given",
    };
    html! {
        <>
            <Segmented
                label={t!(i18n, "sessions-export-units")} choices={units.to_vec()} testid="export-units"
                value={if draft.figures == FigureUnits::Shown { "shown" } else { "base" }}
                onchange={set(draft, |draft, value: String| {
                    draft.figures = if value == "shown" { FigureUnits::Shown } else { FigureUnits::Base };
                })}
            />
            <Select
                label={t!(i18n, "sessions-export-names")} choices={names.to_vec()} value={name} testid="export-names"
                onchange={set(draft, |draft, value: String| {
                    draft.names = match value.as_str() {
                        "source" => Names::Source,
                        "given" => Names::Given,
                        _ => Names::Canonical,
                    };
                })}
            />
        </>
    }
}

fn part_form(i18n: I18n, draft: &UseStateHandle<Draft>) -> Html {
    html! {
        <div class="fields">
            <NumberField
                label={t!(i18n, "sessions-export-from")} value={draft.from} unit="s" testid="export-from"
                onchange={set(draft, |draft, value| draft.from = value)}
            />
            <NumberField
                label={t!(i18n, "sessions-export-to")} value={draft.to} unit="s" testid="export-to"
                onchange={set(draft, |draft, value| draft.to = value)}
            />
            if draft.kind == "csv" {
                <NumberField
                    label={t!(i18n, "sessions-export-rate")} value={draft.rate} unit="Hz" testid="export-rate"
                    min={RATES.0} max={RATES.1} hint={AttrValue::from(t!(i18n, "sessions-export-rate-hint"))}
                    onchange={set(draft, |draft, value| draft.rate = value)}
                />
            }
        </div>
    }
}
