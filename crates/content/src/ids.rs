//! Ids of the library's entries: each its own type, so that one is never taken for another.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as it is written in the data files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        // Lets a map keyed by the id be asked with a plain text from a form or an event.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// Names a question, as in `fears-1-01`.
    QuestionId
);
id!(
    /// Names a practice, as in `walk-without-phones`.
    PracticeId
);
id!(
    /// Names one tiny thing, as in `tiny-look-up`.
    TinyId
);
id!(
    /// Names a guide by the name of its file.
    GuideSlug
);
id!(
    /// Names an item of the check-in.
    CheckinItemId
);
id!(
    /// Names a prompt for a talk.
    TalkId
);
id!(
    /// Names a letter.
    LetterId
);
id!(
    /// Names a week of a path.
    WeekId
);
id!(
    /// Names a day of a path.
    DayId
);
id!(
    /// Names a way to go on after a path.
    EndingId
);
id!(
    /// Names a ritual template, as in `morning-coffee`.
    TemplateId
);
id!(
    /// Names a place or a time without screens.
    ScreenFreeId
);
id!(
    /// Names a courtesy line.
    CourtesyId
);
id!(
    /// Names a card for a time without screens.
    CardId
);
id!(
    /// Names a closing question.
    ClosingId
);
id!(
    /// Names something people need from others.
    NeedId
);
id!(
    /// Names a scene.
    SceneId
);
id!(
    /// Names a rung of the ladder, as in `small`.
    RungId
);
id!(
    /// Names a line on listening or preparing.
    StepLineId
);
id!(
    /// Names a way to answer, as in `need-time`.
    AnswerId
);
id!(
    /// Names a piece of affection, as in `hand-on-the-back`.
    TouchId
);
id!(
    /// Names a line that mends a moment which has passed.
    MendId
);
id!(
    /// Names a way to begin a thank-you.
    NoticedId
);
id!(
    /// Names a kindness in secret.
    KindnessId
);
id!(
    /// Names a slip to hide.
    CupId
);
id!(
    /// Names one of the sides from which somebody prepares to settle something, as in `was-hurt`.
    SideId
);
id!(
    /// Names a step of preparing, or a part of the seven minutes as a friend.
    PrepareId
);
id!(
    /// Names a line to say or to begin with.
    LineId
);

id!(
    /// Names an agreement or some warmth of the page on being near.
    NearId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_text() {
        let id = PracticeId::from("walk-without-phones");
        assert_eq!(id, "walk-without-phones");
        assert_eq!(id.to_string(), "walk-without-phones");
    }
}
