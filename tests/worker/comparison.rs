//! Comparing stored sessions: computed once, kept, found again, and refused where it makes no sense.

use fueltune_analyzer::engine::analysis::Subject;
use fueltune_analyzer::engine::analysis::comparison::Query;
use fueltune_analyzer::engine::analysis::comparison::overlay::{Align, Along};
use fueltune_analyzer::engine::analysis::comparison::study::{Asked, Settings};
use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::protocol::{
    ClearCaches, Compare, CompareAnswer, Comparison, ErrorCode, Lane, ResultFrom, Sealed,
};
use fueltune_analyzer::worker::{WorkerClient, WorkerError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{connected, fresh_name};
use crate::logs::{LONG, SMALL, file, stored};

fn question(sessions: &[String], rpm: f64) -> Compare {
    let query = Query {
        measures: vec![Measure::from(ChannelId::Tps), Measure::from(ChannelId::Rpm)],
        reference: 0,
        by_target: false,
        by_air: false,
    };
    let asked = Asked {
        query,
        align: Align::RpmCrossing(rpm),
        along: Along::Seconds,
        picks: Vec::new(),
        settings: Settings::default(),
    };
    let subjects = vec![Subject::default(); sessions.len()];
    Compare { sessions: sessions.to_vec(), question: Sealed::of(&Comparison { asked, subjects }).unwrap() }
}

async fn asked(client: &WorkerClient, question: Compare) -> CompareAnswer {
    client.call(question, Lane::Interactive).await.unwrap().value
}

#[wasm_bindgen_test]
async fn a_comparison_is_kept_in_memory_and_in_the_database() {
    let (client, _workers) = connected(&fresh_name());
    let mut sessions = Vec::new();
    for spec in [SMALL, LONG] {
        sessions.push(stored(&client, &file(spec)).await.session);
    }
    let first = asked(&client, question(&sessions, 3000.0)).await;
    assert!(first.from == ResultFrom::Computed && first.took_ms.is_some());
    let study = first.study.open().unwrap();
    assert_eq!((study.report.sides, study.overlay.events.len()), (2, 2));
    assert_eq!(study.report.ledgers.len(), 2);
    let second = asked(&client, question(&sessions, 3000.0)).await;
    assert_eq!((second.from, &second.study), (ResultFrom::Memory, &first.study));
    assert_eq!(asked(&client, question(&sessions, 3500.0)).await.from, ResultFrom::Computed);
    let turned = [sessions[1].clone(), sessions[0].clone()];
    assert_eq!(asked(&client, question(&turned, 3000.0)).await.from, ResultFrom::Computed);
    client.restart();
    let third = asked(&client, question(&sessions, 3000.0)).await;
    assert_eq!((third.from, &third.study), (ResultFrom::Stored, &first.study));
    client.call(ClearCaches { columns: false, results: true }, Lane::Interactive).await.unwrap();
    assert_eq!(asked(&client, question(&sessions, 3000.0)).await.from, ResultFrom::Computed);
}

#[wasm_bindgen_test]
async fn one_session_is_none_to_compare_and_a_deleted_one_is_missed() {
    let (client, _workers) = connected(&fresh_name());
    let session = stored(&client, &file(SMALL)).await.session;
    for (sessions, code) in [
        (vec![session.clone()], ErrorCode::BadRequest),
        (vec![session.clone(), "gone".to_owned()], ErrorCode::NoSuchSession),
    ] {
        let refused = client.call(question(&sessions, 3000.0), Lane::Interactive).await;
        let Err(WorkerError::Failed(error)) = refused else { panic!("refused") };
        assert_eq!(error.code, code);
    }
}
