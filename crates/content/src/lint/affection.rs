//! What stands on the menu of affection stays affection.

use super::both::halves;
use super::phrases::Cut;
use super::questions::INTIMATE;
use crate::{Flaw, Library};

/// What is no longer affection, and what promises more than is said.
const BEYOND: &str = "undress*, unbutton*, bra, breast*, thigh*, buttock*, bottom, groin, tongue*, french kiss*, make out, making \
    out, foreplay, arous*, passion*, seduc*, strip, shower together, bath together, leads to, lead to more, see where it \
    goes, one thing, the mood, in the mood, tonight";

/// What is more than affection: on the menu, in what goes with it, and in the six weeks of both kinds.
pub fn affection(library: &Library) -> Vec<Flaw> {
    let touches = library.touches.iter();
    let menu = touches.filter_map(|each| flaw("en/touch.toml", each.id.as_str(), &[&each.title, &each.what]));
    let agreement = library.near.agreement.iter();
    let agreement =
        agreement.filter_map(|each| flaw("en/near.toml", each.id.as_str(), &[&each.title, &each.what]));
    let warm = library.near.warm.iter();
    let warm = warm.filter_map(|each| flaw("en/near.toml", each.id.as_str(), &[&each.text]));
    let weeks = library.both.weeks.iter();
    let weeks = weeks.filter_map(|each| flaw("en/both.toml", each.id.as_str(), &halves(each)));
    menu.chain(agreement).chain(warm).chain(weeks).collect()
}

fn flaw(file: &str, id: &str, texts: &[&str]) -> Option<Flaw> {
    let cut = Cut::new(&texts.join("\n"));
    let phrase = [INTIMATE, BEYOND].iter().find_map(|list| cut.found(list).next())?;
    Some(Flaw::new(file, id, "affection", format!("“{phrase}” is more than affection")))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library};
    use super::*;

    #[test]
    fn what_is_more_than_affection_is_caught() {
        let touch = |id: &str, what: &str| {
            format!("[[touch]]\nid = '{id}'\ntitle = 'A hand'\nwhat = '{what}'\ngroup = 'near'\n")
        };
        let text = touch("good", "A hand rests on a shoulder.") + &touch("bad", "See where it goes.");
        assert_eq!(found(&affection(&library(&[("touch.toml", &text)]))), [("bad", "affection")]);
        let warm = "[[warm]]\nid = 'warm'\ntext = 'A bath together.'\n";
        assert_eq!(found(&affection(&library(&[("near.toml", warm)]))), [("warm", "affection")]);
    }
}
