use super::pieces::Piece;
use super::prose;
use crate::{Flaw, markdown};

const HIGHEST: f64 = 8.0;
const SHORT: usize = 30;

/// Texts of thirty words or more that a tired person cannot read: above grade 8 by Flesch and Kincaid. The
/// steps of a practice count as one text, and so does a guide.
pub fn reading(pieces: &[Piece]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let same =
        |one: &Piece, other: &Piece| one.file == other.file && one.id == other.id && one.field == other.field;
    for group in pieces.chunk_by(same) {
        let blocks: Vec<String> = group.iter().flat_map(|piece| markdown::blocks(&piece.text)).collect();
        let words: usize = blocks.iter().map(|block| prose::words(block).len()).sum();
        let grade = prose::grade(&blocks);
        if let Some(first) = group.first()
            && words >= SHORT
            && grade > HIGHEST
        {
            flaws.push(first.flaw("reading", format!("grade {grade:.1}, and {HIGHEST:.1} is the most")));
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(field: &'static str, text: &str) -> Piece {
        Piece { file: "a".into(), id: "b".into(), field, text: text.into() }
    }

    const HEAVY: &str = "Contemporary psychological investigation emphasises interpersonal responsiveness";

    #[test]
    fn a_heavy_text_of_thirty_words_is_caught() {
        assert_eq!(reading(&[piece("low", &format!("{HEAVY} ").repeat(5))]).len(), 1);
        assert_eq!(reading(&[piece("low", HEAVY)]), []);
    }

    #[test]
    fn the_steps_of_a_practice_are_read_as_one() {
        let steps: Vec<_> = (0..5).map(|_| piece("step", HEAVY)).collect();
        assert_eq!(reading(&steps).len(), 1);
    }

    #[test]
    fn a_plain_text_may_be_long() {
        assert_eq!(reading(&[piece("low", &"We had some tea and then we went for a walk. ".repeat(9))]), []);
    }
}
