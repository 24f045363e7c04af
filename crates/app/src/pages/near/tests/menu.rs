//! The form.

use super::*;
use crate::testing::{alone, count, page, text, together};

#[test]
fn every_thing_has_three_choices_none_is_chosen_and_the_page_is_small() {
    for world in [together(), alone()] {
        let mut house = House::of(world);
        let shown = read(&mut house, "/us/near/menu");
        assert!(shown.len() <= 20_000, "{} bytes", shown.len());
        let page = house.get("/us/near/menu");
        let things = &Library::english().touches;
        assert!(things.len() >= 40);
        for it in things {
            assert_eq!(count(&page, &format!("label > select[name={}] > option", it.id)), 3, "{}", it.id);
            assert!(text(&page).contains(&it.what) && text(&page).contains(&it.title));
        }
        assert_eq!(count(&page, "main select"), things.len());
        assert_eq!(count(&page, "option[selected]"), 0, "the first of them is “not now”");
        assert_eq!(count(&page, "option:first-child:not([value])"), things.len());
        assert_eq!(count(&page, "details > summary > h2"), content::TouchGroup::ALL.len());
        assert_eq!(count(&page, "main details[open]"), 1, "the first one lies open");
    }
}

#[test]
fn a_menu_in_which_everything_was_said_is_small_too() {
    let mut house = House::new();
    let items = all();
    let (welcome, ask) = items.split_at(items.len() / 2);
    house.world.desk.as_mut().unwrap().touch =
        Marks { month: november(), welcome: welcome.to_vec(), ask: ask.to_vec() };
    assert!(read(&mut house, "/us/near/menu").len() <= 20_000);
    let page = house.get("/us/near/menu");
    assert_eq!(count(&page, "option[value=w][selected]"), welcome.len());
    assert_eq!(count(&page, "option[value=a][selected]"), ask.len());
}

#[test]
fn the_whole_menu_fits_what_is_kept_and_compared() {
    let items = all();
    assert!(items.len() <= touch::ROOM);
    let mut house = House::new();
    welcomes(&mut house, &items);
    assert_eq!(kept(&house).welcome, items, "nothing is cut off");
}

#[test]
fn what_was_said_last_month_stands_there_only_for_who_asks_and_counts_once_it_is_kept() {
    let mut house = House::new();
    let items = all();
    house.world.desk.as_mut().unwrap().touch =
        Marks { month: Month(november().0 - 1), welcome: items[..2].to_vec(), ask: items[2..3].to_vec() };
    let plain = house.get("/us/near/menu");
    assert_eq!(count(&plain, "option[selected]"), 0);
    assert_eq!(count(&plain, "a[href='/us/near/menu?again=yes']"), 1);
    let again = house.ask(&Request::get("/us/near/menu?again=yes"));
    assert!(again.events.is_empty() && again.rows.is_empty());
    let (_, again) = page(&again);
    assert_eq!(
        (count(&again, "option[value=w][selected]"), count(&again, "option[value=a][selected]")),
        (2, 1)
    );
    assert_eq!(count(&again, "main [role=status]"), 1);
    // Once something was said this month, it is this that stands there.
    welcomes(&mut house, &items[5..6]);
    for path in ["/us/near/menu", "/us/near/menu?again=yes"] {
        let now = house.get(path);
        assert_eq!((count(&now, "option[selected]"), count(&now, "a[href*=again]")), (1, 0), "{path}");
    }
}

#[test]
fn it_says_plainly_what_becomes_of_what_is_said() {
    let said = text(&House::new().get("/us/near/menu"));
    for words in [
        "Chance draws",
        "was never a no",
        "isn’t a yes tonight",
        "never shows to anybody",
        "Nobody sees that you did",
        "At the end of November all of it lapses",
        "Whoever runs this server",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let alone = text(&House::of(alone()).get("/us/near/menu"));
    assert!(!alone.contains("Chance draws") && alone.contains("At the end of November"));
}
