//! The one error of this crate: the named ways in which something is not opened or not believed.

use core::fmt;

/// Why a verb of the vault refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refused {
    /// The key is not the one this was sealed under (the commitment differs): a wrong passphrase, PIN or cookie.
    WrongKey,
    /// The bytes are not what was sealed: a bit changed, or it was sealed for another place.
    Altered,
    /// A key does not match the commitment that was promised for it.
    BadCommitment,
    /// A signature or its certificate does not hold.
    BadSignature,
    /// The format version, suite or fold version is not one this code reads.
    WrongVersion,
    /// There are fewer bytes than the format needs.
    Truncated,
    /// There are more bytes than the format allows.
    TooLong,
    /// The bytes do not follow the format although their length may be right.
    Malformed,
    /// Its time is over.
    Expired,
    /// It is addressed to another identity.
    NotForYou,
    /// It was made by another identity than the one expected.
    NotFromThem,
    /// It belongs to another space than the key.
    WrongSpace,
    /// It belongs to another epoch than the key.
    WrongEpoch,
    /// The check characters of a typed code do not fit: a typing slip.
    Mistyped,
    /// The Argon2 cost is outside of what can be computed here, or memory ran out.
    BadCost,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongKey => "the key is not the right one",
            Self::Altered => "the bytes were altered",
            Self::BadCommitment => "the key is not the promised one",
            Self::BadSignature => "the signature does not hold",
            Self::WrongVersion => "the version is not known here",
            Self::Truncated => "bytes are missing",
            Self::TooLong => "there are too many bytes",
            Self::Malformed => "the bytes do not follow the format",
            Self::Expired => "its time is over",
            Self::NotForYou => "it is addressed to another identity",
            Self::NotFromThem => "it comes from another identity",
            Self::WrongSpace => "it belongs to another space",
            Self::WrongEpoch => "it belongs to another epoch",
            Self::Mistyped => "the code was mistyped",
            Self::BadCost => "the cost cannot be computed here",
        })
    }
}

impl core::error::Error for Refused {}
