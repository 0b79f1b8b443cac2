//! One recorded exchange with a real shop.

use std::fs;
use std::path::{Path, PathBuf};

use demo_store::{Request, keys};

/// Request and response as they lie in the folder.
pub struct Exchange {
    pub name: String,
    pub request: Request,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// The folder of a version, if it is there.
pub fn folder(version: &str) -> Option<PathBuf> {
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/recorded");
    let folder = recorded.join(version);
    folder.is_dir().then_some(folder)
}

/// Every exchange of a folder that is complete, by file name.
pub fn all(folder: &Path) -> Vec<Exchange> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "request"))
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| read(path)).collect()
}

fn read(path: &Path) -> Option<Exchange> {
    let (line, headers, body) = message(&fs::read(path).ok()?)?;
    let mut words = line.split(' ');
    let request = Request {
        method: words.next()?.to_owned(),
        url: own_keys(words.next()?),
        headers: headers
            .into_iter()
            .map(|(name, value)| (name, own_keys(&value)))
            .collect(),
        body,
    };
    let (line, headers, body) = message(&fs::read(path.with_extension("response")).ok()?)?;
    Some(Exchange {
        name: path.file_stem()?.to_str()?.to_owned(),
        request,
        status: line.split(' ').nth(1)?.parse().ok()?,
        headers,
        body: String::from_utf8(body).ok()?,
    })
}

type Message = (String, Vec<(String, String)>, Vec<u8>);

fn message(bytes: &[u8]) -> Option<Message> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let first = lines.next()?.to_owned();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    Some((first, headers, bytes[end + 4..].to_vec()))
}

/// The keys of the recordings, as they are and as Basic credentials, become the store's.
fn own_keys(text: &str) -> String {
    let pairs = [
        ("A", "1", keys::SHOP_1),
        ("B", "2", keys::EVERYTHING),
        ("C", "3", keys::DISABLED),
        ("D", "4", keys::PRODUCTS_ONLY),
        ("E", "5", keys::SHOP_1),
        ("F", "6", keys::PATCHING),
        ("G", "7", keys::EVERYTHING),
        ("H", "8", keys::SHOP_2),
    ];
    let mut text = text.to_owned();
    for (letter, digit, own) in pairs {
        let recorded = format!("{}{digit}", letter.repeat(31));
        for (from, to) in [
            (recorded.clone(), own.to_owned()),
            (recorded.to_lowercase(), own.to_lowercase()),
        ] {
            text = text.replace(&from, &to);
            for end in ["", ":", ":x", ":secret", ":whatever"] {
                let (from, to) = (
                    base64(&format!("{from}{end}")),
                    base64(&format!("{to}{end}")),
                );
                text = text.replace(&from, &to);
            }
        }
    }
    text
}

fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, at| {
            bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            out.push(if at <= chunk.len() {
                char::from(ALPHABET[bits >> (18 - 6 * at) & 63])
            } else {
                '='
            });
        }
    }
    out
}
