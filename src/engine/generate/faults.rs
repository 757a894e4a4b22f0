//! What goes wrong in the demo log, so that there is something to find.

use super::sample::Sample;

/// A fault and when it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The fuel pump gives in during the third pull: pressure falls, the mixture leans out.
    PumpSag,
    /// The alternator drops out for a second and a half.
    BatteryDip,
    /// One sample of rpm far off.
    RpmSpike,
    /// The fans stay off at a standstill: coolant climbs.
    FanOff,
    /// The λ sensor reads 0.
    LambdaDropout,
    /// The logger wrote nothing.
    Gap,
}

impl Fault {
    const ALL: [Fault; 6] =
        [Fault::PumpSag, Fault::BatteryDip, Fault::RpmSpike, Fault::FanOff, Fault::LambdaDropout, Fault::Gap];

    /// First moment and the end, seconds.
    const fn span(self) -> (f64, f64) {
        match self {
            Fault::PumpSag => (357.0, 366.0),
            Fault::BatteryDip => (331.4, 332.9),
            Fault::RpmSpike => (243.5, 243.54),
            Fault::FanOff => (505.0, 566.0),
            Fault::LambdaDropout => (411.2, 412.7),
            Fault::Gap => (455.0, 457.4),
        }
    }

    pub(super) fn is_at(self, t: f64) -> bool {
        let (start, end) = self.span();
        start <= t && t < end
    }

    pub(super) fn all_at(t: f64) -> impl Iterator<Item = Fault> {
        Self::ALL.into_iter().filter(move |fault| fault.is_at(t))
    }

    /// Faults of sensors and wiring, which the engine itself does not feel.
    pub(super) fn distort(self, sample: &mut Sample) {
        match self {
            Fault::BatteryDip => sample.battery -= 2.9,
            Fault::RpmSpike => sample.rpm = 11_850.0,
            Fault::LambdaDropout => {
                sample.lambda = 0.0;
                sample.lambda_loop = 0.0;
            }
            // The car itself feels these; a gap is a matter of the logger.
            Fault::PumpSag | Fault::FanOff | Fault::Gap => (),
        }
    }
}
