//! Logs made by the program itself: the demo log, and the files of tests and benchmarks.
//!
//! Nothing here is taken from a real car. The same seed gives the same bytes on every machine: the model uses only
//! `+ - * /`, comparisons and its own generator of random numbers, no function of a maths library, and decimals are
//! written from rounded integers.

mod car;
mod driver;
mod faults;
mod fueltech;
mod number;
mod road;
mod sample;
mod spec;

pub use fueltech::{COLUMNS, FtColumn, FtKind};
pub use spec::{Spec, SpecWriter};

use super::random;
use car::Car;
use faults::Fault;
use random::Random;

/// Seconds of the demo log, its padding included.
pub const DEMO_SECONDS: u32 = 600;
/// Rows per second of the demo log.
pub const DEMO_RATE_HZ: u32 = 25;
/// Name under which the demo log is imported.
pub const DEMO_NAME: &str = "FuelTune demo.csv";

const SEED: u64 = 0x000f_0e17_04e5;
/// Rows at the end that the exporter padded.
const PADDING: u32 = 4;

/// Ten minutes of a turbocharged 2.0 on ethanol as an FTManager CSV of 64 columns: warm-up from cold, town and
/// motorway, four full-throttle pulls, a launch with two-step, and what can go wrong (see [`faults`]).
pub fn demo_log() -> Vec<u8> {
    let mut random = Random::new(SEED);
    let mut car = Car::at_rest();
    let rows = DEMO_SECONDS * DEMO_RATE_HZ;
    let mut out = Vec::with_capacity(rows as usize * 360);
    fueltech::write_header(&mut out, COLUMNS.len());
    for row in 0..rows {
        // FTManager gives the middle of the sample: 0.020, 0.060, …
        let t = f64::from(row) / f64::from(DEMO_RATE_HZ) + 0.5 / f64::from(DEMO_RATE_HZ);
        if row + PADDING >= rows {
            fueltech::write_padding(&mut out, t);
            continue;
        }
        car.advance(t, &mut random);
        let mut sample = car.sample(t, &mut random);
        Fault::all_at(t).for_each(|fault| fault.distort(&mut sample));
        if !Fault::Gap.is_at(t) {
            fueltech::write_row(&mut out, &sample);
        }
    }
    out
}
