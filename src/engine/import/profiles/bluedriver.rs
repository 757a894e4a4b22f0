//! BlueDriver, live data.
//!
//! UTF-16 with a byte order mark; two lines of title, then `Time(s)` and names with units in brackets after blanks.

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("bluedriver", "BlueDriver", &["csv"]).with(&[Extra::OwnRates]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("BlueDriver Data Log")],
    time: Some(TimeUnit::Seconds),
    own_rates: true,
    ..Profile::new(INFO)
};
