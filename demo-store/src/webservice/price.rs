//! Prices computed on request: `price[NAME][use_tax]=1`.

use std::rc::Rc;

use super::errors::Refusal;
use crate::pricing::{Asked, Bargains};
use crate::query::{Query, php_int};
use crate::resources::{Place, Resource};
use crate::store::Store;
use crate::tables::Row;
use crate::tables::value::Value;

/// A field that is only there because the query asks for it.
#[derive(Debug, Clone)]
pub(crate) struct Computed {
    pub(crate) name: String,
    asked: Asked,
    bargains: Rc<Bargains>,
}

/// Reads every `price[NAME][...]`.
pub(crate) fn computed(
    query: &Query,
    resource: &Resource,
    store: &Store,
) -> Result<Vec<Computed>, Refusal> {
    let mut found: Vec<Computed> = Vec::new();
    if !matches!(resource.place, Place::Products | Place::Combinations) {
        return Ok(found);
    }
    let mut bargains: Option<Rc<Bargains>> = None;
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
            let known = bargains.get_or_insert_with(|| Rc::new(Bargains::of(store)));
            found.push(Computed {
                name: name.to_owned(),
                asked: Asked::default(),
                bargains: Rc::clone(known),
            });
            found.len() - 1
        });
        let (Some(held), Some(parameter)) = (found.get_mut(position), deeper.first()) else {
            continue;
        };
        held.asked.take(parameter, php_int(value));
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
    let of = (resource.place, row);
    Value::Millionths(computed.asked.price(store, &computed.bargains, of, shop))
}
