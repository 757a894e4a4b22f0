//! What can be compared: the channels of the sessions, and which session has which.

use crate::engine::analysis::measure::Measure;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;

/// Name of the λ error in an address; no channel is called so.
const LAMBDA_ERROR: &str = "lambda_error";

/// Shown where nothing is chosen, as far as the baseline and another session have it.
const USUAL: [ChannelId; 9] = [
    ChannelId::Lambda1,
    ChannelId::IgnAdvance,
    ChannelId::MapGauge,
    ChannelId::Duty1,
    ChannelId::Pw1,
    ChannelId::IntakeAir,
    ChannelId::OilPressure,
    ChannelId::KnockRetard,
    ChannelId::Coolant,
];
/// Most of them.
const MOST_USUAL: usize = 6;

/// A channel of one session with what it measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Has {
    pub key: ChannelKey,
    pub quantity: Quantity,
}

/// Something that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub measure: Measure,
    pub quantity: Quantity,
    /// Session by session. A channel of one name that measures something else there does not count.
    pub has: Vec<bool>,
}

impl Offer {
    /// Whether there are two sessions to compare it between.
    pub fn is_shared(&self) -> bool {
        self.has.iter().filter(|has| **has).count() > 1
    }
}

/// As it stands in an address.
pub fn measure_slug(measure: &Measure) -> String {
    match measure {
        Measure::LambdaError => LAMBDA_ERROR.to_owned(),
        Measure::Elapsed => "elapsed".to_owned(),
        Measure::Channel(key) => key.to_string(),
    }
}

/// What stands so in an address.
pub fn parse_measure(text: &str) -> Option<Measure> {
    if text == LAMBDA_ERROR {
        return Some(Measure::LambdaError);
    }
    text.parse::<ChannelKey>().ok().map(Measure::Channel)
}

/// Everything that some session has as figures: what most of them share first, in the order of their files.
pub fn offers(sessions: &[Vec<Has>]) -> Vec<Offer> {
    let mut all: Vec<Offer> = Vec::new();
    let error: Vec<bool> = sessions.iter().map(|s| has_lambda_error(s)).collect();
    if error.iter().any(|has| *has) {
        all.push(Offer { measure: Measure::LambdaError, quantity: Quantity::Percent, has: error });
    }
    for (side, channels) in sessions.iter().enumerate() {
        for channel in channels.iter().filter(|c| !matches!(c.quantity, Quantity::Code)) {
            let measure = Measure::Channel(channel.key.clone());
            let known = all.iter_mut().find(|o| o.measure == measure);
            if let Some(offer) = known {
                offer.has[side] |= offer.quantity == channel.quantity;
                continue;
            }
            let mut has = vec![false; sessions.len()];
            has[side] = true;
            all.push(Offer { measure, quantity: channel.quantity, has });
        }
    }
    let count = |offer: &Offer| offer.has.iter().filter(|has| **has).count();
    all.sort_by_key(|offer| std::cmp::Reverse(count(offer)));
    all
}

fn has_lambda_error(channels: &[Has]) -> bool {
    let has = |id: ChannelId| channels.iter().any(|c| c.key.id() == Some(id));
    let lambda = [ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2].into_iter().any(has);
    lambda && has(ChannelId::LambdaTarget)
}

/// What is compared: what is chosen, else the usual measures the baseline shares with another session.
pub fn chosen(wanted: &[Measure], offers: &[Offer], base: usize) -> Vec<Measure> {
    if !wanted.is_empty() {
        return wanted.to_vec();
    }
    let shared = |measure: &Measure| {
        let offer = offers.iter().find(|o| o.measure == *measure);
        offer.is_some_and(|o| o.is_shared() && o.has.get(base) == Some(&true))
    };
    let usual = USUAL.into_iter().map(|id| Measure::Channel(id.into()));
    let found: Vec<Measure> =
        std::iter::once(Measure::LambdaError).chain(usual).filter(shared).take(MOST_USUAL).collect();
    if !found.is_empty() {
        return found;
    }
    // Logs of programs that no channel is known of are compared by what they share.
    offers.iter().filter(|o| shared(&o.measure)).map(|o| o.measure.clone()).take(MOST_USUAL).collect()
}
