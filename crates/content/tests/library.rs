//! The real files, read as the program reads them, under every rule.

use content::{Flaw, Lang, Library, Season, Words, lint};

fn say(flaws: &[Flaw]) -> String {
    flaws.iter().map(|flaw| format!("  {flaw}\n")).collect()
}

#[test]
fn every_file_of_the_library_can_be_read() {
    let flaws = Library::load(Lang::English).err().unwrap_or_default();
    assert!(flaws.is_empty(), "{} flaws:\n{}", flaws.len(), say(&flaws));
}

#[test]
fn every_message_can_be_read() {
    let flaws = Words::load(Lang::English).err().unwrap_or_default();
    assert!(flaws.is_empty(), "{} flaws:\n{}", flaws.len(), say(&flaws));
    assert!(Words::english().keys().next().is_some(), "there are no messages");
}

#[test]
fn the_library_keeps_every_rule() {
    let flaws = lint::all(Library::english(), Words::english());
    assert!(flaws.is_empty(), "{} flaws:\n{}", flaws.len(), say(&flaws));
}

#[test]
fn everything_can_be_looked_up_by_its_id() {
    let library = Library::english();
    assert!(library.questions.iter().all(|each| library.question(each.id.as_str()).is_some()));
    assert!(
        library
            .questions
            .iter()
            .all(|each| library.questions_at(each.domain, each.depth).any(|q| q.id == each.id))
    );
    assert!(library.practices.iter().all(|each| library.practice(each.id.as_str()).is_some()));
    assert!(library.guides.iter().all(|each| library.guide(each.slug.as_str()).is_some()));
    assert!(library.tiny.iter().all(|each| library.tiny_thing(each.id.as_str()).is_some()));
    assert!(library.alone.days().all(|(_, day)| library.alone.day(day.id.as_str()).is_some()));
    assert!(library.rituals.iter().all(|each| library.ritual(each.id.as_str()).is_some()));
    assert!(library.rituals.iter().all(|each| library.rituals_for(each.season).any(|t| t.id == each.id)));
    assert!(Season::ALL.iter().all(|each| library.guide(each.guide()).is_some()));
    assert!(library.scenes.iter().all(|each| library.scene(each.id.as_str()).is_some()));
    assert!(library.touches.iter().all(|each| library.touch(each.id.as_str()).is_some()));
    assert!(library.question("nobody").is_none() && library.practice("").is_none());
}

#[test]
fn the_index_of_guides_begins_with_the_general_ones() {
    let index = Library::english().guide_index();
    assert_eq!(index.len(), Library::english().guides.len());
    assert_eq!(index[0].slug, "what-emotional-intimacy-is");
}
