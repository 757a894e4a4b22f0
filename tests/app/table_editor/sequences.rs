//! Whatever is pressed in whatever order: the table stays one, and undo brings back what was.

use fueltune_analyzer::app::maps::{
    Dialect, Editing, Entry, EntryKind, FillWith, Intent, Order, Outcome, Scale, Selection, SmoothWith,
    Tools, act, bindings,
};
use fueltune_analyzer::engine::tables::{Cell, History, MapTable, cell_rules};
use proptest::prelude::*;

use super::{cases, factory, scale, small};

/// Every intent that a key can ask for.
fn intents() -> Vec<Intent> {
    let mut all: Vec<Intent> = Vec::new();
    for dialect in Dialect::ALL {
        for binding in bindings(dialect) {
            if !all.contains(&binding.intent) {
                all.push(binding.intent);
            }
        }
    }
    all
}

/// A press: which intent, a figure where one is asked for, whether the key repeats, where the selection is drawn.
type Press = (prop::sample::Index, f64, bool, (u32, u32), (u32, u32));

fn presses() -> impl Strategy<Value = Vec<Press>> {
    let place = || (0u32..32, 0u32..32);
    prop::collection::vec(
        (any::<prop::sample::Index>(), -200.0..200.0f64, any::<bool>(), place(), place()),
        1..40,
    )
}

fn tools(n: usize) -> Tools {
    Tools { smooth: SmoothWith::ALL[n % 3], strength: [25, 100][n % 2], fill: FillWith::ALL[n % 2] }
}

/// Presses keys on a history; what is refused changes nothing.
fn pressed(history: &mut History, presses: &[Press], scale: &Scale, descending: bool) {
    let all = intents();
    let mut gesture = 0;
    let mut selection = Selection::of(Cell::at(0, 0));
    for (n, (which, figure, repeat, anchor, focus)) in presses.iter().enumerate() {
        let order = Order::of(history.table(), descending, n % 7 == 0);
        let cell = |(row, column): (u32, u32)| {
            order.cell(row as usize % order.rows.len(), column as usize % order.columns.len())
        };
        if n % 3 == 0 {
            selection = Selection { anchor: cell(*anchor), focus: cell(*focus) };
        }
        let now = Editing {
            table: history.table(),
            selection,
            order: &order,
            scale,
            tools: tools(n),
            page: 5,
            operating_point: Some((f64::from(anchor.0), f64::from(anchor.1))),
        };
        let outcome = act(*which.get(&all), &now);
        if !*repeat {
            gesture += 1;
        }
        let before = history.table().clone();
        match outcome {
            Outcome::Select(next) => selection = next,
            Outcome::Do(command) => {
                let refused = history.apply(&command, Some(gesture)).is_err();
                assert!(!refused || *history.table() == before, "what is refused changes nothing");
            }
            Outcome::Ask(entry) => {
                let typed = Entry { text: format!("{figure:.2}"), ..entry };
                let command = typed.command(selection.area(), scale).expect("a figure");
                let refused = history.apply(&command, Some(gesture)).is_err();
                assert!(!refused || *history.table() == before, "what is refused changes nothing");
            }
            Outcome::Undo => drop(history.undo()),
            Outcome::Redo => drop(history.redo()),
            _ => {}
        }
        selection = selection.within(history.table(), &order);
        assert!(history.table().index(selection.focus).is_some());
    }
}

fn is_sound(table: &MapTable) {
    let text = serde_json::to_string(table).expect("a table is JSON");
    let back: MapTable = serde_json::from_str(&text).expect("what is read back is a table");
    assert_eq!(back, *table);
    let rules = cell_rules(table.info.kind, table.unit());
    assert!(table.cells().iter().all(|z| z.is_finite() && rules.allows(*z)));
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_keys_keep_the_table_sound_and_undo_brings_it_back(presses in presses(), descending: bool, large in prop::bool::weighted(0.2)) {
        let table = if large { factory() } else { small() };
        let mut history = History::new(table.clone());
        pressed(&mut history, &presses, &scale(&table), descending);
        is_sound(history.table());
        let last = history.table().clone();
        let steps = history.past().len();
        while history.undo().is_some() {
            is_sound(history.table());
        }
        prop_assert_eq!(history.table(), &table);
        for _ in 0..steps {
            prop_assert!(history.redo().is_some());
        }
        prop_assert_eq!(history.table(), &last);
    }
}

#[test]
fn a_held_key_is_one_step() {
    let table = small();
    let (order, scale) = (Order::of(&table, true, false), scale(&table));
    let mut history = History::new(table.clone());
    for _ in 0..10 {
        let now = super::editing(history.table(), &order, &scale, super::selection((0, 0), (2, 3)));
        let Outcome::Do(command) = act(Intent::Percent(1.0), &now) else { panic!() };
        history.apply(&command, Some(1)).expect("within limits");
    }
    assert_eq!(history.past().len(), 1);
    assert!((history.table().cells()[0] - 2.0 * 1.01f64.powi(10)).abs() < 1e-8);
    history.undo();
    assert_eq!(*history.table(), table);
}

#[test]
fn an_edit_beyond_the_limits_is_refused_and_typed_figures_too() {
    let table = small();
    let scale = scale(&table);
    let mut history = History::new(table.clone());
    let command = Entry { kind: EntryKind::Set, text: "500".to_owned(), over: false }
        .command(table.whole(), &scale)
        .expect("a figure");
    assert!(history.apply(&command, None).is_err());
    assert_eq!(*history.table(), table);
    assert!(history.past().is_empty());
}

#[test]
fn a_plate_is_laid_through_as_many_cells_as_the_page_can_wait_for() {
    let table = factory();
    let (order, scale) = (Order::of(&table, true, false), scale(&table));
    let now = super::editing(&table, &order, &scale, super::selection((10, 8), (13, 12)));
    let Outcome::Do(command) = act(Intent::Fill, &now) else { panic!() };
    let mut history = History::new(table.clone());
    let applied = history.apply(&command, None).expect("a surface");
    assert!(applied.changed <= 20);
    // What goes through its neighbours is near what was there: the table is smooth.
    for cell in now.selection.area().cells() {
        let (was, is) = (table.cell(cell).expect("a cell"), applied.table.cell(cell).expect("a cell"));
        assert!((was - is).abs() < 0.05 * was, "{cell:?}: {was} became {is}");
    }
}
