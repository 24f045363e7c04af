//! Hiding how long something is: powers of two from 512 B to 8 KiB, then PADMÉ.
//!
//! `padded = u32 length ‖ content ‖ zeros`. PADMÉ (Nikitin et al., *Reducing Metadata Leakage from Encrypted
//! Files and Communication with PURBs*, 2019) keeps about log₂ log₂ n bits of the length and costs at most 12 %.

use crate::{Refused, bytes::Reader};
use zeroize::Zeroizing;

/// The most that is sealed in one piece: 64 MiB.
pub const MOST: usize = 64 << 20;

/// The length to which `length` bytes are padded.
pub fn padded(length: usize) -> usize {
    if length <= 8192 { length.next_power_of_two().max(512) } else { padme(length) }
}

/// PADMÉ: the mantissa of the length keeps as many bits as its exponent has, rounded up.
fn padme(length: usize) -> usize {
    let exponent = length.ilog2();
    let kept = exponent.checked_ilog2().unwrap_or(0) + 1;
    let mask = (1usize << exponent.saturating_sub(kept)) - 1;
    length.saturating_add(mask) & !mask
}

/// Puts the length before and zeros behind.
pub fn pad(content: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    if content.len() > MOST {
        return Err(Refused::TooLong);
    }
    let length = u32::try_from(content.len()).map_err(|_| Refused::TooLong)?;
    let whole = padded(content.len() + 4);
    let mut out = Zeroizing::new(Vec::with_capacity(whole));
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(content);
    out.resize(whole, 0);
    Ok(out)
}

/// The content of padded bytes; refuses any other padding than the one `pad` makes.
pub fn unpad(padded_bytes: &[u8]) -> Result<&[u8], Refused> {
    let mut reader = Reader::new(padded_bytes);
    let content = reader.long()?;
    let canonical = padded(content.len() + 4) == padded_bytes.len();
    if canonical && reader.rest().iter().all(|byte| *byte == 0) {
        Ok(content)
    } else {
        Err(Refused::Malformed)
    }
}
