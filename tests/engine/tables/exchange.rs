//! Clipboards: text in, text out.

use fueltune_analyzer::engine::tables::exchange::{
    ExchangeError, FitError, Headed, Layout, Mark, Order, Reading, Separator, TextBlock, Way, fit,
    read_block, write_text,
};
use fueltune_analyzer::engine::tables::surface::Method;
use fueltune_analyzer::engine::tables::{Block, Cell, Command, MapTable, PasteHow, apply};
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use super::{curve, fuel, small, tables, with_spare};
use crate::sample_logs::cases;

const ORIGIN: Cell = Cell::at(0, 0);

fn read(text: &str) -> TextBlock {
    read_block(text, Reading::default()).unwrap()
}

fn rows(block: &TextBlock) -> Vec<Vec<f64>> {
    block.rows.iter().map(|row| row.iter().map(|z| z.unwrap()).collect()).collect()
}

fn paste(table: &MapTable, block: Block) -> MapTable {
    let command = Command::Paste { at: ORIGIN, block, how: PasteHow::Replace, transpose: false };
    apply(table, &command).unwrap().table
}

#[test]
fn ftmanager_gets_the_highest_engine_speed_first() {
    let expected = "3.000\t4.000\t6.000\t10.000\n2.500\t3.500\t5.000\t9.000\n2.000\t3.000\t4.000\t8.000\n";
    assert_eq!(write_text(&small(), Layout::ftmanager(Mark::Point)), expected);
    let comma = write_text(&with_spare(), Layout::ftmanager(Mark::Comma));
    assert_eq!(comma.lines().next(), Some("3,000\t4,000\t10,000"), "only what is in use");
    assert_eq!(write_text(&curve(&[0.6, -0.0004]), Layout::ftmanager(Mark::Point)), "0.600\t0.000\n");
}

#[test]
fn what_ftmanager_copies_lies_on_the_table_it_came_from() {
    for mark in [Mark::Point, Mark::Comma] {
        let layout = Layout::ftmanager(mark);
        let text = read(&write_text(&small(), layout));
        assert_eq!((text.separator, text.mark), (Separator::Tab, mark));
        let found = fit(&text, &small(), ORIGIN, &layout).unwrap();
        assert_eq!((found.way, found.lines, found.columns), (Way::AsIs, Order::Descending, Order::Ascending));
        assert!(!found.by_axes, "nothing in the text says which way round it is");
        let zeros = fuel(&[1000.0, 2000.0, 4000.0], &[-0.8, -0.4, 0.0, 1.0], &[0.0; 12]);
        assert_eq!(paste(&zeros, found.block), small());
    }
}

#[test]
fn tuner_studio_has_a_line_for_each_load_and_is_turned() {
    let layout = Layout::tuner_studio();
    let text = write_text(&small(), layout);
    assert_eq!(text.lines().next(), Some("8\t9\t10"), "the highest load first, engine speeds across");
    let found = fit(&read(&text), &small(), ORIGIN, &layout).unwrap();
    assert_eq!((found.way, found.lines), (Way::Turned, Order::Descending));
    assert_eq!(paste(&small(), found.block), small());
}

#[test]
fn axes_in_the_text_decide_which_way_round_it_is() {
    // A spreadsheet with pressure in kPa down the side, the highest first, and engine speed across.
    let text = "MAP (kPa),1000,2000,4000\n100,8,9,10\n0 (WOT),4,5,6\n-40,3,3.5,4\n-80,2,2.5,3\n";
    let block = read(text);
    assert_eq!(block.corner_unit(), Some(Unit::Kpa));
    let found = fit(&block, &small(), ORIGIN, &Layout::ftmanager(Mark::Point)).unwrap();
    assert!(found.by_axes && found.same_axes);
    assert_eq!((found.way, found.lines, found.columns), (Way::Turned, Order::Descending, Order::Ascending));
    assert_eq!((found.x_unit, found.y_unit), (Some(Unit::Kpa), Some(Unit::Rpm)));
    assert_eq!(paste(&small(), found.block), small());
}

#[test]
fn a_text_with_other_axes_is_read_where_it_reaches() {
    let text = "\t-0.6\t0.4\n1000\t10\t20\n3000\t30\t40\n";
    let found = fit(&read(text), &small(), ORIGIN, &Layout::spreadsheet(Mark::Point)).unwrap();
    assert!(found.by_axes && !found.same_axes);
    let block = found.onto(&small(), Unit::Milliseconds, Method::Linear).unwrap();
    let cell = |r: usize, c: usize| block.cells[r * 4 + c];
    assert_eq!((cell(0, 0), cell(0, 3), cell(2, 1)), (None, None, None), "beyond the text");
    assert!((cell(1, 1).unwrap() - 22.0).abs() < 1e-9 && (cell(0, 2).unwrap() - 16.0).abs() < 1e-9);
    let pasted = paste(&small(), block);
    assert_eq!(pasted.cell(Cell::at(0, 0)), Some(2.0), "stays as it was");
    let bare = fit(&read("1\t2\n3\t4\n"), &small(), ORIGIN, &Layout::tuner_studio()).unwrap();
    assert_eq!(bare.onto(&small(), Unit::Milliseconds, Method::Linear), Err(FitError::NoAxes));
}

#[test]
fn a_block_without_axes_that_fits_only_turned_is_turned() {
    let text = read("1\t2\t3\n4\t5\t6\n7\t8\t9\n10\t11\t12\n");
    let found = fit(&text, &small(), ORIGIN, &Layout::ftmanager(Mark::Point)).unwrap();
    assert_eq!(found.way, Way::Turned);
    assert_eq!((found.block.rows, found.block.columns), (3, 4));
    let large = read("1\t2\t3\t4\t5\n");
    let refused = fit(&large, &small(), ORIGIN, &Layout::ftmanager(Mark::Point));
    assert_eq!(refused, Err(FitError::DoesNotFit { rows: 1, columns: 5, room_rows: 3, room_columns: 4 }));
    let standing = read("1\n2\n3\n");
    let found = fit(&standing, &curve(&[0.0; 3]), ORIGIN, &Layout::ftmanager(Mark::Point)).unwrap();
    assert_eq!((found.way, found.block.columns), (Way::Turned, 3), "a column of a spreadsheet on a curve");
    assert_eq!(found.block.cells, [Some(1.0), Some(2.0), Some(3.0)]);
}

#[test]
fn a_curve_may_come_with_its_axis() {
    let table = curve(&[0.0; 3]);
    for text in ["8\t9\t10\n0.6\t0.5\t0.4\n", "8\t0.6\n9\t0.5\n10\t0.4\n"] {
        let found = fit(&read(text), &table, ORIGIN, &Layout::ftmanager(Mark::Point)).unwrap();
        assert!(found.by_axes && found.same_axes, "{text:?}");
        assert_eq!(found.block.cells, [Some(0.6), Some(0.5), Some(0.4)], "{text:?}");
        assert_eq!(paste(&table, found.block), curve(&[0.6, 0.5, 0.4]));
    }
}

#[test]
fn separators_and_decimal_marks_are_found() {
    let cases = [
        ("1,5\t2,5\n3,5\t4,5\n", Separator::Tab, Mark::Comma),
        ("1.5\t2.5\r\n3.5\t4.5\r\n", Separator::Tab, Mark::Point),
        ("1,5;2,5\n3,5;4,5", Separator::Semicolon, Mark::Comma),
        ("1.5;2.5;\n3.5;4.5;\n", Separator::Semicolon, Mark::Point),
        ("1.5,2.5\n3.5,4.5\n", Separator::Comma, Mark::Point),
        ("  1,5   2,5\n  3,5 4,5\n", Separator::Blanks, Mark::Comma),
        ("\u{feff}1.5 2.5\n\n3.5 4.5", Separator::Blanks, Mark::Point),
        ("\"1.5\",\"2.5\"\n\"3.5\",\"4.5\"\n", Separator::Comma, Mark::Point),
        ("1.5, 2.5\n3.5, 4.5\n", Separator::Comma, Mark::Point),
    ];
    for (text, separator, mark) in cases {
        let block = read(text);
        assert_eq!((block.separator, block.mark), (separator, mark), "{text:?}");
        assert_eq!(rows(&block), [[1.5, 2.5], [3.5, 4.5]], "{text:?}");
    }
}

#[test]
fn break_points_are_told_by_the_corner_or_by_what_is_said() {
    for text in [
        "RPM\\MAP\t0\t1\n1000\t5\t6\n2000\t7\t8\n",
        "\t0\t1\n1000\t5\t6\n2000\t7\t8\n",
        "0\t1\n1000\t5\t6\n2000\t7\t8\n",
    ] {
        let block = read(text);
        assert_eq!(
            (block.top.clone(), block.left.clone()),
            (Some(vec![0.0, 1.0]), Some(vec![1000.0, 2000.0])),
            "{text:?}"
        );
        assert_eq!(rows(&block), [[5.0, 6.0], [7.0, 8.0]], "{text:?}");
    }
    let plain = "0\t1\n5\t6\n";
    assert_eq!(read(plain).top, None);
    let headed = Some(Headed { top: true, left: false });
    let told = read_block(plain, Reading { mark: None, headed }).unwrap();
    assert_eq!((told.top.clone(), rows(&told)), (Some(vec![0.0, 1.0]), vec![vec![5.0, 6.0]]));
}

#[test]
fn a_blank_cell_is_a_gap() {
    let block = read("1\t\t3\n4\t5\t\n");
    assert_eq!(block.rows, [vec![Some(1.0), None, Some(3.0)], vec![Some(4.0), Some(5.0), None]]);
}

#[test]
fn a_bad_text_is_refused_with_its_place() {
    let refused = |text: &str, reading: Reading| read_block(text, reading).unwrap_err();
    let plain = Reading::default();
    assert_eq!(
        refused("1\t2\n3\tx4\n", plain),
        ExchangeError::NotANumber { line: 2, cell: 2, text: "x4".to_owned() }
    );
    assert_eq!(refused("\n1\t2\n3\n", plain), ExchangeError::Ragged { line: 3, expected: 2, found: 1 });
    assert_eq!(
        refused("1,234,5\t2,0\n", plain),
        ExchangeError::Ambiguous { line: 1, cell: 1, text: "1,234,5".to_owned() }
    );
    assert_eq!(
        refused("1.234,5\t2,0\n", plain),
        ExchangeError::Ambiguous { line: 1, cell: 1, text: "1.234,5".to_owned() }
    );
    for text in ["", " \n\t\n", "\t\t\n"] {
        assert_eq!(refused(text, plain), ExchangeError::Empty, "{text:?}");
    }
    for word in ["NaN", "inf", "1e999", "0x10", "--1"] {
        assert!(matches!(refused(word, plain), ExchangeError::NotANumber { .. }), "{word}");
    }
    let tall = "1\t2\n".repeat(66);
    assert_eq!(refused(&tall, plain), ExchangeError::TooLarge { rows: 66, columns: 2, most: 64 });
    assert!(matches!(refused(&" ".repeat(3 << 20), plain), ExchangeError::TooLong { .. }));
    let order = read("\t0\t2\t1\n1000\t1\t2\t3\n2000\t1\t2\t3\n");
    assert!(matches!(
        fit(&order, &small(), ORIGIN, &Layout::spreadsheet(Mark::Point)),
        Err(FitError::Unordered { .. })
    ));
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn what_is_written_lies_on_the_same_table_again(table in tables(), which in 0usize..8) {
        let mark = if which % 2 == 0 { Mark::Point } else { Mark::Comma };
        let mut layout = [Layout::ftmanager(mark), Layout::tuner_studio(), Layout::spreadsheet(mark), Layout::csv(mark)][which / 2];
        layout.digits = None;
        let open = apply(&table, &Command::Lock { area: table.whole(), locked: false }).unwrap().table;
        let text = write_text(&open, layout);
        let reading = Reading { mark: Some(layout.mark), headed: None };
        let block = read_block(&text, reading).unwrap();
        prop_assert_eq!(block.top.is_some(), layout.axes);
        let found = fit(&block, &open, ORIGIN, &layout).unwrap();
        prop_assert!(!layout.axes || (found.by_axes && found.same_axes));
        let at = Cell::at(open.rows_in_use()[0] as u32, open.x().in_use()[0] as u32);
        let command = Command::Paste { at, block: found.block, how: PasteHow::Replace, transpose: false };
        let applied = apply(&open, &command).unwrap();
        prop_assert_eq!(applied.table, open, "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[0-9.,;\t\n a-c\\-]{0,80}") {
        if let Ok(block) = read_block(&text, Reading::default()) {
            for layout in [Layout::ftmanager(Mark::Point), Layout::tuner_studio()] {
                if let Ok(found) = fit(&block, &small(), ORIGIN, &layout) {
                    let command = Command::Paste { at: ORIGIN, block: found.block.clone(), how: PasteHow::Add, transpose: false };
                    if let Ok(applied) = apply(&small(), &command) {
                        prop_assert_eq!(applied.table.cells().len(), 12);
                    }
                    let _read = found.onto(&small(), Unit::Milliseconds, Method::Monotone);
                }
            }
        }
    }
}
