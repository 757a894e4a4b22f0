//! Files: TunerStudio's tables, our own, the predecessor's.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::exchange::{
    ExchangeError, Exported, FileKind, Layout, MAX_FILE, Mark, Offered, read_file, read_json,
    read_predecessor, read_table_xml, write_json, write_table_xml, write_text,
};
use fueltune_analyzer::engine::tables::{Cell, MapInfo};
use fueltune_analyzer::engine::tune::{Bank, TableKind};
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use super::{curve, small, tables, with_spare};
use crate::sample_logs::cases;

const XML: &str = "<?xml version=\"1.0\"?>\n<tableData xmlns=\"http://www.EFIAnalytics.com/:table\">\n\
<table cols=\"3\" rows=\"2\">\n<xAxis cols=\"3\" name=\"rpm\">\n 500 \n 1000 \n 2000 \n</xAxis>\n\
<yAxis name=\"fuelLoad\" rows=\"2\">\n 40 \n 100 \n</yAxis>\n<zValues cols=\"3\" rows=\"2\">\n 1 2 3 \n 4 5 6.5 \n</zValues>\n\
</table>\n</tableData>\n";

const LOAD: (Option<ChannelId>, Unit) = (Some(ChannelId::MapAbs), Unit::Kpa);

#[test]
fn a_table_file_has_engine_speed_across_and_is_turned() {
    let table =
        read_table_xml(XML).unwrap().into_table(MapInfo::new("ve", TableKind::Ve), LOAD, Unit::Percent);
    let table = table.unwrap();
    assert_eq!((table.rows(), table.columns()), (3, 2));
    assert_eq!(table.x().points(), [0.4, 1.0]);
    assert_eq!(table.y().unwrap().points(), [500.0, 1000.0, 2000.0]);
    assert_eq!((table.cell(Cell::at(0, 1)), table.cell(Cell::at(2, 0))), (Some(4.0), Some(3.0)));
    assert_eq!(table.cell(Cell::at(2, 1)), Some(6.5));
}

#[test]
fn a_broken_table_file_is_refused_with_its_place() {
    let cases = [
        ("6.5", "6.5 7", ExchangeError::Count { what: "zValues".to_owned(), expected: 6, found: 7 }),
        ("1 2 3", "1 two 3", ExchangeError::NotANumber { line: 14, cell: 2, text: "two".to_owned() }),
        ("<yAxis", "<wAxis", ExchangeError::Missing { what: "yAxis".to_owned() }),
        ("</zValues>", "", ExchangeError::Syntax { line: 13, detail: "zValues".to_owned() }),
        ("<tableData", "<msq", ExchangeError::OtherFormat),
        (
            "<xAxis cols=\"3\"",
            "<xAxis cols=\"4\"",
            ExchangeError::Count { what: "xAxis".to_owned(), expected: 4, found: 3 },
        ),
    ];
    for (from, to, expected) in cases {
        assert_eq!(read_table_xml(&XML.replacen(from, to, 1)), Err(expected), "{from} to {to}");
    }
    let falling = XML.replacen(" 2000 ", " 700 ", 1);
    let table =
        read_table_xml(&falling).unwrap().into_table(MapInfo::new("", TableKind::Ve), LOAD, Unit::Percent);
    assert!(matches!(table, Err(ExchangeError::NoTable { .. })));
}

#[test]
fn only_what_is_in_use_goes_into_a_table_file() {
    let text = write_table_xml(&with_spare(), Unit::Bar, Unit::Milliseconds).unwrap();
    let back = read_table_xml(&text).unwrap();
    assert_eq!((back.xs, back.ys), (vec![1000.0, 2000.0, 4000.0], vec![-0.8, -0.4, 1.0]));
    assert_eq!(write_table_xml(&curve(&[1.0, 2.0]), Unit::Volts, Unit::Milliseconds), None);
}

#[test]
fn our_own_file_says_what_it_is() {
    let text = write_json(&[Exported { vehicle: None, table: small() }]);
    assert!(text.contains("\"fueltune-tables\""));
    assert_eq!(read_json(&text).unwrap()[0].table, small());
    let newer = text.replacen("\"version\": 1", "\"version\": 9", 1);
    assert_eq!(read_json(&newer), Err(ExchangeError::Newer { found: 9 }));
    assert_eq!(read_json("{}"), Err(ExchangeError::OtherFormat));
    assert!(matches!(read_json("{\n\"format\": x"), Err(ExchangeError::Syntax { line: 2, .. })));
    let none = "{\"format\":\"fueltune-tables\",\"version\":1,\"tables\":[]}";
    assert_eq!(read_json(none), Err(ExchangeError::Empty));
    let broken = text.replacen("4000.0", "400.0", 1);
    assert!(matches!(read_json(&broken), Err(ExchangeError::Syntax { .. })), "an axis that falls");
}

#[test]
fn the_predecessors_cells_are_by_pressure() {
    let text = r#"{"vehicle_id":"v","map_type":"ve_3d_map","bank_id":"A","rpm_axis":[1000,2000,3000],
        "map_axis":[-0.5,0.0],"rpm_enabled":[true,true,false],"map_enabled":[true,true],
        "values_matrix":[[0.5,0.6,0.7],[0.8,0.9,1.0]],"timestamp":"x","version":"1.0","metadata":{}}"#;
    let (table, by_rpm) = read_predecessor(text).unwrap();
    assert!(!by_rpm);
    assert_eq!(
        (table.info.kind, table.info.bank, table.unit()),
        (TableKind::Ve, Some(Bank::A), Unit::Percent)
    );
    assert_eq!(table.cells(), [50.0, 80.0, 60.0, 90.0, 70.0, 100.0]);
    assert_eq!(table.rows_in_use(), [0, 1]);
    let turned = text.replacen("[[0.5,0.6,0.7],[0.8,0.9,1.0]]", "[[0.5,0.8],[0.6,0.9],[0.7,1.0]]", 1);
    let (again, by_rpm) = read_predecessor(&turned).unwrap();
    assert!(by_rpm, "as some releases wrote them");
    assert_eq!(again, table);
    let short = text.replacen("[[0.5,0.6,0.7],", "[[0.5,0.6],", 1);
    assert!(matches!(read_predecessor(&short), Err(ExchangeError::Count { expected: 6, found: 5, .. })));
}

#[test]
fn a_curve_of_the_predecessor_may_have_only_the_values_in_use() {
    let text = r#"{"map_type":"tps_compensation_2d","axis_values":[0,50,75,100],"values":[1,2,3],
        "enabled":[true,true,false,true]}"#;
    let (table, _) = read_predecessor(text).unwrap();
    assert!(table.is_curve());
    assert_eq!(table.cells(), [1.0, 2.0, 2.0, 3.0]);
    assert_eq!(table.lookup(75.0, 0.0), Some(2.5));
    let missing = r#"{"map_type":"main_fuel_3d_map","rpm_axis":[1,2]}"#;
    assert_eq!(read_predecessor(missing), Err(ExchangeError::Missing { what: "map_axis".to_owned() }));
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn our_own_file_loses_nothing(table in tables()) {
        let exported = Exported { vehicle: Some("id".to_owned()), table };
        let back = read_json(&write_json(std::slice::from_ref(&exported))).unwrap();
        prop_assert_eq!(&back[0], &exported);
    }

    #[test]
    fn a_table_file_loses_nothing_that_is_in_use(table in tables()) {
        let text = write_table_xml(&table, Unit::Kpa, Unit::Milliseconds).unwrap();
        let load = (Some(ChannelId::MapGauge), Unit::Kpa);
        let back = read_table_xml(&text).unwrap().into_table(table.info.clone(), load, Unit::Milliseconds).unwrap();
        prop_assert_eq!(back.lattice(), table.lattice());
    }

    #[test]
    fn no_file_makes_a_reader_panic(cut in 0usize..400, to in "[ <>\"0-9a-z]{0,4}") {
        let at = cut.min(XML.len());
        let text = format!("{}{to}{}", &XML[..at], &XML[(at + 3).min(XML.len())..]);
        let _xml = read_table_xml(&text).and_then(|t| t.into_table(MapInfo::new("", TableKind::Ve), LOAD, Unit::Percent));
        let _json = read_json(&text);
        let _other = read_predecessor(&text);
    }
}

const MSQ: &str = "<?xml version=\"1.0\"?>\n<msq xmlns=\"http://www.msefi.com/:msq\">\n\
<versionInfo fileFormat=\"4.0\" signature=\"speeduino 202305\"/>\n<page number=\"1\">\n\
<constant cols=\"2\" rows=\"2\" name=\"veTable\" units=\"%\">\n 40 50 \n 60 70 \n</constant>\n\
<constant cols=\"1\" rows=\"2\" name=\"rpmBins\" units=\"RPM\">\n 500 \n 6000 \n</constant>\n\
<constant cols=\"1\" rows=\"2\" name=\"fuelLoadBins\" units=\"kPa\">\n 30 \n 100 \n</constant>\n\
</page>\n</msq>\n";

#[test]
fn a_file_is_told_by_its_beginning() {
    let cases: [(&[u8], FileKind); 8] = [
        (MSQ.as_bytes(), FileKind::Tune),
        (XML.as_bytes(), FileKind::Table),
        (b"\xef\xbb\xbf {\"format\":", FileKind::Json),
        (b"RPM\\MAP;-0,5;0\n1000;1;2\n", FileKind::Text),
        (b"MLVLG\0\0\x02", FileKind::Log),
        (b"\x00\x01\x00\x00\xff\xff\xff\xff", FileKind::Log),
        (b"Tens\xe3o;1;2", FileKind::Text),
        (b"", FileKind::Text),
    ];
    for (head, kind) in cases {
        assert_eq!(FileKind::of(head), kind, "{:?}", String::from_utf8_lossy(head));
    }
}

#[test]
fn every_kind_of_file_offers_its_tables() {
    let read = |text: &str| read_file(text.as_bytes(), FileKind::of(text.as_bytes()), "my file");
    let tune = read(MSQ).unwrap();
    let [Offered::Whole(ve)] = tune.offers.as_slice() else { panic!("{tune:?}") };
    assert_eq!((ve.table.info.name.as_str(), ve.table.info.kind), ("veTable", TableKind::Ve));
    assert_eq!(ve.table.cell(Cell::at(1, 0)), Some(50.0), "engine speed is in rows");
    assert_eq!(tune.firmware.as_deref(), Some("speeduino 202305"));
    let bare = |text: &str| match read(text).map(|found| found.offers) {
        Ok(offers) => match offers.as_slice() {
            [Offered::Bare(grid)] => grid.clone(),
            other => panic!("{other:?}"),
        },
        Err(error) => panic!("{error}"),
    };
    assert_eq!(bare(XML).ys, [40.0, 100.0]);
    let csv = bare("rpm\\bar;-0,5;0;1\n1000;1,5;2;3\n2000;2;3;4,5\n");
    assert_eq!((csv.xs.len(), csv.ys.as_slice(), csv.cells[0]), (3, [1000.0, 2000.0].as_slice(), 1.5));
    for text in ["8;12;14\n9;4;3\n", "8\t9\n12\t4\n14\t3\n"] {
        let curve = bare(text);
        assert!(curve.is_curve());
        assert_eq!(
            (curve.xs.as_slice(), curve.cells.as_slice()),
            ([8.0, 12.0, 14.0].as_slice(), [9.0, 4.0, 3.0].as_slice())
        );
    }
    // What a curve is written as comes back.
    let dead = curve(&[1.0, 0.8, 0.6]);
    let back = bare(&write_text(&dead, Layout::csv(Mark::Point)));
    assert_eq!(back.cells, dead.cells());
}

#[test]
fn a_file_without_axes_or_too_long_is_refused() {
    let read = |text: &str| read_file(text.as_bytes(), FileKind::of(text.as_bytes()), "x").map(|_| ());
    let no_axes = Err(ExchangeError::Missing { what: "top".to_owned() });
    assert_eq!(read("1;2;3\n4;5;6\n7;8;9\n"), no_axes);
    assert_eq!(read("5;4;3\n1;2;3\n"), no_axes, "an axis ascends");
    let long = vec![b' '; MAX_FILE + 1];
    assert_eq!(read_file(&long, FileKind::Json, "x"), Err(ExchangeError::TooLong { found: MAX_FILE + 1 }));
    assert_eq!(read_file(b"<msq", FileKind::Log, "x"), Err(ExchangeError::OtherFormat));
    assert!(read("{\"tables\": 1}").is_err());
}
