//! Writes the logs that benchmarks in the browser read into the folder named: each size several times over, since a file
//! that is stored already is not read again.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use fueltune_analyzer::engine::generate::Spec;

const LOGS: [(&str, Spec); 5] = [
    ("wide-1", Spec::WIDE),
    ("wide-2", Spec { seed: 65, ..Spec::WIDE }),
    ("wide-3", Spec { seed: 66, ..Spec::WIDE }),
    ("long-1", Spec::LONG),
    ("long-2", Spec { seed: 17, ..Spec::LONG }),
];

fn main() -> std::io::Result<()> {
    let folder: PathBuf = std::env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    for (name, spec) in LOGS {
        let mut file = BufWriter::new(File::create(folder.join(format!("{name}.csv")))?);
        for chunk in spec.writer() {
            file.write_all(&chunk)?;
        }
        file.flush()?;
    }
    Ok(())
}
