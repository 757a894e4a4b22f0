use fueltune_analyzer::app::maps::{Camera, scene, slice};
use fueltune_analyzer::engine::tables::{Cell, Command, For, Side, Template, apply, template};
use proptest::prelude::*;

use super::{area, cases, factory, small};

#[test]
fn a_slice_is_the_row_or_the_column_through_a_cell() {
    let table = small();
    let row = slice(&table, Side::X, Cell::at(1, 2), None).expect("a row");
    assert_eq!(row.points.iter().map(|p| p.value).collect::<Vec<_>>(), [2.5, 3.5, 5.0, 9.0]);
    let column = slice(&table, Side::Y, Cell::at(1, 2), None).expect("a column");
    assert_eq!(
        column.points.iter().map(|p| (p.at, p.value)).collect::<Vec<_>>(),
        [(1000.0, 4.0), (2000.0, 5.0), (4000.0, 6.0)]
    );
    // Only what is in use, and a curve has no columns.
    assert_eq!(slice(&factory(), Side::X, Cell::at(0, 0), None).expect("a row").points.len(), 21);
    let curve = template(Template::DeadTime, "Dead time", For { boosted: true }).expect("a template");
    assert!(slice(&curve, Side::Y, Cell::at(0, 0), None).is_none());
}

#[test]
fn steps_of_the_axis_are_as_wide_as_they_are() {
    let slice = slice(&small(), Side::X, Cell::at(0, 0), None).expect("a row");
    let xs: Vec<f64> = slice.points.iter().map(|p| slice.place(p.at, p.value, (180.0, 100.0)).0).collect();
    for (found, expected) in xs.iter().zip([0.0, 40.0, 80.0, 180.0]) {
        assert!((found - expected).abs() < 1e-9);
    }
    assert_eq!(slice.nearest(75.0, 180.0).map(|p| p.cell), Some(Cell::at(0, 2)));
    assert_eq!(slice.nearest(500.0, 180.0).map(|p| p.cell), Some(Cell::at(0, 3)));
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_point_that_is_drawn_to_where_it_is_keeps_its_value(value in -50.0..50.0f64, height in 10.0..500.0f64) {
        let slice = slice(&small(), Side::Y, Cell::at(0, 1), None).expect("a column");
        let (_, y) = slice.place(2000.0, value, (100.0, height));
        prop_assert!((slice.value_at(y, height) - value).abs() < 1e-6);
    }

    #[test]
    fn a_surface_is_seen_from_anywhere_and_stays_in_finite_places(dx in -900.0..900.0f64, dy in -900.0..900.0f64) {
        let camera = Camera::default().dragged(dx, dy);
        let table = small();
        let seen = scene(&table, camera, (400.0, 300.0), area((0, 0), (1, 1)), Cell::at(1, 1)).expect("a surface");
        prop_assert_eq!(seen.faces.len(), 6);
        prop_assert!(seen.faces.iter().flat_map(|f| f.corners).all(|(x, y)| x.is_finite() && y.is_finite()));
        prop_assert_eq!(seen.faces.iter().filter(|f| f.selected).count(), 1);
        prop_assert!(camera.tilt > 0.0 && camera.tilt <= std::f64::consts::FRAC_PI_2);
    }
}

#[test]
fn seen_from_above_a_surface_lies_like_the_grid_and_a_click_finds_the_cell() {
    let above = Camera { turn: 0.0, tilt: std::f64::consts::FRAC_PI_2, zoom: 1.0 };
    let table = small();
    let seen = scene(&table, above, (400.0, 300.0), area((0, 0), (0, 0)), Cell::at(0, 0)).expect("a surface");
    // Load to the right, engine speed away: up.
    let [origin, load, _, speed] = seen.floor;
    assert!(load.0 > origin.0 && speed.1 < origin.1);
    let face = seen.faces.iter().find(|f| f.cell == Cell::at(1, 2)).expect("that piece");
    let middle = face.corners.iter().fold((0.0, 0.0), |sum, c| (sum.0 + c.0 / 4.0, sum.1 + c.1 / 4.0));
    assert_eq!(seen.cell_at(middle), Some(Cell::at(1, 2)));
    assert_eq!(seen.cell_at((-5.0, -5.0)), None);
    assert_eq!(
        seen.focus,
        Some(seen.faces.iter().find(|f| f.cell == Cell::at(0, 0)).expect("that piece").corners[0])
    );
}

#[test]
fn what_is_nearer_is_drawn_later_and_higher_is_lighter() {
    let table = small();
    let front = Camera { turn: 0.0, tilt: 0.4, zoom: 1.0 };
    let seen = scene(&table, front, (400.0, 300.0), area((0, 0), (0, 0)), Cell::at(0, 0)).expect("a surface");
    // From the front the lowest engine speed is nearest.
    let place = |cell: Cell| seen.faces.iter().position(|f| f.cell == cell).expect("that piece");
    assert!(place(Cell::at(0, 0)) > place(Cell::at(1, 0)));
    let level = |cell: Cell| seen.faces[place(cell)].level;
    assert!(level(Cell::at(1, 2)) > level(Cell::at(0, 0)));
}

#[test]
fn the_ends_of_the_axes_stand_on_the_nearer_edges_of_the_floor() {
    let front = Camera { turn: 0.0, tilt: 0.4, zoom: 1.0 };
    let seen =
        scene(&small(), front, (400.0, 300.0), area((0, 0), (0, 0)), Cell::at(0, 0)).expect("a surface");
    let [first, last, ..] = seen.ends();
    // Seen from the front the columns go from left to right along the lower edge.
    assert!(first.0 < last.0 && (first.1 - last.1).abs() < 1e-9);
    let lowest = seen.floor.iter().map(|p| p.1).fold(f64::MIN, f64::max);
    assert!((first.1 - lowest).abs() < 1e-9);
}

#[test]
fn a_flat_table_is_a_flat_surface_and_a_curve_is_none() {
    let flat = apply(&small(), &Command::Set { area: small().whole(), value: 4.0 }).expect("a value").table;
    let seen = scene(&flat, Camera::default(), (300.0, 300.0), area((0, 0), (0, 0)), Cell::at(0, 0))
        .expect("a surface");
    assert!(seen.faces.iter().all(|f| f.level == 16));
    let curve = template(Template::DeadTime, "Dead time", For { boosted: true }).expect("a template");
    assert!(scene(&curve, Camera::default(), (300.0, 300.0), area((0, 0), (0, 0)), Cell::at(0, 0)).is_none());
}
