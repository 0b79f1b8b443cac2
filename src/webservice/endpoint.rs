//! The address of a shop, read from whatever people paste.

use std::fmt;

use super::address::encode;
use super::error::{Error, Result};
use super::names::quoted;
use super::number::number;

/// Where a shop answers: scheme, host, port and the folder the shop lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    base: String,
    origin_length: usize,
}

impl Endpoint {
    /// Reads an address: with or without scheme, `/api` and what follows it.
    ///
    /// Without a scheme `https` is meant, for the own machine `http`.
    ///
    /// # Errors
    /// `InvalidRequest` when it is no shop's address, or when it holds credentials or a query.
    pub fn parse(text: &str) -> Result<Endpoint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(unfit_address(&["is empty"]));
        }
        refuse_hidden(text)?;
        let (scheme, rest) = split_scheme(text)?;
        let (authority, path) = split_authority(rest)?;
        let (host, port) = split_port(authority)?;
        let host = checked_host(host)?;
        let scheme = match scheme {
            Some(scheme) => scheme,
            None if is_own_machine(&host) => "http",
            None => "https",
        };
        let mut base = [scheme, "://", &host].concat();
        let usual = if scheme == "http" { 80 } else { 443 };
        if let Some(port) = port.filter(|port| *port != usual) {
            base.push(':');
            base.push_str(&port.to_string());
        }
        let origin_length = base.len();
        push_folder(&mut base, path)?;
        refuse_query(text)?;
        Ok(Endpoint {
            base,
            origin_length,
        })
    }

    /// The shop on which an address in an answer is built, if it is one of the Webservice.
    pub(crate) fn of_link(address: &str) -> Option<Endpoint> {
        Endpoint::parse(address.split('?').next()?).ok()
    }

    /// `https://shop.example/folder`, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// `https://shop.example`.
    pub fn origin(&self) -> &str {
        self.base.get(..self.origin_length).unwrap_or(&self.base)
    }

    /// `/folder`; empty for a shop at the root of its host.
    pub fn folder(&self) -> &str {
        self.base.get(self.origin_length..).unwrap_or("")
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

const EXAMPLE: &str =
    "Write the address of the shop, like https://shop.example or https://shop.example/folder";

/// The error for an address, with the problem in parts.
fn unfit_address(problem: &[&str]) -> Error {
    Error::about("url", problem, EXAMPLE)
}

/// What browsers drop, turn around or read as something else than it looks like.
fn refuse_hidden(text: &str) -> Result<()> {
    if text.chars().any(is_hidden) {
        return Err(unfit_address(&[
            "has a blank or a control character inside",
        ]));
    }
    if text.contains('\\') {
        return Err(unfit_address(&["has a backslash"]));
    }
    let mut windows = text.as_bytes().windows(WS_KEY.len());
    if windows.any(|window| window.eq_ignore_ascii_case(WS_KEY)) {
        return Err(unfit_address(&["holds a ws_key"]).with_hint(
            "Give the address without it, and the key as `key`: an address ends up in logs",
        ));
    }
    Ok(())
}

/// Cut off, `?id_shop=2` would lead to another shop than the one that was meant.
fn refuse_query(text: &str) -> Result<()> {
    let (before, query) = cut(text, b"?");
    match query.len() > 1 && !before.contains('#') {
        true => Err(unfit_address(&["has a query"]).with_hint(
            "Give the address without the ? and what follows it; the shop of a multistore goes into shopId",
        )),
        false => Ok(()),
    }
}

const WS_KEY: &[u8] = b"ws_key";

/// Blanks, control characters, and what turns or joins the text around it.
fn is_hidden(one: char) -> bool {
    matches!(one,
        '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{2000}'..='\u{206f}'
        | '\u{3000}' | '\u{feff}')
}

fn split_scheme(text: &str) -> Result<(Option<&'static str>, &str)> {
    if let Some(rest) = text.strip_prefix("//") {
        return Ok((None, rest));
    }
    let Some((before, after)) = text.split_once(':') else {
        return Ok((None, text));
    };
    // `shop.example:8080/folder`, `shop.example/?x=a:b` and `[::1]` have no scheme.
    let is_port = after.starts_with(|one: char| one.is_ascii_digit());
    if is_port || before.bytes().any(|byte| b"/?#@[".contains(&byte)) {
        return Ok((None, text));
    }
    let mut schemes = ["https", "http"].into_iter();
    let scheme = schemes.find(|scheme| before.eq_ignore_ascii_case(scheme));
    match (scheme, after.strip_prefix("//")) {
        (Some(_), Some(rest)) => Ok((scheme, rest)),
        (Some(scheme), None) => Err(unfit_address(&["needs two slashes after ", scheme, ":"])),
        (None, _) if after.contains('@') => Err(credentials()),
        (None, _) => {
            let scheme = quoted(&[before, ":"].concat());
            Err(unfit_address(&["is no web address: ", &scheme]))
        }
    }
}

fn credentials() -> Error {
    unfit_address(&["has an @: a user name or a password in it"])
        .with_hint("Give the address without them, and the Webservice key as `key`")
}

/// The text before the first of these characters, and the text from it on.
fn cut<'a>(text: &'a str, at: &[u8]) -> (&'a str, &'a str) {
    let end = text.bytes().position(|byte| at.contains(&byte));
    end.and_then(|end| text.split_at_checked(end))
        .unwrap_or((text, ""))
}

/// The host with its port, and the path; query and fragment are dropped.
fn split_authority(rest: &str) -> Result<(&str, &str)> {
    let (authority, tail) = cut(rest, b"/?#");
    if authority.contains('@') || (!tail.starts_with('/') && tail.contains('@')) {
        return Err(credentials());
    }
    if tail.starts_with('#') {
        return Err(unfit_address(&["has a # right after the host"]));
    }
    Ok((authority, cut(tail, b"?#").0))
}

fn split_port(authority: &str) -> Result<(&str, Option<u32>)> {
    let (inside, rest) = match authority.starts_with('[') {
        true => cut(authority, b"]"),
        false => ("", authority),
    };
    let (outside, port) = cut(rest, b":");
    let host = authority.get(..inside.len().saturating_add(outside.len()));
    let port = match port.strip_prefix(':') {
        None | Some("") => None,
        Some(digits) => match number(digits) {
            Some(port @ 1..=65_535) => Some(port),
            _ => {
                return Err(unfit_address(&["must have a port between 1 and 65535"]));
            }
        },
    };
    Ok((host.unwrap_or(authority), port))
}

fn checked_host(host: &str) -> Result<String> {
    // Browsers lower the case of other letters.
    let host = host.to_ascii_lowercase();
    let inside = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    // A scheme that stands twice, or without its colon, would send the key to a host of its name.
    let is_scheme = matches!(&*host, "http" | "https");
    let fits = !is_scheme && inside.map_or_else(|| is_name_or_ipv4(&host), is_ipv6);
    match fits {
        true if host.len() == 32 && !host.contains('.') => {
            Err(unfit_address(&["looks like a Webservice key"]))
        }
        true => Ok(host),
        false if host.is_empty() => Err(unfit_address(&["has no host"])),
        false => Err(unfit_address(&[
            "is no address: ",
            &quoted(&host),
            " is no host name",
        ])),
    }
}

fn is_name_or_ipv4(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let mut last = "";
    for label in name.split('.') {
        if label.is_empty() || !label.chars().all(may_be_in_name) {
            return false;
        }
        last = label;
    }
    // Browsers read a host that ends in a number as an IPv4 address, however it is written.
    let looks_numeric = last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    !looks_numeric || is_ipv4(name)
}

/// Beyond ASCII: the blocks of scripts, without those of punctuation, symbols and forms of
/// other characters, which browsers turn into something else.
fn may_be_in_name(one: char) -> bool {
    matches!(one,
        'a'..='z' | '0'..='9' | '-' | '_'
        | '\u{c0}'..='\u{1fff}' | '\u{2c00}'..='\u{2dff}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{31ff}' | '\u{3400}'..='\u{d7ff}' | '\u{10000}'..='\u{1bfff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_ipv4(text: &str) -> bool {
    let is_byte = |part: &str| {
        let is_short = part == "0" || !part.starts_with('0');
        is_short && number(part).is_some_and(|number| number <= 255)
    };
    text.split('.').all(is_byte) && text.split('.').count() == 4
}

/// Eight groups, or fewer with `::` for those of zeros; the last two may be an IPv4 address.
fn is_ipv6(text: &str) -> bool {
    let mut rest = text;
    let mut groups = 0_u32;
    let mut has_gap = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("::") {
            if has_gap {
                return false;
            }
            has_gap = true;
            rest = after;
            // Only behind `::` no group is needed.
            if after.is_empty() {
                break;
            }
        } else if groups > 0 {
            match rest.strip_prefix(':') {
                Some(after) => rest = after,
                None => return false,
            }
        }
        let (group, after) = cut(rest, b":");
        let is_hex = group.bytes().all(|byte| byte.is_ascii_hexdigit());
        let taken = match group.len() {
            1..=4 if is_hex => 1,
            _ if after.is_empty() && is_ipv4(group) => 2,
            _ => return false,
        };
        groups = groups.saturating_add(taken);
        rest = after;
    }
    if has_gap { groups < 8 } else { groups == 8 }
}

fn is_own_machine(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || (is_ipv4(host) && host.starts_with("127."))
}

/// `.` and `..` as browsers read them.
const DOTS: [&str; 6] = [".", "%2e", "..", ".%2e", "%2e.", "%2e%2e"];

/// The segments before `index.php`, before the last `api`, and before what `api` is rewritten to.
fn push_folder(base: &mut String, path: &str) -> Result<()> {
    let mut before_api = None;
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        if segment.eq_ignore_ascii_case("index.php") {
            break;
        }
        if segment == "dispatcher.php" {
            before_api = base.strip_suffix("/webservice").map(str::len);
        }
        if DOTS.iter().any(|dots| segment.eq_ignore_ascii_case(dots)) {
            return Err(unfit_address(&["has a folder named . or .."]));
        }
        if segment.eq_ignore_ascii_case("api") {
            before_api = Some(base.len());
        }
        base.push('/');
        // What a browser leaves as it is in a path.
        encode(base, segment, b"!$%&'()*+,-.:;=@[]_|~");
    }
    base.truncate(before_api.unwrap_or(base.len()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, Ipv6Addr};

    #[test]
    fn given_a_number_for_a_host_then_it_is_an_address_where_the_standard_library_reads_one() {
        let groups = [
            "",
            "0",
            "1f",
            "abcd",
            "12345",
            "g",
            ":",
            "1.2.3.4",
            "256.0.0.1",
            "01.2.3.4",
        ];
        let mut texts: Vec<String> = groups.map(str::to_owned).to_vec();
        for _ in 0..2 {
            for start in texts.clone() {
                for between in ["", ":", "::", "."] {
                    texts.extend(groups.map(|end| [&start, between, end].concat()));
                }
            }
        }
        for count in 5..10 {
            for group in ["1", "0:", "1.2.3.4"] {
                let full = vec![group; count].join(":");
                texts.extend(["::", "", ":1.2.3.4"].map(|end| [&full, end].concat()));
                texts.push(["::", &full].concat());
            }
        }
        let mut read = 0;
        for text in &texts {
            assert_eq!(is_ipv4(text), text.parse::<Ipv4Addr>().is_ok(), "{text}");
            assert_eq!(is_ipv6(text), text.parse::<Ipv6Addr>().is_ok(), "{text}");
            read += usize::from(is_ipv4(text) || is_ipv6(text));
        }
        assert!(read > 0);
        println!("{read} addresses among {} texts", texts.len());
    }
}
