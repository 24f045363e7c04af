//! A question, and one's answer written apart. It opens together with the other one's, or comes back.
//!
//! Invariant: `theirs` of a gate decides which row a write makes, and nothing else. Reading asks for no gate.

use askama::Template;
use domain::desk::{self, OpenAnswer};
use domain::shared;
use domain::talk::{self, Standing};
use domain::text::{LONGEST, Refusal};
use domain::{QuestionId, SpaceName, private};

use super::talk::asked::{self, Asked};
use super::{errors, reveal};
use crate::routes::{Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, Row};

/// The pages of /talk with names of their own come before these, which take any name.
pub(crate) const ROUTES: &[Route] = &[
    get("/talk/{id}", Guard::Person, super::talk::spaces, show),
    post("/talk/{id}/answer", Guard::Couple, super::talk::spaces, save),
    post("/talk/{id}/back", Guard::Person, super::talk::spaces, take_back),
    post("/talk/{id}/keep", Guard::Person, super::talk::spaces, keep),
];

/// What was typed, and why it was not taken.
#[derive(Default)]
pub(crate) struct Draft {
    /// The answer as it was typed.
    pub(crate) text: Option<String>,
    /// Why it was not taken.
    pub(crate) problem: Option<String>,
    /// The question whose closed answer is in the way, and what the offer to take it back sends.
    pub(crate) instead_of: Option<(String, &'static str)>,
    /// The guess as it was typed.
    pub(crate) guess: Option<String>,
    /// Why the guess was not taken.
    pub(crate) guess_problem: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/answer.html")]
struct Answer<'a> {
    p: Shell<'a>,
    asked: &'a Asked<'a>,
    whose: Option<String>,
    together: bool,
    round: u32,
    partner: String,
    photo: bool,
    mine: Option<Mine>,
    text: String,
    problem: Option<String>,
    instead_of: Option<(String, &'static str)>,
    came_back: bool,
    guess: String,
    guess_problem: Option<String>,
    note: Option<String>,
    kept: bool,
    before: bool,
}

/// One's own answer while it is closed.
struct Mine {
    words: Option<String>,
    tell: bool,
    until: String,
}

/// GET `/talk/{id}`: what has opened, or else the question to answer.
pub(crate) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(asked) = asked::find(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    let writing = ctx.query.has("anew") || asked::written_to(ctx, asked.id).is_some();
    let opened = ctx.world.shared.as_ref().and_then(|shared| shared.revealed(&asked.question()));
    match opened {
        Some(opened) if ctx.query.has("read") || !writing => reveal::show(ctx, &asked, opened),
        _ => ctx.missing(own_items(ctx, &asked)).unwrap_or_else(|| page(ctx, 200, &asked, Draft::default())),
    }
}

/// The question's page, with what was typed when it was not taken.
pub(crate) fn page(ctx: &Ctx<'_>, status: u16, asked: &Asked<'_>, draft: Draft) -> Outcome {
    let round = asked::next_round(ctx, &asked.question());
    let written = asked::written_to(ctx, asked.id);
    let own_words =
        written.filter(|_| asked::own_words_show(ctx)).map(|(open, _)| asked::desk_words(ctx, open.seq));
    let came_back = matches!(written, Some((_, Standing::CameBack)));
    let guess = guess(ctx, asked, round).map(|seq| asked::desk_words(ctx, seq));
    let page = Answer {
        p: ctx.shell("talk-title"),
        asked,
        whose: asked.from.map(|from| asked::whose(ctx, from)),
        together: asked::together(ctx),
        round,
        partner: asked::partner(ctx),
        photo: super::talk::nothing_shown_yet(ctx),
        text: draft.text.or_else(|| own_words.clone()).unwrap_or_default(),
        mine: written.filter(|_| !came_back).map(|(open, _)| mine(ctx, open, own_words)),
        problem: draft.problem,
        instead_of: draft.instead_of,
        came_back,
        guess: draft.guess.or(guess).unwrap_or_default(),
        guess_problem: draft.guess_problem,
        note: asked::note(ctx, asked.id).and_then(|seq| asked::note_words(ctx, seq)),
        kept: ctx.query.has("said"),
        before: ctx.world.shared.as_ref().is_some_and(|shared| shared.revealed(&asked.question()).is_some()),
    };
    ctx.page_with(status, &page)
}

fn mine(ctx: &Ctx<'_>, open: &OpenAnswer, words: Option<String>) -> Mine {
    Mine { words, tell: open.tell, until: asked::until(ctx, open.at) }
}

/// The guess about this round, while it may be shown.
fn guess(ctx: &Ctx<'_>, asked: &Asked<'_>, round: u32) -> Option<u64> {
    let guesses = &ctx.world.desk.as_ref().filter(|_| asked::own_words_show(ctx))?.guesses;
    guesses.get(&asked.question()).filter(|(guessed, _)| *guessed == round).map(|(_, seq)| *seq)
}

/// The visitor's own words this page may show.
pub(crate) fn own_items(ctx: &Ctx<'_>, asked: &Asked<'_>) -> Vec<(SpaceName, u64)> {
    let round = asked::next_round(ctx, &asked.question());
    let written =
        asked::written_to(ctx, asked.id).filter(|_| asked::own_words_show(ctx)).map(|(open, _)| open.seq);
    let desk = written.into_iter().chain(guess(ctx, asked, round)).map(|seq| (SpaceName::Desk, seq));
    desk.chain(asked::note(ctx, asked.id).map(|seq| (SpaceName::Private, seq))).collect()
}

fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some(asked) = asked::find(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    let label = talk::gate(&asked.question(), asked::next_round(ctx, &asked.question()));
    if let Some(more) = still_to_load(ctx, &asked, &label) {
        return more;
    }
    match taken(ctx, &asked) {
        Ok(answer) => write(ctx, &asked, &label, answer),
        Err(draft) => page(ctx, 422, &asked, *draft),
    }
}

/// Everything one more look has to bring: the gate, what the page shows if the form is not taken, and an
/// answer that came back, which must not get lost when another takes its place.
fn still_to_load(ctx: &Ctx<'_>, asked: &Asked<'_>, label: &str) -> Option<Outcome> {
    let mut items = own_items(ctx, asked);
    items.extend(come_back_elsewhere(ctx, asked).map(|open| (SpaceName::Desk, open.seq)));
    items.retain(|item| !ctx.world.items.contains_key(item));
    let gates: Vec<_> =
        (!ctx.world.gates.contains_key(label)).then(|| label.to_owned()).into_iter().collect();
    let nothing = items.is_empty() && gates.is_empty();
    (!nothing).then(|| Outcome::more(Needs { items, gates, ..Needs::default() }))
}

fn elsewhere<'a>(ctx: &'a Ctx<'_>, asked: &Asked<'_>, wanted: Standing) -> Option<&'a OpenAnswer> {
    let (open, standing) = asked::written(ctx)?;
    (standing == wanted && open.question.as_str() != asked.id).then_some(open)
}

fn come_back_elsewhere<'a>(ctx: &'a Ctx<'_>, asked: &Asked<'_>) -> Option<&'a OpenAnswer> {
    elsewhere(ctx, asked, Standing::CameBack)
}

/// An answer as it was sent.
struct Sent {
    text: String,
    tell: bool,
}

fn taken(ctx: &Ctx<'_>, asked: &Asked<'_>) -> Result<Sent, Box<Draft>> {
    let tell = ctx.form.has("tell") || ctx.form.text("instead") == "tell";
    let kept = |problem| Draft {
        text: Some(ctx.form.text("text").to_owned()),
        problem: Some(problem),
        ..Draft::default()
    };
    let text = match asked::typed(ctx, "text", LONGEST) {
        Err((Refusal::Empty, _)) if tell => String::new(),
        text => text.map_err(|(_, problem)| Box::new(kept(problem)))?,
    };
    let round = asked::next_round(ctx, &asked.question());
    if ctx.form.number::<u32>("round").is_some_and(|of_the_form| of_the_form != round) {
        return Err(Box::new(kept(ctx.say("answer-opened-meanwhile"))));
    }
    match elsewhere(ctx, asked, Standing::Closed) {
        Some(other) if !ctx.form.has("instead") => {
            let question = asked::find(ctx, other.question.as_str()).map(|other| other.text.to_owned());
            let question = question.unwrap_or_else(|| ctx.say("talk-some-question"));
            let instead_of = Some((question, if tell { "tell" } else { "yes" }));
            Err(Box::new(Draft { instead_of, ..kept(ctx.say("answer-one-open")) }))
        }
        _ => Ok(Sent { text, tell }),
    }
}

fn write(ctx: &Ctx<'_>, asked: &Asked<'_>, label: &str, Sent { text, tell }: Sent) -> Outcome {
    let (question, round) = (asked.question(), asked::next_round(ctx, &asked.question()));
    let mut outcome = Outcome::go(&format!("/talk/{}", asked.id));
    if let Some(other) = elsewhere(ctx, asked, Standing::Closed) {
        outcome = taken_back(ctx, outcome, other);
    }
    let text = if tell {
        // What one would rather tell is not sent: words typed for it stay among one's own notes.
        outcome = noted(outcome, &question, text);
        String::new()
    } else {
        text
    };
    let event = shared::Event::Answered { question: question.clone(), round, text: text.clone(), tell };
    let label = label.to_owned();
    if ctx.world.gates.get(&label).is_some_and(|gate| gate.theirs) {
        return outcome
            .desk(desk::Event::AnswerTakenBack { question })
            .row(Row::GateRelease { label, event });
    }
    if let Some(back) = come_back_elsewhere(ctx, asked) {
        outcome = noted(outcome, &back.question, asked::desk_words(ctx, back.seq));
    }
    let expires = talk::returns_at(ctx.world.now);
    outcome.desk(desk::Event::AnswerWritten { question, round, text, tell }).row(Row::GatePut {
        label,
        expires,
        event,
    })
}

fn noted(outcome: Outcome, question: &QuestionId, text: String) -> Outcome {
    if text.is_empty() {
        return outcome;
    }
    outcome.private(private::Event::NoteKept { place: asked::note_place(question.as_str()), text })
}

fn taken_back(ctx: &Ctx<'_>, outcome: Outcome, open: &OpenAnswer) -> Outcome {
    let question = open.question.clone();
    let label = talk::gate(&question, open.round);
    let outcome = outcome.desk(desk::Event::AnswerTakenBack { question });
    if asked::together(ctx) { outcome.row(Row::GateTake { label }) } else { outcome }
}

/// POST `/talk/{id}/back`: a closed answer is taken back, or one that came back is let go.
fn take_back(ctx: &Ctx<'_>) -> Outcome {
    match asked::written_to(ctx, ctx.param(0)) {
        Some((open, _)) => taken_back(ctx, Outcome::go("/talk"), open),
        None if asked::find(ctx, ctx.param(0)).is_some() => Outcome::go(&format!("/talk/{}", ctx.param(0))),
        None => errors::not_found(ctx),
    }
}

/// POST `/talk/{id}/keep`: words for oneself, typed just now or come back, go among one's private notes.
fn keep(ctx: &Ctx<'_>) -> Outcome {
    if ctx.form.has("back") {
        return keep_what_came_back(ctx);
    }
    let Some(asked) = asked::find(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    if let Some(more) = ctx.missing(own_items(ctx, &asked)) {
        return more;
    }
    match asked::typed(ctx, "text", LONGEST) {
        Ok(text) => noted(Outcome::go(&format!("/talk/{}?said=yes", asked.id)), &asked.question(), text),
        Err((_, problem)) => {
            let text = Some(ctx.form.text("text").to_owned());
            page(ctx, 422, &asked, Draft { text, problem: Some(problem), ..Draft::default() })
        }
    }
}

fn keep_what_came_back(ctx: &Ctx<'_>) -> Outcome {
    let Some((open, Standing::CameBack)) = asked::written_to(ctx, ctx.param(0)) else {
        return Outcome::go("/talk");
    };
    if let Some(more) = ctx.missing([(SpaceName::Desk, open.seq)]) {
        return more;
    }
    let kept = noted(Outcome::go("/talk"), &open.question, asked::desk_words(ctx, open.seq));
    kept.desk(desk::Event::AnswerTakenBack { question: open.question.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::talk::fixture::{DEEP, Home, LIGHT, OTHER, deeds};
    use crate::testing::{ALEX, SAM, alone, count, goes, page as shown, text};
    use crate::{Answer as Answered, New, Request};

    fn path(id: &str, act: &str) -> String {
        format!("/talk/{id}/{act}")
    }

    fn answers(home: &mut Home, id: &str, words: &str) -> Outcome {
        home.does(&path(id, "answer"), &[("text", words), ("round", "0")])
    }

    fn problem(outcome: &Outcome) -> String {
        let (status, html) = shown(outcome);
        assert_eq!(status, 422);
        assert_eq!(count(&html, "[role=alert]"), 1);
        text(&html)
    }

    #[test]
    fn the_first_answer_lies_closed_for_seven_days() {
        let mut home = Home::new();
        let outcome = answers(&mut home, LIGHT, "my words");
        assert_eq!(deeds(&outcome), ["written", "put"]);
        assert_eq!(goes(&outcome), "/talk/joys-1-01");
        let Some(Row::GatePut { label, expires, event }) = outcome.rows.first() else { panic!() };
        assert_eq!(label, "exchange/joys-1-01/0");
        assert_eq!(*expires, home.world.now.plus_days(7));
        let shared::Event::Answered { text, tell: false, round: 0, .. } = event else { panic!("{event:?}") };
        assert_eq!(text, "my words");
        assert!(home.world.shared.as_ref().unwrap().reveals.open().next().is_none());
    }

    #[test]
    fn the_second_answer_opens_both() {
        let mut home = Home::new();
        home.theirs = true;
        let outcome = answers(&mut home, LIGHT, "my words");
        assert_eq!(deeds(&outcome), ["taken back", "release"]);
        assert_eq!(goes(&outcome), "/talk/joys-1-01");
        let html = home.html("/talk/joys-1-01");
        assert!(html.contains("my words") && html.contains("sam says"));
        assert!(home.world.desk.as_ref().unwrap().open_answer.is_none());
    }

    #[test]
    fn an_answer_opens_when_the_other_one_answers() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "my words");
        assert!(!home.html("/talk/joys-1-01").contains("sam says"));
        home.sam_answers();
        assert!(home.html("/talk/joys-1-01").contains("sam says"));
        assert!(!home.html("/talk").contains("my words"));
        // It does not stand in the way of another one.
        assert_eq!(deeds(&answers(&mut home, OTHER, "next")), ["written", "put"]);
    }

    #[test]
    fn a_closed_answer_can_be_changed_and_taken_back() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "first");
        assert_eq!(deeds(&answers(&mut home, LIGHT, "second thoughts")), ["written", "put"]);
        assert!(home.html("/talk/joys-1-01").contains("second thoughts"));
        let outcome = home.does(&path(LIGHT, "back"), &[]);
        assert_eq!(deeds(&outcome), ["taken back", "take"]);
        assert!(home.gates.is_empty());
        assert!(!home.html("/talk").contains("second thoughts"));
        assert!(home.send(&path(LIGHT, "back"), &[]).events.is_empty());
    }

    #[test]
    fn what_has_opened_cannot_be_taken_back() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "my words");
        home.sam_answers();
        let outcome = home.does(&path(LIGHT, "back"), &[]);
        assert_eq!((goes(&outcome), deeds(&outcome).len()), ("/talk/joys-1-01", 0));
    }

    #[test]
    fn one_answer_lies_closed_at_a_time() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "my words");
        let outcome = home.send(&path(OTHER, "answer"), &[("text", "more words")]);
        let words = problem(&outcome);
        assert!(words.contains("more words"));
        assert!(words.contains(&content::Library::english().question(LIGHT).unwrap().text));
        assert_eq!(deeds(&outcome), [""; 0]);
        let outcome = home.does(&path(OTHER, "answer"), &[("text", "more words"), ("instead", "yes")]);
        assert_eq!(deeds(&outcome), ["taken back", "written", "take", "put"]);
        assert_eq!(home.gates.keys().collect::<Vec<_>>(), ["exchange/hopes-2-01/0"]);
        assert_eq!(home.world.desk.as_ref().unwrap().open_answer.as_ref().unwrap().question.as_str(), OTHER);
    }

    #[test]
    fn taking_one_back_for_another_may_open_the_other_at_once() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "my words");
        home.theirs = true;
        let outcome = home.does(&path(OTHER, "answer"), &[("text", ""), ("instead", "tell")]);
        assert_eq!(deeds(&outcome), ["taken back", "taken back", "take", "release"]);
        assert!(home.gates.is_empty());
        assert!(home.world.desk.as_ref().unwrap().open_answer.is_none());
    }

    #[test]
    fn after_seven_days_an_answer_comes_back() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "my words");
        home.later(6);
        assert_eq!(count(&shown(&home.read("/talk")).1, "form[action$='/keep']"), 0);
        home.later(1);
        let html = shown(&home.read("/talk")).1;
        assert!(text(&html).contains("my words") && text(&html).contains("came back to you"));
        assert_eq!(count(&html, "form[action='/talk/joys-1-01/keep'] input[name=back]"), 1);
        // Its words are there to be written again.
        assert_eq!(count(&shown(&home.read("/talk/joys-1-01")).1, "textarea#text"), 1);
        assert!(home.html("/talk/joys-1-01").contains("my words"));
        assert_eq!(deeds(&home.send(&path(LIGHT, "answer"), &[("text", "again")])), ["written", "put"]);
        let mut home = home.shut();
        assert!(!home.html("/talk").contains("my words"));
    }

    #[test]
    fn an_answer_that_came_back_can_be_kept_or_let_go() {
        let came_back = || {
            let mut home = Home::new();
            answers(&mut home, LIGHT, "my words");
            home.later(7);
            home
        };
        let mut home = came_back();
        let outcome = home.does(&path(LIGHT, "keep"), &[("back", "yes")]);
        assert_eq!(deeds(&outcome), ["private", "taken back"]);
        assert!(home.html("/talk/joys-1-01").contains("my words"));
        let mut home = came_back();
        assert_eq!(deeds(&home.does(&path(LIGHT, "back"), &[])), ["taken back", "take"]);
        assert!(!home.html("/talk").contains("my words"));
        assert_eq!(deeds(&home.send(&path(LIGHT, "keep"), &[("back", "yes")])), [""; 0]);
    }

    #[test]
    fn an_answer_that_came_back_is_not_lost_when_another_takes_its_place() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "my words");
        home.later(7);
        let outcome = home.does(&path(OTHER, "answer"), &[("text", "another")]);
        assert_eq!(deeds(&outcome), ["private", "written", "put"]);
        let kept = private::Event::NoteKept { place: "talk/joys-1-01".into(), text: "my words".into() };
        assert!(outcome.events.contains(&New::Private(kept)));
    }

    #[test]
    fn words_to_be_told_stay_with_their_author() {
        let mut home = Home::new();
        let outcome = home.does(&path(LIGHT, "answer"), &[("text", "notes for me"), ("tell", "yes")]);
        assert_eq!(deeds(&outcome), ["private", "written", "put"]);
        let Some(Row::GatePut { event: shared::Event::Answered { text, tell, .. }, .. }) =
            outcome.rows.first()
        else {
            panic!("{outcome:?}")
        };
        assert_eq!((text.as_str(), *tell), ("", true));
        assert!(home.html("/talk").contains("rather tell it yourself"));
        home.sam_answers();
        let html = home.html("/talk/joys-1-01");
        assert!(html.contains("You would rather tell Sam this") && html.contains("notes for me"));
        let mut home = home.shut();
        assert!(!home.html("/talk/joys-1-01").contains("notes for me"));
        let mut second = Home::new();
        second.theirs = true;
        let outcome = second.send(&path(LIGHT, "answer"), &[("text", "notes for me"), ("tell", "yes")]);
        assert_eq!(deeds(&outcome), ["private", "taken back", "release"]);
    }

    #[test]
    fn one_can_tell_without_writing_anything_but_not_answer_so() {
        let mut home = Home::new();
        assert!(problem(&home.send(&path(LIGHT, "answer"), &[("text", " \n")])).contains("nothing written"));
        assert_eq!(
            deeds(&home.send(&path(LIGHT, "answer"), &[("text", ""), ("tell", "yes")])),
            ["written", "put"]
        );
        let long = "a".repeat(LONGEST + 1);
        assert!(problem(&home.send(&path(LIGHT, "answer"), &[("text", &long)])).contains(&long));
    }

    #[test]
    fn a_form_of_a_round_that_has_opened_meanwhile_sends_nothing() {
        let mut home = Home::new();
        answers(&mut home, LIGHT, "my words");
        home.sam_answers();
        for theirs in [false, true] {
            home.theirs = theirs;
            let outcome = home.send(&path(LIGHT, "answer"), &[("text", "my changed words"), ("round", "0")]);
            assert!(problem(&outcome).contains("my changed words"));
            assert_eq!(deeds(&outcome), [""; 0]);
        }
    }

    #[test]
    fn an_opened_question_can_be_answered_anew_in_a_new_round() {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        let html = shown(&home.read("/talk/joys-1-01?anew=yes")).1;
        assert_eq!(count(&html, "input[name=round][value='1']"), 2);
        home.does(&path(LIGHT, "answer"), &[("text", "new words"), ("round", "1")]);
        assert_eq!(home.gates.keys().collect::<Vec<_>>(), ["exchange/joys-1-01/1"]);
        // The closed answer shows, and the earlier ones stay a step away.
        let html = home.html("/talk/joys-1-01");
        assert!(html.contains("new words") && html.contains("?read=yes") && !html.contains("alex says"));
        assert!(home.html("/talk/joys-1-01?read=yes").contains("alex says"));
        home.sam_answers();
        let html = home.html("/talk/joys-1-01");
        assert!(html.contains("new words") && !html.contains("alex says"));
    }

    #[test]
    fn a_question_that_goes_deeper_is_first_for_oneself() {
        let mut home = Home::new();
        let html = shown(&home.read(&format!("/talk/{DEEP}"))).1;
        assert_eq!(count(&html, "main > form[action$='/keep'] > button:not([formaction])"), 1);
        assert_eq!(count(&html, "main > form button[formaction$='/answer']"), 2);
        let outcome = home.does(&path(DEEP, "keep"), &[("text", "for me")]);
        assert_eq!((deeds(&outcome), home.gates.len()), (vec!["private"], 0));
    }

    #[test]
    fn only_one_of_a_couple_writes_to_the_other() {
        let mut home = Home::of(alone());
        let outcome = home.send(&path(LIGHT, "answer"), &[("text", "what I have to say here")]);
        assert_eq!((shown(&outcome).0, deeds(&outcome).len()), (403, 0));
        assert_eq!(shown(&home.send("/talk/no-such/answer", &[("text", "x")])).0, 403);
        assert_eq!(shown(&Home::new().send("/talk/no-such/answer", &[("text", "x")])).0, 404);
        assert_eq!(shown(&home.read("/talk/no-such")).0, 404);
        assert_eq!(shown(&home.send("/talk/no-such/back", &[])).0, 404);
        assert!(matches!(
            crate::handle(&Request::get("/talk/joys-1-01"), &crate::testing::stranger()).answer,
            Answered::Go(path) if path == "/enter"
        ));
    }

    #[test]
    fn after_leaving_what_had_opened_can_be_read_and_nothing_be_written() {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        answers(&mut home, OTHER, "closed words");
        if let crate::Visitor::Person(person) = &mut home.world.visitor {
            person.couple.as_mut().unwrap().state = crate::CoupleState::TheyLeft;
        }
        let html = home.html("/talk/joys-1-01");
        assert!(html.contains("sam says") && !html.contains("/reply"));
        assert!(home.html("/talk").contains("came back to you"));
        assert_eq!(deeds(&home.send(&path(OTHER, "back"), &[])), ["taken back"]);
        assert_eq!(shown(&home.send(&path(LIGHT, "answer"), &[("text", "again")])).0, 403);
    }

    #[test]
    fn a_round_opens_once_whoever_releases_it_twice() {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        for (author, text) in [(ALEX, "late echo"), (SAM, "another echo")] {
            let event =
                shared::Event::Answered { question: LIGHT.into(), round: 0, text: text.into(), tell: false };
            home.shared(author, event);
        }
        let html = home.html("/talk/joys-1-01");
        assert!(html.contains("alex says") && html.contains("sam says") && !html.contains("echo"));
        assert_eq!(home.html("/talk/revealed").matches("?read=yes").count(), 1);
    }
}
