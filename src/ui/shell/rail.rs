use yew::{AttrValue, Html, classes, component, html};

use crate::app::library::Library;
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_route, use_select};
use crate::build_info;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::Link;
use crate::ui::pages::{self, PAGES, Page};

/// The navigation: beside the page, narrow on small screens, below it on phones.
#[component]
pub fn Rail() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let route = use_route();
    let section = pages::entry_of(&route);
    let counts = use_select(&cx.library, |library: &Library| {
        PAGES.iter().map(|page| page.count.map(|count| count(library))).collect::<Vec<_>>()
    });
    let entry = |at: usize, page: &Page| entry(i18n, page, counts[at], section == page.section);
    html! {
        <nav class="rail" aria-label={t!(i18n, "frame-navigation")}>
            <Link to={Route::Start} class={classes!("brand")} label={build_info::NAME}>
                { icon(Icon::Brand) }<span class="label">{ "FuelTune" }</span>
            </Link>
            <ul>
                for (at, page) in listed().filter(|(_, page)| !page.foot) { { entry(at, page) } }
                for (at, page) in listed().filter(|(_, page)| page.foot) { { entry(at, page) } }
            </ul>
        </nav>
    }
}

/// The pages that stand in the navigation, with their places among all.
fn listed() -> impl Iterator<Item = (usize, &'static Page)> {
    PAGES.iter().enumerate().filter(|(_, page)| page.under.is_none())
}

fn entry(i18n: I18n, page: &Page, count: Option<usize>, current: bool) -> Html {
    let name: AttrValue = i18n.t(page.label_key()).into();
    html! {
        <li key={page.label_key()} class={classes!(page.foot.then_some("foot"))}>
            <Link
                to={page.section.clone()} class={classes!("nav")} title={name.clone()}
                current={current.then(|| AttrValue::from("page"))}
            >
                { icon(page.icon) }
                <span class="label">{ &name }</span>
                if let Some(count) = count.filter(|n| *n > 0) {
                    <span class="count">{ number::number(i18n.lang, count as f64, 0) }</span>
                }
            </Link>
        </li>
    }
}
