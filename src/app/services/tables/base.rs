//! Base maps: what they can be reckoned with, and sets of new tables.

use super::{record, undoable, versions};
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::engine::tables::{MapTable, Origin};
use crate::engine::tune::TableKind;
use crate::message;

/// A table of the user's that stands in for a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceTable {
    pub id: String,
    pub vehicle: Option<String>,
    /// As it is now, unsaved changes among it.
    pub table: MapTable,
}

/// Every table of VE and of λ targets.
pub async fn sources(cx: &AppCx) -> Result<Vec<SourceTable>, AppError> {
    let db = cx.core()?.db;
    let mut found = Vec::new();
    for record in db.tables().get_all(None).await? {
        if !matches!(record.table.info.kind, TableKind::Ve | TableKind::LambdaTarget) {
            continue;
        }
        let draft = db.drafts().get_by_id(&record.id).await?.and_then(|draft| draft.history().ok());
        let table =
            draft.map_or_else(|| record.table.clone(), |h| h.called(&record.table.info).table().clone());
        found.push(SourceTable { id: record.id, vehicle: record.vehicle, table });
    }
    Ok(found)
}

/// Stores new tables, each with the version it begins with. Gives their identities.
pub async fn create_set(
    cx: &AppCx,
    tables: Vec<MapTable>,
    vehicle: Option<String>,
) -> Result<Vec<String>, AppError> {
    let begun: Vec<_> = tables
        .into_iter()
        .map(|table| versions::begin(cx, record(table, vehicle.clone(), None), Origin::Auto))
        .collect();
    cx.core()?.db.tables().begin(&begun).await?;
    let ids: Vec<String> = begun.iter().map(|(table, _)| table.id.clone()).collect();
    undoable(cx, message!("base-maps-made", n = ids.len()), ids.clone());
    Ok(ids)
}
