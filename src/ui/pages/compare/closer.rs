//! One channel of the comparison looked at closer: its cells, its courses, and what all of it rests on.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo};

use super::asking::Answer;
use super::courses::Courses;
use super::measure_choices;
use crate::app::comparison::{Wanted, measure_slug, parse_measure};
use crate::app::select::{use_i18n, use_units};
use crate::engine::analysis::measure::Measure;
use crate::report::comparison::{Part, cells_of, course_tables, letter, section};
use crate::t;
use crate::ui::components::form::{Choice, Segmented, Select};
use crate::ui::components::layout::{pad, panel};
use crate::ui::pages::document::SectionView;

#[derive(Properties, PartialEq)]
pub struct CloserProps {
    pub answer: Answer,
    pub wanted: Wanted,
    /// Those that are compared.
    pub measures: Vec<Measure>,
    pub stale: bool,
    pub onchange: Callback<Wanted>,
}

/// See the module.
#[component]
pub fn Closer(props: &CloserProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let wanted = &props.wanted;
    let shown = wanted
        .shown
        .clone()
        .filter(|m| props.measures.contains(m))
        .or_else(|| props.measures.first().cloned());
    let sides = props.answer.compared().study.report.sides as usize;
    let base = props.answer.compared().study.report.reference as usize;
    let side = wanted.mapped().min(sides.saturating_sub(1));
    let name = AttrValue::from(t!(i18n, "compare-title"));
    let cells = use_memo(
        (props.answer.clone(), Rc::clone(&units), shown.clone(), side),
        |(answer, units, shown, side)| {
            shown.as_ref().map(|m| Rc::new(cells_of(units, answer.told(), m, *side)))
        },
    );
    let rest = use_memo((props.answer.clone(), Rc::clone(&units)), |(answer, units)| {
        [course_tables(units, answer.told()), section(units, answer.told(), Part::Basis)].map(Rc::new)
    });
    let Some(measure) = shown else {
        return html! { <p class="muted">{ t!(i18n, "compare-nothing-shared") }</p> };
    };
    let (onmeasure, onside) = changes(props);
    let others: Vec<Choice> = (0..sides)
        .filter(|side| *side != base)
        .map(|side| Choice::new(side.to_string(), format!("{} − {}", letter(side), letter(base))))
        .collect();
    html! {
        <>
            { panel(t!(i18n, "compare-closer"), Html::default(), pad(html! {
                <div class="fields">
                    <Select
                        label={t!(i18n, "compare-channel")} value={measure_slug(&measure)}
                        choices={measure_choices(&units, &props.measures)} onchange={onmeasure} testid="compare-channel"
                    />
                    if others.len() > 1 {
                        <Segmented label={t!(i18n, "compare-of")} value={side.to_string()} choices={others} onchange={onside} testid="compare-of" />
                    }
                </div>
            })) }
            if let Some(cells) = &*cells {
                <SectionView section={Rc::clone(cells)} name={name.clone()} stale={props.stale} />
            }
            <Courses answer={props.answer.clone()} {measure} stale={props.stale} />
            for section in rest.iter() {
                <SectionView key={section.slug} section={Rc::clone(section)} name={name.clone()} stale={props.stale} />
            }
        </>
    }
}

/// Another channel, and another of the sessions.
fn changes(props: &CloserProps) -> (Callback<String>, Callback<String>) {
    let change = |change: fn(&Wanted, String) -> Wanted| {
        let (onchange, wanted) = (props.onchange.clone(), props.wanted.clone());
        Callback::from(move |text: String| onchange.emit(change(&wanted, text)))
    };
    let measure = change(|wanted, slug| Wanted { shown: parse_measure(&slug), ..wanted.clone() });
    let side = change(|wanted, side| {
        let of = side.parse::<usize>().ok().and_then(|side| wanted.ids.get(side).cloned());
        Wanted { of, ..wanted.clone() }
    });
    (measure, side)
}
