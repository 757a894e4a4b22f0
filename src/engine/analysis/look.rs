//! What can be drawn of channels that somebody chooses: one question, one report, whatever the drawing.

use serde::{Deserialize, Serialize};

use super::evidence::{Ledger, Reason};
use super::frame::Frame;
use super::statistics::ChannelStatistics;
use super::subject::Subject;
use super::{AnalysisError, Params};
use super::{boxes, correlation, lag, patterns, scatter, spectrum, statistics};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::Cx;
use crate::engine::table::RowMask;

/// What to draw of which channels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Look {
    /// How often a channel took which value.
    Distribution(ChannelKey),
    /// A channel by what the engine was doing.
    Boxes(ChannelKey),
    /// Which channels go together.
    Matrix(Vec<ChannelKey>),
    /// One channel against another, coloured by a third.
    Scatter(scatter::Query),
    /// What a channel swings at.
    Spectrum(ChannelKey),
    /// How long `y` follows `x`.
    Lag { x: ChannelKey, y: ChannelKey },
}

impl Look {
    /// Every channel it is made of, each once.
    pub fn channels(&self) -> Vec<ChannelKey> {
        let mut keys = match self {
            Look::Distribution(key) | Look::Boxes(key) | Look::Spectrum(key) => vec![key.clone()],
            Look::Matrix(keys) => keys.clone(),
            Look::Scatter(query) => [&query.x, &query.y].into_iter().chain(&query.colour).cloned().collect(),
            Look::Lag { x, y } => vec![x.clone(), y.clone()],
        };
        let mut seen = Vec::new();
        keys.retain(|key| {
            let new = !seen.contains(key);
            seen.push(key.clone());
            new
        });
        keys
    }

    /// The channels that have to be there: its own, and engine speed, whose time base they are brought to.
    pub fn needs(&self) -> Vec<ChannelKey> {
        let mut keys = self.channels();
        let rpm = ChannelKey::from(ChannelId::Rpm);
        if !keys.contains(&rpm) {
            keys.push(rpm);
        }
        keys
    }

    /// Whether it rests on what the engine was doing.
    pub const fn needs_patterns(&self) -> bool {
        matches!(self, Look::Boxes(_))
    }
}

/// Parameters of all drawings; the standard set is the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub statistics: statistics::Params,
    pub boxes: boxes::Params,
    pub correlation: correlation::Params,
    pub scatter: scatter::Params,
    pub spectrum: spectrum::Params,
    pub lag: lag::Params,
}

impl Settings {
    /// Changes one figure of one drawing; `false` if there is none of this name or the value is out of its bounds.
    pub fn put(&mut self, analysis: &str, slug: &str, value: f64) -> bool {
        self.boxes.put(analysis, slug, value)
            || self.correlation.put(analysis, slug, value)
            || self.scatter.put(analysis, slug, value)
            || self.spectrum.put(analysis, slug, value)
            || self.lag.put(analysis, slug, value)
    }

    /// Every figure that is not at its standard, as `ANALYSIS.SLUG:VALUE`.
    pub fn changed(&self) -> Vec<String> {
        self.boxes
            .changed()
            .chain(self.correlation.changed())
            .chain(self.scatter.changed())
            .chain(self.spectrum.changed())
            .chain(self.lag.changed())
            .collect()
    }

    /// These, with whatever `look` does not go by at its standard.
    #[must_use]
    pub fn relevant_to(&self, look: &Look) -> Settings {
        let standard = Settings::default();
        match look {
            Look::Distribution(_) => Settings { statistics: self.statistics.clone(), ..standard },
            Look::Boxes(_) => Settings { boxes: self.boxes.clone(), ..standard },
            Look::Matrix(_) => Settings { correlation: self.correlation.clone(), ..standard },
            Look::Scatter(_) => Settings { scatter: self.scatter.clone(), ..standard },
            Look::Spectrum(_) => Settings { spectrum: self.spectrum.clone(), ..standard },
            Look::Lag { .. } => Settings { lag: self.lag.clone(), ..standard },
        }
    }
}

/// A channel's statistics, and of which rows they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// None where the log lacks the channel.
    pub channel: Option<ChannelStatistics>,
    pub ledger: Ledger,
}

/// What came of a [`Look`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    Distribution(Distribution),
    Boxes(boxes::Report),
    Matrix(correlation::Report),
    Scatter(scatter::Report),
    Spectrum(spectrum::Report),
    Lag(lag::Report),
}

/// Makes what is asked for. `patterns` are the segments of the same frame; without them a drawing that rests on them has
/// only what is selected as a whole.
pub fn run(
    look: &Look,
    frame: &Frame,
    subject: &Subject,
    patterns: &patterns::Report,
    settings: &Settings,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    Ok(match look {
        Look::Distribution(key) => Report::Distribution(distribution(frame, key, &settings.statistics)?),
        Look::Boxes(key) => Report::Boxes(boxes::run(frame, subject, key, patterns, &settings.boxes, cx)?),
        Look::Matrix(keys) => {
            Report::Matrix(correlation::run(frame, subject, keys, &settings.correlation, cx)?)
        }
        Look::Scatter(query) => Report::Scatter(scatter::run(frame, subject, query, &settings.scatter, cx)?),
        Look::Spectrum(key) => Report::Spectrum(spectrum::run(frame, subject, key, &settings.spectrum, cx)?),
        Look::Lag { x, y } => Report::Lag(lag::run(frame, subject, x, y, &settings.lag, cx)?),
    })
}

fn distribution(
    frame: &Frame,
    key: &ChannelKey,
    params: &statistics::Params,
) -> Result<Distribution, AnalysisError> {
    let channel = statistics::of_channel(frame, key, params)?;
    let mut ledger = frame.ledger();
    match frame.values(key) {
        Some(values) => ledger.keep(Reason::Missing, &RowMask::of_values(&values, f32::is_finite)),
        // Texts are counted by their states.
        None if channel.is_some() => {}
        None => ledger.leave_out(Reason::Missing, &RowMask::all(frame.rows())),
    }
    let (_, ledger) = ledger.finish();
    Ok(Distribution { channel, ledger })
}
