//! One place in several tables.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{Cell, MapAxis, MapInfo, MapTable, Pointed, Pointing};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;

use super::{curve, fuel, small};

fn on(from: &MapTable, cell: Cell, to: &MapTable) -> Option<Pointed> {
    Pointing::of(from, cell).and_then(|pointing| pointing.on(to))
}

#[test]
fn a_cell_is_found_in_a_table_with_the_same_axes_and_other_break_points() {
    let from = fuel(&[1000.0, 2000.0, 4000.0], &[-0.5, 0.5], &[1.0; 6]);
    let to = fuel(&[500.0, 1500.0, 2500.0], &[-1.0, 0.0, 1.0], &[1.0; 9]);
    assert_eq!(on(&from, Cell::at(1, 0), &to), Some(Pointed::Cell { row: 1.5, column: 0.5 }));
    assert_eq!(
        on(&from, Cell::at(2, 1), &to),
        Some(Pointed::Cell { row: 2.0, column: 1.5 }),
        "held at the edge"
    );
    assert_eq!(on(&from, Cell::at(9, 0), &to), None, "there is no such cell");
    assert_eq!(on(&small(), Cell::at(0, 0), &small()), Some(Pointed::Cell { row: 0.0, column: 0.0 }));
}

#[test]
fn break_points_out_of_use_keep_their_places() {
    let from = fuel(&[1000.0, 2000.0], &[-0.5, 0.5], &[1.0; 4]);
    let points = vec![1000.0, 1400.0, 2000.0];
    let y = MapAxis::new(Some(ChannelId::Rpm), Unit::Rpm, points, vec![true, false, true]).unwrap();
    let to = MapTable::new(from.info.clone(), from.x().clone(), Some(y), from.unit(), vec![1.0; 6]).unwrap();
    assert_eq!(on(&from, Cell::at(1, 0), &to), Some(Pointed::Cell { row: 2.0, column: 0.0 }));
}

#[test]
fn what_only_one_axis_shares_is_a_row_or_a_column() {
    let from = fuel(&[1000.0, 2000.0], &[-0.5, 0.5], &[1.0; 4]);
    let axis = |channel, unit, points: &[f64]| MapAxis::of(channel, unit, points.to_vec()).unwrap();
    let tps = axis(Some(ChannelId::Tps), Unit::Percent, &[0.0, 100.0]);
    let gear = axis(Some(ChannelId::Gear), Unit::Number, &[1.0, 2.0]);
    let rpm = axis(Some(ChannelId::Rpm), Unit::Rpm, &[500.0, 1500.0]);
    let made = |x: &MapAxis, y: Option<&MapAxis>, n: usize| {
        let info = MapInfo::new("t", TableKind::Other);
        MapTable::new(info, x.clone(), y.cloned(), Unit::Raw, vec![0.0; n]).unwrap()
    };
    assert_eq!(on(&from, Cell::at(0, 0), &made(&tps, Some(&rpm), 4)), Some(Pointed::Row(0.5)));
    assert_eq!(on(&from, Cell::at(0, 0), &made(&rpm, Some(&gear), 4)), Some(Pointed::Column(0.5)));
    assert_eq!(
        on(&from, Cell::at(0, 0), &made(&rpm, None, 2)),
        Some(Pointed::Cell { row: 0.0, column: 0.5 })
    );
    assert_eq!(on(&from, Cell::at(0, 0), &made(&tps, Some(&gear), 4)), None);
    // Axes without a channel are the same where they measure the same, and never where nobody knows what they measure.
    let time = axis(None, Unit::Milliseconds, &[0.0, 1000.0]);
    let stages = axis(None, Unit::Raw, &[1.0, 2.0]);
    assert_eq!(
        on(&made(&time, None, 2), Cell::at(0, 1), &made(&time, Some(&stages), 4)),
        Some(Pointed::Column(1.0))
    );
    assert_eq!(on(&made(&stages, None, 2), Cell::at(0, 1), &made(&stages, None, 2)), None);
    assert_eq!(on(&curve(&[1.0, 2.0, 3.0]), Cell::at(0, 2), &from), None);
}
