//! Files in folders: dropped ones, and those of a folder that the browser lets the user choose.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

use super::{JsError, global};

/// Folders inside each other that are looked into.
const MOST_DEPTH: usize = 32;

/// A file with the folder it was found in; the folder is empty where the file came alone.
#[derive(Clone, Debug)]
pub struct FoundFile {
    pub file: File,
    pub folder: String,
}

impl FoundFile {
    /// A file that came without a folder.
    pub fn alone(file: File) -> Self {
        Self { file, folder: String::new() }
    }

    /// A file of a folder that was chosen in the browser's dialog.
    pub fn chosen(file: File) -> Self {
        let path = global::get(&file, "webkitRelativePath").as_string().unwrap_or_default();
        Self { folder: parent(&path), file }
    }
}

/// What was found in folders.
#[derive(Debug, Default)]
pub struct Walk {
    pub files: Vec<FoundFile>,
    /// Files and folders that the browser could not open.
    pub unreadable: u32,
    /// There are more files than were asked for.
    pub more: bool,
}

/// Whether the browser lets the user choose a folder.
pub fn can_be_chosen() -> bool {
    let prototype = global::get(&global::global_get("HTMLInputElement"), "prototype");
    // Asking `undefined` throws; then there is no such field either.
    Reflect::has(&prototype, &"webkitdirectory".into()).unwrap_or(false)
}

/// What was dropped, if there is a folder among it. Only while the event is handled does the browser tell.
pub fn dropped(data: &DataTransfer) -> Option<Vec<FileSystemEntry>> {
    let items = data.items();
    let entry = |i| items.get(i)?.webkit_get_as_entry().ok().flatten();
    let entries: Vec<FileSystemEntry> = (0..items.length()).filter_map(entry).collect();
    entries.iter().any(FileSystemEntry::is_directory).then_some(entries)
}

/// The files of these folders and of those inside them, each folder's by name. `keep` says by its name whether a file or
/// folder is looked at. At most so many files are taken.
pub async fn walk(entries: Vec<FileSystemEntry>, keep: fn(&str) -> bool, most: usize) -> Walk {
    let mut walk = Walk::default();
    let mut open: Vec<(FileSystemEntry, usize)> = entries.into_iter().rev().map(|e| (e, 0)).collect();
    while let Some((entry, depth)) = open.pop() {
        if !keep(&entry.name()) {
            continue;
        }
        let outcome = if entry.is_directory() {
            if depth >= MOST_DEPTH { Ok(Vec::new()) } else { children(entry.unchecked_into()).await }
        } else if walk.files.len() >= most {
            walk.more = true;
            break;
        } else {
            let folder = parent(&entry.full_path());
            file_of(entry.unchecked_into()).await.map(|file| {
                walk.files.push(FoundFile { file, folder });
                Vec::new()
            })
        };
        match outcome {
            Ok(found) => open.extend(found.into_iter().rev().map(|e| (e, depth + 1))),
            Err(error) => {
                tracing::debug!(%error, "what was dropped cannot be opened");
                walk.unreadable += 1;
            }
        }
    }
    walk
}

async fn file_of(entry: FileSystemFileEntry) -> Result<File, JsError> {
    let promise = Promise::new(&mut |found, failed| {
        entry.file_with_callback_and_callback(&found, &failed);
    });
    global::cast(JsFuture::from(promise).await?, "File")
}

/// The browser hands the entries of a folder out in portions, and an empty one at the end.
async fn children(folder: FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsError> {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut all: Vec<FileSystemEntry> = Vec::new();
    loop {
        let promise = Promise::new(&mut |found, failed| {
            if let Err(error) = reader.read_entries_with_callback_and_callback(&found, &failed) {
                super::ignore(failed.call1(&JsValue::UNDEFINED, &error));
            }
        });
        let portion: Array = global::cast(JsFuture::from(promise).await?, "Array")?;
        if portion.length() == 0 {
            all.sort_by_key(FileSystemEntry::name);
            return Ok(all);
        }
        all.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

/// The folder of a path, without a slash at its ends.
fn parent(path: &str) -> String {
    path.rsplit_once('/').map_or("", |(folder, _)| folder).trim_matches('/').to_owned()
}
