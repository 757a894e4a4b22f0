//! What stands in which strip. Pure: every change gives a new layout.

use std::rc::Rc;

use crate::engine::channels::{ChannelKey, Group};
use crate::engine::units::Quantity;

/// A channel of the session as pickers, strips and read-outs need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    pub key: ChannelKey,
    /// Its name in the file.
    pub source: String,
    pub quantity: Quantity,
    /// `None` where its meaning is not known.
    pub group: Option<Group>,
    /// Names of the states of a channel of texts.
    pub labels: Rc<[String]>,
    /// Lowest and highest sample of the log, base unit.
    pub extent: Option<(f64, f64)>,
    /// Number of its time base.
    pub axis: u32,
    /// Symbol of its unit where no unit is known.
    pub symbol: Option<Rc<str>>,
}

impl Channel {
    /// Whether it is shown as a lane of states and not as a line.
    pub fn is_state(&self) -> bool {
        matches!(self.quantity, Quantity::Flag | Quantity::Code)
    }
}

/// The channels of a session in the order of its file. Equal when it is the same list.
#[derive(Clone, Debug)]
pub struct Channels(pub Rc<[Channel]>);

impl Channels {
    pub fn get(&self, key: &ChannelKey) -> Option<&Channel> {
        self.0.iter().find(|c| c.key == *key)
    }

    /// Whether two channels are on different time bases, so that the slower one is held where they meet.
    pub fn meet_held(&self, a: &ChannelKey, b: &ChannelKey) -> bool {
        let axis = |key: &ChannelKey| self.get(key).map(|c| c.axis);
        axis(a) != axis(b)
    }

    fn is_state(&self, key: &ChannelKey) -> bool {
        self.get(key).is_some_and(Channel::is_state)
    }
}

impl PartialEq for Channels {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// One channel in a strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    pub key: ChannelKey,
    /// Ends of its scale in the base unit, where the user has fixed them.
    pub lock: Option<(f64, f64)>,
}

impl From<ChannelKey> for Trace {
    fn from(key: ChannelKey) -> Self {
        Self { key, lock: None }
    }
}

/// Channels drawn over each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub traces: Vec<Trace>,
    /// Height in shares of a strip that nobody has resized.
    pub weight: f64,
}

impl Strip {
    pub fn new(traces: impl IntoIterator<Item = ChannelKey>) -> Self {
        Self { traces: traces.into_iter().map(Trace::from).collect(), weight: 1.0 }
    }
}

/// Most strips, and most channels in all of them.
pub const MAX_STRIPS: usize = 12;
pub const MAX_TRACES: usize = 32;
/// Bounds of [`Strip::weight`].
const WEIGHTS: std::ops::RangeInclusive<f64> = 0.25..=6.0;

/// Where a channel goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the strip at this position.
    Strip(usize),
    /// Into a strip of its own, before the strip at this position.
    Own(usize),
}

/// The strips from top to bottom. A channel stands in one of them at most; none is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub strips: Vec<Strip>,
    /// Scales follow what is in view; else they span the whole log.
    pub fit: bool,
}

impl Layout {
    /// A layout of these strips; what it cannot hold, or holds twice, is left out.
    pub fn of(strips: impl IntoIterator<Item = Strip>) -> Self {
        let mut layout = Layout::default();
        for strip in strips {
            let mut kept = Strip { traces: Vec::new(), weight: clamp_weight(strip.weight) };
            for trace in strip.traces {
                let known =
                    layout.find(&trace.key).is_some() || kept.traces.iter().any(|t| t.key == trace.key);
                if !known && layout.count() + kept.traces.len() < MAX_TRACES {
                    kept.traces.push(trace);
                }
            }
            if !kept.traces.is_empty() && layout.strips.len() < MAX_STRIPS {
                layout.strips.push(kept);
            }
        }
        layout
    }

    /// Every channel shown, from the top.
    pub fn keys(&self) -> impl Iterator<Item = &ChannelKey> {
        self.strips.iter().flat_map(|s| s.traces.iter().map(|t| &t.key))
    }

    /// Number of channels shown.
    pub fn count(&self) -> usize {
        self.strips.iter().map(|s| s.traces.len()).sum()
    }

    /// Strip and position within it.
    pub fn find(&self, key: &ChannelKey) -> Option<(usize, usize)> {
        self.strips
            .iter()
            .enumerate()
            .find_map(|(i, strip)| strip.traces.iter().position(|t| t.key == *key).map(|k| (i, k)))
    }

    /// The trace of a channel.
    pub fn trace(&self, key: &ChannelKey) -> Option<&Trace> {
        self.find(key).map(|(i, k)| &self.strips[i].traces[k])
    }

    /// Whether one more channel fits.
    pub fn has_room(&self) -> bool {
        self.count() < MAX_TRACES
    }

    /// Shows a channel: a state beside the other states, anything else in a strip of its own, or, when there are
    /// no more strips to be had, in the last one.
    #[must_use]
    pub fn show(&self, key: &ChannelKey, channels: &Channels) -> Layout {
        if self.find(key).is_some() || !self.has_room() {
            return self.clone();
        }
        let lanes = self.strips.iter().position(|s| s.traces.iter().all(|t| channels.is_state(&t.key)));
        let place = match lanes {
            Some(lanes) if channels.is_state(key) => Place::Strip(lanes),
            // The states stay at the bottom.
            Some(lanes) if lanes + 1 == self.strips.len() => Place::Own(lanes),
            _ => Place::Own(self.strips.len()),
        };
        let mut next = self.clone();
        next.put(Trace::from(key.clone()), place);
        next
    }

    /// Takes a channel out.
    #[must_use]
    pub fn hide(&self, key: &ChannelKey) -> Layout {
        let mut next = self.clone();
        next.take(key);
        next.sweep();
        next
    }

    /// Shows a channel that is not shown, else takes it out.
    #[must_use]
    pub fn toggle(&self, key: &ChannelKey, channels: &Channels) -> Layout {
        if self.find(key).is_some() { self.hide(key) } else { self.show(key, channels) }
    }

    /// Puts a channel somewhere else; shows it if it was not shown.
    #[must_use]
    pub fn place(&self, key: &ChannelKey, place: Place) -> Layout {
        let found = self.find(key);
        if found.is_none() && !self.has_room() {
            return self.clone();
        }
        let same = matches!((found, place), (Some((i, _)), Place::Strip(to)) if i == to);
        if same {
            return self.clone();
        }
        let mut next = self.clone();
        let trace = next.take(key).unwrap_or_else(|| Trace::from(key.clone()));
        // A strip that has just become empty still counts for the position.
        next.put(trace, place);
        next.sweep();
        next
    }

    /// Moves a whole strip.
    #[must_use]
    pub fn move_strip(&self, from: usize, to: usize) -> Layout {
        let mut next = self.clone();
        if from < next.strips.len() && to < next.strips.len() {
            let strip = next.strips.remove(from);
            next.strips.insert(to, strip);
        }
        next
    }

    /// Fixes the scale of a channel, or sets it free. A scale without height is refused.
    #[must_use]
    pub fn lock(&self, key: &ChannelKey, range: Option<(f64, f64)>) -> Layout {
        let mut next = self.clone();
        let sound = range.is_none_or(|(low, high)| low.is_finite() && high.is_finite() && low < high);
        if let (Some((i, k)), true) = (self.find(key), sound) {
            next.strips[i].traces[k].lock = range;
        }
        next
    }

    /// Sets the weights of all strips.
    #[must_use]
    pub fn weigh(&self, weights: &[f64]) -> Layout {
        let mut next = self.clone();
        for (strip, weight) in next.strips.iter_mut().zip(weights) {
            strip.weight = clamp_weight(*weight);
        }
        next
    }

    /// The same without channels the session lacks.
    #[must_use]
    pub fn only_of(&self, channels: &Channels) -> Layout {
        let mut next = self.clone();
        for strip in &mut next.strips {
            strip.traces.retain(|t| channels.get(&t.key).is_some());
        }
        next.sweep();
        next
    }

    /// The same with channels that are called otherwise now.
    #[must_use]
    pub fn renamed(&self, now: &dyn Fn(&ChannelKey) -> ChannelKey) -> Layout {
        let mut next = self.clone();
        for trace in next.strips.iter_mut().flat_map(|strip| &mut strip.traces) {
            trace.key = now(&trace.key);
        }
        next
    }

    fn put(&mut self, trace: Trace, place: Place) {
        match place {
            Place::Strip(i) if i < self.strips.len() => self.strips[i].traces.push(trace),
            Place::Own(i) if self.strips.len() < MAX_STRIPS => {
                let strip = Strip { traces: vec![trace], weight: 1.0 };
                self.strips.insert(i.min(self.strips.len()), strip);
            }
            _ => match self.strips.last_mut() {
                Some(last) => last.traces.push(trace),
                None => self.strips.push(Strip { traces: vec![trace], weight: 1.0 }),
            },
        }
    }

    fn take(&mut self, key: &ChannelKey) -> Option<Trace> {
        let (i, k) = self.find(key)?;
        Some(self.strips[i].traces.remove(k))
    }

    fn sweep(&mut self) {
        self.strips.retain(|s| !s.traces.is_empty());
    }
}

fn clamp_weight(weight: f64) -> f64 {
    if weight.is_finite() { weight.clamp(*WEIGHTS.start(), *WEIGHTS.end()) } else { 1.0 }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::engine::channels::ChannelId;

    pub fn key(text: &str) -> ChannelKey {
        text.parse().unwrap()
    }

    /// Channels of known slugs or `x:` names, with the catalogue's quantity.
    pub fn channels(keys: &[&str]) -> Channels {
        let channel = |text: &&str| {
            let key = key(text);
            let spec = key.id().map(ChannelId::spec);
            Channel {
                source: key.to_string(),
                quantity: spec.map_or(Quantity::AsLogged, |s| s.quantity),
                group: spec.map(|s| s.group),
                labels: Rc::from([]),
                extent: None,
                axis: 0,
                symbol: None,
                key,
            }
        };
        Channels(keys.iter().map(channel).collect())
    }

    /// `rpm tps | map_gauge`
    pub fn layout(text: &str) -> Layout {
        Layout::of(text.split('|').map(|s| Strip::new(s.split_whitespace().map(key))))
    }

    fn text(layout: &Layout) -> String {
        let strip = |s: &Strip| s.traces.iter().map(|t| t.key.to_string()).collect::<Vec<_>>().join(" ");
        layout.strips.iter().map(strip).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_channel_is_shown_in_a_strip_of_its_own_and_a_state_beside_the_states() {
        let known = channels(&["rpm", "tps", "limiter", "two_step", "gear", "x:Odd"]);
        let cases = [
            ("", "rpm", "rpm"),
            ("rpm", "tps", "rpm | tps"),
            ("rpm", "limiter", "rpm | limiter"),
            ("rpm | limiter", "two_step", "rpm | limiter two_step"),
            ("rpm | limiter", "tps", "rpm | tps | limiter"),
            ("rpm | limiter", "gear", "rpm | gear | limiter"),
            ("rpm", "x:Odd", "rpm | x:Odd"),
            ("rpm", "rpm", "rpm"),
        ];
        for (before, add, after) in cases {
            assert_eq!(text(&layout(before).show(&key(add), &known)), after, "{before} + {add}");
        }
    }

    #[test]
    fn a_strip_goes_with_its_last_channel() {
        assert_eq!(text(&layout("rpm tps | map_gauge").hide(&key("map_gauge"))), "rpm tps");
        assert_eq!(text(&layout("rpm tps | map_gauge").hide(&key("tps"))), "rpm | map_gauge");
        assert_eq!(text(&layout("rpm").hide(&key("tps"))), "rpm");
    }

    #[test]
    fn a_channel_moves_to_another_strip_or_to_one_of_its_own() {
        let cases = [
            ("rpm tps | map_gauge", "tps", Place::Strip(1), "rpm | map_gauge tps"),
            ("rpm tps | map_gauge", "map_gauge", Place::Strip(0), "rpm tps map_gauge"),
            ("rpm tps | map_gauge", "tps", Place::Own(1), "rpm | tps | map_gauge"),
            ("rpm tps | map_gauge", "rpm", Place::Own(0), "rpm | tps | map_gauge"),
            ("rpm | tps | map_gauge", "rpm", Place::Own(3), "tps | map_gauge | rpm"),
            ("rpm | tps", "rpm", Place::Own(0), "rpm | tps"),
            ("rpm | tps", "rpm", Place::Strip(0), "rpm | tps"),
            ("rpm", "tps", Place::Strip(0), "rpm tps"),
        ];
        for (before, what, place, after) in cases {
            assert_eq!(
                text(&layout(before).place(&key(what), place)),
                after,
                "{before}: {what} to {place:?}"
            );
        }
    }

    #[test]
    fn strips_change_places() {
        assert_eq!(text(&layout("rpm | tps | map_gauge").move_strip(2, 0)), "map_gauge | rpm | tps");
        assert_eq!(text(&layout("rpm | tps").move_strip(5, 0)), "rpm | tps");
    }

    #[test]
    fn a_scale_without_height_is_refused() {
        let before = layout("rpm tps");
        let locked = before.lock(&key("tps"), Some((0.0, 100.0)));
        assert_eq!(locked.trace(&key("tps")).unwrap().lock, Some((0.0, 100.0)));
        for bad in [(5.0, 5.0), (2.0, 1.0), (f64::NAN, 1.0)] {
            assert_eq!(locked.lock(&key("tps"), Some(bad)), locked);
        }
        assert_eq!(locked.lock(&key("tps"), None), before);
    }

    #[test]
    fn there_is_an_end_to_strips_and_channels() {
        let names: Vec<String> = (0..40).map(|i| format!("x:{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let known = channels(&names);
        let full = names.iter().fold(Layout::default(), |l, name| l.show(&key(name), &known));
        assert_eq!((full.strips.len(), full.count()), (MAX_STRIPS, MAX_TRACES));
        assert_eq!(full.place(&key("x:0"), Place::Own(0)).count(), MAX_TRACES);
    }

    #[test]
    fn weights_stay_within_bounds() {
        let weighed = layout("rpm | tps | map_gauge").weigh(&[0.0, f64::NAN, 100.0]);
        let weights: Vec<f64> = weighed.strips.iter().map(|s| s.weight).collect();
        assert_eq!(weights, [0.25, 1.0, 6.0]);
    }

    #[test]
    fn what_the_session_lacks_is_left_out() {
        let known = channels(&["rpm"]);
        assert_eq!(text(&layout("tps | rpm x:Gone").only_of(&known)), "rpm");
    }
}
