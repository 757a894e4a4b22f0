use std::rc::Rc;

use yew::{
    Callback, Html, Properties, UseStateHandle, component, html, use_effect_with, use_memo, use_state_eq,
};

use super::derived::{Derived, MarginMark};
use super::exchange::focus;
use super::field::element_id;
use super::parts::FormParts;
use super::row::{menu, select_button};
use crate::app::cx::AppCx;
use crate::app::library::VehicleItem;
use crate::app::navigation;
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select, use_units};
use crate::app::services::{self, drafts, vehicles};
use crate::app::shortcut::Shortcut;
use crate::app::store::Store;
use crate::app::toasts::Tone;
use crate::app::vehicle_form::{FormAction, VehicleForm};
use crate::app::vehicle_words::{car_line, engine_line};
use crate::engine::vehicle::Field;
use crate::i18n::{I18n, Message, date};
use crate::t;
use crate::ui::commands::{PageCommand, shortcut_label, use_page_commands};
use crate::ui::components::feedback::{Menu, notice, tag};
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, Tab, page_header, tabs};
use crate::web::clock;

const SAVE: Shortcut = Shortcut::ctrl("s");

#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The stored vehicle; none for a new one.
    #[prop_or_default]
    pub item: Option<VehicleItem>,
}

impl EditorProps {
    /// Under which unsaved changes are kept.
    fn draft_id(&self) -> String {
        self.item.as_ref().map_or_else(|| drafts::NEW.to_owned(), |item| item.id.clone())
    }
}

/// The form of one vehicle with what follows from it.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let units = use_units();
    let start = {
        let (item, units, id) = (props.item.clone(), (*units).clone(), props.draft_id());
        use_memo((), move |()| open_form(item.as_ref(), units, &id))
    };
    let form = start.form.clone();
    let restored = use_state_eq(|| start.restored_at);
    let elsewhere = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    // The field that stands in the way of saving, and how often that was the answer.
    let refused = use_state_eq(|| (0_u32, None::<Field>));

    use_following(props, &form, &elsewhere);
    use_effect_with(*refused, |(_, field)| field.iter().for_each(|field| focus(&element_id(*field))));
    let state = use_select(&form, |f| FormView { changed: f.is_changed(), refused: f.errors_shown() });
    let save = use_save(&cx, props.item.as_ref(), &form, &busy, &refused);
    let discard = discard(&cx, props, &form, &restored);
    let nothing = (props.item.is_some() && !state.changed).then(|| Message::new("vehicles-save-blocked"));
    use_page_commands(vec![
        PageCommand::new("save-vehicle", Message::new("vehicles-save"), save.clone())
            .icon(Icon::Check)
            .shortcut(SAVE)
            .disabled(nothing.clone()),
    ]);

    let blocked = nothing.map(|reason| i18n.message(&reason));
    html! {
        <div class="vehicle-page">
            { head(&cx, i18n, props.item.as_ref(), false) }
            if let Some(at) = *restored { { restored_notice(i18n, at, &discard) } }
            if *elsewhere { { elsewhere_notice(i18n, props.item.as_ref(), &form, &elsewhere) } }
            <div class="vehicle-columns">
                <form
                    class="vehicle-form" data-testid="vehicle-form" aria-label={t!(i18n, "vehicles-form")} novalidate={true}
                    onsubmit={save.reform(|event: yew::SubmitEvent| event.prevent_default())}
                >
                    // Enter in a field saves.
                    <input type="submit" hidden={true} />
                    <FormParts form={form.clone()} />
                    <div class="vehicle-save">
                        <Button
                            label={t!(i18n, "vehicles-save")} icon={Icon::Check} tone={ButtonTone::Primary} busy={*busy}
                            disabled={blocked} shortcut={shortcut_label(Some(SAVE))}
                            onclick={save.reform(|_| ())}
                        />
                        if state.changed {
                            <Button label={t!(i18n, "vehicles-discard")} onclick={discard.reform(|_| ())} />
                        }
                        <MarginMark form={form.clone()} />
                        { save_state(i18n, &state, refused.0 > 0) }
                    </div>
                </form>
                <Derived form={form.clone()} />
            </div>
        </div>
    }
}

/// Keeps the form in step: with the units of display, with what is stored meanwhile, and what is typed with the draft.
#[yew::hook]
fn use_following(props: &EditorProps, form: &Store<VehicleForm>, elsewhere: &UseStateHandle<bool>) {
    let units = use_units();
    {
        let form = form.clone();
        use_effect_with((*units).clone(), move |units| form.dispatch(FormAction::Units(units.clone())));
    }
    {
        let (form, id) = (form.clone(), props.draft_id());
        use_effect_with((), move |()| {
            let kept = form.subscribe(move |form| drafts::keep(&id, form));
            move || drop(kept)
        });
    }
    let (form, elsewhere) = (form.clone(), elsewhere.setter());
    use_effect_with(props.item.clone(), move |item| {
        if let Some(item) = item {
            elsewhere.set(!follow(&form, item));
        }
    });
}

/// Takes back what was typed; of a new vehicle nothing is left then.
fn discard(
    cx: &AppCx,
    props: &EditorProps,
    form: &Store<VehicleForm>,
    restored: &UseStateHandle<Option<f64>>,
) -> Callback<()> {
    let (form, restored, cx) = (form.clone(), restored.setter(), cx.clone());
    let new = props.item.is_none();
    Callback::from(move |()| {
        form.dispatch(FormAction::Discard);
        restored.set(None);
        if new {
            navigation::replace(&cx, Route::Vehicles);
        }
        cx.done(Message::new("vehicles-discarded"));
    })
}

/// What stands in the way of saving, or that something is not saved.
fn save_state(i18n: I18n, state: &FormView, tried: bool) -> Html {
    html! {
        <div class="save-state" role="status">
            if state.refused > 0 && tried {
                { notice(Tone::Bad, t!(i18n, "vehicles-refused", n = state.refused).into()) }
            } else if state.changed {
                <span class="muted">{ t!(i18n, "vehicles-unsaved") }</span>
            }
        </div>
    }
}

#[derive(PartialEq)]
struct FormView {
    changed: bool,
    /// Errors on screen.
    refused: usize,
}

struct Start {
    form: Store<VehicleForm>,
    /// When the unsaved changes were typed that came back.
    restored_at: Option<f64>,
}

fn open_form(item: Option<&VehicleItem>, units: crate::i18n::units::Units, id: &str) -> Start {
    let stored = item.map_or_else(|| Rc::new(VehicleForm::blank()), |item| Rc::clone(&item.vehicle));
    let form = Store::new(VehicleForm::new(stored, units));
    let unsaved = drafts::read(id);
    let restored_at = unsaved.as_ref().map(|unsaved| unsaved.at_ms);
    if let Some(unsaved) = unsaved {
        form.dispatch(FormAction::Restore(unsaved));
    }
    Start { form, restored_at }
}

/// Brings the form in line with what is stored now. False where that would take away what the user typed.
fn follow(form: &Store<VehicleForm>, item: &VehicleItem) -> bool {
    let now = form.get();
    if now.stored() == &item.vehicle {
        return true;
    }
    let same = now.finished().is_ok_and(|vehicle| vehicle == *item.vehicle);
    if same || !now.is_changed() {
        form.dispatch(FormAction::Stored(Rc::clone(&item.vehicle)));
        return true;
    }
    false
}

type Refused = (u32, Option<Field>);

/// What saving does: store what is right, or lead to what is not.
#[yew::hook]
fn use_save(
    cx: &AppCx,
    item: Option<&VehicleItem>,
    form: &Store<VehicleForm>,
    busy: &UseStateHandle<bool>,
    refused: &UseStateHandle<Refused>,
) -> Callback<()> {
    let (cx, form, busy) = (cx.clone(), form.clone(), busy.clone());
    let (id, refused) = (item.map(|item| item.id.clone()), refused.clone());
    Callback::from(move |()| {
        if *busy {
            return;
        }
        let vehicle = match form.get().finished() {
            Ok(vehicle) => vehicle,
            Err(field) => {
                form.dispatch(FormAction::Reveal);
                refused.set((refused.0 + 1, Some(field)));
                return;
            }
        };
        if id.is_some() && !form.get().is_changed() {
            return;
        }
        busy.set(true);
        refused.set((0, None));
        let (id, busy, form) = (id.clone(), busy.setter(), form.clone());
        services::start(&cx, |cx| async move {
            let outcome = store(&cx, id, vehicle, &form).await;
            busy.set(false);
            outcome
        });
    })
}

async fn store(
    cx: &AppCx,
    id: Option<String>,
    vehicle: crate::engine::vehicle::Vehicle,
    form: &Store<VehicleForm>,
) -> Result<(), crate::app::error::AppError> {
    if let Some(id) = id {
        let kept = Rc::new(vehicle.clone());
        vehicles::update(cx, &id, vehicle).await?;
        form.dispatch(FormAction::Stored(kept));
    } else {
        let id = vehicles::create(cx, vehicle).await?;
        navigation::replace(cx, Route::Vehicle(id));
    }
    Ok(())
}

/// Name and actions of a vehicle, and the way between its form and its trends.
pub fn head(cx: &AppCx, i18n: I18n, item: Option<&VehicleItem>, trends: bool) -> Html {
    html! {
        <>
            <nav class="crumb"><Link to={Route::Vehicles}>{ t!(i18n, "vehicles-back") }</Link></nav>
            if let Some(item) = item {
                <StoredHead item={item.clone()} cx={cx.clone()} />
                { tabs(t!(i18n, "vehicles-tabs"), vec![
                    Tab {
                        label: t!(i18n, "vehicles-tab-data").into(), to: Route::Vehicle(item.id.clone()).into(), current: !trends,
                    },
                    Tab {
                        label: t!(i18n, "vehicles-tab-trends").into(), to: Route::VehicleTrends(item.id.clone()).into(), current: trends,
                    },
                ]) }
            } else {
                { page_header(t!(i18n, "vehicles-title-new"), Html::default(), Html::default()) }
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct StoredHeadProps {
    item: VehicleItem,
    cx: AppCx,
}

#[component]
fn StoredHead(props: &StoredHeadProps) -> Html {
    let (cx, item) = (&props.cx, &props.item);
    let i18n = use_i18n();
    let units = use_units();
    let selected = {
        let id = item.id.clone();
        use_select(&cx.workspace, move |w| w.vehicle.as_deref() == Some(&id))
    };
    let lines = [car_line(&item.vehicle), engine_line(&item.vehicle, &units)];
    let sub: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let sub = html! {
        <>
            { sub.join(" · ") }
            if item.archived { { " " }{ tag(None, t!(i18n, "vehicles-tag-archived")) } }
        </>
    };
    let actions = html! {
        <>
            { select_button(cx, i18n, item, *selected) }
            <Menu label={t!(i18n, "vehicles-more", name = &item.name)} items={menu(cx, i18n, item)} class="btn icon" />
        </>
    };
    page_header(item.name.clone(), sub, actions)
}

fn restored_notice(i18n: I18n, at_ms: f64, discard: &Callback<()>) -> Html {
    let when = date::date_time(i18n.lang, at_ms, clock::offset_minutes(at_ms));
    let text = html! {
        <div class="row">
            <span>{ t!(i18n, "vehicles-restored", when = when) }</span>
            <Button label={t!(i18n, "vehicles-discard")} onclick={discard.reform(|_| ())} />
        </div>
    };
    html! { <div class="panel vehicle-notice">{ notice(Tone::Info, text) }</div> }
}

fn elsewhere_notice(
    i18n: I18n,
    item: Option<&VehicleItem>,
    form: &Store<VehicleForm>,
    elsewhere: &UseStateHandle<bool>,
) -> Html {
    let Some(item) = item else { return Html::default() };
    let take = {
        let (form, theirs, elsewhere) = (form.clone(), Rc::clone(&item.vehicle), elsewhere.setter());
        Callback::from(move |_| {
            form.dispatch(FormAction::Stored(Rc::clone(&theirs)));
            elsewhere.set(false);
        })
    };
    let text = html! {
        <div class="row">
            <span>{ t!(i18n, "vehicles-changed-elsewhere") }</span>
            <Button label={t!(i18n, "vehicles-take-theirs")} onclick={take} />
        </div>
    };
    html! { <div class="panel vehicle-notice">{ notice(Tone::Warn, text) }</div> }
}
