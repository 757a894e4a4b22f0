//! The figures of a session, with the names and the rounding of the specification.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::summary::{round_to, summarize};
use fueltune_analyzer::engine::table::{Flag, LogTable, RowMask, TimeAxis};

use crate::sample_logs::{custom, log, numbers};

#[test]
fn the_names_and_the_rounding_are_those_of_the_specification() {
    let table = log(
        25.0,
        vec![
            numbers(ChannelId::Rpm, &[1000.0, 1001.0, 2000.0, 20_500.0])
                .with_flags(vec![(Flag::OutOfRange, RowMask::from_fn(4, |r| r == 3))]),
            numbers(ChannelId::Lambda1, &[0.8, 0.9, 1.0, f32::NAN]),
        ],
    );
    let json = serde_json::to_value(summarize(&table)).unwrap();
    let names = ["point_count", "avg_rpm", "min_rpm", "max_rpm", "avg_lambda", "lambda_stddev"];
    let shown: Vec<String> = names.iter().map(|n| json[n].to_string()).collect();
    assert_eq!(shown, ["4", "1333.7", "1000.0", "2000.0", "0.9", "0.1"]);
    assert_eq!(json["lambda_channel"], "lambda_1");
    assert_eq!((json["channels"].as_u64(), json["missing_cells"].as_u64()), (Some(2), Some(1)));
    assert!((json["duration_s"].as_f64().unwrap() - 0.12).abs() < 1e-12);
    assert_eq!(json["sample_rate_hz"], 25.0);
}

#[test]
fn lambda_comes_from_the_first_channel_that_has_any() {
    let table = log(
        25.0,
        vec![
            numbers(ChannelId::Lambda1, &[f32::NAN, f32::NAN]),
            numbers(ChannelId::Lambda2, &[0.7, 0.7]),
            numbers(ChannelId::LambdaCl, &[0.95, 0.97]),
        ],
    );
    let summary = summarize(&table);
    assert_eq!((summary.lambda_channel, summary.avg_lambda), (Some(ChannelId::LambdaCl), Some(0.96)));
    assert_eq!(summary.lambda_stddev, Some(0.0141));
}

#[test]
fn what_is_not_in_the_log_is_not_zero() {
    let table = LogTable::new(vec![TimeAxis::new(Vec::new())], vec![custom("x", 0, &[])]).unwrap();
    let summary = summarize(&table);
    assert_eq!((summary.point_count, summary.avg_rpm, summary.avg_lambda), (0, None, None));
    assert_eq!((summary.duration_s, summary.sample_rate_hz), (0.0, 0.0));
}

#[test]
fn a_tie_rounds_as_the_binary_value_says() {
    // As Python: round(2.675, 2) is 2.67, since 2.675 is a little less in binary; exact ties go to the even digit.
    for (x, decimals, expected) in
        [(2.675, 2, 2.67), (0.125, 2, 0.12), (0.375, 2, 0.38), (-1.05, 1, -1.1), (7.0, 3, 7.0)]
    {
        assert_eq!(round_to(x, decimals), expected, "{x}");
    }
}
