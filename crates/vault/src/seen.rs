//! The heads a person has seen, in a cookie that the host cannot be tricked by: it notices a log that went back.
//!
//! `text = base64url(box of (space ‖ seq ‖ hash8)*)`, sealed to the account. It is sealed because the person must not read
//! it either: how long a shared log is tells what the other one does.

use crate::{Chance, Head, Id, Refused, Seen, boxed, bytes::Reader, secret::secret};
use base64ct::{Base64UrlUnpadded, Encoding};

const LABEL: &str = "toward/v1/seen";
/// What a box adds.
const BOX: usize = 1 + 32 + 24 + 16;

/// More spaces than this do not fit a cookie; the first ones are kept.
pub const MOST: usize = 64;

secret! {
    /// The host's secret under which seen heads are sealed.
    SeenKey, 32
}

/// The cookie's text for what an account has seen.
pub fn mint(
    key: &SeenKey,
    account: &Id,
    heads: &[(Id, Seen)],
    chance: &mut Chance,
) -> Result<String, Refused> {
    let mut list = Vec::new();
    for (space, seen) in heads.iter().take(MOST) {
        list.extend_from_slice(space);
        list.extend_from_slice(&seen.seq.to_be_bytes());
        list.extend_from_slice(&seen.hash);
    }
    let sealed = boxed::seal(key.bytes(), LABEL, &[account], &list, chance)?;
    Ok(Base64UrlUnpadded::encode_string(&sealed))
}

/// What the account had seen, if the text was minted for it under this key.
pub fn check(key: &SeenKey, account: &Id, text: &str) -> Result<Vec<(Id, Seen)>, Refused> {
    if text.len() > 4 * (MOST * 32 + BOX).div_ceil(3) {
        return Err(Refused::TooLong);
    }
    let sealed = Base64UrlUnpadded::decode_vec(text).map_err(|_| Refused::Malformed)?;
    let list = boxed::open(key.bytes(), LABEL, &[account], &sealed)?;
    let mut reader = Reader::new(&list);
    let mut heads = Vec::new();
    while !reader.is_empty() {
        heads.push((reader.array()?, Seen { seq: reader.u64()?, hash: reader.array()? }));
    }
    Ok(heads)
}

impl Seen {
    /// Whether a chain hash at the same sequence is the one that was seen.
    pub fn agrees(&self, head: &Head) -> bool {
        Self::from(head) == *self
    }
}
