//! The log as an analysis sees it.

use fueltune_analyzer::engine::analysis::{Frame, LedgerBuilder, LeftOut, NoteCode, Reason, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable, RowMask, TimeAxis};

use crate::sample_logs::{log, numbers, regular_axis};

#[test]
fn a_flagged_value_is_no_value() {
    let flagged = RowMask::from_fn(3, |row| row == 1);
    let coolant =
        numbers(ChannelId::Coolant, &[80.0, -40.0, 82.0]).with_flags(vec![(Flag::Sentinel, flagged)]);
    let table = log(25.0, vec![numbers(ChannelId::Rpm, &[900.0; 3]), coolant]);
    let values = Frame::whole(&table).channel(ChannelId::Coolant).unwrap();
    assert_eq!(values[0], 80.0);
    assert!(values[1].is_nan());
    assert_eq!(values[2], 82.0);
}

#[test]
fn a_throttle_a_little_beyond_its_stops_stands_at_them() {
    let read = [-0.6, 50.0, 100.4, 180.0, -0.4];
    let outside = RowMask::from_fn(5, |row| !(0.0..=100.0).contains(&read[row]));
    let flags = vec![(Flag::OutOfRange, outside), (Flag::ExportTail, RowMask::from_range(5, 4..5))];
    let table = log(25.0, vec![numbers(ChannelId::Tps, &read).with_flags(flags)]);
    let (id, values) = Frame::whole(&table).throttle().unwrap();
    assert_eq!((id, &values[..3]), (ChannelId::Tps, &[0.0, 50.0, 100.0][..]));
    assert!(values[3].is_nan(), "far beyond is no throttle");
    assert!(values[4].is_nan(), "what is doubted for another reason stays so");
}

#[test]
fn a_channel_of_another_rate_is_held_and_not_interpolated() {
    let fast = regular_axis(6, 100.0);
    let slow = TimeAxis::new(vec![0.02, 0.04, 0.06]);
    let lambda = Column::new(
        ChannelId::Lambda1.into(),
        "Sonda",
        ChannelId::Lambda1.base_unit(),
        1,
        ColumnData::F32([0.9, 1.0, 1.1].into()),
    );
    let table = LogTable::new(vec![fast, slow], vec![numbers(ChannelId::Rpm, &[900.0; 6]), lambda]).unwrap();
    let values = Frame::whole(&table).channel(ChannelId::Lambda1).unwrap();
    assert!(values[0].is_nan(), "nothing was measured before 0.02 s");
    assert_eq!(&values[1..], [0.9, 0.9, 1.0, 1.0, 1.1]);
}

#[test]
fn a_selection_keeps_the_rows_within_its_spans() {
    let table = log(10.0, vec![numbers(ChannelId::Rpm, &[900.0; 10])]);
    let frame = Frame::whole(&table).select(&[Span::new(0.2, 0.4), Span::new(0.8, 0.8)], None).unwrap();
    assert_eq!(frame.selected().iter().collect::<Vec<_>>(), [1, 2, 3, 7]);
    assert!(Frame::whole(&table).select(&[], Some(&RowMask::all(3))).is_err(), "a mask of another length");
}

#[test]
fn gauge_pressure_comes_from_absolute_and_the_assumed_air_is_noted() {
    let table = log(25.0, vec![numbers(ChannelId::MapAbs, &[1.5, 0.5])]);
    let mut notes = Vec::new();
    let gauge = Frame::whole(&table).map_gauge(&Subject::default(), &mut notes).unwrap();
    assert!((gauge[0] - 0.48675).abs() < 1e-6, "{gauge:?}");
    assert_eq!(notes[0].code, NoteCode::BaroAssumed);
}

#[test]
fn a_row_counts_under_the_first_reason_that_took_it() {
    let mut ledger = LedgerBuilder::new(10);
    ledger.leave_out(Reason::Cold, &RowMask::from_range(10, 0..4));
    ledger.leave_out(Reason::Transient, &RowMask::from_range(10, 2..6));
    ledger.leave_out(Reason::Limited, &RowMask::none(10));
    let (rows, ledger) = ledger.finish();
    assert_eq!(rows.iter().collect::<Vec<_>>(), [6, 7, 8, 9]);
    assert_eq!((ledger.rows, ledger.used), (10, 4));
    let expected =
        [LeftOut { reason: Reason::Cold, rows: 4 }, LeftOut { reason: Reason::Transient, rows: 2 }];
    assert_eq!(ledger.left_out, expected);
}
