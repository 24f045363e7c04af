//! What is sealed, or says who did what, prints dots: a record that strays into a log tells nothing.

use crate::*;

macro_rules! dots {
    ($($name:ident)*) => {
        $(impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        })*
    };
}

dots! {
    Account Act Append Chapter Effect EventRow Expect Feed Gate Grant Invite Letter OpenSpace Opened Pin Recovery Row
    SealedRow SeenSide Session Sessions Snapshot Store Wrap Write
}
