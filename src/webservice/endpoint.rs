//! The address of a shop, read from whatever people paste.

use std::fmt;

use super::error::{Error, Result};
use super::names::quoted;

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
    /// `InvalidRequest` when it is no shop's address, or when it holds credentials.
    pub fn parse(text: &str) -> Result<Endpoint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(refused("The shop's address is empty"));
        }
        refuse_hidden(text)?;
        let (scheme, rest) = split_scheme(text)?;
        let (authority, path) = split_authority(rest)?;
        let (host, port) = split_port(authority)?;
        let host = checked_host(host)?;
        let scheme = scheme.unwrap_or(if is_own_machine(&host) {
            "http"
        } else {
            "https"
        });
        let port = port.filter(|port| !matches!((scheme, port), ("http", 80) | ("https", 443)));

        let mut base = format!("{scheme}://{host}");
        if let Some(port) = port {
            base.push_str(&format!(":{port}"));
        }
        let origin_length = base.len();
        push_folder(&mut base, path)?;
        Ok(Endpoint {
            base,
            origin_length,
        })
    }

    /// `https://shop.example/folder`, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// `https://shop.example`.
    pub fn origin(&self) -> &str {
        self.base.get(..self.origin_length).unwrap_or(&self.base)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::invalid(message)
        .with_hint("Write the address of the shop, like https://shop.example or https://shop.example/folder")
        .with_field("url")
}

/// What browsers drop, turn around or read as something else than it looks like.
fn refuse_hidden(text: &str) -> Result<()> {
    if text
        .chars()
        .any(|one| one.is_control() || one.is_whitespace())
    {
        return Err(refused(
            "The shop's address has a blank or a control character inside",
        ));
    }
    if text.contains('\\') {
        return Err(refused("The shop's address has a backslash"));
    }
    if text.to_ascii_lowercase().contains("ws_key") {
        return Err(refused("The shop's address holds a ws_key").with_hint(
            "Give the address without it, and the key as `key`: an address ends up in logs",
        ));
    }
    Ok(())
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
    if is_port || before.contains(['/', '?', '#', '@', '[']) {
        return Ok((None, text));
    }
    let scheme = match before.to_ascii_lowercase().as_str() {
        "https" => "https",
        "http" => "http",
        _ if after.contains('@') => return Err(credentials()),
        _ => {
            return Err(refused(format!(
                "{} is no web address",
                quoted(&format!("{before}:"))
            )));
        }
    };
    match after.strip_prefix("//") {
        Some(rest) => Ok((Some(scheme), rest)),
        None => Err(refused(format!("{scheme}: needs two slashes after it"))),
    }
}

fn credentials() -> Error {
    refused("The shop's address has an @: a user name or a password in it")
        .with_hint("Give the address without them, and the Webservice key as `key`")
}

/// The host with its port, and the path; query and fragment are dropped.
fn split_authority(rest: &str) -> Result<(&str, &str)> {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.contains('@') || (!tail.starts_with('/') && tail.contains('@')) {
        return Err(credentials());
    }
    if tail.starts_with('#') {
        return Err(refused("The shop's address has a # right after the host"));
    }
    let path = tail
        .find(['?', '#'])
        .map_or(tail, |cut| tail.split_at(cut).0);
    Ok((authority, path))
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>)> {
    let after_host = authority.rfind(']').map_or(0, |at| at.saturating_add(1));
    let colon = authority
        .get(after_host..)
        .and_then(|tail| tail.find(':'))
        .map(|at| at.saturating_add(after_host));
    let Some(colon) = colon else {
        return Ok((authority, None));
    };
    let (host, port) = authority.split_at(colon);
    match port.trim_start_matches(':') {
        "" if port == ":" => Ok((host, None)),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => match digits.parse() {
            Ok(port) if port > 0 => Ok((host, Some(port))),
            _ => Err(refused(
                "The port of the shop's address is not between 1 and 65535",
            )),
        },
        _ => Err(refused("The port of the shop's address is not a number")),
    }
}

fn checked_host(host: &str) -> Result<String> {
    // Browsers lower the case of other letters.
    let host = host.to_ascii_lowercase();
    let inside = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let fits = match inside {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => is_name_or_ipv4(&host),
    };
    match fits {
        true if host.len() == 32 && !host.contains('.') => {
            Err(refused("The shop's address looks like a Webservice key"))
        }
        true => Ok(host),
        false if host.is_empty() => Err(refused("The shop's address has no host")),
        false => Err(refused(format!("{} is no host name", quoted(&host)))),
    }
}

fn is_name_or_ipv4(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_letter = |one: char| one.is_alphanumeric() || one == '-' || one == '_';
    let labels_fit = name
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(is_letter));
    // Browsers read a host that ends in a number as an IPv4 address, however it is written.
    let last = name.rsplit('.').next().unwrap_or_default();
    let looks_numeric = last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    labels_fit && (!looks_numeric || name.parse::<std::net::Ipv4Addr>().is_ok())
}

fn is_own_machine(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The segments before `index.php` and before the last `api`.
fn push_folder(base: &mut String, path: &str) -> Result<()> {
    let segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .take_while(|segment| !segment.eq_ignore_ascii_case("index.php"))
        .collect();
    let folders = segments
        .iter()
        .rposition(|segment| segment.eq_ignore_ascii_case("api"))
        .unwrap_or(segments.len());
    for segment in segments.iter().take(folders) {
        let dots = segment.to_ascii_lowercase().replace("%2e", ".");
        if matches!(dots.as_str(), "." | "..") {
            return Err(refused("The shop's address has a folder named . or .."));
        }
        base.push('/');
        push_segment(base, segment);
    }
    Ok(())
}

/// Writes what a browser would encode in a path as the browser would.
fn push_segment(base: &mut String, segment: &str) {
    for byte in segment.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>`{}^".contains(&byte) {
            base.push(char::from(byte));
        } else {
            base.push_str(&format!("%{byte:02X}"));
        }
    }
}
