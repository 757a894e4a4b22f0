//! Boxes against a case worked out by hand.

use fueltune_analyzer::engine::analysis::boxes::{self, BoxFigures, Params};
use fueltune_analyzer::engine::analysis::patterns::SegmentKind;
use fueltune_analyzer::engine::analysis::{Frame, Reason, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;

use super::drives::segments;
use crate::sample_logs::{log, numbers};

#[test]
fn boxes_are_those_worked_out_by_hand_over_all_and_over_each_kind_of_segment() {
    let mut values: Vec<f32> = (1..=10).map(|i| i as f32).collect();
    values.extend([30.0, f32::NAN]);
    let table = log(10.0, vec![numbers(ChannelId::Rpm, &values)]);
    // Three rows of overrun are too few for a box.
    let parts = [(SegmentKind::Idle, 0..6), (SegmentKind::Overrun, 6..9)];
    let patterns = segments(&table, &parts);
    let key = ChannelKey::Known(ChannelId::Rpm);
    let (frame, params) = (Frame::whole(&table), Params::default());
    let report = boxes::run(&frame, &Subject::default(), &key, &patterns, &params, &Cx::none()).unwrap();
    let all = BoxFigures {
        kind: None,
        n: 11,
        min: 1.0,
        low: 1.0,
        q1: 3.5,
        median: 6.0,
        q3: 8.5,
        high: 10.0,
        max: 30.0,
        mean: 85.0 / 11.0,
        beyond: 1,
    };
    let idle = BoxFigures {
        kind: Some(SegmentKind::Idle),
        n: 6,
        min: 1.0,
        low: 1.0,
        q1: 2.25,
        median: 3.5,
        q3: 4.75,
        high: 6.0,
        max: 6.0,
        mean: 3.5,
        beyond: 0,
    };
    assert_eq!(report.boxes.len(), 2);
    assert!((report.boxes[0].mean - all.mean).abs() < 1e-12);
    assert_eq!(report.boxes[0], BoxFigures { mean: report.boxes[0].mean, ..all });
    assert_eq!(report.boxes[1], idle);
    assert_eq!((report.ledger.used, report.ledger.left_out[0].reason), (11, Reason::Missing));
}
