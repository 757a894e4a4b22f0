//! Asking the worker how a vehicle's key figures go.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::engine::analysis::trends::across::Params;
use crate::protocol::{
    ErrorCode, Lane, Progress, Sealed, Stage, TrendsFound, TrendsQuestion, VehicleTrends, WireError,
};

/// How the figures of a vehicle's sessions go. `told` hears how far it is, 0 to 1. Dropping the future gives the work up.
pub async fn of_vehicle(
    cx: &AppCx,
    vehicle: &str,
    undated: bool,
    told: impl Fn(f64) + 'static,
) -> Result<TrendsFound, AppError> {
    let question = TrendsQuestion { vehicle: vehicle.to_owned(), undated, params: Params::default() };
    let question = VehicleTrends { question: Sealed::of(&question).map_err(broken)? };
    // Fifty logs that have to be read first stand in nobody's way.
    let job = cx.core()?.worker.call(question, Lane::Background);
    let _progress = job.progress(move |progress: &Progress| {
        // The loading of a single log is told too.
        if progress.stage == Stage::Analyse {
            told(progress.fraction().unwrap_or_default());
        }
    });
    job.await?.value.trends.open().map_err(broken)
}

/// A message that cannot be written or read is a fault of the program.
fn broken(error: impl std::fmt::Display) -> AppError {
    AppError::Failed(WireError::new(ErrorCode::Internal, error.to_string()))
}
