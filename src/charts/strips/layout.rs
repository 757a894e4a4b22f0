//! Where the strips stand.

use super::draw::Rect;

/// Height of the time axis below the strips, px.
pub const AXIS_PX: f64 = 26.0;
/// Height of a line of names at the top of a strip, px.
pub const HEAD_PX: f64 = 26.0;
/// Height of a lane of states, px.
pub const LANE_PX: f64 = 22.0;
/// Space below the lowest point of a trace, px.
const FOOT_PX: f64 = 7.0;
/// Least height of a strip with traces, px.
const LEAST_PX: f64 = 64.0;

/// The picture as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    /// Room on the left for the figures of the scales; 0 on a narrow screen, where they stand inside.
    pub gutter: f64,
}

/// What a strip holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    pub weight: f64,
    /// Whether there are traces besides the lanes.
    pub lines: bool,
    /// Number of channels of states.
    pub lanes: usize,
    /// Lines that the names of the traces take.
    pub names: usize,
}

impl Shape {
    /// Height of the names, px.
    fn head_px(&self) -> f64 {
        self.names.max(1) as f64 * HEAD_PX
    }
}

/// Where one strip stands.
#[derive(Clone, Debug, PartialEq)]
pub struct StripBox {
    /// All of it, from the left edge of the picture.
    pub area: Rect,
    /// Where traces are drawn.
    pub plot: Rect,
    pub lanes: Vec<Rect>,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxes {
    pub frame: Frame,
    pub strips: Vec<StripBox>,
    /// The time axis.
    pub axis: Rect,
    /// Height that the strips need; more than the frame's where there are many.
    pub needed: f64,
}

impl Boxes {
    /// Left edge and width of what is drawn over time.
    pub fn across(&self) -> (f64, f64) {
        (self.frame.gutter, (self.frame.width - self.frame.gutter).max(1.0))
    }

    /// The strip at a height.
    pub fn strip_at(&self, y: f64) -> Option<usize> {
        self.strips.iter().position(|s| y >= s.area.y && y < s.area.bottom())
    }

    /// All strips together.
    pub fn body(&self) -> Rect {
        let (x, w) = self.across();
        Rect::new(x, 0.0, w, self.axis.y)
    }
}

fn lanes_px(lanes: usize) -> f64 {
    if lanes == 0 { 0.0 } else { lanes as f64 * LANE_PX + 6.0 }
}

fn least_px(shape: &Shape) -> f64 {
    if shape.lines {
        LEAST_PX - HEAD_PX + shape.head_px() + lanes_px(shape.lanes)
    } else {
        lanes_px(shape.lanes).max(LANE_PX)
    }
}

/// Shares the height: lanes get what they need, traces the rest by weight, none less than can be read.
pub fn boxes(frame: Frame, shapes: &[Shape]) -> Boxes {
    let needed = shapes.iter().map(least_px).sum::<f64>() + AXIS_PX;
    let height = frame.height.max(needed);
    let heights = heights(height - AXIS_PX, shapes);
    let mut y = 0.0;
    let strips = shapes
        .iter()
        .zip(heights)
        .map(|(shape, h)| {
            let strip = strip(frame, shape, y, h);
            y += h;
            strip
        })
        .collect();
    let axis = Rect::new(frame.gutter, height - AXIS_PX, (frame.width - frame.gutter).max(1.0), AXIS_PX);
    Boxes { frame: Frame { height, ..frame }, strips, axis, needed }
}

fn heights(room: f64, shapes: &[Shape]) -> Vec<f64> {
    let fixed: f64 = shapes.iter().filter(|s| !s.lines).map(least_px).sum();
    let mut free = room - fixed;
    let mut weights: f64 = shapes.iter().filter(|s| s.lines).map(|s| s.weight).sum();
    let mut heights: Vec<Option<f64>> =
        shapes.iter().map(|s| if s.lines { None } else { Some(least_px(s)) }).collect();
    // Strips whose share is too small get their least; the others share what is left, until all are served.
    loop {
        let small = shapes
            .iter()
            .zip(&heights)
            .position(|(s, h)| h.is_none() && free * s.weight / weights < least_px(s));
        let Some(i) = small else { break };
        heights[i] = Some(least_px(&shapes[i]));
        free -= least_px(&shapes[i]);
        weights -= shapes[i].weight;
    }
    let mut out: Vec<f64> =
        shapes.iter().zip(heights).map(|(s, h)| h.unwrap_or(free * s.weight / weights)).collect();
    // With nothing but lanes the last one fills the room.
    let used: f64 = out.iter().sum();
    if let (Some(last), true) = (out.last_mut(), used < room && shapes.iter().all(|s| !s.lines)) {
        *last += room - used;
    }
    out
}

fn strip(frame: Frame, shape: &Shape, y: f64, h: f64) -> StripBox {
    let width = (frame.width - frame.gutter).max(1.0);
    let lanes_h = lanes_px(shape.lanes);
    let top = if shape.lines { h - lanes_h } else { 3.0 };
    let lanes = (0..shape.lanes)
        .map(|i| Rect::new(frame.gutter, y + top + 3.0 + i as f64 * LANE_PX, width, LANE_PX - 4.0))
        .collect();
    let plot_h = if shape.lines { (h - lanes_h - shape.head_px() - FOOT_PX).max(8.0) } else { 0.0 };
    StripBox {
        area: Rect::new(0.0, y, frame.width, h),
        plot: Rect::new(frame.gutter, y + shape.head_px(), width, plot_h),
        lanes,
    }
}

/// Weights after the lower edge of strip `index` was dragged down by `dy`; only it and the strip below change.
pub fn drag_boundary(boxes: &Boxes, shapes: &[Shape], index: usize, dy: f64) -> Vec<f64> {
    let mut weights: Vec<f64> = shapes.iter().map(|s| s.weight).collect();
    // Lanes have a height of their own: the next strips with traces on either side move.
    let above = (0..=index).rev().find(|i| shapes.get(*i).is_some_and(|s| s.lines));
    let below = (index + 1..shapes.len()).find(|i| shapes[*i].lines);
    let (Some(above), Some(below)) = (above, below) else { return weights };
    let (ha, hb) = (boxes.strips[above].area.h, boxes.strips[below].area.h);
    let (la, lb) = (least_px(&shapes[above]), least_px(&shapes[below]));
    if ha + hb < la + lb {
        return weights;
    }
    let a = (ha + dy).min(ha + hb - lb).max(la);
    let both = weights[above] + weights[below];
    weights[above] = both * a / (ha + hb);
    weights[below] = both - weights[above];
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { width: 1000.0, height: 626.0, gutter: 50.0 };

    fn lines(weight: f64) -> Shape {
        Shape { weight, lines: true, lanes: 0, names: 1 }
    }

    fn lanes(lanes: usize) -> Shape {
        Shape { weight: 1.0, lines: false, lanes, names: 0 }
    }

    fn heights_of(shapes: &[Shape]) -> Vec<f64> {
        boxes(FRAME, shapes).strips.iter().map(|s| s.area.h.round()).collect()
    }

    #[test]
    fn strips_share_the_height_by_weight_and_lanes_have_their_own() {
        assert_eq!(heights_of(&[lines(1.0), lines(1.0), lines(1.0)]), [200.0, 200.0, 200.0]);
        assert_eq!(heights_of(&[lines(2.0), lines(1.0)]), [400.0, 200.0]);
        assert_eq!(heights_of(&[lines(1.0), lanes(2)]), [550.0, 50.0]);
        assert_eq!(heights_of(&[lines(1.0), lines(0.01)]), [536.0, 64.0]);
    }

    #[test]
    fn strips_touch_and_end_at_the_axis() {
        let boxes = boxes(FRAME, &[lines(1.0), lines(3.0), lanes(4)]);
        let mut y = 0.0;
        for strip in &boxes.strips {
            assert!((strip.area.y - y).abs() < 1e-9);
            assert!(strip.plot.y >= strip.area.y && strip.plot.bottom() <= strip.area.bottom());
            assert!(strip.lanes.iter().all(|l| l.y >= strip.area.y && l.bottom() <= strip.area.bottom()));
            y += strip.area.h;
        }
        assert!((boxes.axis.y - y).abs() < 1e-9);
        assert!((boxes.axis.bottom() - FRAME.height).abs() < 1e-9);
    }

    #[test]
    fn many_strips_make_the_picture_higher_instead_of_unreadable() {
        let boxes = boxes(FRAME, &[lines(1.0); 12]);
        assert_eq!(boxes.needed, 12.0 * 64.0 + AXIS_PX);
        assert_eq!(boxes.frame.height, boxes.needed);
    }

    #[test]
    fn names_in_two_lines_stand_above_the_traces() {
        let two = Shape { names: 2, ..lines(1.0) };
        let boxes = boxes(FRAME, &[two, lines(1.0)]);
        let tops: Vec<f64> = boxes.strips.iter().map(|s| s.plot.y - s.area.y).collect();
        assert_eq!(tops, [52.0, 26.0]);
        assert_eq!(boxes.needed, 90.0 + 64.0 + AXIS_PX);
    }

    #[test]
    fn dragging_an_edge_moves_its_two_neighbours_only() {
        let shapes = [lines(1.0), lines(1.0), lines(1.0)];
        let start = boxes(FRAME, &shapes);
        let weights = drag_boundary(&start, &shapes, 0, 50.0);
        let after = boxes(FRAME, &[lines(weights[0]), lines(weights[1]), lines(weights[2])]);
        let heights: Vec<f64> = after.strips.iter().map(|s| s.area.h.round()).collect();
        assert_eq!(heights, [250.0, 150.0, 200.0]);
        // No further than the neighbour can shrink, and not past lanes.
        assert!((drag_boundary(&start, &shapes, 0, 999.0)[1] - 2.0 * 64.0 / 400.0).abs() < 1e-9);
        let with_lanes = [lines(1.0), lanes(1)];
        assert_eq!(drag_boundary(&boxes(FRAME, &with_lanes), &with_lanes, 0, 30.0), [1.0, 1.0]);
    }

    #[test]
    fn a_height_belongs_to_one_strip() {
        let boxes = boxes(FRAME, &[lines(1.0), lines(1.0)]);
        assert_eq!(
            (boxes.strip_at(0.0), boxes.strip_at(299.0), boxes.strip_at(300.0)),
            (Some(0), Some(0), Some(1))
        );
        assert_eq!(boxes.strip_at(610.0), None);
    }
}
