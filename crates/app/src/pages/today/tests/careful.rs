//! What the safety flag and private marks change, and what they never do.

use super::*;

#[test]
fn deep_practices_show_only_the_own_half_to_everyone() {
    for id in practices().iter().filter(|practice| half_for(practice) == Half::Own).map(|each| &each.id) {
        let practice = content::Library::english().practice(id.as_str()).unwrap();
        for mut world in [together(), alone(), shut(together()), shut(careful(together()))] {
            desk(&mut world).minutes = Some(60);
            in_every_season(&mut world);
            plan(&mut world, &[id.as_str()]);
            let (_, page) = page(&read(&world, "/today"));
            let text = text(&page);
            assert!(text.contains(practice.alone.as_deref().unwrap()), "{id:?}");
            for step in &practice.steps {
                assert!(!text.contains(step), "{id:?}");
            }
            assert_eq!(count(&page, "button[value=did]"), 0);
        }
    }
}

#[test]
fn with_private_shut_the_safety_flag_changes_no_byte() {
    for ids in [["a-slower-hug", "say-it-back-first"], ["two-cups-at-the-window", "ask-one-more"]] {
        let (mut with, mut without) = (shut(careful(together())), shut(together()));
        plan(&mut with, &ids);
        plan(&mut without, &ids);
        for path in ["/today", "/today/week", "/today/a-slower-hug", "/today/ask-one-more"] {
            assert_eq!(format!("{:?}", read(&with, path)), format!("{:?}", read(&without, path)));
        }
        assert_eq!(html(&with, "/today"), html(&without, "/today"));
    }
}

#[test]
fn with_the_flag_and_private_open_only_what_one_does_alone_is_left_and_no_word_says_why() {
    let mut world = careful(together());
    plan(&mut world, &["a-slower-hug", "two-cups-at-the-window", "ask-one-more"]);
    let named = named(&world);
    assert!(named.contains(&"ask-one-more"));
    for id in &named {
        let practice = content::Library::english().practice(id).unwrap();
        assert!(practice.who != content::Who::Together && !practice.is_careful(), "{id}");
    }
    let without = {
        let mut world = together();
        plan(&mut world, &named);
        html(&world, "/today")
    };
    assert_eq!(html(&world, "/today"), without, "the same things are shown with the same words");
}

#[test]
fn a_personal_reason_shows_only_while_private_is_open() {
    let mut world = together();
    let mut answers = Answers::default();
    for (sign, score) in [("inner-world", 8), ("depth-of-talk", 9), ("company", 2), ("warmth", 8)] {
        answers.scores.insert(sign.into(), Score::new(score).unwrap());
    }
    let event = private::Event::CheckedIn { set: Set::Pulse, day: today(), answers };
    apply(world.private.as_mut().unwrap(), ALEX, 1, event);
    plan(&mut world, &["two-cups-at-the-window"]);
    assert!(html(&world, "/today").contains("“Company” was among the lowest"));
    let shut = shut(world);
    assert!(!html(&shut, "/today").contains("among the lowest"));
    let why = &content::Library::english().practice("two-cups-at-the-window").unwrap().why;
    assert!(text(&page(&read(&shut, "/today")).1).contains(why));
}
