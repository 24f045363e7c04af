//! What a person typed into a form: free text of any length, and nothing that was chosen, hidden or secret.

use crate::pages::me;
use crate::{Ctx, Method};

/// Fields that hold free text on every page that has them.
const ANYWHERE: [&str; 10] =
    ["text", "words", "wish", "guess", "question", "letter", "title", "name", "url", "places"];
/// Of these, what a person writes: without it, a form that came to nothing cost them nothing.
const WRITTEN: [&str; 7] = ["text", "words", "wish", "guess", "question", "letter", "title"];

/// The names of a page's own fields that hold free text.
fn of_page(ctx: &Ctx<'_>) -> Vec<&'static str> {
    let path = ctx.request.path.as_str();
    match path {
        "/talk/settle/friend" => {
            let parts = ctx.library.repair.friend.iter().flat_map(|friend| &friend.parts);
            parts.map(|part| part.id.as_str()).chain(["which"]).collect()
        }
        _ if path.starts_with("/talk/settle/") => vec!["about"],
        _ => me::fields_of(ctx, path),
    }
}

/// All that was typed, in the order of the form.
pub(super) fn typed(ctx: &Ctx<'_>) -> Vec<String> {
    of(ctx, &ANYWHERE)
}

/// What was typed that somebody would miss.
pub(super) fn written(ctx: &Ctx<'_>) -> Vec<String> {
    // What is looked for is on the page that looks.
    if ctx.request.path == "/me/seek" { Vec::new() } else { of(ctx, &WRITTEN) }
}

fn of(ctx: &Ctx<'_>, anywhere: &[&str]) -> Vec<String> {
    if ctx.request.method != Method::Post {
        return Vec::new();
    }
    let own = of_page(ctx);
    let fields = ctx.form.fields().filter(|(name, _)| anywhere.contains(name) || own.contains(name));
    let texts = fields.map(|(_, value)| value.trim()).filter(|value| !value.is_empty());
    texts.map(str::to_owned).collect()
}
