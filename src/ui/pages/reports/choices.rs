//! What the report is to be: sections, language, paper.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::i18n::Lang;
use crate::report::document::Paper;
use crate::t;
use crate::ui::components::form::{Checkbox, Choice, Segmented};
use crate::ui::components::layout::{Link, pad, panel};

/// A section that can be left out.
#[derive(Clone, PartialEq)]
pub struct PartChoice {
    pub slug: &'static str,
    pub title: AttrValue,
    pub on: bool,
}

#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    pub parts: Vec<PartChoice>,
    pub lang: Option<Lang>,
    pub paper: Paper,
    /// A section, and whether it is to stand in the report.
    pub onpart: Callback<(&'static str, bool)>,
    pub onlang: Callback<Option<Lang>>,
    pub onpaper: Callback<Paper>,
}

/// See the module.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let signed = use_select(&cx.settings, |s| !s.tuner.is_empty() || s.logo.is_some());
    let part = |part: &PartChoice| {
        let slug = part.slug;
        let onclick = props.onpart.reform(move |(on, _): (bool, web_sys::MouseEvent)| (slug, on));
        html! { <Checkbox key={slug} label={part.title.clone()} on={part.on} {onclick} /> }
    };
    let lang = props.onlang.reform(|tag: String| Lang::ALL.into_iter().find(|l| l.tag() == tag));
    let paper = props
        .onpaper
        .reform(|slug: String| Paper::ALL.into_iter().find(|p| p.slug() == slug).unwrap_or_default());
    let papers = vec![
        Choice::new(Paper::A4.slug(), t!(i18n, "reports-paper-a4")),
        Choice::new(Paper::Letter.slug(), t!(i18n, "reports-paper-letter")),
    ];
    let body = html! {
        <div class="stack">
            <fieldset class="report-parts" data-testid="report-parts">
                <legend>{ t!(i18n, "reports-parts") }</legend>
                { for props.parts.iter().map(part) }
            </fieldset>
            <div class="fields">
                <Segmented
                    label={t!(i18n, "reports-lang")} value={props.lang.unwrap_or(i18n.lang).tag()} testid="report-lang"
                    choices={Lang::ALL.map(|l| Choice::new(l.tag(), l.name())).to_vec()} onchange={lang}
                />
                <Segmented
                    label={t!(i18n, "reports-paper")} value={props.paper.slug()} choices={papers} onchange={paper}
                    testid="report-paper"
                />
            </div>
            if !*signed {
                <p class="muted">{ t!(i18n, "reports-unsigned") }{ " " }<Link to={Route::Settings}>{ t!(i18n, "reports-unsigned-settings") }</Link></p>
            }
        </div>
    };
    panel(t!(i18n, "reports-choices"), Html::default(), pad(body))
}
