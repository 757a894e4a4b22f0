//! Drawings of chosen channels: what plotly.js gets.

use fueltune_analyzer::charts::figure::{
    AxisSpec, CloudAxes, CloudText, Figure, LineText, MatrixCell, NamedBox, Theme, boxes, cloud, lag_curve,
    matrix, residuals, spectrum_curve,
};
use fueltune_analyzer::engine::analysis::boxes::BoxFigures;
use fueltune_analyzer::engine::analysis::lag::{BestLag, LagPoint};
use fueltune_analyzer::engine::analysis::scatter::{self, Cloud, Curve, Dot, Grid, LinePoint, Term};
use fueltune_analyzer::engine::analysis::spectrum::Peak;
use fueltune_analyzer::engine::analysis::{Ledger, lag, spectrum};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::view::Bins;
use fueltune_analyzer::i18n::Lang;
use serde_json::{Value, json};

use super::figure::{buffer, figures, parsed, theme};

fn fahrenheit() -> AxisSpec {
    AxisSpec { scale: 1.8, offset: 32.0, ..figures("°F") }
}

fn themed() -> Theme {
    theme()
}

fn ten_to_fifty() -> BoxFigures {
    BoxFigures {
        kind: None,
        n: 9,
        min: 0.0,
        low: 10.0,
        q1: 20.0,
        median: 30.0,
        q3: 40.0,
        high: 50.0,
        max: 99.0,
        mean: 31.0,
        beyond: 2,
    }
}

fn sample_boxes() -> Figure {
    let five = ten_to_fifty();
    let of = ["All <of> it", "Idle"].map(|name| NamedBox {
        name: name.to_owned(),
        about: vec!["n = 9".to_owned()],
        figures: &five,
    });
    boxes(&of, &fahrenheit(), &themed(), Lang::En, "r")
}

#[test]
fn a_box_stands_where_its_quartiles_are_in_the_displays_unit() {
    let figure = sample_boxes();
    assert_eq!(buffer(&figure, 0, "q1").values, [68.0, 68.0]);
    assert_eq!(buffer(&figure, 0, "median").values, [86.0, 86.0]);
    assert_eq!(buffer(&figure, 0, "upperfence").values, [122.0, 122.0]);
    assert_eq!(buffer(&figure, 0, "lowerfence").values, [50.0, 50.0]);
    let figure = parsed(&figure);
    assert_eq!(figure["data"][0]["type"], "box");
    assert_eq!(figure["data"][1]["text"][0], "All &lt;of&gt; it<br>n = 9", "a name of a file is no tag");
    assert_eq!(figure["layout"]["xaxis"]["ticktext"], json!(["All &lt;of&gt; it", "Idle"]));
}

fn sample_matrix() -> Figure {
    let cell =
        |r: Option<f64>, significant: bool| MatrixCell { r, significant, about: vec!["n = 5".to_owned()] };
    let cells = [cell(None, true), cell(Some(0.5), false), cell(Some(0.5), false), cell(None, true)];
    matrix(&["A".to_owned(), "B".to_owned()], &cells, &themed(), Lang::PtBr, "r")
}

#[test]
fn what_may_be_chance_carries_a_cross_and_the_first_channel_stands_at_the_top() {
    let figure = sample_matrix();
    let z = buffer(&figure, 0, "z");
    assert_eq!(z.row_len, Some(2));
    assert!(z.values[0].is_nan() && z.values[1] == 0.5);
    let figure = parsed(&figure);
    assert_eq!(figure["data"][0]["text"], json!([["", "0,50\u{a0}×"], ["0,50\u{a0}×", ""]]));
    assert_eq!(figure["layout"]["yaxis"]["autorange"], "reversed");
    assert_eq!(
        figure["data"][0]["colorscale"],
        json!([[0, "<trace>"], [0.5, "<surface>"], [1, "<outlier>"]])
    );
}

fn dot(t: f64, x: f64, y: f64, colour: f64) -> Dot {
    Dot { t, x, y, colour: Some(colour), residual: Some(0.5) }
}

fn curve() -> Curve {
    let point = |x: f64| LinePoint { x, y: x, low: Some(x - 1.0), high: Some(x + 1.0) };
    Curve {
        terms: vec![Term { value: 0.0, error: 0.1 }, Term { value: 1.0, error: 0.1 }],
        r_squared: Some(0.9),
        residual_sd: 0.5,
        memory: 0.0,
        n_effective: 3.0,
        line: vec![point(0.0), point(10.0)],
        residual_bins: Bins { low: -2.0, width: 1.0, count: 4 },
        residual_counts: vec![1, 2, 3, 4],
    }
}

fn sample_report(grid: Option<Grid>) -> scatter::Report {
    let (x, y) = (ChannelId::Coolant.into(), ChannelId::OilTemp.into());
    let query = scatter::Query { x, y, colour: Some(ChannelId::Rpm.into()) };
    let dots = vec![dot(1.0, 0.0, 0.5, 900.0), dot(2.0, 10.0, 9.5, 3000.0)];
    let cloud = Cloud { dots, dots_total: 2, grid };
    scatter::Report { query, n: 2, cloud, curve: Some(curve()), ledger: Ledger::default(), notes: Vec::new() }
}

fn sample_grid() -> Grid {
    let bins = Bins { low: 0.0, width: 5.0, count: 2 };
    Grid { x: bins, y: bins, counts: vec![0, 10, 1, 0], colours: vec![None, Some(900.0), Some(3000.0), None] }
}

fn axes(coloured: bool) -> CloudAxes {
    CloudAxes { x: fahrenheit(), y: fahrenheit(), colour: coloured.then(|| figures("RPM")) }
}

fn text() -> CloudText {
    let [samples, time, curve, residual] = ["Samples", "Time (s)", "Curve", "Left"].map(str::to_owned);
    CloudText { samples, time, curve, residual }
}

#[test]
fn points_have_their_third_channel_as_colour_their_moment_and_the_curve_with_its_band_over_them() {
    let figure = cloud(&sample_report(None), &axes(true), &text(), &themed(), Lang::En, "r");
    assert_eq!(buffer(&figure, 0, "x").values, [32.0, 50.0]);
    assert_eq!(buffer(&figure, 0, "customdata").values, [1.0, 2.0]);
    let data = parsed(&figure)["data"].clone();
    assert_eq!(data.as_array().unwrap().len(), 4, "points, two edges, curve");
    assert_eq!(data[0]["marker"]["color"], json!([900.0, 3000.0]));
    assert_eq!(data[0]["marker"]["colorscale"][2], json!([1, "<outlier>"]));
    assert_eq!(data[3]["line"]["color"], "<text>");
    assert_eq!(buffer(&figure, 3, "y").values, [32.0, 50.0]);
    let low = &buffer(&figure, 1, "y").values;
    assert!((low[0] - 30.2).abs() < 1e-9, "{low:?}");
}

#[test]
fn without_a_third_channel_points_have_one_colour() {
    let figure = cloud(&sample_report(None), &axes(false), &text(), &themed(), Lang::En, "r");
    assert_eq!(parsed(&figure)["data"][0]["marker"]["color"], "<trace>");
}

#[test]
fn many_points_are_cells_by_the_mean_of_their_third_channel_or_by_how_many_there_were() {
    let coloured = cloud(&sample_report(Some(sample_grid())), &axes(true), &text(), &themed(), Lang::En, "r");
    let z = &buffer(&coloured, 0, "z").values;
    assert!(z[0].is_nan() && z[1] == 900.0 && z[2] == 3000.0, "{z:?}");
    assert_eq!(buffer(&coloured, 0, "customdata").values, [0.0, 10.0, 1.0, 0.0]);
    assert_eq!(buffer(&coloured, 0, "x").values, [32.0, 41.0, 50.0], "edges, one more than cells");
    let counted = cloud(&sample_report(Some(sample_grid())), &axes(false), &text(), &themed(), Lang::En, "r");
    let z = &buffer(&counted, 0, "z").values;
    assert!(z[0].is_nan() && z[1] == 1.0 && z[2] == 0.0, "{z:?}");
}

#[test]
fn what_the_curve_leaves_is_scaled_and_never_shifted() {
    let singly = residuals(&sample_report(None), &axes(true), &text(), &themed(), Lang::En, "r").unwrap();
    assert_eq!(buffer(&singly, 0, "y").values, [0.9, 0.9]);
    assert_eq!(buffer(&singly, 1, "y").values, [0.0, 0.0]);
    let counted =
        residuals(&sample_report(Some(sample_grid())), &axes(true), &text(), &themed(), Lang::En, "r")
            .unwrap();
    let middles = &buffer(&counted, 0, "x").values;
    assert!((middles[0] + 2.7).abs() < 1e-9 && (middles[3] - 2.7).abs() < 1e-9, "{middles:?}");
    let mut bare = sample_report(None);
    bare.curve = None;
    assert!(residuals(&bare, &axes(true), &text(), &themed(), Lang::En, "r").is_none());
}

fn line_text() -> LineText {
    LineText { x: "X".into(), y: "Y".into(), mark: "Best".into() }
}

fn sample_lag() -> Figure {
    let point = |lag_s: f64, r: f64| LagPoint { lag_s, r: Some(r), n: 100 };
    let best = BestLag {
        lag_s: 0.12,
        low_s: 0.1,
        high_s: 0.14,
        r: 0.9,
        n: 100,
        n_effective: 20.0,
        p: Some(0.001),
        at_edge: false,
    };
    let report = lag::Report {
        x: ChannelId::Tps.into(),
        y: ChannelId::MapGauge.into(),
        step_s: 0.02,
        curve: vec![point(0.0, 0.2), point(0.12, 0.9), LagPoint { lag_s: 0.2, r: None, n: 0 }],
        best: Some(best),
        ledger: Ledger::default(),
        notes: Vec::new(),
    };
    lag_curve(&report, &line_text(), &themed(), Lang::En, "r")
}

#[test]
fn the_strongest_shift_is_marked_in_milliseconds_with_those_that_cannot_be_told_from_it() {
    let figure = sample_lag();
    let shifts = &buffer(&figure, 0, "x").values;
    assert_eq!(shifts.len(), 3);
    assert!((shifts[1] - 120.0).abs() < 1e-9 && buffer(&figure, 0, "y").values[2].is_nan());
    assert!((buffer(&figure, 1, "x").values[0] - 120.0).abs() < 1e-9);
    let shape = parsed(&figure)["layout"]["shapes"][0].clone();
    assert!((shape["x0"].as_f64().unwrap() - 100.0).abs() < 1e-9, "{shape}");
    assert!((shape["x1"].as_f64().unwrap() - 140.0).abs() < 1e-9, "{shape}");
}

fn sample_spectrum() -> Figure {
    let peak = Peak { hz: 2.0, density: 4.0, prominence: 9.0, amplitude: 1.0, share: 0.5 };
    let report = spectrum::Report {
        channel: ChannelId::MapGauge.into(),
        rate_hz: 25.0,
        window_s: 10.0,
        windows: 5,
        left_out: 0,
        step_hz: 1.0,
        density: vec![9.0, 1.0, 4.0, 0.0],
        peaks: vec![peak],
        ledger: Ledger::default(),
        notes: Vec::new(),
    };
    spectrum_curve(&report, &line_text(), 10.0, &themed(), Lang::En, "r")
}

#[test]
fn power_goes_with_the_square_of_the_unit_and_has_a_scale_of_powers() {
    let figure = sample_spectrum();
    // Neither the mean at 0 Hz nor a power of nothing has a place there.
    assert_eq!(buffer(&figure, 0, "x").values, [1.0, 2.0]);
    assert_eq!(buffer(&figure, 0, "y").values, [100.0, 400.0]);
    assert_eq!(buffer(&figure, 1, "y").values, [400.0]);
    assert_eq!(parsed(&figure)["layout"]["yaxis"]["type"], "log");
}

#[test]
fn every_buffer_of_a_drawing_fills_a_field_that_is_there_or_is_extra_data() {
    let figures = [
        sample_boxes(),
        sample_matrix(),
        cloud(&sample_report(None), &axes(true), &text(), &themed(), Lang::En, "r"),
        cloud(&sample_report(Some(sample_grid())), &axes(true), &text(), &themed(), Lang::En, "r"),
        sample_lag(),
        sample_spectrum(),
    ];
    for figure in figures {
        let data: Value = parsed(&figure)["data"].clone();
        for buffer in &figure.bufs {
            let field = &data[buffer.trace][buffer.field];
            assert!(buffer.field == "customdata" || field == &json!([]), "{}: {field}", buffer.field);
        }
    }
}
