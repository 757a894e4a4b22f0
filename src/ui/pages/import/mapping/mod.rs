//! What was understood of a file, before anything is stored: doubts first, then the form of the file, then its columns.

mod columns;
mod doubts;
mod form;
mod meaning;
mod rows;
mod units;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_callback, use_state_eq};

use self::columns::Columns;
use self::doubts::doubt_list;
use self::form::form_panel;
use self::rows::FirstRows;
use crate::app::import_queue::{ItemId, Review, Shared};
use crate::app::select::use_i18n;
use crate::app::services::import::Imports;
use crate::app::toasts::Tone;
use crate::engine::import::ImportOptions;
use crate::t;
use crate::ui::components::feedback::{notice, tag};
use crate::ui::components::form::{Button, ButtonTone, Switch};
use crate::ui::components::icons::Icon;
use crate::ui::pages::import::issues::IssueTable;

#[derive(Properties, PartialEq)]
pub struct MappingProps {
    pub imports: Imports,
    pub id: ItemId,
    pub name: AttrValue,
    pub review: Review,
    /// It is stored, and would be read into its session once more.
    pub again: bool,
    /// Other files that wait and would be read like this one.
    pub alike: usize,
}

/// See the module.
#[component]
pub fn MappingView(props: &MappingProps) -> Html {
    let i18n = use_i18n();
    let remember = use_state_eq(|| true);
    let correct = use_callback((props.imports.clone(), props.id), |options: ImportOptions, (imports, id)| {
        imports.correct(*id, options);
    });
    let review = &props.review;
    let preview = &review.preview;
    let doubts = preview.doubts.len();
    html! {
        <section
            class="mapping" aria-labelledby="mapping-title" aria-busy={review.updating.then_some("true")}
            data-testid="mapping" data-doubts={doubts.to_string()}
        >
            <header class="mapping-head">
                <div>
                    <h2 id="mapping-title">{ title(props, i18n) }</h2>
                    <p class="muted">
                        { match (props.again, doubts) {
                            (true, _) => t!(i18n, "import-map-again-lead"),
                            (false, 0) => t!(i18n, "import-map-clean"),
                            (false, _) => t!(i18n, "import-map-lead"),
                        } }
                        if review.updating { { " " }{ tag(Some(Tone::Info), t!(i18n, "import-map-updating")) } }
                    </p>
                </div>
                { actions(props, i18n, *remember, remember.setter()) }
            </header>
            if review.remembered { { remembered(props, i18n) } }
            if let Some(error) = &review.error {
                <div class="panel mapping-error" role="alert">
                    { notice(Tone::Bad, html! {
                        <>
                            <strong>{ i18n.message(&error.title) }</strong>
                            if let Some(advice) = &error.advice { <p>{ i18n.message(advice) }</p> }
                        </>
                    }) }
                </div>
            }
            <div class="mapping-top">
                { doubt_list(i18n, preview, &review.options, &correct) }
                { form_panel(i18n, preview, &review.options, &correct) }
            </div>
            <FirstRows preview={preview.clone()} />
            <Columns preview={preview.clone()} options={review.options.clone()} oncorrect={correct} />
            if !preview.issues.is_empty() {
                <section class="panel">
                    <header class="panel-head"><h2>{ t!(i18n, "import-map-issues") }</h2></header>
                    <IssueTable name={props.name.clone()} issues={Shared::new(preview.issues.clone())} />
                </section>
            }
        </section>
    }
}

fn title(props: &MappingProps, i18n: crate::i18n::I18n) -> std::borrow::Cow<'static, str> {
    let name = props.name.to_string();
    if props.again {
        t!(i18n, "import-map-again-title", name = name)
    } else {
        t!(i18n, "import-map-title", name = name)
    }
}

fn actions(
    props: &MappingProps,
    i18n: crate::i18n::I18n,
    remember: bool,
    set_remember: yew::UseStateSetter<bool>,
) -> Html {
    let import = {
        let (imports, id) = (props.imports.clone(), props.id);
        Callback::from(move |_: MouseEvent| imports.confirm(id, remember))
    };
    let skip = {
        let (imports, id) = (props.imports.clone(), props.id);
        Callback::from(move |_: MouseEvent| imports.cancel(id))
    };
    let undo = {
        let (imports, id) = (props.imports.clone(), props.id);
        Callback::from(move |_: MouseEvent| imports.correct(id, ImportOptions::default()))
    };
    let review = &props.review;
    // Without the user's word a forced file is no log: there is nothing to go back to.
    let corrected = review.options != ImportOptions::default() && !review.remembered && !review.forced;
    let label = match (props.again, props.review.preview.doubts.is_empty()) {
        (true, _) => t!(i18n, "import-map-again"),
        (false, true) => t!(i18n, "import-map-import"),
        (false, false) => t!(i18n, "import-map-import-anyway"),
    };
    let leave = if props.again { t!(i18n, "import-map-again-skip") } else { t!(i18n, "import-map-skip") };
    let mut hint = t!(i18n, "import-map-remember-hint").into_owned();
    if props.alike > 0 {
        hint = format!("{hint} {}", t!(i18n, "import-map-alike", n = props.alike));
    }
    html! {
        <div class="actions">
            if !props.review.forced {
                <Switch
                    label={t!(i18n, "import-map-remember")} on={remember}
                    onchange={Callback::from(move |on| set_remember.set(on))} hint={AttrValue::from(hint)}
                    testid="mapping-remember"
                />
            }
            <div class="row">
                if corrected {
                    <Button label={t!(i18n, "import-map-undo")} icon={Icon::Undo} tone={ButtonTone::Quiet} onclick={undo} />
                }
                <Button label={leave} onclick={skip} />
                <Button {label} tone={ButtonTone::Primary} onclick={import} busy={props.review.updating} testid="mapping-import" />
            </div>
        </div>
    }
}

/// Says that earlier choices were taken, and lets them be forgotten.
fn remembered(props: &MappingProps, i18n: crate::i18n::I18n) -> Html {
    let forget = {
        let (imports, id) = (props.imports.clone(), props.id);
        Callback::from(move |_: MouseEvent| imports.forget_mapping(id))
    };
    html! {
        <div class="panel mapping-kept">
            { notice(Tone::Info, html! { t!(i18n, "import-map-remembered") }) }
            <Button label={t!(i18n, "import-map-forget")} tone={ButtonTone::Quiet} onclick={forget} />
        </div>
    }
}
