//! The combinations of a product, by name, with what they cost.

use json::Value;
use resources::record::Record;
use resources::{Product, StockAvailable};

use super::prices::{self, FINAL_PRICE, PRICE_TAX_INCL};
use super::undeclared;
use crate::actions::allowed::one_of;
use crate::actions::answer;
use crate::actions::catalogue::Need;
use crate::actions::doc::Doc;
use crate::actions::shape::{Object, Property, Shape};
use crate::actions::warnings::Warnings;
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::filter::Filter;
use crate::webservice::query::{Language, Query};

/// To tell what a product comes in.
pub const COMBINATIONS: Need = Need::get_or("combinations", "combinations are left out");

/// To name combinations.
pub const OPTION_VALUES: Need = Need::get_or("product_option_values", "combinations have no names");

/// The most combinations of an answer: the shop computes the price of each.
const MOST: u32 = 100;

static PRODUCT_VARIANT: Object = Object {
    name: Doc::new("ProductCombination"),
    description: Doc::new("A combination, such as a size in a colour."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the combination."),
        Property::new(
            "name",
            Shape::ShopText,
            "Its values, such as \"M, blue\"; null where a warning says why.",
        )
        .or_null(),
        Property::new("reference", Shape::ShopText, "The merchant's reference.").or_null(),
        PRICE_TAX_INCL,
        FINAL_PRICE,
        Property::new(
            "stock",
            Shape::Integer,
            "Pieces in stock in this shop; null where it is not known.",
        )
        .or_null(),
    ],
};

static VARIANT: Shape = Shape::Object(&PRODUCT_VARIANT);

/// What a product comes in.
pub const COMBINATIONS_PROPERTY: Property = Property::new(
    "combinations",
    Shape::List(&VARIANT),
    "By id; empty for a product without combinations, null where a warning says why.",
)
.or_null();

/// Combinations and the names of their values.
#[derive(Debug, Default)]
pub struct Variants {
    /// `None` where the key may not read them.
    rows: Option<Vec<Record>>,
    values: Vec<Record>,
}

/// Reads the combinations of products.
///
/// # Errors
/// Those of the shop, a right that the key lacks among them.
pub async fn of_products<T: Transport>(
    client: &Client<T>,
    products: &[u32],
    decimals: Option<u32>,
) -> Result<Vec<Record>> {
    let fields = ["id", "id_product", "reference", "product_option_values[id]"];
    let filter = vec![Filter::new("id_product", one_of(products))];
    let mut query = Query::of(Display::of(&fields), filter);
    query = query.first(MOST.saturating_add(1), Vec::new());
    query.price = prices::asked(&PRODUCT_VARIANT, decimals);
    client.undeclared(COMBINATIONS.resource, query).await
}

/// Values that were read before it was known which combinations are answered.
#[derive(Debug)]
pub struct Early {
    /// The ids that were asked for, sorted.
    pub asked: Vec<u32>,
    /// `None` where the key may not read them.
    pub read: Result<Option<Vec<Record>>>,
}

/// The values that the combinations of products are made of, as the products name them, sorted.
pub fn values_of(products: &[Product]) -> Vec<u32> {
    let all = products.iter().flat_map(Product::product_option_values);
    let mut ids: Vec<u32> = all.filter_map(|value| value.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Whether there is anything to read of combinations.
pub fn has_some(products: &[Product]) -> bool {
    let mut all = products.iter();
    all.any(|one| one.combinations().next().is_some())
}

impl Variants {
    /// Combinations as far as the key may read them, `None` where it may not, with a warning. Values
    /// that were not read early are read now.
    ///
    /// # Errors
    /// Those of reading them or their values, unless it is a right that the key lacks.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        rows: Result<Option<Vec<Record>>>,
        early: Option<Early>,
        language: Language,
        warnings: &mut Warnings,
    ) -> Result<Variants> {
        let Some(mut rows) = warnings.told(rows, &COMBINATIONS)? else {
            return Ok(Variants::default());
        };
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        if rows.len() > most {
            rows.truncate(most);
            warnings.say("Only the first 100 combinations are answered.".to_owned());
        }
        let ids = |row: &Record| undeclared::linked(row, "product_option_values");
        let mut values: Vec<u32> = rows.iter().flat_map(ids).collect();
        values.sort_unstable();
        values.dedup();
        let is_asked = |early: &Early| {
            let mut ids = values.iter();
            ids.all(|id| early.asked.binary_search(id).is_ok())
        };
        let read = match early.filter(is_asked) {
            _ if values.is_empty() => Ok(Some(Vec::new())),
            Some(early) => early.read,
            None => match client.may_read(OPTION_VALUES.resource).await? {
                true => names_of(client, &values, language).await.map(Some),
                false => Ok(None),
            },
        };
        Ok(Variants {
            rows: Some(rows),
            values: warnings.told(read, &OPTION_VALUES)?.unwrap_or_default(),
        })
    }

    /// Those of a product, as they stand in an answer.
    pub fn answer(
        &self,
        product: &Product,
        language: Option<u32>,
        stock: &[&StockAvailable],
    ) -> Value {
        let Some(rows) = &self.rows else {
            return Value::Null;
        };
        let of = rows
            .iter()
            .filter(|row| undeclared::id(row, "id_product") == product.id());
        let rows = of.map(|record| {
            let id = undeclared::id(record, "id");
            let shelf = stock.iter().find(|one| one.id_product_attribute() == id);
            let mut row = answer::blank(&PRODUCT_VARIANT);
            answer::set(&mut row, "id", id);
            answer::set(&mut row, "name", self.name(record, language));
            answer::set(&mut row, "reference", undeclared::text(record, "reference"));
            answer::set(&mut row, "stock", shelf.and_then(|one| one.quantity()));
            prices::set(&mut row, &PRODUCT_VARIANT, record, product.price());
            Value::Object(row)
        });
        Value::from(rows.collect::<Vec<Value>>())
    }

    fn name(&self, record: &Record, language: Option<u32>) -> Option<String> {
        let label = |id: u32| {
            let by_id = |value: &Record| undeclared::id(value, "id").cmp(&Some(id));
            let at = self.values.binary_search_by(by_id).ok()?;
            undeclared::label(self.values.get(at)?, "name", language)
        };
        let ids = undeclared::linked(record, "product_option_values");
        let labels: Option<Vec<&str>> = ids.into_iter().map(label).collect();
        labels
            .filter(|all| !all.is_empty())
            .map(|all| all.join(", "))
    }
}

/// The names of values, by their ids.
///
/// # Errors
/// Those of the shop, a right that the key lacks among them.
pub async fn names_of<T: Transport>(
    client: &Client<T>,
    values: &[u32],
    language: Language,
) -> Result<Vec<Record>> {
    let fields = ["id", "name"];
    let filter = vec![Filter::new("id", one_of(values))];
    let query = Query::of(Display::of(&fields), filter).in_language(language);
    client.undeclared(OPTION_VALUES.resource, query).await
}
