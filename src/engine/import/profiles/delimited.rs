//! Any delimited log with a header and a time column, whoever wrote it.

use super::info::FormatInfo;
use super::{Claim, Format, Head};
use crate::engine::channels::resolve::by_name;
use crate::engine::import::report::FormatReason;
use crate::engine::import::units::of_name;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("delimited", "Delimited text (CSV, TSV)", &["csv", "tsv", "txt", "log"]);

/// The reader for the rest.
pub(crate) struct Delimited;

impl Format for Delimited {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    /// The more names are known, the surer; never as sure as a brand that knows its own.
    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let table = head.table.as_ref()?;
        let named: Vec<&str> =
            table.columns.iter().map(|c| c.name.as_str()).filter(|n| !n.is_empty()).collect();
        let known = named.iter().filter(|n| by_name(&of_name(n).0).is_some()).count();
        let share = known as f64 / named.len().max(1) as f64;
        Some(Claim { confidence: (30.0 + 30.0 * share) as u8, reason: FormatReason::TableWithTime })
    }
}
