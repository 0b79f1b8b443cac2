//! Prices that a shop computes on request, for a country, a customer group, a quantity and so on.

use json::Value;
use resources::node::is_secret;
use resources::{Declared, Product};

use super::address::Address;
use super::error::Result;
use super::names::{is_name, shown_value, unknown};
use super::number::number;
use super::option::option;

/// A field of products or combinations that is only there because it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedPrice {
    /// The field's name in the answer: small letters, digits and `_`.
    pub name: String,
    /// What it is computed for, by names of [`ComputedPrice::OPTIONS`].
    pub options: Vec<(&'static str, u32)>,
}

/// What a field of the answer is already called.
const TAKEN: [&str; 3] = ["associations", "id_product", "extra"];

impl ComputedPrice {
    /// What a price can be computed for, and whether it is a yes or no.
    pub const OPTIONS: [(&'static str, bool); 12] = [
        ("use_tax", true),
        ("product_attribute", false),
        ("quantity", false),
        ("country", false),
        ("state", false),
        ("county", false),
        ("currency", false),
        ("group", false),
        ("decimals", false),
        ("only_reduction", true),
        ("use_reduction", true),
        ("use_ecotax", true),
    ];

    /// Reads `{ [name]: { country: 8, use_tax: true, … } }`.
    pub(super) fn all(value: &Value) -> Result<Vec<ComputedPrice>> {
        let Value::Object(given) = value else {
            let hint = "Give { name: { country: 8 } }";
            return Err(option("price", &["is no object"], hint));
        };
        let mut prices = Vec::new();
        for (name, value) in given.iter() {
            prices.push(ComputedPrice::read(name, value)?);
        }
        Ok(prices)
    }

    fn read(name: &str, value: &Value) -> Result<ComputedPrice> {
        let path = ["price.", name].concat();
        let Value::Object(given) = value else {
            let hint = "Give what it is computed for, such as { country: 8, use_tax: true }";
            return Err(option(&path, &["is no object"], hint));
        };
        let mut options = Vec::new();
        for (option_name, value) in given.iter() {
            let Some((known, is_flag)) = of_name(option_name) else {
                let names = ComputedPrice::OPTIONS.map(|(name, _)| name);
                return Err(unknown(&path, "option", option_name, &names));
            };
            let number = match value {
                Value::Bool(flag) if is_flag => Some(u32::from(*flag)),
                Value::String(text) if !is_flag => number(text),
                Value::Number(number) if !is_flag => {
                    number.whole().and_then(|one| u32::try_from(one).ok())
                }
                _ => None,
            };
            let Some(number) = number else {
                let path = [&path, ".", option_name].concat();
                let (problem, hint) = match is_flag {
                    true => ("is neither yes nor no: ", "Give true or false"),
                    false => ("is no whole number: ", "Give digits only"),
                };
                return Err(option(&path, &[problem, &shown_value(value)], hint));
            };
            options.push((known, number));
        }
        Ok(ComputedPrice {
            name: name.to_owned(),
            options,
        })
    }

    pub(super) fn write(&self, resource: &str, address: &mut Address) -> Result<()> {
        self.check(resource)?;
        // A name alone would be no list of options to a shop.
        let options = match self.options.as_slice() {
            [] => &[("quantity", 1)],
            options => options,
        };
        for (name, value) in options {
            address.parameter(&["price[", &self.name, "][", name, "]"]);
            address.number(*value);
        }
        Ok(())
    }

    fn check(&self, resource: &str) -> Result<()> {
        let name = self.name.as_str();
        let is_small = !name.contains(|one: char| one.is_ascii_uppercase());
        let begins = name.starts_with(|one: char| one.is_ascii_alphabetic());
        let is_taken = Product::RESOURCE.field(name).is_some()
            || Product::RESOURCE.association(name).is_some()
            || resources::of(resource).known_field(name).is_some()
            || is_secret(name)
            || TAKEN.contains(&name);
        let (problem, hint) = match () {
            () if !matches!(resource, "products" | "combinations") => (
                "has no effect here",
                "Shops compute prices of products and of combinations",
            ),
            () if !is_name(name) || !begins || !is_small => (
                "is no name for a price",
                "Name it in small letters, digits and _, such as my_price",
            ),
            () if is_taken => (
                "is the name of a field, whose value the shop would replace",
                "Name it otherwise, such as my_price",
            ),
            () => return Ok(()),
        };
        Err(option(&["price.", name].concat(), &[problem], hint))
    }
}

fn of_name(name: &str) -> Option<(&'static str, bool)> {
    let mut known = ComputedPrice::OPTIONS.into_iter();
    known.find(|(one, _)| *one == name)
}
