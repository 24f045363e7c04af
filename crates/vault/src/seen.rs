//! The heads a person has seen, in a cookie that the host cannot be tricked by: it notices a log that went back.
//!
//! `text = base64url(0x01 ‖ (space ‖ seq ‖ hash8)* ‖ HMAC(key, "toward/v1/seen", account, list) cut to 16 bytes)`.

use crate::{Head, Id, Refused, Seen, bytes::Reader, framed::mac16, primitives::same, secret::secret};
use base64ct::{Base64UrlUnpadded, Encoding};

const VERSION: u8 = 1;

/// More spaces than this do not fit a cookie; the first ones are kept.
pub const MOST: usize = 64;

secret! {
    /// The host's secret under which seen heads are vouched for.
    SeenKey, 32
}

/// The cookie's text for what an account has seen.
pub fn mint(key: &SeenKey, account: &Id, heads: &[(Id, Seen)]) -> String {
    let mut out = vec![VERSION];
    for (space, seen) in heads.iter().take(MOST) {
        out.extend_from_slice(space);
        out.extend_from_slice(&seen.seq.to_be_bytes());
        out.extend_from_slice(&seen.hash);
    }
    let tag = mac16(key.bytes(), "toward/v1/seen", &[account, &out]);
    out.extend_from_slice(&tag);
    Base64UrlUnpadded::encode_string(&out)
}

/// What the account had seen, if the text was minted for it under this key.
pub fn check(key: &SeenKey, account: &Id, text: &str) -> Result<Vec<(Id, Seen)>, Refused> {
    if text.len() > 4 * (MOST * 32 + 17).div_ceil(3) {
        return Err(Refused::TooLong);
    }
    let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| Refused::Malformed)?;
    let (list, tag) = bytes.split_last_chunk::<16>().ok_or(Refused::Truncated)?;
    if !same(&mac16(key.bytes(), "toward/v1/seen", &[account, list]), tag) {
        return Err(Refused::Altered);
    }
    let mut reader = Reader::new(list);
    if reader.u8()? != VERSION {
        return Err(Refused::WrongVersion);
    }
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
