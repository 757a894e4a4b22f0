//! The figures of the rules.

crate::params! {
    /// Times are in ms.
    pub struct Params("outliers") {
        /// A spike or a dropout is further off than so many standard deviations, estimated by the MAD around it.
        sigmas: Count = 6.0, 3.0 ..= 50.0;
        /// What lasts longer is no spike.
        spike_ms: Duration = 100.0, 1.0 ..= 1000.0;
        /// What lasts longer is no dropout.
        dropout_ms: Duration = 10_000.0, 100.0 ..= 60_000.0;
        /// A sensor that stands still for less is not stuck.
        stuck_ms: Duration = 2500.0, 500.0 ..= 60_000.0;
        /// What moves it has moved so often meanwhile.
        stuck_moves: Count = 12.0, 3.0 ..= 500.0;
        /// λ at the end of its range for less is nothing.
        railed_ms: Duration = 1000.0, 100.0 ..= 60_000.0;
        /// A value is no outlier of its operating point within so many standard deviations, estimated by the MAD there.
        residual_sigmas: Count = 6.0, 3.0 ..= 50.0;
        /// Nor if it lasts less than this.
        residual_ms: Duration = 500.0, 50.0 ..= 60_000.0;
        /// Nor where the engine was less often.
        visits: Count = 4.0, 3.0 ..= 100.0;
        /// Whether channels are also held against each other (1) or not (0). What is found so
        /// is often only unusual and not wrong.
        together: Count = 0.0, 0.0 ..= 1.0;
        /// One of so many samples is further off by chance, if the residuals were normal.
        joint_one_in: Count = 1_000_000.0, 100.0 ..= 1_000_000_000_000.0;
        /// Channels that do not belong together do so for this long.
        joint_ms: Duration = 700.0, 50.0 ..= 60_000.0;
        /// Score of the isolation forest from which a moment is like no other.
        rare_score: AsLogged = 0.72, 0.5 ..= 1.0;
        /// And it lasts this long.
        rare_ms: Duration = 700.0, 50.0 ..= 60_000.0;
        /// Trees of the isolation forest.
        trees: Count = 100.0, 10.0 ..= 1000.0;
        /// Samples a tree is grown on.
        tree_samples: Count = 256.0, 16.0 ..= 4096.0;
        /// Seed of what is drawn at random.
        seed: Count = 1.0, 0.0 ..= 4_294_967_295.0;
    }
}
