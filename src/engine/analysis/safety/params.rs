//! When the rules are judged.

crate::params! {
    /// Times are in ms.
    pub struct Params("safety") {
        /// The engine runs by itself from this speed on.
        running_rpm: RotationalSpeed = 400.0, 100.0 ..= 2000.0;
        /// So long after it began to run, nothing is judged that settles then.
        start_ms: Duration = 4000.0, 0.0 ..= 60_000.0;
        /// Load begins at this manifold pressure over the air outside.
        load_map: Pressure = -0.15, -1.0 ..= 3.0;
        /// And at this throttle where both are logged: an engine with a throttle for each cylinder has little vacuum.
        part_tps: Percent = 20.0, 0.0 ..= 100.0;
        /// And at this engine speed: below, it labours, which is no load that harms.
        load_rpm: RotationalSpeed = 1500.0, 0.0 ..= 10_000.0;
        /// Load begins at this throttle, where no manifold pressure is logged.
        load_tps: Percent = 60.0, 5.0 ..= 100.0;
        /// Full load needs this throttle too, where it is logged.
        full_tps: Percent = 65.0, 5.0 ..= 100.0;
        /// λ is judged once load has lasted so long: exhaust gas takes its time to the sensor.
        settle_ms: Duration = 800.0, 0.0 ..= 5000.0;
        /// Throttle that moved by more than this within the settling time is a change of load.
        throttle_step: Percent = 25.0, 1.0 ..= 200.0;
        /// And again so long after fuel was cut, a limiter worked or a gear was changed.
        recover_ms: Duration = 800.0, 0.0 ..= 10_000.0;
        /// A target of λ that moved by more than this within the settling time is not yet answered.
        target_step: Lambda = 0.03, 0.001 ..= 1.0;
    }
}
