//! What the list of tables shows: search, filters and order, all of it in the address.

use std::cmp::Ordering;

use super::names::named;
use crate::app::library::Library;
use crate::app::route::Query;
use crate::engine::tables::{MapTable, Severity, check};
use crate::engine::tune::{Bank, TableKind};
use crate::engine::vehicle::{clean_search, searched};
use crate::i18n::I18n;

/// A table in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct TableItem {
    pub id: String,
    pub name: String,
    /// What its program calls it, where that is another name.
    pub inner: Option<String>,
    pub kind: TableKind,
    pub vehicle: Option<String>,
    pub bank: Option<Bank>,
    pub slot: Option<u32>,
    pub tags: Vec<String>,
    pub notes: String,
    /// Break points in use; a curve has one row.
    pub rows: usize,
    pub columns: usize,
    /// Name of the file it came out of.
    pub source: Option<String>,
    pub updated_ms: f64,
    /// Findings that cannot be, and those that should not be.
    pub wrong: usize,
    pub doubtful: usize,
    /// Something was done to it since it was saved.
    pub unsaved: bool,
}

impl TableItem {
    /// Of a stored table, under the name people read. `draft` is what is being done to it: the list shows what the user
    /// would find.
    pub fn new(
        i18n: I18n,
        id: &str,
        vehicle: Option<&str>,
        saved: &MapTable,
        draft: Option<&MapTable>,
    ) -> Self {
        let table = draft.unwrap_or(saved);
        let info = named(i18n, &saved.info);
        let findings = check(table);
        let wrong = findings.iter().filter(|f| f.code.severity() == Severity::Wrong).count();
        Self {
            id: id.to_owned(),
            inner: info.inner.filter(|inner| *inner != info.name),
            name: info.name,
            kind: info.kind,
            vehicle: vehicle.map(str::to_owned),
            bank: info.bank,
            slot: info.map_slot,
            tags: info.tags,
            notes: info.notes,
            rows: table.rows_in_use().len(),
            columns: table.x().in_use().len(),
            source: None,
            updated_ms: 0.0,
            wrong,
            doubtful: findings.len() - wrong,
            unsaved: draft.is_some_and(|draft| !same_content(draft, saved)),
        }
    }
}

/// Whether two tables differ in more than what they are called.
fn same_content(a: &MapTable, b: &MapTable) -> bool {
    a.x() == b.x() && a.y() == b.y() && a.cells() == b.cells() && a.locked().eq(b.locked())
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    #[default]
    Changed,
    Name,
    Kind,
    Vehicle,
}

impl SortKey {
    pub const ALL: [SortKey; 4] = [SortKey::Changed, SortKey::Name, SortKey::Kind, SortKey::Vehicle];

    /// As it stands in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            SortKey::Changed => "changed",
            SortKey::Name => "name",
            SortKey::Kind => "kind",
            SortKey::Vehicle => "vehicle",
        }
    }

    /// Whether the newest comes first where the user says nothing.
    pub const fn falls(self) -> bool {
        matches!(self, SortKey::Changed)
    }
}

/// Whose tables are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    #[default]
    All,
    /// Those of no vehicle.
    None,
    Vehicle(String),
}

/// Which tables are listed, and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFilter {
    pub term: String,
    pub kind: Option<TableKind>,
    pub owner: Owner,
    pub key: SortKey,
    /// Against the usual direction of the key.
    pub falling: bool,
}

impl Default for TableFilter {
    fn default() -> Self {
        let key = SortKey::default();
        Self { term: String::new(), kind: None, owner: Owner::All, key, falling: key.falls() }
    }
}

/// In the address for tables of no vehicle; no vehicle is called so.
const NOBODY: &str = "-";

impl TableFilter {
    /// As it stands in the address.
    pub fn read(query: &Query) -> Self {
        let kind = query.get("kind").and_then(|slug| TableKind::ALL.into_iter().find(|k| k.slug() == slug));
        let owner = match query.get("vehicle").filter(|v| !v.is_empty()) {
            None => Owner::All,
            Some(id) if id == NOBODY => Owner::None,
            Some(id) => Owner::Vehicle(id),
        };
        let key = query.get("by").and_then(|slug| SortKey::ALL.into_iter().find(|k| k.slug() == slug));
        let key = key.unwrap_or_default();
        let falling = match query.get("dir").as_deref() {
            Some("down") => true,
            Some("up") => false,
            _ => key.falls(),
        };
        Self { term: query.get("q").unwrap_or_default(), kind, owner, key, falling }
    }

    /// Into the address.
    pub fn write(&self) -> Query {
        let owner = match &self.owner {
            Owner::All => "",
            Owner::None => NOBODY,
            Owner::Vehicle(id) => id,
        };
        let by = if self.key == SortKey::default() { "" } else { self.key.slug() };
        let dir = match (self.falling == self.key.falls(), self.falling) {
            (true, _) => "",
            (false, true) => "down",
            (false, false) => "up",
        };
        Query::default()
            .with("q", &self.term)
            .with("kind", self.kind.map_or("", TableKind::slug))
            .with("vehicle", owner)
            .with("by", by)
            .with("dir", dir)
    }

    /// The same order the other way round, or another order.
    #[must_use]
    pub fn clicked(&self, key: SortKey) -> Self {
        let falling = if self.key == key { !self.falling } else { key.falls() };
        Self { key, falling, ..self.clone() }
    }

    /// Whether anything is left out.
    pub fn narrows(&self) -> bool {
        !self.term.trim().is_empty() || self.kind.is_some() || self.owner != Owner::All
    }

    fn admits(&self, item: &TableItem, words: &[String], vehicle: &str, kind: &str) -> bool {
        let owned = match &self.owner {
            Owner::All => true,
            Owner::None => item.vehicle.is_none(),
            Owner::Vehicle(id) => item.vehicle.as_ref() == Some(id),
        };
        let text = || {
            let tags = item.tags.join(" ");
            let source = item.source.as_deref().unwrap_or_default();
            let inner = item.inner.as_deref().unwrap_or_default();
            let all = [item.name.as_str(), inner, kind, vehicle, &tags, &item.notes, source];
            // Without what a search is run without, which FuelTech's names are full of.
            all.map(searched).join("\n").to_lowercase()
        };
        owned && self.kind.is_none_or(|k| k == item.kind) && {
            let text = text();
            words.iter().all(|word| text.contains(word))
        }
    }
}

/// The listed tables in their order. `kind_name` says what a kind is called.
pub fn listed<'a>(
    items: &'a [TableItem],
    filter: &TableFilter,
    library: &Library,
    kind_name: impl Fn(TableKind) -> String,
) -> Vec<&'a TableItem> {
    let vehicle = |item: &TableItem| {
        item.vehicle.as_deref().and_then(|id| library.vehicle(id)).map(|v| v.name.clone()).unwrap_or_default()
    };
    let words: Vec<String> =
        clean_search(&filter.term).to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found: Vec<&TableItem> = items
        .iter()
        .filter(|item| filter.admits(item, &words, &vehicle(item), &kind_name(item.kind)))
        .collect();
    let name = |item: &TableItem| (item.name.to_lowercase(), item.id.clone());
    found.sort_by(|a, b| {
        let order = match filter.key {
            SortKey::Changed => a.updated_ms.total_cmp(&b.updated_ms),
            SortKey::Name => Ordering::Equal,
            SortKey::Kind => kind_name(a.kind).cmp(&kind_name(b.kind)),
            SortKey::Vehicle => vehicle(a).to_lowercase().cmp(&vehicle(b).to_lowercase()),
        };
        let order = if filter.key == SortKey::Name { name(a).cmp(&name(b)) } else { order };
        let order = if filter.falling { order.reverse() } else { order };
        order.then_with(|| name(a).cmp(&name(b)))
    });
    found
}
