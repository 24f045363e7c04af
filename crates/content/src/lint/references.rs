//! What one entry says of another must be there, and everything must be found by somebody.

use std::collections::BTreeSet;

use crate::guide::GENERAL;
use crate::{CheckSet, Domain, Flaw, Library, PracticeId, Season, SignId};

/// Ids that name nothing.
pub fn references(library: &Library) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for each in Named::all(library) {
        let (found, what) = match &each.what {
            What::Guide(slug) => (library.guide(slug).is_some(), format!("guide {slug}")),
            What::Practice(id) => (library.practice(id.as_str()).is_some(), format!("practice {id}")),
        };
        if !found {
            flaws.push(Flaw::new(each.file, each.id, "reference", format!("there is no {what}")));
        }
    }
    for slug in GENERAL.iter().filter(|slug| library.guide(slug).is_none()) {
        flaws.push(Flaw::new("src/guide.rs", *slug, "reference", "the index of guides names it"));
    }
    let pulse: Vec<&str> = library.checkin.pulse().map(|item| item.id.as_str()).collect();
    let review = library.checkin.items.iter().filter(|item| item.set == CheckSet::Review).count();
    if pulse != SignId::ALL.iter().map(|sign| sign.as_str()).collect::<Vec<_>>() {
        flaws.push(Flaw::new(
            "en/checkin.toml",
            "pulse",
            "reference",
            "must ask the four signs, in their order",
        ));
    }
    if review != 8 {
        flaws.push(Flaw::new(
            "en/checkin.toml",
            "review",
            "reference",
            format!("adds {review} items, not eight"),
        ));
    }
    flaws
}

/// Practices and guides that nothing leads to.
pub fn reachable(library: &Library) -> Vec<Flaw> {
    let mut guides: BTreeSet<&str> = GENERAL.iter().copied().collect();
    let mut practices = BTreeSet::new();
    for each in Named::all(library) {
        match each.what {
            What::Guide(slug) => guides.insert(slug),
            What::Practice(id) => practices.insert(id.as_str()),
        };
    }
    let lost_guides = library.guides.iter().filter(|each| !guides.contains(each.slug.as_str())).map(|each| {
        let text = "no sign, cause, season, ending or index leads to this guide";
        Flaw::new(format!("en/guides/{}.md", each.slug), each.slug.as_str(), "unreachable", text)
    });
    let is_lost = |each: &&crate::Practice| {
        each.signs.is_empty() && each.causes.is_empty() && !practices.contains(each.id.as_str())
    };
    let lost_practices = library.practices.iter().filter(is_lost).map(|each| {
        let text = "serves no sign and no cause, and nothing names it";
        Flaw::new(&*each.file, each.id.as_str(), "unreachable", text)
    });
    let lost_questions = library.questions.iter().filter(|each| each.text.trim().is_empty()).map(|each| {
        let file = format!("en/questions/{}.toml", each.domain);
        Flaw::new(file, each.id.as_str(), "unreachable", "asks nothing")
    });
    let lost_domains =
        Domain::ALL.iter().filter(|domain| library.questions.iter().all(|q| q.domain != **domain));
    let lost_domains = lost_domains.map(|domain| {
        Flaw::new("en/questions", domain.as_str(), "unreachable", "the domain has no question")
    });
    lost_guides.chain(lost_practices).chain(lost_questions).chain(lost_domains).collect()
}

enum What<'a> {
    Guide(&'a str),
    Practice(&'a PracticeId),
}

/// One place where an entry names another.
struct Named<'a> {
    file: &'a str,
    id: &'a str,
    what: What<'a>,
}

impl<'a> Named<'a> {
    fn all(library: &'a Library) -> Vec<Self> {
        let mut all = Vec::new();
        let mut add = |file: &'a str, id: &'a str, what: What<'a>| all.push(Named { file, id, what });
        for sign in &library.signs {
            add("en/signs.toml", sign.id.as_str(), What::Guide(sign.guide.as_str()));
            add("en/signs.toml", sign.id.as_str(), What::Practice(&sign.practice));
        }
        for cause in &library.causes {
            add("en/causes.toml", cause.id.as_str(), What::Guide(cause.guide.as_str()));
            add("en/causes.toml", cause.id.as_str(), What::Practice(&cause.practice));
        }
        for practice in &library.practices {
            for next in practice.easier.iter().chain(&practice.deeper) {
                add(&practice.file, practice.id.as_str(), What::Practice(next));
            }
        }
        for need in &library.needs {
            add("en/needs.toml", need.id.as_str(), What::Practice(&need.practice));
        }
        for template in &library.rituals {
            for practice in &template.practices {
                add("en/rituals.toml", template.id.as_str(), What::Practice(practice));
            }
        }
        for season in Season::ALL {
            add("src/terms.rs", season.as_str(), What::Guide(season.guide()));
        }
        for ending in &library.alone.endings {
            if let Some(guide) = &ending.guide {
                add("en/paths/alone.toml", ending.id.as_str(), What::Guide(guide.as_str()));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{library, practice, practices, ritual};
    use super::*;

    const SIGN: &str = "[[sign]]\nid = 'warmth'\nname = ''\nstatement = ''\nlow = ''\nfirst = ''\nguide = 'why'\n\
                        practice = 'walk'\n";
    const GUIDE: &str = "+++\ntitle = ''\nsummary = ''\nminutes = 1\nshelf = 'hard'\ntonight = ''\nevidence = 'wisdom'\n+++\nHello.";

    fn said(flaws: &[Flaw], id: &str, text: &str) -> bool {
        flaws.iter().any(|flaw| flaw.id == id && flaw.text.contains(text))
    }

    #[test]
    fn a_name_that_names_nothing_is_caught() {
        let flaws = references(&library(&[("signs.toml", SIGN)]));
        assert!(said(&flaws, "warmth", "guide why") && said(&flaws, "warmth", "practice walk"));
        assert!(said(&flaws, "pulse", "four signs") && said(&flaws, "review", "0 items"));
        let whole = library(&[
            ("signs.toml", SIGN),
            ("guides/why.md", GUIDE),
            ("practices/walk.toml", &practice("deeper = 'run'")),
        ]);
        let flaws = references(&whole);
        assert!(said(&flaws, "new-baby", "guide new-baby"));
        let named = references(&library(&[("rituals.toml", &ritual("practices = ['sit']"))]));
        assert!(said(&named, "evening-walk", "practice sit"));
        assert!(!said(&flaws, "warmth", "") && said(&flaws, "walk", "practice run"));
    }

    #[test]
    fn a_guide_nothing_leads_to_is_caught() {
        let alone = library(&[("guides/why.md", GUIDE)]);
        assert!(said(&reachable(&alone), "why", "leads to"));
        let named = library(&[("guides/why.md", GUIDE), ("signs.toml", SIGN)]);
        assert!(!said(&reachable(&named), "why", ""));
    }

    #[test]
    fn a_practice_nothing_leads_to_is_caught() {
        let lost = "id = 'lost'\nsigns = []\ncauses = []";
        assert!(said(&reachable(&practices(&[lost])), "lost", "nothing names it"));
        assert!(!said(&reachable(&practices(&[lost, "id = 'a'\ndeeper = 'lost'"])), "lost", ""));
    }

    #[test]
    fn a_domain_without_questions_is_caught() {
        assert!(said(&reachable(&Library::default()), "fears", "no question"));
    }
}
