//! A log of several time bases as one sheet.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::view::Sheet;

fn column(id: ChannelId, axis: usize, values: &[f32]) -> Column {
    Column::new(id.into(), id.slug(), Unit::Raw, axis, ColumnData::F32(values.into()))
}

/// Two channels at 50 Hz, one at 100 Hz, one every second.
fn table() -> LogTable {
    let times = |step: f64, n: usize| TimeAxis::new((1..=n).map(|k| k as f64 * step / 1000.0).collect());
    LogTable::new(
        vec![times(20.0, 3), times(10.0, 6), times(1000.0, 0)],
        vec![
            column(ChannelId::Rpm, 0, &[900.0, 910.0, 920.0]),
            column(ChannelId::GLong, 1, &[0.1, 0.2, 0.3, 0.4, f32::NAN, 0.6]),
            column(ChannelId::Tps, 0, &[1.0, 2.5, 3.0]),
            column(ChannelId::Baro, 2, &[]),
        ],
    )
    .unwrap()
}

fn rows(sheet: &Sheet<'_>) -> Vec<String> {
    (0..sheet.times().len())
        .map(|row| format!("{}: {}", sheet.times()[row], sheet.cells(row).collect::<Vec<_>>().join(",")))
        .collect()
}

#[test]
fn rows_are_those_of_the_commonest_time_base_and_the_others_are_held() {
    let table = table();
    let sheet = Sheet::on_commonest_base(&table);
    assert_eq!(rows(&sheet), ["0.02: 900,0.2,1,", "0.04: 910,0.4,2.5,", "0.06: 920,0.6,3,"]);
}

#[test]
fn a_rate_makes_its_own_grid_from_the_first_sample_to_the_last() {
    let table = table();
    let sheet = Sheet::at_rate(&table, 100.0).unwrap();
    assert_eq!(
        rows(&sheet),
        [
            "0.01: ,0.1,,",
            "0.02: 900,0.2,1,",
            "0.03: 900,0.3,1,",
            "0.04: 910,0.4,2.5,",
            "0.05: 910,,2.5,",
            "0.06: 920,0.6,3,"
        ],
        "nothing stands before the first sample, nor in place of a missing one"
    );
}

#[test]
fn a_sample_is_held_for_three_steps_and_no_longer() {
    let table = LogTable::new(
        vec![TimeAxis::new(vec![0.0, 0.1, 0.2, 1.0])],
        vec![column(ChannelId::Rpm, 0, &[1.0, 2.0, 3.0, 4.0])],
    )
    .unwrap();
    let sheet = Sheet::at_rate(&table, 10.0).unwrap();
    assert_eq!(
        rows(&sheet),
        [
            "0: 1", "0.1: 2", "0.2: 3", "0.3: 3", "0.4: 3", "0.5: 3", "0.6: ", "0.7: ", "0.8: ", "0.9: ",
            "1: 4"
        ]
    );
}

#[test]
fn a_rate_that_is_none_makes_no_sheet() {
    let table = table();
    for rate in [0.0, -50.0, f64::NAN, f64::INFINITY, 1e12] {
        assert!(Sheet::at_rate(&table, rate).is_none(), "{rate}");
    }
}
