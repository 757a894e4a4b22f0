//! Asking for the stages of the analysis: whoever is at the session already, else the page's worker.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::report::Measured;
use crate::engine::analysis::look::{self, Look};
use crate::engine::analysis::pipeline::{Settings, Stage, StageReport};
use crate::engine::analysis::{RowQuery, Subject};
use crate::engine::channels::ChannelKey;
use crate::engine::expr::{MathChannel, NamedChannel};
use crate::protocol::{
    Analyse, AnalyseAnswer, ErrorCode, Lane, LookInto, LookQuestion, Question, ResultFrom, Sealed, WireError,
};
use crate::storage::{Around, MathChannelRecord};
use crate::web::marks::Stopwatch;
use crate::worker::WorkerClient;
use crate::worker::job::Job;

/// What is known beside the log of a session.
pub async fn around(cx: &AppCx, session: &str) -> Result<Around, AppError> {
    Ok(cx.core()?.db.around(session).await?)
}

/// Asks for one stage. Dropping the question, or the future of its answer, gives the work up.
pub fn ask(
    cx: &AppCx,
    session: &str,
    stage: Stage,
    rows: &RowQuery,
    settings: &Settings,
    subject: &Subject,
) -> Result<AskedStage, AppError> {
    let question =
        Question { stage, rows: rows.clone(), settings: settings.clone(), subject: subject.clone() };
    let question = Analyse { session: session.to_owned(), question: Sealed::of(&question).map_err(broken)? };
    let core = cx.core()?;
    let worker = core.analyst.at(session).unwrap_or(core.worker);
    Ok(AskedStage { stage, job: worker.call(question, Lane::Interactive), _worker: worker })
}

/// A stage that was asked for.
pub struct AskedStage {
    stage: Stage,
    job: Job<AnalyseAnswer>,
    /// Lives until it has answered.
    _worker: WorkerClient,
}

impl AskedStage {
    /// What the worker says.
    pub async fn answer(self) -> Result<Answer, AppError> {
        let watch = Stopwatch::start(format!("analysis:{}", self.stage.slug()));
        let answer = self.job.await?;
        watch.stop();
        let AnalyseAnswer { report, from, took_ms } = answer.value;
        Ok(Answer { report: Box::new(report.open().map_err(broken)?), from, took_ms })
    }
}

/// One stage, asked for and waited for.
pub async fn stage(
    cx: &AppCx,
    session: &str,
    stage: Stage,
    rows: &RowQuery,
    settings: &Settings,
    subject: &Subject,
) -> Result<Answer, AppError> {
    ask(cx, session, stage, rows, settings, subject)?.answer().await
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
