//! See the module above.

use crate::app::vehicle_units::{End, read, show, show_limit};
use crate::engine::base_map::{
    Calculator, Flag, Input, Need, Refused, Source, Step, Strategy, Symbol, SymbolUnit, Unfit,
};
use crate::engine::units::{Quantity, Unit};
use crate::engine::vehicle::{FieldErrorKind, Measure};
use crate::i18n::units::Units;
use crate::i18n::{Arg, I18n, number};
use crate::t;

/// Name of a figure that is asked for.
pub fn input_key(input: Input) -> String {
    format!("base-maps-input-{}", input.slug())
}

/// Name of a figure of a step.
pub fn symbol_key(symbol: Symbol) -> String {
    format!("base-maps-symbol-{}", symbol.slug())
}

/// How a figure of a step is reckoned, for those that are.
pub fn sum_key(symbol: Symbol) -> Option<String> {
    symbol.is_sum().then(|| format!("base-maps-sum-{}", symbol.slug()))
}

/// What a cell has to say.
pub fn flag_key(flag: Flag) -> String {
    format!("base-maps-flag-{}", flag.slug())
}

/// Name of a strategy.
pub fn strategy_key(strategy: Strategy) -> String {
    format!("base-maps-strategy-{}", strategy.slug())
}

/// What a strategy is for.
pub fn strategy_text_key(strategy: Strategy) -> String {
    format!("base-maps-strategy-text-{}", strategy.slug())
}

/// What fills a table.
pub fn calculator_key(calculator: Calculator) -> String {
    format!("base-maps-calculator-{}", calculator.slug())
}

/// Why a table cannot be reckoned.
pub fn unfit_key(why: Unfit) -> String {
    format!("base-maps-unfit-{}", why.slug())
}

/// Where a figure comes from.
pub fn source_key(source: Source) -> String {
    format!("base-maps-from-{}", source.slug())
}

/// Why nothing was reckoned: what is missing by name, or what cannot be.
pub fn refused_text(i18n: I18n, refused: &Refused) -> String {
    match refused {
        Refused::Unfit(why) => i18n.t(&unfit_key(*why)).into_owned(),
        Refused::Missing(needs) => {
            let name = |need: &Need| match need {
                Need::Figure(input) => i18n.t(&input_key(*input)).into_owned(),
                Need::Fuel => t!(i18n, "base-maps-fuel").into_owned(),
            };
            let names: Vec<String> = needs.iter().map(name).collect();
            t!(i18n, "base-maps-missing", names = names.join(", ")).into_owned()
        }
    }
}

/// One line of how a cell came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub symbol: Symbol,
    pub name: String,
    /// The sum with its numbers, where it is one.
    pub sum: Option<String>,
    pub value: String,
}

/// The steps in words, each with its sum and the numbers in it.
pub fn explained(i18n: I18n, units: &Units, steps: &[Step]) -> Vec<Line> {
    let texts: Vec<(&'static str, Arg)> = steps
        .iter()
        .map(|step| (step.symbol.slug(), Arg::from(figure(units, step.symbol.unit(), step.value))))
        .collect();
    steps
        .iter()
        .map(|step| Line {
            symbol: step.symbol,
            name: i18n.t(&symbol_key(step.symbol)).into_owned(),
            sum: sum_key(step.symbol).map(|key| i18n.t_args(&key, &texts).into_owned()),
            value: figure(units, step.symbol.unit(), step.value),
        })
        .collect()
}

fn figure(units: &Units, unit: SymbolUnit, value: f64) -> String {
    let with = |text: String, symbol: &str| format!("{text}{}{symbol}", number::UNIT_SPACE);
    match unit {
        // A table is read to the thousandth of a ms, to the tenth of a percent and the hundredth of a degree.
        SymbolUnit::Of(Measure::Of(Quantity::Duration)) => {
            units.show_digits(value, Quantity::Duration, 3).to_string()
        }
        SymbolUnit::Of(Measure::Of(Quantity::Angle)) => {
            units.show_digits(value, Quantity::Angle, 2).to_string()
        }
        SymbolUnit::Of(Measure::InjectorFlow) => {
            with(number::number(units.lang, Unit::GramsPerSecond.from_base(value), 2), "g/s")
        }
        SymbolUnit::Of(Measure::Displacement) => with(number::number(units.lang, value, 3), "L"),
        SymbolUnit::Of(measure) => show(measure, value, units).to_string(),
        SymbolUnit::Milligrams => with(number::number(units.lang, value, 1), "mg"),
        SymbolUnit::Kelvin => with(number::number(units.lang, value, 1), "K"),
        SymbolUnit::Plain(digits) => number::number(units.lang, value, digits),
    }
}

/// A typed figure of an input in its base unit; `None` where the field was emptied. Else what is wrong with it.
pub fn read_input(i18n: I18n, units: &Units, input: Input, text: &str) -> Result<Option<f64>, String> {
    let measure = input.measure();
    let value = match read(measure, text, units) {
        Ok(value) => value,
        Err(FieldErrorKind::Required) => return Ok(None),
        Err(FieldErrorKind::Unit) => return Err(t!(i18n, "error-number-unit").into_owned()),
        Err(_) => return Err(t!(i18n, "error-number-malformed").into_owned()),
    };
    if input.is_count() && value.fract() != 0.0 {
        return Err(t!(i18n, "error-number-whole").into_owned());
    }
    let (least, most) = input.range();
    // A limit that was typed in another unit comes back a hair off.
    let hair = 1e-9 * least.abs().max(most.abs());
    if value < least - hair || value > most + hair {
        let min = show_limit(measure, least, End::Lower, units).to_string();
        let max = show_limit(measure, most, End::Upper, units).to_string();
        return Err(t!(i18n, "error-number-range", min = min, max = max).into_owned());
    }
    Ok(Some(value.clamp(least, most)))
}
