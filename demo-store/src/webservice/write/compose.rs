//! Puts a record together from the body and from what is stored at that moment.

use std::collections::VecDeque;

use super::asking::{Asking, Method};
use super::body::Element;
use super::fields::{self, Content, Given};
use super::own_values::{self, Values};
use super::record::{Composed, Part, Placing, StateChange};
use super::values::{self, money_of};
use super::{checks, parts, validators};
use crate::options::ShopVersion;
use crate::resources::field::{Field, Kind};
use crate::resources::{Place, category, product};
use crate::store::Store;
use crate::tables::Row;
use crate::tables::value::Value;
use crate::webservice::errors::Refusal;

/// Checks everything and answers the record with the parts in which it will be stored.
pub(super) fn compose(
    store: &mut Store,
    asking: Asking,
    element: &Element,
    id: u32,
) -> Result<(Composed, VecDeque<Part>), Refusal> {
    let resource = asking.resource;
    let version = store.options.version;
    let is_new = asking.method == Method::Post;
    let before = store.row(resource, id).cloned().filter(|_| !is_new);
    if before.is_none() && !is_new {
        return Err(Refusal::one(404, 92, "Invalid ID"));
    }
    let given = fields::read(element, asking, version, before.as_ref())?;
    validators::check(&given, resource, version, store.now())?;
    let now = store.tick();
    let mut row = Row::new(id);
    row.seed = before.as_ref().map_or(0, |row| row.seed);
    let mut values = Values {
        row,
        columns: Vec::new(),
    };
    for (column, field, content) in &given.fields {
        let value = value(content, field, asking, now, version);
        values.row.set(*column, value);
        values.columns.push((*column, *field));
    }
    checks::before_saving(store, asking, &values.row, before.as_ref())?;
    own_values::add(&mut values, asking, before.as_ref(), version, now);
    let Values { mut row, columns } = values;
    if resource.place == Place::Products {
        add_ratio(&mut row, &columns, element, version);
    }
    let echo = echo(&given, &row, before.as_ref(), asking);
    let named = |field: &str| element.child(field).is_some();
    let state_change = StateChange::of(store, asking, &row, now, named("current_state"));
    let placing = (resource.place == Place::Categories).then(|| Placing {
        from: before
            .as_ref()
            .map(|row| row.id_in(category::Column::id_parent)),
        positioned: named("position"),
    });
    let composed = Composed {
        id,
        is_new,
        before,
        row,
        columns,
        associations: element
            .child("associations")
            .map_or(Vec::new(), |associations| associations.children.clone()),
        state_change,
        placing,
        echo,
        unsaid: given
            .unsaid
            .into_iter()
            .filter(|column| !is_said_anyway(*column, asking))
            .collect(),
    };
    let parts = parts::of(&composed, store, asking);
    Ok((composed, parts))
}

fn value(
    content: &Content,
    field: &Field,
    asking: Asking,
    now: i64,
    version: ShopVersion,
) -> Value {
    match content {
        Content::One(text) => values::stored(text, field, version),
        Content::Texts(texts) => values::texts(texts, field, version),
        Content::Kept(Value::Texts(held)) => {
            let texts: Vec<(u32, String)> = held
                .iter()
                .map(|(language, text)| (*language, text.to_string()))
                .collect();
            values::texts(&texts, field, version)
        }
        Content::Kept(value) => value.clone(),
        Content::Reset if field.name == "id_shop_default" => {
            Value::Number(i64::from(asking.context.shop))
        }
        // Nobody can say when the password of an employee was made.
        Content::Reset if asking.resource.place == Place::Employees => values::reset(field, None),
        Content::Reset => values::reset(field, Some(now)),
    }
}

/// The ratio of the two prices is computed anew unless the body names it.
fn add_ratio(
    row: &mut Row,
    columns: &[(u8, &'static Field)],
    element: &Element,
    version: ShopVersion,
) {
    use product::Column::{price, unit_price, unit_price_ratio};
    let has = |column: u8| columns.iter().any(|(held, _)| *held == column);
    if version < ShopVersion::V8_2
        || element.child("unit_price_ratio").is_some()
        || !has(price.into())
    {
        return;
    }
    let (whole, unit) = (money_of(row, price), money_of(row, unit_price));
    let ratio = match unit {
        0 => 0,
        unit => i128::from(whole) * 1_000_000 / i128::from(unit),
    };
    let ratio = i64::try_from(ratio).unwrap_or(i64::MAX);
    row.set(unit_price_ratio, Value::Millionths(ratio));
}

/// The answer repeats what was sent: neither rounded nor purified.
fn echo(given: &Given, row: &Row, before: Option<&Row>, asking: Asking) -> Row {
    let mut echo = row.clone();
    for (column, field, content) in &given.fields {
        match content {
            // A password is shown as its hash.
            Content::One(_) if field.name == "passwd" => {}
            Content::One(text) => {
                echo.set(*column, Value::text(text.clone()));
            }
            Content::Texts(texts) => {
                let sent = texts
                    .iter()
                    .map(|(language, text)| (*language, text.clone().into()));
                echo.set(*column, Value::Texts(sent.collect()));
            }
            Content::Kept(value) => {
                echo.set(*column, value.clone());
            }
            Content::Reset => {}
        }
    }
    let stored = given.fields.iter().map(|(column, ..)| *column);
    let stored: Vec<u8> = stored.collect();
    for (column, field) in (0_u8..).zip(asking.resource.fields) {
        if field.name == "date_upd" {
            echo.set(column, row.value(0, column, field).into_owned());
        } else if !stored.contains(&column)
            && let Some(held) = before.and_then(|row| row.stored(asking.context.shop, column))
        {
            echo.set(column, held.clone());
        }
    }
    echo
}

/// Fields the answer fills although the body does not name them.
fn is_said_anyway(column: u8, asking: Asking) -> bool {
    let field = asking.resource.fields.get(usize::from(column));
    let texts = |field: &&Field| field.kind == Kind::Texts;
    field.filter(|field| !texts(field)).is_some_and(|field| {
        matches!(
            field.name,
            "date_upd"
                | "date_add"
                | "visibility"
                | "condition"
                | "type"
                | "id_default_image"
                | "id_default_combination"
                | "id_shop_default"
                | "unit_price_ratio"
        )
    })
}
