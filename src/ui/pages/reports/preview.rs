//! The report as it prints: its sheets, one below the other, as wide as there is room.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::{Html, Properties, component, html, use_effect_with, use_node_ref, use_state_eq};

use super::sheets;
use crate::app::error::{AppError, Explain};
use crate::app::select::use_i18n;
use crate::i18n::I18n;
use crate::report::document::Document;
use crate::t;
use crate::ui::components::feedback::error_panel;
use crate::web::size::SizeWatch;
use crate::web::style::PageRules;
use crate::web::{JsError, dom, global};

#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    pub document: Rc<Document>,
}

/// See the module.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let i18n = use_i18n();
    let host = use_node_ref();
    let sheets = use_state_eq(|| Ok::<_, AppError>(0));
    {
        let (host, sheets) = (host.clone(), sheets.setter());
        use_effect_with(Rc::clone(&props.document), move |document| {
            let laid = host.cast::<Element>().map(|host| lay(&host, document));
            if let Some(laid) = laid {
                sheets.set(laid.map_err(AppError::from));
            }
        });
    }
    {
        let host = host.clone();
        let width = props.document.paper.size_mm().0 * sheets::PX_PER_MM;
        use_effect_with(width.to_bits(), move |_| {
            let watch = host.cast::<HtmlElement>().map(|element| {
                let shown = element.clone();
                SizeWatch::new(&element, move |room, _| scale(&shown, (room / width).min(1.0)))
            });
            if let Some(Err(error)) = &watch {
                tracing::warn!(%error, "the preview keeps its size");
            }
            move || drop(watch)
        });
    }
    {
        let rules = page_rules(&props.document);
        use_effect_with(rules, |rules| {
            let kept = PageRules::new(rules);
            if let Err(error) = &kept {
                tracing::warn!(%error, "the paper is the printer's");
            }
            let root = global::document().and_then(|d| d.document_element());
            if let Some(root) = &root {
                dom::set_attribute(root, "data-print", "report");
            }
            move || {
                drop(kept);
                if let Some(root) = &root {
                    dom::toggle_attribute(root, "data-print", false);
                }
            }
        });
    }
    let count = sheets.as_ref().ok().copied().unwrap_or_default();
    html! {
        <section class="report-preview" aria-label={t!(i18n, "reports-preview")}>
            if let Err(error) = &*sheets { { error_panel(i18n, &error.user_message(), Html::default()) } }
            <p class="muted report-count" role="status">{ t!(i18n, "reports-sheets", n = count) }</p>
            <div
                class="report-sheets" ref={host} lang={props.document.lang.tag()} data-testid="report-preview"
                data-sheets={count.to_string()} data-paper={props.document.paper.slug()}
            />
        </section>
    }
}

fn lay(host: &Element, document: &Document) -> Result<usize, JsError> {
    let i18n = I18n::new(document.lang);
    sheets::lay(host, document, |sheet, of| t!(i18n, "reports-sheet-number", n = sheet, of = of).into_owned())
}

/// A sheet is a page: the margins are its own.
fn page_rules(document: &Document) -> String {
    let (width, height) = document.paper.size_mm();
    format!("@page {{ size: {width}mm {height}mm; margin: 0; }}")
}

fn scale(element: &HtmlElement, scale: f64) {
    if let Err(error) = element.style().set_property("--scale", &format!("{scale:.4}")) {
        tracing::warn!(error = %JsError::from(error), "scale");
    }
}
