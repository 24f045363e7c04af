//! The little Markdown that guides use.
//!
//! Invariant: no raw HTML, link or image ever reaches a page; what is not on the list is left out.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// The text as HTML.
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    pulldown_cmark::html::push_html(&mut out, Parser::new(text).filter(|event| odd(event).is_none()));
    out
}

/// The text without marks, one block (paragraph, heading or point of a list) each.
pub(crate) fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for event in Parser::new(text) {
        match event {
            Event::Text(words) | Event::Code(words) => push(&mut blocks, &words),
            Event::SoftBreak | Event::HardBreak => push(&mut blocks, " "),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => blocks.push(String::new()),
            _ => {}
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

/// What the text uses beyond paragraphs, headings, lists and emphasis.
pub(crate) fn oddities(text: &str) -> Vec<&'static str> {
    Parser::new(text).filter_map(|event| odd(&event)).collect()
}

fn push(blocks: &mut [String], words: &str) {
    if let Some(last) = blocks.last_mut() {
        last.push_str(words);
    }
}

fn odd(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::Html(_) | Event::InlineHtml(_) => Some("raw HTML"),
        Event::Start(tag) => odd_tag(tag),
        Event::End(end) => odd_end(*end),
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => None,
        _ => Some("a mark that guides do not use"),
    }
}

fn odd_tag(tag: &Tag<'_>) -> Option<&'static str> {
    match tag {
        Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Emphasis | Tag::Strong => None,
        Tag::Heading { level: HeadingLevel::H2, .. } => None,
        Tag::Heading { .. } => Some("a heading that is not ##"),
        Tag::HtmlBlock => Some("raw HTML"),
        Tag::Link { .. } | Tag::Image { .. } => Some("a link or an image"),
        _ => Some("a block that is no paragraph, heading or list"),
    }
}

// The end must be left out wherever the beginning is, or the page would close what it never opened.
fn odd_end(end: TagEnd) -> Option<&'static str> {
    match end {
        TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Item | TagEnd::Emphasis | TagEnd::Strong => None,
        TagEnd::Heading(HeadingLevel::H2) => None,
        _ => Some("the end of it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_headings_and_lists_are_kept() {
        let html = html("## One\n\nTwo *three*.\n\n- four\n- five\n");
        assert_eq!(
            html,
            "<h2>One</h2>\n<p>Two <em>three</em>.</p>\n<ul>\n<li>four</li>\n<li>five</li>\n</ul>\n"
        );
    }

    #[test]
    fn raw_html_never_reaches_a_page() {
        let html = html("Hello <b onclick=x>you</b>.\n\n<script>alert(1)</script>\n\n[a](javascript:x)");
        assert!(!html.contains("<b") && !html.contains("script>") && !html.contains("href"), "{html}");
    }

    #[test]
    fn oddities_are_named() {
        assert!(oddities("a\n\n- b").is_empty());
        assert!(oddities("<div>").contains(&"raw HTML"));
        assert!(oddities("[a](b)").contains(&"a link or an image"));
        assert!(oddities("# Big").contains(&"a heading that is not ##"));
    }

    #[test]
    fn blocks_are_told_apart() {
        assert_eq!(blocks("## One\n\nTwo\nthree.\n\n- four\n- five"), ["One", "Two three.", "four", "five"]);
    }
}
