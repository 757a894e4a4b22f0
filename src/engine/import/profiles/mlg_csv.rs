//! CSV made of an MLG log by a converter.
//!
//! Semicolons and decimal points; names and units in quotes, rows without; a bit field may have no name. Names are
//! those of TunerStudio's logs.

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use super::tunerstudio;
use crate::engine::import::options::{Delimiter, TimeUnit};

pub(super) const INFO: FormatInfo = FormatInfo::verified("mlg-csv", "MLG (CSV)", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Header("\"Time\";\""), Sign::CellsBetween(Delimiter::Semicolon, &["Time", "SecL"])],
    names: tunerstudio::NAMES,
    own: tunerstudio::OWN,
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
