use domain::life;
use domain::talk::Reply;

use super::*;
use crate::testing::{ALEX, NOW, SAM, in_shared, together};
use crate::{Request, World};

fn answer(world: &mut World<'static>, by: PersonId, round: u32, text: &str) -> u64 {
    let question = "joys-1-01".into();
    in_shared(world, by, Event::Answered { question, round, text: text.into(), tell: false })
}

fn past(world: &World<'_>) -> Past {
    let request = Request::get("/us");
    Past::read(&Ctx::bare(&request, world))
}

#[test]
fn every_round_is_there_with_what_was_said_to_it() {
    let mut world = together();
    for round in 0..3 {
        answer(&mut world, SAM, round, &format!("sam {round}"));
        answer(&mut world, ALEX, round, &format!("alex {round}"));
        let (question, text) = ("joys-1-01".into(), format!("heard {round}"));
        in_shared(&mut world, ALEX, Event::Replied { question, round, reply: Reply::Heard, text });
    }
    let told = past(&world).told;
    assert_eq!(told.iter().map(|told| told.round).collect::<Vec<_>>(), [0, 1, 2]);
    for (round, told) in told.iter().enumerate() {
        let texts: Vec<_> = told.answers.iter().map(|words| words.text.clone()).collect();
        assert_eq!(texts, [format!("sam {round}"), format!("alex {round}")]);
        assert_eq!(told.replies[0].1.text, format!("heard {round}"));
    }
}

#[test]
fn nobody_answers_twice_in_a_round_and_alone_nothing_opens() {
    let mut world = together();
    answer(&mut world, ALEX, 0, "alex");
    answer(&mut world, ALEX, 0, "alex again");
    assert_eq!(past(&world).told, []);
    answer(&mut world, SAM, 0, "sam");
    answer(&mut world, SAM, 0, "sam again");
    let told = past(&world).told;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].answers.iter().map(|words| words.text.as_str()).collect::<Vec<_>>(), ["alex", "sam"]);
}

fn agreement(world: &mut World<'static>, by: PersonId, change: agreement::Change) {
    in_shared(world, by, Event::AgreementChanged { agreement: "a".into(), change });
}

#[test]
fn an_agreement_is_one_once_the_other_said_yes_and_its_end_has_a_name() {
    let mut world = together();
    let text = "Tea at ten".into();
    agreement(&mut world, ALEX, agreement::Change::Proposed { piece: None, text, look_again: None });
    agreement(&mut world, ALEX, agreement::Change::Agreed);
    assert_eq!(past(&world).agreed, []);
    agreement(&mut world, SAM, agreement::Change::Agreed);
    assert_eq!(past(&world).agreed[0].words.text, "Tea at ten");
    agreement(&mut world, SAM, agreement::Change::Ended);
    assert_eq!(past(&world).agreed[0].ended, Some((NOW, SAM)));
}

#[test]
fn the_same_agreement_in_other_words_is_one_of_its_own() {
    let mut world = together();
    let proposed = |text: &str| agreement::Change::Proposed {
        piece: None,
        text: text.into(),
        look_again: Some(NOW.day_in(&jiff::tz::TimeZone::UTC).plus(14)),
    };
    agreement(&mut world, ALEX, proposed("Tea at nine"));
    agreement(&mut world, ALEX, agreement::Change::Ended);
    agreement(&mut world, SAM, proposed("Tea at ten"));
    agreement(&mut world, ALEX, agreement::Change::Agreed);
    agreement(&mut world, ALEX, agreement::Change::Ended);
    agreement(&mut world, ALEX, proposed("Tea, whenever"));
    agreement(&mut world, SAM, agreement::Change::Agreed);
    let past = past(&world);
    let all: Vec<_> = past.agreed.iter().map(|it| (it.words.text.as_str(), it.ended.is_some())).collect();
    assert_eq!(all, [("Tea at ten", true), ("Tea, whenever", false)]);
}

#[test]
fn words_for_the_life_together_stand_one_after_the_other_once_both_agreed() {
    let mut world = together();
    let part: QuestionId = "life-1-01".into();
    let says = |world: &mut World<'static>, by, change| {
        in_shared(world, by, Event::LifeChanged { part: part.clone(), change })
    };
    let written = |text: &str| life::Change::Written { text: text.into() };
    let first = says(&mut world, ALEX, written("a door"));
    says(&mut world, SAM, life::Change::Agreed { of: first });
    let second = says(&mut world, SAM, written("an open door"));
    says(&mut world, SAM, life::Change::Agreed { of: second });
    let texts = |world: &World<'_>| {
        past(world).life[&QuestionId::from("life-1-01")]
            .iter()
            .map(|(_, words)| words.text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&world), ["a door"], "nobody agrees to their own words");
    says(&mut world, ALEX, life::Change::Agreed { of: second });
    assert_eq!(texts(&world), ["a door", "an open door"]);
}

#[test]
fn a_first_step_is_as_old_as_its_opening_and_brings_its_answers() {
    let mut world = together();
    let says = |world: &mut World<'static>, by, change| {
        in_shared(world, by, Event::StepChanged { step: "s".into(), change })
    };
    let about = first_step::About::Me;
    says(&mut world, SAM, first_step::Change::Covered { about, words: 2 });
    says(&mut world, SAM, first_step::Change::Said { text: "held back".into() });
    world.now = NOW.plus_days(3);
    says(&mut world, ALEX, first_step::Change::Received);
    let answer = first_step::Answer::Heard;
    says(&mut world, ALEX, first_step::Change::Answered { answer, text: "thank you".into() });
    let steps = past(&world).steps;
    assert_eq!((steps[0].words.text.as_str(), steps[0].words.at), ("held back", NOW.plus_days(3)));
    assert_eq!(steps[0].answers[0].text, "thank you");
}

#[test]
fn only_its_author_leaves_words_out() {
    let mut world = together();
    let mine = answer(&mut world, ALEX, 0, "alex");
    let theirs = answer(&mut world, SAM, 0, "sam");
    for seq in [mine, theirs, 999] {
        in_shared(&mut world, ALEX, Event::LeftOut { seq, out: true });
    }
    assert_eq!(past(&world).left_out, BTreeSet::from([mine]));
    in_shared(&mut world, SAM, Event::LeftOut { seq: mine, out: false });
    assert_eq!(past(&world).left_out, BTreeSet::from([mine]));
    in_shared(&mut world, ALEX, Event::LeftOut { seq: mine, out: false });
    assert_eq!(past(&world).left_out, BTreeSet::new());
}

#[test]
fn what_they_did_is_all_there_also_what_is_long_ago() {
    let mut world = together();
    for day in 0..300 {
        let done = Event::PracticeDone { practice: "walk".into(), minutes: 5, day: Day(day) };
        in_shared(&mut world, SAM, done);
    }
    assert_eq!(past(&world).done.len(), 300);
}
