//! The analysis of a session: by itself, as its page asks for it, and by several who ask at once.

use fueltune_analyzer::engine::analysis::RowQuery;
use fueltune_analyzer::engine::analysis::pipeline::{Settings, Stage, StageReport};
use fueltune_analyzer::engine::analysis::safety::{Rule, Severity, Threshold, Watch};
use fueltune_analyzer::engine::generate::demo_log;
use fueltune_analyzer::engine::vehicle::examples;
use fueltune_analyzer::protocol::{Analyse, AnalyseAll, AnalyseAnswer, Lane, Question, ResultFrom, Sealed};
use fueltune_analyzer::storage::{Around, Db, RuleRecord, Store, VehicleRecord};
use fueltune_analyzer::worker::WorkerClient;
use fueltune_analyzer::worker::job::Job;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::line::{connected, fresh_name};
use crate::logs::{bytes, stored};

/// A stage as the page of a session asks for it.
async fn asked(client: &WorkerClient, db: &Db, session: &str, stage: Stage) -> Job<AnalyseAnswer> {
    let Around { subject, rules } = db.around(session).await.unwrap();
    let settings = Settings { rules, ..Settings::default() };
    let question = Question { stage, rows: RowQuery::default(), settings, subject };
    let question = Sealed::of(&question).unwrap();
    client.call(Analyse { session: session.to_owned(), question }, Lane::Interactive)
}

/// A vehicle with a rule of its own that every log breaks.
async fn vehicle(db: &Db) -> String {
    let vehicle = examples().into_iter().next().unwrap();
    let record = VehicleRecord {
        id: "gol".to_owned(),
        name: vehicle.name.clone(),
        vehicle,
        archived: false,
        created_at: 1.0,
        updated_at: 1.0,
        deleted_at: None,
    };
    db.vehicles().create(&record).await.unwrap();
    let watch = Watch::Expression("rpm".to_owned());
    let rule = Rule { danger: Some(Threshold::Fixed(100.0)), ..Rule::new("turns", watch) };
    let id = RuleRecord::id_of(Some(&record.id), &rule.id);
    let rule = RuleRecord { id, vehicle: Some(record.id.clone()), rule, created_at: 1.0, updated_at: 1.0 };
    db.rules().create(&rule).await.unwrap();
    record.id
}

#[wasm_bindgen_test]
async fn what_is_found_in_a_new_session_is_there_when_its_page_asks() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let db = Db::open(&name).await.unwrap();
    let id = vehicle(&db).await;
    let session = stored(&client, &bytes(&demo_log())).await.session;
    db.sessions().update(&session, |s| s.vehicle = Some(id.clone())).await.unwrap();
    let before = db.count(Store::Results).await.unwrap();
    let all = AnalyseAll { session: session.clone() };
    let glance = client.call(all, Lane::Background).await.unwrap().value;
    assert!(glance.dangers > 0 && glance.judged > glance.dangers + glance.cautions, "{glance:?}");

    let (other, _others) = connected(&name);
    for (client, from) in [(&client, ResultFrom::Memory), (&other, ResultFrom::Stored)] {
        for stage in Stage::ALL {
            let answer = asked(client, &db, &session, stage).await.await.unwrap().value;
            assert_eq!((answer.from, answer.took_ms), (from, None), "{}", stage.slug());
            match answer.report.open().unwrap() {
                StageReport::Safety(report) => {
                    let worst = |rule: &str| report.of(rule).map(|e| e.severity).max();
                    let of = |s| report.outcomes.iter().filter(|o| worst(&o.rule) == Some(s)).count() as u32;
                    let counted = (of(Severity::Danger), of(Severity::Caution));
                    assert_eq!((glance.dangers, glance.cautions), counted);
                    assert_eq!(worst("turns"), Some(Severity::Danger), "by the vehicle's own rules");
                }
                StageReport::Recommendations(report) => {
                    assert_eq!(glance.recommendations as usize, report.recommendations.len());
                }
                _ => {}
            }
        }
    }
    assert_eq!((db.count(Store::Results).await.unwrap() - before) as usize, Stage::ALL.len());
}

#[wasm_bindgen_test]
async fn what_several_need_is_made_once() {
    let name = fresh_name();
    let (client, _workers) = connected(&name);
    let db = Db::open(&name).await.unwrap();
    let session = stored(&client, &bytes(&demo_log())).await.session;
    let before = db.count(Store::Results).await.unwrap();
    // The first rests on the second, and is given up by nobody.
    let outliers = asked(&client, &db, &session, Stage::Outliers).await;
    let patterns = asked(&client, &db, &session, Stage::Patterns).await;
    let dropped = asked(&client, &db, &session, Stage::Performance).await;
    let safety = asked(&client, &db, &session, Stage::Safety).await;
    drop(dropped);
    assert_eq!(outliers.await.unwrap().from, ResultFrom::Computed);
    assert_eq!(patterns.await.unwrap().from, ResultFrom::Memory);
    assert_eq!(safety.await.unwrap().from, ResultFrom::Computed);
    let made = db.count(Store::Results).await.unwrap() - before;
    assert_eq!(made, 3, "what was given up in line was not made");
}
