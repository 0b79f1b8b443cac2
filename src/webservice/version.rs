//! The shop's version, from the `PSWS-Version` header.

use std::fmt;

/// A version of PrestaShop. Shops without a key check send `0`, which is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// 1, 8, 9.
    pub major: u16,
    /// 6 and 7 of 1.6 and 1.7.
    pub minor: u16,
    /// 8 of 1.7.8.11.
    pub patch: u16,
    /// The fourth number that 1.6 and 1.7 have.
    pub build: Option<u16>,
}

/// Longer texts are no version.
const LONGEST_VERSION: usize = 32;

impl Version {
    /// Reads `8.2.1` or `1.7.8.11`; of `9.1.0-beta.1` the numbers before the hyphen.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.trim().split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(|part| part.parse::<u16>().ok());
        let major = numbers.next()??;
        let minor = numbers.next()??;
        let patch = numbers.next().flatten().unwrap_or(0);
        Some(Version {
            major,
            minor,
            patch,
            build: numbers.next().flatten(),
        })
    }

    /// The version in the shop's own words, with all of its parts.
    pub fn told(text: &str) -> Option<&str> {
        let is_part = |one: char| one.is_ascii_alphanumeric() || ".-+".contains(one);
        let text = text.trim();
        let is_one = text.len() <= LONGEST_VERSION && text.chars().all(is_part);
        (is_one && Version::parse(text).is_some()).then_some(text)
    }

    /// PATCH came with 8.0.
    pub fn knows_patch(self) -> bool {
        self.is_at_least(8, 0)
    }

    /// Whether it is that version or a later one.
    pub fn is_at_least(self, major: u16, minor: u16) -> bool {
        (self.major, self.minor) >= (major, minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        match self.build {
            Some(build) => write!(f, ".{build}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_version_then_its_numbers_are_read_and_its_words_kept() {
        let cases = [
            ("8.2.1", Some((8, 2, 1, None)), Some("8.2.1")),
            ("1.7.7.8", Some((1, 7, 7, Some(8))), Some("1.7.7.8")),
            ("1.6.1.24", Some((1, 6, 1, Some(24))), Some("1.6.1.24")),
            (" 9.1.0 ", Some((9, 1, 0, None)), Some("9.1.0")),
            ("9.1.0-beta.1", Some((9, 1, 0, None)), Some("9.1.0-beta.1")),
            ("1.7.7.8.2", Some((1, 7, 7, Some(8))), Some("1.7.7.8.2")),
            ("8.2", Some((8, 2, 0, None)), Some("8.2")),
            ("0", None, None),
            ("", None, None),
            ("8.2.1 <b>", Some((8, 2, 0, None)), None),
        ];
        for (text, numbers, words) in cases {
            let version = Version::parse(text);
            let found = version.map(|one| (one.major, one.minor, one.patch, one.build));
            assert_eq!((found, Version::told(text)), (numbers, words), "{text}");
        }
        println!("{} versions", cases.len());
    }
}
