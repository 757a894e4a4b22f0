//! The view's state in the address, so that reload, back and a copied link restore it.
//!
//! `ch` channels with `~` between strips, `y` fixed scales as channel, low, high, `h` heights of the strips, `t` the
//! visible range, `a` and `b` the cursors, `c` the read-out cursor, `fit` whether scales follow the view. `hist` and `xy`
//! are the channels of the figures beside the strips; without them there are none. `bins` is a number of bins, `whole`
//! makes the figures those of the whole log, `filter` is a condition. Numbers are seconds or in the base unit.

use super::model::{Layout, Strip, Trace};
use crate::app::route::Query;
use crate::engine::channels::ChannelKey;
use crate::engine::view::MAX_BINS;

/// Everything a link to Explore carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    /// `None` where the link does not say: the session's own choice.
    pub layout: Option<Layout>,
    /// `None` is the whole log.
    pub range: Option<(f64, f64)>,
    pub a: Option<f64>,
    pub b: Option<f64>,
    pub cursor: Option<f64>,
    pub histogram: Option<ChannelKey>,
    pub pair: Option<(ChannelKey, ChannelKey)>,
    /// `None` lets the data decide.
    pub bins: Option<u32>,
    /// The figures are of the whole log, whatever is in view.
    pub whole: bool,
    /// Only rows at which this is true.
    pub filter: Option<String>,
}

const BETWEEN_STRIPS: &str = "~";

impl Shared {
    /// Reads an address; what makes no sense is as good as absent.
    pub fn read(query: &Query) -> Shared {
        let key = |text: &String| text.parse::<ChannelKey>().ok();
        let pair = query.list("xy");
        Shared {
            layout: read_layout(query),
            range: query.pair("t").filter(|(a, b)| a < b),
            a: query.number("a"),
            b: query.number("b"),
            cursor: query.number("c"),
            histogram: query.get("hist").as_ref().and_then(key),
            pair: match pair.as_slice() {
                [x, y] => key(x).zip(key(y)),
                _ => None,
            },
            bins: query.number("bins").filter(|n| *n >= 1.0).map(|n| (n as u32).min(MAX_BINS)),
            whole: query.get("whole").is_some(),
            filter: query.get("filter"),
        }
    }

    /// This where it says something, else the other.
    #[must_use]
    pub fn over(self, other: Shared) -> Shared {
        // A moment to look at makes another range than its own meaningless.
        let range = if self.cursor.is_some() { self.range } else { self.range.or(other.range) };
        Shared {
            layout: self.layout.or(other.layout),
            range,
            a: self.a.or(other.a),
            b: self.b.or(other.b),
            cursor: self.cursor.or(other.cursor),
            histogram: self.histogram.or(other.histogram),
            pair: self.pair.or(other.pair),
            bins: self.bins.or(other.bins),
            whole: self.whole || other.whole,
            filter: self.filter.or(other.filter),
        }
    }

    /// The same with channels that are called otherwise now.
    #[must_use]
    pub fn renamed(self, now: &dyn Fn(&ChannelKey) -> ChannelKey) -> Shared {
        Shared {
            layout: self.layout.map(|layout| layout.renamed(now)),
            histogram: self.histogram.map(|key| now(&key)),
            pair: self.pair.map(|(x, y)| (now(&x), now(&y))),
            ..self
        }
    }

    /// The address of this state; keys of others are kept.
    pub fn write(&self, query: Query) -> Query {
        let time = |t: Option<f64>| t.map(rounded).map_or(String::new(), |t| t.to_string());
        let mut query = match &self.layout {
            Some(layout) => write_layout(layout, query),
            None => query.without("ch").without("y").without("h").without("fit"),
        };
        query = match self.range {
            Some((t0, t1)) => query.with_pair("t", rounded(t0), rounded(t1)),
            None => query.without("t"),
        };
        query = query.with("a", time(self.a)).with("b", time(self.b)).with("c", time(self.cursor));
        query = query.with("hist", self.histogram.as_ref().map_or(String::new(), ToString::to_string));
        query = query.with("bins", self.bins.map_or(String::new(), |n| n.to_string()));
        query = query.with("whole", if self.whole { "1" } else { "" });
        query = query.with("filter", self.filter.clone().unwrap_or_default());
        match &self.pair {
            Some((x, y)) => query.with_list("xy", [x.to_string(), y.to_string()]),
            None => query.without("xy"),
        }
    }
}

/// A tenth of a millisecond: finer than any logger, shorter than a float.
fn rounded(t: f64) -> f64 {
    (t * 1e4).round() / 1e4
}

fn read_layout(query: &Query) -> Option<Layout> {
    let items = query.list("ch");
    if items.is_empty() {
        return None;
    }
    let heights: Vec<f64> = query.list("h").iter().filter_map(|h| h.parse().ok()).collect();
    let locks = query.list("y");
    let lock = |key: &ChannelKey| {
        let name = key.to_string();
        locks.chunks_exact(3).find(|lock| lock[0] == name).and_then(|lock| {
            let (low, high): (f64, f64) = (lock[1].parse().ok()?, lock[2].parse().ok()?);
            (low < high && low.is_finite() && high.is_finite()).then_some((low, high))
        })
    };
    let strips = items.split(|item| item == BETWEEN_STRIPS).enumerate().map(|(i, keys)| Strip {
        traces: keys
            .iter()
            .filter_map(|key| key.parse::<ChannelKey>().ok())
            .map(|key| Trace { lock: lock(&key), key })
            .collect(),
        weight: heights.get(i).copied().unwrap_or(1.0),
    });
    let mut layout = Layout::of(strips);
    layout.fit = query.get("fit").is_some();
    Some(layout)
}

fn write_layout(layout: &Layout, query: Query) -> Query {
    let mut items: Vec<String> = Vec::new();
    let mut locks: Vec<String> = Vec::new();
    for (i, strip) in layout.strips.iter().enumerate() {
        if i > 0 {
            items.push(BETWEEN_STRIPS.to_owned());
        }
        for trace in &strip.traces {
            items.push(trace.key.to_string());
            if let Some((low, high)) = trace.lock {
                locks.extend([trace.key.to_string(), low.to_string(), high.to_string()]);
            }
        }
    }
    // An empty choice is a choice too.
    if items.is_empty() {
        items.push(BETWEEN_STRIPS.to_owned());
    }
    let equal = layout.strips.iter().all(|s| s.weight == 1.0);
    let heights = layout.strips.iter().map(|s| ((s.weight * 100.0).round() / 100.0).to_string());
    let query = query.with_list("ch", items).with_list("y", locks);
    let query = if equal { query.without("h") } else { query.with_list("h", heights) };
    if layout.fit { query.with("fit", 1) } else { query.without("fit") }
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::{key, layout};
    use super::*;

    fn back_and_forth(shared: &Shared) -> Shared {
        Shared::read(&Query::parse(&shared.write(Query::default()).to_string()))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut shown = layout("rpm tps|x:Sonda_1~,b|map_gauge").weigh(&[1.0, 2.0, 0.5]);
        shown = shown.lock(&key("tps"), Some((-5.0, 105.5)));
        shown.fit = true;
        let shared = Shared {
            layout: Some(shown),
            range: Some((12.5, 30.0)),
            a: Some(13.04),
            b: Some(0.0),
            cursor: Some(14.0),
            histogram: Some(key("rpm")),
            pair: Some((key("rpm"), key("x:a,b"))),
            bins: Some(40),
            whole: true,
            filter: Some("avg(tps, 0.5 s) > 50 & x, y = 1".to_owned()),
        };
        assert_eq!(back_and_forth(&shared), shared);
        assert_eq!(back_and_forth(&Shared::default()), Shared::default());
    }

    #[test]
    fn no_channels_at_all_differs_from_no_choice() {
        let none = Shared { layout: Some(Layout::default()), ..Shared::default() };
        assert_eq!(back_and_forth(&none), none);
    }

    #[test]
    fn an_address_typed_by_hand_does_no_harm() {
        let cases = [
            ("t=30,12", Shared::default()),
            ("t=a,b&a=NaN&b=x", Shared::default()),
            ("xy=rpm", Shared::default()),
            ("hist=nothing&bins=many", Shared::default()),
            ("bins=-3", Shared::default()),
            ("bins=1e9", Shared { bins: Some(MAX_BINS), ..Shared::default() }),
            ("ch=rpm,rpm,nothing&y=rpm,9,1", Shared { layout: Some(layout("rpm")), ..Shared::default() }),
        ];
        for (text, expected) in cases {
            assert_eq!(Shared::read(&Query::parse(text)), expected, "{text}");
        }
    }

    #[test]
    fn keys_of_others_stay() {
        let query = Shared::default().write(Query::parse("other=1&t=1,2"));
        assert_eq!(query.to_string(), "other=1");
    }
}
