//! Two people and a menu, at a host that keeps a gate and compares what lies in it.

use content::Library;
use domain::TouchId;
use domain::desk::{Desk, Event};
use domain::touch::{self, Drawn, Marks, Month};

use crate::pages::find::house::House;
use crate::testing::NOW;
use crate::{Answer, CoupleState, New, Outcome, Request, Visitor, World};

mod agreement;
mod gate;
mod hidden;
mod menu;
mod show;

/// November 2026.
fn november() -> Month {
    Month::of(NOW.day_in(&jiff::tz::TimeZone::UTC))
}

/// Every thing of the menu.
fn all() -> Vec<TouchId> {
    Library::english().touches.iter().map(|it| TouchId::from(it.id.as_str())).collect()
}

/// The title of a thing.
fn title(id: &TouchId) -> &'static str {
    &Library::english().touch(id.as_str()).unwrap().title
}

fn html(outcome: &Outcome) -> String {
    match &outcome.answer {
        Answer::Page { html, .. } => html.clone(),
        other => panic!("{other:?}"),
    }
}

fn bytes(items: &[TouchId]) -> Vec<Vec<u8>> {
    items.iter().map(|id| id.as_str().as_bytes().to_vec()).collect()
}

/// The form, with these things welcome.
fn welcoming(items: &[TouchId]) -> Vec<(&str, &str)> {
    items.iter().map(|id| (id.as_str(), "w")).collect()
}

fn welcomes(house: &mut House, items: &[TouchId]) -> Outcome {
    house.does("/us/near/menu", &welcoming(items))
}

/// The other one's side lies in this month's gate.
fn theirs(house: &mut House, items: &[TouchId]) {
    house.theirs.insert(touch::gate(november()), bytes(items));
}

fn by_chance(house: &mut House, chance: u64) {
    house.world.chance = [0; 32];
    house.world.chance[..8].copy_from_slice(&chance.to_le_bytes());
}

/// Chance with which just this comes out of what both welcome.
fn chance_of(common: &[TouchId], wanted: impl Fn(&[TouchId]) -> bool) -> u64 {
    (0..200_000).find(|chance| wanted(&touch::draw(common, *chance))).expect("some chance does")
}

fn drawn(house: &House) -> Option<Drawn> {
    house.world.shared.as_ref().unwrap().drawn.clone()
}

/// What the desk keeps of the menu.
fn kept(house: &House) -> Marks {
    house.world.desk.as_ref().unwrap().touch.clone()
}

/// The same home as the other one sees it; gives back the desk of the one who saw it before.
fn turn(house: &mut House, desk: Desk) -> Desk {
    let mine = house.world.desk.take().unwrap();
    house.other();
    house.world.desk = Some(desk);
    mine
}

fn in_state(mut world: World<'static>, state: CoupleState) -> World<'static> {
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple.as_mut().unwrap().state = state;
    }
    world
}

fn read(house: &mut House, path: &str) -> String {
    html(&house.ask(&Request::get(path)))
}
