//! Finds the recorded exchanges and cuts them into requests and responses.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use aismarttalk_prestashop::webservice::response::Response;

/// One `.request` with its `.response`; several exchanges where requests were pipelined.
pub struct Recording {
    pub folder: String,
    pub name: String,
    pub exchanges: Vec<Exchange>,
}

/// One request and its response.
pub struct Exchange {
    pub method: String,
    /// Path and query, as sent.
    pub target: String,
    /// `None` where the connection was closed before an answer.
    pub response: Option<Response>,
}

/// The folder beside the crate that holds the recordings; they are not part of the project.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/recorded");
    folder.is_dir().then_some(folder)
}

/// Every recording, in the order of folders and names.
pub fn all(folder: &Path) -> Vec<Recording> {
    let mut recordings = Vec::new();
    for version in sorted(folder).into_iter().filter(|path| path.is_dir()) {
        for request in sorted(&version) {
            if request
                .extension()
                .is_some_and(|extension| extension == "request")
            {
                recordings.push(read(&request));
            }
        }
    }
    recordings
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a readable folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

fn read(request: &Path) -> Recording {
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let sent = fs::read(request).expect("a readable request");
    let received = fs::read(request.with_extension("response")).expect("a readable response");
    let mut responses = responses(&received).into_iter();
    let exchanges = request_lines(&sent)
        .into_iter()
        .map(|(method, target)| Exchange {
            method,
            target,
            response: responses.next(),
        })
        .collect();
    let leftover = responses.count();
    assert_eq!(
        leftover,
        0,
        "{}: more responses than requests",
        request.display()
    );
    Recording {
        folder: name(request.parent().expect("a folder")),
        name: name(&request.with_extension("")),
        exchanges,
    }
}

/// Method and target of each request.
fn request_lines(mut sent: &[u8]) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    while let Some((line, length)) = request_line(sent) {
        lines.push(line);
        sent = sent.get(length..).unwrap_or(&[]);
    }
    assert!(!lines.is_empty(), "a request line");
    lines
}

/// The request line at the start of the bytes, and how long its request is. Some lengths
/// were sent wrong on purpose; then no second request follows.
fn request_line(sent: &[u8]) -> Option<((String, String), usize)> {
    let head_length = find(sent, b"\r\n\r\n").map_or(sent.len(), |end| end + 4);
    let head = String::from_utf8_lossy(&sent[..head_length]);
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let body_length: usize = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("Content-Length"))
        .and_then(|(_, length)| length.trim().parse().ok())
        .unwrap_or(0);
    let is_line = version.starts_with("HTTP/");
    is_line.then(|| {
        (
            (method.to_owned(), target.to_owned()),
            head_length + body_length,
        )
    })
}

fn responses(mut received: &[u8]) -> Vec<Response> {
    let mut responses = Vec::new();
    while !received.is_empty() {
        let (response, rest) = response(received);
        // "100 Continue" is no answer yet.
        if response.status >= 200 {
            responses.push(response);
        }
        received = rest;
    }
    responses
}

fn response(received: &[u8]) -> (Response, &[u8]) {
    let end = find(received, b"\r\n\r\n").expect("the end of the head");
    let head = String::from_utf8_lossy(&received[..end]);
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut response = Response {
        status: status.expect("a status"),
        headers,
        body: Vec::new(),
    };
    let (body, rest) = body(&response, &received[end + 4..]);
    response.body = decompressed(&response, body);
    (response, rest)
}

/// The body, and what follows it. Most recordings had their chunk framing removed, and
/// in some the length no longer fits, so both count only where the bytes agree.
fn body<'a>(response: &Response, bytes: &'a [u8]) -> (Vec<u8>, &'a [u8]) {
    if response.status < 200 {
        return (Vec::new(), bytes);
    }
    if response.header("Transfer-Encoding") == Some("chunked")
        && let Some(parts) = dechunked(bytes)
    {
        return parts;
    }
    let length = response
        .header("Content-Length")
        .and_then(|length| length.parse().ok());
    match length.and_then(|length| bytes.split_at_checked(length)) {
        Some((body, rest)) if rest.starts_with(b"HTTP/1.") => (body.to_vec(), rest),
        _ => (bytes.to_vec(), &[]),
    }
}

fn dechunked(mut bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut body = Vec::new();
    loop {
        let end = find(bytes, b"\r\n")?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?;
        let size = usize::from_str_radix(size, 16).ok()?;
        let (chunk, rest) = bytes[end + 2..].split_at_checked(size)?;
        body.extend_from_slice(chunk);
        bytes = rest.strip_prefix(b"\r\n")?;
        if size == 0 {
            return Some((body, bytes));
        }
    }
}

fn decompressed(response: &Response, body: Vec<u8>) -> Vec<u8> {
    if response.header("Content-Encoding") != Some("gzip") {
        return body;
    }
    let mut plain = Vec::new();
    let read = flate2::read::GzDecoder::new(body.as_slice()).read_to_end(&mut plain);
    read.expect("a whole gzip stream");
    plain
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes
        .windows(needle.len())
        .position(|window| window == needle)
}
