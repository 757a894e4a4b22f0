//! The active cell and the selection in figures.

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

use super::TableEditorProps;
use super::state::Editor;
use crate::app::maps::words::Words;
use crate::app::maps::{Selection, readout};
use crate::engine::tables::MapTable;
use crate::i18n::number;
use crate::t;
use crate::ui::components::form::Button;

/// See the module.
pub fn read_out(
    editor: &Editor,
    words: &Words,
    table: &MapTable,
    selection: Selection,
    reference: Option<&[Option<f64>]>,
    props: &TableEditorProps,
) -> Html {
    let i18n = words.i18n;
    let cell = selection.focus;
    let told = readout(table, selection.area(), reference);
    let index = table.index(cell).unwrap_or(0);
    let value = table.cell(cell).map(|z| words.cells.with_unit(z)).unwrap_or_default();
    let before = reference.and_then(|r| r.get(index).copied().flatten()).zip(table.cell(cell));
    let was = before.map(|(before, now)| {
        let by =
            if before == 0.0 { String::new() } else { percent(words, (now - before) / before.abs() * 100.0) };
        t!(i18n, "table-editor-was", value = words.cells.with_unit(before), by = by)
    });
    let hits = props.hits.as_ref().and_then(|hits| {
        let samples = *hits.samples.get(index)?;
        let seconds = hits.seconds.get(index).copied().unwrap_or(0.0);
        Some((samples, number::duration(i18n.lang, f64::from(seconds))))
    });
    let samples = {
        let oncell = props.oncell.clone();
        Callback::from(move |_: MouseEvent| oncell.emit(cell))
    };
    html! {
        <div class="map-read-out" data-testid="table-read-out" data-n={told.cells.to_string()}>
            <span><b>{ editor.place(cell) }</b></span>
            <span>{ t!(i18n, "table-editor-value") }{ " " }<b>{ value }</b></span>
            if let Some(was) = was { <span>{ was }</span> }
            if let Some((n, time)) = hits {
                <span>{ t!(i18n, "table-editor-log-here", n = n, time = time) }</span>
                if n > 0 {
                    <Button label={t!(i18n, "table-editor-show-samples")} onclick={samples} testid="table-samples" />
                }
            }
            if told.cells > 1 {
                <span class="map-chosen">
                    { t!(i18n, "table-editor-chosen", n = told.cells, low = words.cells.text(told.low), mean = words.cells.text(told.mean), high = words.cells.with_unit(told.high)) }
                </span>
            }
            if let Some(change) = told.change.filter(|c| c.changed > 0) {
                <span data-testid="table-change">
                    { t!(i18n, "table-editor-changed", n = change.changed, sum = words.cells.append(words.cells.delta_text(change.sum)), mean = words.cells.append(words.cells.delta_text(change.mean))) }
                </span>
            }
            if told.locked > 0 { <span>{ t!(i18n, "table-editor-locked-n", n = told.locked) }</span> }
        </div>
    }
}

fn percent(words: &Words, value: f64) -> String {
    format!(" ({}{}%)", number::signed(words.i18n.lang, value, 1), number::UNIT_SPACE)
}
