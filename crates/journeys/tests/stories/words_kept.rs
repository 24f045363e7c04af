//! One's own words: written, found again and erased. And what two have of each other: agreed, and on paper.

use std::time::Duration;

use journeys::Stage;

#[test]
fn ones_own_words_are_found_again_and_erased() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.window(320, 568);
    alex.goto("/begin");
    alex.begin("Alex");
    alex.goto("/me/note");
    alex.fill("text", "Rain on the Straße, and nobody in a hurry.");
    alex.press("Keep this");
    alex.goto("/me");
    alex.press("Where your needs are met");
    alex.fill("rest", "On the train, with the rain outside.");
    alex.press("Keep this");
    alex.goto("/me");
    alex.press("My half of the loop");
    alex.open("How it may sound");
    alex.fill("Under it I feel", "Left out in my own kitchen.");
    alex.press("Keep this");
    alex.goto("/me/seek");
    alex.fill("Words you remember", "rain");
    alex.press("Find");
    alex.see("Rain on the Straße");
    alex.see("with the rain outside");
    alex.see_no("in my own kitchen");
    alex.goto("/me/notes");
    let notes = alex.links();
    alex.goto(notes.iter().find(|link| link.starts_with("/me/notes/")).unwrap());
    alex.open("Erase this");
    alex.press("Erase it");
    alex.see("It is erased.");
    alex.see_no("Straße");
    alex.goto("/me/seek");
    alex.fill("Words you remember", "straße");
    alex.press("Find");
    alex.see("Nothing of yours has these words");
}

#[test]
fn what_two_agree_on_stands_once_both_like_it_and_a_book_is_made_by_both() {
    let Some(stage) = Stage::ten_weeks() else { return };
    let (alex, sam) = (stage.person("Alex"), stage.person("Sam"));
    // Agreed by one is proposed to the other, on this page alone.
    sam.goto("/us");
    sam.press("What you have agreed");
    sam.fill("What would you like the two of you to do?", "A lighthouse on Thursdays");
    sam.press("Propose this");
    for elsewhere in ["/today", "/us", "/talk", "/time", "/me"] {
        alex.goto(elsewhere);
        alex.see_no("lighthouse");
    }
    alex.goto("/us/agreed");
    alex.press_in("A lighthouse on Thursdays", "I’d like that");
    alex.see("Sam proposed it.");
    // The same with a book, which either takes back.
    sam.goto("/us/book");
    sam.press("Propose this");
    alex.goto("/us/book");
    alex.press("I’d like that");
    sam.goto("/us/book");
    sam.press("Open the book");
    sam.see("The whole book in one file");
    let book = sam.path();
    alex.press("End this");
    assert_eq!(sam.visit(&book), 404);
}

/// A photograph is chosen for the frame, as a phone would hand it over.
const CHOOSE: &str = "(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
  const picture = canvas.getContext('2d');
  picture.fillStyle = 'rgb(200, 30, 30)';
  picture.fillRect(0, 0, 40, 30);
  canvas.toBlob((bytes) => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], 'us.png', { type: 'image/png' }));
    const field = document.querySelector('[data-photo] input');
    field.files = chosen.files;
    field.dispatchEvent(new Event('change'));
  });
})()";

/// What is in the frame: how wide and high, and the colour in the middle.
const FRAME: &str = "(() => {
  const frame = document.querySelector('[data-photo] canvas');
  const { width, height } = frame;
  return [frame.hidden, width, height, ...frame.getContext('2d').getImageData(20, 15, 1, 1).data].join(' ');
})()";

#[test]
fn a_photograph_is_drawn_into_the_booklet_and_goes_nowhere() {
    let Some(stage) = Stage::ten_weeks() else { return };
    let alex = stage.person("Alex");
    alex.goto("/us/began");
    alex.traffic();
    alex.ask(CHOOSE);
    alex.rest(Duration::from_millis(700));
    assert_eq!(alex.ask(FRAME), "false 40 30 200 30 30 255");
    // The page's own icon may come late, and nothing else travels.
    let travelled = alex.traffic();
    assert!(travelled.iter().all(|(url, _)| url.ends_with("/static/icon.svg")), "{travelled:?}");
    alex.nothing_is_wrong();
    alex.scripts(false);
    alex.goto("/us/began");
    alex.see_no("A photograph for this frame");
}
