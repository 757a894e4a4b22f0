//! How sessions, measures and differences are written.

use super::Compared;
use crate::engine::analysis::Span;
use crate::engine::analysis::comparison::{Difference, Report};
use crate::engine::analysis::measure::Measure;
use crate::engine::channels::ChannelKey;
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::i18n::units::Units;
use crate::report::analysis::{Writer, trends};
use crate::report::document::Place;

/// Below it a probability is only told to be smaller.
const SMALLEST_P: f64 = 0.0001;

/// What writes the sections.
pub(super) struct Speaker<'a> {
    pub writer: Writer<'a>,
    pub compared: Compared<'a>,
}

/// `A` for the first session.
pub fn letter(side: usize) -> String {
    char::from_u32(u32::from('A') + side as u32).map(String::from).unwrap_or_default()
}

/// Name of a measure.
pub fn measure_name(units: &Units, measure: &Measure) -> String {
    trends::name(&Writer::new(units), measure)
}

/// What the figures of a measure are shown as.
pub fn measure_quantity(measure: &Measure) -> Quantity {
    trends::quantity(measure)
}

impl Speaker<'_> {
    pub fn report(&self) -> &Report {
        &self.compared.study.report
    }

    pub fn base(&self) -> usize {
        self.report().reference as usize
    }

    /// Positions of the sessions that are held against the baseline.
    pub fn others(&self) -> impl Iterator<Item = usize> + use<> {
        let base = self.base();
        (0..self.report().sides as usize).filter(move |side| *side != base)
    }

    /// `B · Dyno 3`.
    pub fn session(&self, side: usize) -> String {
        let name = self.compared.sessions.get(side).map_or("", |s| s.name.as_str());
        if name.is_empty() { letter(side) } else { format!("{} · {name}", letter(side)) }
    }

    /// A stretch of a session.
    pub fn place(&self, side: usize, span: Span, channels: Vec<ChannelKey>) -> Option<Place> {
        let session = self.compared.sessions.get(side)?;
        (!session.id.is_empty()).then(|| Place::new(span, channels).of(session.id.clone()))
    }

    pub fn measure(&self, measure: &Measure) -> String {
        trends::name(&self.writer, measure)
    }

    /// A difference with its sign and unit.
    pub fn delta(&self, value: f64, quantity: Quantity) -> String {
        self.writer.units.show_delta(value, quantity).to_string()
    }

    /// A difference as a figure in the unit shown.
    pub fn delta_figure(&self, value: f64, quantity: Quantity) -> f64 {
        value * self.writer.units.scale_offset(quantity).0
    }

    /// `+0.8 … +1.6`; missing where it could not be bounded.
    pub fn interval(&self, difference: &Difference, quantity: Quantity) -> String {
        let text = |value: f64| self.writer.units.show_delta(value, quantity).text;
        match (difference.low, difference.high) {
            (Some(low), Some(high)) => format!("{} … {}", text(low), text(high)),
            _ => number::MISSING.to_owned(),
        }
    }

    pub fn p(&self, p: f64) -> String {
        if p < SMALLEST_P {
            return format!("< {}", self.writer.plain(Some(SMALLEST_P), 4));
        }
        self.writer.plain(Some(p), 4)
    }

    pub fn count(&self, n: u32) -> String {
        self.writer.plain(Some(f64::from(n)), 0)
    }
}

/// The channels that show a measure.
pub(super) fn channels_of(measure: &Measure) -> Vec<ChannelKey> {
    trends::shown(measure)
}
