//! Ideas, and what no page about time says or gives away.

use super::*;

#[test]
fn ideas_come_by_season_and_the_careful_ones_last_and_by_themselves() {
    let home = Home::two();
    for (season, guide) in [
        ("any", "making-time"),
        ("shift-work", "shift-work"),
        ("new-baby", "new-baby"),
        ("long-distance", "when-far-apart"),
        ("nonsense", "making-time"),
    ] {
        let place = content::Season::ALL.iter().position(|each| each.as_str() == season);
        let asked = place.map_or(season.to_owned(), |place| place.to_string());
        let html = home.html(&format!("/time/ideas?season={asked}"));
        assert!(!html.contains("season=new-baby"), "an address stays in the history");
        assert!(html.len() < 40 * 1024, "{season}: {}", html.len());
        let page = scraper::Html::parse_document(&html);
        assert_eq!(count(&page, &format!("main a[href='/read/{guide}']")), 1);
        assert_eq!(count(&page, ".places [aria-current]"), 1);
        let all = content::Library::english().rituals.iter();
        let of_season = all.filter(|each| {
            each.season.as_str() == season || (season == "nonsense" && each.season.as_str() == "any")
        });
        assert_eq!(count(&page, "article"), of_season.count());
    }
    let said = words(&home, "/time/ideas");
    let (before, after) = said.split_once("Only if you both like").unwrap();
    for template in &content::Library::english().rituals {
        if template.is_careful() {
            assert!(!before.contains(&template.title) && after.contains(&template.title));
        }
    }
}

#[test]
fn no_page_about_time_counts_urges_or_tells_on_anybody() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    home.suggested(&fridays(&[("title", "A walk")]));
    let date = format!("/time/o/{id}/{FRIDAY}");
    let paths = ["/time", "/time/ideas", "/time/new", &format!("/time/r/{id}"), &date];
    for _ in 0..9 {
        home.later(1);
        for who in [ALEX, SAM] {
            home.be(who);
            for path in paths {
                let said = words(&home, path).to_lowercase();
                for word in [
                    "overdue", "missed", "waiting", "late ", "streak", "reminder", "not yet", "has not",
                    "unread",
                ] {
                    assert!(!said.contains(word), "{path}: {word}");
                }
            }
        }
    }
}

#[test]
fn what_one_felt_or_put_away_changes_no_byte_for_the_other() {
    let make = || {
        let mut home = Home::two();
        let id = home.agreed(&FRIDAYS);
        home.later(5);
        home.does(&format!("/time/o/{id}/{FRIDAY}/told"), &[("how", "did")]);
        (home, id)
    };
    let (plain, _) = make();
    let (mut busy, id) = make();
    busy.be(SAM);
    busy.does(&format!("/time/o/{id}/{FRIDAY}/felt"), &[("felt", "not-closer")]);
    busy.be(ALEX);
    busy.world.chance = plain.world.chance;
    for path in ["/time", "/today", "/us", &format!("/time/r/{id}"), &format!("/time/o/{id}/{FRIDAY}")] {
        assert_eq!(plain.html(path), busy.html(path), "{path}");
    }
    assert_eq!(NOW.plus_days(5), plain.world.now);
}
