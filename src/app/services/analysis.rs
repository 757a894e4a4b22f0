//! Asking the worker for the stages of the analysis, one after the other.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::engine::analysis::pipeline::{Settings, Stage};
use crate::engine::analysis::{RowQuery, Subject};
use crate::protocol::{Analyse, AnalyseAnswer, Lane};
use crate::web::marks::Stopwatch;

/// What is known beside the log of a session: its vehicle, if one is assigned.
pub async fn subject(cx: &AppCx, session: &str) -> Result<Subject, AppError> {
    let db = cx.core()?.db;
    let record = db.sessions().get_by_id(session).await?;
    let vehicle = match record.and_then(|r| r.vehicle) {
        Some(id) => db.vehicles().get_by_id(&id).await?.filter(|v| v.deleted_at.is_none()).map(|v| v.vehicle),
        None => None,
    };
    Ok(Subject { vehicle, ..Subject::default() })
}

/// One stage. Dropping the future gives the work up.
pub async fn stage(
    cx: &AppCx,
    session: &str,
    stage: Stage,
    rows: &RowQuery,
    settings: &Settings,
    subject: &Subject,
) -> Result<AnalyseAnswer, AppError> {
    let question = Analyse {
        session: session.to_owned(),
        stage,
        rows: rows.clone(),
        settings: Box::new(settings.clone()),
        subject: Box::new(subject.clone()),
    };
    let watch = Stopwatch::start(format!("analysis:{}", stage.slug()));
    let answer = cx.core()?.worker.call(question, Lane::Interactive).await?;
    watch.stop();
    Ok(answer.value)
}
