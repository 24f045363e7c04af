//! Long things in leaves: pieces go onto a page until it is full, so that each page of a booklet stays small.
//!
//! Invariant: no piece is left out and none is cut. One that is longer than a page stands on a page of its own.

/// How many bytes of people's words stand on one page; the rest of the 20,000 is frame.
const ROOM: usize = 11_000;
/// What a piece costs besides its words.
const FRAME: usize = 350;

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
    use proptest::prelude::*;

    use super::*;

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
    fn beyond_the_last_page_there_is_nothing() {
        assert_eq!(leaf(vec![1, 2], 7, |piece| *piece), (vec![], 1));
        assert_eq!(leaf(Vec::<usize>::new(), 0, |piece| *piece), (vec![], 0));
    }
}
