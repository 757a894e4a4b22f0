//! Standards of correction, the air, and what every analysis has to bear.

use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::performance::atmosphere::{density, saturation_bar};
use fueltune_analyzer::engine::analysis::performance::{
    Atmosphere, EngineKind, Figure, Origin, Params, Report, Standard, Validity, correct, run,
};
use fueltune_analyzer::engine::analysis::{AnalysisError, Frame, NoteCode, Params as _, Span, Subject};
use fueltune_analyzer::engine::channels::{CATALOG, ChannelId};
use fueltune_analyzer::engine::cx::{Cancelled, Cx};
use fueltune_analyzer::engine::table::{Column, LogTable};
use proptest::prelude::*;

use super::performance_car::{performance, segment, subject, vehicle};
use crate::sample_logs::{cases, log, numbers, regular_axis};

fn air(bar: f64, celsius: f64, humidity: f64) -> Atmosphere {
    let figure = |value| Figure::new(value, 0.0, Origin::Log);
    Atmosphere::of(figure(bar), figure(celsius), figure(humidity))
}

#[test]
fn each_standard_has_the_factor_of_the_hand() {
    let cases = [
        // 1.18 · 990 / 1013.25 − 0.18: the check value of the standard's own note.
        (Standard::SaeJ1349, 1.013_25, 25.0, 0.972_924),
        (Standard::SaeJ1349, 0.990, 25.0, 1.0),
        // 990 hPa and 25 °C against 29.92 inHg and 60 °F: about 4 % more, as dynos show.
        (Standard::Std, 0.990, 25.0, 1.040_083),
        (Standard::Std, 1.013_25, 15.56, 1.0),
        // √(298 / 293).
        (Standard::Din70020, 1.013_25, 25.0, 1.008_496),
        (Standard::Din70020, 1.013_25, 20.0, 1.0),
        // (0.99 / 0.95)^1.2 · (308 / 298)^0.6.
        (Standard::EceR85, 0.95, 35.0, 1.071_753),
        (Standard::EceR85, 0.99, 25.0, 1.0),
    ];
    for (standard, bar, celsius, wanted) in cases {
        let found =
            correct(standard, &air(bar, celsius, 0.0), EngineKind::default(), Some(100.0), Some(200.0));
        assert!((found.factor - wanted).abs() < 2e-5, "{standard:?} {bar} {celsius}: {}", found.factor);
        if found.validity == Validity::Valid {
            assert_eq!(found.power_kw, Some(100.0 * found.factor));
            assert_eq!(found.torque_nm, Some(200.0 * found.factor));
        }
    }
}

#[test]
fn a_figure_beyond_a_standard_is_not_given() {
    let turbo = EngineKind { boosted: true, diesel: false };
    let diesel = EngineKind { boosted: false, diesel: true };
    let plain = EngineKind::default();
    let cases = [
        (Standard::SaeJ1349, air(1.0, 25.0, 0.0), turbo, Validity::Boosted),
        (Standard::Std, air(0.9, 25.0, 0.0), turbo, Validity::Boosted),
        (Standard::EceR85, air(1.0, 25.0, 0.0), diesel, Validity::Diesel),
        (Standard::SaeJ1349, air(1.0, 40.0, 0.0), plain, Validity::OutsideAir),
        (Standard::SaeJ1349, air(0.85, 25.0, 0.0), plain, Validity::OutsideAir),
        (Standard::EceR85, air(0.92, 34.0, 0.0), plain, Validity::OutsideFactor),
        (Standard::EceR85, air(0.78, 25.0, 0.0), plain, Validity::OutsideAir),
        (Standard::Din70020, air(0.85, 25.0, 0.0), plain, Validity::OutsideFactor),
        (Standard::SaeJ1349, air(1.0, 25.0, 50.0), plain, Validity::Valid),
    ];
    for (standard, air, kind, wanted) in cases {
        let found = correct(standard, &air, kind, Some(150.0), None);
        assert_eq!(found.validity, wanted, "{standard:?} {}", found.factor);
        assert_eq!(found.power_kw.is_some(), wanted == Validity::Valid, "{standard:?}");
        assert_eq!(found.torque_nm, None);
    }
}

#[test]
fn humid_air_is_lighter_than_dry_air() {
    // 3.17 kPa at 25 °C and 2.34 kPa at 20 °C in any steam table.
    assert!((saturation_bar(25.0) - 0.031_7).abs() < 0.000_1);
    assert!((saturation_bar(20.0) - 0.023_4).abs() < 0.000_1);
    // 101325 / (287.05 · 288.15).
    assert!((density(1.013_25, 0.0, 15.0) - 1.225).abs() < 0.000_1);
    let (dry, humid) = (air(1.013_25, 30.0, 0.0), air(1.013_25, 30.0, 100.0));
    assert!(humid.density < dry.density && (humid.dry_bar + humid.vapour_bar - 1.013_25).abs() < 1e-12);
}

#[test]
fn the_air_is_measured_else_entered_else_assumed_with_a_note() {
    let pull = [(SegmentKind::Pull, Span::new(0.0, 1.0))];
    let rpm = || numbers(ChannelId::Rpm, &[3000.0; 50]);
    let of = |columns: Vec<Column>, subject: &Subject| {
        performance(&log(25.0, columns), subject, &pull, &Params::default())
    };
    let has = |report: &Report, code| report.notes.iter().any(|n| n.code == code);

    let nothing = of(vec![rpm()], &Subject::default());
    assert_eq!(
        (nothing.air.pressure.origin, nothing.air.temperature.origin),
        (Origin::Standard, Origin::Standard)
    );
    for code in [NoteCode::BaroAssumed, NoteCode::AmbientAssumed, NoteCode::HumidityAssumed] {
        assert!(has(&nothing, code), "{code:?}");
    }
    let entered = of(vec![rpm()], &subject(vehicle()));
    assert_eq!(entered.air.pressure, Figure::new(1.013_25, 0.003, Origin::Session));
    assert_eq!(entered.air.temperature.value, 25.0);
    assert!(!has(&entered, NoteCode::HumidityAssumed));
    let measured = of(
        vec![rpm(), numbers(ChannelId::Baro, &[0.92; 50]), numbers(ChannelId::Ambient, &[31.0; 50])],
        &subject(vehicle()),
    );
    assert!((measured.air.pressure.value - 0.92).abs() < 1e-6 && measured.air.pressure.origin == Origin::Log);
    assert_eq!(measured.air.temperature.value, 31.0);
    // What a turbo has compressed says nothing about the air outside.
    let intake = || numbers(ChannelId::IntakeAir, &[55.0; 50]);
    let boosted = of(vec![rpm(), intake(), numbers(ChannelId::MapGauge, &[0.8; 50])], &Subject::default());
    assert_eq!(boosted.air.temperature.value, 25.0);
    let natural = of(vec![rpm(), intake(), numbers(ChannelId::MapGauge, &[-0.1; 50])], &Subject::default());
    assert_eq!(natural.air.temperature.value, 55.0);
    assert!(has(&natural, NoteCode::AmbientFromIntake));
}

/// A log with every numeric channel there is.
fn everything(rows: usize, value: impl Fn(usize, usize) -> f32) -> LogTable {
    let columns = CATALOG
        .iter()
        .enumerate()
        .map(|(k, spec)| numbers(spec.id, &(0..rows).map(|row| value(k, row)).collect::<Vec<f32>>()))
        .collect();
    LogTable::new(vec![regular_axis(rows, 25.0)], columns).unwrap()
}

/// Every segment kind over all of a log, so that no part is left out.
fn whole(table: &LogTable) -> patterns::Report {
    let frame = Frame::whole(table);
    let span = Span::new(frame.time().start(), frame.time().end());
    let segments = SegmentKind::ALL.iter().map(|kind| segment(&frame, *kind, span)).collect();
    patterns::Report { segments, ..patterns::Report::default() }
}

fn assert_finite(report: &Report, name: &str) {
    let text = serde_json::to_string(report).unwrap();
    // JSON has no NaN: it writes null, which no f64 reads back.
    let back: Report = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    // Its last digit may differ; what travels between threads may not.
    assert_eq!(back.pulls.len(), report.pulls.len(), "{name}");
    let bytes = postcard::to_stdvec(report).unwrap();
    assert_eq!(&postcard::from_bytes::<Report>(&bytes).unwrap(), report, "{name}");
    let left: u64 = report.ledger.left_out.iter().map(|l| l.rows).sum();
    assert_eq!(report.ledger.used + left, report.ledger.rows, "{name}");
}

#[test]
fn odd_logs_give_a_report_without_invented_figures() {
    let ramp = |k: usize, row: usize| (k as f32 + 1.0) * row as f32 * 0.7;
    let tables = [
        ("no channels", LogTable::new(vec![regular_axis(0, 25.0)], vec![]).unwrap()),
        ("empty", everything(0, |_, _| 0.0)),
        ("one row", everything(1, |_, _| 1.0)),
        ("constant", everything(300, |k, _| k as f32)),
        ("zero", everything(300, |_, _| 0.0)),
        ("all missing", everything(300, |_, _| f32::NAN)),
        ("infinite", everything(300, |_, row| if row % 2 == 0 { f32::INFINITY } else { f32::NEG_INFINITY })),
        ("huge offset", everything(300, |_, row| 1e9 + row as f32 * 64.0)),
        ("rising", everything(300, ramp)),
        ("falling below zero", everything(300, |k, row| -ramp(k, row))),
        (
            "every other row missing",
            everything(300, |k, row| if row % 2 == 0 { ramp(k, row) } else { f32::NAN }),
        ),
    ];
    for (name, table) in &tables {
        for subject in [Subject::default(), subject(vehicle())] {
            for patterns in [patterns::Report::default(), whole(table)] {
                let frame = Frame::whole(table);
                let report = run(&frame, &subject, &patterns, &Params::default(), &Cx::none()).unwrap();
                assert_finite(&report, name);
                for run in &report.times.runs {
                    assert!(run.seconds.is_finite() && run.seconds > 0.0, "{name}");
                }
            }
        }
    }
}

#[test]
fn a_report_of_other_rows_and_a_cut_selection_are_borne() {
    let table = everything(100, |k, row| (k + row) as f32);
    let longer = everything(300, |k, row| (k + row) as f32);
    let frame = Frame::whole(&table).select(&[Span::new(1.0, 2.0)], None).unwrap();
    let report = run(&frame, &subject(vehicle()), &whole(&longer), &Params::default(), &Cx::none()).unwrap();
    assert_finite(&report, "segments of a longer log");
    assert!(report.ledger.used <= 26);
}

#[test]
fn it_stops_when_asked_and_refuses_figures_out_of_bounds() {
    let table = everything(50, |k, row| (k + row) as f32);
    let frame = Frame::whole(&table);
    let patterns = whole(&table);
    let stopped =
        run(&frame, &Subject::default(), &patterns, &Params::default(), &Cx::new(&|_, _| (), &|| true));
    assert_eq!(stopped, Err(AnalysisError::Cancelled(Cancelled)));
    let mut params = Params::default();
    assert!(params.set("knots", 5.0) && !params.set("nonsense", 1.0));
    let refused = run(&frame, &Subject::default(), &patterns, &params, &Cx::none());
    assert!(matches!(refused, Err(AnalysisError::Param(_))), "{refused:?}");
    assert_eq!(Params::FIELDS.len(), Params::default().values().len());
    assert!(Params::default().check().is_ok());
}

proptest! {
    #![proptest_config(cases(25))]

    #[test]
    fn no_log_makes_it_panic_or_say_what_is_no_number(
        figures in prop::collection::vec(
            prop_oneof![4 => -1e4f32..1e4, 1 => Just(f32::NAN), 1 => Just(0.0f32)], 30..200),
        rows in 1usize..160,
    ) {
        let table = everything(rows, |k, row| figures[(k * 7 + row * 3) % figures.len()]);
        let frame = Frame::whole(&table);
        let report = run(&frame, &subject(vehicle()), &whole(&table), &Params::default(), &Cx::none()).unwrap();
        assert_finite(&report, "any figures");
    }
}
