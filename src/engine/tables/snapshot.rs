//! Versions of a table: immutable copies with their descent.

use serde::{Deserialize, Serialize};

use super::history::History;
use super::model::{ContentHash, MapTable};

/// How a snapshot came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// The user asked for it.
    Manual,
    /// Before something was applied as a whole: a proposal, a calculation, a merge.
    BeforeApply,
    /// As it came out of a file.
    Import,
    /// In between, by itself.
    Auto,
}

impl Origin {
    /// Every origin, for translations.
    pub const ALL: [Origin; 4] = [Origin::Manual, Origin::BeforeApply, Origin::Import, Origin::Auto];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Origin::Manual => "manual",
            Origin::BeforeApply => "before_apply",
            Origin::Import => "import",
            Origin::Auto => "auto",
        }
    }
}

/// A copy of a table that is never changed. Who makes it brings its identity and the time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub id: String,
    /// The snapshot the table was worked on from.
    #[serde(default)]
    pub parent: Option<String>,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub author: String,
    /// ms since 1970.
    pub at_ms: f64,
    pub origin: Origin,
    pub table: MapTable,
    hash: ContentHash,
}

impl Snapshot {
    /// A copy of a table, without name and note.
    pub fn of(id: impl Into<String>, table: MapTable, origin: Origin, at_ms: f64) -> Self {
        let hash = table.content_hash();
        let (name, note, author) = (String::new(), String::new(), String::new());
        Self { id: id.into(), parent: None, name, note, author, at_ms, origin, table, hash }
    }

    /// Hash of the content as it was taken.
    pub fn hash(&self) -> &ContentHash {
        &self.hash
    }

    /// Whether the content is still the one that was taken: storage may be damaged.
    pub fn is_intact(&self) -> bool {
        self.table.content_hash() == self.hash
    }
}

/// A snapshot and what it descends from, the youngest first. Ends where a parent is not there any more.
pub fn lineage<'a>(snapshots: &'a [Snapshot], id: &str) -> Vec<&'a Snapshot> {
    let find = |id: &str| snapshots.iter().find(|s| s.id == id);
    let mut line: Vec<&Snapshot> = Vec::new();
    let mut next = find(id);
    while let Some(snapshot) = next {
        // A line that comes back to itself (damaged records) ends there.
        if line.iter().any(|seen| seen.id == snapshot.id) {
            break;
        }
        line.push(snapshot);
        next = snapshot.parent.as_deref().and_then(find);
    }
    line
}

/// The youngest snapshot that both descend from, or are: the base of a merge.
pub fn common_base<'a>(snapshots: &'a [Snapshot], one: &str, other: &str) -> Option<&'a Snapshot> {
    let others = lineage(snapshots, other);
    lineage(snapshots, one).into_iter().find(|s| others.iter().any(|o| o.id == s.id))
}

/// The latest snapshot with this very content: what a log was driven with, where its file carries the tables.
pub fn same_content<'a>(snapshots: &'a [Snapshot], table: &MapTable) -> Option<&'a Snapshot> {
    let hash = table.content_hash();
    snapshots.iter().filter(|s| s.hash == hash).max_by(|a, b| a.at_ms.total_cmp(&b.at_ms))
}

/// The snapshot a table stands on after one step back or forth took it over a restored version: the one with its content,
/// the latest of several. `None` where the step is another one, and it stands on what it stood on.
pub fn stands_on<'a>(snapshots: &'a [Snapshot], before: &History, after: &History) -> Option<&'a Snapshot> {
    before.is_over_restore(after).then(|| same_content(snapshots, after.table()))?
}
