//! Where things are: the checkout, the cached tools, the scratch folder.

use crate::failure::{Context, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

pub struct Project {
    pub root: PathBuf,
    /// trunk, wasm-bindgen and, where need be, a compiler: shared by all checkouts.
    pub tools: PathBuf,
    /// Where cargo puts what it builds.
    pub target: PathBuf,
    /// Stamps and half-made things of this tool.
    pub scratch: PathBuf,
    /// Asked for at the start: a build of the tests replaces the file under this very process.
    pub this_program: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        let root = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let tools = match env::var_os("FUELTUNE_TOOLS") {
            Some(folder) => PathBuf::from(folder),
            None => cache_folder()?.join("fueltune").join("tools"),
        };
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let scratch = target.join("xtask");
        fs::create_dir_all(&scratch).context(|| format!("{} cannot be made", scratch.display()))?;
        let this_program = env::current_exe().context(|| "this program cannot be found".to_owned())?;
        Ok(Self { root, tools, target, scratch, this_program })
    }

    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The npm package that pins what the build and the tests take from npm.
    pub fn npm(&self) -> PathBuf {
        self.root.join("tests")
    }

    pub fn npm_bin(&self) -> PathBuf {
        self.npm().join("node_modules").join(".bin")
    }

    pub fn tools_bin(&self) -> PathBuf {
        self.tools.join("bin")
    }

    pub fn read(&self, path: &str) -> Result<String> {
        read(&self.root.join(path))
    }

    /// Version of a crate in Cargo.lock.
    pub fn locked_version(&self, name: &str) -> Result<String> {
        let lock = self.read("Cargo.lock")?;
        let wanted = format!("name = \"{name}\"");
        let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
        lines
            .next()
            .and_then(|line| line.strip_prefix("version = \""))
            .and_then(|rest| rest.strip_suffix('"'))
            .map(str::to_owned)
            .context(|| format!("Cargo.lock names no {name}"))
    }
}

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).context(|| format!("{} cannot be read", path.display()))
}

pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::write(path, content).context(|| format!("{} cannot be written", path.display()))
}

fn cache_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder));
    }
    env::home_dir()
        .map(|home| home.join(".cache"))
        .context(|| "no home folder; set FUELTUNE_TOOLS to a folder for the tools".to_owned())
}

/// Every file below a folder, in a stable order, with its path relative to `base`.
pub fn files_below(folder: &Path, base: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    collect(folder, base, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, base: &Path, found: &mut Vec<(String, PathBuf)>) -> Result<()> {
    for entry in fs::read_dir(folder).context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, base, found)?;
        } else {
            let relative = path.strip_prefix(base).unwrap_or(&path);
            let name: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            found.push((name.join("/"), path));
        }
    }
    Ok(())
}
