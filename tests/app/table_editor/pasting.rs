use fueltune_analyzer::app::maps::{
    CopyAs, Onto, Order, PasteChoices, PastePlan, PasteRefused, Scale, copied, plan, selection_text,
};
use fueltune_analyzer::engine::tables::exchange::{ExchangeError, FitError, Mark, Separator, Way};
use fueltune_analyzer::engine::tables::surface::Method;
use fueltune_analyzer::engine::tables::{
    Area, Cell, Command, For, MapTable, PasteHow, Refusal, Template, apply, template,
};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::Preset;
use proptest::prelude::*;

use super::{area, cases, factory, scale, small, units};

const USUAL: PasteChoices = PasteChoices {
    how: PasteHow::Replace,
    mark: None,
    headed: None,
    descending: true,
    turned: false,
    onto: None,
    unit: None,
};

fn planned(text: &str, table: &MapTable, at: Area, choices: PasteChoices) -> Result<PastePlan, PasteRefused> {
    plan(text, table, at, &scale(table), &choices)
}

fn row(table: &MapTable, row: u32) -> Vec<f64> {
    (0..table.columns() as u32).filter_map(|c| table.cell(Cell::at(row, c))).collect()
}

#[test]
fn a_table_is_copied_for_ftmanager_from_the_highest_engine_speed_down() {
    let text = copied(&small(), CopyAs::FtManager, Mark::Comma, 3);
    assert_eq!(text, "3,000\t4,000\t6,000\t10,000\n2,500\t3,500\t5,000\t9,000\n2,000\t3,000\t4,000\t8,000\n");
    let text = copied(&small(), CopyAs::TunerStudio, Mark::Comma, 3);
    assert_eq!(text.lines().next(), Some("8\t9\t10"));
    let text = copied(&small(), CopyAs::Spreadsheet, Mark::Point, 3);
    assert_eq!(text.lines().next(), Some("rpm\\bar\t-0.8\t-0.4\t0\t1"));
}

#[test]
fn selected_cells_are_copied_as_they_lie_on_screen() {
    let table = small();
    let text = |area, descending, mark| {
        selection_text(&table, area, &Order::of(&table, descending, false), &scale(&table), mark)
    };
    assert_eq!(text(area((0, 1), (1, 2)), true, Mark::Point), "3.5\t5\n3\t4\n");
    assert_eq!(text(area((0, 1), (1, 2)), false, Mark::Comma), "3\t4\n3,5\t5\n");
    // Only what is in use.
    let factory = factory();
    let order = Order::of(&factory, true, true);
    let all = selection_text(&factory, factory.whole(), &order, &scale(&factory), Mark::Point);
    assert_eq!((all.lines().count(), all.lines().next().map(|l| l.split('\t').count())), (24, Some(21)));
    // In the unit that is shown.
    let boost = template(Template::BoostTarget, "Boost", For { boosted: true }).expect("a template");
    let boost =
        apply(&boost, &Command::Set { area: area((0, 0), (0, 0)), value: 1.0 }).expect("a value").table;
    let psi = Scale::of_cells(&boost, &units(Lang::En, Preset::Imperial));
    let order = Order::of(&boost, true, false);
    assert_eq!(selection_text(&boost, area((0, 0), (0, 0)), &order, &psi, Mark::Point), "14.50377439\n");
}

#[test]
fn a_text_says_what_it_is_and_where_it_would_lie_before_anything_changes() {
    let table = small();
    let text = "3,1;4,1;6,1;10,1\n2,6;3,6;5,1;9,1\n2,1;3,1;4,1;8,1\n";
    let plan = planned(text, &table, area((1, 1), (1, 1)), USUAL).expect("it fits");
    assert_eq!((plan.separator, plan.mark, plan.fit.way), (Separator::Semicolon, Mark::Comma, Way::AsIs));
    assert!(!plan.headed.top && !plan.fit.by_axes);
    // As large as the table: it goes on all of it, wherever the selection is.
    assert_eq!((plan.area, plan.applied.changed), (table.whole(), 12));
    assert_eq!(row(&plan.applied.table, 0), [2.1, 3.1, 4.1, 8.1]);
    assert_eq!(table, small());
}

#[test]
fn a_smaller_block_goes_from_the_selection_on_and_what_does_not_fit_is_refused() {
    let table = small();
    let plan = planned("7\t8\n5\t6\n", &table, area((1, 1), (2, 2)), USUAL).expect("it fits");
    assert_eq!(plan.area, area((1, 1), (2, 2)));
    // The first line has the highest engine speed.
    assert_eq!(
        (row(&plan.applied.table, 2), row(&plan.applied.table, 1)),
        (vec![3.0, 7.0, 8.0, 10.0], vec![2.5, 5.0, 6.0, 9.0])
    );
    let refused = planned("7\t8\n5\t6\n", &table, area((2, 3), (2, 3)), USUAL);
    let room = FitError::DoesNotFit { rows: 2, columns: 2, room_rows: 1, room_columns: 1 };
    assert_eq!(refused, Err(PasteRefused::Fit(room)));
}

#[test]
fn a_bad_text_is_refused_with_its_place() {
    let table = small();
    let refused = |text: &str| planned(text, &table, area((0, 0), (0, 0)), USUAL).expect_err("refused");
    let word = ExchangeError::NotANumber { line: 2, cell: 2, text: "rich".to_owned() };
    assert_eq!(refused("1\t2\n3\trich\n"), PasteRefused::Text(word));
    assert_eq!(
        refused("1\t2\n3\n"),
        PasteRefused::Text(ExchangeError::Ragged { line: 2, expected: 2, found: 1 })
    );
    assert_eq!(refused(" \n"), PasteRefused::Text(ExchangeError::Empty));
    assert!(matches!(refused("500\t2\n"), PasteRefused::Edit(Refusal::BeyondLimits { .. })));
    let locked = apply(&table, &Command::Lock { area: table.whole(), locked: true }).expect("locked").table;
    let refused = planned("7\t8\n", &locked, area((0, 0), (0, 0)), USUAL);
    assert_eq!(refused, Err(PasteRefused::Edit(Refusal::NothingToChange { locked: 2 })));
}

#[test]
fn one_figure_goes_into_every_selected_cell() {
    let table = small();
    let plan = planned(
        "2,5",
        &table,
        area((0, 1), (2, 2)),
        PasteChoices { how: PasteHow::Add, mark: Some(Mark::Comma), ..USUAL },
    )
    .expect("it fits");
    assert_eq!((plan.applied.changed, plan.area), (6, area((0, 1), (2, 2))));
    assert_eq!(row(&plan.applied.table, 1), [2.5, 6.0, 7.5, 9.0]);
}

#[test]
fn a_lone_figure_with_a_comma_is_one_where_people_write_so() {
    let table = small();
    let columns = |lang| {
        let scale = Scale::of_cells(&table, &units(lang, Preset::Metric));
        let plan = plan("2,5\n3,5\n", &table, area((0, 0), (0, 0)), &scale, &USUAL).expect("it fits");
        (plan.mark, plan.fit.block.columns)
    };
    assert_eq!((columns(Lang::PtBr), columns(Lang::En)), ((Mark::Comma, 1), (Mark::Point, 2)));
}

#[test]
fn pasting_adds_subtracts_multiplies_and_averages() {
    let table = small();
    let cases = [
        (PasteHow::Replace, [1.0, 2.0]),
        (PasteHow::Add, [3.0, 5.0]),
        (PasteHow::Subtract, [1.0, 1.0]),
        (PasteHow::Multiply, [2.0, 6.0]),
        (PasteHow::Percent, [2.02, 3.06]),
        (PasteHow::Average, [1.5, 2.5]),
    ];
    for (how, expected) in cases {
        let plan =
            planned("1\t2\n", &table, area((0, 0), (0, 0)), PasteChoices { how, ..USUAL }).expect("it fits");
        let found = row(&plan.applied.table, 0);
        assert!(
            (found[0] - expected[0]).abs() < 1e-9 && (found[1] - expected[1]).abs() < 1e-9,
            "{how:?}: {found:?}"
        );
    }
}

#[test]
fn a_text_with_its_own_axes_is_read_at_those_of_the_table() {
    let table = small();
    // Loads and engine speeds between those of the table.
    let text = "rpm\\bar\t-0.8\t1\n1000\t10\t28\n4000\t40\t58\n";
    let plan = planned(text, &table, area((2, 3), (2, 3)), USUAL).expect("it fits");
    assert!(plan.fit.by_axes && !plan.fit.same_axes);
    assert_eq!((plan.onto, plan.area), (Onto::Resample(Method::Linear), table.whole()));
    for (found, expected) in row(&plan.applied.table, 1).iter().zip([20.0, 24.0, 28.0, 38.0]) {
        assert!((found - expected).abs() < 1e-9, "{found} and {expected}");
    }
    // Or cell by cell.
    let place = PasteChoices { onto: Some(Onto::Place), ..USUAL };
    let plan = planned(text, &table, area((0, 0), (0, 0)), place).expect("it fits");
    assert_eq!((plan.applied.changed, row(&plan.applied.table, 1)), (4, vec![40.0, 58.0, 5.0, 9.0]));
}

#[test]
fn the_text_s_own_unit_is_understood() {
    let boost = template(Template::BoostTarget, "Boost", For { boosted: true }).expect("a template");
    let choices = PasteChoices { unit: Some(Unit::Kpa), ..USUAL };
    let kpa = planned("150\t160\n", &boost, area((0, 0), (0, 0)), choices).expect("it fits");
    assert_eq!(row(&kpa.applied.table, 0)[..2], [1.5, 1.6]);
    let psi = Scale::of_cells(&boost, &units(Lang::En, Preset::Imperial));
    let shown = plan("14.50377439\t0\n", &boost, area((0, 0), (0, 0)), &psi, &USUAL);
    assert!((shown.expect("it fits").applied.table.cells()[0] - 1.0).abs() < 1e-8);
}

#[test]
fn what_tunerstudio_copies_is_turned_when_that_is_said() {
    let table = small();
    let text = copied(&table, CopyAs::TunerStudio, Mark::Point, 3);
    let doubled: String = text
        .lines()
        .map(|line| {
            let cells = line.split('\t').map(|z| (z.parse::<f64>().expect("a figure") * 2.0).to_string());
            cells.collect::<Vec<_>>().join("\t") + "\n"
        })
        .collect();
    let plan =
        planned(&doubled, &table, table.whole(), PasteChoices { turned: true, ..USUAL }).expect("it fits");
    assert_eq!(plan.fit.way, Way::Turned);
    assert_eq!(plan.applied.table.cells(), table.cells().iter().map(|z| z * 2.0).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_was_copied_changes_nothing_when_it_is_pasted_where_it_was(
        (from, to) in ((0u32..24, 0u32..21), (0u32..24, 0u32..21)), descending: bool, comma: bool, imperial: bool,
    ) {
        let table = factory();
        let preset = if imperial { Preset::Imperial } else { Preset::Metric };
        let scale = Scale::of_cells(&table, &units(Lang::En, preset));
        let order = Order::of(&table, descending, false);
        let mark = if comma { Mark::Comma } else { Mark::Point };
        let at = area(from, to);
        let text = selection_text(&table, at, &order, &scale, mark);
        let choices = PasteChoices { descending, mark: Some(mark), ..USUAL };
        let plan = plan(&text, &table, at, &scale, &choices);
        prop_assert!(plan.is_ok(), "{:?} of {:?}", plan, text);
        if let Ok(plan) = plan {
            prop_assert_eq!(plan.applied.changed, 0);
            prop_assert_eq!(plan.area, at);
        }
    }
}
