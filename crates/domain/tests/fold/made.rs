//! Events of every kind: as people bring them about, and as nobody should.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use domain::checkin::{Answers, Cause, Closeness, Score, Set};
use domain::desk::{self, Mark};
use domain::meet::{LENGTHS, Slot, Stretch};
use domain::private::{self, Leaning};
use domain::rhythm::{Places, Rhythm, Weekdays};
use domain::ritual::{self, Plan, Told as How};
use domain::shared;
use domain::talk::Reply;
use domain::text::LONGEST;
use domain::touch::Month;
use domain::{AgreementId, CalendarId, RepairId, RitualId, StepId, TouchId};
use domain::{Day, Instant, PersonId, PracticeId, QuestionId, Week};
use domain::{agreement, calendars, first_step, life, repair};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

/// Words as people write them, and as nobody should.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => "[a-zé ]{0,40}",
        2 => ".{0,80}",
        1 => (select(vec!["x", "é", "語", "👩‍👩‍👧"]), 0..LONGEST / 4).prop_map(|(sign, times)| sign.repeat(times)),
    ]
}

/// Ids of a library of some size, ids that never stop coming, and ids that are none.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (0..200).prop_map(|n| format!("struggles-{}-{n:03}", n % 5)),
        4 => any::<u128>().prop_map(|n| format!("own-{n:032x}")),
        2 => any::<u128>().prop_map(|n| format!("own-{n:036x}")),
        1 => text(),
    ]
}

fn question() -> impl Strategy<Value = QuestionId> {
    id().prop_map(QuestionId)
}

fn practice() -> impl Strategy<Value = PracticeId> {
    id().prop_map(PracticeId)
}

fn day() -> impl Strategy<Value = Day> {
    prop_oneof![9 => 20_000_i32..24_000, 1 => any::<i32>()].prop_map(Day)
}

fn round() -> impl Strategy<Value = u32> {
    prop_oneof![9 => 0_u32..4, 1 => any::<u32>()]
}

fn person() -> impl Strategy<Value = PersonId> {
    prop_oneof![9 => (0_u8..2).prop_map(|n| PersonId([n | 0xfe; 16])), 1 => any::<[u8; 16]>().prop_map(PersonId)]
}

pub(crate) fn meta() -> impl Strategy<Value = (PersonId, Instant)> {
    let at = prop_oneof![9 => 1_700_000_000_000_i64..2_000_000_000_000, 1 => any::<i64>()];
    (person(), at.prop_map(Instant))
}

fn ritual_id() -> impl Strategy<Value = RitualId> {
    prop_oneof![9 => (0..30).prop_map(|n| format!("r{n:031}")), 1 => id()].prop_map(RitualId)
}

fn agreement_id() -> impl Strategy<Value = AgreementId> {
    prop_oneof![9 => (0..20).prop_map(|n| format!("a{n:031}")), 1 => id()].prop_map(AgreementId)
}

fn calendar_id() -> impl Strategy<Value = CalendarId> {
    prop_oneof![9 => (0..9).prop_map(|n| format!("c{n:031}")), 1 => id()].prop_map(CalendarId)
}

fn rhythm() -> impl Strategy<Value = Rhythm> {
    prop_oneof![
        Just(Rhythm::Once),
        (any::<u8>(), vec(any::<u8>(), 0..60))
            .prop_map(|(days, on)| Rhythm::Cycle { days, on: Places::of(on) }),
        (0_u8..60, vec(0_u8..9, 0..7)).prop_map(|(n, on)| Rhythm::Week { n, on: Weekdays::of(on) }),
        any::<u8>().prop_map(|day| Rhythm::MonthDay { day }),
        (any::<i8>(), 0_u8..9).prop_map(|(nth, on)| Rhythm::MonthWeekday { nth, on }),
        (0_u8..14, 0_u8..33).prop_map(|(month, day)| Rhythm::Year { month, day }),
    ]
}

fn ritual_change() -> impl Strategy<Value = ritual::Change> {
    use ritual::Change::*;
    let plan = (text(), proptest::option::of(id()), rhythm(), 0_u16..1500, any::<u16>(), text(), day());
    let plan = plan.prop_map(|(title, template, rhythm, at, minutes, zone, starts)| Plan {
        title,
        template,
        rhythm,
        at,
        minutes,
        zone,
        starts,
    });
    prop_oneof![
        3 => (plan, proptest::option::of(ritual_id()))
            .prop_map(|(plan, instead_of)| Proposed { plan, instead_of }),
        3 => Just(Agreed),
        1 => Just(Ended),
        1 => (proptest::option::of(day()), day()).prop_map(|(from, until)| Paused { from, until }),
        1 => Just(Resumed),
        2 => day().prop_map(|on| Skipped { on }),
        2 => (day(), day(), any::<u16>()).prop_map(|(on, to, at)| Moved { on, to, at }),
        1 => day().prop_map(|on| Restored { on }),
        2 => (day(), select(How::ALL)).prop_map(|(on, how)| Told { on, how }),
        1 => Just(Unknown),
    ]
}

fn agreement_change() -> impl Strategy<Value = agreement::Change> {
    use agreement::Change::*;
    prop_oneof![
        (proptest::option::of(id()), text(), proptest::option::of(day()))
            .prop_map(|(piece, text, look_again)| Proposed { piece, text, look_again }),
        Just(Agreed),
        Just(Ended),
        Just(Unknown),
    ]
}

fn step() -> impl Strategy<Value = StepId> {
    prop_oneof![9 => (0..9).prop_map(|n| format!("s{n:031}")), 1 => id()].prop_map(StepId)
}

fn repair_id() -> impl Strategy<Value = RepairId> {
    prop_oneof![9 => (0..9).prop_map(|n| format!("p{n:031}")), 1 => id()].prop_map(RepairId)
}

fn touches() -> impl Strategy<Value = Vec<TouchId>> {
    vec(id().prop_map(TouchId), 0..120)
}

fn month() -> impl Strategy<Value = Month> {
    prop_oneof![9 => 24_300..24_330_i32, 1 => any::<i32>()].prop_map(Month)
}

fn instant() -> impl Strategy<Value = Instant> {
    any::<i64>().prop_map(Instant)
}

fn seasons() -> impl Strategy<Value = Vec<String>> {
    vec(id(), 0..12)
}

fn step_change() -> impl Strategy<Value = first_step::Change> {
    use first_step::Change::*;
    use first_step::{About, Answer};
    prop_oneof![
        3 => (select(About::ALL), any::<u16>()).prop_map(|(about, words)| Covered { about, words }),
        3 => text().prop_map(|text| Said { text }),
        3 => (select(Answer::ALL), text()).prop_map(|(answer, text)| Answered { answer, text }),
        2 => (any::<bool>(), text()).prop_map(|(got_it, text)| WordBack { got_it, text }),
        2 => Just(Received),
        1 => Just(TakenBack),
        1 => Just(Unknown),
    ]
}

fn repair_change() -> impl Strategy<Value = repair::Change> {
    use repair::Change::*;
    let asked = (select(repair::Kind::ALL), text(), proptest::option::of(ritual_id()));
    prop_oneof![
        3 => asked.prop_map(|(kind, about, ritual)| Asked { kind, about, ritual }),
        1 => ritual_id().prop_map(|ritual| TimeAsked { ritual }),
        3 => Just(Agreed),
        1 => instant().prop_map(|until| Paused { until }),
        1 => Just(Resumed),
        2 => text().prop_map(|text| Heard { text }),
        1 => (agreement_id(), day()).prop_map(|(agreement, look_again)| Settled { agreement, look_again }),
        1 => select(repair::Again::ALL).prop_map(|how| LookedAgain { how }),
        1 => Just(Ended),
        1 => Just(Unknown),
    ]
}

fn life_change() -> impl Strategy<Value = life::Change> {
    use life::Change::*;
    prop_oneof![
        text().prop_map(|text| Written { text }),
        any::<u64>().prop_map(|of| Agreed { of }),
        Just(Withdrawn),
        Just(Unknown),
    ]
}

fn stretch() -> impl Strategy<Value = Stretch> {
    (any::<i64>(), any::<i64>()).prop_map(|(from, to)| Stretch { from: Instant(from), to: Instant(to) })
}

fn calendar_change() -> impl Strategy<Value = calendars::Change> {
    use calendars::Change::*;
    prop_oneof![
        (text(), proptest::option::of(text())).prop_map(|(name, url)| Added { name, url }),
        (vec(stretch(), 0..20), any::<u32>(), proptest::option::of(text()))
            .prop_map(|(busy, problems, etag)| Read { busy, problems, etag }),
        Just(Unchanged),
        text().prop_map(|why| Failed { why }),
        Just(Removed),
        Just(Unknown),
    ]
}

fn slot() -> impl Strategy<Value = Slot> {
    (any::<i64>(), select(LENGTHS.to_vec())).prop_map(|(half_hour, minutes)| Slot { half_hour, minutes })
}

pub(crate) fn desk_event() -> BoxedStrategy<desk::Event> {
    use desk::Event::*;
    let said = || (id(), any::<bool>());
    prop_oneof![
        text().prop_map(|name| Named { name }),
        id().prop_map(|card| CardPutAway { card }),
        vec(id(), 0..4).prop_map(|cards| CardsForgotten { cards }),
        (question(), round(), text(), any::<bool>())
            .prop_map(|(question, round, text, tell)| AnswerWritten { question, round, text, tell }),
        question().prop_map(|question| AnswerTakenBack { question }),
        (question(), round(), text()).prop_map(|(question, round, text)| Guessed { question, round, text }),
        (question(), any::<bool>(), any::<bool>())
            .prop_map(|(question, understood, accepted)| FeltReceived { question, understood, accepted }),
        (any::<i32>(), vec(practice(), 0..9)).prop_map(|(n, practices)| PlanMade {
            week: Week(n),
            practices,
            ritual: None
        }),
        (practice(), select(Mark::ALL), day()).prop_map(|(practice, mark, day)| PracticeMarked {
            practice,
            mark,
            day
        }),
        (id(), day()).prop_map(|(tiny, day)| TinyDone { tiny, day }),
        any::<u16>().prop_map(|minutes| MinutesSaid { minutes }),
        day().prop_map(|day| PathBegan { day }),
        said().prop_map(|(step, done)| StepMarked { step, done }),
        id().prop_map(|ending| PathEnded { ending }),
        (text(), text(), text()).prop_map(|(token, code, letter)| InvitationMade { token, code, letter }),
        Just(InvitationClosed),
        said().prop_map(|(what, on)| Muted { what, on }),
        (person(), vec(any::<u8>(), 0..200)).prop_map(|(person, public)| IdentityPinned { person, public }),
        day().prop_map(|until| QuietBegan { until }),
        Just(QuietEnded),
        (ritual_id(), ritual_change()).prop_map(|(ritual, change)| RitualChanged { ritual, change }),
        (prop_oneof![Just("play".to_owned()), id()], any::<bool>())
            .prop_map(|(of, closer)| RitualFelt { of, closer }),
        (agreement_id(), agreement_change())
            .prop_map(|(agreement, change)| AgreementChanged { agreement, change }),
        (calendar_id(), calendar_change())
            .prop_map(|(calendar, change)| CalendarChanged { calendar, change }),
        any::<u32>().prop_map(|round| TimesTicked { round }),
        said().prop_map(|(token, titles)| FeedOpened { token, titles }),
        Just(FeedClosed),
        (step(), select(first_step::About::ALL), any::<u16>(), any::<u8>())
            .prop_map(|(step, about, words, rung)| StepOffered { step, about, words, rung }),
        Just(OfferClosed),
        (month(), touches(), touches()).prop_map(|(month, welcome, ask)| TouchMarked { month, welcome, ask }),
        seasons().prop_map(|seasons| SeasonsSaid { seasons }),
        Just(Unknown),
    ]
    .boxed()
}

pub(crate) fn private_event() -> BoxedStrategy<private::Event> {
    use private::Event::*;
    let score = (0_u8..=10).prop_map(|score| Score::new(score).unwrap());
    let sign = select(vec!["inner-world", "depth-of-talk", "company", "warmth"]).prop_map(str::to_owned);
    let item = prop_oneof![4 => sign, 1 => id()];
    let answers = (btree_map(item, score, 0..60), proptest::option::of(0_u8..=6))
        .prop_map(|(scores, drawn)| Answers { scores, closeness: drawn.and_then(Closeness::new) });
    prop_oneof![
        (select(Set::ALL), day(), answers).prop_map(|(set, day, answers)| CheckedIn { set, day, answers }),
        vec(select(Cause::ALL), 0..20).prop_map(|causes| CausesMarked { causes }),
        select(Leaning::ALL).prop_map(|leaning| LeaningSaid { leaning }),
        text().prop_map(|text| WishedBack { text }),
        (id(), text()).prop_map(|(place, text)| NoteKept { place, text }),
        any::<bool>().prop_map(|solo| CareTaken { solo }),
        (id(), btree_map("[a-z]{1,9}", text(), 0..6)).prop_map(|(sheet, fields)| SheetKept { sheet, fields }),
        id().prop_map(|sheet| SheetBurned { sheet }),
        (any::<u8>(), any::<bool>()).prop_map(|(rung, well)| StepFelt { rung, well }),
        Just(Unknown),
    ]
    .boxed()
}

pub(crate) fn shared_event() -> BoxedStrategy<shared::Event> {
    use shared::Event::*;
    prop_oneof![
        text().prop_map(|name| Named { name }),
        (any::<u64>(), day()).prop_map(|(seed, day)| Paired { seed, day }),
        (question(), round(), text(), any::<bool>()).prop_map(|(question, round, text, tell)| Answered {
            question,
            round,
            text,
            tell
        }),
        (question(), round(), select(Reply::ALL), text())
            .prop_map(|(question, round, reply, text)| Replied { question, round, reply, text }),
        (question(), round(), any::<bool>(), text()).prop_map(|(question, round, got_it, text)| WordBack {
            question,
            round,
            got_it,
            text
        }),
        question().prop_map(|question| StillTrue { question }),
        (question(), text()).prop_map(|(question, text)| QuestionAdded { question, text }),
        (text(), text()).prop_map(|(words, wish)| SummaryShared { words, wish }),
        (practice(), any::<u16>(), day()).prop_map(|(practice, minutes, day)| PracticeDone {
            practice,
            minutes,
            day
        }),
        day().prop_map(|until| QuietBegan { until }),
        Just(QuietEnded),
        (ritual_id(), ritual_change()).prop_map(|(ritual, change)| RitualChanged { ritual, change }),
        (agreement_id(), agreement_change())
            .prop_map(|(agreement, change)| AgreementChanged { agreement, change }),
        (any::<u32>(), vec(slot(), 0..9)).prop_map(|(round, slots)| TimesFound { round, slots }),
        (step(), step_change()).prop_map(|(step, change)| StepChanged { step, change }),
        text().prop_map(|text| Thanked { text }),
        (repair_id(), repair_change()).prop_map(|(repair, change)| RepairChanged { repair, change }),
        (month(), day(), touches()).prop_map(|(month, on, items)| TouchDrawn { month, on, items }),
        (question(), life_change()).prop_map(|(part, change)| LifeChanged { part, change }),
        seasons().prop_map(|seasons| SeasonsSaid { seasons }),
        (any::<u64>(), any::<bool>()).prop_map(|(seq, out)| LeftOut { seq, out }),
        Just(Unknown),
    ]
    .boxed()
}
