//! Asking the worker for the stages of the analysis, one after the other.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::report::Measured;
use crate::app::services::rules;
use crate::engine::analysis::look::{self, Look};
use crate::engine::analysis::pipeline::{Settings, Stage, StageReport};
use crate::engine::analysis::safety::RuleSet;
use crate::engine::analysis::{RowQuery, Subject};
use crate::engine::channels::ChannelKey;
use crate::engine::expr::{MathChannel, NamedChannel};
use crate::protocol::{
    Analyse, AnalyseAnswer, ErrorCode, Lane, LookInto, LookQuestion, Question, ResultFrom, Sealed, WireError,
};
use crate::storage::MathChannelRecord;
use crate::web::marks::Stopwatch;

/// What is known beside the log of a session: its vehicle, if one is assigned, and the safety rules it is judged by.
pub struct Around {
    pub subject: Subject,
    pub rules: RuleSet,
}

/// See [`Around`].
pub async fn around(cx: &AppCx, session: &str) -> Result<Around, AppError> {
    let db = cx.core()?.db;
    let id = db.sessions().get_by_id(session).await?.and_then(|r| r.vehicle);
    let record = match &id {
        Some(id) => db.vehicles().get_by_id(id).await?.filter(|v| v.deleted_at.is_none()),
        None => None,
    };
    let rules = rules::of_vehicle(cx, record.as_ref().map(|v| v.id.as_str())).await?;
    Ok(Around { subject: Subject { vehicle: record.map(|v| v.vehicle), ..Subject::default() }, rules })
}

/// One stage. Dropping the future gives the work up.
pub async fn stage(
    cx: &AppCx,
    session: &str,
    stage: Stage,
    rows: &RowQuery,
    settings: &Settings,
    subject: &Subject,
) -> Result<Answer, AppError> {
    let question =
        Question { stage, rows: rows.clone(), settings: settings.clone(), subject: subject.clone() };
    let question = Analyse { session: session.to_owned(), question: Sealed::of(&question).map_err(broken)? };
    let watch = Stopwatch::start(format!("analysis:{}", stage.slug()));
    let answer = cx.core()?.worker.call(question, Lane::Interactive).await?;
    watch.stop();
    let AnalyseAnswer { report, from, took_ms } = answer.value;
    Ok(Answer { report: Box::new(report.open().map_err(broken)?), from, took_ms })
}

/// A drawing of chosen channels. Dropping the future gives the work up.
pub async fn look(
    cx: &AppCx,
    session: &str,
    look: &Look,
    settings: &look::Settings,
    analysis: Question,
) -> Result<look::Report, AppError> {
    let question = LookQuestion { look: look.clone(), settings: settings.clone(), analysis };
    let question = LookInto { session: session.to_owned(), question: Sealed::of(&question).map_err(broken)? };
    let watch = Stopwatch::start("analysis:look");
    let answer = cx.core()?.worker.call(question, Lane::Interactive).await?;
    watch.stop();
    answer.value.report.open().map_err(broken)
}

/// How the channels of a session are measured, its math channels among them.
pub async fn measured(cx: &AppCx, session: &str) -> Result<Vec<Measured>, AppError> {
    let db = cx.core()?.db;
    let missing = || AppError::from(WireError::new(ErrorCode::NoSuchSession, session.to_owned()));
    let detail = db.details().get_by_id(session).await?.ok_or_else(missing)?;
    let math: Vec<MathChannel> =
        db.math_channels().get_all().await?.iter().map(MathChannelRecord::channel).collect();
    let book = detail.book(&math);
    let symbol = |key: &ChannelKey| book.get(key).and_then(|derived| derived.symbol.clone());
    let one = |c: &NamedChannel| Measured {
        key: c.key.clone(),
        quantity: c.unit.quantity(),
        symbol: symbol(&c.key),
    };
    Ok(book.names.channels.iter().map(one).collect())
}

/// What the worker said.
pub struct Answer {
    pub report: Box<StageReport>,
    pub from: ResultFrom,
    /// What computing it took, ms; of a kept one what it took then is not known.
    pub took_ms: Option<f64>,
}

/// A message that cannot be written or read is a fault of the program.
fn broken(error: impl std::fmt::Display) -> AppError {
    AppError::Failed(WireError::new(ErrorCode::Internal, error.to_string()))
}
