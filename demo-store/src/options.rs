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

/// Size and kind of the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The PrestaShop that is pretended.
    pub version: ShopVersion,
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
            products: 64,
            orders: 200,
            customers: 80,
            domain: None,
            cors: false,
            php_warnings: true,
        }
    }
}
