//! A file whose rows are read in several places at once gives the log that one reader would have made of it.

use fueltune_analyzer::engine::generate::Spec;
use fueltune_analyzer::engine::import::{
    HEAD_BYTES, ImportError, ImportOptions, Imported, Importer, Part, PartHead, PartPlan, PartReader,
};
use proptest::prelude::*;

use crate::brands::{BRANDS, HALTECH, MOTEC, VCDS, ZEITRONIX};
use crate::import_properties::table;
use crate::imports::import;
use crate::same::assert_same;
use crate::sample_logs::cases;
use crate::samples::folder;

/// How a file is cut, and who reads what.
#[derive(Clone, Debug)]
struct Way {
    /// Bytes read in order before the rest is divided.
    first: usize,
    /// Bytes of the slices that follow, over and over.
    slices: Vec<usize>,
    /// Which of the parts are read by the importer itself, over and over.
    own: Vec<bool>,
}

impl Way {
    fn even(slice: usize) -> Self {
        Self { first: HEAD_BYTES, slices: vec![slice], own: vec![false] }
    }
}

/// What came of it: the log, the parts there were, and those of them that had to be read again.
struct Joined {
    log: Result<Imported, ImportError>,
    parts: usize,
    again: usize,
}

fn in_parts(bytes: &[u8], way: &Way) -> Joined {
    let (mut parts, mut again) = (0, 0);
    let mut importer = Importer::new(ImportOptions::default()).expect_bytes(bytes.len() as u64);
    let (first, rest) = bytes.split_at(way.first.min(bytes.len()));
    let run = || {
        importer.feed(first)?;
        let Some((plan, mut cutter)) = importer.divide() else {
            importer.feed(rest)?;
            return importer.finish();
        };
        let mut texts = Vec::new();
        let mut left = rest;
        let mut sizes = way.slices.iter().cycle();
        while !left.is_empty() && !cutter.is_endless() {
            let (slice, more) = left.split_at((*sizes.next().unwrap()).clamp(1, left.len()));
            left = more;
            importer.pass(slice);
            if let Some((mut text, whole)) = cutter.cut(slice) {
                text.extend_from_slice(&slice[..whole]);
                texts.push(text);
            }
        }
        // All of them before any is joined: as far apart as it can be.
        let mut own = way.own.iter().cycle();
        let done: Vec<Option<Part>> = texts
            .iter()
            .map(|text| if *own.next().unwrap() { None } else { Some(part(&plan, text)) })
            .collect();
        for (text, part) in texts.iter().zip(done) {
            parts += 1;
            let Some(Part { head, samples }) = part else {
                importer.read(text)?;
                continue;
            };
            assert_eq!(head.sample_bytes(), samples.iter().map(bytes_of).sum::<usize>());
            if !importer.join(sent(&head), &mut samples.into_iter()) {
                again += 1;
                importer.read(text)?;
            }
        }
        importer.read(&cutter.rest())?;
        importer.feed(left)?;
        importer.finish()
    };
    let log = run();
    Joined { log, parts, again }
}

/// Reads a part as somebody does who was sent the plan, in two bites.
fn part(plan: &PartPlan, text: &[u8]) -> Part {
    let plan: PartPlan = postcard::from_bytes(&postcard::to_stdvec(plan).unwrap()).unwrap();
    let mut reader = PartReader::new(&plan, text.len() as u64);
    let (one, two) = text.split_at(text.len() / 3);
    reader.feed(one);
    reader.feed(two);
    reader.finish().expect("a part ends with a line")
}

/// The same after a journey.
fn sent(head: &PartHead) -> PartHead {
    postcard::from_bytes(&postcard::to_stdvec(head).unwrap()).unwrap()
}

fn bytes_of(column: &fueltune_analyzer::engine::import::PartColumn) -> usize {
    use fueltune_analyzer::engine::import::PartColumn::{Codes, F32, F64, Nothing};
    match column {
        Nothing => 0,
        F32(v) => size_of_val(v.as_slice()),
        F64(v) => size_of_val(v.as_slice()),
        Codes(v) => size_of_val(v.as_slice()),
    }
}

fn assert_same_log(bytes: &[u8], way: &Way) -> Joined {
    let joined = in_parts(bytes, way);
    match (import(bytes), &joined.log) {
        (Ok(whole), Ok(parts)) => assert_same(&whole, parts),
        (whole, parts) => assert_eq!(whole.err(), parts.as_ref().err().cloned()),
    }
    joined
}

/// A text written again and again until it is longer than what is looked at to know its format.
fn long(text: &[u8], more: usize) -> Vec<u8> {
    text.repeat((HEAD_BYTES + more) / text.len().max(1) + 1)
}

fn way() -> impl Strategy<Value = Way> {
    let slices = prop::collection::vec(prop_oneof![1usize..200, 200usize..20_000], 1..8);
    (0usize..3000, slices, prop::collection::vec(any::<bool>(), 1..5)).prop_map(|(first, slices, own)| Way {
        first: HEAD_BYTES + first,
        slices,
        own,
    })
}

/// A log of any brand.
fn brand() -> impl Strategy<Value = Vec<u8>> {
    let mut logs: Vec<&str> = BRANDS.iter().map(|(_, text, ..)| *text).collect();
    logs.extend([HALTECH, VCDS, ZEITRONIX, MOTEC]);
    prop::sample::select(logs).prop_map(|text| text.as_bytes().to_vec())
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_log_of_any_brand_is_the_same_read_in_parts_whatever_is_wrong_in_it(
        text in brand(),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"0,;.\t\n\r\"- aT:/\xff".to_vec())), 0..40),
        way in way(),
    ) {
        let mut bytes = long(&text, 20_000);
        for (place, byte) in wounds {
            // Most of what is read in parts is behind the head.
            let at = if place.index(8) == 0 { place.index(bytes.len()) } else { HEAD_BYTES + place.index(bytes.len() - HEAD_BYTES) };
            bytes[at] = byte;
        }
        assert_same_log(&bytes, &way);
    }

    #[test]
    fn a_ragged_table_is_the_same_read_in_parts(start in table(), more in prop::collection::vec(table(), 1..4), way in way()) {
        // The later tables are in other delimiters and line ends, with other kinds of cells in the same columns.
        let mut bytes = long(&start, 0);
        bytes.extend(more.concat());
        assert_same_log(&bytes, &way);
    }
}

/// A table with one column whose cells are these, far more than the head holds in front of them.
fn column(before: &str, cells: &[String]) -> Vec<u8> {
    let mut text = "Time (s),RPM,State of things\n".to_owned();
    let mut row = 0;
    let mut add = |text: &mut String, cell: &str| {
        *text += &format!("{}.{:02},900,{cell}\n", row / 100, row % 100);
        row += 1;
    };
    while text.len() < HEAD_BYTES + 100 {
        add(&mut text, before);
    }
    for cell in cells {
        add(&mut text, cell);
    }
    text.into_bytes()
}

/// So many times each of these.
fn runs(of: &[(&str, usize)]) -> Vec<String> {
    of.iter().flat_map(|(cell, n)| std::iter::repeat_n((*cell).to_owned(), *n)).collect()
}

#[test]
fn what_a_column_turns_into_in_the_middle_is_the_same_in_parts() {
    let labels: Vec<String> = (0..5000).map(|i| format!("state {}", i * 7 % 1200)).collect();
    let cases: &[(&str, Vec<String>)] = &[
        // Wider numbers, once and for good, and once only.
        ("0.1", runs(&[("0.7", 900), ("16777217", 1), ("0.7", 900), ("16777219", 900)])),
        ("0.1", runs(&[("123456.789", 2000), ("98765432.1", 40), ("123456.789", 2000)])),
        ("", runs(&[("", 900), ("0.3", 70), ("33554433.5", 2), ("0.3", 900)])),
        // Empty until there are numbers, texts, or both.
        ("", runs(&[("", 1000), ("12.5", 1000), ("CL - Normal", 3), ("12.5", 1000)])),
        ("", runs(&[("", 1000), ("ON", 1000), ("OFF", 700), ("", 900), ("1", 3)])),
        ("", runs(&[("Inf", 100), ("ON", 300), ("OFF", 700)])),
        // Texts among numbers, few and as many as turn the column.
        ("1.5", runs(&[("CL", 300), ("2.50", 900), ("OL", 900), ("CL", 2000)])),
        ("1.5", runs(&[("CL", 30_000), ("2.50", 900), ("OL", 40_000), ("Inf", 5), ("2.50", 3)])),
        ("ON", runs(&[("OFF", 900), ("1", 30), ("ON", 900), ("0", 5), ("error", 1), ("ON", 900)])),
        // New texts everywhere, and letters that are not of the encoding.
        ("state 0", labels.clone()),
        ("7", labels),
        ("ON", runs(&[("Press\u{e3}o", 900), ("ON", 500), ("∞", 900), ("Press\u{e3}o", 40)])),
        // No sensor gives it.
        ("1.0", runs(&[("1.797e308", 900), ("-Inf", 800), ("2.0", 5), ("1.797e308", 70_000)])),
    ];
    for (before, cells) in cases {
        let text = column(before, cells);
        let latin: Vec<u8> =
            String::from_utf8(text.clone()).unwrap().chars().map(|c| c as u32 as u8).collect();
        for bytes in [text, latin] {
            for slice in [700, 4001, 60_000] {
                assert_same_log(&bytes, &Way::even(slice));
            }
        }
    }
}

#[test]
fn a_line_of_names_is_none_whatever_was_read_before_it() {
    let names = "Lap,Time (s),RPM,State of things";
    let row = |i: usize, lap: &str| format!("{lap},{}.{:02},900,ON\n", i / 100, i % 100);
    let mut text = format!("{names}\n");
    let mut i = 0;
    while text.len() < HEAD_BYTES + 60_000 {
        // A lap called like its column is known to the fast path when the names come again.
        text += &row(i, if i % 7 < 3 { "Lap" } else { "Out" });
        if i % 50 == 2 {
            text += &format!("{names}\n");
        }
        i += 1;
    }
    for slice in [100, 5000] {
        let log = assert_same_log(text.as_bytes(), &Way::even(slice)).log.unwrap();
        assert_eq!(log.table.rows(), i);
    }
}

#[test]
fn an_ordinary_log_is_joined_and_not_read_again() {
    for spec in [Spec { columns: 64, rows: 4000, ..Spec::WIDE }, Spec { rows: 20_000, ..Spec::LONG }] {
        let joined = assert_same_log(&spec.to_bytes(), &Way::even(100_000));
        assert!(joined.parts > 10, "{}", joined.parts);
        assert_eq!(joined.again, 0);
    }
}

#[test]
fn where_a_line_is_cut_does_not_matter() {
    let spec = Spec { columns: 16, rows: 4000, rate_hz: 25.0, seed: 3 };
    let text = String::from_utf8(spec.to_bytes()).unwrap();
    let (start, end) = text.split_at(HEAD_BYTES + 200);
    let tail: String = end.chars().take(900).collect();
    let line = start.rfind('\n').unwrap() + 1;
    let head = &start[..line];
    // A quote that holds a line end, letters of several bytes, a remark, the names again.
    let names = text.lines().next().unwrap();
    let odd = format!("{head}\"1.0\n2,\"\",3\nMARK 001 - reação λ\n\n{names}\n{tail}");
    for bytes in [
        odd.clone().into_bytes(),
        odd.replace('\n', "\r\n").into_bytes(),
        odd.replace('\n', "\r").into_bytes(),
    ] {
        let behind = bytes.len() - HEAD_BYTES;
        for cut in (1..behind).step_by(1 + behind / 300) {
            assert_same_log(&bytes, &Way { first: HEAD_BYTES, slices: vec![cut, 33], own: vec![false] });
        }
    }
}

#[test]
fn a_line_without_end_ends_the_cutting() {
    let mut bytes = long(b"Time (s),RPM,MAP\n0.0,900,35\n", 1000);
    bytes.extend(std::iter::repeat_n(b'7', 3 << 20));
    bytes.extend_from_slice(b"\n0.1,910,36\n");
    for slice in [50_000, 2 << 20] {
        assert_same_log(&bytes, &Way::even(slice));
    }
}

#[test]
fn what_is_read_in_order_only_is_not_divided() {
    let rows = long(b"Time (s),RPM,MAP\n0.0,900,35\n0.1,910,36\n", 1000);
    let wide: Vec<u8> =
        String::from_utf8(rows.clone()).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let packed = crate::packed_file::gzip(&rows, None);
    for (bytes, divided) in [(rows, true), (wide, false), (packed, false)] {
        let mut importer = Importer::new(ImportOptions::default());
        assert!(importer.divide().is_none(), "before the format is known");
        importer.feed(&bytes).unwrap();
        assert_eq!(importer.divide().is_some(), divided);
    }
}

#[test]
fn every_real_log_is_the_same_read_in_parts() {
    let Some(logs) = folder("every_real_log_is_the_same_read_in_parts", "logs") else { return };
    let mut open = vec![logs];
    let mut divided = 0;
    while let Some(place) = open.pop() {
        let mut entries: Vec<_> = std::fs::read_dir(place).unwrap().map(|e| e.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let mut ways = vec![Way::even(50_000)];
            if bytes.len() < 4 << 20 {
                ways.push(Way {
                    first: HEAD_BYTES,
                    slices: vec![7001, 33, 90_000],
                    own: vec![false, false, true],
                });
            }
            for way in ways {
                divided += usize::from(assert_same_log(&bytes, &way).parts > 0);
                if bytes.len() < 1 << 20 {
                    assert_same_log(&long(&bytes, 100_000), &way);
                }
            }
        }
    }
    assert!(divided > 20, "{divided}");
}
