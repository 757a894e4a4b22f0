//! Channels of one's own.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::{Cancelled, Cx};
use fueltune_analyzer::engine::expr::{DeriveError, Expr, ExprErrorKind, derive, with_column};
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use fueltune_analyzer::engine::units::Unit;

use super::{drive, values_in};
use crate::sample_logs::regular_axis;

fn derived(table: &LogTable, name: &str, text: &str) -> Result<Column, DeriveError> {
    derive(table, &[], name, &text.parse::<Expr>().unwrap(), &Cx::none())
}

#[test]
fn a_derived_channel_joins_the_log_and_shares_the_others() {
    let table = drive();
    let column = derived(&table, "  Boost ratio ", "(map_gauge + 1 bar) / 1 bar").unwrap();
    assert_eq!((&*column.source, column.unit), ("Boost ratio", Unit::Raw));
    let with = with_column(&table, column).unwrap();
    assert_eq!(with.columns().len(), table.columns().len() + 1);
    let shared = |t: &LogTable| match t.channel(ChannelId::Rpm).unwrap().data() {
        ColumnData::F32(v) => v.as_ptr(),
        _ => panic!("rpm is kept as f32"),
    };
    assert_eq!(shared(&table), shared(&with));
    // It can be used like any other.
    let found = values_in(&with, "[Boost ratio] * 100");
    assert!((found[6] - 200.0).abs() < 1e-4, "{found:?}");
}

#[test]
fn a_derived_channel_knows_its_unit() {
    let table = drive();
    assert_eq!(derived(&table, "a", "map_gauge - 0.1 bar").unwrap().unit, Unit::Bar);
    assert_eq!(derived(&table, "a", "rpm > 3000").unwrap().unit, Unit::OnOff);
    let rate = derived(&table, "a", "derivative(map_gauge)").unwrap();
    assert_eq!((rate.unit, rate.unit_note.as_deref()), (Unit::Raw, Some("bar/s")));
    assert_eq!(rate.missing(), 1, "the first sample has none before it");
}

#[test]
fn it_lies_on_the_time_base_its_channels_share() {
    let of = |id: ChannelId, axis, v: &[f32]| {
        Column::new(id.into(), id.slug(), id.base_unit(), axis, ColumnData::F32(v.into()))
    };
    let slow = TimeAxis::new(vec![0.2, 0.4]);
    let table = LogTable::new(
        vec![regular_axis(4, 10.0), slow],
        vec![
            of(ChannelId::Rpm, 0, &[1000.0; 4]),
            of(ChannelId::Coolant, 1, &[80.0, 81.0]),
            of(ChannelId::IntakeAir, 1, &[20.0, 20.0]),
        ],
    )
    .unwrap();
    assert_eq!(derived(&table, "a", "coolant - intake_air").unwrap().axis, 1);
    assert_eq!(derived(&table, "a", "coolant / rpm").unwrap().axis, 0);
    assert_eq!(derived(&table, "a", "42").unwrap().len(), 4);
}

#[test]
fn a_name_that_is_taken_or_none_is_refused() {
    let table = drive();
    for name in ["", "   ", "a\nb", &"x".repeat(65)] {
        assert!(matches!(derived(&table, name, "rpm"), Err(DeriveError::Name(_))), "{name:?}");
    }
    for name in ["rpm", "egt_1", "Modo", "Força (kg)"] {
        assert!(matches!(derived(&table, name, "rpm"), Err(DeriveError::Taken(_))), "{name:?}");
    }
    let key = ChannelKey::Custom("a".to_owned());
    assert_eq!(derived(&table, "a", "rpm").unwrap().key, key);
}

#[test]
fn an_expression_that_does_not_fit_the_log_says_where() {
    let DeriveError::Expr(error) = derived(&drive(), "a", "egt_1 * 2").unwrap_err() else {
        panic!("no error of the expression");
    };
    assert_eq!(error.kind, ExprErrorKind::ChannelAbsent { channel: ChannelId::Egt1 });
}

#[test]
fn the_work_stops_when_it_is_asked_to() {
    let expr = "rpm * 2".parse::<Expr>().unwrap();
    let stop = || true;
    let found = derive(&drive(), &[], "a", &expr, &Cx::new(&|_, _| (), &stop));
    assert_eq!(found, Err(DeriveError::Cancelled(Cancelled)));
}
