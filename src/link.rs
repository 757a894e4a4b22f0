//! Build script: keeps the relocations of page and worker where their programs are to be cut into several files; the
//! splitter needs them to see which functions and data reach which.

fn main() {
    println!("cargo::rerun-if-changed=src/link.rs");
    for (feature, program) in [("CARGO_FEATURE_SPLIT", "app"), ("CARGO_FEATURE_SPLIT_JOBS", "worker")] {
        if std::env::var_os(feature).is_some() {
            println!("cargo::rustc-link-arg-bin={program}=--emit-relocs");
        }
    }
}
