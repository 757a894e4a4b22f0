//! FTManager's CSV in all its forms.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::generate::{DEMO_RATE_HZ, DEMO_SECONDS, demo_log};
use fueltune_analyzer::engine::import::{
    Decimal, Delimiter, Encoding, FormatReason, IssueCode, KeyReason, TimeReason, TimeUnit, UnitReason,
};
use fueltune_analyzer::engine::table::Flag;

use crate::imports::{channel, close, count, flagged, log, values};

/// The 64-column export: header and slug.
const COLUMNS_64: &[(&str, &str)] = &[
    ("RPM", "rpm"),
    ("TPS", "tps"),
    ("Posição_do_acelerador", "pedal"),
    ("Ponto_de_ignição", "ign_advance"),
    ("MAP", "map_gauge"),
    ("Alvo_do_malha_fechada", "lambda_target"),
    ("Sonda_Malha_Fechada", "lambda_cl"),
    ("Correção_do_malha_fechada", "trim_cl"),
    ("Sonda_Geral", "lambda_1"),
    ("2-step", "two_step"),
    ("Conteúdo_de_Etanol", "ethanol"),
    ("Largada_validada", "launch"),
    ("Temperatura_do_combustível", "fuel_temp"),
    ("Marcha", "gear"),
    ("Vazão_da_bancada_A", "fuel_flow_bank_a"),
    ("Ângulo_da_Fase_de_Injeção", "inj_angle"),
    ("Abertura_bicos_A", "duty_1"),
    ("Tempo_de_Injeção_Banco_A", "pw_1"),
    ("Temp._do_motor", "coolant"),
    ("Temp._do_Ar", "intake_air"),
    ("Pressão_de_Óleo", "oil_pressure"),
    ("Pressão_de_Combustível", "fuel_pressure"),
    ("Tensão_da_Bateria", "battery"),
    ("Dwell_de_ignição", "dwell"),
    ("Eletroventilador_1_-_Enriquecimento", "fan_1_enrich"),
    ("Nível_de_combustível", "fuel_level"),
    ("Sinal_de_sincronia_do_motor", "sync"),
    ("Corte_na_desaceleração_(cutoff)", "decel_cut"),
    ("Partida_do_motor", "cranking"),
    ("Lenta", "idle_active"),
    ("Primeiro_pulso_de_partida", "first_pulse"),
    ("Injeção_rápida_e_de_decaimento", "accel_enrich"),
    ("Consumo_total", "consumption_total"),
    ("Consumo_medio", "consumption_avg"),
    ("Consumo_instantâneo", "consumption_inst"),
    ("Potência_estimada", "power_est"),
    ("Torque_estimado", "torque_est"),
    ("Distância_total", "odometer_km"),
    ("Autonomia", "range_km"),
    ("Ajuste_ativo", "map_slot"),
    ("Eletroventilador_1", "fan_1"),
    ("Eletroventilador_2", "fan_2"),
    ("Bomba_Combustível", "fuel_pump"),
    ("Velocidade_de_tração", "speed_driven"),
    ("Velocidade_em_aceleração", "speed_accel"),
    ("Controle_de_tração_-_Slip", "slip"),
    ("Controle_de_tração_-_Slip_rate", "slip_rate"),
    ("Delta_TPS", "tps_rate"),
    ("Força_G_aceleração", "g_long"),
    ("Força_G_lateral", "g_lat"),
    ("Inclinação_frontal", "pitch"),
    ("Taxa_de_inclinação_frontal", "pitch_rate"),
    ("Direção_(Heading)", "heading"),
    ("Inclinação_lateral", "roll"),
    ("Distancia_em_aceleração", "distance_accel"),
    ("Taxa_de_inclinação_lateral", "roll_rate"),
    ("Força_G_aceleração_(Raw)", "g_long_raw"),
    ("Força_G_lateral_(Raw)", "g_lat_raw"),
    ("Injeção_rápida", "accel_enrich_active"),
    ("Injeção_de_decaimento", "decel_enrich_active"),
    ("Cutoff_de_injeção", "fuel_cut"),
    ("Injeção_pós_partida", "after_start_active"),
    ("Botão_de_partida_-_Alternar", "start_button"),
];

/// What the older 37-column lists have beyond it.
const COLUMNS_37_ONLY: &[(&str, &str)] = &[
    ("Fluxo_total_de_combustível", "fuel_flow"),
    ("Pressão_diferencial_de_combustível", "fuel_pressure_diff"),
    ("2-step_-_Botão", "two_step_button"),
];

/// The 37-column list of the data dictionary.
const LIST_A: &[&str] = &[
    "RPM",
    "Posição_do_acelerador",
    "Ponto_de_ignição",
    "MAP",
    "Sonda_Geral",
    "2-step",
    "Largada_validada",
    "Marcha",
    "Vazão_da_bancada_A",
    "Fluxo_total_de_combustível",
    "Ângulo_da_Fase_de_Injeção",
    "Abertura_bicos_A",
    "Tempo_de_Injeção_Banco_A",
    "Temp._do_motor",
    "Temp._do_Ar",
    "Pressão_de_Óleo",
    "Pressão_de_Combustível",
    "Pressão_diferencial_de_combustível",
    "Tensão_da_Bateria",
    "Dwell_de_ignição",
    "Sinal_de_sincronia_do_motor",
    "Corte_na_desaceleração_(cutoff)",
    "Partida_do_motor",
    "Lenta",
    "Primeiro_pulso_de_partida",
    "Injeção_rápida_e_de_decaimento",
    "Ajuste_ativo",
    "Eletroventilador_2",
    "Bomba_Combustível",
    "Delta_TPS",
    "2-step_-_Botão",
    "Injeção_rápida",
    "Injeção_de_decaimento",
    "Cutoff_de_injeção",
    "Injeção_pós_partida",
    "Botão_de_partida_-_Alternar",
];

fn slug_of(header: &str) -> &'static str {
    COLUMNS_64.iter().chain(COLUMNS_37_ONLY).find(|(h, _)| *h == header).map(|(_, slug)| *slug).unwrap()
}

/// The list that the predecessor's code used: the first 33 columns of the long one and four more.
fn list_b() -> Vec<&'static str> {
    let first = COLUMNS_64[..32].iter().map(|(h, _)| *h);
    first.chain(["Ajuste_ativo", "Eletroventilador_1", "Eletroventilador_2", "Bomba_Combustível"]).collect()
}

/// A file with these columns; switches are `OFF`, everything else counts up.
fn file(headers: &[&str], rows: usize) -> String {
    let mut text = format!("TIME,{}\n", headers.join(","));
    for row in 0..rows {
        text += &format!("{:.3}", 0.02 + 0.04 * row as f64);
        for header in headers {
            let id = ChannelId::from_slug(slug_of(header)).unwrap();
            let switch = id.base_unit() == fueltune_analyzer::engine::units::Unit::OnOff;
            text += &if switch { ",OFF".to_owned() } else { format!(",{}", row % 3) };
        }
        text += "\n";
    }
    text
}

#[test]
fn every_column_of_every_list_resolves_exactly() {
    let long: Vec<&str> = COLUMNS_64.iter().map(|(h, _)| *h).collect();
    let mut turned = long.clone();
    turned.reverse();
    for headers in [long, LIST_A.to_vec(), list_b(), turned, vec!["Sonda_Geral", "Marcha", "Distância_total"]]
    {
        let log = log(file(&headers, 5));
        assert_eq!(log.info.format, "fueltech-csv");
        assert_eq!(log.info.format_reason, FormatReason::ColumnNames);
        let found: Vec<(&str, Option<&str>)> =
            log.table.columns().iter().map(|c| (&*c.source, c.id().map(ChannelId::slug))).collect();
        let expect: Vec<(&str, Option<&str>)> = headers.iter().map(|h| (*h, Some(slug_of(h)))).collect();
        assert_eq!(found, expect);
        assert!(log.columns.iter().all(|c| c.key_reason == KeyReason::Profile), "the format's own names");
        assert!(log.doubts.is_empty(), "{:?}", log.doubts);
    }
}

#[test]
fn the_lists_are_as_long_as_they_are_called() {
    assert_eq!(COLUMNS_64.len() + 1, 64);
    assert_eq!(LIST_A.len() + 1, 37);
    assert_eq!(list_b().len() + 1, 37);
}

const SMALL: &str = "TIME,RPM,MAP,Sonda_Geral,Temp._do_motor,Lenta\n\
    0.020,900,-0.62,0.98,81.5,ON\n\
    0.060,1500,-0.30,0.95,81.6,OFF\n\
    0.100,2500,0.45,0.87,81.7,OFF\n";

#[test]
fn values_come_out_as_they_stand() {
    let log = log(SMALL);
    assert_eq!(log.table.rows(), 3);
    assert_eq!(log.table.main_axis().seconds(), [0.02, 0.06, 0.1]);
    assert!(close(log.table.main_axis().sample_rate(), 25.0));
    assert_eq!(values(channel(&log, ChannelId::Rpm)), [900.0, 1500.0, 2500.0]);
    assert_eq!(channel(&log, ChannelId::MapGauge).f32(), Some([-0.62, -0.3, 0.45].as_slice()));
    assert_eq!(values(channel(&log, ChannelId::IdleActive)), [1.0, 0.0, 0.0]);
    assert_eq!(log.info.time.unit, TimeUnit::Seconds);
    assert_eq!(log.info.time.reason, TimeReason::Format);
    assert!(log.issues.is_empty(), "{:?}", log.issues);
}

#[test]
fn line_ends_marks_encodings_and_decimals_do_not_matter() {
    let plain = log(SMALL);
    let latin: Vec<u8> = SMALL.replace("Sonda_Geral", "Pressão_de_Óleo").chars().map(|c| c as u8).collect();
    let european = SMALL.replace(',', ";").replace('.', ",").replace("Temp,", "Temp.");
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(SMALL.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let forms: Vec<(&str, Vec<u8>, Encoding, Delimiter, Decimal)> = vec![
        ("CRLF", SMALL.replace('\n', "\r\n").into(), Encoding::Utf8, Delimiter::Comma, Decimal::Point),
        ("CR", SMALL.replace('\n', "\r").into(), Encoding::Utf8, Delimiter::Comma, Decimal::Point),
        ("mark", format!("\u{feff}{SMALL}").into(), Encoding::Utf8Bom, Delimiter::Comma, Decimal::Point),
        ("no final line end", SMALL.trim_end().into(), Encoding::Utf8, Delimiter::Comma, Decimal::Point),
        ("semicolon, comma", european.into(), Encoding::Utf8, Delimiter::Semicolon, Decimal::Comma),
        ("tab", SMALL.replace(',', "\t").into(), Encoding::Utf8, Delimiter::Tab, Decimal::Point),
        ("UTF-16", utf16, Encoding::Utf16Le, Delimiter::Comma, Decimal::Point),
        ("Latin-1", latin, Encoding::Windows1252, Delimiter::Comma, Decimal::Point),
    ];
    for (form, bytes, encoding, delimiter, decimal) in forms {
        let log = log(bytes);
        let text = log.info.text.unwrap();
        assert_eq!((text.encoding, text.delimiter, text.decimal), (encoding, delimiter, decimal), "{form}");
        assert_eq!(log.table.rows(), 3, "{form}");
        assert_eq!(log.table.main_axis(), plain.table.main_axis(), "{form}");
        for id in [ChannelId::Rpm, ChannelId::MapGauge, ChannelId::Coolant, ChannelId::IdleActive] {
            assert_eq!(values(channel(&log, id)), values(channel(&plain, id)), "{form}, {}", id.slug());
        }
        if encoding == Encoding::Windows1252 {
            assert_eq!(&*channel(&log, ChannelId::OilPressure).source, "Pressão_de_Óleo");
        }
    }
}

#[test]
fn units_are_those_of_the_interface() {
    let log = log("TIME,RPM,Potência_estimada,Vazão_da_bancada_A,MAP,Delta_TPS\n\
         0.02,4000,100,320,0.5,12\n0.06,4000,100,320,0.5,12\n");
    assert!(close(values(channel(&log, ChannelId::PowerEst))[0], 74.569_99), "hp to kW");
    assert!(close(values(channel(&log, ChannelId::FuelFlowBankA))[0], 40.319_322), "lb/h to g/s");
    for column in &log.columns {
        let told = matches!(column.unit_reason, UnitReason::Profile | UnitReason::None);
        assert!(told, "{}: {:?}", column.source, column.unit_reason);
    }
}

#[test]
fn other_names_and_the_grid_make_it_a_fueltech_log_too() {
    let english = "TIME,RPM,Engine_Temp,Battery_Voltage,MAP\n0.02,900,80,13.9,-0.5\n0.06,900,80,13.9,-0.5\n\
        0.10,900,80,13.9,-0.5\n0.14,900,80,13.9,-0.5\n";
    let log = log(english);
    assert_eq!(log.info.format, "fueltech-csv");
    assert_eq!(log.info.format_reason, FormatReason::NamesAndGrid);
    assert!(log.table.channel(ChannelId::MapGauge).is_some());
    assert!(log.table.channel(ChannelId::Coolant).is_some());
}

#[test]
fn a_name_of_the_format_without_a_channel_is_kept_and_not_doubted() {
    let log = log("TIME,RPM,Sonda_Geral,Blip/Punta_taco\n0.02,900,0.9,OFF\n0.06,900,0.9,ON\n");
    let column = &log.columns[2];
    assert_eq!(column.key, Some(ChannelKey::Custom("Blip/Punta_taco".to_owned())));
    assert_eq!(column.key_reason, KeyReason::Profile);
    assert!(log.doubts.is_empty());
}

#[test]
fn padding_of_unusable_figures_at_the_end_is_flagged_and_kept() {
    let big = format!("179769313486232{}.0", "0".repeat(294));
    let mut text = SMALL.to_owned();
    for row in 0..3 {
        text += &format!("{:.3},{big},{big},-{big},{big},ON\n", 0.14 + 0.04 * f64::from(row));
    }
    let log = log(text);
    assert_eq!(log.table.rows(), 6);
    for column in log.table.columns() {
        assert_eq!(flagged(column, Flag::ExportTail), [3, 4, 5], "{}", column.source);
    }
    assert_eq!(channel(&log, ChannelId::Rpm).missing(), 3);
    let tail = log.issues.iter().find(|i| i.code == IssueCode::ExportTail).unwrap();
    assert_eq!((tail.count, tail.first.line, tail.first.row), (3, 5, Some(3)));
    assert_eq!(count(&log, IssueCode::NotFinite), 0, "told once, as padding");
    assert_eq!(count(&log, IssueCode::MissingCell), 0);
}

#[test]
fn padding_with_all_switches_on_is_flagged_and_kept() {
    let switches = [
        "2-step",
        "Largada_validada",
        "Lenta",
        "Partida_do_motor",
        "Eletroventilador_1",
        "Bomba_Combustível",
    ];
    let mut text = format!("TIME,RPM,Injeção_rápida_e_de_decaimento,{}\n", switches.join(","));
    for row in 0..40 {
        let t = 0.02 + 0.04 * f64::from(row);
        text += &match row {
            0..36 => format!("{t:.3},{},0.1,OFF,OFF,ON,OFF,OFF,ON\n", 900 + row),
            _ => format!("{t:.3},0,Inf,ON,ON,ON,ON,ON,ON\n"),
        };
    }
    let log = log(text);
    assert_eq!(log.table.rows(), 40);
    assert_eq!(flagged(channel(&log, ChannelId::Rpm), Flag::ExportTail), [36, 37, 38, 39]);
    assert_eq!(count(&log, IssueCode::ExportTail), 4);
    assert_eq!(count(&log, IssueCode::NotFinite), 0);
}

#[test]
fn an_unusable_figure_in_the_middle_is_missing_with_its_place() {
    let log = log("TIME,RPM,Injeção_rápida_e_de_decaimento\n0.02,900,0.1\n0.06,910,Inf\n0.10,920,0.2\n");
    let column = channel(&log, ChannelId::AccelEnrich);
    assert_eq!(column.missing(), 1);
    assert!(flagged(column, Flag::ExportTail).is_empty());
    let issue = log.issues.iter().find(|i| i.code == IssueCode::NotFinite).unwrap();
    assert_eq!((issue.count, issue.first.line, issue.first.row), (1, 3, Some(1)));
    assert_eq!(issue.first.column.as_deref(), Some("Injeção_rápida_e_de_decaimento"));
}

#[test]
fn loop_off_sentinels_and_ranges_are_flags_not_losses() {
    let log = log("TIME,RPM,Alvo_do_malha_fechada,Sonda_Geral,Temp._do_Ar,Temp._do_motor,TPS\n\
         0.02,900,0.000,0.000,-25.0,80,0\n\
         0.06,25000,0.880,0.950,-25.0,-40,101\n\
         0.10,900,0.880,0.300,-25.0,81,50\n");
    let rows = |id, flag| flagged(channel(&log, id), flag);
    assert_eq!(rows(ChannelId::LambdaTarget, Flag::LoopOff), [0]);
    assert_eq!(rows(ChannelId::Lambda1, Flag::Sentinel), [0], "the sensor is off");
    assert_eq!(rows(ChannelId::Lambda1, Flag::OutOfRange), [2]);
    assert_eq!(rows(ChannelId::IntakeAir, Flag::Sentinel), [0, 1, 2], "no sensor fitted");
    assert_eq!(rows(ChannelId::Coolant, Flag::Sentinel), [1], "the sensor fell out");
    assert_eq!(rows(ChannelId::Rpm, Flag::OutOfRange), [1]);
    assert_eq!(rows(ChannelId::Tps, Flag::OutOfRange), [1]);
    assert!(log.table.columns().iter().all(|c| c.missing() == 0), "every value is kept");
    assert_eq!(count(&log, IssueCode::Sentinel), 5);
}

#[test]
fn a_cold_day_is_no_missing_sensor() {
    let mut text = "TIME,RPM,Temp._do_Ar\n".to_owned();
    for row in 0..50 {
        text += &format!("{:.3},900,{:.1}\n", 0.02 + 0.04 * f64::from(row), -19.0 - 0.05 * f64::from(row));
    }
    assert!(flagged(channel(&log(text), ChannelId::IntakeAir), Flag::Sentinel).is_empty());
}

#[test]
fn the_demo_log_is_understood_without_a_doubt() {
    let log = log(demo_log());
    assert_eq!(log.info.format, "fueltech-csv");
    assert_eq!(log.table.columns().len(), 63);
    assert!(log.table.columns().iter().all(|c| c.id().is_some()));
    assert!(log.doubts.is_empty(), "{:?}", log.doubts);
    assert!(close(log.table.main_axis().sample_rate(), f64::from(DEMO_RATE_HZ)));
    assert!(log.table.rows() as u32 > DEMO_SECONDS * DEMO_RATE_HZ * 9 / 10);
    let rows = log.table.rows();
    assert_eq!(
        flagged(channel(&log, ChannelId::Rpm), Flag::ExportTail),
        (rows - 4..rows).collect::<Vec<_>>()
    );
}
