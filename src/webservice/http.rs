//! An HTTP response as it came.

mod answering;
mod date;

pub(super) use answering::SEARCHED;

use super::version::Version;

/// An HTTP response. Header names are compared in any letter case.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status; 0 where a browser hides a redirect.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

impl Response {
    /// Whether the status says that it went well.
    pub(super) fn is_good(&self) -> bool {
        (200..=299).contains(&self.status)
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(one, _)| one.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The shop's version, where the answer tells it.
    pub fn version(&self) -> Option<Version> {
        self.header("PSWS-Version").and_then(Version::parse)
    }

    /// The same in the shop's own words.
    pub fn version_text(&self) -> Option<&str> {
        self.header("PSWS-Version").and_then(Version::told)
    }

    /// Seconds of the shop's clock when it began to answer.
    pub fn time(&self) -> Option<i64> {
        self.header("Access-Time")?.trim().parse().ok()
    }

    /// How long the server asks to wait, in milliseconds. A date is held against the answer's
    /// own, because this side's clock may differ; without one it says nothing.
    pub fn retry_after_ms(&self) -> Option<u32> {
        let asked = self.header("Retry-After")?.trim();
        if !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_digit()) {
            // More than can be counted is a wait too.
            let seconds = asked.parse().unwrap_or(u32::MAX);
            return Some(seconds.saturating_mul(1000));
        }
        let now = date::seconds(self.header("Date")?.trim())?;
        let wait = (date::seconds(asked)? - now) * 1000.0;
        // A date gone by is no wait: the cast makes 0 of it.
        Some(wait as u32)
    }
}
