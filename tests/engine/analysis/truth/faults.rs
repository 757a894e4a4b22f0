//! Sensors that stick and signals that are lost, by the failures and by the samples, and none where none failed.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::Span;
use fueltune_analyzer::engine::analysis::outliers::{Episode, Finding, FindingKind, Report};
use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::table::LogTable;

use super::planted::{How, Planted, Spoilt, smallest_step, spoilt};
use super::sensors::found;
use super::{Tally, assert_good, edges, rows_of};
use crate::scenario::Logger;

/// A plug that chatters is lost between its moments too, or not: nobody can say.
const EDGE_S: f64 = 0.1;

fn meets(a: Span, b: Span) -> bool {
    a.t0 <= b.t1 && b.t0 <= a.t1
}

fn episodes(report: &Report, kind: FindingKind) -> impl Iterator<Item = (&ChannelKey, &Episode)> {
    report
        .of(kind)
        .flat_map(|f| f.channels.iter().zip(std::iter::repeat(&f.episodes)))
        .flat_map(|(key, episodes)| episodes.iter().map(move |episode| (key, episode)))
}

/// Before a sensor stuck, and after, it may have read the same value by itself: nobody can say when it began. Where the last
/// bit lives on, a value beside it is the same.
fn same_beside(table: &LogTable, planted: &Planted) -> [Span; 2] {
    let seconds = table.main_axis().seconds();
    let column = table.column(&ChannelKey::from(planted.id)).expect("the sensor is in the log");
    let values = column.f32().expect("sensors give numbers");
    let rows = table.main_axis().rows_within(planted.span.t0, planted.span.t1);
    let held = values[rows.start];
    let step = smallest_step(values);
    let apart = if planted.how == How::FreezesAlive { 1.1 * step } else { 0.0 };
    let same = |row: &usize| (values[*row] - held).abs() <= apart;
    let first = (0..rows.start).rev().take_while(same).last().unwrap_or(rows.start);
    let last = (rows.end..values.len()).take_while(same).last().unwrap_or(rows.end - 1);
    [Span::new(seconds[first], planted.span.t0), Span::new(planted.span.t1, seconds[last])]
}

#[derive(Default)]
struct Score {
    spans: BTreeMap<String, Tally>,
    /// By rate; how much is found of the stuck sensors that are found at all. One of twenty that is missed is told above,
    /// and may be a tenth of all samples.
    samples: BTreeMap<String, Tally>,
    /// At all rates together, what is missed being missed with all of its samples.
    all_samples: Tally,
    wrong: String,
    unseen: usize,
}

impl Score {
    fn take(&mut self, name: &str, spoilt: &Spoilt, report: &Report, kind: FindingKind) {
        let own = |p: &Planted, key: &ChannelKey| *key == ChannelKey::from(p.id);
        let met = |p: &Planted| episodes(report, kind).any(|(key, e)| own(p, key) && meets(e.span, p.span));
        let right = |key: &ChannelKey, e: &Episode| {
            spoilt.planted.iter().any(|p| own(p, key) && meets(e.span, p.span))
        };
        let seen = || spoilt.planted.iter().filter(|p| p.seen);
        let of_seen = |key: &ChannelKey, e: &Episode| seen().any(|p| own(p, key) && meets(e.span, p.span));
        self.unseen += spoilt.planted.len() - seen().count();
        // What is found where a failure changed nothing is neither right nor wrong.
        let unsure = |(key, e): &(&ChannelKey, &Episode)| right(key, e) && !of_seen(key, e);
        let spans = Tally {
            planted: seen().count() as u64,
            met: seen().filter(|p| met(p)).count() as u64,
            found: episodes(report, kind).filter(|told| !unsure(told)).count() as u64,
            right: episodes(report, kind).filter(|(key, e)| of_seen(key, e)).count() as u64,
        };
        self.spans.entry(name.to_owned()).or_default().add(spans);
        // Whatever else is laid to a sensor's charge must at least be where one failed.
        for other in [FindingKind::Spike, FindingKind::Dropout, FindingKind::Stuck] {
            for (key, e) in episodes(report, other).filter(|(key, e)| !right(key, e)) {
                self.wrong += &format!("{name}: made up {} {key} {:?}\n", other.slug(), e);
                if other != kind {
                    let other = Tally { found: 1, ..Tally::default() };
                    self.spans.entry(name.to_owned()).or_default().add(other);
                }
            }
        }
        for p in seen().filter(|p| !met(p)) {
            let instead: Vec<_> = report
                .findings
                .iter()
                .filter(|f| f.channels.iter().any(|key| own(p, key)))
                .flat_map(|f| f.episodes.iter().map(|e| (f.kind.slug(), e)))
                .filter(|(_, e)| meets(e.span, p.span))
                .map(|(slug, e)| format!("{slug} {:.2} to {:.2}", e.span.t0, e.span.t1))
                .collect();
            self.wrong += &format!("{name}: missed {p:?}, instead {instead:?}\n");
        }
        self.take_samples(name, spoilt, report, kind);
    }

    fn take_samples(&mut self, name: &str, spoilt: &Spoilt, report: &Report, kind: FindingKind) {
        let step = spoilt.table.main_axis().median_step();
        let mut ids: Vec<_> = spoilt.planted.iter().map(|p| p.id).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let own = || spoilt.planted.iter().filter(move |p| p.id == id);
            let table = &spoilt.table;
            let planted = rows_of(table, own().filter(|p| p.seen).map(|p| p.span));
            let key = ChannelKey::from(id);
            let found = rows_of(
                table,
                episodes(report, kind).filter(|(own, _)| **own == key).map(|(_, episode)| episode.span),
            );
            let same = own().filter(|p| p.how.is_stuck()).map(|p| same_beside(table, p));
            let met = |p: &Planted| {
                episodes(report, kind).any(|(own, episode)| *own == key && meets(episode.span, p.span))
            };
            let unclear = |p: &Planted| !p.seen || matches!(p.how, How::Chatters(_));
            let missed = |p: &Planted| p.seen && p.how.is_stuck() && !met(p);
            let vague = own().filter(|p| unclear(p)).map(|p| p.span);
            let unsure = edges(table, own().map(|p| p.span), EDGE_S + step)
                .or(&rows_of(table, vague))
                .or(&rows_of(table, same.flatten()));
            self.all_samples.add(Tally::of_rows(&planted, &found, &unsure));
            let unsure = unsure.or(&rows_of(table, own().filter(|p| missed(p)).map(|p| p.span)));
            self.samples.entry(name.to_owned()).or_default().add(Tally::of_rows(&planted, &found, &unsure));
        }
    }
}

fn assert_found(what: &str, kind: FindingKind, loggers: &[Logger]) {
    let mut score = Score::default();
    for logger in loggers {
        let spoilt = spoilt(*logger, 8, kind == FindingKind::Stuck);
        let name = format!("{} at {} Hz", kind.slug(), logger.rate_hz);
        score.take(&name, &spoilt, &found(&spoilt.table), kind);
    }
    println!("{what}: {} that changed nothing", score.unseen);
    print!("{}", score.wrong);
    assert_good(&format!("{what}, failures"), &score.spans, &score.wrong);
    score.samples.insert("at all rates, with what is missed".to_owned(), score.all_samples);
    assert_good(&format!("{what}, samples"), &score.samples, &score.wrong);
}

fn loggers(seed: u64, like: impl Fn(u64, u32) -> Logger) -> Vec<Logger> {
    let rates = [10, 25, 50, 100];
    rates
        .into_iter()
        .flat_map(|rate_hz| (seed..seed + 8).map(move |s| (s, rate_hz)))
        .map(|(s, r)| like(s, r))
        .collect()
}

#[test]
fn stuck_sensors_are_found_at_every_rate() {
    let like = |seed: u64, rate_hz: u32| Logger { car: seed, ..Logger::new(seed, rate_hz) };
    assert_found("stuck", FindingKind::Stuck, &loggers(601, like));
}

#[test]
fn stuck_sensors_are_found_in_coarse_and_noisy_logs() {
    let like = |seed: u64, rate_hz: u32| {
        let (rpm_step, noise) = if seed.is_multiple_of(2) { (25.0, 1.0) } else { (5.0, 3.0) };
        Logger { car: seed, rpm_step, noise, ..Logger::new(seed, rate_hz) }
    };
    assert_found("stuck, coarse or noisy", FindingKind::Stuck, &loggers(641, like));
}

#[test]
fn lost_signals_are_found_at_every_rate() {
    let like = |seed: u64, rate_hz: u32| Logger { car: seed, ..Logger::new(seed, rate_hz) };
    assert_found("lost", FindingKind::Dropout, &loggers(701, like));
}

#[test]
fn lost_signals_are_found_in_coarse_and_noisy_logs() {
    let like = |seed: u64, rate_hz: u32| {
        let (rpm_step, noise) = if seed.is_multiple_of(2) { (25.0, 1.0) } else { (5.0, 3.0) };
        Logger { car: seed, rpm_step, noise, ..Logger::new(seed, rate_hz) }
    };
    assert_found("lost, coarse or noisy", FindingKind::Dropout, &loggers(741, like));
}

/// The report of a detector that finds just some of what was planted.
fn only(planted: &[Planted], finds: impl Fn(usize) -> bool) -> Report {
    let seen = planted.iter().filter(|p| p.seen).enumerate().filter(|(n, _)| finds(*n));
    let findings = seen.map(|(_, p)| {
        let found = Some(20.0);
        let episode =
            Episode { span: p.span, samples: 1, found, expected: None, threshold: 12.0, score: 1.0 };
        Finding {
            kind: FindingKind::Stuck,
            channels: vec![ChannelKey::from(p.id)],
            episodes: vec![episode],
            worst: 0,
        }
    });
    Report { findings: findings.collect(), ..Report::default() }
}

#[test]
fn what_is_missed_counts_by_the_failures_and_by_the_samples() {
    let spoilt = spoilt(Logger { car: 646, ..Logger::new(646, 25) }, 8, true);
    let recalls = |finds: &dyn Fn(usize) -> bool| {
        let mut score = Score::default();
        score.take("all", &spoilt, &only(&spoilt.planted, finds), FindingKind::Stuck);
        [score.spans["all"], score.all_samples].map(|tally| {
            assert!(tally.planted > 0 && tally.precision() == 1.0, "{tally:?}");
            tally.recall()
        })
    };
    assert_eq!(recalls(&|_| true), [1.0; 2]);
    assert_eq!(recalls(&|_| false), [0.0; 2]);
    assert!(recalls(&|n| n % 2 == 0).iter().all(|recall| (0.2..0.8).contains(recall)));
    assert!(recalls(&|n| n > 0).iter().all(|recall| *recall < 1.0));
}
