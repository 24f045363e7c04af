//! Texts that say the same thing twice.

use std::collections::BTreeMap;

use super::pieces::{Piece, pieces};
use super::prose;
use crate::{Flaw, Library};

const TOO_CLOSE: f64 = 0.6;

/// Questions, suggestions and cards, and titles of rituals that share more than three in five of their content words.
pub fn near(library: &Library) -> Vec<Flaw> {
    let all = pieces(library);
    let of = |file: &str, fields: &[&str]| -> Vec<&Piece> {
        all.iter().filter(|piece| piece.file.starts_with(file) && fields.contains(&piece.field)).collect()
    };
    let mut suggestions = of("en/rituals.toml", &["try", "easier"]);
    suggestions.extend(of("en/presence.toml", &["card"]));
    [
        of("en/questions/", &["text"]),
        suggestions,
        of("en/rituals.toml", &["title"]),
        of("en/presence.toml", &["title"]),
        of("en/presence.toml", &["courtesy", "closing"]),
        of("en/scenes.toml", &["text"]),
        of("en/scenes.toml", &["toward"]),
        of("en/repair.toml", &["ask"]),
        of("en/repair.toml", &["speaker", "listener"]),
        of("en/repair.toml", &["pause", "heard", "agree", "amends"]),
        of("en/steps.toml", &["opening"]),
        of("en/steps.toml", &["starter"]),
        of("en/steps.toml", &["listen", "prepare"]),
        of("en/bids.toml", &["mend"]),
        of("en/bids.toml", &["noticed", "cup"]),
        of("en/bids.toml", &["kindness"]),
        of("en/touch.toml", &["title"]),
        of("en/touch.toml", &["what"]),
        of("en/near.toml", &["warm"]),
        of("en/both.toml", &["half"]),
    ]
    .iter()
    .flat_map(|texts| close(texts))
    .collect()
}

fn close(texts: &[&Piece]) -> Vec<Flaw> {
    let stems: Vec<Vec<String>> = texts.iter().map(|piece| prose::content(&piece.text)).collect();
    let all: Vec<_> = texts.iter().zip(&stems).collect();
    let mut flaws = Vec::new();
    for (at, (one, here)) in all.iter().enumerate() {
        for (other, there) in all.iter().skip(at + 1) {
            if shared(here, there) > TOO_CLOSE {
                let text = format!("“{}” is close to {} “{}”", other.text, one.id, one.text);
                flaws.push(Flaw::new(&*other.file, &*other.id, "near-duplicate", text));
            }
        }
    }
    flaws
}

/// Texts of four words or more that stand in two places. What a practice takes may be the same for several, a sign
/// is said in the check-in as it is said elsewhere, and a guide may bear the name of its cause.
pub fn equal(library: &Library) -> Vec<Flaw> {
    let mut seen = BTreeMap::new();
    let mut flaws = Vec::new();
    for piece in
        pieces(library).into_iter().filter(|piece| !["takes", "statement", "name"].contains(&piece.field))
    {
        let words = prose::words(&piece.text);
        if words.len() < 4 {
            continue;
        }
        if let Some(first) = seen.get(&words) {
            flaws.push(piece.flaw("duplicate", format!("is the same as in {first}: {}", piece.text)));
        } else {
            seen.insert(words, format!("{} [{}]", piece.file, piece.id));
        }
    }
    flaws
}

/// Jaccard's measure: what two sorted lists share, over all they have.
#[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
fn shared(here: &[String], there: &[String]) -> f64 {
    let both = here.iter().filter(|word| there.binary_search(word).is_ok()).count();
    let either = here.len() + there.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, questions, rituals};
    use super::*;

    #[test]
    fn a_question_in_other_words_is_a_near_duplicate() {
        let library = questions(&[
            (1, "Which small animal frightened you as a child?"),
            (1, "What small animals were you frightened of as a child?"),
            (1, "Which door did you hurry past?"),
        ]);
        assert_eq!(found(&near(&library)), [("fears-1-01", "near-duplicate")]);
    }

    #[test]
    fn a_suggestion_in_other_words_is_a_near_duplicate() {
        let library = rituals(&[
            "id = 'one'\ntitle = 'Evening walk'",
            "id = 'two'\ntitle = 'A walk in the evening'\neasier = 'Once more round the houses.'\n\
             try = ['Sing.', 'Swim.', 'Bake.', 'Wave.']",
        ]);
        assert_eq!(found(&near(&library)), [("two", "near-duplicate"), ("two", "near-duplicate")]);
    }

    #[test]
    fn the_same_text_twice_is_a_duplicate() {
        let library =
            questions(&[(1, "Which door did you hurry past?"), (2, "Which door did you hurry past?")]);
        assert_eq!(found(&equal(&library)), [("fears-2-01", "duplicate")]);
    }
}
