//! Tables out of files and out of the logs of sessions.

use web_sys::File;

use super::{record, undoable, versions};
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::services::{files, track};
use crate::engine::tables::exchange::FileTables;
use crate::engine::tables::{MapTable, Origin};
use crate::message;
use crate::protocol::{Lane, ReadTables, SessionTables, Source};
use crate::worker::Slots;

/// Where tables are looked for.
#[derive(Clone)]
pub enum ReadFrom {
    /// With TunerStudio's definition of the firmware, where it came along.
    File {
        file: File,
        definition: Option<File>,
    },
    Text(String),
    Session {
        id: String,
        name: String,
    },
}

impl ReadFrom {
    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            ReadFrom::File { file, .. } => file.name(),
            ReadFrom::Text(_) => String::new(),
            ReadFrom::Session { name, .. } => name.clone(),
        }
    }
}

/// What a file or a session's log brings.
pub async fn found_in(cx: &AppCx, from: &ReadFrom) -> Result<FileTables, AppError> {
    let worker = cx.core()?.worker;
    let title = message!("tables-reading", name = from.name());
    let mut slots = Slots::new();
    let answer = match from {
        ReadFrom::Session { id, .. } => {
            let job = worker.call(SessionTables { session: id.clone() }, Lane::Background);
            track::track(cx, title, job).await?
        }
        ReadFrom::File { file, definition } => {
            let source = Source::File(slots.push_blob(file));
            let definition = definition.as_ref().map(|file| Source::File(slots.push_blob(file)));
            let question = ReadTables { source, name: files::stem(&file.name()), definition };
            track::track(cx, title, worker.call_with(question, slots, Lane::Background)).await?
        }
        ReadFrom::Text(text) => {
            let source = Source::Text(slots.push_text(text));
            let question = ReadTables { source, name: String::new(), definition: None };
            track::track(cx, title, worker.call_with(question, slots, Lane::Background)).await?
        }
    };
    answer.value.found.open().map_err(super::broken)
}

/// What is taken of a file.
#[derive(Clone)]
pub struct Chosen {
    pub tables: Vec<MapTable>,
    pub vehicle: Option<String>,
    /// Name of the file.
    pub source: Option<String>,
    /// The session whose log carried them: it was driven with them.
    pub session: Option<String>,
}

/// Stores tables, each with the version it came in as. Gives their identities.
pub async fn take_in(cx: &AppCx, chosen: Chosen) -> Result<Vec<String>, AppError> {
    let db = cx.core()?.db;
    let begun: Vec<_> = chosen
        .tables
        .into_iter()
        .map(|table| record(table, chosen.vehicle.clone(), chosen.source.clone()))
        .map(|record| versions::begin(cx, record, Origin::Import))
        .collect();
    db.tables().begin(&begun).await?;
    if let Some(session) = &chosen.session {
        let came_in: Vec<String> = begun.iter().map(|(_, version)| version.id.clone()).collect();
        db.sessions().update(session, |s| s.driven_with.extend(came_in)).await?;
    }
    let ids: Vec<String> = begun.iter().map(|(table, _)| table.id.clone()).collect();
    undoable(cx, message!("tables-taken", n = ids.len()), ids.clone());
    Ok(ids)
}
