//! Statistics, correlation, lag, spectrum, scatter, boxes, trends and comparison where a log has little to say, and on their way to the page.

use std::fmt::Debug;

use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::trends::figures;
use fueltune_analyzer::engine::analysis::{
    Frame, Ledger, Subject, boxes, comparison, correlation, lag, scatter, spectrum, statistics, trends,
};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::awkward;

/// A report arrives as it was sent (a NaN would not equal itself) and accounts for every row.
fn sound<R: Serialize + DeserializeOwned + PartialEq + Debug>(what: &str, report: &R, ledger: &Ledger) {
    let bytes = postcard::to_stdvec(report).unwrap();
    assert_eq!(&postcard::from_bytes::<R>(&bytes).unwrap(), report, "{what}");
    let left_out: u64 = ledger.left_out.iter().map(|l| l.rows).sum();
    assert_eq!(ledger.used + left_out, ledger.rows, "{what}: the account");
}

#[test]
fn awkward_logs_give_reports_without_nan_that_arrive_as_they_were_sent() {
    let (subject, cx) = (Subject::default(), Cx::none());
    for (what, table) in awkward::logs() {
        let frame = Frame::whole(&table);
        let mut keys: Vec<ChannelKey> = table.columns().iter().map(|c| c.key.clone()).collect();
        keys.extend([ChannelId::Rpm.into(), ChannelId::Lambda1.into(), ChannelId::Tps.into()]);
        let whole = patterns::Segment {
            kind: SegmentKind::Idle,
            span: frame.span(&(0..frame.rows())),
            first_row: 0,
            end_row: frame.rows() as u32,
            rpm_start: None,
            rpm_end: None,
            map_max_bar: None,
            tps_mean: None,
            lambda_mean: None,
            gear: None,
        };
        let patterns = patterns::Report { segments: vec![whole], ..Default::default() };

        let report = statistics::run(&frame, &subject, &statistics::Params::default(), &cx).unwrap();
        sound(what, &report, &report.ledger);
        for (channel, column) in report.channels.iter().zip(table.columns()) {
            let counted = (channel.count + channel.missing + channel.flagged) as usize;
            assert_eq!(counted, column.len(), "{what}: {channel:?}");
            let Some(figures) = &channel.figures else { continue };
            assert_eq!(figures.distribution.counts.iter().sum::<u32>(), channel.count, "{what}");
        }
        let report = correlation::run(&frame, &subject, &keys, &correlation::Params::default(), &cx).unwrap();
        sound(what, &report, &report.ledger);
        for pair in &report.pairs {
            let within = |c: correlation::Coefficient| (-1.0..=1.0).contains(&c.r);
            assert!(pair.pearson.is_none_or(within) && pair.spearman.is_none_or(within), "{what}: {pair:?}");
        }
        for (x, y) in keys.iter().zip(keys.iter().skip(1)) {
            let report = lag::run(&frame, &subject, x, y, &lag::Params::default(), &cx).unwrap();
            sound(what, &report, &report.ledger);
            for robust in [0.0, 1.0] {
                let query = scatter::Query { x: x.clone(), y: y.clone(), colour: Some(x.clone()) };
                let params = scatter::Params { robust, points: 100.0, ..scatter::Params::default() };
                let report = scatter::run(&frame, &subject, &query, &params, &cx).unwrap();
                sound(what, &report, &report.ledger);
            }
        }
        for key in &keys {
            let report = spectrum::run(&frame, &subject, key, &spectrum::Params::default(), &cx).unwrap();
            sound(what, &report, &report.ledger);
            let report =
                boxes::run(&frame, &subject, key, &patterns, &boxes::Params::default(), &cx).unwrap();
            sound(what, &report, &report.ledger);
        }
    }
}

#[test]
fn awkward_logs_give_trends_without_nan_and_do_not_differ_from_themselves() {
    let (subject, cx) = (Subject::default(), Cx::none());
    for (what, table) in awkward::logs() {
        let frame = Frame::whole(&table);
        let patterns = patterns::Report::default();
        let report = trends::run(&frame, &subject, &patterns, &trends::Params::default(), &cx).unwrap();
        sound(what, &report, &report.ledger);
        let figure_params = figures::Params::default();
        let found = figures::key_figures(&frame, &subject, &patterns, None, &figure_params, &cx).unwrap();
        assert!(found.figures.iter().all(|figure| figure.value.is_finite()), "{what}: {found:?}");

        let side =
            || comparison::Side { frame: &frame, subject: &subject, patterns: &patterns, quality: None };
        let measures = table.columns().iter().map(|c| Measure::Channel(c.key.clone())).collect();
        let query = comparison::Query { measures, reference: 0, by_target: true, by_air: true };
        let params = comparison::Params::default();
        let report = comparison::run(&[side(), side()], &query, &params, &figure_params, &cx).unwrap();
        let bytes = postcard::to_stdvec(&report).unwrap();
        assert_eq!(postcard::from_bytes::<comparison::Report>(&bytes).unwrap(), report, "{what}");
        assert!(report.cells.iter().all(|cell| !cell.difference.claimed), "{what}");
        assert!(report.measures.iter().all(|measure| !measure.difference.claimed), "{what}");
    }
}
