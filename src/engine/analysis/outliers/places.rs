//! Stretches of time that a rule leaves out.

use crate::engine::analysis::Span;
use crate::engine::analysis::patterns::{Report, SegmentKind};
use crate::engine::table::{RowMask, TimeAxis};

/// Spans in order that do not touch.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<Span>);

impl Places {
    /// Segments of these kinds, each from `before_s` before it to `after_s` after it.
    pub(super) fn of(patterns: &Report, kinds: &[SegmentKind], before_s: f64, after_s: f64) -> Self {
        let spans = patterns.segments.iter().filter(|s| kinds.contains(&s.kind)).map(|s| s.span);
        Self::new(spans.map(|s| Span::new(s.t0 - before_s, s.t1 + after_s)).collect())
    }

    pub(super) fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_by(|a, b| a.t0.total_cmp(&b.t0));
        let mut merged: Vec<Span> = Vec::new();
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.t0 <= last.t1 => last.t1 = last.t1.max(span.t1),
                _ => merged.push(span),
            }
        }
        Self(merged)
    }

    /// Rows of a time base within them.
    pub(super) fn rows(&self, axis: &TimeAxis) -> RowMask {
        let mut rows = RowMask::none(axis.len());
        for span in &self.0 {
            rows.insert_range(axis.rows_within(span.t0, span.t1));
        }
        rows
    }

    /// Whether a moment lies in one of them.
    pub(super) fn contain(&self, t: f64) -> bool {
        let next = self.0.partition_point(|s| s.t0 <= t);
        next > 0 && t <= self.0[next - 1].t1
    }

    /// Whether one of them shares a moment with a span.
    pub(super) fn touch(&self, span: Span) -> bool {
        let next = self.0.partition_point(|s| s.t0 <= span.t1);
        next > 0 && self.0[next - 1].t1 >= span.t0
    }
}
