//! The invitation: a letter in one's own words, a link, and a code that is said in person.
//!
//! Invariant: the inviter's pages are the same whether the link was opened, declined or forgotten.

use askama::Template;
use base64ct::{Base64UrlUnpadded, Encoding};
use domain::text::Refusal;
use domain::{SpaceName, desk, talk, text};
use qrcode::{EcLevel, QrCode};

use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, KeyAct, Needs, Outcome, Pairing};

pub(crate) const ROUTES: &[Route] = &[
    get("/us/invite", Guard::Person, desk_and_pairing, show),
    post("/us/invite", Guard::Person, desk_and_pairing, make),
    get("/us/invite/letter", Guard::Person, desk_and_pairing, letter),
    post("/us/invite/code", Guard::Person, desk_and_pairing, new_code),
    post("/us/invite/back", Guard::Person, desk_and_pairing, take_back),
];

/// How long a link is good.
const DAYS: i64 = 30;
/// The longest letter, in characters.
const LONGEST: usize = 4000;
/// Letters and digits that are not mistaken for others when they are said aloud.
const SPOKEN: &[u8] = b"ABCDEFGHJKMNPQRTUVWXY346789";

fn desk_and_pairing(_: &Ask<'_>) -> Needs {
    Needs { pairing: true, ..Needs::space(SpaceName::Desk) }
}

#[derive(Template)]
#[template(path = "pages/invite/write.html")]
struct Write<'a> {
    p: Shell<'a>,
    starts: Vec<(&'a str, &'a str, bool)>,
    letter: String,
    problem: Option<String>,
    open: bool,
}

#[derive(Template)]
#[template(path = "pages/invite/letter.html")]
struct Letter<'a> {
    p: Shell<'a>,
    letter: Option<String>,
    link: String,
    picture: Option<Picture>,
    code: String,
}

/// A QR code as one SVG path over a square of that many modules, quiet zone included.
struct Picture {
    side: usize,
    path: String,
}

/// A couple cannot be invited to, and neither can somebody who has just answered or been answered.
fn taken(ctx: &Ctx<'_>) -> bool {
    let coupled = ctx.person().and_then(|person| person.couple.as_ref());
    let open = coupled.is_some_and(|couple| {
        !matches!(couple.state, crate::CoupleState::ILeft | crate::CoupleState::TheyLeft)
    });
    open || matches!(ctx.world.pairing, Pairing::Answered { .. } | Pairing::ISaidYes { .. })
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    if taken(ctx) {
        return Outcome::go("/us");
    }
    let chosen = ctx.query.get("start").and_then(|id| ctx.library.letter(id));
    let chosen = chosen.or_else(|| ctx.library.letters.first());
    let letter = chosen.map_or(String::new(), |letter| letter.text.clone());
    page(ctx, 200, chosen.map_or("", |letter| letter.id.as_str()), letter, None)
}

fn page(ctx: &Ctx<'_>, status: u16, start: &str, letter: String, problem: Option<String>) -> Outcome {
    let starts = ctx.library.letters.iter();
    let page = Write {
        p: ctx.shell("invite-title"),
        starts: starts.map(|l| (l.id.as_str(), l.name.as_str(), l.id.as_str() == start)).collect(),
        letter,
        problem,
        open: has_open(ctx),
    };
    ctx.page_with(status, &page)
}

fn has_open(ctx: &Ctx<'_>) -> bool {
    ctx.world.desk.as_ref().is_some_and(|desk| desk.invitation.is_some())
}

fn make(ctx: &Ctx<'_>) -> Outcome {
    if taken(ctx) {
        return Outcome::go("/us");
    }
    let letter = match text::tidy(ctx.form.text("letter"), LONGEST) {
        Ok(letter) => letter,
        Err(refusal) => {
            let problem = match refusal {
                Refusal::Empty => ctx.say("invite-empty"),
                Refusal::TooLong { most } => ctx.words.say_with("text-too-long", &[("most", most.into())]),
            };
            return page(ctx, 422, "", ctx.form.text("letter").to_owned(), Some(problem));
        }
    };
    let token = token(&ctx.world.chance);
    let code = code(&ctx.world.chance);
    let expires = ctx.world.now.plus_days(DAYS);
    Outcome::go("/us/invite/letter")
        .desk(desk::Event::InvitationMade {
            token: token.clone(),
            code: code.clone(),
            letter: letter.clone(),
        })
        .key(KeyAct::Invite { token, code, letter, expires })
}

/// How many of the request's random bytes the link shows. The code is made of the others, so that whoever has
/// the link cannot work it out.
const SHOWN: usize = 24;

/// The token of the link: 192 random bits, and what follows from them to fill 32 bytes.
fn token(chance: &[u8; 32]) -> String {
    let shown: Vec<u8> = chance.iter().copied().take(SHOWN).collect();
    let rest = talk::shuffle_key(0, &Base64UrlUnpadded::encode_string(&shown)).to_be_bytes();
    Base64UrlUnpadded::encode_string(&[shown.as_slice(), &rest].concat())
}

/// Six characters that are easy to say, from the random bytes that the link does not show.
fn code(chance: &[u8; 32]) -> String {
    let seed = chance.iter().skip(SHOWN).fold(0u64, |seed, byte| (seed << 8) | u64::from(*byte));
    (0..6)
        .filter_map(|n: u8| {
            let number = talk::shuffle_key(seed, &n.to_string());
            SPOKEN.get(usize::try_from(number % SPOKEN.len() as u64).ok()?).map(|byte| char::from(*byte))
        })
        .collect()
}

/// The open invitation as it was made.
fn made(ctx: &Ctx<'_>) -> Result<(String, String, String), Box<Outcome>> {
    let Some(invitation) = ctx.world.desk.as_ref().and_then(|desk| desk.invitation) else {
        return Err(Box::new(Outcome::go("/us")));
    };
    let place = (SpaceName::Desk, invitation.seq);
    if let Some(more) = ctx.missing([place]) {
        return Err(Box::new(more));
    }
    match ctx.world.item(place.0, place.1) {
        Some((desk::Event::InvitationMade { token, code, letter }, _)) => Ok((token, code, letter)),
        _ => Err(Box::new(Outcome::go("/us"))),
    }
}

fn letter(ctx: &Ctx<'_>) -> Outcome {
    let (token, code, letter) = match made(ctx) {
        Ok(made) => made,
        Err(outcome) => return *outcome,
    };
    let link = format!("{}/i/{token}", ctx.world.server.url);
    let open = ctx.person().is_some_and(|person| person.private_open);
    let page = Letter {
        p: ctx.shell("invite-title"),
        letter: open.then_some(letter),
        picture: picture(&link),
        link,
        code,
    };
    ctx.page(&page)
}

fn picture(link: &str) -> Option<Picture> {
    const QUIET: usize = 4;
    let code = QrCode::with_error_correction_level(link, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let dark = colors.iter().enumerate().filter(|(_, color)| **color == qrcode::Color::Dark);
    let path = dark
        .filter_map(|(n, _)| Some((n.checked_rem(width)?, n.checked_div(width)?)))
        .fold(String::new(), |path, (x, y)| path + &format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
    Some(Picture { side: width + 2 * QUIET, path })
}

fn new_code(ctx: &Ctx<'_>) -> Outcome {
    let (token, _, letter) = match made(ctx) {
        Ok(made) => made,
        Err(outcome) => return *outcome,
    };
    let code = code(&ctx.world.chance);
    Outcome::go("/us/invite/letter")
        .desk(desk::Event::InvitationMade { token: token.clone(), code: code.clone(), letter })
        .key(KeyAct::NewCode { token, code })
}

fn take_back(_: &Ctx<'_>) -> Outcome {
    Outcome::go("/us").desk(desk::Event::InvitationClosed).key(KeyAct::CloseInvite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ALEX, alone, apply, count, goes, page, read, send, shut, text, together};
    use crate::{Item, New};
    use domain::event;

    #[test]
    fn a_letter_becomes_a_link_and_a_code_that_is_easy_to_say() {
        let outcome = send(&alone(), "/us/invite", &[("letter", "I miss us.")]);
        assert_eq!(goes(&outcome), "/us/invite/letter");
        let [New::Desk(desk::Event::InvitationMade { token, code, .. })] = outcome.events.as_slice() else {
            panic!("{:?}", outcome.events)
        };
        assert_eq!((token.len(), code.len()), (43, 6));
        assert!(code.bytes().all(|byte| SPOKEN.contains(&byte)));
        assert!(matches!(outcome.keys.as_slice(), [KeyAct::Invite { .. }]));
    }

    #[test]
    fn whoever_has_the_link_cannot_work_out_the_code() {
        let outcome = send(&alone(), "/us/invite", &[("letter", "I miss us.")]);
        let [New::Desk(desk::Event::InvitationMade { token, code: told, .. })] = outcome.events.as_slice()
        else {
            panic!("{:?}", outcome.events)
        };
        let mut link = [0; 32];
        Base64UrlUnpadded::decode(token, &mut link).unwrap();
        assert_ne!(code(&link), *told);
    }

    #[test]
    fn an_empty_letter_is_asked_for_again_and_a_long_one_stays() {
        let (status, shown) = page(&send(&alone(), "/us/invite", &[("letter", " ")]));
        assert_eq!((status, count(&shown, "[role=alert]")), (422, 1));
        let long = "long ".repeat(900);
        let (status, shown) = page(&send(&alone(), "/us/invite", &[("letter", &long)]));
        assert_eq!(status, 422);
        assert!(text(&shown).contains("long long"));
    }

    fn invited() -> crate::World<'static> {
        let mut world = alone();
        let made = desk::Event::InvitationMade {
            token: "A".repeat(43),
            code: "ABC346".into(),
            letter: "I miss us.".into(),
        };
        let body = event::encode(&made);
        apply(world.desk.as_mut().unwrap(), ALEX, 9, made);
        let at = crate::testing::NOW;
        world.items.insert((SpaceName::Desk, 9), Item { author: ALEX, at, body });
        world.pairing = Pairing::Invited;
        world
    }

    #[test]
    fn the_letter_is_shown_with_link_picture_and_code_and_its_words_only_while_private_is_open() {
        let (_, shown) = page(&read(&invited(), "/us/invite/letter"));
        assert_eq!((count(&shown, "svg.qr"), count(&shown, ".words")), (1, 1));
        assert!(text(&shown).contains("/i/AAAA") && text(&shown).contains("ABC346"));
        let (_, shown) = page(&read(&shut(invited()), "/us/invite/letter"));
        assert_eq!(count(&shown, ".words"), 0);
        assert!(text(&shown).contains("ABC346"));
    }

    #[test]
    fn a_new_code_keeps_the_link_and_taking_back_closes_it() {
        let outcome = send(&invited(), "/us/invite/code", &[]);
        assert!(
            matches!(outcome.keys.as_slice(), [KeyAct::NewCode { token, .. }] if *token == "A".repeat(43))
        );
        let outcome = send(&invited(), "/us/invite/back", &[]);
        assert_eq!(outcome.events, [New::Desk(desk::Event::InvitationClosed)]);
        assert_eq!(outcome.keys, [KeyAct::CloseInvite]);
    }

    #[test]
    fn two_who_are_paired_invite_nobody() {
        assert_eq!(goes(&read(&together(), "/us/invite")), "/us");
        let (status, shown) = page(&send(&together(), "/us/invite", &[("letter", "Dear Sam")]));
        assert_eq!((status, count(&shown, "main a[href='/us']")), (409, 1));
        assert!(text(&shown).contains("Dear Sam"), "what was written before there were two is not lost");
    }
}
