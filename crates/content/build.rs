//! Tells cargo that the library's data files are part of this crate.

use std::io::Write;

fn main() -> std::io::Result<()> {
    // `include_dir` cannot see files that are added later, so cargo must watch the folder.
    writeln!(std::io::stdout(), "cargo:rerun-if-changed=../../content")
}
