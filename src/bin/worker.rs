//! The worker's program.

fn main() {
    fueltune_analyzer::worker::server::run();
}
