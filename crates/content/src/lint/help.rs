use std::collections::BTreeSet;

use crate::{Flaw, HelpLine, Library};

const FILE: &str = "help/lines.toml";

/// Help lines that do not say where they were found or when, and countries without what one needs first.
pub fn help_lines(library: &Library) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut codes = BTreeSet::new();
    if library.help.is_empty() {
        flaws.push(Flaw::new(FILE, "", "help line", "there is no country"));
    }
    for country in &library.help {
        let mut flaw = |text: String| flaws.push(Flaw::new(FILE, &*country.code, "help line", text));
        if country.code.len() != 2 || !country.code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            flaw("the code of a country is two capitals".to_owned());
        }
        if !codes.insert(country.code.as_str()) {
            flaw("stands here twice".to_owned());
        }
        if !is_number(&country.emergency) {
            flaw("has no emergency number".to_owned());
        }
        if country.lines.is_empty() {
            flaw("has no line".to_owned());
        }
        for line in &country.lines {
            if let Some(text) = wrong(line) {
                flaw(format!("{}: {text}", line.name));
            }
        }
    }
    flaws
}

fn wrong(line: &HelpLine) -> Option<&'static str> {
    if !is_number(&line.number) {
        return Some("its number cannot be dialled");
    }
    if line.url.as_ref().is_some_and(|url| !url.starts_with("https://")) {
        return Some("its page is not under https");
    }
    if line.checked.is_some() && line.source.is_none() {
        return Some("was checked, and does not say where");
    }
    (!line.checked.as_deref().is_none_or(is_month)).then_some("`checked` is a month, as in 2026-11")
}

fn is_number(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || " +-()/".contains(letter))
}

fn is_month(text: &str) -> bool {
    let Some((year, month)) = text.split_once('-') else { return false };
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|digit| digit.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && (1..=12).contains(&month.parse().unwrap_or(0_u8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, Lang};

    const GOOD: &str = "[[country]]\ncode = 'GB'\nname = 'United Kingdom'\nemergency = '999'\n[[country.line]]\n\
                        name = 'Samaritans'\nkind = 'crisis'\nnumber = '116 123'\nurl = 'https://a.example'\n\
                        source = 'https://b.example'\nchecked = '2026-11'\n";

    fn lint(text: &str) -> Vec<Flaw> {
        help_lines(&Library::read(&Files::default().with(FILE, text), Lang::English).0)
    }

    #[test]
    fn a_good_line_is_left_alone() {
        assert_eq!(lint(GOOD), []);
    }

    #[test]
    fn each_way_to_be_wrong_is_caught() {
        for (from, to) in [
            ("'GB'", "'gb'"),
            ("'999'", "''"),
            ("'116 123'", "'ask'"),
            ("'https://a.example'", "'http://a.example'"),
            ("source = 'https://b.example'\n", ""),
            ("'2026-11'", "'2026-13'"),
            ("'2026-11'", "'November'"),
        ] {
            assert_eq!(lint(&GOOD.replace(from, to)).len(), 1, "{to}");
        }
        assert_eq!(lint(&GOOD.repeat(2)).len(), 1);
        assert_eq!(lint(GOOD.split("[[country.line]]").next().unwrap()).len(), 1);
        assert_eq!(lint("").len(), 1);
    }
}
