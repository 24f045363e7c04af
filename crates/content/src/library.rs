//! Everything the library holds, and how it is looked up.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::{
    Bids, Both, Cause, CauseId, CheckIn, Depth, Domain, Files, FirstSteps, Flaw, Guide, GuideSlug,
    HelpCountry, Lang, Letter, Near, Need, Path, Practice, PracticeId, Presence, Question, QuestionId,
    Repair, Scene, SceneId, Season, Sign, SignId, Template, TemplateId, Tiny, TinyId, Touch, TouchId, read,
};

/// The library of one language.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Every question, in the order of its file.
    pub questions: Vec<Question>,
    /// Every practice.
    pub practices: Vec<Practice>,
    /// Every tiny thing.
    pub tiny: Vec<Tiny>,
    /// The four signs.
    pub signs: Vec<Sign>,
    /// The five causes.
    pub causes: Vec<Cause>,
    /// Every guide, in the order of their slugs.
    pub guides: Vec<Guide>,
    /// The path for one who begins alone.
    pub alone: Path,
    /// What the check-in asks.
    pub checkin: CheckIn,
    /// The letters.
    pub letters: Vec<Letter>,
    /// Every ritual template, in the order they are offered.
    pub rituals: Vec<Template>,
    /// What there is for a time without screens.
    pub presence: Presence,
    /// What people need from others, in the order they are asked about.
    pub needs: Vec<Need>,
    /// What helps to answer small reaches, and to say thanks.
    pub bids: Bids,
    /// What there is for settling something.
    pub repair: Repair,
    /// Every scene of small reaches.
    pub scenes: Vec<Scene>,
    /// The ladder for what one has not said yet, and what belongs to it.
    pub steps: FirstSteps,
    /// The menu of affection.
    pub touches: Vec<Touch>,
    /// What goes with the menu.
    pub near: Near,
    /// Six weeks for when talk and touch have both faded.
    pub both: Both,
    /// The help lines, by country; the same in each language.
    pub help: Vec<HelpCountry>,
    index: Index,
}

/// Where in its list each entry stands.
#[derive(Clone, Debug, Default)]
struct Index {
    questions: BTreeMap<QuestionId, usize>,
    cells: BTreeMap<(Domain, Depth), Vec<usize>>,
    practices: BTreeMap<PracticeId, usize>,
    tiny: BTreeMap<TinyId, usize>,
    guides: BTreeMap<GuideSlug, usize>,
    rituals: BTreeMap<TemplateId, usize>,
    scenes: BTreeMap<SceneId, usize>,
    touches: BTreeMap<TouchId, usize>,
}

impl Library {
    /// The English library. A file that could not be read is left out; the tests see to it that there is none.
    pub fn english() -> &'static Self {
        static LIBRARY: OnceLock<Library> = OnceLock::new();
        LIBRARY.get_or_init(|| Self::read(&Files::embedded(), Lang::English).0)
    }

    /// The library of a language, if its files have no flaw.
    pub fn load(lang: Lang) -> Result<Self, Vec<Flaw>> {
        match Self::read(&Files::embedded(), lang) {
            (library, flaws) if flaws.is_empty() => Ok(library),
            (_, flaws) => Err(flaws),
        }
    }

    /// What can be read among these files, and what is wrong with the rest.
    pub fn read(files: &Files, lang: Lang) -> (Self, Vec<Flaw>) {
        read::library(files, lang)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.get(*self.index.questions.get(id)?)
    }

    /// The questions of one domain at one depth.
    pub fn questions_at(&self, domain: Domain, depth: Depth) -> impl Iterator<Item = &Question> {
        let cell = self.index.cells.get(&(domain, depth));
        cell.into_iter().flatten().filter_map(|at| self.questions.get(*at))
    }

    /// The practice with this id.
    pub fn practice(&self, id: &str) -> Option<&Practice> {
        self.practices.get(*self.index.practices.get(id)?)
    }

    /// The tiny thing with this id.
    pub fn tiny_thing(&self, id: &str) -> Option<&Tiny> {
        self.tiny.get(*self.index.tiny.get(id)?)
    }

    /// The guide with this slug.
    pub fn guide(&self, slug: &str) -> Option<&Guide> {
        self.guides.get(*self.index.guides.get(slug)?)
    }

    /// Every guide, in the order of the guide index: the general ones first, then the rest by title.
    pub fn guide_index(&self) -> Vec<&Guide> {
        let mut guides: Vec<&Guide> = self.guides.iter().collect();
        guides.sort_by_key(|guide| (guide.place(), guide.title.to_lowercase()));
        guides
    }

    /// The words of a sign.
    pub fn sign(&self, id: SignId) -> Option<&Sign> {
        self.signs.iter().find(|sign| sign.id == id)
    }

    /// The words of a cause.
    pub fn cause(&self, id: CauseId) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.id == id)
    }

    /// The letter with this id.
    pub fn letter(&self, id: &str) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.id == *id)
    }

    /// The need with this id.
    pub fn need(&self, id: &str) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == *id)
    }

    /// The ritual template with this id.
    pub fn ritual(&self, id: &str) -> Option<&Template> {
        self.rituals.get(*self.index.rituals.get(id)?)
    }

    /// The scene with this id.
    pub fn scene(&self, id: &str) -> Option<&Scene> {
        self.scenes.get(*self.index.scenes.get(id)?)
    }

    /// The piece of affection with this id.
    pub fn touch(&self, id: &str) -> Option<&Touch> {
        self.touches.get(*self.index.touches.get(id)?)
    }

    /// The ritual templates made for this time of life.
    pub fn rituals_for(&self, season: Season) -> impl Iterator<Item = &Template> {
        self.rituals.iter().filter(move |each| each.season == season)
    }

    /// The help lines of the country with these two letters.
    pub fn help_in(&self, code: &str) -> Option<&HelpCountry> {
        self.help.iter().find(|country| country.code.eq_ignore_ascii_case(code))
    }

    /// Makes the index; an id that comes twice is a flaw, and the first one counts.
    pub(crate) fn index(&mut self, flaws: &mut Vec<Flaw>) {
        self.index = Index::default();
        for (at, question) in self.questions.iter().enumerate() {
            self.index.cells.entry((question.domain, question.depth)).or_default().push(at);
        }
        let mut twice = |kind: &'static str, id: &str| flaws.push(Flaw::new(kind, id, "id", "is used twice"));
        let index = &mut self.index;
        once(&mut index.questions, self.questions.iter().map(|each| &each.id), |id| twice("questions", id));
        once(&mut index.practices, self.practices.iter().map(|each| &each.id), |id| twice("practices", id));
        once(&mut index.tiny, self.tiny.iter().map(|each| &each.id), |id| twice("tiny.toml", id));
        once(&mut index.guides, self.guides.iter().map(|each| &each.slug), |id| twice("guides", id));
        once(&mut index.rituals, self.rituals.iter().map(|each| &each.id), |id| twice("rituals.toml", id));
        once(&mut index.scenes, self.scenes.iter().map(|each| &each.id), |id| twice("scenes.toml", id));
        once(&mut index.touches, self.touches.iter().map(|each| &each.id), |id| twice("touch.toml", id));
    }
}

fn once<'a, Id>(
    index: &mut BTreeMap<Id, usize>,
    ids: impl Iterator<Item = &'a Id>,
    mut twice: impl FnMut(&str),
) where
    Id: Ord + Clone + AsRef<str> + 'a,
{
    for (at, id) in ids.enumerate() {
        if index.contains_key(id) {
            twice(id.as_ref());
        } else {
            index.insert(id.clone(), at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: &str = "[[tiny]]\nid = 'tiny-look-up'\ntext = 'Look up.'\nwho = 'alone'\n";

    #[test]
    fn an_id_that_stands_twice_is_a_flaw_and_the_first_one_counts() {
        let text = format!("{TINY}{}", TINY.replace("Look up.", "Look down."));
        let (library, flaws) = Library::read(&Files::default().with("en/tiny.toml", &text), Lang::English);
        assert!(flaws.iter().any(|flaw| flaw.id == "tiny-look-up" && flaw.rule == "id"), "{flaws:?}");
        assert_eq!(library.tiny_thing("tiny-look-up").unwrap().text, "Look up.");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_flaw_and_the_rest_is_kept() {
        let files = Files::default()
            .with("en/tiny.toml", TINY)
            .with("en/questions/fears.toml", "[[question]]\nid = 1");
        let (library, flaws) = Library::read(&files, Lang::English);
        assert!(flaws.iter().any(|flaw| flaw.file == "en/questions/fears.toml"), "{flaws:?}");
        assert_eq!((library.tiny.len(), library.questions.len()), (1, 0));
    }

    #[test]
    fn a_missing_file_a_wrong_word_and_a_strange_field_are_flaws() {
        for (file, text) in [
            ("en/tiny.toml", TINY.replace("alone", "nobody")),
            ("en/tiny.toml", TINY.replace("text", "txt")),
            ("en/questions/weather.toml", String::new()),
            ("en/questions/fears.toml", "[[question]]\nid = 'a'\ndepth = 6\ntext = ''\nmore = ''".to_owned()),
            ("en/guides/a.md", "Hello".to_owned()),
        ] {
            let (_, flaws) = Library::read(&Files::default().with(file, &text), Lang::English);
            assert!(flaws.iter().any(|flaw| flaw.file == file && flaw.text != "is missing"), "{text}");
        }
        let (_, flaws) = Library::read(&Files::default(), Lang::English);
        assert!(flaws.iter().any(|flaw| flaw.file == "en/tiny.toml" && flaw.text == "is missing"));
    }
}
