//! One request and one response, as values.

/// What a client sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `PUT` ..., as it stands in the request line.
    pub method: String,
    /// Path and query, or an absolute URL.
    pub url: String,
    /// Names in any case.
    pub headers: Vec<(String, String)>,
    /// The bytes after the headers.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: &str, url: &str) -> Request {
        Request {
            method: method.to_owned(),
            url: url.to_owned(),
            ..Request::default()
        }
    }

    /// The same request with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Request {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The first header of that name, whatever its case.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

/// What the shop answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// In the order in which a shop sends them; no `Content-Length`, that is the server's.
    pub headers: Vec<(String, String)>,
    /// The bytes after the headers; empty for `HEAD`.
    pub body: Vec<u8>,
    /// What becomes of the connection. Without an answer the status is 0.
    pub connection: Connection,
}

/// What a server does with the connection of a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Connection {
    /// It carries the answer.
    #[default]
    Answered,
    /// It is closed before an answer.
    Reset,
    /// It stays open, and nothing comes.
    Hanging,
}

impl Response {
    /// A response with a `Content-Type`.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
        Response {
            status,
            headers: vec![("Content-Type".to_owned(), content_type.to_owned())],
            body: body.into(),
            connection: Connection::Answered,
        }
    }

    /// A page made for people.
    pub fn html(status: u16, body: &str) -> Response {
        Response::new(status, "text/html; charset=utf-8", body)
    }

    /// The first header of that name, whatever its case.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// Replaces or adds a header.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.headers
            .retain(|(held, _)| !held.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(held, _)| held.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}
