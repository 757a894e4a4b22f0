//! What a table is called and what it is for.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_state_eq};

use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services;
use crate::app::services::sessions::{clean_notes, clean_tags};
use crate::app::services::tables as service;
use crate::app::tables::{bank_key, kind_key};
use crate::engine::tables::{MAX_NAME, MapInfo};
use crate::engine::tune::{Bank, TableKind};
use crate::i18n::I18n;
use crate::storage::TableRecord;
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone, Choice, NumberField, Select, TextField};

/// A record as a property: equal when it is the same reading.
#[derive(Clone)]
pub struct RecordRef(pub Rc<TableRecord>);

impl PartialEq for RecordRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct DetailsProps {
    pub record: RecordRef,
    pub onclose: Callback<()>,
}

/// What is typed.
#[derive(Clone, PartialEq)]
struct Typed {
    name: String,
    kind: TableKind,
    vehicle: Option<String>,
    bank: Option<Bank>,
    slot: Option<f64>,
    tags: String,
    notes: String,
}

impl Typed {
    fn of(record: &TableRecord) -> Self {
        let info = &record.table.info;
        Self {
            name: info.name.clone(),
            kind: info.kind,
            vehicle: record.vehicle.clone(),
            bank: info.bank,
            slot: info.map_slot.map(f64::from),
            tags: info.tags.join(", "),
            notes: info.notes.clone(),
        }
    }

    /// What is kept of it; nothing where nothing is left of the name.
    fn info(&self, inner: Option<String>) -> Option<MapInfo> {
        Some(MapInfo {
            name: service::clean_name(&self.name)?,
            kind: self.kind,
            bank: self.bank,
            map_slot: self.slot.map(|n| n as u32),
            notes: clean_notes(&self.notes),
            tags: clean_tags(&self.tags),
            inner,
        })
    }
}

/// See the module.
#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let record = &props.record.0;
    let typed = use_state_eq(|| Typed::of(record));
    let wrong = use_state_eq(|| false);
    let vehicles = use_select(&cx.library, |l| {
        l.vehicles().iter().map(|v| (v.id.clone(), v.name.clone())).collect::<Vec<_>>()
    });
    let save = {
        let (cx, typed, wrong) = (cx.clone(), (*typed).clone(), wrong.setter());
        let (record, onclose) = (Rc::clone(record), props.onclose.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(info) = typed.info(record.table.info.inner.clone()) else { return wrong.set(true) };
            let (id, onclose) = (record.id.clone(), onclose.clone());
            let owner = (typed.vehicle != record.vehicle).then(|| typed.vehicle.clone());
            services::start(&cx, |cx| async move {
                service::describe(&cx, &id, info).await?;
                if let Some(vehicle) = owner {
                    service::assign(&cx, &id, vehicle).await?;
                }
                onclose.emit(());
                Ok(())
            });
        })
    };
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button label={t!(i18n, "tables-details-save")} tone={ButtonTone::Primary} onclick={save} testid="table-details-save" />
        </>
    };
    html! {
        <Dialog title={t!(i18n, "tables-details")} onclose={props.onclose.clone()} {actions} testid="table-details">
            <div class="stack">
                if let Some(inner) = &record.table.info.inner { <p class="muted">{ t!(i18n, "tables-inner", name = inner) }</p> }
                { fields(i18n, &typed, &wrong, &vehicles) }
            </div>
        </Dialog>
    }
}

/// Where the name, the kind and the rest are typed.
fn fields(
    i18n: I18n,
    typed: &UseStateHandle<Typed>,
    wrong: &UseStateHandle<bool>,
    vehicles: &[(String, String)],
) -> Html {
    let put = |put: fn(&mut Typed, String)| {
        let (typed, wrong) = (typed.clone(), wrong.setter());
        Callback::from(move |value: String| {
            let mut next = (*typed).clone();
            put(&mut next, value);
            wrong.set(false);
            typed.set(next);
        })
    };
    let mut owners = vec![Choice::new("", t!(i18n, "tables-vehicle-none"))];
    owners.extend(vehicles.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())));
    let kinds =
        TableKind::ALL.into_iter().map(|k| Choice::new(k.slug(), i18n.t(&kind_key(k)))).collect::<Vec<_>>();
    html! {
        <>
            <TextField
                label={t!(i18n, "tables-name")} value={typed.name.clone()} oninput={put(|t, v| t.name = v)} maxlength={MAX_NAME as u32}
                required={true} error={wrong.then(|| AttrValue::from(t!(i18n, "tables-name-missing")))}
            />
            <Select
                label={t!(i18n, "tables-col-kind")} choices={kinds} value={typed.kind.slug()}
                onchange={put(|t, v| t.kind = TableKind::ALL.into_iter().find(|k| k.slug() == v).unwrap_or(t.kind))}
                hint={AttrValue::from(t!(i18n, "tables-kind-hint"))} testid="table-kind"
            />
            <Select
                label={t!(i18n, "tables-col-vehicle")} choices={owners} value={typed.vehicle.clone().unwrap_or_default()}
                onchange={put(|t, v| t.vehicle = Some(v).filter(|v| !v.is_empty()))} testid="table-vehicle"
            />
            { bank_and_slot(i18n, typed, put(|t, v| t.bank = match v.as_str() { "a" => Some(Bank::A), "b" => Some(Bank::B), _ => None })) }
            <TextField
                label={t!(i18n, "tables-tags")} value={typed.tags.clone()} oninput={put(|t, v| t.tags = v)}
                hint={AttrValue::from(t!(i18n, "tables-tags-hint"))}
            />
            <TextField label={t!(i18n, "tables-notes")} value={typed.notes.clone()} oninput={put(|t, v| t.notes = v)} multiline={true} testid="table-notes" />
        </>
    }
}

fn bank_and_slot(i18n: I18n, typed: &UseStateHandle<Typed>, onbank: Callback<String>) -> Html {
    let banks = vec![
        Choice::new("", t!(i18n, "tables-bank-none")),
        Choice::new("a", i18n.t(bank_key(Bank::A))),
        Choice::new("b", i18n.t(bank_key(Bank::B))),
    ];
    let bank = match typed.bank {
        None => "",
        Some(Bank::A) => "a",
        Some(Bank::B) => "b",
    };
    let onslot = {
        let typed = typed.clone();
        Callback::from(move |slot: Option<f64>| typed.set(Typed { slot, ..(*typed).clone() }))
    };
    html! {
        <div class="fields">
            <Select label={t!(i18n, "tables-bank")} choices={banks} value={bank} onchange={onbank} />
            <NumberField label={t!(i18n, "tables-slot")} value={typed.slot} onchange={onslot} min={1.0} max={999.0} whole={true} />
        </div>
    }
}
