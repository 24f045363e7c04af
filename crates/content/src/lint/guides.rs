use crate::markdown;
use crate::{Flaw, Library};

/// Guides that use more than paragraphs, headings and lists, or that do not end in something to do.
pub fn guides(library: &Library) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for guide in &library.guides {
        let mut flaw = |text: &str| {
            flaws.push(Flaw::new(format!("en/guides/{}.md", guide.slug), guide.slug.as_str(), "guide", text));
        };
        markdown::oddities(&guide.body).into_iter().for_each(&mut flaw);
        if guide.tonight.trim().is_empty() {
            flaw("has nothing to do tonight");
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, library};
    use super::*;

    fn guide(tonight: &str, body: &str) -> Library {
        let front = format!(
            "title = ''\nsummary = ''\nminutes = 1\nshelf = 'hard'\ntonight = '{tonight}'\nevidence = 'wisdom'"
        );
        library(&[("guides/a.md", &format!("+++\n{front}\n+++\n{body}"))])
    }

    #[test]
    fn raw_html_and_links_are_refused() {
        assert!(!guides(&guide("Rest.", "Hello <b>you</b>")).is_empty());
        assert!(!guides(&guide("Rest.", "<script>x</script>")).is_empty());
        assert!(!guides(&guide("Rest.", "[a](https://b.example)")).is_empty());
        assert_eq!(guides(&guide("Rest.", "## One\n\nTwo.\n\n- three")), []);
    }

    #[test]
    fn a_guide_ends_in_something_to_do() {
        assert_eq!(found(&guides(&guide(" ", "One."))), [("a", "guide")]);
    }
}
