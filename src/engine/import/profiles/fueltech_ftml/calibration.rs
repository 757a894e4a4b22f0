//! The calibration in the file: facts, settings, tables.

use std::collections::BTreeMap;

use super::graph::{Graph, Node, Value};
use super::tables;
use crate::engine::import::options::SourceUnit;
use crate::engine::import::units::{UnitText, read_unit};
use crate::engine::tune::{Calibration, Setting};
use crate::engine::units::{Quantity, Unit};

/// Members of settings, groups and tables looked at; real files have 90,000.
const MAX_LOOKS: usize = 2_000_000;
/// Cells of all tables; real files have 40,000.
const MAX_CELLS: usize = 4_000_000;
/// Settings kept.
const MAX_SETTINGS: usize = 16_384;
/// Depth at which settings stand: a group of switches in a group of settings.
const DEPTH: u8 = 2;

/// How much more will be read: references may lead to one part from many places.
struct Budget {
    looks: usize,
    cells: usize,
}

impl Budget {
    fn look(&mut self) -> bool {
        self.looks = self.looks.saturating_sub(1);
        self.looks > 0
    }
}

/// Reads the calibration, where there is one.
pub(super) fn read(graph: &Graph) -> Option<Calibration> {
    let root = graph.root()?;
    let adjust = root.node("Adjust")?;
    let times = root.node("Times");
    let mut budget = Budget { looks: MAX_LOOKS, cells: MAX_CELLS };
    let (model, firmware) = times.and_then(|t| t.text("EcuInfo")).map_or((None, None), ecu_info);
    let product = || adjust.number("_productID").filter(|p| *p > 0.0).map(|p| format!("FT{p}"));
    let version = || adjust.number("Versao_ECU").filter(|v| *v > 0.0).map(version);
    let mut calibration = Calibration {
        ecu_model: model.or_else(product),
        firmware: firmware.or_else(version),
        software: root
            .text("SW_Version")
            .or_else(|| adjust.text("SW_Version"))
            .map(|version| format!("FTManager {version}")),
        map_name: adjust.text("Name").map(str::to_owned),
        map_slot: times
            .and_then(|t| t.text("MapInfo"))
            .and_then(slot)
            .or_else(|| adjust.number("Index").filter(|i| (0.0..64.0).contains(i)).map(|i| i as u32 + 1)),
        display_units: adjust.node("Interface").map(display_units).unwrap_or_default(),
        ..Calibration::default()
    };
    if let Some(config) = adjust.node("Config") {
        settings(config, "", DEPTH, graph, &mut budget, &mut calibration.settings);
    }
    for (group, value) in adjust.members() {
        let Some(node) = graph.node(value) else { continue };
        if !budget.look() {
            break;
        }
        tables_of(group, node, graph, &mut budget, &mut calibration);
    }
    Some(calibration)
}

/// `FT550 SFI  (5.40.00)`: the model, and the firmware in brackets.
fn ecu_info(text: &str) -> (Option<String>, Option<String>) {
    let some = |t: &str| Some(t.trim().to_owned()).filter(|t| !t.is_empty());
    match text.split_once('(') {
        Some((model, firmware)) => (some(model), some(firmware.trim_end().trim_end_matches(')'))),
        None => (some(text), None),
    }
}

/// 49000 is 4.90.00.
fn version(number: f64) -> String {
    let n = number as u32;
    format!("{}.{:02}.{:02}", n / 10_000, n / 100 % 100, n % 100)
}

/// The number behind `#`.
fn slot(text: &str) -> Option<u32> {
    let behind = text.split_once('#')?.1;
    let digits = behind.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// Units of FTManager's interface as far as their numbers are known.
fn display_units(interface: Node<'_>) -> Vec<(Quantity, Unit)> {
    let known: [(&str, f64, Unit); 7] = [
        ("UnitPress", 0.0, Unit::Bar),
        ("UnitTemp", 0.0, Unit::Celsius),
        ("UnitTemp", 1.0, Unit::Fahrenheit),
        ("UnitLambda", 0.0, Unit::Lambda),
        ("UnitSpeed", 0.0, Unit::KmPerH),
        ("UnitSpeed", 1.0, Unit::Mph),
        ("UnitPower", 2.0, Unit::Horsepower),
    ];
    let mut units: Vec<(Quantity, Unit)> = known
        .iter()
        .filter(|(name, number, _)| interface.number(name) == Some(*number))
        .map(|(_, _, unit)| (unit.quantity(), *unit))
        .collect();
    if let Some(UnitText::Known(SourceUnit::Plain(unit))) = interface.text("FuelFlowUnit").map(read_unit) {
        units.push((unit.quantity(), unit));
    }
    units
}

/// Figures and switches, those of a group under the group's name.
fn settings(
    node: Node<'_>,
    within: &str,
    depth: u8,
    graph: &Graph,
    budget: &mut Budget,
    found: &mut Vec<Setting>,
) {
    for (name, value) in node.members() {
        if !budget.look() || found.len() >= MAX_SETTINGS {
            return;
        }
        if ["Password", "Senha", "Serial", "SERIAL"].iter().any(|word| name.contains(word)) {
            continue;
        }
        let path = if within.is_empty() { name.to_owned() } else { format!("{within}.{name}") };
        match (graph.number(value), value) {
            (Some(value), _) if value.is_finite() => found.push(Setting { name: path, value }),
            (None, Value::Object(_)) if depth > 0 => {
                if let Some(group) = graph.node(value).filter(|g| !g.is("EcuTable")) {
                    settings(group, &path, depth - 1, graph, budget, found);
                }
            }
            _ => {}
        }
    }
}

/// The tables of a group.
fn tables_of(group: &str, node: Node<'_>, graph: &Graph, budget: &mut Budget, calibration: &mut Calibration) {
    for (name, value) in node.members() {
        if !budget.look() {
            return;
        }
        let Some(table) = graph.node(value).filter(|n| n.is("EcuTable")) else {
            // A single figure among tables, such as a correction of everything.
            if name.contains("Adjust")
                && let Some(value) = graph.number(value).filter(|v| v.is_finite())
            {
                calibration.settings.push(Setting { name: name.to_owned(), value });
            }
            continue;
        };
        let (Some(rows), Some(columns)) = (table.doubles("Linhas"), table.doubles("Colunas")) else {
            continue;
        };
        let cells = rows.len().saturating_mul(columns.len());
        if cells > budget.cells.min(crate::engine::tune::MAX_CELLS) {
            continue;
        }
        budget.cells -= cells;
        let Some(values) = cells_of(table, rows, columns, graph, budget) else { continue };
        let named = |name: &str| format!("{group}.{name}");
        let source = format!("Adjust/{group}/{name}");
        if let Ok(table) = tables::describe(named(name), name, rows, columns, values, source) {
            calibration.tables.push(table);
        }
    }
}

/// Cells row by row; `None` where one is missing.
fn cells_of(
    table: Node<'_>,
    rows: &[f64],
    columns: &[f64],
    graph: &Graph,
    budget: &mut Budget,
) -> Option<Vec<f64>> {
    let lines = entries(table.node("Tabela")?, budget)?;
    let mut cells = Vec::with_capacity(rows.len() * columns.len());
    for row in rows {
        let line = entries(graph.node(lines.get(&key(*row))?)?, budget)?;
        for column in columns {
            cells.push(graph.number(line.get(&key(*column))?)?);
        }
    }
    Some(cells)
}

/// A number as a key; 0 and -0 are one.
fn key(number: f64) -> u64 {
    (number + 0.0).to_bits()
}

/// Keys and values of a dictionary: members `Key_0`, `Val_0`, `Key_1`, `Val_1` and so on.
fn entries<'a>(dictionary: Node<'a>, budget: &mut Budget) -> Option<BTreeMap<u64, &'a Value>> {
    let mut found = BTreeMap::new();
    let mut of = None;
    for (name, value) in dictionary.members() {
        if !budget.look() {
            return None;
        }
        if name.starts_with("Key_") {
            of = match value {
                Value::Number(x) => Some(key(*x)),
                _ => None,
            };
        } else if name.starts_with("Val_")
            && let Some(of) = of.take()
        {
            found.insert(of, value);
        }
    }
    Some(found)
}
