//! Decks of cards to cut out: a sheet of fronts, then the sheet of their backs.
//!
//! Both lie in the page in the same order. The style sheet turns each row of backs round, so that after printing on both
//! sides, turned on the long edge, a back lies behind its front.

use crate::Form;

/// So many cards make a sheet: two in a row, four rows. The style sheet knows it, too.
pub(crate) const ON_A_SHEET: usize = 8;

/// More characters than this find no room on one side in large letters.
const MUCH: usize = 160;

/// A card.
pub(crate) struct Card<'a> {
    /// What it says, or asks.
    pub(crate) front: &'a str,
    /// A line below that, on its front.
    pub(crate) under: String,
    /// What kind of card it is; stands on its back.
    pub(crate) kind: String,
    /// How deep it goes, if that is said; the style sheet draws it in dots.
    pub(crate) depth: Option<u8>,
    /// What else its back says: perhaps a label, and words.
    pub(crate) back: Vec<(String, &'a str)>,
}

impl Card<'_> {
    fn says_much(&self) -> bool {
        let length = |text: &str| text.chars().count();
        let back = self.back.iter().map(|(label, words)| length(label).saturating_add(length(words)));
        length(self.front).max(back.sum()) > MUCH
    }
}

/// The cards of one sheet.
pub(crate) struct Sheet<'a> {
    /// From 1.
    pub(crate) number: u16,
    /// At most [`ON_A_SHEET`].
    pub(crate) cards: Vec<Card<'a>>,
}

/// Cards on sheets.
pub(crate) struct Deck<'a> {
    /// The backs lie on sheets of their own; else they stand below the fronts.
    pub(crate) two_sided: bool,
    /// Some cards say so much that all of them are set small.
    pub(crate) small: bool,
    /// All of them.
    pub(crate) sheets: Vec<Sheet<'a>>,
    /// A line at the foot of each sheet of fronts.
    pub(crate) foot: String,
}

impl<'a> Deck<'a> {
    /// These cards on sheets; a query that says `sides=one` wants them on one side.
    pub(crate) fn of(query: &Form, cards: impl IntoIterator<Item = Card<'a>>, foot: String) -> Self {
        let mut sheets: Vec<Sheet<'a>> = Vec::new();
        for (card, number) in cards.into_iter().zip((1..).flat_map(|sheet| [sheet; ON_A_SHEET])) {
            match sheets.last_mut().filter(|sheet| sheet.number == number) {
                Some(sheet) => sheet.cards.push(card),
                None => sheets.push(Sheet { number, cards: vec![card] }),
            }
        }
        let small = sheets.iter().flat_map(|sheet| &sheet.cards).any(Card::says_much);
        Self { two_sided: query.text("sides") != "one", small, sheets, foot }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(front: &str) -> Card<'_> {
        Card { front, under: String::new(), kind: String::new(), depth: None, back: Vec::new() }
    }

    #[test]
    fn a_sheet_has_eight_cards_and_the_last_one_what_is_left() {
        let sizes = |n: usize| {
            let deck = Deck::of(&Form::default(), (0..n).map(|_| card("a")), String::new());
            deck.sheets.iter().map(|sheet| sheet.cards.len()).collect::<Vec<_>>()
        };
        assert_eq!((sizes(0), sizes(8), sizes(17)), (vec![], vec![8], vec![8, 8, 1]));
    }

    #[test]
    fn a_deck_with_one_long_card_is_set_small() {
        let long = "y".repeat(MUCH + 1);
        let small = |cards: Vec<Card<'_>>| Deck::of(&Form::default(), cards, String::new()).small;
        assert!(!small(vec![card("a"), card(&long[1..])]) && small(vec![card("a"), card(&long)]));
        assert!(small(vec![Card { back: vec![(String::new(), &long)], ..card("a") }]));
    }
}
