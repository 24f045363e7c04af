use crate::{Hash, Id};

/// One argument of a statement, in the few shapes both engines know.
#[derive(Clone)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Blob(Option<Vec<u8>>),
}

/// The arguments of a statement in the order of their numbers.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::Value::from($value)),*] };
}
pub(crate) use args;

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}

impl From<u64> for Value {
    // No log reaches 2^63 events; saturating keeps a nonsense number a mere mismatch.
    fn from(value: u64) -> Self {
        Self::Int(Some(i64::try_from(value).unwrap_or(i64::MAX)))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Blob(Some(value.to_vec()))
    }
}

impl From<&Vec<u8>> for Value {
    fn from(value: &Vec<u8>) -> Self {
        Self::from(value.as_slice())
    }
}

impl From<&Id> for Value {
    fn from(value: &Id) -> Self {
        Self::from(value.as_slice())
    }
}

impl From<&Hash> for Value {
    fn from(value: &Hash) -> Self {
        Self::from(value.as_slice())
    }
}

impl From<&[u8; 64]> for Value {
    fn from(value: &[u8; 64]) -> Self {
        Self::from(value.as_slice())
    }
}

impl From<&Option<Id>> for Value {
    fn from(value: &Option<Id>) -> Self {
        Self::Blob(value.map(|id| id.to_vec()))
    }
}

impl From<&Option<Vec<u8>>> for Value {
    fn from(value: &Option<Vec<u8>>) -> Self {
        Self::Blob(value.clone())
    }
}
