//! Native FuelTech logs that are damaged, cut short, or made to hurt.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::import::{
    Damage, ImportError, ImportOptions, Imported, Importer, IssueCode, KnownFormat, preview,
};
use proptest::prelude::*;

use crate::ftml::{self, Channel, pack};
use crate::imports::{count, import};
use crate::sample_logs::cases;

fn damage(result: &Result<Imported, ImportError>) -> Option<Damage> {
    match result {
        Err(ImportError::Damaged { format: KnownFormat::FuelTechFtml, damage, .. }) => Some(*damage),
        _ => None,
    }
}

fn in_chunks(bytes: &[u8], size: usize) -> Result<Imported, ImportError> {
    let mut importer = Importer::new(ImportOptions::default());
    for chunk in bytes.chunks(size) {
        importer.feed(chunk)?;
    }
    importer.finish()
}

/// What can be compared of a result: a log's columns as bits, its issues and facts.
fn print(result: &Result<Imported, ImportError>) -> String {
    match result {
        Err(error) => format!("{error:?}"),
        Ok(log) => {
            format!("{:?} {:?} {:?} {:?} {:?}", log.table, log.issues, log.info, log.calibration, log.session)
        }
    }
}

/// The head of a stream in front of records of one's own.
fn stream_of(records: &[u8]) -> Vec<u8> {
    let mut stream = vec![0];
    for number in [1i32, -1, 1, 0] {
        stream.extend_from_slice(&number.to_le_bytes());
    }
    stream.extend_from_slice(&[12, 2, 0, 0, 0, 13]);
    stream.extend_from_slice(b"FTManager_Bll");
    stream.extend_from_slice(records);
    stream
}

/// A class called `C` with one member of any kind, which is open.
fn class_with_one_member() -> Vec<u8> {
    let mut record = vec![5];
    record.extend_from_slice(&1i32.to_le_bytes());
    record.extend_from_slice(&[1, b'C', 1, 0, 0, 0, 1, b'm', 2]);
    record.extend_from_slice(&2i32.to_le_bytes());
    record
}

#[test]
fn a_file_cut_anywhere_says_so_and_keeps_what_stands_before() {
    let whole = ftml::file(ftml::sample());
    let complete = import(&whole).unwrap();
    let mut kept = 0;
    for end in 1..whole.len() {
        match import(&whole[..end]) {
            // The last bytes hold nothing but the end of the packing.
            Ok(log) if end + 4 >= whole.len() && log.issues.is_empty() => {
                assert_eq!(log.table, complete.table, "cut at {end}");
                assert_eq!(log.calibration, complete.calibration, "cut at {end}");
            }
            Ok(log) => {
                kept += 1;
                assert_eq!(count(&log, IssueCode::DamagedFile), 1, "cut at {end} of {}", whole.len());
                let said = &log.issues.iter().find(|i| i.code == IssueCode::DamagedFile).unwrap().sample;
                assert_eq!(*said, format!("byte {end}: cut_short"));
            }
            Err(ImportError::Damaged { at, damage, .. }) => {
                assert_eq!((at, damage), (end as u64, Damage::CutShort));
            }
            // Too little is left to know what it is.
            Err(error) => assert!(end < 200, "cut at {end}: {error}"),
        }
    }
    assert!(kept > 50, "the end of the file is not needed for the channels: {kept} of {}", whole.len());
}

#[test]
fn a_wound_in_the_packed_data_is_placed() {
    let noise: Vec<f64> = (0..40_000u64).map(|k| (k.wrapping_mul(2_654_435_761) % 65_521) as f64).collect();
    let mut bytes = ftml::file(ftml::log(
        &[
            Channel::new(24, 0, 10, &noise[..20_000]),
            Channel::new(1, 0, 10, &noise),
            Channel::new(0, 0, 10, &noise),
        ],
        None,
    ));
    let at = bytes.len() * 9 / 10;
    bytes[at..at + 400].fill(0xFF);
    let log = import(&bytes).unwrap();
    assert_eq!(count(&log, IssueCode::DamagedFile), 1, "{:?}", log.issues);
    let rpm = log.table.channel(ChannelId::Rpm).unwrap();
    assert_eq!(rpm.len(), 20_000, "the channel before the wound is whole");
    assert_eq!(rpm.data().number(19_999), noise[19_999]);
}

#[test]
fn a_stream_that_unpacks_beyond_measure_is_refused() {
    let mut stream = ftml::stream(ftml::sample());
    stream.resize(128 << 20, 0);
    let bytes = pack(&stream);
    assert!(bytes.len() < 1 << 20, "{} bytes", bytes.len());
    assert_eq!(damage(&import(&bytes)), Some(Damage::Expansion));
}

#[test]
fn objects_inside_each_other_without_end_are_refused() {
    let mut records = class_with_one_member();
    for id in 2..5000i32 {
        records.push(1);
        records.extend_from_slice(&id.to_le_bytes());
        records.extend_from_slice(&1i32.to_le_bytes());
    }
    assert_eq!(damage(&import(pack(&stream_of(&records)))), Some(Damage::Limit));
}

#[test]
fn more_objects_than_any_log_has_are_refused() {
    let mut records = vec![5];
    records.extend_from_slice(&1i32.to_le_bytes());
    records.extend_from_slice(&[1, b'C', 0, 0, 0, 0]);
    records.extend_from_slice(&2i32.to_le_bytes());
    for id in 2..600_000i32 {
        records.push(1);
        records.extend_from_slice(&id.to_le_bytes());
        records.extend_from_slice(&1i32.to_le_bytes());
    }
    assert_eq!(damage(&import(pack(&stream_of(&records)))), Some(Damage::Limit));
}

#[test]
fn lengths_that_nothing_stands_behind_cost_nothing() {
    let most = i32::MAX.to_le_bytes();
    let record = |kind: u8, rest: &[u8]| {
        let mut record = vec![kind];
        record.extend_from_slice(&9i32.to_le_bytes());
        record.extend_from_slice(rest);
        record
    };
    let mut nulls = record(16, &most);
    nulls.push(14);
    nulls.extend_from_slice(&most);
    nulls.push(11);
    let mut many = class_with_one_member()[..5].to_vec();
    many.extend_from_slice(&[1, b'C']);
    many.extend_from_slice(&most);
    let cases: [(&str, Vec<u8>, Damage); 9] = [
        ("a list of 2 billion objects", record(16, &most), Damage::CutShort),
        ("2 billion nulls", nulls, Damage::CutShort),
        ("2 billion doubles", [record(15, &most), vec![6]].concat(), Damage::CutShort),
        ("2 billion bytes", [record(15, &most), vec![2]].concat(), Damage::CutShort),
        ("a text of 2 GB", record(6, &[0xFF, 0xFF, 0xFF, 0xFF, 0x07]), Damage::CutShort),
        ("a text of more", record(6, &[0xFF, 0xFF, 0xFF, 0xFF, 0x7F]), Damage::Structure),
        ("a list of less than nothing", record(16, &(-1i32).to_le_bytes()), Damage::Structure),
        ("2 billion members", many, Damage::Limit),
        ("a list with 40 directions", record(7, &[2, 40, 0, 0, 0]), Damage::Structure),
    ];
    for (what, records, expected) in cases {
        let result = import(pack(&stream_of(&records)));
        if what == "2 billion nulls" {
            assert!(result.is_err(), "{what}: a whole stream without a log in it");
        } else {
            assert_eq!(damage(&result), Some(expected), "{what}");
        }
    }
}

#[test]
fn records_that_the_format_does_not_have_are_placed() {
    for kind in [2u8, 3, 18, 20, 21, 22, 99] {
        assert_eq!(damage(&import(pack(&stream_of(&[kind])))), Some(Damage::Structure), "record {kind}");
    }
    let mut again = vec![1];
    again.extend_from_slice(&7i32.to_le_bytes());
    again.extend_from_slice(&8i32.to_le_bytes());
    assert_eq!(
        damage(&import(pack(&stream_of(&again)))),
        Some(Damage::Structure),
        "an object of a class nobody told"
    );
}

#[test]
fn an_object_that_points_to_itself_is_no_trap() {
    // Root, channels, settings and tables are one object: its members point to it.
    let names = ["Adjust", "Config", "Times", "Channels", "Values", "_items", "InjTables", "Tabela"];
    let mut records = vec![5];
    records.extend_from_slice(&1i32.to_le_bytes());
    records.extend_from_slice(&[8]);
    records.extend_from_slice(b"EcuTable");
    records.extend_from_slice(&(names.len() as i32).to_le_bytes());
    for name in names {
        records.push(name.len() as u8);
        records.extend_from_slice(name.as_bytes());
    }
    records.extend(std::iter::repeat_n(2, names.len()));
    records.extend_from_slice(&2i32.to_le_bytes());
    for _ in names {
        records.push(9);
        records.extend_from_slice(&1i32.to_le_bytes());
    }
    records.push(11);
    assert!(import(pack(&stream_of(&records))).is_err());
}

#[test]
fn the_result_does_not_depend_on_how_the_file_is_fed() {
    let noise: Vec<f64> = (0..30_000u64).map(|k| (k.wrapping_mul(2_654_435_761) % 65_521) as f64).collect();
    let long = ftml::file(ftml::log(
        &[Channel::new(24, 0, 10, &noise), Channel::new(1, 0, 20, &noise)],
        Some(ftml::calibration()),
    ));
    let mut wounded = long.clone();
    let at = wounded.len() - 9000;
    wounded[at..at + 40].fill(0xFF);
    for bytes in [&long, &wounded] {
        let whole = print(&import(bytes));
        for size in [1009, 65_536, 100_000] {
            assert_eq!(print(&in_chunks(bytes, size)), whole, "pieces of {size}");
        }
    }
    let short = ftml::file(ftml::sample());
    assert_eq!(print(&in_chunks(&short, 1)), print(&import(&short)));
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn no_packed_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let packed = pack(&stream_of(&bytes));
        let whole = import(&packed);
        prop_assert_eq!(print(&in_chunks(&packed, 7)), print(&whole));
        drop(preview(&packed, packed.len() as u64, &ImportOptions::default()));
    }

    #[test]
    fn no_wound_in_the_stream_makes_it_panic(
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut stream = ftml::stream(ftml::sample());
        for (place, byte) in wounds {
            let at = place.index(stream.len());
            stream[at] = byte;
        }
        if let Some(cut) = cut {
            stream.truncate(cut.index(stream.len()));
        }
        let packed = pack(&stream);
        if let Ok(log) = import(&packed) {
            // Nothing is kept that the stream does not have.
            prop_assert!(log.table.bytes() <= 4 * stream.len(), "{} of {}", log.table.bytes(), stream.len());
        }
    }

    #[test]
    fn no_wound_in_the_file_makes_it_panic(
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = ftml::file(ftml::sample());
        for (place, byte) in wounds {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        let whole = import(&bytes);
        prop_assert_eq!(print(&in_chunks(&bytes, 13)), print(&whole));
    }

    #[test]
    fn what_is_written_is_read_back(
        channels in prop::collection::vec((0i32..800, 0i32..4, prop::sample::select(vec![5, 10, 20, 40, 1000]), prop::collection::vec(-1e6f64..1e6, 1..40)), 1..20),
        rows in prop::collection::vec(-1e4f64..1e4, 1..8),
        columns in prop::collection::vec(-1e4f64..1e4, 1..8),
    ) {
        let written: Vec<Channel> =
            channels.iter().map(|(measure, kind, period, values)| Channel::new(*measure, *kind, *period, values)).collect();
        let mut ascending = (rows, columns);
        for axis in [&mut ascending.0, &mut ascending.1] {
            axis.sort_by(f64::total_cmp);
            axis.dedup();
        }
        let (rows, columns) = ascending;
        let table = ftml::table(&rows, &columns, |r, c| r as f64 - c as f64 / 3.0);
        let tables = ftml::Object::new("FTManager_Bll.FTAdjust.Ignition.IgnitionTables")
            .with("Ign_MainMap_Table", ftml::Value::Object(table));
        let calibration = ftml::calibration().but("IgnTables", ftml::Value::Object(tables));
        let log = import(ftml::file(ftml::log(&written, Some(calibration)))).unwrap();
        prop_assert_eq!(log.table.columns().len(), written.len());
        let mut lengths: Vec<(usize, i32)> = log.table.columns().iter().map(|c| {
            (c.len(), (log.table.axis_of(c).start() * 1000.0).round() as i32)
        }).collect();
        let mut expected: Vec<(usize, i32)> = written.iter().map(|c| (c.values.len(), c.period_ms)).collect();
        lengths.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(lengths, expected);
        let read = log.calibration.unwrap();
        let found = read.table("IgnTables.Ign_MainMap_Table").unwrap();
        prop_assert_eq!((&found.y.values, &found.x.values), (&rows, &columns));
        for r in 0..rows.len() {
            for c in 0..columns.len() {
                prop_assert_eq!(found.cell(r, c), Some(r as f64 - c as f64 / 3.0));
            }
        }
    }
}
