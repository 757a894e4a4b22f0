//! Use-cases: asynchronous functions over [`AppCx`](super::cx::AppCx), the only place where worker, storage and
//! stores meet. Each tells the user about its own failure, once.

pub mod analysis;
pub mod analyst;
pub mod backup;
pub mod comparison;
pub mod device;
pub mod drafts;
pub mod files;
pub mod import;
pub mod library;
pub mod mappings;
pub mod math;
pub mod pictures;
pub mod rules;
pub mod sessions;
pub mod tables;
pub mod track;
pub mod trends;
pub mod vehicles;
pub mod view;

use super::cx::AppCx;
use super::error::AppError;
use crate::web::task;

/// Starts a use-case whose failure is told as a notice.
pub fn start<F>(cx: &AppCx, work: impl FnOnce(AppCx) -> F)
where
    F: Future<Output = Result<(), AppError>> + 'static,
{
    let (told, work) = (cx.clone(), work(cx.clone()));
    task::spawn(async move {
        if let Err(error) = work.await {
            told.report(&error);
        }
    });
}
