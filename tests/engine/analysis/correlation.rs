//! The correlation matrix against a case worked out by hand, and what it claims of channels that have nothing in common.

use fueltune_analyzer::engine::analysis::correlation::{self, Params, Report};
use fueltune_analyzer::engine::analysis::{Frame, NoteCode, Reason, Span, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{Column, LogTable};

use super::drives::Dice;
use crate::sample_logs::{custom, log, numbers, states};

fn keys(table: &LogTable) -> Vec<ChannelKey> {
    table.columns().iter().map(|column| column.key.clone()).collect()
}

fn of(frame: &Frame) -> Report {
    let channels = keys(frame.table());
    correlation::run(frame, &Subject::default(), &channels, &Params::default(), &Cx::none()).unwrap()
}

fn near(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|x| (x - expected).abs() < 1e-6), "{found:?}, not {expected}");
}

/// Channels that each remember and share a part of the first's noise.
fn channels(seed: u64, number: usize, rows: usize, memory: f64, shared: f64) -> Vec<Column> {
    let mut dice = Dice::new(seed);
    let fresh = (1.0 - memory * memory).sqrt();
    let mut state: Vec<f64> = (0..number).map(|_| dice.normal()).collect();
    let mut columns = vec![Vec::with_capacity(rows); number];
    for _ in 0..rows {
        for (state, column) in state.iter_mut().zip(&mut columns) {
            *state = memory * *state + fresh * dice.normal();
            column.push(*state);
        }
    }
    let first = columns[0].clone();
    let mix = |column: &Vec<f64>| -> Vec<f32> {
        let own = (1.0 - shared * shared).sqrt();
        column
            .iter()
            .zip(&first)
            .map(|(own_part, common)| (own * own_part + shared * common) as f32)
            .collect()
    };
    columns.iter().enumerate().map(|(i, column)| custom(&format!("c{i}"), 0, &mix(column))).collect()
}

#[test]
fn coefficients_intervals_and_p_are_those_worked_out_by_hand() {
    let table = log(10.0, vec![custom("a", 0, &[1., 2., 3., 4., 5.]), custom("b", 0, &[2., 1., 4., 3., 5.])]);
    let report = of(&Frame::whole(&table));
    let pair = &report.pairs[0];
    assert_eq!((pair.n, report.pairs.len()), (5, 1));
    near(Some(pair.n_effective), 5.0);
    for found in [pair.pearson.unwrap(), pair.spearman.unwrap()] {
        near(Some(found.r), 0.8);
        // Student's t of 2.309 with 3 degrees of freedom.
        near(found.p, 0.104_088_04);
        near(found.p_adjusted, 0.104_088_04);
        near(found.low, -0.279_640_04);
        near(found.high, 0.986_196_19);
        assert!(!found.significant);
    }
}

#[test]
fn channels_that_share_nothing_are_seldom_claimed_however_long_they_remember() {
    // 66 pairs each; were rows taken for independent, most of these matrices would claim some.
    for memory in [0.0, 0.9, 0.98] {
        let wrong = (0..40u64).filter(|seed| {
            let table = log(10.0, channels(seed + 1000, 12, 3000, memory, 0.0));
            let report = of(&Frame::whole(&table));
            report.pairs.iter().any(|pair| pair.pearson.unwrap().significant)
        });
        let wrong = wrong.count();
        assert!(
            wrong <= 6,
            "memory {memory}: {wrong} of 40 matrices claim something, 2 are promised on average"
        );
    }
}

#[test]
fn a_planted_relation_is_found_and_its_interval_holds_it() {
    let mut held = 0;
    for seed in 0..40 {
        let table = log(10.0, channels(seed + 2000, 2, 6000, 0.9, 0.5));
        let report = of(&Frame::whole(&table));
        let found = report.pairs[0].pearson.unwrap();
        assert!(found.significant, "seed {seed}: {found:?}");
        assert!(report.pairs[0].n_effective < 3000.0, "{:?}", report.pairs[0]);
        held += usize::from(found.low.unwrap() <= 0.5 && 0.5 <= found.high.unwrap());
    }
    assert!(held >= 34, "{held} of 40 intervals of 95 % hold the truth");
}

#[test]
fn ranks_see_what_is_monotonic_but_not_straight() {
    let x: Vec<f32> = (0..200).map(|i| ((i * 37) % 200) as f32 / 20.0).collect();
    let y: Vec<f32> = x.iter().map(|x| x.exp()).collect();
    let table = log(10.0, vec![custom("x", 0, &x), custom("y", 0, &y)]);
    let report = of(&Frame::whole(&table));
    near(report.pairs[0].spearman.map(|c| c.r), 1.0);
    assert!(report.pairs[0].pearson.unwrap().r < 0.9);
}

#[test]
fn only_selected_rows_with_a_value_count_and_what_has_no_numbers_is_noted() {
    let gone = f32::NAN;
    let table = log(
        1.0,
        vec![
            custom("a", 0, &[1., 2., gone, 4., 5., 9.]),
            custom("b", 0, &[2., 1., 4., gone, 5., 9.]),
            states("m", &["x"], &[0; 6]),
            numbers(ChannelId::Rpm, &[3000.0; 6]),
        ],
    );
    // Rows at 1 s to 5 s.
    let frame = Frame::whole(&table).select(&[Span::new(0.0, 5.5)], None).unwrap();
    let mut asked = keys(&table);
    asked.push(ChannelKey::Custom("none".to_owned()));
    let params = Params::default();
    let report = correlation::run(&frame, &Subject::default(), &asked, &params, &Cx::none()).unwrap();
    assert_eq!(report.channels.len(), 3);
    assert_eq!((report.pairs[0].a, report.pairs[0].b, report.pairs[0].n), (0, 1, 3));
    // Engine speed has no spread.
    assert!(report.pairs[1..].iter().all(|pair| pair.pearson.is_none() && pair.spearman.is_none()));
    let codes: Vec<NoteCode> = report.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, [NoteCode::NoNumbers, NoteCode::ChannelAbsent]);
    assert_eq!((report.ledger.used, report.ledger.left_out[0].reason), (5, Reason::NotSelected));
}
