//! Logs inside gzip.

use fueltune_analyzer::engine::import::{
    Damage, ImportError, ImportOptions, IssueCode, KnownFormat, LooksLike, preview,
};

use crate::import_properties::assert_cut_makes_no_difference;
use crate::imports::{count, import, log, refusal};
use crate::mlg_file::simple;
use crate::packed_file::gzip;

fn csv(rows: usize) -> Vec<u8> {
    let mut text = "Time (s),RPM,MAP (kPa)\n".to_owned();
    (0..rows).for_each(|i| text += &format!("{:.3},{},{}\n", i as f64 * 0.02, 900 + i % 37, 30 + i % 53));
    text.into_bytes()
}

#[test]
fn what_is_packed_is_read_as_if_it_were_not() {
    for content in [simple(2, 50).bytes, csv(50), csv(60_000)] {
        let (plain, packed) = (log(&content), log(gzip(&content, None)));
        assert_eq!(plain.table, packed.table);
        assert_eq!(plain.info.format, packed.info.format);
        assert_eq!(plain.issues, packed.issues);
    }
}

#[test]
fn the_preview_looks_inside() {
    let content = csv(60_000);
    let packed = gzip(&content, Some("drive.csv"));
    let head = &packed[..packed.len() / 2];
    let found = preview(head, packed.len() as u64, &ImportOptions::default()).unwrap();
    assert_eq!((found.format.as_str(), found.columns.len()), ("delimited", 2));
    assert!((50_000..70_000).contains(&found.rows), "{}", found.rows);
}

#[test]
fn members_one_behind_the_other_are_one_file() {
    let content = csv(1000);
    let (a, b) = content.split_at(content.len() / 3);
    let mut packed = gzip(a, None);
    packed.extend(gzip(b, None));
    packed.extend([0; 512]);
    let log = log(packed);
    assert_eq!(log.table.rows(), 1000);
    assert_eq!(count(&log, IssueCode::DamagedFile), 0);
}

#[test]
fn a_stream_that_breaks_off_gives_what_was_there() {
    let packed = gzip(&csv(20_000), None);
    let log = log(&packed[..packed.len() / 2]);
    assert!((5_000..15_000).contains(&log.table.rows()), "{}", log.table.rows());
    assert_eq!(count(&log, IssueCode::DamagedFile), 1);
    let mut wrong = gzip(&csv(100), None);
    let at = wrong.len() - 6;
    wrong[at] ^= 1;
    assert_eq!(count(&crate::imports::log(wrong), IssueCode::DamagedFile), 1);
}

#[test]
fn every_cut_gives_a_log_or_an_error() {
    let packed = gzip(&simple(1, 30).bytes, Some("a.mlg"));
    for len in 0..packed.len() {
        match import(&packed[..len]) {
            Ok(log) => assert_eq!(count(&log, IssueCode::DamagedFile), 1, "{len} bytes"),
            Err(error) => assert!(matches!(error, ImportError::Damaged { .. } | ImportError::NotALog { .. })),
        }
    }
}

#[test]
fn a_stream_that_grows_without_measure_is_given_up() {
    let mut content = csv(100);
    content.extend(std::iter::repeat_n(b'7', 64 << 20));
    let bomb = gzip(&content, None);
    assert!(bomb.len() < 100_000);
    let error = import(&bomb).unwrap_err();
    assert!(
        matches!(error, ImportError::Damaged { format: KnownFormat::Gzip, damage: Damage::Expansion, .. }),
        "{error}"
    );
}

#[test]
fn what_is_no_log_is_told_through_the_packing() {
    let binary: Vec<u8> = (0..5000u32).map(|i| ((i * 7919) >> 3) as u8).collect();
    assert_eq!(refusal(gzip(&binary, None)), LooksLike::GzipBinary);
    assert_eq!(refusal(gzip(&gzip(&csv(10), None), None)), LooksLike::Gzip);
    assert_eq!(refusal(gzip(b"%PDF-1.7\n%\xe2\xe3", None)), LooksLike::Pdf);
    for name in ["run 4.emublog", "x.EMUBLOG3", "y.emuprolog"] {
        let expected = ImportError::NotReadable { format: KnownFormat::EmuLog };
        let file = gzip(&binary, Some(name));
        assert_eq!(import(&file).err(), Some(expected.clone()), "{name}");
        let found = preview(&file, file.len() as u64, &ImportOptions::default());
        assert_eq!(found.err(), Some(expected), "{name}, in the preview");
    }
}

#[test]
fn what_is_wrong_with_a_stream_does_not_depend_on_how_it_is_cut() {
    for content in [vec![0; 2000], csv(300)] {
        let sound = gzip(&content, None);
        for at in (10..sound.len()).step_by(3) {
            let mut broken = sound.clone();
            broken[at] ^= 0x55;
            for size in [1, 7, 50] {
                assert_cut_makes_no_difference(&broken, &vec![size; broken.len() / size], 96);
            }
        }
    }
}
