use std::borrow::Cow;

use fluent_bundle::FluentValue;

/// Something a message is given to speak about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A piece of text, put in as it is.
    Text(&'a str),
    /// A whole number, which may also choose the plural.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

macro_rules! number {
    ($($kind:ty)+) => {
        $(impl From<$kind> for Arg<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(i64::from(number))
            }
        })+
    };
}
number!(u8 u16 u32 i16 i32 i64);

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl Arg<'_> {
    pub(super) fn value(&self) -> FluentValue<'_> {
        match self {
            // Not `FluentValue::try_number`: a text that looks like a number stays as it was written.
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}
