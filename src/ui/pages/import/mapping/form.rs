//! The form of the file: format, time, encoding, delimiter, decimals, each with its reason and a one-click correction.

use yew::{AttrValue, Callback, Html, html};

use crate::app::import_words::{
    decimal_key, delimiter_key, encoding_key, format_reason_key, time_reason_key, time_unit_key,
};
use crate::app::mapping::{rate_in, time_units};
use crate::engine::import::{Decimal, Delimiter, Encoding, ImportOptions, Preview, TimeUnit};
use crate::i18n::{I18n, date, number};
use crate::t;
use crate::ui::components::form::{Choice, Select};
use crate::ui::components::layout::{facts, pad, panel};
use crate::ui::pages::sessions::words::format_name;

/// See the module.
pub fn form_panel(
    i18n: I18n,
    preview: &Preview,
    options: &ImportOptions,
    correct: &Callback<ImportOptions>,
) -> Html {
    let lang = i18n.lang;
    let about = |value: String| {
        if preview.estimated { t!(i18n, "import-map-about", value = value).into_owned() } else { value }
    };
    let mut rows: Vec<(AttrValue, Html)> = vec![
        (
            t!(i18n, "import-map-format").into(),
            html! {
                <>
                    { format_name(i18n, &preview.format) }
                    <span class="why">
                        { t!(i18n, "import-confidence", n = preview.confidence) }{ ", " }
                        { i18n.t(format_reason_key(preview.format_reason)) }
                    </span>
                </>
            },
        ),
        (
            t!(i18n, "import-map-rows").into(),
            html! { about(number::number(lang, f64::from(preview.rows), 0)) },
        ),
        (t!(i18n, "import-map-rate").into(), html! { { rate(i18n, preview) } }),
        (
            t!(i18n, "import-map-duration").into(),
            html! {
                { preview.duration_s.map_or_else(|| number::MISSING.to_owned(), |s| about(number::duration(lang, s))) }
            },
        ),
    ];
    if let Some(at) = preview.started_at.as_deref().and_then(date::parse_wall) {
        rows.push((t!(i18n, "import-map-started").into(), html! { date::date_time(lang, at, 0) }));
    }
    let also = also_in_it(i18n, preview);
    if !also.is_empty() {
        rows.push((t!(i18n, "import-map-also").into(), html! { also.join(", ") }));
    }
    let body = html! {
        <>
            { facts(rows) }
            <div class="fields">
                { time_fields(i18n, preview, options, correct) }
                { text_fields(i18n, preview, options, correct) }
            </div>
        </>
    };
    panel(t!(i18n, "import-map-form"), Html::default(), pad(body))
}

fn rate(i18n: I18n, preview: &Preview) -> String {
    let shown = |rate: f64| format!("{}\u{a0}Hz", number::flexible(i18n.lang, rate, 0, 2));
    preview.rate_hz.map_or_else(|| number::MISSING.to_owned(), shown)
}

/// What the file tells beside the values of channels.
fn also_in_it(i18n: I18n, preview: &Preview) -> Vec<String> {
    let mut also = Vec::new();
    if preview.time_bases > 1 {
        also.push(t!(i18n, "import-map-bases", n = preview.time_bases).into_owned());
    }
    if preview.markers > 0 {
        also.push(t!(i18n, "import-map-markers", n = preview.markers).into_owned());
    }
    if preview.tables > 0 {
        also.push(t!(i18n, "import-map-tables", n = preview.tables).into_owned());
    }
    also
}

/// The value of "as found".
const FOUND: &str = "";
const DECIMALS: [Decimal; 2] = [Decimal::Point, Decimal::Comma];

/// A list whose first entry is what was found by itself.
struct Pick {
    label: AttrValue,
    testid: &'static str,
    /// What was found, in words.
    found: AttrValue,
    /// The user's choice, by position.
    chosen: Option<usize>,
    entries: Vec<AttrValue>,
    hint: Option<AttrValue>,
}

impl Pick {
    /// A list of every value of a kind.
    fn of<T: Copy + PartialEq>(
        label: impl Into<AttrValue>,
        testid: &'static str,
        found: T,
        chosen: Option<T>,
        all: &[T],
        name: impl Fn(T) -> AttrValue,
    ) -> Self {
        Self {
            label: label.into(),
            testid,
            found: name(found),
            chosen: chosen.and_then(|c| all.iter().position(|x| *x == c)),
            entries: all.iter().map(|x| name(*x)).collect(),
            hint: None,
        }
    }

    fn draw(self, i18n: I18n, onchange: &Callback<Option<usize>>) -> Html {
        let found = match self.chosen {
            Some(_) => AttrValue::from(t!(i18n, "import-form-auto")),
            None => AttrValue::from(t!(i18n, "import-map-auto", value = self.found.to_string())),
        };
        let mut choices = vec![Choice::new(FOUND, found)];
        choices
            .extend(self.entries.into_iter().enumerate().map(|(i, label)| Choice::new(i.to_string(), label)));
        html! {
            <Select
                label={self.label} {choices} hint={self.hint} testid={self.testid}
                value={self.chosen.map_or(AttrValue::from(FOUND), |i| AttrValue::from(i.to_string()))}
                onchange={onchange.reform(|value: String| value.parse().ok())}
            />
        }
    }
}

/// Hands on the options with one of them set.
fn setter(
    options: &ImportOptions,
    correct: &Callback<ImportOptions>,
    change: impl Fn(&mut ImportOptions, Option<usize>) + 'static,
) -> Callback<Option<usize>> {
    let (options, correct) = (options.clone(), correct.clone());
    Callback::from(move |i| {
        let mut next = options.clone();
        change(&mut next, i);
        correct.emit(next);
    })
}

fn time_fields(
    i18n: I18n,
    preview: &Preview,
    options: &ImportOptions,
    correct: &Callback<ImportOptions>,
) -> Html {
    let names: Vec<String> = std::iter::once(preview.time.column.clone())
        .chain(preview.columns.iter().map(|c| c.decision.name.clone()))
        .collect();
    let column = Pick {
        label: t!(i18n, "import-form-time-column").into(),
        testid: "mapping-time-column",
        found: preview.time.column.clone().into(),
        chosen: options.time_column.as_ref().and_then(|name| names.iter().position(|n| n == name)),
        entries: names.iter().cloned().map(AttrValue::from).collect(),
        hint: None,
    };
    let units = time_units(preview);
    let mut unit = Pick::of(
        t!(i18n, "import-form-time-unit"),
        "mapping-time-unit",
        preview.time.unit,
        options.time_unit,
        &units,
        |u| time_unit_name(i18n, preview, u),
    );
    unit.hint = Some(i18n.t(time_reason_key(preview.time.reason)).into());
    let set_column =
        setter(options, correct, move |o, i| o.time_column = i.and_then(|i| names.get(i).cloned()));
    let set_unit = setter(options, correct, move |o, i| o.time_unit = i.and_then(|i| units.get(i).copied()));
    html! { <>{ column.draw(i18n, &set_column) }{ unit.draw(i18n, &set_unit) }</> }
}

/// A unit of time with the rate it would give.
pub fn time_unit_name(i18n: I18n, preview: &Preview, unit: TimeUnit) -> AttrValue {
    let name = i18n.t(time_unit_key(unit));
    match rate_in(preview, unit) {
        Some(rate) => {
            let rate = format!("{}\u{a0}Hz", number::flexible(i18n.lang, rate, 0, 3));
            t!(i18n, "import-map-time-as", unit = name.into_owned(), rate = rate).into()
        }
        None => name.into(),
    }
}

fn text_fields(
    i18n: I18n,
    preview: &Preview,
    options: &ImportOptions,
    correct: &Callback<ImportOptions>,
) -> Html {
    let Some(form) = preview.text else { return Html::default() };
    let delimiter = Pick::of(
        t!(i18n, "import-form-delimiter"),
        "mapping-delimiter",
        form.delimiter,
        options.delimiter,
        &Delimiter::ALL,
        |d| i18n.t(delimiter_key(d)).into(),
    );
    let decimal = Pick::of(
        t!(i18n, "import-map-decimal"),
        "mapping-decimal",
        form.decimal,
        options.decimal,
        &DECIMALS,
        |d| i18n.t(decimal_key(d)).into(),
    );
    let encoding = Pick::of(
        t!(i18n, "import-form-encoding"),
        "mapping-encoding",
        form.encoding,
        options.encoding,
        &Encoding::ALL,
        |e| i18n.t(encoding_key(e)).into(),
    );
    let set_delimiter =
        setter(options, correct, |o, i| o.delimiter = i.and_then(|i| Delimiter::ALL.get(i).copied()));
    let set_decimal = setter(options, correct, |o, i| o.decimal = i.and_then(|i| DECIMALS.get(i).copied()));
    let set_encoding =
        setter(options, correct, |o, i| o.encoding = i.and_then(|i| Encoding::ALL.get(i).copied()));
    html! {
        <>
            { delimiter.draw(i18n, &set_delimiter) }
            { decimal.draw(i18n, &set_decimal) }
            { encoding.draw(i18n, &set_encoding) }
        </>
    }
}
