//! Build script: keeps the page's relocations where its program is to be cut into several files; the splitter needs
//! them to see which functions and data reach which.

fn main() {
    println!("cargo::rerun-if-changed=src/link.rs");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }
}
