//! Two and three tables side by side.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::surface::Method;
use fueltune_analyzer::engine::tables::{
    Cell, Choice, Command, DiffError, MapAxis, MapInfo, MapTable, MergeState, Side, apply, diff, resolve,
    three_way,
};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use super::{curve, fuel, small, tables};
use crate::sample_logs::cases;

fn with(table: &MapTable, cells: &[(u32, u32, f64)]) -> MapTable {
    let cells = cells.iter().map(|(r, c, z)| (Cell::at(*r, *c), *z)).collect();
    apply(table, &Command::SetCells { cells }).unwrap().table
}

#[test]
fn a_difference_goes_from_the_first_to_the_second() {
    let second = with(&small(), &[(0, 0, 3.0), (2, 3, 6.0)]);
    let found = diff(&small(), &second, Method::Linear).unwrap();
    assert!(found.same_axes);
    let stats = found.stats;
    assert_eq!((stats.cells, stats.changed, stats.beyond), (12, 2, 0));
    assert_eq!((stats.most, stats.least), (Some((Cell::at(0, 0), 1.0)), Some((Cell::at(2, 3), -4.0))));
    assert!((stats.mean + 0.25).abs() < 1e-12 && (stats.mean_abs - 5.0 / 12.0).abs() < 1e-12);
    assert!((stats.rms - (17.0f64 / 12.0).sqrt()).abs() < 1e-12);
    assert_eq!(found.cells[0].percent(), Some(50.0));
}

#[test]
fn other_axes_are_read_at_the_first_ones() {
    // The same surface on other break points: no difference where both reach.
    let plane = |rpm: &[f64], map: &[f64]| {
        let cells: Vec<f64> =
            rpm.iter().flat_map(|y| map.iter().map(move |x| 5.0 + 2.0 * x + y / 1000.0)).collect();
        fuel(rpm, map, &cells)
    };
    let first = plane(&[1000.0, 2500.0, 4000.0], &[-0.8, 0.1, 0.7]);
    let second = plane(&[1000.0, 2000.0, 4000.0], &[-0.8, -0.3, 0.5]);
    let found = diff(&first, &second, Method::Linear).unwrap();
    assert!(!found.same_axes);
    assert_eq!((found.stats.changed, found.stats.beyond), (0, 3), "0.7 bar is beyond in three rows");
    assert!(found.cells[2].beyond && found.stats.mean.abs() < 1e-9);
}

#[test]
fn only_like_is_compared_with_like() {
    assert_eq!(diff(&small(), &curve(&[1.0, 2.0]), Method::Linear), Err(DiffError::OtherQuantity));
    let one_row = apply(&small(), &Command::RemovePoint { side: Side::Y, index: 0 }).unwrap().table;
    assert!(diff(&small(), &one_row, Method::Linear).is_ok());
}

#[test]
fn a_gauge_pressure_is_not_read_as_an_absolute_one() {
    let over = |channel, from: f64| {
        let x = MapAxis::of(channel, Unit::Bar, vec![from, from + 1.0]).unwrap();
        let info = MapInfo::new("t", TableKind::MainFuel);
        MapTable::new(info, x, None, Unit::Milliseconds, vec![2.0, 9.0]).unwrap()
    };
    let (gauge, absolute) = (over(Some(ChannelId::MapGauge), -1.0), over(Some(ChannelId::MapAbs), 0.0));
    assert_eq!(diff(&gauge, &absolute, Method::Linear), Err(DiffError::OtherQuantity));
    assert_eq!(three_way(&gauge, &gauge, &absolute, Method::Linear), Err(DiffError::OtherQuantity));
    // An axis that does not say what moves along it is taken at its unit.
    let unknown = over(None, -1.0);
    assert_eq!(diff(&gauge, &unknown, Method::Linear).unwrap().stats.changed, 0);
}

#[test]
fn each_cell_is_somebodys_edit() {
    let base = small();
    let mine = with(&base, &[(0, 0, 9.0), (1, 1, 7.0), (2, 2, 1.0)]);
    let proposed = with(&base, &[(0, 0, 9.0), (1, 1, 8.0), (0, 3, 12.0)]);
    let cells = three_way(&base, &mine, &proposed, Method::Linear).unwrap();
    let state = |r, c| cells.iter().find(|m| m.cell == Cell::at(r, c)).unwrap().state;
    assert_eq!(state(0, 0), MergeState::Agreed);
    assert_eq!(state(1, 1), MergeState::Conflict);
    assert_eq!(state(2, 2), MergeState::Mine);
    assert_eq!(state(0, 3), MergeState::Proposed);
    assert_eq!(state(0, 1), MergeState::Same);
    assert_eq!(resolve(&cells, |_| None), [(Cell::at(0, 3), 12.0)], "a conflict waits for a choice");
    let chosen = resolve(&cells, |m| (m.state == MergeState::Conflict).then_some(Choice::Proposed));
    assert_eq!(chosen, [(Cell::at(0, 3), 12.0), (Cell::at(1, 1), 8.0)]);
    let back = resolve(&cells, |_| Some(Choice::Base));
    assert_eq!(apply(&mine, &Command::SetCells { cells: back }).unwrap().table, base);
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_table_does_not_differ_from_itself(table in tables()) {
        let found = diff(&table, &table, Method::Cubic).unwrap();
        prop_assert!(found.same_axes && found.stats.changed == 0 && found.stats.rms == 0.0);
        let cells = three_way(&table, &table, &table, Method::Linear).unwrap();
        prop_assert!(cells.iter().all(|c| c.state == MergeState::Same));
    }

    #[test]
    fn taking_every_proposal_is_the_proposal(table in tables(), factor in 0.5f64..1.5) {
        let unlocked = apply(&table, &Command::Lock { area: table.whole(), locked: false }).unwrap().table;
        let proposal = apply(&unlocked, &Command::Multiply { area: table.whole(), factor }).unwrap().table;
        let cells = three_way(&unlocked, &unlocked, &proposal, Method::Linear).unwrap();
        let taken = resolve(&cells, |_| None);
        if !taken.is_empty() {
            prop_assert_eq!(apply(&unlocked, &Command::SetCells { cells: taken }).unwrap().table, proposal);
        }
    }
}

#[test]
fn a_proposal_that_does_not_reach_a_cell_proposes_nothing_there() {
    let base = small();
    let mine = with(&base, &[(0, 3, 8.5)]);
    // The proposal ends at the pressure outside, a quarter of a millisecond higher everywhere.
    let shorter = apply(&base, &Command::RemovePoint { side: Side::X, index: 3 }).unwrap().table;
    let proposed = apply(&shorter, &Command::Add { area: shorter.whole(), by: 0.25 }).unwrap().table;
    let cells = three_way(&base, &mine, &proposed, Method::Linear).unwrap();
    let last: Vec<_> = cells.iter().filter(|c| c.cell.column == 3).collect();
    assert!(last.iter().all(|c| c.beyond && c.proposed == c.mine));
    let states: Vec<MergeState> = last.iter().map(|c| c.state).collect();
    assert_eq!(states, [MergeState::Mine, MergeState::Same, MergeState::Same]);
    let taken = resolve(&cells, |_| Some(Choice::Proposed));
    assert_eq!(taken.len(), 9, "every cell it reaches, and none beyond");
    assert!(taken.iter().all(|(cell, _)| cell.column < 3));
    // Where it is the base that does not reach, nobody can tell whose edit it is.
    let cells = three_way(&shorter, &base, &mine, Method::Linear).unwrap();
    let differing: Vec<_> =
        cells.iter().filter(|c| c.state != MergeState::Same && c.mine != c.proposed).collect();
    assert_eq!(
        differing.iter().map(|c| (c.cell, c.state)).collect::<Vec<_>>(),
        [(Cell::at(0, 3), MergeState::Conflict)]
    );
}

#[test]
fn kinds_may_differ_where_units_are_the_same() {
    let mut ve = small();
    ve.info.kind = TableKind::Start;
    assert_eq!(diff(&small(), &ve, Method::Linear).unwrap().stats.changed, 0);
}
