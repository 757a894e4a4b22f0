//! Corrections told of the version a log was driven with.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{
    Command, Correction, Family, MapAxis, MapInfo, MapTable, OperatingPoint, Restated, Since, apply, restate,
};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use super::{curve, fuel, small};

/// A break point of [`small`]: 5.0 ms.
const POINT: OperatingPoint = OperatingPoint { rpm: 2000.0, load: 0.0, load_channel: ChannelId::MapGauge };
const MORE: Correction = Correction::Percent(5.0);

fn multiplied(table: &MapTable, percent: f64) -> MapTable {
    apply(table, &Command::Multiply { area: table.whole(), factor: 1.0 + percent / 100.0 }).unwrap().table
}

fn of_rpm(kind: TableKind, unit: Unit, cells: [f64; 3]) -> MapTable {
    let x = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, vec![1000.0, 2000.0, 4000.0]).unwrap();
    MapTable::new(MapInfo::new("by rpm", kind), x, None, unit, cells.to_vec()).unwrap()
}

fn by_rpm(percent: [f64; 3]) -> MapTable {
    of_rpm(TableKind::FuelCompensation, Unit::Percent, percent)
}

fn of_fuel(correction: Correction, driven: &MapTable, now: &MapTable) -> Restated {
    restate(Family::Fuel, correction, &POINT, Since { driven, now }, &[]).unwrap()
}

fn percent(left: Option<Correction>) -> f64 {
    match left {
        Some(Correction::Percent(percent)) => percent,
        other => panic!("not a percentage: {other:?}"),
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn a_table_that_was_not_touched_is_changed_by_what_the_log_asks() {
    let found = of_fuel(MORE, &small(), &small());
    assert_eq!((found.driven, found.now), (5.0, 5.0));
    assert!(near(found.wanted, 5.25) && near(percent(found.left), 5.0), "{found:?}");
}

#[test]
fn what_was_edited_since_is_neither_done_twice_nor_forgotten() {
    // What was changed since, what the log asks, what is left.
    let cases = [
        (5.0, 5.0, 0.0),
        (2.0, 5.0, 105.0 / 1.02 - 100.0),
        (-10.0, 5.0, 105.0 / 0.9 - 100.0),
        (10.0, -4.0, 96.0 / 1.1 - 100.0),
    ];
    for (edited, asked, left) in cases {
        let driven = small();
        let found = of_fuel(Correction::Percent(asked), &driven, &multiplied(&driven, edited));
        assert!(near(percent(found.left), left), "{edited} % since, {asked} % asked: {found:?}");
    }
}

#[test]
fn each_of_two_sessions_speaks_of_its_own_version() {
    let (first, now) = (small(), multiplied(&small(), 8.0));
    let second = multiplied(&first, 4.0);
    // Both were lean of the same 5.4 ms: 8 % of what the first had, 3.85 % of what the second had.
    let of_first = of_fuel(Correction::Percent(8.0), &first, &now);
    let of_second = of_fuel(Correction::Percent(100.0 * (1.08 / 1.04 - 1.0)), &second, &now);
    assert!(near(of_first.wanted, 5.4) && near(of_second.wanted, 5.4), "{of_first:?} {of_second:?}");
    assert!(percent(of_first.left).abs() < 1e-6 && percent(of_second.left).abs() < 1e-6);
}

#[test]
fn a_table_with_other_axes_by_now_is_read_where_the_engine_was() {
    let now = fuel(&[1500.0, 2500.0], &[-0.5, 0.5], &[4.0, 6.0, 6.0, 8.0]);
    let found = of_fuel(MORE, &small(), &now);
    assert!(near(found.now, 6.0) && near(percent(found.left), 100.0 * (5.25 / 6.0 - 1.0)), "{found:?}");
}

#[test]
fn a_compensation_over_engine_speed_that_was_raised_leaves_less_to_do() {
    let (table, then, now) = (small(), by_rpm([0.0, 0.0, 0.0]), by_rpm([0.0, 5.0, 0.0]));
    let (main, other) = (Since { driven: &table, now: &table }, Since { driven: &then, now: &now });
    let found = restate(Family::Fuel, MORE, &POINT, main, &[other]).unwrap();
    assert!(percent(found.left).abs() < 1e-6, "the other table has done it already: {found:?}");
}

#[test]
fn advance_that_was_taken_since_is_taken_off_the_degrees_left() {
    let driven = of_rpm(TableKind::Ignition, Unit::Degrees, [10.0, 20.0, 30.0]);
    let now = of_rpm(TableKind::Ignition, Unit::Degrees, [10.0, 18.5, 30.0]);
    let others = [[0.0, 0.0, 0.0], [0.0, -0.25, 0.0]]
        .map(|cells| of_rpm(TableKind::IgnitionCompensation, Unit::Degrees, cells));
    let main = Since { driven: &driven, now: &now };
    let other = Since { driven: &others[0], now: &others[1] };
    let found = restate(Family::Ignition, Correction::Shift(-2.0), &POINT, main, &[other]).unwrap();
    assert_eq!(found.left, Some(Correction::Shift(-0.25)), "{found:?}");
}

#[test]
fn what_an_operating_point_does_not_tell_is_not_reckoned_with() {
    let (table, volts) = (small(), curve(&[1.0, 2.0, 3.0]));
    let same = Since { driven: &table, now: &table };
    assert_eq!(restate(Family::Fuel, MORE, &POINT, Since { driven: &volts, now: &volts }, &[]), None);
    let throttle = OperatingPoint { load_channel: ChannelId::Tps, ..POINT };
    assert_eq!(restate(Family::Fuel, MORE, &throttle, same, &[]), None, "the table is over pressure");
    let (ms, percent) = (of_rpm(TableKind::FuelCompensation, Unit::Milliseconds, [1.0; 3]), by_rpm([1.0; 3]));
    let since = |table| Since { driven: table, now: table };
    assert!(Family::Fuel.reckons_with(&since(&percent), ChannelId::MapGauge));
    assert!(!Family::Fuel.reckons_with(&since(&ms), ChannelId::MapGauge), "milliseconds are no percent");
    assert!(!Family::Fuel.reckons_with(&since(&volts), ChannelId::MapGauge));
}

#[test]
fn a_cell_of_zero_has_no_per_cent_left() {
    let (driven, now) = (small(), multiplied(&small(), -100.0));
    let found = of_fuel(MORE, &driven, &now);
    assert_eq!(found.left, None);
    assert!(near(found.wanted, 5.25));
}

/// Fuel tables on the axes of [`small`] and curves over its engine speeds.
fn edits() -> impl Strategy<Value = (MapTable, MapTable)> {
    let main = prop::collection::vec(0.5f64..20.0, 12);
    let other = prop::array::uniform3(-40.0f64..60.0);
    (main, other).prop_map(|(cells, percent)| {
        (fuel(&[1000.0, 2000.0, 4000.0], &[-0.8, -0.4, 0.0, 1.0], &cells), by_rpm(percent))
    })
}

proptest! {
    #[test]
    fn what_comes_out_does_not_depend_on_edits_made_since(
        driven in edits(),
        nows in prop::collection::vec(edits(), 1..4),
        asked in -30.0f64..30.0,
        (rpm, load) in (500.0f64..5000.0, -1.0f64..1.5),
    ) {
        let point = OperatingPoint { rpm, load, ..POINT };
        let fuel_of = |main: f64, other: &MapTable| main * (1.0 + point.in_table(other).unwrap() / 100.0);
        let had = fuel_of(point.in_table(&driven.0).unwrap(), &driven.1);
        for now in &nows {
            let main = Since { driven: &driven.0, now: &now.0 };
            let other = Since { driven: &driven.1, now: &now.1 };
            let found = restate(Family::Fuel, Correction::Percent(asked), &point, main, &[other]).unwrap();
            let done = found.now * (1.0 + percent(found.left) / 100.0);
            prop_assert!(near(fuel_of(done, &now.1), had * (1.0 + asked / 100.0)), "{found:?}");
        }
    }
}
