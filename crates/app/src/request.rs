//! A request, as any host can make one.

use crate::Form;

/// The two methods there are: reading, and doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads and changes nothing.
    Get,
    /// Does something; carries an act id that the host has checked.
    Post,
}

/// A request. The host has already checked limits, origin and act id.
#[derive(Clone, Debug)]
pub struct Request {
    /// Reading or doing.
    pub method: Method,
    /// The path, percent-decoding not needed: our paths are plain.
    pub path: String,
    /// What stands after `?`, encoded.
    pub query_text: String,
    /// A form body, encoded.
    pub body: Vec<u8>,
    /// Files that came with the form.
    pub files: Vec<Upload>,
}

/// A file that came with a form.
#[derive(Clone, PartialEq)]
pub struct Upload {
    /// The field it came in.
    pub field: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({}, {} bytes)", self.field, self.bytes.len())
    }
}

impl Request {
    /// A reading request.
    pub fn get(path: &str) -> Self {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let (path, query_text) = (path.to_owned(), query.to_owned());
        Self { method: Method::Get, path, query_text, body: Vec::new(), files: Vec::new() }
    }

    /// A doing request with form fields.
    pub fn post(path: &str, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Self { method: Method::Post, body: body.into_bytes(), ..Self::get(path) }
    }

    /// The fields of the body.
    pub fn form(&self) -> Form {
        Form::parse(&self.body)
    }

    /// The file that came in a field, unless it is empty.
    pub fn file(&self, field: &str) -> Option<&[u8]> {
        let file = self.files.iter().find(|file| file.field == field)?;
        (!file.bytes.is_empty()).then_some(file.bytes.as_slice())
    }

    /// The fields of the query.
    pub fn query(&self) -> Form {
        Form::parse(self.query_text.as_bytes())
    }
}
