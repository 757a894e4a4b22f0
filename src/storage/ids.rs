//! Identities: UUIDs of version 7, so that they sort by the time they were made.

use uuid::{ContextV7, Timestamp, Uuid};

use crate::web::clock;

thread_local! {
    /// Counts within a millisecond, so that identities sort in the order they were made.
    static CONTEXT: ContextV7 = const { ContextV7::new() };
}

/// A new identity.
pub fn new_id() -> String {
    let ms = clock::now_ms();
    let seconds = (ms / 1000.0).floor();
    let nanos = ((ms - seconds * 1000.0) * 1e6) as u32;
    CONTEXT.with(|context| Uuid::new_v7(Timestamp::from_unix(context, seconds as u64, nanos)).to_string())
}

/// When an identity was made, milliseconds since 1970; `None` if it is none of ours.
pub fn made_at_ms(id: &str) -> Option<f64> {
    let (seconds, nanos) = Uuid::parse_str(id).ok()?.get_timestamp()?.to_unix();
    Some(seconds as f64 * 1000.0 + f64::from(nanos) / 1e6)
}

/// The local calendar day of a time, `YYYY-MM-DD`, for file names.
pub fn date_of(ms: f64) -> String {
    let date = js_sys::Date::new(&ms.into());
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}
