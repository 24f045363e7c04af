//! The closed sets of words the data files choose from.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$each])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Each of them, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is written in the data files.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }

            /// The one that is written like this, if there is one.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.as_str() == text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

terms!(
    /// What two may have to settle.
    RepairKind {
        /// They see something differently.
        Disagreement = "disagreement",
        /// Something hurt.
        Hurt = "hurt",
        /// Trust was broken.
        Trust = "trust",
    }
);

terms!(
    /// The part of an inner world a question asks about.
    Domain {
        /// What one is afraid of.
        Fears = "fears",
        /// What one wishes for.
        Hopes = "hopes",
        /// What is hard just now.
        Struggles = "struggles",
        /// What gives joy.
        Joys = "joys",
        /// What goes through one's mind.
        Thoughts = "thoughts",
        /// What one feels.
        Feelings = "feelings",
        /// How the two began.
        Began = "began",
        /// The life the two want together.
        Life = "life",
        /// What belongs to a time of life.
        Seasons = "seasons",
    }
);

impl Domain {
    /// The six parts of an inner world, which are asked about at each depth.
    pub const INNER_WORLD: &[Self] =
        &[Self::Fears, Self::Hopes, Self::Struggles, Self::Joys, Self::Thoughts, Self::Feelings];
}

terms!(
    /// One of the four signs of distance.
    SignId {
        /// I can tell my partner what is going on in me.
        InnerWorld = "inner-world",
        /// We talk about more than schedules.
        DepthOfTalk = "depth-of-talk",
        /// With my partner I feel less alone.
        Company = "company",
        /// The affection between us feels warm.
        Warmth = "warmth",
    }
);

terms!(
    /// One of the five reasons closeness fades.
    CauseId {
        /// Life got busy.
        Busy = "busy",
        /// Conflict made distance.
        Conflict = "conflict",
        /// We stopped being curious.
        Incurious = "incurious",
        /// We each pulled back in our own way.
        Withdrawal = "withdrawal",
        /// The best of us goes elsewhere.
        Elsewhere = "elsewhere",
    }
);

terms!(
    /// What sort of thing a practice is.
    Kind {
        /// Talking and listening.
        Talk = "talk",
        /// Being together without words.
        SideBySide = "side-by-side",
        /// Play, and something new.
        Play = "play",
        /// How the two began.
        Began = "began",
        /// A small kindness.
        Kindness = "kindness",
        /// Affection.
        Touch = "touch",
        /// Mending.
        Repair = "repair",
        /// Rest.
        Rest = "rest",
        /// A life of one's own.
        OwnLife = "own-life",
    }
);

terms!(
    /// Whom it takes.
    Who {
        /// One person.
        Alone = "alone",
        /// Both.
        Together = "together",
        /// It works for one and for two.
        Either = "either",
    }
);

terms!(
    /// How well it is known that something helps.
    Evidence {
        /// Several controlled studies of this very exercise.
        Strong = "strong",
        /// One controlled study, or several good ones over time.
        Some = "some",
        /// Small or indirect studies.
        Early = "early",
        /// Long practice of counsellors, and no good study.
        Wisdom = "wisdom",
    }
);

terms!(
    /// The shortest check-in that asks an item.
    CheckSet {
        /// Weekly, four items.
        Pulse = "pulse",
        /// Every six weeks, twelve items: these and the four.
        Review = "review",
    }
);

terms!(
    /// What a help line helps with.
    HelpKind {
        /// Any kind of deep distress.
        Crisis = "crisis",
        /// Being afraid of, hurt or controlled by somebody close.
        Violence = "violence",
        /// Help for two.
        Couples = "couples",
    }
);

terms!(
    /// The time of life something is made for.
    #[derive(Default)]
    Season {
        /// Any.
        #[default]
        Any = "any",
        /// One or both work in shifts.
        ShiftWork = "shift-work",
        /// There is a small baby.
        NewBaby = "new-baby",
        /// The two live far apart, always or for a while.
        LongDistance = "long-distance",
        /// There are small children.
        SmallChildren = "small-children",
        /// There are teenagers.
        Teenagers = "teenagers",
        /// The children have left home.
        EmptyNest = "empty-nest",
        /// One of the two is ill, or cares for somebody who is.
        Illness = "illness",
        /// Somebody has died.
        Grief = "grief",
        /// Work has ended for one of the two, or for both.
        Retirement = "retirement",
        /// The two share a faith, and like it named.
        Faith = "faith",
    }
);

impl Season {
    /// The slug of the guide to read about it.
    pub fn guide(self) -> &'static str {
        match self {
            Self::Any => "making-time",
            Self::ShiftWork => "shift-work",
            Self::NewBaby => "new-baby",
            Self::LongDistance => "when-far-apart",
            Self::SmallChildren => "small-children",
            Self::Teenagers => "teenagers",
            Self::EmptyNest => "empty-nest",
            Self::Illness => "illness",
            Self::Grief => "grief",
            Self::Retirement => "retirement",
            Self::Faith => "sharing-a-faith",
        }
    }
}

terms!(
    /// How long ago a moment passed that a line can mend.
    After {
        /// Just now.
        Minutes = "minutes",
        /// Earlier today, or last night.
        Hours = "hours",
        /// Some days ago, or longer.
        Days = "days",
    }
);

terms!(
    /// Where in a day a piece of affection belongs.
    TouchGroup {
        /// Hello and goodbye.
        ComingAndGoing = "coming-and-going",
        /// In passing, while something else is done.
        InPassing = "in-passing",
        /// Sitting or standing near each other.
        Near = "near",
        /// On a walk, at a table, among others.
        OutAndAbout = "out-and-about",
        /// When one of the two needs comfort.
        Comfort = "comfort",
        /// Rest, and the edges of the night.
        Rest = "rest",
        /// Play.
        Play = "play",
    }
);

terms!(
    /// Where a guide stands among the others.
    Shelf {
        /// To understand.
        Understand = "understand",
        /// The four signs.
        Sign = "sign",
        /// The five causes.
        Cause = "cause",
        /// Things to do for each other.
        Together = "together",
        /// Clearing what is in the way.
        Mending = "mending",
        /// Closeness of the body.
        Near = "near",
        /// Times of life.
        Season = "season",
        /// When it is hard.
        Hard = "hard",
    }
);

terms!(
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
);

/// How much something asks of a person, from 1 (safe and easy) to 5 (hardly said to anyone).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Depth(u8);

impl Depth {
    /// Each depth, from safe to deep.
    pub const ALL: &[Self] = &[Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The depth as a number.
    pub fn get(self) -> u8 {
        self.0
    }

    /// The depth with this number, from 1 to 5.
    pub fn new(number: u8) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self(number))
    }

    /// Whether this is deep enough that only the private half may be suggested.
    pub fn is_deep(self) -> bool {
        self.0 >= 3
    }
}

impl TryFrom<u8> for Depth {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::new(number).ok_or_else(|| format!("depth is {number}, and must be 1 to 5"))
    }
}

impl From<Depth> for u8 {
    fn from(depth: Depth) -> Self {
        depth.0
    }
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_reads_back_as_itself() {
        assert!(Domain::ALL.iter().all(|each| Domain::parse(each.as_str()) == Some(*each)));
        assert!(Kind::ALL.iter().all(|each| Kind::parse(each.as_str()) == Some(*each)));
        assert_eq!(SignId::parse("sideways"), None);
    }

    #[test]
    fn a_depth_is_one_to_five() {
        assert_eq!(Depth::new(0), None);
        assert_eq!(Depth::new(6), None);
        assert_eq!(Depth::ALL.iter().map(|depth| depth.get()).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }
}
