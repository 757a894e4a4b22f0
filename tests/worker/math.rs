//! Math channels and conditions, asked for like any column.

use fueltune_analyzer::engine::analysis::look::{self, Look};
use fueltune_analyzer::engine::analysis::pipeline::{Settings, Stage, StageReport};
use fueltune_analyzer::engine::analysis::safety::{Judgement, Rule, RuleSet, Threshold, Watch};
use fueltune_analyzer::engine::analysis::{RowQuery, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::expr::{Expr, ExprError, MathChannel, derive};
use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use fueltune_analyzer::engine::table::LogTable;
use fueltune_analyzer::engine::view::Window;
use fueltune_analyzer::protocol::{
    Analyse, Arg, Cursor, DensityOf, ErrorCode, Export, Grid, GridFrom, HistogramOf, Lane, LookInto,
    LookQuestion, MathChanged, Memory, Question, ResultFrom, Rows, Sealed, Span, TryExpr, View,
};
use fueltune_analyzer::storage::{Db, MathChannelRecord};
use fueltune_analyzer::worker::{WorkerClient, WorkerError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{connected, fresh_name};
use crate::logs::{SMALL, bytes, file, points, stored};

const CSV: &str = "TIME,RPM,TPS\n0.00,1000,0\n0.04,2000,10\n0.08,3000,20\n0.12,2500,30\n";

fn record(id: &str, name: &str, text: &str) -> MathChannelRecord {
    MathChannelRecord {
        id: id.to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
        created_at: 1.0,
        updated_at: 1.0,
    }
}

fn math(name: &str) -> ChannelKey {
    ChannelKey::Math(name.to_owned())
}

fn view(session: &str, columns: Vec<ChannelKey>) -> View {
    View { session: session.to_owned(), columns, window: Window::new(0.0, 1e6, 4000) }
}

async fn put(client: &WorkerClient, name: &str, records: &[MathChannelRecord]) {
    Db::open(name).await.unwrap().math_channels().create_all(records).await.unwrap();
    client.call(MathChanged, Lane::Interactive).await.unwrap();
}

fn read(bytes: &[u8]) -> LogTable {
    let mut importer = Importer::new(ImportOptions::default());
    importer.feed(bytes).unwrap();
    importer.finish().unwrap().table
}

/// The values of a line.
async fn values(client: &WorkerClient, session: &str, key: ChannelKey) -> Vec<f32> {
    let found = points(client, view(session, vec![key])).await;
    found.into_iter().flat_map(|(.., y)| y).map(f32::from_bits).collect()
}

#[wasm_bindgen_test]
async fn the_view_of_a_math_channel_is_that_of_the_derived_column() {
    let name = fresh_name();
    let (client, workers) = connected(&name);
    let session = stored(&client, &file(SMALL)).await.session;
    let text = "derivative(avg(rpm, 0.5 s)) * tps / 1000";
    put(&client, &name, &[record("a", "Mix", text)]).await;
    let expr: Expr = text.parse().unwrap();
    let table = read(&SMALL.to_bytes());
    let expected = derive(&table, &[], "Mix", &expr, &Cx::none()).unwrap();
    let shown = values(&client, &session, math("Mix")).await;
    let drawn = |x: &[f32]| x.iter().filter(|x| !x.is_nan()).map(|x| x.to_bits()).collect::<Vec<_>>();
    assert_eq!(drawn(&shown), drawn(expected.f32().unwrap()));
    // Held like any column, and the same after the worker was lost.
    assert!(client.call(Memory, Lane::Interactive).await.unwrap().cached_columns >= 3);
    client.restart();
    assert_eq!(drawn(&values(&client, &session, math("Mix")).await), drawn(&shown));
    assert_eq!(workers.starts(), 2);
}

#[wasm_bindgen_test]
async fn a_changed_definition_is_worked_out_anew_and_so_is_what_is_made_of_it() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &bytes(CSV.as_bytes())).await.session;
    let records = [record("a", "A", "rpm / 1000"), record("b", "B", "A * 2"), record("c", "C", "tps")];
    put(&client, &name, &records).await;
    assert_eq!(values(&client, &session, math("B")).await, [2.0, 4.0, 6.0, 5.0]);
    put(&client, &name, &[record("a", "A", "rpm / 500")]).await;
    assert_eq!(values(&client, &session, math("B")).await, [4.0, 8.0, 12.0, 10.0]);
    assert_eq!(values(&client, &session, math("A")).await, [2.0, 4.0, 6.0, 5.0]);
    // Taken away it is gone, and what was made of it too; the rest stays.
    Db::open(&name).await.unwrap().math_channels().delete("a").await.unwrap();
    client.call(MathChanged, Lane::Interactive).await.unwrap();
    let left = points(&client, view(&session, vec![math("A"), math("B"), math("C")])).await;
    assert_eq!(left.iter().map(|(key, ..)| key.as_str()).collect::<Vec<_>>(), ["m:C"]);
}

#[wasm_bindgen_test]
async fn the_news_of_another_tab_is_heard() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &bytes(CSV.as_bytes())).await.session;
    put(&client, &name, &[record("a", "A", "rpm")]).await;
    assert_eq!(values(&client, &session, math("A")).await[0], 1000.0);
    Db::open(&name).await.unwrap().math_channels().create(&record("a", "A", "tps")).await.unwrap();
    // The news travels over a channel of its own; ask until it has come.
    while values(&client, &session, math("A")).await[0] != 0.0 {}
}

#[wasm_bindgen_test]
async fn cursor_export_and_figures_take_a_math_channel_like_any_other() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &bytes(CSV.as_bytes())).await.session;
    put(&client, &name, &[record("a", "Krpm", "rpm / 1000")]).await;
    let lane = Lane::Interactive;
    let columns = vec![math("Krpm"), ChannelId::Tps.into()];
    let cursor = Cursor { session: session.clone(), columns: columns.clone(), t: 0.09 };
    let shown = client.call(cursor, lane).await.unwrap().value;
    assert_eq!(shown.values.iter().map(|v| v.value).collect::<Vec<_>>(), [Some(3.0), Some(20.0)]);
    let density = DensityOf {
        session: session.clone(),
        x: math("Krpm"),
        y: ChannelId::Tps.into(),
        range: None,
        filter: None,
        cells: (4, 4),
        x_range: None,
        y_range: None,
        max_points: 10,
        singly: 9,
    };
    assert_eq!(client.call(density, lane).await.unwrap().n, 4);
    let export = Export { columns, ..Export::csv(session) };
    let answer = client.call(export, Lane::Background).await.unwrap();
    let blob = answer.slots.blob(answer.file).unwrap();
    let text = wasm_bindgen_futures::JsFuture::from(blob.text()).await.unwrap().as_string().unwrap();
    assert_eq!(text.lines().nth(2), Some("0.04,2,10"));
}

#[wasm_bindgen_test]
async fn a_condition_keeps_its_rows_everywhere() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &bytes(CSV.as_bytes())).await.session;
    put(&client, &name, &[record("a", "Open", "tps > 5 %")]).await;
    let lane = Lane::Interactive;
    let filter = Some("Open and rpm <= 2500".to_owned());
    let rows = Rows { session: session.clone(), filter: filter.clone().unwrap(), window: (0.0, 9.0) };
    let rows = client.call(rows, lane).await.unwrap().value;
    assert_eq!((rows.rows, rows.kept, rows.exact), (4, 2, true));
    assert_eq!(rows.left_out, [(0.0, 0.04), (0.08, 0.12)]);
    let span = Span {
        session: session.clone(),
        columns: vec![ChannelId::Rpm.into()],
        t0: 0.0,
        t1: 1.0,
        filter: filter.clone(),
    };
    let span = client.call(span, lane).await.unwrap().value;
    // Only what was asked for is in the answer, not what the condition needs.
    assert_eq!(span.columns, [ChannelKey::from(ChannelId::Rpm)]);
    assert_eq!((span.stats[0].n, span.stats[0].mean), (2, Some(2250.0)));
    let histogram = HistogramOf {
        session: session.clone(),
        column: ChannelId::Rpm.into(),
        range: Some((0.0, 0.1)),
        filter: filter.clone(),
        bins: Some(3),
    };
    assert_eq!(client.call(histogram, lane).await.unwrap().n, 1);
    let grid = Grid {
        session: session.clone(),
        columns: vec![ChannelId::Tps.into()],
        filter,
        from: GridFrom::Place(0),
        count: 10,
    };
    let grid = client.call(grid, lane).await.unwrap().value;
    assert_eq!((grid.rows.total, grid.rows.rows.as_slice()), (2, &[1, 3][..]));
    let wrong = Rows { session, filter: "rpm > nothing".to_owned(), window: (0.0, 9.0) };
    let Err(WorkerError::Failed(error)) = client.call(wrong, lane).await else { panic!("refused") };
    assert_eq!(error.code, ErrorCode::SelectionWrong);
    let Some(Arg::Text(why)) = error.arg("why") else { panic!("{error:?}") };
    let why: ExprError = serde_json::from_str(why).unwrap();
    assert_eq!((why.kind.slug(), why.place.at), ("unknown_name", 6));
}

#[wasm_bindgen_test]
async fn an_expression_is_tried_without_being_kept() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &bytes(CSV.as_bytes())).await.session;
    put(&client, &name, &[record("a", "A", "rpm")]).await;
    assert_eq!(values(&client, &session, math("A")).await[0], 1000.0);
    let channel = |name: &str, text: &str| MathChannel { name: name.to_owned(), text: text.to_owned() };
    let channels = vec![channel("A", "rpm / 1000"), channel("Draft", "A + 1")];
    let question = TryExpr { session: session.clone(), channels, name: "Draft".to_owned() };
    let tried = client.call(question.clone(), Lane::Interactive).await.unwrap().value;
    assert_eq!((tried.stats.min, tried.stats.max, tried.stats.count), (Some(2.0), Some(4.0), 4));
    assert_eq!(tried.first[1], (0.04, 3.0));
    // What is stored stays as it was worked out.
    assert_eq!(values(&client, &session, math("A")).await[0], 1000.0);
    let circle = TryExpr { channels: vec![channel("Draft", "Draft")], ..question };
    let Err(WorkerError::Failed(error)) = client.call(circle, Lane::Interactive).await else {
        panic!("refused")
    };
    assert_eq!(error.code, ErrorCode::SelectionWrong);
}

fn question(stage: Stage, filter: Option<&str>) -> Question {
    let rows = RowQuery { filter: filter.map(str::to_owned), ..RowQuery::default() };
    Question { stage, rows, settings: Settings::default(), subject: Subject::default() }
}

/// Statistics of a math channel by the analysis: samples and mean; and where they came from.
async fn analysed(client: &WorkerClient, session: &str, filter: Option<&str>) -> ((u32, f64), ResultFrom) {
    let question = Sealed::of(&question(Stage::Statistics, filter)).unwrap();
    let asked = Analyse { session: session.to_owned(), question };
    let answer = client.call(asked, Lane::Interactive).await.unwrap();
    let StageReport::Statistics(report) = answer.report.open().unwrap() else { panic!("another stage") };
    let found = report.channels.iter().find(|c| c.key == math("Half")).unwrap();
    ((found.count, found.figures.as_ref().unwrap().mean.unwrap()), answer.from)
}

/// Moments that an own rule finds, and where the report came from.
async fn judged(client: &WorkerClient, session: &str, rule: &str) -> (usize, ResultFrom) {
    let mut asked = question(Stage::Safety, None);
    let watch = Watch::Expression(rule.to_owned());
    let rule = Rule { danger: Some(Threshold::Fixed(9.0)), min_s: 0.0, ..Rule::new("mine", watch) };
    asked.settings.rules = RuleSet { rules: vec![rule] };
    let asked = Analyse { session: session.to_owned(), question: Sealed::of(&asked).unwrap() };
    let answer = client.call(asked, Lane::Interactive).await.unwrap();
    let StageReport::Safety(report) = answer.report.open().unwrap() else { panic!("another stage") };
    assert_eq!(report.outcomes[0].judgement, Judgement::Judged);
    (report.events.len(), answer.from)
}

#[wasm_bindgen_test]
async fn an_own_rule_may_watch_a_math_channel_and_goes_by_its_definition_of_now() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &bytes(CSV.as_bytes())).await.session;
    // Throttle is 0, 10, 20, 30.
    put(&client, &name, &[record("a", "Half", "tps / 2")]).await;
    assert_eq!(judged(&client, &session, "Half").await, (1, ResultFrom::Computed));
    assert_eq!(judged(&client, &session, "Half").await, (1, ResultFrom::Memory));
    Db::open(&name).await.unwrap().math_channels().create(&record("a", "Half", "tps / 10")).await.unwrap();
    client.call(MathChanged, Lane::Interactive).await.unwrap();
    assert_eq!(judged(&client, &session, "Half").await, (0, ResultFrom::Computed));
}

/// The same by the drawing of its distribution.
async fn drawn(client: &WorkerClient, session: &str) -> f64 {
    let question = LookQuestion {
        look: Look::Distribution(math("Half")),
        settings: look::Settings::default(),
        analysis: question(Stage::Patterns, None),
    };
    let asked = LookInto { session: session.to_owned(), question: Sealed::of(&question).unwrap() };
    let answer = client.call(asked, Lane::Interactive).await.unwrap();
    let look::Report::Distribution(found) = answer.report.open().unwrap() else { panic!("another drawing") };
    found.channel.unwrap().figures.unwrap().mean.unwrap()
}

#[wasm_bindgen_test]
async fn an_analysis_knows_math_channels_and_another_definition_is_another_report() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let session = stored(&client, &bytes(CSV.as_bytes())).await.session;
    put(&client, &name, &[record("a", "Half", "tps / 2")]).await;
    // Throttle is 0, 10, 20, 30.
    assert_eq!(analysed(&client, &session, None).await, ((4, 7.5), ResultFrom::Computed));
    assert_eq!(analysed(&client, &session, None).await.1, ResultFrom::Memory);
    assert!((drawn(&client, &session).await - 7.5).abs() < 1e-6);
    // Only rows at which it is more than 4: 5, 10, 15.
    assert_eq!(analysed(&client, &session, Some("Half > 4")).await, ((3, 10.0), ResultFrom::Computed));
    Db::open(&name).await.unwrap().math_channels().create(&record("a", "Half", "tps / 10")).await.unwrap();
    client.call(MathChanged, Lane::Interactive).await.unwrap();
    assert_eq!(analysed(&client, &session, None).await, ((4, 1.5), ResultFrom::Computed));
    assert!((drawn(&client, &session).await - 1.5).abs() < 1e-6);
    // 0, 1, 2, 3: none is more than 4, and the report of the definition before is not taken for this one's.
    let question = Sealed::of(&question(Stage::Statistics, Some("Half > 4"))).unwrap();
    let answer =
        client.call(Analyse { session: session.clone(), question }, Lane::Interactive).await.unwrap();
    let StageReport::Statistics(report) = answer.report.open().unwrap() else { panic!("another stage") };
    assert_eq!((answer.from, report.ledger.used), (ResultFrom::Computed, 0));
}
