//! The command `toward library`: what is in the library that is built into the program.

use std::io::Write;

use clap::Args;
use content::{Lang, Library};
use serde_json::json;

/// What is asked about the library.
#[derive(Args)]
pub struct Ask {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// Prints how many there are of each kind, and in which languages.
///
/// # Errors
///
/// What went wrong while writing, or with the library's files, in a line.
pub fn run(ask: &Ask, out: &mut impl Write) -> Result<(), String> {
    let flaw = |flaws: Vec<content::Flaw>| flaws.first().map(ToString::to_string).unwrap_or_default();
    let library = Library::load(Lang::English).map_err(flaw)?;
    let counts = [
        ("questions", library.questions.len()),
        ("practices", library.practices.len()),
        ("scenes", library.scenes.len()),
        ("guides", library.guides.len()),
        ("rituals", library.rituals.len()),
        ("touches", library.touches.len()),
        ("tiny", library.tiny.len()),
    ];
    let languages: Vec<&str> = Lang::ALL.iter().map(|lang| lang.as_str()).collect();
    let said = if ask.json {
        let mut all: serde_json::Map<_, _> =
            counts.iter().map(|(what, count)| ((*what).to_owned(), json!(count))).collect();
        all.insert("languages".to_owned(), json!(languages));
        serde_json::Value::Object(all).to_string()
    } else {
        let lines = counts.iter().map(|(what, count)| format!("{what:<12}{count:>5}\n"));
        format!("{}languages   {:>5}", lines.collect::<String>(), languages.join(", "))
    };
    writeln!(out, "{said}").map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: bool) -> String {
        let mut out = Vec::new();
        run(&Ask { json }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_in_the_library_is_counted_for_people_and_for_programs() {
        let all: serde_json::Value = serde_json::from_str(&said(true)).unwrap();
        assert!(all["questions"].as_u64() >= Some(400) && all["practices"].as_u64() >= Some(100));
        assert!(all["scenes"].as_u64() >= Some(100) && all["guides"].as_u64() >= Some(40));
        assert_eq!(all["languages"], json!(["en"]));
        assert!(said(false).contains("questions"));
    }
}
