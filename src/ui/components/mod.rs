//! Reusable parts. They get data and callbacks by props and know neither services nor pages; what they need of the
//! application is the language and the units.
//!
//! - `form`: `Button`, `IconButton`, `TextField`, `NumberField` (base unit in and out, shown in the user's unit),
//!   `Select`, `Segmented`, `Switch`, `Checkbox`, `SearchField`. A field hands its value on when it is left, not at
//!   every letter. A control that cannot be used gets `disabled={Some(reason)}` and says why.
//! - `layout`: `Link`, and as functions `page_header`, `panel`, `pad`, `tabs`, `facts`, `figure`.
//! - `feedback`: `Dialog` (open while rendered), `Popover`, `Menu`, `SearchList`, `ToastRegion`, and as functions
//!   `tag`, `notice`, `empty_state`, `skeleton`, `progress_bar`, `meter`, `kbd`, `error_panel`.
//! - `expr`: `ExprField` (an expression with suggestions and its error marked), `FunctionHelp`.
//! - `table`: `VirtualRows`.
//! - `icons`: `icon(Icon::…)`.
//!
//! Dumb fragments are functions, not components: they cost no scope, no comparison and little code.
//! Texts come in as `AttrValue`; `t!(i18n, "key")` fits wherever one is asked for.

pub mod expr;
pub mod feedback;
pub mod form;
pub mod icons;
pub mod layout;
pub mod table;
