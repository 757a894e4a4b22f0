//! Volumetric efficiency without a measurement.
//!
//! ```text
//! VE = base(rpm) · gain(pressure), held to 0.5 to 1.1
//! ```
//! Both curves are monotone cubics through their points: no overshoot between them, held beyond them. The base is that of
//! a four-valve engine with its best filling at 4000 rpm, in the middle of what is published for such engines; a camshaft
//! of short duration has it a tenth lower in engine speed, one of long duration a sixth higher. The gain falls with vacuum
//! (exhaust left in the cylinder takes the place of charge) and rises with boost (the same left-over weighs less).

use super::ask::{Asker, Unfit};
use super::explain::{Symbol, Work};
use super::propose::{Cellwise, Place};
use super::{Input, Shape};
use crate::engine::channels::ChannelId;
use crate::engine::tables::MapTable;
use crate::engine::tables::surface::{Beyond, Line, Method};
use crate::engine::units::Unit;
use crate::engine::vehicle::{Aspiration, Camshaft};

const RPM: [f64; 8] = [1000.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0, 7000.0, 8000.0];
const BASE: [f64; 8] = [0.70, 0.78, 0.86, 0.90, 0.88, 0.86, 0.84, 0.82];
/// Gauge, bar.
const MAP: [f64; 7] = [-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0];
const GAIN: [f64; 7] = [0.80, 0.90, 1.00, 1.05, 1.08, 1.10, 1.12];
/// A compressor on the crank does not dam the exhaust, but takes its share of what it adds: half the gain.
const SUPERCHARGED: f64 = 0.5;
const LIMITS: (f64, f64) = (0.5, 1.1);

/// Makes VE of engine speed and pressure.
#[derive(Clone, Debug)]
pub(super) struct Curves {
    /// By what the engine speed is multiplied before the base is read.
    stretch: f64,
    /// Share of the gain above the pressure outside.
    boosted: f64,
}

impl Curves {
    pub fn of(asker: &Asker<'_>) -> Self {
        let engine = &asker.vehicle.engine;
        let stretch = match engine.camshaft {
            Some(Camshaft::Low) => 1.1,
            Some(Camshaft::High) => 1.0 / 1.167,
            None => 1.0,
        };
        let boosted = match engine.aspiration {
            Some(Aspiration::Supercharger) => SUPERCHARGED,
            _ => 1.0,
        };
        Self { stretch, boosted }
    }

    fn base(&self, rpm: f64) -> f64 {
        Line::new(&RPM, &BASE, Method::Monotone).at(rpm * self.stretch, Beyond::Hold)
    }

    fn gain(&self, map: f64) -> f64 {
        let gain = Line::new(&MAP, &GAIN, Method::Monotone).at(map, Beyond::Hold);
        if map > 0.0 { 1.0 + (gain - 1.0) * self.boosted } else { gain }
    }

    pub fn at(&self, map: f64, rpm: f64) -> f64 {
        (self.base(rpm) * self.gain(map)).clamp(LIMITS.0, LIMITS.1)
    }
}

/// The user's table, or the curves.
#[derive(Clone, Debug)]
pub(super) enum Filling {
    Curves(Curves),
    Table(Reading),
}

impl Filling {
    pub fn of(asker: &mut Asker<'_>) -> Self {
        match Reading::of(asker, asker.with.ve.as_ref(), Unit::Percent) {
            Some(reading) => Filling::Table(reading),
            None => Filling::Curves(Curves::of(asker)),
        }
    }

    /// A share of 1.
    pub fn at(&self, map: f64, rpm: f64) -> f64 {
        match self {
            Filling::Curves(curves) => curves.at(map, rpm),
            Filling::Table(reading) => reading.at(map, rpm) / 100.0,
        }
    }
}

/// A table of the user's over pressure and engine speed that is read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    table: Box<MapTable>,
    /// What is added to a gauge pressure before it is read.
    offset: f64,
}

impl Reading {
    /// The table, if there is one and it can be read so; one that cannot is noted.
    pub fn of(asker: &mut Asker<'_>, table: Option<&MapTable>, unit: Unit) -> Option<Self> {
        let table = table?;
        if Shape::of(table) != Some(Shape::PressureAndRpm) || table.unit() != unit {
            asker.unfit = Some(Unfit::SourceTable);
            return None;
        }
        let absolute = table.x().channel() == Some(ChannelId::MapAbs);
        let offset = if absolute { asker.figure(Input::Barometric) } else { 0.0 };
        Some(Self { table: Box::new(table.clone()), offset })
    }

    pub fn at(&self, map: f64, rpm: f64) -> f64 {
        self.table.lookup(map + self.offset, rpm).unwrap_or(f64::NAN)
    }
}

/// Fills a VE table.
pub(super) struct Ve {
    curves: Curves,
    reference: super::propose::Reference,
}

impl Ve {
    pub fn new(asker: &mut Asker<'_>, shape: Shape) -> Self {
        Self { curves: Curves::of(asker), reference: super::propose::Reference::of(asker, shape) }
    }
}

impl Cellwise for Ve {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let (map, rpm) = self.reference.at(at, &mut work);
        work.step(Symbol::Map, map);
        let base = work.step(Symbol::BaseVe, self.curves.base(rpm));
        let gain = work.step(Symbol::Gain, self.curves.gain(map));
        let ve = work.step(Symbol::VeMade, base * gain);
        work.put(ve * 100.0, LIMITS.0 * 100.0, LIMITS.1 * 100.0);
        work
    }
}
