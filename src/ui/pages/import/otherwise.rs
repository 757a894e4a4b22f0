//! A text that is no log as it was read: the user says what its form is, and it is read again.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use crate::app::import_queue::ItemId;
use crate::app::import_words::{delimiter_key, encoding_key, time_unit_key};
use crate::app::select::use_i18n;
use crate::app::services::import::Imports;
use crate::engine::import::{Delimiter, Encoding, ImportOptions, TimeUnit};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::form::{Button, Choice, Select, TextField};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct OtherwiseProps {
    pub imports: Imports,
    pub id: ItemId,
    /// What it was read with.
    pub options: ImportOptions,
}

/// See the module.
#[component]
pub fn Otherwise(props: &OtherwiseProps) -> Html {
    let i18n = use_i18n();
    let options = use_state_eq(|| props.options.clone());
    let tried = props.options != ImportOptions::default();
    let set = |change: fn(&mut ImportOptions, String)| {
        let (now, setter) = ((*options).clone(), options.setter());
        Callback::from(move |value: String| {
            let mut next = now.clone();
            change(&mut next, value);
            setter.set(next);
        })
    };
    let read = {
        let (imports, id, mut options) = (props.imports.clone(), props.id, (*options).clone());
        options.time_column =
            options.time_column.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        Callback::from(move |_: MouseEvent| imports.again_with(id, options.clone()))
    };
    let same = (*options == props.options).then(|| AttrValue::from(t!(i18n, "import-otherwise-same")));
    html! {
        <details class="otherwise" open={tried} data-testid="import-otherwise">
            <summary>{ t!(i18n, "import-otherwise") }</summary>
            <p class="muted">{ t!(i18n, "import-otherwise-text") }</p>
            <div class="fields">
                <TextField
                    label={t!(i18n, "import-form-time-column")} value={options.time_column.clone().unwrap_or_default()}
                    hint={AttrValue::from(t!(i18n, "import-otherwise-column-hint"))} testid="otherwise-column"
                    oninput={set(|o, text| o.time_column = Some(text).filter(|t| !t.is_empty()))}
                />
                { pick(i18n, "import-form-time-unit", "otherwise-time-unit", options.time_unit, &TimeUnit::NUMBERS, time_unit_key,
                    set(|o, i| o.time_unit = at(&TimeUnit::NUMBERS, &i))) }
                { pick(i18n, "import-form-delimiter", "otherwise-delimiter", options.delimiter, &Delimiter::ALL, delimiter_key,
                    set(|o, i| o.delimiter = at(&Delimiter::ALL, &i))) }
                { pick(i18n, "import-form-encoding", "otherwise-encoding", options.encoding, &Encoding::ALL, encoding_key,
                    set(|o, i| o.encoding = at(&Encoding::ALL, &i))) }
            </div>
            <Button
                label={t!(i18n, "import-otherwise-read")} icon={Icon::Refresh} onclick={read} disabled={same}
                testid="otherwise-read"
            />
        </details>
    }
}

fn at<T: Copy>(all: &[T], i: &str) -> Option<T> {
    i.parse::<usize>().ok().and_then(|i| all.get(i)).copied()
}

/// A list whose first entry leaves it to the importer.
fn pick<T: Copy + PartialEq>(
    i18n: I18n,
    label: &'static str,
    testid: &'static str,
    now: Option<T>,
    all: &[T],
    key: fn(T) -> &'static str,
    onchange: Callback<String>,
) -> Html {
    let mut choices = vec![Choice::new("", i18n.t("import-form-auto"))];
    choices.extend(all.iter().enumerate().map(|(i, x)| Choice::new(i.to_string(), i18n.t(key(*x)))));
    let value = now.and_then(|now| all.iter().position(|x| *x == now)).map(|i| i.to_string());
    html! { <Select label={i18n.t(label)} {choices} value={value.unwrap_or_default()} {onchange} {testid} /> }
}
