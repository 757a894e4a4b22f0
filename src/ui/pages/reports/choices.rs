//! What the report is to be: sections, language, paper.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::report::{Choosable, Form};
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::i18n::Lang;
use crate::report::document::Paper;
use crate::t;
use crate::ui::components::form::{Checkbox, Choice, Segmented};
use crate::ui::components::layout::{Link, pad, panel};

#[derive(Properties, PartialEq)]
pub struct ChoicesProps<P: Choosable> {
    /// The sections that can be left out, with their titles.
    pub parts: Vec<(P, AttrValue)>,
    pub form: Form<P>,
    pub onchange: Callback<Form<P>>,
}

/// See the module.
#[component]
pub fn Choices<P: Choosable>(props: &ChoicesProps<P>) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let signed = use_select(&cx.settings, |s| !s.tuner.is_empty() || s.logo.is_some());
    let changed = |change: fn(&mut Form<P>, &str)| {
        let form = props.form.clone();
        props.onchange.reform(move |chosen: String| {
            let mut form = form.clone();
            change(&mut form, &chosen);
            form
        })
    };
    let part = |(part, title): &(P, AttrValue)| {
        let (part, form) = (*part, props.form.clone());
        let on = form.has(part);
        let onclick =
            props.onchange.reform(move |(on, _): (bool, web_sys::MouseEvent)| form.clone().with(part, on));
        html! { <Checkbox key={part.slug()} label={title.clone()} {on} {onclick} /> }
    };
    let lang = changed(|form, tag| form.lang = Lang::ALL.into_iter().find(|l| l.tag() == tag));
    let paper = changed(|form, slug| {
        form.paper = Paper::ALL.into_iter().find(|p| p.slug() == slug).unwrap_or_default();
    });
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
                    label={t!(i18n, "reports-lang")} value={props.form.lang.unwrap_or(i18n.lang).tag()} testid="report-lang"
                    choices={Lang::ALL.map(|l| Choice::new(l.tag(), l.name())).to_vec()} onchange={lang}
                />
                <Segmented
                    label={t!(i18n, "reports-paper")} value={props.form.paper.slug()} choices={papers} onchange={paper}
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
