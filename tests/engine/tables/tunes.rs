//! Tunes of TunerStudio: axes by a definition, tables put into a tune, parts of it.

use std::fs;

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::import::{read_tune, read_tune_by};
use fueltune_analyzer::engine::tables::exchange::{
    FileKind, IntoTuneError, Offered, part_of_tune, read_file_by, slots_for, write_into_tune,
};
use fueltune_analyzer::engine::tables::{
    Area, Cell, Command, MapAxis, MapTable, apply, from_calibration, from_tune,
};
use fueltune_analyzer::engine::tune::{Definition, Entry, TableKind};
use fueltune_analyzer::engine::units::Unit;

use crate::samples::{files, folder};

const INI: &str = "[Constants]\n xBins = nonsense\n[TableEditor]\n ; table = off, offMap, \"Off\", 1\n\
 table = mineTbl, mineMap, \"Mine; the first, really\", 2 ; a remark\n xBins = loadsA, load\n  yBins = speedsA, rpm\n\
 zBins = cellsA\n table = half, halfMap, \"No cells\", 2\n xBins = loadsA\n\
[CurveEditor]\n curve = warm, \"Warm-up\"\n columnLabel = \"T\", \"%\"\n xBins = tempBins, clt\n yBins = warmBins\n yBins = other\n\
[Other]\n zBins = lost\n";

/// Lines and columns differ, and one figure has letters around it that are no figures.
const TUNE: &str = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<msq xmlns=\"http://www.msefi.com/:msq\">\r\n\
<bibliography author=\"T\u{fc}ner\" tuneComment=\"\"/>\r\n<versionInfo fileFormat=\"5.0\" signature=\"own\"/>\r\n\
<page number=\"1\" size=\"8\">\r\n<constant cols=\"2\" digits=\"1\" name=\"cellsA\" rows=\"3\" units=\"%\">\r\n\
         1.0 2.00 \r\n         3 4.0 \r\n         5.0 6.0 \r\n      </constant>\r\n\
<constant cols=\"1\" digits=\"0\" name=\"loadsA\" rows=\"2\" units=\"kPa\">\r\n 30.0 \r\n 100.0 \r\n</constant>\r\n\
<constant name=\"single\">7.0</constant>\r\n</page>\r\n<page number=\"2\">\r\n\
<constant cols=\"1\" digits=\"0\" name=\"speedsA\" rows=\"3\" units=\"rpm\">\r\n 500.0 \r\n 2000.0 \r\n 6000.0 \r\n</constant>\r\n\
<constant cols=\"1\" digits=\"0\" name=\"tempBins\" rows=\"2\" units=\"\u{b0}C\">\r\n -10.0 \r\n 80.0 \r\n</constant>\r\n\
<constant cols=\"1\" digits=\"0\" name=\"warmBins\" rows=\"2\" units=\"%\">\r\n 150.0 \r\n 100.0 \r\n</constant>\r\n\
</page>\r\n</msq>\r\n";

/// As such files are stored: a letter, a byte.
fn tune() -> Vec<u8> {
    stored(TUNE)
}

fn stored(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn table_of(bytes: &[u8], definition: &Definition, name: &str) -> MapTable {
    let calibration = read_tune_by(bytes, definition).unwrap();
    from_tune(calibration.table(name).unwrap_or_else(|| panic!("no {name}"))).unwrap().table
}

fn add(table: &MapTable, by: f64) -> MapTable {
    apply(table, &Command::Add { area: table.whole(), by }).unwrap().table
}

#[test]
fn a_definition_tells_tables_from_axes() {
    let found = Definition::read(INI);
    let bins = |name: &str, channel: &str| (name.to_owned(), channel.to_owned());
    let mine = Entry {
        title: "Mine; the first, really".to_owned(),
        x_bins: "loadsA".to_owned(),
        x_channel: "load".to_owned(),
        y_bins: Some(bins("speedsA", "rpm")),
        z_bins: "cellsA".to_owned(),
    };
    let warm = Entry {
        title: "Warm-up".to_owned(),
        x_bins: "tempBins".to_owned(),
        x_channel: "clt".to_owned(),
        y_bins: None,
        z_bins: "warmBins".to_owned(),
    };
    assert_eq!(found.tables, [mine, warm]);
    for nothing in ["", "[TableEditor]", "table = a, b", "[TableEditor]\ntable\n=\nzBins", "\u{0}[", ";"] {
        assert_eq!(Definition::read(nothing), Definition::default(), "{nothing:?}");
    }
}

#[test]
fn with_its_definition_every_table_of_a_tune_has_its_axes_and_its_title() {
    let (bytes, definition) = (tune(), Definition::read(INI));
    let bare = read_tune(&bytes).unwrap();
    assert_eq!(bare.table("cellsA").unwrap().x.channel, None, "its names are no known ones");
    assert!(bare.table("warmBins").is_none(), "a list of figures is not taken for a curve");
    let found = read_file_by(&bytes, FileKind::Tune, "x", &definition).unwrap();
    let tables: Vec<&MapTable> = found
        .offers
        .iter()
        .map(|offer| match offer {
            Offered::Whole(converted) => &converted.table,
            Offered::Bare(_) => panic!("everything is known"),
        })
        .collect();
    let [mine, warm] = tables.as_slice() else { panic!("{tables:?}") };
    assert_eq!(mine.info.name, "Mine; the first, really");
    assert_eq!(mine.info.inner.as_deref(), Some("cellsA"));
    assert_eq!(mine.y().and_then(MapAxis::channel), Some(ChannelId::Rpm), "engine speed is in rows already");
    assert_eq!(
        (mine.x().points(), mine.cells()),
        ([0.3, 1.0].as_slice(), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].as_slice())
    );
    assert!(warm.is_curve());
    assert_eq!((warm.x().points(), warm.cells()), ([-10.0, 80.0].as_slice(), [150.0, 100.0].as_slice()));
    assert_eq!((warm.x().unit(), warm.info.kind), (Unit::Celsius, TableKind::Other));
}

#[test]
fn a_table_goes_into_a_tune_and_every_other_byte_stays() {
    let (bytes, definition) = (tune(), Definition::read(INI));
    let table = table_of(&bytes, &definition, "cellsA");
    let same = write_into_tune(&bytes, "cellsA", &definition, &table).unwrap();
    assert_eq!(same, bytes, "what says the same is left as it is written");
    let area = Area::cell(Cell::at(1, 0));
    let edited = apply(&table, &Command::Set { area, value: 12.34 }).unwrap().table;
    let written = write_into_tune(&bytes, "cellsA", &definition, &edited).unwrap();
    let expected = stored(&TUNE.replacen(" 3 4.0", " 12.3 4.0", 1));
    assert_eq!(written, expected, "one figure, with the decimals of the firmware");
    assert_eq!(slots_for(&bytes, &definition, &edited).unwrap().len(), 1);
    let part = part_of_tune(&bytes, "cellsA", &definition, &edited).unwrap();
    let back = table_of(&part, &definition, "cellsA");
    assert_eq!((back.x(), back.y(), back.cells()[2]), (table.x(), table.y(), 12.3));
    let text = String::from_utf8_lossy(&part);
    assert!(
        text.contains("T\u{fffd}ner") && !text.contains("single") && !text.contains("warmBins"),
        "{text}"
    );
    assert_eq!(text.matches("<page number").count(), 2, "each constant on its own page: {text}");
}

#[test]
fn what_does_not_fit_a_tune_is_refused() {
    let (bytes, definition) = (tune(), Definition::read(INI));
    let table = table_of(&bytes, &definition, "cellsA");
    let into = |bytes: &[u8], name: &str, table: &MapTable| write_into_tune(bytes, name, &definition, table);
    let missing = Err(IntoTuneError::NoSuchTable { name: "cellsB".to_owned() });
    assert_eq!(into(&bytes, "cellsB", &table), missing);
    assert_eq!(into(b"no tune", "cellsA", &table), Err(IntoTuneError::NotATune));
    let single = IntoTuneError::NoSuchTable { name: "single".to_owned() };
    assert_eq!(into(&bytes, "single", &table), Err(single), "a single figure is no table");
    let warm = table_of(&bytes, &definition, "warmBins");
    assert!(matches!(into(&bytes, "cellsA", &warm), Err(IntoTuneError::Shape { .. })));
    let (info, x, y) = (table.info.clone(), table.x().clone(), table.y().cloned());
    let degrees = MapTable::new(info, x, y, Unit::Degrees, table.cells().to_vec()).unwrap();
    assert_eq!(into(&bytes, "cellsA", &degrees), Err(IntoTuneError::Quantity));
    assert_eq!(slots_for(&bytes, &definition, &degrees), Ok(Vec::new()));
}

/// Every table of every real tune: written as it is nothing changes; changed, the others stay as they are.
#[test]
fn real_tunes_take_their_own_tables_back() {
    let Some(samples) = folder("real_tunes_take_their_own_tables_back", "logs/tables") else { return };
    let (mut tables, mut parts) = (0, 0);
    for ending in ["msq", "msqpart"] {
        for path in files(samples.clone(), ending) {
            let bytes = fs::read(&path).unwrap();
            let ini = path.parent().and_then(|place| files(place.to_owned(), "ini").into_iter().next());
            let definition = ini.map_or_else(Definition::default, |ini| {
                Definition::read(&String::from_utf8_lossy(&fs::read(ini).unwrap()))
            });
            let calibration = read_tune_by(&bytes, &definition).unwrap();
            for converted in from_calibration(&calibration).0 {
                let (table, name) = (converted.table, path.display());
                let constant = table.info.inner.clone().unwrap();
                let write = |table: &MapTable| write_into_tune(&bytes, &constant, &definition, table);
                let same = write(&table).unwrap_or_else(|e| panic!("{name} {constant}: {e}"));
                assert!(same == bytes, "{name} {constant}: something changed");
                tables += 1;
                // Some tables hold what an edit may not touch; they are written as they are. What is kept in whole seconds
                // shows no millisecond.
                let edited = |by| apply(&table, &Command::Add { area: table.whole(), by }).ok();
                let told = |by| edited(by).map(|other| (write(&other.table).unwrap(), other));
                let shown = [1.0, 1000.0].into_iter().filter_map(told).find(|(written, _)| *written != bytes);
                let Some((changed, other)) = shown else { continue };
                let back = read_tune_by(&changed, &definition).unwrap();
                for (a, b) in calibration.tables.iter().zip(&back.tables) {
                    assert_eq!(a == b, a.name != constant, "{name} {constant}: {}", a.name);
                }
                assert_eq!((calibration.settings.len(), changed.len() > 100), (back.settings.len(), true));
                let part = part_of_tune(&bytes, &constant, &definition, &other.table).unwrap();
                let alone = read_tune_by(&part, &definition).unwrap();
                // A part does not hold the fuel's own air-fuel ratio, by which a target comes to λ.
                if table.info.kind != TableKind::LambdaTarget {
                    assert_eq!(alone.table(&constant), back.table(&constant), "{name} {constant}");
                }
                parts += 1;
            }
        }
    }
    assert!(tables > 60 && parts > 40, "{tables} tables, {parts} parts");
}

#[test]
fn a_real_definition_gives_axes_to_tables_that_have_none_without() {
    let test = "a_real_definition_gives_axes_to_tables_that_have_none_without";
    let Some(samples) = folder(test, "logs/tables/setterlee-ms2") else { return };
    let bytes = fs::read(samples.join("CurrentTune.msq")).unwrap();
    let ini = fs::read(samples.join("mainController_MS2Extra.ini")).unwrap();
    let definition = Definition::read(&String::from_utf8_lossy(&ini));
    assert!(definition.tables.len() > 50, "{} entries", definition.tables.len());
    let with_axes = |definition: &Definition| {
        let calibration = read_tune_by(&bytes, definition).unwrap();
        calibration.tables.iter().filter(|t| t.x.channel.is_some() || t.y.channel.is_some()).count()
    };
    let (without, with) = (with_axes(&Definition::default()), with_axes(&definition));
    assert!(with > without + 3, "{without} without and {with} with it");
    let ve = table_of(&bytes, &definition, "veTable1");
    assert_eq!(ve.y().and_then(MapAxis::channel), Some(ChannelId::Rpm));
    assert_ne!(add(&ve, 1.0).cells(), ve.cells());
}
