//! Templates: words come from the messages, style and script from our own files, and nothing lies about unused.

use crate::code::literals;
use crate::markup::{Markup, cut};
use crate::tree::{expect_none, files, line};

/// Attributes whose value a person reads or hears.
const READ_ALOUD: [&str; 6] =
    ["alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"];

fn templates() -> Vec<(String, String, Markup)> {
    let found = files(|path| path.starts_with("crates/app/templates/") && path.ends_with(".html"));
    assert!(!found.is_empty(), "there are no templates");
    found.into_iter().map(|file| (file.path, file.text.clone(), cut(&file.text))).collect()
}

fn letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

#[test]
fn no_template_holds_style_or_script_of_its_own() {
    let mut flaws = Vec::new();
    for (path, text, markup) in templates() {
        for tag in &markup.tags {
            let mut say = |what: &str| flaws.push(format!("{path}:{}: {what}", line(&text, tag.at)));
            let has = |name: &str| tag.attributes.iter().any(|(attribute, _)| attribute == name);
            if tag.name == "style" || (tag.name == "script" && !has("src")) {
                say(&format!("<{}> inside a page", tag.name));
            }
            for (name, value) in &tag.attributes {
                if name == "style" || name == "srcdoc" || name.starts_with("on") {
                    say(&format!("{name}=…"));
                }
                if value.trim_start().to_lowercase().starts_with("javascript:") {
                    say("a javascript: address");
                }
            }
        }
    }
    expect_none("Style and script come from our own files; the policy refuses anything else.", &flaws);
}

#[test]
fn no_page_loads_anything_from_elsewhere() {
    let mut flaws = Vec::new();
    for (path, text, markup) in templates() {
        for tag in markup.tags.iter().filter(|tag| tag.name != "a") {
            for (name, value) in &tag.attributes {
                let loads = ["src", "srcset", "href", "action", "formaction", "data", "poster"]
                    .contains(&name.as_str());
                if loads && !value.starts_with(['/', '#', '\0']) && !value.is_empty()
                    || value.starts_with("//")
                {
                    flaws.push(format!("{path}:{}: {name}=\"{value}\"", line(&text, tag.at)));
                }
            }
        }
    }
    for file in files(|path| path.starts_with("crates/app/static/")) {
        for (number, text) in (1..).zip(file.text.lines()) {
            if text.replace("http://www.w3.org/", "").contains("://") || text.contains("url(//") {
                flaws.push(format!("{}:{number}: {}", file.path, text.trim()));
            }
        }
    }
    expect_none("Everything a page loads is our own.", &flaws);
}

#[test]
fn every_word_of_a_template_comes_from_the_messages() {
    let mut flaws = Vec::new();
    for (path, text, markup) in templates() {
        for (at, words) in markup.text.iter().filter(|(_, words)| letters(words)) {
            flaws.push(format!("{path}:{}: “{words}”", line(&text, *at)));
        }
        for tag in &markup.tags {
            for (name, value) in &tag.attributes {
                if READ_ALOUD.contains(&name.as_str()) && letters(value) {
                    flaws.push(format!("{path}:{}: {name}=\"{value}\"", line(&text, tag.at)));
                }
            }
        }
        for (at, code) in &markup.code {
            for said in
                literals(code).iter().filter(|said| said.text.trim().contains(' ') && letters(&said.text))
            {
                flaws.push(format!("{path}:{}: “{}” in an expression", line(&text, *at), said.text));
            }
        }
    }
    for file in files(|path| path.starts_with("crates/app/static/") && path.ends_with(".css")) {
        for (number, text) in (1..).zip(file.text.lines()) {
            let content = text.split_once("content:").and_then(|(_, value)| value.split('"').nth(1));
            if content.is_some_and(letters) {
                flaws.push(format!("{}:{number}: {}", file.path, text.trim()));
            }
        }
    }
    expect_none(
        "Words stand in content/…/messages, one file a language; say them with p.t(\"key\").",
        &flaws,
    );
}

#[test]
fn every_template_is_used() {
    let sources =
        files(|path| path.starts_with("crates/app/") && (path.ends_with(".rs") || path.ends_with(".html")));
    let named: Vec<String> =
        sources.iter().flat_map(|file| literals(&file.text)).map(|literal| literal.text).collect();
    let path = |path: &str| path.strip_prefix("crates/app/templates/").unwrap_or_default().to_owned();
    let unused = templates().into_iter().map(|(file, _, _)| path(&file)).filter(|file| !named.contains(file));
    expect_none(
        "A template that no page, no block and no include names is not needed.",
        &unused.collect::<Vec<_>>(),
    );
}

/// What somebody typed is shown again when nothing came of it. A test with every form shows that; here it is seen that no
/// field for words is missing from it.
#[test]
fn every_field_for_words_is_in_the_test_that_shows_typed_words_again() {
    let shown = files(|path| path == "crates/app/src/pages/errors/tests.rs");
    let forms = &shown.first().expect("there is such a test").text;
    let mut flaws = Vec::new();
    for (path, text, markup) in templates() {
        for tag in markup.tags.iter().filter(|tag| tag.name == "textarea") {
            let value = |of: &str| tag.attributes.iter().find(|(name, _)| name == of).map(|(_, value)| value);
            let known = match value("name") {
                Some(name) => name.starts_with(char::from(0)) || forms.contains(&format!("\"{name}\"")),
                None => value("readonly").is_some(),
            };
            if !known {
                flaws.push(format!("{path}:{}: {:?}", line(&text, tag.at), value("name")));
            }
        }
    }
    expect_none("Words in this field would be lost.", &flaws);
}
