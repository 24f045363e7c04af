//! What is seen first of something offered: of what kind it is, and how long.

use domain::first_step::About;

use crate::Ctx;

/// So few words are a few.
const FEW: u16 = 15;
/// How many words a minute holds, read slowly.
const A_MINUTE: u16 = 140;

/// The cover.
pub(crate) struct Cover {
    /// That there is something, and whose it is.
    pub(crate) who: String,
    /// Of what kind.
    pub(crate) kind: String,
    /// How long.
    pub(crate) length: String,
}

impl Cover {
    /// Of something with so many words from the one who is called so.
    pub(crate) fn of(ctx: &Ctx<'_>, name: &str, about: About, words: u16) -> Self {
        Self {
            who: ctx.words.say_with("hear-cover", &[("name", name.into())]),
            kind: kind(ctx, name, about),
            length: length(ctx, words),
        }
    }
}

/// What it is about, in a sentence.
pub(super) fn kind(ctx: &Ctx<'_>, name: &str, about: About) -> String {
    ctx.words.say_with(&format!("hear-about-{}", about.as_str()), &[("name", name.into())])
}

/// Only about: the exact length is nobody's business before the words are.
fn length(ctx: &Ctx<'_>, words: u16) -> String {
    if words <= FEW {
        return ctx.say("hear-length-short");
    }
    let tens = words.saturating_add(5).div_euclid(10).saturating_mul(10);
    let minutes = words.div_ceil(A_MINUTE);
    ctx.words.say_with("hear-length", &[("words", tens.into()), ("minutes", minutes.into())])
}
