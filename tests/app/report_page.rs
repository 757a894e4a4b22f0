//! Reports as pages and drawings.

use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::report::document::{
    Author, Block, Document, Drawing, Fact, Finding, Paper, Row, Section, Table, Tone,
};
use fueltune_analyzer::report::html::render;
use fueltune_analyzer::report::sheet::Head;
use fueltune_analyzer::report::svg::{
    Axis, Band, Bars, Boxes, Dots, Five, Grid, Line, Mark, Plot, Trace, grid, standalone, ticks,
};

const HOSTILE: &str = "<script>alert('x')</script>\" onload=\"x";

fn plot() -> Plot {
    let curve: Vec<(f64, f64)> =
        (20..70).map(|k| (f64::from(k) * 100.0, f64::from(k * (90 - k)) / 9.0)).collect();
    Plot {
        label: HOSTILE.to_owned(),
        x: Axis::around("rpm", curve.iter().map(|p| p.0), false),
        y: Axis::around("kW", curve.iter().map(|p| p.1), true),
        y2: Some(Axis::between("N·m", 0.0, 400.0)),
        names: Vec::new(),
        traces: vec![
            Trace {
                name: "Potência".into(),
                second: false,
                mark: Mark::Band(Band {
                    points: curve.iter().map(|(x, y)| (*x, y - 4.0, y + 4.0)).collect(),
                }),
            },
            Trace {
                name: "Potência".into(),
                second: false,
                mark: Mark::Line(Line { points: curve, dashed: false }),
            },
            Trace {
                name: "Torque".into(),
                second: true,
                mark: Mark::Line(Line {
                    points: vec![(2000.0, 210.0), (f64::NAN, 0.0), (3000.0, 300.0), (6500.0, 240.0)],
                    dashed: true,
                }),
            },
            Trace {
                name: String::new(),
                second: false,
                mark: Mark::Dots(Dots { points: vec![(3000.0, 100.0)] }),
            },
            Trace {
                name: "n".into(),
                second: false,
                mark: Mark::Bars(Bars { bars: vec![(2000.0, 2500.0, 40.0)] }),
            },
            Trace {
                name: "q".into(),
                second: false,
                mark: Mark::Boxes(Boxes {
                    boxes: vec![(4000.0, Five { low: 10.0, q1: 20.0, median: 30.0, q3: 40.0, high: 50.0 })],
                    width: 300.0,
                }),
            },
        ],
    }
}

fn document() -> Document {
    Document {
        lang: Lang::PtBr,
        paper: Paper::A4,
        title: HOSTILE.to_owned(),
        subtitle: "27/11/2026".into(),
        author: Author { name: "Oficina".into(), logo: Some("data:image/png;base64,iVBORw0KGgo=".into()) },
        contents: "Conteúdo".into(),
        footer: "FuelTune Analyzer".into(),
        sections: vec![Section {
            slug: "safety",
            title: "Segurança".into(),
            new_page: true,
            blocks: vec![
                Block::Text(format!("Primeiro.\n\n{HOSTILE}\nlinha")),
                Block::Figures(vec![Fact::new("Nota", "87")]),
                Block::Facts(vec![Fact::new("Veículo", HOSTILE)]),
                Block::Table(Table {
                    slug: "events",
                    caption: "Eventos".into(),
                    heads: vec![Head::text("Regra"), Head::number("Pior", "bar", 2)],
                    rows: vec![Row::new().text(HOSTILE).figure("1,25", Some(1.25))],
                }),
                Block::Drawing(Drawing {
                    slug: "curves",
                    svg: plot().draw(),
                    caption: "Curvas".into(),
                    heads: Vec::new(),
                    figures: Vec::new(),
                }),
                Block::Finding(Finding {
                    tone: Tone::Danger,
                    title: HOSTILE.into(),
                    text: HOSTILE.into(),
                    evidence: vec![Fact::new(HOSTILE, HOSTILE)],
                    place: None,
                    slug: "lean",
                }),
                Block::Note(HOSTILE.into()),
            ],
        }],
    }
}

#[test]
fn text_from_a_file_is_never_markup() {
    let page = render(&document());
    assert!(!page.contains("<script"), "no script of any kind");
    assert!(!page.contains("\" onload=\""), "no attribute smuggled in");
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
}

#[test]
fn the_page_fetches_nothing() {
    let page = render(&document());
    assert!(page.contains("default-src 'none'"));
    for word in ["http:", "https:", "//", "url(", "@import", "<link", "<iframe"] {
        let found = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!found.contains(word), "{word}");
    }
}

#[test]
fn a_logo_is_a_picture_or_is_not_shown() {
    let shown = |logo: &str| {
        let mut with = document();
        with.author.logo = Some(logo.to_owned());
        render(&with).contains("<img")
    };
    assert!(shown("data:image/png;base64,iVBORw0KGgo="));
    for logo in [
        "https://example.org/logo.png",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:text/html;base64,PGI+",
        "data:image/png;base64,\"><b>",
    ] {
        assert!(!shown(logo), "{logo}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(render(&document()), render(&document()));
}

#[test]
fn the_page_is_laid_out_for_the_paper_asked_for() {
    let mut letter = document();
    letter.paper = Paper::Letter;
    assert!(render(&document()).contains("@page { size: a4; }"));
    assert!(render(&letter).contains("@page { size: letter; }"));
}

#[test]
fn figures_beside_an_axis_are_round_and_cover_it() {
    let cases: [(f64, f64, usize, &[f64], u8); 5] = [
        (0.0, 100.0, 5, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0),
        (-0.85, 1.3, 5, &[-0.5, 0.0, 0.5, 1.0], 1),
        (0.78, 0.84, 6, &[0.78, 0.79, 0.80, 0.81, 0.82, 0.83, 0.84], 2),
        (5.0, 5.0, 5, &[], 0),
        (f64::NAN, 1.0, 5, &[], 0),
    ];
    for (low, high, wanted, expected, digits) in cases {
        let (figures, decimals) = ticks(low, high, wanted);
        assert_eq!(figures.len(), expected.len(), "{low} to {high}: {figures:?}");
        for (figure, wish) in figures.iter().zip(expected) {
            assert!((figure - wish).abs() < 1e-9, "{low} to {high}: {figures:?}");
        }
        assert_eq!(decimals, digits, "{low} to {high}");
    }
}

#[test]
fn a_line_breaks_where_there_is_no_value_and_stays_within_the_drawing() {
    let drawing = plot().draw();
    let torque = drawing.lines().find(|l| l.contains("dash") && l.contains("<path")).unwrap();
    assert_eq!(torque.matches('M').count(), 2, "{torque}");
    assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "no place that is no number");
}

#[test]
fn a_drawing_alone_carries_its_colours() {
    let alone = standalone(&plot().draw());
    assert!(alone.starts_with("<svg ") && alone.contains("<style>") && alone.contains("--t1:"));
    assert_eq!(alone.matches('{').count(), alone.matches('}').count(), "the styles are whole");
    assert!(alone.contains("svg .line"));
}

#[test]
fn an_empty_cell_is_drawn_as_one_and_figures_stand_in_the_others() {
    let drawing = grid(&Grid {
        label: "Mapa".into(),
        x_title: "rpm".into(),
        y_title: "bar".into(),
        columns: vec!["1000".into(), "2000".into()],
        rows: vec!["0".into(), "1".into()],
        cells: vec![Some(1.0), None, Some(3.0), Some(f64::NAN)],
        texts: vec!["1".into(), String::new(), "3".into(), String::new()],
        abouts: vec![HOSTILE.into(), String::new(), "3 s, 75 samples".into(), String::new()],
    });
    assert_eq!(drawing.matches("class=\"grid\"").count(), 2, "{drawing}");
    assert_eq!(drawing.matches("class=\"f1\"").count(), 2, "{drawing}");
    assert!(drawing.contains(">3</text>") && drawing.contains("<title>3 s, 75 samples</title></rect>"));
    assert!(!drawing.contains("<script"), "what a cell tells is no markup");
}
