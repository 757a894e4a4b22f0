//! Texts as a whole: every brand's logs and whatever may stand in their place.
#![no_main]

use fueltune_fuzz::{allowed, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("text"), |bytes: &[u8]| {
    check(bytes, allowed::TEXT);
});
