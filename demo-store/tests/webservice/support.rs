//! Asks the store and takes the answers apart.

use demo_store::{Options, Request, Response, ShopVersion, Store, keys, respond};

/// A shop of that version, with everything else as it comes.
pub fn store(version: ShopVersion) -> Store {
    Store::new(Options {
        version,
        ..Options::default()
    })
}

/// GET with a key.
pub fn get(store: &mut Store, key: &str, url: &str) -> Response {
    send(store, "GET", key, url)
}

/// Any method with a key as Basic user name.
pub fn send(store: &mut Store, method: &str, key: &str, url: &str) -> Response {
    let request = Request::new(method, url)
        .header("Host", "shop.example.com")
        .header("Authorization", &basic(key));
    respond(store, &request)
}

/// GET with the key that may everything.
pub fn read(store: &mut Store, url: &str) -> Response {
    get(store, keys::EVERYTHING, url)
}

/// Basic credentials with an empty password.
pub fn basic(key: &str) -> String {
    format!("Basic {}", base64(&format!("{key}:")))
}

/// The standard alphabet, padded.
pub fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let byte = |at: usize| usize::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
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

/// The body as text.
pub fn text(response: &Response) -> String {
    String::from_utf8_lossy(&response.body).into_owned()
}

/// The error codes, in order.
pub fn codes(response: &Response) -> Vec<u32> {
    all(&text(response), "<code><![CDATA[", "]]>")
        .into_iter()
        .map(|code| code.parse().expect("a code is a number"))
        .collect()
}

/// The ids of a minimal list, in order.
pub fn ids(response: &Response) -> Vec<u32> {
    assert_eq!(response.status, 200, "{}", text(response));
    all(&text(response), " id=\"", "\" xlink:href")
        .into_iter()
        .map(|id| id.parse().expect("an id is a number"))
        .collect()
}

/// The same, sorted.
pub fn sorted_ids(response: &Response) -> Vec<u32> {
    let mut ids = ids(response);
    ids.sort_unstable();
    ids
}

/// Every text between two others.
pub fn all(text: &str, before: &str, behind: &str) -> Vec<String> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split(behind).next())
        .map(str::to_owned)
        .collect()
}

/// The first value of an element without languages.
pub fn value(response: &Response, element: &str) -> String {
    let body = text(response);
    let start = body
        .find(&format!("<{element}>"))
        .or_else(|| body.find(&format!("<{element} ")))
        .unwrap_or_else(|| panic!("no {element} in {body}"));
    all(&body[start..], "<![CDATA[", "]]></").swap_remove(0)
}

/// A body as the address without the fault answers it.
pub fn without(response: &Response, fault: &str) -> String {
    String::from_utf8_lossy(&response.body).replace(&format!("/~{fault}/"), "/")
}
