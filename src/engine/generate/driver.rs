//! What the driver does, moment by moment.

/// What the driver is after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Intent {
    /// Ignition on, engine standing.
    KeyOn,
    Crank,
    /// Standing, engine idling.
    Idle,
    /// Holding a speed, km/h, changing gears as needed.
    Cruise(f64),
    /// Holding a speed in a fixed gear, ready for a pull.
    Ready(f64, u8),
    /// Full throttle in a fixed gear up to the shift light, then off the pedal in gear.
    Pull(u8),
    /// Standing with the pedal down and the two-step on.
    TwoStep,
    /// Full throttle from a standing start through the gears.
    Launch,
    /// Off the pedal in gear.
    Coast,
}

/// When each intent ends, seconds.
const PLAN: [(f64, Intent); 33] = [
    (3.0, Intent::KeyOn),
    (4.2, Intent::Crank),
    (62.0, Intent::Idle),
    (84.0, Intent::Cruise(38.0)),
    (92.0, Intent::Idle),
    (118.0, Intent::Cruise(52.0)),
    (126.0, Intent::Idle),
    (158.0, Intent::Cruise(60.0)),
    (164.0, Intent::Cruise(30.0)),
    (186.0, Intent::Cruise(72.0)),
    (206.0, Intent::Cruise(95.0)),
    (214.0, Intent::Ready(62.0, 3)),
    (221.0, Intent::Pull(3)),
    (228.0, Intent::Coast),
    (252.0, Intent::Cruise(80.0)),
    (262.0, Intent::Ready(78.0, 4)),
    (272.0, Intent::Pull(4)),
    (279.0, Intent::Coast),
    (300.0, Intent::Cruise(88.0)),
    (318.0, Intent::Cruise(64.0)),
    (346.0, Intent::Cruise(82.0)),
    (356.0, Intent::Ready(70.0, 3)),
    (364.0, Intent::Pull(3)),
    (371.0, Intent::Coast),
    (402.0, Intent::Cruise(92.0)),
    (424.0, Intent::Cruise(104.0)),
    (432.0, Intent::Ready(84.0, 4)),
    (441.0, Intent::Pull(4)),
    (449.0, Intent::Coast),
    (470.0, Intent::Cruise(45.0)),
    (478.0, Intent::Idle),
    (482.5, Intent::TwoStep),
    (495.0, Intent::Launch),
];

/// What the driver is after at a moment.
pub(super) fn intent_at(t: f64) -> Intent {
    let planned = PLAN.iter().find(|(end, _)| t < *end).map(|(_, intent)| *intent);
    planned.unwrap_or(if t < 508.0 { Intent::Coast } else { Intent::Idle })
}
