//! The handles that every part of the application works with. They never change while the page lives, so handing
//! them down re-renders nobody.

use std::any::Any;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use super::error::{AppError, Explain};
use super::jobs::Jobs;
use super::library::Library;
use super::route::Location;
use super::services::analyst::Analyst;
use super::services::import::Imports;
use super::settings::{Settings, ShownTheme};
use super::store::Store;
use super::toasts::{Toast, Toasts, ToastsAction, Tone};
use super::workspace::Workspace;
use crate::i18n::units::{GASOLINE_STOICH, Units};
use crate::i18n::{I18n, Message};
use crate::protocol::{ErrorCode, WireError};
use crate::storage::Db;
use crate::web::folders::FoundFile;
use crate::web::pwa::Pwa;
use crate::worker::WorkerClient;

/// What a user hands in: dropped, picked, pasted or opened by the system.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// Some files, alone or out of folders.
    Files(Vec<FoundFile>),
    Text(String),
}

/// A use-case that is there once its part of the application has put it in place. Controls that need it appear then.
pub type Slot<T> = Store<Option<Rc<T>>>;

/// Takes what the user hands in.
pub type Intake = dyn Fn(Incoming);

/// Database and worker, once they are there.
#[derive(Clone)]
pub struct Core {
    pub db: Db,
    pub worker: WorkerClient,
    pub analyst: Analyst,
}

/// How far the start is.
#[derive(Clone, Default)]
pub enum Backend {
    #[default]
    Starting,
    Ready(Core),
    Failed(AppError),
}

impl Backend {
    /// Whether the start is over, well or badly.
    pub fn is_settled(&self) -> bool {
        !matches!(self, Backend::Starting)
    }

    /// Why there is no database, if so.
    pub fn error(&self) -> Option<AppError> {
        match self {
            Backend::Failed(error) => Some(error.clone()),
            _ => None,
        }
    }
}

/// Network and offline store.
#[allow(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// Everything needed without a network is stored.
    pub offline_ready: bool,
    /// The browser says that there is no network.
    pub offline: bool,
    /// A new version waits for a reload.
    pub update_ready: bool,
    /// The browser would install on request.
    pub installable: bool,
    /// There is no database: everything is gone when the page closes.
    pub nothing_kept: bool,
}

/// What is open above every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    #[default]
    Nothing,
    Palette,
    Keys,
    /// What a session is written as; by its id.
    Export(String),
}

/// See the module.
#[derive(Clone)]
pub struct AppCx(Rc<Stores>);

/// The stores and use-cases behind [`AppCx`].
pub struct Stores {
    pub settings: Store<Settings>,
    pub toasts: Store<Toasts>,
    pub jobs: Store<Jobs>,
    pub library: Store<Library>,
    pub workspace: Store<Workspace>,
    pub location: Store<Location>,
    pub backend: Store<Backend>,
    pub connection: Store<Connection>,
    /// How the page looks. Whoever draws with colours of the style sheet draws again when it changes.
    pub theme: Store<ShownTheme>,
    pub overlay: Store<Overlay>,
    /// Installing and updating, where the browser can.
    pub pwa: Option<Pwa>,
    /// Where dropped, picked and pasted logs go.
    pub intake: Slot<Intake>,
    /// Takes them while a page is shown that has a use of its own for files.
    pub page_intake: Slot<Intake>,
    /// Files on their way into the library.
    pub imports: Slot<Imports>,
    /// Opens the built-in example log.
    pub open_demo: Slot<dyn Fn()>,
    kept: RefCell<Vec<Box<dyn Any>>>,
}

impl AppCx {
    /// Fresh stores around settings and an address.
    pub fn new(settings: Settings, location: Location, pwa: Option<Pwa>) -> Self {
        Self(Rc::new(Stores {
            settings: Store::new(settings),
            toasts: Store::new(Toasts::default()),
            jobs: Store::new(Jobs::default()),
            library: Store::new(Library::default()),
            workspace: Store::new(Workspace::default()),
            location: Store::new(location),
            backend: Store::new(Backend::default()),
            connection: Store::new(Connection::default()),
            theme: Store::new(ShownTheme::default()),
            overlay: Store::new(Overlay::default()),
            pwa,
            intake: Store::new(None),
            page_intake: Store::new(None),
            imports: Store::new(None),
            open_demo: Store::new(None),
            kept: RefCell::default(),
        }))
    }

    /// Keeps a listener or subscription as long as the page lives.
    pub fn keep(&self, what: impl Any) {
        self.0.kept.borrow_mut().push(Box::new(what));
    }

    /// Database and worker.
    pub fn core(&self) -> Result<Core, AppError> {
        match &*self.backend.get() {
            Backend::Ready(core) => Ok(core.clone()),
            Backend::Failed(error) => Err(error.clone()),
            Backend::Starting => {
                Err(WireError::new(ErrorCode::Internal, "asked before the start was over").into())
            }
        }
    }

    /// Texts in the language of the moment. Components use the hook `use_i18n`, which follows a change.
    pub fn i18n(&self) -> I18n {
        I18n::new(self.settings.get().lang)
    }

    /// Units of the moment. Components use the hook `use_units`, which follows a change.
    pub fn units(&self) -> Units {
        let settings = self.settings.get();
        Units { lang: settings.lang, prefs: Rc::new(settings.units.clone()), stoich: self.stoich() }
    }

    /// Air-fuel ratio at λ 1 of the selected vehicle's fuel; gasoline's where no vehicle is selected.
    pub fn stoich(&self) -> f64 {
        let library = self.library.get();
        let workspace = self.workspace.get();
        let vehicle = workspace.vehicle.as_deref().and_then(|id| library.vehicle(id));
        vehicle.map_or(GASOLINE_STOICH, |v| v.stoich)
    }

    /// Shows a notice.
    pub fn toast(&self, toast: Toast) {
        self.toasts.dispatch(ToastsAction::Show(toast));
    }

    /// Says that something was done.
    pub fn done(&self, title: Message) {
        self.toast(Toast::new(Tone::Good, title));
    }

    /// Says that something was done, and offers to undo it.
    pub fn done_with_undo(&self, title: Message, undo: impl Fn() + 'static) {
        self.toast(Toast::new(Tone::Good, title).action(Message::new("frame-undo"), undo));
    }

    /// Tells about an error of an action: the one place where it becomes visible. What the user stopped is no error,
    /// and a crash of the worker has been told already.
    pub fn report(&self, error: &AppError) {
        if matches!(error, AppError::Cancelled | AppError::WorkerCrashed(_)) {
            return;
        }
        tracing::warn!(%error, "told to the user");
        let message = error.user_message();
        let mut toast = Toast::new(Tone::Bad, message.title);
        toast.advice = message.advice;
        toast.details = message.details;
        if error.wants_reload() {
            toast = toast.action(Message::new("frame-reload"), crate::app::boot::reload);
        }
        self.toast(toast);
    }
}

impl PartialEq for AppCx {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for AppCx {
    type Target = Stores;

    fn deref(&self) -> &Stores {
        &self.0
    }
}
