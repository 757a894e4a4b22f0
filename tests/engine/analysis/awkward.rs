//! Logs at which an analysis may have nothing to say, but must say that.

use fueltune_analyzer::engine::channels::{CATALOG, ChannelId};
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};

use crate::sample_logs::{custom, log, numbers, states};

/// Channels most analyses look at.
const IDS: [ChannelId; 10] = [
    ChannelId::Rpm,
    ChannelId::Tps,
    ChannelId::MapGauge,
    ChannelId::Lambda1,
    ChannelId::Coolant,
    ChannelId::Speed,
    ChannelId::Gear,
    ChannelId::Pw1,
    ChannelId::FuelPressure,
    ChannelId::Limiter,
];

fn all(rows: usize, value: impl Fn(usize, usize) -> f32) -> LogTable {
    let columns = IDS
        .iter()
        .enumerate()
        .map(|(c, id)| numbers(*id, &(0..rows).map(|row| value(c, row)).collect::<Vec<f32>>()))
        .collect();
    log(25.0, columns)
}

/// Every channel there is, at 25 Hz.
fn everything(rows: usize, value: impl Fn(usize, usize) -> f32) -> LogTable {
    let of = |c: usize| (0..rows).map(|row| value(c, row)).collect::<Vec<f32>>();
    log(25.0, CATALOG.iter().enumerate().map(|(c, spec)| numbers(spec.id, &of(c))).collect())
}

/// Each with what is awkward about it, of every channel there is.
pub fn full_logs() -> Vec<(&'static str, LogTable)> {
    let wave = |c: usize, row: usize| ((row * (c + 3)) % 97) as f32;
    vec![
        ("nothing of everything", everything(0, |_, _| 0.0)),
        ("one row of everything", everything(1, |c, _| c as f32)),
        ("everything constant", everything(300, |_, _| 1500.0)),
        ("everything missing", everything(300, |_, _| f32::NAN)),
        (
            "everything infinite",
            everything(300, |c, row| if (row + c) % 3 == 0 { f32::INFINITY } else { f32::NEG_INFINITY }),
        ),
        (
            "everything infinite now and then",
            everything(300, |c, row| if (row + c) % 41 == 0 { f32::INFINITY } else { wave(c, row) }),
        ),
        ("everything far away", everything(300, |c, row| 1e9 + 1e3 * wave(c, row))),
        (
            "everything at its largest",
            everything(300, |c, row| if (row + c) % 2 == 0 { f32::MAX } else { f32::MIN }),
        ),
        ("everything as small as can be", everything(300, |c, row| f32::MIN_POSITIVE * wave(c, row))),
    ]
}

/// Each with what is awkward about it.
pub fn logs() -> Vec<(&'static str, LogTable)> {
    let wave = |c: usize, row: usize| ((row * (c + 3)) % 97) as f32;
    let one_time = |rows: usize| {
        let columns = IDS.map(|id| numbers(id, &(0..rows).map(|row| row as f32).collect::<Vec<f32>>()));
        LogTable::new(vec![TimeAxis::new(vec![5.0; rows])], columns.into()).unwrap()
    };
    let slow = Column::new(
        ChannelId::Lambda1.into(),
        "Sonda",
        ChannelId::Lambda1.base_unit(),
        1,
        ColumnData::F32([0.9, 1.0].into()),
    );
    let rates = LogTable::new(
        vec![TimeAxis::new((0..200).map(f64::from).collect()), TimeAxis::new(vec![0.5, 1e6])],
        vec![numbers(ChannelId::Rpm, &[900.0; 200]), slow],
    )
    .unwrap();
    vec![
        ("no channel", LogTable::new(vec![TimeAxis::new(vec![0.0, 0.1, 0.2])], Vec::new()).unwrap()),
        ("no row", all(0, |_, _| 0.0)),
        ("one row", all(1, |_, _| 1000.0)),
        ("two rows", all(2, |_, row| row as f32 * 3000.0)),
        ("constant", all(500, |_, _| 1000.0)),
        ("zero", all(500, |_, _| 0.0)),
        ("all missing", all(500, |_, _| f32::NAN)),
        ("infinite", all(500, |c, row| if (row + c) % 3 == 0 { f32::INFINITY } else { f32::NEG_INFINITY })),
        (
            "infinite now and then",
            all(500, |c, row| if row % 50 == c { f32::INFINITY } else { wave(c, row) }),
        ),
        ("huge offset", all(500, |c, row| 1e9 + 1e3 * wave(c, row))),
        ("as large as can be", all(500, |c, row| if (row + c) % 2 == 0 { f32::MAX } else { f32::MIN })),
        ("negative", all(500, |c, row| -1e4 * wave(c, row))),
        (
            "every other one missing",
            all(500, |c, row| if row % 2 == 0 { f32::NAN } else { 90.0 * wave(c, row) }),
        ),
        ("only rpm", log(25.0, vec![numbers(ChannelId::Rpm, &[3000.0; 300])])),
        (
            "no rpm",
            log(25.0, vec![numbers(ChannelId::Tps, &[50.0; 300]), numbers(ChannelId::Limiter, &[1.0; 300])]),
        ),
        ("only others", log(25.0, vec![custom("A", 0, &[1.0; 50]), states("B", &["on", "off"], &[0; 50])])),
        ("time that stands", one_time(300)),
        ("two rates", rates),
    ]
}
