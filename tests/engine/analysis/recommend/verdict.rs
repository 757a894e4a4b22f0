//! What a log is good for.

use fueltune_analyzer::engine::analysis::recommend::Kind;
use fueltune_analyzer::engine::analysis::verdict::{NextCode, Purpose, ReasonCode, Standing, Verdict};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::table::{Flag, LogTable, RowMask};

use super::{CRUISE, Held, LOADED, holding, recommended};

fn standing(verdict: &Verdict, purpose: Purpose) -> Standing {
    verdict.of(purpose).unwrap().standing
}

fn has(verdict: &Verdict, purpose: Purpose, code: ReasonCode) -> bool {
    verdict.of(purpose).unwrap().reasons.iter().any(|r| r.code == code)
}

fn without(table: &LogTable, id: ChannelId) -> LogTable {
    let columns = table.columns().iter().filter(|c| c.id() != Some(id)).cloned().collect();
    LogTable::new(table.axes().to_vec(), columns).unwrap()
}

/// Six operating points held for ten seconds each, twice.
fn thorough() -> LogTable {
    let points: Vec<Held> = (0..12)
        .map(|i: u8| {
            let i = f32::from(i % 6);
            Held { rpm: 2000.0 + 500.0 * i, map: -0.4 + 0.1 * i, tps: 40.0 + 8.0 * i }
        })
        .collect();
    holding(&points, 12.0, Some(0.0), |_, _| 1.0)
}

#[test]
fn a_thorough_log_is_clean_for_what_it_can_tell() {
    let verdict = recommended(&thorough()).verdict;
    assert_eq!(standing(&verdict, Purpose::FuelCorrection), Standing::Clean, "{verdict:?}");
    assert_eq!(standing(&verdict, Purpose::Safety), Standing::Clean, "{verdict:?}");
    assert_eq!(standing(&verdict, Purpose::Power), Standing::Inconclusive);
    assert!(has(&verdict, Purpose::Power, ReasonCode::NoPull));
}

#[test]
fn what_is_missing_is_named_and_asked_for() {
    let table = thorough();
    let cases = [
        (ChannelId::Lambda1, Purpose::FuelCorrection, ReasonCode::NoChannel, Standing::Inconclusive),
        (ChannelId::LambdaTarget, Purpose::FuelCorrection, ReasonCode::NoTarget, Standing::Inconclusive),
        (ChannelId::TrimCl, Purpose::FuelCorrection, ReasonCode::NoTrim, Standing::Usable),
        (ChannelId::Coolant, Purpose::Safety, ReasonCode::NoChannel, Standing::Usable),
        (ChannelId::Rpm, Purpose::Power, ReasonCode::NoChannel, Standing::Inconclusive),
    ];
    for (id, purpose, code, wanted) in cases {
        let report = recommended(&without(&table, id));
        let verdict = &report.verdict;
        assert!(has(verdict, purpose, code), "{id:?}: {verdict:?}");
        assert_eq!(standing(verdict, purpose), wanted, "{id:?}: {verdict:?}");
        let asked = |n: &&fueltune_analyzer::engine::analysis::verdict::Next| {
            n.code == NextCode::LogChannel && n.channel == Some(ChannelKey::Known(id))
        };
        let next = verdict.next.iter().find(asked).unwrap_or_else(|| panic!("{id:?}: {verdict:?}"));
        assert!(next.purposes.contains(&purpose), "{id:?}");
        let told = report.of(Kind::Logging).filter(|r| r.action.channel == Some(ChannelKey::Known(id)));
        assert_eq!(told.count(), 1, "{id:?}");
    }
}

#[test]
fn a_sensor_that_is_dead_and_a_loop_that_is_off_are_told_from_channels_that_are_missing() {
    let table = thorough();
    let flagged = |id: ChannelId, flag: Flag| {
        let columns = table.columns().iter().map(|c| {
            let all = RowMask::all(c.len());
            if c.id() == Some(id) { c.clone().with_flags(vec![(flag, all)]) } else { c.clone() }
        });
        recommended(&LogTable::new(table.axes().to_vec(), columns.collect()).unwrap()).verdict
    };
    let dead = flagged(ChannelId::Lambda1, Flag::OutOfRange);
    assert!(has(&dead, Purpose::FuelCorrection, ReasonCode::NoSoundValue), "{dead:?}");
    assert!(
        dead.next
            .iter()
            .any(|n| n.code == NextCode::CheckSensor && n.channel == Some(ChannelId::Lambda1.into()))
    );
    let off = flagged(ChannelId::LambdaTarget, Flag::LoopOff);
    assert!(has(&off, Purpose::FuelCorrection, ReasonCode::LoopOff), "{off:?}");
    assert!(off.next.iter().any(|n| n.code == NextCode::LogClosedLoop));
}

#[test]
fn a_short_drive_at_part_load_says_little_about_fuel_and_nothing_about_load() {
    let verdict = recommended(&holding(&[CRUISE], 5.0, Some(0.0), |_, _| 1.0)).verdict;
    assert_eq!(standing(&verdict, Purpose::FuelCorrection), Standing::Inconclusive);
    assert!(has(&verdict, Purpose::FuelCorrection, ReasonCode::FewSamples));
    assert_eq!(standing(&verdict, Purpose::Safety), Standing::Inconclusive);
    assert!(has(&verdict, Purpose::Safety, ReasonCode::LittleLoad));
    let steady = verdict.next.iter().find(|n| n.code == NextCode::LogSteady).unwrap();
    assert!(steady.amount.unwrap() > 30.0, "{steady:?}");
    let longer = recommended(&holding(&[CRUISE, LOADED, CRUISE], 8.0, Some(0.0), |_, _| 1.0)).verdict;
    assert_eq!(standing(&longer, Purpose::FuelCorrection), Standing::Usable, "{longer:?}");
}
