//! Asking the pages: load, decide; load more, or fetch, and decide again.

use std::collections::BTreeMap;

use app::{Fetched, Found, Method, Needs, Outcome, Request, Visitor, World};
use store::Broken;
use vault::primitives;

use super::acts::Acts;
use super::load::{Loaded, heavy};
use super::visit::Visit;
use super::{Host, Incoming, Proving};

/// The pages a host serves: those of `app`; or, to prove what a host promises to any page, a few of a test's own.
#[derive(Clone, Copy)]
pub struct Pages {
    /// What a request touches.
    pub needs: fn(&Request, &Visitor) -> Needs,
    /// What it comes to.
    pub handle: fn(&Request, &World<'_>) -> Outcome,
    /// Which route it takes.
    pub find: fn(Method, &str) -> Found,
}

impl Pages {
    /// The pages of Toward.
    pub const APP: Self = Self { needs: app::needs, handle: app::handle, find: app::find };

    /// The route of a request.
    pub(crate) fn route(&self, method: Method, path: &str) -> Option<&'static app::Route> {
        match (self.find)(method, path) {
            Found::Route(route, _) => Some(route),
            Found::WrongMethod | Found::Nothing => None,
        }
    }
}

/// A page that was given more entries than this looks through them off the async threads.
const MANY: usize = 512;

/// What addresses answered. They are asked once, however often a lost race is handled again.
pub(super) type Answers = BTreeMap<String, Fetched>;

/// A request, who sends it, and what was drawn and proven for it.
pub(super) struct Asked<'a> {
    pub(super) incoming: &'a Incoming,
    pub(super) request: &'a Request,
    pub(super) visit: Option<&'a Visit>,
    pub(super) acts: &'a Acts,
    pub(super) now: i64,
    pub(super) chance: [u8; 32],
}

impl Host {
    /// Loads and decides. What a page asks for besides is loaded once, and fetched once in a request that does something.
    pub(super) async fn consider(
        &self,
        asked: &Asked<'_>,
        needs: &Needs,
        proving: &Proving,
        fetched: &mut Option<Answers>,
    ) -> Result<(Loaded, Outcome), Broken> {
        let (mut needs, mut more_once) = (needs.clone(), true);
        let reads = asked.request.method == Method::Get;
        loop {
            // Only who says their own yes may learn of the other's.
            needs.matching.take_if(|_| reads);
            let mut loaded = self.load(asked.incoming, asked.visit, &needs, asked.now).await?;
            let mut outcome = self.decide(asked, &mut loaded, proving, fetched.as_mut());
            if let Some(more) = outcome.more.take_if(|_| more_once) {
                (needs, more_once) = (needs.and(more), false);
            } else if !outcome.fetch.is_empty() && fetched.is_none() && !reads {
                *fetched = Some(self.fetcher.fetch(&outcome.fetch).await);
            } else {
                return Ok((loaded, outcome));
            }
        }
    }

    /// Asks the pages, which neither wait nor read anything but the world.
    fn decide(
        &self,
        asked: &Asked<'_>,
        loaded: &mut Loaded,
        proving: &Proving,
        fetched: Option<&mut Answers>,
    ) -> Outcome {
        // Pages show some of what they draw; the host's keys must not grow from the same bytes.
        let chance = primitives::sha256(&[b"toward/v1/world", &asked.chance]);
        let mut world = loaded.world(self, asked.acts, proving, asked.now, chance);
        let mut none = Answers::new();
        let kept = fetched.unwrap_or(&mut none);
        world.fetched = std::mem::take(kept);
        // Reading what came along is kept off the async threads: a few lines of a calendar can take as long as many. So is
        // looking through a whole space.
        let long = world.items.len() > MANY;
        let heavily = long || !asked.request.files.is_empty() || world.fetched.values().any(has_come);
        let outcome = heavy(heavily, || (self.pages().handle)(asked.request, &world));
        *kept = world.fetched;
        outcome
    }
}

fn has_come(fetched: &Fetched) -> bool {
    matches!(fetched, Fetched::Got { .. })
}
