//! Beginning: a name, a way to sign in, and a passphrase. Nobody is told.
//!
//! Invariant: a name that is taken looks like one that is free; with its passphrase it is a sign-in.

use askama::Template;
use domain::{desk, text};

use super::help;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Form, KeyAct, Needs, Outcome, Proof, Proven, Row, RunBy};

pub(super) mod passphrase;

pub(crate) const ROUTES: &[Route] =
    &[get("/begin", Guard::Anyone, nothing, show), post("/begin", Guard::Anyone, proof, begin)];

/// The longest name to be called by, in characters.
pub(super) const LONGEST_NAME: usize = 60;
/// The longest sign-in name or address, in characters.
const LONGEST_EMAIL: usize = 200;

/// The field that needs another look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    Email,
    Passphrase,
    None,
}

struct Problem {
    field: Field,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/begin/begin.html")]
struct Begin<'a> {
    p: Shell<'a>,
    form: &'a Form,
    token: &'a str,
    problem: Option<Problem>,
    run_by: Vec<(&'static str, String, bool)>,
    runs: String,
}

impl Begin<'_> {
    fn wrong(&self, field: &str) -> bool {
        let place = match field {
            "name" => Field::Name,
            "email" => Field::Email,
            _ => Field::Passphrase,
        };
        self.problem.as_ref().is_some_and(|problem| problem.field == place)
    }
}

/// What a form that may be taken says.
struct Chosen<'a> {
    name: String,
    email: &'a str,
    passphrase: &'a str,
}

/// A name as it is kept: one line, no longer than fits the top of a page.
pub(super) fn name(form: &Form) -> Option<String> {
    let line = form.text("name").split_whitespace().collect::<Vec<_>>().join(" ");
    text::tidy(&line, LONGEST_NAME).ok()
}

fn chosen(form: &Form) -> Result<Chosen<'_>, (Field, Option<passphrase::Refused>)> {
    let name = name(form).ok_or((Field::Name, None))?;
    let email = form.text("email").trim();
    if email.is_empty() || email.chars().count() > LONGEST_EMAIL || email.chars().any(char::is_control) {
        return Err((Field::Email, None));
    }
    let passphrase =
        passphrase::chosen(form, "passphrase", email).map_err(|why| (Field::Passphrase, Some(why)))?;
    Ok(Chosen { name, email, passphrase })
}

/// The invitation one came with, if it can be one.
fn token(form: &Form) -> &str {
    let token = form.text("i");
    let plain = token.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if plain && token.len() <= 100 { token } else { "" }
}

fn onward(token: &str) -> Outcome {
    if token.is_empty() { Outcome::go("/today") } else { Outcome::go(&format!("/us/join?i={token}")) }
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let token = token(&ctx.query);
    if ctx.person().is_some() {
        return onward(token);
    }
    page(ctx, 200, token, None)
}

fn page(ctx: &Ctx<'_>, status: u16, token: &str, problem: Option<Problem>) -> Outcome {
    let unsaid = ctx.world.server.run_by == RunBy::Unsaid;
    let chosen = ctx.form.text("run_by");
    let choices = [RunBy::OneOfYou, RunBy::Coach, RunBy::Neither].map(RunBy::as_str);
    let run_by = choices
        .into_iter()
        // Whoever was asked in cannot know it, and is not examined.
        .filter(|_| unsaid && token.is_empty())
        .map(|choice| (choice, ctx.say(&format!("begin-run-by-{choice}")), choice == chosen));
    ctx.page_with(
        status,
        &Begin {
            p: ctx.shell("begin-title"),
            form: &ctx.form,
            token,
            problem,
            run_by: run_by.collect(),
            runs: help::who_runs(ctx),
        },
    )
}

fn proof(ask: &Ask<'_>) -> Needs {
    let proof = chosen(ask.form).ok().map(|chosen| Proof::Begin {
        name: chosen.email.to_owned(),
        passphrase: chosen.passphrase.to_owned(),
    });
    Needs { proof, ..Needs::default() }
}

fn begin(ctx: &Ctx<'_>) -> Outcome {
    let token = token(&ctx.form);
    if ctx.person().is_some() {
        return onward(token);
    }
    let sorry = |status, field, text| page(ctx, status, token, Some(Problem { field, text }));
    let name = match chosen(&ctx.form) {
        Ok(chosen) => chosen.name,
        Err((field, Some(why))) => return sorry(422, field, why.text(ctx)),
        Err((Field::Name, None)) => return sorry(422, Field::Name, ctx.say("begin-no-name")),
        Err((field, None)) => return sorry(422, field, ctx.say("begin-no-email")),
    };
    match ctx.world.proven {
        Some(Proven::Yes) => begun(ctx, token, name),
        Some(Proven::Wait { seconds }) => {
            let text = ctx.words.say_with("enter-wait", &[("seconds", seconds.into())]);
            sorry(429, Field::None, text)
        }
        Some(Proven::Busy) => sorry(429, Field::None, ctx.say("enter-busy")),
        Some(Proven::Elsewhere) => sorry(422, Field::None, super::enter::elsewhere(ctx)),
        Some(Proven::No | Proven::NotYet(_)) | None => sorry(422, Field::None, ctx.say("begin-not-now")),
    }
}

fn begun(ctx: &Ctx<'_>, token: &str, name: String) -> Outcome {
    let outcome =
        onward(token).key(KeyAct::Begin { mine: ctx.form.has("mine") }).desk(desk::Event::Named { name });
    match RunBy::parse(ctx.form.text("run_by")) {
        said if said != RunBy::Unsaid && ctx.world.server.run_by == RunBy::Unsaid => {
            outcome.row(Row::RunBy(said))
        }
        _ => outcome,
    }
}

#[cfg(test)]
mod tests {
    use domain::desk::Event;

    use crate::testing::{alone, count, goes, page, read, send, stranger, text};
    use crate::{KeyAct, Needs, New, Proof, Proven, Request, Row, RunBy, World, needs};

    const GOOD: [(&str, &str); 4] = [
        ("name", " Alex \n A. "),
        ("email", " alex@example.org "),
        ("passphrase", "otter lamp quilt plum"),
        ("again", "otter lamp quilt plum"),
    ];

    fn proven(proven: Proven) -> World<'static> {
        World { proven: Some(proven), ..stranger() }
    }

    fn but<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
        let mut fields: Vec<_> = GOOD.into_iter().filter(|(name, _)| *name != field).collect();
        fields.push((field, value));
        fields
    }

    #[test]
    fn the_first_thing_said_is_about_being_safe() {
        let (status, page) = page(&read(&stranger(), "/begin"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, "h1 + p a[href='/help/safe']"), 1);
        assert_eq!(count(&page, "input[checked]"), 0);
        assert_eq!(count(&page, "input[type=password][value]"), 0);
        assert!(!text(&page).contains('⟦'));
    }

    #[test]
    fn somebody_new_begins_with_a_name_and_comes_to_today() {
        let outcome = send(&proven(Proven::Yes), "/begin", &GOOD);
        assert_eq!(goes(&outcome), "/today");
        assert!(outcome.keys == [KeyAct::Begin { mine: false }]);
        assert_eq!(outcome.events, [New::Desk(Event::Named { name: "Alex A.".into() })]);
        assert_eq!(outcome.rows, []);
        assert!(
            send(&proven(Proven::Yes), "/begin", &but("mine", "yes")).keys == [KeyAct::Begin { mine: true }]
        );
    }

    #[test]
    fn an_invitation_is_carried_along() {
        let html = page(&read(&stranger(), "/begin?i=tok-1")).1;
        assert_eq!(count(&html, "input[type=hidden][name=i][value=tok-1]"), 1);
        let mut fields = but("i", "tok-1");
        assert_eq!(goes(&send(&proven(Proven::Yes), "/begin", &fields)), "/us/join?i=tok-1");
        assert_eq!(goes(&read(&alone(), "/begin?i=tok-1")), "/us/join?i=tok-1");
        fields = but("i", "//evil.example/?a=b");
        assert_eq!(goes(&send(&proven(Proven::Yes), "/begin", &fields)), "/today");
    }

    #[test]
    fn only_a_form_that_can_be_taken_costs_a_proof() {
        let asked = |fields: &[(&str, &str)]| needs(&Request::post("/begin", fields), &stranger().visitor);
        let proof =
            Proof::Begin { name: "alex@example.org".into(), passphrase: "otter lamp quilt plum".into() };
        assert_eq!(asked(&GOOD), Needs { proof: Some(proof), ..Needs::default() });
        for (field, value) in [("name", " "), ("email", ""), ("passphrase", "short"), ("again", "other")] {
            assert_eq!(asked(&but(field, value)), Needs::default(), "{field}");
        }
    }

    #[test]
    fn what_needs_another_look_is_said_and_what_was_typed_stays() {
        let long = "a".repeat(201);
        for (field, value, marked) in [
            ("name", "", "name"),
            ("name", &long[..61], "name"),
            ("email", " ", "email"),
            ("email", &long, "email"),
            ("passphrase", "short", "passphrase"),
            ("passphrase", "passphrase123", "passphrase"),
            ("again", "otter lamp quilt", "passphrase"),
        ] {
            let mut fields = but(field, value);
            fields.push(("mine", "yes"));
            let outcome = send(&stranger(), "/begin", &fields);
            assert!(outcome.events.is_empty() && outcome.keys.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!(status, 422, "{field}");
            assert_eq!(count(&page, ".problem[role=alert]"), 1);
            assert_eq!(count(&page, &format!("#{marked}[aria-invalid=true]")), 1, "{field}");
            assert_eq!(count(&page, "[aria-invalid]"), if marked == "passphrase" { 2 } else { 1 });
            assert_eq!(count(&page, "input[name=mine][checked]"), 1);
            assert_eq!(count(&page, "input[type=password][value]"), 0);
            if field != "email" {
                assert_eq!(count(&page, "input[name=email][value=' alex@example.org ']"), 1);
            }
            assert!(!text(&page).contains('⟦'));
        }
    }

    #[test]
    fn too_many_at_once_is_said_and_nothing_happens() {
        for busy in [Proven::Busy, Proven::Wait { seconds: 2 }] {
            let outcome = send(&proven(busy), "/begin", &GOOD);
            assert_eq!(page(&outcome).0, 429);
            assert!(outcome.events.is_empty() && outcome.keys.is_empty());
        }
        assert_eq!(page(&send(&proven(Proven::No), "/begin", &GOOD)).0, 422);
    }

    #[test]
    fn who_runs_the_server_is_asked_until_somebody_has_said() {
        let mut world = proven(Proven::Yes);
        assert_eq!(count(&page(&read(&world, "/begin")).1, "input[name=run_by]"), 0);
        assert_eq!(send(&world, "/begin", &but("run_by", "coach")).rows, []);
        world.server.run_by = RunBy::Unsaid;
        assert_eq!(count(&page(&read(&world, "/begin")).1, "input[type=radio][name=run_by]"), 3);
        assert_eq!(send(&world, "/begin", &GOOD).rows, []);
        let rows = send(&world, "/begin", &but("run_by", "one-of-you")).rows;
        assert_eq!(rows, [Row::RunBy(RunBy::OneOfYou)]);
        world.proven = None;
        let mut fields = but("name", "");
        fields.push(("run_by", "coach"));
        let html = page(&send(&world, "/begin", &fields)).1;
        assert_eq!(count(&html, "input[value=coach][checked]"), 1);
    }

    #[test]
    fn an_invitation_comes_along_and_who_was_asked_in_is_not_examined() {
        let mut world = proven(Proven::Yes);
        world.server.run_by = RunBy::Unsaid;
        let shown = page(&read(&world, "/begin?i=TOKEN")).1;
        assert!(text(&shown).contains("The invitation comes along"));
        assert_eq!(count(&shown, "input[name=run_by]"), 0);
        assert!(!text(&page(&read(&world, "/begin")).1).contains("The invitation comes along"));
    }

    #[test]
    fn somebody_who_is_signed_in_has_begun() {
        assert_eq!(goes(&read(&alone(), "/begin")), "/today");
        let outcome = send(&alone(), "/begin", &GOOD);
        assert!(outcome.keys.is_empty() && outcome.events.is_empty());
    }
}
