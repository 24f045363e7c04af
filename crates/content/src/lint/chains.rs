//! *Easier* and *deeper* lead from one practice to another, and must lead somewhere.

use crate::{Flaw, Library, Practice, PracticeId};

/// Chains that turn back on themselves, and steps that go the wrong way.
pub fn chains(library: &Library) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for practice in &library.practices {
        wrong_way(library, practice, &mut flaws);
        circle(library, practice, "easier", |each| each.easier.as_ref(), &mut flaws);
        circle(library, practice, "deeper", |each| each.deeper.as_ref(), &mut flaws);
    }
    flaws
}

fn wrong_way(library: &Library, practice: &Practice, flaws: &mut Vec<Flaw>) {
    let mut check = |next: Option<&PracticeId>, way: &str, wrong: fn(&Practice, &Practice) -> bool| {
        if let Some(next) = next.and_then(|id| library.practice(id.as_str()))
            && wrong(practice, next)
        {
            let text =
                format!("{way} leads from depth {} to {} at depth {}", practice.depth, next.id, next.depth);
            flaws.push(Flaw::new(&*practice.file, practice.id.as_str(), "chain", text));
        }
    };
    check(practice.easier.as_ref(), "easier", |here, there| there.depth > here.depth);
    check(practice.deeper.as_ref(), "deeper", |here, there| there.depth < here.depth);
}

fn circle(
    library: &Library,
    start: &Practice,
    way: &str,
    next: fn(&Practice) -> Option<&PracticeId>,
    flaws: &mut Vec<Flaw>,
) {
    let mut here = start;
    // A chain without a circle is never longer than the list of practices.
    for _ in 0..library.practices.len() {
        match next(here).and_then(|id| library.practice(id.as_str())) {
            Some(there) if there.id == start.id => {
                let text = format!("{way} comes back to where it began");
                flaws.push(Flaw::new(&*start.file, start.id.as_str(), "circle", text));
                return;
            }
            Some(there) => here = there,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{found, practices};
    use super::*;

    #[test]
    fn a_chain_that_comes_back_is_a_circle() {
        let library = practices(&[
            "id = 'a'\ndeeper = 'b'",
            "id = 'b'\ndeeper = 'c'",
            "id = 'c'\ndeeper = 'b'",
            "id = 'd'\neasier = 'd'",
        ]);
        assert_eq!(found(&chains(&library)), [("b", "circle"), ("c", "circle"), ("d", "circle")]);
    }

    #[test]
    fn easier_may_not_be_deeper_nor_deeper_easier() {
        let library = practices(&[
            "id = 'low'\ndepth = 1\neasier = 'high'",
            "id = 'high'\ndepth = 4\ndeeper = 'low'",
            "id = 'good'\ndepth = 2\neasier = 'low'\ndeeper = 'high'",
        ]);
        assert_eq!(found(&chains(&library)), [("low", "chain"), ("high", "chain")]);
    }
}
