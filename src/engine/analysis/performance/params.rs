//! What can be set.

use crate::params;

params! {
    /// Standard figures of the performance analysis. Doubts are what 95 of 100 cases lie within.
    pub struct Params("performance") {
        /// Carried beyond what the vehicle's mass says: driver, passengers, load.
        extra_mass: Mass = 0.0, 0.0 ..= 1000.0;
        mass_doubt: Percent = 3.0, 0.0 ..= 30.0;
        /// Where the vehicle does not say (its form shows the same figure).
        drag_coefficient: AsLogged = 0.32, 0.1 ..= 1.5;
        /// m², where the vehicle does not say.
        frontal_area: AsLogged = 2.1, 0.3 ..= 10.0;
        drag_doubt: Percent = 8.0, 0.0 ..= 50.0;
        /// Rolling resistance over weight. Road tyres on asphalt: 0.012 to 0.016 (Bosch Automotive Handbook).
        rolling: AsLogged = 0.014, 0.003 ..= 0.05;
        rolling_doubt: Percent = 20.0, 0.0 ..= 100.0;
        /// Doubt about the mass that the rotating parts stand for.
        rotating_doubt: Percent = 25.0, 0.0 ..= 100.0;
        /// Lost between crank and wheels, by driven wheels; field practice.
        loss_front: Percent = 13.0, 0.0 ..= 50.0;
        loss_rear: Percent = 15.0, 0.0 ..= 50.0;
        loss_all: Percent = 20.0, 0.0 ..= 50.0;
        /// Lost beyond that in an automatic or continuously variable transmission.
        loss_automatic: Percent = 4.0, 0.0 ..= 30.0;
        /// Points of per cent.
        loss_doubt: Percent = 4.0, 0.0 ..= 20.0;
        /// Against the car.
        headwind: Speed = 0.0, -100.0 ..= 100.0;
        wind_doubt: Speed = 5.0, 0.0 ..= 60.0;
        /// Of the road, where neither height nor pitch tells.
        grade_doubt: Percent = 1.0, 0.0 ..= 10.0;
        /// A rolling tyre covers so much less than its size says.
        tyre_rolling: Percent = 3.0, 0.0 ..= 8.0;
        /// Gear of pulls whose gear neither a channel nor the speed tells; 0 for none.
        gear: Count = 0.0, 0.0 ..= 10.0;
        /// Distance of a spline's knots.
        knots: Duration = 120.0, 20.0 ..= 1000.0;
        /// Left out at both ends of a pull: throttle still opening, already closing.
        edge: Duration = 100.0, 0.0 ..= 1000.0;
        /// Samples a pull needs.
        least_samples: Count = 12.0, 6.0 ..= 1000.0;
        /// Engine speed over road speed beyond that of the gear is wheelspin.
        wheelspin: Percent = 3.0, 1.0 ..= 30.0;
        /// Window of the time between two engine speeds.
        window_from: RotationalSpeed = 4200.0, 500.0 ..= 19000.0;
        window_to: RotationalSpeed = 6500.0, 600.0 ..= 20000.0;
        /// Distance of the first beam: a drag strip's clock starts when the car has moved so far.
        rollout: Length = 0.3048, 0.0 ..= 1.0;
        /// A run that falls more than this is not judged.
        slope_limit: Percent = 1.0, 0.0 ..= 20.0;
        /// Mean acceleration below which a rise of speed is no run.
        least_acceleration: Acceleration = 0.08, 0.0 ..= 2.0;
        /// Share of an injector's time beyond which it is at its end, where the vehicle does not say.
        duty_limit: Percent = 85.0, 50.0 ..= 100.0;
        duty_danger: Percent = 95.0, 50.0 ..= 110.0;
        /// Boost begins here.
        boost_from: Pressure = 0.15, 0.02 ..= 2.0;
        /// Boost has settled within this of its level.
        boost_settled: Pressure = 0.05, 0.005 ..= 0.5;
        battery_low: Voltage = 12.8, 8.0 ..= 16.0;
        battery_high: Voltage = 15.0, 10.0 ..= 20.0;
        /// What the tank holds; 0 where that is not known.
        tank: Volume = 0.0, 0.0 ..= 1000.0;
        /// Beyond this an event of braking, accelerating or cornering begins.
        g_event: Acceleration = 0.4, 0.05 ..= 5.0;
    }
}
