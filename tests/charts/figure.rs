//! Traces, layout and configuration as JSON, and the numbers beside them.

use fueltune_analyzer::charts::figure::{
    AxisSpec, Buffer, CourseLine, CoursesAxes, DensityText, Figure, HistogramText, Theme, TrendDot, TrendFit,
    TrendLine, courses, density, histogram, trend,
};
use fueltune_analyzer::engine::view::{BinRule, Bins, Density, Histogram, OutlierPoint};
use fueltune_analyzer::i18n::Lang;
use serde_json::{Value, json};

/// Names instead of colours: a builder must not care.
pub fn theme() -> Theme {
    let named = |name: &str| format!("<{name}>");
    Theme {
        surface: named("surface"),
        raised: named("raised"),
        text: named("text"),
        muted: named("muted"),
        line: named("line"),
        trace: named("trace"),
        trace_soft: named("soft"),
        outlier: named("outlier"),
        font: "system-ui".into(),
        font_size: 12,
    }
}

pub fn figures(title: &str) -> AxisSpec {
    AxisSpec { title: title.into(), scale: 1.0, offset: 0.0, digits: 2, labels: Vec::new() }
}

pub fn parsed(figure: &Figure) -> Value {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    json!({ "data": json(&figure.data), "layout": json(&figure.layout), "config": json(&figure.config) })
}

pub fn buffer<'a>(figure: &'a Figure, trace: usize, field: &str) -> &'a Buffer {
    figure.bufs.iter().find(|b| b.trace == trace && b.field == field).unwrap()
}

fn sample_histogram() -> Figure {
    let counts = Histogram {
        column: 0,
        bins: Bins { low: 10.0, width: 5.0, count: 3 },
        counts: vec![4, 0, 7],
        n: 11,
        left_out: 0,
        missing: 0,
        rule: BinRule::FreedmanDiaconis,
    };
    let fahrenheit = AxisSpec {
        title: "Temp. do motor (°F)".into(),
        scale: 1.8,
        offset: 32.0,
        digits: 0,
        labels: Vec::new(),
    };
    let text = HistogramText { samples: "Amostras".into() };
    histogram(&counts, &fahrenheit, &text, &theme(), Lang::PtBr, "s1/coolant")
}

fn sample_density() -> Figure {
    let counts = Density {
        x: Bins { low: 0.0, width: 1000.0, count: 3 },
        y: Bins { low: -1.0, width: 0.5, count: 2 },
        counts: vec![1, 0, 10, 2500, 0, 3],
        n: 2515,
        left_out: 2,
        outliers: vec![OutlierPoint { x: 11_850.0, y: -0.5, t: 243.5 }],
        outliers_total: 1,
    };
    let text = DensityText { samples: "Samples".into(), time: "Time (s)".into() };
    let psi = AxisSpec { scale: 1.0 / 0.068_947_57, ..figures("MAP (psi)") };
    density(&counts, &figures("RPM"), &psi, &text, &theme(), Lang::En, "s1/rpm/map_gauge")
}

#[test]
fn a_histogram_in_the_displays_unit_and_language() {
    let figure = sample_histogram();
    insta::assert_snapshot!(serde_json::to_string_pretty(&parsed(&figure)).unwrap());
    assert_eq!(buffer(&figure, 0, "x").values, [54.5, 63.5, 72.5]);
    assert_eq!(buffer(&figure, 0, "y").values, [4.0, 0.0, 7.0]);
}

#[test]
fn a_density_with_its_outliers() {
    let figure = sample_density();
    insta::assert_snapshot!(serde_json::to_string_pretty(&parsed(&figure)).unwrap());
    assert_eq!(buffer(&figure, 0, "x").values, [0.0, 1000.0, 2000.0, 3000.0]);
    let shades = buffer(&figure, 0, "z");
    assert_eq!(shades.row_len, Some(3));
    let shown: Vec<String> = shades.values.iter().map(|z| format!("{z:.3}")).collect();
    assert_eq!(shown, ["0.000", "NaN", "1.000", "3.398", "NaN", "0.477"]);
    assert_eq!(buffer(&figure, 0, "customdata").values, [1.0, 0.0, 10.0, 2500.0, 0.0, 3.0]);
    assert_eq!(
        (buffer(&figure, 1, "x").values[0], buffer(&figure, 1, "customdata").values[0]),
        (11_850.0, 243.5)
    );
    assert!((buffer(&figure, 1, "y").values[0] + 7.251_886_8).abs() < 1e-6);
}

/// Three pairs, too few to count.
fn sample_points() -> Figure {
    let points = [(900.0, -0.5, 1.0), (1200.0, 0.25, 1.04), (3000.0, 0.0, 1.08)];
    let counts = Density {
        x: Bins { low: 900.0, width: 700.0, count: 3 },
        y: Bins { low: -0.5, width: 0.375, count: 2 },
        counts: Vec::new(),
        n: 3,
        left_out: 0,
        outliers: points.map(|(x, y, t)| OutlierPoint { x, y, t }).to_vec(),
        outliers_total: 3,
    };
    let text = DensityText { samples: "Samples".into(), time: "Time (s)".into() };
    density(&counts, &figures("RPM"), &figures("MAP"), &text, &theme(), Lang::En, "s1/rpm/map_gauge")
}

#[test]
fn few_pairs_are_points_in_the_colour_of_a_trace_and_nothing_else() {
    let figure = sample_points();
    let data = parsed(&figure)["data"].clone();
    assert_eq!((data.as_array().unwrap().len(), &data[0]["type"]), (1, &json!("scatter")));
    assert_eq!(data[0]["marker"]["color"], "<trace>");
    assert_eq!(buffer(&figure, 0, "x").values, [900.0, 1200.0, 3000.0]);
    assert_eq!(buffer(&figure, 0, "customdata").values, [1.0, 1.04, 1.08]);
}

#[test]
fn every_buffer_fills_a_field_that_is_there_or_is_extra_data() {
    for figure in [sample_histogram(), sample_density(), sample_points()] {
        let data = parsed(&figure)["data"].clone();
        for buffer in &figure.bufs {
            let field = &data[buffer.trace][buffer.field];
            assert!(buffer.field == "customdata" || field == &json!([]), "{}: {field}", buffer.field);
            assert!(buffer.row_len.is_none_or(|len| buffer.values.len().is_multiple_of(len)));
        }
    }
}

#[test]
fn states_are_shown_in_words_at_their_values() {
    let counts = Histogram {
        column: 0,
        bins: Bins { low: -0.5, width: 1.0, count: 2 },
        counts: vec![5, 6],
        n: 11,
        left_out: 0,
        missing: 0,
        rule: BinRule::PerValue,
    };
    let axis = AxisSpec { labels: vec![(0.0, "OFF".into()), (1.0, "ON".into())], ..figures("Fan") };
    let text = HistogramText { samples: "Samples".into() };
    let layout = parsed(&histogram(&counts, &axis, &text, &theme(), Lang::En, ""))["layout"].clone();
    assert_eq!(
        (&layout["xaxis"]["tickvals"], &layout["xaxis"]["ticktext"]),
        (&json!([0.0, 1.0]), &json!(["OFF", "ON"]))
    );
}

#[test]
fn a_channel_named_like_markup_stays_a_name() {
    let counts = Histogram {
        column: 0,
        bins: Bins { low: 0.0, width: 1.0, count: 1 },
        counts: vec![1],
        n: 1,
        left_out: 0,
        missing: 0,
        rule: BinRule::Asked,
    };
    let axis = figures("<b>A&B</b> %{x}");
    let text = HistogramText { samples: "n".into() };
    let data = histogram(&counts, &axis, &text, &theme(), Lang::En, "").data;
    assert!(data.contains("&lt;b&gt;A&amp;B&lt;/b&gt; % {x}: %{x}"), "{data}");
}

#[test]
fn an_empty_density_is_a_figure_all_the_same() {
    let counts = Density {
        x: Bins { low: 0.0, width: 1.0, count: 1 },
        y: Bins { low: 0.0, width: 1.0, count: 1 },
        counts: vec![0],
        n: 0,
        left_out: 9,
        outliers: Vec::new(),
        outliers_total: 0,
    };
    let text = DensityText { samples: "n".into(), time: "t".into() };
    let figure = density(&counts, &figures("x"), &figures("y"), &text, &theme(), Lang::En, "");
    assert!(buffer(&figure, 0, "z").values[0].is_nan());
    assert_eq!(parsed(&figure)["data"][0]["zmax"], 1.0);
}

fn sample_trend() -> Figure {
    let dot = |i: f64, ends: Option<(f64, f64)>| TrendDot {
        at_ms: i * 86_400_000.0,
        value: 1.0 - 0.1 * i,
        ends,
        datum: i,
        name: format!("Run <{i}>"),
    };
    let line = |a: f64, b: f64| TrendLine { from: (0.0, a), to: (172_800_000.0, b) };
    let fit = TrendFit { line: line(1.0, 0.8), low: line(1.0, 0.7), high: line(0.95, 0.85) };
    let psi = AxisSpec { title: "Oil (psi)".into(), scale: 14.5, offset: 0.0, digits: 1, labels: Vec::new() };
    let dots = [dot(0.0, Some((0.9, 1.2))), dot(1.0, None), dot(2.0, None)];
    trend(&dots, Some(&fit), &psi, "Data", &theme(), Lang::PtBr, "trend/oil")
}

#[test]
fn a_trend_has_its_points_with_their_sessions_and_three_lines() {
    let figure = sample_trend();
    let value = parsed(&figure);
    assert_eq!(buffer(&figure, 0, "y").values, [14.5, 0.9 * 14.5, 0.8 * 14.5]);
    assert_eq!(buffer(&figure, 0, "x").values, [0.0, 86_400_000.0, 172_800_000.0]);
    assert_eq!(buffer(&figure, 0, "customdata").values, [0.0, 1.0, 2.0]);
    let traces = value["data"].as_array().unwrap();
    assert_eq!(traces.len(), 4);
    // Names are text, not tags.
    assert_eq!(traces[0]["text"][0], "Run &lt;0&gt;");
    let up = traces[0]["error_y"]["array"][0].as_f64().unwrap();
    let down = traces[0]["error_y"]["arrayminus"][0].as_f64().unwrap();
    assert!((up - 0.2 * 14.5).abs() < 1e-9 && (down - 0.1 * 14.5).abs() < 1e-9);
    assert_eq!(buffer(&figure, 1, "y").values, [14.5, 0.8 * 14.5]);
    assert_eq!(value["layout"]["xaxis"]["type"], "date");
    assert_eq!(value["layout"]["xaxis"]["tickformat"], "%d/%m/%Y");
    assert_eq!(value["layout"]["uirevision"], "trend/oil");
}

#[test]
fn a_trend_that_cannot_be_told_has_no_line() {
    let axis = figures("V");
    let dot = TrendDot { at_ms: 0.0, value: 14.0, ends: None, datum: 0.0, name: "A".into() };
    let figure = trend(&[dot], None, &axis, "Date", &theme(), Lang::En, "r");
    let value = parsed(&figure);
    assert_eq!(value["data"].as_array().unwrap().len(), 1);
    assert_eq!(value["data"][0]["error_y"]["visible"], false);
}

fn sample_courses(differences: bool) -> Figure {
    let line = |name: &str, values: [Option<f64>; 3]| CourseLine {
        name: name.into(),
        colour: format!("<{name}>"),
        dash: "solid",
        values: values.to_vec(),
    };
    let celsius = AxisSpec { scale: 1.8, offset: 32.0, digits: 0, ..figures("Coolant (°F)") };
    let axes = CoursesAxes { x: figures("Time (s)"), y: celsius.clone(), difference: celsius };
    let lines = [line("A", [Some(80.0), Some(90.0), None]), line("B <i>", [Some(85.0), None, Some(95.0)])];
    let below = [line("B <i>", [Some(5.0), None, None])];
    let below = if differences { &below[..] } else { &[] };
    courses(&[-1.0, 0.0, 1.0], &lines, below, &axes, &theme(), Lang::En, "s1")
}

#[test]
fn courses_stand_above_their_differences_which_are_scaled_and_not_shifted() {
    let figure = sample_courses(true);
    let value = parsed(&figure);
    let traces = value["data"].as_array().unwrap();
    assert_eq!(traces.len(), 3);
    assert_eq!((&traces[1]["name"], &traces[1]["yaxis"]), (&json!("B &lt;i&gt;"), &json!("y")));
    assert_eq!((&traces[2]["yaxis"], &traces[2]["showlegend"]), (&json!("y2"), &json!(false)));
    assert_eq!(traces[2]["line"]["color"], traces[1]["line"]["color"]);
    assert_eq!(buffer(&figure, 0, "y").values[..2], [176.0, 194.0]);
    assert!(buffer(&figure, 0, "y").values[2].is_nan(), "where there is no value nothing is drawn");
    assert_eq!(buffer(&figure, 2, "y").values[0], 9.0);
    assert_eq!(buffer(&figure, 2, "x").values, [-1.0, 0.0, 1.0]);
    let (upper, lower) = (&value["layout"]["yaxis"]["domain"], &value["layout"]["yaxis2"]["domain"]);
    assert!(lower[1].as_f64().unwrap() < upper[0].as_f64().unwrap());
    assert_eq!(value["layout"]["xaxis"]["anchor"], json!("y2"));
}

#[test]
fn courses_without_a_difference_have_the_height_to_themselves() {
    let value = parsed(&sample_courses(false));
    assert!(value["layout"].get("yaxis2").is_none() && value["layout"]["yaxis"].get("domain").is_none());
}
