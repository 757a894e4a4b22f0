//! What fingers and the mouse mean on the strips. Pure: positions in pixels of the chart go in, intentions come out.
//!
//! Mouse and pen: moving reads out, dragging chooses a range to zoom to, dragging with Shift or with the middle button
//! pans, a click fixes the cursor. Touch: dragging pans, two fingers zoom so that each stays on its moment, a tap sets
//! the cursor, holding and then dragging moves the cursor. A drag that begins on the A or B cursor moves that cursor.

/// The cursors that can be set and dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    A,
    B,
}

/// A pointer event, reduced to what matters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    pub id: i32,
    pub x: f64,
    pub y: f64,
    pub at_ms: f64,
    pub touch: bool,
    /// 0 is the left one or a touch, 1 the middle one.
    pub button: i16,
    pub shift: bool,
}

/// What the user wants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Intent {
    /// Read out here.
    Hover { x: f64, y: f64 },
    /// A range is being drawn, not decided yet.
    Band { x0: f64, x1: f64 },
    /// Zoom to this range.
    ZoomTo { x0: f64, x1: f64 },
    /// No range after all.
    BandOff,
    /// Move what is shown by so many pixels to the right.
    Pan { dx: f64 },
    /// What was under `from` is to be under `to`, left and right.
    Pinch { from: (f64, f64), to: (f64, f64) },
    /// Panning or pinching ended.
    Settle,
    /// Fix the cursor here, or set it free.
    Click { x: f64, y: f64 },
    /// The cursor goes here and stays.
    Scrub { x: f64 },
    /// Show everything again.
    Reset,
    /// A cursor goes here.
    Drag { mark: Mark, x: f64 },
}

/// Movement that still counts as standing still, px.
const SLOP: f64 = 4.0;
const TOUCH_SLOP: f64 = 9.0;
/// Narrowest range that is worth zooming to, px.
const MIN_BAND: f64 = 6.0;
/// Standing still this long makes a touch a hold.
const HOLD_MS: f64 = 350.0;
/// Two taps closer than this, in time and place, show everything.
const DOUBLE_MS: f64 = 350.0;
const DOUBLE_PX: f64 = 28.0;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Mode {
    #[default]
    Idle,
    /// Down, and not moved enough to mean anything.
    Pressed {
        down: Pointer,
        mark: Option<Mark>,
    },
    Band {
        x0: f64,
    },
    Pan {
        x: f64,
    },
    Pinch {
        first: (i32, f64),
        second: (i32, f64),
    },
    Scrub,
    Mark(Mark),
    /// What the remaining finger of a pinch does means nothing.
    Spent,
}

/// The gesture under way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gesture {
    mode: Mode,
    tap: Option<Pointer>,
}

impl Gesture {
    /// Whether something is being dragged.
    pub fn is_busy(&self) -> bool {
        self.mode != Mode::Idle
    }

    /// Which mark is being dragged.
    pub fn marking(&self) -> Option<Mark> {
        match self.mode {
            Mode::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// A button or finger goes down; `mark` is the cursor that lies there.
    pub fn down(&mut self, p: Pointer, mark: Option<Mark>) -> Option<Intent> {
        match self.mode {
            Mode::Idle if p.button == 1 || (p.button == 0 && p.shift && !p.touch) => {
                self.mode = Mode::Pan { x: p.x };
            }
            Mode::Idle if p.button == 0 => self.mode = Mode::Pressed { down: p, mark },
            Mode::Pressed { down, .. } if p.touch && down.touch => {
                self.mode = Mode::Pinch { first: (down.id, down.x), second: (p.id, p.x) };
            }
            Mode::Pan { x } if p.touch => {
                // The first finger's number is not known here; it is told apart as "not the second".
                self.mode = Mode::Pinch { first: (i32::MIN, x), second: (p.id, p.x) };
            }
            _ => {}
        }
        None
    }

    /// A pointer moved.
    pub fn moved(&mut self, p: Pointer) -> Option<Intent> {
        match self.mode {
            Mode::Idle if p.touch => None,
            Mode::Idle => Some(Intent::Hover { x: p.x, y: p.y }),
            Mode::Pressed { down, mark } => self.begin(down, mark, p),
            Mode::Band { x0 } => Some(Intent::Band { x0, x1: p.x }),
            Mode::Pan { x } => {
                self.mode = Mode::Pan { x: p.x };
                Some(Intent::Pan { dx: p.x - x })
            }
            Mode::Pinch { first, second } => {
                let from = (first.1, second.1);
                let (mut a, mut b) = (first, second);
                if p.id == second.0 {
                    b.1 = p.x;
                } else {
                    a = (p.id, p.x);
                }
                // Fingers that cross would turn time around.
                if (a.1 - b.1).abs() < 2.0 * SLOP || (a.1 < b.1) != (first.1 < second.1) {
                    return None;
                }
                self.mode = Mode::Pinch { first: a, second: b };
                Some(Intent::Pinch { from, to: (a.1, b.1) })
            }
            Mode::Scrub => Some(Intent::Scrub { x: p.x }),
            Mode::Mark(mark) => Some(Intent::Drag { mark, x: p.x }),
            Mode::Spent => None,
        }
    }

    fn begin(&mut self, down: Pointer, mark: Option<Mark>, p: Pointer) -> Option<Intent> {
        let slop = if p.touch { TOUCH_SLOP } else { SLOP };
        let held = p.touch && p.at_ms - down.at_ms >= HOLD_MS;
        if (p.x - down.x).abs() < slop && !held {
            return None;
        }
        if let Some(mark) = mark {
            self.mode = Mode::Mark(mark);
            Some(Intent::Drag { mark, x: p.x })
        } else if held {
            self.mode = Mode::Scrub;
            Some(Intent::Scrub { x: p.x })
        } else if p.touch {
            self.mode = Mode::Pan { x: p.x };
            Some(Intent::Pan { dx: p.x - down.x })
        } else {
            self.mode = Mode::Band { x0: down.x };
            Some(Intent::Band { x0: down.x, x1: p.x })
        }
    }

    /// A button or finger goes up.
    pub fn up(&mut self, p: Pointer) -> Option<Intent> {
        match std::mem::take(&mut self.mode) {
            Mode::Pressed { down, .. } => Some(self.click(down, p)),
            Mode::Band { x0 } if (p.x - x0).abs() >= MIN_BAND => {
                Some(Intent::ZoomTo { x0: x0.min(p.x), x1: x0.max(p.x) })
            }
            Mode::Band { .. } => Some(Intent::BandOff),
            Mode::Pan { .. } | Mode::Mark(_) => Some(Intent::Settle),
            Mode::Pinch { .. } => {
                self.mode = Mode::Spent;
                Some(Intent::Settle)
            }
            Mode::Idle | Mode::Scrub | Mode::Spent => None,
        }
    }

    fn click(&mut self, down: Pointer, up: Pointer) -> Intent {
        let again = self.tap.take().is_some_and(|tap| {
            down.at_ms - tap.at_ms <= DOUBLE_MS && (down.x - tap.x).hypot(down.y - tap.y) <= DOUBLE_PX
        });
        if again {
            return Intent::Reset;
        }
        self.tap = Some(up);
        Intent::Click { x: down.x, y: down.y }
    }

    /// The browser took the pointer away (it scrolls), or the user gave up with Escape.
    pub fn cancel(&mut self) -> Option<Intent> {
        match std::mem::take(&mut self.mode) {
            Mode::Band { .. } => Some(Intent::BandOff),
            Mode::Pan { .. } | Mode::Pinch { .. } | Mode::Mark(_) => Some(Intent::Settle),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mouse(x: f64, at_ms: f64) -> Pointer {
        Pointer { id: 1, x, y: 50.0, at_ms, touch: false, button: 0, shift: false }
    }

    fn finger(id: i32, x: f64, at_ms: f64) -> Pointer {
        Pointer { id, touch: true, ..mouse(x, at_ms) }
    }

    #[test]
    fn moving_the_mouse_reads_out() {
        assert_eq!(Gesture::default().moved(mouse(40.0, 0.0)), Some(Intent::Hover { x: 40.0, y: 50.0 }));
        assert_eq!(Gesture::default().moved(finger(1, 40.0, 0.0)), None);
    }

    #[test]
    fn a_drag_with_the_mouse_zooms_to_the_range_whichever_way_it_goes() {
        let mut g = Gesture::default();
        g.down(mouse(300.0, 0.0), None);
        assert_eq!(g.moved(mouse(298.0, 10.0)), None);
        assert_eq!(g.moved(mouse(200.0, 20.0)), Some(Intent::Band { x0: 300.0, x1: 200.0 }));
        assert_eq!(g.up(mouse(100.0, 30.0)), Some(Intent::ZoomTo { x0: 100.0, x1: 300.0 }));
        assert!(!g.is_busy());
    }

    #[test]
    fn a_range_that_shrinks_to_nothing_is_none() {
        let mut g = Gesture::default();
        g.down(mouse(300.0, 0.0), None);
        g.moved(mouse(340.0, 10.0));
        assert_eq!(g.up(mouse(302.0, 20.0)), Some(Intent::BandOff));
    }

    #[test]
    fn shift_and_the_middle_button_pan() {
        for start in
            [Pointer { shift: true, ..mouse(100.0, 0.0) }, Pointer { button: 1, ..mouse(100.0, 0.0) }]
        {
            let mut g = Gesture::default();
            g.down(start, None);
            assert_eq!(g.moved(mouse(130.0, 10.0)), Some(Intent::Pan { dx: 30.0 }));
            assert_eq!(g.moved(mouse(120.0, 20.0)), Some(Intent::Pan { dx: -10.0 }));
            assert_eq!(g.up(mouse(120.0, 30.0)), Some(Intent::Settle));
        }
    }

    #[test]
    fn the_right_button_is_the_browsers() {
        let mut g = Gesture::default();
        g.down(Pointer { button: 2, ..mouse(100.0, 0.0) }, None);
        assert!(!g.is_busy());
    }

    #[test]
    fn a_click_fixes_the_cursor_and_a_double_click_shows_everything() {
        let mut g = Gesture::default();
        g.down(mouse(100.0, 0.0), None);
        assert_eq!(g.up(mouse(101.0, 60.0)), Some(Intent::Click { x: 100.0, y: 50.0 }));
        g.down(mouse(102.0, 200.0), None);
        assert_eq!(g.up(mouse(102.0, 260.0)), Some(Intent::Reset));
        // A third click is a first one again, and so is one elsewhere.
        g.down(mouse(102.0, 300.0), None);
        assert_eq!(g.up(mouse(102.0, 310.0)), Some(Intent::Click { x: 102.0, y: 50.0 }));
        g.down(mouse(202.0, 400.0), None);
        assert_eq!(g.up(mouse(202.0, 410.0)), Some(Intent::Click { x: 202.0, y: 50.0 }));
    }

    #[test]
    fn one_finger_pans_and_a_held_one_moves_the_cursor() {
        let mut g = Gesture::default();
        g.down(finger(1, 100.0, 0.0), None);
        assert_eq!(g.moved(finger(1, 120.0, 50.0)), Some(Intent::Pan { dx: 20.0 }));
        assert_eq!(g.up(finger(1, 120.0, 60.0)), Some(Intent::Settle));

        g.down(finger(1, 100.0, 1000.0), None);
        assert_eq!(g.moved(finger(1, 101.0, 1400.0)), Some(Intent::Scrub { x: 101.0 }));
        assert_eq!(g.moved(finger(1, 150.0, 1410.0)), Some(Intent::Scrub { x: 150.0 }));
        assert_eq!(g.up(finger(1, 150.0, 1420.0)), None);
    }

    #[test]
    fn two_fingers_keep_their_moments() {
        let mut g = Gesture::default();
        g.down(finger(1, 100.0, 0.0), None);
        g.down(finger(2, 200.0, 10.0), None);
        let pinch = g.moved(finger(2, 260.0, 20.0));
        assert_eq!(pinch, Some(Intent::Pinch { from: (100.0, 200.0), to: (100.0, 260.0) }));
        let pinch = g.moved(finger(1, 80.0, 30.0));
        assert_eq!(pinch, Some(Intent::Pinch { from: (100.0, 260.0), to: (80.0, 260.0) }));
        // Fingers that cross are not followed.
        assert_eq!(g.moved(finger(1, 300.0, 40.0)), None);
        assert_eq!(g.up(finger(1, 80.0, 50.0)), Some(Intent::Settle));
        // What the other finger does then is nothing.
        assert_eq!(g.moved(finger(2, 10.0, 60.0)), None);
        assert_eq!(g.up(finger(2, 10.0, 70.0)), None);
        assert!(!g.is_busy());
    }

    #[test]
    fn a_second_finger_turns_panning_into_a_pinch() {
        let mut g = Gesture::default();
        g.down(finger(7, 100.0, 0.0), None);
        g.moved(finger(7, 120.0, 10.0));
        g.down(finger(8, 220.0, 20.0), None);
        let pinch = g.moved(finger(7, 110.0, 30.0));
        assert_eq!(pinch, Some(Intent::Pinch { from: (120.0, 220.0), to: (110.0, 220.0) }));
    }

    #[test]
    fn a_cursor_is_dragged_where_it_lies() {
        let mut g = Gesture::default();
        g.down(mouse(100.0, 0.0), Some(Mark::B));
        assert_eq!(g.moved(mouse(130.0, 10.0)), Some(Intent::Drag { mark: Mark::B, x: 130.0 }));
        assert_eq!(g.marking(), Some(Mark::B));
        assert_eq!(g.up(mouse(130.0, 20.0)), Some(Intent::Settle));
    }

    #[test]
    fn what_the_browser_takes_away_is_given_up() {
        let mut g = Gesture::default();
        g.down(mouse(100.0, 0.0), None);
        g.moved(mouse(150.0, 10.0));
        assert_eq!(g.cancel(), Some(Intent::BandOff));
        assert_eq!(g.cancel(), None);
    }
}
