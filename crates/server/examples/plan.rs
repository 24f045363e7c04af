//! What a plan costs: the practices of a week out of as many as the library has, each of them marked, and one in place of
//! another.
//!
//! `cargo run --release -p toward-server --example plan`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and says its figures"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use domain::checkin::{Cause, Point, Score, Sign};
use domain::desk::Marks;
use domain::plan::{Inputs, Kind, Practice, Who, again, for_week};
use domain::{PracticeId, Week};

const PRACTICES: usize = 150;
const ROUNDS: u32 = 2_000;
const WEEK: Week = Week(2_900);

fn practice(n: usize) -> Practice {
    let pick = |of: usize| n.wrapping_mul(7_919) % of;
    Practice {
        id: PracticeId::from(format!("practice-{n}").as_str()),
        kind: Kind::ALL.get(pick(Kind::ALL.len())).copied().unwrap_or(Kind::Talk),
        who: Who::ALL.get(pick(Who::ALL.len())).copied().unwrap_or(Who::Either),
        minutes: [5, 10, 20, 45].get(pick(4)).copied().unwrap_or(5),
        depth: u8::try_from(1 + pick(5)).unwrap_or(1),
        wordless: pick(3) == 0,
        signs: Sign::ALL.iter().copied().skip(pick(4)).collect(),
        causes: Cause::ALL.iter().copied().skip(pick(5)).collect(),
        season: None,
    }
}

fn main() {
    let library: Vec<_> = (0..PRACTICES).map(practice).collect();
    let day = WEEK.monday();
    let mark = |(n, practice): (usize, &Practice)| {
        let ago = i32::try_from(n).unwrap_or(0);
        let marks =
            Marks { did: Some(day.plus(-ago)), times: 3, closer: 1, not_this: Some(day.plus(-ago - 30)) };
        (practice.id.clone(), marks)
    };
    let marks: BTreeMap<_, _> = library.iter().enumerate().map(mark).collect();
    let felt = BTreeMap::from([("talk".to_owned(), 2), ("together".to_owned(), -1)]);
    let latest = Point { day, signs: [3, 5, 7, 4].map(Score::new), closeness: None };
    let inputs = |seed: u64| Inputs {
        week: WEEK,
        seed,
        paired: true,
        quiet: false,
        latest: Some(&latest),
        causes: Cause::ALL,
        minutes: Some(20),
        marks: &marks,
        felt: &felt,
        depth_wish: 1,
        careful: false,
        weeks_in: 500,
        seasons: &[],
    };
    let began = Instant::now();
    for n in 0..ROUNDS {
        let plan = for_week(inputs(n.into()), &library);
        let shown: Vec<_> = plan.iter().map(|one| one.practice.clone()).collect();
        black_box(again(inputs(n.into()), &library, &shown));
    }
    let each = began.elapsed().as_secs_f64() * 1e3 / f64::from(ROUNDS);
    println!("a plan, and one more:          {each:8.3} ms from {PRACTICES} practices, all marked (limit 1)");
}
