//! What is asked of logs about a table; it stands in the address.

use super::own_axes::OwnAxes;
use crate::app::route::Query;
use crate::engine::analysis::{RowQuery, Span};
use crate::engine::channels::ChannelKey;
use crate::engine::tables::{CellHits, HitsParams, Ownership};

/// The figure that is shown of each cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// How many samples.
    Samples,
    /// How long.
    Seconds,
    #[default]
    Mean,
    Min,
    Max,
    Sd,
    Percentile,
}

impl Figure {
    pub const ALL: [Figure; 7] = [
        Figure::Samples,
        Figure::Seconds,
        Figure::Mean,
        Figure::Min,
        Figure::Max,
        Figure::Sd,
        Figure::Percentile,
    ];

    /// As it stands in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            Figure::Samples => "samples",
            Figure::Seconds => "seconds",
            Figure::Mean => "mean",
            Figure::Min => "min",
            Figure::Max => "max",
            Figure::Sd => "sd",
            Figure::Percentile => "percentile",
        }
    }

    /// The figure called so.
    pub fn from_slug(slug: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|f| f.slug() == slug)
    }

    /// Whether it is one of a channel.
    pub const fn is_of_channel(self) -> bool {
        !matches!(self, Figure::Samples | Figure::Seconds)
    }

    /// The figure of a cell; nothing where nothing was.
    pub fn of(self, cell: &CellHits) -> Option<f64> {
        match self {
            Figure::Samples => (cell.samples > 0).then_some(f64::from(cell.samples)),
            Figure::Seconds => (cell.samples > 0).then_some(cell.seconds),
            Figure::Mean => cell.mean,
            Figure::Min => cell.min,
            Figure::Max => cell.max,
            Figure::Sd => cell.sd,
            Figure::Percentile => cell.percentile,
        }
    }
}

/// What is laid over a table.
#[derive(Clone, Debug, PartialEq)]
pub struct OverLog {
    /// Ids of the sessions; none while nothing is laid over.
    pub sessions: Vec<String>,
    pub channel: Option<ChannelKey>,
    pub figure: Figure,
    /// %.
    pub percentile: f64,
    pub min_hits: u32,
    pub filter: String,
    /// s; `None` is all of it.
    pub range: Option<(f64, f64)>,
    /// Samples are shared among the four cells around them.
    pub shared: bool,
    /// Samples beyond the table count for its edge.
    pub hold: bool,
    /// Gathered over these instead of the table's axes.
    pub axes: Option<OwnAxes>,
}

impl Default for OverLog {
    fn default() -> Self {
        Self {
            sessions: Vec::new(),
            channel: None,
            figure: Figure::default(),
            percentile: 50.0,
            min_hits: 3,
            filter: String::new(),
            range: None,
            shared: false,
            hold: false,
            axes: None,
        }
    }
}

impl OverLog {
    /// As an address asks it.
    pub fn read(query: &Query) -> Self {
        let default = Self::default();
        let range = query.pair("t").filter(|(a, b)| a < b);
        Self {
            sessions: query.list("log"),
            channel: query.get("ch").and_then(|text| text.parse().ok()),
            figure: query.get("show").and_then(|s| Figure::from_slug(&s)).unwrap_or_default(),
            percentile: query.number("p").filter(|p| (0.0..=100.0).contains(p)).unwrap_or(default.percentile),
            min_hits: query
                .number("least")
                .filter(|n| (1.0..1e6).contains(n))
                .map_or(default.min_hits, |n| n as u32),
            filter: query.get("filter").unwrap_or_default(),
            range,
            shared: query.get("shared").is_some(),
            hold: query.get("hold").is_some(),
            axes: OwnAxes::read(&query.list("axes")),
        }
    }

    /// Into the address; keys of others are kept.
    pub fn write(&self, query: Query) -> Query {
        let default = Self::default();
        let unless = |same: bool, text: String| if same { String::new() } else { text };
        let query = query
            .with_list("log", &self.sessions)
            .with("ch", self.channel.as_ref().map_or(String::new(), ToString::to_string))
            .with("show", unless(self.figure == default.figure, self.figure.slug().to_owned()))
            .with("p", unless((self.percentile - 50.0).abs() < 1e-9, self.percentile.to_string()))
            .with("least", unless(self.min_hits == default.min_hits, self.min_hits.to_string()))
            .with("filter", &self.filter)
            .with("shared", unless(!self.shared, "1".to_owned()))
            .with("hold", unless(!self.hold, "1".to_owned()))
            .with_list("axes", self.axes.map(|axes| axes.write()).unwrap_or_default());
        match self.range {
            Some((a, b)) => query.with_pair("t", a, b),
            None => query.without("t"),
        }
    }

    /// As the engine takes it.
    pub fn params(&self) -> HitsParams {
        HitsParams {
            ownership: if self.shared { Ownership::Bilinear } else { Ownership::Nearest },
            percentile: self.percentile / 100.0,
            min_hits: f64::from(self.min_hits),
            hold_edges: self.hold,
        }
    }

    /// Which rows of the logs count.
    pub fn rows(&self) -> RowQuery {
        RowQuery {
            spans: self.range.map(|(a, b)| Span::new(a, b)).into_iter().collect(),
            filter: Some(self.filter.trim().to_owned()).filter(|text| !text.is_empty()),
        }
    }
}
