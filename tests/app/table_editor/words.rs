use std::collections::BTreeSet;

use fueltune_analyzer::app::maps::PasteRefused;
use fueltune_analyzer::app::maps::words::{Words, finding_key_of, step_key_of};
use fueltune_analyzer::engine::tables::exchange::{ExchangeError, FitError};
use fueltune_analyzer::engine::tables::{
    AxisError, Cell, Command, Finding, FindingCode, Refusal, Side, StepKey, apply, check,
};
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::Preset;

use super::{area, small, units, words};

/// Keys that are put together from the names of steps and findings.
pub fn keys() -> BTreeSet<String> {
    let steps = StepKey::ALL.map(step_key_of);
    let findings = FindingCode::ALL
        .map(|code| finding_key_of(&Finding { code, cells: Vec::new(), count: 0, axis: None }));
    steps.into_iter().chain(findings).collect()
}

fn refusals() -> Vec<Refusal> {
    let cell = Cell::at(1, 2);
    vec![
        Refusal::Outside(cell),
        Refusal::NothingToChange { locked: 0 },
        Refusal::NothingToChange { locked: 3 },
        Refusal::NotFinite,
        Refusal::BeyondLimits { cell, value: 500.0, low: 0.0, high: 100.0, count: 2 },
        Refusal::NoSuchAxis,
        Refusal::Axis { side: Side::X, error: AxisError::NotAscending { index: 3 } },
        Refusal::Axis { side: Side::X, error: AxisError::NoneInUse },
        Refusal::Axis { side: Side::Y, error: AxisError::TooMany { found: 65 } },
        Refusal::Axis { side: Side::Y, error: AxisError::NotFinite { index: 0 } },
        Refusal::PointBeyondLimits { side: Side::Y, at: 90_000.0, low: 0.0, high: 32_767.0 },
        Refusal::NoSuchPoint { side: Side::X, index: 9 },
        Refusal::PointTaken { side: Side::X, at: 0.0 },
        Refusal::TooFewPoints { side: Side::X },
        Refusal::PointCount { side: Side::X, expected: 4, found: 5 },
        Refusal::LockedPoint(cell),
        Refusal::DoesNotFit { rows: 5, columns: 5, room_rows: 3, room_columns: 4 },
        Refusal::Block,
        Refusal::TooFewKnown { found: 1, needed: 3 },
        Refusal::TooManyKnown { found: 2000, most: 1024 },
        Refusal::NoSurface,
        Refusal::Parameter,
        Refusal::OtherQuantity,
    ]
}

#[test]
fn every_refusal_has_words_of_its_own_in_both_languages() {
    let table = small();
    for lang in Lang::ALL {
        let words = Words::of(&table, &units(lang, Preset::Metric));
        let said: Vec<String> = refusals().iter().map(|r| words.refusal(&table, r)).collect();
        for text in &said {
            assert!(!text.contains("table-editor") && !text.contains("{ $"), "{text}");
        }
        let different: BTreeSet<&String> = said.iter().collect();
        // An axis without points in use lacks what any axis lacks that has fewer than two.
        assert_eq!(different.len() + 1, said.len());
    }
}

#[test]
fn a_refusal_names_the_cell_the_figure_and_the_limits() {
    let table = small();
    let refusal =
        apply(&table, &Command::Set { area: area((1, 2), (2, 3)), value: 500.0 }).expect_err("too much");
    assert_eq!(
        words(&table).refusal(&table, &refusal),
        "2\u{202f}000\u{a0}rpm, 0.00\u{a0}bar would become 500.000\u{a0}ms; 0.000 to 100.000\u{a0}ms is possible. \
         4 cells are affected. Nothing was changed."
    );
    let imperial = Words::of(&table, &units(Lang::PtBr, Preset::Imperial));
    assert_eq!(imperial.place(&table, Cell::at(0, 3)), "1\u{202f}000\u{a0}rpm, 14,5\u{a0}psi");
}

#[test]
fn every_reason_not_to_paste_has_words() {
    let table = small();
    let text = || "rich".to_owned();
    let refused = [
        PasteRefused::Text(ExchangeError::Empty),
        PasteRefused::Text(ExchangeError::TooLong { found: 9 }),
        PasteRefused::Text(ExchangeError::TooLarge { rows: 70, columns: 2, most: 64 }),
        PasteRefused::Text(ExchangeError::NotANumber { line: 2, cell: 3, text: text() }),
        PasteRefused::Text(ExchangeError::Ambiguous { line: 2, cell: 3, text: text() }),
        PasteRefused::Text(ExchangeError::Ragged { line: 2, expected: 4, found: 3 }),
        PasteRefused::Text(ExchangeError::OtherFormat),
        PasteRefused::Fit(FitError::DoesNotFit { rows: 5, columns: 5, room_rows: 3, room_columns: 4 }),
        PasteRefused::Fit(FitError::Unordered { side: Side::Y }),
        PasteRefused::Fit(FitError::Blank(Cell::at(0, 1))),
        PasteRefused::Fit(FitError::NoAxes),
        PasteRefused::Edit(Refusal::NotFinite),
    ];
    let words = words(&table);
    let said: BTreeSet<String> = refused.iter().map(|r| words.paste(&table, r)).collect();
    assert_eq!(said.len(), refused.len());
    assert!(said.contains("Line 2, cell 3: “rich” is no number."));
    assert!(said.iter().all(|text| !text.contains("table-editor")));
}

#[test]
fn a_finding_says_where() {
    let table =
        apply(&small(), &Command::Set { area: area((2, 2), (2, 2)), value: 60.0 }).expect("a value").table;
    let words = words(&table);
    let said: Vec<String> = check(&table).iter().map(|f| words.finding(&table, f)).collect();
    assert!(said.contains(&"Unusual values (1 cell)".to_owned()), "{said:?}");
    let gap =
        Finding { code: FindingCode::AxisGap, cells: Vec::new(), count: 0, axis: Some((Side::X, vec![3])) };
    let text = words.finding(&table, &gap);
    assert!(
        text.starts_with("A step far wider than the others: ") && text.ends_with(", 1.00\u{a0}bar"),
        "{text}"
    );
    let few = Finding {
        code: FindingCode::FewPointsInUse,
        cells: Vec::new(),
        count: 0,
        axis: Some((Side::Y, Vec::new())),
    };
    assert_eq!(words.finding(&table, &few), "Few of the break points are in use: RPM");
}
