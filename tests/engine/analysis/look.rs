//! Drawings of chosen channels: one question for all of them.

use fueltune_analyzer::engine::analysis::look::{self, Look, Report, Settings};
use fueltune_analyzer::engine::analysis::patterns::SegmentKind;
use fueltune_analyzer::engine::analysis::{Frame, Params, Reason, Span, Subject, patterns, scatter};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;

use super::awkward;
use super::drives::segments;
use crate::sample_logs::{log, numbers, states};

fn run(look: &Look, frame: &Frame, patterns: &patterns::Report) -> Report {
    look::run(look, frame, &Subject::default(), patterns, &Settings::default(), &Cx::none()).unwrap()
}

fn every(channel: &ChannelKey, other: &ChannelKey) -> [Look; 6] {
    let query = scatter::Query { x: channel.clone(), y: other.clone(), colour: Some(ChannelId::Tps.into()) };
    [
        Look::Distribution(channel.clone()),
        Look::Boxes(channel.clone()),
        Look::Matrix(vec![channel.clone(), other.clone(), channel.clone()]),
        Look::Scatter(query),
        Look::Spectrum(channel.clone()),
        Look::Lag { x: channel.clone(), y: other.clone() },
    ]
}

#[test]
fn a_distribution_is_that_of_the_selection_with_what_was_left_out() {
    let rpm: Vec<f32> = (0..10).map(|i| i as f32 * 100.0).collect();
    let mut lambda: Vec<f32> = vec![0.9, 0.9, 0.9, 1.0, 1.0, 1.1, 1.1, 1.1, 1.1, 1.2];
    lambda[9] = f32::NAN;
    let table = log(1.0, vec![numbers(ChannelId::Rpm, &rpm), numbers(ChannelId::Lambda1, &lambda)]);
    let look = Look::Distribution(ChannelId::Lambda1.into());
    // Rows 1 to 9: two of 0.9, two of 1.0, four of 1.1, one missing.
    let frame = Frame::whole(&table).select(&[Span::new(2.0, 10.0)], None).unwrap();
    let Report::Distribution(found) = run(&look, &frame, &patterns::Report::default()) else {
        panic!("{look:?}")
    };
    let channel = found.channel.unwrap();
    let figures = channel.figures.unwrap();
    assert_eq!((channel.count, channel.missing), (8, 1));
    assert_eq!(figures.distribution.counts.iter().sum::<u32>(), 8);
    assert!((figures.mean.unwrap() - (2.0 * 0.9 + 2.0 + 4.4) / 8.0).abs() < 1e-6);
    assert_eq!((found.ledger.rows, found.ledger.used), (10, 8));
    let reasons: Vec<(Reason, u64)> = found.ledger.left_out.iter().map(|l| (l.reason, l.rows)).collect();
    assert_eq!(reasons, [(Reason::NotSelected, 1), (Reason::Missing, 1)]);
}

#[test]
fn texts_are_counted_by_their_states_and_a_channel_the_log_lacks_says_so() {
    let table =
        log(1.0, vec![numbers(ChannelId::Rpm, &[900.0; 3]), states("Mode", &["Idle", "Run"], &[0, 1, 1])]);
    let frame = Frame::whole(&table);
    let key = table.columns()[1].key.clone();
    let Report::Distribution(found) = run(&Look::Distribution(key), &frame, &patterns::Report::default())
    else {
        panic!("another drawing")
    };
    let states: Vec<(String, u32)> =
        found.channel.unwrap().states.into_iter().map(|s| (s.label, s.count)).collect();
    assert_eq!(states, [("Run".to_owned(), 2), ("Idle".to_owned(), 1)]);
    let absent = Look::Distribution(ChannelId::Egt1.into());
    let Report::Distribution(found) = run(&absent, &frame, &patterns::Report::default()) else {
        panic!("another drawing")
    };
    assert_eq!((found.channel, found.ledger.used), (None, 0));
}

#[test]
fn only_boxes_rest_on_what_the_engine_did() {
    let table = log(10.0, vec![numbers(ChannelId::Rpm, &(0..60).map(|i| i as f32).collect::<Vec<_>>())]);
    let idle = segments(&table, &[(SegmentKind::Idle, 0..30)]);
    let rpm = ChannelKey::from(ChannelId::Rpm);
    let Report::Boxes(found) = run(&Look::Boxes(rpm.clone()), &Frame::whole(&table), &idle) else {
        panic!("another drawing")
    };
    let kinds: Vec<Option<SegmentKind>> = found.boxes.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [None, Some(SegmentKind::Idle)]);
    for look in every(&rpm, &rpm) {
        assert_eq!(look.needs_patterns(), matches!(look, Look::Boxes(_)));
    }
}

#[test]
fn each_channel_is_loaded_once_and_engine_speed_always() {
    let (tps, lambda) = (ChannelKey::from(ChannelId::Tps), ChannelKey::from(ChannelId::Lambda1));
    let rpm = ChannelKey::from(ChannelId::Rpm);
    let looks = every(&tps, &lambda);
    assert_eq!(looks[2].channels(), [tps.clone(), lambda.clone()]);
    assert_eq!(looks[3].channels(), [tps.clone(), lambda.clone()], "the colour is one of them already");
    assert_eq!(looks[0].needs(), [tps, rpm.clone()]);
    assert_eq!(Look::Spectrum(rpm.clone()).needs(), [rpm]);
}

#[test]
fn parameters_are_changed_by_name_and_a_drawing_depends_on_its_own() {
    let mut settings = Settings::default();
    assert!(settings.put("scatter", "degree", 2.0) && settings.put("lag", "reach", 500.0));
    assert!(!settings.put("scatter", "degree", 9.0) && !settings.put("scatter", "warp", 1.0));
    assert!(!settings.put("warp", "degree", 1.0));
    assert_eq!(settings.changed(), ["scatter.degree:2", "lag.reach:500"]);
    let scatter = every(&ChannelId::Rpm.into(), &ChannelId::Tps.into())[3].clone();
    let relevant = settings.relevant_to(&scatter);
    assert_eq!((relevant.scatter.degree, relevant.lag.reach), (2.0, 2000.0));
    assert_eq!(relevant.lag.values(), Settings::default().lag.values());
}

#[test]
fn awkward_logs_give_reports_whose_ledgers_add_up() {
    for (name, table) in awkward::logs() {
        let frame = Frame::whole(&table);
        let subject = Subject::default();
        let patterns = patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).unwrap();
        for look in every(&ChannelId::Rpm.into(), &ChannelId::Lambda1.into()) {
            let ledger = match run(&look, &frame, &patterns) {
                Report::Distribution(r) => r.ledger,
                Report::Boxes(r) => r.ledger,
                Report::Matrix(r) => r.ledger,
                Report::Scatter(r) => r.ledger,
                Report::Spectrum(r) => r.ledger,
                Report::Lag(r) => r.ledger,
            };
            let left: u64 = ledger.left_out.iter().map(|l| l.rows).sum();
            assert_eq!(ledger.used + left, ledger.rows, "{name}: {look:?}");
        }
    }
}
