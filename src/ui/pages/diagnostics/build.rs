use web_sys::MouseEvent;
use yew::{Callback, Html, component, html};

use crate::app::cx::AppCx;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::build_info;
use crate::i18n::Message;
use crate::storage::DB_VERSION;
use crate::t;
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{facts, pad, panel};
use crate::ui::hooks::guarded;
use crate::web::{global, task};

/// The browser in its own words.
fn user_agent() -> String {
    global::window().and_then(|w| w.navigator().user_agent().ok()).unwrap_or_default()
}

/// This build, this browser, and what of it matters here.
#[component]
pub fn BuildPanel() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let connection = use_select(&cx.connection, |c| *c);
    let yes_no = |on: bool| -> Html {
        html! { { if on { t!(i18n, "diagnostics-yes") } else { t!(i18n, "diagnostics-no") } } }
    };
    let cores = global::get(&global::global_get("navigator"), "hardwareConcurrency").as_f64();
    let items = [
        (
            t!(i18n, "diagnostics-version").into(),
            html! { { format!("{} {}", build_info::NAME, build_info::VERSION) } },
        ),
        (t!(i18n, "diagnostics-build").into(), html! { <code>{ build_info::BUILD_ID }</code> }),
        (t!(i18n, "diagnostics-database").into(), html! { { DB_VERSION } }),
        (t!(i18n, "diagnostics-browser").into(), html! { { user_agent() } }),
        (t!(i18n, "diagnostics-cores").into(), html! { { cores.map_or("–".to_owned(), |n| n.to_string()) } }),
        (t!(i18n, "diagnostics-offline").into(), yes_no(connection.offline_ready)),
        (t!(i18n, "diagnostics-secure").into(), yes_no(global::global_get("isSecureContext").is_truthy())),
    ];
    let install = install(&cx);
    let checking = yew::use_mut_ref(|| None);
    let check = {
        let cx = cx.clone();
        Callback::from(move |_| {
            let cx = cx.clone();
            let question = guarded(async move {
                let Some(pwa) = cx.pwa.clone() else { return };
                match pwa.check_for_update().await {
                    Ok(()) if !pwa.update_ready() => cx.done(Message::new("diagnostics-newest")),
                    Ok(()) => {}
                    Err(error) => cx.report(&error.into()),
                }
            });
            *checking.borrow_mut() = Some(question);
        })
    };
    let body = html! {
        <>
            { facts(items) }
            <div class="row">
                if connection.installable {
                    <Button label={t!(i18n, "diagnostics-install")} icon={Icon::Download} onclick={install} />
                }
                if connection.offline_ready {
                    <Button label={t!(i18n, "diagnostics-check-update")} icon={Icon::Refresh} onclick={check} />
                }
            </div>
        </>
    };
    panel(t!(i18n, "diagnostics-about"), Html::default(), pad(body))
}

fn install(cx: &AppCx) -> Callback<MouseEvent> {
    let cx = cx.clone();
    Callback::from(move |_| {
        let cx = cx.clone();
        task::spawn(async move {
            if let Some(pwa) = &cx.pwa
                && let Err(error) = pwa.install().await
            {
                cx.report(&error.into());
            }
        });
    })
}
