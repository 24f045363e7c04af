use crate::{Flaw, Library, Practice, Who};

/// Practices that one alone can do nothing of, though they need two, go deep, mend or touch.
pub fn alone_half(library: &Library) -> Vec<Flaw> {
    let needs = |each: &&Practice| each.who == Who::Together || each.is_careful();
    let lacks = |each: &&Practice| each.alone.as_deref().is_none_or(|alone| alone.trim().is_empty());
    library
        .practices
        .iter()
        .filter(needs)
        .filter(lacks)
        .map(|each| Flaw::new(&*each.file, each.id.as_str(), "alone half", "has no private half"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, practices};
    use super::*;

    #[test]
    fn a_practice_for_two_or_a_deep_one_needs_a_private_half() {
        let library = practices(&[
            "id = 'both'\nwho = 'together'\nalone = ''",
            "id = 'deep'\ndepth = 3\nalone = ' '",
            "id = 'mend'\nkind = 'repair'\nalone = ''",
            "id = 'hold'\nkind = 'touch'\nalone = ''",
            "id = 'easy'\nalone = ''",
            "id = 'whole'\nwho = 'together'",
        ]);
        let ids: Vec<_> = alone_half(&library).into_iter().map(|flaw| flaw.id).collect();
        assert_eq!(ids, ["both", "deep", "mend", "hold"]);
        assert_eq!(found(&alone_half(&library))[0].1, "alone half");
    }
}
