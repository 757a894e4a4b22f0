//! Having the stages of the analysis run for a page, and giving them up.

use std::cell::RefCell;
use std::rc::Rc;

use yew::{AttrValue, Callback, UseReducerDispatcher, hook, use_effect_with, use_mut_ref, use_reducer};

use crate::app::analysis::{Analysis, AnalysisAction, Asked};
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::select::use_cx;
use crate::app::services::analysis as service;
use crate::app::services::{math, rules};
use crate::engine::analysis::look::{self, Look};
use crate::engine::analysis::pipeline::{Settings, Stage, StageReport};
use crate::engine::analysis::{RowQuery, Subject};
use crate::protocol::Question;
use crate::storage::{Around, MathChannelRecord};
use crate::ui::hooks::{Guard, Loaded, guarded, use_again, use_loaded};
use crate::web::macrotask;

type Tell = UseReducerDispatcher<Analysis>;

/// What the stages depend on; anything else leaves them alone.
#[derive(Clone, PartialEq)]
pub struct Of {
    /// Id of the session.
    pub session: AttrValue,
    /// Names its values: they change when its file is read anew.
    pub data: AttrValue,
    pub vehicle: Option<AttrValue>,
    pub asked: Asked,
    /// Rises when it is asked again.
    pub again: u32,
}

/// Runs `stages` whenever what they depend on changes; what ran before is given up. The callback gives them up.
#[hook]
pub fn use_analysis(of: Of, stages: &'static [Stage]) -> (Rc<Analysis>, Callback<()>) {
    let cx = use_cx();
    let rules = use_rule_changes();
    let analysis = use_reducer(Analysis::default);
    let running: Rc<RefCell<Option<Guard>>> = use_mut_ref(|| None);
    {
        let (tell, running) = (analysis.dispatcher(), Rc::clone(&running));
        use_effect_with((of, rules, stages), move |(of, _, stages)| {
            tell.dispatch(AnalysisAction::Restart);
            *running.borrow_mut() = Some(guarded(run(cx, of.clone(), stages, tell)));
            move || drop(running.borrow_mut().take())
        });
    }
    let stop = {
        let tell = analysis.dispatcher();
        Callback::from(move |()| {
            drop(running.borrow_mut().take());
            tell.dispatch(AnalysisAction::Cancelled);
        })
    };
    (Rc::new((*analysis).clone()), stop)
}

/// A counter that rises when a safety rule changes, here or in another tab.
#[hook]
pub fn use_rule_changes() -> u32 {
    let cx = use_cx();
    let (changes, changed) = use_again();
    use_effect_with((), move |()| {
        let subscription = rules::on_change(&cx, move || changed.emit(()));
        move || drop(subscription)
    });
    changes
}

/// The user's math channels as they are stored, kept in step with what changes here and in other tabs.
#[hook]
pub fn use_math_records() -> Loaded<Vec<MathChannelRecord>> {
    let cx = use_cx();
    let (again, ask_again) = use_again();
    {
        let cx = cx.clone();
        use_effect_with((), move |()| {
            let subscription = math::on_change(&cx, move || ask_again.emit(()));
            move || drop(subscription)
        });
    }
    use_loaded(again, move |again| {
        let changed = *again > 0;
        async move { math::all(&cx, changed).await }
    })
}

async fn run(cx: AppCx, of: Of, stages: &'static [Stage], tell: Tell) {
    let before = async {
        let Around { subject, rules } = service::around(&cx, &of.session).await?;
        let settings = Settings { rules, ..of.asked.settings.clone() };
        let rows = rows_for(&cx, &of.session, &of.asked, &subject).await?;
        Ok::<_, AppError>((subject, settings, rows))
    };
    let (subject, settings, rows) = match before.await {
        Ok(before) => before,
        Err(AppError::Cancelled) => return,
        Err(error) => return tell.dispatch(AnalysisAction::FailedAll(error)),
    };
    // All at once: what the page does with one report, the worker need not wait for.
    let ask = |stage: &Stage| service::ask(&cx, &of.session, *stage, &rows, &settings, &subject);
    let asked: Vec<_> = stages.iter().map(ask).collect();
    for (stage, asked) in stages.iter().zip(asked) {
        tell.dispatch(AnalysisAction::Started(*stage));
        let answer = match asked {
            Ok(asked) => asked.answer().await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(answer) => {
                tell.dispatch(AnalysisAction::Finished(answer.report, answer.from, answer.took_ms));
                // What is there is shown before what comes next, even where all of it is there already.
                macrotask::give_way().await;
            }
            Err(AppError::Cancelled) => return,
            // The next stage would be refused for the same reason.
            Err(error) if Analysis::is_wrong_question(&error) => {
                return tell.dispatch(AnalysisAction::FailedAll(error));
            }
            Err(error) => tell.dispatch(AnalysisAction::Failed(*stage, error)),
        }
    }
}

/// The rows that are asked for. What the engine did is found over all of the log: half a pull is none.
pub async fn rows_for(
    cx: &AppCx,
    session: &str,
    asked: &Asked,
    subject: &Subject,
) -> Result<RowQuery, AppError> {
    if asked.segment.is_none() {
        return Ok(asked.stretch());
    }
    let all = RowQuery::default();
    let answer = service::stage(cx, session, Stage::Patterns, &all, &asked.settings, subject).await?;
    Ok(match *answer.report {
        StageReport::Patterns(report) => asked.rows(&report),
        _ => asked.stretch(),
    })
}

/// A drawing of chosen channels of the rows that are asked for.
pub async fn looked(
    cx: &AppCx,
    session: &str,
    asked: &Asked,
    look: &Look,
    settings: &look::Settings,
) -> Result<look::Report, AppError> {
    let Around { subject, .. } = service::around(cx, session).await?;
    let rows = rows_for(cx, session, asked, &subject).await?;
    let analysis = Question { stage: Stage::Patterns, rows, settings: asked.settings.clone(), subject };
    service::look(cx, session, look, settings, analysis).await
}
