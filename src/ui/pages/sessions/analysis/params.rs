//! Every figure the stages go by, with its bounds; the standard set is one click away.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::select::{use_i18n, use_units};
use crate::engine::analysis::pipeline::Settings;
use crate::engine::analysis::{ParamField, Params};
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::form::{Button, NumberField};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct ParametersProps {
    pub settings: Settings,
    pub onchange: Callback<Settings>,
}

/// See the module.
#[component]
pub fn Parameters(props: &ParametersProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let standard = {
        let onchange = props.onchange.clone();
        Callback::from(move |_: MouseEvent| onchange.emit(Settings::default()))
    };
    let is_standard = props.settings == Settings::default();
    html! {
        <div class="stack" data-testid="analysis-params">
            <div class="row">
                <p class="muted">{ if is_standard { t!(i18n, "analysis-params-standard") } else { t!(i18n, "analysis-params-changed") } }</p>
                <Button label={t!(i18n, "analysis-params-reset")} icon={Icon::Undo} onclick={standard} disabled={is_standard.then(|| AttrValue::from(t!(i18n, "analysis-params-standard")))} />
            </div>
            { group(i18n, &units, props, |s| &mut s.recommendations) }
            { group(i18n, &units, props, |s| &mut s.safety) }
            { group(i18n, &units, props, |s| &mut s.performance) }
            { group(i18n, &units, props, |s| &mut s.outliers) }
            { group(i18n, &units, props, |s| &mut s.trends) }
            { group(i18n, &units, props, |s| &mut s.patterns) }
            { group(i18n, &units, props, |s| &mut s.statistics) }
        </div>
    }
}

/// The figures of one stage.
fn group<P: Params + 'static>(
    i18n: I18n,
    units: &Units,
    props: &ParametersProps,
    pick: fn(&mut Settings) -> &mut P,
) -> Html {
    let mut settings = props.settings.clone();
    let values = pick(&mut settings).values();
    let changed = P::FIELDS.iter().zip(&values).filter(|(f, v)| f.standard != **v).count();
    html! {
        <details class="param-group">
            <summary>
                { i18n.t(&format!("analysis-stage-{}", P::ANALYSIS)) }
                if changed > 0 { <span class="tag">{ t!(i18n, "analysis-params-count", n = changed) }</span> }
            </summary>
            <div class="param-grid">
                for (of, value) in P::FIELDS.iter().zip(values) {
                    { field(i18n, units, P::ANALYSIS, of, value, {
                        let (onchange, settings) = (props.onchange.clone(), props.settings.clone());
                        let slug = of.slug;
                        Callback::from(move |value: Option<f64>| {
                            let mut next = settings.clone();
                            if let Some(value) = value
                                && pick(&mut next).set(slug, value)
                            {
                                onchange.emit(next);
                            }
                        })
                    }) }
                }
            </div>
        </details>
    }
}

/// One figure, with its bounds and its standard.
pub fn field(
    i18n: I18n,
    units: &Units,
    analysis: &str,
    of: &ParamField,
    value: f64,
    onchange: Callback<Option<f64>>,
) -> Html {
    let plain = matches!(of.quantity, Quantity::AsLogged | Quantity::Count | Quantity::Flag);
    let standard = if plain {
        number::flexible(units.lang, of.standard, 0, 3)
    } else {
        let symbol = units.symbol(of.quantity);
        format!("{}{}{symbol}", units.editable(of.standard, of.quantity), number::UNIT_SPACE)
    };
    html! {
        <NumberField
            key={of.slug} label={AttrValue::from(i18n.t(&format!("param-{analysis}-{}", of.slug)))} value={Some(value)}
            quantity={(!plain).then_some(of.quantity)} min={of.least} max={of.most} required={true} {onchange}
            hint={AttrValue::from(t!(i18n, "analysis-param-standard", value = standard))}
        />
    }
}
