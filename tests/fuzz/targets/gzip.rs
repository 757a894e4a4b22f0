//! gzip around a log. An input that begins as a gzip is one; any other is packed here, in two members, and must read as
//! it does unpacked.
#![no_main]

use fueltune_analyzer::engine::import::{HEAD_BYTES, ImportOptions};
use fueltune_fuzz::packed_file::gzip;
use fueltune_fuzz::same::assert_same;
use fueltune_fuzz::{Draw, allowed, check, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("gzip"), |bytes: &[u8]| {
    if bytes.starts_with(b"\x1f\x8b") {
        check(bytes, allowed::PACKED);
        return;
    }
    let (first, second) = bytes.split_at(Draw::of(bytes).below(bytes.len() + 1));
    let packed = [gzip(first, Some("log.csv")), gzip(second, None)].concat();
    check(&packed, allowed::PACKED);
    let read = |file| read(file, &ImportOptions::default(), HEAD_BYTES, None);
    match (read(&packed), read(bytes)) {
        (Ok(mut inside), Ok(plain)) => {
            // These tell the file, not the log.
            inside.info.source_hash.clone_from(&plain.info.source_hash);
            inside.info.bytes = plain.info.bytes;
            assert_same(&inside, &plain);
        }
        (inside, plain) => assert_eq!(inside.is_ok(), plain.is_ok(), "{:?}", inside.err()),
    }
});
