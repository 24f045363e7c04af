mod drafts;
mod ladder;
mod offers;
mod shut;
mod traces;

use crate::testing::text;

/// The words of a page's main part, on one line.
fn words(html: &str) -> String {
    text(&scraper::Html::parse_document(html)).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(html: &str, selector: &str) -> usize {
    crate::testing::count(&scraper::Html::parse_document(html), selector)
}
