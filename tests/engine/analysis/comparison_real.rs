//! Real logs against themselves: stretches taken in turn come from one drive, so there is nothing to claim.

use fueltune_analyzer::engine::analysis::comparison::{self, Difference, Query, Report, Side};
use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::patterns;
use fueltune_analyzer::engine::analysis::trends::figures;
use fueltune_analyzer::engine::analysis::{Frame, RowQuery, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use crate::{imports, samples};

/// Length of a stretch, seconds: several blocks.
const TURN_S: f64 = 20.0;

fn in_turn(table: &LogTable, first: usize) -> RowQuery {
    let axis = table.main_axis();
    let turns = (axis.duration() / TURN_S) as usize;
    let start = |turn: usize| axis.start() + turn as f64 * TURN_S;
    // The ends are not shared by two stretches.
    let spans = (first..turns).step_by(2).map(|turn| Span::new(start(turn), start(turn + 1) - 1e-6));
    RowQuery { spans: spans.collect(), filter: None }
}

fn told(frames: [&Frame; 2], patterns: &patterns::Report) -> Report {
    let subject = Subject::default();
    let sides = frames.map(|frame| Side { frame, subject: &subject, patterns, quality: None });
    let ids = [
        ChannelId::Lambda1,
        ChannelId::IgnAdvance,
        ChannelId::Pw1,
        ChannelId::IntakeAir,
        ChannelId::OilPressure,
        ChannelId::Coolant,
        ChannelId::Battery,
    ];
    let query =
        Query { measures: ids.map(Measure::from).to_vec(), reference: 0, by_target: false, by_air: false };
    let (params, of_figures) = (comparison::Params::default(), figures::Params::default());
    comparison::run(&sides, &query, &params, &of_figures, &Cx::none()).unwrap()
}

fn tests(report: &Report) -> Vec<&Difference> {
    let cells = report.cells.iter().map(|c| &c.difference);
    let measures = report.measures.iter().map(|m| &m.difference);
    cells.chain(measures).chain(report.verdicts.iter().filter_map(|v| v.difference.as_ref())).collect()
}

#[test]
fn stretches_of_one_drive_taken_in_turn_are_not_told_apart() {
    let name = "stretches_of_one_drive_taken_in_turn_are_not_told_apart";
    let Some(folder) = samples::folder(name, "logs") else { return };
    let (mut all, mut claimed, mut logs) = (0, 0, 0);
    for extension in ["csv", "CSV", "ftml", "mlg", "msl", "ld", "llg"] {
        for path in samples::files(folder.clone(), extension) {
            let Ok(log) = imports::import(std::fs::read(&path).unwrap()) else { continue };
            let table = &log.table;
            let whole = Frame::whole(table);
            let subject = Subject::default();
            let Ok(patterns) = patterns::run(&whole, &subject, &patterns::Params::default(), &Cx::none())
            else {
                continue;
            };
            let frames = [in_turn(table, 0), in_turn(table, 1)].map(|rows| Frame::query(table, &rows));
            let [Ok(even), Ok(odd)] = frames else { continue };
            let report = told([&even, &odd], &patterns);
            let found = tests(&report);
            let wrong = found.iter().filter(|d| d.claimed).count();
            if !found.is_empty() {
                logs += 1;
                println!("{}: {wrong} of {}", path.file_name().unwrap().to_string_lossy(), found.len());
            }
            (all, claimed) = (all + found.len(), claimed + wrong);
        }
    }
    println!("{claimed} of {all} in {logs} logs");
    assert!(claimed * 20 <= all, "{claimed} of {all} differences within one drive are claimed");
}
