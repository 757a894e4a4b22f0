//! The figures a calculation asks for, each with where it comes from, and what the user says besides.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, Properties, component, html, use_state};

use crate::app::base_maps::{input_key, read_input, source_key, strategy_key, strategy_text_key};
use crate::app::select::{use_i18n, use_units};
use crate::app::services::tables::SourceTable;
use crate::app::vehicle_units::{editable, symbol};
use crate::app::vehicle_words::choice_key_of;
use crate::engine::base_map::{
    Asked, Assumptions, Basis, Calculator, Given, Input, SAFETY_FACTOR, Source, Strategy,
};
use crate::engine::fuel::FuelId;
use crate::engine::tune::TableKind;
use crate::engine::vehicle::{Field, Regulator};
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::form::{Choice, Segmented, Select, Switch, TextField, field_frame, typed};
use crate::ui::hooks::use_id;

#[derive(Properties, PartialEq)]
pub struct InputsProps {
    pub asked: Rc<Vec<Asked>>,
    pub with: Assumptions,
    pub onchange: Callback<Assumptions>,
}

/// The figures that are asked for.
#[component]
pub fn Inputs(props: &InputsProps) -> Html {
    let i18n = use_i18n();
    let onfigure = {
        let (with, onchange) = (props.with.clone(), props.onchange.clone());
        Callback::from(move |(input, value): (Input, Option<f64>)| {
            let mut next = with.clone();
            match value {
                Some(value) => next.own.insert(input, value),
                None => next.own.remove(&input),
            };
            onchange.emit(next);
        })
    };
    let figures = props.asked.iter().filter_map(|asked| match asked {
        Asked::Figure(input, given) => Some((*input, *given)),
        _ => None,
    });
    html! {
        <fieldset class="base-map-inputs">
            <legend>{ t!(i18n, "base-maps-figures") }</legend>
            <div class="fields">
                for (input, given) in figures {
                    <InputField key={input.slug()} {input} {given} onchange={onfigure.clone()} />
                }
            </div>
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct InputFieldProps {
    input: Input,
    given: Option<Given>,
    onchange: Callback<(Input, Option<f64>)>,
}

/// One figure. An emptied field goes back to what the vehicle says, or to what is usual.
#[component]
fn InputField(props: &InputFieldProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let wrong = use_state(|| None::<(String, String)>);
    let (input, given) = (props.input, props.given);
    let measure = input.measure();
    let onchange = {
        let (wrong, units, emit) = (wrong.setter(), units.clone(), props.onchange.clone());
        Callback::from(move |text: String| match read_input(i18n, &units, input, &text) {
            Ok(value) => {
                wrong.set(None);
                emit.emit((input, value));
            }
            Err(why) => wrong.set(Some((text, why))),
        })
    };
    let shown = given.map(|given| editable(measure, given.value, &units)).unwrap_or_default();
    let (value, error) = match &*wrong {
        Some((text, why)) => (text.clone(), Some(AttrValue::from(why.clone()))),
        None => (shown, given.is_none().then(|| AttrValue::from(t!(i18n, "base-maps-needed")))),
    };
    let unit = symbol(measure, &units);
    let name = i18n.t(&input_key(input));
    let label = if unit.is_empty() { name.into_owned() } else { format!("{name} ({unit})") };
    let hint = given.map(|given| AttrValue::from(i18n.t(&source_key(given.from))));
    html! {
        <TextField {label} {value} {onchange} {error} {hint} testid={format!("base-map-input-{}", input.slug())} />
    }
}

/// What is calculated decides what the user can say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uses(pub Vec<Calculator>);

impl Uses {
    fn any(&self, of: &[Calculator]) -> bool {
        self.0.iter().any(|calculator| of.contains(calculator))
    }

    fn pulse(&self) -> bool {
        self.any(&[Calculator::Fuel, Calculator::FirstPulse, Calculator::Cranking])
    }

    fn octane(&self) -> bool {
        self.any(&[Calculator::Ignition, Calculator::IgnitionByMap])
    }

    /// Strategy and fuel go together: the one is about the mixture and the knock of the other.
    fn strategy(&self) -> bool {
        self.pulse() || self.octane() || self.any(&[Calculator::Lambda])
    }

    fn filling(&self) -> bool {
        self.pulse() || self.any(&[Calculator::FuelByRpm])
    }

    fn basis(&self) -> bool {
        self.any(&[Calculator::FuelByRpm, Calculator::FuelByAir])
    }
}

#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    pub uses: Uses,
    pub with: Assumptions,
    pub onchange: Callback<Assumptions>,
    /// Tables of VE and λ that can stand in for the curves.
    pub sources: Rc<Vec<SourceTable>>,
}

impl ChoicesProps {
    /// Tells of another choice.
    fn of<T: 'static>(&self, put: fn(&mut Assumptions, T)) -> Callback<T> {
        let (with, onchange) = (self.with.clone(), self.onchange.clone());
        Callback::from(move |value: T| {
            let mut next = with.clone();
            put(&mut next, value);
            onchange.emit(next);
        })
    }
}

/// Strategy, safety, and how the table is meant.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let i18n = use_i18n();
    let (uses, with) = (&props.uses, &props.with);
    html! {
        <div class="fields base-map-choices">
            if uses.strategy() { { mixture(i18n, props) } }
            if uses.pulse() { { pressure(i18n, props) } }
            if uses.filling() {
                <StandIn
                    label={t!(i18n, "base-maps-ve-source")} kind={TableKind::Ve} sources={Rc::clone(&props.sources)}
                    with={with.clone()} onchange={props.onchange.clone()}
                />
            }
            if uses.pulse() {
                <Switch
                    label={t!(i18n, "base-maps-dead-time")} on={with.with_dead_time} hint={AttrValue::from(t!(i18n, "base-maps-dead-time-hint"))}
                    onchange={props.of(|with, on| with.with_dead_time = on)} testid="base-map-dead-time"
                />
            }
            if uses.octane() {
                <Switch
                    label={t!(i18n, "base-maps-octane")} on={with.octane_advance} hint={AttrValue::from(t!(i18n, "base-maps-octane-hint"))}
                    onchange={props.of(|with, on| with.octane_advance = on)} testid="base-map-octane"
                />
            }
            if uses.basis() { { basis(i18n, props) } }
        </div>
    }
}

/// How rich it is meant, and what burns.
fn mixture(i18n: I18n, props: &ChoicesProps) -> Html {
    let with = &props.with;
    let strategies = Strategy::ALL.map(|s| Choice::new(s.slug(), i18n.t(&strategy_key(s)))).to_vec();
    let mut fuels = vec![Choice::new("", t!(i18n, "base-maps-as-vehicle"))];
    fuels.extend(
        FuelId::ALL.iter().map(|f| Choice::new(f.slug(), i18n.t(&choice_key_of(Field::Fuel, f.slug())))),
    );
    html! {
        <>
            <Select
                label={t!(i18n, "base-maps-strategy")} choices={strategies} value={with.strategy.slug()}
                hint={AttrValue::from(i18n.t(&strategy_text_key(with.strategy)))} testid="base-map-strategy"
                onchange={props.of(|with, slug: String| with.strategy = Strategy::from_slug(&slug).unwrap_or_default())}
            />
            <Safety value={with.safety_factor} onchange={props.of(|with, text: String| {
                if let Ok(factor) = text.parse() { with.safety_factor = factor; }
            })} />
            <Select
                label={t!(i18n, "base-maps-fuel")} choices={fuels} value={with.fuel.map_or("", FuelId::slug)} testid="base-map-fuel"
                onchange={props.of(|with, slug: String| with.fuel = FuelId::from_slug(&slug))}
            />
        </>
    }
}

/// What holds the fuel's pressure, and where λ comes from.
fn pressure(i18n: I18n, props: &ChoicesProps) -> Html {
    let with = &props.with;
    let mut regulators = vec![Choice::new("", t!(i18n, "base-maps-as-vehicle"))];
    regulators.extend(
        Regulator::ALL
            .iter()
            .map(|r| Choice::new(r.slug(), i18n.t(&choice_key_of(Field::Regulator, r.slug())))),
    );
    html! {
        <>
            <Select
                label={t!(i18n, "base-maps-regulator")} choices={regulators} value={with.regulator.map_or("", Regulator::slug)}
                testid="base-map-regulator" onchange={props.of(|with, slug: String| with.regulator = Regulator::from_slug(&slug))}
            />
            <StandIn
                label={t!(i18n, "base-maps-lambda-source")} kind={TableKind::LambdaTarget} sources={Rc::clone(&props.sources)}
                with={with.clone()} onchange={props.onchange.clone()}
            />
        </>
    }
}

/// The factory's curve or physics.
fn basis(i18n: I18n, props: &ChoicesProps) -> Html {
    let bases = vec![
        Choice::new("factory", t!(i18n, "base-maps-basis-factory")),
        Choice::new("physics", t!(i18n, "base-maps-basis-physics")),
    ];
    let value = if props.with.basis == Basis::Physics { "physics" } else { "factory" };
    let onchange = props.of(|with, slug: String| {
        with.basis = if slug == "physics" { Basis::Physics } else { Basis::Factory };
    });
    html! {
        <Segmented
            label={t!(i18n, "base-maps-basis")} choices={bases} {value} hint={AttrValue::from(t!(i18n, "base-maps-basis-hint"))}
            {onchange} testid="base-map-basis"
        />
    }
}

#[derive(Properties, PartialEq)]
struct SafetyProps {
    value: f64,
    onchange: Callback<String>,
}

/// The slider of the safety factor.
#[component]
fn Safety(props: &SafetyProps) -> Html {
    let i18n = use_i18n();
    let id = use_id();
    let (least, most) = SAFETY_FACTOR;
    let told = number::number(i18n.lang, props.value, 2);
    let oninput = props.onchange.reform(|event: web_sys::InputEvent| typed(&event));
    let label = AttrValue::from(t!(i18n, "base-maps-safety", factor = told.clone()));
    let hint = AttrValue::from(t!(i18n, "base-maps-safety-hint"));
    field_frame(&id, &label, Some(&hint), None, |id, described| {
        html! {
            <input
                type="range" {id} min={least.to_string()} max={most.to_string()} step="0.01" value={props.value.to_string()} {oninput}
                aria-valuetext={told.clone()} aria-describedby={described} data-testid="base-map-safety"
            />
        }
    })
}

#[derive(Properties, PartialEq)]
struct StandInProps {
    label: AttrValue,
    kind: TableKind,
    sources: Rc<Vec<SourceTable>>,
    with: Assumptions,
    onchange: Callback<Assumptions>,
}

/// A table of the user's in place of a curve.
#[component]
fn StandIn(props: &StandInProps) -> Html {
    let i18n = use_i18n();
    let chosen = use_state(String::new);
    let kind = props.kind;
    let fitting = || props.sources.iter().filter(move |s| s.table.info.kind == kind && !s.table.is_curve());
    let mut choices = vec![Choice::new("", t!(i18n, "base-maps-generated"))];
    choices.extend(fitting().map(|s| Choice::new(s.id.clone(), s.table.info.name.clone())));
    if choices.len() == 1 {
        return Html::default();
    }
    let onchange = {
        let (with, emit, sources, chosen) =
            (props.with.clone(), props.onchange.clone(), Rc::clone(&props.sources), chosen.setter());
        Callback::from(move |id: String| {
            let table = sources.iter().find(|s| s.id == id).map(|s| s.table.clone());
            chosen.set(id);
            let mut next = with.clone();
            if kind == TableKind::Ve {
                next.ve = table;
            } else {
                next.lambda = table;
            }
            emit.emit(next);
        })
    };
    html! {
        <Select label={props.label.clone()} {choices} value={(*chosen).clone()} {onchange} testid={format!("base-map-source-{}", kind.slug())} />
    }
}

/// How the injectors are fired and whose fuel it is, where that was taken from somewhere: for the list of what was assumed.
pub fn assumed(i18n: I18n, asked: &[Asked]) -> Vec<String> {
    asked
        .iter()
        .filter_map(|asked| match asked {
            Asked::Figure(input, Some(Given { from: Source::Usual, .. })) => {
                Some(i18n.t(&input_key(*input)).into_owned())
            }
            Asked::Regulator(_, Source::Usual) => Some(t!(i18n, "base-maps-assumed-regulator").into_owned()),
            Asked::Openings(_, Source::Usual) => Some(t!(i18n, "base-maps-assumed-openings").into_owned()),
            _ => None,
        })
        .collect()
}
