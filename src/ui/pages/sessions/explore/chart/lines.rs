//! The lines that came from the worker, ready to be drawn.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::app::explore::model::{Channel, Channels};
use crate::app::explore::wanted::Have;
use crate::app::services::view::Slots;
use crate::charts::shape::{Join, Shape};
use crate::charts::strips::Span;
use crate::engine::channels::ChannelKey;
use crate::engine::units::Quantity;
use crate::engine::view::{SeriesKind, SeriesMeta, Window};
use crate::protocol::ViewAnswer;

/// The line of one channel in one window.
#[derive(Clone)]
pub struct Piece {
    pub shape: Rc<Shape>,
    /// Its points are seconds after this.
    pub t0: f64,
    pub covers: Span,
    pub meta: SeriesMeta,
    /// The times of the samples, where the points are the samples.
    pub samples: Option<Rc<[f32]>>,
}

/// Figures of a channel over what is in view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub mean: Option<f64>,
    pub n: u32,
}

/// What is here of the channels that are shown.
#[derive(Default)]
pub struct Lines {
    fine: BTreeMap<ChannelKey, Piece>,
    have: Option<Have>,
    whole: BTreeMap<ChannelKey, Piece>,
    figures: BTreeMap<ChannelKey, Figures>,
}

impl Lines {
    /// Takes in the lines of a window that reaches somewhat beyond the screen.
    pub fn take_fine(&mut self, answer: &ViewAnswer, slots: &Slots, channels: &Channels) {
        self.fine = pieces(answer, slots, channels);
        let raw = answer.series.iter().all(|s| s.meta.raw);
        self.have = Some(Have { window: answer.window, raw });
    }

    /// Takes in lines of the whole log, for the overview and for where nothing finer is here yet.
    pub fn take_whole(&mut self, answer: &ViewAnswer, slots: &Slots, channels: &Channels) {
        self.whole.extend(pieces(answer, slots, channels));
    }

    /// Takes in the figures of what is in view.
    pub fn take_figures(&mut self, answer: &ViewAnswer) {
        self.figures = answer
            .series
            .iter()
            .map(|s| {
                let bound = |x: Option<f32>| x.map(f64::from);
                let figures = Figures {
                    min: bound(s.meta.min),
                    max: bound(s.meta.max),
                    mean: s.meta.mean,
                    n: s.meta.drawn,
                };
                (s.key.clone(), figures)
            })
            .collect();
    }

    pub fn figures(&self, key: &ChannelKey) -> Option<Figures> {
        self.figures.get(key).copied()
    }

    pub fn whole(&self, key: &ChannelKey) -> Option<&Piece> {
        self.whole.get(key)
    }

    /// The best that is here of a channel in a range, without overlaps: fine where there is fine, else of the whole.
    pub fn pieces(&self, key: &ChannelKey) -> Vec<(Piece, Span)> {
        let whole = self.whole.get(key);
        // Nothing is finer than the samples.
        if let Some(whole) = whole.filter(|w| w.meta.raw) {
            return vec![(whole.clone(), whole.covers)];
        }
        let Some(fine) = self.fine.get(key) else {
            return whole.map(|w| (w.clone(), w.covers)).into_iter().collect();
        };
        let mut out = vec![(fine.clone(), fine.covers)];
        if let Some(whole) = whole {
            if whole.covers.t0 < fine.covers.t0 {
                out.push((whole.clone(), Span::new(whole.covers.t0, fine.covers.t0)));
            }
            if whole.covers.t1 > fine.covers.t1 {
                out.push((whole.clone(), Span::new(fine.covers.t1, whole.covers.t1)));
            }
        }
        out
    }

    /// Which of these have no line of the whole log yet.
    pub fn without_whole(&self, keys: &[ChannelKey]) -> Vec<ChannelKey> {
        keys.iter().filter(|k| !self.whole.contains_key(k)).cloned().collect()
    }

    /// Whether the lines of the whole log are the samples of all of these.
    pub fn is_complete(&self, keys: &[ChannelKey]) -> bool {
        keys.iter().all(|k| self.whole.get(k).is_some_and(|p| p.meta.raw))
    }

    /// The window of the fine lines, if it holds all of these.
    pub fn have(&self, keys: &[ChannelKey]) -> Option<Have> {
        self.have.filter(|_| keys.iter().all(|k| self.fine.contains_key(k)))
    }

    /// The samples around a moment of a channel: the last one before and the first one after it.
    pub fn neighbours(&self, key: &ChannelKey, t: f64) -> Option<(Option<f64>, Option<f64>)> {
        let pieces = [self.whole.get(key), self.fine.get(key)];
        let piece = pieces.into_iter().flatten().find(|p| p.samples.is_some() && p.covers.contains(t))?;
        let samples = piece.samples.as_ref()?;
        let at = |i: usize| samples.get(i).map(|s| piece.t0 + f64::from(*s));
        // A sample that is this very moment but for rounding is neither before nor after it.
        let same = 1e-6 * t.abs().max(1.0);
        let after = samples.partition_point(|s| piece.t0 + f64::from(*s) <= t + same);
        let before = samples.partition_point(|s| piece.t0 + f64::from(*s) < t - same);
        Some((before.checked_sub(1).and_then(at), at(after)))
    }
}

fn pieces(answer: &ViewAnswer, slots: &Slots, channels: &Channels) -> BTreeMap<ChannelKey, Piece> {
    answer
        .series
        .iter()
        .filter_map(|series| {
            let channel = channels.get(&series.key)?;
            let (t, y) = (slots.f32s(series.t)?.to_vec(), slots.f32s(series.y)?.to_vec());
            let shape = Rc::new(Shape::new(join(channel, series.meta.kind), &t, &y));
            let covers = window_span(&answer.window);
            let samples = series.meta.raw.then(|| Rc::from(t));
            Some((
                series.key.clone(),
                Piece { shape, t0: series.meta.t0, covers, meta: series.meta, samples },
            ))
        })
        .collect()
}

fn window_span(window: &Window) -> Span {
    Span::new(window.t0, window.t1)
}

fn join(channel: &Channel, kind: SeriesKind) -> Join<'_> {
    match (channel.quantity, kind) {
        (Quantity::Flag, _) => Join::Flag,
        (Quantity::Code, _) => Join::States(&channel.labels),
        (_, SeriesKind::Step) => Join::Step,
        (_, SeriesKind::Line) => Join::Line,
    }
}
