//! What the report is to be: sections, language, paper.

use yew::{Callback, Html, Properties, component, html};

use crate::app::report::{Part, Wanted};
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::i18n::Lang;
use crate::report::document::Paper;
use crate::t;
use crate::ui::components::form::{Checkbox, Choice, Segmented};
use crate::ui::components::layout::{Link, pad, panel};

#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    pub wanted: Wanted,
    pub onchange: Callback<Wanted>,
}

/// See the module.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let signed = use_select(&cx.settings, |s| !s.tuner.is_empty() || s.logo.is_some());
    let wanted = &props.wanted;
    let part = |part: Part| {
        let (onchange, wanted) = (props.onchange.clone(), wanted.clone());
        let onclick = Callback::from(move |(on, _): (bool, web_sys::MouseEvent)| {
            onchange.emit(wanted.clone().with(part, on));
        });
        html! { <Checkbox key={part.slug()} label={part.title(i18n)} on={wanted_has(props, part)} {onclick} /> }
    };
    let lang = {
        let (onchange, wanted) = (props.onchange.clone(), wanted.clone());
        Callback::from(move |tag: String| {
            let lang = Lang::ALL.into_iter().find(|l| l.tag() == tag);
            onchange.emit(Wanted { lang, ..wanted.clone() });
        })
    };
    let paper = {
        let (onchange, wanted) = (props.onchange.clone(), wanted.clone());
        Callback::from(move |slug: String| {
            let paper = Paper::ALL.into_iter().find(|p| p.slug() == slug).unwrap_or_default();
            onchange.emit(Wanted { paper, ..wanted.clone() });
        })
    };
    let papers = vec![
        Choice::new(Paper::A4.slug(), t!(i18n, "reports-paper-a4")),
        Choice::new(Paper::Letter.slug(), t!(i18n, "reports-paper-letter")),
    ];
    let body = html! {
        <div class="stack">
            <fieldset class="report-parts" data-testid="report-parts">
                <legend>{ t!(i18n, "reports-parts") }</legend>
                { for Part::ALL.into_iter().filter(|p| wanted.offers(*p)).map(part) }
            </fieldset>
            <div class="fields">
                <Segmented
                    label={t!(i18n, "reports-lang")} value={wanted.lang.unwrap_or(i18n.lang).tag()} testid="report-lang"
                    choices={Lang::ALL.map(|l| Choice::new(l.tag(), l.name())).to_vec()} onchange={lang}
                />
                <Segmented
                    label={t!(i18n, "reports-paper")} value={wanted.paper.slug()} choices={papers} onchange={paper}
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

fn wanted_has(props: &ChoicesProps, part: Part) -> bool {
    props.wanted.has(part)
}
