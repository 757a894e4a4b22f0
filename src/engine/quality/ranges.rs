//! Ranges: values no sound sensor reports, as the import flagged them.
//!
//! A channel costs `4 · share` of its weight, at most all of it: 20 points for what every analysis leans on (rpm,
//! manifold pressure, throttle, λ, coolant), 6 for others. λ is judged only while the engine runs: a cold sensor
//! beside a standing engine reads anything. Accelerometers are not judged.

use super::{
    Case, EvidenceCode, PartCode, QualityPart, flag_rows, flagged, is_accelerometer, is_lambda, running,
};
use crate::engine::channels::ChannelId;
use crate::engine::table::{Flag, LogTable};

const KEY_WEIGHT: f64 = 20.0;
const WEIGHT: f64 = 6.0;

pub(super) fn judge(table: &LogTable) -> QualityPart {
    let mut case = Case::open(PartCode::Ranges);
    let mut judged = 0;
    for column in table.columns() {
        let Some(id) = column.id().filter(|id| !is_accelerometer(*id)) else { continue };
        let mut samples = column.len() - column.missing() - flagged(column, Flag::ExportTail);
        if samples == 0 {
            continue;
        }
        judged += 1;
        let Some(rows) = flag_rows(column, Flag::OutOfRange) else { continue };
        let mut outside = rows.count();
        if is_lambda(id)
            && let Some(running) = running(table, column.axis)
        {
            outside = rows.and(&running).count();
            samples = running.count().max(1);
        }
        if outside > 0 {
            let share = (outside as f64 / samples as f64).min(1.0);
            let weight = if is_key(id) { KEY_WEIGHT } else { WEIGHT };
            let args = [outside as f64, share];
            case.add(EvidenceCode::OutOfRange, Some(&column.key), &args, weight * (4.0 * share).min(1.0));
        }
    }
    if judged == 0 { case.not_judged() } else { case.close() }
}

fn is_key(id: ChannelId) -> bool {
    use ChannelId::{Coolant, Lambda1, LambdaCl, MapAbs, MapGauge, Rpm, Tps};
    matches!(id, Rpm | MapGauge | MapAbs | Tps | Lambda1 | LambdaCl | Coolant)
}
