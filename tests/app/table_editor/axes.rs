use fueltune_analyzer::app::maps::{AxisForm, AxisProblem, Keep, Scale};
use fueltune_analyzer::engine::tables::surface::Method;
use fueltune_analyzer::engine::tables::{Cell, Command, MapTable, Side, apply};
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::Preset;

use super::{factory, small, units, words};

fn form(table: &MapTable, side: Side) -> (AxisForm, Scale) {
    let scale = words(table).axis(side).clone();
    (AxisForm::of(side, table.axis(side).expect("an axis"), &scale), scale)
}

fn points(form: &AxisForm, scale: &Scale) -> Vec<f64> {
    match form.command(scale) {
        Some(Command::SetAxis { points, .. }) => points.into_iter().map(|p| p.at).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_untouched_axis_is_the_same_to_the_last_digit_in_any_unit() {
    let table = factory();
    for preset in [Preset::Metric, Preset::Imperial] {
        for side in [Side::X, Side::Y] {
            let axis = table.axis(side).expect("an axis");
            let scale = Scale::of_axis(axis, &units(Lang::PtBr, preset));
            let form = AxisForm::of(side, axis, &scale);
            assert!(form.is_same(&table, &scale) && form.problems(&scale).is_empty());
            assert_eq!(points(&form, &scale), axis.points());
            let done = apply(&table, &form.command(&scale).expect("a command")).expect("taken");
            assert_eq!((done.changed, done.change), (0, None));
        }
    }
}

#[test]
fn a_break_point_is_put_halfway_and_its_cells_are_read_off_the_table() {
    let table = small();
    let (mut form, scale) = form(&table, Side::X);
    form.insert_after(2, &scale);
    assert_eq!((form.rows.len(), form.rows[3].text.as_str()), (5, "0.5"));
    let last = form.rows[4].key;
    form.insert_after(last, &scale);
    assert_eq!(points(&form, &scale), [-0.8, -0.4, 0.0, 0.5, 1.0, 1.5]);
    let done = apply(&table, &form.command(&scale).expect("a command")).expect("taken");
    assert_eq!(done.table.cell(Cell::at(0, 3)), Some(6.0));
    assert_eq!((done.table.cell(Cell::at(0, 5)), done.beyond), (Some(8.0), 3));
}

#[test]
fn what_does_not_ascend_and_what_is_no_figure_is_told_beside_it() {
    let (mut form, scale) = form(&small(), Side::Y);
    form.typed(1, "4500".to_owned());
    assert_eq!(form.problems(&scale), [(2, AxisProblem::NotAscending)]);
    assert_eq!(form.command(&scale), None);
    form.typed(1, "fast".to_owned());
    assert_eq!(form.problems(&scale), [(1, AxisProblem::Malformed)]);
    form.typed(1, "2500,5".to_owned());
    assert_eq!(points(&form, &scale), [1000.0, 2500.5, 4000.0]);
    // What is not in use may stand anywhere.
    form.typed(1, "9000".to_owned());
    form.switch(1, false);
    assert!(form.problems(&scale).is_empty() && !form.is_same(&small(), &scale));
}

#[test]
fn values_stay_in_place_or_are_read_anew() {
    let table = small();
    let (mut form, scale) = form(&table, Side::X);
    form.typed(2, "0.3".to_owned());
    let read = apply(&table, &form.command(&scale).expect("a command")).expect("taken").table;
    assert!((read.cell(Cell::at(0, 2)).expect("a cell") - 5.2).abs() < 1e-9);
    form.keep = Keep::Resample(Method::Monotone);
    let smooth = apply(&table, &form.command(&scale).expect("a command")).expect("taken").table;
    assert!(smooth.cell(Cell::at(0, 2)) != read.cell(Cell::at(0, 2)));
    form.keep = Keep::Values;
    let kept = apply(&table, &form.command(&scale).expect("a command")).expect("taken").table;
    assert_eq!((kept.cells(), kept.x().points()[2]), (table.cells(), 0.3));
}

#[test]
fn equal_steps_go_from_the_first_to_the_last_in_use() {
    let (mut form, scale) = form(&small(), Side::X);
    form.spread(&scale);
    let found = points(&form, &scale);
    for (found, expected) in found.iter().zip([-0.8, -0.2, 0.4, 1.0]) {
        assert!((found - expected).abs() < 1e-9, "{found} and {expected}");
    }
    form.remove(1);
    assert_eq!(form.rows.len(), 3);
    form.remove(0);
    form.remove(2);
    assert_eq!(form.rows.len(), 2, "two always stay");
}
