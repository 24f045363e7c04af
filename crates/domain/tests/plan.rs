//! The plan keeps its promises for any library and any person.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::{BTreeMap, BTreeSet};

use domain::checkin::{Cause, Point, Score, Sign};
use domain::desk::Marks;
use domain::plan::{Half, Inputs, Kind, Practice, Suggestion, Who, Why};
use domain::plan::{Template, ritual};
use domain::plan::{again, deepest, for_week, half_for, tiny_of_day};
use domain::{Day, PracticeId, Week};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// The Monday that the tests plan for.
const WEEK: Week = Week(2900);

/// Inputs that own what they borrow.
#[derive(Clone, Debug)]
struct Person {
    seed: u64,
    paired: bool,
    quiet: bool,
    latest: Option<Point>,
    causes: Vec<Cause>,
    minutes: Option<u16>,
    marks: BTreeMap<PracticeId, Marks>,
    felt: BTreeMap<String, i16>,
    depth_wish: i8,
    careful: bool,
    weeks_in: i32,
    seasons: Vec<String>,
}

impl Default for Person {
    fn default() -> Self {
        Self {
            seed: 1,
            paired: true,
            quiet: false,
            latest: None,
            causes: Vec::new(),
            minutes: None,
            marks: BTreeMap::new(),
            felt: BTreeMap::new(),
            depth_wish: 0,
            careful: false,
            weeks_in: 0,
            seasons: Vec::new(),
        }
    }
}

impl Person {
    fn inputs(&self) -> Inputs<'_> {
        Inputs {
            week: WEEK,
            seed: self.seed,
            paired: self.paired,
            quiet: self.quiet,
            latest: self.latest.as_ref(),
            causes: &self.causes,
            minutes: self.minutes,
            marks: &self.marks,
            felt: &self.felt,
            depth_wish: self.depth_wish,
            careful: self.careful,
            weeks_in: self.weeks_in,
            seasons: &self.seasons,
        }
    }

    fn plan(&self, library: &[Practice]) -> Vec<Suggestion> {
        for_week(self.inputs(), library)
    }

    fn days_since(&self, practice: &Practice, what: fn(&Marks) -> Option<Day>) -> i32 {
        let day = self.marks.get(&practice.id).and_then(what);
        day.map_or(i32::MAX, |day| WEEK.monday().since(day))
    }

    fn waved(&self, practice: &Practice) -> bool {
        self.days_since(practice, |marks| marks.not_this) < 28
    }

    fn done_within(&self, practice: &Practice, days: i32) -> bool {
        self.days_since(practice, |marks| marks.did) < days
    }

    fn rests(&self, practice: &Practice) -> bool {
        self.waved(practice) || self.done_within(practice, 14)
    }

    /// The rules once more, as plainly as they can be said.
    fn may_see(&self, practice: &Practice) -> bool {
        let own_half_only = practice.depth >= 3 || matches!(practice.kind, Kind::Repair | Kind::Touch);
        let needs_the_other = practice.who == Who::Together && !own_half_only;
        let alone = !self.paired || self.quiet || self.careful;
        practice.minutes <= self.minutes.unwrap_or(20).max(5)
            && practice.season.as_ref().is_none_or(|season| self.seasons.contains(season))
            && practice.depth <= deepest(self.weeks_in, self.depth_wish)
            && !(alone && needs_the_other)
            && !(self.careful && own_half_only)
    }
}

fn small(practice: &Practice) -> bool {
    practice.minutes <= 5 && (practice.who != Who::Together || half_for(practice) == Half::Own)
}

fn practice(id: &str, kind: Kind, who: Who, minutes: u16, depth: u8) -> Practice {
    let (signs, causes) = (vec![], vec![]);
    Practice { id: id.into(), kind, who, minutes, depth, wordless: false, signs, causes, season: None }
}

fn chosen<'a>(plan: &[Suggestion], library: &'a [Practice]) -> Vec<&'a Practice> {
    plan.iter().map(|one| library.iter().find(|practice| practice.id == one.practice).unwrap()).collect()
}

fn ids(plan: &[Suggestion]) -> Vec<&str> {
    plan.iter().map(|one| one.practice.as_str()).collect()
}

prop_compose! {
    fn any_practice()(
        kind in select(Kind::ALL),
        who in select(Who::ALL),
        minutes in select(vec![2_u16, 5, 6, 10, 20, 21, 45, 90]),
        depth in 1_u8..=5,
        wordless in any::<bool>(),
        signs in subsequence(Sign::ALL, 0..=2),
        causes in subsequence(Cause::ALL, 0..=2),
        season in any_season(),
    ) -> Practice {
        Practice { id: "".into(), kind, who, minutes, depth, wordless, signs, causes, season }
    }
}

fn any_season() -> impl Strategy<Value = Option<String>> {
    prop_oneof![4 => Just(None), 1 => select(vec!["grief", "new-baby"]).prop_map(|season| Some(season.to_owned()))]
}

fn any_library(most: usize) -> impl Strategy<Value = Vec<Practice>> {
    proptest::collection::vec(any_practice(), 0..=most).prop_map(|mut library| {
        for (n, practice) in library.iter_mut().enumerate() {
            practice.id = PracticeId(format!("p-{n}"));
        }
        library
    })
}

fn any_marks() -> impl Strategy<Value = Marks> {
    let day = || proptest::option::of((-6_i32..60).prop_map(|ago| WEEK.monday().plus(-ago)));
    (day(), 0_u16..9, -3_i16..=3, day()).prop_map(|(did, times, closer, not_this)| Marks {
        did,
        times,
        closer,
        not_this,
    })
}

fn any_point() -> impl Strategy<Value = Point> {
    proptest::array::uniform4(proptest::option::of((0_u8..=10).prop_map(|score| Score::new(score).unwrap())))
        .prop_map(|signs| Point { day: Day(20_000), signs, closeness: None })
}

fn any_person() -> impl Strategy<Value = Person> {
    (
        (any::<u64>(), any::<bool>(), any::<bool>(), any::<bool>()),
        proptest::option::of(any_point()),
        subsequence(Cause::ALL, 0..=5),
        proptest::option::of(select(vec![0_u16, 5, 10, 20, 30, 60, 90])),
        proptest::collection::btree_map(
            (0..40).prop_map(|n| PracticeId(format!("p-{n}"))),
            any_marks(),
            0..40,
        ),
        (
            proptest::collection::btree_map(
                select(Kind::ALL).prop_map(|kind| kind.as_str().to_owned()),
                -3_i16..4,
                0..4,
            ),
            -3_i8..=3,
        ),
        (-1_i32..60, any_season()),
    )
        .prop_map(
            |(
                (seed, paired, quiet, careful),
                latest,
                causes,
                minutes,
                marks,
                (felt, depth_wish),
                (weeks_in, season),
            )| Person {
                felt,
                seed,
                paired,
                quiet,
                latest,
                causes,
                minutes,
                marks,
                depth_wish,
                careful,
                weeks_in,
                seasons: season.into_iter().collect(),
            },
        )
}

proptest! {
    #[test]
    fn only_what_the_rules_allow_and_never_more_than_three(person in any_person(), library in any_library(40)) {
        let plan = person.plan(&library);
        prop_assert!(plan.len() <= 3);
        prop_assert_eq!(plan.is_empty(), !library.iter().any(|practice| person.may_see(practice)));
        for practice in chosen(&plan, &library) {
            prop_assert!(person.may_see(practice), "{practice:?}");
        }
    }

    #[test]
    fn the_same_half_for_everyone(person in any_person(), library in any_library(40)) {
        let plan = person.plan(&library);
        for (one, practice) in plan.iter().zip(chosen(&plan, &library)) {
            prop_assert_eq!(one.half, half_for(practice));
            if practice.depth >= 3 || matches!(practice.kind, Kind::Repair | Kind::Touch) {
                prop_assert_eq!(one.half, Half::Own);
            }
        }
    }

    #[test]
    fn there_is_always_something_to_do_alone_in_five_minutes(person in any_person(), library in any_library(40)) {
        let there_is = library.iter().any(|practice| person.may_see(practice) && small(practice));
        let plan = person.plan(&library);
        prop_assert_eq!(chosen(&plan, &library).into_iter().any(small), there_is);
    }

    #[test]
    fn nothing_comes_again_soon_while_anything_else_is_left(person in any_person(), library in any_library(40)) {
        let plan = person.plan(&library);
        let seen: Vec<&Practice> = library.iter().filter(|practice| person.may_see(practice)).collect();
        let fresh: Vec<&&Practice> = seen.iter().filter(|practice| !person.rests(practice)).collect();
        let fresh_small = fresh.iter().any(|practice| small(practice));
        for practice in chosen(&plan, &library) {
            let for_the_small_one = small(practice) && !fresh_small;
            prop_assert!(!person.rests(practice) || for_the_small_one || fresh.is_empty(), "{practice:?}");
            let mut instead = seen.iter().filter(|other| !for_the_small_one || small(other));
            prop_assert!(!person.waved(practice) || instead.all(|other| person.waved(other)), "{practice:?}");
        }
        if let Some(main) = chosen(&plan, &library).first() && person.done_within(main, 21) {
            prop_assert!(fresh.iter().all(|practice| person.done_within(practice, 21)));
        }
    }

    #[test]
    fn kinds_are_mixed(person in any_person(), library in any_library(40)) {
        let plan = person.plan(&library);
        let plan = chosen(&plan, &library);
        let kinds: BTreeSet<Kind> = plan.iter().map(|practice| practice.kind).collect();
        if kinds.len() < plan.len() {
            prop_assert_eq!(plan[0].kind, plan[1].kind);
            prop_assert!(!small(plan[0]) && small(plan[1]), "two of a kind, and not for a small one");
        }
    }

    #[test]
    fn a_week_has_three_kinds_and_something_wordless_wherever_the_library_allows(
        person in any_person(), library in any_library(10)
    ) {
        let person = Person { marks: BTreeMap::new(), ..person };
        let seen: Vec<&Practice> = library.iter().filter(|practice| person.may_see(practice)).collect();
        let any_small = seen.iter().any(|practice| small(practice));
        let mut possible = (false, false);
        for one in &seen {
            for two in &seen {
                for three in &seen {
                    let week = [one, two, three];
                    let kinds: BTreeSet<Kind> = week.iter().map(|practice| practice.kind).collect();
                    if kinds.len() == 3 && (!any_small || week.iter().any(|practice| small(practice))) {
                        possible.0 = true;
                        possible.1 |= week.iter().any(|practice| practice.wordless);
                    }
                }
            }
        }
        let plan = person.plan(&library);
        let plan = chosen(&plan, &library);
        let kinds: BTreeSet<Kind> = plan.iter().map(|practice| practice.kind).collect();
        prop_assert_eq!(kinds.len() == 3, possible.0);
        prop_assert!(!possible.1 || plan.iter().any(|practice| practice.wordless));
    }

    #[test]
    fn the_order_of_the_library_means_nothing(
        person in any_person(),
        (library, other) in any_library(40).prop_flat_map(|library| (Just(library.clone()), Just(library).prop_shuffle())),
        shown in proptest::collection::vec((0..40).prop_map(|n| PracticeId(format!("p-{n}"))), 0..5),
    ) {
        prop_assert_eq!(person.plan(&library), person.plan(&other));
        prop_assert_eq!(again(person.inputs(), &library, &shown), again(person.inputs(), &other, &shown));
    }

    #[test]
    fn every_reason_is_something_the_person_said(person in any_person(), library in any_library(40)) {
        let waved = library.first().map(|practice| practice.id.clone());
        let next = again(person.inputs(), &library, waved.as_slice());
        for one in person.plan(&library).into_iter().chain(next) {
            prop_assert!(was_said(&person, &one), "{one:?}");
        }
    }

    #[test]
    fn the_reason_of_a_practice_is_the_same_whether_or_not_one_is_careful(
        person in any_person(), practice in any_practice()
    ) {
        let library = [practice];
        let why = |careful| Person { careful, ..person.clone() }.plan(&library).first().map(|one| one.why);
        if let (Some(careful), Some(not)) = (why(true), why(false)) {
            prop_assert_eq!(careful, not);
        }
    }

    #[test]
    fn another_one_is_allowed_new_and_not_waved_away(
        person in any_person(),
        library in any_library(40),
        shown in proptest::collection::vec((0..40).prop_map(|n| PracticeId(format!("p-{n}"))), 0..8),
    ) {
        let left = library.iter().any(|practice| {
            person.may_see(practice) && !person.waved(practice) && !shown.contains(&practice.id)
        });
        let next = again(person.inputs(), &library, &shown);
        prop_assert_eq!(next.is_some(), left);
        if let Some(next) = next {
            let practice = chosen(std::slice::from_ref(&next), &library)[0];
            prop_assert!(person.may_see(practice) && !person.waved(practice) && !shown.contains(&practice.id));
            prop_assert_eq!(next.half, half_for(practice));
        }
    }

    #[test]
    fn no_tiny_thing_returns_within_thirty_days(seed: u64, start in -1000_i32..30_000, count in 31_usize..90) {
        let names: Vec<String> = (0..count).map(|n| format!("tiny-{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let month: BTreeSet<_> =
            (start..start + 31).map(|day| tiny_of_day(seed, Day(day), &names).unwrap()).collect();
        prop_assert_eq!(month.len(), 31);
    }

    #[test]
    fn a_tiny_thing_is_found_in_any_list_that_has_one(seed: u64, day: i32, count in 0_usize..5) {
        let names: Vec<&str> = ["a", "b", "c", "d", "e"].into_iter().take(count).collect();
        let reversed: Vec<&str> = names.iter().rev().copied().collect();
        let one = tiny_of_day(seed, Day(day), &names).map(|place| names[place]);
        prop_assert_eq!(one.is_some(), count > 0);
        prop_assert_eq!(one, tiny_of_day(seed, Day(day), &reversed).map(|place| reversed[place]));
    }
}

/// A new reason must say here which words of the person it comes from; `careful` is not among them.
fn was_said(person: &Person, one: &Suggestion) -> bool {
    match one.why {
        Why::Sign(sign) => {
            let of = |sign| person.latest.as_ref().and_then(|point| point.sign(sign));
            of(sign).is_some_and(|score| {
                score.value() <= 7
                    && Sign::ALL.iter().filter_map(|other| of(*other)).all(|other| other >= score)
            })
        }
        Why::Cause(cause) => person.causes.contains(&cause),
        Why::BroughtCloser => person.marks.get(&one.practice).is_some_and(|marks| marks.closer > 0),
        Why::KindBroughtCloser => person.felt.values().any(|felt| *felt > 0),
        Why::Season => !person.seasons.is_empty(),
        Why::AskedEasier => person.depth_wish < 0,
        Why::AskedDeeper => person.depth_wish > 0,
        Why::Variety | Why::StartHere => true,
    }
}

fn point(signs: [u8; 4]) -> Point {
    Point { day: Day(20_000), signs: signs.map(Score::new), closeness: None }
}

#[test]
fn every_reason_can_be_given_to_the_careful_and_to_the_others_alike() {
    let walk = Practice {
        signs: vec![Sign::Warmth],
        causes: vec![Cause::Busy],
        ..practice("walk", Kind::SideBySide, Who::Either, 10, 1)
    };
    let deep = practice("deep", Kind::Talk, Who::Alone, 10, 2);
    let liked = Marks { closer: 1, ..Marks::default() };
    let later = Person { weeks_in: 9, ..Person::default() };
    let cases = [
        (Why::Sign(Sign::Warmth), Person { latest: Some(point([8, 8, 8, 3])), ..later.clone() }, &walk),
        (Why::Cause(Cause::Busy), Person { causes: vec![Cause::Busy], ..later.clone() }, &walk),
        (Why::BroughtCloser, Person { marks: [(walk.id.clone(), liked)].into(), ..later.clone() }, &walk),
        (
            Why::KindBroughtCloser,
            Person { felt: [("side-by-side".into(), 1)].into(), ..later.clone() },
            &walk,
        ),
        (Why::Variety, Person { causes: vec![Cause::Conflict], ..later.clone() }, &walk),
        (Why::StartHere, Person::default(), &walk),
        (Why::AskedEasier, Person { depth_wish: -1, ..later }, &walk),
        (Why::AskedDeeper, Person { depth_wish: 1, ..Person::default() }, &deep),
    ];
    for (why, person, practice) in cases {
        for careful in [false, true] {
            let plan = Person { careful, ..person.clone() }.plan(std::slice::from_ref(practice));
            assert_eq!(plan.first().map(|one| one.why), Some(why), "careful: {careful}");
        }
    }
}

#[test]
fn the_lowest_sign_comes_first_then_a_cause_then_what_brought_closer() {
    let library = vec![
        practice("plain", Kind::Rest, Who::Alone, 5, 1),
        Practice { causes: vec![Cause::Busy], ..practice("cause", Kind::Play, Who::Alone, 5, 1) },
        Practice { signs: vec![Sign::Warmth], ..practice("sign", Kind::Kindness, Who::Alone, 5, 1) },
        practice("liked", Kind::OwnLife, Who::Alone, 5, 1),
    ];
    let mut person = Person {
        latest: Some(point([8, 8, 8, 3])),
        causes: vec![Cause::Busy],
        marks: [("liked".into(), Marks { closer: 2, ..Marks::default() })].into(),
        ..Person::default()
    };
    assert_eq!(ids(&person.plan(&library)), ["sign", "cause", "liked"]);
    person.latest = Some(point([8, 8, 8, 9]));
    assert_eq!(ids(&person.plan(&library))[0], "cause", "nothing is low when all stand at eight or more");
}

#[test]
fn depth_grows_with_the_weeks_and_with_what_one_asks_for() {
    let by_weeks = [-1, 0, 1, 2, 7, 8, 19, 20, 500].map(|weeks| deepest(weeks, 0));
    assert_eq!(by_weeks, [1, 1, 1, 2, 2, 3, 3, 4, 4]);
    assert_eq!([-128, -1, 1, 3, 127].map(|wish| deepest(20, wish)), [1, 3, 5, 5, 5]);
}

#[test]
fn whoever_has_time_gets_the_longest_that_fits() {
    let library = vec![
        practice("short", Kind::Rest, Who::Alone, 5, 1),
        practice("middle", Kind::Talk, Who::Either, 15, 1),
        practice("long", Kind::Play, Who::Either, 30, 1),
        practice("longer", Kind::SideBySide, Who::Either, 60, 1),
    ];
    for seed in 0..50 {
        let person = Person { seed, minutes: Some(30), ..Person::default() };
        let plan = person.plan(&library);
        assert!(ids(&plan).contains(&"long") && !ids(&plan).contains(&"longer"));
    }
}

#[test]
fn asking_for_easier_or_deeper_replaces_it_by_such_a_one() {
    let library = vec![
        practice("small", Kind::Rest, Who::Alone, 5, 1),
        practice("light", Kind::Talk, Who::Either, 10, 1),
        practice("middle", Kind::Play, Who::Either, 10, 2),
        practice("deep", Kind::Talk, Who::Either, 10, 3),
    ];
    let waved = Marks { not_this: Some(WEEK.monday()), ..Marks::default() };
    let shown = ["middle".into(), "small".into()];
    let after = |depth_wish| {
        let person =
            Person { weeks_in: 9, depth_wish, marks: [("middle".into(), waved)].into(), ..Person::default() };
        again(person.inputs(), &library, &shown).map(|next| (next.practice.0, next.why))
    };
    assert_eq!(after(1), Some(("deep".into(), Why::AskedDeeper)));
    assert_eq!(after(-1), Some(("light".into(), Why::AskedEasier)));
}

#[test]
fn a_replacement_brings_back_what_can_be_done_in_five_minutes() {
    let library = vec![
        practice("small", Kind::Rest, Who::Alone, 5, 1),
        practice("other-small", Kind::Talk, Who::Alone, 5, 1),
        practice("walk", Kind::SideBySide, Who::Either, 20, 1),
        practice("game", Kind::Play, Who::Either, 20, 1),
    ];
    let waved = Marks { not_this: Some(WEEK.monday().plus(2)), ..Marks::default() };
    let person = Person { marks: [("small".into(), waved)].into(), ..Person::default() };
    let next = again(person.inputs(), &library, &["walk".into(), "small".into()]);
    assert_eq!(next.unwrap().practice.as_str(), "other-small");
}

#[test]
fn a_mark_from_a_clock_gone_wrong_keeps_nothing_away() {
    let far = Marks { did: Some(Day(i32::MAX)), not_this: Some(Day(i32::MAX)), ..Marks::default() };
    let library =
        vec![practice("a", Kind::Rest, Who::Alone, 5, 1), practice("b", Kind::Talk, Who::Alone, 5, 1)];
    let person = Person { marks: [("a".into(), far)].into(), ..Person::default() };
    assert_eq!(person.plan(&library).len(), 2);
}

#[test]
fn the_plan_holds_at_the_edges_of_time() {
    let marks = BTreeMap::new();
    let library = vec![practice("a", Kind::Rest, Who::Alone, 5, 1)];
    for week in [Week(i32::MIN), Week(i32::MAX)] {
        let person = Person::default();
        let inputs = Inputs { week, weeks_in: i32::MIN, marks: &marks, ..person.inputs() };
        assert_eq!(for_week(inputs, &library).len(), 1);
    }
}

fn templates() -> Vec<Template> {
    let template = |id: &str, kind, minutes, causes: &[Cause]| Template {
        id: id.into(),
        kind,
        minutes,
        causes: causes.to_vec(),
        season: None,
    };
    vec![
        template("coffee", Kind::SideBySide, 10, &[Cause::Busy]),
        template("tea", Kind::Talk, 15, &[Cause::Busy, Cause::Elsewhere]),
        template("weekend", Kind::Play, 600, &[Cause::Busy]),
        template("hands", Kind::Touch, 10, &[Cause::Busy]),
    ]
}

#[test]
fn a_short_ritual_is_offered_when_time_is_the_cause_and_at_no_other_time() {
    let busy = Person { causes: vec![Cause::Conflict, Cause::Busy], ..Person::default() };
    let (id, why) = ritual(&busy.inputs(), &templates()).unwrap();
    assert!(["coffee", "tea"].contains(&id.as_str()));
    assert_eq!(why, Why::Cause(Cause::Busy));
    for other in [
        Person { causes: vec![Cause::Conflict], ..Person::default() },
        Person { paired: false, ..busy.clone() },
        Person { quiet: true, ..busy.clone() },
        Person { careful: true, ..busy },
    ] {
        assert_eq!(ritual(&other.inputs(), &templates()), None);
    }
}
