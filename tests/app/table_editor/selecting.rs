use fueltune_analyzer::app::maps::{
    Drag, DragMode, Intent, Order, Outcome, Pointer, Selection, Step, Told, act, covered, pinched,
};
use fueltune_analyzer::engine::tables::{Cell, Command, apply};

use super::{area, editing, factory, scale, selection, small};

#[test]
fn up_is_towards_the_first_row_on_screen_whichever_it_is() {
    let table = small();
    let down = Order::of(&table, true, false);
    let up = Order::of(&table, false, false);
    assert_eq!((down.rows.as_slice(), up.rows.as_slice()), ([2, 1, 0].as_slice(), [0, 1, 2].as_slice()));
    let middle = Selection::of(Cell::at(1, 1));
    let moved = |step, order| middle.moved(step, false, 5, order).focus;
    assert_eq!((moved(Step::Up, &down), moved(Step::Up, &up)), (Cell::at(2, 1), Cell::at(0, 1)));
    assert_eq!((moved(Step::Down, &down), moved(Step::Left, &up)), (Cell::at(0, 1), Cell::at(1, 0)));
    assert_eq!((moved(Step::First, &down), moved(Step::Last, &down)), (Cell::at(2, 0), Cell::at(0, 3)));
    assert_eq!((moved(Step::RowEnd, &up), moved(Step::Bottom, &up)), (Cell::at(1, 3), Cell::at(2, 1)));
    // Edges hold.
    let corner = Selection::of(Cell::at(2, 3));
    assert_eq!(corner.moved(Step::Up, false, 5, &down), corner);
    assert_eq!(corner.moved(Step::Right, false, 5, &down), corner);
}

#[test]
fn shift_draws_the_selection_from_where_it_began() {
    let table = small();
    let order = Order::of(&table, true, false);
    let drawn =
        Selection::of(Cell::at(1, 1)).moved(Step::Up, true, 5, &order).moved(Step::Right, true, 5, &order);
    assert_eq!(drawn, selection((1, 1), (2, 2)));
    assert_eq!(drawn.area(), area((1, 1), (2, 2)));
    assert_eq!(drawn.all(&order).area(), table.whole());
    assert_eq!(Selection::of(Cell::at(1, 2)).row(&order).area(), area((1, 0), (1, 3)));
    assert_eq!(Selection::of(Cell::at(1, 2)).column(&order).area(), area((0, 2), (2, 2)));
}

#[test]
fn what_is_not_in_use_is_stepped_over_unless_it_is_shown() {
    let table = factory();
    let hidden = Order::of(&table, true, false);
    assert_eq!((hidden.rows.len(), hidden.columns.len(), hidden.rows[0]), (24, 21, 23));
    let shown = Order::of(&table, true, true);
    assert_eq!((shown.rows.len(), shown.columns.len(), shown.rows[0]), (32, 32, 31));
    let last = Selection::of(Cell::at(5, 20));
    assert_eq!(last.moved(Step::Right, false, 5, &hidden), last);
    assert_eq!(last.moved(Step::Right, false, 5, &shown).focus, Cell::at(5, 21));
    // A selection on a cell that is shown no longer goes to the nearest that is.
    assert_eq!(Selection::of(Cell::at(30, 30)).within(&table, &hidden).focus, Cell::at(23, 20));
}

#[test]
fn a_page_is_as_many_rows_as_the_grid_shows() {
    let table = factory();
    let order = Order::of(&table, true, false);
    let moved = Selection::of(Cell::at(23, 0)).moved(Step::PageDown, false, 10, &order);
    assert_eq!(moved.focus, Cell::at(13, 0));
}

#[test]
fn a_lock_is_turned_and_the_log_s_cursor_is_gone_to() {
    let table = small();
    let (order, scale) = (Order::of(&table, true, false), scale(&table));
    let chosen = selection((0, 0), (0, 1));
    let Outcome::Do(lock) = act(Intent::Lock, &editing(&table, &order, &scale, chosen)) else { panic!() };
    assert_eq!(lock, Command::Lock { area: chosen.area(), locked: true });
    let locked = apply(&table, &lock).expect("locked").table;
    let Outcome::Do(unlock) = act(Intent::Lock, &editing(&locked, &order, &scale, chosen)) else { panic!() };
    assert_eq!(unlock, Command::Lock { area: chosen.area(), locked: false });
    // Of a selection of which only a part is locked, the rest is locked too.
    let more = selection((0, 0), (0, 2));
    let Outcome::Do(rest) = act(Intent::Lock, &editing(&locked, &order, &scale, more)) else { panic!() };
    assert_eq!(rest, Command::Lock { area: more.area(), locked: true });

    let mut now = editing(&table, &order, &scale, chosen);
    assert_eq!(act(Intent::Follow, &now), Outcome::Nothing);
    now.operating_point = Some((1.4, 2.6));
    assert_eq!(act(Intent::Follow, &now), Outcome::Select(Selection::of(Cell::at(1, 3))));
}

#[test]
fn a_mouse_draws_the_selection_and_a_finger_scrolls_unless_told_otherwise() {
    let mouse = Pointer { y: 100.0, touch: false, shift: false };
    let finger = Pointer { touch: true, ..mouse };
    let now = Selection::of(Cell::at(0, 0));
    let mut drag = Drag::default();
    assert_eq!(
        drag.down(mouse, Cell::at(1, 1), DragMode::Scroll, now),
        Told::Select(Selection::of(Cell::at(1, 1)))
    );
    assert_eq!(drag.moved(mouse, Some(Cell::at(2, 2))), Told::Select(selection((1, 1), (2, 2))));
    assert_eq!(drag.moved(mouse, Some(Cell::at(2, 2))), Told::Nothing);
    assert_eq!(drag.moved(mouse, None), Told::Nothing);
    assert!(drag.end() && !drag.is_busy());

    assert_eq!(
        drag.down(finger, Cell::at(1, 1), DragMode::Scroll, now),
        Told::Select(Selection::of(Cell::at(1, 1)))
    );
    assert_eq!(drag.moved(finger, Some(Cell::at(2, 2))), Told::Nothing);
    drag.end();
    drag.down(finger, Cell::at(1, 1), DragMode::Select, now);
    assert_eq!(drag.moved(finger, Some(Cell::at(0, 3))), Told::Select(selection((1, 1), (0, 3))));
    drag.end();
    let shift = Pointer { shift: true, ..mouse };
    assert_eq!(
        drag.down(shift, Cell::at(2, 1), DragMode::Scroll, now),
        Told::Select(selection((0, 0), (2, 1)))
    );
}

#[test]
fn a_value_is_drawn_by_whole_steps_and_comes_back_with_the_pointer() {
    let at = |y: f64| Pointer { y, touch: true, shift: false };
    let now = selection((0, 0), (1, 1));
    let mut drag = Drag::default();
    // Inside the selection it stays; outside the cell below is chosen.
    assert_eq!(drag.down(at(100.0), Cell::at(1, 0), DragMode::Value, now), Told::Nothing);
    assert_eq!(drag.moved(at(97.0), None), Told::Nothing);
    assert_eq!(drag.moved(at(95.0), None), Told::Steps(1.0));
    assert_eq!(drag.moved(at(80.0), None), Told::Steps(4.0));
    assert_eq!(drag.moved(at(100.0), None), Told::Steps(-5.0));
    assert_eq!(drag.moved(at(108.0), None), Told::Steps(-2.0));
    drag.end();
    assert_eq!(
        drag.down(at(0.0), Cell::at(2, 3), DragMode::Value, now),
        Told::Select(Selection::of(Cell::at(2, 3)))
    );
}

#[test]
fn the_frame_covers_what_is_selected_and_shown() {
    let rows = [5, 4, 2, 1, 0];
    let columns = [0, 1, 3];
    assert_eq!(covered(area((1, 0), (4, 1)), &rows, &columns), Some((1, 0, 3, 2)));
    assert_eq!(covered(area((0, 0), (5, 3)), &rows, &columns), Some((0, 0, 5, 3)));
    assert_eq!(covered(area((3, 0), (3, 0)), &rows, &columns), None);
}

#[test]
fn a_pinch_zooms_by_how_far_the_fingers_part_and_stays_readable() {
    assert!((pinched(1.0, 100.0, 150.0) - 1.5).abs() < 1e-12);
    assert!((pinched(1.0, 100.0, 1000.0) - 2.0).abs() < 1e-12);
    assert!(pinched(1.0, 100.0, 1.0) >= 12.0 / 13.0, "type stays at 12 pixels");
    assert!((pinched(1.2, 0.0, 50.0) - 1.2).abs() < 1e-12);
}
