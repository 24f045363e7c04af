//! What bytes mean as text.

use std::borrow::Cow;

/// The bytes as UTF-8 where a byte order mark says that they are UTF-16, and else as they are. Only the first `most`
/// bytes are turned.
pub(crate) fn utf8(bytes: &[u8], most: usize) -> Cow<'_, [u8]> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(bytes),
    };
    let pairs = bytes.get(2..).unwrap_or_default().chunks_exact(2).take(most / 2);
    let units = pairs.filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(unit);
    let text: String =
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Cow::Owned(text.into_bytes())
}
