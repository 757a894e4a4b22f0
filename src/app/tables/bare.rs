//! A file may bring figures and not say what they measure: what the user can say of them, and what is likely.

use crate::engine::channels::ChannelId;
use crate::engine::tables::exchange::{ExchangeError, Grid};
use crate::engine::tables::{MapInfo, MapTable};
use crate::engine::tune::TableKind;
use crate::engine::units::Unit;

/// What cells are figures of: a unit, or an air-fuel ratio, which becomes λ by the fuel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Unit(Unit),
    AirFuel,
}

impl Measure {
    /// As it stands in a list of choices.
    pub fn slug(self) -> String {
        match self {
            Measure::Unit(unit) => unit.symbol().to_owned(),
            Measure::AirFuel => "AFR".to_owned(),
        }
    }
}

/// What cells of a kind may be figures of, the most likely first.
pub fn measures(kind: TableKind) -> Vec<Measure> {
    let units: &[Unit] = match kind {
        TableKind::MainFuel | TableKind::DeadTime | TableKind::Start | TableKind::Transient => {
            &[Unit::Milliseconds, Unit::Percent, Unit::Raw]
        }
        TableKind::Ve => &[Unit::Percent, Unit::Fraction, Unit::Raw],
        TableKind::LambdaTarget => return vec![Measure::Unit(Unit::Lambda), Measure::AirFuel],
        TableKind::LambdaCompensation => &[Unit::Lambda, Unit::Percent],
        TableKind::Ignition
        | TableKind::IgnitionCompensation
        | TableKind::Cam
        | TableKind::InjectionAngle => &[Unit::Degrees],
        TableKind::FuelCompensation | TableKind::ClosedLoop | TableKind::CylinderTrim => {
            &[Unit::Percent, Unit::Milliseconds, Unit::Raw]
        }
        TableKind::Dwell => &[Unit::Milliseconds],
        TableKind::Idle | TableKind::Limiter => &[Unit::Rpm, Unit::Percent, Unit::Raw],
        TableKind::Boost => &[Unit::Bar, Unit::Kpa, Unit::Psi, Unit::Percent],
        TableKind::Throttle => &[Unit::Percent],
        _ => &[Unit::Raw, Unit::Percent, Unit::Milliseconds, Unit::Degrees, Unit::Bar],
    };
    units.iter().map(|u| Measure::Unit(*u)).collect()
}

/// What moves along the axis that is not engine speed, and the unit it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Along {
    /// As it stands in a list of choices.
    pub slug: &'static str,
    pub channel: Option<ChannelId>,
    pub unit: Unit,
}

const ALONG: [Along; 11] = [
    Along { slug: "map-bar", channel: Some(ChannelId::MapGauge), unit: Unit::Bar },
    Along { slug: "map-psi", channel: Some(ChannelId::MapGauge), unit: Unit::Psi },
    Along { slug: "map-abs-kpa", channel: Some(ChannelId::MapAbs), unit: Unit::Kpa },
    Along { slug: "map-abs-bar", channel: Some(ChannelId::MapAbs), unit: Unit::Bar },
    Along { slug: "tps", channel: Some(ChannelId::Tps), unit: Unit::Percent },
    Along { slug: "load", channel: Some(ChannelId::Load), unit: Unit::Percent },
    Along { slug: "rpm", channel: Some(ChannelId::Rpm), unit: Unit::Rpm },
    Along { slug: "coolant", channel: Some(ChannelId::Coolant), unit: Unit::Celsius },
    Along { slug: "air", channel: Some(ChannelId::IntakeAir), unit: Unit::Celsius },
    Along { slug: "battery", channel: Some(ChannelId::Battery), unit: Unit::Volts },
    Along { slug: "other", channel: None, unit: Unit::Raw },
];

/// What may move along the axis of a grid: of a table beside engine speed, or of a curve.
pub fn along_choices(grid: &Grid) -> Vec<Along> {
    let curve = grid.is_curve();
    let fits = |a: &&Along| {
        let only_curves = matches!(a.slug, "rpm" | "coolant" | "air" | "battery");
        curve || !only_curves
    };
    ALONG.iter().filter(fits).copied().collect()
}

/// What a grid is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    pub kind: TableKind,
    pub measure: Measure,
    pub along: Along,
}

/// What a grid most likely is, by the names in it and its figures.
pub fn guess(grid: &Grid, name: &str) -> Meant {
    let kind = guess_kind(name);
    let first = measures(kind).first().copied().unwrap_or(Measure::Unit(Unit::Raw));
    let afr = kind == TableKind::LambdaTarget && grid.cells.iter().any(|z| *z > 2.5);
    Meant { kind, measure: if afr { Measure::AirFuel } else { first }, along: guess_along(grid) }
}

fn guess_kind(name: &str) -> TableKind {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| name.contains(w));
    if has(&["afr", "lambda", "λ", "sonda"]) {
        TableKind::LambdaTarget
    } else if has(&["adv", "ign", "spark", "ponto", "avan"]) {
        TableKind::Ignition
    } else if has(&["boost", "wastegate", "press"]) {
        TableKind::Boost
    } else if has(&["dwell"]) {
        TableKind::Dwell
    } else if has(&["dead", "latency"]) {
        TableKind::DeadTime
    } else if name.split(|c: char| !c.is_alphanumeric()).any(|w| w == "ve") || name.starts_with("ve") {
        TableKind::Ve
    } else if has(&["fuel", "inj", "combust"]) {
        TableKind::MainFuel
    } else {
        TableKind::Other
    }
}

fn guess_along(grid: &Grid) -> Along {
    let in_columns = grid.rpm_in_columns();
    let (name, points) = match (grid.is_curve(), in_columns) {
        (true, _) | (false, false) => (&grid.x_name, &grid.xs),
        (false, true) => (&grid.y_name, &grid.ys),
    };
    let name = name.to_lowercase();
    let most = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = points.iter().copied().fold(f64::INFINITY, f64::min);
    let slug = if name.contains("tps") || name.contains("throttle") {
        "tps"
    } else if name.contains("psi") {
        "map-psi"
    } else if name.contains("bar") && least >= 0.0 {
        "map-abs-bar"
    } else if grid.is_curve() && most > 1000.0 {
        "rpm"
    } else if most <= 10.0 && least < 0.0 {
        "map-bar"
    } else if most > 10.0 && most <= 1000.0 {
        "map-abs-kpa"
    } else {
        "other"
    };
    ALONG.iter().find(|a| a.slug == slug).copied().unwrap_or(ALONG[ALONG.len() - 1])
}

impl Meant {
    /// The grid as a table; `stoich` is the air-fuel ratio at λ 1.
    pub fn table(&self, grid: &Grid, name: &str, stoich: f64) -> Result<MapTable, ExchangeError> {
        let mut grid = grid.clone();
        let unit = match self.measure {
            Measure::Unit(unit) => unit,
            Measure::AirFuel => {
                for cell in &mut grid.cells {
                    *cell /= stoich;
                }
                Unit::Lambda
            }
        };
        let info = MapInfo::new(name, self.kind);
        grid.into_table(info, (self.along.channel, self.along.unit), unit)
    }
}
