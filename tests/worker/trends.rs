//! Key figures of a vehicle's sessions: gathered once, kept, left out with a reason.

use fueltune_analyzer::engine::analysis::trends::across::Params;
use fueltune_analyzer::engine::analysis::trends::figures::FigureKind;
use fueltune_analyzer::protocol::{Lane, Sealed, TrendsFound, TrendsQuestion, VehicleTrends, WhyLeftOut};
use fueltune_analyzer::storage::{Db, Store};
use fueltune_analyzer::worker::WorkerClient;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{connected, fresh_name};
use crate::logs::{bytes, stored};

/// Half a minute of an engine at 3000 rpm with its alternator at work.
fn csv(volts: f64) -> String {
    let rows = (0..750).map(|i| format!("{:.2},3000,{volts}\n", f64::from(i) * 0.04));
    format!("TIME,RPM,Tensão_da_Bateria\n{}", rows.collect::<String>())
}

async fn trends(client: &WorkerClient, undated: bool) -> TrendsFound {
    let question = TrendsQuestion { vehicle: "gol".to_owned(), undated, params: Params::default() };
    let question = VehicleTrends { question: Sealed::of(&question).unwrap() };
    client.call(question, Lane::Background).await.unwrap().value.trends.open().unwrap()
}

#[wasm_bindgen_test]
async fn each_session_is_read_once_and_one_that_does_not_count_says_why() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let db = Db::open(&name).await.unwrap();
    let days = ["2024-05-01T10:00:00", "2024-05-08T10:00:00", "2024-05-15T10:00:00"];
    for (i, day) in days.iter().map(|d| Some((*d).to_owned())).chain([None]).enumerate() {
        let session = stored(&client, &bytes(csv(14.2 - 0.1 * i as f64).as_bytes())).await.session;
        let put = |s: &mut fueltune_analyzer::storage::SessionRecord| {
            (s.vehicle, s.started_at) = (Some("gol".to_owned()), day);
        };
        db.sessions().update(&session, put).await.unwrap();
    }
    let found = trends(&client, false).await;
    assert_eq!((found.sessions.len(), found.read), (3, 3));
    assert_eq!(found.left_out.iter().map(|s| s.why).collect::<Vec<_>>(), [WhyLeftOut::NoDate]);
    let battery = found.report.figures.iter().find(|f| f.kind == FigureKind::BatteryCharging).unwrap();
    let values: Vec<f64> = battery.points.iter().map(|p| p.value).collect();
    for (value, expected) in values.iter().zip([14.2, 14.1, 14.0]) {
        assert!((value - expected).abs() < 1e-4, "{values:?}");
    }
    assert!(battery.points.iter().all(|p| found.sessions[p.session as usize].dated));
    assert_eq!(battery.trend, None, "three sessions tell no trend");
    let kept = db.count(Store::Results).await.unwrap();

    let again = trends(&client, false).await;
    assert_eq!((again.read, &again.report), (0, &found.report));
    assert_eq!(db.count(Store::Results).await.unwrap(), kept);
    let all = trends(&client, true).await;
    assert_eq!((all.sessions.len(), all.left_out.len(), all.read), (4, 0, 1));
    assert_eq!(all.sessions.iter().filter(|s| !s.dated).count(), 1);

    // A session without any of the figures is told, and one that is gone is not counted.
    let bare = stored(&client, &bytes(b"TIME,Fuel level\n0.00,1\n0.04,2\n0.08,3\n")).await.session;
    let last = all.sessions[0].id.clone();
    db.sessions().update(&bare, |s| s.vehicle = Some("gol".to_owned())).await.unwrap();
    db.sessions().delete(&last).await.unwrap();
    let after = trends(&client, true).await;
    assert_eq!(
        after.left_out.iter().map(|s| (s.id.as_str(), s.why)).collect::<Vec<_>>(),
        [(bare.as_str(), WhyLeftOut::NoFigures)]
    );
    assert_eq!(after.sessions.len(), 3);
}
