//! Every message comes out as it went in. postcard does not describe itself: a type it cannot carry shows only here.

use std::collections::BTreeSet;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::engine::analysis::comparison::overlay::{Align, Along};
use crate::engine::analysis::comparison::{self, Side, study};
use crate::engine::analysis::measure::Measure;
use crate::engine::analysis::pipeline::{Settings, Stage as AnalysisStage, StageReport};
use crate::engine::analysis::trends::across;
use crate::engine::analysis::{Frame, Ledger, RowQuery, Subject, look, patterns};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::expr::MathChannel;
use crate::engine::generate::{DEMO_NAME, demo_log};
use crate::engine::import::{self, ImportOptions, LooksLike, Meaning};
use crate::engine::stats::{describe, describe_column};
use crate::engine::table::{Flag, LogTable};
use crate::engine::tables::Cell;
use crate::engine::units::Unit;
use crate::engine::vehicle::examples;
use crate::engine::view::{self, CursorValue, DensityQuery, SeriesKind, SeriesMeta, Window};
use crate::i18n::units::UnitPrefs;
use crate::report::delimited::{Separator, TextForm};
use crate::report::sheet::{FigureUnits, Names};

mod of_tables;

use self::of_tables::{file_tables, hits_found, hits_question};

fn holds<T: Serialize + DeserializeOwned + PartialEq + Debug>(message: &T) {
    let bytes = postcard::to_stdvec(message).expect("a message can be written");
    assert_eq!(&postcard::from_bytes::<T>(&bytes).expect("and read"), message);
}

fn demo() -> (Vec<u8>, LogTable) {
    let bytes = demo_log()[..200_000].to_vec();
    let mut importer = import::Importer::new(ImportOptions::default());
    importer.feed(&bytes).expect("a log");
    (bytes, importer.finish().expect("a log").table)
}

fn options() -> ImportOptions {
    let mut options = ImportOptions {
        encoding: Some(import::Encoding::Windows1252),
        delimiter: Some(import::Delimiter::Semicolon),
        decimal: Some(import::Decimal::Comma),
        time_column: Some("Tempo".to_owned()),
        time_unit: Some(import::TimeUnit::Milliseconds),
        ..ImportOptions::default()
    };
    for meaning in [Meaning::Channel(ChannelId::Rpm), Meaning::Own, Meaning::Ignored] {
        let choice = import::ColumnChoice {
            meaning: Some(meaning),
            unit: Some(import::SourceUnit::Afr { stoich: 14.7 }),
        };
        options.columns.insert(format!("{meaning:?}"), choice);
    }
    options
}

fn keys() -> Vec<ChannelKey> {
    vec![
        ChannelId::Rpm.into(),
        ChannelKey::Custom("Sensor do câmbio".to_owned()),
        ChannelKey::Math("Sensor do câmbio".to_owned()),
    ]
}

fn question() -> Question {
    let rows = RowQuery { filter: Some("rpm > 3000".to_owned()), ..RowQuery::default() };
    Question {
        stage: AnalysisStage::Safety,
        rows,
        settings: Settings::default(),
        subject: Subject { vehicle: examples().into_iter().next(), ..Subject::default() },
    }
}

fn comparison() -> Comparison {
    let query = comparison::Query {
        measures: keys().into_iter().map(Measure::Channel).collect(),
        reference: 1,
        by_target: true,
        by_air: false,
    };
    Comparison {
        asked: study::Asked {
            query,
            align: Align::RpmCrossing(3000.0),
            along: Along::Seconds,
            picks: vec![None, Some(2)],
            settings: study::Settings::default(),
        },
        subjects: vec![question().subject, Subject::default()],
    }
}

/// Of a log with itself.
fn study() -> study::Study {
    let (_, table) = demo();
    let frame = Frame::whole(&table);
    let (subject, patterns) = (Subject::default(), patterns::Report::default());
    let side = || Side { frame: &frame, subject: &subject, patterns: &patterns, quality: Some(80.0) };
    study::run(&[side(), side()], &comparison().asked, &crate::engine::cx::Cx::none()).expect("a comparison")
}

fn look_question() -> LookQuestion {
    let look = look::Look::Spectrum(ChannelId::Rpm.into());
    LookQuestion { look, settings: look::Settings::default(), analysis: question() }
}

#[test]
fn what_is_sealed_is_read_by_who_opens_it() {
    let question = question();
    assert_eq!(Sealed::of(&question).expect("can be written").open().as_ref(), Ok(&question));
}

fn trends_question() -> TrendsQuestion {
    TrendsQuestion { vehicle: "gol".to_owned(), undated: true, params: across::Params::default() }
}

fn trends_found() -> TrendsFound {
    let session = TrendSession { id: "a".to_owned(), name: "A".to_owned(), at_ms: 1e12, dated: true };
    let why = WhyLeftOut::NoDate;
    let left_out = LeftOutSession { id: "b".to_owned(), name: "B".to_owned(), why };
    TrendsFound { sessions: vec![session], left_out: vec![left_out], ..TrendsFound::default() }
}

#[test]
fn trends_of_a_vehicle_are_read_by_who_opens_them() {
    let (question, found) = (trends_question(), trends_found());
    assert_eq!(Sealed::of(&question).expect("can be written").open().as_ref(), Ok(&question));
    assert_eq!(Sealed::of(&found).expect("can be written").open().as_ref(), Ok(&found));
}

fn requests() -> Vec<Request> {
    let session = "0197".to_owned();
    let mut requests = vec![
        PreviewFile { source: Source::Text(BufRef(0)), options: options() }.request(),
        OriginalFile { session: session.clone() }.request(),
        AnalyseAll { session: session.clone() }.request(),
        Analyse { session: session.clone(), question: Sealed::of(&question()).expect("can be written") }
            .request(),
        Compare {
            sessions: vec![session.clone(), "b".to_owned()],
            question: Sealed::of(&comparison()).expect("can be written"),
        }
        .request(),
        LookInto {
            session: session.clone(),
            question: Sealed::of(&look_question()).expect("can be written"),
        }
        .request(),
        VehicleTrends { question: Sealed::of(&trends_question()).expect("can be written") }.request(),
        View { session: session.clone(), columns: keys(), window: Window::new(-1.0, 2.5, 800).and_mean() }
            .request(),
        Cursor { session: session.clone(), columns: keys(), t: 1.25 }.request(),
        Span { session: session.clone(), columns: Vec::new(), t0: 0.0, t1: 9.0, filter: None }.request(),
        HistogramOf {
            session: session.clone(),
            column: keys()[1].clone(),
            range: Some((0.0, 1.0)),
            filter: Some("avg(tps, 0.5 s) > 50".to_owned()),
            bins: None,
        }
        .request(),
        DensityOf {
            session: session.clone(),
            x: keys()[0].clone(),
            y: keys()[1].clone(),
            range: None,
            filter: None,
            cells: (32, 32),
            x_range: Some((0.0, 9000.0)),
            y_range: None,
            max_points: 500,
            singly: 900,
        }
        .request(),
        Rows { session: session.clone(), filter: "rpm > 3000".to_owned(), window: (0.0, 9.0) }.request(),
        TryExpr {
            session: session.clone(),
            channels: vec![MathChannel { name: "Slip".to_owned(), text: "rpm / 2".to_owned() }],
            name: "Slip".to_owned(),
        }
        .request(),
        MathChanged.request(),
        ReadTables {
            source: Source::File(BufRef(0)),
            name: "tune".to_owned(),
            definition: Some(Source::File(BufRef(1))),
        }
        .request(),
        SessionTables { session: session.clone() }.request(),
        TableHits {
            sessions: vec![session.clone()],
            question: Sealed::of(&hits_question()).expect("can be written"),
        }
        .request(),
        CellTimes {
            session: session.clone(),
            question: Sealed::of(&hits_question()).expect("can be written"),
            cell: Cell::at(2, 1),
        }
        .request(),
        Statistics { session: session.clone() }.request(),
        Export::csv(session.clone()).request(),
        Backup.request(),
        Memory.request(),
        ClearCaches { columns: true, results: false }.request(),
        Attend { session: session.clone() }.request(),
        Forget { session: session.clone() }.request(),
        Crash.request(),
    ];
    for from in [GridFrom::Place(7), GridFrom::Time(1.5)] {
        let filter = "rpm >= 2000 and rpm <= 2500".to_owned();
        requests.push(
            Grid { session: session.clone(), columns: keys(), filter: Some(filter), from, count: 50 }
                .request(),
        );
    }
    let text = TextForm { separator: Separator::Tab, decimal_comma: true, byte_order_mark: true };
    for form in [FileForm::Text(text), FileForm::Workbook, FileForm::Json] {
        let export = Export {
            columns: keys(),
            range: Some((1.0, 2.0)),
            rate_hz: Some(50.0),
            form,
            names: Names::Given,
            titles: vec![(ChannelId::Rpm.into(), "Rotação".to_owned())],
            figures: FigureUnits::Shown,
            prefs: UnitPrefs::default().with_unit(Unit::Psi),
            ..Export::csv(session.clone())
        };
        requests.push(export.request());
    }
    for mode in [RestoreMode::Merge, RestoreMode::Replace] {
        requests.push(Restore { file: BufRef(0), mode }.request());
    }
    for on_duplicate in [OnDuplicate::Ask, OnDuplicate::Keep, OnDuplicate::Replace(session.clone())] {
        for source in [Source::File(BufRef(3)), Source::Demo] {
            let import = Import {
                source,
                name: DEMO_NAME.to_owned(),
                options: options(),
                vehicle: Some("gol".to_owned()),
                on_duplicate: on_duplicate.clone(),
                keep_original_bytes: 5e7,
            };
            requests.push(import.request());
        }
    }
    requests
}

fn responses() -> Vec<Response> {
    let (bytes, table) = demo();
    let preview = import::preview(&bytes, 5_000_000, &ImportOptions::default()).expect("a log");
    let stages = Stage::ALL.iter().map(|stage| StageTime { stage: *stage, took_ms: 1.5 }).collect();
    let report = ImportReport {
        session: "0197".to_owned(),
        name: DEMO_NAME.to_owned(),
        format: "fueltech-csv".to_owned(),
        rows: 15_000,
        columns: 63,
        duration_s: 600.0,
        sample_rate_hz: 25.0,
        issue_kinds: 3,
        issue_count: 120,
        quality: Some(71),
        file_bytes: 5e6,
        stored_bytes: 4e6,
        stages,
    };
    let meta = SeriesMeta {
        kind: SeriesKind::Step,
        t0: 0.25,
        rows: 10,
        drawn: 9,
        missing: 1,
        min: Some(-1.0),
        max: None,
        mean: Some(0.5),
        raw: true,
    };
    let series = vec![SeriesAnswer { key: keys()[1].clone(), meta, t: BufRef(0), y: BufRef(1) }];
    let values = vec![CursorValue { value: Some(1.0), flag: Some(Flag::OutOfRange) }, CursorValue::default()];
    let all: Vec<usize> = (0..table.columns().len()).collect();
    let density = DensityQuery {
        x: 0,
        y: 1,
        span: None,
        cells: (8, 8),
        x_range: None,
        y_range: None,
        max_points: 10,
        singly: 0,
    };
    let counts = BackupCounts {
        sessions: 1,
        vehicles: 2,
        annotations: 3,
        mappings: 4,
        channels: 6,
        rules: 7,
        tables: 8,
        snapshots: 9,
        settings: 5,
    };
    vec![
        Response::PreviewFile(PreviewReport { preview: Box::new(preview), bytes: 5e6 }),
        Response::Import(ImportAnswer::Stored(report)),
        Response::Import(ImportAnswer::Duplicate {
            existing: "0197".to_owned(),
            name: String::new(),
            imported_at_ms: 1.0,
        }),
        Response::ReadTables(TablesAnswer { found: Sealed::of(&file_tables()).expect("can be written") }),
        Response::SessionTables(TablesAnswer { found: Sealed::of(&file_tables()).expect("can be written") }),
        Response::TableHits(TableHitsAnswer { found: Sealed::of(&hits_found()).expect("can be written") }),
        Response::CellTimes(CellTimesAnswer {
            samples: 12,
            stays: vec![Stay { span: crate::engine::analysis::Span::new(1.0, 2.0), samples: 3, mean: None }],
            count: 4,
        }),
        Response::OriginalFile(OriginalAnswer { file: None, name: "a.csv".to_owned() }),
        Response::View(ViewAnswer { window: Window::new(0.0, 1.0, 10), series }),
        Response::Cursor(CursorAnswer { t: 1.0, columns: keys(), values }),
        Response::Span(SpanAnswer {
            t0: 0.0,
            t1: 5.0,
            columns: keys(),
            stats: view::span_stats(&table, &all, 0.0, 5.0, None).expect("figures"),
        }),
        Response::Grid(GridAnswer {
            columns: keys(),
            rows: view::grid_rows(&table, &all, None, 10, 5).expect("rows"),
        }),
        Response::HistogramOf(view::histogram(&table, 0, None, None).expect("counts")),
        Response::DensityOf(view::density(&table, &density, None).expect("counts")),
        Response::Rows(RowsAnswer { rows: 9, kept: 4, left_out: vec![(0.0, 1.5)], exact: true }),
        Response::TryExpr(TriedExpr {
            stats: describe_column(&table.columns()[0], None),
            first: vec![(0.0, 900.0)],
        }),
        Response::MathChanged(()),
        Response::Statistics(StatisticsAnswer {
            columns: describe(&table, &crate::engine::cx::Cx::none()).expect("figures"),
            kept: true,
        }),
        Response::Analyse(AnalyseAnswer {
            report: Sealed::of(&StageReport::Patterns(patterns::Report::default())).expect("can be written"),
            from: ResultFrom::Stored,
            took_ms: None,
        }),
        Response::AnalyseAll(Glance { dangers: 2, cautions: 1, judged: 9, recommendations: 3 }),
        Response::Compare(CompareAnswer {
            study: Sealed::of(&study()).expect("can be written"),
            from: ResultFrom::Memory,
            took_ms: Some(12.5),
        }),
        Response::LookInto(LookAnswer {
            report: Sealed::of(&look::Report::Distribution(look::Distribution {
                channel: None,
                ledger: Ledger::default(),
            }))
            .expect("can be written"),
        }),
        Response::VehicleTrends(VehicleTrendsAnswer {
            trends: Sealed::of(&trends_found()).expect("can be written"),
        }),
        Response::Export(ExportReport { file: BufRef(0), name: "a.csv".to_owned(), rows: 7 }),
        Response::Backup(BackupReport { file: BufRef(0), name: "b".to_owned(), bytes: 1e9, counts }),
        Response::Restore(RestoreReport { added: counts, kept: counts, removed: counts, created_at_ms: 1.0 }),
        Response::Memory(MemoryReport {
            wasm_bytes: 1e8,
            cache_bytes: 1e7,
            cache_budget_bytes: 2e8,
            cached_sessions: 2,
            cached_columns: 70,
            stored_results: 2,
            memory_only: false,
        }),
        Response::ClearCaches(()),
        Response::Attend(()),
        Response::Forget(()),
        Response::Crash(()),
    ]
}

fn covers<'a>(kinds: impl Iterator<Item = &'a str>) {
    let seen: BTreeSet<&str> = kinds.collect();
    let all: BTreeSet<&str> = Request::KINDS.iter().copied().collect();
    assert_eq!(seen, all);
    assert_eq!(all.len(), Request::KINDS.len(), "two questions of one name");
}

#[test]
fn every_question_and_every_answer() {
    let (requests, responses) = (requests(), responses());
    covers(requests.iter().map(Request::kind));
    covers(responses.iter().map(Response::kind));
    for request in requests {
        for lane in [Lane::Interactive, Lane::Background] {
            holds(&ToWorker::Start { job: 7, lane, request: request.clone() });
        }
    }
    for response in responses {
        holds(&FromWorker::Done { job: 7, response });
    }
}

#[test]
fn every_other_message() {
    let hello = ToWorker::Hello {
        protocol: PROTOCOL,
        build: "abc".to_owned(),
        database: "fueltune".to_owned(),
        memory: true,
        cache_bytes: 1e9,
        helpers: 3,
    };
    for message in [hello, ToWorker::Cancel { job: 7 }, ToWorker::Mirror] {
        holds(&message);
    }
    let line = LogLine {
        at_ms: 1.0,
        level: "INFO".to_owned(),
        target: "worker".to_owned(),
        message: "stored".to_owned(),
        fields: vec![("rows".to_owned(), "3".to_owned())],
    };
    for message in [
        FromWorker::Ready { protocol: PROTOCOL, build: "abc".to_owned() },
        FromWorker::Cancelled { job: 7 },
        FromWorker::Log(line),
        FromWorker::Panicked { text: "index out of bounds".to_owned() },
        FromWorker::Mirror,
    ] {
        holds(&message);
    }
    for stage in Stage::ALL {
        let progress = Progress { stage, done: 1.0, total: 0.0, rate: f64::INFINITY };
        holds(&FromWorker::Progress { job: 7, progress });
    }
}

#[test]
fn every_word_between_the_worker_and_its_helpers() {
    let bytes = &demo_log()[..600_000];
    let mut importer = import::Importer::new(ImportOptions::default());
    importer.feed(&bytes[..400_000]).expect("a log");
    let (plan, mut cutter) = importer.divide().expect("a text");
    let (begun, whole) = cutter.cut(&bytes[400_000..]).expect("lines");
    let mut reader = import::PartReader::new(&plan, 200_000);
    reader.feed(&begun);
    reader.feed(&bytes[400_000..][..whole]);
    let head = reader.finish().expect("whole lines").head;
    holds(&ToHelper::Plan(plan));
    holds(&ToHelper::Read { part: 3, begun, bytes: BufRef(0), len: 7 });
    for message in [
        FromHelper::Ready { protocol: PROTOCOL, build: "abc".to_owned() },
        FromHelper::Done { part: 3, head, samples: BufRef(0), bytes: BufRef(1) },
        FromHelper::Failed { part: 3 },
        FromHelper::Panicked { text: "out of memory".to_owned() },
    ] {
        holds(&message);
    }
}

#[test]
fn every_error() {
    for code in ErrorCode::ALL {
        let error = WireError::new(*code, "detail")
            .with_text("a", "text")
            .with_number("b", 2.5)
            .with_bytes("c", Some(1e9))
            .with_bytes("not known", None);
        assert_eq!(error.args.len(), 3);
        holds(&FromWorker::Failed { job: 7, error });
    }
    for looked_like in LooksLike::ALL {
        let error = WireError::from(import::ImportError::NotALog { looked_like });
        assert_eq!(error.arg("looked_like"), Some(&Arg::Text(looked_like.slug().to_owned())));
    }
}
