//! What is no log is refused from its first bytes, for the right reason.

use fueltune_analyzer::engine::import::{
    HEAD_BYTES, ImportError, ImportOptions, Importer, IssueCode, KnownFormat, LooksLike, preview,
};

use crate::imports::{count, import, log, refusal};

#[test]
fn things_that_are_no_log_are_told_apart() {
    let cases: &[(&str, &[u8], LooksLike)] = &[
        ("nothing", b"", LooksLike::Empty),
        ("blank lines", b"\n \r\n\n", LooksLike::Empty),
        ("zeros", &[0; 5000], LooksLike::Zeros),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", LooksLike::Image),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0", LooksLike::Image),
        ("WebP", b"RIFF\x24\0\0\0WEBPVP8 ", LooksLike::Image),
        ("sound", b"RIFF\x24\0\0\0WAVEfmt ", LooksLike::Audio),
        ("PDF", b"%PDF-1.7\n%\xe2\xe3", LooksLike::Pdf),
        ("zip", b"PK\x03\x04\x14\0\0\0", LooksLike::Zip),
        ("program", b"\x7fELF\x02\x01\x01\0\0\0", LooksLike::Program),
        ("bytes", b"\x01\x02\x03\x04\x05\x06\x0b\x0c\x0e\x0f", LooksLike::Binary),
        (
            "pointer",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5724219\n",
            LooksLike::GitLfsPointer,
        ),
        ("one line", b"1,2,3,4,5", LooksLike::OneLine),
        ("a header alone in its line", b"TIME,RPM,MAP\n", LooksLike::OneLine),
        ("XML", b"<?xml version=\"1.0\"?>\n<msq>\n</msq>\n", LooksLike::Xml),
        ("JSON", b"{\"a\": 1,\n\"b\": 2}\n", LooksLike::Json),
        (
            "settings",
            b"[MegaTune]\nsignature = \"x\"\n; a remark\nqueryCommand = \"Q\"\n",
            LooksLike::Settings,
        ),
        (
            "CAN frames",
            b"(1436509052.249713) can0 044#2A366C2BBA\n(1436509052.449847) can0 0F6#7ADFE07BD2\n",
            LooksLike::CanFrames,
        ),
        ("prose", b"Dear tuner,\nthe car does not start.\nRegards\n", LooksLike::Text),
        (
            "a table of an axis",
            b"MAP (kPa),800,1500,2200\n105,64,71,77\n100,63,70,76\n",
            LooksLike::TuneTable,
        ),
        ("an empty corner", b",0.3,0.4,0.5\n800,14.7,14.7,14.7\n1000,14.7,14.7,14.7\n", LooksLike::TuneTable),
        ("figures without a header", b"1.0,2.0,3.0\n1.1,2.1,3.1\n1.2,2.2,3.2\n", LooksLike::CalibrationTable),
        ("a table without time", b"RPM,MAP,TPS\n900,35,2\n950,36,2\n", LooksLike::NoTimeColumn),
        (
            "a header of rubbish",
            b"Time,<a>,o,?,\"x=1\",<b>,,,-\n0,1,2,3,4,5,6,7,8\n1,1,2,3,4,5,6,7,8\n",
            LooksLike::HeaderNotChannels,
        ),
        ("names without rows", b"Time,RPM,MAP\ns,rpm,kPa\n", LooksLike::NoRows),
    ];
    for (what, bytes, looked_like) in cases {
        assert_eq!(refusal(bytes), *looked_like, "{what}");
        let error = preview(bytes, bytes.len() as u64, &ImportOptions::default()).err();
        assert_eq!(error, Some(ImportError::NotALog { looked_like: *looked_like }), "{what}, in the preview");
    }
}

#[test]
fn known_logs_without_a_reader_are_named() {
    let emerald: Vec<u8> = (0..6)
        .flat_map(|i| {
            let mut record = (45_000.5 + f64::from(i) * 1e-6).to_le_bytes().to_vec();
            record.extend_from_slice(&[7; 16]);
            record
        })
        .collect();
    let cases: &[(&[u8], KnownFormat)] = &[
        (b"<hCNF\0\0", KnownFormat::AimXrk),
        (b"EMERALD v1.00 file\0", KnownFormat::AemDaq),
        (&emerald, KnownFormat::EmeraldLg1),
        (b"{\"dsSysItems\": [],\n\"x\": 1}\n", KnownFormat::DucatiJson),
    ];
    for (bytes, format) in cases {
        assert_eq!(
            import(bytes).err(),
            Some(ImportError::NotReadable { format: *format }),
            "{}",
            format.name()
        );
    }
}

#[test]
fn a_large_file_that_is_no_log_is_refused_from_its_beginning() {
    for (byte, looked_like) in [(0u8, LooksLike::Zeros), (b'a', LooksLike::OneLine)] {
        let mut importer = Importer::new(ImportOptions::default()).expect_bytes(2 << 30);
        let chunk = vec![byte; 64 * 1024];
        let mut fed = 0;
        let error = loop {
            fed += chunk.len();
            if let Err(error) = importer.feed(&chunk) {
                break error;
            }
            assert!(fed <= HEAD_BYTES, "still taken after {fed} bytes");
        };
        assert_eq!(error, ImportError::NotALog { looked_like });
        assert_eq!(importer.feed(b"TIME,RPM\n").err(), Some(error.clone()), "an error is final");
        assert_eq!(importer.finish().err(), Some(error));
    }
}

#[test]
fn every_reason_has_its_own_name() {
    let mut slugs: Vec<&str> = LooksLike::ALL.iter().map(|l| l.slug()).collect();
    slugs.extend(KnownFormat::ALL.iter().map(|f| f.slug()));
    let all = slugs.len();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), all);
}

#[test]
fn rows_far_shorter_than_the_header_take_no_more_than_their_bytes_allow() {
    let names: Vec<String> = (0..2000).map(|i| format!("Channel {i}")).collect();
    let header = format!("Time (s),{}\n", names.join(","));
    let rows: String = (0..4000).map(|i| format!("{i},900\n")).collect();
    assert_eq!(refusal(format!("{header}{rows}")), LooksLike::RaggedRows);
    // A few of them are a log with short rows.
    let few: String = (0..1000).map(|i| format!("{i},900\n")).collect();
    let log = log(format!("{header}{few}"));
    assert_eq!((log.table.rows(), count(&log, IssueCode::ShortRow)), (1000, 1000));
}
