//! What kind of shop to pretend.

/// The PrestaShop whose behaviour is pretended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShopVersion {
    /// 1.6.1.24
    V1_6,
    /// 1.7.8.11
    V1_7,
    /// 8.2.1
    #[default]
    V8_2,
    /// 9.0.2
    V9_0,
}

impl ShopVersion {
    /// Oldest first.
    pub const ALL: [ShopVersion; 4] = [
        ShopVersion::V1_6,
        ShopVersion::V1_7,
        ShopVersion::V8_2,
        ShopVersion::V9_0,
    ];

    /// What the header `PSWS-Version` says.
    pub fn number(self) -> &'static str {
        match self {
            ShopVersion::V1_6 => "1.6.1.24",
            ShopVersion::V1_7 => "1.7.8.11",
            ShopVersion::V8_2 => "8.2.1",
            ShopVersion::V9_0 => "9.0.2",
        }
    }

    /// `1.6`, `1.7`, `8.2`, `9.0` or a longer number that starts so; `None` for others.
    pub fn parse(text: &str) -> Option<ShopVersion> {
        let known = [
            ("1.6", ShopVersion::V1_6),
            ("1.7", ShopVersion::V1_7),
            ("8", ShopVersion::V8_2),
            ("9", ShopVersion::V9_0),
        ];
        known
            .into_iter()
            .find(|(start, _)| {
                text.strip_prefix(start)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
            .map(|(_, version)| version)
    }
}

/// Whether the number, such as `1.7.7`, is one of the 1.7 before 1.7.8.
fn is_early(text: &str) -> bool {
    let third = text
        .strip_prefix("1.7.")
        .and_then(|rest| rest.split('.').next());
    third.is_some_and(|third| third.parse::<u8>().is_ok_and(|third| third < 8))
}

/// Size and kind of the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The PrestaShop that is pretended.
    pub version: ShopVersion,
    /// With [`ShopVersion::V1_7`], 1.7.7.8 in the place of 1.7.8.11.
    pub early: bool,
    /// How many products; at least the 24 with a story of their own make sense.
    pub products: u32,
    /// How many orders.
    pub orders: u32,
    /// How many customers, guests included.
    pub customers: u32,
    /// The shop's own domain (`host[:port]`). Requests to another host are sent
    /// away with a 302, as real shops do. `None` accepts every host.
    pub domain: Option<String>,
    /// Whether the host adds CORS headers and answers preflights. Real ones rarely do.
    pub cors: bool,
    /// Whether PHP turns warnings into error entries: a failing list then answers
    /// 500 with code 3 lines behind the real error, as 8 and 9 do by default.
    pub php_warnings: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            version: ShopVersion::default(),
            early: false,
            products: 64,
            orders: 200,
            customers: 80,
            domain: None,
            cors: false,
            php_warnings: true,
        }
    }
}

impl Options {
    /// The options with the version of that number: one that [`ShopVersion::parse`] reads.
    /// A 1.7 before 1.7.8 is [`Options::early`]. `None` for other numbers.
    pub fn pretending(self, number: &str) -> Option<Options> {
        let version = ShopVersion::parse(number)?;
        Some(Options {
            version,
            early: is_early(number),
            ..self
        })
    }

    /// What the header `PSWS-Version` says.
    pub fn number(&self) -> &'static str {
        match self.version {
            ShopVersion::V1_7 if self.early => "1.7.7.8",
            version => version.number(),
        }
    }

    /// Whether it behaves as the shops before 1.7.8 did.
    pub(crate) fn is_before_1_7_8(&self) -> bool {
        self.version < ShopVersion::V1_7 || (self.version == ShopVersion::V1_7 && self.early)
    }
}
