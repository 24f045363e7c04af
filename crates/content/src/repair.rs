//! Settling something: what each writes alone, what is said in turns, what is heard, agreed and made good.
//!
//! Invariant: each path says for whom it is not, before it says anything else.

use serde::Deserialize;

use crate::{Evidence, LineId, PrepareId, RepairKind, SideId};

/// What there is for settling something.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// A path for a disagreement, for a hurt, and for broken trust.
    #[serde(default, rename = "path")]
    pub paths: Vec<RepairPath>,
    /// What to say when it gets too much.
    #[serde(default, rename = "pause")]
    pub pauses: Vec<Line>,
    /// How to begin to write what one heard.
    #[serde(default)]
    pub heard: Vec<Line>,
    /// How to begin to write what is agreed.
    #[serde(default)]
    pub agree: Vec<Line>,
    /// What making good is like.
    #[serde(default)]
    pub amends: Vec<Line>,
    /// The first days after an affair came out.
    #[serde(default, rename = "day")]
    pub days: Vec<FirstDay>,
    /// Seven minutes as a friend of both.
    pub friend: Option<AsAFriend>,
}

impl Repair {
    /// The path of this kind.
    pub fn path(&self, kind: RepairKind) -> Option<&RepairPath> {
        self.paths.iter().find(|path| path.id == kind)
    }

    /// The side with this id, and the path it is of.
    pub fn side(&self, id: &str) -> Option<(&RepairPath, &Side)> {
        let sides = |path: &RepairPath| path.sides.iter().position(|side| side.id == *id);
        let (path, at) = self.paths.iter().find_map(|path| Some((path, sides(path)?)))?;
        Some((path, path.sides.get(at)?))
    }
}

/// One of the three paths.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepairPath {
    /// Of what kind it is.
    pub id: RepairKind,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub lead: String,
    /// For whom it is not.
    pub not: String,
    /// When a person helps more than a page.
    pub human: String,
    /// What is known about it.
    pub why: String,
    /// How well that is known.
    pub evidence: Evidence,
    /// Who found it out.
    pub source: String,
    /// For the one who speaks.
    pub speaker: Vec<String>,
    /// For the one who listens.
    pub listener: Vec<String>,
    /// The sides from which one can prepare.
    #[serde(rename = "side")]
    pub sides: Vec<Side>,
}

/// One side of a path, from which somebody prepares alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Its id, which stays for ever: what was written is found by it.
    pub id: SideId,
    /// How somebody says that it is theirs.
    pub name: String,
    /// What to know before writing.
    pub lead: String,
    /// What to write about.
    #[serde(rename = "step")]
    pub steps: Vec<Prepare>,
}

impl Side {
    /// The step with this id.
    pub fn step(&self, id: &str) -> Option<&Prepare> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The step after this one.
    pub fn after(&self, id: &str) -> Option<&Prepare> {
        self.steps.iter().skip_while(|step| step.id != *id).nth(1)
    }
}

/// One question to write about, alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepare {
    /// Its id, which stays for ever: what was written is found by it.
    pub id: PrepareId,
    /// The question.
    pub ask: String,
    /// What may help to answer it.
    pub hint: String,
}

/// A line to say, to begin with, or to think of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its id, which stays for ever.
    pub id: LineId,
    /// The line.
    pub text: String,
}

/// One thing for the first days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstDay {
    /// Its id, which stays for ever.
    pub id: LineId,
    /// Its name.
    pub title: String,
    /// What it means.
    pub text: String,
}

/// Seven minutes in which one tells a disagreement as a friend of both would.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsAFriend {
    /// Its name.
    pub title: String,
    /// What it is.
    pub lead: String,
    /// What does not belong in it.
    pub not: String,
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// What is known about it.
    pub why: String,
    /// How well that is known.
    pub evidence: Evidence,
    /// Who found it out.
    pub source: String,
    /// What to write.
    #[serde(rename = "part")]
    pub parts: Vec<Prepare>,
}

#[cfg(test)]
mod tests {
    use crate::{Library, RepairKind};

    #[test]
    fn paths_sides_and_steps_are_found_by_their_ids() {
        let repair = &Library::english().repair;
        assert!(RepairKind::ALL.iter().all(|kind| repair.path(*kind).is_some()));
        for (path, side) in
            repair.paths.iter().flat_map(|path| path.sides.iter().map(move |side| (path, side)))
        {
            let (of, found) = repair.side(side.id.as_str()).unwrap();
            assert_eq!((of.id, &found.id), (path.id, &side.id));
            assert!(side.steps.iter().all(|step| side.step(step.id.as_str()).is_some()));
            let after: Vec<_> = side.steps.iter().filter_map(|step| side.after(step.id.as_str())).collect();
            assert_eq!(after.len() + 1, side.steps.len());
            assert!(side.steps.iter().skip(1).zip(after).all(|(next, after)| next.id == after.id));
        }
        assert!(repair.side("nobody").is_none());
    }
}
