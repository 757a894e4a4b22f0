//! Stages of the analysis: from memory, from the database, else computed.

use std::rc::Rc;

use xxhash_rust::xxh3::xxh3_128;

use super::view::session_data;
use crate::engine::analysis::pipeline::{self, Findings, Stage as Part, StageReport};
use crate::engine::analysis::{AnalysisError, Frame, FrameError, Subject};
use crate::engine::cx::Cx;
use crate::protocol::{Analyse, AnalyseAnswer, ErrorCode, Question, ResultFrom, Sealed, Stage, WireError};
use crate::storage::Db;
use crate::web::clock;
use crate::worker::cache::Slice;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::server::Server;

/// Answers one stage.
pub async fn analyse(server: &Server, cx: &JobCx, asked: Analyse) -> Result<AnalyseAnswer, Fault> {
    let q = asked.question.open().map_err(|e| Fault::bad_request(e.to_string()))?;
    let (report, from, took_ms) = stage_report(server, cx, &asked.session, &q).await?;
    answer(&report, from, took_ms)
}

/// The report of a stage, where it came from, and what computing it took.
pub(super) async fn stage_report(
    server: &Server,
    cx: &JobCx,
    session: &str,
    q: &Question,
) -> Result<(Rc<StageReport>, ResultFrom, Option<f64>), Fault> {
    q.settings.check().map_err(|e| fault_of(&e))?;
    let db = server.db().await?;
    let data = session_data(server, cx, session, Some(&[])).await?.data;
    if let Some((report, from)) = known(server, &db, &data, q, q.stage).await? {
        return Ok((report, from, None));
    }
    let mut findings = Findings::default();
    for stage in q.stage.needs() {
        if let Some((report, _)) = known(server, &db, &data, q, *stage).await? {
            findings.put((*report).clone());
        }
    }
    let slice = session_data(server, cx, session, None).await?;
    let before = clock::ticks_ms();
    let mut report = None;
    let missing: Vec<Part> = q.stage.needs().iter().copied().filter(|s| !findings.has(*s)).collect();
    for stage in missing.into_iter().chain([q.stage]) {
        cx.breathe().await?;
        let made = Rc::new(compute(cx, &slice, q, stage, &findings)?);
        keep(server, &db, &data, q, Rc::clone(&made)).await;
        if stage != q.stage {
            findings.put((*made).clone());
        }
        report = Some(made);
    }
    let report = report.ok_or_else(|| Fault::internal("no stage was run"))?;
    Ok((report, ResultFrom::Computed, Some(clock::ticks_ms() - before)))
}

fn answer(report: &StageReport, from: ResultFrom, took_ms: Option<f64>) -> Result<AnalyseAnswer, Fault> {
    let report = Sealed::of(report).map_err(|e| Fault::internal(e.to_string()))?;
    Ok(AnalyseAnswer { report, from, took_ms })
}

fn compute(
    cx: &JobCx,
    slice: &Slice,
    q: &Question,
    stage: Part,
    findings: &Findings,
) -> Result<StageReport, Fault> {
    let frame = Frame::query(&slice.table, &q.rows).map_err(|e| fault_of(&AnalysisError::Frame(e)))?;
    let progress = |done: u64, total: u64| cx.report(Stage::Analyse, done as f64, total as f64);
    let stop = || cx.check().is_err();
    let engine = Cx::new(&progress, &stop);
    pipeline::run(stage, &frame, &q.subject, &q.settings, findings, &engine).map_err(|e| fault_of(&e))
}

/// A kept report of a stage.
async fn known(
    server: &Server,
    db: &Db,
    data: &str,
    q: &Question,
    stage: Part,
) -> Result<Option<(Rc<StageReport>, ResultFrom)>, Fault> {
    let request = request_key(q, stage)?;
    let key = format!("{data}/{request}");
    if let Some(report) = server.reports().get(&key) {
        return Ok(Some((report, ResultFrom::Memory)));
    }
    let Some(bytes) = db.results().get(data, &request).await? else { return Ok(None) };
    // Of another release, or damaged: it is made anew.
    let Ok(report) = postcard::from_bytes::<StageReport>(&bytes) else { return Ok(None) };
    let report = Rc::new(report);
    server.reports().put(key, Rc::clone(&report));
    Ok(Some((report, ResultFrom::Stored)))
}

/// Keeps a report. That it cannot be kept costs the next one who asks some time, so it is only logged.
async fn keep(server: &Server, db: &Db, data: &str, q: &Question, report: Rc<StageReport>) {
    let outcome = async {
        let request = request_key(q, report.stage())?;
        let bytes = postcard::to_stdvec(&*report).map_err(|e| Fault::internal(e.to_string()))?;
        server.reports().put(format!("{data}/{request}"), report);
        db.results().put(data, &request, &bytes).await?;
        Ok::<_, Fault>(())
    };
    if let Err(fault) = outcome.await {
        tracing::warn!(?fault, "report not kept");
    }
}

/// What a report of a stage depends on beside the data and the build.
fn request_key(q: &Question, stage: Part) -> Result<String, Fault> {
    let settings = q.settings.relevant_to(stage);
    let bytes = postcard::to_stdvec(&(stage, &q.rows, settings, nameless(&q.subject)))
        .map_err(|e| Fault::internal(e.to_string()))?;
    Ok(format!("analysis-{}-{:032x}", stage.slug(), xxh3_128(&bytes)))
}

/// Without what changes nothing about the figures of a vehicle.
pub(super) fn nameless(subject: &Subject) -> Subject {
    let mut subject = subject.clone();
    if let Some(vehicle) = &mut subject.vehicle {
        vehicle.name.clear();
        vehicle.nickname.clear();
        vehicle.notes.clear();
        vehicle.plate.clear();
    }
    subject
}

pub(super) fn fault_of(error: &AnalysisError) -> Fault {
    let wire = |code| WireError::new(code, error.to_string());
    match error {
        AnalysisError::Cancelled(_) => Fault::Cancelled,
        AnalysisError::Needs(channels) => {
            let slugs: Vec<&str> = channels.iter().map(|id| id.slug()).collect();
            wire(ErrorCode::AnalysisNeeds).with_text("channels", slugs.join(", ")).into()
        }
        AnalysisError::TooFewRows { needed, found } => wire(ErrorCode::AnalysisTooFew)
            .with_number("needed", *needed as f64)
            .with_number("found", *found as f64)
            .into(),
        AnalysisError::Frame(FrameError::Filter(why)) => {
            let text = serde_json::to_string(why).unwrap_or_default();
            wire(ErrorCode::SelectionWrong).with_text("why", text).into()
        }
        AnalysisError::Frame(_) => wire(ErrorCode::SelectionWrong).into(),
        _ => wire(ErrorCode::BadRequest).into(),
    }
}
