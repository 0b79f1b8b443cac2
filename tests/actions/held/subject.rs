//! Whose record each parameter of each action names.

use aismarttalk_prestashop::actions::catalogue::Declaration;
use aismarttalk_prestashop::actions::parameter::{Kind, Parameter};

/// Whose record a parameter names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Nothing,
    Product,
    Order,
    Customer,
    Parcel,
}

/// What the record is that a parameter names: a new one must be decided here.
pub fn subject(action: &Declaration, parameter: &Parameter) -> Subject {
    let is_about = |word: &str| action.name.contains(word);
    match (parameter.kind, parameter.name) {
        (Kind::Email, "new_email") => Subject::Nothing,
        (Kind::Email, _) | (_, "customer" | "email") => Subject::Customer,
        (Kind::Id | Kind::IdOrText, "order") => Subject::Order,
        (Kind::Id | Kind::IdOrText, "product") => Subject::Product,
        (Kind::Id, "parcel") => Subject::Parcel,
        (Kind::Id | Kind::IdOrText | Kind::Reference, "id" | "reference") => match () {
            () if is_about("product") || is_about("stock") || is_about("seo") => Subject::Product,
            () if is_about("customer") => Subject::Customer,
            () if is_about("order") => Subject::Order,
            () => panic!(
                "{} names a record of which this test does not know what it is",
                action.name
            ),
        },
        (Kind::Words, "words") if is_about("customer") => Subject::Customer,
        (Kind::Id, "category" | "order_carrier")
        | (Kind::IdOrText, "category" | "state" | "carrier") => Subject::Nothing,
        (Kind::Id | Kind::IdOrText | Kind::Reference, other) => {
            panic!("{}: whose record does `{other}` name?", action.name)
        }
        _ => Subject::Nothing,
    }
}
