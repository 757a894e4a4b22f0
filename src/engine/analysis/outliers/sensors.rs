//! What a quantity can do, and what its sensor cannot.
//!
//! The pace is about twice what the quantity does on an engine; the floors are what a sound sensor of an ECU shows as
//! noise, quantisation apart, and what a tuner would not turn his head for.

use crate::engine::analysis::trace::Pace;
use crate::engine::channels::ChannelId;

/// What makes a quantity move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Driver {
    Rpm,
    Load,
    Throttle,
}

/// How a sensor is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sensor {
    pub pace: Pace,
    /// The floor of the pace is at least this share of what the channel usually reads.
    pub share: f64,
    /// Standard deviation of its noise, at least.
    pub sigma: f64,
    /// What must move it; empty where it may stand still for long.
    pub drivers: &'static [Driver],
    /// Whether a flat top is the end of the sensor's range.
    pub clips: bool,
}

/// How a channel is modelled over rpm and load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Modelled {
    /// A smaller deviation is none, base unit.
    pub least: f64,
    /// Nor one of a smaller share of what is expected.
    pub share: f64,
    /// Standard deviation of its noise, at least.
    pub sigma: f64,
    /// Over throttle in place of load, since it is the load.
    pub over_throttle: bool,
    /// Only off the throttle's stop: at the stop the ECU holds the idle with it, or with the air past the throttle.
    pub off_stop: bool,
}

const fn sensor(per_s: f64, floor: f64, sigma: f64) -> Sensor {
    Sensor { pace: Pace { per_s, floor }, share: 0.0, sigma, drivers: &[], clips: false }
}

impl Sensor {
    const fn share(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    const fn moved_by(mut self, drivers: &'static [Driver]) -> Self {
        self.drivers = drivers;
        self
    }

    const fn clips(mut self) -> Self {
        self.clips = true;
        self
    }
}

/// How the sensor of a channel is judged; `None` for switches, counts, and figures an ECU makes, which may jump.
pub(super) fn sensor_of(id: ChannelId) -> Option<Sensor> {
    use ChannelId as C;
    use Driver::{Load, Rpm, Throttle};
    Some(match id {
        C::Rpm => sensor(20_000.0, 300.0, 15.0),
        C::MapGauge | C::MapAbs => sensor(30.0, 0.15, 0.01).moved_by(&[Rpm, Throttle]).clips(),
        C::Maf => sensor(2000.0, 15.0, 1.0).moved_by(&[Rpm, Throttle]).clips(),
        C::Tps | C::Pedal => sensor(1500.0, 8.0, 0.5).moved_by(&[Load]),
        C::Lambda1 | C::Lambda2 | C::LambdaCl => sensor(12.0, 0.1, 0.01).moved_by(&[Rpm, Load, Throttle]),
        C::FuelPressure => sensor(20.0, 0.5, 0.04).share(0.12).moved_by(&[Load]).clips(),
        C::FuelPressureDiff => sensor(20.0, 0.5, 0.04).share(0.12).clips(),
        C::OilPressure => sensor(14.0, 0.8, 0.05).moved_by(&[Rpm]).clips(),
        C::CoolantPressure | C::Crankcase => sensor(20.0, 0.4, 0.03),
        C::Coolant | C::OilTemp | C::FuelTemp | C::Ambient => sensor(20.0, 5.0, 0.5),
        C::IntakeAir | C::ChargeAir => sensor(30.0, 6.0, 0.5),
        C::Egt1 | C::Egt2 | C::Egt3 | C::Egt4 | C::Egt5 | C::Egt6 | C::Egt7 | C::Egt8 => {
            sensor(300.0, 50.0, 5.0).clips()
        }
        C::Battery => sensor(60.0, 1.5, 0.05),
        C::Speed | C::SpeedDriven | C::SpeedRef | C::GpsSpeed => sensor(150.0, 10.0, 1.0).moved_by(&[Rpm]),
        C::WheelFl | C::WheelFr | C::WheelRl | C::WheelRr => sensor(400.0, 15.0, 1.0).moved_by(&[Rpm]),
        C::Baro => sensor(0.5, 0.03, 0.002),
        _ => return None,
    })
}

/// How a channel is modelled; `None` where rpm and load do not say what it should read.
pub(super) fn modelled(id: ChannelId) -> Option<Modelled> {
    use ChannelId as C;
    let model = |least, share, sigma| Modelled { least, share, sigma, over_throttle: false, off_stop: false };
    Some(match id {
        C::Lambda1 | C::Lambda2 | C::LambdaCl => model(0.08, 0.0, 0.01),
        C::FuelPressure | C::FuelPressureDiff => model(0.35, 0.1, 0.03),
        C::OilPressure => model(0.6, 0.15, 0.05),
        C::Battery => model(0.8, 0.0, 0.05),
        C::Pw1 => model(0.5, 0.15, 0.03),
        C::Maf => model(5.0, 0.15, 0.5),
        C::IgnAdvance => Modelled { off_stop: true, ..model(6.0, 0.0, 0.5) },
        C::MapGauge | C::MapAbs => Modelled { over_throttle: true, off_stop: true, ..model(0.15, 0.0, 0.01) },
        _ => return None,
    })
}
