//! What the application is, does and holds; and the whole library to a file and back.

mod backup;
mod build;
mod device;
mod log;
mod operations;

use yew::{Html, component, html};

use crate::app::select::use_i18n;
use crate::t;
use crate::ui::components::layout::page_header;

#[component]
pub fn DiagnosticsPage() -> Html {
    let i18n = use_i18n();
    html! {
        <>
            { page_header(t!(i18n, "diagnostics-title"), html! { { t!(i18n, "diagnostics-sub") } }, Html::default()) }
            <div class="stack">
                <div class="masonry">
                    <device::StoragePanel />
                    <backup::BackupPanel />
                    <device::WorkerPanel />
                    <build::BuildPanel />
                </div>
                <operations::OperationsPanel />
                <log::LogPanel />
            </div>
        </>
    }
}
