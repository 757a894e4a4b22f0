//! The log that Diagnostics shows.

use fueltune_analyzer::web::log;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn an_event_is_kept_with_its_fields_and_the_oldest_goes_first() {
    log::subscribe();
    log::clear();
    tracing::info!(target: "fueltune_analyzer", rows = 3, name = "x", "imported");
    let entry = log::entries().pop().expect("an entry");
    assert_eq!((entry.level.as_str(), entry.message.as_str()), ("INFO", "imported"));
    assert_eq!(entry.fields, [("rows".to_owned(), "3".to_owned()), ("name".to_owned(), "x".to_owned())]);
    let exported: serde_json::Value = serde_json::from_str(&log::to_json()).unwrap();
    assert_eq!(exported[0]["fields"][0], serde_json::json!(["rows", "3"]));
    for _ in 0..log::KEPT {
        log::append(entry.clone());
    }
    assert_eq!(log::entries().len(), log::KEPT);
    log::clear();
}
