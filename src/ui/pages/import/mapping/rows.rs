//! The first rows of the file: each as it stands there and, below, as it is understood; and the lines it begins with.

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use crate::app::import_queue::Shared;
use crate::app::import_words::line_part_key;
use crate::app::mapping::{ColumnState, column_state, columns_in_rows, label};
use crate::app::select::{use_i18n, use_units};
use crate::engine::channels::ChannelKey;
use crate::engine::import::{ColumnPreview, Delimiter, LinePart, LinePreview, Preview};
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::{Button, ButtonTone};

#[derive(Properties, PartialEq)]
pub struct RowsProps {
    pub preview: Shared<Preview>,
}

/// Columns shown before anybody asks, and more with each click.
const FIRST: usize = 8;
const MORE: usize = 60;

/// See the module.
#[component]
pub fn FirstRows(props: &RowsProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let limit = use_state_eq(|| FIRST);
    let preview = &*props.preview;
    let all = columns_in_rows(preview);
    let columns = &all[..all.len().min(*limit)];
    let elsewhere = preview.columns.len() - all.len();
    let more = {
        let (limit, now) = (limit.setter(), *limit);
        Callback::from(move |_: MouseEvent| limit.set(now + MORE))
    };
    let rest = all.len() - columns.len();
    html! {
        <section class="panel first-rows">
            <header class="panel-head">
                <h2 id="first-rows-title">{ t!(i18n, "import-map-rows-title") }</h2>
                <span class="muted">{ t!(i18n, "import-map-rows-lead") }</span>
            </header>
            <div class="table-wrap" tabindex="0" role="region" aria-labelledby="first-rows-title">
                <table class="table pairs" data-testid="sample-rows">
                    <thead>
                        <tr>
                            <th scope="col">
                                <span class="read">{ &preview.time.column }</span>
                                <span class="meant">{ t!(i18n, "import-map-rows-time") }</span>
                            </th>
                            for column in columns { { head(i18n, &units, preview, column) } }
                        </tr>
                    </thead>
                    <tbody>
                        for row in 0..preview.times.len() { { pair(i18n, &units, preview, columns, row) } }
                    </tbody>
                </table>
            </div>
            if rest > 0 {
                <div class="more"><Button label={t!(i18n, "import-map-more", n = rest.min(MORE))} tone={ButtonTone::Quiet} onclick={more} /></div>
            }
            if elsewhere > 0 { <p class="pad muted">{ t!(i18n, "import-map-rows-other", n = elsewhere) }</p> }
            { lines(i18n, preview) }
        </section>
    }
}

/// The name of a column in the file, and the channel with the unit in which its values are shown.
fn head(i18n: I18n, units: &Units, preview: &Preview, column: &ColumnPreview) -> Html {
    let decision = &column.decision;
    let state = column_state(decision, &preview.doubts);
    let written = decision.unit_text.clone().unwrap_or_default();
    html! {
        <th scope="col" key={decision.name.clone()} class={classes!((state == ColumnState::Doubtful).then_some("doubtful"))}>
            <span class="read">{ &decision.source }{ " " }<span class="faint">{ written }</span></span>
            <span class="meant">
                { match &decision.key {
                    Some(key) => meaning(i18n, units, key, column),
                    None => t!(i18n, "import-map-ignore").into_owned(),
                } }
            </span>
        </th>
    }
}

fn meaning(i18n: I18n, units: &Units, key: &ChannelKey, column: &ColumnPreview) -> String {
    let name = match key {
        ChannelKey::Known(_) => i18n.channel(key),
        ChannelKey::Custom(_) | ChannelKey::Math(_) => t!(i18n, "import-map-own"),
    };
    match shown_unit(units, column) {
        "" => name.into_owned(),
        unit => format!("{name} ({unit})"),
    }
}

/// The symbol of the unit in which its values are shown.
pub fn shown_unit(units: &Units, column: &ColumnPreview) -> &'static str {
    match column.decision.unit.quantity() {
        Quantity::Code | Quantity::Flag | Quantity::AsLogged => "",
        quantity => units.symbol(quantity),
    }
}

/// A value as it is understood, in the user's units; a state by its name.
pub fn understood(units: &Units, column: &ColumnPreview, value: Option<f64>) -> String {
    let Some(value) = value else { return number::MISSING.to_owned() };
    if let Some(label) = label(column, value) {
        return label.to_owned();
    }
    match column.decision.unit.quantity() {
        Quantity::AsLogged | Quantity::Code => number::flexible(units.lang, value, 0, 3),
        quantity => units.show(value, quantity).text,
    }
}

fn pair(i18n: I18n, units: &Units, preview: &Preview, columns: &[&ColumnPreview], row: usize) -> Html {
    let Some(time) = preview.times.get(row) else { return Html::default() };
    let line = preview.lines.iter().filter(|l| l.part == LinePart::Row).nth(row);
    let name = line.map(|line| t!(i18n, "import-map-rows-line", n = f64::from(line.number)).into_owned());
    let seconds = time.seconds.map_or_else(
        || number::MISSING.to_owned(),
        |t| format!("{}{}s", number::number(units.lang, t, 3), number::UNIT_SPACE),
    );
    let number_of = |part: String| match &name {
        Some(line) => format!("{line}, {part}"),
        None => part,
    };
    html! {
        <>
            <tr class="read">
                <th scope="row" data-read={time.cell.clone()}>
                    <span class="visually-hidden">{ number_of(t!(i18n, "import-map-in-file").into_owned()) }{ ": " }</span>
                    { written(&time.cell) }
                </th>
                for column in columns {
                    <td key={column.decision.name.clone()} data-name={column.decision.name.clone()}>
                        { written(column.cells.get(row).map_or("", String::as_str)) }
                    </td>
                }
            </tr>
            <tr class="meant">
                <th scope="row" data-value={time.seconds.map(|t| t.to_string())}>
                    <span class="visually-hidden">{ number_of(t!(i18n, "import-map-understood").into_owned()) }{ ": " }</span>
                    { seconds }
                </th>
                for column in columns {
                    <td
                        key={column.decision.name.clone()} data-name={column.decision.name.clone()}
                        data-value={column.values.get(row).copied().flatten().map(|v| v.to_string())}
                    >
                        if column.decision.key.is_some() {
                            { understood(units, column, column.values.get(row).copied().flatten()) }
                        }
                    </td>
                }
            </tr>
        </>
    }
}

/// A cell as it stands in the file; an empty one is seen to be empty.
pub fn written(cell: &str) -> Html {
    if cell.is_empty() {
        return html! { <span class="faint">{ "∅" }</span> };
    }
    html! { { cell } }
}

/// The lines of a text, cut into cells where they are cut.
fn lines(i18n: I18n, preview: &Preview) -> Html {
    let Some(form) = preview.text.filter(|_| !preview.lines.is_empty()) else { return Html::default() };
    html! {
        <details class="file-lines" data-testid="file-lines">
            <summary>{ t!(i18n, "import-map-lines") }</summary>
            <div class="table-wrap" tabindex="0" role="region" aria-label={t!(i18n, "import-map-lines")}>
                <table class="table">
                    <tbody>
                        for line in preview.lines.iter() { { file_line(i18n, form.delimiter, line) } }
                    </tbody>
                </table>
            </div>
        </details>
    }
}

fn file_line(i18n: I18n, delimiter: Delimiter, line: &LinePreview) -> Html {
    let cut = match delimiter {
        Delimiter::Tab => "⇥",
        other => other.text(),
    };
    html! {
        <tr key={line.number} data-line={line.number.to_string()} data-part={line.part.slug()}>
            <th scope="row" class="num">{ line.number }</th>
            <td>{ tag(None, i18n.t(line_part_key(line.part))) }</td>
            <td class="mono">
                for (i, cell) in line.cells.iter().enumerate() {
                    if i > 0 { <b class="cut">{ cut }</b> }
                    { cell }
                }
            </td>
        </tr>
    }
}
