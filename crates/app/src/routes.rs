//! Which page answers which path, and who may come in.

use crate::{Ctx, Form, Method, Needs, Outcome, Visitor, pages};

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody, signed in or not.
    Anyone,
    /// Somebody signed in.
    Person,
    /// Somebody signed in whose private space is open.
    Open,
    /// One of a couple whose shared space is open to them for writing.
    Couple,
}

impl Guard {
    /// Whether this visitor may come in.
    pub fn admits(self, visitor: &Visitor) -> bool {
        self.turn_away(visitor, "").is_none()
    }

    /// Where a visitor who may not come in is sent.
    pub fn turn_away(self, visitor: &Visitor, path: &str) -> Option<String> {
        let person = visitor.person();
        match (self, person) {
            (Guard::Anyone, _) => None,
            (_, None) => Some("/enter".to_owned()),
            (Guard::Person, Some(_)) => None,
            (Guard::Open, Some(person)) => (!person.private_open).then(|| format!("/me/open?to={path}")),
            (Guard::Couple, Some(person)) => (!person.is_together()).then(|| "/us".to_owned()),
        }
    }
}

/// What [`Route::needs`] may look at: nothing but the request.
pub struct Ask<'a> {
    /// The parts of the path in braces.
    pub params: &'a [String],
    /// The fields of the body.
    pub form: &'a Form,
    /// The fields of the query.
    pub query: &'a Form,
}

/// One thing a person can do: its path, who may, what it touches, and what it does.
pub struct Route {
    /// Reading or doing.
    pub method: Method,
    /// The path; `{name}` stands for one segment.
    pub path: &'static str,
    /// Who may come in.
    pub guard: Guard,
    /// What it touches.
    pub needs: fn(&Ask<'_>) -> Needs,
    /// What it does.
    pub run: fn(&Ctx<'_>) -> Outcome,
    /// Files may come with it, so its body may be long.
    pub files: bool,
}

/// A page that reads.
pub(crate) const fn get(
    path: &'static str,
    guard: Guard,
    needs: fn(&Ask<'_>) -> Needs,
    run: fn(&Ctx<'_>) -> Outcome,
) -> Route {
    Route { method: Method::Get, path, guard, needs, run, files: false }
}

/// A form that does.
pub(crate) const fn post(
    path: &'static str,
    guard: Guard,
    needs: fn(&Ask<'_>) -> Needs,
    run: fn(&Ctx<'_>) -> Outcome,
) -> Route {
    Route { method: Method::Post, path, guard, needs, run, files: false }
}

/// A form that does, with a file.
pub(crate) const fn upload(
    path: &'static str,
    guard: Guard,
    needs: fn(&Ask<'_>) -> Needs,
    run: fn(&Ctx<'_>) -> Outcome,
) -> Route {
    Route { files: true, ..post(path, guard, needs, run) }
}

/// Touches nothing.
pub(crate) fn nothing(_: &Ask<'_>) -> Needs {
    Needs::default()
}

/// Every route there is.
pub fn all() -> impl Iterator<Item = &'static Route> {
    pages::ROUTES.iter().flat_map(|routes| routes.iter())
}

/// What was found at a path.
pub enum Found {
    /// A route, with the parts of the path in braces.
    Route(&'static Route, Vec<String>),
    /// The path exists, but not for this method.
    WrongMethod,
    /// No such path.
    Nothing,
}

/// Finds the route of a request.
pub fn find(method: Method, path: &str) -> Found {
    let mut other_method = false;
    for route in all() {
        if let Some(params) = matches(route.path, path) {
            if route.method == method {
                return Found::Route(route, params);
            }
            other_method = true;
        }
    }
    if other_method { Found::WrongMethod } else { Found::Nothing }
}

/// The page that a form belongs to, which is where one comes back to: its own address, if that can be read, else the
/// nearest above it.
pub(crate) fn page_of<'p>(route: &Route, path: &'p str) -> &'p str {
    let (mut pattern, mut page) = (route.path, path);
    while !all().any(|read| read.method == Method::Get && read.path == pattern) {
        let above = pattern.rsplit_once('/').zip(page.rsplit_once('/'));
        let Some(((above, _), (page_above, _))) = above else { return "/today" };
        (pattern, page) = (above, page_above);
    }
    page
}

fn matches(pattern: &str, path: &str) -> Option<Vec<String>> {
    let mut params = Vec::new();
    let mut wanted = pattern.split('/');
    let mut given = path.split('/');
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(params),
            (Some(wanted), Some(given)) if wanted.starts_with('{') => {
                if given.is_empty() || given.len() > 100 {
                    return None;
                }
                params.push(given.to_owned());
            }
            (Some(wanted), Some(given)) if wanted == given => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody whose space was shut while they wrote opens it, and must not land where nothing can be read.
    #[test]
    fn every_form_has_a_page_to_come_back_to() {
        for route in all() {
            let page = page_of(route, route.path);
            assert!(matches!(find(Method::Get, page), Found::Route(..)), "{} → {page}", route.path);
        }
        let Found::Route(step, _) = find(Method::Post, "/talk/settle/t/7/step") else { panic!() };
        assert_eq!(page_of(step, "/talk/settle/t/7/step"), "/talk/settle/t/7");
    }

    #[test]
    fn a_pattern_matches_whole_paths_only() {
        assert_eq!(matches("/talk/{card}", "/talk/fears-1-01"), Some(vec!["fears-1-01".to_owned()]));
        assert_eq!(matches("/talk/{card}", "/talk/"), None);
        assert_eq!(matches("/talk/{card}", "/talk/a/b"), None);
        assert_eq!(matches("/", "/"), Some(vec![]));
    }

    #[test]
    fn no_two_routes_answer_the_same_request() {
        let mut seen = std::collections::BTreeSet::new();
        for route in all() {
            let found = find(route.method, &route.path.replace(['{', '}'], ""));
            let Found::Route(found, _) = found else { panic!("{}", route.path) };
            assert_eq!((found.path, found.method), (route.path, route.method));
            assert!(seen.insert((route.path, route.method == Method::Get)), "{}", route.path);
        }
    }
}
