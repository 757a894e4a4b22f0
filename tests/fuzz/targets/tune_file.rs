//! TunerStudio's tunes as files, with the definition of their firmware (behind a zero byte), and tables put into them.
#![no_main]

use fueltune_analyzer::engine::import::read_tune_by;
use fueltune_analyzer::engine::tables::exchange::{part_of_tune, slots_for, write_into_tune};
use fueltune_analyzer::engine::tables::{Command, apply, from_calibration};
use fueltune_analyzer::engine::tune::Definition;
use fueltune_fuzz::allowed::{Allowed, fits};
use fueltune_fuzz::seeds;
use libfuzzer_sys::fuzz_target;

/// Each constant of a tune may be a table of its own, with a copy of its axes.
const TUNE: Allowed = Allowed { fixed: 16 << 20, times: 600 };

fuzz_target!(init: seeds::write("tune_file"), |bytes: &[u8]| {
    let at = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    let (tune, definition) = (&bytes[..at], bytes.get(at + 1..).unwrap_or_default());
    fits(TUNE, bytes.len(), "a tune", || {
        let definition = Definition::read(&String::from_utf8_lossy(definition));
        let Some(calibration) = read_tune_by(tune, &definition) else { return };
        // The first ones tell as much as all of them.
        for converted in from_calibration(&calibration).0.into_iter().take(4) {
            let table = converted.table;
            let Some(name) = table.info.inner.clone() else { continue };
            std::hint::black_box(slots_for(tune, &definition, &table).is_ok());
            let Ok(same) = write_into_tune(tune, &name, &definition, &table) else { continue };
            let again = read_tune_by(&same, &definition).expect("a tune stays one");
            assert_eq!(again.tables.len(), calibration.tables.len(), "no table comes or goes");
            std::hint::black_box(part_of_tune(tune, &name, &definition, &table).is_ok());
            let edit = Command::Add { area: table.whole(), by: 1.0 };
            if let Ok(edited) = apply(&table, &edit) {
                let changed = write_into_tune(tune, &name, &definition, &edited.table);
                assert!(changed.is_ok_and(|changed| read_tune_by(&changed, &definition).is_some()));
            }
        }
    });
});
