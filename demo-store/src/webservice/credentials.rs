//! Who asks: Basic authentication or `ws_key`.

use super::errors::Refusal;
use crate::http::{Request, Response};
use crate::keys::{self, Key};
use crate::options::ShopVersion;
use crate::target::Target;

/// The text of the key, if any came.
pub(crate) fn key_text(request: &Request, target: &Target, version: ShopVersion) -> Option<String> {
    let basic = request
        .header_value("Authorization")
        .and_then(|value| basic_user(value, version));
    basic.or_else(|| target.query.get("ws_key").map(str::to_owned))
}

/// The user name of a Basic header.
fn basic_user(header: &str, version: ShopVersion) -> Option<String> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = base64(encoded.trim());
    // From 9 on PHP itself takes the header apart, and takes what it gets.
    if version >= ShopVersion::V9_0 {
        let text = String::from_utf8_lossy(&decoded.unwrap_or_default()).into_owned();
        let user = text.split(':').next().unwrap_or("").to_owned();
        return Some(if user.is_empty() && !text.starts_with(':') {
            "?".to_owned()
        } else {
            user
        });
    }
    let text = String::from_utf8(decoded?).ok()?;
    text.split_once(':').map(|(user, _)| user.to_owned())
}

/// The active key of that text.
pub(crate) fn authenticate(text: &str) -> Result<&'static Key, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::one(401, 17, "Authentication key is empty"));
    }
    if text.chars().count() != 32 {
        return Err(Refusal::one(401, 18, "Invalid authentication key format"));
    }
    keys::active(text).ok_or_else(|| {
        Refusal::one(401, 20, "Authentification key is not active")
            .and(21, "No permission for this authentication key")
    })
}

/// Asks for a user name; makes browsers open their own dialog.
pub(crate) const CHALLENGE: (&str, &str) = (
    "WWW-Authenticate",
    "Basic realm=\"Webservice of a demonstration shop: the key is the user name, no password\"",
);

/// Nobody asked: not even XML.
pub(crate) fn nobody() -> Response {
    let mut response = Response::html(401, "401 Unauthorized");
    response.set_header(CHALLENGE.0, CHALLENGE.1);
    response
}

/// Standard alphabet, padding optional.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in text.trim_end_matches('=').bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded_or_refused() {
        assert_eq!(base64("QUI6").as_deref(), Some(&b"AB:"[..]));
        assert_eq!(base64("Og==").as_deref(), Some(&b":"[..]));
        assert_eq!(base64("!!!"), None);
    }
}
