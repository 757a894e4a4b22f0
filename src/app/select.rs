//! Hooks that render a component again when its own selection of a state changes, and only then.

use std::cell::RefCell;
use std::rc::Rc;

use yew::{hook, use_context, use_effect_with, use_force_update, use_mut_ref};

use super::cx::AppCx;
use super::route::{Location, Route};
use super::settings::ShownTheme;
use super::store::Store;
use crate::i18n::I18n;
use crate::i18n::units::Units;

/// The handles of the application.
#[hook]
pub fn use_cx() -> AppCx {
    use_context::<AppCx>().expect("invariant: every component lives under the provider of ui::App")
}

/// A part of a state. `pick` may use what is in scope; it is asked at every render and at every change.
#[hook]
pub fn use_select<S, T, F>(store: &Store<S>, pick: F) -> Rc<T>
where
    S: 'static,
    T: PartialEq + 'static,
    F: Fn(&S) -> T + 'static,
{
    type Pick<S, T> = Rc<dyn Fn(&S) -> T>;
    let update = use_force_update();
    let value = Rc::new(pick(&store.get()));
    let shown: Rc<RefCell<Rc<T>>> = {
        let value = Rc::clone(&value);
        use_mut_ref(move || value)
    };
    if *shown.borrow() != value {
        *shown.borrow_mut() = value;
    }
    let pick: Pick<S, T> = Rc::new(pick);
    let latest: Rc<RefCell<Pick<S, T>>> = {
        let pick = Rc::clone(&pick);
        use_mut_ref(move || pick)
    };
    *latest.borrow_mut() = pick;

    let result = Rc::clone(&shown.borrow());
    use_effect_with(store.clone(), move |store| {
        let check = move |state: &S| {
            let pick = Rc::clone(&latest.borrow());
            if **shown.borrow() != pick(state) {
                update.force_update();
            }
        };
        // What changed between rendering and subscribing.
        check(&store.get());
        let subscription = store.subscribe(move |state| check(state));
        move || drop(subscription)
    });
    result
}

/// Texts in the user's language.
#[hook]
pub fn use_i18n() -> I18n {
    let cx = use_cx();
    let lang = use_select(&cx.settings, |s| s.lang);
    I18n::new(*lang)
}

/// Figures in the user's units.
#[hook]
pub fn use_units() -> Rc<Units> {
    let cx = use_cx();
    let prefs = use_select(&cx.settings, |s| (s.lang, s.units.clone()));
    let vehicle = use_select(&cx.workspace, |w| w.vehicle.clone());
    let stoich = {
        let vehicle = Rc::clone(&vehicle);
        use_select(&cx.library, move |l| vehicle.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.stoich))
    };
    yew::use_memo((prefs, stoich), |(prefs, stoich)| Units {
        lang: prefs.0,
        prefs: Rc::new(prefs.1.clone()),
        stoich: stoich.unwrap_or(crate::i18n::units::GASOLINE_STOICH),
    })
}

/// How the page looks.
#[hook]
pub fn use_theme() -> ShownTheme {
    let cx = use_cx();
    *use_select(&cx.theme, |theme| *theme)
}

/// Page and view state of the address.
#[hook]
pub fn use_location() -> Rc<Location> {
    let cx = use_cx();
    use_select(&cx.location, Clone::clone)
}

/// The page of the address.
#[hook]
pub fn use_route() -> Rc<Route> {
    let cx = use_cx();
    use_select(&cx.location, |l| l.route.clone())
}
