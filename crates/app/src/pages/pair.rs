//! Pairing: the invited person says yes with the told code; both say four words to each other; then the space opens.

use askama::Template;
use domain::{SpaceName, desk, shared};

use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::spoken;
use crate::{Ctx, InviteView, KeyAct, Needs, Outcome, Pairing, Proof, Proven};

pub(crate) const ROUTES: &[Route] = &[
    get("/us/join", Guard::Person, by_link, show),
    post("/us/join", Guard::Person, told, join),
    post("/us/pair", Guard::Person, passphrase, pair),
    post("/us/open", Guard::Person, passphrase, open),
    post("/us/unpair", Guard::Person, desk_and_pairing, unpair),
];

fn desk_and_pairing(_: &Ask<'_>) -> Needs {
    Needs { pairing: true, ..Needs::space(SpaceName::Desk) }
}

fn by_link(ask: &Ask<'_>) -> Needs {
    let invite = ask.query.get("i").or(ask.form.get("i")).map(str::to_owned);
    Needs { invite, ..desk_and_pairing(ask) }
}

fn told(ask: &Ask<'_>) -> Needs {
    let (token, code) = (ask.form.text("i").to_owned(), ask.form.text("code").to_owned());
    let proof = (!token.is_empty() && !code.trim().is_empty()).then_some(Proof::ToldCode { token, code });
    Needs { proof, ..by_link(ask) }
}

fn passphrase(ask: &Ask<'_>) -> Needs {
    let typed = ask.form.text("passphrase");
    let proof = (!typed.is_empty()).then(|| Proof::Passphrase(typed.to_owned()));
    Needs { proof, ..super::us::needs(ask) }
}

#[derive(Template)]
#[template(path = "pages/pair/join.html")]
struct Join<'a> {
    p: Shell<'a>,
    token: &'a str,
    code: &'a str,
    open: bool,
    problem: Option<String>,
}

fn token<'a>(ctx: &'a Ctx<'_>) -> &'a str {
    ctx.query.get("i").or(ctx.form.get("i")).unwrap_or_default()
}

/// Somebody who is one of a couple, or waits for the words, has nothing to join.
fn elsewhere(ctx: &Ctx<'_>) -> bool {
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    let open = couple.is_some_and(|couple| {
        !matches!(couple.state, crate::CoupleState::ILeft | crate::CoupleState::TheyLeft)
    });
    open || matches!(ctx.world.pairing, Pairing::ISaidYes { .. } | Pairing::Answered { .. })
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    if elsewhere(ctx) { Outcome::go("/us") } else { page(ctx, 200, None) }
}

fn page(ctx: &Ctx<'_>, status: u16, problem: Option<String>) -> Outcome {
    let open = matches!(ctx.world.invite, Some(InviteView::Open { .. }));
    let (token, code) = (token(ctx), ctx.form.text("code"));
    ctx.page_with(status, &Join { p: ctx.shell("pair-title"), token, code, open, problem })
}

fn join(ctx: &Ctx<'_>) -> Outcome {
    if elsewhere(ctx) {
        return Outcome::go("/us");
    }
    match ctx.world.proven {
        Some(Proven::Yes) => say_yes(ctx),
        None => page(ctx, 422, Some(ctx.say("pair-code-empty"))),
        Some(_) => page(ctx, 422, Some(ctx.say("pair-code-no"))),
    }
}

/// A letter of one's own that is still open is taken back: the host looks at it first, and would not say the words.
fn say_yes(ctx: &Ctx<'_>) -> Outcome {
    let yes = KeyAct::SayYes { token: token(ctx).to_owned() };
    let Some(mine) = ctx.world.desk.as_ref().and_then(|desk| desk.invitation) else {
        return Outcome::go("/us").key(yes);
    };
    if let Some(more) = ctx.missing([(SpaceName::Desk, mine.seq)]) {
        return more;
    }
    match ctx.world.item(SpaceName::Desk, mine.seq) {
        // One's own letter: there is nothing to join.
        Some((desk::Event::InvitationMade { token: mine, .. }, _)) if mine == token(ctx) => {
            Outcome::go("/us")
        }
        _ => Outcome::go("/us").key(KeyAct::CloseInvite).desk(desk::Event::InvitationClosed).key(yes),
    }
}

/// Why a passphrase was not taken, in words.
pub(super) fn passphrase_problem(ctx: &Ctx<'_>) -> (u16, String) {
    match ctx.world.proven {
        Some(Proven::Wait { seconds }) => {
            (429, ctx.words.say_with("enter-wait", &[("seconds", seconds.into())]))
        }
        Some(Proven::Busy) => (429, ctx.say("enter-busy")),
        None => (422, ctx.say("pair-passphrase-empty")),
        Some(_) => (422, ctx.say("pair-passphrase-no")),
    }
}

/// The inviter has heard the words: the two are a couple now.
fn pair(ctx: &Ctx<'_>) -> Outcome {
    let Pairing::Answered { words } = ctx.world.pairing else { return Outcome::go("/us") };
    if ctx.world.proven != Some(Proven::Yes) {
        let (status, problem) = passphrase_problem(ctx);
        return super::us::page(ctx, status, Some(problem));
    }
    if !were_heard(ctx, &words) {
        return super::us::page(ctx, 409, Some(ctx.say("pair-words-changed")));
    }
    let [a, b, c, d, e, f, g, h, ..] = ctx.world.chance;
    let seed = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let first =
        vec![shared::Event::Paired { seed, day: ctx.today() }, shared::Event::Named { name: my_name(ctx) }];
    Outcome::go("/us?said=first").key(KeyAct::Pair { first, words }).desk(desk::Event::InvitationClosed)
}

/// The invited one has heard the words too: their side opens.
fn open(ctx: &Ctx<'_>) -> Outcome {
    let to_open = ctx.person().and_then(|person| person.couple.as_ref());
    let Some(crate::CoupleState::ToOpen { words }) = to_open.map(|couple| &couple.state) else {
        return Outcome::go("/us");
    };
    if ctx.world.proven != Some(Proven::Yes) {
        let (status, problem) = passphrase_problem(ctx);
        return super::us::page(ctx, status, Some(problem));
    }
    if !were_heard(ctx, words) {
        return super::us::page(ctx, 409, Some(ctx.say("pair-words-changed")));
    }
    // On another device of one’s own it is not the first time, and nothing is said.
    let desk = ctx.world.desk.as_ref();
    let known =
        to_open.is_some_and(|couple| desk.is_some_and(|desk| desk.pinned.contains_key(&couple.partner)));
    let to = if known { "/us" } else { "/us?said=too" };
    Outcome::go(to)
        .key(KeyAct::OpenShared { words: *words })
        .shared(shared::Event::Named { name: my_name(ctx) })
}

/// Whether the words on the page that was sent are those of now: somebody else may have answered meanwhile, or be named in
/// their place.
fn were_heard(ctx: &Ctx<'_>, words: &[u16; 4]) -> bool {
    ctx.form.text("heard") == spoken::words(words)
}

fn my_name(ctx: &Ctx<'_>) -> String {
    ctx.world.desk.as_ref().map_or(String::new(), |desk| desk.name.clone())
}

fn unpair(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go("/us").key(KeyAct::Unpair);
    match ctx.world.pairing {
        Pairing::Answered { .. } => outcome.desk(desk::Event::InvitationClosed),
        _ => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{alone, count, goes, page, read, send, together};
    use crate::{CoupleState, Visitor, World};

    const WORDS: [u16; 4] = [1, 2, 3, 4];

    fn answered(proven: Option<Proven>) -> World<'static> {
        World { pairing: Pairing::Answered { words: WORDS }, proven, ..alone() }
    }

    #[test]
    fn the_told_code_is_needed_to_say_yes() {
        let open = Some(InviteView::Open { letter: "I miss us.".into() });
        let world = World { invite: open.clone(), ..alone() };
        assert_eq!(count(&page(&read(&world, "/us/join?i=T")).1, "input[name=code]"), 1);
        let wrong = World { invite: open.clone(), proven: Some(Proven::No), ..alone() };
        assert_eq!(page(&send(&wrong, "/us/join", &[("i", "T"), ("code", "X")])).0, 422);
        let right = World { invite: open, proven: Some(Proven::Yes), ..alone() };
        let outcome = send(&right, "/us/join", &[("i", "T"), ("code", "X")]);
        assert_eq!(outcome.keys, [KeyAct::SayYes { token: "T".into() }]);
    }

    #[test]
    fn a_code_that_does_not_work_can_be_looked_at_again() {
        let open = Some(InviteView::Open { letter: "I miss us.".into() });
        let wrong = World { invite: open, proven: Some(Proven::No), ..alone() };
        let shown = page(&send(&wrong, "/us/join", &[("i", "T"), ("code", "K7QX2B")])).1;
        assert_eq!(count(&shown, "input[name=code][value=K7QX2B]"), 1);
    }

    #[test]
    fn two_who_wrote_to_each_other_end_with_one_letter() {
        let open = Some(InviteView::Open { letter: "I miss us.".into() });
        let mut world = World { invite: open, proven: Some(Proven::Yes), ..alone() };
        let made = desk::Event::InvitationMade { token: "U".into(), code: "c".into(), letter: "l".into() };
        let (author, at, body) = (crate::testing::ALEX, crate::testing::NOW, domain::event::encode(&made));
        crate::testing::apply(world.desk.as_mut().unwrap(), author, 4, made);
        world.items.insert((SpaceName::Desk, 4), crate::Item { author, at, body });
        assert!(send(&world, "/us/join", &[("i", "U"), ("code", "X")]).keys.is_empty());
        let outcome = send(&world, "/us/join", &[("i", "T"), ("code", "X")]);
        assert_eq!(outcome.keys, [KeyAct::CloseInvite, KeyAct::SayYes { token: "T".into() }]);
        assert_eq!(outcome.events, [crate::New::Desk(desk::Event::InvitationClosed)]);
    }

    #[test]
    fn a_closed_invitation_asks_for_nothing() {
        let world = World { invite: Some(InviteView::Closed), ..alone() };
        assert_eq!(count(&page(&read(&world, "/us/join?i=T")).1, "main form"), 0);
    }

    fn heard() -> String {
        spoken::words(&WORDS)
    }

    #[test]
    fn the_inviter_pairs_with_the_passphrase_and_not_without() {
        assert_eq!(page(&send(&answered(None), "/us/pair", &[])).0, 422);
        assert_eq!(page(&send(&answered(Some(Proven::No)), "/us/pair", &[("passphrase", "x")])).0, 422);
        let outcome =
            send(&answered(Some(Proven::Yes)), "/us/pair", &[("passphrase", "x"), ("heard", &heard())]);
        assert!(
            matches!(outcome.keys.as_slice(), [KeyAct::Pair { first, words: WORDS }] if first.len() == 2)
        );
        // Somebody else answered meanwhile: the words on the page are old.
        for old in ["", "other · words · on · it"] {
            let outcome =
                send(&answered(Some(Proven::Yes)), "/us/pair", &[("passphrase", "x"), ("heard", old)]);
            assert_eq!((page(&outcome).0, outcome.keys.len()), (409, 0));
        }
    }

    #[test]
    fn nobody_pairs_whom_nobody_answered() {
        let world = World { proven: Some(Proven::Yes), ..alone() };
        let outcome = send(&world, "/us/pair", &[("passphrase", "x")]);
        assert!(outcome.keys.is_empty());
        assert_eq!(goes(&outcome), "/us");
    }

    #[test]
    fn the_invited_one_opens_their_side() {
        let mut world = together();
        if let Visitor::Person(person) = &mut world.visitor
            && let Some(couple) = &mut person.couple
        {
            couple.state = CoupleState::ToOpen { words: WORDS };
        }
        world.proven = Some(Proven::Yes);
        let fields = [("passphrase", "x"), ("heard", &*heard())];
        let outcome = send(&world, "/us/open", &fields);
        let opens = [KeyAct::OpenShared { words: WORDS }];
        assert_eq!((goes(&outcome), &outcome.keys[..]), ("/us?said=too", &opens[..]));
        assert_eq!(page(&send(&world, "/us/open", &fields[..1])).0, 409);
        // On a second device it is old news.
        let pinned = desk::Event::IdentityPinned { person: crate::testing::SAM, public: vec![1] };
        crate::testing::apply(world.desk.as_mut().unwrap(), crate::testing::ALEX, 9, pinned);
        assert_eq!(goes(&send(&world, "/us/open", &fields)), "/us");
    }

    #[test]
    fn either_may_say_it_was_not_the_right_person() {
        assert_eq!(send(&answered(None), "/us/unpair", &[]).keys, [KeyAct::Unpair]);
    }
}
