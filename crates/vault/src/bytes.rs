//! Reading and writing fixed layouts: big-endian numbers, no varints, every length checked.

use crate::Refused;

/// Walks over borrowed bytes and refuses instead of reading past the end.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn take(&mut self, n: usize) -> Result<&'a [u8], Refused> {
        let (head, tail) = self.0.split_at_checked(n).ok_or(Refused::Truncated)?;
        self.0 = tail;
        Ok(head)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        let (head, tail) = self.0.split_first_chunk::<N>().ok_or(Refused::Truncated)?;
        self.0 = tail;
        Ok(*head)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Refused> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Refused> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    pub(crate) fn u64(&mut self) -> Result<u64, Refused> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    pub(crate) fn i64(&mut self) -> Result<i64, Refused> {
        Ok(i64::from_be_bytes(self.array()?))
    }

    /// Reads what `put_long` wrote.
    pub(crate) fn long(&mut self) -> Result<&'a [u8], Refused> {
        let n = usize::try_from(self.u32()?).map_err(|_| Refused::TooLong)?;
        self.take(n)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn rest(self) -> &'a [u8] {
        self.0
    }

    /// Refuses bytes that nobody asked for.
    pub(crate) fn end(self) -> Result<(), Refused> {
        if self.0.is_empty() { Ok(()) } else { Err(Refused::TooLong) }
    }
}

/// Appends a `u32` length and the bytes.
pub(crate) fn put_long(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Refused> {
    let n = u32::try_from(bytes.len()).map_err(|_| Refused::TooLong)?;
    out.extend_from_slice(&n.to_be_bytes());
    out.extend_from_slice(bytes);
    Ok(())
}
