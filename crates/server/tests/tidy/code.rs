//! String literals of Rust and of templates' expressions, with the code that stands before each.

/// A string literal.
pub(crate) struct Literal {
    /// Where it begins.
    pub(crate) at: usize,
    /// What it says; escapes stand as they are written.
    pub(crate) text: String,
    /// The code before it on its way back to the last literal or comment, without blanks at its end.
    pub(crate) before: String,
}

/// Source without its `mod tests`, which stands last by custom.
pub(crate) fn without_tests(source: &str) -> &str {
    source.find("#[cfg(test)]\nmod tests {").map_or(source, |end| source.get(..end).unwrap_or(source))
}

/// Every string literal of some code. Comments are passed over.
pub(crate) fn literals(code: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let (mut place, mut since) = (0, 0);
    while let Some(rest) = code.get(place..).filter(|rest| !rest.is_empty()) {
        if let Some(length) = comment(rest).or_else(|| character(rest)) {
            place += length;
            since = if rest.starts_with('/') { place } else { since };
        } else if let Some((text, length)) = string(rest) {
            let before = code.get(since..place).unwrap_or_default().trim_end().to_owned();
            found.push(Literal { at: place, text, before });
            place += length;
            since = place;
        } else {
            place += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.starts_with("/*").then(|| rest.find("*/").map_or(rest.len(), |end| end + 2))
}

/// A character literal that could be taken for the beginning of a string.
fn character(rest: &str) -> Option<usize> {
    ["'\"'", "'\\\"'", "b'\"'"].iter().find(|quote| rest.starts_with(**quote)).map(|quote| quote.len())
}

fn string(rest: &str) -> Option<(String, usize)> {
    for marks in ["r\"", "r#\"", "r##\""] {
        if let Some(inside) = rest.strip_prefix(marks) {
            let close: String = marks.chars().skip(1).collect::<String>().chars().rev().collect();
            let end = inside.find(&close)?;
            return Some((inside.get(..end)?.to_owned(), marks.len() + end + close.len()));
        }
    }
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (end, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((inside.get(..end)?.to_owned(), end + 2)),
            _ => {}
        }
    }
    None
}

#[test]
fn literals_are_found_with_what_stands_before_them() {
    let code = "// \"no\"\nlet a = p.t(\n  \"one-\\\"two\"); if c == '\"' { say_with(\"three\", r#\"f\"o\"#) } fn f<'a>() {}";
    let found = literals(code);
    let texts: Vec<_> = found.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(texts, ["one-\\\"two", "three", "f\"o"]);
    assert!(found.iter().take(2).all(|literal| literal.before.ends_with('(')));
}
