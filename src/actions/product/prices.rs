//! What a product costs: prices that the shop computes, with tax and reductions.
//!
//! They are those of a customer of the shop's usual group, in the shop's own country, for one
//! piece. The shop rounds them; without `decimals` it would take the number of its way of rounding.

use json::Value;
use resources::record::Record;

use super::undeclared;
use crate::actions::answer::{self, Answer};
use crate::actions::doc::Doc;
use crate::actions::shape::{Object, Property, Shape};
use crate::webservice::price::ComputedPrice;

/// What is taken off a price.
static REDUCTION: Object = Object {
    name: Doc::new("PriceReduction"),
    description: Doc::new("What is taken off a price."),
    properties: &[
        Property::new("amount_tax_incl", Shape::Decimal, "The amount, with tax."),
        Property::new(
            "percent",
            Shape::Decimal,
            "The same in per cent of price_tax_incl, rounded to two decimals.",
        )
        .or_null(),
    ],
};

/// The price before reductions.
pub const PRICE_TAX_INCL: Property = Property::new(
    "price_tax_incl",
    Shape::Decimal,
    "Price with tax, before reductions; null where the shop computes none.",
)
.or_null();

/// What is paid.
pub const FINAL_PRICE: Property = Property::new(
    "final_price",
    Shape::Decimal,
    "What a customer pays for one piece: with tax and reductions.",
)
.or_null();

/// What is paid, without tax.
pub const FINAL_PRICE_TAX_EXCL: Property = Property::new(
    "final_price_tax_excl",
    Shape::Decimal,
    "What a customer pays for one piece, without tax.",
)
.or_null();

/// What is taken off.
pub const REDUCTION_PROPERTY: Property = Property::new(
    "reduction",
    Shape::Object(&REDUCTION),
    "What is taken off; null for nothing.",
)
.or_null();

/// Fields of the answer that no answer tells: six decimals each, for the per cent.
const EXACT_PRICE: &str = "exact_price";
const EXACT_REDUCTION: &str = "exact_reduction";
const EXACT: u32 = 6;

/// Decimals of a currency of which nothing is known.
const USUAL_DECIMALS: u32 = 2;

/// The decimals that prices are asked for with, of a currency with that many.
pub fn rounded_to(decimals: Option<u32>) -> u32 {
    decimals.unwrap_or(USUAL_DECIMALS).min(EXACT)
}

/// The computed prices that an object needs, by the names of its properties.
pub fn asked(object: &Object, decimals: Option<u32>) -> Vec<ComputedPrice> {
    let decimals = rounded_to(decimals);
    let price = |name: &str, with_tax, reduced| ComputedPrice {
        name: name.to_owned(),
        options: vec![
            ("use_tax", u32::from(with_tax)),
            ("use_reduction", u32::from(reduced)),
            ("decimals", decimals),
        ],
    };
    let exact = |name: &str, option| ComputedPrice {
        name: name.to_owned(),
        options: vec![("use_tax", 1), option, ("decimals", EXACT)],
    };
    let mut prices = Vec::new();
    for property in object.properties {
        match property.name {
            "price_tax_incl" => prices.push(price(property.name, true, false)),
            "final_price" => prices.push(price(property.name, true, true)),
            "final_price_tax_excl" => prices.push(price(property.name, false, true)),
            "reduction" => prices.extend([
                exact(EXACT_PRICE, ("use_reduction", 0)),
                exact(EXACT_REDUCTION, ("only_reduction", 1)),
            ]),
            _ => {}
        }
    }
    prices
}

/// Sets the prices of a row, and tells whether the shop knew them. It says 0 where it finds none,
/// as for a product whose combinations have no default.
pub fn set(row: &mut Answer, object: &Object, record: &Record, stored: Option<&str>) -> bool {
    let of = |name: &str| undeclared::text(record, name);
    let is_zero = |text: Option<&str>| text.and_then(millionths) == Some(0);
    let has_price = stored.and_then(millionths).is_some_and(|price| price > 0);
    let is_known = of("price_tax_incl").and_then(millionths).is_some()
        && !(has_price && is_zero(of("price_tax_incl")));
    for property in object.properties {
        match property.name {
            "price_tax_incl" | "final_price" | "final_price_tax_excl" => {
                let price = of(property.name).filter(|_| is_known);
                answer::set(row, property.name, price.map(shown));
            }
            "reduction" if is_known => answer::set(row, property.name, reduction(record)),
            _ => {}
        }
    }
    is_known
}

fn reduction(record: &Record) -> Value {
    let of = |name: &str| undeclared::text(record, name).and_then(millionths);
    let (Some(price), Some(paid)) = (of("price_tax_incl"), of("final_price")) else {
        return Value::Null;
    };
    let taken = price.saturating_sub(paid);
    if taken <= 0 {
        return Value::Null;
    }
    let percent = match (of(EXACT_PRICE), of(EXACT_REDUCTION)) {
        (Some(price), Some(taken)) if price > 0 => hundredths_of_percent(taken, price),
        _ => None,
    };
    let mut row = answer::blank(&REDUCTION);
    answer::set(&mut row, "amount_tax_incl", shown(&decimal(taken)));
    answer::set(&mut row, "percent", percent);
    Value::Object(row)
}

fn hundredths_of_percent(part: i64, whole: i64) -> Option<String> {
    let (part, whole) = (i128::from(part.min(whole)), i128::from(whole));
    let twice = part.checked_mul(20_000)?.checked_add(whole)?;
    let rounded = twice.checked_div(whole.checked_mul(2)?)?;
    let digits = format!("{rounded:03}");
    let (percent, hundredths) = digits.split_at_checked(digits.len().checked_sub(2)?)?;
    Some([percent, ".", hundredths].concat())
}

/// Without the zeros behind the decimals that the shop has rounded to; of two at least.
fn shown(price: &str) -> String {
    let digits = price.trim_end_matches('0');
    let decimals = digits.split_once('.').map_or(2, |(_, part)| part.len());
    let zeros = "00".get(decimals.min(2)..).unwrap_or_default();
    [digits, zeros].concat()
}

/// Shops write computed prices with six decimals.
fn millionths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.')?;
    match part.len() {
        6 => [whole, part].concat().parse().ok(),
        _ => None,
    }
}

fn decimal(millionths: i64) -> String {
    let digits = format!("{millionths:07}");
    match digits.split_at_checked(digits.len().saturating_sub(6)) {
        Some((whole, part)) => [whole, ".", part].concat(),
        None => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_part_of_a_price_then_it_is_rounded_to_hundredths_of_a_percent() {
        let cases = [
            (5_736_000, 28_680_000, "20.00"),
            (1, 3, "33.33"),
            (2, 3, "66.67"),
            (1, 3_000_000, "0.00"),
            (1, 2_000, "0.05"),
            (7, 7, "100.00"),
            (9, 7, "100.00"),
        ];
        for (part, whole, expected) in cases {
            assert_eq!(
                hundredths_of_percent(part, whole).as_deref(),
                Some(expected)
            );
        }
        println!("{} parts", cases.len());
    }

    #[test]
    fn given_a_computed_price_then_it_is_shown_with_the_decimals_it_has() {
        let cases = [
            ("22.940000", "22.94"),
            ("22.900000", "22.90"),
            ("1235.000000", "1235.00"),
            ("0.000000", "0.00"),
            ("1.234000", "1.234"),
        ];
        for (price, expected) in cases {
            assert_eq!(shown(price), expected);
        }
        println!("{} prices", cases.len());
    }

    #[test]
    fn given_millionths_then_they_are_a_decimal_and_back() {
        for text in ["0.000001", "0.050000", "5.740000", "1234.560000"] {
            assert_eq!(millionths(text).map(decimal).as_deref(), Some(text));
        }
        for text in ["5.74", "5", "", "1e3.000000", "x.000000"] {
            assert_eq!(millionths(text), None, "{text}");
        }
    }
}
