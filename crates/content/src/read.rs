//! From the files to the library: what can be read is kept, and what cannot becomes a flaw.

use serde::de::DeserializeOwned;

use crate::bid::Bids;
use crate::both::Both;
use crate::checkin::CheckIn;
use crate::files::stem;
use crate::help::HelpFile;
use crate::letter::LetterFile;
use crate::library::Library;
use crate::near::Near;
use crate::need::NeedFile;
use crate::practice::PracticeFile;
use crate::presence::Presence;
use crate::question::QuestionFile;
use crate::repair::Repair;
use crate::ritual::RitualFile;
use crate::scene::SceneFile;
use crate::sign::{CauseFile, SignFile};
use crate::step::FirstSteps;
use crate::tiny::TinyFile;
use crate::touch::TouchFile;
use crate::{Domain, Files, Flaw, Guide, Lang, Path};

/// Reads a library from these files.
pub(crate) fn library(files: &Files, lang: Lang) -> (Library, Vec<Flaw>) {
    let mut reader = Reader { files, lang, flaws: Vec::new() };
    let mut library = Library::default();
    reader.questions(&mut library);
    reader.practices(&mut library);
    reader.guides(&mut library);
    library.tiny = reader.one::<TinyFile>("tiny.toml").map(|file| file.tiny).unwrap_or_default();
    library.signs = reader.one::<SignFile>("signs.toml").map(|file| file.sign).unwrap_or_default();
    library.causes = reader.one::<CauseFile>("causes.toml").map(|file| file.cause).unwrap_or_default();
    library.alone = reader.one::<Path>("paths/alone.toml").unwrap_or_default();
    library.checkin = reader.one::<CheckIn>("checkin.toml").unwrap_or_default();
    library.letters = reader.one::<LetterFile>("letters.toml").map(|file| file.letter).unwrap_or_default();
    library.rituals = reader.one::<RitualFile>("rituals.toml").map(|file| file.ritual).unwrap_or_default();
    library.presence = reader.one::<Presence>("presence.toml").unwrap_or_default();
    library.needs = reader.one::<NeedFile>("needs.toml").map(|file| file.need).unwrap_or_default();
    library.bids = reader.one::<Bids>("bids.toml").unwrap_or_default();
    library.repair = reader.one::<Repair>("repair.toml").unwrap_or_default();
    library.scenes = reader.one::<SceneFile>("scenes.toml").map(|file| file.scene).unwrap_or_default();
    library.steps = reader.one::<FirstSteps>("steps.toml").unwrap_or_default();
    library.touches = reader.one::<TouchFile>("touch.toml").map(|file| file.touch).unwrap_or_default();
    library.near = reader.one::<Near>("near.toml").unwrap_or_default();
    library.both = reader.one::<Both>("both.toml").unwrap_or_default();
    library.help = reader.at::<HelpFile>("help/lines.toml").map(|file| file.country).unwrap_or_default();
    library.index(&mut reader.flaws);
    (library, reader.flaws)
}

struct Reader<'a> {
    files: &'a Files,
    lang: Lang,
    flaws: Vec<Flaw>,
}

impl Reader<'_> {
    fn questions(&mut self, library: &mut Library) {
        for (path, text) in self.files.under(&self.folder("questions/"), ".toml") {
            let Some(domain) = Domain::parse(stem(path)) else {
                self.flaws.push(Flaw::new(path, "", "file name", "is not the name of a domain"));
                continue;
            };
            if let Some(file) = self.parse::<QuestionFile>(path, text) {
                library.questions.extend(file.of(domain));
            }
        }
    }

    fn practices(&mut self, library: &mut Library) {
        for (path, text) in self.files.under(&self.folder("practices/"), ".toml") {
            if let Some(file) = self.parse::<PracticeFile>(path, text) {
                library.practices.extend(file.practice.into_iter().map(|mut practice| {
                    path.clone_into(&mut practice.file);
                    practice
                }));
            }
        }
    }

    fn guides(&mut self, library: &mut Library) {
        for (path, text) in self.files.under(&self.folder("guides/"), ".md") {
            match Guide::read(path, text) {
                Ok(guide) => library.guides.push(guide),
                Err(flaw) => self.flaws.push(flaw),
            }
        }
    }

    fn one<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        self.at(&self.folder(name))
    }

    fn at<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        if let Some(text) = self.files.get(path) {
            return self.parse(path, text);
        }
        self.flaws.push(Flaw::new(path, "", "file", "is missing"));
        None
    }

    fn parse<T: DeserializeOwned>(&mut self, path: &str, text: &str) -> Option<T> {
        match toml::from_str(text) {
            Ok(file) => Some(file),
            Err(error) => {
                self.flaws.push(Flaw::new(path, "", "file", error.to_string()));
                None
            }
        }
    }

    fn folder(&self, name: &str) -> String {
        format!("{}/{name}", self.lang.as_str())
    }
}
