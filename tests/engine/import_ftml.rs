//! The native FuelTech log, by files made on the spot.

use fueltune_analyzer::engine::channels::ChannelId::{self, *};
use fueltune_analyzer::engine::import::{
    FormatReason, HEAD_BYTES, ImportOptions, IssueCode, LooksLike, TimeUnit, preview, wants_whole,
};
use fueltune_analyzer::engine::table::{ColumnData, Flag};
use fueltune_analyzer::engine::tune::{Bank, TableKind};
use fueltune_analyzer::engine::units::{Quantity, Unit};

use crate::ftml::{self, Channel, Object, Value};
use crate::imports::{channel, close, count, flagged, log, own, refusal, values};

/// A log of these channels without a calibration.
fn of(channels: &[Channel]) -> Vec<u8> {
    ftml::file(ftml::log(channels, None))
}

/// The sample's calibration in which one property is another.
fn with_interface(property: &str, value: Value) -> Object {
    let interface = Object::new("FTManager_Bll.FTAdjust.Interface.InterfaceSettings").with(property, value);
    ftml::calibration().but("Interface", Value::Object(interface))
}

#[test]
fn it_is_recognised_by_its_content() {
    let bytes = ftml::file(ftml::sample());
    let log = log(&bytes);
    assert_eq!(log.info.format, "fueltech-ftml");
    assert_eq!((log.info.confidence, log.info.format_reason), (99, FormatReason::Signature));
    assert_eq!(log.info.text, None);
    assert_eq!(log.info.started_at.as_deref(), Some("2024-03-09T14:05:06"));
    assert!(log.issues.is_empty(), "{:?}", log.issues);
    assert!(log.doubts.is_empty(), "{:?}", log.doubts);
}

#[test]
fn every_channel_keeps_its_own_rate_and_nothing_is_resampled() {
    let log = log(ftml::file(ftml::sample()));
    let bases: Vec<(f64, f64, usize)> =
        log.table.axes().iter().map(|a| (a.start(), a.sample_rate(), a.len())).collect();
    assert_eq!(
        bases,
        [(0.02, 50.0, 50), (0.01, 100.0, 100), (0.02, 50.0, 49)],
        "sample k is at k + 1 periods"
    );
    let rpm = channel(&log, Rpm);
    assert_eq!((rpm.axis, rpm.len()), (0, 50));
    assert_eq!(values(rpm)[..3], [900.0, 910.0, 920.0]);
    assert_eq!(channel(&log, GLong).axis, 1);
    assert_eq!(channel(&log, MapSlot).axis, 2);
    assert_eq!(log.table.axes()[0].seconds()[2], 0.06);
    assert_eq!((log.info.time.column.as_str(), log.info.time.unit), ("TIME", TimeUnit::Milliseconds));
}

#[test]
fn channels_have_the_names_meaning_and_units_of_the_export() {
    let bytes = of(&[
        Channel::new(767, 0, 20, &[100.0, 101.0]),
        Channel::new(351, 0, 20, &[1000.0, 2000.0]),
        Channel::new(3, 0, 20, &[-40.0, -40.0]),
        Channel::new(151, 0, 20, &[0.0, 0.9]),
        Channel::new(5008, 1, 20, &[1.0, 0.0]),
        Channel::new(766, 0, 20, &[5.0, 6.0]),
    ]);
    let log = log(bytes);
    let power = channel(&log, PowerEst);
    assert_eq!((&*power.source, power.unit), ("Potência_estimada", Unit::Kilowatts));
    assert_eq!(values(power), [100.0, 101.0], "the log has kW, whatever the interface shows");
    let flow = channel(&log, FuelFlowBankA);
    assert_eq!(&*flow.source, "Vazão_da_bancada_A");
    assert!(close(values(flow)[0], 125.997_88), "lb/h to g/s: {:?}", values(flow));
    assert_eq!(flagged(channel(&log, Coolant), Flag::Sentinel), [0, 1]);
    assert_eq!(flagged(channel(&log, LambdaTarget), Flag::LoopOff), [0]);
    assert_eq!(count(&log, IssueCode::LoopOff), 1);
    assert_eq!(channel(&log, FuelPump).unit, Unit::OnOff);
    assert_eq!(channel(&log, ConsumptionInst).unit, Unit::Raw);
}

#[test]
fn a_flow_is_in_the_unit_the_calibration_names() {
    let flow = [Channel::new(351, 0, 20, &[60.0, 60.0])];
    let of = |unit: &str| {
        let calibration = with_interface("FuelFlowUnit", Value::Text(unit.to_owned()));
        log(ftml::file(ftml::log(&flow, Some(calibration))))
    };
    assert!(close(values(channel(&of("kg/h"), FuelFlowBankA))[0], 60.0 / 3.6));
    assert!(close(values(channel(&of("LB/H"), FuelFlowBankA))[0], 60.0 * 0.125_997_881));
    assert!(close(values(channel(&of("furlongs"), FuelFlowBankA))[0], 60.0 * 0.125_997_881), "unknown: lb/h");
}

#[test]
fn the_listed_channels_come_first_in_ftmanagers_order() {
    let at = |measure, group, order, enabled| Channel {
        enabled,
        group,
        order,
        ..Channel::new(measure, 0, 20, &[1.0; 4])
    };
    let log = log(of(&[
        at(8, 2, 1, true),
        at(0, 0, 2, true),
        at(171, 0, 0, false),
        at(24, 0, 1, true),
        at(2, 2, 0, true),
    ]));
    let session = log.session.unwrap();
    assert_eq!(session.listed, ["RPM", "TPS", "Temp._do_Ar", "Tensão_da_Bateria"]);
    let sources: Vec<&str> = log.table.columns().iter().map(|c| &*c.source).collect();
    assert_eq!(sources, ["RPM", "TPS", "Temp._do_Ar", "Tensão_da_Bateria", "RPM2"]);
}

#[test]
fn an_unknown_measure_has_the_name_its_calibration_gives_it() {
    let item = |measure: i32| {
        Object::new("FTManager_Bll.FTAdjust.Datalogger.DataloggerChannelItem")
            .with("ChannelID", Value::Enum("FTManager_Bll.InSensor+MeasureTypeEnum", measure))
    };
    let settings = Object::new("FTManager_Bll.FTAdjust.Datalogger.DataloggerSettings")
        .with("Channels", ftml::objects(vec![item(24), item(9001), item(9002)]));
    let text = "<?xml version=\"1.0\"?><Adjust><Config>x</Config><Datalogger><Channels>\
        <I><ChannelID>RPMIndex</ChannelID></I><I><ChannelID>OilTempIndex</ChannelID></I>\
        <I><ChannelID>Wheel_Slide_Digital_Index</ChannelID></I></Channels></Datalogger></Adjust>";
    let calibration = ftml::calibration().with("Datalogger", Value::Object(settings));
    let channels = [9001, 9002, 9003].map(|measure| Channel::new(measure, 0, 20, &[90.0, 91.0]));
    let root =
        ftml::log(&channels, Some(calibration)).with("AdjustSream", Value::Bytes(text.as_bytes().to_vec()));
    let log = log(ftml::file(root));
    assert_eq!(&*channel(&log, OilTemp).source, "OilTemp");
    assert_eq!(values(own(&log, "Wheel_Slide")), [90.0, 91.0]);
    assert_eq!(values(own(&log, "#9003")), [90.0, 91.0], "a measure nobody names stays under its number");
}

#[test]
fn the_calibration_comes_with_the_log() {
    let log = log(ftml::file(ftml::sample()));
    let calibration = log.calibration.unwrap();
    assert_eq!(calibration.ecu_model.as_deref(), Some("FT600 SFI"));
    assert_eq!(calibration.firmware.as_deref(), Some("4.32.00"));
    assert_eq!(calibration.software.as_deref(), Some("FTManager 5.41"));
    assert_eq!(calibration.map_name.as_deref(), Some("Acerto pista"));
    assert_eq!(calibration.map_slot, Some(3));
    assert_eq!(calibration.display_unit(Quantity::Power), Some(Unit::Horsepower));
    assert_eq!(calibration.display_unit(Quantity::Torque), None, "what is not known is not told");
    assert_eq!(calibration.setting("InjDeadTime_A"), Some(1.0));
    assert_eq!(calibration.setting("EngineFlags.BankA_Enabled"), Some(1.0));
    assert_eq!(calibration.setting("Inj_FastAdjust_A"), Some(1.5));
    let names: Vec<&str> = calibration.tables.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["InjTables.Inj_MainMap_A_Table", "InjTables.Inj_AuxEngTemp_Table"]);
    let fuel = calibration.table("InjTables.Inj_MainMap_A_Table").unwrap();
    assert_eq!((fuel.kind, fuel.bank, fuel.unit), (TableKind::MainFuel, Some(Bank::A), Unit::Milliseconds));
    assert_eq!((fuel.rows(), fuel.columns()), (3, 2));
    assert_eq!(
        (fuel.y.channel, fuel.x.channel),
        (Some(Rpm), Some(MapGauge)),
        "rows are engine speed, columns load"
    );
    assert_eq!(fuel.values, [0.0, 1.0, 10.0, 11.0, 20.0, 21.0]);
    assert_eq!(fuel.source, "Adjust/InjTables/Inj_MainMap_A_Table");
    let heat = calibration.tables_of(TableKind::FuelCompensation).next().unwrap();
    assert!(heat.is_curve());
    assert_eq!(heat.lookup_curve(20.0), Some(22.5));
}

#[test]
fn a_calibration_without_words_of_the_session_is_told_by_its_own_figures() {
    let mut root = ftml::sample();
    root.members.retain(|(name, _)| !name.contains("Times"));
    let log = log(ftml::file(root));
    let calibration = log.calibration.unwrap();
    assert_eq!(calibration.ecu_model.as_deref(), Some("FT600"));
    assert_eq!(calibration.firmware.as_deref(), Some("4.32.00"));
    assert_eq!(calibration.map_slot, Some(3));
    assert_eq!(log.info.started_at, None);
}

#[test]
fn a_log_without_a_calibration_is_a_log() {
    let log = log(of(&[Channel::new(24, 0, 10, &[900.0, 901.0, 902.0])]));
    assert_eq!(log.calibration, None);
    assert_eq!(log.table.rows(), 3);
}

#[test]
fn a_table_that_lacks_a_cell_is_left_out_and_the_others_are_not() {
    let lost = ftml::table(&[1000.0], &[0.0, 1.0], |_, _| 1.0);
    let lines = Object {
        members: lost.members.into_iter().filter(|(n, _)| !n.contains("Tabela")).collect(),
        ..Object::new("FTManager_Bll.FTAdjust.Tables.Generic.EcuTable")
    };
    let tables = Object::new("FTManager_Bll.FTAdjust.Ignition.IgnitionTables")
        .with("Ign_Dwell_Table", Value::Object(lines))
        .with("Ign_AuxMap_Table", Value::Object(ftml::table(&[1.0], &[-1.0, 1.0], |_, c| c as f64)));
    let calibration = ftml::calibration().but("IgnTables", Value::Object(tables));
    let log = log(ftml::file(ftml::log(&[Channel::new(24, 0, 20, &[1.0; 3])], Some(calibration))));
    let calibration = log.calibration.unwrap();
    assert!(calibration.table("IgnTables.Ign_Dwell_Table").is_none());
    assert!(calibration.table("IgnTables.Ign_AuxMap_Table").is_some());
    assert_eq!(calibration.tables.len(), 3);
}

#[test]
fn what_a_person_or_a_device_is_called_is_not_kept() {
    let log = log(ftml::file(ftml::sample()));
    let all = format!("{log:?}");
    for secret in ["Fulano", "fulano", "Users", "c2VjcmV0", "top secret"] {
        assert!(!all.contains(secret), "{secret}");
    }
}

#[test]
fn the_session_is_told_in_figures() {
    let session = log(ftml::file(ftml::sample())).session.unwrap();
    let figure = |name: &str| session.figures.iter().find(|f| f.name == name).map(|f| f.value);
    assert_eq!(session.shown, Some((0.0, 0.5)));
    assert_eq!(figure("SessionSequence"), Some(4.0));
    assert_eq!(figure("TrackTemp"), Some(31.5), "a decimal comma is read");
    assert_eq!(figure("Driver"), None);
}

#[test]
fn a_log_without_samples_is_none() {
    assert_eq!(refusal(of(&[])), LooksLike::NoRows);
    assert_eq!(refusal(of(&[Channel::new(24, 0, 20, &[]), Channel::new(1, 0, 20, &[])])), LooksLike::NoRows);
}

#[test]
fn a_channel_without_samples_or_period_is_left_out() {
    let log = log(of(&[
        Channel::new(24, 0, 20, &[900.0; 3]),
        Channel::new(1, 0, 20, &[]),
        Channel::new(0, 0, 0, &[1.0; 3]),
        Channel::new(2, 0, -20, &[1.0; 3]),
    ]));
    assert_eq!(log.table.columns().len(), 1);
    assert_eq!(count(&log, IssueCode::BadTime), 2, "a channel without a period is told");
}

#[test]
fn a_long_log_keeps_its_digits_and_its_missing_figures() {
    let mut long: Vec<f64> = (0..5000).map(|k| f64::from(k) * 0.125).collect();
    long[4000] = f64::INFINITY;
    long[4001] = 1.797_693_134e308;
    let ticks: Vec<f64> = (0..5000).map(|k| 2_000_000_000.0 + f64::from(k)).collect();
    let log = log(of(&[Channel::new(24, 0, 20, &long), Channel::new(784, 0, 20, &ticks)]));
    let rpm = channel(&log, Rpm);
    assert_eq!(rpm.len(), 5000, "the room behind the last sample is no sample");
    assert_eq!(rpm.data().number(3999), 3999.0 * 0.125);
    assert_eq!(rpm.missing(), 2);
    assert_eq!(count(&log, IssueCode::NotFinite), 2);
    let ticks = own(&log, "HydroVacuum");
    assert!(matches!(ticks.data(), ColumnData::F64(_)), "integers beyond f32 are kept whole");
    assert_eq!(ticks.data().number(4999), 2_000_004_999.0);
}

#[test]
fn two_channels_of_one_measure_are_both_kept() {
    let log = log(of(&[Channel::new(24, 0, 20, &[900.0; 3]), Channel::new(24, 0, 20, &[1000.0; 3])]));
    assert_eq!(values(channel(&log, Rpm)), [900.0; 3]);
    assert_eq!(values(own(&log, "RPM (2)")), [1000.0; 3]);
}

#[test]
fn every_name_of_the_export_is_the_same_channel_in_both_formats() {
    // Measure, and the channel the CSV profile has for the name that the log writes.
    let known: [(i32, ChannelId); 8] = [
        (0, Tps),
        (1, MapGauge),
        (24, Rpm),
        (55, IgnAdvance),
        (204, Lambda1),
        (231, LambdaCl),
        (770, OdometerKm),
        (5010, Gear),
    ];
    let channels: Vec<Channel> = known.iter().map(|(m, _)| Channel::new(*m, 0, 20, &[0.5; 3])).collect();
    let native = log(of(&channels));
    let names: Vec<String> = native.table.columns().iter().map(|c| c.source.to_string()).collect();
    let csv = log(format!("TIME,{}\n0.040{1}\n0.080{1}\n", names.join(","), ",0.5".repeat(names.len())));
    assert_eq!(csv.info.format, "fueltech-csv");
    for (_, id) in known {
        assert_eq!(channel(&native, id).source, channel(&csv, id).source);
    }
}

#[test]
fn a_preview_of_the_whole_file_tells_what_is_in_it() {
    let noise: Vec<f64> =
        (0..120_000u64).map(|k| (k.wrapping_mul(2_654_435_761) % 65_521) as f64 / 7.0).collect();
    let bytes = of(&[Channel::new(24, 0, 10, &noise), Channel::new(351, 0, 10, &noise)]);
    assert!(bytes.len() > HEAD_BYTES, "{} bytes", bytes.len());
    assert!(wants_whole(&bytes[..HEAD_BYTES]));
    assert!(!wants_whole(b"TIME,RPM\n0.0,900\n0.1,910\n"));
    let seen = preview(&bytes, bytes.len() as u64, &ImportOptions::default()).unwrap();
    assert_eq!((seen.format.as_str(), seen.rows, seen.estimated), ("fueltech-ftml", 120_000, false));
    assert_eq!(seen.rate_hz, Some(100.0));
    assert_eq!(seen.columns.len(), 2);
    assert_eq!(seen.columns[0].cells.len(), 5);
    assert_eq!(seen.columns[0].cells[1].parse::<f32>().unwrap(), noise[1] as f32);
    let flow = &seen.columns[1];
    assert_eq!(flow.cells[1].parse::<f32>().unwrap(), noise[1] as f32, "cells are in the unit of the file");
    assert!(close(flow.values[1].unwrap(), noise[1] * 0.125_997_881));
}

/// What the tests in the browser drop.
#[test]
fn a_tuned_log_brings_every_table_with_a_name_people_read() {
    let log = log(ftml::file(ftml::tuned()));
    let calibration = log.calibration.expect("a calibration");
    assert_eq!(calibration.tables.len(), 28);
    for table in &calibration.tables {
        assert!(fueltune_analyzer::engine::tune::names::told(&table.name).is_some(), "{}", table.name);
    }
    let main = calibration.table("InjTables.Inj_MainMap_A_Table").expect("the main fuel");
    assert_eq!((main.kind, main.rows(), main.columns()), (TableKind::MainFuel, 8, 6));
    assert_eq!(main.y.channel, Some(Rpm));
    assert_eq!(calibration.tables_of(TableKind::Boost).count(), 20);
}
