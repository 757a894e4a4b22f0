//! Tables: their model, what is done to them, what they are compared with and exchanged for.

mod axes;
mod checks;
mod compare;
mod edits;
mod exchange;
mod files;
mod history;
mod hits;
mod model;
mod pointing;
mod real;
mod restate;
mod snapshots;
mod surface;
mod tunes;

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{Area, Cell, MapAxis, MapInfo, MapTable};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

/// Injection times over engine speed (rows) and manifold pressure (columns), all in use.
pub fn fuel(rpm: &[f64], map: &[f64], cells: &[f64]) -> MapTable {
    let x = MapAxis::of(Some(ChannelId::MapGauge), Unit::Bar, map.to_vec()).unwrap();
    let y = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, rpm.to_vec()).unwrap();
    let info = MapInfo::new("fuel", TableKind::MainFuel);
    MapTable::new(info, x, Some(y), Unit::Milliseconds, cells.to_vec()).unwrap()
}

/// Three engine speeds, four pressures, unevenly spaced.
pub fn small() -> MapTable {
    fuel(
        &[1000.0, 2000.0, 4000.0],
        &[-0.8, -0.4, 0.0, 1.0],
        &[2.0, 3.0, 4.0, 8.0, 2.5, 3.5, 5.0, 9.0, 3.0, 4.0, 6.0, 10.0],
    )
}

/// The same of which the third pressure is not in use.
pub fn with_spare() -> MapTable {
    let x = MapAxis::new(
        Some(ChannelId::MapGauge),
        Unit::Bar,
        vec![-0.8, -0.4, 9.0, 1.0],
        vec![true, true, false, true],
    );
    let table = small();
    MapTable::new(table.info.clone(), x.unwrap(), table.y().cloned(), table.unit(), table.cells().to_vec())
        .unwrap()
}

/// A curve over voltage.
pub fn curve(cells: &[f64]) -> MapTable {
    let points = (0..cells.len()).map(|i| 8.0 + i as f64).collect();
    let x = MapAxis::of(Some(ChannelId::Battery), Unit::Volts, points).unwrap();
    MapTable::new(MapInfo::new("dead", TableKind::DeadTime), x, None, Unit::Milliseconds, cells.to_vec())
        .unwrap()
}

/// Rows and columns from the first to the last, both inside.
pub fn area(from: (u32, u32), to: (u32, u32)) -> Area {
    Area::between(Cell::at(from.0, from.1), Cell::at(to.0, to.1))
}

/// Break points that ascend by uneven steps.
pub fn points(most: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(1u32..40, 2..most).prop_map(|steps| {
        let mut at = 0.0;
        steps
            .into_iter()
            .map(|step| {
                at += f64::from(step) * 10.0;
                at
            })
            .collect()
    })
}

/// Tables of injection times of any size, with some cells locked and some break points out of use.
pub fn tables() -> impl Strategy<Value = MapTable> {
    (points(9), points(9))
        .prop_flat_map(|(xs, ys)| {
            let cells = xs.len() * ys.len();
            let (columns, rows) = (xs.len(), ys.len());
            (
                Just(xs),
                Just(ys),
                prop::collection::vec(0.5f64..50.0, cells),
                prop::collection::vec(prop::bool::weighted(0.8), columns),
                prop::collection::vec(prop::bool::weighted(0.8), rows),
                prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            )
        })
        .prop_map(|(xs, ys, cells, on_x, on_y, locks)| {
            // Two break points of each axis are always in use.
            let on = |mut on: Vec<bool>| {
                let last = on.len() - 1;
                (on[0], on[last]) = (true, true);
                on
            };
            let xs = xs.into_iter().map(|x| x / 1000.0).collect();
            let x = MapAxis::new(Some(ChannelId::MapGauge), Unit::Bar, xs, on(on_x)).unwrap();
            let y = MapAxis::new(Some(ChannelId::Rpm), Unit::Rpm, ys, on(on_y)).unwrap();
            let info = MapInfo::new("any", TableKind::MainFuel);
            let table = MapTable::new(info, x, Some(y), Unit::Milliseconds, cells).unwrap();
            locks.into_iter().fold(table, |table, at| lock_one(&table, at))
        })
}

fn lock_one(table: &MapTable, at: prop::sample::Index) -> MapTable {
    use fueltune_analyzer::engine::tables::{Command, apply};
    let place = at.index(table.cells().len()) as u32;
    let cell = Cell::at(place / table.columns() as u32, place % table.columns() as u32);
    apply(table, &Command::Lock { area: Area::cell(cell), locked: true }).unwrap().table
}
