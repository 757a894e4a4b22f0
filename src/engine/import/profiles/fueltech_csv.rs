//! FuelTech FTManager, CSV export.
//!
//! The first column is exactly `TIME`, in seconds on a grid of 40 ms whatever the ECU's rate; names are FTManager's own
//! with `_` for blanks, in any number and order; there is no units row: units are those of FTManager's interface, by
//! default bar (MAP relative to the atmosphere), °C, λ, lb/h and hp. An export padded beyond the last sample ends in
//! rows that are none: figures of ±1.797e308 or `Inf`, switches all `ON`.

use super::fueltech_names::{self as names, COMMON};
use super::info::FormatInfo;
use super::{Claim, Format, Head, Naming};
use crate::engine::channels::ChannelId;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::import::raw::RawLog;
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::layout::TextLayout;
use crate::engine::import::text::store::Ended;
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("fueltech-csv", "FuelTech FTManager (CSV)", &["csv"]);

/// The format.
pub(crate) struct FuelTechCsv;

impl Format for FuelTechCsv {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let table = head.table.as_ref()?;
        let (time, others) = table.columns.split_first()?;
        if time.name != "TIME" || table.time != 0 || table.units_line.is_some() || others.is_empty() {
            return None;
        }
        let known = others.iter().filter(|c| names::is_known(&c.name)).count();
        let own = others.iter().any(|c| names::is_known(&c.name) && !COMMON.contains(&c.name.as_str()));
        let share = known as f64 / others.len() as f64;
        if share >= 0.5 && own {
            return Some(Claim { confidence: 95, reason: FormatReason::ColumnNames });
        }
        // Another language, or only common names: the way of writing and the grid tell.
        let underscores = others.iter().filter(|c| c.name.contains('_') && !c.name.contains(' ')).count();
        if on_the_grid(table) && (share >= 0.5 || underscores * 3 >= others.len()) {
            return Some(Claim { confidence: 75, reason: FormatReason::NamesAndGrid });
        }
        None
    }

    fn naming(&self, name: &str) -> Naming {
        names::naming(name)
    }

    fn unit(&self, id: ChannelId) -> Option<SourceUnit> {
        Some(SourceUnit::Plain(match id {
            ChannelId::PowerEst => Unit::Horsepower,
            ChannelId::FuelFlow | ChannelId::FuelFlowBankA => Unit::LbPerHour,
            _ => id.base_unit(),
        }))
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        Some(TimeUnit::Seconds)
    }

    fn sentinels(&self, id: ChannelId) -> &'static [f64] {
        names::sentinels(id)
    }

    fn tail(&self, log: &RawLog) -> Option<u32> {
        let rows = log.axes.first()?.times.len() as u32;
        let first = unusable_from(log, rows).min(all_on_from(log, rows));
        (first < rows).then_some(first)
    }
}

/// Whether the first rows are 0.040 s apart.
fn on_the_grid(table: &TextLayout) -> bool {
    let times: Vec<f64> =
        table.sample.iter().filter_map(|row| row.get(table.time)?.replace(',', ".").parse().ok()).collect();
    times.len() >= 3 && times.windows(2).all(|w| (w[1] - w[0] - 0.04).abs() < 0.0015)
}

/// First row from which on to the end at least half of the numeric columns hold a figure no sensor gives.
fn unusable_from(log: &RawLog, rows: u32) -> u32 {
    let numeric = log.columns.iter().filter(|c| !matches!(c.data.samples, Ended::Switch(_))).count();
    let mut ends: Vec<u32> = log.columns.iter().map(|c| run_to_end(&c.data.absurd_rows, rows)).collect();
    ends.sort_unstable();
    // The column in the middle: half of the numeric ones are unusable at least from there.
    match ends.get(numeric.div_ceil(2).max(1) - 1) {
        Some(first) => *first,
        None => rows,
    }
}

/// First of the ascending rows that go on without a gap to the end; `rows` where the last row is not among them.
fn run_to_end(ascending: &[u32], rows: u32) -> u32 {
    let mut first = rows;
    for row in ascending.iter().rev() {
        if row.checked_add(1) != Some(first) {
            break;
        }
        first = *row;
    }
    first
}

/// First row from which on to the end all switches are on while the engine stands; `rows` where there are too few
/// switches to tell.
fn all_on_from(log: &RawLog, rows: u32) -> u32 {
    let switches: Vec<&[f32]> = log
        .columns
        .iter()
        .filter_map(|c| match &c.data.samples {
            Ended::Switch(v) => Some(v.as_slice()),
            _ => None,
        })
        .collect();
    let rpm = log.columns.iter().find(|c| names::naming(&c.source) == Naming::Channel(ChannelId::Rpm));
    let stands = |row: usize| match rpm.map(|c| &c.data.samples) {
        Some(Ended::F32(v)) => v.get(row).is_none_or(|x| x.is_nan() || *x == 0.0),
        Some(Ended::F64(v)) => v.get(row).is_none_or(|x| x.is_nan() || *x == 0.0),
        _ => true,
    };
    if switches.len() < 5 {
        return rows;
    }
    let all_on = |row: usize| stands(row) && switches.iter().all(|s| s.get(row) == Some(&1.0));
    let mut first = rows;
    while first > 0 && all_on(first as usize - 1) {
        first -= 1;
    }
    // A log in which it is never otherwise says nothing.
    if first == 0 { rows } else { first }
}
