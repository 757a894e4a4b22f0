//! What is known beside the log of a session: its vehicle, and the safety rules it is judged by.

use super::db::Db;
use super::error::StorageError;
use crate::engine::analysis::Subject;
use crate::engine::analysis::safety::{Rule, RuleSet};

/// See the module.
pub struct Around {
    pub subject: Subject,
    pub rules: RuleSet,
}

impl Db {
    /// What an analysis of a session goes by. Without a vehicle, or with one that is deleted, it is nobody's.
    pub async fn around(&self, session: &str) -> Result<Around, StorageError> {
        let id = self.sessions().get_by_id(session).await?.and_then(|record| record.vehicle);
        let record = match &id {
            Some(id) => self.vehicles().get_by_id(id).await?.filter(|v| v.deleted_at.is_none()),
            None => None,
        };
        let changed = self.rules().get_all().await?;
        let changes: Vec<(Option<&str>, &Rule)> =
            changed.iter().map(|r| (r.vehicle.as_deref(), &r.rule)).collect();
        let rules = RuleSet::changed(&changes, record.as_ref().map(|v| v.id.as_str()));
        Ok(Around { subject: Subject { vehicle: record.map(|v| v.vehicle), ..Subject::default() }, rules })
    }
}
