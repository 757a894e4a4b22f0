//! Brands whose logs take more than a table of facts: Haltech, VCDS, Zeitronix, and the letters of BlueDriver.

use fueltune_analyzer::engine::channels::ChannelId::*;
use fueltune_analyzer::engine::import::{
    DoubtCode, Encoding, FormatReason, IssueCode, LooksLike, TimeReason, TimeUnit,
};

use fueltune_analyzer::engine::table::TimeAxis;

use crate::brands::{HALTECH, MOTEC, VCDS, ZEITRONIX};
use crate::import_properties::assert_cut_makes_no_difference;
use crate::imports::{channel, close, count, import, log, own, refusal, values};

#[test]
fn haltech_counts_become_figures_by_their_type() {
    let log = log(HALTECH);
    assert_eq!(log.info.format, "haltech-nsp");
    assert_eq!((log.info.confidence, log.info.format_reason), (99, FormatReason::Signature));
    assert_eq!(values(channel(&log, Rpm)), [900.0, 910.0, 920.0, 930.0, 940.0]);
    let near = |found: Vec<f64>, expect: &[f64]| {
        assert_eq!(found.len(), expect.len(), "{found:?}");
        assert!(found.iter().zip(expect).all(|(a, b)| close(*a, *b)), "{found:?}, not {expect:?}");
    };
    near(values(channel(&log, MapAbs)), &[0.4, 0.41, 1.013]);
    // Absolute in the file; oil pressure is kept relative to the atmosphere.
    near(values(channel(&log, OilPressure)), &[4.0, 4.01, 0.0]);
    near(values(channel(&log, Coolant)), &[79.95, 80.95, 81.95]);
    near(values(channel(&log, Lambda1)), &[0.99, 1.0, 1.01]);
    assert_eq!(
        values(own(&log, "Generic Sensor (Bottle, rear)")),
        [1.0, 2.0, 65_535.0, 4.0, 5.0],
        "counts as they are"
    );
    assert!(log.doubts.iter().all(|d| d.code != DoubtCode::PressureKind), "{:?}", log.doubts);
}

#[test]
fn haltech_time_goes_on_past_midnight_and_channels_keep_their_rate() {
    let log = log(HALTECH);
    assert_eq!(log.info.time.unit, TimeUnit::Clock);
    let seconds = log.table.axis_of(channel(&log, Rpm)).seconds();
    assert!(
        seconds.iter().zip([0.0, 0.02, 0.04, 0.06, 0.08]).all(|(a, b)| (a - b).abs() < 1e-9),
        "{seconds:?}"
    );
    let slow = log.table.axis_of(channel(&log, MapAbs));
    assert!(close(slow.sample_rate(), 25.0), "{}", slow.sample_rate());
    assert_eq!(channel(&log, MapAbs).axis, channel(&log, Coolant).axis, "the same moments, one time base");
    assert_eq!(count(&log, IssueCode::MissingCell), 0);
    assert_eq!(log.table.rows(), 5);
    assert_eq!(
        log.info.started_at.as_deref(),
        Some("2026-01-01T23:59:59"),
        "the half of the day is that of the rows"
    );
}

#[test]
fn haltech_without_rows_is_refused() {
    assert_eq!(
        refusal(b"%DataLog%\nDataLogVersion : 1.1\nChannel : RPM\nID : 1\nType : EngineSpeed\n"),
        LooksLike::NoRows
    );
}

#[test]
fn vcds_groups_have_their_own_times() {
    let log = log(VCDS);
    assert_eq!(log.info.format, "vcds");
    assert_eq!(log.table.axes().len(), 2, "equal times are one time base");
    assert_eq!(log.table.axis_of(channel(&log, Rpm)).seconds(), [0.13, 0.45, 0.77]);
    assert_eq!(channel(&log, Speed).axis, channel(&log, Rpm).axis);
    let target = channel(&log, BoostTarget);
    assert_eq!(log.table.axis_of(target).seconds(), [0.29, 0.93], "a group that was not read has no sample");
    assert!(values(target).iter().zip([0.0, 1.0]).all(|(a, b)| close(*a, b)));
    assert_eq!(count(&log, IssueCode::BadTime), 0);
    assert_eq!(log.info.started_at.as_deref(), Some("2022-11-23T15:39:00"));
    assert_eq!(log.info.markers.len(), 1);
    assert!(
        close(log.info.markers[0].time, 0.45) && log.info.markers[0].text == "1",
        "{:?}",
        log.info.markers
    );
}

#[test]
fn a_blank_line_of_vcds_is_no_row_however_the_file_is_cut() {
    for blank in [",\r\n", ",,,,,,,\r\n", ",,\r\n,\r\n", "\r\n"] {
        let text = VCDS.replace("1,0.45,", &format!("{blank}1,0.45,"));
        assert_eq!(log(&text).table.rows(), 3, "{blank:?}");
        for size in [1, 5, 30] {
            assert_cut_makes_no_difference(text.as_bytes(), &vec![size; text.len() / size], 300);
        }
    }
}

#[test]
fn an_issue_of_a_group_names_the_row_of_the_file() {
    let text = VCDS.replace("Boost Pressure (specified)", "Coolant temperature").replace(" mbar", " \u{b0}C");
    let log = log(text.replace("1013.25", "80").replace("2013.25", "999"));
    let issue = log.issues.iter().find(|i| i.code == IssueCode::OutOfRange).unwrap();
    assert_eq!((issue.first.row, issue.first.line), (Some(2), 10), "{issue:?}");
}

#[test]
fn vcds_groups_of_four_have_names_above_and_units_below() {
    let text = "Friday,03,November,2006,22:07:14\r\n8D0 907 551 M,,2.7l V6\r\n\r\n\
        ,Group A:,'003,,,,Group B:,'020,,,,Group C:, Not Running,,,\r\n\
        ,,RPM,Mass Flow,Load,Ign. Timing,,Voltage,Voltage,Voltage,Voltage,,,,,\r\n\
        ,TIME,,,,,TIME,,,,,TIME,,,,\r\n\
        Marker,STAMP, /min, g/s, %, \u{b0}BTDC,STAMP, V, V, V, V,STAMP,,,,\r\n\
        ,0.60,840,3.72,1.6,7.5,0.01,0.7,0.7,0.7,0.8,,,,,\r\n,1.50,880,3.75,1.2,4.5,0.90,0.7,0.5,0.5,0.5,,,,,\r\n";
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let log = log(latin);
    assert_eq!(log.info.text.map(|t| t.encoding), Some(Encoding::Windows1252));
    assert_eq!(values(channel(&log, Rpm)), [840.0, 880.0]);
    assert!(close(channel(&log, Maf).data().number(1), 3.75));
    assert!(close(channel(&log, IgnAdvance).data().number(0), 7.5));
    assert_eq!(own(&log, "Voltage (4)").unit.symbol(), "V");
    let starts: Vec<f64> = log.table.axes().iter().map(TimeAxis::start).collect();
    assert_eq!(starts, [0.60, 0.01], "the group that was not running has no time base");
}

#[test]
fn vcds_in_german_is_the_same() {
    let text = "Sonntag,30,November,2025,10:53:42:16365-VCID:3,VCDS Version: DRV\n4G0,ADVMB,3.0BTD,\n,,G004,F0,G026,F0,\n\n\
        Markierung,Zeit,Loc. IDE00021,Zeit,Loc. IDE00190,,\n,MARKE,Motordrehzahl,MARKE,Ladedruck: Istwert,,\n,, /min,, hPa,,\n\
        ,0.05,1498,0.05,1063.8,,\n,0.18,1483,0.18,1062.4,,\n";
    let log = log(text);
    assert_eq!(values(channel(&log, Rpm)), [1498.0, 1483.0]);
    assert!(close(channel(&log, MapAbs).data().number(0), 1.0638));
    assert_eq!(log.table.axes().len(), 1);
}

#[test]
fn zeitronix_vacuum_is_in_inches_and_boost_in_psi() {
    let log = log(ZEITRONIX);
    assert_eq!(log.info.format, "zeitronix");
    let map = values(channel(&log, MapGauge));
    assert!(close(map[0], -20.0 * 0.033_863_89) && close(map[1], 1.0), "{map:?}");
    assert!(close(channel(&log, Lambda1).data().number(1), 0.8));
    assert!((log.table.main_axis().duration() - 0.016).abs() < 1e-9);
}

#[test]
fn bluedriver_is_read_through_its_letters() {
    let text = "\u{feff}BlueDriver Data Log\nAug 17, 2025\nTime(s), Engine RPM (rpm), Coolant Temp (°F), \n0.00, 900, 158, \n0.40, 950, , \n0.80, 960, 167, \n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let log = log(bytes);
    assert_eq!(log.info.format, "bluedriver");
    assert_eq!(log.info.text.map(|t| t.encoding), Some(Encoding::Utf16Le));
    assert_eq!(values(channel(&log, Rpm)), [900.0, 950.0, 960.0]);
    let coolant = channel(&log, Coolant);
    assert!(values(coolant).iter().zip([70.0, 75.0]).all(|(a, b)| close(*a, b)));
    assert_eq!(log.table.axis_of(coolant).seconds(), [0.0, 0.8]);
}

#[test]
fn rows_without_a_time_follow_the_rate_that_the_file_tells() {
    let log = log(MOTEC);
    assert_eq!(log.info.format, "motec-csv");
    assert_eq!(log.table.main_axis().seconds(), [0.0, 0.05, 0.1]);
    assert_eq!(log.info.time.reason, TimeReason::Header);
    assert_eq!(values(channel(&log, Rpm)), [900.0, 950.0, 980.0]);
    assert!(close(channel(&log, Coolant).data().number(1), 81.0));
    assert_eq!(count(&log, IssueCode::MissingCell), 1);
    assert_eq!(log.info.started_at.as_deref(), Some("2025-12-25T17:42:00"));
    let without = MOTEC.replace("\"Sample Rate\",\"20.000\",\"Hz\"\n", "");
    assert!(import(without).is_err(), "nothing tells its time");
}
