//! Which rows of a long list are on screen. Pure; `ui::components::table` draws them.
//!
//! Browsers cut elements off at 17 to 33 million pixels. A longer list is given a shorter track, and the
//! scroll position is spread over it.

/// A list of equal rows in a box that scrolls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowWindow {
    pub count: usize,
    /// Height of a row, px.
    pub row_px: f64,
    /// Height of the box, px.
    pub view_px: f64,
}

/// The rows to draw, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visible {
    pub first: usize,
    /// One past the last.
    pub end: usize,
    /// Where the first of them stands in the track, px from its top.
    pub offset_px: f64,
}

impl RowWindow {
    /// The longest track, px.
    pub const MAX_TRACK_PX: f64 = 16_000_000.0;
    /// Rows drawn beyond each edge, so that a fast scroll shows no gap.
    const MARGIN: usize = 6;

    /// Height of the element that the box scrolls over, px.
    pub fn track_px(self) -> f64 {
        self.full_px().min(Self::MAX_TRACK_PX)
    }

    fn full_px(self) -> f64 {
        self.count as f64 * self.row_px
    }

    /// The position in rows (may lie between two) at a scroll position.
    pub fn row_at(self, scroll_px: f64) -> f64 {
        let reach = self.track_px() - self.view_px;
        if reach <= 0.0 {
            return 0.0;
        }
        let share = (scroll_px / reach).clamp(0.0, 1.0);
        share * (self.full_px() - self.view_px) / self.row_px
    }

    /// The scroll position at which a row is the first on screen.
    pub fn scroll_to(self, row: f64) -> f64 {
        let last = (self.full_px() - self.view_px) / self.row_px;
        if last <= 0.0 {
            return 0.0;
        }
        (row / last).clamp(0.0, 1.0) * (self.track_px() - self.view_px)
    }

    /// The position nearest to `top` (in rows) at which `row` is wholly on screen.
    pub fn reveal(self, row: usize, top: f64) -> f64 {
        let rows = self.view_px / self.row_px;
        let row = row as f64;
        if row < top {
            row
        } else if row + 1.0 > top + rows {
            row + 1.0 - rows
        } else {
            top
        }
    }

    /// What to draw at a scroll position.
    pub fn visible(self, scroll_px: f64) -> Visible {
        if self.count == 0 || self.row_px <= 0.0 {
            return Visible { first: 0, end: 0, offset_px: 0.0 };
        }
        let top = self.row_at(scroll_px);
        let rows = (self.view_px / self.row_px).ceil() as usize + 1;
        let first = (top.floor() as usize).saturating_sub(Self::MARGIN);
        let end = (top.floor() as usize + rows + Self::MARGIN).min(self.count);
        // The row at `top` has to stand at the scroll position, whatever the track's scale.
        let scroll = scroll_px.clamp(0.0, (self.track_px() - self.view_px).max(0.0));
        Visible { first, end, offset_px: scroll - (top - first as f64) * self.row_px }
    }
}
