//! A table into a tune of TunerStudio that the user hands in.

use std::rc::Rc;

use js_sys::Uint8Array;
use web_sys::File;

use super::current;
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::services::files;
use crate::engine::tables::exchange::{
    IntoTuneError, MAX_FILE, Slot, part_of_tune, slots_for, write_into_tune,
};
use crate::engine::tune::{Definition, MAX_DEFINITION};
use crate::message;
use crate::protocol::{ErrorCode, WireError};
use crate::web::{download, global};

/// A tune that was handed in, and its tables into which ours may go.
#[derive(Clone)]
pub struct OpenTune {
    pub name: String,
    bytes: Rc<Vec<u8>>,
    definition: Rc<Definition>,
    pub slots: Vec<Slot>,
    /// The one that ours came out of, by its name.
    pub own: Option<String>,
}

impl PartialEq for OpenTune {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bytes, &other.bytes)
    }
}

/// Reads a tune for a table, with the definition of its firmware where that came along.
pub async fn open_tune(
    cx: &AppCx,
    id: &str,
    file: File,
    definition: Option<File>,
) -> Result<OpenTune, AppError> {
    let (_, table) = current(cx, id).await?;
    let bytes = bytes_of(&file, MAX_FILE).await?;
    let definition = match definition {
        Some(file) => Definition::read(&String::from_utf8_lossy(&bytes_of(&file, MAX_DEFINITION).await?)),
        None => Definition::default(),
    };
    let slots = slots_for(&bytes, &definition, &table).map_err(|error| refused(&error))?;
    let mut names = [table.info.inner.as_ref(), Some(&table.info.name)].into_iter().flatten();
    let own = names.find(|name| slots.iter().any(|slot| slot.name == **name)).cloned();
    Ok(OpenTune { name: file.name(), bytes: Rc::new(bytes), definition: Rc::new(definition), slots, own })
}

/// Hands the tune to the user with the table in it as it is now, or the table alone as a part of the tune.
pub async fn save_into_tune(
    cx: &AppCx,
    id: &str,
    tune: &OpenTune,
    slot: &str,
    part: bool,
) -> Result<(), AppError> {
    let (_, table) = current(cx, id).await?;
    let write = if part { part_of_tune } else { write_into_tune };
    let bytes = write(&tune.bytes, slot, &tune.definition, &table).map_err(|error| refused(&error))?;
    let name = if part { format!("{}.msqpart", files::stem(&table.info.name)) } else { tune.name.clone() };
    download::save(&name, &download::bytes_blob(&bytes, "application/octet-stream")?)?;
    cx.done(message!("tables-exported", n = 1, file = name));
    Ok(())
}

async fn bytes_of(file: &File, most: usize) -> Result<Vec<u8>, AppError> {
    if file.size() > most as f64 {
        return Err(WireError::new(ErrorCode::NoTables, "a file that is too long for a tune").into());
    }
    let buffer = global::settle(file.array_buffer().into()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn refused(error: &IntoTuneError) -> AppError {
    WireError::new(ErrorCode::NoTables, error.to_string()).into()
}
