//! Logs of Haltech and VCDS that nobody has met: other channels at other rates, across midnight, in either language.

use fueltune_analyzer::engine::channels::ChannelId::{self, *};
use fueltune_analyzer::engine::import::{Imported, IssueCode};
use proptest::prelude::*;

use crate::imports::{channel, count, log};
use crate::sample_logs::cases;

/// Name, type, channel, and base unit = count * scale + offset.
type Counted = (&'static str, &'static str, ChannelId, f64, f64);

const HALTECH: &[Counted] = &[
    ("RPM", "EngineSpeed", Rpm, 1.0, 0.0),
    ("Manifold Pressure", "Pressure", MapAbs, 1e-3, 0.0),
    ("Oil Pressure", "Pressure", OilPressure, 1e-3, -1.013),
    ("Fuel Pressure", "Pressure", FuelPressure, 1e-3, -1.013),
    ("Coolant Temperature", "Temperature", Coolant, 0.1, -273.15),
    ("Intake Air Temperature", "Temperature", IntakeAir, 0.1, -273.15),
    ("Throttle Position", "Percentage", Tps, 0.1, 0.0),
    ("Ignition Angle", "Angle", IgnAdvance, 0.1, 0.0),
    ("Wideband O2 Overall", "AFR", Lambda1, 1e-3, 0.0),
    ("Target Lambda", "AFR", LambdaTarget, 1e-3, 0.0),
    ("Battery Voltage", "BatteryVoltage", Battery, 1e-3, 0.0),
    ("Vehicle Speed", "Speed", Speed, 0.1, 0.0),
    ("Injection Stage 1 Average Injection Time", "Time_us", Pw1, 1e-3, 0.0),
    ("O2 Control Bank 1 Short Term Fuel Trim", "Percentage", TrimShort, 0.1, 0.0),
    ("Knock Control Bank 1 Ignition Correction", "Angle", KnockRetard, 0.1, 0.0),
];

/// Typical counts of a channel, from idle to full load.
fn counts_of(id: ChannelId) -> (i64, i64) {
    match id {
        Rpm => (800, 6900),
        MapAbs => (300, 2400),
        OilPressure | FuelPressure => (3000, 6000),
        Coolant | IntakeAir => (2950, 3700),
        Tps => (0, 1000),
        IgnAdvance => (-50, 380),
        Lambda1 | LambdaTarget => (760, 1250),
        Battery => (11_500, 14_400),
        Speed => (0, 2400),
        Pw1 => (1200, 18_000),
        TrimShort => (-120, 150),
        _ => (0, 60),
    }
}

fn clock(ms: u64) -> String {
    let s = ms / 1000;
    format!("{:02}:{:02}:{:02}.{:03}", s / 3600 % 24, s / 60 % 60, s % 60, ms % 1000)
}

/// What a channel has to be: the channel, its values, and how many times slower than the rows it is.
type Expected = (ChannelId, Vec<f64>, usize);

fn assert_channels(log: &Imported, expected: &[Expected], step_ms: u64) {
    for (id, values, slower) in expected {
        let column = channel(log, *id);
        assert_eq!(column.len(), values.len(), "{}", id.slug());
        for (row, expected) in values.iter().enumerate() {
            let found = column.data().number(row);
            assert!(
                (found - expected).abs() <= 1e-4 * expected.abs().max(1.0),
                "{}: {found}, not {expected}",
                id.slug()
            );
        }
        let rate = 1e3 / (step_ms * *slower as u64) as f64;
        let found = log.table.axis_of(column).sample_rate();
        assert!((found - rate).abs() < 1e-3 * rate, "{}: {found} Hz, not {rate}", id.slug());
    }
    assert_eq!(
        count(log, IssueCode::MissingCell) + count(log, IssueCode::ImplausibleRate),
        0,
        "{:?}",
        log.issues
    );
}

/// Names in both languages, the unit as written, the channel, its scale and offset to the base unit, lowest and highest
/// value as written.
type VcdsColumn = (&'static str, &'static str, &'static str, ChannelId, f64, f64, f64, f64);

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn haltech_counts_are_figures_at_their_own_rates_whatever_channels_there_are(
        picked in prop::collection::btree_map(0..HALTECH.len(), prop::sample::select(vec![1usize, 2, 5, 10]), 1..12),
        rows in 40usize..120,
        step_ms in prop::sample::select(vec![1u64, 5, 10, 20, 50]),
        start in prop::sample::select(vec![0u64, 3_661_000, 51_346_000, 86_399_700]),
        returns in any::<bool>(),
        comma_in_name in any::<bool>(),
    ) {
        let mut text = "%DataLog%\nDataLogVersion : 1.1\nSoftware : Haltech NSP\nDownloadDateTime : 20260102 04:09:48\n".to_owned();
        // One channel is due in every row: the rows are those of the fastest.
        let mut channels: Vec<(Counted, usize)> = picked.iter().map(|(i, slower)| (HALTECH[*i], *slower)).collect();
        channels[0].1 = 1;
        for (number, ((name, kind, ..), _)) in channels.iter().enumerate() {
            text += &format!("Channel : {name}\nID : {number}\nType : {kind}\nDisplayMaxMin : 3000,0\n");
        }
        if comma_in_name {
            text += "Channel : Generic Output (Bottle, rear)\nID : 99\nType : Raw\nDisplayMaxMin : 1,0\n";
        }
        text += "Log Source : 20\nLog Number : 7\nLog : 20260101 11:59:59\n";
        let mut expected: Vec<Expected> = channels.iter().map(|(c, slower)| (c.2, Vec::new(), *slower)).collect();
        for row in 0..rows {
            text += &clock(start + row as u64 * step_ms);
            for (((_, _, id, scale, offset), slower), (_, values, _)) in channels.iter().zip(&mut expected) {
                text.push(',');
                if row % slower == 0 {
                    let (low, high) = counts_of(*id);
                    let count = low + (high - low) * (row * 7 % rows) as i64 / rows as i64;
                    text += &count.to_string();
                    values.push(count as f64 * scale + offset);
                }
            }
            text += if comma_in_name { ",1\n" } else { "\n" };
        }
        if returns {
            text = text.replace('\n', "\r\n");
        }
        let log = log(&text);
        assert_eq!(log.info.format, "haltech-nsp");
        assert_eq!(log.table.rows(), rows);
        let seconds = (rows - 1) as f64 * step_ms as f64 / 1e3;
        assert!((log.table.axes()[0].duration() - seconds).abs() < 1e-6, "{} s", log.table.axes()[0].duration());
        assert_channels(&log, &expected, step_ms);
    }

    #[test]
    fn vcds_channels_have_their_own_times_in_either_language(
        picked in prop::collection::btree_set(0usize..8, 1..8),
        german in any::<bool>(),
        semicolons in any::<bool>(),
        rows in 4usize..60,
        step_cs in 10u64..60,
    ) {
        let all: [VcdsColumn; 8] = [
            ("Engine RPM", "Motordrehzahl", " /min", Rpm, 1.0, 0.0, 800.0, 4500.0),
            ("Vehicle speed", "Fahrzeuggeschwindigkeit", " km/h", Speed, 1.0, 0.0, 0.0, 120.0),
            ("Coolant temperature", "Kühlmitteltemperatur", " °C", Coolant, 1.0, 0.0, 20.0, 95.0),
            ("Intake air temperature", "Ansauglufttemperatur", " °C", IntakeAir, 1.0, 0.0, 10.0, 60.0),
            ("Charge air pressure: actual value", "Ladedruck: Istwert", " hPa", MapAbs, 1e-3, 0.0, 980.0, 2400.0),
            ("Charge air pressure: specified value", "Ladedruck: Sollwert", " hPa", BoostTarget, 1e-3, -1.013_25, 980.0, 2400.0),
            ("Mass air flow: actual value", "Luftmasse: Istwert", " g/s", Maf, 1.0, 0.0, 3.0, 200.0),
            ("Engine torque", "Motordrehmoment", " Nm", TorqueEst, 1.0, 0.0, 10.0, 350.0),
        ];
        let d = if semicolons { ";" } else { "," };
        let channels: Vec<_> = picked.iter().map(|i| all[*i]).collect();
        let (day, mark, time, stamp) = if german { ("Sonntag", "Markierung", "Zeit", "MARKE") } else { ("Sunday", "Marker", "TIME", "STAMP") };
        let row = |first: &str, cells: Vec<String>| format!("{first}{d}{}{d}\r\n", cells.join(d));
        let mut text = format!("{day},30,November,2025,10:53:42:16365-VCID:3,VCDS Version: DRV\r\n4G0 907,ADVMB,3.0,\r\n");
        text += &row("", channels.iter().map(|_| format!("G004{d}F0")).collect());
        text += "\r\n";
        text += &row(mark, channels.iter().enumerate().map(|(i, _)| format!("{time}{d}Loc. IDE{i:05}")).collect());
        text += &row("", channels.iter().map(|c| format!("{stamp}{d}{}", if german { c.1 } else { c.0 })).collect());
        text += &row("", channels.iter().map(|c| format!("{d}{}", c.2)).collect());
        let mut expected: Vec<Expected> = channels.iter().map(|c| (c.3, Vec::new(), 1)).collect();
        for k in 0..rows {
            let mut cells = Vec::new();
            for (i, (c, (_, values, _))) in channels.iter().zip(&mut expected).enumerate() {
                let value = (c.6 + (c.7 - c.6) * (k * 5 % rows) as f64 / rows as f64).round();
                let at = (k as u64 * step_cs + i as u64) as f64 / 100.0;
                let at = format!("{at:.2}");
                cells.push(format!("{}{d}{value}", if semicolons { at.replace('.', ",") } else { at }));
                values.push(value * c.4 + c.5);
            }
            text += &row("", cells);
        }
        // As VCDS writes it.
        let bytes: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        let log = log(bytes);
        assert_eq!(log.info.format, "vcds");
        assert_eq!(log.table.axes().len(), channels.len(), "each has times of its own");
        assert_channels(&log, &expected, step_cs * 10);
        assert_eq!(log.info.started_at.as_deref(), Some("2025-11-30T10:53:42"));
    }
}
