use serde::Deserialize;

use crate::files::stem;
use crate::{CauseId, Evidence, Flaw, GuideSlug, Shelf, SignId, markdown};

/// The guides to read whatever one came with, in the order of the index. The others belong to a sign, a cause
/// or an ending.
pub(crate) const GENERAL: &[&str] = &[
    "what-emotional-intimacy-is",
    "why-it-fades",
    "the-signs",
    "starting-alone",
    "how-to-listen",
    "small-reaches",
    "thanks-and-small-kindness",
    "knowing-each-other-again",
    "making-time",
    "screens-down",
    "saying-something-hard",
    "the-life-we-want",
    "the-loop",
    "after-a-disagreement",
    "after-a-hurt",
    "physical-closeness",
    "touch-that-leads-nowhere",
    "both-kinds-at-once",
    "about-sex",
    "new-baby",
    "small-children",
    "teenagers",
    "empty-nest",
    "retirement",
    "illness",
    "grief",
    "shift-work",
    "when-far-apart",
    "sharing-a-faith",
    "when-you-look-back",
    "if-you-are-unsure",
    "the-first-three-days",
    "when-trust-is-broken",
    "when-to-get-help",
    "intensives",
    "if-i-am-the-one-who-frightens",
];

/// A short text to read.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The name of its file, which stays for ever.
    pub slug: GuideSlug,
    /// Its title.
    pub title: String,
    /// What is in it.
    pub summary: String,
    /// How long it takes to read.
    pub minutes: u16,
    /// Where it stands among the others.
    pub shelf: Shelf,
    /// The signs it is about.
    pub signs: Vec<SignId>,
    /// The causes it is about.
    pub causes: Vec<CauseId>,
    /// One thing to do tonight.
    pub tonight: String,
    /// How well what it says is known.
    pub evidence: Evidence,
    /// Who found that out.
    pub sources: Vec<String>,
    /// The text as it was written.
    pub body: String,
    /// The text as HTML: only paragraphs, headings and lists, and everything else escaped or left out.
    pub html: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
    summary: String,
    minutes: u16,
    shelf: Shelf,
    #[serde(default)]
    about: Vec<About>,
    tonight: String,
    evidence: Evidence,
    #[serde(default)]
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "`about` names signs and causes")]
enum About {
    Sign(SignId),
    Cause(CauseId),
}

impl Guide {
    /// Its place in the index; guides that are not general come last.
    pub(crate) fn place(&self) -> usize {
        GENERAL.iter().position(|slug| self.slug == *slug).unwrap_or(GENERAL.len())
    }

    /// Reads one file of `guides/`: TOML between two lines of `+++`, then Markdown.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, Flaw> {
        let flaw = |text: String| Flaw::new(file, stem(file), "guide file", text);
        let text = text.replace("\r\n", "\n");
        let (front, body) = text
            .strip_prefix("+++\n")
            .and_then(|rest| rest.split_once("\n+++\n"))
            .ok_or_else(|| flaw("begins with no front part between two lines of +++".to_owned()))?;
        let front: Front = toml::from_str(front).map_err(|error| flaw(error.to_string()))?;
        let mut guide = Self {
            slug: stem(file).into(),
            title: front.title,
            summary: front.summary,
            minutes: front.minutes,
            shelf: front.shelf,
            signs: Vec::new(),
            causes: Vec::new(),
            tonight: front.tonight,
            evidence: front.evidence,
            sources: front.sources,
            html: markdown::html(body),
            body: body.trim().to_owned(),
        };
        for about in front.about {
            match about {
                About::Sign(sign) => guide.signs.push(sign),
                About::Cause(cause) => guide.causes.push(cause),
            }
        }
        Ok(guide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str = "title = \"A\"\nsummary = \"B\"\nminutes = 4\nshelf = \"hard\"\nabout = [\"warmth\", \"busy\"]\n\
                         tonight = \"C\"\nevidence = \"some\"\nsources = [\"Reis & Shaver 1988\"]";

    #[test]
    fn a_guide_is_front_part_and_text() {
        let guide = Guide::read("en/guides/why.md", &format!("+++\n{FRONT}\n+++\n\nHello.\n")).unwrap();
        assert_eq!(guide.slug, "why");
        assert_eq!(guide.signs, [SignId::Warmth]);
        assert_eq!(guide.causes, [CauseId::Busy]);
        assert_eq!(guide.html.trim(), "<p>Hello.</p>");
    }

    #[test]
    fn a_guide_without_front_part_is_a_flaw() {
        assert!(Guide::read("en/guides/why.md", "Hello.").is_err());
    }

    #[test]
    fn a_guide_about_nothing_we_know_is_a_flaw() {
        let text = format!("+++\n{}\n+++\nHello.", FRONT.replace("warmth", "weather"));
        let flaw = Guide::read("en/guides/why.md", &text).unwrap_err();
        assert!(flaw.text.contains("signs and causes"), "{flaw}");
    }
}
