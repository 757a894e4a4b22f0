//! What a table is, and what is none.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{
    AxisError, Cell, For, MapAxis, MapError, MapInfo, MapRefusal, MapTable, Severity, Side, Template, check,
    from_tune, template,
};
use fueltune_analyzer::engine::tune::{TableKind, TuneAxis, TuneTable};
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use super::{small, tables, with_spare};
use crate::sample_logs::cases;

fn axis(points: &[f64]) -> Result<MapAxis, AxisError> {
    MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, points.to_vec())
}

#[test]
fn break_points_in_use_ascend() {
    assert_eq!(axis(&[1.0, 3.0, 2.0]), Err(AxisError::NotAscending { index: 2 }));
    assert_eq!(axis(&[1.0, 1.0]), Err(AxisError::NotAscending { index: 1 }));
    assert_eq!(axis(&[1.0, f64::NAN]), Err(AxisError::NotFinite { index: 1 }));
    assert_eq!(axis(&[]), Err(AxisError::NoneInUse));
    assert_eq!(axis(&[0.0; 65]), Err(AxisError::TooMany { found: 65 }));
    let spare = MapAxis::new(None, Unit::Raw, vec![1.0, 0.0, 2.0], vec![true, false, true]);
    assert_eq!(spare.unwrap().active(), [1.0, 2.0], "one that is not in use may stand anywhere");
}

#[test]
fn rows_are_engine_speeds() {
    let map = MapAxis::of(Some(ChannelId::MapGauge), Unit::Bar, vec![-0.5, 0.0]).unwrap();
    let rpm = axis(&[1000.0, 2000.0]).unwrap();
    let info = MapInfo::new("turned", TableKind::Ve);
    let turned = MapTable::new(info, rpm, Some(map), Unit::Percent, vec![0.0; 4]);
    assert_eq!(turned, Err(MapError::Orientation));
    let table = small();
    assert_eq!((table.rows(), table.columns()), (3, 4));
    assert_eq!(table.cell(Cell::at(0, 3)), Some(8.0));
    assert_eq!(table.cell(Cell::at(2, 0)), Some(3.0));
    assert_eq!(table.cell(Cell::at(3, 0)), None);
}

#[test]
fn a_look_up_passes_over_what_is_not_in_use() {
    let close = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-9;
    let table = with_spare();
    assert!(close(table.lookup(0.3, 1000.0), 5.5), "halfway from 3 at −0.4 to 8 at 1 bar");
    assert!(close(table.lookup(-9.0, 9000.0), 3.0), "held beyond the edges");
    assert!(close(small().lookup(-0.6, 3000.0), 3.25));
    assert_eq!(table.lookup(f64::NAN, 0.0), None);
}

#[test]
fn the_content_is_told_by_its_hash() {
    let table = small();
    let mut named = table.clone();
    named.info.name = "another".to_owned();
    named.info.notes = "warm".to_owned();
    assert_eq!(table.content_hash(), named.content_hash(), "names are no content");
    assert_ne!(table.content_hash(), with_spare().content_hash());
    let mut other = table.clone();
    other.info.kind = TableKind::Ve;
    assert_ne!(table.content_hash(), other.content_hash());
    // Stored snapshots are found by it: it stays what it is.
    assert_eq!(table.content_hash().0.len(), 32);
}

#[test]
fn what_is_kept_is_read_back_only_if_it_is_sound() {
    let text = serde_json::to_string(&small()).unwrap();
    let broken = [
        ("4000.0", "500.0"),
        ("10.0]", "10.0,1.0]"),
        ("\"locked\":[]", "\"locked\":[12]"),
        ("\"Rpm\"", "\"Kpa\""),
    ];
    assert_eq!(serde_json::from_str::<MapTable>(&text).unwrap(), small());
    for (from, to) in broken {
        assert!(text.contains(from), "{from} in {text}");
        let changed = text.replacen(from, to, 1);
        assert!(serde_json::from_str::<MapTable>(&changed).is_err(), "{from} to {to}");
    }
}

#[test]
fn every_template_is_sound_and_within_its_limits() {
    for which in Template::ALL {
        for boosted in [true, false] {
            let table = template(*which, which.slug(), For { boosted }).unwrap();
            let wrong: Vec<_> =
                check(&table).into_iter().filter(|f| f.code.severity() == Severity::Wrong).collect();
            assert!(wrong.is_empty(), "{which:?}: {wrong:?}");
        }
    }
}

#[test]
fn a_fueltech_table_has_32_places_on_each_axis() {
    let table = template(Template::MainFuel, "main", For { boosted: true }).unwrap();
    assert_eq!((table.rows(), table.columns()), (32, 32));
    assert_eq!((table.rows_in_use().len(), table.x().in_use().len()), (24, 21));
    assert_eq!(table.x().active().last(), Some(&2.0));
    assert_eq!(table.y().unwrap().active().last(), Some(&8000.0));
    assert_eq!(table.y().unwrap().points()[30..], [12_000.0, 32_000.0]);
    assert_eq!(table.x().points()[29..], [4.0, 5.0, 6.0]);
    let natural = template(Template::MainFuelMap, "main", For { boosted: false }).unwrap();
    assert_eq!(natural.x().active().last(), Some(&0.0), "without boost the axis ends at the air outside");
    let ends = |x: f64| natural.lookup(x, 0.0).unwrap();
    assert!((ends(-1.0) - 5.55).abs() < 1e-9 && ends(0.0) > 7.0);
}

fn tune(x: TuneAxis, y: TuneAxis, values: &[f64]) -> TuneTable {
    TuneTable {
        name: "t".to_owned(),
        kind: TableKind::Cam,
        bank: None,
        x,
        y,
        unit: Unit::Degrees,
        values: values.to_vec(),
        source: String::new(),
    }
}

#[test]
fn a_table_with_engine_speed_in_columns_is_turned() {
    let rpm = TuneAxis::new(Some(ChannelId::Rpm), Unit::Rpm, vec![1000.0, 2000.0, 3000.0]);
    let map = TuneAxis::new(Some(ChannelId::MapGauge), Unit::Bar, vec![-0.5, 0.0]);
    let converted = from_tune(&tune(rpm, map, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])).unwrap();
    assert!(converted.turned);
    assert_eq!((converted.table.rows(), converted.table.columns()), (3, 2));
    assert_eq!(converted.table.cells(), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
}

#[test]
fn padding_is_kept_and_not_in_use() {
    let padded = TuneAxis::new(Some(ChannelId::Battery), Unit::Volts, vec![8.0, 12.0, 12.0, 12.0]);
    let converted = from_tune(&tune(padded, TuneAxis::single(), &[1.0, 2.0, 9.0, 9.0])).unwrap();
    assert_eq!((converted.padding, converted.table.is_curve()), (2, true));
    assert_eq!(converted.table.x().active(), [8.0, 12.0]);
    assert_eq!(converted.table.cells(), [1.0, 2.0, 9.0, 9.0], "nothing is lost");
}

#[test]
fn times_are_kept_in_milliseconds() {
    let time = TuneAxis::new(None, Unit::Seconds, vec![0.0, 1.5]);
    let converted = from_tune(&tune(time, TuneAxis::single(), &[1.0, 2.0])).unwrap();
    assert_eq!(
        (converted.table.x().unit(), converted.table.x().points()),
        (Unit::Milliseconds, &[0.0, 1500.0][..])
    );
}

#[test]
fn a_table_that_cannot_be_edited_says_why() {
    let falling = TuneAxis::new(None, Unit::Raw, vec![2.0, 1.0]);
    let refused = from_tune(&tune(falling, TuneAxis::single(), &[1.0, 2.0]));
    assert_eq!(refused, Err(MapRefusal::Axis { side: Side::X, error: AxisError::NotAscending { index: 1 } }));
    let axis = TuneAxis::new(None, Unit::Raw, vec![1.0, 2.0]);
    let odd = from_tune(&tune(axis, TuneAxis::single(), &[1.0, f64::INFINITY]));
    assert_eq!(odd, Err(MapRefusal::NotFinite { row: 0, column: 1 }));
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_table_survives_being_stored(table in tables()) {
        let bytes = postcard::to_stdvec(&table).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<MapTable>(&bytes).unwrap(), &table);
        let text = serde_json::to_string(&table).unwrap();
        let back: MapTable = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(back.content_hash(), table.content_hash());
        prop_assert_eq!(back, table);
    }
}
