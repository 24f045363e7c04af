//! Long things in leaves: pieces go onto a page until it is full, so that each page of a booklet stays small.
//!
//! Invariant: no piece is left out and none is cut. One that is longer than a page stands on a page of its own.

use crate::Form;

/// How many bytes of people's words stand on one page; the rest of the 20,000 is frame.
const ROOM: usize = 11_000;
/// What a piece costs besides its words.
const FRAME: usize = 350;

/// Beyond this there is no page of anything: a log has no room for so many pieces.
const LAST: usize = 1_000_000;

/// The page that somebody asks for, from 0. It comes from outside, and may be any number there is.
pub(crate) fn asked(fields: &Form) -> usize {
    fields.number::<usize>("page").unwrap_or(0).min(LAST)
}

/// The pieces of one page, and how many pages there are.
pub(crate) fn leaf<T>(pieces: Vec<T>, page: usize, bytes: impl Fn(&T) -> usize) -> (Vec<T>, usize) {
    let mut leaves: Vec<Vec<T>> = Vec::new();
    let mut left = 0usize;
    for piece in pieces {
        let cost = bytes(&piece).saturating_add(FRAME);
        match leaves.last_mut().filter(|_| cost <= left) {
            Some(leaf) => leaf.push(piece),
            None => {
                leaves.push(vec![piece]);
                left = ROOM;
            }
        }
        left = left.saturating_sub(cost);
    }
    let all = leaves.len();
    (leaves.into_iter().nth(page).unwrap_or_default(), all)
}

#[cfg(test)]
mod tests {
    use domain::agreement::Change;
    use domain::shared::Event;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{ALEX, SAM, in_shared, is_a_page, send, together};

    proptest! {
        #[test]
        fn every_piece_is_on_one_page_in_its_order(pieces in proptest::collection::vec(0usize..20_000, 0..60)) {
            let (_, pages) = leaf(pieces.clone(), 0, |piece| *piece);
            let all: Vec<_> = (0..pages).flat_map(|page| leaf(pieces.clone(), page, |piece| *piece).0).collect();
            prop_assert_eq!(&all, &pieces);
            for page in 0..pages {
                let leaf = leaf(pieces.clone(), page, |piece| *piece).0;
                let bytes: usize = leaf.iter().map(|piece| piece + FRAME).sum();
                prop_assert!(bytes <= ROOM || leaf.len() == 1, "{} bytes", bytes);
            }
        }
    }

    #[test]
    fn a_page_that_is_asked_for_always_has_one_before_and_after_it() {
        for (asked, page) in [("", 0), ("3", 3), ("-1", 0), ("x", 0), ("18446744073709551615", LAST)] {
            let request = crate::Request::get(&format!("/?page={asked}"));
            assert_eq!(super::asked(&request.query()), page, "{asked}");
        }
    }

    #[test]
    fn no_page_number_is_too_large_for_any_page() {
        let mut world = together();
        let (piece, text) = (Some("book/2026".into()), "A book of our year".into());
        let proposed = Change::Proposed { piece, text, look_again: None };
        for (author, change) in [(ALEX, proposed), (SAM, Change::Agreed)] {
            in_shared(&mut world, author, Event::AgreementChanged { agreement: "b".into(), change });
        }
        let paged = ["/us/agreed/before", "/us/began", "/us/book/2026/11", "/us/book/2026/mine"];
        for path in paged {
            for number in [u64::MAX, u64::MAX - 1, u64::from(u32::MAX)] {
                is_a_page(&world, &format!("{path}?page={number}"));
            }
        }
        let far = [("page", "18446744073709551615"), ("words", "door"), ("seq", "1"), ("out", "no")];
        for path in ["/us/book/2026/mine", "/me/seek"] {
            send(&world, path, &far);
        }
    }

    #[test]
    fn beyond_the_last_page_there_is_nothing() {
        assert_eq!(leaf(vec![1, 2], 7, |piece| *piece), (vec![], 1));
        assert_eq!(leaf(Vec::<usize>::new(), 0, |piece| *piece), (vec![], 0));
    }
}
