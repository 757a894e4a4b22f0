//! What the functions do.

use yew::{Html, classes, component, html};

use crate::app::select::use_i18n;
use crate::engine::expr::{CallHelp, Function, FunctionGroup};
use crate::i18n::I18n;
use crate::t;

/// The call the caret is in, with the argument that is being written.
pub fn of_call(i18n: I18n, call: &CallHelp) -> Html {
    let Some(function) = Function::from_name(&call.function) else { return Html::default() };
    let (name, rest) = call.signature.split_once('(').unwrap_or((&call.signature, ""));
    let arguments: Vec<&str> = rest.trim_end_matches(')').split(", ").collect();
    let now = (call.argument as usize).min(arguments.len().saturating_sub(1));
    html! {
        <p class="expr-call" data-testid="expr-call">
            <code>
                { format!("{name}(") }
                for (i, argument) in arguments.iter().enumerate() {
                    if i > 0 { { ", " } }
                    <span class={classes!((i == now).then_some("now"))}>{ argument }</span>
                }
                { ")" }
            </code>
            { " " }{ does(i18n, function) }
        </p>
    }
}

fn does(i18n: I18n, function: Function) -> String {
    i18n.t(&format!("expr-function-{}", function.slug())).into_owned()
}

/// Every function with its signature, by group.
#[component]
pub fn FunctionHelp() -> Html {
    let i18n = use_i18n();
    let groups = [
        (FunctionGroup::Window, t!(i18n, "expr-group-window")),
        (FunctionGroup::History, t!(i18n, "expr-group-history")),
        (FunctionGroup::Choice, t!(i18n, "expr-group-choice")),
        (FunctionGroup::Number, t!(i18n, "expr-group-number")),
        (FunctionGroup::Table, t!(i18n, "expr-group-table")),
    ];
    html! {
        <div class="expr-help">
            for (group, title) in groups {
                <h3>{ title }</h3>
                <dl>
                    for function in Function::ALL.iter().filter(|f| f.group() == group) {
                        <div key={function.slug()}>
                            <dt><code>{ function.signature() }</code></dt>
                            <dd>{ does(i18n, *function) }</dd>
                        </div>
                    }
                </dl>
            }
        </div>
    }
}
