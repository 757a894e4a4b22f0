//! How a vehicle's key figures go: the line that is drawn, what is said of it and what it rests on.

use fueltune_analyzer::app::trends::{
    MONTH_DAYS, axis, csv, dots, facts, fit, label, verdict, verdict_text, without,
};
use fueltune_analyzer::engine::analysis::trends::across::{Dated, Params, across};
use fueltune_analyzer::engine::analysis::trends::figures::{FigureKind, KeyFigure, KeyFigures};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::i18n::units::{Preset, UnitPrefs, Units};
use fueltune_analyzer::i18n::{I18n, Lang};
use fueltune_analyzer::protocol::{TrendSession, TrendsFound, WhyLeftOut};

const DAY_MS: f64 = 24.0 * 3600.0 * 1000.0;

/// Keys that are put together from a slug.
pub fn keys() -> Vec<String> {
    let figures = FigureKind::ALL.iter().map(|kind| format!("trends-figure-{}", kind.slug()));
    let verdicts = ["few", "none", "better", "worse", "rising", "falling"];
    let why = WhyLeftOut::ALL.iter().map(|why| format!("trends-why-{}", why.slug()));
    figures.chain(verdicts.map(|v| format!("trends-verdict-{v}"))).chain(why).collect()
}

fn units(preset: Preset, lang: Lang) -> Units {
    let prefs = UnitPrefs { preset, ..UnitPrefs::default() };
    Units { lang, prefs: std::rc::Rc::new(prefs), stoich: 14.7 }
}

/// Sessions a week apart with one figure each; none where it is missing.
fn found(kind: FigureKind, values: &[Option<f64>]) -> TrendsFound {
    let days = |i: usize| 10_000.0 + 7.0 * i as f64;
    let figure = |value: f64| KeyFigure {
        kind,
        value,
        spread: None,
        low: Some(value - 0.1),
        high: Some(value + 0.2),
        n: 9,
        rows: 900,
    };
    let dated: Vec<Dated> = values
        .iter()
        .enumerate()
        .map(|(i, value)| {
            let figures = KeyFigures { figures: value.map(figure).into_iter().collect(), notes: Vec::new() };
            Dated { at_days: days(i), figures }
        })
        .collect();
    let session = |i: usize| TrendSession {
        id: format!("id-{i}"),
        name: format!("Run {i}"),
        at_ms: days(i) * DAY_MS,
        dated: true,
    };
    TrendsFound {
        sessions: (0..values.len()).map(session).collect(),
        report: across(&dated, &Params::default(), &Cx::none()).expect("nothing gives it up"),
        ..TrendsFound::default()
    }
}

const FALLING: [Option<f64>; 6] = [Some(4.0), Some(3.9), Some(3.8), None, Some(3.6), Some(3.5)];

#[test]
fn the_line_lies_on_points_that_lie_on_a_line_and_within_its_interval() {
    let found = found(FigureKind::OilPressureRunning, &FALLING);
    let figure = &found.report.figures[0];
    let fit = fit(figure).unwrap();
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 1.0 && (a.1 - b.1).abs() < 1e-9;
    let days = |i: f64| (10_000.0 + 7.0 * i) * DAY_MS;
    assert!(near(fit.line.from, (days(0.0), 4.0)) && near(fit.line.to, (days(5.0), 3.5)), "{fit:?}");
    let slope = |line: fueltune_analyzer::charts::figure::TrendLine| {
        (line.to.1 - line.from.1) / (line.to.0 - line.from.0)
    };
    let room = 1e-9 * slope(fit.line).abs();
    assert!(slope(fit.low) <= slope(fit.line) + room && slope(fit.line) <= slope(fit.high) + room, "{fit:?}");
    assert_eq!(verdict(figure), "worse", "less oil pressure is worse");
}

#[test]
fn a_point_names_its_session_and_a_session_without_the_figure_is_told() {
    let found = found(FigureKind::OilPressureRunning, &FALLING);
    let figure = &found.report.figures[0];
    let dots = dots(figure, &found.sessions);
    assert_eq!(dots.iter().map(|d| d.datum).collect::<Vec<_>>(), [0.0, 1.0, 2.0, 4.0, 5.0]);
    assert_eq!(dots[3].name, "Run 4");
    let (low, high) = dots[3].ends.unwrap();
    assert!((low - 3.5).abs() < 1e-9 && (high - 3.8).abs() < 1e-9, "{low} … {high}");
    assert_eq!(without(figure, &found).iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Run 3"]);
}

#[test]
fn a_slope_is_told_by_the_month_in_the_users_unit_with_what_it_rests_on() {
    let found = found(FigureKind::OilPressureRunning, &FALLING);
    let figure = &found.report.figures[0];
    let of = |preset, lang, name: &str| {
        let facts = facts(&units(preset, lang), figure);
        facts.into_iter().find(|f| f.label == name).map(|f| f.value)
    };
    let month = -0.1 / 7.0 * MONTH_DAYS;
    assert_eq!(of(Preset::Metric, Lang::En, "A month").unwrap(), format!("\u{2212}{:.4}\u{a0}bar", -month));
    let psi = of(Preset::Imperial, Lang::PtBr, "Por mês").unwrap();
    assert!(psi.starts_with('\u{2212}') && psi.contains(',') && psi.ends_with("psi"), "{psi}");
    assert_eq!(of(Preset::Metric, Lang::En, "Sessions").unwrap(), "5");
    // Five that all fall: 2 of the 120 orders are as extreme.
    assert_eq!(of(Preset::Metric, Lang::En, "p").unwrap(), "0.0167");
    assert!(of(Preset::Metric, Lang::En, "From session to session").is_some());
    assert!(of(Preset::Metric, Lang::En, "Memory of the sessions").is_none());
}

#[test]
fn a_rise_of_temperature_is_a_difference() {
    let found = found(FigureKind::ChargeTempRise, &[Some(10.0); 6]);
    let figure = &found.report.figures[0];
    let imperial = units(Preset::Imperial, Lang::En);
    let axis = axis(&imperial, FigureKind::ChargeTempRise);
    assert!((axis.scale - 1.8).abs() < 1e-9 && axis.offset == 0.0, "{} {}", axis.scale, axis.offset);
    assert!(axis.title.ends_with("(°F)"), "{}", axis.title);
    let last = facts(&imperial, figure).into_iter().find(|f| f.label == "Latest").unwrap();
    assert!(last.value.starts_with("18"), "{}", last.value);
    assert_eq!(verdict(figure), "none", "what stays has no trend");
}

#[test]
fn too_few_sessions_are_told_with_how_many_it_takes() {
    let found = found(FigureKind::BatteryCharging, &[Some(14.0), Some(13.9), Some(13.8)]);
    let figure = &found.report.figures[0];
    let params = Params::default();
    assert_eq!(verdict(figure), "few");
    assert_eq!(fit(figure), None);
    assert_eq!(verdict_text(I18n::new(Lang::En), figure, &params), "3 of 5 sessions it takes");
    assert_eq!(
        label(&units(Preset::Metric, Lang::PtBr), figure, &params),
        "Tensão carregando: 3 de 5 sessões necessárias"
    );
}

#[test]
fn the_points_are_a_sheet() {
    let found = found(FigureKind::OilPressureRunning, &FALLING);
    let text = csv(&units(Preset::Metric, Lang::En), &found.report.figures[0], &found.sessions);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 6, "{text}");
    assert!(lines[0].contains("Oil pressure at 3000 rpm, warm"), "{text}");
    assert!(lines[4].contains("Run 4") && lines[4].contains("3.6"), "{text}");
}
