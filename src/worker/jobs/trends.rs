//! Key figures of a vehicle's sessions: each session's are worked out once and kept beside its other results, so that the
//! next look at fifty sessions reads none of their logs.

use xxhash_rust::xxh3::xxh3_128;

use super::view::session_data;
use crate::engine::analysis::patterns;
use crate::engine::analysis::trends::across::{Dated, across};
use crate::engine::analysis::trends::figures::{self, FigureKind, KeyFigures, key_figures};
use crate::engine::analysis::{AnalysisError, Frame, Subject};
use crate::engine::cx::Cx;
use crate::i18n::date;
use crate::protocol::{
    LeftOutSession, Sealed, Stage, TrendSession, TrendsFound, TrendsQuestion, VehicleTrends,
    VehicleTrendsAnswer, WhyLeftOut, figures_of,
};
use crate::storage::{Db, SessionRecord};
use crate::web::clock;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::server::Server;

const DAY_MS: f64 = 24.0 * 3600.0 * 1000.0;

/// Answers one look at a vehicle.
pub async fn vehicle_trends(
    server: &Server,
    cx: &JobCx,
    asked: VehicleTrends,
) -> Result<VehicleTrendsAnswer, Fault> {
    let q = asked.question.open().map_err(|e| Fault::bad_request(e.to_string()))?;
    let db = server.db().await?;
    let vehicle = db.vehicles().get_by_id(&q.vehicle).await?.filter(|v| v.deleted_at.is_none());
    let subject = Subject { vehicle: vehicle.map(|v| v.vehicle), ..Subject::default() };
    let mut sessions = db.sessions().get_by_vehicle(&q.vehicle).await?;
    sessions.sort_by(|a, b| a.created_at.total_cmp(&b.created_at).then_with(|| a.id.cmp(&b.id)));
    let mut found = TrendsFound::default();
    let mut figures = Vec::new();
    let total = sessions.len() as f64;
    for (i, record) in sessions.iter().enumerate() {
        cx.breathe().await?;
        cx.report(Stage::Analyse, i as f64, total);
        match one(server, cx, &db, record, &subject, &q).await? {
            Ok(gathered) => {
                found.read += u32::from(gathered.read);
                figures.push(Dated { at_days: gathered.session.at_ms / DAY_MS, figures: gathered.figures });
                found.sessions.push(gathered.session);
            }
            Err(why) => {
                let (id, name) = (record.id.clone(), record.name.clone());
                found.left_out.push(LeftOutSession { id, name, why });
            }
        }
    }
    cx.report(Stage::Analyse, total, total);
    found.report = across(&figures, &q.params, &Cx::none()).map_err(|e| Fault::bad_request(e.to_string()))?;
    let trends = Sealed::of(&found).map_err(|e| Fault::internal(e.to_string()))?;
    Ok(VehicleTrendsAnswer { trends })
}

/// A session's figures, with when it was driven.
struct Gathered {
    session: TrendSession,
    figures: KeyFigures,
    /// Its log had to be read.
    read: bool,
}

async fn one(
    server: &Server,
    cx: &JobCx,
    db: &Db,
    record: &SessionRecord,
    subject: &Subject,
    q: &TrendsQuestion,
) -> Result<Result<Gathered, WhyLeftOut>, Fault> {
    let told = record.started_at.as_deref().and_then(date::parse_wall);
    if told.is_none() && !q.undated {
        return Ok(Err(WhyLeftOut::NoDate));
    }
    let imported = record.created_at + f64::from(clock::offset_minutes(record.created_at)) * 60_000.0;
    let session = TrendSession {
        id: record.id.clone(),
        name: record.name.clone(),
        at_ms: told.unwrap_or(imported),
        dated: told.is_some(),
    };
    let (figures, read) = match gathered(server, cx, db, record, subject).await {
        Ok(gathered) => gathered,
        Err(Fault::Cancelled) => return Err(Fault::Cancelled),
        // One log that is damaged takes nothing from the others.
        Err(fault) => {
            tracing::warn!(?fault, session = record.id, "no key figures");
            return Ok(Err(WhyLeftOut::Unreadable));
        }
    };
    // The score alone says nothing about the engine.
    if figures.figures.iter().all(|f| f.kind == FigureKind::Quality) {
        return Ok(Err(WhyLeftOut::NoFigures));
    }
    Ok(Ok(Gathered { session, figures, read }))
}

/// A session's figures: kept, else worked out and kept.
async fn gathered(
    server: &Server,
    cx: &JobCx,
    db: &Db,
    record: &SessionRecord,
    subject: &Subject,
) -> Result<(KeyFigures, bool), Fault> {
    let quality = record.quality.map(f64::from);
    let (settings, params) = (patterns::Params::default(), figures::Params::default());
    let request = request_key(subject, &settings, &params, quality)?;
    if let Some(bytes) = db.results().get(&record.data, &request).await?
        // Damaged: it is made anew.
        && let Ok(kept) = postcard::from_bytes::<KeyFigures>(&bytes)
    {
        return Ok((kept, false));
    }
    let slice = session_data(server, cx, &record.id, None).await?;
    let frame = Frame::whole(&slice.table);
    // How far the whole is, is told session by session.
    let (quiet, stop) = (|_: u64, _: u64| (), || cx.check().is_err());
    let engine = Cx::new(&quiet, &stop);
    let patterns = &patterns::run(&frame, subject, &settings, &engine).map_err(fault_of)?;
    let figures = key_figures(&frame, subject, patterns, quality, &params, &engine).map_err(fault_of)?;
    let bytes = postcard::to_stdvec(&figures).map_err(|e| Fault::internal(e.to_string()))?;
    // That it cannot be kept costs the next one who asks some time.
    if let Err(error) = db.results().put(&record.data, &request, &bytes).await {
        tracing::warn!(%error, "key figures not kept");
    }
    Ok((figures, true))
}

fn fault_of(error: AnalysisError) -> Fault {
    match error {
        AnalysisError::Cancelled(_) => Fault::Cancelled,
        other => Fault::internal(other.to_string()),
    }
}

/// What the figures of a session depend on beside its data and the build.
fn request_key(
    subject: &Subject,
    settings: &patterns::Params,
    params: &figures::Params,
    quality: Option<f64>,
) -> Result<String, Fault> {
    let bytes = postcard::to_stdvec(&(figures_of(subject), settings, params, quality))
        .map_err(|e| Fault::internal(e.to_string()))?;
    Ok(format!("key-figures-{:032x}", xxh3_128(&bytes)))
}
