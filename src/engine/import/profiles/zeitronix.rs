//! Zeitronix Data Logger, CSV export.
//!
//! `Filename:` and `Date Exported:`, then names in quotes and rows with the time of day. A boost gauge tells vacuum in
//! inches of mercury and boost in psi, in one column.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use super::shaped::Shaped;
use super::{Claim, Format, Head, Naming, Reader};
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::import::ImportError;
use crate::engine::import::options::{DEFAULT_STOICH, ImportOptions, SourceUnit};
use crate::engine::import::raw::RawLog;
use crate::engine::import::text::reader::TableReader;
use crate::engine::import::text::store::Ended;
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("zeitronix", "Zeitronix", &["csv"]);

const FACTS: Profile = Profile {
    signs: &[Sign::Line("Date Exported:")],
    names: &[
        (Rpm, &["Zt-2 RPM", "Zt-3 RPM", "RPM"]),
        (Lambda1, &["Zt-2 AFR", "Zt-2 Lambda", "Zt-3 AFR", "AFR", "Lambda"]),
        (MapGauge, &["Zt-2 MAP", "Zt-2 Boost", "Zt-3 MAP", "MAP", "Boost"]),
        (Tps, &["Zt-2 TPS", "Zt-3 TPS", "TPS"]),
        (Egt1, &["Zt-2 EGT", "Zt-3 EGT", "EGT"]),
        (IgnAdvance, &["SPARKADV"]),
        (IntakeAir, &["IAT"]),
    ],
    units: &[(Lambda1, SourceUnit::Afr { stoich: DEFAULT_STOICH })],
    ..Profile::new(INFO)
};

/// Below it, in psi, there is no vacuum: the column is in inches of mercury there.
const LEAST_PSI: f64 = -15.0;

/// The format.
pub(crate) struct Zeitronix;

impl Format for Zeitronix {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        FACTS.claim(head)
    }

    fn open(
        &self,
        head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        let Some(layout) = &head.table else { return Err(head.refusal()) };
        let table = TableReader::new(layout, options, head.mark, size);
        Ok(Box::new(Shaped { table, shape: Box::new(one_unit) }))
    }

    fn naming(&self, name: &str) -> Naming {
        FACTS.naming(name)
    }

    fn unit(&self, id: ChannelId) -> Option<SourceUnit> {
        FACTS.unit(id)
    }
}

/// Turns the vacuum of boost gauges into psi, where the column tells it in inches of mercury.
fn one_unit(mut log: RawLog) -> RawLog {
    let psi = Unit::InHg.to_base(1.0) / Unit::Psi.to_base(1.0);
    for column in &mut log.columns {
        let boost = matches!(FACTS.naming(&column.source), Naming::Among(MapGauge, _));
        if let Ended::F32(values) = &mut column.data.samples
            && boost
            && values.iter().any(|x| f64::from(*x) < LEAST_PSI)
        {
            values.iter_mut().filter(|x| **x < 0.0).for_each(|x| *x = (f64::from(*x) * psi) as f32);
            column.unit_text = Some("psi".to_owned());
        }
    }
    log
}
