//! What can be concluded from the log, before anything else: the verdict of each purpose, and the score of the recording.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, component, html, use_memo};

use crate::app::analysis::{Analysis, StageState};
use crate::app::error::Explain;
use crate::app::select::{use_i18n, use_units};
use crate::engine::analysis::pipeline::Stage;
use crate::i18n::number;
use crate::report::analysis::verdict;
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::layout::panel;
use crate::ui::pages::document::SectionView;
use crate::ui::pages::sessions::load::Session;

#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    pub analysis: Rc<Analysis>,
    pub session: Session,
}

/// See the module.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let record = &props.session.record;
    let analysis = Rc::clone(&props.analysis);
    let found = analysis.findings.recommendations.clone();
    let made = use_memo((found, Rc::clone(&units)), move |(_, units)| {
        verdict(units, &analysis.findings).map(Rc::new)
    });
    if props.analysis.wrong.is_some() {
        return Html::default();
    }
    let note = props.session.detail.quality.as_ref().map(|quality| {
        let score = number::number(i18n.lang, quality.score, 0);
        AttrValue::from(t!(i18n, "analysis-verdict-score", score = score))
    });
    match (props.analysis.state(Stage::Recommendations), &*made) {
        (StageState::Failed(error), _) => error_panel(i18n, &error.user_message(), Html::default()),
        (state, Some(section)) => html! {
            <SectionView
                section={Rc::clone(section)} session={Some(AttrValue::from(record.id.clone()))}
                name={AttrValue::from(record.name.clone())} stale={!matches!(state, StageState::Done(_))} {note}
            />
        },
        _ if props.analysis.cancelled => Html::default(),
        _ => panel(t!(i18n, "verdict-heading"), Html::default(), skeleton(t!(i18n, "verdict-heading"), 4)),
    }
}
