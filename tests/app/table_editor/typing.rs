use fueltune_analyzer::app::maps::{Entry, EntryKind, EntryProblem, Intent, Order, Outcome, Scale, act};
use fueltune_analyzer::engine::tables::{Command, For, MapTable, Template, apply, template};
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::Preset;

use super::{area, editing, scale, selection, small, units};

fn entered(kind: EntryKind, text: &str) -> Entry {
    Entry { kind, text: text.to_owned(), over: false }
}

#[test]
fn a_typed_figure_does_what_its_sign_says_with_a_point_or_a_comma() {
    let table = small();
    let scale = scale(&table);
    let area = area((0, 0), (0, 1));
    let cases = [
        (EntryKind::Set, "7.5", Command::Set { area, value: 7.5 }),
        (EntryKind::Set, "7,5", Command::Set { area, value: 7.5 }),
        (EntryKind::Add, "0,25", Command::Add { area, by: 0.25 }),
        (EntryKind::Subtract, "0.25", Command::Add { area, by: -0.25 }),
        (EntryKind::Add, "\u{2212}1", Command::Add { area, by: -1.0 }),
        (EntryKind::Multiply, "1.1", Command::Multiply { area, factor: 1.1 }),
        (EntryKind::Percent, "-3", Command::Percent { area, percent: -3.0 }),
    ];
    for (kind, text, expected) in cases {
        assert_eq!(entered(kind, text).command(area, &scale), Ok(expected), "{kind:?} {text}");
    }
}

#[test]
fn what_is_no_figure_is_none() {
    let scale = scale(&small());
    let cases = [
        ("", EntryProblem::Empty),
        ("  ", EntryProblem::Empty),
        ("rich", EntryProblem::Malformed),
        ("1.2.3", EntryProblem::Malformed),
    ];
    for (text, problem) in cases {
        assert_eq!(
            entered(EntryKind::Set, text).command(area((0, 0), (0, 0)), &scale),
            Err(problem),
            "{text:?}"
        );
    }
}

#[test]
fn enter_begins_with_what_stands_in_the_cell_and_a_digit_with_itself() {
    let table = small();
    let (order, scale) = (Order::of(&table, true, false), scale(&table));
    let now = editing(&table, &order, &scale, selection((1, 2), (2, 3)));
    assert_eq!(
        act(Intent::Enter(EntryKind::Set), &now),
        Outcome::Ask(Entry { over: true, ..entered(EntryKind::Set, "10") })
    );
    assert_eq!(
        act(Intent::Enter(EntryKind::Percent), &now),
        Outcome::Ask(Entry { over: true, ..entered(EntryKind::Percent, "") })
    );
    assert_eq!(Entry::begun(EntryKind::Set, Some('7')).text, "7");
}

fn boost() -> MapTable {
    template(Template::BoostTarget, "Boost", For { boosted: true }).expect("a template")
}

#[test]
fn figures_are_typed_in_the_unit_that_is_shown() {
    let table = boost();
    let scale = Scale::of_cells(&table, &units(Lang::En, Preset::Imperial));
    assert_eq!(scale.symbol, "psi");
    let area = area((0, 0), (0, 3));
    let command = entered(EntryKind::Set, "14.5").command(area, &scale).expect("a figure");
    let done = apply(&table, &command).expect("it may stand there").table;
    assert!((done.cells()[0] - 0.99974).abs() < 1e-4);
    assert_eq!(scale.text(done.cells()[0]), "14.5");
    // A difference of psi is one of bar, whatever the offset.
    let Ok(Command::Add { by, .. }) = entered(EntryKind::Add, "1").command(area, &scale) else { panic!() };
    assert!((by - 0.068_947_57).abs() < 1e-9);
}

#[test]
fn a_unit_with_an_offset_moves_values_and_not_differences() {
    let idle = template(Template::FirstPulse, "First", For { boosted: true }).expect("a template");
    let axis = Scale::of_axis(idle.x(), &units(Lang::En, Preset::Imperial));
    assert_eq!(
        (axis.symbol, axis.text(10.0), axis.delta_text(10.0)),
        ("°F", "50".to_owned(), "+18".to_owned())
    );
    assert!((axis.to_base(50.0) - 10.0).abs() < 1e-9);
    assert!((axis.delta_to_base(18.0) - 10.0).abs() < 1e-9);
}

#[test]
fn the_steps_of_the_keys_are_those_of_the_kind_or_of_the_unit_shown() {
    let table = boost();
    let imperial = Scale::of_cells(&table, &units(Lang::En, Preset::Imperial));
    let order = Order::of(&table, true, false);
    let now = editing(&table, &order, &imperial, selection((0, 0), (0, 0)));
    let by = |intent| match act(intent, &now) {
        Outcome::Do(Command::Add { by, .. }) => by,
        other => panic!("{other:?}"),
    };
    assert!((by(Intent::Amount(1.0)) - 0.068_947_57).abs() < 1e-9);
    assert!((by(Intent::Nudge(2.0)) - 0.1).abs() < 1e-9);
    assert_eq!(
        act(Intent::Percent(5.0), &now),
        Outcome::Do(Command::Percent { area: now.selection.area(), percent: 5.0 })
    );
}
