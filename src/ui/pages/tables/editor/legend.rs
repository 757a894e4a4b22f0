//! What the colours mean: what is low, what is high.

use yew::{Html, html};

use crate::app::maps::words::Words;
use crate::app::maps::{DIFFERENCE_LEVELS, LEVELS, Shade, Sheet, Tint};
use crate::app::tables::HitsLayer;
use crate::i18n::number;
use crate::t;

/// See the module.
pub fn legend(words: &Words, sheet: &Sheet, shade: Shade, reference: bool, hits: Option<&HitsLayer>) -> Html {
    let Some(range) = sheet.range else { return Html::default() };
    let i18n = words.i18n;
    let differs = shade == Shade::Difference && reference;
    let log = hits.filter(|_| shade == Shade::Log);
    let figure = |value: f64| match log {
        Some(_) => number::flexible(i18n.lang, value, 0, 3),
        None if differs => words.cells.append(number::signed(i18n.lang, value, words.cells.digits)),
        None => words.cells.append(number::number(i18n.lang, value, words.cells.digits)),
    };
    let what = match log {
        // Without figures the colours tell how often the engine was there.
        Some(hits) if hits.values.iter().all(Option::is_none) => {
            i18n.t("table-editor-legend-samples").into_owned()
        }
        Some(hits) => hits.title.clone(),
        None if differs => i18n.t("table-editor-legend-difference").into_owned(),
        None => i18n.t("table-editor-legend-value").into_owned(),
    };
    let steps: Vec<Tint> = if differs {
        let less = (1..=DIFFERENCE_LEVELS).rev().map(Tint::Less);
        less.chain((1..=DIFFERENCE_LEVELS).map(Tint::More)).collect()
    } else {
        (0..LEVELS).map(Tint::Heat).collect()
    };
    let unit = log.map(|hits| hits.unit.clone()).filter(|unit| !unit.is_empty());
    html! {
        <div class="map-legend" data-testid="table-legend">
            <span class="what">{ what }</span>
            <span class="end">{ t!(i18n, "table-editor-legend-low", value = figure(range.low)) }</span>
            <span class="bar" aria-hidden="true">
                for step in steps { <i key={step.to_string()} style={format!("background:var({step})")} /> }
            </span>
            <span class="end">{ t!(i18n, "table-editor-legend-high", value = figure(range.high)) }</span>
            if let Some(unit) = unit { <span class="what">{ unit }</span> }
        </div>
    }
}
