//! How the table is shown, which keys edit it, and how the tools work: kept with the settings.

use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::state::Editor;
use crate::app::maps::{Dialect, FillWith, Shade, SmoothWith, TablePrefs, Tools};
use crate::app::select::use_i18n;
use crate::t;
use crate::ui::components::feedback::Popover;
use crate::ui::components::form::{Choice, Select, Switch};
use crate::ui::components::icons::{Icon, icon};

/// Decimals that a copy for FTManager may have.
const DECIMALS: [u8; 4] = [1, 2, 3, 4];
/// Shares of a smoothing that can be chosen, %.
const STRENGTHS: [u8; 4] = [25, 50, 75, 100];

#[derive(Properties, PartialEq)]
struct ChoicesProps {
    /// What stands in the button.
    trigger: Html,
    /// Name of the box, and of the button where its trigger is no text.
    name: AttrValue,
    #[prop_or_default]
    bare: bool,
    class: AttrValue,
    #[prop_or_default]
    end: bool,
    testid: AttrValue,
    children: Html,
}

/// A button and the box of choices it opens.
#[component]
fn Choices(props: &ChoicesProps) -> Html {
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |now| open.set(now))
    };
    html! {
        <Popover
            trigger={props.trigger.clone()} label={props.bare.then(|| props.name.clone())} class={props.class.clone()} open={*open}
            {ontoggle} end={props.end} testid={props.testid.clone()}
        >
            <div class="map-choices" role="dialog" aria-label={props.name.clone()}>{ props.children.clone() }</div>
        </Popover>
    }
}

#[derive(Properties, PartialEq)]
pub struct ViewBoxProps {
    pub editor: Editor,
    pub prefs: TablePrefs,
    pub reference: bool,
    pub hits: bool,
}

/// The choices of the view.
#[component]
pub fn ViewBox(props: &ViewBoxProps) -> Html {
    let i18n = use_i18n();
    let prefs = props.prefs;
    let prefer = |change: fn(&mut TablePrefs, bool)| {
        let editor = props.editor.clone();
        Callback::from(move |on: bool| {
            let mut next = prefs;
            change(&mut next, on);
            editor.prefer(next);
        })
    };
    let put = |change: fn(&mut TablePrefs, &str)| {
        let editor = props.editor.clone();
        Callback::from(move |text: String| {
            let mut next = prefs;
            change(&mut next, &text);
            editor.prefer(next);
        })
    };
    let onshade = put(|prefs, slug| prefs.shade = Shade::from_slug(slug).unwrap_or_default());
    let ondialect = put(|prefs, slug| prefs.dialect = Dialect::from_slug(slug).unwrap_or_default());
    let ondecimals = put(|prefs, text| prefs.decimals = text.parse().unwrap_or(3));
    let decimals = DECIMALS.map(|n| Choice::new(n.to_string(), n.to_string())).to_vec();
    // What there is nothing to show of cannot be chosen.
    let there = |shade: &Shade| match shade {
        Shade::Difference => props.reference,
        Shade::Log => props.hits,
        Shade::Value | Shade::None => true,
    };
    let shades: Vec<Choice> = Shade::ALL
        .into_iter()
        .filter(there)
        .map(|shade| Choice::new(shade.slug(), t!(i18n, shade.label_key())))
        .collect();
    let shade = if there(&prefs.shade) { prefs.shade } else { Shade::Value };
    let dialects = Dialect::ALL.map(|d| Choice::new(d.slug(), t!(i18n, d.label_key()))).to_vec();
    let trigger = html! { <>{ icon(Icon::Eye) }<span>{ t!(i18n, "table-editor-view") }</span></> };
    html! {
        <Choices {trigger} name={t!(i18n, "table-editor-view")} class="btn" end={true} testid="table-view">
            <Select label={t!(i18n, "table-editor-shade")} choices={shades} value={shade.slug()} onchange={onshade} testid="table-shade" />
            <Select
                label={t!(i18n, "table-editor-keys")} choices={dialects} value={prefs.dialect.slug()} onchange={ondialect}
                hint={t!(i18n, "table-editor-keys-hint")} testid="table-keys"
            />
            <Switch label={t!(i18n, "table-editor-descending")} on={prefs.descending} onchange={prefer(|p, on| p.descending = on)} testid="table-descending" />
            <Switch label={t!(i18n, "table-editor-unused")} on={prefs.unused} onchange={prefer(|p, on| p.unused = on)} testid="table-unused" />
            <Switch label={t!(i18n, "table-editor-lines")} on={prefs.lines} onchange={prefer(|p, on| p.lines = on)} testid="table-lines" />
            <Switch label={t!(i18n, "table-editor-slices")} on={prefs.slices} onchange={prefer(|p, on| p.slices = on)} testid="table-slices-on" />
            <Switch label={t!(i18n, "table-editor-surface")} on={prefs.surface} onchange={prefer(|p, on| p.surface = on)} testid="table-surface-on" />
            <Switch label={t!(i18n, "table-editor-comma")} on={prefs.comma} onchange={prefer(|p, on| p.comma = on)} testid="table-comma" />
            <Select
                label={t!(i18n, "table-editor-decimals")} choices={decimals} value={prefs.decimals.to_string()} onchange={ondecimals}
                testid="table-decimals"
            />
        </Choices>
    }
}

#[derive(Properties, PartialEq)]
pub struct ToolsBoxProps {
    pub editor: Editor,
    pub prefs: TablePrefs,
}

/// How smoothing and filling work.
#[component]
pub fn ToolsBox(props: &ToolsBoxProps) -> Html {
    let i18n = use_i18n();
    let prefs = props.prefs;
    let choose = |change: fn(&mut Tools, &str)| {
        let editor = props.editor.clone();
        Callback::from(move |slug: String| {
            let mut tools = prefs.tools;
            change(&mut tools, &slug);
            editor.prefer(TablePrefs { tools, ..prefs });
        })
    };
    let smoothings = SmoothWith::ALL.map(|s| Choice::new(s.slug(), t!(i18n, s.label_key()))).to_vec();
    let fills = FillWith::ALL.map(|f| Choice::new(f.slug(), t!(i18n, f.label_key()))).to_vec();
    let strengths = STRENGTHS.map(|n| Choice::new(n.to_string(), format!("{n}\u{a0}%"))).to_vec();
    let onsmooth = choose(|tools, slug| {
        tools.smooth = SmoothWith::ALL.into_iter().find(|s| s.slug() == slug).unwrap_or_default();
    });
    let onfill = choose(|tools, slug| {
        tools.fill = FillWith::ALL.into_iter().find(|f| f.slug() == slug).unwrap_or_default();
    });
    let onstrength = choose(|tools, text| tools.strength = text.parse().unwrap_or(50));
    html! {
        <Choices trigger={icon(Icon::Settings)} name={t!(i18n, "table-editor-how")} bare={true} class="btn icon quiet" testid="table-how">
            <Select
                label={t!(i18n, "table-editor-smooth-with")} choices={smoothings} value={prefs.tools.smooth.slug()} onchange={onsmooth}
                hint={t!(i18n, "table-editor-smooth-hint")}
            />
            <Select label={t!(i18n, "table-editor-strength")} choices={strengths} value={prefs.tools.strength.to_string()} onchange={onstrength} />
            <Select
                label={t!(i18n, "table-editor-fill-with")} choices={fills} value={prefs.tools.fill.slug()} onchange={onfill}
                hint={t!(i18n, "table-editor-fill-hint")}
            />
        </Choices>
    }
}
