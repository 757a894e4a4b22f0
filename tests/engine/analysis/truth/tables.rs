//! A fuel table that is wrong by known amounts, run with a loop that takes part of it away: what is proposed.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::pipeline::{Settings, run_all};
use fueltune_analyzer::engine::analysis::recommend::FindingCode;
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use super::{Tally, assert_good};
use crate::analysis::drives::Dice;
use crate::sample_logs::{log, numbers};

const RPM: [f64; 4] = [2000.0, 2500.0, 3000.0, 3500.0];
const MAP: [f64; 4] = [-0.5, -0.3, -0.1, 0.1];

/// Fuel missing at each point of the grid, %.
type Errors = [[f64; 4]; 4];

/// Whether a step through the error is worth a change: clearly beyond what is proposed from (3 % of lack, 5 % of excess).
fn clear(error: f64) -> bool {
    error >= 4.5 || error <= -7.5
}

fn errors(dice: &mut Dice) -> Errors {
    let mut errors = [[0.0; 4]; 4];
    for error in errors.iter_mut().flatten() {
        let size = dice.even();
        *error = if size < 0.4 {
            2.0 * (2.0 * dice.even() - 1.0)
        } else if size < 0.7 {
            5.0 + 7.0 * dice.even()
        } else {
            -8.0 - 7.0 * dice.even()
        };
    }
    errors
}

/// Every point held for 8 s, three times, in any order; the loop takes back `share` of the error.
fn drive(seed: u64, share: f64) -> (LogTable, Errors) {
    let mut dice = Dice::new(seed);
    (0..20).for_each(|_| _ = dice.even());
    let errors = errors(&mut dice);
    let mut points: Vec<(usize, usize)> = (0..48).map(|k| (k % 4, k / 4 % 4)).collect();
    for i in (1..points.len()).rev() {
        points.swap(i, (dice.even() * (i + 1) as f64) as usize);
    }
    let mut columns: [Vec<f32>; 7] = Default::default();
    let (mut lambda, mut noise) = (1.0, 0.0);
    for (i, j) in points {
        for _ in 0..200 {
            let (rpm, map) = (RPM[i] + 15.0 * dice.normal(), MAP[j] + 0.004 * dice.normal());
            let target = if map > 0.0 { 0.88 } else { 1.0 };
            let trim = share * errors[i][j];
            let wanted = target * (1.0 + errors[i][j] / 100.0) / (1.0 + trim / 100.0);
            // Gas takes its time, and a mixture wanders.
            lambda += (wanted - lambda) * 0.25;
            noise = 0.9 * noise + 0.0025 * dice.normal();
            let row = [
                rpm,
                map,
                30.0 + 40.0 * (MAP[j] + 0.5),
                90.0 + 0.2 * dice.normal(),
                target,
                lambda * (1.0 + noise),
                trim + 0.2 * dice.normal(),
            ];
            for (column, x) in columns.iter_mut().zip(row) {
                column.push(x as f32);
            }
        }
    }
    let ids = [
        ChannelId::Rpm,
        ChannelId::MapGauge,
        ChannelId::Tps,
        ChannelId::Coolant,
        ChannelId::LambdaTarget,
        ChannelId::Lambda1,
        ChannelId::TrimCl,
    ];
    let columns = ids.iter().zip(&columns).map(|(id, values)| numbers(*id, values)).collect();
    (log(25.0, columns), errors)
}

#[test]
fn a_wrong_table_is_corrected_where_it_is_wrong_by_as_much_as_it_is() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut held, mut all, mut wrong) = (0u32, 0u32, String::new());
    for share in [0.0, 0.5, 1.0] {
        for seed in 0..8 {
            let (table, errors) = drive(8000 + seed, share);
            let frame = Frame::whole(&table);
            let found =
                run_all(&frame, &Subject::default(), &Settings::default(), &Cx::none(), |_, _| ()).unwrap();
            let report = found.recommendations.unwrap();
            let mut told = [[None; 4]; 4];
            let fuel = |r: &&_| {
                let r: &&fueltune_analyzer::engine::analysis::recommend::Recommendation = r;
                matches!(r.finding, FindingCode::Lean | FindingCode::Rich)
            };
            for r in report.recommendations.iter().filter(fuel) {
                for c in &r.evidence.cells {
                    let i = RPM.iter().position(|x| (x - c.rpm).abs() < 1.0).unwrap();
                    let j = MAP.iter().position(|x| (x - c.load).abs() < 0.01).unwrap();
                    told[i][j] = Some(r.finding);
                    all += 1;
                    held += u32::from((c.low..=c.high).contains(&errors[i][j]));
                    let most = if r.finding == FindingCode::Lean { errors[i][j] } else { -errors[i][j] };
                    assert!(c.amount <= most.max(0.0) + 1.5, "never more than is missing: {c:?}");
                }
            }
            for (told, error) in told.iter().flatten().zip(errors.iter().flatten()) {
                let side = if *error > 0.0 { FindingCode::Lean } else { FindingCode::Rich };
                let right = *told == Some(side);
                let tally = Tally {
                    planted: u64::from(clear(*error)),
                    met: u64::from(clear(*error) && right),
                    found: u64::from(told.is_some()),
                    right: u64::from(right && error.abs() >= 2.0),
                };
                if (clear(*error) && !right) || (told.is_some() && tally.right == 0) {
                    wrong += &format!("share {share}, seed {seed}: {error} told {told:?}\n");
                }
                tallies.entry(format!("loop takes {share}")).or_default().add(tally);
            }
        }
    }
    println!("{held} of {all} errors within the interval of their point");
    assert_good("points of a table", &tallies, &wrong);
    assert!(f64::from(held) >= 0.9 * f64::from(all), "{held} of {all}");
}
