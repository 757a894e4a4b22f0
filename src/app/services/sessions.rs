//! What can be done to a stored session. Each action is stored at once, in one transaction; the lists follow by
//! themselves.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::services::track;
use crate::app::workspace::WorkspaceAction;
use crate::engine::channels::ChannelKey;
use crate::engine::vehicle::clean;
use crate::i18n::I18n;
use crate::i18n::units::GASOLINE_STOICH;
use crate::message;
use crate::protocol::{
    Attend, ErrorCode, Export, FileForm, Forget, Lane, SessionId, Statistics, StatisticsAnswer, WireError,
};
use crate::report::sheet::{FigureUnits, Names};
use crate::storage::{AnnotationRecord, SessionDetail, SessionRecord};
use crate::web::{clock, download, ignore, task};

/// Longest name and tag, in characters, and most tags.
pub const MAX_NAME: usize = 100;
pub const MAX_TAG: usize = 30;
pub const MAX_TAGS: usize = 20;

/// A session as it is opened.
pub struct Open {
    pub record: SessionRecord,
    pub detail: SessionDetail,
    /// Notes on the time line.
    pub annotations: Vec<AnnotationRecord>,
}

/// Reads a session; a deleted one is not there.
pub async fn open(cx: &AppCx, id: &str) -> Result<Open, AppError> {
    let missing = || WireError::new(ErrorCode::NoSuchSession, id.to_owned());
    let core = cx.core()?;
    let attended = core.worker.call(Attend { session: id.to_owned() }, Lane::Interactive);
    // Without it the first look takes longer, and whatever is wrong is told by that look.
    task::spawn(async move { ignore(attended.await) });
    let db = core.db;
    let record = db.sessions().get_by_id(id).await?.filter(|s| s.deleted_at.is_none()).ok_or_else(missing)?;
    let detail = db.details().get_by_id(id).await?.ok_or_else(missing)?;
    let annotations = db.annotations().get_by_session(id).await?;
    Ok(Open { record, detail, annotations })
}

/// Basic statistics of every channel.
pub async fn statistics(cx: &AppCx, id: &str) -> Result<StatisticsAnswer, AppError> {
    let job = cx.core()?.worker.call(Statistics { session: id.to_owned() }, Lane::Interactive);
    Ok(job.await?.value)
}

/// A name as it is kept; `None` where nothing is left of it.
pub fn clean_name(text: &str) -> Option<String> {
    let name: String = clean(text).chars().take(MAX_NAME).collect();
    (!name.is_empty()).then_some(name)
}

/// Notes as they are kept: cleaned line by line, so that their lines stay.
pub fn clean_notes(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(clean).collect();
    lines.join("\n").trim().to_owned()
}

/// Tags from a text with commas between them: cleaned, each once whatever its case.
pub fn clean_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for part in text.split([',', '\n']) {
        let tag: String = clean(part).chars().take(MAX_TAG).collect();
        let known = tags.iter().any(|t| t.to_lowercase() == tag.to_lowercase());
        if !tag.is_empty() && !known && tags.len() < MAX_TAGS {
            tags.push(tag);
        }
    }
    tags
}

/// Gives a session another name.
pub fn rename(cx: &AppCx, id: &str, name: String) {
    change(cx, id, move |session| session.name = name);
}

/// Writes notes and tags.
pub fn annotate(cx: &AppCx, id: &str, notes: String, tags: Vec<String>) {
    change(cx, id, move |session| (session.notes, session.tags) = (notes, tags));
}

/// Says which vehicle it was logged on, or that it is not known.
pub fn assign(cx: &AppCx, id: &str, vehicle: Option<String>) {
    change(cx, id, move |session| session.vehicle = vehicle);
}

fn change(cx: &AppCx, id: &str, change: impl FnOnce(&mut SessionRecord) + 'static) {
    let (cx, id) = (cx.clone(), id.to_owned());
    task::spawn(async move {
        let changed = async {
            let now = clock::now_ms();
            let update = |session: &mut SessionRecord| {
                change(session);
                session.updated_at = now;
            };
            cx.core()?.db.sessions().update(&id, update).await?;
            Ok::<_, AppError>(())
        };
        if let Err(error) = changed.await {
            cx.report(&error);
        }
    });
}

/// Deletes a session, with a way back.
pub fn delete(cx: &AppCx, id: &str) {
    let (cx, id) = (cx.clone(), id.to_owned());
    task::spawn(async move {
        match mark_deleted(&cx, &id).await {
            Ok(session) => {
                let (undo, id) = (cx.clone(), id.clone());
                cx.done_with_undo(message!("sessions-deleted", name = session.name), move || {
                    restore(&undo, &id);
                });
            }
            Err(error) => cx.report(&error),
        }
    });
}

async fn mark_deleted(cx: &AppCx, id: &str) -> Result<SessionRecord, AppError> {
    let core = cx.core()?;
    let session = core.db.sessions().delete(id).await?;
    cx.workspace.dispatch(WorkspaceAction::Forget(id.to_owned()));
    // What the worker holds of it is of no use any more.
    let forgotten = core.worker.call(Forget { session: id.to_owned() }, Lane::Interactive);
    // It is deleted whether the worker hears of it or not, and the way back has to be offered.
    task::spawn_logged("forget the deleted session", async move { forgotten.await.map(|_| ()) });
    Ok(session)
}

fn restore(cx: &AppCx, id: &str) {
    let (cx, id) = (cx.clone(), id.to_owned());
    task::spawn(async move {
        let restored = async {
            cx.core()?.db.sessions().restore(&id).await?;
            Ok::<_, AppError>(())
        };
        if let Err(error) = restored.await {
            cx.report(&error);
        }
    });
}

/// What of a session goes into a file, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportAsk {
    /// Empty means all of them.
    pub columns: Vec<ChannelKey>,
    /// First and last second; `None` means all of it.
    pub range: Option<(f64, f64)>,
    pub rate_hz: Option<f64>,
    pub form: FileForm,
    pub names: Names,
    pub figures: FigureUnits,
}

/// Writes a session to a file and hands it to the user; shown in the list of jobs.
pub fn export(cx: &AppCx, id: SessionId, name: String, ask: ExportAsk) {
    let cx = cx.clone();
    task::spawn(async move {
        let exported = async {
            let db = cx.core()?.db;
            let settings = cx.settings.get();
            let i18n = I18n::new(settings.lang);
            let record = db.sessions().get_by_id(&id).await?;
            let titles = match ask.names {
                Names::Given => {
                    db.details().get_by_id(&id).await?.map(|d| titles(i18n, &d)).unwrap_or_default()
                }
                _ => Vec::new(),
            };
            let stoich = record
                .and_then(|r| r.vehicle)
                .and_then(|vehicle| cx.library.get().vehicle(&vehicle).map(|v| v.stoich))
                .unwrap_or(GASOLINE_STOICH);
            let question = Export {
                session: id,
                columns: ask.columns,
                range: ask.range,
                rate_hz: ask.rate_hz,
                form: ask.form,
                names: ask.names,
                titles,
                figures: ask.figures,
                prefs: settings.units.clone(),
                stoich,
                lang: settings.lang,
            };
            let job = cx.core()?.worker.call(question, Lane::Background);
            let answer = track::track(&cx, message!("sessions-exporting", name = &name), job).await?;
            let file = answer
                .slots
                .blob(answer.value.file)
                .ok_or_else(|| WireError::new(ErrorCode::Internal, "the export came without its file"))?;
            download::save(&answer.value.name, &file)?;
            Ok::<_, AppError>(())
        };
        match exported.await {
            Ok(()) => cx.done(message!("sessions-exported", name = &name)),
            Err(error) => cx.report(&error),
        }
    });
}

/// The channels of a session in the user's words.
fn titles(i18n: I18n, detail: &SessionDetail) -> Vec<(ChannelKey, String)> {
    detail.columns.iter().map(|c| (c.key.clone(), i18n.channel(&c.key).into_owned())).collect()
}
