//! What is wrong with the table or looks wrong, each with a way to its cells.

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html};

use super::state::{Editor, Same};
use crate::app::maps::Selection;
use crate::app::maps::words::Words;
use crate::app::toasts::Tone;
use crate::engine::tables::{Area, Cell, Finding, History, MapTable, Severity, Side};
use crate::t;
use crate::ui::components::feedback::{notice, tag};
use crate::ui::components::form::Button;
use crate::ui::components::layout::panel;

#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    pub editor: Editor,
    pub history: Same<History>,
    pub words: Same<Words>,
    pub findings: Same<Vec<Finding>>,
}

/// See the module.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let i18n = props.words.i18n;
    let table = props.history.table();
    let count = props.findings.len();
    let aside = html! { if count > 0 { { tag(None, count.to_string()) } } };
    let body = html! {
        <ul class="map-findings" data-testid="table-findings" data-n={count.to_string()}>
            if count == 0 { <li class="none">{ t!(i18n, "table-editor-findings-none") }</li> }
            for (i, finding) in props.findings.iter().enumerate() {
                <li key={i} data-testid="table-finding" data-code={finding.code.slug()}>
                    { notice(tone(finding), line(props, table, finding)) }
                </li>
            }
        </ul>
    };
    panel(t!(i18n, "table-editor-findings"), aside, body)
}

fn tone(finding: &Finding) -> Tone {
    match finding.code.severity() {
        Severity::Wrong => Tone::Bad,
        Severity::Doubtful => Tone::Warn,
    }
}

fn line(props: &FindingsProps, table: &MapTable, finding: &Finding) -> Html {
    let text = props.words.finding(table, finding);
    let Some(selection) = places(table, finding) else { return html! { <span>{ text }</span> } };
    let onclick = {
        let editor = props.editor.clone();
        Callback::from(move |_: MouseEvent| editor.go_to(selection))
    };
    let label = t!(props.words.i18n, "table-editor-finding-show");
    let describe = format!("{label}: {text}");
    html! { <><span>{ text }</span>{ " " }<Button {label} {describe} {onclick} /></> }
}

/// The cells it is about: the smallest rectangle around them, the first of them active. Of break points, their rows or
/// columns.
fn places(table: &MapTable, finding: &Finding) -> Option<Selection> {
    let around = |cells: &[Cell]| {
        let area = cells.iter().copied().map(Area::cell).reduce(|a, b| a.joined(&b))?;
        let end = Cell::at(area.row + area.rows - 1, area.column + area.columns - 1);
        Some(Selection { anchor: end, focus: Cell::at(area.row, area.column) })
    };
    match &finding.axis {
        None => around(&finding.cells),
        Some((side, points)) => {
            let first = *points.first()?;
            let (last_row, last_column) = (table.rows() as u32 - 1, table.columns() as u32 - 1);
            Some(match side {
                Side::X => Selection { anchor: Cell::at(last_row, first), focus: Cell::at(0, first) },
                Side::Y => Selection { anchor: Cell::at(first, last_column), focus: Cell::at(first, 0) },
            })
        }
    }
}
