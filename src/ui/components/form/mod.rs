//! Controls and fields.

mod button;
mod choice;
mod field;
mod number;

pub use button::{Button, ButtonProps, ButtonTone, IconButton, IconButtonProps};
pub use choice::{Checkbox, CheckboxProps, Choice, ChoiceProps, Segmented, Select, Switch, SwitchProps};
pub use field::{SearchField, SearchFieldProps, TextField, TextFieldProps, field_frame, typed};
pub use number::{NumberField, NumberFieldProps};
