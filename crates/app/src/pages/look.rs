//! *See where we are*: four signs and five causes, answered in the page.
//!
//! Invariant: nothing is stored. No answer becomes an event, a row or a part of an address.

use askama::Template;
use content::{Cause, CauseId, Guide, GuideSlug, Library, Practice, PracticeId, Sign, SignId};

use super::read::{alone_instead, minutes};
use crate::routes::{Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Form, Outcome};

pub(crate) const ROUTES: &[Route] =
    &[get("/look", Guard::Anyone, nothing, show), post("/look", Guard::Anyone, nothing, answer)];

/// A sign above this does not ask for anything, even when it is the lowest. The plan draws the same line.
const LOW: u8 = 7;

/// A sign, and where the visitor sees it.
struct SignField<'a> {
    sign: &'a Sign,
    score: Option<u8>,
}

impl SignField<'_> {
    fn is(&self, score: &u8) -> bool {
        self.score == Some(*score)
    }
}

/// A cause, and whether the visitor knows it.
struct CauseField<'a> {
    cause: &'a Cause,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "pages/look/form.html")]
struct Look<'a> {
    p: Shell<'a>,
    signs: Vec<SignField<'a>>,
    causes: Vec<CauseField<'a>>,
    empty: bool,
}

#[derive(Template)]
#[template(path = "pages/look/result.html")]
struct Seen<'a> {
    p: Shell<'a>,
    first: First<'a>,
    behind: Vec<(&'a Cause, Option<&'a Guide>)>,
    /// A word about those that come later.
    later: String,
    signs: Vec<SignField<'a>>,
}

/// What to do first, and why.
struct First<'a> {
    heading: String,
    why: String,
    /// What it is often like, in the words of the sign or the card.
    known: Option<&'a str>,
    /// Another sign stands as low.
    tied: bool,
    first: &'a str,
    ask: Option<&'a str>,
    guide: Option<&'a Guide>,
    practice: Option<TryThis<'a>>,
}

/// One thing to do alone.
struct TryThis<'a> {
    practice: &'a Practice,
    minutes: String,
    /// The private half, where the whole needs two.
    half: Option<&'a str>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    form(ctx, 200, false)
}

fn form(ctx: &Ctx<'_>, status: u16, empty: bool) -> Outcome {
    let (signs, causes) = (signs(ctx), causes(ctx));
    ctx.page_with(status, &Look { p: ctx.shell("look-title"), signs, causes, empty })
}

fn answer(ctx: &Ctx<'_>) -> Outcome {
    let (signs, causes) = (signs(ctx), causes(ctx));
    let ticked: Vec<&Cause> = causes.iter().filter(|field| field.ticked).map(|field| field.cause).collect();
    let Some((first, behind)) = first(ctx, &signs, &ticked) else { return form(ctx, 422, true) };
    let later = ctx.words.say_with("look-result-behind-text", &[("n", behind.len().into())]);
    let behind = behind.iter().map(|cause| (*cause, guide(ctx.library, &cause.guide))).collect();
    ctx.page(&Seen { p: ctx.shell("look-title"), first, behind, later, signs })
}

fn signs<'a>(ctx: &Ctx<'a>) -> Vec<SignField<'a>> {
    let known = SignId::ALL.iter().filter_map(|id| ctx.library.sign(*id));
    known.map(|sign| SignField { sign, score: score(&ctx.form, sign.id) }).collect()
}

fn score(form: &Form, sign: SignId) -> Option<u8> {
    form.number(&format!("sign-{sign}")).filter(|score| *score <= 10)
}

fn causes<'a>(ctx: &Ctx<'a>) -> Vec<CauseField<'a>> {
    let ticked = |id: CauseId| ctx.form.all("cause").any(|value| value == id.as_str());
    let known = CauseId::ALL.iter().filter_map(|id| ctx.library.cause(*id));
    known.map(|cause| CauseField { cause, ticked: ticked(cause.id) }).collect()
}

/// What comes first, and the causes that are left for later. A low sign goes before a cause, as in the
/// plan; nothing when nothing was answered.
fn first<'a, 'b>(
    ctx: &Ctx<'a>,
    signs: &[SignField<'a>],
    ticked: &'b [&'a Cause],
) -> Option<(First<'a>, &'b [&'a Cause])> {
    let given = || signs.iter().filter_map(|field| Some((field.sign, field.score?)));
    let lowest = given().min_by_key(|(_, score)| *score);
    match (lowest, ticked.split_first()) {
        (Some((sign, score)), _) if score <= LOW => {
            let tied = given().filter(|(_, other)| *other == score).count() > 1;
            Some((low(ctx, sign, tied), ticked))
        }
        (lowest, Some((cause, behind))) => Some((carded(ctx, cause, lowest.is_some()), behind)),
        (Some((sign, _)), None) => Some((well(ctx, sign), ticked)),
        (None, None) => None,
    }
}

fn low<'a>(ctx: &Ctx<'a>, sign: &'a Sign, tied: bool) -> First<'a> {
    First {
        heading: ctx.words.say_with("look-result-lowest", &[("name", (&sign.name).into())]),
        why: ctx.say("look-result-low-why"),
        known: Some(&sign.low),
        tied,
        first: &sign.first,
        ask: None,
        guide: guide(ctx.library, &sign.guide),
        practice: try_this(ctx, &sign.practice),
    }
}

fn carded<'a>(ctx: &Ctx<'a>, cause: &'a Cause, signs_given: bool) -> First<'a> {
    First {
        heading: ctx.words.say_with("look-result-cause", &[("name", (&cause.name).into())]),
        why: ctx.say(if signs_given { "look-result-cause-why" } else { "look-result-cause-only" }),
        known: Some(&cause.card),
        tied: false,
        first: &cause.first,
        ask: Some(&cause.ask),
        guide: guide(ctx.library, &cause.guide),
        practice: try_this(ctx, &cause.practice),
    }
}

fn well<'a>(ctx: &Ctx<'a>, sign: &'a Sign) -> First<'a> {
    First {
        heading: ctx.say("look-result-well"),
        why: ctx.say("look-result-well-why"),
        known: None,
        ..low(ctx, sign, false)
    }
}

fn guide<'a>(library: &'a Library, slug: &GuideSlug) -> Option<&'a Guide> {
    library.guide(slug.as_str())
}

fn try_this<'a>(ctx: &Ctx<'a>, id: &PracticeId) -> Option<TryThis<'a>> {
    let practice = ctx.library.practice(id.as_str())?;
    Some(TryThis { practice, minutes: minutes(ctx, practice.minutes), half: alone_instead(practice) })
}

#[cfg(test)]
mod tests {
    use content::Library;

    use super::*;
    use crate::testing::{alone, count, page, read, send, stranger, text, together};

    fn seen(fields: &[(&str, &str)]) -> String {
        let (status, page) = page(&send(&stranger(), "/look", fields));
        assert_eq!(status, 200);
        text(&page)
    }

    #[test]
    fn four_signs_and_five_causes_are_asked_and_may_all_be_left_out() {
        let (status, page) = page(&read(&stranger(), "/look"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, "input[type=radio]"), 4 * 12);
        assert_eq!(count(&page, "input[type=radio][value=''][checked]"), 4);
        assert_eq!(count(&page, "input[type=checkbox]"), 5);
        assert_eq!(count(&page, "input[type=checkbox][checked], input[required]"), 0);
        assert_eq!(count(&page, "fieldset > legend"), 5);
        assert_eq!(count(&page, "form[action='/look'] input[name=act]"), 1);
        assert!(!text(&page).contains('⟦'));
    }

    #[test]
    fn the_lowest_sign_says_what_to_do_first_and_why() {
        let library = Library::english();
        let sign = library.sign(SignId::Company).unwrap();
        let said = seen(&[("sign-company", "2"), ("sign-warmth", "6"), ("cause", "busy")]);
        let busy = library.cause(CauseId::Busy).unwrap();
        for part in [&sign.name, &sign.low, &sign.first, &busy.first, &busy.ask] {
            assert!(said.contains(part.as_str()), "{part}");
        }
        assert!(said.contains("Nothing was kept"));
        assert!(!said.contains('⟦'));
    }

    #[test]
    fn the_result_links_the_guide_and_one_practice_and_the_doors_onward() {
        let (_, page) = page(&send(&stranger(), "/look", &[("sign-inner-world", "3")]));
        let sign = Library::english().sign(SignId::InnerWorld).unwrap();
        let (guide, practice) = (&sign.guide, &sign.practice);
        assert_eq!(count(&page, &format!("main a[href='/read/{guide}']")), 1);
        assert_eq!(count(&page, &format!("main a[href='/read/practice/{practice}']")), 1);
        for door in ["/begin", "/read", "/help", "/help/safe"] {
            assert_eq!(count(&page, &format!("main a[href='{door}']")), 1, "{door}");
        }
    }

    #[test]
    fn two_signs_that_stand_equally_low_are_both_told_of() {
        let said = seen(&[("sign-company", "4"), ("sign-warmth", "4")]);
        assert!(said.contains("Something else stands as low"));
    }

    #[test]
    fn where_no_sign_stands_low_a_card_comes_first() {
        let card = &Library::english().cause(CauseId::Incurious).unwrap().card;
        let high = seen(&[("sign-warmth", "9"), ("cause", "incurious")]);
        assert!(high.contains(card.as_str()) && high.contains("Nothing stands low"));
        let alone = seen(&[("cause", "incurious")]);
        assert!(alone.contains(card.as_str()) && !alone.contains("Nothing stands low"));
    }

    #[test]
    fn one_card_is_one_card() {
        assert!(seen(&[("sign-warmth", "1"), ("cause", "busy")]).contains("You ticked this card too."));
        let two = [("sign-warmth", "1"), ("cause", "busy"), ("cause", "conflict")];
        assert!(seen(&two).contains("You ticked these cards too."));
    }

    #[test]
    fn where_all_is_well_nothing_is_mended() {
        let said = seen(&[("sign-warmth", "9"), ("sign-company", "10")]);
        assert!(said.contains("Nothing needs mending tonight"));
    }

    #[test]
    fn no_practice_that_is_named_first_needs_two() {
        let library = Library::english();
        let named = library.signs.iter().map(|sign| &sign.practice);
        for id in named.chain(library.causes.iter().map(|cause| &cause.practice)) {
            let practice = library.practice(id.as_str()).unwrap();
            let doable = practice.who != content::Who::Together && !practice.is_careful();
            assert!(doable || alone_instead(practice).is_some(), "{id}");
        }
    }

    #[test]
    fn without_an_answer_the_page_asks_once_more() {
        for fields in [vec![], vec![("sign-warmth", "eleven")], vec![("sign-warmth", "11"), ("cause", "x")]] {
            let (status, page) = page(&send(&stranger(), "/look", &fields));
            assert_eq!(status, 422);
            assert_eq!(count(&page, "form [role=alert]"), 1);
        }
    }

    #[test]
    fn nothing_is_stored_whoever_answers() {
        for world in [stranger(), alone(), together()] {
            let outcome = send(&world, "/look", &[("sign-warmth", "1"), ("cause", "conflict")]);
            assert!(outcome.events.is_empty() && outcome.rows.is_empty() && outcome.keys.is_empty());
        }
    }

    #[test]
    fn somebody_signed_in_is_led_to_today_and_not_to_begin() {
        let (_, page) = page(&send(&alone(), "/look", &[("sign-warmth", "1")]));
        assert_eq!(count(&page, "main a[href='/today']"), 1);
        assert_eq!(count(&page, "main a[href='/begin']"), 0);
    }
}
