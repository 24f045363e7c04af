//! Identifiers. Newtypes, so that a person can never stand where a question should.

use serde::{Deserialize, Serialize};

/// One human with one account.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub [u8; 16]);

impl std::fmt::Debug for PersonId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonId(…)")
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

text_id! {
    /// A question of the library (`fears-1-01`), or one of the couple's own (`own-…`).
    QuestionId
}
text_id! {
    /// A practice of the library.
    PracticeId
}
text_id! {
    /// A ritual of the couple's, or of one person's own.
    RitualId
}
text_id! {
    /// An agreement of the couple's, or of one person's own.
    AgreementId
}
text_id! {
    /// A first step of one person's.
    StepId
}
text_id! {
    /// A repair of the couple's.
    RepairId
}
text_id! {
    /// A piece of affection of the library.
    TouchId
}
text_id! {
    /// A calendar a person brought in.
    CalendarId
}

/// A person as 16 bytes: there are hundreds of them in a snapshot, and a list of numbers takes twice the room.
pub(crate) mod person_bytes {
    use serde::{Deserializer, Serializer, de};

    use crate::PersonId;

    pub(crate) fn serialize<S: Serializer>(person: &PersonId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&person.0)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PersonId, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = PersonId;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("16 bytes")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<PersonId, E> {
                bytes.try_into().map(PersonId).map_err(|_| E::invalid_length(bytes.len(), &self))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
