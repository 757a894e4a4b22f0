//! What this build is: shown in Diagnostics, compared in the worker's handshake.

/// Name shown to the user.
pub const NAME: &str = "FuelTune Analyzer";
/// Version of the package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Identity of this very build; page and worker must carry the same one. `dev` under `cargo xtask dev`, where no
/// service worker is to be registered.
pub const BUILD_ID: &str = match option_env!("FUELTUNE_BUILD_ID") {
    Some(id) => id,
    None => "dev",
};

macro_rules! plotly_js {
    () => {
        "3.7.0"
    };
}
/// Version of plotly.js that is bundled; `tests/package-lock.json` pins the same.
pub const PLOTLY_JS: &str = plotly_js!();
/// Where the bundle lies, relative to the page.
pub const PLOTLY_FILE: &str = concat!("vendor/plotly-", plotly_js!(), ".min.js");
/// Name of the `<meta>` element whose content is the worker's script, relative to the page. The build gives that
/// script a hashed name, so the page has to be asked for it.
pub const WORKER_META: &str = "fueltune-worker";

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn plotly_js_is_the_version_that_npm_is_asked_for() {
        let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/package-lock.json"))
            .expect("the lock file is there");
        let lock: serde_json::Value = serde_json::from_str(&lock).expect("the lock file is JSON");
        assert_eq!(lock["packages"]["node_modules/plotly.js"]["version"], PLOTLY_JS);
        assert_eq!(PLOTLY_FILE, format!("vendor/plotly-{PLOTLY_JS}.min.js"));
    }
}
