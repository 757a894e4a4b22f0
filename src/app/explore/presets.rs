//! Ready-made choices of channels: each makes strips of those that the log has.

use super::model::{Channel, Channels, Layout, Strip};
use crate::engine::channels::{ChannelId, ChannelKey};

/// A ready-made choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    Overview,
    Fuel,
    Ignition,
    Boost,
    Temperatures,
}

use ChannelId as C;

impl Preset {
    pub const ALL: [Preset; 5] =
        [Preset::Overview, Preset::Fuel, Preset::Ignition, Preset::Boost, Preset::Temperatures];

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Preset::Overview => "explore-preset-overview",
            Preset::Fuel => "explore-preset-fuel",
            Preset::Ignition => "explore-preset-ignition",
            Preset::Boost => "explore-preset-boost",
            Preset::Temperatures => "explore-preset-temperatures",
        }
    }

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            Preset::Overview => "overview",
            Preset::Fuel => "fuel",
            Preset::Ignition => "ignition",
            Preset::Boost => "boost",
            Preset::Temperatures => "temperatures",
        }
    }

    /// Strips from the top; of alternatives in one row the log's own come.
    const fn strips(self) -> &'static [&'static [C]] {
        match self {
            Preset::Overview => &[
                &[C::Rpm, C::Tps],
                &[C::MapGauge, C::MapAbs, C::BoostTarget],
                &[C::LambdaCl, C::Lambda1, C::LambdaTarget],
                &[C::Pw1, C::IgnAdvance],
            ],
            Preset::Fuel => &[
                &[C::Rpm, C::MapGauge, C::MapAbs],
                &[C::LambdaCl, C::Lambda1, C::Lambda2, C::LambdaTarget],
                &[C::TrimCl, C::TrimShort, C::TrimLong],
                &[C::Pw1, C::Pw2],
                &[C::Duty1, C::Duty2],
                &[C::FuelPressure, C::FuelPressureDiff],
                &[C::ClActive, C::AccelEnrichActive, C::FuelCut, C::DecelCut],
            ],
            Preset::Ignition => &[
                &[C::Rpm, C::MapGauge, C::MapAbs],
                &[C::IgnAdvance],
                &[C::KnockLevel, C::KnockCount],
                &[C::KnockRetard],
                &[C::Dwell],
                &[C::Battery],
                &[C::Limiter, C::TwoStep, C::Launch],
            ],
            Preset::Boost => &[
                &[C::Rpm, C::Tps],
                &[C::MapGauge, C::MapAbs, C::BoostTarget],
                &[C::BoostDuty, C::Wastegate],
                &[C::TurboSpeed],
                &[C::ChargeAir, C::IntakeAir],
                &[C::TwoStep, C::Launch, C::TractionActive],
            ],
            Preset::Temperatures => &[
                &[C::Rpm, C::Tps],
                &[C::Coolant, C::OilTemp],
                &[C::IntakeAir, C::ChargeAir, C::Ambient, C::FuelTemp],
                &[C::Egt1, C::Egt2, C::Egt3, C::Egt4, C::Egt5, C::Egt6, C::Egt7, C::Egt8],
                &[C::Fan1, C::Fan2],
            ],
        }
    }

    /// The strips of a log, without what it lacks.
    pub fn layout(self, channels: &Channels) -> Layout {
        let present = |id: &&ChannelId| channels.get(&ChannelKey::Known(**id)).is_some();
        let strip = |ids: &&[C]| Strip::new(ids.iter().filter(present).map(|id| ChannelKey::Known(*id)));
        Layout::of(self.strips().iter().map(strip))
    }

    /// Whether the log has what this choice is about, not only the strip of reference on top.
    pub fn fits(self, channels: &Channels) -> bool {
        let lines =
            |ids: &&&[C]| !ids.iter().all(|id| channels.get(&(*id).into()).is_none_or(Channel::is_state));
        self.strips().iter().skip(1).any(|ids| lines(&ids))
    }
}

/// What a session shows when nobody has chosen yet: the overview, or, of a log whose channels are not known, its
/// first ones.
pub fn initial(channels: &Channels) -> Layout {
    let overview = Preset::Overview.layout(channels);
    if overview.count() > 0 {
        return overview;
    }
    let first = channels.0.iter().filter(|c| !c.is_state()).take(4);
    Layout::of(first.map(|c| Strip::new([c.key.clone()])))
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::{channels, layout};
    use super::*;

    #[test]
    fn a_preset_shows_what_the_log_has() {
        let known = channels(&["rpm", "tps", "map_gauge", "lambda_1", "lambda_target", "pw_1", "cl_active"]);
        assert_eq!(Preset::Overview.layout(&known), layout("rpm tps|map_gauge|lambda_1 lambda_target|pw_1"));
        assert_eq!(
            Preset::Fuel.layout(&known),
            layout("rpm map_gauge|lambda_1 lambda_target|pw_1|cl_active")
        );
    }

    #[test]
    fn a_preset_without_its_subject_is_not_offered() {
        let known = channels(&["rpm", "tps", "coolant", "limiter"]);
        let fits: Vec<Preset> = Preset::ALL.into_iter().filter(|p| p.fits(&known)).collect();
        assert_eq!(fits, [Preset::Temperatures]);
    }

    #[test]
    fn a_log_of_unknown_channels_shows_its_first_ones() {
        let known = channels(&["x:a", "x:b", "x:c", "x:d", "x:e"]);
        assert_eq!(initial(&known), layout("x:a|x:b|x:c|x:d"));
    }
}
