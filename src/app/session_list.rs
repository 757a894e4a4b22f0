//! What the list of sessions shows: search, filters and order, all of it in the address. Pure.

use std::cmp::Ordering;

use super::library::{Library, SessionItem};
use super::route::Query;
use crate::engine::vehicle::clean_search;
use crate::i18n::date;

/// A band of the quality score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// From [`Grade::GOOD`] on.
    Good,
    /// From [`Grade::FAIR`] on.
    Fair,
    Poor,
}

impl Grade {
    pub const ALL: [Grade; 3] = [Grade::Good, Grade::Fair, Grade::Poor];

    /// The least score of a good log, and of a fair one.
    pub const GOOD: u8 = 75;
    pub const FAIR: u8 = 50;

    /// The band of a score of 0 to 100.
    pub fn of(score: f64) -> Grade {
        // As shown: a score of 74.6 reads 75.
        match score.round() {
            s if s >= f64::from(Grade::GOOD) => Grade::Good,
            s if s >= f64::from(Grade::FAIR) => Grade::Fair,
            _ => Grade::Poor,
        }
    }

    /// As it stands in the address and in translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Grade::Good => "good",
            Grade::Fair => "fair",
            Grade::Poor => "poor",
        }
    }

    /// The band called so.
    pub fn from_slug(slug: &str) -> Option<Grade> {
        Grade::ALL.into_iter().find(|g| g.slug() == slug)
    }
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    #[default]
    Date,
    Name,
    Vehicle,
    Duration,
    Rate,
    Channels,
    Format,
    Quality,
}

impl SortKey {
    pub const ALL: [SortKey; 8] = [
        SortKey::Date,
        SortKey::Name,
        SortKey::Vehicle,
        SortKey::Duration,
        SortKey::Rate,
        SortKey::Channels,
        SortKey::Format,
        SortKey::Quality,
    ];

    /// As it stands in the address and in translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            SortKey::Date => "date",
            SortKey::Name => "name",
            SortKey::Vehicle => "vehicle",
            SortKey::Duration => "duration",
            SortKey::Rate => "rate",
            SortKey::Channels => "channels",
            SortKey::Format => "format",
            SortKey::Quality => "quality",
        }
    }

    /// Whether the largest comes first where the user says nothing.
    pub const fn falls(self) -> bool {
        !matches!(self, SortKey::Name | SortKey::Vehicle | SortKey::Format)
    }

    /// The key called so.
    pub fn from_slug(slug: &str) -> Option<SortKey> {
        SortKey::ALL.into_iter().find(|k| k.slug() == slug)
    }
}

/// A key and its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub key: SortKey,
    /// Largest first.
    pub falling: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self::by(SortKey::default())
    }
}

impl Order {
    /// The usual direction of a key.
    pub const fn by(key: SortKey) -> Self {
        Self { key, falling: key.falls() }
    }

    /// What a click on a column's head asks for: this key, and turned round if it stands already.
    #[must_use]
    pub fn clicked(self, key: SortKey) -> Self {
        if self.key == key { Self { key, falling: !self.falling } } else { Self::by(key) }
    }
}

/// The vehicle of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VehicleFilter {
    Id(String),
    /// Sessions without a vehicle.
    None,
}

/// Stands in the address for "no vehicle"; an id is never that short.
const NO_VEHICLE: &str = "-";

/// Everything that narrows and orders the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionFilter {
    /// Cleaned.
    pub search: String,
    pub vehicle: Option<VehicleFilter>,
    pub format: Option<String>,
    pub tag: Option<String>,
    pub grade: Option<Grade>,
    /// First and last local day, `YYYY-MM-DD`.
    pub from: Option<String>,
    pub to: Option<String>,
    pub order: Order,
}

impl SessionFilter {
    /// Reads the address.
    pub fn read(query: &Query) -> Self {
        let vehicle = query
            .get("vehicle")
            .map(|id| if id == NO_VEHICLE { VehicleFilter::None } else { VehicleFilter::Id(id) });
        let day = |key| query.get(key).filter(|day| is_day(day));
        let key = query.get("sort").and_then(|slug| SortKey::from_slug(&slug)).unwrap_or_default();
        let falling = match query.get("dir").as_deref() {
            Some("up") => false,
            Some("down") => true,
            _ => key.falls(),
        };
        Self {
            search: query.get("q").map(|q| clean_search(&q)).unwrap_or_default(),
            vehicle,
            format: query.get("format"),
            tag: query.get("tag"),
            grade: query.get("quality").and_then(|slug| Grade::from_slug(&slug)),
            from: day("from"),
            to: day("to"),
            order: Order { key, falling },
        }
    }

    /// Writes the address; what is as usual does not stand in it.
    pub fn write(&self) -> Query {
        let vehicle = match &self.vehicle {
            Some(VehicleFilter::Id(id)) => id,
            Some(VehicleFilter::None) => NO_VEHICLE,
            None => "",
        };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let usual = Order::by(self.order.key) == self.order;
        let sort = if self.order.key == SortKey::default() { "" } else { self.order.key.slug() };
        let direction = match (usual, self.order.falling) {
            (true, _) => "",
            (false, true) => "down",
            (false, false) => "up",
        };
        Query::default()
            .with("q", &self.search)
            .with("vehicle", vehicle)
            .with("format", text(&self.format))
            .with("tag", text(&self.tag))
            .with("quality", self.grade.map_or("", Grade::slug))
            .with("from", text(&self.from))
            .with("to", text(&self.to))
            .with("sort", sort)
            .with("dir", direction)
    }

    /// Whether anything is left out.
    pub fn narrows(&self) -> bool {
        *self != Self { order: self.order, ..Self::default() }
    }

    /// How many filters leave something out; the search is none of them.
    pub fn active(&self) -> usize {
        let set = [
            self.vehicle.is_some(),
            self.format.is_some(),
            self.tag.is_some(),
            self.grade.is_some(),
            self.from.is_some(),
            self.to.is_some(),
        ];
        set.into_iter().filter(|on| *on).count()
    }

    /// The same order without any filter.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { order: self.order, ..Self::default() }
    }

    /// The sessions that fit, in order.
    pub fn apply(&self, library: &Library) -> Vec<SessionItem> {
        let term = self.search.to_lowercase();
        let words: Vec<&str> = term.split_whitespace().collect();
        let mut found: Vec<&SessionItem> = library
            .sessions()
            .iter()
            .filter(|s| self.fits(s) && holds_words(s, vehicle_name(library, s), &words))
            .collect();
        found.sort_by(|a, b| self.compare(library, a, b));
        found.into_iter().cloned().collect()
    }

    fn fits(&self, session: &SessionItem) -> bool {
        let vehicle = match &self.vehicle {
            None => true,
            Some(VehicleFilter::None) => session.vehicle.is_none(),
            Some(VehicleFilter::Id(id)) => session.vehicle.as_ref() == Some(id),
        };
        let grade = self.grade.is_none_or(|g| session.quality.map(|q| Grade::of(f64::from(q))) == Some(g));
        let days = self.from.is_none() && self.to.is_none() || {
            let day = day_of(session.wall_ms);
            self.from.as_ref().is_none_or(|from| *from <= day) && self.to.as_ref().is_none_or(|to| day <= *to)
        };
        vehicle
            && grade
            && days
            && self.format.as_ref().is_none_or(|f| *f == session.format)
            && self.tag.as_ref().is_none_or(|t| session.tags.contains(t))
    }

    fn compare(&self, library: &Library, a: &SessionItem, b: &SessionItem) -> Ordering {
        let text = |a: &str, b: &str| a.to_lowercase().cmp(&b.to_lowercase());
        let ascending = match self.order.key {
            SortKey::Date => a.wall_ms.total_cmp(&b.wall_ms),
            SortKey::Name => text(&a.name, &b.name),
            SortKey::Vehicle => {
                missing_last(vehicle_name(library, a), vehicle_name(library, b), self.order.falling, text)
            }
            SortKey::Duration => a.duration_s.total_cmp(&b.duration_s),
            SortKey::Rate => a.sample_rate_hz.total_cmp(&b.sample_rate_hz),
            SortKey::Channels => a.channels.cmp(&b.channels),
            SortKey::Format => text(&a.format, &b.format),
            SortKey::Quality => missing_last(a.quality, b.quality, self.order.falling, |a, b| a.cmp(&b)),
        };
        let directed = if self.order.falling { ascending.reverse() } else { ascending };
        // The newest first among equals, whatever the direction.
        directed.then(b.wall_ms.total_cmp(&a.wall_ms)).then_with(|| b.id.cmp(&a.id))
    }
}

/// What is missing stands last in both directions: the caller turns the order round when it falls.
fn missing_last<T>(
    a: Option<T>,
    b: Option<T>,
    falling: bool,
    compare: impl FnOnce(T, T) -> Ordering,
) -> Ordering {
    let late = if falling { Ordering::Less } else { Ordering::Greater };
    match (a, b) {
        (Some(a), Some(b)) => compare(a, b),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => late,
        (Some(_), None) => late.reverse(),
    }
}

fn vehicle_name<'a>(library: &'a Library, session: &SessionItem) -> Option<&'a str> {
    library.vehicle(session.vehicle.as_deref()?).map(|v| v.name.as_str())
}

/// Whether each word stands somewhere: in name, file, vehicle, format, tags or notes.
fn holds_words(session: &SessionItem, vehicle: Option<&str>, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let fields = [&session.name, &session.file_name, &session.format, &session.notes];
    let mut text = vehicle.unwrap_or_default().to_owned();
    for tag in fields.into_iter().chain(&session.tags) {
        text.push('\n');
        text.push_str(tag);
    }
    // Signs that a search cannot hold are not in the way: `pull_7` is found by its own name.
    let text: String =
        text.chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect::<String>().to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// The day of a moment on the wall clock, `YYYY-MM-DD`.
fn day_of(wall_ms: f64) -> String {
    date::iso_utc(wall_ms).chars().take(10).collect()
}

fn is_day(text: &str) -> bool {
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    shape == [4, 2, 2] && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Every session, the one that came in last leading.
pub fn latest_imports(library: &Library) -> Vec<&SessionItem> {
    let mut list: Vec<&SessionItem> = library.sessions().iter().collect();
    list.sort_by(|a, b| b.imported_ms.total_cmp(&a.imported_ms).then_with(|| b.id.cmp(&a.id)));
    list
}

/// Tags of all sessions, each once, in the order of the alphabet.
pub fn tags_of(library: &Library) -> Vec<String> {
    distinct(library.sessions().iter().flat_map(|s| s.tags.iter()))
}

/// Formats of all sessions, each once, in the order of the alphabet.
pub fn formats_of(library: &Library) -> Vec<String> {
    distinct(library.sessions().iter().map(|s| &s.format))
}

fn distinct<'a>(items: impl Iterator<Item = &'a String>) -> Vec<String> {
    let set: std::collections::BTreeSet<&String> = items.collect();
    set.into_iter().cloned().collect()
}
