//! Tables of calibrations as they are listed, named, taken out of files, compared and laid over logs. Pure.

mod bare;
mod beside;
mod compare;
mod groups;
mod hits_layer;
mod list;
mod names;
mod over;
mod own_axes;
mod reference;
mod words;

pub use bare::{Along, Meant, Measure, along_choices, guess, measures};
pub use beside::{MOST_BESIDE, beside, with_beside};
pub use compare::{Compared, Scale, shade};
pub use groups::{GROUPS_FROM, TableGroup, grouped};
pub use hits_layer::HitsLayer;
pub use list::{Owner, SortKey, TableFilter, TableItem, listed};
pub use names::{by_key, named, readable_name, subject_key};
pub use over::{Figure, OverLog};
pub use own_axes::{LEAST_POINTS, OwnAxes, OwnAxis};
pub use reference::Reference;
pub use words::{
    axis_title, bank_key, cell_symbol, cell_text, delta_text, diff_error_key, exchange_error, figure_key,
    file_kind_key, group_key, has_no_tables, kind_key, map_refusal, merge_key, origin_key, point_text,
    refused_text, size_text, sort_key, tab_key, template_key,
};
