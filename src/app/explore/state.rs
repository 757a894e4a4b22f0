//! The state of Explore that a link carries, and what changes it. What moves at the pointer's rate lives in
//! the drawn chart and comes here when it has settled.

use std::rc::Rc;

use super::address::Shared;
use super::gesture::Mark;
use super::model::{Channels, Layout};
use super::presets;
use crate::app::store::Reduce;
use crate::engine::channels::{ChannelId, ChannelKey};

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Explore {
    pub layout: Layout,
    /// Whether the user, or a link, chose the channels.
    pub chosen: bool,
    /// `None` is the whole log.
    pub range: Option<(f64, f64)>,
    pub a: Option<f64>,
    pub b: Option<f64>,
    /// A cursor that stays where it is.
    pub cursor: Option<f64>,
    /// Whether histogram and scatter stand beside the strips.
    pub figures: bool,
    /// `None` where the log has no channel to start with.
    pub histogram: Option<ChannelKey>,
    pub pair: Option<(ChannelKey, ChannelKey)>,
    /// Number of bins; `None` lets the data decide.
    pub bins: Option<u32>,
    /// The figures are of the whole log, whatever is in view.
    pub whole: bool,
    /// Only rows at which this is true, as it was written.
    pub filter: Option<String>,
}

impl Explore {
    /// The state a link asks for, as far as the session has what it names.
    pub fn new(shared: &Shared, channels: &Channels) -> Self {
        let has = |key: &ChannelKey| channels.get(key).is_some();
        let own = shared.layout.as_ref().map(|l| l.only_of(channels));
        let layout = own.clone().unwrap_or_else(|| presets::initial(channels));
        let histogram = shared.histogram.clone().filter(has).or_else(|| figure(channels, ChannelId::Rpm));
        let load =
            [ChannelId::MapGauge, ChannelId::MapAbs, ChannelId::Tps, ChannelId::Pedal, ChannelId::Load];
        let pair = shared.pair.clone().filter(|(x, y)| has(x) && has(y)).or_else(|| {
            let y = load.into_iter().map(ChannelKey::from).find(has);
            Some((figure(channels, ChannelId::Rpm)?, y.or_else(|| second(channels))?))
        });
        Self {
            layout,
            chosen: own.is_some(),
            range: shared.range,
            a: shared.a,
            b: shared.b,
            cursor: shared.cursor,
            figures: shared.histogram.is_some() || shared.pair.is_some(),
            histogram,
            pair,
            bins: shared.bins,
            whole: shared.whole,
            filter: shared.filter.clone(),
        }
    }

    /// What stands in the address.
    pub fn shared(&self) -> Shared {
        Shared {
            layout: self.chosen.then(|| self.layout.clone()),
            range: self.range,
            a: self.a,
            b: self.b,
            cursor: self.cursor,
            histogram: self.histogram.clone().filter(|_| self.figures),
            pair: self.pair.clone().filter(|_| self.figures),
            bins: self.bins.filter(|_| self.figures),
            whole: self.whole && self.figures,
            filter: self.filter.clone(),
        }
    }

    /// The two cursors in the order of time, where both are set.
    pub fn between(&self) -> Option<(f64, f64)> {
        self.a.zip(self.b)
    }
}

/// A channel to start a figure with: the given one, else the first that is no state.
fn figure(channels: &Channels, id: ChannelId) -> Option<ChannelKey> {
    let key = ChannelKey::Known(id);
    if channels.get(&key).is_some() {
        return Some(key);
    }
    channels.0.iter().find(|c| !c.is_state()).map(|c| c.key.clone())
}

fn second(channels: &Channels) -> Option<ChannelKey> {
    let mut lines = channels.0.iter().filter(|c| !c.is_state()).map(|c| c.key.clone());
    let first = lines.next();
    lines.next().or(first)
}

/// What can be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Layout(Layout),
    Mark(Mark, Option<f64>),
    ClearMarks,
    /// What pointer and keys moved has come to rest: all of it at once, so that nobody sees a half.
    Settled {
        range: Option<(f64, f64)>,
        cursor: Option<f64>,
        a: Option<f64>,
        b: Option<f64>,
    },
    /// Shows histogram and scatter, or puts them away.
    Figures(bool),
    Histogram(ChannelKey),
    Pair(ChannelKey, ChannelKey),
    Bins(Option<u32>),
    Whole(bool),
    Filter(Option<String>),
    /// The address changed under us: back, forward, a link.
    Restore(Box<Explore>),
}

impl Reduce for Explore {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Layout(layout) => {
                next.chosen = true;
                next.layout = layout;
            }
            Action::Mark(Mark::A, t) => next.a = t,
            Action::Mark(Mark::B, t) => next.b = t,
            Action::ClearMarks => (next.a, next.b) = (None, None),
            Action::Settled { range, cursor, a, b } => {
                (next.range, next.cursor, next.a, next.b) = (range, cursor, a, b);
            }
            Action::Figures(shown) => next.figures = shown,
            Action::Histogram(key) => next.histogram = Some(key),
            Action::Pair(x, y) => next.pair = Some((x, y)),
            Action::Bins(bins) => next.bins = bins,
            Action::Whole(whole) => next.whole = whole,
            Action::Filter(filter) => next.filter = filter,
            Action::Restore(state) => next = *state,
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::{channels, key, layout};
    use super::*;

    #[test]
    fn a_fresh_session_shows_its_overview_and_says_nothing_in_the_address() {
        let known = channels(&["rpm", "tps", "map_gauge"]);
        let state = Explore::new(&Shared::default(), &known);
        assert_eq!(state.layout, layout("rpm tps|map_gauge"));
        assert_eq!((state.shared().layout, state.shared().pair), (None, None));
        assert_eq!(state.pair, Some((key("rpm"), key("map_gauge"))));
    }

    #[test]
    fn a_link_names_what_another_session_may_lack() {
        let known = channels(&["tps", "x:Odd"]);
        let shared = Shared {
            layout: Some(layout("rpm tps|x:Gone")),
            histogram: Some(key("rpm")),
            pair: Some((key("rpm"), key("tps"))),
            ..Shared::default()
        };
        let state = Explore::new(&shared, &known);
        assert_eq!(state.layout, layout("tps"));
        assert_eq!((state.histogram, state.pair), (Some(key("tps")), Some((key("tps"), key("tps")))));
    }

    #[test]
    fn a_choice_is_kept_in_the_address() {
        let known = channels(&["rpm", "tps"]);
        let state = Rc::new(Explore::new(&Shared::default(), &known));
        let state = state.reduce(Action::Layout(layout("tps")));
        let state = state.reduce(Action::Mark(Mark::A, Some(3.0)));
        assert_eq!(state.shared().layout, Some(layout("tps")));
        assert_eq!(Explore::new(&state.shared(), &known), *state);
        // Figures stand in the address as long as they are shown, and keep their channels when they are put away.
        let state = state.reduce(Action::Figures(true)).reduce(Action::Histogram(key("tps")));
        let shared = state.shared();
        assert_eq!((&shared.histogram, &shared.pair), (&Some(key("tps")), &Some((key("rpm"), key("tps")))));
        assert_eq!(Explore::new(&shared, &known), *state);
        let away = state.clone().reduce(Action::Figures(false));
        assert_eq!((away.shared().histogram, &away.histogram), (None, &Some(key("tps"))));
        let same = state.clone().reduce(Action::Mark(Mark::A, Some(3.0)));
        assert!(Rc::ptr_eq(&state, &same));
    }
}
