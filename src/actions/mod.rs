//! Actions: the tasks of a shop assistant.
//!
//! An action is a type with a [`Declaration`] and a body. To add one, write it into the file of its
//! family and add it to the list below: checks, schemas, types, the advice on rights and, for one
//! that writes, queue, journal and undo follow from the declaration.

pub mod catalogue;
#[cfg(not(target_arch = "wasm32"))]
mod catalogue_json;
pub mod doc;
pub mod effect;
mod held;
pub mod input;
mod joined;
pub mod parameter;
pub mod problem;
#[cfg(not(target_arch = "wasm32"))]
mod prose;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod shape;
#[cfg(not(target_arch = "wasm32"))]
pub mod typescript;

mod access;
mod action;
mod allowed;
mod answer;
mod argument;
mod by_id;
mod customer_update;
mod customers;
mod find;
mod key_rights;
mod languages;
mod order;
mod order_details;
mod order_history;
mod order_line;
mod order_pictures;
mod order_search;
mod order_states;
mod order_status;
mod orders;
mod parcel;
mod pasted;
mod plain_text;
mod product;
mod product_search;
mod product_texts;
mod products;
mod stock;
mod texts;
mod update;
mod wanted_state;
mod warnings;
mod writes;

use json::Value;

use crate::client::transport::Transport;
use crate::client::{Client, Hold};
use crate::webservice::error::{Error, Result};
use crate::webservice::names;
use action::Action;
use catalogue::Declaration;
use input::Input;
use problem::Problem;

#[cfg(not(target_arch = "wasm32"))]
pub use catalogue_json::catalogue_json;
#[cfg(not(target_arch = "wasm32"))]
pub use typescript::typescript;

macro_rules! actions {
    ($($action:ty,)*) => {
        /// Every action, in the order in which it is listed.
        pub static CATALOGUE: &[Declaration] = &[$(<$action as Action>::DECLARATION),*];

        async fn run_one<T: Transport>(client: &Client<T>, name: &str, input: &Input) -> Result<Value> {
            $(
                if name == <$action as Action>::DECLARATION.name {
                    return <$action as Action>::run(client, input).await;
                }
            )*
            Err(unknown_action(name))
        }
    };
}

/// Runs an action by its name; with a client that is held to a customer, for that one alone.
///
/// # Errors
/// `InvalidRequest` for an unknown name or an input that does not fit, before anything is sent; else
/// whatever the client reports.
pub async fn run<T: Transport>(client: &Client<T>, name: &str, input: &Value) -> Result<Value> {
    let declaration = declaration(name)?;
    let mut input = Input::read(declaration, input)?;
    input.catalogue = CATALOGUE;
    held::permit(client, declaration).await?;
    let answer = run_one(client, name, &input).await;
    answer.map_err(|error| held::told(client, error))
}

actions! {
    access::CheckAccess,
    languages::ListLanguages,
    products::GetProduct,
    find::products::FindProducts,
    find::audit::AuditSeo,
    product_texts::UpdateProductContent,
    product_texts::UpdateProductSeo,
    find::orders::FindOrders,
    find::order::GetOrder,
    orders::GetOrderByReference,
    orders::GetOrdersByEmail,
    orders::GetLastOrder,
    order_details::GetOrderDetails,
    order_states::ListOrderStates,
    order_history::GetOrderHistory,
    order_status::UpdateOrderStatus,
    parcel::tracking::SetTrackingNumber,
    find::customers::FindCustomers,
    customers::GetCustomer,
    customer_update::UpdateCustomer,
    stock::GetStock,
}

/// The problems for which [`run`] would refuse an input; none if it is valid.
///
/// # Errors
/// `InvalidRequest` for an unknown name.
pub fn check(name: &str, input: &Value) -> Result<Vec<Problem>> {
    Ok(Input::check(&declaration(name)?.input, input)
        .err()
        .unwrap_or_default())
}

/// Whom the options of a run hold it to, `{ onlyCustomer?: { id } | { email }, writes?: [action] }`;
/// `None` for nobody.
///
/// # Errors
/// `InvalidRequest` for anything else.
pub fn read_hold(options: &Value) -> Result<Option<Hold>> {
    held::read(options, CATALOGUE)
}

fn declaration(name: &str) -> Result<&'static Declaration> {
    let found = CATALOGUE.iter().find(|one| one.name == name);
    found.ok_or_else(|| unknown_action(name))
}

fn unknown_action(name: &str) -> Error {
    let known: Vec<&str> = CATALOGUE.iter().map(|one| one.name).collect();
    let problem = ["is none: \"", &names::shown(name), "\""];
    let hint = ["There are: ", &known.join(", ")].concat();
    Error::about("action", &problem, &hint)
}
