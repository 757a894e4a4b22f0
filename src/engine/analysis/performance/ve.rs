//! Volumetric efficiency over engine speed and load.
//!
//! `VE = air · 120 R T / (p V rpm)`: from a mass-flow sensor, else from the fuel and the mixture it made
//! (`air = fuel · λ · ratio at λ 1`), else what the ECU's table says. Rows of steady driving and of pulls only: where fuel
//! is cut, enriched or washed out of the manifold, λ is not of the air that came in.

use serde::{Deserialize, Serialize};

use super::flows::{AirSource, Flow, FuelSource, ve_of};
use crate::engine::analysis::evidence::{Ledger, LedgerBuilder, Reason};
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::channels::ChannelId;
use crate::engine::table::RowMask;

/// Samples a cell needs.
const LEAST: u32 = 5;
/// What an engine can do, share; beyond it a sensor is wrong.
const POSSIBLE: (f64, f64) = (0.05, 2.0);
/// Axes where the log has no operating map: steps of rpm and bar.
const RPM_STEP: f64 = 500.0;
const BAR_STEP: f64 = 0.2;

/// Where the air comes from. Translation key: `ve-source-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VeSource {
    Maf,
    /// From fuel and measured λ.
    Fuel,
    /// The ECU's table, as it looked it up.
    Ecu,
}

impl VeSource {
    pub const ALL: [VeSource; 3] = [VeSource::Maf, VeSource::Fuel, VeSource::Ecu];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            VeSource::Maf => "maf",
            VeSource::Fuel => "fuel",
            VeSource::Ecu => "ecu",
        }
    }
}

/// One cell, shares of 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VeCell {
    pub samples: u32,
    /// `None` below five samples.
    pub mean: Option<f64>,
    pub sd: Option<f64>,
}

/// The map; cell (i, j) lies around `rpm[i]` and `load[j]`, index `i * load.len() + j`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VeMap {
    pub source: VeSource,
    pub rpm: Vec<f64>,
    /// Manifold pressure in bar, over the air outside or absolute as `load_channel` says.
    pub load: Vec<f64>,
    pub load_channel: ChannelId,
    pub cells: Vec<VeCell>,
    pub ledger: Ledger,
}

/// What a map is made of, each a value a row.
pub struct VeInput<'a> {
    pub patterns: &'a patterns::Report,
    pub rpm: &'a [f32],
    /// bar absolute.
    pub map: &'a [f32],
    /// Over the air outside, bar.
    pub gauge: &'a [f32],
    pub celsius: Option<&'a [f32]>,
    pub displacement_l: Option<f64>,
    pub air: Option<&'a Flow<AirSource>>,
    pub fuel: Option<&'a Flow<FuelSource>>,
    pub lambda: Option<&'a [f32]>,
    pub stoich: Option<f64>,
    pub ecu: Option<&'a [f32]>,
}

impl VeInput<'_> {
    fn source(&self) -> Option<VeSource> {
        let physical = self.displacement_l.is_some() && self.celsius.is_some();
        if physical && self.air.is_some_and(|air| air.source == AirSource::Maf) {
            Some(VeSource::Maf)
        } else if physical && self.fuel.is_some() && self.lambda.is_some() && self.stoich.is_some() {
            Some(VeSource::Fuel)
        } else {
            self.ecu.map(|_| VeSource::Ecu)
        }
    }

    fn at(&self, source: VeSource, row: usize) -> f64 {
        let value = |of: Option<&[f32]>| of.map_or(f64::NAN, |values| f64::from(values[row]));
        let air = match source {
            VeSource::Ecu => return value(self.ecu) / 100.0,
            VeSource::Maf => value(self.air.map(|a| a.g_s.as_slice())),
            VeSource::Fuel => {
                value(self.fuel.map(|f| f.g_s.as_slice()))
                    * value(self.lambda)
                    * self.stoich.unwrap_or(f64::NAN)
            }
        };
        let (bar, rpm) = (f64::from(self.map[row]), f64::from(self.rpm[row]));
        ve_of(air, bar, self.displacement_l.unwrap_or(f64::NAN), rpm, value(self.celsius))
    }

    fn axes(&self) -> (Vec<f64>, Vec<f64>, ChannelId) {
        let map = &self.patterns.map;
        match map.load_channel {
            Some(channel @ (ChannelId::MapGauge | ChannelId::MapAbs))
                if !map.rpm.is_empty() && !map.load.is_empty() =>
            {
                (map.rpm.clone(), map.load.clone(), channel)
            }
            _ => (axis(self.rpm, RPM_STEP), axis(self.gauge, BAR_STEP), ChannelId::MapGauge),
        }
    }
}

/// Even breakpoints from the least to the highest value.
fn axis(values: &[f32], step: f64) -> Vec<f64> {
    const MOST: usize = 64;
    let finite = values.iter().filter(|x| x.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
        (low.min(f64::from(*x)), high.max(f64::from(*x)))
    });
    if low > high {
        return Vec::new();
    }
    let first = (low / step).floor();
    let count = ((high / step).ceil() - first + 1.0).clamp(1.0, MOST as f64) as usize;
    (0..count).map(|k| (first + k as f64) * step).collect()
}

/// Breakpoint nearest to a value; `None` further than half a step outside.
fn nearest(axis: &[f64], x: f64) -> Option<usize> {
    let after = axis.partition_point(|a| *a < x);
    let best = match (after.checked_sub(1), axis.get(after)) {
        (Some(before), Some(next)) if x - axis[before] <= next - x => before,
        (_, Some(_)) => after,
        (Some(before), None) => before,
        (None, None) => return None,
    };
    let step = axis.windows(2).next().map_or(f64::INFINITY, |w| w[1] - w[0]);
    ((axis[best] - x).abs() <= step).then_some(best)
}

/// Sums of one cell, around its first value.
#[derive(Clone, Copy, Default)]
struct Sum {
    n: u32,
    first: f64,
    total: f64,
    squares: f64,
}

impl Sum {
    fn push(&mut self, x: f64) {
        if self.n == 0 {
            self.first = x;
        }
        let d = x - self.first;
        self.n += 1;
        self.total += d;
        self.squares += d * d;
    }

    fn cell(self) -> VeCell {
        let n = f64::from(self.n);
        if self.n < LEAST {
            return VeCell { samples: self.n, mean: None, sd: None };
        }
        let variance = (self.squares - self.total * self.total / n).max(0.0) / (n - 1.0);
        VeCell { samples: self.n, mean: Some(self.first + self.total / n), sd: Some(variance.sqrt()) }
    }
}

/// `None` where nothing tells of the air.
pub fn ve_map(input: &VeInput, mut ledger: LedgerBuilder) -> Option<VeMap> {
    let source = input.source()?;
    let (rpm, load, load_channel) = input.axes();
    if rpm.is_empty() || load.is_empty() {
        return None;
    }
    let rows = input.rpm.len();
    let of = |kind| input.patterns.rows(kind, rows);
    ledger.leave_out(Reason::FuelCut, &of(SegmentKind::FuelCut));
    ledger.leave_out(Reason::Limited, &of(SegmentKind::Limiter).or(&of(SegmentKind::Launch)));
    ledger.leave_out(Reason::GearChange, &of(SegmentKind::GearChange));
    ledger.keep(Reason::Transient, &of(SegmentKind::Steady).or(&of(SegmentKind::Pull)));
    let axis_load = if load_channel == ChannelId::MapAbs { input.map } else { input.gauge };
    let mut sums = vec![Sum::default(); rpm.len() * load.len()];
    let (mut missing, mut impossible, mut outside) =
        (RowMask::none(rows), RowMask::none(rows), RowMask::none(rows));
    for row in ledger.rows().iter() {
        let ve = input.at(source, row);
        if !ve.is_finite() {
            missing.insert(row);
        } else if !(POSSIBLE.0..=POSSIBLE.1).contains(&ve) {
            impossible.insert(row);
        } else {
            match (nearest(&rpm, f64::from(input.rpm[row])), nearest(&load, f64::from(axis_load[row]))) {
                (Some(i), Some(j)) => sums[i * load.len() + j].push(ve),
                _ => outside.insert(row),
            }
        }
    }
    ledger.leave_out(Reason::Missing, &missing);
    ledger.leave_out(Reason::Suspicious, &impossible);
    ledger.leave_out(Reason::OutOfWindow, &outside);
    let (_, ledger) = ledger.finish();
    let cells = sums.into_iter().map(Sum::cell).collect();
    Some(VeMap { source, rpm, load, load_channel, cells, ledger })
}
