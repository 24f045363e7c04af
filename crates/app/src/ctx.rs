//! What a page function gets: the request, the world, the words, the library.

use askama::Template;
use content::{Library, Words};
use domain::{Day, SpaceName};

use crate::{Form, Needs, Outcome, Person, Request, World, shell::Shell};

/// What a page function gets.
pub struct Ctx<'a> {
    /// The request.
    pub request: &'a Request,
    /// The fields of the body.
    pub form: Form,
    /// The fields of the query.
    pub query: Form,
    /// The world.
    pub world: &'a World<'a>,
    /// The words of the visitor's language.
    pub words: &'static Words,
    /// The library in the visitor's language.
    pub library: &'static Library,
    params: Vec<String>,
}

impl<'a> Ctx<'a> {
    pub(crate) fn new(request: &'a Request, world: &'a World<'a>, params: Vec<String>) -> Self {
        Self {
            request,
            form: request.form(),
            query: request.query(),
            world,
            words: Words::english(),
            library: Library::english(),
            params,
        }
    }

    pub(crate) fn bare(request: &'a Request, world: &'a World<'a>) -> Self {
        Self::new(request, world, Vec::new())
    }

    /// A part of the path in braces, by its place.
    pub fn param(&self, place: usize) -> &str {
        self.params.get(place).map_or("", String::as_str)
    }

    /// The person; only called behind a guard, so a stranger reads as nobody in particular.
    pub fn person(&self) -> Option<&'a Person> {
        self.world.visitor.person()
    }

    /// Today, where the person is.
    pub fn today(&self) -> Day {
        self.world.now.day_in(&self.world.zone)
    }

    /// The frame of a page: title, forms, whose it is.
    pub fn shell(&'a self, title_key: &str) -> Shell<'a> {
        Shell::new(self, title_key)
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    /// Renders a page.
    pub fn page(&self, page: &impl Template) -> Outcome {
        self.page_with(200, page)
    }

    /// Renders a page with another status (422 for a form that was not taken).
    pub fn page_with(&self, status: u16, page: &impl Template) -> Outcome {
        // Rendering into a String fails only if a template's own expression does; ours have none that can.
        Outcome::page_with(status, page.render().unwrap_or_default())
    }

    /// Single events that are not loaded yet, as a request for more; `None` when all are there.
    pub fn missing(&self, items: impl IntoIterator<Item = (SpaceName, u64)>) -> Option<Outcome> {
        let missing: Vec<_> = items.into_iter().filter(|item| !self.world.items.contains_key(item)).collect();
        (!missing.is_empty()).then(|| Outcome::more(Needs { items: missing, ..Needs::default() }))
    }
}
