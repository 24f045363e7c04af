use crate::{
    After, CauseId, Depth, Domain, Flaw, Kind, Library, Practice, RepairKind, Season, SessionCard, SignId,
    TouchGroup, Who,
};

const QUESTIONS: usize = 400;
const QUESTIONS_IN_A_CELL: usize = 10;
const QUESTIONS_ON_HOW_WE_BEGAN: usize = 24;
const QUESTIONS_ON_OUR_LIFE: usize = 12;
const QUESTIONS_IN_A_SEASON: usize = 7;
const PRACTICES: usize = 100;
const PRACTICES_OF_A_KIND: usize = 8;
const PRACTICES_WITHOUT_WORDS: usize = 25;
const PRACTICES_IN_A_SEASON: usize = 2;
const GUIDES: usize = 40;

const SCENES: usize = 100;
const TOUCHES: usize = 40;
const TOUCHES_IN_A_GROUP: usize = 4;
const WARM: usize = 6;

const NEEDS: usize = 8;
const MENDS_AFTER: usize = 8;

const RITUALS: usize = 30;
const RITUALS_IN_A_SEASON: usize = 4;

const WEEKS: usize = 6;
const DAYS: usize = 7;
const ENDINGS: usize = 5;

/// Too few of anything: questions, practices, help for a sign or a cause, rituals for a time of life, days of the path.
pub fn counts(library: &Library) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut need = |file: &str, what: String, found: usize, least: usize| {
        if found < least {
            flaws.push(Flaw::new(file, what, "count", format!("{found}, and at least {least} are needed")));
        }
    };
    questions(library, &mut need);
    practices(library, &mut need);
    rituals(library, &mut need);
    presence(library, &mut need);
    bids(library, &mut need);
    settling(library, &mut need);
    need("en/guides", "guides".to_owned(), library.guides.len(), GUIDES);
    need("en/scenes.toml", "scenes".to_owned(), library.scenes.len(), SCENES);
    touches(library, &mut need);
    need("en/needs.toml", "needs".to_owned(), library.needs.len(), NEEDS);
    need("en/near.toml", "agreements".to_owned(), usize::from(library.near.agreement.is_some()), 1);
    need("en/near.toml", "warm things".to_owned(), library.near.warm.len(), WARM);
    need("en/both.toml", "weeks of both".to_owned(), library.both.weeks.len(), WEEKS);
    let path = "en/paths/alone.toml";
    need(path, "weeks".to_owned(), library.alone.weeks.len(), WEEKS);
    for week in &library.alone.weeks {
        need(path, week.id.to_string(), week.days.len(), DAYS);
    }
    need(path, "endings".to_owned(), library.alone.endings.len(), ENDINGS);
    need("en/tiny.toml", "tiny things".to_owned(), library.tiny.len(), 14);
    need("en/letters.toml", "letters".to_owned(), library.letters.len(), 1);
    need("en/checkin.toml", "talks".to_owned(), library.checkin.talks.len(), 1);
    flaws
}

fn questions(library: &Library, need: &mut impl FnMut(&str, String, usize, usize)) {
    need("en/questions", "questions".to_owned(), library.questions.len(), QUESTIONS);
    for domain in Domain::INNER_WORLD {
        for depth in Depth::ALL {
            let found = library.questions_at(*domain, *depth).count();
            need("en/questions", format!("{domain} {depth}"), found, QUESTIONS_IN_A_CELL);
        }
    }
    for (domain, least) in [(Domain::Began, QUESTIONS_ON_HOW_WE_BEGAN), (Domain::Life, QUESTIONS_ON_OUR_LIFE)]
    {
        let found = library.questions.iter().filter(|each| each.domain == domain).count();
        need("en/questions", domain.to_string(), found, least);
    }
    for season in seasons() {
        let found = library.questions.iter().filter(|each| each.season == season).count();
        need("en/questions/seasons.toml", season.to_string(), found, QUESTIONS_IN_A_SEASON);
    }
}

fn seasons() -> impl Iterator<Item = Season> {
    Season::ALL.iter().copied().filter(|season| *season != Season::Any)
}

fn touches(library: &Library, need: &mut impl FnMut(&str, String, usize, usize)) {
    let file = "en/touch.toml";
    need(file, "touches".to_owned(), library.touches.len(), TOUCHES);
    for group in TouchGroup::ALL {
        let found = library.touches.iter().filter(|each| each.group == *group).count();
        need(file, group.to_string(), found, TOUCHES_IN_A_GROUP);
    }
}

fn practices(library: &Library, need: &mut impl FnMut(&str, String, usize, usize)) {
    need("en/practices", "practices".to_owned(), library.practices.len(), PRACTICES);
    for kind in Kind::ALL {
        let found = library.practices.iter().filter(|each| each.kind == *kind).count();
        need("en/practices", kind.to_string(), found, PRACTICES_OF_A_KIND);
    }
    let wordless = library.practices.iter().filter(|each| each.wordless).count();
    need("en/practices", "practices without words".to_owned(), wordless, PRACTICES_WITHOUT_WORDS);
    for season in seasons() {
        let found = library.practices.iter().filter(|each| each.season == season).count();
        need("en/practices", format!("practices for {season}"), found, PRACTICES_IN_A_SEASON);
    }
    for sign in SignId::ALL {
        need("en/signs.toml", sign.to_string(), usize::from(library.sign(*sign).is_some()), 1);
        let serve = |each: &&Practice| each.signs.contains(sign) && is_open_to_one(each);
        need("en/practices", format!("for {sign}"), library.practices.iter().filter(serve).count(), 3);
    }
    for cause in CauseId::ALL {
        need("en/causes.toml", cause.to_string(), usize::from(library.cause(*cause).is_some()), 1);
        let serve = |each: &&Practice| each.causes.contains(cause) && is_open_to_one(each);
        need("en/practices", format!("for {cause}"), library.practices.iter().filter(serve).count(), 3);
    }
}

fn rituals(library: &Library, need: &mut impl FnMut(&str, String, usize, usize)) {
    let file = "en/rituals.toml";
    need(file, "rituals".to_owned(), library.rituals.len(), RITUALS);
    for season in Season::ALL {
        let found = library.rituals_for(*season).count();
        need(file, season.to_string(), found, RITUALS_IN_A_SEASON);
    }
    for sign in SignId::ALL {
        let found = library.rituals.iter().filter(|each| each.signs.contains(sign)).count();
        need(file, format!("rituals for {sign}"), found, 3);
    }
    for cause in CauseId::ALL {
        let found = library.rituals.iter().filter(|each| each.causes.contains(cause)).count();
        need(file, format!("rituals for {cause}"), found, 3);
    }
    need(file, "wordless".to_owned(), library.rituals.iter().filter(|each| each.wordless).count(), 4);
}

fn presence(library: &Library, need: &mut impl FnMut(&str, String, usize, usize)) {
    let presence = &library.presence;
    let cards = |fits: fn(&SessionCard) -> bool| {
        presence.cards.iter().filter(|each: &&SessionCard| fits(each)).count()
    };
    for (what, found, least) in [
        ("zones", presence.zones.len(), 8),
        ("times", presence.times.len(), 8),
        ("courtesy lines", presence.courtesies.len(), 10),
        ("cards", presence.cards.len(), 12),
        ("cards without words", cards(|each| each.wordless), 3),
        ("cards for one alone", cards(|each| each.alone), 4),
        ("cards to talk", cards(|each| each.kind == Kind::Talk), 3),
        ("cards to play", cards(|each| each.kind == Kind::Play), 3),
        ("closing questions", presence.closings.len(), 6),
    ] {
        need("en/presence.toml", what.to_owned(), found, least);
    }
}

fn bids(library: &Library, need: &mut impl FnMut(&str, String, usize, usize)) {
    let bids = &library.bids;
    let file = "en/bids.toml";
    for after in After::ALL {
        need(file, format!("lines after {after}"), bids.mends_after(*after).count(), MENDS_AFTER);
    }
    for (what, found, least) in [
        ("lines that mend", bids.mends.len(), 30),
        ("beginnings of thanks", bids.noticed.len(), 12),
        ("kindnesses", bids.kindnesses.len(), 40),
        ("kindnesses nobody sees", bids.kindnesses.iter().filter(|each| !each.found).count(), 20),
        ("kindnesses found later", bids.kindnesses.iter().filter(|each| each.found).count(), 8),
        ("slips", bids.cups.len(), 24),
    ] {
        need(file, what.to_owned(), found, least);
    }
}

/// A hurt and broken trust have two sides, and each is prepared in its own way.
fn sides_of(kind: RepairKind) -> usize {
    if kind == RepairKind::Disagreement { 1 } else { 2 }
}

fn settling(library: &Library, need: &mut impl FnMut(&str, String, usize, usize)) {
    let (file, repair) = ("en/repair.toml", &library.repair);
    for kind in RepairKind::ALL {
        let path = repair.path(*kind);
        need(file, kind.to_string(), usize::from(path.is_some()), 1);
        need(file, format!("sides of {kind}"), path.map_or(0, |path| path.sides.len()), sides_of(*kind));
        need(file, format!("lines for who speaks of {kind}"), path.map_or(0, |path| path.speaker.len()), 3);
        need(file, format!("lines for who hears of {kind}"), path.map_or(0, |path| path.listener.len()), 3);
    }
    for side in repair.paths.iter().flat_map(|path| &path.sides) {
        need(file, side.id.to_string(), side.steps.len(), 5);
    }
    let parts = repair.friend.as_ref().map_or(0, |friend| friend.parts.len());
    for (what, found, least) in [
        ("lines for a pause", repair.pauses.len(), 4),
        ("beginnings for what was heard", repair.heard.len(), 3),
        ("beginnings for what is agreed", repair.agree.len(), 3),
        ("lines on making good", repair.amends.len(), 3),
        ("things for the first days", repair.days.len(), 5),
        ("parts as a friend", parts, 3),
    ] {
        need(file, what.to_owned(), found, least);
    }
}

// Whoever begins alone must find something for each sign and cause that is safe to begin with.
fn is_open_to_one(practice: &Practice) -> bool {
    !practice.is_careful() && (practice.who != Who::Together || practice.alone.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{library, practices, questions, rituals as templates};
    use super::*;

    fn said(flaws: &[Flaw], id: &str) -> bool {
        flaws.iter().any(|flaw| flaw.id == id && flaw.rule == "count")
    }

    #[test]
    fn a_thin_library_is_caught() {
        let flaws = counts(&Library::default());
        for id in ["weeks", "endings", "tiny things", "letters", "talks"] {
            assert!(said(&flaws, id), "{id}");
        }
        for id in ["questions", "fears 1", "feelings 5", "practices", "warmth", "busy", "for company", "play"]
        {
            assert!(said(&flaws, id), "{id}");
        }
        for id in ["rituals", "new-baby", "any", "zones", "cards to play", "closing questions"] {
            assert!(said(&flaws, id), "{id}");
        }
        for id in [
            "began",
            "life",
            "grief",
            "practices without words",
            "practices for faith",
            "guides",
            "scenes",
            "touches",
            "needs",
            "agreements",
            "warm things",
            "weeks of both",
        ] {
            assert!(said(&flaws, id), "{id}");
        }
        assert!(!said(&flaws, "began 5"));
    }

    #[test]
    fn a_short_week_is_caught() {
        let path = "title = ''\nintro = ''\n[[week]]\nnumber = 1\nid = 'see'\ntitle = ''\nwhy = ''\n";
        assert!(said(&counts(&library(&[("paths/alone.toml", path)])), "see"));
    }

    #[test]
    fn a_season_needs_four_rituals() {
        let walk = ["id = 'a'", "id = 'b'", "id = 'c'", "id = 'd'"];
        let flaws = counts(&templates(&walk));
        assert!(!said(&flaws, "any") && said(&flaws, "shift-work"));
        assert!(said(&counts(&templates(&walk[1..])), "any"));
    }

    #[test]
    fn a_full_cell_is_enough() {
        let ten = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map(|text| (1, text));
        let flaws = counts(&questions(&ten));
        assert!(!said(&flaws, "fears 1") && said(&flaws, "fears 2"));
    }

    #[test]
    fn a_sign_is_not_served_by_what_is_only_deep_or_needs_two() {
        let deep =
            practices(&["id = 'a'\ndepth = 3", "id = 'b'\nkind = 'touch'", "id = 'c'\nkind = 'repair'"]);
        assert!(said(&counts(&deep), "for company"));
        let open = practices(&["id = 'a'", "id = 'b'", "id = 'c'"]);
        assert!(!said(&counts(&open), "for company") && !said(&counts(&open), "for busy"));
    }
}
