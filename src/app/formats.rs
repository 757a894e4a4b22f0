//! The list of formats as a page shows it: found by words, narrowed by state, FuelTech first. Pure.

use super::error::way_out;
use super::route::Query;
use crate::engine::import::{Extra, FormatInfo, FormatState, known_formats};

/// What the list is narrowed to. Stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormatFilter {
    pub term: String,
    pub state: Option<FormatState>,
}

impl FormatFilter {
    /// As the address has it; what names nothing is left out.
    pub fn read(query: &Query) -> Self {
        let state = query.get("state").and_then(|slug| state_from_slug(&slug));
        Self { term: query.get("q").unwrap_or_default(), state }
    }

    /// As it stands in the address.
    pub fn write(&self) -> Query {
        Query::default().with("q", &self.term).with("state", self.state.map_or("", FormatState::slug))
    }
}

/// The state called so.
pub fn state_from_slug(slug: &str) -> Option<FormatState> {
    FormatState::ALL.into_iter().find(|state| state.slug() == slug)
}

/// The formats that fit, in the order in which they are shown: FuelTech, then brands by name, the reader for the rest at
/// the end. A term is looked for in brand, program, slug and ending, each of its words by itself.
pub fn found(filter: &FormatFilter) -> Vec<FormatInfo> {
    let words: Vec<String> =
        filter.term.split_whitespace().map(|w| folded(w.trim_start_matches('.'))).collect();
    let fits = |info: &FormatInfo| {
        let text = folded(&format!("{} {} {}", info.brand, info.slug, info.extensions.join(" ")));
        filter.state.is_none_or(|state| state == info.state) && words.iter().all(|w| text.contains(w))
    };
    let mut list: Vec<FormatInfo> = known_formats().filter(fits).collect();
    let rank = |info: &FormatInfo| match info.slug {
        slug if slug.starts_with("fueltech") => 0,
        "delimited" => 2,
        _ => 1,
    };
    list.sort_by_key(|info| (rank(info), info.brand.to_lowercase(), info.slug));
    list
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// How many formats are in each state.
pub fn count(state: FormatState) -> usize {
    known_formats().filter(|info| info.state == state).count()
}

/// Name of a state.
pub const fn state_key(of: FormatState) -> &'static str {
    match of {
        FormatState::Verified => "formats-state-verified",
        FormatState::Unverified => "formats-state-unverified",
        FormatState::Refused => "formats-state-refused",
    }
}

/// What a state means.
pub const fn state_text_key(of: FormatState) -> &'static str {
    match of {
        FormatState::Verified => "formats-state-verified-text",
        FormatState::Unverified => "formats-state-unverified-text",
        FormatState::Refused => "formats-state-refused-text",
    }
}

/// What a format gives beside channels.
pub const fn extra_key(of: Extra) -> &'static str {
    match of {
        Extra::OwnRates => "formats-extra-own_rates",
        Extra::Markers => "formats-extra-markers",
        Extra::Tables => "formats-extra-tables",
        Extra::Date => "formats-extra-date",
    }
}

/// A remark that whoever has such files wants to know: of a format that is not read, how its own program exports it.
pub fn note_key(info: &FormatInfo) -> Option<&'static str> {
    match info.state {
        FormatState::Refused => Some(way_out(info.slug)),
        _ => NOTES.iter().find(|(slug, _)| *slug == info.slug).map(|(_, key)| *key),
    }
}

const NOTES: &[(&str, &str)] = &[
    ("fueltech-csv", "formats-note-fueltech-csv"),
    ("fueltech-ftml", "formats-note-fueltech-ftml"),
    ("mlg", "formats-note-mlg"),
    ("mlg-csv", "formats-note-mlg-csv"),
    ("tunerstudio-msl", "formats-note-tunerstudio-msl"),
    ("motec-ld", "formats-note-motec-ld"),
    ("motec-csv", "formats-note-motec-csv"),
    ("link-llg", "formats-note-link-llg"),
    ("haltech-nsp", "formats-note-haltech-nsp"),
    ("vcds", "formats-note-vcds"),
    ("zeitronix", "formats-note-zeitronix"),
    ("ecumaster-emu", "formats-note-ecumaster-emu"),
    ("cobb-accessport", "formats-note-cobb-accessport"),
    ("romraider", "formats-note-romraider"),
    ("torque-pro", "formats-note-torque-pro"),
    ("crome", "formats-note-crome"),
    ("delimited", "formats-note-delimited"),
];
