use crate::{Evidence, Flaw, Library};

/// Grades of evidence that the named sources do not carry.
pub fn evidence(library: &Library) -> Vec<Flaw> {
    let practices = library.practices.iter().filter_map(|each| {
        let text = wrong(each.evidence, &[&each.source])?;
        Some(Flaw::new(&*each.file, each.id.as_str(), "evidence", text))
    });
    let guides = library.guides.iter().filter_map(|each| {
        let sources: Vec<&str> = each.sources.iter().map(String::as_str).collect();
        let text = wrong(each.evidence, &sources)?;
        Some(Flaw::new(format!("en/guides/{}.md", each.slug), each.slug.as_str(), "evidence", text))
    });
    let rituals = library.rituals.iter().filter_map(|each| {
        let text = wrong(each.evidence, &[&each.source])?;
        Some(Flaw::new("en/rituals.toml", each.id.as_str(), "evidence", text))
    });
    let presence = library.presence.zones.iter().chain(&library.presence.times).filter_map(|each| {
        let text = wrong(each.evidence, &[&each.source])?;
        Some(Flaw::new("en/presence.toml", each.id.as_str(), "evidence", text))
    });
    let paths = library.repair.paths.iter().map(|path| (path.id.as_str(), path.evidence, &path.source));
    let friend = library.repair.friend.iter().map(|friend| ("friend", friend.evidence, &friend.source));
    let settling = paths.chain(friend).filter_map(|(id, grade, source)| {
        Some(Flaw::new("en/repair.toml", id, "evidence", wrong(grade, &[source])?))
    });
    let near = library.near.agreement.iter().filter_map(|each| {
        let text = wrong(each.evidence, &[&each.source])?;
        Some(Flaw::new("en/near.toml", each.id.as_str(), "evidence", text))
    });
    let both = library.both.weeks.iter().filter_map(|each| {
        let text = wrong(each.evidence, &[&each.source])?;
        Some(Flaw::new("en/both.toml", each.id.as_str(), "evidence", text))
    });
    let steps = library.steps.rungs.iter().filter_map(|each| {
        let text = wrong(each.evidence, &[&each.source])?;
        Some(Flaw::new("en/steps.toml", each.id.as_str(), "evidence", text))
    });
    let more = presence.chain(near).chain(both).chain(steps).chain(settling);
    practices.chain(guides).chain(rituals).chain(more).collect()
}

fn wrong(grade: Evidence, sources: &[&str]) -> Option<String> {
    if sources.is_empty() || sources.iter().any(|source| source.trim().is_empty()) {
        return Some("names no source".to_owned());
    }
    let studies: usize = sources.iter().map(|source| years(source)).sum();
    let review = sources.iter().any(|source| source.contains("review") || source.contains("meta"));
    let least = match grade {
        Evidence::Wisdom => 0,
        Evidence::Early | Evidence::Some => 1,
        Evidence::Strong => 2,
    };
    if studies < least && !(review && studies > 0) {
        return Some(format!(
            "is graded {grade}, and names {studies} of at least {least} studies with a year"
        ));
    }
    if grade == Evidence::Wisdom && studies == 0 && !sources.iter().any(|source| source.contains("practice"))
    {
        return Some("is graded wisdom, and does not say whose practice it is".to_owned());
    }
    None
}

/// How many years of publication a source names.
fn years(source: &str) -> usize {
    source
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse::<u16>().ok())
        .filter(|year| (1900..=2026).contains(year))
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, practices, rituals};
    use super::*;

    #[test]
    fn a_grade_must_be_carried_by_its_sources() {
        let library = practices(&[
            "id = 'none'\nsource = ''",
            "id = 'vague'\nevidence = 'some'\nsource = 'Studies show it'",
            "id = 'bold'\nevidence = 'strong'\nsource = 'Aron et al. 1997'",
            "id = 'whose'\nevidence = 'wisdom'\nsource = 'Everybody knows'",
            "id = 'good'\nevidence = 'strong'\nsource = 'Aron et al. 1997; Algoe 2010'",
            "id = 'plain'\nevidence = 'wisdom'\nsource = 'Counsellors’ practice'",
        ]);
        let ids: Vec<_> = evidence(&library).into_iter().map(|flaw| flaw.id).collect();
        assert_eq!(ids, ["none", "vague", "bold", "whose"]);
        assert_eq!(found(&evidence(&library))[0].1, "evidence");
    }

    #[test]
    fn a_template_names_its_source_too() {
        let library = rituals(&["id = 'vague'\nevidence = 'some'", "id = 'plain'"]);
        assert_eq!(found(&evidence(&library)), [("vague", "evidence")]);
    }

    #[test]
    fn a_year_is_four_digits_of_a_likely_time() {
        assert_eq!(years("Aron et al. 1997; Reis & Shaver 1988 (J 36, 1024)"), 2);
    }
}
