//! EFI Analytics MLG, from files made on the spot.

use fueltune_analyzer::engine::channels::ChannelId::*;
use fueltune_analyzer::engine::import::{
    Damage, HEAD_BYTES, ImportError, ImportOptions, Importer, IssueCode, KnownFormat, LooksLike, preview,
};
use fueltune_analyzer::engine::table::ColumnData;
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;

use crate::imports::{channel, close, count, import, log, own, refusal, values};
use crate::mlg_file::{Log, bits, figure, scaled, simple};

#[test]
fn both_versions_give_the_same_log() {
    for version in [1, 2] {
        let log = log(simple(version, 40).bytes);
        assert_eq!(log.info.format, "mlg");
        assert_eq!((log.table.rows(), log.table.columns().len()), (40, 2));
        assert_eq!(log.info.started_at.as_deref(), Some("2020-08-16T16:50:10"));
        assert_eq!(log.info.time.column, "Time");
        let times = log.table.main_axis().seconds();
        assert_eq!((times[1], times[39]), (0.05, 1.95), "a time is the decimal figure that was meant");
        assert_eq!(values(channel(&log, Rpm))[..3], [900.0, 901.0, 902.0]);
        assert!(values(channel(&log, Coolant)).iter().all(|t| close(*t, 80.0)), "(1200 - 400) * 0.1");
        assert_eq!(channel(&log, Coolant).unit, Unit::Celsius);
        assert!(log.issues.is_empty(), "{:?}", log.issues);
    }
}

#[test]
fn every_type_of_figure_is_read() {
    let fields = [
        figure("Time", "s", 7),
        figure("a", "", 0),
        figure("b", "", 1),
        figure("c", "", 2),
        figure("d", "", 3),
        figure("e", "", 4),
        figure("f", "", 5),
        figure("g", "", 6),
        figure("h", "", 7),
        scaled("i", "", 2, 0.1, 0.0),
    ];
    let mut file = Log::new(2, &fields, "");
    for time in [0.5f32, 0.6] {
        let mut r = time.to_be_bytes().to_vec();
        r.extend([200, 0xFE]);
        r.extend(60_000u16.to_be_bytes());
        r.extend((-12_345i16).to_be_bytes());
        r.extend(4_000_000_001u32.to_be_bytes());
        r.extend((-2_000_000_001i32).to_be_bytes());
        r.extend((-900_000_000_000_001i64).to_be_bytes());
        r.extend((-1.5f32).to_be_bytes());
        r.extend(147u16.to_be_bytes());
        file.record(0, &r);
    }
    let log = log(file.bytes);
    let first = |name| values(own(&log, name))[0];
    assert_eq!([first("a"), first("b"), first("c"), first("d")], [200.0, -2.0, 60_000.0, -12_345.0]);
    assert_eq!([first("e"), first("f")], [4_000_000_001.0, -2_000_000_001.0]);
    assert_eq!([first("g"), first("h")], [-900_000_000_000_001.0, -1.5]);
    assert_eq!(own(&log, "i").f32().unwrap()[0], 14.7, "0.1 is the decimal and not the nearest f32");
}

#[test]
fn bits_become_switches_under_their_own_names() {
    for code in [10u8, 0x10] {
        let fields = [
            figure("Time", "s", 7),
            bits("Status", code, 7, &["Fan", "Shift lamp", ""]),
            bits("", code + 1, 4, &["A", "B"]),
            bits("", code + 2, 4, &["C"]),
        ];
        let mut file = Log::new(2, &fields, "");
        for (row, status) in [0u8, 1, 3, 4].into_iter().enumerate() {
            let mut r = (row as f32).to_be_bytes().to_vec();
            r.extend([status, 0, 2, 0, 0, 0, 1]);
            file.record(0, &r);
        }
        let log = log(file.bytes);
        assert_eq!(values(channel(&log, Fan1)), [0.0, 1.0, 1.0, 0.0], "code {code}");
        assert_eq!(values(own(&log, "Shift lamp")), [0.0, 0.0, 1.0, 0.0]);
        assert_eq!(values(own(&log, "Status bit 2")), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(values(own(&log, "B")), [1.0; 4]);
        assert_eq!(values(own(&log, "C")), [1.0; 4]);
        assert_eq!(own(&log, "Shift lamp").unit, Unit::OnOff);
        let words = log.columns.iter().find(|c| c.name == "Shift lamp").unwrap();
        assert_eq!(words.unit_text.as_deref(), Some("Inactive/Active"));
    }
}

#[test]
fn markers_stand_at_the_row_before_them() {
    let mut file = simple(1, 10);
    file.marker("MARK 000 - Manual - Sun Sep 27 10:04");
    let row: Vec<u8> = [0.5f32.to_be_bytes().as_slice(), &[3, 0x84, 4, 0xB0]].concat();
    file.record(0, &row);
    let log = log(file.bytes);
    assert_eq!(log.table.rows(), 11);
    assert_eq!(log.info.markers.len(), 1);
    assert_eq!(log.info.markers[0].text, "MARK 000 - Manual - Sun Sep 27 10:04");
    assert!(close(log.info.markers[0].time, 0.45));
}

#[test]
fn without_a_time_the_clock_of_the_blocks_goes_round() {
    let mut file = Log::new(1, &[figure("RPM", "rpm", 2)], "");
    for row in 0..100u32 {
        file.record((row * 20_000) as u16, &900u16.to_be_bytes());
    }
    let log = log(file.bytes);
    let times = log.table.main_axis().seconds();
    assert!(times.iter().enumerate().all(|(i, t)| close(*t, i as f64 * 0.2)), "{times:?}");
    assert_eq!(log.info.time.column, "Timestamp");
}

#[test]
fn a_time_that_stands_still_is_replaced_by_the_clock_of_the_blocks() {
    let mut file = Log::new(1, &[figure("Time", "s", 7), figure("RPM", "rpm", 2)], "");
    for row in 0..10u16 {
        file.record(row * 1000, &[0, 0, 0, 0, 3, 0x84]);
    }
    let log = log(file.bytes);
    assert!(close(log.table.main_axis().sample_rate(), 100.0));
    assert_eq!(count(&log, IssueCode::BadTime), 10);
}

#[test]
fn a_rate_that_no_logger_has_is_an_issue() {
    for (step, rate) in [(10.0f32, 1), (0.05, 0), (1e-5, 1)] {
        let mut file = Log::new(2, &[figure("Time", "s", 7), figure("RPM", "rpm", 2)], "");
        for row in 0..10u8 {
            let time = (f32::from(row) * step).to_be_bytes();
            file.record(0, &[time.as_slice(), &[3, 0x84]].concat());
        }
        assert_eq!(count(&log(file.bytes), IssueCode::ImplausibleRate), rate, "a row each {step} s");
    }
}

#[test]
fn what_the_logger_lost_is_counted() {
    let mut file = simple(2, 3);
    file.counter = file.counter.wrapping_add(7);
    file.record(0, &simple(2, 4).bytes[simple(2, 4).header + 3 * 13 + 4..][..8]);
    let log = log(file.bytes);
    assert_eq!(log.table.rows(), 4);
    assert_eq!(count(&log, IssueCode::LostBlocks), 1);
}

#[test]
fn a_wrong_checksum_keeps_the_row_where_the_next_block_follows() {
    let mut file = simple(1, 20);
    let at = file.header + 5 * 13 + 12;
    file.bytes[at] ^= 0x55;
    let log = log(file.bytes);
    assert_eq!(log.table.rows(), 20);
    assert_eq!(count(&log, IssueCode::BadChecksum), 1);
    assert_eq!(count(&log, IssueCode::UnreadableBytes), 0);
}

#[test]
fn rubbish_between_blocks_is_passed_over() {
    for rubbish in [vec![9u8; 100], vec![0; 1000], vec![1; 53], vec![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]] {
        let mut file = simple(1, 20);
        let at = file.header + 10 * 13;
        file.bytes.splice(at..at, rubbish.clone());
        let log = log(file.bytes);
        let kept = log.table.rows();
        assert!((19..=20).contains(&kept), "{kept} rows behind {} bytes", rubbish.len());
        assert!(count(&log, IssueCode::UnreadableBytes) >= 1, "{rubbish:?}");
        assert!(values(channel(&log, Rpm)).iter().all(|r| (900.0..920.0).contains(r)));
    }
}

#[test]
fn room_that_was_never_written_is_no_row() {
    let mut file = simple(2, 20);
    file.bytes.extend([0; 4096]);
    let log = log(file.bytes);
    assert_eq!(log.table.rows(), 20);
    assert_eq!(count(&log, IssueCode::UnreadableBytes), 4096);
}

#[test]
fn a_file_cut_anywhere_gives_its_whole_rows_or_says_where_it_ends() {
    let whole = simple(2, 30);
    for len in 0..whole.bytes.len() {
        let cut = &whole.bytes[..len];
        match import(cut) {
            Ok(log) => {
                assert_eq!(log.table.rows(), (len - whole.header) / 13);
                let broken = u32::from(!(len - whole.header).is_multiple_of(13));
                assert_eq!(count(&log, IssueCode::TruncatedLastRow), broken, "{len} bytes");
            }
            Err(ImportError::Damaged { format: KnownFormat::Mlg, damage: Damage::CutShort, .. }) => {
                assert!(len < whole.header, "{len} bytes");
            }
            Err(ImportError::NotALog { looked_like }) => {
                assert!(len < 6 || looked_like == LooksLike::NoRows, "{len} bytes: {looked_like}");
            }
            Err(other) => panic!("{len} bytes: {other}"),
        }
    }
}

#[test]
fn a_log_of_nothing_but_a_header_has_no_rows() {
    assert_eq!(refusal(simple(1, 0).bytes), LooksLike::NoRows);
}

#[test]
fn headers_that_contradict_themselves_are_refused_with_their_place() {
    let wound = |at: usize, bytes: &[u8]| {
        let mut file = simple(2, 5).bytes;
        file[at..at + bytes.len()].copy_from_slice(bytes);
        import(file).err()
    };
    let damaged = |at, damage| Some(ImportError::Damaged { format: KnownFormat::Mlg, at, damage });
    assert_eq!(wound(6, &[0, 3]), damaged(6, Damage::Structure), "a version that does not exist");
    assert_eq!(wound(16, &[0, 0, 0, 30]), damaged(16, Damage::Structure), "blocks among the fields");
    assert_eq!(wound(16, &[0x7F, 0, 0, 0]), damaged(16, Damage::Limit), "a header of two gigabytes");
    assert_eq!(wound(20, &[0, 3]), damaged(20, Damage::Structure), "records shorter than their fields");
    assert_eq!(wound(22, &[0, 0]), damaged(16, Damage::Structure), "no fields");
    assert_eq!(wound(24, &[99]), damaged(24, Damage::Structure), "a type that does not exist");
}

const TUNE: &str = r#""speeduino 202501"
NEW_INFO_PROVIDER,LogStart_MAIN_TUNE,Type:msqVisible:falseLength:1000
<?xml version="1.0" encoding="ISO-8859-1"?>
<msq xmlns="http://www.msefi.com/:msq">
<bibliography author="TunerStudio" tuneComment=""/>
<versionInfo fileFormat="5.0" nPages="15" signature="speeduino 202501"/>
<page number="1">
<constant digits="1" name="stoich" units=":1">14.0</constant>
<constant name="algorithm">"MAP"</constant>
<constant cols="3" name="veTable" rows="2" units="%">
 10.0 20.0 30.0
 40.0 50.0 60.0
</constant>
<constant cols="1" name="rpmBins" rows="3" units="RPM"> 500.0 1500.0 3000.0 </constant>
<constant cols="1" name="fuelLoadBins" rows="2" units="kPa"> 30.0 100.0 </constant>
<constant cols="3" name="afrTable" rows="2" units="AFR"> 14.0 14.0 14.0 12.6 12.6 12.6 </constant>
<constant cols="1" name="rpmBinsAFR" rows="3" units="RPM"> 500.0 1500.0 3000.0 </constant>
<constant cols="1" name="loadBinsAFR" rows="2" units="kPa"> 30.0 100.0 </constant>
<constant cols="9" name="torn" rows="9" units="%"> 1.0 2.0 </constant>
</page>
</msq>
"#;

#[test]
fn the_tune_in_a_log_comes_with_it_turned_and_in_base_units() {
    let mut file = Log::new(2, &[figure("Time", "s", 7), figure("RPM", "rpm", 2)], TUNE);
    file.record(0, &[0, 0, 0, 0, 3, 0x84]);
    let log = log(file.bytes);
    let tune = log.calibration.unwrap();
    assert_eq!(tune.firmware.as_deref(), Some("speeduino 202501"));
    assert_eq!(tune.setting("stoich"), Some(14.0));
    let ve = tune.table("veTable").unwrap();
    assert_eq!((ve.kind, ve.rows(), ve.columns(), ve.unit), (TableKind::Ve, 3, 2, Unit::Percent));
    assert_eq!(ve.y.values, [500.0, 1500.0, 3000.0]);
    assert_eq!(ve.x.values, [0.3, 1.0], "bar");
    assert_eq!((ve.x.channel, ve.y.channel), (Some(MapAbs), Some(Rpm)));
    assert_eq!(ve.values, [10.0, 40.0, 20.0, 50.0, 30.0, 60.0]);
    assert_eq!(ve.lookup(1.0, 1500.0), Some(50.0));
    let target = tune.table("afrTable").unwrap();
    assert_eq!((target.kind, target.unit), (TableKind::LambdaTarget, Unit::Lambda));
    assert!(close(target.lookup(1.0, 500.0).unwrap(), 0.9), "by the tune's own stoichiometry");
    assert!(tune.table("torn").is_none());
}

#[test]
fn a_header_longer_than_what_is_looked_at_still_gives_a_preview() {
    let names: Vec<&'static str> = (0..1300).map(|i| &*format!("field {i}").leak()).collect();
    let mut fields = vec![figure("Time", "s", 7)];
    fields.extend(names.iter().map(|n| figure(n, "", 2)));
    let mut file = Log::new(2, &fields, &"x".repeat(300_000));
    for row in 0..200 {
        let mut r = (row as f32 * 0.01).to_be_bytes().to_vec();
        r.resize(4 + 2600, 1);
        file.record(0, &r);
    }
    assert!(file.header > HEAD_BYTES);
    let len = file.bytes.len() as u64;
    let found = preview(&file.bytes[..HEAD_BYTES], len, &ImportOptions::default()).unwrap();
    assert_eq!((found.format.as_str(), found.rows, found.columns.len()), ("mlg", 200, 1300));
    assert!(found.estimated);
    let log = log(file.bytes);
    assert_eq!((log.table.rows(), log.table.columns().len()), (200, 1300));
    assert!(matches!(log.table.columns()[7].data(), ColumnData::F32(v) if v.iter().all(|x| *x == 257.0)));
}

#[test]
fn digits_do_not_depend_on_how_a_file_is_cut() {
    let mut log = Log::new(1, &[figure("Time", "s", 7), scaled("Counter", "", 4, 0.1, 0.0)], "");
    for (row, count) in [123_456_789u32, 7, 400_000_000].into_iter().enumerate() {
        log.record(0, &[(row as f32).to_be_bytes(), count.to_be_bytes()].concat());
    }
    for size in 1..60 {
        crate::import_properties::assert_cut_makes_no_difference(&log.bytes, &[size; 40], log.header);
    }
}

#[test]
fn a_log_without_a_record_is_one_for_whoever_asks_what_a_file_is() {
    for version in [1, 2] {
        let mut importer = Importer::new(ImportOptions::default()).empty_too();
        importer.feed(&simple(version, 0).bytes).unwrap();
        let log = importer.finish().unwrap();
        assert_eq!((log.info.format.as_str(), log.table.rows(), log.table.columns().len()), ("mlg", 0, 2));
        assert_eq!(log.table.main_axis().duration(), 0.0);
    }
    let mut importer = Importer::new(ImportOptions::default()).empty_too();
    let text = importer.feed(b"Time,RPM,MAP\ns,rpm,kPa\n").and_then(|()| importer.finish());
    assert!(text.is_err(), "names without figures may be anything");
}
