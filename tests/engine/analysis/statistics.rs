//! Statistics against cases worked out by hand, and what they leave out.

use fueltune_analyzer::engine::analysis::statistics::{self, ChannelStatistics, Params, Report};
use fueltune_analyzer::engine::analysis::{AnalysisError, Frame, Reason, Span, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{Flag, LogTable, RowMask, TimeAxis};
use fueltune_analyzer::engine::view::BinRule;

use crate::sample_logs::{custom, log, numbers, states};

fn of(frame: &Frame) -> Report {
    statistics::run(frame, &Subject::default(), &Params::default(), &Cx::none()).unwrap()
}

fn channel<'a>(report: &'a Report, key: &ChannelKey) -> &'a ChannelStatistics {
    report.channels.iter().find(|c| c.key == *key).unwrap()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found}, not {expected}");
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    let table = log(10.0, vec![numbers(ChannelId::Rpm, &[10.0, 2.0, 1.0, 4.0, 3.0])]);
    let report = of(&Frame::whole(&table));
    let figures = report.channels[0].figures.clone().unwrap();
    let found = [
        figures.mean.unwrap(),
        figures.sd.unwrap(),
        figures.min,
        figures.p1,
        figures.p5,
        figures.p25,
        figures.median,
        figures.p75,
        figures.p95,
        figures.p99,
        figures.max,
        figures.mad,
        figures.skewness.unwrap(),
        figures.kurtosis.unwrap(),
    ];
    let expected = [
        4.0,
        12.5_f64.sqrt(),
        1.0,
        1.04,
        1.2,
        2.0,
        3.0,
        4.0,
        8.8,
        9.76,
        10.0,
        1.0,
        1.2 * 2.0_f64.sqrt(),
        3.152,
    ];
    for (found, expected) in found.into_iter().zip(expected) {
        near(found, expected);
    }
    // A width of 2·2/∛5 gives four bins of 2.25.
    assert_eq!(figures.distribution.rule, BinRule::FreedmanDiaconis);
    assert_eq!(figures.distribution.counts, [3, 1, 0, 1]);
    near(figures.distribution.bins.width, 2.25);
}

#[test]
fn whole_numbers_are_counted_one_by_one_and_states_by_their_frequency() {
    let table = log(
        10.0,
        vec![
            numbers(ChannelId::Gear, &[1.0, 2.0, 2.0, 4.0, 2.0, 1.0]),
            states("Modo", &["eco", "corrida", "chuva"], &[1, 0, 1, 1, 0, 1]),
        ],
    );
    let report = of(&Frame::whole(&table));
    let gears = report.channels[0].figures.clone().unwrap().distribution;
    assert_eq!(gears.rule, BinRule::PerValue);
    assert_eq!((gears.bins.low, gears.counts), (0.5, vec![2, 3, 0, 1]));
    let listed: Vec<(&str, u32)> =
        report.channels[1].states.iter().map(|s| (s.label.as_str(), s.count)).collect();
    assert_eq!(listed, [("corrida", 4), ("eco", 2)]);
    assert_eq!((report.channels[1].count, &report.channels[1].figures), (6, &None));
}

#[test]
fn what_is_missing_flagged_or_not_selected_is_left_out_and_counted() {
    let flags = vec![(Flag::OutOfRange, RowMask::from_range(6, 1..2))];
    let lambda = numbers(ChannelId::Lambda1, &[0.9, 99.0, f32::NAN, 1.1, 5.0, 7.0]).with_flags(flags);
    let table = log(10.0, vec![lambda]);
    let whole = of(&Frame::whole(&table));
    let all = &whole.channels[0];
    assert_eq!((all.count, all.missing, all.flagged), (4, 1, 1));
    // The last two rows are not selected.
    let frame = Frame::whole(&table).select(&[Span::new(0.0, 0.41)], None).unwrap();
    let report = of(&frame);
    let part = &report.channels[0];
    assert_eq!((part.count, part.missing, part.flagged), (2, 1, 1));
    near(part.figures.as_ref().unwrap().mean.unwrap(), 1.0);
    assert_eq!((report.ledger.used, report.ledger.rows), (4, 6));
    assert_eq!(report.ledger.left_out[0].reason, Reason::NotSelected);
}

#[test]
fn aggregates_have_the_rounding_and_the_lambda_of_the_specification() {
    let table = log(
        10.0,
        vec![
            numbers(ChannelId::Rpm, &[1000.0, 1000.125, 1000.125]),
            numbers(ChannelId::Lambda1, &[f32::NAN; 3]),
            numbers(ChannelId::LambdaCl, &[0.85, 0.9, 0.9]),
        ],
    );
    let found = of(&Frame::whole(&table)).aggregates;
    assert_eq!((found.point_count, found.avg_rpm), (3, Some(1000.1)));
    assert_eq!((found.min_rpm, found.max_rpm), (Some(1000.0), Some(1000.125)));
    assert_eq!((found.lambda_channel, found.avg_lambda), (Some(ChannelId::LambdaCl), Some(0.883)));
    assert_eq!(found.lambda_stddev, Some(0.0289));
    near(found.duration_s, 0.2);
}

#[test]
fn a_slower_channel_is_described_by_its_own_samples_taken_while_a_selected_row_held() {
    let table = LogTable::new(
        vec![
            TimeAxis::new((0..100).map(|i| f64::from(i) / 10.0).collect()),
            TimeAxis::new((0..10).map(f64::from).collect()),
        ],
        vec![
            numbers(ChannelId::Rpm, &[900.0; 100]),
            custom("lento", 1, &[0., 1., 2., 3., 4., 5., 6., 7., 8., 9.]),
        ],
    )
    .unwrap();
    let key = ChannelKey::Custom("lento".to_owned());
    assert_eq!(channel(&of(&Frame::whole(&table)), &key).count, 10);
    let frame = Frame::whole(&table).select(&[Span::new(3.0, 5.95)], None).unwrap();
    let report = of(&frame);
    let slow = channel(&report, &key);
    let figures = slow.figures.as_ref().unwrap();
    assert_eq!((slow.count, figures.min, figures.max), (3, 3.0, 5.0));
}

#[test]
fn it_stops_when_told_to() {
    let table = log(10.0, vec![numbers(ChannelId::Rpm, &[900.0; 10])]);
    let cx = Cx::new(&|_, _| (), &|| true);
    let found = statistics::run(&Frame::whole(&table), &Subject::default(), &Params::default(), &cx);
    assert!(matches!(found, Err(AnalysisError::Cancelled(_))));
}
