//! Pictures of pages, for looking at them: on a phone and on a desk, by day and by night, and printed.
//!
//! `cargo run -p toward-journeys --bin shots -- OUTDIR [--url URL] [--name NAME --passphrase WORDS] [PATH…]`
//!
//! Without `--url` it starts a server of its own, with nobody in it. Without paths it follows every link it finds.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a tool for those who build this says why by panicking"
)]

use std::path::{Path, PathBuf};

use journeys::{Browser, Look, Toward, Visitor, Walk};

const SIZES: [(u32, u32); 2] = [(390, 844), (1280, 900)];

#[derive(Default)]
struct Wish {
    folder: PathBuf,
    url: Option<String>,
    name: String,
    passphrase: String,
    paths: Vec<String>,
}

fn main() {
    let wish = wish(std::env::args().skip(1));
    let own = wish.url.is_none().then(Toward::start);
    let url = own.as_ref().map(|own| own.url.clone()).or(wish.url.clone()).unwrap();
    let browser = Browser::start();
    let visitor = Visitor::new(&browser, url.trim_end_matches('/'));
    if !wish.name.is_empty() {
        visitor.enter(&wish.name, &wish.passphrase);
    }
    let paths = if wish.paths.is_empty() { every_kind_of_page(&visitor) } else { wish.paths };
    for path in &paths {
        println!("{path}");
        pictures(&visitor, path, &wish.folder);
    }
}

fn wish(mut arguments: impl Iterator<Item = String>) -> Wish {
    let mut wish = Wish::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--url" => wish.url = arguments.next(),
            "--name" => wish.name = arguments.next().unwrap_or_default(),
            "--passphrase" => wish.passphrase = arguments.next().unwrap_or_default(),
            path if path.starts_with('/') && !wish.folder.as_os_str().is_empty() => {
                wish.paths.push(path.to_owned())
            }
            folder => wish.folder = folder.into(),
        }
    }
    assert!(
        !wish.folder.as_os_str().is_empty(),
        "usage: shots OUTDIR [--url URL] [--name NAME --passphrase WORDS] [PATH…]"
    );
    wish
}

/// Two pages of each kind are enough to look at.
fn every_kind_of_page(visitor: &Visitor) -> Vec<String> {
    let mut paths = Vec::new();
    for path in Walk::of(visitor, 2) {
        visitor.visit(&path);
        paths.push(path);
    }
    paths
}

fn pictures(visitor: &Visitor, path: &str, folder: &Path) {
    let name = path.trim_matches('/').replace(['/', '?', '=', '&'], "-");
    let name = if name.is_empty() { "front" } else { &name };
    for (width, height) in SIZES {
        visitor.window(width, height);
        for (look, said) in [(Look::Light, "light"), (Look::Dark, "dark")] {
            visitor.look(look);
            visitor.visit(path);
            visitor.screenshot(&folder.join(format!("{name}-{width}-{said}.png")));
        }
    }
    visitor.look(Look::Print);
    visitor.window(794, 1123);
    visitor.screenshot(&folder.join(format!("{name}-print.png")));
    visitor.print(&folder.join(format!("{name}.pdf")));
    visitor.look(Look::Light);
}
