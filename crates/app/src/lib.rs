//! Toward itself: a request and a world go in; a page, new events and small effects come out.
//!
//! [`needs`] says what a request touches, the host loads and opens it, [`handle`] answers.
//! Invariant: no I/O, no async, no clock, no hidden randomness; no cryptographic primitive is named here.
//! The same code is hosted by the server today and can be hosted by a person's own device.

mod busy;
mod ctx;
mod dates;
mod excerpt;
mod feed;
mod form;
mod leaves;
mod library;
mod outcome;
pub mod pages;
mod past;
mod request;
mod routes;
mod seek;
mod sheet;
mod shell;
mod spoken;
mod standalone;
#[cfg(test)]
mod testing;
mod when;
mod whole;
mod world;

pub use ctx::Ctx;
pub use form::Form;
pub use outcome::{Answer, Fetch, KeyAct, New, Outcome, Row};
pub use request::{Method, Request, Upload};
pub use routes::{Ask, Found, Guard, Route, all as routes, find};
pub use world::{
    AccountView, Couple, CoupleState, FeedView, FetchFailure, Fetched, Gate, InviteView, Item, Matching,
    Mint, Needs, Pairing, Person, Prefs, Proof, Proven, Recovery, RunBy, Server, SessionView, Trouble,
    Visitor, WHOLE, World,
};

/// What a request touches: the host loads and opens it before [`handle`].
pub fn needs(request: &Request, visitor: &Visitor) -> Needs {
    let mut needs = match routes::find(request.method, &request.path) {
        Found::Route(route, params) if route.guard.admits(visitor) => {
            (route.needs)(&routes::Ask { params: &params, form: &request.form(), query: &request.query() })
        }
        _ => Needs::default(),
    };
    if visitor.person().is_some() {
        // The top of every signed-in page says whose it is.
        needs = needs.and(Needs::space(domain::SpaceName::Desk));
    }
    needs
}

/// Answers a request in a world that holds what [`needs`] asked for.
pub fn handle(request: &Request, world: &World) -> Outcome {
    let (route, params) = match routes::find(request.method, &request.path) {
        Found::Route(route, params) => (route, params),
        Found::WrongMethod => return pages::errors::wrong_method(&Ctx::bare(request, world)),
        Found::Nothing => return pages::errors::not_found(&Ctx::bare(request, world)),
    };
    let ctx = Ctx::new(request, world, params);
    match route.guard.turn_away(&world.visitor, routes::page_of(route, &request.path)) {
        Some(elsewhere) if request.method == Method::Get => Outcome::go(&elsewhere),
        Some(elsewhere) => pages::errors::kept_words(&ctx, &elsewhere),
        None if request.method == Method::Get => (route.run)(&ctx),
        None => pages::errors::nothing_lost(&ctx, (route.run)(&ctx)),
    }
}
