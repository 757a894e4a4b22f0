use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, component, html, use_effect_with,
    use_node_ref,
};

use crate::app::select::use_i18n;
use crate::t;
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::Icon;
use crate::ui::hooks::use_id;
use crate::web::{JsError, dom, global};

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub title: AttrValue,
    /// Escape, the cross or a click beside it.
    pub onclose: Callback<()>,
    /// The buttons at its foot.
    #[prop_or_default]
    pub actions: Html,
    #[prop_or_default]
    pub wide: bool,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

/// A modal dialog. It is open as long as it is rendered; the focus is kept inside and goes back when it closes.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let i18n = use_i18n();
    let title_id = use_id();
    let node = use_modal();
    html! {
        <dialog
            ref={node} class={classes!("dialog", props.wide.then_some("wide"))} aria-labelledby={title_id.clone()}
            oncancel={on_cancel(&props.onclose)} onclick={on_backdrop(&props.onclose)} data-testid={props.testid.clone()}
        >
            <div class="dialog-box">
                <header>
                    <h2 id={title_id}>{ &props.title }</h2>
                    <IconButton label={t!(i18n, "frame-close")} icon={Icon::Close} onclick={props.onclose.reform(|_| ())} />
                </header>
                <div class="dialog-body">{ props.children.clone() }</div>
                if !matches!(&props.actions, Html::VList(list) if list.is_empty()) {
                    <footer>{ props.actions.clone() }</footer>
                }
            </div>
        </dialog>
    }
}

/// The node of a `dialog` element that is shown as modal while the component lives.
#[yew::hook]
fn use_modal() -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let before = global::document()
                .and_then(|d| d.active_element())
                .and_then(|e| e.dyn_into::<HtmlElement>().ok());
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog
                && let Err(error) = dialog.show_modal()
            {
                tracing::warn!(error = %JsError::from(error), "a dialog did not open");
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                // The element that had the focus may be gone by now.
                if let Some(element) = before.filter(|e| e.is_connected()) {
                    dom::focus(&element);
                }
            }
        });
    }
    node
}

/// Escape: the owner decides, so that its state and the element's stay one.
pub fn on_cancel(onclose: &Callback<()>) -> Callback<Event> {
    onclose.reform(|event: Event| event.prevent_default())
}

/// A click on the dialog element itself is a click beside its box.
pub fn on_backdrop(onclose: &Callback<()>) -> Callback<MouseEvent> {
    let onclose = onclose.clone();
    Callback::from(move |event: MouseEvent| {
        if event.target_dyn_into::<HtmlDialogElement>().is_some() {
            onclose.emit(());
        }
    })
}
