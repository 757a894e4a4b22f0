//! Tables out of files and sessions, and what logs say about a table.

use fueltune_analyzer::engine::analysis::{RowQuery, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::tables::exchange::{ExchangeError, FileKind, FileTables, Offered};
use fueltune_analyzer::engine::tables::{Cell, HitsParams, MapAxis, MapInfo, MapTable};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::protocol::{
    Arg, CellTimes, CellTimesAnswer, ErrorCode, HitsFound, HitsQuestion, Lane, LogOutcome, OnDuplicate,
    ReadTables, Sealed, SessionTables, Source, TableHits,
};
use fueltune_analyzer::worker::{Slots, WorkerClient, WorkerError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{connected, fresh_name};
use crate::logs::{bytes, report, start_keeping, stored};

const MSQ: &str = "<msq xmlns=\"http://www.msefi.com/:msq\">\n<versionInfo signature=\"speeduino 202305\"/>\n\
<constant cols=\"2\" rows=\"2\" name=\"veTable\" units=\"%\">\n 40 50\n 60 70\n</constant>\n\
<constant cols=\"1\" rows=\"2\" name=\"rpmBins\" units=\"RPM\">\n 500\n 6000\n</constant>\n\
<constant cols=\"1\" rows=\"2\" name=\"fuelLoadBins\" units=\"kPa\">\n 30\n 100\n</constant>\n</msq>\n";

async fn read(client: &WorkerClient, content: &[u8]) -> Result<FileTables, WorkerError> {
    let mut slots = Slots::new();
    let source = Source::File(slots.push_blob(&bytes(content)));
    let question = ReadTables { source, name: "tune".to_owned(), definition: None };
    let answer = client.call_with(question, slots, Lane::Background).await?;
    Ok(answer.value.found.open().unwrap())
}

#[wasm_bindgen_test]
async fn a_tune_brings_its_tables_and_a_log_without_a_calibration_says_so() {
    let (client, _workers) = connected(&fresh_name());
    let found = read(&client, MSQ.as_bytes()).await.unwrap();
    assert_eq!((found.kind, found.refused.len()), (FileKind::Tune, 0));
    let [Offered::Whole(ve)] = found.offers.as_slice() else { panic!("{found:?}") };
    assert_eq!((ve.table.info.kind, ve.table.cell(Cell::at(1, 0))), (TableKind::Ve, Some(50.0)));

    // A log of text is read as a table, and is none: the line stands with it.
    let wrong = read(&client, b"rpm\\bar;0;1\n1000;1;two\n").await.unwrap_err();
    let WorkerError::Failed(error) = wrong else { panic!("{wrong}") };
    assert_eq!(error.code, ErrorCode::NoTables);
    let Some(Arg::Text(why)) = error.arg("why") else { panic!("{error:?}") };
    let why: ExchangeError = serde_json::from_str(why).unwrap();
    assert_eq!(why, ExchangeError::NotANumber { line: 2, cell: 3, text: "two".to_owned() });

    let noise: Vec<u8> = (0..4000_u32).map(|i| (i * 31 % 251) as u8).collect();
    assert!(matches!(read(&client, &noise).await, Err(WorkerError::Failed(_))), "no log at all is an error");
    let empty = b"<msq><versionInfo signature=\"x\"/></msq>";
    let Err(WorkerError::Failed(error)) = read(&client, empty).await else { panic!("a tune without tables") };
    assert_eq!(error.code, ErrorCode::NoTables);
}

#[wasm_bindgen_test]
async fn a_session_whose_file_was_not_kept_or_has_no_calibration_says_which() {
    let (client, _workers) = connected(&fresh_name());
    let csv = b"TIME,RPM\n0.00,900\n0.04,910\n0.08,920\n";
    let lost = stored(&client, &bytes(csv)).await.session;
    let ask = |session: &str| client.call(SessionTables { session: session.to_owned() }, Lane::Background);
    let code = |error: WorkerError| match error {
        WorkerError::Failed(error) => error.code,
        other => panic!("{other}"),
    };
    assert_eq!(code(ask(&lost).await.unwrap_err()), ErrorCode::OriginalNotKept);
    let kept = report(start_keeping(&client, &bytes(csv), OnDuplicate::Keep, 1e6).await).session;
    assert_eq!(code(ask(&kept).await.unwrap_err()), ErrorCode::NoTables);
    assert_eq!(code(ask("nobody").await.unwrap_err()), ErrorCode::NoSuchSession);
}

/// Two engine speeds, two pressures.
fn table() -> MapTable {
    let x = MapAxis::of(Some(ChannelId::MapGauge), Unit::Bar, vec![-0.5, 0.5]).unwrap();
    let y = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, vec![1000.0, 3000.0]).unwrap();
    MapTable::new(MapInfo::new("f", TableKind::MainFuel), x, Some(y), Unit::Milliseconds, vec![1.0; 4])
        .unwrap()
}

/// A second at 1000 rpm and −0.5 bar, a second at 3000 rpm and 0.5 bar, and back; λ tells them apart.
fn drive() -> String {
    let row = |i: u32| {
        let (rpm, map, lambda) = if (25..50).contains(&i) { (3000, 0.5, 0.8) } else { (1000, -0.5, 1.0) };
        format!("{:.2},{rpm},{map},{lambda}\n", f64::from(i) * 0.04)
    };
    format!("TIME,RPM,MAP,Sonda_Geral\n{}", (0..75).map(row).collect::<String>())
}

fn question(value: Option<ChannelId>, filter: Option<&str>) -> HitsQuestion {
    HitsQuestion {
        table: table(),
        value: value.map(ChannelKey::from),
        params: HitsParams::default(),
        rows: RowQuery { filter: filter.map(str::to_owned), ..RowQuery::default() },
        subjects: vec![Subject::default()],
    }
}

async fn hits(client: &WorkerClient, session: &str, q: &HitsQuestion) -> Result<HitsFound, WorkerError> {
    let asked = TableHits { sessions: vec![session.to_owned()], question: Sealed::of(q).unwrap() };
    Ok(client.call(asked, Lane::Interactive).await?.value.found.open().unwrap())
}

async fn times(client: &WorkerClient, session: &str, q: &HitsQuestion, cell: Cell) -> CellTimesAnswer {
    let asked = CellTimes { session: session.to_owned(), question: Sealed::of(q).unwrap(), cell };
    client.call(asked, Lane::Interactive).await.unwrap().value
}

#[wasm_bindgen_test]
async fn a_log_over_a_table_tells_samples_figures_and_when() {
    let (client, _workers) = connected(&fresh_name());
    let session = stored(&client, &bytes(drive().as_bytes())).await.session;
    let q = question(Some(ChannelId::Lambda1), None);
    let found = hits(&client, &session, &q).await.unwrap();
    assert_eq!(found.cells.iter().map(|c| c.samples).collect::<Vec<_>>(), [50, 0, 0, 25]);
    let mean = |i: usize| found.cells[i].mean.unwrap();
    assert!((mean(0) - 1.0).abs() < 1e-6 && (mean(3) - 0.8).abs() < 1e-6);
    let [LogOutcome::Taken(log)] = found.logs.as_slice() else { panic!("{:?}", found.logs) };
    assert_eq!((log.ledger.rows, log.ledger.used, log.beyond), (75, 75, 0));
    assert_eq!(found.trail.len(), 75);

    let at = times(&client, &session, &q, Cell::at(0, 0)).await;
    assert_eq!((at.samples, at.count), (50, 2), "there, away, and there again");
    assert!((at.stays[1].span.t0 - 2.0).abs() < 1e-6 && at.stays[1].samples == 25);
    let nowhere = times(&client, &session, &q, Cell::at(0, 1)).await;
    assert_eq!((nowhere.samples, nowhere.stays.len()), (0, 0));

    // A condition leaves rows out, of the cell's samples too; one that is none is refused with its reason.
    let rich = question(Some(ChannelId::Lambda1), Some("rpm > 2000"));
    let found = hits(&client, &session, &rich).await.unwrap();
    assert_eq!(found.cells.iter().map(|c| c.samples).collect::<Vec<_>>(), [0, 0, 0, 25]);
    assert_eq!(times(&client, &session, &rich, Cell::at(0, 0)).await.samples, 0);
    let refused = hits(&client, &session, &question(None, Some("rpm >"))).await.unwrap_err();
    assert!(matches!(&refused, WorkerError::Failed(e) if e.code == ErrorCode::SelectionWrong), "{refused}");
}

#[wasm_bindgen_test]
async fn a_log_that_lacks_a_channel_is_named_and_the_others_count() {
    let (client, _workers) = connected(&fresh_name());
    let good = stored(&client, &bytes(drive().as_bytes())).await.session;
    let bare = stored(&client, &bytes(b"TIME,RPM\n0.00,900\n0.04,910\n0.08,920\n")).await.session;
    let q =
        HitsQuestion { subjects: vec![Subject::default(); 2], ..question(Some(ChannelId::Lambda1), None) };
    let asked = TableHits { sessions: vec![bare.clone(), good], question: Sealed::of(&q).unwrap() };
    let found = client.call(asked, Lane::Interactive).await.unwrap().value.found.open().unwrap();
    assert_eq!(found.logs[0], LogOutcome::Lacks(ChannelId::MapGauge.into()));
    assert!(matches!(found.logs[1], LogOutcome::Taken(_)));
    assert_eq!(found.cells[0].samples, 50);
    assert_eq!(times(&client, &bare, &question(None, None), Cell::at(0, 0)).await.samples, 0);
}
