//! The bar above the strips, and what its buttons do.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::chart::{Chart, Step};
use super::figures::PANEL_ID;
use super::parts::Parts;
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::explore::model::Channels;
use crate::app::explore::presets::Preset;
use crate::app::explore::state::{Action, Explore};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::view::Opened;
use crate::app::store::Store;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem};
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::{Icon, icon};
use crate::web::{download, task};

/// Shows the channels of a preset.
pub fn apply(parts: &Parts, preset: Preset) {
    let fit = parts.store.get().layout.fit;
    let mut layout = preset.layout(&parts.channels);
    layout.fit = fit;
    parts.store.dispatch(Action::Layout(layout));
}

/// Scales follow what is in view, or the log.
pub fn toggle_fit(store: &Store<Explore>) {
    let mut layout = store.get().layout.clone();
    layout.fit = !layout.fit;
    store.dispatch(Action::Layout(layout));
}

/// Shows histogram and scatter, or puts them away.
pub fn toggle_figures(store: &Store<Explore>) {
    let shown = store.get().figures;
    store.dispatch(Action::Figures(!shown));
}

/// Saves the strips as a picture.
pub fn save_picture(cx: &AppCx, chart: &Chart, opened: &Opened) {
    let (cx, chart) = (cx.clone(), chart.clone());
    let name = format!("{}.png", opened.record().name.replace(['/', '\\', ':'], "-"));
    task::spawn(async move {
        let saved = match chart.picture().await {
            Ok(picture) => download::save(&name, &picture),
            Err(error) => Err(error),
        };
        if let Err(error) = saved {
            cx.report(&AppError::from(error));
        }
    });
}

#[derive(Properties, PartialEq)]
pub struct ToolbarProps {
    pub parts: Rc<Parts>,
    pub opened: Opened,
    pub onnote: Callback<()>,
    /// Whether the filter is shown.
    pub filtering: bool,
    pub togglefilter: Callback<()>,
}

/// See the module.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let Parts { channels, store, chart, .. } = &*props.parts;
    let fit = use_select(store, |s: &Explore| s.layout.fit);
    let zoomed = use_select(store, |s: &Explore| s.range.is_some());
    let figures = use_select(store, |s: &Explore| s.figures);
    let step = |step: Step| {
        let chart = chart.clone();
        Callback::from(move |_: MouseEvent| chart.step(step))
    };
    let onfit = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| toggle_fit(&store))
    };
    let onfigures = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| toggle_figures(&store))
    };
    let picture = {
        let (chart, opened) = (chart.clone(), props.opened.clone());
        Callback::from(move |_: MouseEvent| save_picture(&cx, &chart, &opened))
    };
    html! {
        <div class="strips-tools" role="toolbar" aria-label={t!(i18n, "explore-tools")}>
            <Menu
                label={t!(i18n, "explore-presets")} class="btn small" items={presets(i18n, &props.parts, channels)}
                trigger={html! { <>{ icon(Icon::Columns) }<span>{ t!(i18n, "explore-presets") }</span></> }} testid="presets"
            />
            <button type="button" class="btn small" aria-pressed={if *fit { "true" } else { "false" }} title={t!(i18n, "explore-fit-title")} onclick={onfit}>
                { t!(i18n, "explore-fit") }
            </button>
            <button
                type="button" class="btn small" aria-pressed={if *figures { "true" } else { "false" }}
                aria-controls={figures.then_some(PANEL_ID)} title={t!(i18n, "explore-figures")} onclick={onfigures}
                data-testid="toggle-figures"
            >
                { icon(Icon::Analysis) }<span>{ t!(i18n, "explore-figures-short") }</span>
            </button>
            <button
                type="button" class="btn small" aria-pressed={if props.filtering { "true" } else { "false" }} title={t!(i18n, "explore-filter-title")}
                onclick={props.togglefilter.reform(|_: MouseEvent| ())} data-testid="toggle-filter"
            >
                { icon(Icon::Filter) }<span>{ t!(i18n, "explore-filter") }</span>
            </button>
            <span class="grow" />
            <IconButton label={t!(i18n, "explore-zoom-out")} icon={Icon::ZoomOut} onclick={step(Step::ZoomOut)} />
            <IconButton label={t!(i18n, "explore-zoom-in")} icon={Icon::ZoomIn} onclick={step(Step::ZoomIn)} />
            <button
                type="button" class="btn small" onclick={step(Step::Reset)} aria-disabled={(!*zoomed).then_some("true")}
                title={(!*zoomed).then(|| t!(i18n, "explore-reset-none"))}
            >
                { t!(i18n, "explore-reset") }
            </button>
            <IconButton label={t!(i18n, "explore-note-new")} icon={Icon::Note} onclick={props.onnote.reform(|_| ())} />
            <IconButton label={t!(i18n, "explore-picture")} icon={Icon::Download} onclick={picture} testid="save-picture" />
        </div>
    }
}

fn presets(i18n: I18n, parts: &Rc<Parts>, channels: &Channels) -> Vec<MenuItem> {
    Preset::ALL
        .into_iter()
        .map(|preset| {
            let lacks = (!preset.fits(channels)).then(|| AttrValue::from(t!(i18n, "explore-preset-lacks")));
            let parts = Rc::clone(parts);
            MenuItem::new(i18n.t(preset.label_key()), move |()| apply(&parts, preset)).disabled(lacks)
        })
        .collect()
}
