//! Edits of axes.

use fueltune_analyzer::engine::tables::surface::Method;
use fueltune_analyzer::engine::tables::{
    Area, AxisError, Cell, Command, For, MAX_POINTS, MapTable, Point, Refusal, Side, Template, apply,
    template,
};
use proptest::prelude::*;

use super::{curve, fuel, small, tables, with_spare};
use crate::sample_logs::cases;

fn points(at: &[f64]) -> Vec<Point> {
    at.iter().map(|at| Point { at: *at, in_use: true }).collect()
}

fn set(at: &[f64], resample: Option<Method>) -> Command {
    Command::SetAxis { side: Side::X, points: points(at), resample }
}

fn lock(table: &MapTable, row: u32, column: u32) -> MapTable {
    let area = Area::cell(Cell::at(row, column));
    apply(table, &Command::Lock { area, locked: true }).unwrap().table
}

#[test]
fn a_new_axis_reads_its_cells_off_the_old_one() {
    let applied = apply(&small(), &set(&[-0.8, -0.6, 0.5, 2.0], Some(Method::Linear))).unwrap();
    assert_eq!(applied.table.cells()[..4], [2.0, 2.5, 6.0, 8.0]);
    assert_eq!(applied.beyond, 3, "2 bar is beyond the old end in each of the three rows");
    assert_eq!(applied.table.x().active(), [-0.8, -0.6, 0.5, 2.0]);
}

#[test]
fn an_axis_may_change_under_its_cells() {
    let applied = apply(&small(), &set(&[-0.9, -0.5, 0.1, 1.1], None)).unwrap();
    assert_eq!(applied.table.cells(), small().cells());
    assert_eq!(applied.changed, 0, "no cell has another value");
    assert!(applied.change.is_some(), "and yet it can be taken back");
    let fewer = apply(&small(), &set(&[-0.9, -0.5], None));
    assert_eq!(fewer, Err(Refusal::PointCount { side: Side::X, expected: 4, found: 2 }));
}

#[test]
fn axes_that_cannot_be_are_refused() {
    let falling = apply(&small(), &set(&[0.0, -1.0], Some(Method::Linear)));
    let error = AxisError::NotAscending { index: 1 };
    assert_eq!(falling, Err(Refusal::Axis { side: Side::X, error }));
    let alone = apply(&small(), &set(&[0.0], Some(Method::Linear)));
    assert_eq!(alone, Err(Refusal::TooFewPoints { side: Side::X }));
    let far = apply(&small(), &set(&[0.0, 50.0], Some(Method::Linear)));
    assert_eq!(far, Err(Refusal::PointBeyondLimits { side: Side::X, at: 50.0, low: -1.1, high: 10.0 }));
    let other = Command::SetAxis { side: Side::Y, points: points(&[1.0, 2.0]), resample: None };
    assert_eq!(apply(&curve(&[1.0, 2.0]), &other), Err(Refusal::NoSuchAxis));
}

#[test]
fn a_smooth_curve_that_swings_beyond_what_can_be_is_refused() {
    let table = fuel(&[1000.0, 2000.0], &[-1.0, 0.0, 1.0, 2.0], &[0.0, 0.0, 10.0, 0.0, 1.0, 1.0, 1.0, 1.0]);
    let at = [-1.0, -0.5, 0.0, 1.0, 2.0];
    // A negative injection time cannot be.
    let refused = apply(&table, &set(&at, Some(Method::Cubic)));
    assert!(
        matches!(refused, Err(Refusal::BeyondLimits { cell, value, low: 0.0, count: 1, .. })
            if cell == Cell::at(0, 1) && value < 0.0),
        "{refused:?}"
    );
    assert!(apply(&table, &set(&at, Some(Method::Monotone))).is_ok());
}

#[test]
fn a_break_point_more_changes_no_look_up() {
    let insert = Command::InsertPoint { side: Side::X, at: 0.5, method: Method::Linear };
    let table = apply(&small(), &insert).unwrap().table;
    assert_eq!(table.columns(), 5);
    for i in 0..40 {
        let (x, y) = (-1.0 + 0.06 * f64::from(i), 900.0 + 90.0 * f64::from(i));
        let (before, after) = (small().lookup(x, y).unwrap(), table.lookup(x, y).unwrap());
        assert!((before - after).abs() < 1e-8, "{x} {y}: {before} {after}");
    }
    let again = apply(&table, &insert);
    assert_eq!(again, Err(Refusal::PointTaken { side: Side::X, at: 0.5 }));
}

#[test]
fn a_break_point_more_takes_a_spare_place() {
    let table = template(Template::MainFuel, "main", For { boosted: true }).unwrap();
    let insert = Command::InsertPoint { side: Side::X, at: 0.3, method: Method::Monotone };
    let table = apply(&table, &insert).unwrap().table;
    assert_eq!((table.columns(), table.x().in_use().len()), (32, 22));
    assert_eq!(table.x().points()[11..14], [0.2, 0.3, 0.4]);
    assert_eq!(table.x().points().last(), Some(&5.0), "the last one that waited is gone");
    let spare =
        apply(&with_spare(), &Command::InsertPoint { side: Side::X, at: 0.0, method: Method::Linear });
    let spare = spare.unwrap().table;
    assert_eq!((spare.columns(), spare.x().active()), (4, vec![-0.8, -0.4, 0.0, 1.0]));
}

#[test]
fn an_axis_grows_to_its_end() {
    let mut table = small();
    for i in 0..MAX_POINTS - 4 {
        let at = 1.0 + 0.01 * (i + 1) as f64;
        let insert = Command::InsertPoint { side: Side::X, at, method: Method::Linear };
        table = apply(&table, &insert).unwrap().table;
    }
    let insert = Command::InsertPoint { side: Side::X, at: 5.0, method: Method::Linear };
    assert!(matches!(
        apply(&table, &insert),
        Err(Refusal::Axis { error: AxisError::TooMany { found: 65 }, .. })
    ));
}

#[test]
fn a_break_point_less_takes_its_cells_along() {
    let removed = apply(&small(), &Command::RemovePoint { side: Side::Y, index: 1 }).unwrap().table;
    assert_eq!(removed.cells(), [2.0, 3.0, 4.0, 8.0, 3.0, 4.0, 6.0, 10.0]);
    assert_eq!(removed.y().unwrap().points(), [1000.0, 4000.0]);
    let last = apply(&removed, &Command::RemovePoint { side: Side::Y, index: 0 });
    assert_eq!(last, Err(Refusal::TooFewPoints { side: Side::Y }));
    let none = apply(&removed, &Command::RemovePoint { side: Side::Y, index: 7 });
    assert_eq!(none, Err(Refusal::NoSuchPoint { side: Side::Y, index: 7 }));
}

#[test]
fn a_break_point_goes_out_of_use_and_comes_back() {
    let off = Command::UsePoint { side: Side::X, index: 1, in_use: false };
    let table = apply(&small(), &off).unwrap().table;
    assert_eq!((table.columns(), table.x().in_use().len()), (4, 3));
    let on = Command::UsePoint { side: Side::X, index: 1, in_use: true };
    assert_eq!(apply(&table, &on).unwrap().table, small());
    let wrong = apply(&with_spare(), &Command::UsePoint { side: Side::X, index: 2, in_use: true });
    assert!(matches!(wrong, Err(Refusal::Axis { error: AxisError::NotAscending { .. }, .. })));
}

#[test]
fn a_locked_cell_holds_its_break_points() {
    let table = lock(&small(), 1, 2);
    let moved = apply(&table, &set(&[-0.8, -0.4, 0.1, 1.0], Some(Method::Linear)));
    assert_eq!(moved, Err(Refusal::LockedPoint(Cell::at(1, 2))));
    let removed = apply(&table, &Command::RemovePoint { side: Side::X, index: 2 });
    assert_eq!(removed, Err(Refusal::LockedPoint(Cell::at(1, 2))));
    let kept = apply(&table, &set(&[-0.8, -0.6, -0.4, 0.0, 1.0], Some(Method::Linear))).unwrap().table;
    assert!(kept.is_locked(Cell::at(1, 3)) && kept.locked().count() == 1, "the lock goes with its cell");
    assert_eq!(kept.cell(Cell::at(1, 3)), Some(5.0));
    let removed = apply(&table, &Command::RemovePoint { side: Side::X, index: 0 }).unwrap().table;
    assert!(removed.is_locked(Cell::at(1, 1)));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_same_axis_again_changes_nothing(table in tables(), side in prop::sample::select(vec![Side::X, Side::Y])) {
        let axis = table.axis(side).unwrap();
        let same: Vec<Point> = axis.points().iter().zip(axis.enabled())
            .map(|(at, on)| Point { at: *at, in_use: *on }).collect();
        for method in [Method::Linear, Method::Monotone, Method::Cubic] {
            let command = Command::SetAxis { side, points: same.clone(), resample: Some(method) };
            let applied = apply(&table, &command).unwrap();
            prop_assert_eq!(&applied.table, &table);
            prop_assert!(applied.change.is_none() && applied.beyond == 0);
        }
    }

    #[test]
    fn re_sampling_stays_within_the_cells_there_were(table in tables(), at in prop::collection::btree_set(0u32..600, 2..20)) {
        let points: Vec<Point> = at.iter().map(|at| Point { at: f64::from(*at) / 100.0, in_use: true }).collect();
        let unlocked = apply(&table, &Command::Lock { area: table.whole(), locked: false }).unwrap().table;
        let seen = unlocked.lattice().cells;
        let low = seen.iter().copied().fold(f64::INFINITY, f64::min);
        let high = seen.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for method in [Method::Linear, Method::Monotone] {
            let command = Command::SetAxis { side: Side::X, points: points.clone(), resample: Some(method) };
            let found = apply(&unlocked, &command).unwrap().table;
            prop_assert!(found.lattice().cells.iter().all(|z| *z >= low - 1e-6 && *z <= high + 1e-6));
        }
    }
}
