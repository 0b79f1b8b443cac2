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

impl Version {
    /// Reads `8.2.1` or `1.7.8.11`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().split('.').map(|part| part.parse::<u16>().ok());
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
