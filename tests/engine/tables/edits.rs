//! Edits of cells.

use fueltune_analyzer::engine::tables::surface::Smoothing;
use fueltune_analyzer::engine::tables::{
    Area, Block, Cell, Command, Direction, FillFrom, FillMethod, MapTable, PasteHow, Refusal, apply,
};
use proptest::prelude::*;

use super::{area, curve, small, tables, with_spare};
use crate::sample_logs::cases;

fn done(table: &MapTable, command: &Command) -> MapTable {
    apply(table, command).unwrap().table
}

fn locked(table: &MapTable, cell: (u32, u32)) -> MapTable {
    done(table, &Command::Lock { area: area(cell, cell), locked: true })
}

fn block(rows: &[&[f64]]) -> Block {
    let rows: Vec<Vec<Option<f64>>> = rows.iter().map(|r| r.iter().map(|z| Some(*z)).collect()).collect();
    Block::of_rows(&rows).unwrap()
}

#[test]
fn the_selection_changes_and_nothing_else_does() {
    let selected = area((1, 1), (2, 2));
    let cases = [
        (Command::Set { area: selected, value: 7.0 }, [7.0, 7.0, 7.0, 7.0]),
        (Command::Add { area: selected, by: -0.5 }, [3.0, 4.5, 3.5, 5.5]),
        (Command::Multiply { area: selected, factor: 2.0 }, [7.0, 10.0, 8.0, 12.0]),
        (Command::Percent { area: selected, percent: 10.0 }, [3.85, 5.5, 4.4, 6.6]),
        (Command::Round { area: selected, step: Some(2.0) }, [4.0, 6.0, 4.0, 6.0]),
    ];
    for (command, expected) in cases {
        let table = done(&small(), &command);
        let found: Vec<f64> = selected.cells().map(|c| table.cell(c).unwrap()).collect();
        assert_eq!(found, expected, "{command:?}");
        let others = |t: &MapTable| -> Vec<f64> {
            t.whole().cells().filter(|c| !selected.contains(*c)).filter_map(|c| t.cell(c)).collect()
        };
        assert_eq!(others(&table), others(&small()), "{command:?}");
    }
}

#[test]
fn interpolation_is_straight_in_the_unit_of_the_axis() {
    let across = Command::Interpolate { area: area((0, 0), (0, 3)), direction: Direction::Horizontal };
    let table = done(&small(), &across);
    // From 2 at −0.8 bar to 8 at 1 bar.
    assert_eq!(table.cells()[..4], [2.0, 3.333_333_333, 4.666_666_667, 8.0]);
    let down = Command::Interpolate { area: area((0, 2), (2, 2)), direction: Direction::Vertical };
    assert_eq!(
        done(&small(), &down).cell(Cell::at(1, 2)),
        Some(4.666_666_667),
        "a third of the way from 4 to 6"
    );
    let both = Command::Interpolate { area: area((0, 0), (2, 3)), direction: Direction::Both };
    let patch = done(&small(), &both);
    assert_eq!(patch.cell(Cell::at(1, 3)), Some(8.666_666_667));
    assert_eq!((patch.cell(Cell::at(0, 0)), patch.cell(Cell::at(2, 3))), (Some(2.0), Some(10.0)));
    let one_row = Command::Interpolate { area: area((0, 0), (0, 3)), direction: Direction::Both };
    assert_eq!(done(&small(), &one_row), table, "a single row is interpolated along it");
}

#[test]
fn a_line_passes_through_a_locked_cell() {
    let table = locked(&small(), (0, 1));
    let across = Command::Interpolate { area: area((0, 0), (0, 3)), direction: Direction::Horizontal };
    let applied = apply(&table, &across).unwrap();
    // From 3 at −0.4 to 8 at 1 bar.
    assert_eq!(applied.table.cells()[..4], [2.0, 3.0, 4.428_571_429, 8.0]);
    assert_eq!((applied.changed, applied.locked), (1, 1));
}

#[test]
fn two_cells_have_nothing_between_them() {
    let across = Command::Interpolate { area: area((0, 0), (2, 1)), direction: Direction::Horizontal };
    assert_eq!(apply(&small(), &across), Err(Refusal::NothingToChange { locked: 0 }));
}

#[test]
fn what_cannot_be_is_refused_whole() {
    let table = small();
    let whole = table.whole();
    let too_much =
        Refusal::BeyondLimits { cell: Cell::at(1, 3), value: 108.0, low: 0.0, high: 100.0, count: 2 };
    assert_eq!(apply(&table, &Command::Multiply { area: whole, factor: 12.0 }), Err(too_much));
    let outside = Area { row: 0, column: 0, rows: 4, columns: 1 };
    assert_eq!(
        apply(&table, &Command::Add { area: outside, by: 1.0 }),
        Err(Refusal::Outside(Cell::at(3, 0)))
    );
    let huge = Area { row: u32::MAX, column: 0, rows: u32::MAX, columns: u32::MAX };
    assert!(matches!(apply(&table, &Command::Add { area: huge, by: 1.0 }), Err(Refusal::Outside(_))));
    let empty = Area { row: 0, column: 0, rows: 0, columns: 4 };
    assert!(matches!(apply(&table, &Command::Add { area: empty, by: 1.0 }), Err(Refusal::Outside(_))));
    for value in [f64::NAN, f64::INFINITY] {
        assert_eq!(apply(&table, &Command::Set { area: whole, value }), Err(Refusal::NotFinite));
    }
    let closed = done(&table, &Command::Lock { area: whole, locked: true });
    let refused = apply(&closed, &Command::Add { area: whole, by: 1.0 });
    assert_eq!(refused, Err(Refusal::NothingToChange { locked: 12 }));
}

#[test]
fn a_value_beyond_the_limits_may_come_back_in_steps() {
    let table = curve(&[9.0, 0.5]);
    let first = Area::cell(Cell::at(0, 0));
    assert_eq!(done(&table, &Command::Add { area: first, by: -1.0 }).cell(Cell::at(0, 0)), Some(8.0));
    assert!(matches!(
        apply(&table, &Command::Add { area: first, by: 1.0 }),
        Err(Refusal::BeyondLimits { count: 1, .. })
    ));
}

#[test]
fn cells_out_of_use_are_passed_over() {
    let table = with_spare();
    let edited = done(&table, &Command::Add { area: table.whole(), by: 1.0 });
    let column = |c: u32| (0..3).map(|r| edited.cell(Cell::at(r, c)).unwrap()).collect::<Vec<_>>();
    assert_eq!(column(1), [4.0, 4.5, 5.0]);
    assert_eq!(column(2), [4.0, 5.0, 6.0], "as before");
    let pasted = Command::Paste {
        at: Cell::at(0, 1),
        block: block(&[&[1.0, 2.0]]),
        how: PasteHow::Replace,
        transpose: false,
    };
    assert_eq!(done(&table, &pasted).cells()[..4], [2.0, 1.0, 4.0, 2.0]);
}

#[test]
fn a_block_is_pasted_as_it_is_meant() {
    let two = block(&[&[1.0, 2.0], &[3.0, 4.0]]);
    let cases = [
        (PasteHow::Replace, [1.0, 2.0, 3.0, 4.0]),
        (PasteHow::Add, [4.5, 7.0, 7.0, 10.0]),
        (PasteHow::Subtract, [2.5, 3.0, 1.0, 2.0]),
        (PasteHow::Multiply, [3.5, 10.0, 12.0, 24.0]),
        (PasteHow::Percent, [3.535, 5.1, 4.12, 6.24]),
        (PasteHow::Average, [2.25, 3.5, 3.5, 5.0]),
    ];
    for (how, expected) in cases {
        let paste = Command::Paste { at: Cell::at(1, 1), block: two.clone(), how, transpose: false };
        let table = done(&small(), &paste);
        let found: Vec<f64> = area((1, 1), (2, 2)).cells().map(|c| table.cell(c).unwrap()).collect();
        assert_eq!(found, expected, "{how:?}");
    }
    let turned =
        Command::Paste { at: Cell::at(1, 1), block: two.clone(), how: PasteHow::Replace, transpose: true };
    assert_eq!(done(&small(), &turned).cell(Cell::at(1, 2)), Some(3.0));
    let far = Command::Paste { at: Cell::at(2, 3), block: two, how: PasteHow::Replace, transpose: false };
    let refusal = Refusal::DoesNotFit { rows: 2, columns: 2, room_rows: 1, room_columns: 1 };
    assert_eq!(apply(&small(), &far), Err(refusal));
}

#[test]
fn blank_and_locked_cells_stay_under_a_paste() {
    let gaps = Block { rows: 1, columns: 3, cells: vec![Some(1.0), None, Some(3.0)] };
    let table = locked(&small(), (0, 2));
    let paste = Command::Paste { at: Cell::at(0, 0), block: gaps, how: PasteHow::Replace, transpose: false };
    let applied = apply(&table, &paste).unwrap();
    assert_eq!(applied.table.cells()[..4], [1.0, 3.0, 4.0, 8.0]);
    assert_eq!(applied.locked, 1);
    let crooked = Block { rows: 2, columns: 2, cells: vec![Some(1.0)] };
    let paste = Command::Paste { at: Cell::at(0, 0), block: crooked, how: PasteHow::Add, transpose: true };
    assert_eq!(apply(&table, &paste), Err(Refusal::Block));
}

#[test]
fn cells_are_filled_from_those_that_are_known() {
    // A plane on the shares of the axes, of which the inner cells were lost.
    let plane = |r: u32, c: u32| {
        let (x, y) = ([0.0, 0.4, 0.8, 1.8][c as usize] / 1.8, [0.0, 1.0, 3.0][r as usize] / 3.0);
        5.0 + 3.0 * x - 2.0 * y
    };
    let cells: Vec<(Cell, f64)> = small().whole().cells().map(|c| (c, plane(c.row, c.column))).collect();
    let table = done(&small(), &Command::SetCells { cells });
    let inner = area((1, 1), (1, 2));
    let lost = done(&table, &Command::Set { area: inner, value: 20.0 });
    let fill = |from| Command::Fill { area: inner, from, method: FillMethod::ThinPlate { smoothing: 0.0 } };
    let found = done(&lost, &fill(FillFrom::Outside));
    for cell in inner.cells() {
        let (found, expected) = (found.cell(cell).unwrap(), plane(cell.row, cell.column));
        assert!((found - expected).abs() < 1e-6, "{found} for {expected}");
    }
    let corners = [(0, 0), (0, 3), (2, 0)].map(|(r, c)| (Cell::at(r, c), 1.0)).to_vec();
    let found = done(&lost, &fill(FillFrom::Cells(corners)));
    assert!((found.cell(Cell::at(1, 1)).unwrap() - plane(1, 1)).abs() < 1e-6);
    let refused = apply(&lost, &fill(FillFrom::Locked));
    assert_eq!(refused, Err(Refusal::TooFewKnown { found: 0, needed: 1 }));
    let near = Command::Fill {
        area: inner,
        from: FillFrom::Outside,
        method: FillMethod::InverseDistance { power: 2.0 },
    };
    assert!(done(&lost, &near).cell(Cell::at(1, 1)).unwrap() < 8.0);
}

#[test]
fn smoothing_of_half_strength_goes_half_the_way() {
    let smooth = |strength| Command::Smooth {
        area: area((1, 1), (1, 1)),
        how: Smoothing::Median { radius: 1 },
        strength,
        weights: None,
    };
    let spiked = done(&small(), &Command::Set { area: area((1, 1), (1, 1)), value: 11.5 });
    // Around it 2 2.5 3 3 4 4 5 6 and itself.
    assert_eq!(done(&spiked, &smooth(1.0)).cell(Cell::at(1, 1)), Some(4.0));
    assert_eq!(done(&spiked, &smooth(0.5)).cell(Cell::at(1, 1)), Some(7.75));
    assert_eq!(apply(&spiked, &smooth(1.5)), Err(Refusal::Parameter));
}

#[test]
fn a_snapshot_comes_back_whole_and_keeps_the_name() {
    let mut before = with_spare();
    before.info.name = "earlier".to_owned();
    let table = done(&small(), &Command::Restore { table: Box::new(before.clone()) });
    assert_eq!((table.x(), table.cells()), (before.x(), before.cells()));
    assert_eq!(table.info.name, "fuel");
    assert_eq!(table.content_hash(), before.content_hash());
}

/// Commands of all kinds on a table of any size.
pub fn commands() -> impl Strategy<Value = Command> {
    let area = (0u32..9, 0u32..9, 1u32..9, 1u32..9).prop_map(|(row, column, rows, columns)| Area {
        row,
        column,
        rows,
        columns,
    });
    let direction = prop::sample::select(vec![Direction::Horizontal, Direction::Vertical, Direction::Both]);
    let how = prop_oneof![
        (0.0f64..0.5, 0.0f64..800.0).prop_map(|(x, y)| Smoothing::Gaussian { x, y }),
        (1u32..3).prop_map(|radius| Smoothing::Median { radius }),
        (0.0f64..0.5, 0.0f64..800.0, 0.1f64..9.0).prop_map(|(x, y, value)| Smoothing::EdgePreserving {
            x,
            y,
            value
        }),
    ];
    let method = prop_oneof![
        Just(FillMethod::InverseDistance { power: 2.0 }),
        Just(FillMethod::ThinPlate { smoothing: 0.0 })
    ];
    prop_oneof![
        (area.clone(), 0.0f64..120.0).prop_map(|(area, value)| Command::Set { area, value }),
        (area.clone(), -20.0f64..20.0).prop_map(|(area, by)| Command::Add { area, by }),
        (area.clone(), -3.0f64..3.0).prop_map(|(area, factor)| Command::Multiply { area, factor }),
        (area.clone(), -50.0f64..200.0).prop_map(|(area, percent)| Command::Percent { area, percent }),
        (area.clone(), direction).prop_map(|(area, direction)| Command::Interpolate { area, direction }),
        (area.clone(), how, 0.0f64..=1.0).prop_map(|(area, how, strength)| Command::Smooth {
            area,
            how,
            strength,
            weights: None
        }),
        (area.clone(), method).prop_map(|(area, method)| Command::Fill {
            area,
            from: FillFrom::Outside,
            method
        }),
        (area, any::<bool>()).prop_map(|(area, locked)| Command::Lock { area, locked }),
    ]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn no_edit_leaves_the_limits_or_touches_what_is_locked(table in tables(), command in commands()) {
        let Ok(applied) = apply(&table, &command) else { return Ok(()) };
        for cell in table.whole().cells() {
            let (before, after) = (table.cell(cell).unwrap(), applied.table.cell(cell).unwrap());
            prop_assert!(after.is_finite() && (0.0..=100.0).contains(&after));
            if table.is_locked(cell) || !table.is_active(cell) {
                prop_assert_eq!(before, after, "{:?}", cell);
            }
        }
        prop_assert_eq!(applied.change.is_none(), applied.table == table);
    }
}
