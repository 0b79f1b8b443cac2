//! What a product costs whom: tax, currency and specific prices, as a shop computes them for
//! `price[NAME]`.

use std::collections::BTreeMap;

use crate::catalogue::money;
use crate::resources::{Place, combination, currency, product, specific_price};
use crate::store::Store;
use crate::tables::value::Value;
use crate::tables::{BASE, Row};

/// Amounts in here count millionths of millionths, so that only the last step rounds.
const ONE: i128 = 1_000_000_000_000;

/// For whom a price is computed. A shop's own settings are the default: its country and
/// currency, the group of its customers, two decimals, and no ecotax.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    use_tax: bool,
    use_reduction: bool,
    only_reduction: bool,
    use_ecotax: bool,
    combination: u32,
    quantity: i64,
    country: u32,
    currency: u32,
    group: u32,
    decimals: u32,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked {
            use_tax: true,
            use_reduction: true,
            only_reduction: false,
            use_ecotax: false,
            combination: 0,
            quantity: 1,
            country: money::COUNTRY,
            currency: money::CURRENCY,
            group: money::CUSTOMERS,
            decimals: 2,
        }
    }
}

/// The specific prices of each product.
#[derive(Debug, Default)]
pub(crate) struct Bargains(BTreeMap<u32, Vec<u32>>);

impl Bargains {
    pub(crate) fn of(store: &Store) -> Bargains {
        let mut by_product: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let table = store.table(Place::SpecificPrices).into_iter();
        for row in table.flat_map(|table| table.iter()) {
            let of = row.id_in(specific_price::Column::id_product);
            by_product.entry(of).or_default().push(row.id);
        }
        Bargains(by_product)
    }
}

impl Asked {
    /// Takes one parameter; those a shop does not know change nothing.
    pub(crate) fn take(&mut self, parameter: &str, value: i64) {
        let id = u32::try_from(value).unwrap_or(0);
        match parameter {
            "use_tax" => self.use_tax = value != 0,
            "use_reduction" => self.use_reduction = value != 0,
            "only_reduction" => self.only_reduction = value != 0,
            "use_ecotax" => self.use_ecotax = value != 0,
            "product_attribute" => self.combination = id,
            "quantity" => self.quantity = value,
            "country" => self.country = id,
            "currency" => self.currency = id,
            "group" => self.group = id,
            "decimals" => self.decimals = id.min(6),
            _ => {}
        }
    }

    /// The price, in millionths. 0 where the shop knows none: for a combination of another
    /// product, and without one for a product whose combinations have no default.
    pub(crate) fn price(
        &self,
        store: &Store,
        bargains: &Bargains,
        (place, row): (Place, &Row),
        shop: u32,
    ) -> i64 {
        let (product, size) = match place {
            Place::Combinations => {
                let of = row.id_in(combination::Column::id_product);
                let Some(product) = table_row(store, Place::Products, of) else {
                    return 0;
                };
                (product, Some(row))
            }
            _ => (row, self.size(store, row)),
        };
        let has_sizes = !product.linked(product::linked::COMBINATIONS).is_empty();
        let is_own = |size: &Row| size.id_in(combination::Column::id_product) == product.id;
        if size.is_some_and(|size| !is_own(size)) || size.is_none() && has_sizes {
            return 0;
        }
        let wanted = match place {
            Place::Combinations => row.id,
            _ => self.combination,
        };
        let best = self.best(store, bargains, product.id, wanted, shop);
        let amount = |row: &Row, column: u8| {
            let value = row.stored(shop, column).map_or(0, Value::millionths);
            i128::from(value) * 1_000_000
        };
        let fixed = best.map(Bargain::of).filter(|one| one.price >= 0);
        let mut price = match &fixed {
            Some(fixed) => fixed.price,
            None => amount(product, product::Column::price.into()),
        };
        if fixed.as_ref().is_none_or(|fixed| fixed.currency == 0) {
            price = self.convert(store, price);
        }
        if let Some(size) = size.filter(|_| fixed.as_ref().is_none_or(|one| one.combination == 0)) {
            let extra = amount(size, combination::Column::price.into());
            price = price.saturating_add(self.convert(store, extra));
        }
        let rate = money::rate(
            product
                .stored(shop, product::Column::id_tax_rules_group.into())
                .map_or(money::USUAL_RULES, Value::id),
            self.country,
        );
        if self.use_tax {
            price = with_tax(price, rate);
        }
        if self.use_ecotax {
            let ecotax = amount(product, product::Column::ecotax.into());
            price = price.saturating_add(self.convert(store, ecotax));
        }
        let reduction = best.map_or(0, |one| {
            self.reduction(store, &Bargain::of(one), price, rate)
        });
        if self.only_reduction {
            return self.rounded(reduction);
        }
        if self.use_reduction {
            price = price.saturating_sub(reduction);
        }
        self.rounded(price.max(0))
    }

    /// The combination asked for; without one that of the product that is its default.
    fn size<'s>(&self, store: &'s Store, product: &Row) -> Option<&'s Row> {
        if self.combination > 0 {
            return table_row(store, Place::Combinations, self.combination);
        }
        let ids = product.linked(product::linked::COMBINATIONS).iter();
        let mut sizes = ids.filter_map(|id| table_row(store, Place::Combinations, *id));
        sizes.find(|size| size.id_in(combination::Column::default_on) == 1)
    }

    /// The one specific price that counts: the one said for most.
    fn best<'s>(
        &self,
        store: &'s Store,
        bargains: &Bargains,
        product: u32,
        wanted: u32,
        shop: u32,
    ) -> Option<&'s Row> {
        use specific_price::Column::*;
        let ids = bargains.0.get(&product).into_iter().flatten();
        let rows = ids.filter_map(|id| table_row(store, Place::SpecificPrices, *id));
        let fits = |row: &&Row| {
            let of = |column: specific_price::Column| row.id_in(column);
            let anybody = |column, mine: u32| [0, mine].contains(&of(column));
            let many = i64::from(of(from_quantity));
            let moment = |column: specific_price::Column| match row.stored(BASE, column.into()) {
                Some(Value::Moment(moment)) => *moment,
                _ => None,
            };
            anybody(id_shop, shop)
                && anybody(id_currency, self.currency)
                && anybody(id_country, self.country)
                && anybody(id_group, self.group)
                && anybody(id_product_attribute, wanted)
                && of(id_customer) == 0
                && of(id_cart) == 0
                && (many <= 1 || many <= self.quantity)
                && moment(from).is_none_or(|begin| begin <= store.now())
                && moment(to).is_none_or(|end| store.now() <= end)
        };
        let score = |row: &&Row| {
            let is = |column: specific_price::Column, mine: u32, points: u32| match row
                .id_in(column)
                == mine
            {
                true => points,
                false => 0,
            };
            let points = is(id_shop, shop, 16)
                + is(id_currency, self.currency, 8)
                + is(id_country, self.country, 4)
                + is(id_group, self.group, 2);
            (
                row.id_in(id_product_attribute),
                row.id_in(from_quantity),
                points,
                std::cmp::Reverse(row.id),
            )
        };
        rows.filter(fits).max_by_key(score)
    }

    fn reduction(&self, store: &Store, bargain: &Bargain, price: i128, rate: i128) -> i128 {
        if bargain.is_percentage {
            return times(price, bargain.reduction);
        }
        let amount = match bargain.currency {
            0 => self.convert(store, bargain.reduction),
            _ => bargain.reduction,
        };
        match (self.use_tax, bargain.with_tax) {
            (true, false) => with_tax(amount, rate),
            (false, true) => amount.saturating_mul(ONE) / ONE.saturating_add(rate).max(1),
            _ => amount,
        }
    }

    fn convert(&self, store: &Store, amount: i128) -> i128 {
        let rate = table_row(store, Place::Currencies, self.currency)
            .filter(|_| self.currency != money::CURRENCY)
            .and_then(|row| row.stored(BASE, currency::Column::conversion_rate.into()));
        match rate {
            Some(rate) => times(amount, i128::from(rate.millionths()) * 1_000_000),
            None => amount,
        }
    }

    /// Half of the last digit counts up.
    fn rounded(&self, amount: i128) -> i64 {
        let step = 10_i128.pow(12_u32.saturating_sub(self.decimals));
        let rounded = amount.saturating_add(step / 2).div_euclid(step);
        i64::try_from(rounded.saturating_mul(step) / 1_000_000).unwrap_or(i64::MAX)
    }
}

/// What a specific price says.
struct Bargain {
    /// In the place of the product's own; below 0 for none.
    price: i128,
    reduction: i128,
    is_percentage: bool,
    with_tax: bool,
    currency: u32,
    combination: u32,
}

impl Bargain {
    fn of(row: &Row) -> Bargain {
        use specific_price::Column::*;
        let amount = |column: specific_price::Column, unsaid: i64| {
            let stored = row.stored(BASE, column.into());
            i128::from(stored.map_or(unsaid, Value::millionths)) * 1_000_000
        };
        Bargain {
            price: amount(price, -1_000_000),
            reduction: amount(reduction, 0),
            is_percentage: row.stored(BASE, reduction_type.into())
                == Some(&Value::word("percentage")),
            with_tax: row
                .stored(BASE, reduction_tax.into())
                .is_none_or(|value| value.number() != 0),
            currency: row.id_in(id_currency),
            combination: row.id_in(id_product_attribute),
        }
    }
}

fn with_tax(amount: i128, rate: i128) -> i128 {
    amount.saturating_add(times(amount, rate))
}

fn times(one: i128, other: i128) -> i128 {
    one.saturating_mul(other) / ONE
}

fn table_row(store: &Store, place: Place, id: u32) -> Option<&Row> {
    store.table(place)?.get(id)
}
