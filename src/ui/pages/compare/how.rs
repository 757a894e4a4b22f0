//! How the sessions are compared: which channels, and by what their courses are aligned.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::asking::{Answer, Guests};
use crate::app::comparison::{AlignBy, Offer, Wanted};
use crate::app::select::{use_i18n, use_units};
use crate::engine::analysis::comparison::overlay::SideEvents;
use crate::engine::analysis::measure::Measure;
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::i18n::units::Units;
use crate::report::comparison::{letter, measure_name};
use crate::t;
use crate::ui::components::form::{
    Button, ButtonTone, Checkbox, Choice, NumberField, Segmented, Select, Switch,
};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};

/// What the sessions have. Equal when it is the same reading.
#[derive(Clone)]
pub struct Offers(pub Rc<Vec<Offer>>);

impl PartialEq for Offers {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct HowProps {
    pub wanted: Wanted,
    pub guests: Guests,
    pub offers: Offers,
    /// Those that are compared.
    pub measures: Vec<Measure>,
    pub answer: Option<Answer>,
    pub onchange: Callback<Wanted>,
}

/// See the module.
#[component]
pub fn How(props: &HowProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let wanted = &props.wanted;
    let align = {
        let (onchange, wanted) = (props.onchange.clone(), wanted.clone());
        Callback::from(move |slug: String| {
            let align = AlignBy::ALL.into_iter().find(|by| by.slug() == slug).unwrap_or_default();
            // What was picked is numbered by the events of the kind before.
            let picks = vec![None; wanted.ids.len()];
            onchange.emit(Wanted { align, picks, ..wanted.clone() });
        })
    };
    let rpm = {
        let (onchange, wanted) = (props.onchange.clone(), wanted.clone());
        Callback::from(move |rpm: Option<f64>| {
            if let Some(rpm) = rpm {
                onchange.emit(Wanted { rpm, picks: vec![None; wanted.ids.len()], ..wanted.clone() });
            }
        })
    };
    let along = {
        let (onchange, wanted) = (props.onchange.clone(), wanted.clone());
        Callback::from(move |along_rpm: bool| onchange.emit(Wanted { along_rpm, ..wanted.clone() }))
    };
    let choices =
        AlignBy::ALL.map(|by| Choice::new(by.slug(), i18n.t(&format!("compare-by-{}", by.slug())))).to_vec();
    let body = html! {
        <div class="stack">
            <div class="fields">
                <Segmented label={t!(i18n, "compare-align")} value={wanted.align.slug()} {choices} onchange={align} testid="compare-align" />
                if wanted.align == AlignBy::Rpm {
                    <NumberField
                        label={t!(i18n, "compare-rpm")} value={Some(wanted.rpm)} quantity={Quantity::RotationalSpeed}
                        min={1.0} max={30_000.0} required={true} onchange={rpm} testid="compare-rpm"
                    />
                }
                if wanted.align == AlignBy::Pull {
                    <Switch label={t!(i18n, "compare-along-rpm")} on={wanted.along_rpm} onchange={along} testid="compare-along" />
                }
            </div>
            { moments(props, &units) }
            { channels(props, &units) }
        </div>
    };
    panel(t!(i18n, "compare-how"), Html::default(), pad(body))
}

/// Which event of each session: one of those found, or any moment where markers align.
fn moments(props: &HowProps, units: &Units) -> Html {
    let wanted = &props.wanted;
    let events = props.answer.as_ref().map(|a| &a.compared().study.overlay.events);
    if matches!(wanted.align, AlignBy::Start) {
        return Html::default();
    }
    html! {
        <div class="fields" data-testid="compare-moments">
            for side in 0..wanted.ids.len() {
                if wanted.align == AlignBy::Marker {
                    { marker(props, units, side) }
                } else if let Some(found) = events.and_then(|e| e.get(side)).filter(|e| e.found.len() > 1) {
                    { pick(props, units, side, found) }
                }
            }
        </div>
    }
}

fn session(props: &HowProps, side: usize) -> String {
    let name = props.guests.0.get(side).map_or("", |g| g.open.record.name.as_str());
    format!("{} · {name}", letter(side))
}

/// A note of the session, or a moment typed by hand.
fn marker(props: &HowProps, units: &Units, side: usize) -> Html {
    let i18n = crate::i18n::I18n::new(units.lang);
    let now = props.wanted.times.get(side).copied().flatten();
    let change = {
        let (onchange, wanted) = (props.onchange.clone(), props.wanted.clone());
        Callback::from(move |t: Option<f64>| {
            let mut next = wanted.clone();
            next.times.resize(next.ids.len(), None);
            next.times[side] = t;
            onchange.emit(next);
        })
    };
    let notes = props.guests.0.get(side).map(|g| &g.open.annotations);
    let mut choices = vec![Choice::new("", t!(i18n, "compare-marker-choose"))];
    choices.extend(notes.into_iter().flatten().map(|note| {
        Choice::new(note.t0.to_string(), format!("{} · {}", number::clock(units.lang, note.t0, 2), note.text))
    }));
    let chosen =
        now.map(|t| t.to_string()).filter(|t| choices.iter().any(|c| *c.value == **t)).unwrap_or_default();
    let label = t!(i18n, "compare-marker-of", session = session(props, side));
    html! {
        <>
            if choices.len() > 1 {
                <Select key={format!("note-{side}")} {label} value={chosen} {choices} onchange={change.reform(|t: String| t.parse().ok())} />
            }
            <NumberField
                key={format!("moment-{side}")} label={t!(i18n, "compare-moment-of", session = session(props, side))} unit="s" value={now}
                onchange={change}
            />
        </>
    }
}

fn pick(props: &HowProps, units: &Units, side: usize, found: &SideEvents) -> Html {
    let i18n = crate::i18n::I18n::new(units.lang);
    let mut choices = vec![Choice::new("", t!(i18n, "compare-pick-telling"))];
    choices.extend(found.found.iter().enumerate().map(|(i, event)| {
        let mut label = format!("{}: {}", i + 1, number::clock(units.lang, event.t, 2));
        if let (Some(from), Some(to)) = (event.rpm_start, event.rpm_end)
            && event.end > event.t
        {
            let from = units.show(from, Quantity::RotationalSpeed).text;
            label = format!("{label} · {from} → {}", units.show(to, Quantity::RotationalSpeed));
        }
        Choice::new(i.to_string(), label)
    }));
    let now = props.wanted.picks.get(side).copied().flatten().map(|n| n.to_string()).unwrap_or_default();
    let onchange = {
        let (onchange, wanted) = (props.onchange.clone(), props.wanted.clone());
        Callback::from(move |n: String| {
            let mut next = wanted.clone();
            next.picks.resize(next.ids.len(), None);
            next.picks[side] = n.parse().ok();
            onchange.emit(next);
        })
    };
    html! {
        <Select key={side} label={t!(i18n, "compare-pick-of", session = session(props, side))} value={now} {choices} {onchange} />
    }
}

/// What the sessions share to choose from; what only one has cannot be compared.
fn channels(props: &HowProps, units: &Units) -> Html {
    let i18n = crate::i18n::I18n::new(units.lang);
    let all = props.wanted.ids.len();
    let toggle = |measure: &Measure| {
        let (onchange, wanted, measures, measure) =
            (props.onchange.clone(), props.wanted.clone(), props.measures.clone(), measure.clone());
        Callback::from(move |(on, _): (bool, MouseEvent)| {
            let mut next = measures.clone();
            next.retain(|m| *m != measure);
            if on {
                next.push(measure.clone());
            }
            // Without any, the usual ones come back.
            onchange.emit(Wanted { measures: next, ..wanted.clone() });
        })
    };
    let usual = {
        let (onchange, wanted) = (props.onchange.clone(), props.wanted.clone());
        Callback::from(move |_: MouseEvent| onchange.emit(Wanted { measures: Vec::new(), ..wanted.clone() }))
    };
    let label = |offer: &Offer| {
        let name = measure_name(units, &offer.measure);
        let has = offer.has.iter().filter(|has| **has).count();
        if has == all {
            name
        } else {
            t!(i18n, "compare-channel-in", channel = name, n = has, all = all).into_owned()
        }
    };
    let alone = props.offers.0.iter().filter(|o| !o.is_shared()).count();
    html! {
        <details class="param-group">
            <summary>{ t!(i18n, "compare-channels", n = props.measures.len()) }</summary>
            <fieldset class="compare-channels" data-testid="compare-channels">
                <legend class="visually-hidden">{ t!(i18n, "compare-channels-legend") }</legend>
                for offer in props.offers.0.iter().filter(|o| o.is_shared()) {
                    <Checkbox
                        key={crate::app::comparison::measure_slug(&offer.measure)} label={AttrValue::from(label(offer))}
                        on={props.measures.contains(&offer.measure)} onclick={toggle(&offer.measure)}
                    />
                }
            </fieldset>
            if alone > 0 { <p class="muted">{ t!(i18n, "compare-channels-alone", n = alone) }</p> }
            if !props.wanted.measures.is_empty() {
                <Button label={t!(i18n, "compare-channels-usual")} icon={Icon::Undo} tone={ButtonTone::Quiet} onclick={usual} />
            }
        </details>
    }
}
