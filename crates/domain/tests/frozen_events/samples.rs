//! One sample of each kind of event.

use domain::calendars::Change as OfCalendar;
use domain::checkin::{Answers, Cause, Closeness, Score, Set};
use domain::desk::Mark;
use domain::meet::{Slot, Stretch};
use domain::private::Leaning;
use domain::rhythm::{Rhythm, Weekdays};
use domain::ritual::{Change as OfRitual, Plan, Told};
use domain::talk::Reply;
use domain::touch::Month;
use domain::{Day, Instant, PersonId, Week, agreement, desk, first_step, life, private, repair, shared};

const TODAY: Day = Day(20_780);

fn words() -> String {
    "Ein Abend, שלום, 你好 👩‍👩‍👧\nund mehr".to_owned()
}

pub(crate) fn desk() -> Vec<desk::Event> {
    use desk::Event::*;
    vec![
        Named { name: "Noa".to_owned() },
        CardPutAway { card: "recovery".to_owned() },
        CardsForgotten { cards: vec!["agreement/a1".to_owned(), "life/7".to_owned()] },
        AnswerWritten { question: "fears-1-01".into(), round: 1, text: words(), tell: false },
        AnswerTakenBack { question: "fears-1-01".into() },
        Guessed { question: "joys-2-03".into(), round: 0, text: words() },
        FeltReceived { question: "joys-2-03".into(), understood: true, accepted: false },
        PlanMade {
            week: Week(2968),
            practices: vec!["walk-without-phones".into(), "one-song".into()],
            ritual: None,
        },
        PracticeMarked { practice: "walk-without-phones".into(), mark: Mark::NotCloser, day: TODAY },
        TinyDone { tiny: "tiny-look-up".to_owned(), day: TODAY },
        MinutesSaid { minutes: 600 },
        PathBegan { day: TODAY },
        StepMarked { step: "see-1".to_owned(), done: true },
        PathEnded { ending: "rest".to_owned() },
        InvitationMade { token: "t0k3n".to_owned(), code: "1234 5678".to_owned(), letter: words() },
        InvitationClosed,
        Muted { what: "questions".to_owned(), on: true },
        IdentityPinned { person: PersonId([0xa5; 16]), public: (0..64).map(|n| n * 4).collect() },
        QuietBegan { until: TODAY },
        QuietEnded,
        RitualChanged { ritual: "r1".into(), change: OfRitual::Resumed },
        RitualFelt { of: "side-by-side".to_owned(), closer: true },
        AgreementChanged { agreement: "a1".into(), change: agreement::Change::Ended },
        TimesTicked { round: 3 },
        FeedOpened { token: "t0k3n".to_owned(), titles: true },
        FeedClosed,
        StepOffered { step: "s1".into(), about: first_step::About::Us, words: 120, rung: 3 },
        OfferClosed,
        TouchMarked {
            month: Month(24_322),
            welcome: vec!["hand-on-the-back".into()],
            ask: vec!["feet-up".into()],
        },
        SeasonsSaid { seasons: vec!["grief".to_owned(), "faith".to_owned()] },
    ]
    .into_iter()
    .chain(of_calendars().map(|change| CalendarChanged { calendar: "c1".into(), change }))
    .collect()
}

fn of_calendars() -> impl Iterator<Item = OfCalendar> {
    let busy = vec![Stretch { from: Instant(1_795_464_000_000), to: Instant(1_795_467_600_000) }];
    [
        OfCalendar::Added { name: words(), url: Some("https://calendar.example/a.ics".to_owned()) },
        OfCalendar::Read { busy, problems: 2, etag: Some("\"7\"".to_owned()) },
        OfCalendar::Unchanged,
        OfCalendar::Failed { why: "unreachable".to_owned() },
        OfCalendar::Removed,
    ]
    .into_iter()
}

fn of_rituals() -> impl Iterator<Item = OfRitual> {
    let plan = Plan {
        title: words(),
        template: Some("evening-walk".to_owned()),
        rhythm: Rhythm::Week { n: 2, on: Weekdays::of([0, 4]) },
        at: 1170,
        minutes: 45,
        zone: "Europe/Berlin".to_owned(),
        starts: TODAY,
    };
    [
        OfRitual::Proposed { plan, instead_of: Some("r0".into()) },
        OfRitual::Agreed,
        OfRitual::Ended,
        OfRitual::Paused { from: None, until: TODAY },
        OfRitual::Resumed,
        OfRitual::Skipped { on: TODAY },
        OfRitual::Moved { on: TODAY, to: TODAY.plus(1), at: 1200 },
        OfRitual::Restored { on: TODAY },
        OfRitual::Told { on: TODAY, how: Told::LetGo },
    ]
    .into_iter()
}

fn of_agreements() -> impl Iterator<Item = agreement::Change> {
    let piece = Some("dinner-table".to_owned());
    let proposed = agreement::Change::Proposed { piece, text: words(), look_again: None };
    [proposed, agreement::Change::Agreed, agreement::Change::Ended].into_iter()
}

pub(crate) fn private() -> Vec<private::Event> {
    use private::Event::*;
    let scores = [("company", 0), ("warmth", 10), ("our-time", 7)];
    let scores = scores.map(|(item, score)| (item.to_owned(), Score::new(score).unwrap())).into();
    vec![
        CheckedIn { set: Set::Review, day: TODAY, answers: Answers { scores, closeness: Closeness::new(6) } },
        CausesMarked { causes: Cause::ALL.to_vec() },
        LeaningSaid { leaning: Leaning::Unsure },
        WishedBack { text: words() },
        NoteKept { place: "path/loop-3".to_owned(), text: words() },
        CareTaken { solo: true },
        SheetKept { sheet: "loop".to_owned(), fields: [("when".to_owned(), words())].into() },
        SheetBurned { sheet: "step/3f".to_owned() },
        StepFelt { rung: 2, well: true },
    ]
}

fn of_steps() -> impl Iterator<Item = first_step::Change> {
    use first_step::Change::*;
    [
        Covered { about: first_step::About::Me, words: 90 },
        Said { text: words() },
        Answered { answer: first_step::Answer::DidNotKnow, text: words() },
        WordBack { got_it: false, text: words() },
        Received,
        TakenBack,
    ]
    .into_iter()
}

fn of_repairs() -> impl Iterator<Item = repair::Change> {
    use repair::Change::*;
    [
        Asked { kind: repair::Kind::Trust, about: words(), ritual: Some("r1".into()) },
        TimeAsked { ritual: "r2".into() },
        Agreed,
        Paused { until: Instant(1_795_464_000_000) },
        Resumed,
        Heard { text: words() },
        Settled { agreement: "a1".into(), look_again: TODAY },
        LookedAgain { how: repair::Again::Harder },
        Ended,
    ]
    .into_iter()
}

fn of_life() -> impl Iterator<Item = life::Change> {
    [life::Change::Written { text: words() }, life::Change::Agreed { of: 70_000 }, life::Change::Withdrawn]
        .into_iter()
}

pub(crate) fn shared() -> Vec<shared::Event> {
    use shared::Event::*;
    vec![
        Named { name: "Kim".to_owned() },
        Paired { seed: u64::MAX, day: TODAY },
        Answered { question: "fears-1-01".into(), round: 300, text: words(), tell: true },
        Replied { question: "fears-1-01".into(), round: 0, reply: Reply::Heard, text: words() },
        WordBack { question: "fears-1-01".into(), round: 0, got_it: false, text: words() },
        StillTrue { question: "fears-1-01".into() },
        QuestionAdded { question: "own-0123456789abcdef".into(), text: words() },
        SummaryShared { words: words(), wish: words() },
        PracticeDone { practice: "walk-without-phones".into(), minutes: 15, day: Day(-1) },
        QuietBegan { until: TODAY },
        QuietEnded,
        TimesFound { round: 2, slots: vec![Slot { half_hour: 997_480, minutes: 60 }] },
        Thanked { text: words() },
        TouchDrawn { month: Month(24_322), on: TODAY, items: vec!["hand-on-the-back".into()] },
        SeasonsSaid { seasons: vec!["new-baby".to_owned()] },
        LeftOut { seq: 70_000, out: true },
    ]
    .into_iter()
    .chain(of_rituals().map(|change| RitualChanged { ritual: "r1".into(), change }))
    .chain(of_agreements().map(|change| AgreementChanged { agreement: "a1".into(), change }))
    .chain(of_steps().map(|change| StepChanged { step: "s1".into(), change }))
    .chain(of_repairs().map(|change| RepairChanged { repair: "p1".into(), change }))
    .chain(of_life().map(|change| LifeChanged { part: "life-1-01".into(), change }))
    .collect()
}
