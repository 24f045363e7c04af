//! The form: every rhythm, templates, and what cannot be taken.

use super::*;

#[test]
fn every_way_of_coming_round_can_be_said() {
    for (fields, said) in [
        (vec![("every", "once")], "Once, on Friday 27 November at 19:30"),
        (vec![("every", "day")], "Every day at 19:30"),
        (vec![("every", "weekday")], "Monday to Friday at 19:30"),
        (vec![("every", "week"), ("weeks", "2"), ("on", "4")], "Every second Friday at 19:30"),
        (vec![("every", "nth"), ("nth", "-1"), ("nth_on", "6")], "On the last Sunday of each month at 19:30"),
        (vec![("every", "month"), ("month_day", "15")], "On the 15th of each month at 19:30"),
        (vec![("every", "days"), ("gap", "4")], "Every 4 days at 19:30"),
        (
            vec![("every", "rota"), ("cycle", "8"), ("places", "5 and 6")],
            "On days 5 and 6 of a rota of 8 days at 19:30",
        ),
        (vec![("every", "year")], "Once a year, on 27 November at 19:30"),
    ] {
        let mut home = Home::one();
        let outcome = home.does("/time/new", &fridays(&fields));
        assert!(words(&home, goes(&outcome)).contains(said), "{said}");
        // And the same stands in the form for another time.
        let id = goes(&outcome).rsplit('/').next().unwrap().to_owned();
        let form = shown(&home, &format!("/time/new?instead={id}"));
        let every = fields[0].1;
        assert_eq!(count(&form, &format!("input[name=every][value='{every}'][checked]")), 1, "{every}");
    }
}

#[test]
fn what_cannot_be_taken_is_asked_again_and_nothing_typed_is_lost() {
    for (other, bad) in [
        (vec![("title", "  ")], "title"),
        (vec![("title", "ééééééééééééééééééééééééééééééééééééééééé")], "title"),
        (vec![("every", "")], "every"),
        (vec![("every", "never")], "every"),
        (vec![("weeks", "0")], "every"),
        (vec![("weeks", "many")], "every"),
        (vec![("on", "9")], "every"),
        (vec![("every", "month"), ("month_day", "32")], "every"),
        (vec![("every", "days"), ("gap", "")], "every"),
        (vec![("every", "rota"), ("cycle", "8"), ("places", "9")], "every"),
        (vec![("every", "rota"), ("cycle", "8"), ("places", "0")], "every"),
        (vec![("every", "rota"), ("cycle", "200"), ("places", "1")], "every"),
        (vec![("every", "nth"), ("nth", "7"), ("nth_on", "1")], "every"),
        (vec![("starts", "tomorrow")], "starts"),
        (vec![("starts", "2026-11-22")], "starts"),
        (vec![("starts", "2036-11-22")], "starts"),
        (vec![("at", "25:00")], "at"),
        (vec![("minutes", "0")], "minutes"),
        (vec![("minutes", "20000")], "minutes"),
        (vec![("zone", "Europe/Nowhere")], "zone"),
        (vec![("zone", "")], "zone"),
    ] {
        let home = Home::two();
        let fields = fridays(&other);
        let outcome = home.send("/time/new", &fields);
        let (status, page) = page(&outcome);
        assert_eq!((status, outcome.events.len()), (422, 0), "{other:?}");
        assert_eq!(count(&page, "[role=alert] p"), 1, "{other:?}");
        assert_eq!(count(&page, "[aria-invalid][aria-describedby~=problem]"), 1, "{other:?}");
        let id = if bad == "every" {
            "fieldset[aria-invalid]".to_owned()
        } else {
            format!("#{bad}[aria-invalid]")
        };
        assert_eq!(count(&page, &id), 1, "{other:?}");
        for (name, value) in
            fields.iter().filter(|(name, _)| !matches!(*name, "every" | "on" | "nth" | "nth_on"))
        {
            assert_eq!(count(&page, &format!("input[name={name}][value='{value}']")), 1, "{name} {other:?}");
        }
    }
    let (_, page) = page(&Home::two().send("/time/new", &[]));
    assert_eq!(count(&page, "[role=alert] p"), 6);
}

#[test]
fn a_template_fills_the_form_and_stays_with_the_ritual() {
    let mut home = Home::two();
    for template in &content::Library::english().rituals {
        let path = super::super::address_of_template(template);
        assert!(!path.contains(template.id.as_str()));
        let html = home.html(&path);
        assert!(html.len() <= 20 * 1024, "{} bytes", html.len());
        let page = scraper::Html::parse_document(&html);
        assert_eq!(count(&page, "input[name=every][checked]"), 1, "{}", template.id);
        assert_eq!(count(&page, &format!("input[name=from][value='{}']", template.id)), 1);
    }
    let fields = fridays(&[("from", "date-night"), ("title", "Our Friday")]);
    let outcome = home.does("/time/new", &fields);
    let Some(Change::Proposed { plan, .. }) = changes(&outcome).pop() else { panic!() };
    assert_eq!((plan.title.as_str(), plan.template.as_deref()), ("Our Friday", Some("date-night")));
}

#[test]
fn a_time_found_elsewhere_stands_in_the_form() {
    let page = shown(&Home::two(), "/time/new?starts=2026-12-03&at=20:15&minutes=45&zone=Europe/Berlin");
    for (name, value) in
        [("starts", "2026-12-03"), ("at", "20:15"), ("minutes", "45"), ("zone", "Europe/Berlin")]
    {
        assert_eq!(count(&page, &format!("input[name={name}][value='{value}']")), 1);
    }
}

#[test]
fn there_is_room_for_some_and_then_it_says_so() {
    let mut home = Home::two();
    for n in 0..domain::ritual::MOST {
        home.agreed(&fridays(&[("title", &format!("No {n}"))]));
    }
    assert!(words(&home, "/time/new").contains("End one first"));
    let outcome = home.send("/time/new", &FRIDAYS);
    let (status, page) = page(&outcome);
    assert_eq!((status, outcome.events.len()), (422, 0));
    assert!(text(&page).contains("room for 12"));
    assert_eq!(count(&page, "input[name=title][value='Date night']"), 1);
}
