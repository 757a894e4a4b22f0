//! Operating points: engine speed by load, in bands.

use std::sync::Arc;

use super::Params;
use crate::engine::analysis::blocks::{Axis, LoadKind, LoadWidths};
use crate::engine::analysis::{Frame, Note, Subject, safety};
use crate::engine::channels::ChannelId;
use crate::engine::table::RowMask;

/// A load that moves by less than this share of a band over a whole log is that of no sensor.
const MOVES: f64 = 0.01;

/// Bands of engine speed and of load.
pub(super) type Bands = (i16, i16);

pub(super) struct Grid {
    pub kind: LoadKind,
    pub axes: [Axis; 2],
}

impl Grid {
    /// `None` where the log tells neither.
    pub(super) fn of(
        frame: &Frame,
        subject: &Subject,
        params: &Params,
        notes: &mut Vec<Note>,
    ) -> Option<Self> {
        let (_, rpm) = frame.first_of(&[ChannelId::Rpm])?;
        let widths = LoadWidths {
            pressure_bar: params.pressure_width,
            percent: params.percent_width,
            flow_gs: params.flow_width,
        };
        let moves = |values: &Arc<[f32]>, width: f64| safety::moves(values, width as f32);
        let (kind, values) = LoadKind::ALL.into_iter().find_map(|kind| {
            let values = kind.values(frame, subject, notes)?;
            moves(&values, MOVES * kind.width(&widths)).then_some((kind, values))
        })?;
        let load = Axis { values, width: kind.width(&widths) };
        Some(Self { kind, axes: [Axis { values: rpm, width: params.rpm_width }, load] })
    }

    /// Rows that have an operating point.
    pub(super) fn present(&self) -> RowMask {
        let [rpm, load] = &self.axes;
        RowMask::of_values(&rpm.values, f32::is_finite).and(&RowMask::of_values(&load.values, f32::is_finite))
    }

    /// Bands of a row; `None` where a value is missing.
    pub(super) fn bands(&self, row: usize) -> Option<Bands> {
        let band = |axis: &Axis| {
            let x = f64::from(*axis.values.get(row)?);
            x.is_finite().then(|| (x / axis.width).round() as i16)
        };
        Some((band(&self.axes[0])?, band(&self.axes[1])?))
    }

    /// Middles of bands: engine speed, and load in the unit of its channel.
    pub(super) fn middles(&self, bands: Bands) -> (f64, f64) {
        // Tenths of a bar, not what sums of them come to.
        let middle = |band: i16, axis: &Axis| (f64::from(band) * axis.width * 1e6).round() / 1e6;
        (middle(bands.0, &self.axes[0]), middle(bands.1, &self.axes[1]))
    }

    /// Whether a load is one under which leaner is dangerous; where that cannot be known, it is.
    pub(super) fn is_load(&self, load: f64, params: &safety::Params) -> bool {
        match self.kind {
            LoadKind::Manifold => load >= params.load_map - 1e-9,
            LoadKind::Load | LoadKind::Throttle | LoadKind::Pedal => load >= params.load_tps - 1e-9,
            LoadKind::AirMass => true,
        }
    }
}
