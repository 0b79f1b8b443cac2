//! Customers, by id or e-mail.

use json::Value;
use resources::{Customer, Declared};

use super::action::Action;
use super::answer;
use super::by_id::by_id;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::{Input, Sought};
use super::parameter::{Kind, Parameter, Parameters};
use super::shape::{Object, Property, Shape};
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::names::shown;
use crate::webservice::query::Query;

/// The customer.
pub const CUSTOMER_ID_PROPERTY: Property = Property::new("id", Shape::Id, "Id of the customer.");
/// The first name.
pub const FIRSTNAME: Property = Property::new("firstname", Shape::ShopText, "First name.");
/// The last name.
pub const LASTNAME: Property = Property::new("lastname", Shape::ShopText, "Last name.");
/// The e-mail address.
pub const EMAIL_PROPERTY: Property = Property::new("email", Shape::ShopText, "E-mail address.");
/// Whether there is no account.
pub const IS_GUEST: Property = Property::new(
    "is_guest",
    Shape::Boolean,
    "Whether it is a guest without account.",
);
/// When the customer came.
pub const REGISTERED: Property = Property::new(
    "date_add",
    Shape::Date,
    "When registered, in the shop's time zone.",
)
.or_null();
/// The newsletter.
pub const NEWSLETTER: Property = Property::new(
    "newsletter",
    Shape::Boolean,
    "Whether the newsletter is subscribed to.",
);
/// The state of the account.
pub const ACTIVE: Property =
    Property::new("active", Shape::Boolean, "Whether the account may be used.");

static CUSTOMER_SUMMARY: Object = Object {
    name: Doc::new("CustomerSummary"),
    description: Doc::new("A customer or a guest."),
    properties: &[
        CUSTOMER_ID_PROPERTY,
        FIRSTNAME,
        LASTNAME,
        EMAIL_PROPERTY,
        REGISTERED,
        NEWSLETTER,
        ACTIVE,
        IS_GUEST,
        Property::new(
            "deleted",
            Shape::Boolean,
            "Whether the merchant deleted the account.",
        ),
        Property::new("note", Shape::ShopText, "Private note of the merchant.").or_null(),
    ],
};

static CUSTOMER_MATCH: Object = Object {
    name: Doc::new("CustomerMatch"),
    description: Doc::new("A customer with the e-mail address asked for."),
    properties: &[
        CUSTOMER_ID_PROPERTY,
        FIRSTNAME,
        LASTNAME,
        EMAIL_PROPERTY,
        IS_GUEST,
    ],
};

static GET_CUSTOMER_OUTPUT: Object = Object {
    name: Doc::new("GetCustomerOutput"),
    description: Doc::new("The customers found."),
    properties: &[Property::new(
        "customers",
        Shape::List(&Shape::Object(&CUSTOMER_SUMMARY)),
        "At least one. Guests can share an e-mail address with a registered customer, who comes first.",
    )],
};

const MATCHES: Shape = Shape::List(&Shape::Object(&CUSTOMER_MATCH));

/// Everybody with an e-mail address.
pub const WITH_EMAIL: Property = Property::new(
    "customers",
    MATCHES,
    "Everybody with that e-mail address, registered customers first; empty if nobody.",
);

/// A customer named by its id.
pub const CUSTOMER_ID_PARAMETER: Parameter = Parameter::new(
    "id",
    Kind::Id,
    "Id of the customer. Give either id or email.",
);

/// `get_customer`: one request.
pub struct GetCustomer;

impl Action for GetCustomer {
    const DECLARATION: Declaration = Declaration {
        name: "get_customer",
        title: Doc::new("Get Customer"),
        description: Doc::new(
            "Finds a customer by id, or everybody with an e-mail address: name, e-mail, date of registration, newsletter, account state and the merchant's note. Addresses, passwords and orders are not part of it; find_customers searches by name. Fails with not_found where there is nobody. Changes nothing.",
        ),
        example: Doc::new("{\"email\": \"customer@example.com\"}"),
        input: Parameters::either(
            "id",
            "email",
            &[
                CUSTOMER_ID_PARAMETER,
                Parameter::new(
                    "email",
                    Kind::Email,
                    "E-mail address; letter case does not count. Give either id or email.",
                ),
            ],
        ),
        output: &GET_CUSTOMER_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("customers")],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let customers = match input.sought("email") {
            Sought::Text(email) => same_email(client, email).await?,
            Sought::Id(id) => {
                let query = Query::of(customer_display(), Vec::new());
                vec![by_id::<Customer>(client, id, query).await?]
            }
        };
        if customers.is_empty() {
            return Err(nobody(input.text("email")));
        }
        let rows = customers
            .iter()
            .map(|one| Value::Object(answer::of(one.record(), &CUSTOMER_SUMMARY)));
        let mut output = answer::blank(&GET_CUSTOMER_OUTPUT);
        answer::set(&mut output, "customers", rows.collect::<Vec<Value>>());
        Ok(Value::Object(output))
    }
}

/// Everybody with an e-mail address, registered customers first. A shop also finds
/// addresses that differ in accents: those belong to other people.
pub async fn same_email<T: Transport>(client: &Client<T>, email: &str) -> Result<Vec<Customer>> {
    let query = Query::of(
        customer_display(),
        vec![Filter::new("email", Condition::Equals(email.to_owned()))],
    );
    let mut customers = client.list::<Customer>(query).await?;
    customers.retain(|one| {
        one.email()
            .is_some_and(|found| found.trim().eq_ignore_ascii_case(email))
    });
    customers.sort_unstable_by_key(|one| {
        (
            one.deleted() == Some(true),
            one.is_guest() == Some(true),
            one.id(),
        )
    });
    Ok(customers)
}

/// Customers as an answer about their orders has them.
pub fn with_email(customers: &[Customer]) -> Vec<Value> {
    customers
        .iter()
        .map(|one| Value::Object(answer::of(one.record(), &CUSTOMER_MATCH)))
        .collect()
}

fn customer_display() -> crate::webservice::display::Display {
    answer::display(Customer::RESOURCE, &CUSTOMER_SUMMARY)
}

/// The error for an e-mail address nobody has.
pub fn nobody(email: &str) -> Error {
    Error::new(
        ErrorKind::NotFound,
        format!(
            "The shop has no customer with the e-mail address {}.",
            shown(email)
        ),
    )
    .with_hint("Check the address, or look for the order by its reference.")
    .with_field("email")
}
