//! We did it, not this, easier, deeper.

use super::*;

#[test]
fn we_did_it_is_kept_for_both_and_leads_to_the_question_afterwards() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window"]);
    let outcome = send(&world, "/today/mark", &[("practice", "two-cups-at-the-window"), ("mark", "did")]);
    assert_eq!(marked(&outcome), [Mark::Did]);
    assert_eq!(shared_events(&outcome), 1);
    let after = goes(&outcome).to_owned();
    assert!(after.starts_with("/today/after/") && !after.contains("cups"));
    carry_out(&mut world, &outcome);
    let (status, asked) = page(&read(&world, &after));
    assert_eq!(
        (status, count(&asked, "button[value=closer]"), count(&asked, "main a[href='/today']")),
        (200, 1, 1)
    );
    assert!(html(&world, "/today").contains("Done for today"));
}

#[test]
fn what_is_done_alone_stays_alone() {
    let mark = |world: &World<'_>, practice: &str, mark: &str| {
        shared_events(&send(world, "/today/mark", &[("practice", practice), ("mark", mark)]))
    };
    assert_eq!(mark(&together(), "two-cups-at-the-window", "i-did"), 0);
    assert_eq!(mark(&together(), "ask-one-more", "did"), 0, "needs one");
    assert_eq!(mark(&together(), "a-slower-hug", "did"), 0, "only suggested by halves");
    assert_eq!(mark(&alone(), "two-cups-at-the-window", "did"), 0, "nobody there");
    let mut left = together();
    if let Visitor::Person(person) = &mut left.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::ILeft;
    }
    assert_eq!(mark(&left, "two-cups-at-the-window", "did"), 0);
}

#[test]
fn a_second_mark_of_the_same_says_nothing_new() {
    let mut world = shut(together());
    plan(&mut world, &["two-cups-at-the-window", "ask-one-more"]);
    let did = [("practice", "two-cups-at-the-window"), ("mark", "did")];
    let closer = [("practice", "two-cups-at-the-window"), ("mark", "closer")];
    assert!(marked(&send(&world, "/today/mark", &closer)).is_empty(), "it was never done");
    let first = send(&world, "/today/mark", &did);
    carry_out(&mut world, &first);
    if let New::Shared(event) = first.events.last().unwrap() {
        apply(world.shared.as_mut().unwrap(), ALEX, 9, event.clone());
    }
    assert_eq!(send(&world, "/today/mark", &did).events, []);
    let felt = send(&world, "/today/mark", &closer);
    assert_eq!(marked(&felt), [Mark::Closer]);
    carry_out(&mut world, &felt);
    assert_eq!(send(&world, "/today/mark", &closer).events, []);

    let wave = [("practice", "ask-one-more"), ("mark", "easier")];
    let waved = send(&world, "/today/mark", &wave);
    carry_out(&mut world, &waved);
    assert_eq!(send(&world, "/today/mark", &wave).events, []);
    assert_eq!(world.desk.unwrap().depth_wish, -1);
}

#[test]
fn not_this_gives_another_and_keeps_the_rest() {
    for mut world in [alone(), together(), shut(alone()), shut(together())] {
        let mut gone = BTreeSet::new();
        for _ in 0..3 {
            let before = named(&world);
            let main = first_form_practice(&world);
            gone.insert(main.clone());
            let outcome = send(&world, "/today/mark", &[("practice", main.as_str()), ("mark", "not-this")]);
            assert_eq!((goes(&outcome), marked(&outcome)), ("/today", vec![Mark::NotThis]));
            let next = plan_made(&outcome).unwrap();
            assert!(next.iter().all(|id| !gone.contains(id)), "{next:?}");
            assert!(before.iter().filter(|id| **id != main).all(|id| next.iter().any(|other| other == id)));
            carry_out(&mut world, &outcome);
            assert_eq!(named(&world), next, "the page shows the plan that was made");
        }
    }
}

#[test]
fn when_everything_was_waved_away_the_page_says_that_this_is_fine() {
    let mut world = alone();
    for _ in 0..60 {
        let Some(main) = named(&world).first().copied() else { break };
        let outcome = send(&world, "/today/mark", &[("practice", main), ("mark", "not-this")]);
        carry_out(&mut world, &outcome);
    }
    assert!(named(&world).is_empty());
    assert!(html(&world, "/today").contains("Nothing for this week"));
}

#[test]
fn easier_and_deeper_are_wishes() {
    for (mark, wish) in [("easier", -1), ("deeper", 1)] {
        let mut world = alone();
        let main = first_form_practice(&world);
        let outcome = send(&world, "/today/mark", &[("practice", main.as_str()), ("mark", mark)]);
        carry_out(&mut world, &outcome);
        assert_eq!(world.desk.as_ref().unwrap().depth_wish, wish);
        assert!(plan_made(&outcome).is_some_and(|plan| !plan.contains(&main)));
    }
}

#[test]
fn what_is_not_in_the_week_cannot_be_waved_away_and_nonsense_is_not_found() {
    let mut world = alone();
    plan(&mut world, &["ask-one-more"]);
    let wave = |practice| send(&world, "/today/mark", &[("practice", practice), ("mark", "not-this")]);
    assert_eq!((goes(&wave("one-old-photo")), wave("one-old-photo").events), ("/today", vec![]));
    assert_eq!(page(&wave("no-such-thing")).0, 404);
    let odd = send(&world, "/today/mark", &[("practice", "ask-one-more"), ("mark", "loved-it")]);
    assert_eq!((page(&odd).0, odd.events), (404, vec![]));
    assert_eq!(page(&send(&world, "/today/mark", &[])).0, 404);
}
