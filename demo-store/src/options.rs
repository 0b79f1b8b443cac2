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

/// The first releases of 8 and 9 that keep a key to its shops.
const GUARDED_SINCE: [[u8; 3]; 2] = [[8, 2, 9], [9, 2, 1]];

/// Whether the number, such as `8.2.9`, is that of a release that keeps a key to its shops.
fn is_guarded(text: &str) -> bool {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let number = [(); 3].map(|()| parts.next().unwrap_or(0));
    let since = GUARDED_SINCE.iter();
    since
        .filter(|since| since[0] == number[0])
        .any(|since| number >= *since)
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
    /// With [`ShopVersion::V8_2`] and [`ShopVersion::V9_0`], 8.2.9 and 9.2.1 in the place of
    /// 8.2.1 and 9.0.2: what belongs to other shops is refused to the key.
    pub guarded: bool,
    /// Whether there are the shops 4 (switched off), 5 (deleted), 6 and 7 (a group that shares
    /// nothing) as well, and the resources whose lists ignore shops: addresses and carts,
    /// and specific_prices for some shops alone. Without them `id_shop=all` and the rights of a key stay what those
    /// count on who need only three shops.
    pub further_shops: bool,
    /// The first shop alone, as most installations are.
    pub single_shop: bool,
    /// How many products; at least the 24 with a story of their own make sense.
    pub products: u32,
    /// How many orders.
    pub orders: u32,
    /// How many customers, guests included.
    pub customers: u32,
    /// Which catalogue it is: another number gives other products, prices, people and orders.
    pub seed: u32,
    /// The present in seconds since 1970, in the shop's own time. With it the clock stands still
    /// but for [`crate::Store::pass`]; `None` is the usual present, and each write a minute after
    /// the one before.
    pub now: Option<i64>,
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
            guarded: false,
            further_shops: false,
            single_shop: false,
            products: 64,
            orders: 200,
            customers: 80,
            seed: 0,
            now: None,
            domain: None,
            cors: false,
            php_warnings: true,
        }
    }
}

impl Options {
    /// The options with the version of that number: one that [`ShopVersion::parse`] reads.
    /// A 1.7 before 1.7.8 is [`Options::early`], 8.2.9 or 9.2.1 and later ones are
    /// [`Options::guarded`]. `None` for other numbers.
    pub fn pretending(self, number: &str) -> Option<Options> {
        let version = ShopVersion::parse(number)?;
        Some(Options {
            version,
            early: is_early(number),
            guarded: is_guarded(number),
            ..self
        })
    }

    /// What the header `PSWS-Version` says.
    pub fn number(&self) -> &'static str {
        match self.version {
            ShopVersion::V1_7 if self.early => "1.7.7.8",
            ShopVersion::V8_2 if self.guarded => "8.2.9",
            ShopVersion::V9_0 if self.guarded => "9.2.1",
            version => version.number(),
        }
    }

    /// Whether it keeps a key to its shops.
    pub(crate) fn is_guarded(&self) -> bool {
        self.guarded && self.version >= ShopVersion::V8_2
    }

    /// Whether it behaves as the shops before 1.7.8 did.
    pub(crate) fn is_before_1_7_8(&self) -> bool {
        self.version < ShopVersion::V1_7 || (self.version == ShopVersion::V1_7 && self.early)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_chooses_the_shop_that_is_pretended() {
        let cases = [
            ("1.6", "1.6.1.24"),
            ("1.7.7", "1.7.7.8"),
            ("1.7.8.11", "1.7.8.11"),
            ("8", "8.2.1"),
            ("8.2.8", "8.2.1"),
            ("8.2.9", "8.2.9"),
            ("8.3", "8.2.9"),
            ("9.0", "9.0.2"),
            ("9.2.0", "9.0.2"),
            ("9.2.1", "9.2.1"),
            ("9.2.10", "9.2.1"),
        ];
        for (text, number) in cases {
            let options = Options::default().pretending(text);
            assert_eq!(
                options.map(|options| options.number()),
                Some(number),
                "{text}"
            );
        }
        println!("{} numbers", cases.len());
    }
}
