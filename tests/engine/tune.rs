//! Tables of a calibration: shape and look-up.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tune::names::{By, ForGear, subjects, told};
use fueltune_analyzer::engine::tune::{
    Bank, Calibration, MAX_CELLS, TableKind, TuneAxis, TuneError, TuneTable,
};
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use crate::sample_logs::cases;

fn table(rows: &[f64], columns: &[f64], values: &[f64]) -> Result<TuneTable, TuneError> {
    TuneTable {
        name: "veTable".to_owned(),
        kind: TableKind::Ve,
        bank: None,
        x: TuneAxis::new(Some(ChannelId::MapAbs), Unit::Bar, columns.to_vec()),
        y: TuneAxis::new(Some(ChannelId::Rpm), Unit::Rpm, rows.to_vec()),
        unit: Unit::Percent,
        values: values.to_vec(),
        source: "page 1".to_owned(),
    }
    .checked()
}

fn sample() -> TuneTable {
    table(&[1000.0, 3000.0], &[0.2, 0.6, 1.0], &[10.0, 20.0, 40.0, 30.0, 40.0, 60.0]).unwrap()
}

#[test]
fn rows_run_along_y_and_columns_along_x() {
    let table = sample();
    assert_eq!((table.rows(), table.columns(), table.is_curve()), (2, 3, false));
    assert_eq!(table.cell(0, 2), Some(40.0));
    assert_eq!(table.cell(1, 0), Some(30.0));
    assert_eq!(
        (table.cell(0, 3), table.cell(2, 0)),
        (None, None),
        "beyond the edge is no cell of another row"
    );
}

#[test]
fn a_look_up_is_bilinear_and_clamped() {
    let table = sample();
    let cases = [
        ((0.2, 1000.0), 10.0),
        ((0.4, 1000.0), 15.0),
        ((0.4, 2000.0), 25.0),
        ((0.8, 3000.0), 50.0),
        ((-5.0, 0.0), 10.0),
        ((9.0, 9e9), 60.0),
        ((f64::INFINITY, f64::NEG_INFINITY), 40.0),
    ];
    for ((x, y), expected) in cases {
        let found = table.lookup(x, y).unwrap();
        assert!((found - expected).abs() < 1e-12, "{x} {y}: {found}");
    }
    assert_eq!(table.lookup(f64::NAN, 1000.0), None);
}

#[test]
fn break_points_that_are_off_are_not_looked_at() {
    let mut table = sample();
    table.x.enabled[1] = false;
    assert_eq!(table.lookup(0.6, 1000.0), Some(25.0), "straight from 0.2 to 1.0");
    table.x.enabled = vec![false; 3];
    assert_eq!(table.lookup(0.6, 1000.0), None);
}

#[test]
fn a_last_break_point_that_is_repeated_pads_the_table() {
    let padded = table(&[1000.0], &[0.2, 1.0, 1.0], &[10.0, 30.0, 99.0]).unwrap();
    assert_eq!(padded.lookup(0.6, 1000.0), Some(20.0));
    assert_eq!(padded.lookup(5.0, 1000.0), Some(30.0), "what pads is never reached");
}

#[test]
fn axes_that_do_not_ascend_have_no_look_up() {
    for columns in [[0.2, 0.2, 1.0], [1.0, 0.6, 0.2], [0.2, f64::NAN, 1.0]] {
        let odd = table(&[1000.0, 3000.0], &columns, &[0.0; 6]).unwrap();
        assert_eq!(odd.lookup(0.5, 2000.0), None, "{columns:?}");
    }
}

#[test]
fn a_curve_is_looked_up_whatever_its_row_is_called() {
    let curve = table(&[1.0], &[8.0, 12.0], &[0.6, 0.2]).unwrap();
    assert!(curve.is_curve());
    assert_eq!(curve.lookup_curve(10.0), Some(0.4));
    assert_eq!(curve.lookup(10.0, 7777.0), Some(0.4));
}

#[test]
fn parts_that_do_not_fit_make_no_table() {
    assert!(matches!(
        table(&[1.0, 2.0], &[1.0], &[0.0]),
        Err(TuneError::Shape { rows: 2, columns: 1, cells: 1, .. })
    ));
    let large = vec![0.0; MAX_CELLS + 1];
    assert!(matches!(table(&[1.0], &large, &large), Err(TuneError::TooLarge { .. })));
    let mut odd = sample();
    odd.y.enabled.pop();
    assert!(matches!(odd.checked(), Err(TuneError::Enabled { expected: 2, found: 1, .. })));
}

#[test]
fn every_kind_of_table_has_its_own_name() {
    let mut slugs: Vec<&str> = TableKind::ALL.iter().map(|k| k.slug()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), TableKind::ALL.len());
}

#[test]
fn the_names_of_ftmanager_tell_what_a_table_is() {
    let tell = |name: &str| {
        let told = told(name).unwrap_or_else(|| panic!("{name}"));
        (told.subject, told.by, told.bank, told.gear, told.number, told.older)
    };
    let cases = [
        (
            "InjTables.Inj_MainMap_A_Table",
            ("main-fuel", vec![By::Map, By::Rpm], Some(Bank::A), None, None, false),
        ),
        (
            "InjTables.Inj_MainMapTable_B_Legacy",
            ("main-fuel", vec![By::Map], Some(Bank::B), None, None, true),
        ),
        (
            "FuncTables.Func_GearEnrich_NEW_Table",
            ("enrichment", vec![By::Gear, By::Rpm], None, None, None, false),
        ),
        ("FuncTables.Func_GearEnrich_Table", ("enrichment", vec![By::Gear, By::Rpm], None, None, None, true)),
        (
            "Boost_Gear10_Time_Table",
            ("boost-duty", vec![By::Time], None, Some(ForGear::Gear(10)), None, false),
        ),
        (
            "ETC_Open_GN_RPM_Table",
            ("throttle-opening", vec![By::Pedal, By::Rpm], None, Some(ForGear::Neutral), None, false),
        ),
        (
            "Wstgt2_Target_Gear_3_RPM_Table",
            ("boost-target", vec![By::Rpm], None, Some(ForGear::Gear(3)), Some(2), false),
        ),
        ("TractionCtrl_Tps_RPM_6", ("traction", vec![By::Tps, By::Rpm], None, None, Some(6), false)),
        ("Inj_Fase", ("injection-angle", vec![By::Rpm], None, None, None, false)),
    ];
    for (name, expected) in cases {
        assert_eq!(tell(name), expected, "{name}");
    }
    for name in
        ["veTable1", "", "Inj_", "Inj_MainMap_Something", "Wstgt_Target_Gear_x_RPM_Table", "Table", "."]
    {
        assert_eq!(told(name), None, "{name}");
    }
    assert!(subjects().len() > 80);
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_look_up_stays_between_the_cells_around_it(
        steps in prop::collection::vec((0.1f64..10.0, -100.0f64..100.0), 2..20),
        at in -50.0f64..300.0,
    ) {
        let mut x = 0.0;
        let columns: Vec<f64> = steps.iter().map(|(step, _)| { x += step; x }).collect();
        let values: Vec<f64> = steps.iter().map(|(_, value)| *value).collect();
        let curve = table(&[1.0], &columns, &values).unwrap();
        let found = curve.lookup_curve(at).unwrap();
        let right = columns.partition_point(|c| *c < at).min(columns.len() - 1);
        let left = right.saturating_sub(1);
        let (low, high) = (values[left].min(values[right]), values[left].max(values[right]));
        prop_assert!((low - 1e-9..=high + 1e-9).contains(&found), "{found} between {low} and {high}");
    }

    #[test]
    fn a_calibration_survives_being_stored(values in prop::collection::vec(-1e6f64..1e6, 6)) {
        let calibration = Calibration {
            ecu_model: Some("X".to_owned()),
            tables: vec![table(&[1.0, 2.0], &[1.0, 2.0, 3.0], &values).unwrap()],
            ..Calibration::default()
        };
        let bytes = postcard::to_stdvec(&calibration).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Calibration>(&bytes).unwrap(), calibration);
    }
}
