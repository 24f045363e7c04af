//! What nobody can tell: whether the other one has marked, and *not now* from *not shown*.

use domain::shared::{Event as Shared, Shared as State};

use super::*;
use crate::testing::{ALEX, SAM, apply, goes, together};

/// What one reads and is answered, before and after marking everything welcome.
fn all_of_it(house: &mut House) -> Vec<String> {
    let paths = ["/us/near", "/us/near/menu", "/us/near/menu?again=yes", "/us", "/us/near?kept=yes"];
    let mut said: Vec<_> = paths.iter().map(|path| read(house, path)).collect();
    said.push(goes(&welcomes(house, &all())).to_owned());
    said.extend(paths.iter().map(|path| read(house, path)));
    said.push(goes(&welcomes(house, &all()[..4])).to_owned());
    said.extend(paths.iter().map(|path| read(house, path)));
    said
}

#[test]
fn no_byte_tells_whether_the_other_one_has_marked_as_long_as_nothing_shows() {
    let items = all();
    let of = |side: Option<&[TouchId]>, chance: u64| {
        let mut house = House::new();
        by_chance(&mut house, chance);
        if let Some(side) = side {
            theirs(&mut house, side);
        }
        all_of_it(&mut house)
    };
    let nothing = chance_of(&items, <[_]>::is_empty);
    let never = of(None, nothing);
    assert_eq!(of(Some(&[]), nothing), never, "all of it “not now”");
    assert_eq!(of(Some(&items), nothing), never, "all of it welcome, and none drawn");
    // A little is welcome, and by chance a blank is drawn.
    let blank = chance_of(&items[..1], <[_]>::is_empty);
    assert_eq!(of(Some(&items[..1]), blank), of(None, blank));
}

/// Sam marks everything. Whatever shows, each other thing could be welcome to Alex, and Sam's pages would be the same.
#[test]
fn whoever_marks_everything_cannot_tell_not_now_from_not_shown() {
    let items = all();
    let pages = |welcome: &[TouchId], chance: u64| {
        let mut house = House::new();
        theirs(&mut house, welcome);
        by_chance(&mut house, chance);
        let said = all_of_it(&mut house);
        (said, drawn(&house).unwrap().items)
    };
    for (welcome, many) in [(0, 0), (1, 0), (1, 1), (3, 1), (5, 2)] {
        let welcome = &items[..welcome];
        let chance = chance_of(welcome, |out| out.len() == many);
        let (seen, shown) = pages(welcome, chance);
        for hidden in items.iter().filter(|id| !shown.contains(id)) {
            let mut more = welcome.to_vec();
            more.extend((!welcome.contains(hidden)).then(|| hidden.clone()));
            let same = |out: &[TouchId]| out.len() == many && out.iter().all(|id| shown.contains(id));
            let (other, _) = pages(&more, chance_of(&more, same));
            assert!(other == seen, "that {} is not welcome would show", hidden.as_str());
        }
    }
}

#[test]
fn what_i_ask_first_lies_in_the_gate_as_little_as_what_is_not_now() {
    let items = all();
    let side = |ask: &[TouchId]| {
        let mut house = House::new();
        let mut fields = welcoming(&items[..2]);
        fields.extend(ask.iter().map(|id| (id.as_str(), "a")));
        house.does("/us/near/menu", &fields).rows
    };
    assert_eq!(side(&items[2..]), side(&[]));
}

#[test]
fn what_shows_stands_on_one_page_and_changes_no_other() {
    let mut with = House::new();
    let shown = all()[..2].to_vec();
    let on = NOW.day_in(&jiff::tz::TimeZone::UTC);
    let event = Shared::TouchDrawn { month: november(), on, items: shown };
    apply(with.world.shared.as_mut().unwrap(), SAM, 9, event);
    let mut without = House::new();
    let paths =
        ["/today", "/today/week", "/talk", "/us", "/us/both", "/time", "/time/down", "/me", "/us/near/menu"];
    for path in paths {
        assert_eq!(read(&mut with, path), read(&mut without, path), "{path}");
    }
    assert_ne!(read(&mut with, "/us/near"), read(&mut without, "/us/near"));
}

#[test]
fn with_the_own_space_shut_no_byte_tells_what_was_marked() {
    let of = |marks: Marks| {
        let mut world = crate::testing::shut(together());
        world.desk.as_mut().unwrap().touch = marks;
        let mut house = House::of(world);
        (read(&mut house, "/us/near"), goes(&house.ask(&Request::get("/us/near/menu"))).to_owned())
    };
    let everything = Marks { month: november(), welcome: all(), ask: Vec::new() };
    assert_eq!(of(everything), of(Marks::default()));
}

#[test]
fn a_flag_of_ones_own_changes_no_byte() {
    let mut flagged = together();
    let care = domain::private::Event::CareTaken { solo: true };
    apply(flagged.private.as_mut().unwrap(), ALEX, 1, care);
    let (mut flagged, mut plain) = (House::of(flagged), House::new());
    for path in ["/us/near", "/us/near/menu", "/us/near/print", "/us/both", "/us/both/print"] {
        assert_eq!(read(&mut flagged, path), read(&mut plain, path), "{path}");
    }
}

/// What the shared log keeps tells the two nothing they do not see: no page lists that a month was drawn.
#[test]
fn a_month_that_drew_nothing_is_no_moment() {
    let mut shared = State::default();
    let on = NOW.day_in(&jiff::tz::TimeZone::UTC);
    apply(&mut shared, SAM, 1, Shared::TouchDrawn { month: november(), on, items: Vec::new() });
    assert_eq!(shared.moments.newest().count(), 0);
}
