//! Reports: what an address asks for, what stands in the document, how it lies on sheets.

use fueltune_analyzer::app::analysis::Asked;
use fueltune_analyzer::app::expr_words::{expr_error, refused};
use fueltune_analyzer::app::looks::{LookKind, Looks};
use fueltune_analyzer::app::report::{
    About, Form, Looked, Measured as LookChannel, Part, Remark, Source, Wanted, compose,
};
use fueltune_analyzer::app::route::{Location, Query, Route};
use fueltune_analyzer::engine::analysis::patterns::{Report as Patterns, Segment, SegmentKind};
use fueltune_analyzer::engine::analysis::pipeline::{Findings, Stage};
use fueltune_analyzer::engine::analysis::{Ledger, Span, lag, look};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::expr::{ExprError, ExprErrorKind, Place};
use fueltune_analyzer::engine::units::Quantity;
use fueltune_analyzer::engine::vehicle::examples;
use fueltune_analyzer::i18n::{I18n, Lang};
use fueltune_analyzer::protocol::{ErrorCode, WireError};
use fueltune_analyzer::report::document::{Author, Block, Document, Paper};
use fueltune_analyzer::report::html::{render, render_flow};
use fueltune_analyzer::report::sheets::{Measured, Piece, place};

use super::analysis::{found, units};

const HOSTILE: &str = "<script>alert(1)</script>\" onload=\"x";

fn about() -> About {
    About {
        name: HOSTILE.to_owned(),
        file_name: "log <b>.csv".to_owned(),
        format: "fueltech-csv".to_owned(),
        logged_at: Some(1.764e12),
        start_s: 0.0,
        duration_s: 912.4,
        sample_rate_hz: 25.0,
        rows: 22_810,
        channels: 37,
        source_hash: "00ff".to_owned(),
        tags: vec!["dyno".to_owned()],
        notes: format!("Primeiro.\n\n{HOSTILE}"),
        remarks: vec![Remark { t0: 12.5, t1: Some(15.0), channel: None, text: HOSTILE.to_owned() }],
        summary: None,
        quality: None,
        vehicle: examples().into_iter().next(),
    }
}

fn made(lang: Lang, findings: &Findings, wanted: &Wanted, failed: &[(Stage, String)]) -> Document {
    let author = Author { name: "Oficina & Filhos".to_owned(), logo: None };
    compose(&units(lang), &Source { about: &about(), findings, failed, author: &author, look: None }, wanted)
}

#[test]
fn what_is_asked_stands_in_the_address_and_comes_back() {
    let mut asked = Asked {
        from: Some(12.5),
        to: None,
        segment: Some(SegmentKind::Pull),
        filter: Some("rpm > 3000 and avg(tps, 0.5 s) > 50".to_owned()),
        ..Asked::default()
    };
    assert!(asked.settings.put("patterns", "idle_rpm_most", 1400.0));
    assert!(!asked.settings.put("patterns", "idle_rpm_most", 1e9), "out of its bounds");
    assert!(!asked.settings.put("patterns", "no_such", 1.0));
    let form = Form { lang: Some(Lang::PtBr), paper: Paper::Letter, ..Form::default() }
        .with(Part::Notes, false)
        .with(Part::Session, false);
    let wanted = Wanted { form, asked, ..Wanted::default() };
    let to = Location { route: Route::Report("a/b".into()), query: wanted.write(Query::default()) };
    let back = Location::parse(&to.to_string());
    assert_eq!(back.route, to.route);
    assert_eq!(Wanted::read(&back.query), wanted);
    assert_eq!(wanted.form.without, [Part::Session, Part::Notes], "in the order of the parts");
    assert_eq!(Wanted::default().write(Query::default()), Query::default(), "the standard needs no words");
    let nonsense = Query::parse("segment=x&set=a.b:1,patterns.idle_rpm_most:NaN,z&paper=a9&lang=xx&from=x");
    assert_eq!(Wanted::read(&nonsense), Wanted::default());
}

#[test]
fn what_the_engine_did_narrows_the_stretch_and_nothing_found_is_not_everything() {
    let segment = |kind, t0, t1| Segment {
        kind,
        span: Span::new(t0, t1),
        first_row: 0,
        end_row: 0,
        rpm_start: None,
        rpm_end: None,
        map_max_bar: None,
        tps_mean: None,
        lambda_mean: None,
        gear: None,
    };
    let patterns = Patterns {
        segments: vec![
            segment(SegmentKind::Pull, 10.0, 14.0),
            segment(SegmentKind::Idle, 20.0, 30.0),
            segment(SegmentKind::Pull, 40.0, 44.0),
        ],
        ..Patterns::default()
    };
    let asked = Asked { from: Some(12.0), segment: Some(SegmentKind::Pull), ..Asked::default() };
    assert_eq!(asked.rows(&patterns).spans, [Span::new(12.0, 14.0), Span::new(40.0, 44.0)]);
    let launch = Asked { segment: Some(SegmentKind::Launch), ..Asked::default() };
    assert_eq!(launch.rows(&patterns).spans.len(), 1, "no span at all would be all of the log");
    assert!(Asked::default().rows(&patterns).spans.is_empty());
}

#[test]
fn a_condition_that_is_refused_is_told_in_words_with_its_place() {
    let error = ExprError {
        place: Place { at: 6, len: 1 },
        kind: ExprErrorKind::UnknownName { name: "rpn".into(), near: vec!["rpm".into()] },
    };
    let wire = WireError::new(ErrorCode::SelectionWrong, "technical")
        .with_text("why", serde_json::to_string(&error).unwrap());
    let found = refused(&wire.into()).unwrap();
    assert_eq!(found, error);
    let said = expr_error(I18n::new(Lang::PtBr), &found);
    assert_eq!(said, "A partir do caractere 7: “rpn” não é um canal deste log. Seria rpm?");
    assert!(refused(&WireError::new(ErrorCode::SelectionWrong, "").into()).is_none());
}

#[test]
fn the_same_session_gives_the_same_bytes_and_its_texts_are_never_markup() {
    let findings = found();
    for lang in Lang::ALL {
        let document = made(lang, &findings, &Wanted::default(), &[]);
        let page = render(&document);
        assert_eq!(page, render(&made(lang, &findings, &Wanted::default(), &[])));
        for text in [&page, &render_flow(&document)] {
            assert!(!text.contains("<script") && !text.contains("\" onload=\"") && !text.contains("<b>"));
            assert!(text.contains("Oficina &amp; Filhos"));
            assert!(!text.contains("reports-") && !text.contains("analysis-"), "no key stands for a text");
        }
        let titles: Vec<&str> = document.sections.iter().map(|s| s.slug).collect();
        let parts = Part::ALL.into_iter().filter(|part| *part != Part::Look).map(Part::slug);
        assert_eq!(
            titles,
            parts.collect::<Vec<_>>(),
            "every part in its order, but a drawing nobody asked for"
        );
    }
}

#[test]
fn every_stage_has_its_place_on_the_page_and_in_reports() {
    // The quality of the log has a part of its own.
    let missing: Vec<Stage> = Stage::ALL
        .into_iter()
        .filter(|stage| *stage != Stage::Validation && !Part::stages().any(|s| s == *stage))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_preview_within_a_page_has_no_landmark_and_no_link() {
    let flow = render_flow(&made(Lang::En, &found(), &Wanted::default(), &[]));
    for word in ["<a ", "<header", "<main", "<nav", "<footer", "<style", "id=\""] {
        assert!(!flow.contains(word), "{word}");
    }
    assert!(flow.contains("data-keep"));
}

#[test]
fn a_report_holds_the_parts_that_are_wanted_and_says_why_one_is_missing() {
    let findings = found();
    let others = Part::ALL.into_iter().filter(|p| *p != Part::Quality);
    let form = others.fold(Form::default(), |form, part| form.with(part, false));
    let wanted = Wanted { form, ..Wanted::default() };
    let only = made(Lang::En, &findings, &wanted, &[]);
    assert_eq!(only.sections.iter().map(|s| s.slug).collect::<Vec<_>>(), ["quality"]);
    let failed = [(Stage::Performance, "It was stopped.".to_owned())];
    let told = made(Lang::En, &findings, &Wanted::default(), &failed);
    let section = told.sections.iter().find(|s| s.slug == "performance").unwrap();
    assert_eq!(section.blocks, [Block::Note("It was stopped.".into())]);
}

#[test]
fn a_table_on_paper_is_no_wider_and_no_longer_than_people_read() {
    let document = made(Lang::PtBr, &found(), &Wanted::default(), &[]);
    let tables = document.sections.iter().flat_map(|s| &s.blocks).filter_map(|b| match b {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for table in tables {
        assert!(table.rows.len() <= 40 && table.heads.len() <= 11, "{}: {}", table.slug, table.heads.len());
        assert!(table.rows.iter().all(|r| r.cells.len() == table.heads.len()), "{}", table.slug);
    }
}

fn block(top: f64, bottom: f64) -> Measured {
    Measured { top, bottom, ..Measured::default() }
}

fn blocks_of(sheets: &[Vec<Piece>]) -> Vec<Vec<usize>> {
    sheets.iter().map(|s| s.iter().map(|p| p.block).collect()).collect()
}

#[test]
fn a_title_stays_with_what_it_is_the_title_of() {
    let title = Measured { keep: true, ..block(60.0, 70.0) };
    let sheets = place(&[block(0.0, 60.0), title, block(70.0, 120.0), block(120.0, 130.0)], 100.0);
    assert_eq!(blocks_of(&sheets), [vec![0], vec![1, 2, 3]]);
}

#[test]
fn a_section_may_begin_a_sheet_and_a_block_too_high_has_one_of_its_own() {
    let new = Measured { new_sheet: true, ..block(20.0, 30.0) };
    let sheets = place(&[block(0.0, 20.0), new, block(30.0, 330.0), block(330.0, 340.0)], 100.0);
    assert_eq!(blocks_of(&sheets), [vec![0], vec![1], vec![2], vec![3]]);
    assert_eq!(place(&[], 100.0), [vec![]]);
    let end = Measured { keep: true, ..block(0.0, 10.0) };
    assert_eq!(blocks_of(&place(&[end], 100.0)), [vec![0]], "a title with nothing behind it");
}

#[test]
fn a_long_table_is_parted_between_rows_below_its_head_and_loses_none() {
    let rows: Vec<(f64, f64)> =
        (0..50).map(|k| (60.0 + f64::from(k) * 10.0, 70.0 + f64::from(k) * 10.0)).collect();
    let table = Measured { rows: rows.clone(), ..block(40.0, 560.0) };
    let height = 100.0;
    let sheets = place(&[block(0.0, 40.0), table, block(560.0, 570.0)], height);
    let mut next = 0;
    for (i, piece) in sheets.iter().flatten().enumerate().filter(|(_, p)| p.block == 1) {
        let part = piece.rows.clone().expect("parted");
        assert_eq!(part.start, next, "piece {i}");
        let head = 20.0;
        let above = if i == 1 { 40.0 } else { 0.0 };
        let tall = rows[part.end - 1].1 - rows[part.start].0 + head + above;
        assert!(tall <= height + 1e-9, "{tall}");
        next = part.end;
    }
    assert_eq!(next, rows.len());
    assert_eq!(sheets.last().unwrap().last().unwrap().block, 2);
}

#[test]
fn a_report_is_in_its_own_language() {
    let page = |lang| render(&made(lang, &Findings::default(), &Wanted::default(), &[]));
    assert!(page(Lang::PtBr).contains("<html lang=\"pt-BR\">") && page(Lang::PtBr).contains("Veículo"));
    assert!(page(Lang::En).contains("<html lang=\"en\">") && page(Lang::En).contains("Vehicle"));
}

#[test]
fn a_drawing_of_chosen_channels_goes_on_paper_as_vectors_with_what_it_says() {
    let math = ChannelKey::Math("Boost rate".to_owned());
    let mut looks = Looks {
        kind: LookKind::Lag,
        x: Some(ChannelId::Tps.into()),
        y: Some(math.clone()),
        ..Looks::default()
    };
    looks.settings.lag.reach = 500.0;
    let wanted = Wanted { looks, ..Wanted::default() };
    assert!(wanted.offers(Part::Look) && !Wanted::default().offers(Part::Look));
    assert_eq!(Wanted::read(&Query::parse(&wanted.write(Query::default()).to_string())), wanted);
    let point = |lag_s: f64, r: f64| lag::LagPoint { lag_s, r: Some(r), n: 100 };
    let report = lag::Report {
        x: ChannelId::Tps.into(),
        y: math.clone(),
        step_s: 0.02,
        curve: vec![point(-0.02, 0.1), point(0.0, 0.5), point(0.02, 0.4)],
        best: None,
        ledger: Ledger::default(),
        notes: Vec::new(),
    };
    let channels =
        vec![LookChannel { key: math, quantity: Quantity::AsLogged, symbol: Some("bar/s".to_owned()) }];
    let looked = Looked { report: look::Report::Lag(report), channels };
    let (author, findings) = (Author::default(), Findings::default());
    let source =
        Source { about: &about(), findings: &findings, failed: &[], author: &author, look: Some(&looked) };
    let document = compose(&units(Lang::En), &source, &wanted);
    let section = document.sections.iter().find(|s| s.slug == "look").unwrap();
    assert!(
        matches!(&section.blocks[0], Block::Drawing(d) if d.svg.contains("<svg") && d.caption.contains("Boost rate"))
    );
    let form = wanted.form.clone().with(Part::Look, false);
    let without = compose(&units(Lang::En), &source, &Wanted { form, ..wanted });
    assert!(without.sections.iter().all(|s| s.slug != "look"));
}
