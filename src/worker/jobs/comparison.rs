//! Comparisons of sessions: from memory, from the database, else computed.

use std::rc::Rc;

use xxhash_rust::xxh3::xxh3_128;

use super::analysis::{fault_of, report_of};
use super::view::session_data;
use crate::engine::analysis::comparison::study::{self, Study};
use crate::engine::analysis::comparison::{SIDES, Side};
use crate::engine::analysis::measure::Measure;
use crate::engine::analysis::pipeline::{Settings, Stage as Part, StageReport};
use crate::engine::analysis::{Frame, RowQuery, Subject, patterns};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::protocol::{Compare, CompareAnswer, Comparison, Question, ResultFrom, Sealed, Stage, figures_of};
use crate::storage::Db;
use crate::web::clock;
use crate::worker::cache::Slice;
use crate::worker::context::JobCx;
use crate::worker::derived::detail;
use crate::worker::fault::Fault;
use crate::worker::server::Server;

/// What a session brings to a comparison.
struct Guest {
    slice: Slice,
    patterns: Rc<StageReport>,
    quality: Option<f64>,
}

/// Answers a comparison.
pub async fn compare(server: &Server, cx: &JobCx, asked: Compare) -> Result<CompareAnswer, Fault> {
    let q = asked.question.open().map_err(|e| Fault::bad_request(e.to_string()))?;
    let sessions = &asked.sessions;
    if !SIDES.contains(&sessions.len()) || q.subjects.len() != sessions.len() {
        return Err(Fault::bad_request(format!("{} sessions to compare", sessions.len())));
    }
    let db = server.db().await?;
    let mut data = Vec::with_capacity(sessions.len());
    for session in sessions {
        data.push(session_data(server, cx, session, Some(&[])).await?.data);
    }
    let request = request_key(server, &db, sessions, &data, &q).await?;
    // Under the first one's data: with it goes what is kept. The others' stand in the request.
    if let Some((study, from)) = known(server, &db, &data[0], &request).await? {
        return answer(&study, from, None);
    }
    let before = clock::ticks_ms();
    let mut guests = Vec::with_capacity(sessions.len());
    for (session, subject) in sessions.iter().zip(&q.subjects) {
        cx.breathe().await?;
        guests.push(guest(server, cx, &db, session, subject, &measured(&q)).await?);
    }
    cx.breathe().await?;
    let study = Rc::new(compute(cx, &guests, &q)?);
    keep(server, &db, &data[0], &request, &study).await;
    answer(&study, ResultFrom::Computed, Some(clock::ticks_ms() - before))
}

/// Channels that are compared.
fn measured(q: &Comparison) -> Vec<ChannelKey> {
    let channel = |measure: &Measure| match measure {
        Measure::Channel(key) => Some(key.clone()),
        _ => None,
    };
    q.asked.query.measures.iter().filter_map(channel).collect()
}

async fn guest(
    server: &Server,
    cx: &JobCx,
    db: &Db,
    session: &str,
    subject: &Subject,
    measured: &[ChannelKey],
) -> Result<Guest, Fault> {
    let question = Question {
        stage: Part::Patterns,
        rows: RowQuery::default(),
        settings: Settings::default(),
        subject: subject.clone(),
    };
    let patterns = report_of(server, cx, session, &question).await?.0;
    // Operating points and key figures are made of channels whose meaning is known.
    let stored = server.cache().open(db, session).await?;
    let mut keys: Vec<ChannelKey> = stored.into_iter().filter(|key| key.id().is_some()).collect();
    keys.extend(measured.iter().filter(|key| key.id().is_none()).cloned());
    let slice = session_data(server, cx, session, Some(&keys)).await?;
    let quality = detail(db, session).await?.quality.map(|q| q.score);
    Ok(Guest { slice, patterns, quality })
}

fn compute(cx: &JobCx, guests: &[Guest], q: &Comparison) -> Result<Study, Fault> {
    let frames: Vec<Frame> = guests.iter().map(|g| Frame::whole(&g.slice.table)).collect();
    let nothing = patterns::Report::default();
    let sides: Vec<Side> = guests
        .iter()
        .zip(&frames)
        .zip(&q.subjects)
        .map(|((guest, frame), subject)| Side {
            frame,
            subject,
            patterns: match &*guest.patterns {
                StageReport::Patterns(report) => report,
                _ => &nothing,
            },
            quality: guest.quality,
        })
        .collect();
    let progress = |done: u64, total: u64| cx.report(Stage::Analyse, done as f64, total as f64);
    let stop = || cx.check().is_err();
    study::run(&sides, &q.asked, &Cx::new(&progress, &stop)).map_err(|e| fault_of(&e))
}

fn answer(study: &Study, from: ResultFrom, took_ms: Option<f64>) -> Result<CompareAnswer, Fault> {
    let study = Sealed::of(study).map_err(|e| Fault::internal(e.to_string()))?;
    Ok(CompareAnswer { study, from, took_ms })
}

async fn known(
    server: &Server,
    db: &Db,
    data: &str,
    request: &str,
) -> Result<Option<(Rc<Study>, ResultFrom)>, Fault> {
    let key = format!("{data}/{request}");
    if let Some(study) = server.comparisons().get(&key) {
        return Ok(Some((study, ResultFrom::Memory)));
    }
    let Some(bytes) = db.results().get(data, request).await? else { return Ok(None) };
    // Of another release, or damaged: it is made anew.
    let Ok(study) = postcard::from_bytes::<Study>(&bytes) else { return Ok(None) };
    let study = Rc::new(study);
    server.comparisons().put(key, Rc::clone(&study));
    Ok(Some((study, ResultFrom::Stored)))
}

/// Keeps a comparison. That it cannot be kept costs the next one who asks some time, so it is only logged.
async fn keep(server: &Server, db: &Db, data: &str, request: &str, study: &Rc<Study>) {
    server.comparisons().put(format!("{data}/{request}"), Rc::clone(study));
    let outcome = async {
        let bytes = postcard::to_stdvec(&**study).map_err(|e| Fault::internal(e.to_string()))?;
        db.results().put(data, request, &bytes).await?;
        Ok::<_, Fault>(())
    };
    if let Err(fault) = outcome.await {
        tracing::warn!(?fault, "comparison not kept");
    }
}

/// What a comparison depends on beside the first one's data and the build: the others' data, what is asked, whose logs they
/// are, and how math channels are worked out.
async fn request_key(
    server: &Server,
    db: &Db,
    sessions: &[String],
    data: &[String],
    q: &Comparison,
) -> Result<String, Fault> {
    let mut made_of: Vec<String> = Vec::new();
    for key in measured(q).iter().filter(|key| key.is_math()) {
        for session in sessions {
            let book = server.cache().book(db, session).await?;
            made_of.push(book.get(key).map(|d| d.made_of.clone()).unwrap_or_default());
        }
    }
    let subjects: Vec<Subject> = q.subjects.iter().map(figures_of).collect();
    let bytes = postcard::to_stdvec(&(data, &q.asked, subjects, made_of))
        .map_err(|e| Fault::internal(e.to_string()))?;
    Ok(format!("comparison-{:032x}", xxh3_128(&bytes)))
}
