//! Long files of one kind: a head, then the same few lines over and over. What takes more than linear time or memory
//! shows here.
#![no_main]

use fueltune_fuzz::{allowed, check};
use libfuzzer_sys::fuzz_target;

/// Bytes of the longest file.
const LONGEST: usize = 512 << 10;

fuzz_target!(init: fueltune_fuzz::seeds::write("long"), |bytes: &[u8]| {
    // Two NUL bytes part head, body and tail; NUL stands in no text.
    let mut parts = bytes.splitn(3, |b| *b == 0);
    let (Some(head), Some(body)) = (parts.next(), parts.next()) else { return };
    if body.is_empty() {
        return;
    }
    let tail = parts.next().unwrap_or_default();
    let mut file = head.to_vec();
    while file.len() + body.len() < LONGEST {
        file.extend_from_slice(body);
    }
    file.extend_from_slice(tail);
    check(&file, allowed::TEXT);
});
