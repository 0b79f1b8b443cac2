//! Which shop a request talks to.

use super::errors::Refusal;
use crate::catalogue::fixed::SHOP_NAMES;
use crate::keys::Key;
use crate::options::ShopVersion;
use crate::query::{is_numeric, php_int};
use crate::target::Target;

/// The shops a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Context {
    /// The shop whose values are read.
    pub(crate) shop: u32,
    /// Whether `id_shop=all` or a group was asked for.
    pub(crate) several: bool,
}

/// What the parameters ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Context(Context),
    /// `id_shop=0`: no key has a right there.
    NoShop,
    /// Neither empty nor the id of a shop.
    UnknownShop,
    UnknownGroup,
    /// The shop's start-up code sends the request away before the Webservice sees it.
    Elsewhere,
}

/// Reads `id_shop`, `id_group_shop` and `id_shop_group`.
pub(crate) fn asked(target: &Target, version: ShopVersion) -> Asked {
    let query = &target.query;
    let mut context = Context {
        shop: target.shop,
        several: false,
    };
    if let Some(text) = query.get("id_shop") {
        match one_shop(text, version) {
            Asked::Context(named) => {
                context = Context {
                    // `all` reads as the default shop.
                    shop: if named.several { 1 } else { named.shop },
                    several: named.several,
                };
            }
            other => return other,
        }
    }
    let group = query
        .get("id_group_shop")
        .or_else(|| query.get("id_shop_group"))
        .filter(|text| is_numeric(text));
    match group.map(php_int) {
        None => Asked::Context(context),
        // Group 0 means every shop there is.
        Some(0 | 1) => Asked::Context(Context {
            several: true,
            ..context
        }),
        Some(_) => Asked::UnknownGroup,
    }
}

fn one_shop(text: &str, version: ShopVersion) -> Asked {
    if text.is_empty() {
        return Asked::UnknownShop;
    }
    if text == "all" && version >= ShopVersion::V8_2 {
        return Asked::Context(Context {
            shop: 1,
            several: true,
        });
    }
    let number = php_int(text);
    let known = SHOP_NAMES
        .iter()
        .find(|(id, _)| i64::from(*id) == number)
        .map(|(id, _)| *id);
    match known {
        _ if text == "0" => Asked::NoShop,
        Some(shop) if is_numeric(text) => Asked::Context(Context {
            shop,
            several: false,
        }),
        // `1,2` and `2x`: the start-up code casts, the Webservice does not.
        Some(_) => Asked::UnknownShop,
        None => Asked::Elsewhere,
    }
}

/// Checks that the key may speak to the shops asked for.
pub(crate) fn allowed(asked: Asked, key: &Key) -> Result<Context, Refusal> {
    match asked {
        Asked::Context(context) => {
            let may = key.shops.contains(&context.shop) || context.several;
            if may { Ok(context) } else { Err(no_right()) }
        }
        Asked::NoShop => Err(no_right()),
        Asked::UnknownGroup => Err(Refusal::one(500, 999, "This shop group id does not exist")),
        Asked::UnknownShop | Asked::Elsewhere => {
            Err(Refusal::one(404, 999, "This shop id does not exist"))
        }
    }
}

fn no_right() -> Refusal {
    Refusal::one(403, 132, "No permission for this key on this shop")
}
