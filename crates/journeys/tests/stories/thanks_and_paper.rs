//! Thanks from one to the other, announced nowhere; and a look that was filled in with a pen.

use journeys::{Look, Stage, Visitor};

const WORDS: &str = "I noticed when you put the orange kettle on my side of the table.";

#[test]
fn thanks_go_from_one_to_the_other_and_may_be_left_out_unseen() {
    let Some(stage) = Stage::ten_weeks() else { return };
    let (alex, sam) = (stage.person("Alex"), stage.person("Sam"));
    alex.goto("/us");
    alex.press("Thanks, given and received");
    alex.open("Ways to begin");
    alex.fill("Your words for Sam", WORDS);
    alex.press("Give them to Sam");
    alex.see("You have given one today");
    alex.see(WORDS);

    for elsewhere in ["/today", "/us", "/talk", "/time", "/me"] {
        sam.goto(elsewhere);
        sam.see_no("orange kettle");
    }
    sam.goto("/us");
    sam.press("Thanks, given and received");
    sam.see(WORDS);
    sam.press("Leave out thanks from Alex");
    sam.see_no(WORDS);

    alex.goto("/us/thanks");
    alex.see(WORDS);
    alex.see_no("left out");
    alex.press("Take it back");
    alex.see_no(WORDS);
    sam.press("Let them in again");
    sam.see_no(WORDS);
    // What was given in other weeks is there as before.
    sam.see("You put the bins out in the dark");
}

#[test]
fn one_alone_reads_a_scene_keeps_a_line_and_does_something_nobody_sees() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.window(320, 568);
    alex.goto("/begin");
    alex.begin("Alex");
    alex.press("A small scene");
    alex.see_no("Everybody does all three");
    alex.open("What was reached for?");
    alex.open("And the other two ways?");
    alex.see("Everybody does all three");
    alex.fill("A small reach today", "I looked up from the pan.");
    alex.press("Keep this");
    alex.see("Kept, in your own space");
    alex.goto("/me");
    alex.press("A kindness in secret");
    alex.press("Another one");
    alex.press("I did it");
    alex.see("It stands among your own notes");
    alex.press("Your notes");
    alex.see("a kindness in secret");
    alex.see("I looked up from the pan.");
}

#[test]
fn a_look_filled_in_with_a_pen_is_entered_weeks_later() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.goto("/paper");
    alex.press("The short look");
    alex.see("Whoever has an account can enter it there later");
    alex.goto("/begin");
    alex.begin("Alex");
    alex.give_a_pulse([4, 3, 5, 5]);
    alex.goto("/paper/pulse");
    alex.press("Enter one that is filled in");
    let day = alex.ask("document.querySelector('[name=day]').min");
    enters(&alex, day.as_str().unwrap());
    alex.see("It stands at its place");
    alex.goto("/me/trend");
    assert_eq!(alex.ask("document.querySelectorAll('svg.chart .dot').length"), 2);
    // The same sheet once more is asked about, and left.
    alex.goto("/me/check/pulse?paper=yes");
    alex.fill("The day on the paper", day.as_str().unwrap());
    alex.tick_in("less alone", "7");
    alex.press_for(422, "Keep this");
    alex.see("There is one in that week already");
    alex.press("Leave it on paper");
    alex.see("Nothing was kept");
}

fn enters(alex: &Visitor, day: &str) {
    alex.fill("The day on the paper", day);
    for (sign, value) in [("I can tell my partner", "6"), ("less alone", "7"), ("affection between us", "5")]
    {
        alex.tick_in(sign, value);
    }
    alex.press("Keep this");
}

/// The cards whose words do not find room, and those that do not lie behind or before each other: a back mirrors its
/// front, as paper that is turned on its long edge does.
const MISFITS: &str = "(() => {
  const all = (css, within) => [...within.querySelectorAll(css)];
  const cards = all('.deck > li, .backs > li, .slips > li', document);
  const full = cards.filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1);
  const [fronts, backs] = [all('.deck', document), all('.backs', document)];
  const apart = backs.flatMap((list, n) => all('li', list).filter((back, i) => {
    const front = fronts[n].children[i];
    const [f, b] = [front.getBoundingClientRect(), back.getBoundingClientRect()];
    const [fs, bs] = [fronts[n].getBoundingClientRect(), list.getBoundingClientRect()];
    const middle = (box) => box.left + box.right;
    const mirrored = Math.abs(f.left - fs.left - (bs.right - b.right)) < 2;
    return !(mirrored && Math.abs(f.top - fs.top - (b.top - bs.top)) < 2 && Math.abs(middle(fs) - middle(bs)) < 1);
  }));
  return [...full, ...apart].map((it) => it.innerText);
})()";

#[test]
fn every_card_has_room_for_its_words_and_every_back_lies_behind_its_front() {
    let Some(stage) = Stage::set() else { return };
    let somebody = stage.somebody();
    somebody.window(794, 1123);
    let domains = ["fears", "hopes", "struggles", "joys", "thoughts", "feelings", "began", "life", "seasons"];
    let decks = domains.map(|of| format!("/talk/cards/print?of={of}&deeper=yes")).into_iter();
    let scenes = (1..=5).map(|part| format!("/paper/scenes?part={part}"));
    let others = ["/talk/cards/print", "/paper/small", "/paper/cups", "/paper/thanks"].map(str::to_owned);
    for path in decks.chain(scenes).chain(others) {
        somebody.look(Look::Light);
        somebody.goto(&path);
        somebody.look(Look::Print);
        assert_eq!(somebody.ask(MISFITS), serde_json::json!([]), "{path}");
    }
    // The measure itself notices what is wrong: rows that are not turned round, and words that are too large.
    for (path, wrong) in [
        ("/talk/cards/print", ".backs { direction: ltr !important; }"),
        ("/paper/scenes", ".deck p { font-size: 30pt !important; }"),
    ] {
        somebody.goto(path);
        let rule = format!("document.styleSheets[0].insertRule({}, 0)", serde_json::json!(wrong));
        somebody.ask(&rule);
        assert_ne!(somebody.ask(MISFITS), serde_json::json!([]), "{path}");
    }
}
