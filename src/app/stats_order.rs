//! The order of the table of statistics; it stands in the address. Pure.

use std::cmp::Ordering;

use super::route::Query;
use crate::engine::channels::ChannelKey;
use crate::engine::order::sort_by;
use crate::engine::stats::ColumnStats;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatsKey {
    Channel,
    Count,
    Missing,
    Flagged,
    Mean,
    Sd,
    Min,
    Q1,
    Median,
    Q3,
    Max,
}

impl StatsKey {
    pub const ALL: [StatsKey; 11] = [
        StatsKey::Channel,
        StatsKey::Count,
        StatsKey::Missing,
        StatsKey::Flagged,
        StatsKey::Mean,
        StatsKey::Sd,
        StatsKey::Min,
        StatsKey::Q1,
        StatsKey::Median,
        StatsKey::Q3,
        StatsKey::Max,
    ];

    /// As it stands in the address and in attributes.
    pub const fn slug(self) -> &'static str {
        match self {
            StatsKey::Channel => "channel",
            StatsKey::Count => "count",
            StatsKey::Missing => "missing",
            StatsKey::Flagged => "flagged",
            StatsKey::Mean => "mean",
            StatsKey::Sd => "sd",
            StatsKey::Min => "min",
            StatsKey::Q1 => "q1",
            StatsKey::Median => "median",
            StatsKey::Q3 => "q3",
            StatsKey::Max => "max",
        }
    }

    fn from_slug(slug: &str) -> Option<StatsKey> {
        StatsKey::ALL.into_iter().find(|k| k.slug() == slug)
    }

    fn figure(self, row: &ColumnStats) -> Option<f64> {
        match self {
            StatsKey::Channel => None,
            StatsKey::Count => Some(f64::from(row.count)),
            StatsKey::Missing => Some(f64::from(row.missing)),
            StatsKey::Flagged => Some(f64::from(row.flagged)),
            StatsKey::Mean => row.mean,
            StatsKey::Sd => row.sd,
            StatsKey::Min => row.min,
            StatsKey::Q1 => row.q1,
            StatsKey::Median => row.median,
            StatsKey::Q3 => row.q3,
            StatsKey::Max => row.max,
        }
    }
}

/// A column and its direction. None is the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatsOrder {
    pub key: StatsKey,
    /// Largest first.
    pub falling: bool,
}

impl StatsOrder {
    /// Reads the address.
    pub fn read(query: &Query) -> Option<Self> {
        let text = query.get("stats")?;
        let (slug, falling) = match text.strip_prefix('-') {
            Some(slug) => (slug, true),
            None => (text.as_str(), false),
        };
        StatsKey::from_slug(slug).map(|key| Self { key, falling })
    }

    /// Writes the address; other keys are kept.
    pub fn write(self, query: Query) -> Query {
        let sign = if self.falling { "-" } else { "" };
        query.with("stats", format!("{sign}{}", self.key.slug()))
    }

    /// What a click on a column's head asks for: names rise, figures fall; a second click turns it round.
    #[must_use]
    pub fn clicked(now: Option<Self>, key: StatsKey) -> Self {
        match now {
            Some(order) if order.key == key => Self { key, falling: !order.falling },
            _ => Self { key, falling: key != StatsKey::Channel },
        }
    }
}

/// The rows in order. What has no figure stands last, whatever the direction; equals keep the order of the file.
pub fn sorted(
    rows: &[ColumnStats],
    order: Option<StatsOrder>,
    name: impl Fn(&ChannelKey) -> String,
) -> Vec<&ColumnStats> {
    let mut list: Vec<&ColumnStats> = rows.iter().collect();
    let Some(order) = order else { return list };
    let turned = |rising: Ordering| if order.falling { rising.reverse() } else { rising };
    if order.key == StatsKey::Channel {
        sort_by(&mut list, |a, b| turned(name(&a.key).cmp(&name(&b.key))));
        return list;
    }
    sort_by(&mut list, |a, b| match (order.key.figure(a), order.key.figure(b)) {
        (Some(a), Some(b)) => turned(a.total_cmp(&b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    list
}
