//! Tables of FTManager as people call them.

use crate::engine::tables::MapInfo;
use crate::engine::tune::Bank;
use crate::engine::tune::names::{By, ForGear, Told, told};
use crate::i18n::I18n;
use crate::t;

/// What a table is about.
pub fn subject_key(subject: &str) -> String {
    format!("table-name-about-{subject}")
}

/// What a table goes by.
pub fn by_key(by: By) -> String {
    format!("table-name-by-{}", by.slug())
}

/// `Ignition retard by gear and rpm` for `FuncTables.Func_GearRetard_NEW_Table`; `None` where the name says nothing.
pub fn readable_name(i18n: I18n, inner: &str) -> Option<String> {
    told(inner).map(|told| in_words(i18n, &told))
}

fn in_words(i18n: I18n, told: &Told) -> String {
    let mut what = i18n.t(&subject_key(told.subject)).into_owned();
    if let Some(n) = told.number {
        what = format!("{what} {n}");
    }
    let by = |by: By| i18n.t(&by_key(by)).into_owned();
    let mut parts = vec![match told.by.as_slice() {
        [] => what,
        [one] => t!(i18n, "table-name-one", what = what, by = by(*one)).into_owned(),
        [first, second, ..] => {
            t!(i18n, "table-name-two", what = what, first = by(*first), second = by(*second)).into_owned()
        }
    }];
    parts.extend(told.gear.map(|gear| match gear {
        ForGear::Neutral => t!(i18n, "table-name-neutral").into_owned(),
        ForGear::Gear(n) => t!(i18n, "table-name-gear", n = n).into_owned(),
    }));
    parts.extend(told.bank.map(|bank| match bank {
        Bank::A => t!(i18n, "table-name-bank-a").into_owned(),
        Bank::B => t!(i18n, "table-name-bank-b").into_owned(),
    }));
    if told.older {
        parts.push(t!(i18n, "table-name-older").into_owned());
    }
    parts.join(", ")
}

/// The same with a readable name, where its program's own name tells one.
#[must_use]
pub fn named(i18n: I18n, info: &MapInfo) -> MapInfo {
    let inner = info.inner.as_deref().unwrap_or(&info.name);
    // A name that somebody gave stays. FTManager's have the group of the calibration before them.
    let own = info.inner.as_ref().map_or(!info.name.contains('.'), |inner| *inner != info.name);
    match readable_name(i18n, inner).filter(|_| !own) {
        Some(name) => MapInfo { name, inner: Some(inner.to_owned()), ..info.clone() },
        None => info.clone(),
    }
}
