//! A file that is stored already: open, replace, keep both, or leave it.

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html};

use super::item::{decide, reread_button};
use crate::app::import_queue::{Duplicate, ImportItem, Shared};
use crate::app::select::use_i18n;
use crate::app::services::import::Imports;
use crate::i18n::{I18n, date};
use crate::protocol::OnDuplicate;
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone};
use crate::web::clock;

#[derive(Properties, PartialEq)]
pub struct DuplicateProps {
    pub imports: Imports,
    pub item: Shared<ImportItem>,
    pub twin: Duplicate,
    /// The question is put off; the file still waits in the list.
    pub onclose: Callback<()>,
}

/// The question as a dialog.
#[component]
pub fn DuplicateDialog(props: &DuplicateProps) -> Html {
    let i18n = use_i18n();
    html! {
        <Dialog
            title={t!(i18n, "import-duplicate-title")} onclose={props.onclose.clone()} testid="import-duplicate"
            actions={choices(i18n, &props.imports, &props.item, &props.twin)}
        >
            { text(i18n, &props.item, &props.twin) }
            <p class="muted">{ t!(i18n, "import-duplicate-replace-hint") }</p>
        </Dialog>
    }
}

/// What was found.
pub fn text(i18n: I18n, item: &ImportItem, twin: &Duplicate) -> Html {
    let at = twin.imported_at_ms;
    let when = date::date_time(i18n.lang, at, clock::offset_minutes(at));
    html! { <p>{ t!(i18n, "import-duplicate-text", name = &item.name, session = &twin.name, date = when) }</p> }
}

/// The answers.
pub fn choices(i18n: I18n, imports: &Imports, item: &ImportItem, twin: &Duplicate) -> Html {
    let id = item.id;
    let open = {
        let imports = imports.clone();
        Callback::from(move |_: MouseEvent| imports.open_twin(id))
    };
    let leave = {
        let imports = imports.clone();
        Callback::from(move |_: MouseEvent| imports.cancel(id))
    };
    html! {
        <>
            <Button label={t!(i18n, "import-duplicate-skip")} tone={ButtonTone::Quiet} onclick={leave} />
            { reread_button(i18n, imports, item) }
            <Button label={t!(i18n, "import-duplicate-both")} onclick={decide(imports, id, OnDuplicate::Keep)} />
            <Button
                label={t!(i18n, "import-duplicate-replace")}
                onclick={decide(imports, id, OnDuplicate::Replace(twin.session.clone()))}
            />
            <Button label={t!(i18n, "import-duplicate-open")} tone={ButtonTone::Primary} onclick={open} />
        </>
    }
}
