//! The drawing of chosen channels: in the address, settled for a session, in words, and on paper.

use fueltune_analyzer::app::looks::{Colour, LookKind, Looks, MOST};
use fueltune_analyzer::app::route::Query;
use fueltune_analyzer::engine::analysis::look::{self, Look, Report, Settings};
use fueltune_analyzer::engine::analysis::{Frame, Subject, patterns, scatter};
use fueltune_analyzer::engine::channels::{ChannelId as C, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::generate::demo_log;
use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use fueltune_analyzer::engine::table::LogTable;
use fueltune_analyzer::engine::units::Quantity;
use fueltune_analyzer::i18n::{I18n, Lang};
use fueltune_analyzer::report::analysis::Writer;
use fueltune_analyzer::report::analysis::looks::{Named, Names, blocks, caption, drawing};
use fueltune_analyzer::report::document::Block;

fn keys(ids: &[C]) -> Vec<ChannelKey> {
    ids.iter().map(|id| ChannelKey::from(*id)).collect()
}

fn back(looks: &Looks) -> Looks {
    Looks::read(&Query::parse(&looks.write(Query::default()).to_string()))
}

#[test]
fn what_is_drawn_comes_back_from_the_address() {
    let mut looks = Looks {
        kind: LookKind::Scatter,
        channel: Some(C::Tps.into()),
        x: Some(ChannelKey::Math("Half throttle, 2".to_owned())),
        y: Some(ChannelKey::Custom("Odd & even".to_owned())),
        colour: Colour::By(C::Lambda1.into()),
        channels: keys(&[C::Rpm, C::Tps, C::Battery]),
        by_rank: true,
        settings: Settings::default(),
    };
    looks.settings.scatter.degree = 2.0;
    assert_eq!(back(&looks), looks);
    looks.colour = Colour::None;
    assert_eq!(back(&looks), looks);
    assert_eq!(back(&Looks::default()), Looks::default());
    assert!(
        Looks::default().write(Query::default()).is_empty(),
        "what nobody has chosen stands in no address"
    );
}

#[test]
fn an_address_that_asks_for_nonsense_asks_for_the_usual() {
    let query =
        Query::parse("draw=pie&of=warp&x=&colour=warp&draw-set=scatter.degree:77,scatter.nothing:1,warp");
    assert_eq!(Looks::read(&query), Looks::default());
}

#[test]
fn a_session_shows_what_a_tuner_looks_at_first_and_keeps_what_was_chosen() {
    let numbers = keys(&[C::Battery, C::Rpm, C::MapGauge, C::Lambda1, C::Tps]);
    let usual = Looks::default().settled(&numbers);
    assert_eq!(usual.look(), Some(Look::Distribution(C::Lambda1.into())));
    let scatter = Looks { kind: LookKind::Scatter, ..usual.clone() };
    let query = scatter::Query { x: C::Rpm.into(), y: C::MapGauge.into(), colour: Some(C::Lambda1.into()) };
    assert_eq!(scatter.look(), Some(Look::Scatter(query)));
    let plain = Looks { colour: Colour::None, kind: LookKind::Scatter, ..Looks::default() }.settled(&numbers);
    assert!(matches!(plain.look(), Some(Look::Scatter(scatter::Query { colour: None, .. }))));
    let matrix = Looks { kind: LookKind::Matrix, ..Looks::default() }.settled(&numbers);
    assert_eq!(
        matrix.look(),
        Some(Look::Matrix(keys(&[C::Rpm, C::Tps, C::MapGauge, C::Lambda1, C::Battery])))
    );
    let chosen = Looks { channel: Some(C::Battery.into()), ..Looks::default() };
    assert_eq!(chosen.settled(&numbers).channel, Some(C::Battery.into()));
    // Chosen in another session, which this one lacks.
    let lacking = Looks { channel: Some(C::Egt1.into()), x: Some(C::Egt1.into()), ..Looks::default() };
    let settled = lacking.settled(&numbers);
    assert_eq!((settled.channel, settled.x), (Some(C::Lambda1.into()), Some(C::Rpm.into())));
}

#[test]
fn too_few_channels_are_no_drawing() {
    for kind in LookKind::ALL {
        assert_eq!(Looks { kind, ..Looks::default() }.settled(&[]).look(), None, "{}", kind.slug());
    }
    let one = keys(&[C::Rpm]);
    let of = |kind| Looks { kind, ..Looks::default() }.settled(&one).look();
    assert!(of(LookKind::Spectrum).is_some());
    assert!(of(LookKind::Scatter).is_none() && of(LookKind::Matrix).is_none() && of(LookKind::Lag).is_none());
}

#[test]
fn two_channels_stay_in_a_matrix_and_no_more_than_can_be_read() {
    let numbers: Vec<ChannelKey> = (0..20).map(|i| ChannelKey::Custom(format!("c{i:02}"))).collect();
    let two = Looks { channels: vec![numbers[3].clone(), numbers[1].clone()], ..Looks::default() };
    assert_eq!(two.with_channel(&numbers[1], false, &numbers), two);
    let three = two.with_channel(&numbers[0], true, &numbers);
    assert_eq!(three.channels, [numbers[0].clone(), numbers[1].clone(), numbers[3].clone()]);
    let full = numbers.iter().fold(two, |looks, key| looks.with_channel(key, true, &numbers));
    assert_eq!(full.channels.len(), MOST);
}

fn demo() -> LogTable {
    let mut importer = Importer::new(ImportOptions::default());
    importer.feed(&demo_log()).expect("the demo log is a log");
    importer.finish().expect("the demo log is a log").table
}

/// Each drawing of the demo log.
pub fn reports() -> Vec<Report> {
    let table = demo();
    let numbers: Vec<ChannelKey> = table.columns().iter().map(|c| c.key.clone()).collect();
    let (frame, subject) = (Frame::whole(&table), Subject::default());
    let patterns =
        patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).expect("segments");
    let looks = LookKind::ALL.map(|kind| Looks { kind, ..Looks::default() }.settled(&numbers));
    looks
        .iter()
        .map(|looks| {
            let look = looks.look().expect("the demo log has channels");
            look::run(&look, &frame, &subject, &patterns, &looks.settings, &Cx::none()).expect("a report")
        })
        .collect()
}

/// Channels as the page tells them, here by their meaning alone.
fn named(lang: Lang, key: &ChannelKey) -> Named {
    let quantity = key.id().map_or(Quantity::AsLogged, |id| id.spec().quantity);
    Named { name: I18n::new(lang).channel(key).into_owned(), quantity, symbol: None }
}

#[test]
fn every_drawing_is_told_in_words_and_drawn_for_paper_in_every_language() {
    let reports = reports();
    for lang in Lang::ALL {
        let units = super::analysis::units(lang);
        let (writer, tell) = (Writer::new(&units), |key: &ChannelKey| named(lang, key));
        let names = Names::new(&tell);
        for report in &reports {
            for by_rank in [false, true] {
                let title = caption(&writer, &names, report);
                let text = format!("{:?}", blocks(&writer, &names, report, by_rank));
                assert!(!text.contains("NaN") && !text.contains("analysis-look-"), "{title}: {text}");
                let drawing = drawing(&writer, &names, report, by_rank).expect("the demo log has samples");
                assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("=\"inf"), "{title}");
                assert!(drawing.figures.iter().all(|row| row.len() == drawing.heads.len()), "{title}");
                assert!(drawing.figures.len() > 2, "{title}: {}", drawing.figures.len());
            }
        }
    }
}

#[test]
fn tables_of_drawings_are_whole() {
    let units = super::analysis::units(Lang::PtBr);
    let (writer, tell) = (Writer::new(&units), |key: &ChannelKey| named(Lang::PtBr, key));
    for report in reports() {
        for block in blocks(&writer, &Names::new(&tell), &report, false) {
            let Block::Table(table) = block else { continue };
            for row in &table.rows {
                assert_eq!(
                    (row.cells.len(), row.figures.len()),
                    (table.heads.len(), table.heads.len()),
                    "{}",
                    table.slug
                );
            }
        }
    }
}
