//! Which of the eight trace colours a channel has. The same channels in the same order have the same colours, in
//! every session and after every reload.

use std::collections::BTreeMap;

use super::model::Layout;
use crate::engine::channels::{ChannelId as C, ChannelKey};

/// Number of trace colours; they are the custom properties `--t1` to `--t8`.
pub const COLOURS: u8 = 8;

/// The colour people come to know a channel by, from 0.
const fn habit(id: C) -> Option<u8> {
    Some(match id {
        C::Rpm => 0,
        C::Tps | C::Pedal | C::OilTemp => 1,
        C::LambdaCl | C::Lambda1 | C::Coolant | C::BoostDuty => 2,
        C::Pw1 | C::Duty1 | C::KnockLevel => 3,
        C::TrimCl | C::TrimShort | C::IntakeAir => 4,
        C::MapGauge | C::MapAbs | C::Lambda2 => 5,
        C::IgnAdvance | C::Egt1 | C::ChargeAir => 6,
        C::LambdaTarget | C::BoostTarget | C::Pw2 | C::Duty2 => 7,
        _ => return None,
    })
}

/// Colour (from 0) of every channel shown. Within a strip no two are the same as long as there are colours.
pub fn assign(layout: &Layout) -> BTreeMap<ChannelKey, u8> {
    let mut used = [0_u32; COLOURS as usize];
    let mut colours = BTreeMap::new();
    for strip in &layout.strips {
        let mut here = [0_u32; COLOURS as usize];
        // Those with a habit choose first.
        let (first, second): (Vec<_>, Vec<_>) =
            strip.traces.iter().partition(|t| t.key.id().and_then(habit).is_some());
        for trace in first.into_iter().chain(second) {
            let wish = trace.key.id().and_then(habit).filter(|c| here[usize::from(*c)] == 0);
            let colour = wish.unwrap_or_else(|| least_used(&here, &used));
            here[usize::from(colour)] += 1;
            used[usize::from(colour)] += 1;
            colours.insert(trace.key.clone(), colour);
        }
    }
    colours
}

fn least_used(here: &[u32], used: &[u32]) -> u8 {
    (0..COLOURS).min_by_key(|c| (here[usize::from(*c)], used[usize::from(*c)], *c)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::{key, layout};
    use super::*;

    #[test]
    fn channels_in_one_strip_differ() {
        let shown = layout("x:1 x:2 x:3 x:4 x:5 x:6 rpm x:8");
        let mut colours: Vec<u8> = assign(&shown).into_values().collect();
        colours.sort_unstable();
        assert_eq!(colours, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(assign(&shown)[&key("rpm")], 0);
    }

    #[test]
    fn a_known_channel_keeps_its_colour_wherever_it_stands() {
        for text in ["rpm", "map_gauge|rpm", "x:a x:b|tps rpm"] {
            assert_eq!(assign(&layout(text))[&key("rpm")], 0, "{text}");
        }
        // Two that want the same colour in one strip: the first has it.
        let both = assign(&layout("lambda_cl lambda_1"));
        assert_eq!((both[&key("lambda_cl")], both[&key("lambda_1")] == 2), (2, false));
    }
}
