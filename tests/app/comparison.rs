//! A comparison in the address, what can be compared, and how it is told.

use std::collections::BTreeSet;
use std::rc::Rc;

use fueltune_analyzer::app::comparison::{AlignBy, Has, Wanted, chosen, offers};
use fueltune_analyzer::app::report::{About, WantedComparison, compose_comparison};
use fueltune_analyzer::app::route::Query;
use fueltune_analyzer::engine::analysis::comparison::overlay::{self, Align, Along};
use fueltune_analyzer::engine::analysis::comparison::study::{Settings, Study};
use fueltune_analyzer::engine::analysis::comparison::{self, Side, study};
use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::trends::figures::{self, FigureKind};
use fueltune_analyzer::engine::analysis::{Frame, Params, Subject, patterns};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use fueltune_analyzer::engine::units::Quantity;
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::{GASOLINE_STOICH, UnitPrefs, Units};
use fueltune_analyzer::report::comparison::{Compared, Named, Part, cells_of, section};
use fueltune_analyzer::report::document::{Author, Block, Section, Tone};
use fueltune_analyzer::report::html::render;

/// Keys that the sources put together from a slug.
pub fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    keys.extend(Part::ALL.map(|p| format!("compare-part-{}", p.slug())));
    keys.extend(AlignBy::ALL.map(|by| format!("compare-by-{}", by.slug())));
    keys.extend(FigureKind::ALL.iter().map(|kind| format!("key-figure-{}", kind.slug())));
    keys.extend(["better", "worse", "mixed", "changed", "same", "untold"].map(|s| format!("compare-is-{s}")));
    let says = ["better", "worse", "changed", "no_claim", "too_few"];
    keys.extend(says.map(|s| format!("compare-says-{s}")));
    keys.extend(params::<comparison::Params>());
    keys.extend(params::<figures::Params>());
    keys.extend(params::<overlay::Params>());
    keys
}

fn params<P: Params>() -> Vec<String> {
    P::FIELDS.iter().map(|f| format!("param-{}-{}", P::ANALYSIS, f.slug)).collect()
}

fn wanted(address: &str) -> Wanted {
    Wanted::read(&Query::parse(address))
}

#[test]
fn a_comparison_survives_its_address() {
    let mut settings = Settings::default();
    assert!(settings.put("comparison", "block", 8000.0));
    let all = Wanted {
        ids: vec!["a".into(), "b c".into(), "d".into()],
        base: 1,
        align: AlignBy::Marker,
        along_rpm: true,
        rpm: 4200.0,
        times: vec![Some(1.5), None, Some(-2.0)],
        picks: vec![None, Some(3), None],
        measures: vec![
            Measure::LambdaError,
            Measure::from(ChannelId::Rpm),
            Measure::Channel(ChannelKey::Custom("Own, odd".into())),
        ],
        shown: Some(Measure::LambdaError),
        of: Some("d".into()),
        settings,
    };
    assert_eq!(wanted(&all.write(Query::default()).to_string()), all);
    let plain = wanted("ids=a,b");
    assert_eq!(plain.write(Query::default()).to_string(), "ids=a,b", "what is usual does not stand in it");
}

#[test]
fn an_address_that_asks_for_nonsense_is_read_kindly() {
    let odd = wanted(
        "ids=a,a,b,c,d,e,f,g,h,i&base=zz&by=moon&rpm=-5&ch=nothing,lambda_1,lambda_1&of=q&set=comparison.block:-1",
    );
    assert_eq!(odd.ids.len(), 8, "{:?}", odd.ids);
    assert_eq!((odd.base, odd.align, odd.rpm, odd.of), (0, AlignBy::Pull, 3000.0, None));
    assert_eq!((odd.measures.len(), odd.settings), (1, Settings::default()));
    assert!(!wanted("ids=a").is_ready() && wanted("ids=a,b").is_ready());
}

#[test]
fn a_session_leaves_with_everything_that_was_its_own() {
    let three = wanted("ids=a,b,c&base=b&by=marker&at=1,2,3&pick=4,5,6&of=c");
    let without = three.clone().without_session("a");
    assert_eq!(
        (without.base, without.times, without.picks),
        (0, vec![Some(2.0), Some(3.0)], vec![Some(5), Some(6)])
    );
    let without = three.clone().without_session("b");
    assert_eq!((without.base, without.of.as_deref()), (0, Some("c")), "the first becomes the baseline");
    assert_eq!(three.clone().without_session("c").of, None);
    assert_eq!(three.clone().against("c").base, 2);
    assert_eq!(three.clone().with_session("b"), three, "each stands once");
    assert_eq!(three.with_session("d").times.len(), 4);
}

#[test]
fn the_map_is_never_of_the_baseline_against_itself() {
    assert_eq!(wanted("ids=a,b").mapped(), 1);
    assert_eq!(wanted("ids=a,b&base=b").mapped(), 0);
    assert_eq!(wanted("ids=a,b,c&of=c").mapped(), 2);
    assert_eq!(wanted("ids=a,b,c&of=a").mapped(), 1);
}

#[test]
fn a_session_without_a_marker_has_no_such_event() {
    let asked = wanted("ids=a,b&by=marker&at=2.5,-").asked(Vec::new());
    assert_eq!(asked.align, Align::Times(vec![2.5, f64::INFINITY]));
    let asked = wanted("ids=a,b&by=launch&along=rpm").asked(Vec::new());
    assert_eq!(
        (asked.align, asked.along),
        (Align::Launch, Along::Seconds),
        "only pulls have a course over rpm"
    );
}

fn has(key: &str) -> Has {
    let key: ChannelKey = key.parse().expect("a key");
    let quantity = key.id().map_or(Quantity::AsLogged, |id| id.spec().quantity);
    Has { key, quantity }
}

#[test]
fn what_sessions_share_is_offered_first_and_the_usual_is_chosen() {
    let sessions = [
        vec![has("rpm"), has("lambda_1"), has("lambda_target"), has("x:Own")],
        vec![has("lambda_1"), has("ign_advance"), has("x:Own")],
        vec![has("ign_advance"), has("rpm")],
    ];
    let offered = offers(&sessions);
    let shared: Vec<&Measure> = offered.iter().filter(|o| o.is_shared()).map(|o| &o.measure).collect();
    assert_eq!(shared.len(), 4, "{shared:?}");
    assert!(offered.iter().any(|o| o.measure == Measure::LambdaError && !o.is_shared()));
    assert_eq!(
        chosen(&[], &offered, 0),
        [Measure::from(ChannelId::Lambda1)],
        "the others the baseline lacks"
    );
    let asked = [Measure::from(ChannelId::Rpm)];
    assert_eq!(chosen(&asked, &offered, 0), asked);
}

#[test]
fn a_name_that_measures_something_else_is_not_shared() {
    let other = Has { quantity: Quantity::Pressure, ..has("x:Own") };
    let offered = offers(&[vec![has("x:Own")], vec![other]]);
    assert_eq!((offered.len(), offered[0].is_shared()), (1, false));
}

/// λ at two operating points in turn, `lambda` at every row, for so many seconds at 10 Hz.
fn log(seconds: usize, lambda: impl Fn(usize) -> f64) -> LogTable {
    let rows = seconds * 10;
    let axis = TimeAxis::new((0..rows).map(|i| i as f64 / 10.0).collect());
    let column = |id: ChannelId, values: Vec<f32>| {
        Column::new(id.into(), id.slug(), id.base_unit(), 0, ColumnData::F32(values.into()))
    };
    let at = |i: usize| if (i / 60).is_multiple_of(2) { (2000.0, -0.4) } else { (3000.0, 0.2) };
    LogTable::new(
        vec![axis],
        vec![
            column(ChannelId::Rpm, (0..rows).map(|i| at(i).0).collect()),
            column(ChannelId::MapGauge, (0..rows).map(|i| at(i).1).collect()),
            column(ChannelId::Lambda1, (0..rows).map(|i| lambda(i) as f32).collect()),
            column(ChannelId::LambdaTarget, vec![1.0; rows]),
        ],
    )
    .expect("a log")
}

/// Noise without memory, the same in every run.
fn noise(i: usize, seed: u64) -> f64 {
    let mut x = (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 31;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^= x >> 29;
    ((x >> 11) as f64 / (1u64 << 53) as f64 - 0.5) * 0.02
}

fn compared(tables: &[LogTable]) -> Study {
    let subject = Subject::default();
    let frames: Vec<Frame> = tables.iter().map(Frame::whole).collect();
    let patterns = patterns::Report::default();
    let sides: Vec<Side> = frames
        .iter()
        .map(|frame| Side { frame, subject: &subject, patterns: &patterns, quality: Some(80.0) })
        .collect();
    let measures =
        vec![Measure::from(ChannelId::Lambda1), Measure::LambdaError, Measure::from(ChannelId::Coolant)];
    let asked = Wanted { align: AlignBy::Start, ..wanted("ids=a,b") }.asked(measures);
    study::run(&sides, &asked, &Cx::none()).expect("a comparison")
}

/// A richer session after the baseline.
fn richer() -> Study {
    compared(&[log(600, |i| 1.0 + noise(i, 1)), log(600, |i| 0.95 + noise(i, 2))])
}

fn units(lang: Lang) -> Units {
    Units { lang, prefs: Rc::new(UnitPrefs::default()), stoich: GASOLINE_STOICH }
}

fn named() -> Vec<Named> {
    ["Before", "After <b>"].map(|name| Named { id: name[..1].to_lowercase(), name: name.to_owned() }).to_vec()
}

fn tables(section: &Section) -> Vec<&fueltune_analyzer::report::document::Table> {
    section.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

#[test]
fn the_verdict_comes_with_its_evidence_and_cells_lead_to_their_place() {
    let (study, names) = (richer(), named());
    let told = Compared { sessions: &names, study: &study };
    let verdict = section(&units(Lang::En), told, Part::Verdict);
    let Block::Finding(finding) = &verdict.blocks[0] else { panic!("{verdict:?}") };
    assert_eq!((finding.tone, finding.slug), (Tone::Plain, "changed"), "λ alone is neither better nor worse");
    assert!(finding.evidence.iter().any(|f| f.value.contains("\u{2212}0.050")), "{:?}", finding.evidence);
    let cells = cells_of(&units(Lang::En), told, &Measure::from(ChannelId::Lambda1), 1);
    let table = tables(&cells)[0];
    assert_eq!(table.rows.len(), 2, "two operating points");
    let place = table.rows[0].place.as_ref().unwrap();
    assert_eq!(place.session.as_deref(), Some("a"), "in the session that differs");
    assert!(place.span.t0 < 600.0 && !place.channels.is_empty());
    let Block::Drawing(map) = &cells.blocks[0] else { panic!("no map") };
    assert!(map.svg.contains("\u{2212}0.050") && map.figures.len() == 2);
    let channels = section(&units(Lang::En), told, Part::Channels);
    let missing = channels.blocks.iter().any(|b| matches!(b, Block::Advice(lines) if lines.len() == 1));
    assert!(missing, "neither has a coolant temperature: {channels:?}");
}

#[test]
fn a_cell_with_too_few_samples_is_stated_and_never_drawn_as_no_difference() {
    let study = compared(&[log(600, |i| 1.0 + noise(i, 1)), log(15, |i| 0.95 + noise(i, 2))]);
    let names = named();
    let told = Compared { sessions: &names, study: &study };
    assert!(study.report.cells.is_empty() && !study.report.scarce.is_empty());
    let cells = cells_of(&units(Lang::En), told, &Measure::from(ChannelId::Lambda1), 1);
    let Block::Drawing(map) = &cells.blocks[0] else { panic!("no map") };
    assert!(map.svg.contains(">n ") && !map.svg.contains("fill-opacity"), "{}", map.svg);
    let verdict = section(&units(Lang::PtBr), told, Part::Verdict);
    let Block::Finding(finding) = &verdict.blocks[0] else { panic!("{verdict:?}") };
    assert_eq!(finding.slug, "untold");
}

#[test]
fn its_report_has_the_sections_asked_for_and_is_the_same_every_time() {
    let study = richer();
    let sessions: Vec<About> = named()
        .into_iter()
        .map(|n| About {
            name: n.name,
            file_name: "log.csv".into(),
            format: "generic".into(),
            ..About::default()
        })
        .collect();
    for lang in Lang::ALL {
        let make = |wanted: &WantedComparison| {
            render(&compose_comparison(&units(lang), &sessions, &study, &Author::default(), wanted))
        };
        let all = WantedComparison::read(&Query::parse("what=comparison&ids=a,b"));
        let page = make(&all);
        assert_eq!(page, make(&all));
        assert!(page.contains("After &lt;b&gt;") && !page.contains("After <b>"));
        assert!(page.contains("id=\"courses\"") && page.contains("id=\"sessions\""));
        let less = WantedComparison { form: all.form.with(Part::Courses, false), ..all };
        assert!(!make(&less).contains("id=\"courses\""));
        let query = less.write(Query::default());
        assert!(WantedComparison::is_asked(&query));
        assert_eq!(WantedComparison::read(&query), less);
    }
}
