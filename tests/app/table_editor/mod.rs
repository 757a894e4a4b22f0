//! The editor of tables, all of it that needs no browser.

mod axes;
mod drawings;
mod keys;
mod pasting;
mod selecting;
mod sequences;
mod shown;
mod typing;
mod words;

pub use words::keys;

use std::rc::Rc;

use fueltune_analyzer::app::maps::words::Words;
use fueltune_analyzer::app::maps::{Editing, Order, Scale, Selection, Tools};
use fueltune_analyzer::app::shortcut::Pressed;
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{Area, Cell, For, MapAxis, MapInfo, MapTable, Template, template};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs, Units};
use proptest::test_runner::{Config, RngSeed};

/// So many cases for a property, the same ones in every run.
pub fn cases(number: u32) -> Config {
    Config { cases: number, rng_seed: RngSeed::Fixed(0xF7), failure_persistence: None, ..Config::default() }
}

/// Three engine speeds, four pressures.
pub fn small() -> MapTable {
    let x = MapAxis::of(Some(ChannelId::MapGauge), Unit::Bar, vec![-0.8, -0.4, 0.0, 1.0]).expect("an axis");
    let y = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, vec![1000.0, 2000.0, 4000.0]).expect("an axis");
    let cells = vec![2.0, 3.0, 4.0, 8.0, 2.5, 3.5, 5.0, 9.0, 3.0, 4.0, 6.0, 10.0];
    let info = MapInfo::new("Fuel", TableKind::MainFuel);
    MapTable::new(info, x, Some(y), Unit::Milliseconds, cells).expect("a table")
}

/// As FuelTech delivers it: 32 by 32 slots of which 24 by 21 are in use.
pub fn factory() -> MapTable {
    template(Template::MainFuel, "Main fuel", For { boosted: true }).expect("a template")
}

pub fn units(lang: Lang, preset: Preset) -> Units {
    Units { lang, prefs: Rc::new(UnitPrefs { preset, ..UnitPrefs::default() }), stoich: GASOLINE_STOICH }
}

pub fn english() -> Units {
    units(Lang::En, Preset::Metric)
}

pub fn words(table: &MapTable) -> Words {
    Words::of(table, &english())
}

pub fn scale(table: &MapTable) -> Scale {
    Scale::of_cells(table, &english())
}

pub fn area(from: (u32, u32), to: (u32, u32)) -> Area {
    Area::between(Cell::at(from.0, from.1), Cell::at(to.0, to.1))
}

pub fn selection(anchor: (u32, u32), focus: (u32, u32)) -> Selection {
    Selection { anchor: Cell::at(anchor.0, anchor.1), focus: Cell::at(focus.0, focus.1) }
}

pub fn editing<'a>(
    table: &'a MapTable,
    order: &'a Order,
    scale: &'a Scale,
    selection: Selection,
) -> Editing<'a> {
    Editing { table, selection, order, scale, tools: Tools::default(), page: 5, operating_point: None }
}

/// `Ctrl+Shift+v`.
pub fn press(keys: &str) -> Pressed {
    let mut parts: Vec<&str> = keys.split('+').collect();
    // A plus itself.
    let plus = keys.ends_with('+');
    if plus {
        parts.truncate(parts.len() - 2);
        parts.push("+");
    }
    let has = |name: &str| parts[..parts.len() - 1].contains(&name);
    let key = parts.last().copied().unwrap_or_default();
    Pressed {
        key: key.to_owned(),
        ctrl: has("Ctrl"),
        meta: has("Meta"),
        shift: has("Shift"),
        alt: has("Alt"),
    }
}
