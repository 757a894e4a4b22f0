//! Sound sensors have no fault, and one that is too small for the engine is told by its flat top.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::outliers::{self, FindingKind, Report};
use fueltune_analyzer::engine::analysis::patterns;
use fueltune_analyzer::engine::analysis::{Frame, Span, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{LogTable, RowMask};

use super::{Tally, assert_good, edges, rows_of};
use crate::sample_logs::numbers;
use crate::scenario::{Logger, drive};

pub fn found(table: &LogTable) -> Report {
    let (frame, subject) = (Frame::whole(table), Subject::default());
    let patterns = patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).unwrap();
    outliers::run(&frame, &subject, &patterns, &outliers::Params::default(), &Cx::none()).unwrap()
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
