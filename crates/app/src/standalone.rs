//! Pages that somebody saves and opens from their own disk: they bring their style along, because nothing else is there.
//!
//! Invariant: they name no address of ours and load nothing.

/// The style of a file to keep. It stands in the file itself; what our policy forbids on a page of ours has no meaning
/// there, and a file that asked this server for its style would tell it when it is read.
pub(crate) const STYLE: &str = concat!("<style>", include_str!("../static/kept.css"), "</style>");
