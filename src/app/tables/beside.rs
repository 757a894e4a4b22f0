//! Tables that stand beside the one of the address; they stand in the address too.

use crate::app::route::Query;

/// Tables on one screen at most, the one of the address among them.
pub const MOST_BESIDE: usize = 4;

const KEY: &str = "beside";

/// The tables beside a table, each once and never itself.
pub fn beside(query: &Query, id: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for other in query.list(KEY) {
        if other != id && !found.contains(&other) && found.len() + 1 < MOST_BESIDE {
            found.push(other);
        }
    }
    found
}

/// The address with these tables beside.
#[must_use]
pub fn with_beside(query: Query, others: &[String]) -> Query {
    query.with_list(KEY, others)
}
