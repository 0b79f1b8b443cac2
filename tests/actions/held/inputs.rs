//! Inputs about what is the customer's, somebody else's, or nobody's.

use aismarttalk_prestashop::actions::catalogue::Declaration;
use aismarttalk_prestashop::actions::parameter::{Kind, Parameter};
use aismarttalk_prestashop::resources::Product;
use aismarttalk_prestashop::resources::views::OrderCarrier;
use serde_json::{Value, json};

use super::subject::{Subject, subject};
use super::world::{Holder, World};

/// Ids that no record has, as long as those of most.
const NOBODY: usize = 9_000;

/// The example of the declaration with that value in the place of what names the record.
pub fn input_with(action: &Declaration, parameter: &Parameter, value: &Value) -> Value {
    let mut input: Value = serde_json::from_str(action.example.text()).unwrap();
    let members = input.as_object_mut().unwrap();
    if let Some((one, other)) = action.input.either
        && [one, other].contains(&parameter.name)
    {
        members.remove(one);
        members.remove(other);
    }
    members.remove("expect");
    members.insert(parameter.name.to_owned(), value.clone());
    input
}

/// A value of the same length that nothing has.
pub fn missing(value: &Value, at: usize) -> Value {
    match value {
        Value::Number(id) if id.as_u64().unwrap() >= 1_000 => Value::from(NOBODY + at),
        Value::Number(_) => Value::from(90 + at),
        Value::String(text) => {
            let other = |one: char| {
                if one.is_ascii_alphanumeric() {
                    'q'
                } else {
                    one
                }
            };
            Value::from(text.chars().map(other).collect::<String>())
        }
        other => panic!("{other} names nothing"),
    }
}

/// A value of the holder's own for a parameter.
pub fn own(
    world: &World,
    holder: &Holder,
    action: &Declaration,
    parameter: &Parameter,
) -> Option<Value> {
    let is_active = |one: &&Product| one.active() == Some(true);
    let mut products = world.products.iter().filter(is_active);
    match (subject(action, parameter), parameter.kind) {
        (Subject::Order, Kind::Reference) => holder.references.first().map(|one| json!(one)),
        (Subject::Parcel, _) => {
            let is_own = |one: &&OrderCarrier| holder.orders.contains(&one.id_order().unwrap());
            let parcel = world.parcels.iter().find(is_own);
            parcel.and_then(OrderCarrier::id).map(|one| json!(one))
        }
        (Subject::Order, _) => holder.orders.first().map(|one| json!(one)),
        (Subject::Customer, Kind::Id | Kind::IdOrText) => Some(json!(holder.customers[0])),
        (Subject::Customer, Kind::Email) => Some(json!(holder.emails[0])),
        (Subject::Product, Kind::Reference) => products.next()?.reference().map(|one| json!(one)),
        (Subject::Product, _) => products.next()?.id().map(|one| json!(one)),
        _ => None,
    }
}
