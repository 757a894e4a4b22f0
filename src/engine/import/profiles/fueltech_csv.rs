//! FuelTech FTManager, CSV export.
//!
//! The first column is exactly `TIME`, in seconds on a grid of 40 ms whatever the ECU's rate; names are FTManager's own
//! with `_` for blanks, in any number and order; there is no units row: units are those of FTManager's interface, by
//! default bar (MAP relative to the atmosphere), °C, λ, lb/h and hp. An export padded beyond the last sample ends in
//! rows that are none: figures of ±1.797e308 or `Inf`, switches all `ON`.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::info::FormatInfo;
use super::{Claim, Format, Head, Naming};
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::channels::resolve::fold;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::import::raw::RawLog;
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::layout::TextLayout;
use crate::engine::import::text::store::Ended;
use crate::engine::units::{Quantity, Unit};

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("fueltech-csv", "FuelTech FTManager (CSV)", &["csv"]);

/// FTManager's names. `None` is a name of its own that no canonical channel stands for.
const NAMES: &[(&str, Option<ChannelId>)] = &[
    ("RPM", Some(Rpm)),
    ("TPS", Some(Tps)),
    ("Posição_do_acelerador", Some(Pedal)),
    ("Ponto_de_ignição", Some(IgnAdvance)),
    ("MAP", Some(MapGauge)),
    ("Alvo_do_malha_fechada", Some(LambdaTarget)),
    ("Sonda_Malha_Fechada", Some(LambdaCl)),
    ("Correção_do_malha_fechada", Some(TrimCl)),
    ("Sonda_Geral", Some(Lambda1)),
    ("2-step", Some(TwoStep)),
    ("Conteúdo_de_Etanol", Some(Ethanol)),
    ("Largada_validada", Some(Launch)),
    ("Temperatura_do_combustível", Some(FuelTemp)),
    ("Marcha", Some(Gear)),
    ("Vazão_da_bancada_A", Some(FuelFlowBankA)),
    ("Fluxo_total_de_combustível", Some(FuelFlow)),
    ("Ângulo_da_Fase_de_Injeção", Some(InjAngle)),
    ("Abertura_bicos_A", Some(Duty1)),
    ("Abertura_bicos_B", Some(Duty2)),
    ("Tempo_de_Injeção_Banco_A", Some(Pw1)),
    ("Tempo_de_Injeção_Banco_B", Some(Pw2)),
    ("Temp._do_motor", Some(Coolant)),
    ("Temp._do_Ar", Some(IntakeAir)),
    ("Temp._do_óleo", Some(OilTemp)),
    ("Pressão_de_Óleo", Some(OilPressure)),
    ("Pressão_de_Combustível", Some(FuelPressure)),
    ("Pressão_diferencial_de_combustível", Some(FuelPressureDiff)),
    ("Pressão_de_água", Some(CoolantPressure)),
    ("Pressão_do_cárter", Some(Crankcase)),
    ("Pressão_de_freio", Some(BrakePressure)),
    ("Tensão_da_Bateria", Some(Battery)),
    ("Dwell_de_ignição", Some(Dwell)),
    ("Eletroventilador_1_-_Enriquecimento", Some(Fan1Enrich)),
    ("Nível_de_combustível", Some(FuelLevel)),
    ("Sinal_de_sincronia_do_motor", Some(Sync)),
    ("Corte_na_desaceleração_(cutoff)", Some(DecelCut)),
    ("Partida_do_motor", Some(Cranking)),
    ("Lenta", Some(IdleActive)),
    ("Primeiro_pulso_de_partida", Some(FirstPulse)),
    ("Injeção_rápida_e_de_decaimento", Some(AccelEnrich)),
    ("Consumo_total", Some(ConsumptionTotal)),
    ("Consumo_medio", Some(ConsumptionAvg)),
    ("Consumo_instantâneo", Some(ConsumptionInst)),
    ("Potência_estimada", Some(PowerEst)),
    ("Torque_estimado", Some(TorqueEst)),
    ("Distância_total", Some(OdometerKm)),
    ("Distância", Some(Distance)),
    ("Autonomia", Some(RangeKm)),
    ("Ajuste_ativo", Some(MapSlot)),
    ("Eletroventilador_1", Some(Fan1)),
    ("Eletroventilador_2", Some(Fan2)),
    ("Bomba_Combustível", Some(FuelPump)),
    ("Velocidade_de_tração", Some(SpeedDriven)),
    ("Velocidade_de_referência", Some(SpeedRef)),
    ("Velocidade_em_aceleração", Some(SpeedAccel)),
    ("Controle_de_tração_-_Slip", Some(Slip)),
    ("Controle_de_tração_-_Slip_rate", Some(SlipRate)),
    ("Delta_TPS", Some(TpsRate)),
    ("Força_G_aceleração", Some(GLong)),
    ("Força_G_lateral", Some(GLat)),
    ("Inclinação_frontal", Some(Pitch)),
    ("Taxa_de_inclinação_frontal", Some(PitchRate)),
    ("Direção_(Heading)", Some(Heading)),
    ("Inclinação_lateral", Some(Roll)),
    ("Distancia_em_aceleração", Some(DistanceAccel)),
    ("Taxa_de_inclinação_lateral", Some(RollRate)),
    ("Força_G_aceleração_(Raw)", Some(GLongRaw)),
    ("Força_G_lateral_(Raw)", Some(GLatRaw)),
    ("Injeção_rápida", Some(AccelEnrichActive)),
    ("Injeção_de_decaimento", Some(DecelEnrichActive)),
    ("Cutoff_de_injeção", Some(FuelCut)),
    ("Injeção_pós_partida", Some(AfterStartActive)),
    ("Botão_de_partida_-_Alternar", Some(StartButton)),
    ("2-step_-_Botão", Some(TwoStepButton)),
    ("Corte_-_Limitador_de_Rotação", Some(Limiter)),
    ("Corte_-_Modo_de_Segurança", None),
    ("Blip/Punta_taco", None),
    ("Controle_de_lenta", None),
    ("RPM_motor_/_Cardan", None),
];

/// Names any program may use; they alone make no FuelTech log.
const COMMON: &[&str] = &["RPM", "TPS", "MAP"];

fn names() -> &'static BTreeMap<String, Option<ChannelId>> {
    static NAMES_BY_FOLDED: OnceLock<BTreeMap<String, Option<ChannelId>>> = OnceLock::new();
    NAMES_BY_FOLDED.get_or_init(|| NAMES.iter().map(|(name, id)| (fold(name), *id)).collect())
}

/// The format.
pub(crate) struct FuelTechCsv;

impl Format for FuelTechCsv {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let table = head.table.as_ref()?;
        let (time, others) = table.columns.split_first()?;
        if time.name != "TIME" || table.time != 0 || table.units_line.is_some() || others.is_empty() {
            return None;
        }
        let known = others.iter().filter(|c| names().contains_key(&fold(&c.name))).count();
        let own =
            others.iter().any(|c| names().contains_key(&fold(&c.name)) && !COMMON.contains(&c.name.as_str()));
        let share = known as f64 / others.len() as f64;
        if share >= 0.5 && own {
            return Some(Claim { confidence: 95, reason: FormatReason::ColumnNames });
        }
        // Another language, or only common names: the way of writing and the grid tell.
        let underscores = others.iter().filter(|c| c.name.contains('_') && !c.name.contains(' ')).count();
        if on_the_grid(table) && (share >= 0.5 || underscores * 3 >= others.len()) {
            return Some(Claim { confidence: 75, reason: FormatReason::NamesAndGrid });
        }
        None
    }

    fn naming(&self, name: &str) -> Naming {
        match names().get(&fold(name)) {
            Some(Some(id)) => Naming::Channel(*id),
            Some(None) => Naming::Own,
            None => Naming::Unknown,
        }
    }

    fn unit(&self, id: ChannelId) -> Option<SourceUnit> {
        Some(SourceUnit::Plain(match id {
            PowerEst => Unit::Horsepower,
            FuelFlow | FuelFlowBankA => Unit::LbPerHour,
            _ => id.base_unit(),
        }))
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        Some(TimeUnit::Seconds)
    }

    fn sentinels(&self, id: ChannelId) -> &'static [f64] {
        match id.spec().quantity {
            Quantity::Temperature => &[-40.0, -25.0, -20.0],
            _ => &[],
        }
    }

    fn tail(&self, log: &RawLog) -> Option<u32> {
        let rows = log.axes.first()?.times.len() as u32;
        let first = unusable_from(log, rows).min(all_on_from(log, rows));
        (first < rows).then_some(first)
    }
}

/// Whether the first rows are 0.040 s apart.
fn on_the_grid(table: &TextLayout) -> bool {
    let times: Vec<f64> =
        table.sample.iter().filter_map(|row| row.get(table.time)?.replace(',', ".").parse().ok()).collect();
    times.len() >= 3 && times.windows(2).all(|w| (w[1] - w[0] - 0.04).abs() < 0.0015)
}

/// First row from which on to the end at least half of the numeric columns hold a figure no sensor gives.
fn unusable_from(log: &RawLog, rows: u32) -> u32 {
    let numeric = log.columns.iter().filter(|c| !matches!(c.data.samples, Ended::Switch(_))).count();
    let mut ends: Vec<u32> = log.columns.iter().map(|c| run_to_end(&c.data.absurd_rows, rows)).collect();
    ends.sort_unstable();
    // The column in the middle: half of the numeric ones are unusable at least from there.
    match ends.get(numeric.div_ceil(2).max(1) - 1) {
        Some(first) => *first,
        None => rows,
    }
}

/// First of the ascending rows that go on without a gap to the end; `rows` where the last row is not among them.
fn run_to_end(ascending: &[u32], rows: u32) -> u32 {
    let mut first = rows;
    for row in ascending.iter().rev() {
        if row.checked_add(1) != Some(first) {
            break;
        }
        first = *row;
    }
    first
}

/// First row from which on to the end all switches are on while the engine stands; `rows` where there are too few
/// switches to tell.
fn all_on_from(log: &RawLog, rows: u32) -> u32 {
    let switches: Vec<&[f32]> = log
        .columns
        .iter()
        .filter_map(|c| match &c.data.samples {
            Ended::Switch(v) => Some(v.as_slice()),
            _ => None,
        })
        .collect();
    let rpm = log.columns.iter().find(|c| names().get(&fold(&c.source)) == Some(&Some(Rpm)));
    let stands = |row: usize| match rpm.map(|c| &c.data.samples) {
        Some(Ended::F32(v)) => v.get(row).is_none_or(|x| x.is_nan() || *x == 0.0),
        Some(Ended::F64(v)) => v.get(row).is_none_or(|x| x.is_nan() || *x == 0.0),
        _ => true,
    };
    if switches.len() < 5 {
        return rows;
    }
    let all_on = |row: usize| stands(row) && switches.iter().all(|s| s.get(row) == Some(&1.0));
    let mut first = rows;
    while first > 0 && all_on(first as usize - 1) {
        first -= 1;
    }
    // A log in which it is never otherwise says nothing.
    if first == 0 { rows } else { first }
}
