//! Requests that cannot be read: the HTTP library answers them by itself, before any page is asked, with a bare status.
//! Those answers get the headers of every other one on their way out.
//!
//! Invariant: what a page answered passes through unchanged.

use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// No bare answer of the library is longer.
const LONGEST: usize = 256;

/// A connection whose bare answers are dressed.
pub(crate) struct Dressed<S> {
    stream: S,
    /// The headers of every answer, as lines.
    headers: Arc<str>,
    /// What is on its way in place of a bare answer, and how much of it has gone.
    instead: Option<(Vec<u8>, usize)>,
}

impl<S> Dressed<S> {
    /// Dresses the bare answers that are written to a stream in these headers.
    pub(crate) fn new(stream: S, headers: Arc<str>) -> Self {
        Self { stream, headers, instead: None }
    }
}

/// What goes out in place of an answer that the library gave by itself; nothing, if it is one of ours, which are longer
/// than any of its own.
fn dressed(written: &[u8], headers: &str) -> Option<Vec<u8>> {
    let head = std::str::from_utf8(written).ok().filter(|head| head.len() <= LONGEST)?;
    let (status, rest) = head.split_once("\r\n")?;
    let bare = status.starts_with("HTTP/1.1 4") && rest.ends_with("\r\n\r\n");
    bare.then(|| format!("{status}\r\n{headers}{rest}").into_bytes())
}

impl<S: AsyncWrite + Unpin> Dressed<S> {
    /// Writes what goes out in place of `written`; says that all of that went once all of this did.
    fn write_instead(&mut self, context: &mut Context<'_>, written: &[u8]) -> Poll<Result<usize>> {
        while let Some((bytes, gone)) = &mut self.instead {
            let left = bytes.get(*gone..).unwrap_or_default();
            if left.is_empty() {
                self.instead = None;
                break;
            }
            *gone += ready!(Pin::new(&mut self.stream).poll_write(context, left))?;
        }
        Poll::Ready(Ok(written.len()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Dressed<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Dressed<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        if self.instead.is_none() {
            self.instead = dressed(bytes, &self.headers).map(|instead| (instead, 0));
        }
        match self.instead {
            Some(_) => self.write_instead(context, bytes),
            None => Pin::new(&mut self.stream).poll_write(context, bytes),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        all: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        // A bare answer has no body, so it is the only piece.
        match all {
            [only] => self.poll_write(context, only),
            _ => Pin::new(&mut self.stream).poll_write_vectored(context, all),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_answer_is_dressed_and_one_of_ours_is_left_alone() {
        let headers = "x: y\r\n";
        let bare = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\r\n";
        let out = dressed(bare, headers).map(|out| String::from_utf8(out).unwrap());
        let want = "HTTP/1.1 431 Request Header Fields Too Large\r\nx: y\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(out.as_deref(), Some(want));
        let long = format!("HTTP/1.1 400 Bad Request\r\n{}\r\n\r\n", "h: v\r\n".repeat(LONGEST));
        let ours = [
            "HTTP/1.1 200 OK\r\n\r\n",
            "<!doctype html>",
            "HTTP/1.1 400 Bad Request\r\n\r\nwords",
            "",
            &long,
        ];
        for ours in ours {
            assert_eq!(dressed(ours.as_bytes(), headers), None, "{ours}");
        }
    }
}
