//! Base maps in words.

use std::rc::Rc;

use fueltune_analyzer::app::base_maps::{
    calculator_key, explained, flag_key, input_key, read_input, refused_text, source_key, strategy_key,
    strategy_text_key, sum_key, symbol_key, unfit_key,
};
use fueltune_analyzer::engine::base_map::{
    Assumptions, Calculator, Flag, Input, SET, Source, Strategy, Symbol, Unfit, calculate,
};
use fueltune_analyzer::engine::tables::{Cell, For, template};
use fueltune_analyzer::engine::vehicle::{Vehicle, examples};
use fueltune_analyzer::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs, Units};
use fueltune_analyzer::i18n::{I18n, Lang};

/// Keys that the sources put together from a slug.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Input::ALL.iter().map(|i| input_key(*i)).collect();
    keys.extend(Symbol::ALL.iter().map(|s| symbol_key(*s)));
    keys.extend(Symbol::ALL.iter().filter_map(|s| sum_key(*s)));
    keys.extend(Flag::ALL.map(flag_key));
    keys.extend(Strategy::ALL.map(strategy_key));
    keys.extend(Strategy::ALL.map(strategy_text_key));
    keys.extend(Calculator::ALL.iter().map(|c| calculator_key(*c)));
    keys.extend(Unfit::ALL.map(unfit_key));
    keys.extend([Source::Own, Source::Vehicle, Source::Usual].map(source_key));
    keys
}

fn units(lang: Lang, preset: Preset) -> Units {
    let prefs = UnitPrefs { preset, ..UnitPrefs::default() };
    Units { lang, prefs: Rc::new(prefs), stoich: GASOLINE_STOICH }
}

#[test]
fn every_sum_has_its_numbers_in_both_languages() {
    let [golf, ..] = examples();
    for lang in Lang::ALL {
        for (which, calculator) in SET {
            let table = template(which, "", For { boosted: true }).expect("a table");
            let outcome = calculate(calculator, &table, &golf, &Assumptions::default());
            let Ok(proposal) = outcome.result else { panic!("{which:?}") };
            let steps = proposal.explain(&table, Cell::at(0, 1));
            let lines = explained(I18n::new(lang), &units(lang, Preset::Metric), &steps);
            assert_eq!(lines.len(), steps.len());
            assert!(!lines.is_empty(), "{which:?} explains itself");
            for line in lines {
                // A figure that a sum names and that is no step before it would stand as its name.
                assert!(line.sum.as_deref().is_none_or(|sum| !sum.contains(['$', '{'])), "{line:?}");
                assert!(line.value.chars().any(|c| c.is_ascii_digit()), "{line:?}");
                assert!(!line.name.starts_with("base-maps-"), "{line:?}");
            }
        }
    }
}

#[test]
fn a_cell_of_fuel_tells_its_sums() {
    let [golf, ..] = examples();
    let table = template(SET[0].0, "", For { boosted: true }).expect("a table");
    let Ok(proposal) = calculate(Calculator::Fuel, &table, &golf, &Assumptions::default()).result else {
        panic!("all is known of it")
    };
    let steps = proposal.explain(&table, Cell::at(13, 10));
    let line = |lang, symbol: Symbol| {
        let lines = explained(I18n::new(lang), &units(lang, Preset::Metric), &steps);
        lines.into_iter().find(|l| l.symbol == symbol).expect("a step")
    };
    let plain = |text: &str| text.replace(['\u{202F}', '\u{A0}'], " ");
    assert_eq!(plain(&line(Lang::En, Symbol::Pressure).sum.unwrap_or_default()), "1.01 bar + 0.00 bar");
    assert_eq!(plain(&line(Lang::PtBr, Symbol::Volume).value), "0,500 L");
    assert!(plain(&line(Lang::En, Symbol::Flow).value).ends_with("g/s"));
}

#[test]
fn what_is_missing_is_told_by_name() {
    let table = template(SET[0].0, "", For { boosted: true }).expect("a table");
    let outcome = calculate(Calculator::Fuel, &table, &Vehicle::default(), &Assumptions::default());
    let why = outcome.result.err().expect("nothing is known");
    let text = refused_text(I18n::new(Lang::En), &why);
    assert_eq!(
        text,
        "Still needed: Displacement, Cylinders, Fuel, Injectors of bank A, Flow of one injector, bank A"
    );
}

#[test]
fn a_typed_figure_is_read_with_its_unit_and_within_its_range() {
    let (i18n, metric) = (I18n::new(Lang::En), units(Lang::En, Preset::Metric));
    let read = |input, text| read_input(i18n, &metric, input, text);
    assert_eq!(read(Input::Barometric, "0.9"), Ok(Some(0.9)));
    assert_eq!(read(Input::Barometric, ""), Ok(None));
    assert!(read(Input::Barometric, "two").is_err());
    assert!(read(Input::Barometric, "7").is_err_and(|why| why.contains("1.1")));
    assert!(read(Input::Cylinders, "3.5").is_err());
    let flow = read(Input::FlowA, "112 lb/h").expect("a flow").expect("a figure");
    assert!((flow - 14.112).abs() < 0.001);
    let imperial = units(Lang::En, Preset::Imperial);
    let psi =
        read_input(i18n, &imperial, Input::BasePressure, "43.5").expect("a pressure").expect("a figure");
    assert!((psi - 3.0).abs() < 0.01);
}
