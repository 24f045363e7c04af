//! The words of the pages: Fluent messages of one language.
//!
//! A message that is the same for everyone is made once, when the words are loaded, and then only lent out.

mod arg;
mod variants;

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::errors::{ReferenceKind, ResolverError};
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::{Entry, Pattern};

use crate::files::stem;
use crate::{Files, Flaw, Lang};

pub use arg::Arg;

// Its map must not draw on chance, so the hash has no random key; the keys are our own.
type Messages = HashMap<Box<str>, Message, BuildHasherDefault<DefaultHasher>>;

struct Message {
    file: Box<str>,
    /// The finished text, where nothing has to be put in.
    plain: Option<Box<str>>,
}

/// All messages of one language, by key; the attribute of a message has the key `message.attribute`.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    messages: Messages,
}

impl Words {
    /// The English words.
    pub fn english() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Self::read(&Files::embedded(), Lang::English).0)
    }

    /// The words of a language, if its files have no flaw.
    pub fn load(lang: Lang) -> Result<Self, Vec<Flaw>> {
        match Self::read(&Files::embedded(), lang) {
            (words, flaws) if flaws.is_empty() => Ok(words),
            (_, flaws) => Err(flaws),
        }
    }

    /// What can be read of the messages among these files, and what is wrong with the rest.
    pub fn read(files: &Files, lang: Lang) -> (Self, Vec<Flaw>) {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.as_str().parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        let mut words = Self { bundle, messages: Messages::default() };
        let mut flaws = Vec::new();
        for (file, text) in files.under(&format!("{}/messages/", lang.as_str()), ".ftl") {
            words.add(file, text, &mut flaws);
        }
        words.finish(&mut flaws);
        (words, flaws)
    }

    /// The message with this key. An unknown key comes back in brackets, as in `⟦key⟧`.
    pub fn say(&self, key: &str) -> Cow<'_, str> {
        match self.messages.get(key) {
            Some(Message { plain: Some(text), .. }) => Cow::Borrowed(text),
            Some(_) => Cow::Owned(self.form(key, None, &mut Vec::new())),
            None => Cow::Owned(unknown(key)),
        }
    }

    /// The message with this key, with what it speaks about put in.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        match self.messages.get(key) {
            Some(Message { plain: Some(text), .. }) => text.to_string(),
            Some(_) => {
                let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.value())).collect();
                self.form(key, Some(&args), &mut Vec::new())
            }
            None => unknown(key),
        }
    }

    /// Whether there is a message with this key.
    pub fn has(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    /// Each key, in no particular order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(AsRef::as_ref)
    }

    /// What a message says in each of its cases, such as one and many, without what is put in.
    pub(crate) fn variants(&self, key: &str) -> Vec<String> {
        let mut all = Vec::new();
        if let Some(pattern) = self.pattern(key) {
            variants::of(pattern, &mut all);
        }
        all
    }

    /// The file a message was read from.
    pub fn file_of(&self, key: &str) -> Option<&str> {
        self.messages.get(key).map(|message| message.file.as_ref())
    }

    fn add(&mut self, file: &str, text: &str, flaws: &mut Vec<Flaw>) {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, errors)| {
            flaws.extend(errors.iter().map(|error| {
                let line = text.get(..error.pos.start).unwrap_or(text).matches('\n').count() + 1;
                Flaw::new(file, "", "message file", format!("line {line}: {error}"))
            }));
            rest
        });
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                let attributes = message.attributes.iter().map(|each| format!(".{}", each.id.name));
                for ending in message.value.iter().map(|_| String::new()).chain(attributes) {
                    let key = format!("{}{ending}", message.id.name).into_boxed_str();
                    self.messages.entry(key).or_insert(Message { file: file.into(), plain: None });
                }
            }
        }
        if let Err(errors) = self.bundle.add_resource(resource) {
            flaws.extend(errors.iter().map(|error| Flaw::new(file, stem(file), "twice", error.to_string())));
        }
    }

    /// Makes the plain messages, once all files are known.
    fn finish(&mut self, flaws: &mut Vec<Flaw>) {
        let mut plain = Vec::new();
        for (key, message) in &self.messages {
            let mut errors = Vec::new();
            let text = self.form(key, None, &mut errors);
            if errors.is_empty() {
                plain.push((key.clone(), text));
            }
            let wrong = errors.iter().filter(|error| !asks_for_an_argument(error));
            flaws.extend(
                wrong.map(|error| Flaw::new(&*message.file, &**key, "message reference", error.to_string())),
            );
        }
        for (key, text) in plain {
            if let Some(message) = self.messages.get_mut(&key) {
                message.plain = Some(text.into());
            }
        }
        flaws.sort();
    }

    fn form(&self, key: &str, args: Option<&FluentArgs<'_>>, errors: &mut Vec<FluentError>) -> String {
        match self.pattern(key) {
            Some(pattern) => self.bundle.format_pattern(pattern, args, errors).into_owned(),
            None => unknown(key),
        }
    }

    fn pattern(&self, key: &str) -> Option<&Pattern<&str>> {
        match key.split_once('.') {
            Some((key, attribute)) => Some(self.bundle.get_message(key)?.get_attribute(attribute)?.value()),
            None => self.bundle.get_message(key)?.value(),
        }
    }
}

fn unknown(key: &str) -> String {
    format!("⟦{key}⟧")
}

fn asks_for_an_argument(error: &FluentError) -> bool {
    matches!(error, FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { .. })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Words, Vec<Flaw>) {
        Words::read(&Files::default().with("en/messages/a.ftl", text), Lang::English)
    }

    #[test]
    fn a_plain_message_is_only_lent_out() {
        let (words, flaws) = read("hello = Hello, you two.\n");
        assert_eq!(flaws, []);
        assert!(matches!(words.say("hello"), Cow::Borrowed("Hello, you two.")));
    }

    #[test]
    fn a_message_speaks_about_what_it_is_given() {
        let (words, flaws) =
            read("days = { $n ->\n    [one] one day\n   *[other] { $n } days\n } with { $name }\n");
        assert_eq!(flaws, []);
        assert_eq!(words.say_with("days", &[("n", 1.into()), ("name", "Kim".into())]), "one day with Kim");
        assert_eq!(words.say_with("days", &[("n", 1200.into()), ("name", "7".into())]), "1200 days with 7");
    }

    #[test]
    fn an_unknown_key_comes_back_in_brackets() {
        let (words, _) = read("hello = Hello\n");
        assert_eq!(words.say("bye"), "⟦bye⟧");
        assert_eq!(words.say_with("bye", &[]), "⟦bye⟧");
        assert!(words.has("hello") && !words.has("bye"));
    }

    #[test]
    fn an_attribute_has_a_key_of_its_own() {
        let (words, flaws) = read("name = Name\n    .hint = Any name will do\n");
        assert_eq!(flaws, []);
        assert_eq!(words.say("name.hint"), "Any name will do");
        let mut keys: Vec<_> = words.keys().collect();
        keys.sort_unstable();
        assert_eq!(keys, ["name", "name.hint"]);
    }

    #[test]
    fn a_message_may_use_another_that_comes_later() {
        let (words, flaws) = read("hello = Hello from { -app }\n-app = Toward\n");
        assert_eq!(flaws, []);
        assert!(matches!(words.say("hello"), Cow::Borrowed("Hello from Toward")));
    }

    #[test]
    fn a_broken_file_is_a_flaw_and_the_rest_is_kept() {
        let (words, flaws) = read("hello = Hello\nbroken = { $n\nbye = Bye\n");
        assert!(flaws.iter().any(|flaw| flaw.rule == "message file"), "{flaws:?}");
        assert_eq!(words.say("bye"), "Bye");
    }

    #[test]
    fn a_key_used_twice_is_a_flaw() {
        assert_eq!(read("hello = Hello\nhello = Hi\n").1.len(), 1);
        let files = Files::default().with("en/messages/a.ftl", "a = A").with("en/messages/b.ftl", "a = B");
        assert!(Words::read(&files, Lang::English).1.iter().any(|flaw| flaw.rule == "twice"));
    }

    #[test]
    fn a_message_that_uses_an_unknown_one_is_a_flaw() {
        let (_, flaws) = read("hello = Hello from { -app } and { nobody }\n");
        assert_eq!(flaws.len(), 2, "{flaws:?}");
        assert!(flaws.iter().all(|flaw| flaw.rule == "message reference"));
    }
}
