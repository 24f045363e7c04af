//! Forms that come with files: who may send one, how long it may be, and what is in it.
//!
//! Invariant: nothing that came is written to the disk, and no name of a file is looked at.

use app::{Method, Request, Upload};
use http_body_util::{BodyDataStream, Full};
use multer::Multipart;
use multer::bytes::Bytes;

use super::{Host, Incoming};

/// The most a form may hold: 20,000 characters of four bytes, each as `%XX`, and some fields more.
pub const MOST_BODY: usize = 256 * 1024;
/// The most one with a file may hold: a calendar of 14 MB, and the rest of the form.
pub const MOST_UPLOAD: usize = 16 * 1024 * 1024;
/// The most fields, …
const FIELDS: usize = 64;
/// … the longest name of one, …
const NAME: usize = 64;
/// … and the longest mark between them that the rules for such forms allow.
const BOUNDARY: usize = 70;

/// A form that cannot be read.
pub(super) struct Malformed;

impl From<multer::Error> for Malformed {
    fn from(_: multer::Error) -> Self {
        Self
    }
}

impl Host {
    /// How long the body of a request may be, told by what comes before it. A long one is read only from somebody who
    /// is signed in, for a page of ours that takes files.
    pub async fn most_body(&self, incoming: &Incoming, now: i64) -> usize {
        if let (Some(_), Some(here)) = (self.door(&incoming.path), self.here()) {
            return here.most_body(incoming.bearer.as_deref(), now).await;
        }
        let takes = incoming.method == "POST" && incoming.has_files() && self.takes_files(&incoming.path);
        if !takes || !self.is_ours(incoming) || !incoming.is_same_origin(&self.origin(incoming)) {
            return MOST_BODY;
        }
        match self.visit(incoming, now).await {
            Ok(Some(_)) => MOST_UPLOAD,
            Ok(None) | Err(_) => MOST_BODY,
        }
    }

    fn takes_files(&self, path: &str) -> bool {
        self.pages().route(Method::Post, path).is_some_and(|route| route.files)
    }

    /// Takes a form with files apart, if its page takes any. On another page it is a form with nothing in it.
    pub(super) async fn unpack(&self, incoming: &Incoming, request: &mut Request) -> Result<(), Malformed> {
        if !incoming.has_files() || !self.takes_files(&request.path) {
            return Ok(());
        }
        let boundary = multer::parse_boundary(incoming.content_type.as_deref().unwrap_or_default())?;
        if boundary.is_empty() || boundary.len() > BOUNDARY {
            return Err(Malformed);
        }
        let body = Full::new(Bytes::copy_from_slice(&incoming.body));
        let mut parts = Multipart::new(BodyDataStream::new(body), boundary);
        let (mut fields, mut text) = (Vec::new(), 0usize);
        while let Some(part) = parts.next_field().await? {
            let name = part.name().filter(|name| name.len() <= NAME).ok_or(Malformed)?.to_owned();
            let file = part.file_name().is_some();
            let bytes = part.bytes().await?.to_vec();
            if fields.len().saturating_add(request.files.len()) >= FIELDS {
                return Err(Malformed);
            }
            if file {
                request.files.push(Upload { field: name, bytes });
            } else {
                text = text.saturating_add(bytes.len());
                fields.push((name, String::from_utf8(bytes).map_err(|_| Malformed)?));
            }
        }
        if text > MOST_BODY {
            return Err(Malformed);
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        request.body = Request::post("", &fields).body;
        Ok(())
    }
}
