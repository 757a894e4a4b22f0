//! Logs of every brand that nobody has met: other columns in another order, other units, rates and starts, decimal
//! commas, line ends, a last line without its end.

use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::import::{DoubtCode, IssueCode, KeyReason};
use proptest::prelude::*;

use crate::imports::{count, log};
use crate::sample_logs::cases;
use crate::styles::STYLES;
use crate::written::{Drawn, Style, TimeCell};

fn drawn(style: &'static Style) -> impl Strategy<Value = Drawn> {
    let steps: &[u32] = match style.cell {
        // A millisecond is the finest that is written, tenths are coarser than that.
        TimeCell::Tenths => &[50, 125, 250, 475],
        _ => &[5, 10, 16, 20, 40, 62, 94, 100, 200, 500, 1000],
    };
    let starts: &[u32] = match style.cell {
        TimeCell::Clock | TimeCell::Date => &[0, 3_661_000, 18_852_051, 86_399_500],
        _ => &[0, 10, 31, 32_413, 610_678],
    };
    (
        prop::collection::vec((0usize..100, 0usize..8), 1..14),
        2usize..90,
        prop::sample::select(steps),
        prop::sample::select(starts),
        0usize..4,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(columns, rows, step_ms, start_ms, separator, returns, ended)| Drawn {
            columns,
            rows,
            step_ms,
            start_ms,
            separator,
            returns,
            ended,
        })
}

/// What is wrong with how a log was read; nothing where it is right.
fn wrong(style: &Style, drawn: &Drawn) -> Option<String> {
    let written = style.write(drawn);
    let log = log(&written.bytes);
    if log.info.format != style.slug {
        return Some(format!("read as {}", log.info.format));
    }
    let axis = &log.table.axes()[0];
    if log.table.rows() != written.rows || (axis.duration() - written.seconds).abs() > 1e-6 {
        return Some(format!("{} rows, {} s by {:?}", log.table.rows(), axis.duration(), log.info.time));
    }
    let rate = 1e3 / f64::from(drawn.step_ms);
    if drawn.rows > 1 && (axis.sample_rate() - rate).abs() > 1e-3 * rate {
        return Some(format!("{} Hz, not {rate}", axis.sample_rate()));
    }
    if log.doubts.iter().any(|d| d.code == DoubtCode::TimeUnit) || count(&log, IssueCode::ImplausibleRate) > 0
    {
        return Some(format!("{:?} {:?}", log.doubts, log.issues));
    }
    for (id, name, expected) in &written.channels {
        let decision = log.columns.iter().find(|c| c.source == *name);
        let Some(decision) = decision else { return Some(format!("no column {name}")) };
        if decision.key != Some(ChannelKey::Known(*id)) {
            return Some(format!("{name} is {:?} by {:?}", decision.key, decision.key_reason));
        }
        let column = log.table.channel(*id).unwrap();
        for (row, expected) in expected.iter().enumerate() {
            let found = column.data().number(row);
            if (found - expected).abs() > 1e-4 * expected.abs().max(1.0) {
                return Some(format!(
                    "{name}, row {row}: {found}, not {expected}, {:?} by {:?}",
                    decision.source_unit, decision.unit_reason
                ));
            }
        }
    }
    let known = log.columns.iter().filter(|c| c.key_reason == KeyReason::UserOverlay).count();
    (known > 0).then(|| "a user who was not there".to_owned())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn a_log_of_any_brand_is_read_whatever_columns_units_rate_and_locale_it_has(
        (style, drawn) in (0..STYLES.len()).prop_flat_map(|i| (Just(i), drawn(&STYLES[i]))),
    ) {
        let style = &STYLES[style];
        if let Some(wrong) = wrong(style, &drawn) {
            let text = String::from_utf8_lossy(&style.write(&drawn).bytes).into_owned();
            let start: String = text.lines().take(12).collect::<Vec<_>>().join("\n");
            prop_assert!(false, "{}: {wrong}\n{start}", style.slug);
        }
    }
}

#[test]
fn every_channel_of_every_brand_is_read_alone_in_each_of_its_units() {
    let mut failures = Vec::new();
    for style in STYLES {
        for (number, column) in style.columns.iter().enumerate() {
            for unit in 0..column.3.len() {
                let drawn = Drawn {
                    columns: vec![(number, unit)],
                    rows: 60,
                    step_ms: if style.cell == TimeCell::Tenths { 250 } else { 40 },
                    start_ms: 0,
                    separator: 0,
                    returns: false,
                    ended: true,
                };
                if let Some(wrong) = wrong(style, &drawn) {
                    failures.push(format!("{}, {} in {}: {wrong}", style.slug, column.0, column.3[unit].0));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
