//! Small logs and columns made on the spot.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use fueltune_analyzer::engine::units::Unit;
use proptest::test_runner::{Config, RngSeed};

/// So many cases for a property, the same ones in every run.
pub fn cases(number: u32) -> Config {
    Config { cases: number, rng_seed: RngSeed::Fixed(0xF7), failure_persistence: None, ..Config::default() }
}

/// `rows` samples at `rate_hz` from `1 / rate_hz` on, as FTManager writes them.
pub fn regular_axis(rows: usize, rate_hz: f64) -> TimeAxis {
    TimeAxis::new((0..rows).map(|i| (i + 1) as f64 / rate_hz).collect())
}

/// A column of numbers on the first time base.
pub fn numbers(id: ChannelId, values: &[f32]) -> Column {
    Column::new(id.into(), id.slug(), id.base_unit(), 0, ColumnData::F32(values.into()))
}

/// A column under its own name.
pub fn custom(name: &str, axis: usize, values: &[f32]) -> Column {
    Column::new(ChannelKey::Custom(name.to_owned()), name, Unit::Raw, axis, ColumnData::F32(values.into()))
}

/// A column of states.
pub fn states(name: &str, labels: &[&str], codes: &[u16]) -> Column {
    let data = ColumnData::Codes {
        codes: codes.into(),
        labels: labels.iter().map(|l| std::sync::Arc::from(*l)).collect(),
    };
    Column::new(ChannelKey::Custom(name.to_owned()), name, Unit::Label, 0, data)
}

/// A log of one time base at `rate_hz`.
pub fn log(rate_hz: f64, columns: Vec<Column>) -> LogTable {
    let rows = columns.first().map_or(0, Column::len);
    LogTable::new(vec![regular_axis(rows, rate_hz)], columns).unwrap()
}
