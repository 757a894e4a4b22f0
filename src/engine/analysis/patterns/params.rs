//! The figures of the rules.

crate::params! {
    /// Times are in ms, rates in rpm per second.
    pub struct Params("patterns") {
        /// The engine runs by itself from this speed on.
        running_rpm: RotationalSpeed = 450.0, 100.0 ..= 2000.0;
        /// Coolant from which the engine is warm.
        warm_c: Temperature = 70.0, 20.0 ..= 120.0;
        /// No engine idles faster than this.
        idle_rpm_most: RotationalSpeed = 2500.0, 600.0 ..= 6000.0;
        /// Idling lasts at least this long.
        idle_ms: Duration = 1000.0, 100.0 ..= 60_000.0;
        /// A throttle within this of its closed stop is closed.
        closed_band: Percent = 2.0, 0.1 ..= 20.0;
        /// Full throttle begins at this share of what the throttle reaches in the log.
        full_share: Percent = 95.0, 50.0 ..= 100.0;
        /// A throttle that never gets this far was never fully open.
        full_least: Percent = 70.0, 20.0 ..= 100.0;
        /// A pull covers at least this much engine speed.
        pull_range: RotationalSpeed = 1200.0, 200.0 ..= 6000.0;
        /// And lasts at least this long.
        pull_ms: Duration = 600.0, 100.0 ..= 20_000.0;
        /// And rises at least this fast, rpm per second.
        pull_rate: AsLogged = 60.0, 5.0 ..= 2000.0;
        /// It goes on through a dip that is made good again, as long as it is no deeper than this.
        pull_dip: RotationalSpeed = 120.0, 0.0 ..= 2000.0;
        /// Engine over road speed is that of one gear within this.
        gear_share: Percent = 3.0, 0.5 ..= 10.0;
        /// An engine that rises faster than this drives nothing, rpm per second.
        free_rate: AsLogged = 6000.0, 1000.0 ..= 50_000.0;
        /// Accelerating is rising at least this fast, rpm per second.
        acceleration_rate: AsLogged = 120.0, 10.0 ..= 5000.0;
        /// And covers at least this much engine speed.
        acceleration_range: RotationalSpeed = 300.0, 50.0 ..= 5000.0;
        /// Cruising is changing at most this fast, rpm per second.
        cruise_rate: AsLogged = 120.0, 10.0 ..= 2000.0;
        /// And lasts at least this long.
        cruise_ms: Duration = 2000.0, 200.0 ..= 60_000.0;
        /// Overrun lasts at least this long.
        overrun_ms: Duration = 500.0, 100.0 ..= 20_000.0;
        /// A change of gears takes at most this long.
        shift_ms: Duration = 1500.0, 200.0 ..= 5000.0;
        /// The limiter works from this share of the highest engine speed of the log on, where no channel tells.
        limiter_share: Percent = 96.0, 80.0 ..= 100.0;
        /// What is held still must be so over this time.
        steady_ms: Duration = 1000.0, 200.0 ..= 20_000.0;
        /// By how much engine speed may wander within it.
        steady_rpm: RotationalSpeed = 150.0, 10.0 ..= 2000.0;
        /// By how much pressure at the manifold may.
        steady_map: Pressure = 0.06, 0.005 ..= 1.0;
        /// By how much the throttle may.
        steady_throttle: Percent = 3.0, 0.2 ..= 50.0;
        /// By how much λ may.
        steady_lambda: Lambda = 0.1, 0.01 ..= 1.0;
    }
}
