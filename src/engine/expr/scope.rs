//! The names an expression may use: channels of a log, tables of a calibration.

use serde::{Deserialize, Serialize};

use super::error::{ExprError, ExprErrorKind, Place};
use crate::engine::channels::resolve::fold;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::table::{ColumnData, LogTable};
use crate::engine::tune::TuneTable;
use crate::engine::units::Unit;

/// A channel that can be named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedChannel {
    pub key: ChannelKey,
    /// The header as written in the file.
    pub source: String,
    pub unit: Unit,
    /// Index of its time base.
    pub axis: u32,
    /// Its states, where it holds text.
    pub states: Option<Vec<String>>,
}

/// A table that can be looked up in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedTable {
    pub name: String,
    pub unit: Unit,
    /// What moves along its columns and its rows, where it is known, and their units.
    pub x: (Option<ChannelId>, Unit),
    pub y: (Option<ChannelId>, Unit),
    /// A single row.
    pub is_curve: bool,
}

/// Every name there is. Plain data, so that what is being typed can be judged where no log is held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Names {
    pub channels: Vec<NamedChannel>,
    pub tables: Vec<NamedTable>,
}

impl Names {
    /// The names of a log and of the calibration that came with it.
    pub fn of(table: &LogTable, tables: &[TuneTable]) -> Self {
        let channels = table.columns().iter().map(|column| NamedChannel {
            key: column.key.clone(),
            source: column.source.to_string(),
            unit: column.unit,
            axis: column.axis as u32,
            states: match column.data() {
                ColumnData::Codes { labels, .. } => Some(labels.iter().map(ToString::to_string).collect()),
                _ => None,
            },
        });
        let tables = tables.iter().map(|t| NamedTable {
            name: t.name.clone(),
            unit: t.unit,
            x: (t.x.channel, t.x.unit),
            y: (t.y.channel, t.y.unit),
            is_curve: t.is_curve(),
        });
        Self { channels: channels.collect(), tables: tables.collect() }
    }

    pub(super) fn by_id(&self, id: ChannelId) -> Option<&NamedChannel> {
        self.channels.iter().find(|c| c.key == ChannelKey::Known(id))
    }

    /// A bare word: the slug of a channel, else the header or the own name of a column, whatever its case.
    pub(super) fn bare(&self, name: &str, place: Place) -> Result<&NamedChannel, ExprError> {
        let slug = name.to_lowercase();
        if let Some(id) = ChannelId::from_slug(&slug) {
            let absent = || ExprError::new(place, ExprErrorKind::ChannelAbsent { channel: id });
            return self.by_id(id).ok_or_else(absent);
        }
        let same = |c: &&NamedChannel| c.source.to_lowercase() == slug || own_name(c).to_lowercase() == slug;
        self.only(name, place, self.channels.iter().filter(same))
    }

    /// A name in brackets: the header as it stands in the file, else what differs from it in case, accents and
    /// punctuation only, else a slug.
    pub(super) fn bracketed(&self, name: &str, place: Place) -> Result<&NamedChannel, ExprError> {
        let name = name.trim();
        let exact = |c: &&NamedChannel| c.source == name || own_name(c) == name;
        if self.channels.iter().any(|c| exact(&c)) {
            return self.only(name, place, self.channels.iter().filter(exact));
        }
        let folded = fold(name);
        let similar = |c: &&NamedChannel| !folded.is_empty() && fold(&c.source) == folded;
        if self.channels.iter().any(|c| similar(&c)) {
            return self.only(name, place, self.channels.iter().filter(similar));
        }
        self.bare(name, place)
    }

    /// A column of the file comes before a math channel of the same name: what one user wrote for all of his sessions
    /// must not change what a name means in a file.
    fn only<'a>(
        &self,
        name: &str,
        place: Place,
        found: impl Iterator<Item = &'a NamedChannel>,
    ) -> Result<&'a NamedChannel, ExprError> {
        let name = name.to_owned();
        let (math, own): (Vec<_>, Vec<_>) = found.partition(|channel| channel.key.is_math());
        let found = if own.is_empty() { math } else { own };
        match (found.first(), found.get(1)) {
            (Some(channel), None) => Ok(*channel),
            (Some(_), Some(_)) => Err(ExprError::new(place, ExprErrorKind::AmbiguousName { name })),
            (None, _) => {
                let near = near(&name, self.channels.iter().flat_map(spellings));
                Err(ExprError::new(place, ExprErrorKind::UnknownName { name, near }))
            }
        }
    }

    /// Position of a table by its name.
    pub(super) fn table(&self, name: &str, place: Place) -> Result<usize, ExprError> {
        let exact = self.tables.iter().position(|t| t.name == name);
        let folded = fold(name);
        exact.or_else(|| self.tables.iter().position(|t| fold(&t.name) == folded)).ok_or_else(|| {
            let near = near(name, self.tables.iter().map(|t| t.name.as_str()));
            ExprError::new(place, ExprErrorKind::UnknownTable { name: name.to_owned(), near })
        })
    }
}

/// The name of a column that is no canonical channel, else nothing.
fn own_name(channel: &NamedChannel) -> &str {
    match &channel.key {
        ChannelKey::Custom(name) | ChannelKey::Math(name) => name,
        ChannelKey::Known(_) => "",
    }
}

fn spellings(channel: &NamedChannel) -> impl Iterator<Item = &str> {
    channel.key.id().map(ChannelId::slug).into_iter().chain([channel.source.as_str()])
}

/// At most so many names are offered for one that is unknown.
const OFFERED: usize = 3;

/// Names that differ from a mistyped one by a letter or two, or hold it, the most alike first.
pub(super) fn near<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = fold(name);
    let most = (wanted.chars().count() / 3).clamp(1, 3);
    let mut found: Vec<(usize, &str)> = names
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let distance = distance(&wanted, &folded);
            let holds = wanted.len() >= 3 && folded.contains(&wanted);
            (distance <= most || holds).then_some((distance, candidate))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(OFFERED).map(|(_, name)| name.to_owned()).collect()
}

/// Letters to put in, take out or change (Levenshtein), of at most the first 40 of each.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(40).collect();
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
