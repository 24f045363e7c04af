//! The frame around every page: language, title, whose it is, the forms' act ids, the words.

use std::cell::Cell;

use content::{Arg, Words};

use crate::{Ctx, Trouble, World};

/// The frame around a page. Templates know it as `p`.
pub struct Shell<'a> {
    world: &'a World<'a>,
    words: &'static Words,
    /// The page's title, neutral: it stands in the browser's history.
    pub title: String,
    /// Where this page is, for marking the menu.
    pub path: &'a str,
    /// The language of the page.
    pub lang: &'static str,
    acts: Cell<u32>,
}

impl<'a> Shell<'a> {
    pub(crate) fn new(ctx: &'a Ctx<'a>, title_key: &str) -> Self {
        Self {
            world: ctx.world,
            words: ctx.words,
            title: ctx.words.say(title_key).into_owned(),
            path: &ctx.request.path,
            lang: "en",
            acts: Cell::new(0),
        }
    }

    /// A message.
    pub fn t(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    /// A message with one text in it.
    pub fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.words.say_with(key, &[(name, Arg::Text(value))])
    }

    /// A message with one number in it.
    pub fn tn(&self, key: &str, name: &str, value: impl Into<i64>) -> String {
        self.words.say_with(key, &[(name, Arg::Number(value.into()))])
    }

    /// The next form's act id.
    pub fn act(&self) -> String {
        let n = self.acts.get();
        self.acts.set(n.saturating_add(1));
        self.world.mint.act(n)
    }

    /// Somebody is signed in.
    pub fn signed_in(&self) -> bool {
        self.world.visitor.person().is_some()
    }

    /// Their private space is open.
    pub fn private_open(&self) -> bool {
        self.world.visitor.person().is_some_and(|person| person.private_open)
    }

    /// They are one of a couple and can write in its space.
    pub fn together(&self) -> bool {
        self.world.visitor.person().is_some_and(crate::Person::is_together)
    }

    /// How they like to be called.
    pub fn name(&self) -> &str {
        self.world.desk.as_ref().map_or("", |desk| desk.name.as_str())
    }

    /// The name at the top of the page and in the title's second half.
    pub fn site(&self) -> String {
        self.t(if self.world.prefs.discreet { "site-name-discreet" } else { "site-name" })
    }

    /// The two words that name this device among the signed-in ones.
    pub fn device(&self) -> String {
        self.world.visitor.person().map_or(String::new(), |person| crate::spoken::words(&person.device))
    }

    /// Somebody asked to use the recovery code: said on every page, until it is called off or over.
    pub fn recovery_opens(&self) -> Option<String> {
        let opens = self.world.visitor.person()?.recovery_opens?;
        Some(crate::dates::moment(self.words, opens, &self.world.zone))
    }

    /// This instance is a throw-away one.
    pub fn demo(&self) -> bool {
        self.world.server.demo
    }

    /// A log is not what this person last saw of it: said on every page, in plain words.
    pub fn troubles(&self) -> Vec<String> {
        self.world
            .troubles
            .iter()
            .map(|trouble| match trouble {
                Trouble::WentBack(_) => self.t("trouble-went-back"),
                Trouble::Altered(_) => self.t("trouble-altered"),
            })
            .collect()
    }

    /// Whether a menu entry is where we are.
    pub fn here(&self, section: &str) -> bool {
        self.path == section || self.path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'))
    }
}
