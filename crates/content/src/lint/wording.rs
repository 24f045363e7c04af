//! Words that do not belong here: roles of gender, blame and diagnosis, and claims nobody can keep.

use super::phrases::Cut;
use super::pieces::Piece;
use crate::Flaw;

const GENDERED: &str = "husband*, wife, wives, hubby, he, she, him, her, hers, his, himself, herself, man, men, manly, \
    woman, women, womanly, boyfriend*, girlfriend*, boy, boys, girl, girls, guy, guys, lady, ladies, \
    gentleman, gentlemen, male, males, female, females, masculin*, feminin*, bride*, groom";

const BLAMING: &str = "narcissis*, toxic, codependen*, co dependen*, abuser*, abusive, gaslight*, should have, should ve, \
    shouldn t have, your fault, their fault, failed, failure of, you are to blame, you re to blame, they \
    are to blame, they re to blame, partner is to blame, disorder*, diagnos*, psychopath*, sociopath*, \
    dysfunctional, avoidant, borderline, attachment style*, ^ you always, ^ you never, they always, they \
    never, partner always, partner never, one always, one never, selfish, lazy, crazy, bad partner, \
    broken marriage, cold hearted, nagging, needy, clingy";

const CLAIMS: &str = "divorce rate*, divorce prediction, predict* divorce, love language*, # %, # percent, # per cent, out \
    of ten couples, will save, save your marriage, save your relationship, guarantee*, proven, fix your \
    marriage, fix your relationship, fixes your, heals, heal your, cure, cures, cured, never fails, \
    works for everyone, zero knowledge, zero access, military grade, unhackable, even we cannot, even we \
    can t, 100 % private, hipaa, end to end, streak*, badge*, points, overdue, missed, leaderboard, high \
    score, last seen, read receipt*, has not opened, hasn t opened, has opened your, hasn t answered, \
    has not answered, still waiting, waiting for your partner, waiting for them, partner is waiting, \
    soulmate*, soul mate*, 36 questions, love map*, sound relationship house, four horsemen";

/// Where a word on the lists may stand all the same, and why.
const ALLOWED: &[Allowance] = &[];

struct Allowance {
    id: &'static str,
    phrase: &'static str,
    why: &'static str,
}

/// Words that give somebody a role by gender.
pub fn gendered(pieces: &[Piece]) -> Vec<Flaw> {
    search(pieces, "gendered", GENDERED)
}

/// Words that blame, diagnose or accuse.
pub fn blaming(pieces: &[Piece]) -> Vec<Flaw> {
    search(pieces, "blaming", BLAMING)
}

/// Claims that nobody can keep, and words that make a game or a duty of it.
pub fn claims(pieces: &[Piece]) -> Vec<Flaw> {
    search(pieces, "claim", CLAIMS)
}

/// Allowances that nothing needs any more.
pub fn stale_allowances(pieces: &[Piece]) -> Vec<Flaw> {
    stale(pieces, ALLOWED)
}

fn stale(pieces: &[Piece], allowed: &[Allowance]) -> Vec<Flaw> {
    let needed = |each: &&Allowance| {
        pieces.iter().any(|piece| piece.id == each.id && Cut::new(&piece.text).has(each.phrase))
    };
    allowed
        .iter()
        .filter(|each| !needed(each))
        .map(|each| Flaw::new("src/lint/wording.rs", each.id, "stale allowance", each.why))
        .collect()
}

fn search(pieces: &[Piece], rule: &'static str, phrases: &str) -> Vec<Flaw> {
    pieces.iter().filter_map(|piece| find(piece, rule, phrases, ALLOWED)).collect()
}

fn find(piece: &Piece, rule: &'static str, phrases: &str, allowed: &[Allowance]) -> Option<Flaw> {
    let may = |phrase: &&str| allowed.iter().any(|each| each.id == piece.id && each.phrase == *phrase);
    let banned = Cut::new(&piece.text).found(phrases).find(|phrase| !may(phrase))?;
    Some(piece.flaw(rule, format!("“{banned}”")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str) -> [Piece; 1] {
        [Piece { file: "a".into(), id: "b".into(), field: "text", text: text.into() }]
    }

    #[test]
    fn roles_of_gender_are_caught() {
        for text in ["Ask your wife.", "He’s tired.", "Date night, girls!", "A man listens."] {
            assert_eq!(gendered(&piece(text)).len(), 1, "{text}");
        }
        assert_eq!(gendered(&piece("The other one is here; they hear you. Human, the manners.")), []);
    }

    #[test]
    fn blame_and_diagnosis_are_caught() {
        for text in ["You should’ve asked.", "You never listen.", "A toxic bond", "They always leave."] {
            assert_eq!(blaming(&piece(text)).len(), 1, "{text}");
        }
        assert_eq!(blaming(&piece("What have you never told anyone?")), []);
    }

    #[test]
    fn claims_nobody_can_keep_are_caught() {
        for text in
            ["In 86 % of cases", "Proven to work", "It heals affairs", "Keep your streak", "HIPAA compliant"]
        {
            assert_eq!(claims(&piece(text)).len(), 1, "{text}");
        }
        assert_eq!(claims(&piece("At 7.30, one point of view.")), []);
    }

    #[test]
    fn an_allowance_holds_for_its_entry_only_and_must_be_needed() {
        let allowed = [Allowance { id: "b", phrase: "points", why: "the hands of a clock" }];
        assert!(find(&piece("It points up")[0], "claim", CLAIMS, &allowed).is_none());
        assert!(find(&piece("It points up")[0], "claim", CLAIMS, &[]).is_some());
        assert_eq!(stale(&piece("It points up"), &allowed), []);
        assert_eq!(stale(&piece("It looks up"), &allowed).len(), 1);
    }
}
