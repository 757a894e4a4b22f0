//! The analysis in words: every slug has its text, every section its figures, in both languages.

use std::collections::BTreeSet;
use std::rc::Rc;

use fueltune_analyzer::app::analysis::{Analysis, AnalysisAction, StageState};
use fueltune_analyzer::app::error::AppError;
use fueltune_analyzer::engine::analysis::blocks::LoadKind;
use fueltune_analyzer::engine::analysis::outliers::FindingKind;
use fueltune_analyzer::engine::analysis::patterns::SegmentKind;
use fueltune_analyzer::engine::analysis::performance::motion::CELLS;
use fueltune_analyzer::engine::analysis::performance::{
    BoostEvent, BoostPoint, CheckMethod, Circle, Measure, Motion, MotionKind, Standard, Validity,
};
use fueltune_analyzer::engine::analysis::pipeline::{Findings, Settings, Stage, run as run_stage, run_all};
use fueltune_analyzer::engine::analysis::recommend::{
    ActionCode, ConfirmCode, FindingCode, Kind, MethodCode, Risk,
};
use fueltune_analyzer::engine::analysis::safety::{
    Origin, Rule, RuleKind, RuleSet, Severity, Threshold, Watch,
};
use fueltune_analyzer::engine::analysis::verdict::{NextCode, Purpose, ReasonCode, Standing};
use fueltune_analyzer::engine::analysis::{Frame, Note, NoteCode, Params, Reason, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::generate::demo_log;
use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use fueltune_analyzer::engine::table::LogTable;
use fueltune_analyzer::engine::vehicle::examples;
use fueltune_analyzer::i18n::units::{Preset, UnitPrefs, Units};
use fueltune_analyzer::i18n::{I18n, Lang};
use fueltune_analyzer::report::analysis::{below_verdict, load_slug, made_of, section, verdict};
use fueltune_analyzer::report::document::{Block, Drawing, Section};
use fueltune_analyzer::report::{html, words};

pub fn units(lang: Lang) -> Units {
    Units {
        lang,
        prefs: Rc::new(UnitPrefs { preset: Preset::MotorsportBr, ..UnitPrefs::default() }),
        stoich: 9.0,
    }
}

fn demo() -> LogTable {
    let mut importer = Importer::new(ImportOptions::default());
    importer.feed(&demo_log()).expect("the demo log is a log");
    importer.finish().expect("the demo log is a log").table
}

/// What the analysis finds in the demo log.
pub fn found() -> Findings {
    let table = demo();
    let subject = Subject { vehicle: examples().into_iter().next(), ..Subject::default() };
    run_all(&Frame::whole(&table), &subject, &Settings::default(), &Cx::none(), |_, _| ())
        .expect("nothing gives it up")
}

const STATISTICS: [&str; 12] =
    ["mean", "sd", "min", "p1", "p5", "p25", "median", "p75", "p95", "p99", "max", "mad"];
/// Keys that are put together from a slug.
pub fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    keys.extend(Stage::ALL.map(words::stage_key));
    keys.extend(Reason::ALL.iter().map(|r| words::reason_key(*r)));
    keys.extend(NoteCode::ALL.iter().map(|n| format!("note-{}", n.slug())));
    for kind in SegmentKind::ALL {
        keys.extend([words::segment_key(kind), words::segment_rule_key(kind)]);
    }
    for kind in FindingKind::ALL {
        keys.extend([format!("finding-{}", kind.slug()), format!("finding-{}-about", kind.slug())]);
    }
    keys.extend(Measure::ALL.iter().map(|m| words::measure_key(*m)));
    keys.extend(Standard::ALL.map(words::standard_key));
    keys.extend(Validity::ALL.map(words::validity_key));
    keys.extend(CheckMethod::ALL.map(|m| format!("check-{}", m.slug())));
    keys.extend(MotionKind::ALL.map(|m| format!("motion-{}", m.slug())));
    keys.extend(STATISTICS.map(|slug| format!("analysis-stat-{slug}")));
    keys.extend(["maf", "fuel", "ecu"].map(|source| format!("ve-source-{source}")));
    keys.extend(params::<fueltune_analyzer::engine::analysis::patterns::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::outliers::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::performance::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::statistics::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::trends::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::boxes::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::correlation::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::scatter::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::spectrum::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::lag::Params>());
    for kind in fueltune_analyzer::app::looks::LookKind::ALL {
        keys.extend([
            format!("analysis-look-{}", kind.slug()),
            format!("analysis-look-{}-about", kind.slug()),
        ]);
    }
    keys.extend(params::<fueltune_analyzer::engine::analysis::safety::Params>());
    keys.extend(params::<fueltune_analyzer::engine::analysis::recommend::Params>());
    keys.extend(dangers());
    keys.extend(proposals());
    for kind in ["drift", "level", "creep"] {
        keys.extend([format!("trend-{kind}-rising"), format!("trend-{kind}-falling")]);
    }
    keys
}

fn dangers() -> Vec<String> {
    let standard = RuleSet::standard();
    let rules = standard.rules.iter().map(|r| format!("safety-rule-{}", r.id));
    let watches = Watch::BUILT_IN.iter().map(|w| format!("safety-watch-{}", w.slug()));
    let kinds = RuleKind::ALL.iter().map(|k| format!("safety-kind-{}", k.slug()));
    let severities = Severity::ALL.iter().map(|s| format!("safety-severity-{}", s.slug()));
    let judgements = ["judged", "off", "no_channel", "not_fitted", "no_limit", "other_fuel", "refused"];
    let judgements = judgements.iter().map(|j| format!("safety-judgement-{j}"));
    let origins = Origin::ALL.iter().map(|o| format!("safety-origin-{}", o.slug()));
    rules
        .chain(origins)
        .chain(watches)
        .chain(["safety-watch-expression".to_owned()])
        .chain(kinds)
        .chain(severities)
        .chain(judgements)
        .collect()
}

fn proposals() -> Vec<String> {
    let mut keys = Vec::new();
    keys.extend(Kind::ALL.iter().map(|k| format!("recommend-kind-{}", k.slug())));
    keys.extend(FindingCode::ALL.iter().map(|f| format!("recommend-finding-{}", f.slug())));
    keys.extend(ActionCode::ALL.iter().map(|a| format!("recommend-action-{}", a.slug())));
    keys.extend(MethodCode::ALL.iter().map(|m| format!("recommend-method-{}", m.slug())));
    keys.extend(ConfirmCode::ALL.iter().map(|c| format!("recommend-confirm-{}", c.slug())));
    keys.extend(Risk::ALL.iter().map(|r| format!("recommend-risk-{}", r.slug())));
    keys.extend(Purpose::ALL.iter().map(|p| format!("verdict-purpose-{}", p.slug())));
    keys.extend(Standing::ALL.iter().map(|s| format!("verdict-standing-{}", s.slug())));
    keys.extend(ReasonCode::ALL.iter().map(|r| format!("verdict-reason-{}", r.slug())));
    keys.extend(NextCode::ALL.iter().map(|n| format!("verdict-next-{}", n.slug())));
    let loads = [LoadKind::Manifold, LoadKind::Load, LoadKind::AirMass, LoadKind::Throttle, LoadKind::Pedal];
    keys.extend(loads.map(|load| format!("load-{}", load_slug(load))));
    keys
}

fn params<P: Params>() -> Vec<String> {
    P::FIELDS.iter().map(|f| format!("param-{}-{}", P::ANALYSIS, f.slug)).collect()
}

#[test]
fn every_slug_of_the_analysis_has_a_text_in_every_language() {
    for lang in Lang::ALL {
        let missing: Vec<String> = keys().into_iter().filter(|key| !I18n::new(lang).has(key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
    }
}

#[test]
fn a_note_names_its_channel_and_its_figures_in_the_users_units() {
    let said = |lang, note: &Note| {
        let units = units(lang);
        I18n::new(lang).message(&words::note(&units, note)).into_owned()
    };
    let baro = Note::new(NoteCode::BaroAssumed).with(&[1.013_25]);
    assert!(said(Lang::PtBr, &baro).contains("1,01\u{a0}bar"), "{}", said(Lang::PtBr, &baro));
    let absent = Note::new(NoteCode::ChannelAbsent).of(ChannelId::Rpm);
    assert_eq!(
        said(Lang::En, &absent),
        format!("{} is not in the log.", I18n::new(Lang::En).channel(&ChannelId::Rpm.into()))
    );
}

fn texts(section: &Section) -> Vec<String> {
    let mut texts = vec![section.title.clone()];
    for block in &section.blocks {
        match block {
            Block::Heading(t) | Block::Text(t) | Block::Note(t) => texts.push(t.clone()),
            Block::Advice(lines) | Block::Basis(lines) => texts.extend(lines.clone()),
            Block::Figures(facts) | Block::Facts(facts) => {
                texts.extend(facts.iter().flat_map(|f| [f.label.clone(), f.value.clone()]));
            }
            Block::Table(table) => {
                texts.push(table.caption.clone());
                texts.extend(table.heads.iter().map(|h| h.title.clone()));
                texts.extend(table.rows.iter().flat_map(|r| r.cells.clone()));
            }
            Block::Drawing(drawing) => texts.push(drawing.caption.clone()),
            Block::Finding(finding) => texts.extend([finding.title.clone(), finding.text.clone()]),
        }
    }
    texts
}

#[test]
fn every_stage_of_the_demo_log_has_a_section_whose_tables_are_whole() {
    let findings = found();
    for lang in Lang::ALL {
        let units = units(lang);
        for stage in Stage::ALL.into_iter().filter(|s| *s != Stage::Validation) {
            let section = section(&units, &findings, stage).unwrap();
            assert!(!section.blocks.is_empty(), "{}", stage.slug());
            for block in &section.blocks {
                let Block::Table(table) = block else { continue };
                assert!(!table.rows.is_empty(), "{} of {}", table.slug, stage.slug());
                for row in &table.rows {
                    assert_eq!(row.cells.len(), table.heads.len(), "{}: {:?}", table.slug, row.cells);
                    assert_eq!(row.figures.len(), row.cells.len(), "{}: {:?}", table.slug, row.cells);
                }
            }
            for text in texts(&section) {
                let is_key =
                    text.contains('-') && I18n::new(lang).has(&text) || text.starts_with("analysis-");
                assert!(!is_key, "{text} is a key, not a text");
                assert!(!text.contains("NaN") && !text.contains("{$"), "{text}");
            }
        }
    }
}

#[test]
fn a_report_of_dangers_says_which_rules_were_changed_and_calls_an_own_one_by_its_title() {
    let table = demo();
    let mut settings = Settings::default();
    for rule in &mut settings.rules.rules {
        rule.enabled = rule.id != "oil_hot";
    }
    settings.rules.rules.push(Rule {
        name: "Rodando".to_owned(),
        hint: "O motor gira.".to_owned(),
        caution: Some(Threshold::Fixed(0.5)),
        ..Rule::new("own-1", Watch::Expression("rpm > 100".to_owned()))
    });
    let frame = Frame::whole(&table);
    let report =
        run_stage(Stage::Safety, &frame, &Subject::default(), &settings, &Findings::default(), &Cx::none());
    let mut findings = Findings::default();
    findings.put(report.expect("nothing gives it up"));
    let section = section(&units(Lang::En), &findings, Stage::Safety).unwrap();
    let notes: Vec<&str> = section
        .blocks
        .iter()
        .filter_map(|b| if let Block::Note(text) = b { Some(text.as_str()) } else { None })
        .collect();
    assert_eq!(notes, ["Changed from the standard: Oil too hot. Rules of your own: Rodando."]);
    let own = section.blocks.iter().find_map(|b| match b {
        Block::Finding(f) if f.slug == "expression" => Some((f.title.as_str(), f.text.as_str())),
        _ => None,
    });
    assert_eq!(own, Some(("Rodando: RPM", "O motor gira.")));
    let plain =
        fueltune_analyzer::report::analysis::section(&units(Lang::En), &found(), Stage::Safety).unwrap();
    assert!(!plain.blocks.iter().any(|b| matches!(b, Block::Note(text) if text.starts_with("Changed"))));
}

#[test]
fn the_same_findings_give_the_same_section_in_another_run() {
    let (first, second) = (found(), found());
    assert_eq!(first, second);
    let units = units(Lang::En);
    let page = |findings: &Findings| {
        Stage::ALL
            .into_iter()
            .filter_map(|s| section(&units, findings, s))
            .map(|s| format!("{s:?}"))
            .collect::<Vec<_>>()
            .concat()
    };
    assert_eq!(page(&first), page(&second));
    assert!(
        html::render_sections(&section(&units, &first, Stage::Patterns).into_iter().collect::<Vec<_>>())
            .contains("<table>")
    );
}

#[test]
fn stages_are_told_as_they_come_and_a_restart_keeps_what_was_found() {
    let mut findings = found();
    let report = fueltune_analyzer::engine::analysis::pipeline::StageReport::Patterns(
        (*findings.patterns.take().unwrap()).clone(),
    );
    let start = Analysis::default();
    assert!(start.is_running(&Stage::ALL));
    let started = start.after(AnalysisAction::Started(Stage::Patterns));
    assert_eq!(started.state(Stage::Patterns), &StageState::Running);
    let from = fueltune_analyzer::protocol::ResultFrom::Computed;
    let done = started.after(AnalysisAction::Finished(Box::new(report), from, Some(12.0)));
    assert_eq!(done.state(Stage::Patterns), &StageState::Done(Some(12.0)));
    assert!(done.findings.patterns.is_some());
    let failed = done.after(AnalysisAction::Failed(Stage::Outliers, AppError::Cancelled));
    assert!((failed.share_of(&Stage::ALL) - 2.0 / Stage::ALL.len() as f64).abs() < 1e-12);
    let again = failed.after(AnalysisAction::Restart);
    assert_eq!(again.state(Stage::Patterns), &StageState::Waiting);
    assert!(again.findings.patterns.is_some(), "what was found stays on screen");
    assert!(!again.after(AnalysisAction::Cancelled).is_running(&Stage::ALL));
}

/// Drawings of a stage's section, by their names.
fn drawings(findings: &Findings, stage: Stage) -> Vec<Drawing> {
    let section = section(&units(Lang::PtBr), findings, stage).expect("the stage was run");
    let drawing = |block| match block {
        Block::Drawing(drawing) => Some(drawing),
        _ => None,
    };
    section.blocks.into_iter().filter_map(drawing).collect()
}

#[test]
fn what_the_demo_log_tells_is_drawn_and_comes_as_a_sheet() {
    let findings = found();
    for (stage, slug) in [(Stage::Patterns, "operating-map"), (Stage::Performance, "power-curve")] {
        let drawn = drawings(&findings, stage);
        let drawing = drawn.iter().find(|d| d.slug == slug).unwrap_or_else(|| panic!("{slug}"));
        assert!(drawing.svg.starts_with("<svg") && !drawing.svg.contains("NaN"), "{slug}");
        assert!(drawing.figures.iter().all(|row| row.len() == drawing.heads.len()), "{slug}");
    }
    let curve =
        drawings(&findings, Stage::Performance).into_iter().find(|d| d.slug == "power-curve").unwrap();
    for tone in ["f1", "f2"] {
        assert_eq!(
            curve.svg.matches(&format!("class=\"band {tone}\"")).count(),
            1,
            "power and torque have a band each"
        );
    }
    let lines = drawings(&findings, Stage::Trends);
    let long_enough = findings.trends.as_ref().unwrap().measures.iter().any(|m| m.series.len() >= 4);
    assert_eq!(!lines.is_empty(), long_enough, "a trend is drawn where there are blocks");
}

#[test]
fn a_boost_step_is_drawn_with_its_rise_its_highest_point_and_its_settling() {
    let mut findings = found();
    let mut report = (**findings.performance.as_ref().unwrap()).clone();
    let course = (0..50).map(|i| f64::from(i) * 0.1);
    report.boost = vec![BoostEvent {
        span: Span::new(10.0, 15.0),
        level_bar: 1.0,
        has_target: true,
        peak_bar: 1.2,
        peak_t: 12.0,
        rise: Some(Span::new(10.5, 11.5)),
        overshoot_bar: 0.2,
        settled_t: Some(13.0),
        course: course.map(|t| BoostPoint { t: 10.0 + t, bar: t.min(1.0), target_bar: Some(1.0) }).collect(),
        ..BoostEvent::default()
    }];
    report.motion = Some(Motion { circle: Some(circle()), ..Motion::default() });
    findings.performance = Some(Rc::new(report));
    let drawn = drawings(&findings, Stage::Performance);
    let step = drawn.iter().find(|d| d.slug == "boost-step").unwrap();
    assert_eq!(step.figures.len(), 50);
    for word in ["Alvo", "Ultrapassagem", "Acomodada"] {
        assert!(step.svg.contains(word), "{word}");
    }
    // Upright: two ends of the rise, one of the settling; the target lies.
    assert_eq!(step.svg.matches("class=\"line dash").count(), 3 + 1 + 3, "three of them in the legend");
    let grip = drawn.iter().find(|d| d.slug == "friction-circle").unwrap();
    assert_eq!(grip.figures.len(), 2, "a row a cell that was met");
    assert!(grip.svg.matches("class=\"f1\"").count() == 2 && grip.svg.contains("Freando"), "{}", grip.svg);
}

/// Standing still, and one moment of a whole g ahead.
fn circle() -> Circle {
    let mut counts = vec![0; CELLS * CELLS];
    counts[20 * CELLS + 20] = 500;
    counts[30 * CELLS + 20] = 1;
    Circle { counts, outside: 0, rim: vec![None; 24], combined_g: Some(1.0) }
}

#[test]
fn one_whole_g_ahead_is_drawn_upwards() {
    let mut findings = found();
    let mut report = (**findings.performance.as_ref().unwrap()).clone();
    report.motion = Some(Motion { circle: Some(circle()), ..Motion::default() });
    findings.performance = Some(Rc::new(report));
    let drawn = drawings(&findings, Stage::Performance);
    let svg = &drawn.iter().find(|d| d.slug == "friction-circle").unwrap().svg;
    let places: Vec<(f64, f64)> = svg
        .lines()
        .filter(|line| line.contains("class=\"f1\""))
        .map(|line| {
            let number = |name: &str| {
                let from = line.split_once(&format!(" {name}=\"")).unwrap().1;
                from.split_once('"').unwrap().0.parse::<f64>().unwrap()
            };
            (number("x"), number("y"))
        })
        .collect();
    // Straight ahead: neither left nor right, and y of a drawing counts downwards.
    assert_eq!(places.len(), 2);
    assert!((places[0].0 - places[1].0).abs() < 0.2, "{places:?}");
    assert!(places.iter().map(|p| p.1).fold(f64::INFINITY, f64::min) < 100.0, "{places:?}");
}

#[test]
fn the_verdict_stands_apart_and_is_not_told_twice() {
    let findings = found();
    let units = units(Lang::En);
    let apart = verdict(&units, &findings).unwrap();
    assert_eq!(apart.blocks.len(), Purpose::ALL.len());
    let below = below_verdict(&units, &findings, Stage::Recommendations).unwrap();
    let whole = section(&units, &findings, Stage::Recommendations).unwrap();
    let findings_of =
        |section: &Section| section.blocks.iter().filter(|b| matches!(b, Block::Finding(_))).count();
    assert_eq!(findings_of(&below) + Purpose::ALL.len(), findings_of(&whole));
    assert!(apart.blocks.iter().all(|b| !below.blocks.contains(b) && whole.blocks.contains(b)));
}

#[test]
fn a_section_is_made_of_no_other_reports_than_it_says() {
    let findings = found();
    let units = units(Lang::En);
    for stage in Stage::ALL {
        let of = findings.of(made_of(stage));
        assert_eq!(
            below_verdict(&units, &of, stage),
            below_verdict(&units, &findings, stage),
            "{}",
            stage.slug()
        );
        assert!(of.has(stage) && of.are(&findings.of(made_of(stage))), "{}", stage.slug());
        let others: Vec<Stage> =
            Stage::ALL.into_iter().filter(|other| !made_of(stage).contains(other)).collect();
        assert_eq!(below_verdict(&units, &findings.of(&others), stage), None, "{}", stage.slug());
    }
    let again = Findings { safety: findings.safety.as_deref().cloned().map(Rc::new), ..findings.clone() };
    assert!(again == findings && !again.are(&findings), "equal reports are not the same ones");
}
