//! Installing the application, keeping it offline, and learning of a new version.
//!
//! A new version waits until the user agrees: the running page keeps its own files until it is reloaded.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget, File, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::events::{self, Listener};
use super::pubsub::PubSub;
use super::{JsError, global, task};

/// Message that tells a waiting service worker to take over.
pub const TAKE_OVER: &str = "fueltune:take-over";

/// What changed.
#[derive(Clone, Debug)]
pub enum PwaEvent {
    /// Everything needed offline is stored.
    OfflineReady,
    /// A new version is stored and waits.
    UpdateReady,
    /// Whether the browser offers to install changed.
    Installable(bool),
    /// It was installed.
    Installed,
    /// The system opened files with the application.
    Files(Vec<File>),
}

/// The state of installing and updating; one per page.
#[derive(Clone)]
pub struct Pwa(Rc<Inner>);

type Consumer = Closure<dyn Fn(JsValue)>;

struct Inner {
    events: PubSub<PwaEvent>,
    registration: RefCell<Option<ServiceWorkerRegistration>>,
    prompt: RefCell<Option<JsValue>>,
    update_ready: Cell<bool>,
    offline_ready: Cell<bool>,
    reload: Cell<bool>,
    opened: RefCell<Vec<File>>,
    listeners: RefCell<Vec<Listener>>,
    launch: RefCell<Option<Consumer>>,
}

impl Pwa {
    /// Listens to what the browser offers; call it early, `beforeinstallprompt` comes once.
    pub fn start() -> Result<Self, JsError> {
        let window = global::window().ok_or_else(|| JsError::missing("window"))?;
        let pwa = Pwa(Rc::new(Inner {
            events: PubSub::new(),
            registration: RefCell::default(),
            prompt: RefCell::default(),
            update_ready: Cell::new(false),
            offline_ready: Cell::new(false),
            reload: Cell::new(false),
            opened: RefCell::default(),
            listeners: RefCell::default(),
            launch: RefCell::default(),
        }));
        let offered = pwa.downgrade();
        pwa.keep(events::on_active::<Event>(&window, "beforeinstallprompt", false, move |event| {
            event.prevent_default();
            if let Some(pwa) = offered() {
                *pwa.0.prompt.borrow_mut() = Some(event.clone().into());
                pwa.0.events.emit(&PwaEvent::Installable(true));
            }
        }));
        let installed = pwa.downgrade();
        pwa.keep(events::on::<Event>(&window, "appinstalled", move |_| {
            if let Some(pwa) = installed() {
                *pwa.0.prompt.borrow_mut() = None;
                pwa.0.events.emit(&PwaEvent::Installable(false));
                pwa.0.events.emit(&PwaEvent::Installed);
            }
        }));
        pwa.take_files();
        Ok(pwa)
    }

    /// What changes.
    pub fn events(&self) -> &PubSub<PwaEvent> {
        &self.0.events
    }

    /// Whether a new version waits.
    pub fn update_ready(&self) -> bool {
        self.0.update_ready.get()
    }

    /// Whether the page works without a network.
    pub fn offline_ready(&self) -> bool {
        self.0.offline_ready.get()
    }

    /// Whether the browser would install on request.
    pub fn installable(&self) -> bool {
        self.0.prompt.borrow().is_some()
    }

    /// Files the system opened the application with, once.
    pub fn take_opened_files(&self) -> Vec<File> {
        self.0.opened.take()
    }

    /// Registers the service worker, if the browser has any.
    pub async fn register(&self, script: &str) -> Result<(), JsError> {
        let container = container()?;
        let address = global::resolve(script)?;
        // What blocks service workers may put a function in the place of the browser's that answers with nothing.
        let answer = JsFuture::from(container.register(&address)).await?;
        let registration: ServiceWorkerRegistration = global::cast(answer, "serviceWorker.register")?;
        let changed = self.downgrade();
        self.keep(events::on::<Event>(&container, "controllerchange", move |_| {
            // The first controller is no update, and another tab's consent is not this one's.
            if let Some(pwa) = changed()
                && pwa.0.reload.replace(false)
                && let Some(window) = global::window()
                && let Err(error) = window.location().reload()
            {
                tracing::warn!(error = %JsError::from(error), "cannot reload");
            }
        }));
        let found = self.downgrade();
        let target = registration.clone();
        self.keep(events::on::<Event>(&registration, "updatefound", move |_| {
            if let (Some(pwa), Some(worker)) = (found(), target.installing()) {
                pwa.watch(&worker);
            }
        }));
        if registration.waiting().is_some() && container.controller().is_some() {
            self.announce_update();
        } else if registration.active().is_some() {
            self.announce_offline();
        }
        if let Some(worker) = registration.installing() {
            self.watch(&worker);
        }
        *self.0.registration.borrow_mut() = Some(registration);
        Ok(())
    }

    /// Asks the server for a new version.
    pub async fn check_for_update(&self) -> Result<(), JsError> {
        let registration = self.0.registration.borrow().clone();
        if let Some(registration) = registration {
            JsFuture::from(registration.update()?).await?;
        }
        Ok(())
    }

    /// Lets the waiting version take over; the page reloads when it has.
    pub fn apply_update(&self) -> Result<(), JsError> {
        let registration = self.0.registration.borrow().clone();
        if let Some(waiting) = registration.and_then(|r| r.waiting()) {
            self.0.reload.set(true);
            waiting.post_message(&JsValue::from_str(TAKE_OVER))?;
        } else if let Some(window) = global::window() {
            window.location().reload()?;
        }
        Ok(())
    }

    /// Shows the browser's question whether to install; true if the user agreed.
    pub async fn install(&self) -> Result<bool, JsError> {
        let prompt = self.0.prompt.borrow_mut().take();
        let Some(prompt) = prompt else { return Err(JsError::missing("beforeinstallprompt")) };
        self.0.events.emit(&PwaEvent::Installable(false));
        global::settle(global::call(&prompt, "prompt", &[])?).await?;
        let choice = global::settle(global::get(&prompt, "userChoice")).await?;
        Ok(global::get(&choice, "outcome").as_string().as_deref() == Some("accepted"))
    }

    fn watch(&self, worker: &ServiceWorker) {
        let pwa = self.downgrade();
        let installing = worker.clone();
        let target: &EventTarget = worker.unchecked_ref();
        self.keep(events::on::<Event>(target, "statechange", move |_| {
            let Some(pwa) = pwa() else { return };
            match installing.state() {
                // Without a controller this is the first visit: nothing runs that could be out of date.
                web_sys::ServiceWorkerState::Installed
                    if container().is_ok_and(|c| c.controller().is_some()) =>
                {
                    pwa.announce_update();
                }
                web_sys::ServiceWorkerState::Activated => pwa.announce_offline(),
                _ => {}
            }
        }));
    }

    fn announce_update(&self) {
        self.0.update_ready.set(true);
        self.0.events.emit(&PwaEvent::UpdateReady);
    }

    fn announce_offline(&self) {
        if !self.0.offline_ready.replace(true) {
            self.0.events.emit(&PwaEvent::OfflineReady);
        }
    }

    /// Files that the system opens with the application (`file_handlers` of the manifest).
    fn take_files(&self) {
        let queue = global::global_get("launchQueue");
        if queue.is_undefined() {
            return;
        }
        let pwa = self.downgrade();
        let consumer = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
            let Some(pwa) = pwa() else { return };
            task::spawn_logged("open files", async move {
                let handles: Array = global::get(&launch, "files").dyn_into().unwrap_or_default();
                let mut files = Vec::new();
                for handle in handles.iter() {
                    files
                        .push(global::settle(global::call(&handle, "getFile", &[])?).await?.unchecked_into());
                }
                if !files.is_empty() {
                    pwa.0.opened.borrow_mut().extend(files.iter().cloned());
                    pwa.0.events.emit(&PwaEvent::Files(files));
                }
                Ok::<_, JsError>(())
            });
        });
        match global::call(&queue, "setConsumer", &[consumer.as_ref().clone()]) {
            Ok(_) => *self.0.launch.borrow_mut() = Some(consumer),
            Err(error) => tracing::warn!(%error, "cannot take files from the system"),
        }
    }

    fn keep(&self, listener: Listener) {
        self.0.listeners.borrow_mut().push(listener);
    }

    fn downgrade(&self) -> impl Fn() -> Option<Pwa> + 'static {
        let weak = Rc::downgrade(&self.0);
        move || weak.upgrade().map(Pwa)
    }
}

fn container() -> Result<ServiceWorkerContainer, JsError> {
    let window = global::window().ok_or_else(|| JsError::missing("window"))?;
    // Only a secure origin has it; the binding would hand out undefined.
    if global::get(&window.navigator(), "serviceWorker").is_undefined() {
        return Err(JsError::missing("serviceWorker"));
    }
    Ok(window.navigator().service_worker())
}
