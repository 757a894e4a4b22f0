//! Any delimited log with a header: form, time, units, names, and what is wrong in it.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::import::{
    ColumnChoice, Decimal, Delimiter, DoubtCode, FormatReason, ImportError, ImportOptions, Imported,
    IssueCode, KeyReason, Meaning, SourceUnit, TimeReason, TimeUnit, UnitReason, preview,
};
use fueltune_analyzer::engine::table::{ColumnData, Flag};
use fueltune_analyzer::engine::units::Unit;

use crate::imports::{channel, close, count, flagged, import_with, log, own, values};

fn doubts(log: &Imported) -> Vec<(DoubtCode, &str)> {
    log.doubts.iter().map(|d| (d.code, d.chosen.as_str())).collect()
}

#[test]
fn a_row_that_ends_in_a_column_nobody_wants_takes_nothing_of_the_next_one() {
    let csv = "Time (s),RPM,Junk,MAP\n0.0,900,a,30\n0.1,910,b\n0.2,920,c,32\n0.3,930,d,33\n";
    let ignored = ColumnChoice { meaning: Some(Meaning::Ignored), unit: None };
    let columns = [("Junk".to_owned(), ignored)].into_iter().collect();
    let log = import_with(csv, ImportOptions { columns, ..ImportOptions::default() }).unwrap();
    assert_eq!(values(channel(&log, ChannelId::Rpm)), [900.0, 910.0, 920.0, 930.0]);
    assert_eq!(count(&log, IssueCode::ShortRow), 1);
}

#[test]
fn time_is_seconds_whatever_the_file_writes() {
    // Header and times of three rows; unit, and the seconds they are.
    let cases: &[(&str, [&str; 3], TimeUnit, [f64; 3])] = &[
        ("Time (s)", ["0.0", "0.1", "0.2"], TimeUnit::Seconds, [0.0, 0.1, 0.2]),
        ("Time", ["0.00", "0.04", "0.08"], TimeUnit::Seconds, [0.0, 0.04, 0.08]),
        ("Time", ["31", "125", "219"], TimeUnit::Milliseconds, [0.031, 0.125, 0.219]),
        ("Time (msec)", ["0", "198", "396"], TimeUnit::Milliseconds, [0.0, 0.198, 0.396]),
        ("time_ms", ["0", "1", "2"], TimeUnit::Milliseconds, [0.0, 0.001, 0.002]),
        ("Timestamp", ["0", "40000", "80000"], TimeUnit::Microseconds, [0.0, 0.04, 0.08]),
        ("timestamp", ["57.25", "59.25", "61.5"], TimeUnit::Tenths, [5.725, 5.925, 6.15]),
        ("Time (min)", ["0.0", "0.5", "1.0"], TimeUnit::Minutes, [0.0, 30.0, 60.0]),
        ("Time", ["14:15:46.000", "14:15:46.020", "14:15:46.040"], TimeUnit::Clock, [0.0, 0.02, 0.04]),
        ("Time", ["23:59:59.5", "00:00:00.0", "00:00:00.5"], TimeUnit::Clock, [0.0, 0.5, 1.0]),
        (
            "Duration",
            ["72:4354:29.928", "72:4354:30.028", "72:4354:30.128"],
            TimeUnit::Clock,
            [0.0, 0.1, 0.2],
        ),
        (
            "Device Time",
            ["23-Feb-2022 06:34:27.5", "23-Feb-2022 06:34:28.0", "23-Feb-2022 06:34:28.5"],
            TimeUnit::DateTime,
            [0.0, 0.5, 1.0],
        ),
        ("Tempo", ["0.0", "0.5", "1.0"], TimeUnit::Seconds, [0.0, 0.5, 1.0]),
    ];
    for (header, times, unit, seconds) in cases {
        let log = log(format!("{header},RPM\n{},900\n{},910\n{},920\n", times[0], times[1], times[2]));
        assert_eq!(log.info.time.unit, *unit, "{header} {times:?}");
        for (found, expect) in log.table.main_axis().seconds().iter().zip(seconds) {
            assert!((found - expect).abs() < 1e-6, "{header} {times:?}: {found} for {expect}");
        }
        assert_eq!(log.table.columns().len(), 1, "time is no channel");
    }
}

#[test]
fn a_date_tells_when_the_log_began() {
    let log = log("Time,RPM\n2025-12-18 22:56:53.347,900\n2025-12-18 22:56:53.447,901\n");
    assert_eq!(log.info.started_at.as_deref(), Some("2025-12-18T22:56:53"));
}

#[test]
fn a_unit_of_time_that_only_the_steps_tell_is_doubted() {
    assert_eq!(doubts(&log("Time,RPM\n0,900\n94,901\n188,902\n")), [(DoubtCode::TimeUnit, "ms")]);
    assert!(doubts(&log("Time (ms),RPM\n0,900\n94,901\n188,902\n")).is_empty());
}

#[test]
fn an_implausible_rate_is_told() {
    let log = log("Time (s),RPM\n0,900\n5,901\n10,902\n");
    assert_eq!(count(&log, IssueCode::ImplausibleRate), 1);
    assert_eq!(doubts(&log), [(DoubtCode::Rate, "0.2 Hz")]);
}

#[test]
fn time_that_repeats_goes_back_or_starts_again_is_told_and_mended() {
    let times = |text: &[&str]| {
        let rows = text.iter().fold(String::new(), |rows, t| rows + t + ",900\n");
        log(format!("Time (s),RPM\n{rows}"))
    };
    let cases: &[(&[&str], IssueCode, &[f64])] = &[
        (&["0.1", "0.2", "0.2", "0.3"], IssueCode::RepeatedTime, &[0.1, 0.2, 0.2, 0.3]),
        (&["0.1", "0.2", "0.15", "0.3"], IssueCode::TimeBackwards, &[0.1, 0.2, 0.2, 0.3]),
        (&["0.1", "0.2", "x", "0.4"], IssueCode::BadTime, &[0.1, 0.2, 0.2, 0.4]),
        (&["0.1", "0.2", "900.3", "0.4", "0.5"], IssueCode::BadTime, &[0.1, 0.2, 0.3, 0.4, 0.5]),
        (
            &["5.1", "5.2", "5.3", "0.1", "0.2", "0.3"],
            IssueCode::TimeRestart,
            &[5.1, 5.2, 5.3, 5.4, 5.5, 5.6],
        ),
        (&["-0.1", "0.0", "0.1"], IssueCode::TimeOutOfRange, &[-0.1, 0.0, 0.1]),
    ];
    for (text, code, seconds) in cases {
        let log = times(text);
        assert_eq!(count(&log, *code), 1, "{text:?}: {:?}", log.issues);
        assert_eq!(log.issues.len(), 1, "{text:?}: {:?}", log.issues);
        for (found, expect) in log.table.main_axis().seconds().iter().zip(*seconds) {
            assert!((found - expect).abs() < 1e-9, "{text:?}: {found} for {expect}");
        }
    }
}

#[test]
fn a_preamble_units_rows_and_second_names_are_understood() {
    let text = "Some Logger 1.2\nStarted at: 12:00\n\n\"Time\",\"Engine Speed\",\"nmot\",\"\"\n\
        \"s\",\"rpm\",\"-\",\"\"\n\"TIME\",\"\",\"Coolant temp\",\"\"\n\n\
        0.0,900,81,\n0.1,910,82,\n";
    let log = log(text);
    let form = log.info.text.unwrap();
    assert_eq!((form.header_line, form.units_line), (4, Some(5)));
    assert_eq!(log.table.rows(), 2);
    assert_eq!(values(channel(&log, ChannelId::Rpm)), [900.0, 910.0]);
    assert_eq!(log.info.time.reason, TimeReason::Header);
    assert_eq!(log.info.format_reason, FormatReason::TableWithTime);
    assert_eq!(log.table.columns().len(), 2, "a column without name and value is none");
}

#[test]
fn units_come_from_the_header_and_go_to_the_base_unit() {
    let cases: &[(&str, &str, ChannelId, f64)] = &[
        ("Boost (PSI)", "14.5038", ChannelId::MapGauge, 1.0),
        ("Boost [kPa]", "-50", ChannelId::MapGauge, -0.5),
        ("Man Abs Press (inHg)", "29.53", ChannelId::MapAbs, 1.0),
        ("Coolant Temp (° F)", "212", ChannelId::Coolant, 100.0),
        ("IAT (*C)", "20", ChannelId::IntakeAir, 20.0),
        ("Vehicle Speed (mph)", "100", ChannelId::Speed, 160.9344),
        ("AFR (AFR)", "14.7", ChannelId::Lambda1, 1.0),
        ("Lambda (λ)", "0.9", ChannelId::Lambda1, 0.9),
        ("MAF (kg/h)", "36", ChannelId::Maf, 10.0),
        ("Fuel flow (cc/min)", "600", ChannelId::FuelFlow, 7.45),
        ("Injector on time (us)", "2500", ChannelId::Pw1, 2.5),
        ("Trip distance (km)", "1.5", ChannelId::Distance, 1500.0),
        ("Odometer Miles", "100", ChannelId::OdometerKm, 160.9344),
        ("Knock Retard (°)", "-2.5", ChannelId::KnockRetard, 2.5),
    ];
    for (header, cell, id, expect) in cases {
        let log = log(format!("Time (s),{header}\n0.0,{cell}\n0.1,{cell}\n0.2,{cell}\n"));
        let found = values(channel(&log, *id))[0];
        assert!((found - expect).abs() < 1e-3, "{header}: {found} for {expect}");
        assert_eq!(log.columns[0].unit_reason, UnitReason::Header, "{header}");
        assert!(log.doubts.is_empty(), "{header}: {:?}", log.doubts);
    }
}

#[test]
fn units_a_file_does_not_tell_are_found_by_the_values_and_doubted() {
    // Header, three cells, the channel they make, its first value, what is asked.
    let cases: &[(&str, [&str; 3], ChannelId, f64, DoubtCode)] = &[
        ("MAP", ["35", "60", "101"], ChannelId::MapAbs, 0.35, DoubtCode::Unit),
        ("MAP", ["0.35", "0.6", "1.9"], ChannelId::MapAbs, 0.35, DoubtCode::Unit),
        ("MAP", ["-0.6", "0.0", "1.2"], ChannelId::MapGauge, -0.6, DoubtCode::PressureKind),
        ("MAP", ["5.0", "9.0", "14.5"], ChannelId::MapAbs, 0.344_74, DoubtCode::Unit),
        ("Boost", ["-10", "0", "18"], ChannelId::MapGauge, -0.689_48, DoubtCode::Unit),
        ("Boost", ["-56", "0", "95"], ChannelId::MapGauge, -0.56, DoubtCode::Unit),
        ("Boost", ["30", "60", "101"], ChannelId::MapAbs, 0.3, DoubtCode::PressureKind),
        ("Coolant", ["170", "185", "195"], ChannelId::Coolant, 76.667, DoubtCode::Unit),
        ("Oil pressure", ["30", "60", "75"], ChannelId::OilPressure, 2.0684, DoubtCode::Unit),
        ("Baro", ["991", "992", "993"], ChannelId::Baro, 0.991, DoubtCode::Unit),
        ("Throttle", ["0.1", "0.55", "0.99"], ChannelId::Tps, 10.0, DoubtCode::Unit),
        ("Wideband", ["14.7", "12.5", "13.0"], ChannelId::Lambda1, 1.0, DoubtCode::LambdaOrAfr),
        ("AFR", ["1.0", "0.85", "0.9"], ChannelId::Lambda1, 1.0, DoubtCode::LambdaOrAfr),
        ("Speed", ["10", "50", "90"], ChannelId::Speed, 10.0, DoubtCode::Unit),
    ];
    for (header, cells, id, expect, doubt) in cases {
        let log = log(format!("Time (s),{header}\n0.0,{}\n0.1,{}\n0.2,{}\n", cells[0], cells[1], cells[2]));
        let found = values(channel(&log, *id))[0];
        assert!((found - expect).abs() < 1e-3, "{header} {cells:?}: {found} for {expect}");
        assert_eq!(log.doubts.iter().map(|d| d.code).collect::<Vec<_>>(), [*doubt], "{header} {cells:?}");
    }
    let sure = log("Time (s),AFR\n0.0,14.7\n0.1,12.5\n");
    assert!(close(values(channel(&sure, ChannelId::Lambda1))[0], 1.0));
    assert!(sure.doubts.is_empty(), "named AFR, and values of AFR");
}

#[test]
fn a_unit_that_does_not_fit_keeps_the_column_under_its_own_name() {
    for header in ["Throttle Position (V)", "Calculated Load (g/rev)", "Mass Air Flow Rate (cfm)"] {
        let log = log(format!("Time (s),RPM,{header}\n0.0,900,98.5\n0.1,900,98.5\n"));
        let decision = &log.columns[1];
        assert!(decision.key.as_ref().is_some_and(|k| k.id().is_none()), "{header}: {decision:?}");
    }
}

#[test]
fn ladedruck_that_never_ends_is_absolute_and_without_vacuum_it_is_doubted() {
    let read = |cells: [&str; 3]| {
        log(format!("Zeit (s);Ladedruck (mbar)\n0,0;{}\n0,1;{}\n0,2;{}\n", cells[0], cells[1], cells[2]))
    };
    let kind = |log: &Imported| log.columns[0].key.as_ref().and_then(ChannelKey::id);
    let doubted = |log: &Imported| log.doubts.iter().any(|d| d.code == DoubtCode::PressureKind);
    let before_throttle = read(["1005", "1400", "2100"]);
    assert_eq!((kind(&before_throttle), doubted(&before_throttle)), (Some(ChannelId::MapAbs), true));
    let pull = read(["250", "900", "1500"]);
    assert_eq!((kind(&pull), doubted(&pull)), (Some(ChannelId::MapGauge), true));
    let drive = read(["-600", "0", "900"]);
    assert_eq!((kind(&drive), doubted(&drive)), (Some(ChannelId::MapGauge), false));
}

#[test]
fn a_trim_around_one_or_around_a_hundred_becomes_one_around_zero() {
    let cases = [
        ("Lambda control (-)", ["1.02", "0.97"], [2.0, -3.0], Unit::Factor, true),
        ("STFT", ["1.00", "1.10"], [0.0, 10.0], Unit::Factor, true),
        ("LTFT (%)", ["98.5", "104"], [-1.5, 4.0], Unit::PercentOfWhole, true),
        ("STFT (%)", ["-1.5", "4"], [-1.5, 4.0], Unit::Percent, false),
        ("STFT (%)", ["0.8", "1.2"], [0.8, 1.2], Unit::Percent, false),
    ];
    for (header, cells, expected, unit, doubted) in cases {
        let log = log(format!("Time (s),RPM,{header}\n0.0,900,{}\n0.1,900,{}\n", cells[0], cells[1]));
        let decision = &log.columns[1];
        let column = log.table.column(decision.key.as_ref().unwrap()).unwrap();
        assert!(column.id().is_some(), "{header}: {decision:?}");
        assert!(
            values(column).iter().zip(expected).all(|(a, b)| close(*a, b)),
            "{header}: {:?}",
            values(column)
        );
        assert_eq!(decision.source_unit, unit.into(), "{header}");
        assert_eq!(
            log.doubts.iter().any(|d| d.code == DoubtCode::Unit),
            doubted,
            "{header}: {:?}",
            log.doubts
        );
    }
}

#[test]
fn a_column_without_values_leaves_its_channel_to_one_that_has_some() {
    let log = log("Time (s),RPM,Coolant Temp (C),Engine Coolant Temperature (C)\n0.0,900,,80\n0.1,910,,81\n");
    assert_eq!(values(channel(&log, ChannelId::Coolant)), [80.0, 81.0]);
    assert_eq!(own(&log, "Coolant Temp (C)").missing(), 2);
}

#[test]
fn the_better_of_two_columns_gets_the_channel() {
    let log = log("Time (s),AFR,Lambda,Throttle Position (%),TPS (%),RPM,RPM\n\
        0.0,14.7,1.0,10,11,900,901\n0.1,14.7,1.0,10,11,900,901\n");
    assert_eq!(&*channel(&log, ChannelId::Lambda1).source, "Lambda", "λ as such before λ from AFR");
    assert_eq!(&*channel(&log, ChannelId::Tps).source, "TPS (%)", "the surer name");
    assert_eq!(values(channel(&log, ChannelId::Rpm))[0], 900.0, "the first of equals");
    assert_eq!(values(own(&log, "RPM (2)"))[0], 901.0);
    let taken: Vec<&str> =
        log.columns.iter().filter(|c| c.key_reason == KeyReason::Taken).map(|c| c.name.as_str()).collect();
    assert_eq!(taken, ["AFR", "Throttle Position (%)", "RPM (2)"]);
}

#[test]
fn similar_names_are_offered_and_not_applied() {
    let log = log("Time (s),RPM,Coolant Temprature (C)\n0.0,900,80\n0.1,900,80\n");
    let decision = &log.columns[1];
    assert_eq!(decision.key_reason, KeyReason::Custom);
    assert_eq!(decision.suggestions.first(), Some(&ChannelId::Coolant));
    assert_eq!(doubts(&log), [(DoubtCode::Suggestion, "coolant")]);
}

#[test]
fn words_are_switches_states_gears_or_missing() {
    let log = log("Time (s),RPM,Fan,Ligado,Mode,Gear,Lambda\n\
        0.0,900,ON,SIM,CL - Normal,N,-\n0.1,900,off,NÃO,OL - Drive,1,NaN\n0.2,900,ON,SIM,CL - Normal,R,---\n\
        0.3,900,,,,2,0.98\n");
    let fan = values(channel(&log, ChannelId::Fan1));
    assert_eq!(fan[..3], [1.0, 0.0, 1.0]);
    assert!(fan[3].is_nan());
    assert_eq!(own(&log, "Ligado").unit, Unit::OnOff);
    assert_eq!(values(channel(&log, ChannelId::Gear)), [0.0, 1.0, -1.0, 2.0]);
    let ColumnData::Codes { codes, labels } = own(&log, "Mode").data() else { panic!("states") };
    assert_eq!(labels.iter().map(|l| &**l).collect::<Vec<_>>(), ["CL - Normal", "OL - Drive"]);
    assert_eq!(codes[..3], [0, 1, 0]);
    assert_eq!(channel(&log, ChannelId::Lambda1).missing(), 3);
    assert_eq!(count(&log, IssueCode::MissingCell), 3 + 3);
}

#[test]
fn the_rarer_of_numbers_and_texts_yields() {
    let mut numbers = "Time (s),RPM,Pump\n".to_owned();
    let mut texts = numbers.clone();
    for row in 0..1000 {
        let t = f64::from(row) / 10.0;
        numbers += &format!("{t},900,{}\n", if row % 10 == 3 { "fault".to_owned() } else { row.to_string() });
        texts += &format!(
            "{t},900,{}\n",
            if row % 10 == 0 { "7".to_owned() } else { format!("state {}", row % 3) }
        );
    }
    let log_of_numbers = log(numbers);
    let pump = own(&log_of_numbers, "Pump");
    assert_eq!(values(pump)[4], 4.0);
    assert_eq!(pump.missing(), 100);
    let issue = log_of_numbers.issues.iter().find(|i| i.code == IssueCode::BadNumber).unwrap();
    assert_eq!((issue.count, issue.first.line, issue.sample.as_str()), (100, 5, "fault"));
    let log_of_texts = log(texts);
    let ColumnData::Codes { labels, .. } = own(&log_of_texts, "Pump").data() else { panic!("texts") };
    assert_eq!(labels.len(), 4, "{labels:?}");
    assert_eq!(labels.iter().filter(|l| &***l == "7").count(), 1, "a number among texts is one of them");
    assert_eq!(own(&log_of_texts, "Pump").missing(), 0);
}

#[test]
fn ragged_rows_are_told_with_their_place_and_kept() {
    let log =
        log("Time (s),RPM,TPS,Lambda\n0.0,900,10,0.9\n0.1,901\n0.2,902,12,0.9,extra\n0.3,903,13,0.9,,\n\
         0.4,904,14,0.9\n0.5,905,14,0.9\n0.6,906,14,0.9\n0.7,907,14");
    assert_eq!(log.table.rows(), 8);
    let of = |code| log.issues.iter().find(|i| i.code == code).map(|i| (i.count, i.first.line));
    assert_eq!(of(IssueCode::ShortRow), Some((1, 3)));
    assert_eq!(of(IssueCode::LongRow), Some((1, 4)), "empty cells beyond the header are no matter");
    assert_eq!(of(IssueCode::TruncatedLastRow), Some((1, 9)));
    assert_eq!(values(channel(&log, ChannelId::Rpm)), (900..908).map(f64::from).collect::<Vec<_>>());
}

#[test]
fn lines_that_are_no_rows_are_no_rows() {
    let log = log(
        "Time (s)\tRPM\n0.0\t900\n\nMARK 001 - Going Offline\n0.1\t901\nTime (s)\tRPM\n0.2\t902\n\t\nLost Sync\n0.3\t903\nMARK 000\n",
    );
    assert_eq!(values(channel(&log, ChannelId::Rpm)), [900.0, 901.0, 902.0, 903.0]);
    let markers: Vec<(f64, &str)> = log.info.markers.iter().map(|m| (m.time, m.text.as_str())).collect();
    assert_eq!(markers, [(0.0, "MARK 001 - Going Offline"), (0.2, "Lost Sync"), (0.3, "MARK 000")]);
    let header = log.issues.iter().find(|i| i.code == IssueCode::RepeatedHeader).unwrap();
    assert_eq!((header.count, header.first.line), (1, 6));
    assert_eq!(log.issues.len(), 1, "{:?}", log.issues);
}

#[test]
fn a_stray_quote_stays_in_its_row() {
    let log = log("Time (s),RPM,Note\n0.0,900,\"fine, really\"\n0.1,901,\"open\n0.2,902,fine\n");
    assert_eq!(values(channel(&log, ChannelId::Rpm)), [900.0, 901.0, 902.0]);
    let ColumnData::Codes { labels, .. } = own(&log, "Note").data() else { panic!("texts") };
    assert_eq!(&*labels[0], "fine, really");
    assert_eq!(count(&log, IssueCode::BadQuote), 1);
}

#[test]
fn digits_beyond_f32_are_kept() {
    let log =
        log("Time (s),RPM,Latitude,Ticks\n0.0,900,-23.5505199,16777217\n0.1,901,-23.5505201,16777219\n");
    assert_eq!(values(channel(&log, ChannelId::GpsLat)), [-23.550_519_9, -23.550_520_1]);
    assert_eq!(values(own(&log, "Ticks")), [16_777_217.0, 16_777_219.0]);
}

#[test]
fn a_column_that_grows_beyond_f32_keeps_its_small_numbers() {
    let mut text = "Time (s),RPM,Ticks\n".to_owned();
    for row in 0..300u32 {
        text +=
            &format!("{},900,{}\n", f64::from(row) / 10.0, if row < 200 { row } else { 20_000_001 + row });
    }
    let ticks = values(own(&log(text), "Ticks"));
    assert_eq!((ticks[0], ticks[199], ticks[200], ticks[299]), (0.0, 199.0, 20_000_201.0, 20_000_300.0));
}

#[test]
fn the_user_may_correct_everything() {
    let text = "Clock;RPM;Pressure;Junk;Wideband\n0;900;1,5;7;14,7\n100;910;1,6;7;14,7\n200;920;1,7;7;14,7\n";
    let mut options = ImportOptions {
        delimiter: Some(Delimiter::Semicolon),
        decimal: Some(Decimal::Comma),
        time_column: Some("Clock".to_owned()),
        time_unit: Some(TimeUnit::Milliseconds),
        ..ImportOptions::default()
    };
    let choice = |meaning, unit| ColumnChoice { meaning: Some(meaning), unit };
    let known = |id| Meaning::Channel(id);
    options
        .columns
        .insert("Pressure".into(), choice(known(ChannelId::OilPressure), Some(SourceUnit::Plain(Unit::Kpa))));
    options.columns.insert("Junk".into(), choice(Meaning::Ignored, None));
    options.columns.insert("RPM".into(), choice(Meaning::Own, None));
    let afr = SourceUnit::Afr { stoich: 9.0 };
    options.columns.insert("Wideband".into(), ColumnChoice { meaning: None, unit: Some(afr) });
    let log = import_with(text, options).unwrap();
    assert_eq!(log.table.main_axis().seconds(), [0.0, 0.1, 0.2]);
    assert_eq!(log.info.time.reason, TimeReason::User);
    assert!(close(values(channel(&log, ChannelId::OilPressure))[0], 0.015));
    assert!(close(values(channel(&log, ChannelId::Lambda1))[0], 14.7 / 9.0));
    assert_eq!(values(own(&log, "RPM"))[0], 900.0);
    assert_eq!(log.table.columns().len(), 3, "what is ignored is not kept");
    let junk = log.columns.iter().find(|c| c.name == "Junk").unwrap();
    assert_eq!((junk.key.as_ref(), junk.key_reason), (None, KeyReason::UserOverlay), "but can be had back");
    assert!(log.doubts.is_empty(), "{:?}", log.doubts);
}

#[test]
fn a_time_column_the_file_does_not_have_is_said() {
    let options = ImportOptions { time_column: Some("Uhr".to_owned()), ..ImportOptions::default() };
    let error = import_with("Time,RPM\n0,900\n1,901\n", options).err();
    assert_eq!(error, Some(ImportError::NoSuchTimeColumn { name: "Uhr".to_owned() }));
}

#[test]
fn files_with_the_same_columns_have_the_same_signature() {
    let signature = |text: &str| log(text).info.header_signature;
    let one = signature("Time,RPM\n0.0,900\n0.1,901\n");
    assert_eq!(one.len(), 16);
    assert_eq!(one, signature("Time,RPM\n5.0,1900\n5.1,1901\n5.2,1901\n"));
    assert_ne!(one, signature("Time,RPM,TPS\n0.0,900,1\n0.1,901,1\n"));
}

#[test]
fn flags_are_on_the_rows_of_the_values() {
    let log = log("Time (s),RPM,Battery\n0.0,900,13.8\n0.1,30000,13.9\n0.2,900,2.0\n");
    assert_eq!(flagged(channel(&log, ChannelId::Rpm), Flag::OutOfRange), [1]);
    assert_eq!(flagged(channel(&log, ChannelId::Battery), Flag::OutOfRange), [2]);
}

#[test]
fn a_preview_tells_what_the_import_will_do() {
    let mut text = "Time,MAP,Coolant Temprature,RPM\n".to_owned();
    for row in 0..60_000 {
        text += &format!("{:.2},{},80,{}\n", f64::from(row) / 20.0, 30 + row % 70, 900 + row % 5000);
    }
    let bytes = text.as_bytes();
    let seen = preview(&bytes[..256 * 1024], bytes.len() as u64, &ImportOptions::default()).unwrap();
    let whole = log(bytes);
    assert_eq!(seen.columns.iter().map(|c| c.decision.clone()).collect::<Vec<_>>(), whole.columns);
    assert_eq!((&seen.text, &seen.time), (&whole.info.text, &whole.info.time));
    assert_eq!(seen.header_signature, whole.info.header_signature);
    assert_eq!(seen.doubts, whole.doubts);
    assert_eq!(
        seen.doubts.iter().map(|d| d.code).collect::<Vec<_>>(),
        [DoubtCode::Unit, DoubtCode::Suggestion]
    );
    assert!(seen.estimated);
    assert!((f64::from(seen.rows) / 60_000.0 - 1.0).abs() < 0.05, "{}", seen.rows);
    assert!(seen.duration_s.is_some_and(|d| (d / 3000.0 - 1.0).abs() < 0.05));
    assert_eq!(seen.rate_hz, Some(20.0));
    assert_eq!(seen.columns[0].cells[..2], ["30", "31"]);
    assert!(seen.columns[0].values[0].is_some_and(|v| close(v, 0.3)), "in the base unit");
}

#[test]
fn a_preview_of_a_whole_file_estimates_nothing() {
    let text = "Time (s),RPM\n0.0,900\n0.1,901\n0.2,902\n";
    let seen = preview(text.as_bytes(), text.len() as u64, &ImportOptions::default()).unwrap();
    assert_eq!((seen.rows, seen.estimated, seen.duration_s), (3, false, Some(0.2)));
}
