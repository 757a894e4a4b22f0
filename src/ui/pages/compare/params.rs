//! Every figure the comparison goes by, with its bounds; the standard set is one click away.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::select::{use_i18n, use_units};
use crate::engine::analysis::comparison::study::Settings;
use crate::engine::analysis::{ParamField, Params};
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::form::{Button, NumberField};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};

/// Widths of what operating points are not told by here.
const IDLE: [&str; 2] = ["target_width", "air_width"];

#[derive(Properties, PartialEq)]
pub struct ParametersProps {
    pub settings: Settings,
    pub onchange: Callback<Settings>,
}

/// See the module.
#[component]
pub fn Parameters(props: &ParametersProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let standard = props.onchange.reform(|_: MouseEvent| Settings::default());
    let is_standard = props.settings == Settings::default();
    let group = |title: &'static str,
                 analysis: &'static str,
                 fields: &'static [ParamField],
                 values: Vec<f64>| {
        let set = |slug: &'static str| {
            let (onchange, settings) = (props.onchange.clone(), props.settings.clone());
            Callback::from(move |value: Option<f64>| {
                let mut next = settings.clone();
                if let Some(value) = value
                    && next.put(analysis, slug, value)
                {
                    onchange.emit(next);
                }
            })
        };
        html! {
            <details class="param-group">
                <summary>{ i18n.t(title) }</summary>
                <div class="param-grid">
                    for (field, value) in fields.iter().zip(values).filter(|(field, _)| !IDLE.contains(&field.slug)) {
                        { one(i18n, &units, analysis, field, value, set(field.slug)) }
                    }
                </div>
            </details>
        }
    };
    let settings = &props.settings;
    let body = html! {
        <div class="stack" data-testid="compare-params">
            <div class="row">
                <p class="muted">{ if is_standard { t!(i18n, "analysis-params-standard") } else { t!(i18n, "analysis-params-changed") } }</p>
                <Button label={t!(i18n, "analysis-params-reset")} icon={Icon::Undo} onclick={standard} disabled={is_standard.then(|| AttrValue::from(t!(i18n, "analysis-params-standard")))} />
            </div>
            { of(&settings.comparison, "compare-params-comparison", &group) }
            { of(&settings.figures, "compare-params-figures", &group) }
            { of(&settings.overlay, "compare-params-overlay", &group) }
        </div>
    };
    panel(t!(i18n, "analysis-params"), Html::default(), pad(body))
}

type Group<'a> = dyn Fn(&'static str, &'static str, &'static [ParamField], Vec<f64>) -> Html + 'a;

fn of<P: Params>(params: &P, title: &'static str, group: &Group<'_>) -> Html {
    group(title, P::ANALYSIS, P::FIELDS, params.values())
}

fn one(
    i18n: I18n,
    units: &Units,
    analysis: &str,
    field: &ParamField,
    value: f64,
    onchange: Callback<Option<f64>>,
) -> Html {
    let plain = matches!(field.quantity, Quantity::AsLogged | Quantity::Count);
    let standard = if plain {
        number::flexible(units.lang, field.standard, 0, 3)
    } else {
        let symbol = units.symbol(field.quantity);
        format!("{}{}{symbol}", units.editable(field.standard, field.quantity), number::UNIT_SPACE)
    };
    html! {
        <NumberField
            key={field.slug} label={AttrValue::from(i18n.t(&format!("param-{analysis}-{}", field.slug)))} value={Some(value)}
            quantity={(!plain).then_some(field.quantity)} min={field.least} max={field.most} required={true} {onchange}
            hint={AttrValue::from(t!(i18n, "analysis-param-standard", value = standard))}
        />
    }
}
