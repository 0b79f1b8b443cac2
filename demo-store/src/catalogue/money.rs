//! Currencies, taxes, and prices for some people, products and days.

use super::fixed::LANGUAGES;
use crate::resources::product::linked;
use crate::resources::{currency, specific_price};
use crate::tables::moment::{DAY, NOW};
use crate::tables::value::Value;
use crate::tables::{Row, Table};

/// The shop's own country.
pub(crate) const COUNTRY: u32 = 8;
/// The shop's own currency.
pub(crate) const CURRENCY: u32 = 1;
/// The group of registered customers, by which prices are computed unless another is named.
pub(crate) const CUSTOMERS: u32 = 3;
/// The tax rules of a product that says nothing.
pub(crate) const USUAL_RULES: u32 = 1;

/// Tax rules, country, and the tax in thousandths.
const RATES: [(u32, u32, i128); 6] = [
    (1, 8, 200),
    (1, 3, 210),
    (1, 1, 190),
    (2, 8, 55),
    (2, 3, 60),
    (2, 1, 70),
];

/// The tax by such rules in a country, in billionths of a thousandth.
pub(crate) fn rate(rules: u32, country: u32) -> i128 {
    let mut known = RATES.iter();
    let found = known.find(|(of, in_country, _)| *of == rules && *in_country == country);
    found.map_or(0, |(.., rate)| *rate * 1_000_000_000)
}

/// The rules by which a product is taxed; products with a story of their own by the usual ones.
pub(super) fn rules(product: u32) -> u32 {
    match product % 10 {
        _ if product <= super::odd::LAST => USUAL_RULES,
        4 => 2,
        9 => 0,
        _ => USUAL_RULES,
    }
}

/// Name, code, number, symbol, decimals, rate in millionths, deleted, active.
type Known = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i64,
    i64,
    i64,
    i64,
);

const CURRENCIES: [Known; 4] = [
    ("Euro", "EUR", "978", "€", 2, 1_000_000, 0, 1),
    ("US Dollar", "USD", "840", "$", 2, 1_100_000, 0, 1),
    ("Japanese Yen", "JPY", "392", "¥", 0, 160_000_000, 0, 0),
    ("Old Franc", "FRF", "250", "F", 2, 1_000_000, 1, 1),
];

pub(crate) fn currencies() -> Table {
    use currency::Column::*;
    let mut table = Table::default();
    for (id, (label, code, digits, sign_of, places, rate, is_deleted, is_active)) in
        (1..).zip(CURRENCIES)
    {
        let every = |text: &'static str| {
            Value::Texts(
                LANGUAGES
                    .into_iter()
                    .map(|one| (one, text.into()))
                    .collect(),
            )
        };
        let mut row = Row::new(id);
        row.set(names, every(label))
            .set(name, Value::word(label))
            .set(symbol, every(sign_of))
            .set(sign, Value::word(sign_of))
            .set(pattern, every("#,##0.00 ¤"))
            .set(format, Value::Number(2))
            .set(blank, Value::Number(1))
            .set(iso_code, Value::word(code))
            .set(iso_code_num, Value::word(digits))
            .set(numeric_iso_code, Value::word(digits))
            .set(precision, Value::Number(places))
            .set(decimals, Value::Number(i64::from(places > 0)))
            .set(conversion_rate, Value::Millionths(rate))
            .set(deleted, Value::Number(is_deleted))
            .set(active, Value::Number(is_active));
        table.push(row);
    }
    table
}

/// One specific price; 0 stands for everybody and everything.
#[derive(Debug, Clone, Copy, Default)]
struct Deal {
    group: i64,
    country: i64,
    currency: i64,
    /// From so many pieces on.
    pieces: i64,
    /// Days from now on which it begins and ends.
    days: Option<(i64, i64)>,
    /// Millionths in the place of the product's own price.
    price: Option<i64>,
    off: Off,
    /// Whether it is for the first combination alone.
    is_of_first: bool,
}

#[derive(Debug, Clone, Copy, Default)]
enum Off {
    #[default]
    Nothing,
    /// Millionths of the price.
    Percent(i64),
    /// Millionths, tax included or not.
    Amount(i64, bool),
}

const ANY: Deal = Deal {
    group: 0,
    country: 0,
    currency: 0,
    pieces: 1,
    days: None,
    price: None,
    off: Off::Nothing,
    is_of_first: false,
};

/// What a product costs less for whom, by what is left of its id.
const DEALS: [&[Deal]; 12] = [
    &[percent(200_000)],
    &[Deal {
        off: Off::Amount(3_000_000, true),
        ..ANY
    }],
    &[Deal {
        off: Off::Amount(2_500_000, false),
        ..ANY
    }],
    &[Deal {
        group: 1,
        ..percent(150_000)
    }],
    &[Deal {
        group: 3,
        ..percent(100_000)
    }],
    &[Deal {
        country: 3,
        ..percent(250_000)
    }],
    &[
        Deal {
            pieces: 5,
            ..percent(400_000)
        },
        Deal {
            days: Some((-60, -30)),
            ..percent(500_000)
        },
    ],
    &[Deal {
        price: Some(7_990_000),
        ..percent(100_000)
    }],
    &[Deal {
        is_of_first: true,
        ..percent(300_000)
    }],
    &[
        percent(50_000),
        Deal {
            group: 3,
            country: 8,
            ..percent(120_000)
        },
    ],
    &[
        Deal {
            currency: 2,
            off: Off::Amount(1_000_000, true),
            ..ANY
        },
        Deal {
            days: Some((-10, 10)),
            ..percent(80_000)
        },
    ],
    &[],
];

const fn percent(part: i64) -> Deal {
    Deal {
        off: Off::Percent(part),
        ..ANY
    }
}

/// The specific prices of the products without a story of their own.
pub(crate) fn deals(products: &Table) -> Table {
    let mut table = Table::default();
    for product in products.iter().filter(|one| one.id > super::odd::LAST) {
        let deals = DEALS.get(product.id as usize % DEALS.len());
        for deal in deals.into_iter().copied().flatten() {
            let first = product.linked(linked::COMBINATIONS).first();
            if !deal.is_of_first || first.is_some() {
                let id = table.last_id().saturating_add(1);
                table.push(row(id, product.id, *deal, first.copied()));
            }
        }
    }
    table
}

fn row(id: u32, product: u32, deal: Deal, first: Option<u32>) -> Row {
    use specific_price::Column::*;
    let mut row = Row::new(id);
    let size = first.filter(|_| deal.is_of_first).unwrap_or_default();
    for (column, number) in [
        (id_product, i64::from(product)),
        (id_product_attribute, i64::from(size)),
        (id_group, deal.group),
        (id_country, deal.country),
        (id_currency, deal.currency),
        (from_quantity, deal.pieces),
    ] {
        row.set(column, Value::Number(number));
    }
    if let Some((begins, ends)) = deal.days {
        row.set(from, Value::Moment(Some(NOW + begins * DAY)))
            .set(to, Value::Moment(Some(NOW + ends * DAY)));
    }
    if let Some(fixed) = deal.price {
        row.set(price, Value::Millionths(fixed));
    }
    match deal.off {
        Off::Nothing => {}
        Off::Percent(part) => {
            row.set(reduction, Value::Millionths(part))
                .set(reduction_type, Value::word("percentage"));
        }
        Off::Amount(amount, with_tax) => {
            row.set(reduction, Value::Millionths(amount))
                .set(reduction_tax, Value::Number(i64::from(with_tax)));
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::combination;

    #[test]
    fn a_price_of_a_combination_is_of_one_of_the_product() {
        let mut positions = [0; 8];
        let mut sizes = Table::default();
        let mut products = Table::default();
        for id in 1..=400 {
            let mut row = super::super::products::product(id, 0, &mut positions);
            super::super::products::combinations(&mut row, &mut sizes);
            products.push(row);
        }
        let mut checked = 0;
        for deal in deals(&products).iter() {
            let size = deal.id_in(specific_price::Column::id_product_attribute);
            if let Some(size) = sizes.get(size) {
                let of = size.id_in(combination::Column::id_product);
                assert_eq!(of, deal.id_in(specific_price::Column::id_product));
                checked += 1;
            }
        }
        assert!(checked > 10, "{checked}");
        println!("{checked} prices of combinations");
    }
}
