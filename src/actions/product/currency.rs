//! The currency of prices: the shop's default one.

use std::rc::Rc;

use json::Value;
use resources::Order;
use resources::record::Record;

use super::undeclared;
use crate::actions::answer;
use crate::actions::catalogue::Need;
use crate::actions::doc::Doc;
use crate::actions::shape::{Object, Property, Shape};
use crate::actions::warnings::Warnings;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::Result;

/// To name the currency of prices.
pub const CURRENCIES: Need = Need::get_or("currencies", "the currency of the prices is not known");

static PRICE_CURRENCY: Object = Object {
    name: Doc::new("PriceCurrency"),
    description: Doc::new("A currency that amounts of the answer are in."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the currency."),
        Property::new("iso_code", Shape::ShopText, "Code, such as \"EUR\"."),
        Property::new("symbol", Shape::ShopText, "Symbol, such as \"€\".").or_null(),
        Property::new(
            "decimals",
            Shape::Integer,
            "Decimals that prices are shown with.",
        ),
    ],
};

/// In which currency prices are.
pub const CURRENCY_PROPERTY: Property = Property::new(
    "currency",
    Shape::Object(&PRICE_CURRENCY),
    "The currency of all prices, the shop's default one; null where a warning says why.",
)
.or_null();

const CURRENCY: Shape = Shape::Object(&PRICE_CURRENCY);

/// In which currencies amounts of orders are.
pub const CURRENCIES_PROPERTY: Property = Property::new(
    "currencies",
    Shape::List(&CURRENCY),
    "Those of the amounts, each once; null where the key may not read them.",
)
.or_null();

/// In which currency amounts of an order are.
pub const CURRENCY_OF_AMOUNTS: Property = Property::new(
    "currency",
    CURRENCY,
    "The currency of its amounts; null where the key may not read it.",
)
.or_null();

/// Why the default currency is not known although the key may read all.
const UNCLEAR: &str =
    "Of the shop's currencies none alone has the rate 1, so it is not known which is its default.";

/// The shop's default currency, as far as it is known.
#[derive(Debug, Default)]
pub struct Currency(Option<Record>);

impl Currency {
    /// Finds it among the shop's currencies, `None` where the key may not read them; a warning says
    /// why it is not known.
    ///
    /// # Errors
    /// Those of reading them, unless it is a right that the key lacks.
    pub fn read(
        currencies: Result<Option<Rc<Vec<Record>>>>,
        warnings: &mut Warnings,
    ) -> Result<Currency> {
        let Some(all) = warnings.told(currencies, &CURRENCIES)? else {
            return Ok(Currency::default());
        };
        let found = default_of(&all).cloned();
        if found.is_none() {
            warnings.say(UNCLEAR.to_owned());
        }
        Ok(Currency(found))
    }

    /// Looks the currencies up beside another request, where the key has the right.
    pub async fn look_up<T: Transport>(client: &Client<T>) {
        let (modest, lookups) = (client.modest(), client.lookups());
        if lookups.known_currencies().is_none()
            && matches!(modest.may_read(CURRENCIES.resource).await, Ok(true))
        {
            // Without them nothing is lost.
            modest.currencies().await.ok();
        }
    }

    /// The one that is known without a request.
    pub fn known<T>(client: &Client<T>) -> Currency {
        let known = client.lookups().known_currencies();
        Currency(known.and_then(|all| default_of(&all).cloned()))
    }

    /// Decimals that prices are shown with.
    pub fn decimals(&self) -> Option<u32> {
        self.0.as_ref().and_then(decimals)
    }

    /// Its code.
    pub fn code(&self) -> Option<&str> {
        self.0.as_ref().and_then(code)
    }

    /// As it stands in an answer.
    pub fn answer(&self, language: Option<u32>) -> Option<Value> {
        self.0.as_ref().map(|record| told(record, language))
    }
}

/// The currencies of orders, as they stand in an answer; `None` where they are not known.
pub fn of_amounts<T>(
    client: &Client<T>,
    orders: &[Order],
    language: Option<u32>,
) -> Option<Vec<Value>> {
    let all = client.lookups().known_currencies()?;
    let is_used = |record: &&Record| {
        let id = undeclared::id(record, "id");
        orders.iter().any(|order| order.id_currency() == id)
    };
    let used = all.iter().filter(is_used);
    Some(used.map(|record| told(record, language)).collect())
}

/// 1.6 tells only whether there are any.
fn decimals(record: &Record) -> Option<u32> {
    let of = |name| undeclared::text(record, name)?.parse::<u32>().ok();
    of("precision").or_else(|| of("decimals").map(|has| if has == 0 { 0 } else { 2 }))
}

fn code(record: &Record) -> Option<&str> {
    undeclared::text(record, "iso_code")
}

fn told(record: &Record, language: Option<u32>) -> Value {
    let symbol =
        undeclared::label(record, "symbol", language).or_else(|| undeclared::text(record, "sign"));
    let mut row = answer::blank(&PRICE_CURRENCY);
    answer::set(&mut row, "id", undeclared::id(record, "id"));
    answer::set(&mut row, "iso_code", code(record).unwrap_or_default());
    answer::set(&mut row, "symbol", symbol);
    answer::set(&mut row, "decimals", decimals(record).unwrap_or(2));
    Value::Object(row)
}

/// The one currency in use, else the only one whose rate is 1: rates are told in the default one.
fn default_of(all: &[Record]) -> Option<&Record> {
    let is = |record: &Record, name, wanted| undeclared::text(record, name) == Some(wanted);
    let in_use: Vec<&Record> = all
        .iter()
        .filter(|one| is(one, "active", "1") && !is(one, "deleted", "1"))
        .collect();
    if let [only] = in_use.as_slice() {
        return Some(only);
    }
    let is_one = |record: &&&Record| {
        let rate = undeclared::text(record, "conversion_rate").unwrap_or_default();
        rate.strip_prefix('1')
            .is_some_and(|rest| rest.bytes().all(|byte| b".0".contains(&byte)))
            && !rate.starts_with("10")
    };
    let mut found = in_use.iter().filter(is_one);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}
