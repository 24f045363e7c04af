//! Following every link there is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::Visitor;

/// Goes from page to page by their links, each path once. Whoever walks opens the page; then the next is known.
pub struct Walk<'a> {
    visitor: &'a Visitor,
    most: usize,
    ahead: VecDeque<String>,
    known: BTreeSet<String>,
    kinds: BTreeMap<String, usize>,
    begun: bool,
}

impl<'a> Walk<'a> {
    /// A walk from where the visitor may begin, that opens at most so many pages of one kind: of cards, say.
    pub fn of(visitor: &'a Visitor, most: usize) -> Self {
        let ahead = VecDeque::from(["/".to_owned(), "/today".to_owned(), "/enter".to_owned()]);
        let known = ahead.iter().cloned().collect();
        Self { visitor, most, ahead, known, kinds: BTreeMap::new(), begun: false }
    }

    fn look_around(&mut self) {
        for link in self.visitor.links() {
            if self.known.insert(link.clone()) {
                self.ahead.push_back(link);
            }
        }
    }

    fn is_new_enough(&mut self, path: &str) -> bool {
        let seen = self.kinds.entry(kind(path)).or_default();
        *seen += 1;
        *seen <= self.most
    }
}

/// Ids have a hyphen or a digit in them and names of pages have none, so `/talk/joys-1-03` is one of many and `/talk/cards` is not.
fn kind(path: &str) -> String {
    let (page, asked) = path.split_once('?').unwrap_or((path, ""));
    match page.rsplit_once('/') {
        Some((folder, last)) if last.contains(|c: char| c == '-' || c.is_ascii_digit()) => {
            format!("{folder}/…")
        }
        _ if asked.is_empty() => page.to_owned(),
        _ => format!("{page}?"),
    }
}

impl Iterator for Walk<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if std::mem::replace(&mut self.begun, true) {
            self.look_around();
        }
        loop {
            let path = self.ahead.pop_front()?;
            if self.is_new_enough(&path) {
                return Some(path);
            }
        }
    }
}
