//! Prices computed on request: `price[NAME][use_tax]=1`.

use super::errors::Refusal;
use crate::query::{Query, php_int};
use crate::resources::{Place, Resource, combination, product};
use crate::store::Store;
use crate::tables::Row;
use crate::tables::value::Value;

/// A field that is only there because the query asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Computed {
    pub(crate) name: String,
    with_tax: bool,
    combination: u32,
    decimals: u32,
}

/// Reads every `price[NAME][...]`.
pub(crate) fn computed(query: &Query, resource: &Resource) -> Result<Vec<Computed>, Refusal> {
    let mut found: Vec<Computed> = Vec::new();
    if !matches!(resource.place, Place::Products | Place::Combinations) {
        return Ok(found);
    }
    for (name, deeper, value) in query.array("price") {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
        if name.is_empty() || !name.chars().all(fits) {
            return Err(Refusal::one(
                400,
                128,
                "Name for the virtual field is not allow",
            ));
        }
        let position = found.iter().position(|held| held.name == name);
        let position = position.unwrap_or_else(|| {
            found.push(Computed {
                name: name.to_owned(),
                with_tax: true,
                combination: 0,
                decimals: 6,
            });
            found.len() - 1
        });
        let (Some(held), Some(parameter)) = (found.get_mut(position), deeper.first()) else {
            continue;
        };
        match parameter.as_str() {
            "use_tax" => held.with_tax = php_int(value) != 0,
            "product_attribute" => held.combination = u32::try_from(php_int(value)).unwrap_or(0),
            "decimals" => held.decimals = u32::try_from(php_int(value)).unwrap_or(6).min(6),
            _ => {}
        }
    }
    Ok(found)
}

/// The price of a product or combination in a shop.
pub(crate) fn value(
    store: &Store,
    resource: &Resource,
    row: &Row,
    shop: u32,
    computed: &Computed,
) -> Value {
    let (product, size) = match resource.place {
        Place::Combinations => {
            let product = row.id_in(combination::Column::id_product);
            (
                table_row(store, Place::Products, product).unwrap_or(row),
                Some(row),
            )
        }
        _ => (
            row,
            table_row(store, Place::Combinations, computed.combination),
        ),
    };
    let base = product
        .stored(shop, product::Column::price.into())
        .map_or(0, Value::millionths);
    let extra = size
        .filter(|size| size.id_in(combination::Column::id_product) == product.id)
        .and_then(|size| size.stored(shop, combination::Column::price.into()))
        .map_or(0, Value::millionths);
    let net = base.saturating_add(extra);
    let price = if computed.with_tax {
        net.saturating_mul(6) / 5
    } else {
        net
    };
    let step = 10_i64.pow(6 - computed.decimals);
    Value::Millionths(price.saturating_add(step / 2) / step * step)
}

fn table_row(store: &Store, place: Place, id: u32) -> Option<&Row> {
    store.table(place)?.get(id)
}
