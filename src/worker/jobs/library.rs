//! The worker itself.

use js_sys::WebAssembly::Memory;
use wasm_bindgen::JsCast;

use crate::protocol::{ClearCaches, MemoryReport};
use crate::web::global;
use crate::worker::fault::Fault;
use crate::worker::server::{Outcome, Server};

pub async fn memory(server: &Server) -> Result<MemoryReport, Fault> {
    let db = server.db().await?;
    let size = server.cache().size();
    Ok(MemoryReport {
        wasm_bytes: wasm_bytes(),
        cache_bytes: size.bytes as f64,
        cache_budget_bytes: size.budget as f64,
        cached_sessions: size.sessions as u32,
        cached_columns: size.columns as u32,
        stored_results: db.results().count().await?,
        memory_only: db.is_memory(),
    })
}

/// Memory the program has taken from the browser.
fn wasm_bytes() -> f64 {
    let memory = wasm_bindgen::memory();
    let buffer = memory.dyn_ref::<Memory>().map(Memory::buffer);
    buffer.and_then(|b| global::get(&b, "byteLength").as_f64()).unwrap_or(0.0)
}

pub async fn clear(server: &Server, q: &ClearCaches) -> Result<(), Fault> {
    if q.columns {
        server.cache().clear();
    }
    if q.results {
        server.reports().clear();
        server.comparisons().clear();
        server.looks().clear();
        server.db().await?.results().clear().await?;
    }
    Ok(())
}

/// Ends the program on purpose.
#[allow(clippy::panic_in_result_fn, reason = "the panic is what is asked for")]
pub fn crash() -> Outcome {
    panic!("ended on request, to show that nothing is lost");
}
