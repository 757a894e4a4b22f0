use std::rc::Rc;

use fueltune_analyzer::app::maps::{
    DIFFERENCE_LEVELS, LEVELS, Order, Range, Raster, Shade, Sheet, SheetInput, Tint, difference_level, level,
    line_figures, readout, reference_values, sheet,
};
use fueltune_analyzer::app::tables::HitsLayer;
use fueltune_analyzer::engine::tables::{Cell, Command, Finding, MapTable, Severity, apply, check};
use proptest::prelude::*;

use super::{area, cases, factory, small, words};

struct With<'a> {
    shade: Shade,
    reference: Option<&'a [Option<f64>]>,
    hits: Option<&'a HitsLayer>,
    findings: &'a [Finding],
    unused: bool,
}

const PLAIN: With<'static> =
    With { shade: Shade::Value, reference: None, hits: None, findings: &[], unused: false };

fn made(table: &MapTable, with: &With<'_>) -> Sheet {
    let words = words(table);
    let order = Order::of(table, true, with.unused);
    sheet(SheetInput {
        table,
        order: &order,
        scale: &words.cells,
        rows_scale: &words.rows,
        columns_scale: &words.columns,
        shade: with.shade,
        reference: with.reference,
        hits: with.hits,
        findings: with.findings,
    })
}

#[test]
fn a_sheet_has_the_highest_engine_speed_on_top_and_the_lowest_load_on_the_left() {
    let sheet = made(&small(), &PLAIN);
    let heads: Vec<&str> = sheet.rows.iter().map(|r| r.head.as_str()).collect();
    assert_eq!(heads, ["4\u{202f}000", "2\u{202f}000", "1\u{202f}000"]);
    let texts: Vec<&str> = sheet.rows[0].cells.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(texts, ["3.000", "4.000", "6.000", "10.000"]);
    assert_eq!(
        sheet.heads.iter().map(|h| h.1.as_str()).collect::<Vec<_>>(),
        ["\u{2212}0.80", "\u{2212}0.40", "0.00", "1.00"]
    );
    assert_eq!((sheet.rows[2].cells[0].tint, sheet.rows[0].cells[3].tint), (Tint::Heat(0), Tint::Heat(31)));
    assert_eq!(
        (sheet.range, sheet.two_lines, sheet.widest),
        (Some(Range { low: 2.0, high: 10.0 }), false, 6)
    );
}

#[test]
fn an_edit_leaves_the_rows_that_it_does_not_touch_as_they_were() {
    let table = factory();
    let before = made(&table, &PLAIN);
    // Neither the lowest nor the highest value: the colours of the others stay.
    let edited =
        apply(&table, &Command::Percent { area: area((5, 6), (6, 8)), percent: 1.0 }).expect("an edit").table;
    let after = made(&edited, &PLAIN);
    let differing: Vec<u32> =
        before.rows.iter().zip(&after.rows).filter(|(a, b)| a != b).map(|(a, _)| a.row).collect();
    assert_eq!(differing, [6, 5]);
}

#[test]
fn break_points_out_of_use_are_shown_without_a_colour() {
    let sheet = made(&factory(), &With { unused: true, ..PLAIN });
    assert_eq!((sheet.rows.len(), sheet.rows[0].used, sheet.heads[31].2), (32, false, false));
    assert!(sheet.rows[0].cells.iter().all(|c| !c.used && c.tint == Tint::Unknown));
    assert!(sheet.rows[31].cells[0].used && !sheet.rows[31].cells[31].used);
}

#[test]
fn locks_and_findings_are_marked_the_worst_first() {
    let table =
        apply(&small(), &Command::Lock { area: area((0, 0), (0, 1)), locked: true }).expect("locked").table;
    let table =
        apply(&table, &Command::Set { area: area((2, 2), (2, 2)), value: 60.0 }).expect("a value").table;
    let findings = check(&table);
    let sheet = made(&table, &With { findings: &findings, ..PLAIN });
    assert_eq!(sheet.rows[2].cells.iter().map(|c| c.locked).collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!(sheet.rows[0].cells[2].finding, Some(Severity::Doubtful));
    assert_eq!(sheet.rows[2].cells[0].finding, None);
}

#[test]
fn a_difference_is_told_in_figures_and_colours_and_nothing_is_no_colour() {
    let reference = small();
    let table =
        apply(&reference, &Command::Add { area: area((0, 0), (0, 0)), by: 1.0 }).expect("a value").table;
    let table = apply(&table, &Command::Add { area: area((2, 3), (2, 3)), by: -0.5 }).expect("a value").table;
    let values = reference_values(&table, &reference).expect("comparable");
    let sheet = made(&table, &With { shade: Shade::Difference, reference: Some(&values), ..PLAIN });
    let cell = |row: usize, column: usize| {
        (sheet.rows[row].cells[column].tint, sheet.rows[row].cells[column].below.as_deref())
    };
    assert_eq!(cell(2, 0), (Tint::More(10), Some("+1.000")));
    assert_eq!(cell(0, 3), (Tint::Less(5), Some("\u{2212}0.500")));
    assert_eq!(cell(1, 1), (Tint::Plain, Some("0.000")));
    assert_eq!((sheet.range, sheet.two_lines), (Some(Range { low: -1.0, high: 1.0 }), true));
    // Without a reference the colours tell the value.
    let plain = made(&table, &With { shade: Shade::Difference, ..PLAIN });
    assert_eq!((plain.two_lines, plain.rows[2].cells[1].tint), (false, Tint::Heat(2)));
}

#[test]
fn a_log_s_figures_stand_below_the_cells_and_where_it_was_not_nothing_is_invented() {
    let table = small();
    let mut hits = HitsLayer {
        title: "λ, mean".to_owned(),
        samples: vec![0; 12],
        seconds: vec![0.0; 12],
        values: vec![None; 12],
        columns: 4,
        ..HitsLayer::default()
    };
    (hits.samples[4], hits.values[4]) = (120, Some(0.91));
    (hits.samples[5], hits.values[5]) = (3, Some(0.85));
    hits.samples[6] = 1;
    let sheet = made(&table, &With { shade: Shade::Log, hits: Some(&hits), ..PLAIN });
    let row = &sheet.rows[1].cells;
    assert_eq!((row[0].below.as_deref(), row[0].tint, row[0].visited), (Some("0.91"), Tint::Heat(31), true));
    assert_eq!((row[1].below.as_deref(), row[1].tint), (Some("0.85"), Tint::Heat(0)));
    assert_eq!((row[2].below.as_deref(), row[2].tint, row[2].visited), (Some("–"), Tint::Unknown, true));
    assert_eq!((row[3].tint, row[3].visited), (Tint::Unknown, false));
    // A layer without figures tells how often.
    hits.values = vec![None; 12];
    let sheet = made(&table, &With { shade: Shade::Log, hits: Some(&hits), ..PLAIN });
    assert_eq!(
        (sheet.rows[1].cells[0].below.as_deref(), sheet.rows[1].cells[0].tint),
        (Some("120"), Tint::Heat(31))
    );
    assert_eq!(sheet.rows[1].cells[3].below.as_deref(), Some("–"));
}

#[test]
fn a_selection_and_its_change_are_told() {
    let reference = small();
    let table =
        apply(&reference, &Command::Add { area: area((0, 0), (0, 1)), by: 0.5 }).expect("a value").table;
    let values = reference_values(&table, &reference).expect("comparable");
    let told = readout(&table, area((0, 0), (1, 1)), Some(&values));
    assert_eq!((told.cells, told.low, told.high, told.mean), (4, 2.5, 3.5, 3.0));
    let change = told.change.expect("a reference");
    assert_eq!((change.cells, change.changed, change.sum, change.mean), (4, 2, 1.0, 0.25));
    let row = line_figures(&small(), Ok(2));
    assert_eq!((row.low, row.mean, row.high), (3.0, 5.75, 10.0));
    let column = line_figures(&small(), Err(3));
    assert_eq!((column.low, column.mean, column.high), (8.0, 9.0, 10.0));
    // Only cells in use count.
    let told = readout(&factory(), factory().whole(), None);
    assert_eq!(told.cells, 24 * 21);
    assert_eq!(readout(&factory(), area((30, 30), (31, 31)), None).cells, 0);
}

#[test]
fn other_axes_are_compared_where_the_reference_reaches() {
    let narrow = {
        let table = small();
        let points =
            [-0.8, -0.4, 0.0].map(|at| fueltune_analyzer::engine::tables::Point { at, in_use: true });
        let side = fueltune_analyzer::engine::tables::Side::X;
        let method = fueltune_analyzer::engine::tables::surface::Method::Linear;
        let command = Command::SetAxis { side, points: points.to_vec(), resample: Some(method) };
        apply(&table, &command).expect("fewer points").table
    };
    let values = reference_values(&small(), &narrow).expect("comparable");
    assert_eq!((values[2], values[3]), (Some(4.0), None));
    let change = readout(&small(), small().whole(), Some(&values)).change.expect("a reference");
    assert_eq!((change.cells, change.changed), (9, 0));
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn colours_follow_the_figures(a in -1e3..1e3f64, b in -1e3..1e3f64, low in -1e3..0.0f64, high in 1.0..1e3f64) {
        let range = Range { low, high };
        prop_assert!(level(a, range) < LEVELS);
        if a <= b {
            prop_assert!(level(a, range) <= level(b, range));
            prop_assert!(difference_level(a, high) <= difference_level(b, high));
        }
        prop_assert_eq!(difference_level(-a, high), -difference_level(a, high));
        prop_assert!(difference_level(a, high).unsigned_abs() <= DIFFERENCE_LEVELS);
        prop_assert_eq!(difference_level(a, high) == 0, a == 0.0);
    }
}

#[test]
fn where_all_is_alike_there_is_one_colour() {
    let table = apply(&small(), &Command::Set { area: small().whole(), value: 5.0 }).expect("a value").table;
    let sheet = made(&table, &PLAIN);
    assert!(sheet.rows.iter().map(Rc::as_ref).flat_map(|r| &r.cells).all(|c| c.tint == Tint::Heat(16)));
    assert_eq!(level(f64::NAN, Range { low: 0.0, high: 1.0 }), 0);
    assert_eq!(table.cell(Cell::at(0, 0)), Some(5.0));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn cells_cover_their_canvas_without_a_gap_and_their_edges_are_whole_dots(
        width in 40.0..6000.0f64, height in 20.0..4000.0f64, screen in 0.5..4.0f64, rows in 1..65usize, columns in 1..65usize,
    ) {
        let raster = Raster::of((width, height), screen, (rows, columns)).expect("something to draw");
        prop_assert!(raster.ratio <= screen.max(1.0));
        prop_assert!(f64::from(raster.width) * f64::from(raster.height) <= 12.1e6);
        for row in 0..rows {
            for column in 0..columns {
                let [left, top, right, bottom] = raster.cell(row, column);
                prop_assert!([left, top, right, bottom].iter().all(|edge| edge.fract() == 0.0));
                let [beside, ..] = raster.cell(row, column + 1);
                let [_, below, ..] = raster.cell(row + 1, column);
                prop_assert_eq!((right, bottom), (beside, below));
            }
        }
        let [left, top, ..] = raster.cell(0, 0);
        let [.., right, bottom] = raster.cell(rows - 1, columns - 1);
        prop_assert_eq!([left, top, right, bottom], [0.0, 0.0, f64::from(raster.width), f64::from(raster.height)]);
    }
}

#[test]
fn a_grid_that_is_not_laid_out_yet_is_not_drawn() {
    assert_eq!(Raster::of((0.0, 0.0), 1.0, (4, 4)), None);
    assert_eq!(Raster::of((100.0, 100.0), 1.0, (0, 4)), None);
}
