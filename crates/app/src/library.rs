//! The library as the rules of `domain` want to see it.

use std::sync::OnceLock;

use content::{Domain, Library, Season};
use domain::checkin::{Cause, Sign};
use domain::plan::{self, Kind, Who};
use domain::talk::Card;

/// The practices as the plan's rules see them.
pub(crate) fn practices() -> &'static [plan::Practice] {
    static PRACTICES: OnceLock<Vec<plan::Practice>> = OnceLock::new();
    PRACTICES.get_or_init(|| Library::english().practices.iter().filter_map(practice).collect())
}

/// The templates for rituals as the plan's rules see them: those that are time for each other, and nothing more.
pub(crate) fn rituals() -> &'static [plan::Template] {
    static RITUALS: OnceLock<Vec<plan::Template>> = OnceLock::new();
    RITUALS.get_or_init(|| {
        let all = Library::english().rituals.iter();
        all.filter(|template| !template.logistics && !template.is_careful()).filter_map(ritual).collect()
    })
}

fn ritual(template: &content::Template) -> Option<plan::Template> {
    Some(plan::Template {
        id: template.id.as_str().to_owned(),
        kind: Kind::parse(template.kind.as_str())?,
        minutes: template.minutes,
        causes: template.causes.iter().filter_map(|cause| Cause::parse(cause.as_str())).collect(),
        season: of_life(template.season),
    })
}

/// The questions as the deck sees them, for people in these times of life. The life together is not dealt by chance.
pub(crate) fn cards(seasons: &[String]) -> Vec<Card> {
    static CARDS: OnceLock<Vec<(Card, Season)>> = OnceLock::new();
    let all = CARDS.get_or_init(|| {
        let questions = Library::english().questions.iter().filter(|q| q.domain != Domain::Life);
        questions.map(|q| (Card { id: q.id.as_str().into(), depth: q.depth.get() }, q.season)).collect()
    });
    let theirs =
        |season: &Season| *season == Season::Any || seasons.iter().any(|said| said == season.as_str());
    all.iter().filter(|(_, season)| theirs(season)).map(|(card, _)| card.clone()).collect()
}

fn practice(practice: &content::Practice) -> Option<plan::Practice> {
    Some(plan::Practice {
        id: practice.id.as_str().into(),
        kind: Kind::parse(practice.kind.as_str())?,
        who: Who::parse(practice.who.as_str())?,
        minutes: practice.minutes,
        depth: practice.depth.get(),
        wordless: practice.wordless,
        signs: practice.signs.iter().filter_map(|sign| Sign::parse(sign.as_str())).collect(),
        causes: practice.causes.iter().filter_map(|cause| Cause::parse(cause.as_str())).collect(),
        season: of_life(practice.season),
    })
}

/// A time of life, unless it is any.
fn of_life(season: Season) -> Option<String> {
    (season != Season::Any).then(|| season.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_practice_is_known_to_the_rules() {
        assert_eq!(practices().len(), Library::english().practices.len());
    }
}
