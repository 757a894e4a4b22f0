//! Where things stand on a page.

mod link;

pub use link::{Link, LinkProps};
use yew::{AttrValue, Html, classes, html};

use crate::app::route::Location;

/// The head of a page: title, a line below it, and its actions on the right.
pub fn page_header(title: impl Into<AttrValue>, sub: Html, actions: Html) -> Html {
    html! {
        <header class="page-head">
            <div>
                <h1>{ title.into() }</h1>
                if !is_empty(&sub) { <div class="sub">{ sub }</div> }
            </div>
            if !is_empty(&actions) { <div class="actions">{ actions }</div> }
        </header>
    }
}

/// A framed part of a page with a heading. `aside` stands on the right of the heading.
pub fn panel(title: impl Into<AttrValue>, aside: Html, body: Html) -> Html {
    html! {
        <section class="panel">
            <header class="panel-head">
                <h2>{ title.into() }</h2>
                if !is_empty(&aside) { <div class="aside">{ aside }</div> }
            </header>
            { body }
        </section>
    }
}

/// The inside of a panel, padded.
pub fn pad(body: Html) -> Html {
    html! { <div class="pad">{ body }</div> }
}

/// A tab that is an address of its own.
pub struct Tab {
    pub label: AttrValue,
    pub to: Location,
    pub current: bool,
}

/// Tabs of a page; `label` names the group.
pub fn tabs(label: impl Into<AttrValue>, items: Vec<Tab>) -> Html {
    html! {
        <nav class="tabs" aria-label={label.into()}>
            for tab in items.into_iter() {
                <Link
                    key={tab.to.to_string()} to={tab.to.clone()} class={classes!("tab")}
                    current={tab.current.then(|| AttrValue::from("page"))}
                >
                    { tab.label }
                </Link>
            }
        </nav>
    }
}

/// A list of terms and what they are: label left, value right.
pub fn facts(items: impl IntoIterator<Item = (AttrValue, Html)>) -> Html {
    html! {
        <dl class="facts">
            for (term, value) in items {
                <div key={term.to_string()}><dt>{ &term }</dt><dd>{ value }</dd></div>
            }
        </dl>
    }
}

/// A figure that matters, with its name above and a remark below.
pub fn figure(label: impl Into<AttrValue>, value: Html, remark: Html) -> Html {
    html! {
        <div class="panel kpi">
            <div class="label">{ label.into() }</div>
            <div class="value">{ value }</div>
            if !is_empty(&remark) { <div class="remark">{ remark }</div> }
        </div>
    }
}

fn is_empty(html: &Html) -> bool {
    match html {
        Html::VList(list) => list.is_empty(),
        _ => false,
    }
}
