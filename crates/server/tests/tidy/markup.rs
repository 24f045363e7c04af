//! A template cut into tags, text and the code between.

/// A template, cut up.
#[derive(Default)]
pub(crate) struct Markup {
    /// Its tags, closing ones and comments left out.
    pub(crate) tags: Vec<Tag>,
    /// Text that a reader would see, with its place.
    pub(crate) text: Vec<(usize, String)>,
    /// What stands between `{{ }}` and `{% %}`, with its place.
    pub(crate) code: Vec<(usize, String)>,
}

/// An opening tag.
pub(crate) struct Tag {
    /// Where it begins.
    pub(crate) at: usize,
    /// Its name, in small letters.
    pub(crate) name: String,
    /// Its attributes, in small letters, with their values; code inside stands as `\0`.
    pub(crate) attributes: Vec<(String, String)>,
}

/// Cuts up a template.
pub(crate) fn cut(template: &str) -> Markup {
    let mut markup = Markup::default();
    let html = blank(template, &mut markup.code);
    let mut place = 0;
    while let Some(rest) = html.get(place..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else if rest.starts_with('<') {
            let length = tag_length(rest);
            markup.tags.extend(tag(place, rest.get(1..length.saturating_sub(1)).unwrap_or_default()));
            length
        } else {
            let length = rest.find('<').unwrap_or(rest.len());
            let text = without_entities(rest.get(..length).unwrap_or_default());
            markup.text.push((place, text.replace('\0', "").trim().to_owned()));
            length
        };
        place += length;
    }
    markup.text.retain(|(_, text)| !text.is_empty());
    markup
}

/// The same text with every byte of code as `\0`, so that places stay what they are.
fn blank(template: &str, code: &mut Vec<(usize, String)>) -> String {
    let mut html = String::new();
    let mut rest = template;
    while let Some(begin) = ["{{", "{%", "{#"].iter().filter_map(|mark| rest.find(mark)).min() {
        let (before, inside) = rest.split_at(begin);
        let close = match inside.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => "#}",
        };
        let length = inside.find(close).map_or(inside.len(), |end| end + 2);
        let place = template.len() - rest.len() + begin;
        let (inside, after) = inside.split_at(length);
        if close != "#}" {
            code.push((place, inside.to_owned()));
        }
        html.push_str(before);
        html.extend(std::iter::repeat_n('\0', length));
        rest = after;
    }
    html + rest
}

/// How long a tag is, `<` and `>` included; a `>` in quotes does not end it.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (place, c) in rest.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return place + 1,
            _ => {}
        }
    }
    rest.len()
}

fn tag(at: usize, inside: &str) -> Option<Tag> {
    if inside.starts_with(['/', '!', '?']) {
        return None;
    }
    let end = inside.find(|c: char| c.is_whitespace() || c == '\0').unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\0' || c == '/');
        if rest.is_empty() {
            return Some(Tag { at, name: name.to_lowercase(), attributes });
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '\0').unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let (value, after) = value(after);
        attributes.push((attribute.to_lowercase(), value));
        // A stray quote must not stop the clock.
        rest = if after.len() == rest.len() { after.get(1..).unwrap_or_default() } else { after };
    }
}

fn value(after: &str) -> (String, &str) {
    let Some(after) = after.strip_prefix('=') else { return (String::new(), after) };
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (inside, end) = match quote {
        Some(quote) => {
            let inside = after.get(1..).unwrap_or_default();
            (inside, inside.find(quote).unwrap_or(inside.len()))
        }
        None => (after, after.find(char::is_whitespace).unwrap_or(after.len())),
    };
    let (value, rest) = inside.split_at(end);
    (value.to_owned(), if quote.is_some() { rest.get(1..).unwrap_or_default() } else { rest })
}

fn without_entities(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        rest = match after.split_once(';') {
            Some((name, after)) if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') => after,
            _ => after,
        };
    }
    plain + rest
}

#[test]
fn a_template_is_cut_into_tags_text_and_code() {
    let markup = cut(
        "{# x #}<a href=\"/b?c>d\"{% if e %} aria-label='f {{ g }}'{% endif %} hidden>H &middot; {{ i }}</a>",
    );
    let tag = &markup.tags.first().unwrap();
    assert_eq!(tag.name, "a");
    let names: Vec<_> = tag.attributes.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["href", "aria-label", "hidden"]);
    assert!(tag.attributes.iter().any(|(_, value)| value.starts_with("f \0")));
    assert_eq!(markup.text.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["H"]);
    assert_eq!(markup.code.len(), 4);
}
