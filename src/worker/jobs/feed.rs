//! A file through a reader in order, slice by slice, with how far it is.

use super::source::Bytes;
use crate::engine::import::{Imported, Importer};
use crate::protocol::Stage;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::files::{self, Slices};

/// Gives the reader all bytes. Between two slices others have their turn, and a cancel is heard.
pub async fn feed(cx: &JobCx, importer: &mut Importer, source: Bytes) -> Result<(), Fault> {
    let total = source.total();
    let mut done = 0.0;
    match source {
        Bytes::Blob(blob) => {
            let mut slices = Slices::new(blob);
            loop {
                let slice = slices.next().await?;
                if slice.is_empty() {
                    return Ok(());
                }
                done += slice.len() as f64;
                importer.feed(slice)?;
                step(cx, done, total).await?;
            }
        }
        Bytes::Text(text) => {
            for slice in text.chunks(files::SLICE_BYTES) {
                done += slice.len() as f64;
                importer.feed(slice)?;
                step(cx, done, total).await?;
            }
            Ok(())
        }
    }
}

async fn step(cx: &JobCx, done: f64, total: f64) -> Result<(), Fault> {
    cx.report(Stage::Process, done, total);
    cx.breathe().await
}

/// Makes the log of what was read.
pub async fn finish(cx: &JobCx, importer: Importer) -> Result<Imported, Fault> {
    let mut ending = importer.end()?;
    while ending.step() {
        cx.breathe().await?;
    }
    Ok(ending.done()?)
}
