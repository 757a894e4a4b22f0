//! Files of tables: TunerStudio's `.table`, our own JSON and the predecessor's, texts with axes.
#![no_main]

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::exchange::{
    Exported, FileKind, Offered, read_file, read_json, write_json, write_table_xml,
};
use fueltune_analyzer::engine::tables::{MapInfo, check};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_fuzz::allowed::{Allowed, fits};
use fueltune_fuzz::seeds;
use libfuzzer_sys::fuzz_target;

const FILE: Allowed = Allowed { fixed: 8 << 20, times: 300 };

fuzz_target!(init: seeds::write("table_file"), |bytes: &[u8]| {
    fits(FILE, bytes.len(), "a file of tables", || {
        let kind = FileKind::of(bytes);
        for kind in [kind, FileKind::Table, FileKind::Json, FileKind::Text] {
            let Ok(found) = read_file(bytes, kind, "a file") else { continue };
            for offer in found.offers {
                let table = match offer {
                    Offered::Whole(converted) => converted.table,
                    Offered::Bare(grid) => {
                        let load = (Some(ChannelId::MapAbs), Unit::Kpa);
                        let info = MapInfo::new("x", TableKind::Ve);
                        let Ok(table) = grid.into_table(info, load, Unit::Percent) else { continue };
                        table
                    }
                };
                assert!(table.cells().iter().all(|z| z.is_finite()));
                std::hint::black_box(check(&table));
                std::hint::black_box(write_table_xml(&table, Unit::Kpa, Unit::Percent));
                let exported = [Exported { vehicle: None, table }];
                assert_eq!(read_json(&write_json(&exported)).as_deref(), Ok(exported.as_slice()));
            }
        }
    });
});
