//! What the drawing that is shown goes by, with the standard set one click away.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::looks::{LookKind, Looks};
use crate::app::select::{use_i18n, use_units};
use crate::engine::analysis::Params;
use crate::engine::analysis::look::Settings;
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::pages::sessions::analysis::params::field;

#[derive(Properties, PartialEq)]
pub struct LookParametersProps {
    pub looks: Looks,
    pub onchange: Callback<Looks>,
}

/// See the module.
#[component]
pub fn LookParameters(props: &LookParametersProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let of = &props.looks.settings;
    match props.looks.kind {
        // Its bins are those of the statistics.
        LookKind::Distribution => Html::default(),
        LookKind::Boxes => group(i18n, &units, props, &of.boxes, |s| &mut s.boxes),
        LookKind::Scatter => group(i18n, &units, props, &of.scatter, |s| &mut s.scatter),
        LookKind::Matrix => group(i18n, &units, props, &of.correlation, |s| &mut s.correlation),
        LookKind::Lag => group(i18n, &units, props, &of.lag, |s| &mut s.lag),
        LookKind::Spectrum => group(i18n, &units, props, &of.spectrum, |s| &mut s.spectrum),
    }
}

fn group<P: Params + 'static>(
    i18n: I18n,
    units: &Units,
    props: &LookParametersProps,
    params: &P,
    pick: fn(&mut Settings) -> &mut P,
) -> Html {
    let changed = P::FIELDS.iter().zip(params.values()).filter(|(f, v)| f.standard != *v).count();
    let put = |change: Box<dyn Fn(&mut P)>| {
        let (onchange, looks) = (props.onchange.clone(), props.looks.clone());
        move || {
            let mut next = looks.clone();
            change(pick(&mut next.settings));
            onchange.emit(next);
        }
    };
    let standard = put(Box::new(|params| *params = P::default()));
    html! {
        <details class="param-group" data-testid="look-params">
            <summary>
                { t!(i18n, "analysis-params") }
                if changed > 0 { <span class="tag">{ t!(i18n, "analysis-params-count", n = changed) }</span> }
            </summary>
            <div class="param-grid">
                for (of, value) in P::FIELDS.iter().zip(params.values()) {
                    { field(i18n, units, P::ANALYSIS, of, value, {
                        let (onchange, looks, slug) = (props.onchange.clone(), props.looks.clone(), of.slug);
                        Callback::from(move |value: Option<f64>| {
                            let mut next = looks.clone();
                            if let Some(value) = value
                                && pick(&mut next.settings).set(slug, value)
                            {
                                onchange.emit(next);
                            }
                        })
                    }) }
                }
            </div>
            <Button
                label={t!(i18n, "analysis-params-reset")} icon={Icon::Undo} onclick={Callback::from(move |_: MouseEvent| standard())}
                disabled={(changed == 0).then(|| AttrValue::from(t!(i18n, "analysis-params-standard")))}
            />
        </details>
    }
}
