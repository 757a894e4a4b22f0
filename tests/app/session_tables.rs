//! The figures of a session: their order, the files they are saved as, and the words around them.

use std::rc::Rc;

use fueltune_analyzer::app::csv::{issues_csv, quantity_of, stats_csv, summary_json};
use fueltune_analyzer::app::route::{Query, SessionTab};
use fueltune_analyzer::app::session_list::{Grade, SortKey};
use fueltune_analyzer::app::session_words::{
    column_key, evidence, grade_range, part_about_key, part_key, tab_key, verdict_key,
};
use fueltune_analyzer::app::stats_order::{StatsKey, StatsOrder, sorted};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::import::{ImportIssue, IssueCode, Place};
use fueltune_analyzer::engine::quality::{Evidence, EvidenceCode, PartCode};
use fueltune_analyzer::engine::stats::ColumnStats;
use fueltune_analyzer::engine::summary::SessionSummary;
use fueltune_analyzer::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs, Units};
use fueltune_analyzer::i18n::{I18n, Lang};

fn units(lang: Lang, preset: Preset) -> Units {
    Units { lang, prefs: Rc::new(UnitPrefs { preset, ..UnitPrefs::default() }), stoich: GASOLINE_STOICH }
}

fn stats(id: ChannelId, mean: Option<f64>, count: u32) -> ColumnStats {
    ColumnStats {
        key: id.into(),
        count,
        missing: 0,
        flagged: 0,
        mean,
        sd: mean.map(|m| m / 10.0),
        min: mean,
        q1: mean,
        median: mean,
        q3: mean,
        max: mean,
    }
}

fn rows() -> Vec<ColumnStats> {
    vec![
        stats(ChannelId::Rpm, Some(3000.0), 10),
        stats(ChannelId::Coolant, None, 0),
        stats(ChannelId::MapGauge, Some(-0.5), 10),
        stats(ChannelId::Tps, Some(3000.0), 9),
    ]
}

#[test]
fn rows_are_ordered_by_any_figure_and_what_has_none_stands_last() {
    let order = |key, falling| Some(StatsOrder { key, falling });
    let cases = [
        (None, ["rpm", "coolant", "map_gauge", "tps"]),
        // Equals keep the order of the file in both directions.
        (order(StatsKey::Mean, true), ["rpm", "tps", "map_gauge", "coolant"]),
        (order(StatsKey::Mean, false), ["map_gauge", "rpm", "tps", "coolant"]),
        (order(StatsKey::Count, false), ["coolant", "tps", "rpm", "map_gauge"]),
        (order(StatsKey::Channel, false), ["coolant", "map_gauge", "rpm", "tps"]),
        (order(StatsKey::Channel, true), ["tps", "rpm", "map_gauge", "coolant"]),
    ];
    let rows = rows();
    for (order, expected) in cases {
        let found: Vec<String> =
            sorted(&rows, order, ToString::to_string).iter().map(|r| r.key.to_string()).collect();
        assert_eq!(found, expected, "{order:?}");
    }
}

#[test]
fn the_order_of_the_figures_stands_in_the_address_beside_what_is_there() {
    for key in StatsKey::ALL {
        for falling in [true, false] {
            let order = StatsOrder { key, falling };
            let query = order.write(Query::parse("ch=rpm"));
            assert_eq!((StatsOrder::read(&query), query.get("ch").as_deref()), (Some(order), Some("rpm")));
        }
    }
    for text in ["", "stats=", "stats=colour", "stats=-"] {
        assert_eq!(StatsOrder::read(&Query::parse(text)), None, "{text}");
    }
}

#[test]
fn names_rise_and_figures_fall_until_they_are_clicked_again() {
    let name = StatsOrder::clicked(None, StatsKey::Channel);
    let mean = StatsOrder::clicked(Some(name), StatsKey::Mean);
    assert_eq!((name.falling, mean.falling), (false, true));
    assert!(!StatsOrder::clicked(Some(mean), StatsKey::Mean).falling);
}

#[test]
fn statistics_go_out_in_the_users_units_with_a_point_whatever_the_language() {
    let rows = [
        ColumnStats {
            sd: Some(10.0),
            min: Some(0.0),
            missing: 3,
            flagged: 2,
            ..stats(ChannelId::Coolant, Some(100.0), 5)
        },
        stats(ChannelId::MapGauge, None, 0),
    ];
    let text = stats_csv(&units(Lang::PtBr, Preset::Imperial), &rows, quantity_of);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "channel,name,unit,count,missing,flagged,mean,sd,min,q1,median,q3,max");
    // A temperature is shifted and scaled, its spread only scaled.
    assert_eq!(lines[1], "coolant,Temp. do motor,°F,5,3,2,212,18,32,212,212,212,212");
    assert!(lines[2].starts_with("map_gauge,") && lines[2].ends_with(",0,0,0,,,,,,,"), "{}", lines[2]);
    assert_eq!(lines[3..], [""]);
}

#[test]
fn a_conversion_leaves_no_noise_in_a_file() {
    let rows = [stats(ChannelId::MapGauge, Some(f64::from(0.1_f32)), 5)];
    let text = stats_csv(&units(Lang::En, Preset::Metric), &rows, quantity_of);
    assert!(text.contains(",0.1,"), "{text}");
}

#[test]
fn issues_go_out_with_code_place_count_and_what_was_done() {
    let issue = |code, line, column: Option<&str>, sample: &str| ImportIssue {
        code,
        count: 1200,
        first: Place { line, row: line.checked_sub(2), column: column.map(Into::into) },
        sample: sample.into(),
    };
    let issues = [
        issue(IssueCode::BadNumber, 12, Some("MAP, gauge"), "a \"b\""),
        issue(IssueCode::BadEncoding, 0, None, ""),
    ];
    let text = issues_csv(I18n::new(Lang::En), &issues);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "code,severity,issue,column,first_line,first_row,count,sample,done");
    assert_eq!(
        lines[1],
        "bad_number,Warning,Not a number,\"MAP, gauge\",12,10,1200,\"a \"\"b\"\"\",Kept as missing."
    );
    assert!(
        lines[2].starts_with("bad_encoding,Warning,Letters of another encoding,,,,1200,,"),
        "{}",
        lines[2]
    );
}

#[test]
fn the_aggregates_carry_the_names_of_the_specification_in_its_order() {
    let summary = SessionSummary {
        point_count: 500,
        avg_rpm: Some(2745.5),
        min_rpm: Some(900.0),
        max_rpm: Some(9000.0),
        avg_lambda: Some(0.88),
        lambda_stddev: None,
        lambda_channel: Some(ChannelId::Lambda1),
        duration_s: 20.0,
        sample_rate_hz: 25.0,
        channels: 7,
        known_channels: 7,
        time_bases: 1,
        gaps: 0,
        missing_cells: 0,
        bytes: 0.0,
    };
    let text = summary_json(&summary);
    let names: Vec<&str> =
        text.lines().filter_map(|l| l.trim().strip_prefix('"')?.split('"').next()).collect();
    assert_eq!(names, ["point_count", "avg_rpm", "min_rpm", "max_rpm", "avg_lambda", "lambda_stddev"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!((&json["avg_rpm"], &json["lambda_stddev"]), (&2745.5.into(), &serde_json::Value::Null));
}

#[test]
fn the_bands_are_told_with_the_figures_they_are_judged_by() {
    let told = |lang, grade| I18n::new(lang).message(&grade_range(grade)).into_owned();
    assert_eq!(Grade::ALL.map(|g| told(Lang::En, g)), ["75 and more", "50 to 74", "under 50"]);
    assert_eq!(Grade::ALL.map(|g| told(Lang::PtBr, g)), ["75 ou mais", "50 a 74", "menos de 50"]);
}

#[test]
fn everything_about_a_session_has_its_words_in_every_language() {
    let parts =
        [PartCode::Sampling, PartCode::Gaps, PartCode::Sensors, PartCode::Ranges, PartCode::WarmShare];
    let mut keys: Vec<&str> = parts.into_iter().flat_map(|p| [part_key(p), part_about_key(p)]).collect();
    keys.extend(Grade::ALL.map(verdict_key));
    keys.extend(SortKey::ALL.map(column_key));
    keys.extend(SessionTab::ALL.map(tab_key));
    for lang in Lang::ALL {
        for key in &keys {
            assert!(I18n::new(lang).has(key), "{key} in {}", lang.tag());
        }
    }
}

fn told(lang: Lang, code: EvidenceCode, channel: Option<ChannelId>, args: &[f64]) -> String {
    let evidence_of =
        Evidence { code, channel: channel.map(ChannelKey::from), args: args.to_vec(), cost: 1.0 };
    let units = units(lang, Preset::Metric);
    I18n::new(lang).message(&evidence(&units, &evidence_of)).replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn evidence_is_told_with_its_figures_in_the_users_language() {
    use EvidenceCode as E;
    let coolant = Some(ChannelId::Coolant);
    let cases: [(E, Option<ChannelId>, &[f64], &str); 10] = [
        (E::SampleRate, None, &[12.5], "12.5 samples per second"),
        (E::FewRows, None, &[42.0], "Only 42 rows"),
        (E::TimeGaps, None, &[1.0, 2.5, 0.1], "1 gap in time, 2.5 s lost (10 %)"),
        (E::TimeGaps, None, &[3.0, 2.5, 0.0001], "3 gaps in time, 2.5 s lost (< 0.1 %)"),
        (E::MissingCells, None, &[1234.0, 0.5], "Other channels: 1 234 cells without a value (mean 50 %)"),
        (E::KeyChannelAbsent, coolant, &[], "Coolant temperature is not in the log"),
        (
            E::Stuck,
            coolant,
            &[88.0],
            "Coolant temperature never moves from 88 °C while the engine speed does",
        ),
        (E::NotFitted, coolant, &[], "Coolant temperature is not fitted"),
        (E::NotFitted, coolant, &[-40.0], "Coolant temperature is not fitted: it reads −40 °C throughout"),
        (E::NotJudged, None, &[], "Nothing in the log to judge it by"),
    ];
    for (code, channel, args, expected) in cases {
        assert_eq!(told(Lang::En, code, channel, args), expected, "{}", code.slug());
    }
    let gaps = told(Lang::PtBr, E::TimeGaps, None, &[3.0, 2.5, 0.1]);
    assert!(gaps.contains("2,5 s") && gaps.contains("10 %"), "{gaps}");
}

#[test]
fn no_evidence_leaves_a_figure_out() {
    use EvidenceCode as E;
    let codes = [
        E::SampleRate,
        E::FewRows,
        E::UnevenSteps,
        E::RepeatedTimes,
        E::TimeGaps,
        E::MissingCells,
        E::KeyChannelAbsent,
        E::Stuck,
        E::Intermittent,
        E::Jumps,
        E::Noise,
        E::NotZeroed,
        E::NotFitted,
        E::OutOfRange,
        E::ExportTail,
        E::Warmth,
        E::NotJudged,
    ];
    for lang in Lang::ALL {
        for code in codes {
            for channel in [None, Some(ChannelId::Rpm)] {
                let text = told(lang, code, channel, &[2.0, 0.25, 0.5]);
                assert!(!text.contains('{') && !text.is_empty(), "{}: {text}", code.slug());
            }
        }
    }
}
