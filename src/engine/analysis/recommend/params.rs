//! How much evidence a proposal takes, and how far it may go.

crate::params! {
    /// Times are in ms.
    pub struct Params("recommendations") {
        /// The engine runs by itself from this speed on.
        running_rpm: RotationalSpeed = 500.0, 100.0 ..= 2000.0;
        /// Samples of the mixture are medians of one operating point within so long.
        block_ms: Duration = 1000.0, 100.0 ..= 60_000.0;
        /// Rows for so long make a sample.
        least_ms: Duration = 200.0, 10.0 ..= 10_000.0;
        /// So long after a steady stretch began its λ is still that of before.
        settle_ms: Duration = 600.0, 0.0 ..= 5000.0;
        /// Operating points are so wide: engine speed, manifold pressure, load or throttle, air mass.
        rpm_width: RotationalSpeed = 500.0, 50.0 ..= 5000.0;
        pressure_width: Pressure = 0.1, 0.01 ..= 2.0;
        percent_width: Percent = 10.0, 1.0 ..= 100.0;
        flow_width: MassFlow = 10.0, 0.5 ..= 500.0;
        /// A λ sensor is believed no better than this.
        sensor_doubt: Percent = 1.0, 0.0 ..= 10.0;
        /// Confidence of the intervals.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// A point of fewer samples is left out.
        point_samples: Count = 3.0, 1.0 ..= 1000.0;
        /// What is further off is no matter of a table.
        believed: Percent = 25.0, 5.0 ..= 100.0;
        /// Samples before fuel is added, from which lack on, and the most in one step.
        add_samples: Count = 5.0, 2.0 ..= 1000.0;
        add_from: Percent = 3.0, 0.5 ..= 50.0;
        add_most: Percent = 10.0, 0.5 ..= 25.0;
        /// Samples before fuel is taken away, from which excess on, what share of it is taken, and the most in one step,
        /// off load and under it.
        take_samples: Count = 10.0, 2.0 ..= 1000.0;
        take_from: Percent = 5.0, 0.5 ..= 50.0;
        take_share: Percent = 50.0, 5.0 ..= 100.0;
        take_most: Percent = 5.0, 0.5 ..= 15.0;
        take_most_load: Percent = 2.5, 0.5 ..= 10.0;
        /// Knocks before less advance is proposed, and the most taken in one step.
        knock_events: Count = 2.0, 1.0 ..= 100.0;
        retard_most: Angle = 3.0, 0.5 ..= 10.0;
        /// Boost that is taken away in one step at most.
        boost_most: Pressure = 0.2, 0.02 ..= 1.0;
        /// Events of boost control, or lean moments, before something is said about it.
        events: Count = 2.0, 1.0 ..= 100.0;
        /// Episodes before a spiking sensor is worth a look.
        spikes: Count = 3.0, 1.0 ..= 1000.0;
    }
}
