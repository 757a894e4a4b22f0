//! Cuts a program, the page's or the worker's, into what has to be there at the start and the parts that are fetched
//! when they are wanted.
//!
//! `src/ui/pages/fetched.rs` and `src/worker/fetched.rs` mark the functions to cut along. trunk makes one file of a
//! program; here it is taken as the linker left it, cut, bound to JavaScript and optimised, and put in the place of
//! trunk's.

use crate::cmd::{self, command};
use crate::digest;
use crate::failure::{Context, Failure, Result};
use crate::optimise;
use crate::progress::Step;
use crate::project::{self, Project, files_below};
use std::fs;
use std::path::{Path, PathBuf};

/// What the splitter calls the script that fetches the parts.
const LOADER: &str = "__wasm_split.js";
/// How the splitter instantiates a part: only where the server knows the type of WebAssembly.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
/// How it is done instead. The program itself is started with the same care by wasm-bindgen.
const INSTANTIATE: &str = r#"
async function instantiate(source, imports) {
    const response = await source;
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    if (response.headers.get("Content-Type") === "application/wasm") {
        return WebAssembly.instantiateStreaming(response, imports);
    }
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
"#;
/// A program that is cut.
pub struct Program<'a> {
    /// Name of the binary.
    pub name: &'static str,
    /// The profile of its release build.
    pub profile: &'static str,
    /// How wasm-opt treats it.
    pub level: &'static str,
    /// What the names of its parts begin with.
    pub prefix: &'static str,
    /// What trunk called its script and its module.
    pub script: &'a str,
    pub module: &'a str,
}

impl Program<'_> {
    /// Name of the script that fetches the parts; in a release build it becomes part of the program's own.
    fn parts_script(&self) -> String {
        format!("{}_parts.js", self.name)
    }

    /// The program as the linker left it.
    fn linked(&self, project: &Project, release: bool) -> PathBuf {
        let profile = if release { self.profile } else { "debug" };
        project.target.join("wasm32-unknown-unknown").join(profile).join(format!("{}.wasm", self.name))
    }
}

/// Puts the cut program in the place of trunk's, and its parts beside it.
pub fn run(
    project: &Project,
    staging: &Path,
    program: &Program<'_>,
    release: bool,
    step: &Step,
) -> Result<()> {
    let Program { name: program_name, script, module, .. } = program;
    let work = project.scratch.join("split").join(program_name);
    if work.exists() {
        fs::remove_dir_all(&work).context(|| format!("{} cannot be removed", work.display()))?;
    }
    let (cut, bound) = (work.join("cut"), work.join("bound"));
    fs::create_dir_all(&cut)?;
    step.tick(&format!("cutting {program_name}"));
    let mut splitter = command(project.tools_bin().join("wasm-split-cli"));
    splitter.arg(program.linked(project, release)).arg(&cut);
    splitter.args(["--target", "web", "--out-name", program_name]);
    cmd::run(&mut splitter, step)?.checked("the program could not be cut into parts")?;
    step.tick(&format!("binding {program_name}"));
    let mut bindgen = command(project.tools_bin().join("wasm-bindgen"));
    // The parts need the linker's table of functions, which wasm-bindgen would take for unused.
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
        "--out-name",
        program_name,
        "--out-dir",
    ]);
    bindgen.arg(&bound);
    bindgen.arg(cut.join(format!("{program_name}.wasm")));
    cmd::run(&mut bindgen, step)?.checked("the program could not be bound to JavaScript")?;

    let mut loader = project::read(&cut.join(LOADER))?;
    let parts = parts(&cut, program_name)?;
    let mut built: Vec<PathBuf> = parts.iter().map(|(_, path)| path.clone()).collect();
    built.push(bound.join(format!("{program_name}_bg.wasm")));
    if release {
        step.tick(&format!("optimising {program_name}"));
        built = optimise::all(project, &built, &work, program.level, step)?;
    }
    let main = built.pop().unwrap_or_default();
    for ((name, _), built) in parts.iter().zip(&built) {
        let users = users(&loader, name)?;
        let hashed = format!("{}-{users}-{}.wasm", program.prefix, digest::short(&digest::of_file(built)?));
        fs::copy(built, staging.join(&hashed))?;
        loader = replaced(&loader, &format!("./{name}"), &format!("./{hashed}"))?;
    }
    loader = replaced(&loader, STREAMED, "instantiate(src, imports)")? + INSTANTIATE;
    loader = replaced(&loader, &format!("./{program_name}.js"), &format!("./{script}"))?;
    project::write(&staging.join(program.parts_script()), loader)?;
    let code = project::read(&bound.join(format!("{program_name}.js")))?;
    project::write(&staging.join(script), bound_to(&code, &program.parts_script())?)?;
    fs::copy(main, staging.join(module))?;
    Ok(())
}

/// The files that the splitter made beside the program.
fn parts(cut: &Path, program: &str) -> Result<Vec<(String, PathBuf)>> {
    let mut all = files_below(cut, cut)?;
    all.retain(|(name, path)| {
        path.extension().is_some_and(|end| end == "wasm") && *name != format!("{program}.wasm")
    });
    if all.is_empty() {
        return Err(Failure::new(format!(
            "{program} has no parts: it was built without the feature that marks them"
        )));
    }
    Ok(all)
}

/// The parts that need a file: `split_NAME.wasm` is one part's own; what several share stands below a remark with
/// their names.
fn users(loader: &str, file: &str) -> Result<String> {
    if let Some(name) = file.strip_prefix("split_").and_then(|rest| rest.strip_suffix(".wasm")) {
        return Ok(name.to_owned());
    }
    let before = loader.split(&format!("./{file}\"")).next().unwrap_or_default();
    let remark =
        before.rsplit_once("/* ").and_then(|(_, rest)| rest.split_once(" */")).map(|(names, _)| names);
    let mut names: Vec<&str> =
        remark.unwrap_or_default().split(", ").filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(Failure::new(format!("{LOADER} does not say which parts need {file}")));
    }
    names.sort_unstable();
    Ok(names.join("-"))
}

/// The program's script, importing the loader by its new name. The program itself goes on asking for it by the old one.
fn bound_to(code: &str, parts_script: &str) -> Result<String> {
    replaced(code, &format!("from \"./{LOADER}\""), &format!("from \"./{parts_script}\""))
}

fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    if text.contains(old) {
        return Ok(text.replace(old, new));
    }
    Err(Failure::new(format!("the splitter's script has no {old:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "/* sessions, import */\nconst __chunk_5 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_5.wasm\"";

    #[test]
    fn only_the_script_learns_the_new_name_of_the_loader() {
        let code =
            "import * as import1 from \"./__wasm_split.js\"\nreturn { \"./__wasm_split.js\": import1 };";
        assert_eq!(
            bound_to(code, "app_parts.js").ok().as_deref(),
            Some("import * as import1 from \"./app_parts.js\"\nreturn { \"./__wasm_split.js\": import1 };")
        );
    }

    #[test]
    fn a_file_is_named_after_the_parts_that_need_it() {
        assert_eq!(users(SCRIPT, "chunk_5.wasm").ok().as_deref(), Some("import-sessions"));
        assert_eq!(users(SCRIPT, "split_vehicles.wasm").ok().as_deref(), Some("vehicles"));
        assert!(users("", "chunk_5.wasm").is_err());
    }
}
