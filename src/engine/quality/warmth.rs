//! Warm share: how warm the engine was while it ran.
//!
//! Each running sample earns nothing at 40 °C of coolant, all from 70 °C on, in proportion between; the part is the
//! mean. FuelTech's factory correction by engine temperature still adds 29 % of fuel at 40 °C and 7 % at 70 °C: what
//! is logged cold says little about the tables of a warm engine. Not judged without coolant temperature or without a
//! running engine.

use super::{Case, EvidenceCode, PartCode, QualityPart, running};
use crate::engine::channels::ChannelId;
use crate::engine::stats::quantiles;
use crate::engine::table::LogTable;

const COLD_C: f64 = 40.0;
const WARM_C: f64 = 70.0;

pub(super) fn judge(table: &LogTable) -> QualityPart {
    let mut case = Case::open(PartCode::WarmShare);
    let Some(coolant) = table.channel(ChannelId::Coolant) else { return case.not_judged() };
    let mut rows = coolant.sound_rows();
    if let Some(running) = running(table, coolant.axis) {
        rows = rows.and(&running);
    }
    let temperatures: Vec<f64> =
        rows.iter().map(|row| coolant.data().number(row)).filter(|t| t.is_finite()).collect();
    if temperatures.is_empty() {
        return case.not_judged();
    }
    let credit: f64 = temperatures.iter().map(|t| ((t - COLD_C) / (WARM_C - COLD_C)).clamp(0.0, 1.0)).sum();
    let share = credit / temperatures.len() as f64;
    let median = quantiles(temperatures, &[0.5]).map_or(0.0, |q| q[0]);
    case.add(EvidenceCode::Warmth, Some(&coolant.key), &[share, median], 100.0 * (1.0 - share));
    case.close()
}
