//! Settings: what to be called, where one is, a quiet title, and what need not be seen.

use askama::Template;
use domain::desk::Event;
use domain::{SpaceName, shared};

use super::begin::{self, LONGEST_NAME};
use super::thanks;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, Prefs, Row, dates};

pub(crate) const ROUTES: &[Route] =
    &[get("/me/settings", Guard::Person, desk, show), post("/me/settings", Guard::Person, desk, save)];

/// Zones that are offered; any other of the time zone database can be typed.
pub(super) const ZONES: &[&str] = &[
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Anchorage",
    "America/Bogota",
    "America/Buenos_Aires",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Phoenix",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Toronto",
    "America/Vancouver",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Jakarta",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Atlantic/Reykjavik",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Moscow",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Rome",
    "Europe/Stockholm",
    "Europe/Vienna",
    "Europe/Warsaw",
    "Europe/Zurich",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "UTC",
];

/// The longest name of a zone.
const LONGEST_ZONE: usize = 60;

#[derive(Template)]
#[template(path = "pages/settings.html")]
struct Page<'a> {
    p: Shell<'a>,
    kept: bool,
    name: &'a str,
    zone: &'a str,
    discreet: bool,
    /// What comes from the other one and can be left out: its field, and whether it is.
    muted: [(&'static str, bool); 2],
    clock: String,
    zones: &'static [&'static str],
    /// The field that was not taken, and why.
    problem: Option<(&'static str, String)>,
}

impl Page<'_> {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(wrong, _)| *wrong == field).map(|(_, text)| text.as_str())
    }
}

fn desk(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Desk)
}

/// What comes from the other one and can be left out unseen: the field, and what it is called on the desk.
const MUTES: [(&str, &str); 2] = [("mute", "questions"), ("mute_thanks", thanks::MUTED)];

fn mutes(ctx: &Ctx<'_>, what: &str) -> bool {
    ctx.world.desk.as_ref().is_some_and(|desk| desk.mutes(what))
}

fn own_name<'a>(ctx: &Ctx<'a>) -> &'a str {
    ctx.world.desk.as_ref().map_or("", |desk| desk.name.as_str())
}

fn clock(ctx: &Ctx<'_>) -> String {
    dates::moment(ctx.words, ctx.world.now, &ctx.world.zone)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Page {
        p: ctx.shell("settings-title"),
        kept: ctx.query.has("kept"),
        name: own_name(ctx),
        zone: &ctx.world.prefs.zone,
        discreet: ctx.world.prefs.discreet,
        muted: MUTES.map(|(field, what)| (field, mutes(ctx, what))),
        clock: clock(ctx),
        zones: ZONES,
        problem: None,
    })
}

fn refused(ctx: &Ctx<'_>, field: &'static str, text: String) -> Outcome {
    ctx.page_with(
        422,
        &Page {
            p: ctx.shell("settings-title"),
            kept: false,
            name: ctx.form.text("name"),
            zone: ctx.form.text("zone"),
            discreet: ctx.form.has("discreet"),
            muted: MUTES.map(|(field, _)| (field, ctx.form.has(field))),
            clock: clock(ctx),
            zones: ZONES,
            problem: Some((field, text)),
        },
    )
}

fn zone<'a>(ctx: &'a Ctx<'_>) -> Option<&'a str> {
    let zone = ctx.form.text("zone").trim();
    let plain = zone.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '/' | '-'));
    (plain && (1..=LONGEST_ZONE).contains(&zone.len())).then_some(zone)
}

/// Writes what changed and nothing else.
fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some(name) = begin::name(&ctx.form) else {
        let most = content::Arg::from(LONGEST_NAME);
        return refused(ctx, "name", ctx.words.say_with("settings-no-name", &[("most", most)]));
    };
    let Some(zone) = zone(ctx) else { return refused(ctx, "zone", ctx.say("settings-no-zone")) };
    let prefs = Prefs { zone: zone.to_owned(), discreet: ctx.form.has("discreet") };
    let mut outcome = Outcome::go("/me/settings?kept=yes");
    if name != own_name(ctx) {
        outcome = named(ctx, outcome, name);
    }
    if prefs != ctx.world.prefs {
        outcome = outcome.row(Row::Prefs(prefs));
    }
    for (field, what) in MUTES {
        let on = ctx.form.has(field);
        if on != mutes(ctx, what) {
            outcome = outcome.desk(Event::Muted { what: what.to_owned(), on });
        }
    }
    outcome
}

/// A name is one's own, and the other one's too while the two are together.
fn named(ctx: &Ctx<'_>, outcome: Outcome, name: String) -> Outcome {
    let outcome = outcome.desk(Event::Named { name: name.clone() });
    match ctx.person() {
        Some(person) if person.is_together() => outcome.shared(shared::Event::Named { name }),
        _ => outcome,
    }
}

#[cfg(test)]
mod tests {
    use domain::desk::Event;
    use domain::shared;

    use super::ZONES;
    use crate::testing::{ALEX, alone, apply, count, goes, page, read, send, shut, stranger, text, together};
    use crate::{New, Prefs, Row, World};

    const SAME: [(&str, &str); 2] = [("name", "Alex"), ("zone", "UTC")];

    fn muted() -> World<'static> {
        let mut world = alone();
        apply(world.desk.as_mut().unwrap(), ALEX, 1, Event::Muted { what: "questions".into(), on: true });
        world
    }

    #[test]
    fn the_settings_stand_as_they_are() {
        let mut world = muted();
        world.prefs = Prefs { zone: "Europe/Vienna".into(), discreet: true };
        let (status, page) = page(&read(&world, "/me/settings"));
        assert_eq!(status, 200);
        assert_eq!(count(&page, "input[name=name][value=Alex]"), 1);
        assert_eq!(count(&page, "input[name=zone][value='Europe/Vienna'][list=zones]"), 1);
        assert_eq!(count(&page, "datalist#zones option"), ZONES.len());
        assert_eq!(count(&page, "input[type=checkbox][checked]"), 2);
        assert!(text(&page).contains("23 November 2026, 20:00") && !text(&page).contains('⟦'));
        let fresh = crate::testing::page(&read(&shut(alone()), "/me/settings")).1;
        assert_eq!(count(&fresh, "input[checked]"), 0);
        assert_eq!(goes(&read(&stranger(), "/me/settings")), "/enter");
    }

    #[test]
    fn what_did_not_change_is_not_written() {
        for world in [alone(), together()] {
            let outcome = send(&world, "/me/settings", &SAME);
            assert_eq!(goes(&outcome), "/me/settings?kept=yes");
            assert!(outcome.events.is_empty() && outcome.rows.is_empty());
        }
        assert_eq!(count(&page(&read(&alone(), "/me/settings?kept=yes")).1, "[role=status]"), 1);
    }

    #[test]
    fn a_new_name_is_ones_own_and_the_other_ones_while_together() {
        let fields = [("name", " Lex  B. "), ("zone", "UTC")];
        let own = New::Desk(Event::Named { name: "Lex B.".into() });
        let ours = New::Shared(shared::Event::Named { name: "Lex B.".into() });
        assert_eq!(send(&alone(), "/me/settings", &fields).events, std::slice::from_ref(&own));
        assert_eq!(send(&together(), "/me/settings", &fields).events, [own, ours]);
    }

    #[test]
    fn zone_and_discreet_are_kept_plainly() {
        let fields = [("name", "Alex"), ("zone", " Etc/GMT+5 "), ("discreet", "yes")];
        let rows = send(&alone(), "/me/settings", &fields).rows;
        assert_eq!(rows, [Row::Prefs(Prefs { zone: "Etc/GMT+5".into(), discreet: true })]);
    }

    #[test]
    fn the_others_questions_are_left_out_or_let_in_again_and_nobody_is_told() {
        let said = |on| New::Desk(Event::Muted { what: "questions".into(), on });
        let fields = [SAME[0], SAME[1], ("mute", "yes")];
        assert_eq!(send(&together(), "/me/settings", &fields).events, [said(true)]);
        assert_eq!(send(&muted(), "/me/settings", &fields).events, []);
        assert_eq!(send(&muted(), "/me/settings", &SAME).events, [said(false)]);
    }

    #[test]
    fn the_others_thanks_are_left_out_by_themselves() {
        let said = |on| New::Desk(Event::Muted { what: "thanks".into(), on });
        let fields = [SAME[0], SAME[1], ("mute_thanks", "yes")];
        assert_eq!(send(&together(), "/me/settings", &fields).events, [said(true)]);
        let mut world = together();
        let event = Event::Muted { what: "thanks".into(), on: true };
        apply(world.desk.as_mut().unwrap(), ALEX, 1, event);
        let shown = page(&read(&world, "/me/settings")).1;
        assert_eq!(count(&shown, "input[name=mute_thanks][checked]"), 1);
        assert_eq!(count(&shown, "input[name=mute][checked]"), 0);
        assert_eq!(send(&world, "/me/settings", &SAME).events, [said(false)]);
    }

    #[test]
    fn what_cannot_be_kept_is_said_and_what_was_typed_stays() {
        let long = "a".repeat(61);
        for (name, zone, wrong) in [
            ("  ", "UTC", "name"),
            (&long, "UTC", "name"),
            ("Lex", "", "zone"),
            ("Lex", "a;b", "zone"),
            ("Lex", "Wien, Österreich", "zone"),
            ("Lex", &long, "zone"),
        ] {
            let fields = [("name", name), ("zone", zone), ("mute", "yes"), ("discreet", "yes")];
            let outcome = send(&together(), "/me/settings", &fields);
            assert!(outcome.events.is_empty() && outcome.rows.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!(status, 422);
            assert_eq!(count(&page, &format!("input[name={wrong}][aria-invalid=true]")), 1);
            assert_eq!(count(&page, "[aria-invalid]"), 1);
            assert_eq!(count(&page, ".problem[role=alert]"), 1);
            assert_eq!(count(&page, "input[type=checkbox][checked]"), 2);
            assert_eq!(count(&page, &format!("input[name=zone][value='{zone}']")), 1);
            assert!(!text(&page).contains('⟦'));
        }
    }
}
