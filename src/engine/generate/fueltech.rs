//! The 64 columns of an FTManager export, and rows of the demo log in their form.

use super::number::{push_integer, push_thousandths};
use super::sample::Sample;

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FtKind {
    /// Three decimals; the values a generated column stays within.
    Number(f64, f64),
    /// No decimals.
    Integer(f64, f64),
    /// `ON` or `OFF`.
    Switch,
}

/// One column of the export.
#[derive(Clone, Copy, Debug)]
pub struct FtColumn {
    /// The header as FTManager writes it.
    pub header: &'static str,
    pub kind: FtKind,
    read: fn(&Sample) -> f64,
}

const fn number(header: &'static str, low: f64, high: f64, read: fn(&Sample) -> f64) -> FtColumn {
    FtColumn { header, kind: FtKind::Number(low, high), read }
}

const fn integer(header: &'static str, low: f64, high: f64, read: fn(&Sample) -> f64) -> FtColumn {
    FtColumn { header, kind: FtKind::Integer(low, high), read }
}

const fn switch(header: &'static str, read: fn(&Sample) -> f64) -> FtColumn {
    FtColumn { header, kind: FtKind::Switch, read }
}

fn on(state: bool) -> f64 {
    f64::from(u8::from(state))
}

/// The columns in the order of the export. What this car has not fitted reads as on a real one: fuel temperature −40,
/// ethanol content 0.
pub const COLUMNS: [FtColumn; 64] = [
    number("TIME", 0.0, 999_999.0, |s| s.t),
    integer("RPM", 700.0, 7200.0, |s| s.rpm),
    number("TPS", 0.0, 100.0, |s| s.tps),
    number("Posição_do_acelerador", 0.0, 100.0, |s| s.pedal),
    number("Ponto_de_ignição", -5.0, 38.0, |s| s.ignition),
    number("MAP", -0.85, 1.6, |s| s.map),
    number("Alvo_do_malha_fechada", 0.78, 1.02, |s| s.lambda_target),
    number("Sonda_Malha_Fechada", 0.68, 1.34, |s| s.lambda_loop),
    number("Correção_do_malha_fechada", -20.0, 20.0, |s| s.trim),
    number("Sonda_Geral", 0.68, 1.34, |s| s.lambda),
    switch("2-step", |s| on(s.two_step)),
    integer("Conteúdo_de_Etanol", 0.0, 100.0, |_| 0.0),
    switch("Largada_validada", |s| on(s.launch)),
    number("Temperatura_do_combustível", 20.0, 60.0, |_| -40.0),
    integer("Marcha", 0.0, 5.0, |s| s.gear),
    number("Vazão_da_bancada_A", 0.0, 440.0, |s| s.flow),
    number("Ângulo_da_Fase_de_Injeção", 380.0, 420.0, |_| 400.0),
    number("Abertura_bicos_A", 0.0, 90.0, |s| s.duty),
    number("Tempo_de_Injeção_Banco_A", 1.2, 18.0, |s| s.pulse),
    number("Temp._do_motor", 20.0, 105.0, |s| s.coolant),
    number("Temp._do_Ar", 20.0, 70.0, |s| s.air),
    number("Pressão_de_Óleo", 0.8, 6.0, |s| s.oil_pressure),
    number("Pressão_de_Combustível", 2.0, 4.6, |s| s.fuel_pressure),
    number("Tensão_da_Bateria", 11.5, 14.4, |s| s.battery),
    number("Dwell_de_ignição", 2.8, 5.2, |s| s.dwell),
    number("Eletroventilador_1_-_Enriquecimento", 0.0, 3.0, |s| s.fan_enrichment),
    number("Nível_de_combustível", 0.0, 100.0, |s| s.fuel_level),
    switch("Sinal_de_sincronia_do_motor", |s| on(s.sync)),
    switch("Corte_na_desaceleração_(cutoff)", |s| on(s.cut)),
    switch("Partida_do_motor", |s| on(s.cranking)),
    switch("Lenta", |s| on(s.idle)),
    switch("Primeiro_pulso_de_partida", |s| on(s.first_pulse)),
    number("Injeção_rápida_e_de_decaimento", -1.0, 6.0, |s| s.transient_ms),
    number("Consumo_total", 150.0, 200.0, |s| s.used_l),
    number("Consumo_medio", 0.0, 14.0, |s| s.km_per_l),
    number("Consumo_instantâneo", 0.0, 90.0, |s| s.l_per_h),
    integer("Potência_estimada", 0.0, 320.0, |s| s.power_hp),
    integer("Torque_estimado", 0.0, 400.0, |s| s.torque_nm),
    number("Distância_total", 0.0, 900.0, |s| s.distance_km),
    number("Autonomia", 0.0, 400.0, |s| s.range_km),
    integer("Ajuste_ativo", 1.0, 5.0, |_| 2.0),
    switch("Eletroventilador_1", |s| on(s.fan_1)),
    switch("Eletroventilador_2", |s| on(s.fan_2)),
    switch("Bomba_Combustível", |s| on(s.pump)),
    number("Velocidade_de_tração", 0.0, 220.0, |s| s.wheel_kmh),
    number("Velocidade_em_aceleração", 0.0, 220.0, |s| s.run_kmh),
    number("Controle_de_tração_-_Slip", 0.0, 25.0, |s| s.slip),
    integer("Controle_de_tração_-_Slip_rate", 0.0, 25.0, |s| s.slip),
    number("Delta_TPS", -180.0, 180.0, |s| s.tps_rate),
    number("Força_G_aceleração", -1.1, 0.9, |s| s.g_long),
    number("Força_G_lateral", -1.0, 1.0, |s| s.g_lat),
    number("Inclinação_frontal", -4.0, 4.0, |s| s.pitch),
    number("Taxa_de_inclinação_frontal", -9.0, 9.0, |s| s.pitch_rate),
    number("Direção_(Heading)", -180.0, 180.0, |s| s.heading),
    number("Inclinação_lateral", -5.0, 5.0, |s| s.roll),
    number("Distancia_em_aceleração", 0.0, 402.0, |s| s.run_m),
    number("Taxa_de_inclinação_lateral", -9.0, 9.0, |s| s.roll_rate),
    number("Força_G_aceleração_(Raw)", -1.3, 1.1, |s| s.g_long_raw),
    number("Força_G_lateral_(Raw)", -1.2, 1.2, |s| s.g_lat_raw),
    switch("Injeção_rápida", |s| on(s.transient_ms > 0.0)),
    switch("Injeção_de_decaimento", |s| on(s.transient_ms < 0.0)),
    switch("Cutoff_de_injeção", |s| on(s.cut)),
    switch("Injeção_pós_partida", |s| on(s.after_start)),
    switch("Botão_de_partida_-_Alternar", |s| on(s.cranking)),
];

/// The header line of the first `columns` columns; beyond the 64 they are numbered.
pub(super) fn write_header(out: &mut Vec<u8>, columns: usize) {
    for i in 0..columns {
        if i > 0 {
            out.push(b',');
        }
        if let Some(column) = COLUMNS.get(i) {
            out.extend_from_slice(column.header.as_bytes());
        } else {
            out.extend_from_slice(b"Canal_");
            push_integer(out, i as i64 + 1);
        }
    }
    out.extend_from_slice(b"\r\n");
}

/// One row of the demo log.
pub(super) fn write_row(out: &mut Vec<u8>, sample: &Sample) {
    for (i, column) in COLUMNS.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_cell(out, column.kind, (column.read)(sample));
    }
    out.extend_from_slice(b"\r\n");
}

/// One cell as FTManager writes it.
pub(super) fn write_cell(out: &mut Vec<u8>, kind: FtKind, value: f64) {
    match kind {
        FtKind::Number(..) => push_thousandths(out, value),
        FtKind::Integer(..) => push_integer(out, value.round() as i64),
        FtKind::Switch => out.extend_from_slice(if value >= 0.5 { b"ON" } else { b"OFF" }),
    }
}

/// A row past the last sample, as the exporter pads to a round time: no rpm, every switch on, `Inf` for the transient
/// injection.
pub(super) fn write_padding(out: &mut Vec<u8>, t: f64) {
    for (i, column) in COLUMNS.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        match (column.header, column.kind) {
            ("TIME", _) => push_thousandths(out, t),
            ("Injeção_rápida_e_de_decaimento", _) => out.extend_from_slice(b"Inf"),
            (_, FtKind::Switch) => out.extend_from_slice(b"ON"),
            (_, kind) => write_cell(out, kind, 0.0),
        }
    }
    out.extend_from_slice(b"\r\n");
}
