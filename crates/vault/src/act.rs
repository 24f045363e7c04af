//! Act ids: the one token of a form that stops forgery and doubles, and becomes the first event's id.
//!
//! `text = base64url(id ‖ HMAC(key, "toward/v1/act", id) cut to 16 bytes)`: 43 characters.

use crate::{Id, bytes::Reader, framed::mac16, primitives::same, secret::secret};
use base64ct::{Base64UrlUnpadded, Encoding};

secret! {
    /// The key under which act ids are made: a session's own, or the form key before sign-in.
    ActKey, 32
}

/// The text of an act id for a form.
pub fn mint(key: &ActKey, id: Id) -> String {
    let tag = mac16(key.bytes(), "toward/v1/act", &[&id]);
    Base64UrlUnpadded::encode_string(&[id, tag].concat())
}

/// The id, if the text was minted under this key.
pub fn check(key: &ActKey, text: &str) -> Option<Id> {
    let mut bytes = [0; 32];
    let read = Base64UrlUnpadded::decode(text, &mut bytes).ok()?;
    let mut reader = Reader::new(read);
    let (id, tag) = (reader.array().ok()?, reader.array::<16>().ok()?);
    reader.end().ok()?;
    same(&mac16(key.bytes(), "toward/v1/act", &[&id]), &tag).then_some(id)
}
