//! FTManager's channels: the names it writes, the canonical channels they are, and the measures they are logged under.
//!
//! Both readers use this list: the CSV export has the names, the native log has the measures.

#![allow(clippy::enum_glob_use, reason = "a list of nothing but channels")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Naming;
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::channels::resolve::fold;
use crate::engine::units::Quantity;

/// Name, channel, measure. Without a channel it is a name of its own that no canonical channel stands for; without a
/// measure it has only been met in exports.
const NAMES: &[(&str, Option<ChannelId>, Option<u16>)] = &[
    ("RPM", Some(Rpm), Some(24)),
    ("TPS", Some(Tps), Some(0)),
    ("Posição_do_acelerador", Some(Pedal), Some(434)),
    ("Ponto_de_ignição", Some(IgnAdvance), Some(55)),
    ("MAP", Some(MapGauge), Some(1)),
    ("Alvo_do_malha_fechada", Some(LambdaTarget), Some(151)),
    ("Sonda_Malha_Fechada", Some(LambdaCl), Some(231)),
    ("Correção_do_malha_fechada", Some(TrimCl), Some(152)),
    ("Sonda_Geral", Some(Lambda1), Some(204)),
    ("2-step", Some(TwoStep), Some(5000)),
    ("Conteúdo_de_Etanol", Some(Ethanol), Some(422)),
    ("Largada_validada", Some(Launch), Some(5037)),
    ("Temperatura_do_combustível", Some(FuelTemp), Some(421)),
    ("Marcha", Some(Gear), Some(5010)),
    ("Vazão_da_bancada_A", Some(FuelFlowBankA), Some(351)),
    ("Fluxo_total_de_combustível", Some(FuelFlow), Some(65516)),
    ("Ângulo_da_Fase_de_Injeção", Some(InjAngle), Some(51)),
    ("Abertura_bicos_A", Some(Duty1), Some(98)),
    ("Abertura_bicos_B", Some(Duty2), None),
    ("Tempo_de_Injeção_Banco_A", Some(Pw1), Some(25)),
    ("Tempo_de_Injeção_Banco_B", Some(Pw2), None),
    ("Temp._do_motor", Some(Coolant), Some(3)),
    ("Temp._do_Ar", Some(IntakeAir), Some(2)),
    ("Temp._do_óleo", Some(OilTemp), None),
    ("Pressão_de_Óleo", Some(OilPressure), Some(4)),
    ("Pressão_de_Combustível", Some(FuelPressure), Some(5)),
    ("Pressão_diferencial_de_combustível", Some(FuelPressureDiff), Some(65515)),
    ("Pressão_de_água", Some(CoolantPressure), None),
    ("Pressão_do_cárter", Some(Crankcase), None),
    ("Pressão_de_freio", Some(BrakePressure), None),
    ("Tensão_da_Bateria", Some(Battery), Some(8)),
    ("Dwell_de_ignição", Some(Dwell), Some(54)),
    ("Eletroventilador_1_-_Enriquecimento", Some(Fan1Enrich), Some(450)),
    ("Nível_de_combustível", Some(FuelLevel), Some(761)),
    ("Sinal_de_sincronia_do_motor", Some(Sync), Some(5023)),
    ("Corte_na_desaceleração_(cutoff)", Some(DecelCut), Some(5007)),
    ("Partida_do_motor", Some(Cranking), Some(5139)),
    ("Lenta", Some(IdleActive), Some(5140)),
    ("Primeiro_pulso_de_partida", Some(FirstPulse), Some(5142)),
    ("Injeção_rápida_e_de_decaimento", Some(AccelEnrich), Some(632)),
    ("Consumo_total", Some(ConsumptionTotal), Some(764)),
    ("Consumo_medio", Some(ConsumptionAvg), Some(765)),
    ("Consumo_instantâneo", Some(ConsumptionInst), Some(766)),
    ("Potência_estimada", Some(PowerEst), Some(767)),
    ("Torque_estimado", Some(TorqueEst), Some(768)),
    ("Distância_total", Some(OdometerKm), Some(770)),
    ("Distância", Some(Distance), Some(65528)),
    ("Autonomia", Some(RangeKm), Some(771)),
    ("Ajuste_ativo", Some(MapSlot), Some(5047)),
    ("Eletroventilador_1", Some(Fan1), Some(5003)),
    ("Eletroventilador_2", Some(Fan2), Some(5004)),
    ("Bomba_Combustível", Some(FuelPump), Some(5008)),
    ("Velocidade_de_tração", Some(SpeedDriven), Some(365)),
    ("Velocidade_de_referência", Some(SpeedRef), Some(366)),
    ("Velocidade_em_aceleração", Some(SpeedAccel), Some(349)),
    ("Controle_de_tração_-_Slip", Some(Slip), Some(430)),
    ("Controle_de_tração_-_Slip_rate", Some(SlipRate), Some(431)),
    ("Delta_TPS", Some(TpsRate), Some(230)),
    ("Força_G_aceleração", Some(GLong), Some(343)),
    ("Força_G_lateral", Some(GLat), Some(344)),
    ("Inclinação_frontal", Some(Pitch), Some(345)),
    ("Taxa_de_inclinação_frontal", Some(PitchRate), Some(346)),
    ("Direção_(Heading)", Some(Heading), Some(347)),
    ("Inclinação_lateral", Some(Roll), Some(348)),
    ("Distancia_em_aceleração", Some(DistanceAccel), Some(350)),
    ("Taxa_de_inclinação_lateral", Some(RollRate), Some(359)),
    ("Força_G_aceleração_(Raw)", Some(GLongRaw), Some(400)),
    ("Força_G_lateral_(Raw)", Some(GLatRaw), Some(402)),
    ("Injeção_rápida", Some(AccelEnrichActive), Some(5057)),
    ("Injeção_de_decaimento", Some(DecelEnrichActive), Some(5058)),
    ("Cutoff_de_injeção", Some(FuelCut), Some(5059)),
    ("Injeção_pós_partida", Some(AfterStartActive), Some(5061)),
    ("Botão_de_partida_-_Alternar", Some(StartButton), Some(5158)),
    ("2-step_-_Botão", Some(TwoStepButton), Some(5042)),
    ("Corte_-_Limitador_de_Rotação", Some(Limiter), Some(7002)),
    ("Corte_-_Modo_de_Segurança", None, Some(7001)),
    ("Blip/Punta_taco", None, Some(5091)),
    ("Controle_de_lenta", None, Some(5060)),
    ("RPM_motor_/_Cardan", None, None),
];

/// Measures that have not been met in an export, under the names that calibrations have for them. A file that names
/// them itself is asked first.
const SYMBOLS: &[(u16, &str)] = &[
    (89, "VPGND"),
    (90, "HbridgeFB1"),
    (91, "HbridgeFB2"),
    (92, "StatusEvent"),
    (170, "CamSyncAngle"),
    (171, "RPM2"),
    (403, "CamSyncSensorRPM"),
    (433, "Sensor5V"),
    (445, "InternalTemp_1"),
    (446, "InternalTemp_2"),
    (672, "ALS_Inj_Enrichment"),
    (784, "HydroVacuum"),
    (5024, "SyncSensorOK"),
    (5145, "ALS_Enabled"),
    (7003, "CUT_BURNOUT_CUT_RPM"),
    (7004, "CUT_BURNOUT_LIMIT_RPM"),
    (7005, "CUT_TWOSTEP_CUT_RPM"),
    (7006, "CUT_REVLIMITER_CTRL"),
    (7007, "CUT_EXTERN_LIMIT"),
    (7008, "CUT_DRVSHFTLIMITER"),
    (7009, "CUT_THREESTEP_CUT_RPM"),
    (7010, "CUT_MSDCUTSECURE_RPM"),
    (7011, "CUT_WHEELIE_CTRL"),
    (7012, "CUT_DAVIS_CTRL"),
    (7013, "CUT_GEARCHANGEOUT_CTRL"),
    (7014, "CUT_GEARCHANGE_CTRL"),
    (7015, "CUT_PITLIMIT_CTRL"),
    (7016, "CUT_TRACTION_CTRL"),
    (7017, "CUT_ALS_CTRL"),
    (7018, "CUT_GEARCHGMNGR_CTRL"),
];

/// Names any program may use; they alone make no FuelTech log.
pub(super) const COMMON: &[&str] = &["RPM", "TPS", "MAP"];

fn by_folded() -> &'static BTreeMap<String, Option<ChannelId>> {
    static NAMES_BY_FOLDED: OnceLock<BTreeMap<String, Option<ChannelId>>> = OnceLock::new();
    NAMES_BY_FOLDED.get_or_init(|| NAMES.iter().map(|(name, id, _)| (fold(name), *id)).collect())
}

/// Whether it is one of FTManager's names.
pub(super) fn is_known(name: &str) -> bool {
    by_folded().contains_key(&fold(name))
}

/// What a name means.
pub(super) fn naming(name: &str) -> Naming {
    match by_folded().get(&fold(name)) {
        Some(Some(id)) => Naming::Channel(*id),
        Some(None) => Naming::Own,
        None => Naming::Unknown,
    }
}

/// FTManager's name of a measure.
pub(super) fn of_measure(measure: i64) -> Option<&'static str> {
    NAMES.iter().find(|(_, _, m)| m.is_some_and(|m| i64::from(m) == measure)).map(|(name, ..)| *name)
}

/// The name calibrations have for a measure.
pub(super) fn symbol_of(measure: i64) -> Option<&'static str> {
    SYMBOLS.iter().find(|(m, _)| i64::from(*m) == measure).map(|(_, symbol)| *symbol)
}

/// Values (base unit) that stand for "no sensor" on a channel.
pub(super) fn sentinels(id: ChannelId) -> &'static [f64] {
    match id.spec().quantity {
        Quantity::Temperature => &[-40.0, -25.0, -20.0],
        _ => &[],
    }
}
