//! What the recommended corrections come to in the user's tables, told of the versions the session was driven with.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, component, html, use_memo};

use crate::app::analysis::{Analysis, StageState};
use crate::app::error::Explain;
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::app::services::tables as service;
use crate::engine::analysis::pipeline::Stage;
use crate::report::analysis::below_recommendations;
use crate::ui::components::feedback::error_panel;
use crate::ui::hooks::{Loaded, use_loaded};
use crate::ui::pages::document::SectionView;
use crate::ui::pages::sessions::load::Session;
use crate::ui::pages::tables::use_table_changes;

#[derive(Properties, PartialEq)]
pub struct DrivenCorrectionsProps {
    pub analysis: Rc<Analysis>,
    pub session: Session,
}

/// See the module.
#[component]
pub fn DrivenCorrections(props: &DrivenCorrectionsProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let record = &props.session.record;
    let asked = (record.driven_with.clone(), use_table_changes(), i18n.lang);
    let tables = use_loaded(asked, move |(versions, ..)| {
        let versions = versions.clone();
        async move { service::driven_tables(&cx, &versions).await }
    });
    let found = props.analysis.findings.recommendations.clone();
    let analysis = Rc::clone(&props.analysis);
    let made = use_memo((found, Rc::clone(&units), tables.clone()), move |(_, units, tables)| {
        below_recommendations(units, &analysis.findings, tables.value()?).map(Rc::new)
    });
    let state = props.analysis.state(Stage::Recommendations);
    if props.analysis.wrong.is_some() || matches!(state, StageState::Failed(_)) {
        return Html::default();
    }
    match (&tables, &*made) {
        (Loaded::Failed(error), _) => error_panel(i18n, &error.user_message(), Html::default()),
        (_, Some(section)) => html! {
            <SectionView
                section={Rc::clone(section)} name={AttrValue::from(record.name.clone())}
                stale={!matches!(state, StageState::Done(_))}
            />
        },
        _ => Html::default(),
    }
}
