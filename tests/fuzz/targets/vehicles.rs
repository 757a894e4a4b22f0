//! Files of vehicles.
#![no_main]

use fueltune_analyzer::engine::vehicle::{read_json, write_json};
use fueltune_fuzz::allowed::{self, fits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fueltune_fuzz::seeds::write("vehicles"), |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = fits(allowed::BINARY, text.len(), "a file of vehicles", || read_json(text));
    if let Ok(vehicles) = read {
        let again = read_json(&write_json(&vehicles)).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(vehicles.len(), again.len());
        assert_eq!(format!("{vehicles:?}"), format!("{again:?}"));
    }
});
