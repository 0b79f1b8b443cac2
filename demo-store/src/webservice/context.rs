//! Which shop a request talks to.

use super::errors::Refusal;
use crate::catalogue::shops::{self, Shops, State};
use crate::keys::Key;
use crate::options::{Options, ShopVersion};
use crate::query::{is_numeric, php_int};
use crate::target::Target;

/// The shops a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Context {
    /// The shop whose values are read.
    pub(crate) shop: u32,
    /// The shops that are written to.
    pub(crate) targets: Shops,
    pub(crate) reach: Reach,
}

/// How many shops were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    One,
    /// `id_group_shop=N`
    Group(u32),
    /// `id_shop=all` or `id_group_shop=0`
    All,
}

impl Context {
    fn one(shop: u32) -> Context {
        Context {
            shop,
            targets: shops::only(shop),
            reach: Reach::One,
        }
    }

    /// Whether `id_shop=all` or a group was asked for.
    pub(crate) fn several(&self) -> bool {
        self.reach != Reach::One
    }

    /// The shops whose customers count as the shop's own.
    pub(crate) fn sharing(&self) -> Shops {
        match self.reach {
            Reach::One => shops::together(self.shop),
            _ => self.targets,
        }
    }
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
    /// A shop that was deleted: PHP ends over it.
    Deleted,
    /// No open shop: the start-up code sends the request away before the Webservice sees it.
    Elsewhere,
}

/// Reads `id_shop`, `id_group_shop` and `id_shop_group`.
pub(crate) fn asked(target: &Target, options: &Options) -> Asked {
    let query = &target.query;
    let mut context = Context::one(target.shop);
    if let Some(text) = query.get("id_shop") {
        match one_shop(text, options) {
            Asked::Context(named) => context = named,
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
        Some(0) => Asked::Context(Context {
            targets: shops::every(options),
            reach: Reach::All,
            ..context
        }),
        Some(number) => {
            let group = u32::try_from(number).unwrap_or(0);
            match shops::of_group(group, options) {
                // Rights and targets come from the group, values from the shop.
                Some(targets) => Asked::Context(Context {
                    targets,
                    reach: Reach::Group(group),
                    ..context
                }),
                None => Asked::UnknownGroup,
            }
        }
    }
}

fn one_shop(text: &str, options: &Options) -> Asked {
    if text.is_empty() {
        return Asked::UnknownShop;
    }
    if text == "all" && options.version >= ShopVersion::V8_2 {
        return Asked::Context(Context {
            // All of them read as the default shop.
            shop: shops::DEFAULT,
            targets: shops::every(options),
            reach: Reach::All,
        });
    }
    let id = u32::try_from(php_int(text)).unwrap_or(0);
    let known = shops::of(options).iter().find(|shop| shop.id == id);
    match known.filter(|shop| shop.state != State::Inactive) {
        _ if text == "0" => Asked::NoShop,
        Some(shop) if shop.state == State::Deleted => Asked::Deleted,
        Some(shop) if is_numeric(text) => Asked::Context(Context::one(shop.id)),
        // `1,2` and `2x`: the start-up code casts, the Webservice does not.
        Some(_) => Asked::UnknownShop,
        None => Asked::Elsewhere,
    }
}

/// Checks that the key may speak to the shops asked for: to any of several is enough,
/// until 8.2.9 and 9.2.1 want all of them.
pub(crate) fn allowed(asked: Asked, key: &Key, options: &Options) -> Result<Context, Refusal> {
    match asked {
        Asked::Context(context) => {
            let mut asked = shops::ids(context.targets).map(|shop| key.shops.contains(&shop));
            let may = if options.is_guarded() {
                asked.all(|may| may)
            } else {
                asked.any(|may| may)
            };
            if may {
                Ok(context)
            } else {
                Err(Refusal::no_right_on_the_shop())
            }
        }
        Asked::NoShop => Err(Refusal::no_right_on_the_shop()),
        Asked::UnknownGroup => Err(Refusal::one(500, 999, "This shop group id does not exist")),
        Asked::Deleted => Err(Refusal::Fatal),
        Asked::UnknownShop | Asked::Elsewhere => {
            Err(Refusal::one(404, 999, "This shop id does not exist"))
        }
    }
}
