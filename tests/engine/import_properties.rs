//! What holds for every file.

use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::import::{
    HEAD_BYTES, ImportError, ImportOptions, Imported, Importer, preview,
};
use fueltune_analyzer::engine::table::ColumnData;
use proptest::prelude::*;

use crate::brands::{BRANDS, HALTECH, MOTEC, VCDS, ZEITRONIX};
use crate::imports::log;
use crate::same::assert_same;
use crate::sample_logs::cases;

/// The same file in pieces, decided after `head` bytes.
fn read(bytes: &[u8], cuts: &[usize], head: usize) -> Result<Imported, ImportError> {
    let mut importer =
        Importer::new(ImportOptions::default()).expect_bytes(bytes.len() as u64).decide_after(head);
    let mut from = 0;
    for cut in cuts {
        let to = (from + cut).min(bytes.len());
        importer.feed(&bytes[from..to])?;
        from = to;
    }
    importer.feed(&bytes[from..])?;
    importer.finish()
}

pub fn import_in_chunks(bytes: &[u8], cuts: &[usize]) -> Result<Imported, ImportError> {
    read(bytes, cuts, HEAD_BYTES)
}

/// Asserts that a file reads the same at once and in pieces: held whole until its end, and decided after `head` bytes as
/// a long file is.
pub fn assert_cut_makes_no_difference(bytes: &[u8], cuts: &[usize], head: usize) {
    for head in [head, HEAD_BYTES] {
        match (read(bytes, &[], head), read(bytes, cuts, head)) {
            (Ok(whole), Ok(cut)) => assert_same(&whole, &cut),
            (whole, cut) => assert_eq!(whole.err(), cut.err()),
        }
    }
}

#[test]
fn a_zero_byte_in_a_cell_is_a_letter_of_it_however_the_file_is_fed() {
    let mut text = "Time (s),RPM,State\n".to_owned();
    for (i, state) in ["ON", "\0", "", "ON\0", "", "\0\0", "ON", ""].iter().cycle().take(400).enumerate() {
        text += &format!("{}.{:02},900,{state}\n", i / 100, i % 100);
    }
    // A row at a time never comes to the fast path, which sees eight bytes at once.
    let rows: Vec<usize> = text.lines().map(|line| line.len() + 1).collect();
    assert_cut_makes_no_difference(text.as_bytes(), &rows, 96);
}

/// A cell as loggers write them, and now and then as they should not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (-99_999i32..99_999, 0usize..4).prop_map(|(n, d)| format!("{:.*}", d, f64::from(n) / 100.0)),
        2 => Just(String::new()),
        2 => prop_oneof![Just("ON"), Just("OFF"), Just("NaN"), Just("-"), Just("Inf"), Just("CL - Normal")].prop_map(str::to_owned),
        1 => "[a-zA-Zçãé ]{1,12}",
        1 => "\"[a-z,; ]{0,8}\"",
        1 => any::<f64>().prop_map(|x| x.to_string()),
        1 => "[\"',;|\t-]{1,4}",
    ]
}

/// A table with a header that is one, in any delimiter and line end, with rows that may be ragged.
pub fn table() -> impl Strategy<Value = Vec<u8>> {
    let rows = prop::collection::vec(prop::collection::vec(cell(), 1..7), 1..200);
    let line = prop_oneof![12 => Just(None), 1 => Just(Some("MARK 001 - x")), 1 => Just(Some("")), 1 => Just(Some("Time,RPM,MAP"))];
    (
        rows,
        prop::sample::select(vec![",", ";", "\t"]),
        prop::sample::select(vec!["\n", "\r\n"]),
        prop::collection::vec(line, 200),
        any::<bool>(),
    )
        .prop_map(|(rows, delimiter, end, lines, ended)| {
            let mut text = ["Time (s)", "RPM", "MAP", "Note", "Fan", "Lambda"].join(delimiter) + end;
            for (i, (row, extra)) in rows.iter().zip(lines).enumerate() {
                text += &format!("{:.3}{delimiter}{}{end}", 0.04 * i as f64, row.join(delimiter));
                if let Some(extra) = extra {
                    text += &format!("{extra}{end}");
                }
            }
            if !ended {
                text.truncate(text.trim_end().len());
            }
            text.into_bytes()
        })
}

/// A log of any brand.
fn brand() -> impl Strategy<Value = Vec<u8>> {
    let mut logs: Vec<&str> = BRANDS.iter().map(|(_, text, ..)| *text).collect();
    logs.extend([HALTECH, VCDS, ZEITRONIX, MOTEC]);
    prop::sample::select(logs).prop_map(|text| text.as_bytes().to_vec())
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn a_wounded_log_of_any_brand_makes_no_panic_and_reads_the_same_however_it_is_cut(
        mut bytes in brand(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"0,;.\t\n\"- aT:/\xff".to_vec())), 0..12),
        cuts in prop::collection::vec(0usize..200, 0..10),
        length in any::<prop::sample::Index>(),
        whole in any::<bool>(),
        head in 1usize..600,
    ) {
        for (place, byte) in wounds {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(length.index(bytes.len()));
        }
        assert_cut_makes_no_difference(&bytes, &cuts, head);
        drop(preview(&bytes, bytes.len() as u64 + 1, &ImportOptions::default()));
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_result_does_not_depend_on_how_the_file_is_cut(bytes in table(), cuts in prop::collection::vec(0usize..400, 0..60), head in 1usize..4000) {
        assert_cut_makes_no_difference(&bytes, &cuts, head);
    }

    #[test]
    fn numbers_are_what_the_standard_library_reads(mantissa in 0u64..1_000_000_000_000_000, decimals in 0usize..12, negative in any::<bool>()) {
        let digits = mantissa.to_string();
        let padded = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, rest) = padded.split_at(padded.len() - decimals);
        let sign = if negative { "-" } else { "" };
        let text = if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") };
        let log = log(format!("Time (s),Latitude,Fuel Economy\n0.0,{text},{text}\n0.1,{text},{text}\n"));
        let expect: f64 = text.parse().unwrap();
        let wide = log.table.columns().iter().find(|c| matches!(c.data(), ColumnData::F64(_))).unwrap();
        prop_assert_eq!(wide.data().number(0).to_bits(), expect.to_bits(), "{} as f64", &text);
        let narrow = log.table.column(&ChannelKey::Custom("Fuel Economy".to_owned())).unwrap();
        let found = narrow.data().number(0);
        if let ColumnData::F32(_) = narrow.data() {
            prop_assert_eq!(found as f32, expect as f32, "{} as f32", &text);
        } else {
            prop_assert_eq!(found, expect, "{} beyond f32", &text);
        }
    }

    #[test]
    fn what_the_csv_writer_writes_is_read_back(
        rows in prop::collection::vec((any::<i16>(), prop::option::of(-1000.0f32..1000.0), "[A-Za-zÀ-ÿ,;\"' ]{0,12}[a-z]!"), 1..100),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["Time (s)", "RPM", "Counter", "Value", "State of things"]).unwrap();
        for (i, (counter, value, text)) in rows.iter().enumerate() {
            let value = value.map(|v| v.to_string()).unwrap_or_default();
            writer.write_record([&format!("{:.2}", i as f64 / 50.0), "900", &counter.to_string(), &value, text]).unwrap();
        }
        let log = log(writer.into_inner().unwrap());
        prop_assert_eq!(log.table.rows(), rows.len());
        let own = |name: &str| log.table.column(&ChannelKey::Custom(name.to_owned())).unwrap();
        for (row, (counter, value, text)) in rows.iter().enumerate() {
            prop_assert_eq!(own("Counter").data().number(row), f64::from(*counter));
            let found = own("Value").data().number(row);
            match value {
                Some(value) => prop_assert_eq!(found as f32, *value),
                None => prop_assert!(found.is_nan()),
            }
            if let ColumnData::Codes { codes, labels } = own("State of things").data() {
                prop_assert_eq!(&*labels[usize::from(codes[row])], text.trim());
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000), cuts in prop::collection::vec(0usize..300, 0..10), head in 1usize..1000) {
        assert_cut_makes_no_difference(&bytes, &cuts, head);
        drop(preview(&bytes, bytes.len() as u64 + 1, &ImportOptions::default()));
    }

    #[test]
    fn no_bytes_among_rows_make_it_panic(
        mut bytes in table(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cuts in prop::collection::vec(0usize..300, 0..10),
        head in 1usize..4000,
    ) {
        for (place, byte) in wounds {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        assert_cut_makes_no_difference(&bytes, &cuts, head);
    }
}

#[test]
fn a_file_longer_than_its_head_does_not_depend_on_chunks_either() {
    let spec = fueltune_analyzer::engine::generate::Spec { columns: 64, rows: 3000, rate_hz: 25.0, seed: 7 };
    let bytes = spec.to_bytes();
    assert!(bytes.len() > 3 * fueltune_analyzer::engine::import::HEAD_BYTES);
    let whole = log(&bytes);
    assert_eq!(whole.table.rows(), 3000);
    for size in [1000, 65_537, 262_144, 262_145] {
        let cuts = vec![size; bytes.len() / size];
        assert_same(&whole, &import_in_chunks(&bytes, &cuts).unwrap());
    }
}

#[test]
fn a_line_without_end_costs_no_more_than_its_limit() {
    let mut bytes = b"Time (s),RPM,MAP\n0.0,900,35\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'7', 5 << 20));
    bytes.extend_from_slice(b"\n0.1,910,36\n");
    let whole = log(&bytes);
    assert_eq!(whole.table.rows(), 2);
    let cut = import_in_chunks(&bytes, &vec![100_000; 52]).unwrap();
    assert_same(&whole, &cut);
    assert!(
        whole.issues.iter().any(|i| i.code.slug() == "line_too_long" && i.count == 1),
        "{:?}",
        whole.issues
    );
}

#[test]
fn a_log_made_step_by_step_is_the_log_made_at_once() {
    let csv = "TIME,RPM,Sonda_Geral,Marcha\n0.000,900,0.98,N\n0.040,910,,N\n0.080,,0.96,1\n";
    let importer = || {
        let mut importer = Importer::new(ImportOptions::default());
        importer.feed(csv.as_bytes()).unwrap();
        importer
    };
    let mut ending = importer().end().unwrap();
    let mut steps = 0;
    while ending.step() {
        steps += 1;
    }
    // The time, what is sampled when, and each of the columns beside the time.
    assert_eq!(steps, 5);
    assert_same(&ending.done().unwrap(), &importer().finish().unwrap());
    let mut left = importer().end().unwrap();
    left.step();
    assert_same(&left.done().unwrap(), &importer().finish().unwrap());
}
