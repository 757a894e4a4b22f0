//! Whole drives whose sensors fail in every way: each kind of finding, by the episodes and by the samples.
//!
//! What fails is what fails on a car: a contact that lets go sends the signal to an end of its range for a sample or for
//! seconds, or leaves cells empty; a frozen sensor keeps its last value; one that is too small for the engine stops at its
//! end; one that drifts or a part that gives in reads what does not belong to the operating point.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::outliers::{self, FindingKind, Report};
use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::{Frame, Span, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{Flag, LogTable, RowMask};

use super::{LEAST, Tally, assert_good, edges, rows_of};
use crate::analysis::drives::Dice;
use crate::sample_logs::numbers;
use crate::scenario::{Logger, drive};

/// A fault, as it was put in.
#[derive(Clone, Debug)]
struct Planted {
    kind: FindingKind,
    id: ChannelId,
    span: Span,
}

/// Where a fault may be: one of these segments, from so long after its start.
#[derive(Clone, Copy)]
enum Place {
    Anywhere,
    Within(&'static [SegmentKind], f64),
    /// The same, at an operating point that is met in at least five others: only there is it known what to read.
    WhereOften(f64),
    /// From this long before a pull on.
    BeforePull(f64),
}

/// What the sensor reads, given what it should, the last value before, and how bad it is (0 to 1).
type Reads = fn(f32, f32, f32) -> f32;

struct Plan {
    kind: FindingKind,
    id: ChannelId,
    place: Place,
    /// Shortest and longest, seconds; 0 for one sample.
    lasts: (f64, f64),
    /// The sensor's value must be above this for the fault to show.
    above: f32,
    /// Seconds in which it comes and goes.
    ramp: f64,
    reads: Reads,
}

const fn plan(kind: FindingKind, id: ChannelId, place: Place, lasts: (f64, f64), reads: Reads) -> Plan {
    Plan { kind, id, place, lasts, above: f32::NEG_INFINITY, ramp: 0.0, reads }
}

impl Plan {
    const fn above(mut self, least: f32) -> Self {
        self.above = least;
        self
    }

    const fn slowly(mut self) -> Self {
        self.ramp = 0.3;
        self
    }
}

const HELD: &[SegmentKind] = &[SegmentKind::Idle, SegmentKind::Cruise];
const CRUISE: &[SegmentKind] = &[SegmentKind::Cruise];
const IDLE: &[SegmentKind] = &[SegmentKind::Idle];

fn plans() -> Vec<Plan> {
    use ChannelId as C;
    use FindingKind as K;
    use Place::{Anywhere, BeforePull, WhereOften, Within};
    let one = (0.0, 0.0);
    let gone = (0.5, 3.0);
    vec![
        plan(K::Spike, C::Rpm, Anywhere, one, |_, _, _| 0.0).above(2600.0),
        plan(K::Spike, C::Rpm, Anywhere, one, |x, _, _| 2.0 * x).above(2600.0),
        plan(K::Spike, C::MapGauge, Anywhere, one, |_, _, bad| 3.0 + bad),
        plan(K::Spike, C::FuelPressure, Anywhere, one, |_, _, bad| if bad < 0.5 { 0.0 } else { 10.0 }),
        plan(K::Spike, C::OilPressure, Anywhere, one, |_, _, bad| if bad < 0.5 { 0.0 } else { 10.0 }),
        plan(K::Spike, C::Coolant, Anywhere, one, |_, _, bad| if bad < 0.5 { -40.0 } else { 150.0 }),
        plan(K::Spike, C::Battery, Anywhere, one, |_, _, bad| 3.0 + 4.0 * bad),
        plan(K::Spike, C::Speed, Anywhere, one, |_, _, bad| if bad < 0.5 { 0.0 } else { 255.0 }).above(40.0),
        plan(K::Dropout, C::Lambda1, Anywhere, gone, |_, _, _| 0.0),
        plan(K::Dropout, C::Lambda1, Anywhere, (0.8, 3.0), |_, _, _| f32::NAN),
        plan(K::Dropout, C::FuelPressure, Anywhere, gone, |_, _, _| 0.0),
        plan(K::Dropout, C::OilPressure, Anywhere, gone, |_, _, _| 0.0),
        plan(K::Dropout, C::Coolant, Anywhere, gone, |_, _, bad| if bad < 0.5 { -40.0 } else { 150.0 }),
        plan(K::Dropout, C::MapGauge, Anywhere, gone, |_, _, bad| 3.0 + bad),
        plan(K::Stuck, C::Lambda1, BeforePull(2.0), (7.0, 11.0), |_, last, _| last),
        plan(K::Stuck, C::MapGauge, BeforePull(2.0), (7.0, 11.0), |_, last, _| last),
        // Near its stop a throttle may well stand for long.
        plan(K::Stuck, C::Tps, BeforePull(2.0), (7.0, 11.0), |_, last, _| last).above(12.0),
        plan(K::Railed, C::Lambda1, Within(CRUISE, 1.0), (1.5, 4.0), |_, _, bad| {
            if bad < 0.5 { RANGE.0 } else { RANGE.1 }
        }),
        plan(K::Residual, C::Battery, WhereOften(2.0), (1.5, 3.0), |x, _, bad| x - 1.1 - 0.6 * bad).slowly(),
        plan(K::Residual, C::FuelPressure, WhereOften(2.0), (1.5, 3.0), |x, _, bad| x - 0.6 - 0.5 * bad)
            .slowly(),
        plan(K::Residual, C::OilPressure, Within(IDLE, 2.0), (1.5, 3.0), |x, _, bad| x - 0.9 - 0.2 * bad)
            .slowly(),
        plan(K::Residual, C::Lambda1, WhereOften(2.0), (1.5, 3.0), |x, _, bad| {
            x + if bad < 0.5 { -0.14 - 0.1 * bad } else { 0.1 + 0.1 * bad }
        })
        .slowly(),
        plan(K::Residual, C::Pw1, WhereOften(2.0), (1.5, 3.0), |x, _, bad| x * (1.35 + 0.2 * bad)).slowly(),
    ]
}

/// What the λ sensor of these cars can read.
const RANGE: (f32, f32) = (0.68, 1.36);
/// Between two faults, and from the start of a log, seconds.
const APART_S: f64 = 5.0;
const FROM_S: f64 = 90.0;

struct Spoilt {
    table: LogTable,
    planted: Vec<Planted>,
}

/// A drive with faults: as many as find a place.
fn spoilt(logger: Logger) -> Spoilt {
    let drive = drive(logger);
    let seconds = drive.table.main_axis().seconds();
    let mut values: Vec<(ChannelId, Vec<f32>)> =
        drive.table.columns().iter().map(|c| (c.id().unwrap(), c.f32().unwrap().to_vec())).collect();
    for (_, lambda) in values.iter_mut().filter(|(id, _)| *id == ChannelId::Lambda1) {
        lambda.iter_mut().for_each(|x| *x = x.clamp(RANGE.0, RANGE.1));
    }
    let running = values.iter().find(|(id, _)| *id == ChannelId::Rpm).unwrap().1.clone();
    let part = |s: &crate::scenario::Happened<SegmentKind>| {
        let rpm = running[seconds.partition_point(|t| *t < f64::midpoint(s.t0, s.t1))];
        Part { kind: s.kind, t0: s.t0, t1: s.t1, rpm }
    };
    let parts: Vec<Part> = drive.segments.iter().map(part).collect();
    let mut dice = Dice::new(logger.seed ^ 0xfa_u64);
    (0..20).for_each(|_| _ = dice.even());
    let mut planted: Vec<Planted> = Vec::new();
    let mut order: Vec<Plan> = plans().into_iter().chain(plans()).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, (dice.even() * (i + 1) as f64) as usize);
    }
    // From one sample of a slow log to the next a manifold may do what else is a jump.
    let slow = |p: &Plan| p.id == ChannelId::MapGauge && p.kind != FindingKind::Stuck && logger.rate_hz < 25;
    for plan in order.into_iter().filter(|p| !slow(p)) {
        let column = &mut values.iter_mut().find(|(id, _)| *id == plan.id).unwrap().1;
        for _ in 0..40 {
            let lasts = plan.lasts.0 + (plan.lasts.1 - plan.lasts.0) * dice.even();
            let Some(from) = plan.place.start(&parts, seconds[seconds.len() - 1], lasts, &mut dice) else {
                break;
            };
            let first = seconds.partition_point(|t| *t < from);
            let end = seconds.partition_point(|t| *t < from + lasts).max(first + 1);
            let clear = |p: &Planted| from + lasts + APART_S < p.span.t0 || p.span.t1 + APART_S < from;
            let shows = |row: usize| running[row] > 600.0 && column[row] > plan.above;
            if from < FROM_S || end >= seconds.len() || !planted.iter().all(clear) || !(first..end).all(shows)
            {
                continue;
            }
            let (bad, last) = (dice.even() as f32, column[first - 1]);
            for row in first..end {
                let t = seconds[row];
                let share = ((t - from).min(from + lasts - t) / plan.ramp).clamp(0.0, 1.0) as f32;
                let wrong = (plan.reads)(column[row], last, bad);
                column[row] =
                    if plan.ramp > 0.0 { column[row] + share * (wrong - column[row]) } else { wrong };
            }
            // What comes slowly is an outlier once half of it is there.
            let half = plan.ramp / 2.0;
            let span = Span::new(seconds[first] + half, seconds[end - 1] - half);
            planted.push(Planted { kind: plan.kind, id: plan.id, span });
            break;
        }
    }
    let columns = values.iter().map(|(id, values)| {
        let (low, high) = id.spec().plausible;
        let outside = RowMask::of_values(values, |x| !x.is_nan() && !(low..=high).contains(&f64::from(x)));
        numbers(*id, values).with_flags(vec![(Flag::OutOfRange, outside)])
    });
    let table = LogTable::new(drive.table.axes().to_vec(), columns.collect()).unwrap();
    Spoilt { table, planted }
}

/// A segment of the drive and the engine speed in its middle.
struct Part {
    kind: SegmentKind,
    t0: f64,
    t1: f64,
    rpm: f32,
}

/// Two segments of one kind are of one operating point within so many rpm; so many others make it known.
const ALIKE_RPM: f32 = 150.0;
const OTHERS: usize = 5;

impl Place {
    fn start(self, parts: &[Part], end: f64, lasts: f64, dice: &mut Dice) -> Option<f64> {
        let mut pick = |starts: Vec<(f64, f64)>| {
            let at = (dice.even() * starts.len() as f64) as usize;
            starts.get(at).map(|(from, to)| from + (to - from) * dice.even())
        };
        let within = |test: &dyn Fn(&Part) -> bool, after: f64| {
            let fits = |p: &&Part| test(p) && p.t1 - p.t0 > after + lasts + 0.5;
            parts.iter().filter(fits).map(|p| (p.t0 + after, p.t1 - lasts - 0.4)).collect()
        };
        let alike = |p: &Part| {
            let same = |q: &&Part| q.kind == p.kind && (q.rpm - p.rpm).abs() <= ALIKE_RPM;
            parts.iter().filter(same).count() > OTHERS
        };
        match self {
            Place::Anywhere => pick(vec![(FROM_S, end - 10.0)]),
            Place::Within(kinds, after) => pick(within(&|p| kinds.contains(&p.kind), after)),
            Place::WhereOften(after) => pick(within(&|p| HELD.contains(&p.kind) && alike(p), after)),
            Place::BeforePull(before) => {
                let pulls = parts.iter().filter(|p| p.kind == SegmentKind::Pull);
                pick(pulls.map(|p| (p.t0 - before, p.t0 - before + 0.5)).collect())
            }
        }
    }
}

fn found(table: &LogTable) -> Report {
    let (frame, subject) = (Frame::whole(table), Subject::default());
    let patterns = patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).unwrap();
    outliers::run(&frame, &subject, &patterns, &outliers::Params::default(), &Cx::none()).unwrap()
}

/// How far an episode may lie from what was planted, seconds.
const NEAR_S: f64 = 0.3;
const EDGE_S: f64 = 0.25;

/// A sensor that stands still within the noise of its channel is told less surely than the others.
const LEAST_STUCK: f64 = 0.85;

#[derive(Default)]
struct Scores {
    episodes: BTreeMap<String, Tally>,
    samples: BTreeMap<String, Tally>,
    wrong: String,
}

impl Scores {
    fn add(&mut self, what: &str, spoilt: &Spoilt) {
        let report = found(&spoilt.table);
        let is = |key: &[ChannelKey], id: ChannelId| key.contains(&id.into());
        let meets = |a: Span, b: Span| a.t0 <= b.t1 + NEAR_S && b.t0 <= a.t1 + NEAR_S;
        for p in &spoilt.planted {
            let hit = report
                .of(p.kind)
                .filter(|f| is(&f.channels, p.id))
                .any(|f| f.episodes.iter().any(|e| meets(e.span, p.span)));
            let tally = self.episodes.entry(p.kind.slug().to_owned()).or_default();
            tally.add(Tally { planted: 1, met: u64::from(hit), ..Tally::default() });
            if !hit {
                self.wrong += &format!("{what}: missed {p:?}\n");
            }
        }
        for finding in &report.findings {
            for e in &finding.episodes {
                // The same trouble told in two ways is no false alarm.
                let right =
                    spoilt.planted.iter().any(|p| is(&finding.channels, p.id) && meets(e.span, p.span));
                let tally = self.episodes.entry(finding.kind.slug().to_owned()).or_default();
                tally.add(Tally { found: 1, right: u64::from(right), ..Tally::default() });
                if !right {
                    self.wrong +=
                        &format!("{what}: {} of {:?}: {e:?}\n", finding.kind.slug(), finding.channels);
                }
            }
        }
        self.add_samples(&report, spoilt);
    }

    fn add_samples(&mut self, report: &Report, spoilt: &Spoilt) {
        for kind in FindingKind::ALL {
            for column in spoilt.table.columns() {
                let id = column.id().unwrap();
                let planted = spoilt.planted.iter().filter(|p| p.kind == kind && p.id == id).map(|p| p.span);
                let found = report
                    .of(kind)
                    .filter(|f| f.channels.contains(&id.into()))
                    .flat_map(|f| f.episodes.iter().map(|e| e.span));
                let sharp = kind == FindingKind::Spike;
                let unsure = if sharp {
                    RowMask::none(spoilt.table.rows())
                } else {
                    edges(&spoilt.table, planted.clone(), EDGE_S)
                };
                // Elsewhere the same trouble under another name.
                let others = spoilt.planted.iter().filter(|p| p.kind != kind && p.id == id).map(|p| p.span);
                let unsure = unsure.or(&rows_of(&spoilt.table, others));
                let (planted, found) = (rows_of(&spoilt.table, planted), rows_of(&spoilt.table, found));
                self.samples
                    .entry(kind.slug().to_owned())
                    .or_default()
                    .add(Tally::of_rows(&planted, &found, &unsure));
            }
        }
    }
}

fn assert_found(rate_hz: u32, seeds: std::ops::Range<u64>, noise: f64) {
    let mut scores = Scores::default();
    for seed in seeds {
        let logger = Logger { car: seed, noise, ..Logger::new(seed, rate_hz) };
        scores.add(&format!("{rate_hz} Hz, seed {seed}"), &spoilt(logger));
    }
    let planted: u64 = scores.episodes.values().map(|t| t.planted).sum();
    assert!(planted >= 60, "{planted} planted");
    for tallies in [&mut scores.episodes, &mut scores.samples] {
        let stuck = tallies.remove(FindingKind::Stuck.slug()).unwrap();
        let (precision, recall) = (stuck.precision(), stuck.recall());
        println!("{rate_hz} Hz, stuck: precision {precision:.3}, recall {recall:.3} of {}", stuck.planted);
        assert!(precision >= LEAST && recall >= LEAST_STUCK, "{recall}\n{}", scores.wrong);
    }
    assert_good(&format!("{rate_hz} Hz, episodes"), &scores.episodes, &scores.wrong);
    assert_good(&format!("{rate_hz} Hz, samples"), &scores.samples, &scores.wrong);
}

#[test]
fn sensors_that_fail_are_found_and_little_else_is_at_25_hz() {
    assert_found(25, 201..209, 1.0);
}

#[test]
fn sensors_that_fail_are_found_and_little_else_is_on_a_slow_log() {
    assert_found(10, 221..227, 1.0);
}

#[test]
fn sensors_that_fail_are_found_and_little_else_is_on_fast_logs() {
    assert_found(50, 241..245, 2.0);
    assert_found(200, 251..254, 1.0);
}

#[test]
fn sound_sensors_have_no_fault_at_any_rate() {
    let (mut hours, mut told) = (0.0, String::new());
    let mut number = 0;
    for rate_hz in [10, 25, 50, 200] {
        for seed in 271..274 {
            let table = drive(Logger { car: seed, noise: 2.0, ..Logger::new(seed, rate_hz) }).table;
            hours += table.main_axis().duration() / 3600.0;
            for f in found(&table).findings {
                number += f.episodes.len();
                told += &format!("{rate_hz} Hz, seed {seed}: {f:?}\n");
            }
        }
    }
    assert!(number as f64 <= hours, "{number} in {hours:.1} h:\n{told}");
}

/// A pressure sensor that ends below the boost of the engine.
#[test]
fn a_sensor_too_small_for_the_engine_has_a_flat_top() {
    let mut scores: BTreeMap<String, Tally> = BTreeMap::new();
    for (rate_hz, seed) in [(25, 301), (25, 302), (50, 303), (100, 304)] {
        let sound = drive(Logger { car: seed, ..Logger::new(seed, rate_hz) }).table;
        let top = 0.42 + 0.05 * (seed % 5) as f32;
        let mut clipped = RowMask::none(sound.rows());
        let columns = sound.columns().iter().map(|c| {
            if c.id() != Some(ChannelId::MapGauge) {
                return c.clone();
            }
            let values = c.f32().unwrap();
            clipped = RowMask::of_values(values, |x| x >= top);
            numbers(ChannelId::MapGauge, &values.iter().map(|x| x.min(top)).collect::<Vec<_>>())
        });
        let table = LogTable::new(sound.axes().to_vec(), columns.collect()).unwrap();
        let axis = table.main_axis();
        let long =
            |run: &std::ops::Range<usize>| axis.seconds()[run.end - 1] - axis.seconds()[run.start] >= 0.6;
        let span =
            |run: std::ops::Range<usize>| Span::new(axis.seconds()[run.start], axis.seconds()[run.end - 1]);
        let planted: Vec<Span> = clipped.runs().into_iter().filter(long).map(span).collect();
        assert!(planted.len() >= 6, "{} at the top", planted.len());
        let report = found(&table);
        let railed: Vec<Span> = report
            .of(FindingKind::Railed)
            .filter(|f| f.channels == [ChannelKey::from(ChannelId::MapGauge)])
            .flat_map(|f| f.episodes.iter().map(|e| e.span))
            .collect();
        let meets = |a: &Span, b: &Span| a.t0 <= b.t1 && b.t0 <= a.t1;
        let tally = Tally {
            planted: planted.len() as u64,
            met: planted.iter().filter(|p| railed.iter().any(|r| meets(p, r))).count() as u64,
            found: railed.len() as u64,
            right: railed.iter().filter(|r| planted.iter().any(|p| meets(p, r))).count() as u64,
        };
        scores.entry("flat tops".to_owned()).or_default().add(tally);
        let unsure = edges(&table, planted.iter().copied(), 0.1);
        let rows = rows_of(&table, railed.into_iter());
        let planted = rows_of(&table, planted.into_iter());
        scores.entry("their samples".to_owned()).or_default().add(Tally::of_rows(&planted, &rows, &unsure));
    }
    assert_good("a sensor that ends too early", &scores, "");
}
