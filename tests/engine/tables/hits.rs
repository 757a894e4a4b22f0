//! A log over a table.

use fueltune_analyzer::engine::analysis::{Frame, NoteCode, Span, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::{Cancelled, Cx};
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use fueltune_analyzer::engine::tables::{
    Cell, CellHits, Hits, HitsError, HitsParams, MapTable, Ownership, Side, rows_at, trail,
};
use proptest::prelude::*;

use super::{curve, fuel, small, with_spare};
use crate::sample_logs::{cases, log, numbers, regular_axis};

fn over(table: &MapTable, log: &LogTable, params: HitsParams) -> (Vec<CellHits>, u64) {
    let mut hits = Hits::new(table, Some(ChannelId::Lambda1.into()), params).unwrap();
    let told = hits.add(&Frame::whole(log), &Subject::default(), &Cx::none()).unwrap();
    (hits.finish(), told.beyond)
}

fn drive(rpm: &[f32], map: &[f32], lambda: &[f32]) -> LogTable {
    let columns = vec![
        numbers(ChannelId::Rpm, rpm),
        numbers(ChannelId::MapGauge, map),
        numbers(ChannelId::Lambda1, lambda),
    ];
    log(10.0, columns)
}

#[test]
fn a_sample_belongs_to_the_nearest_break_points() {
    let log = drive(&[1400.0, 1600.0, 2900.0, 3100.0], &[-0.7, -0.5, 0.45, 0.6], &[0.8, 0.9, 1.0, 1.1]);
    let (cells, beyond) = over(&small(), &log, HitsParams::default());
    let used: Vec<usize> = (0..12).filter(|i| cells[*i].samples > 0).collect();
    // 1000 × −0.8, 2000 × −0.4, 2000 × 0, 4000 × 1.
    assert_eq!((used, beyond), (vec![0, 5, 6, 11], 0));
    assert_eq!(cells[5].mean, Some(f64::from(0.9f32)));
    assert!((cells[11].seconds - 0.1).abs() < 1e-9);
}

#[test]
fn figures_of_a_cell_are_those_of_its_samples() {
    let log = drive(&[1000.0; 5], &[-0.8; 5], &[0.8, 0.9, 1.0, 0.7, 1.1]);
    let params = HitsParams { percentile: 0.25, ..HitsParams::default() };
    let cell = over(&small(), &log, params).0[0];
    assert_eq!((cell.samples, cell.weight), (5, 5.0));
    let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-6;
    assert!(near(cell.mean, 0.9) && near(cell.min, 0.7) && near(cell.max, 1.1) && near(cell.percentile, 0.8));
    assert!(near(cell.sd, (0.1f64 / 4.0).sqrt()), "{:?}", cell.sd);
    let few = HitsParams { min_hits: 6.0, ..HitsParams::default() };
    let cell = over(&small(), &log, few).0[0];
    assert_eq!((cell.samples, cell.mean, cell.percentile), (5, None, None));
}

#[test]
fn a_sample_between_cells_is_shared_as_the_ecu_looks_it_up() {
    let log = drive(&[1250.0], &[-0.5], &[0.9]);
    let params = HitsParams { ownership: Ownership::Bilinear, ..HitsParams::default() };
    let cells = over(&small(), &log, HitsParams { min_hits: 0.0, ..params }).0;
    let weight = |i: usize| cells[i].weight;
    // A quarter of the way up in engine speed, three quarters in pressure.
    for (i, expected) in [(0, 0.1875), (1, 0.5625), (4, 0.0625), (5, 0.1875)] {
        assert!((weight(i) - expected).abs() < 1e-6, "{i}: {}", weight(i));
    }
    let seconds: f64 = cells.iter().map(|c| c.seconds).sum();
    assert!((cells.iter().map(|c| c.weight).sum::<f64>() - 1.0).abs() < 1e-9 && (seconds - 0.0).abs() < 1e-9);
}

#[test]
fn what_lies_beyond_is_told_or_held_at_the_edge() {
    let log = drive(&[1000.0, 400.0, 9000.0], &[-0.8, -0.8, 5.0], &[0.9; 3]);
    let (cells, beyond) = over(&small(), &log, HitsParams::default());
    assert_eq!((cells.iter().map(|c| c.samples).sum::<u32>(), beyond), (1, 2));
    let held = HitsParams { hold_edges: true, ..HitsParams::default() };
    let (cells, beyond) = over(&small(), &log, held);
    assert_eq!((cells[0].samples, cells[11].samples, beyond), (2, 1, 0));
}

#[test]
fn break_points_out_of_use_own_nothing() {
    let log = drive(&[1000.0, 1000.0], &[0.0, 0.4], &[0.9; 2]);
    let cells = over(&with_spare(), &log, HitsParams::default()).0;
    assert_eq!((cells[1].samples, cells[2].samples, cells[3].samples), (1, 0, 1));
}

#[test]
fn channels_of_other_rates_are_held() {
    let fast = regular_axis(8, 100.0);
    let slow = TimeAxis::new(vec![0.02, 0.06]);
    let lambda = Column::new(
        ChannelId::Lambda1.into(),
        "λ",
        ChannelId::Lambda1.base_unit(),
        1,
        ColumnData::F32([0.8, 1.0].into()),
    );
    let columns =
        vec![numbers(ChannelId::Rpm, &[1000.0; 8]), numbers(ChannelId::MapGauge, &[-0.8; 8]), lambda];
    let log = LogTable::new(vec![fast, slow], columns).unwrap();
    let cell = over(&small(), &log, HitsParams::default()).0[0];
    // Nothing before 0.02 s; then four rows of 0.8 and three of 1.0.
    assert_eq!(cell.samples, 7);
    assert!((cell.mean.unwrap() - (4.0 * 0.8 + 3.0) / 7.0).abs() < 1e-6);
}

#[test]
fn only_what_is_selected_counts_and_the_rest_is_accounted_for() {
    let log = drive(&[1000.0; 10], &[-0.8; 10], &[0.9, 0.9, f32::NAN, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9]);
    let table = small();
    let mut hits = Hits::new(&table, Some(ChannelId::Lambda1.into()), HitsParams::default()).unwrap();
    let frame = Frame::whole(&log).select(&[Span::new(0.0, 0.5)], None).unwrap();
    let told = hits.add(&frame, &Subject::default(), &Cx::none()).unwrap();
    assert_eq!((told.ledger.rows, told.ledger.used), (10, 4));
    hits.add(&frame, &Subject::default(), &Cx::none()).unwrap();
    assert_eq!(hits.finish()[0].samples, 8, "two logs together");
}

#[test]
fn absolute_pressure_lies_on_a_gauge_axis_with_a_note() {
    let columns = vec![
        numbers(ChannelId::Rpm, &[1000.0]),
        numbers(ChannelId::MapAbs, &[1.013]),
        numbers(ChannelId::Lambda1, &[0.9]),
    ];
    let (log, table) = (log(10.0, columns), small());
    let mut hits = Hits::new(&table, None, HitsParams::default()).unwrap();
    let told = hits.add(&Frame::whole(&log), &Subject::default(), &Cx::none()).unwrap();
    assert_eq!(told.notes[0].code, NoteCode::BaroAssumed);
    let cell = hits.finish()[2];
    assert_eq!((cell.samples, cell.mean), (1, None), "no channel was asked for");
}

#[test]
fn a_click_on_a_cell_finds_its_rows() {
    let log = drive(&[1400.0, 1600.0, 1400.0], &[-0.7, -0.5, -0.7], &[0.8, 0.9, f32::NAN]);
    let rows = rows_at(&Frame::whole(&log), &Subject::default(), &small(), Cell::at(0, 0), false).unwrap();
    assert_eq!(rows.iter().collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn what_cannot_be_gathered_says_why() {
    let log = drive(&[1000.0], &[0.0], &[0.9]);
    let frame = Frame::whole(&log);
    let gather = |table: &MapTable, value: Option<ChannelKey>| {
        Hits::new(table, value, HitsParams::default()).unwrap().add(&frame, &Subject::default(), &Cx::none())
    };
    assert_eq!(gather(&curve(&[1.0, 2.0]), None), Err(HitsError::Missing(ChannelId::Battery.into())));
    assert_eq!(
        gather(&small(), Some(ChannelId::Egt1.into())),
        Err(HitsError::Missing(ChannelId::Egt1.into()))
    );
    let nameless = fueltune_analyzer::engine::tables::MapAxis::of(
        None,
        fueltune_analyzer::engine::units::Unit::Raw,
        vec![1.0, 2.0],
    );
    let source = curve(&[1.0, 2.0]);
    let table =
        MapTable::new(source.info.clone(), nameless.unwrap(), None, source.unit(), vec![1.0, 2.0]).unwrap();
    assert_eq!(gather(&table, None), Err(HitsError::NoChannel(Side::X)));
    let share = HitsParams { percentile: 1.5, ..HitsParams::default() };
    assert!(matches!(Hits::new(&small(), None, share).map(|_| ()), Err(HitsError::Percentile(_))));
    let table = small();
    let mut hits = Hits::new(&table, None, HitsParams::default()).unwrap();
    let stopped = hits.add(&frame, &Subject::default(), &Cx::new(&|_, _| (), &|| true));
    assert_eq!(stopped, Err(HitsError::Cancelled(Cancelled)));
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn every_sample_belongs_somewhere_and_weighs_one(
        samples in prop::collection::vec((0.0f32..9000.0, -1.0f32..2.0, 0.6f32..1.4), 1..200),
    ) {
        let (rpm, (map, lambda)): (Vec<f32>, (Vec<f32>, Vec<f32>)) =
            samples.iter().map(|(r, m, l)| (*r, (*m, *l))).unzip();
        let log = drive(&rpm, &map, &lambda);
        let mean: f64 = lambda.iter().map(|l| f64::from(*l)).sum::<f64>() / lambda.len() as f64;
        for ownership in [Ownership::Nearest, Ownership::Bilinear] {
            let params = HitsParams { ownership, hold_edges: true, min_hits: 0.0, ..HitsParams::default() };
            let (cells, beyond) = over(&small(), &log, params);
            prop_assert_eq!(beyond, 0);
            let weight: f64 = cells.iter().map(|c| c.weight).sum();
            prop_assert!((weight - samples.len() as f64).abs() < 1e-6);
            let weighed: f64 = cells.iter().filter_map(|c| Some(c.weight * c.mean?)).sum();
            prop_assert!((weighed / weight - mean).abs() < 1e-6);
            let within = |c: &CellHits| match (c.min, c.mean, c.max, c.percentile) {
                (Some(low), Some(mean), Some(high), p) => {
                    low <= mean + 1e-9 && mean <= high + 1e-9 && p.is_none_or(|p| (0.59..=1.41).contains(&p))
                }
                _ => c.samples == 0,
            };
            prop_assert!(cells.iter().all(within));
        }
    }
}

#[test]
fn a_table_of_one_break_point_takes_every_sample_beside_it() {
    let log = drive(&[1000.0, 7000.0], &[0.0, 0.0], &[0.9, 0.8]);
    let one = fuel(&[3000.0], &[-0.5, 0.5], &[1.0, 2.0]);
    let cells = over(&one, &log, HitsParams::default()).0;
    assert_eq!(cells.iter().map(|c| c.samples).sum::<u32>(), 2);
}

#[test]
fn the_way_over_a_table_counts_break_points_those_out_of_use_too() {
    let log = drive(&[1000.0, 1500.0, 9000.0, f32::NAN], &[-0.4, 0.3, 5.0, 0.0], &[0.9; 4]);
    let frame = Frame::whole(&log);
    let way = trail(&frame, &Subject::default(), &with_spare(), 100).unwrap();
    // The third pressure is not in use: half way from −0.4 to 1 bar is half way from place 1 to place 3.
    let places: Vec<(f32, f32)> = way.iter().map(|p| (p.row, p.column)).collect();
    assert_eq!(
        places,
        [(0.0, 1.0), (0.5, 2.0), (2.0, 3.0)],
        "held at the edges; a row without a value is none"
    );
    assert_eq!(way[1].t, 0.2, "its rows begin at 0.1 s");
    assert_eq!(trail(&frame, &Subject::default(), &with_spare(), 2).unwrap().len(), 2);
    let unknown = trail(&frame, &Subject::default(), &curve(&[1.0, 2.0]), 9);
    assert_eq!(unknown, Err(HitsError::Missing(ChannelId::Battery.into())));
}
