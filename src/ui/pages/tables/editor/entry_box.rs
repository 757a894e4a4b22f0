//! The figure that is being typed, over the active cell.

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use super::state::{Editor, Same};
use crate::app::maps::words::Words;
use crate::app::maps::{Entry, EntryProblem, Intent, Step};
use crate::ui::components::form::typed;
use crate::web::{JsError, dom};

#[derive(Properties, PartialEq)]
pub struct EntryBoxProps {
    pub editor: Editor,
    pub entry: Entry,
    pub problem: Option<EntryProblem>,
    /// Row and column of the active cell on screen.
    pub place: (usize, usize),
    pub label: AttrValue,
    pub words: Same<Words>,
}

/// See the module.
#[component]
pub fn EntryBox(props: &EntryBoxProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.entry.kind, props.entry.over), move |(_, over)| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                dom::focus(&input);
                // What stands in the cell is typed over, a figure that was begun goes on.
                let end = input.value().len() as u32;
                let caret = input.set_selection_range(if *over { 0 } else { end }, end);
                if let Err(error) = caret {
                    tracing::warn!(error = %JsError::from(error), "the caret stays where it is");
                }
            }
        });
    }
    let oninput = {
        let editor = props.editor.clone();
        Callback::from(move |event: InputEvent| editor.typed(typed(&event)))
    };
    let onkeydown = {
        let editor = props.editor.clone();
        Callback::from(move |event: KeyboardEvent| on_key(&editor, &event))
    };
    let problem = props.problem.map(|problem| {
        props.words.i18n.t(match problem {
            EntryProblem::Empty => "error-number-empty",
            EntryProblem::Malformed => "error-number-malformed",
        })
    });
    let (row, column) = props.place;
    html! {
        <div class="map-entry" style={format!("--top:{row};--left:{column}")}>
            <span aria-hidden="true">{ props.entry.kind.sign() }</span>
            <input
                type="text" inputmode="text" ref={node} value={props.entry.text.clone()} {oninput} {onkeydown} autocomplete="off"
                aria-label={props.label.clone()} aria-invalid={problem.as_ref().map(|_| "true")} title={problem.clone()}
                data-testid="table-entry"
            />
            if let Some(problem) = problem { <small role="alert">{ problem }</small> }
        </div>
    }
}

/// Enter and Tab take the figure, Tab goes on to the next cell; Escape leaves it.
fn on_key(editor: &Editor, event: &KeyboardEvent) {
    event.stop_propagation();
    match event.key().as_str() {
        "Enter" | "Tab" => {
            event.prevent_default();
            editor.enter(event.time_stamp());
            let done = editor.look(|live| live.entry.is_none());
            if event.key() == "Tab" && done {
                let step = if event.shift_key() { Step::Left } else { Step::Right };
                editor.run(Intent::Move(step), false, event.time_stamp());
            }
        }
        "Escape" => {
            event.prevent_default();
            editor.leave_entry();
        }
        _ => {}
    }
}
