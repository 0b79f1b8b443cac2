//! Changes to a customer.

use json::Value;
use resources::{Customer, Declared};

use super::action::Action;
use super::catalogue::{Declaration, Effect, Need};
use super::customers::{CUSTOMER_ID_PARAMETER, nobody, same_email};
use super::doc::Doc;
use super::effect::{NamedBy, Writes, WrittenField, parameters};
use super::input::{Input, Sought};
use super::parameter::{EXPECT_PARAMETER, Kind, PREVIEW_PARAMETER, Parameter, Parameters};
use super::shape::Object;
use super::update::update;
use super::writes;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::call::Method;
use crate::webservice::error::{Error, Result};

const CUSTOMER_FIELDS: [WrittenField; 4] = [
    WrittenField::new("firstname")
        .leaves("Documents and e-mails made meanwhile carry the new first name."),
    WrittenField::new("lastname")
        .leaves("Documents and e-mails made meanwhile carry the new last name."),
    WrittenField::new("email").by("new_email").leaves(
        "The customer signs in with the new address meanwhile; e-mails sent to it stay there.",
    ),
    WrittenField::new("note"),
];

static UPDATE_CUSTOMER_OUTPUT: Object = Object {
    name: Doc::new("UpdateCustomerOutput"),
    description: Doc::new("What was changed of the customer, or would be."),
    properties: writes::UPDATED,
};

/// `update_customer`: five requests in three round trips by id, up to six in four by e-mail address;
/// later, where there is nothing to write, one or two.
pub struct UpdateCustomer;

impl Action for UpdateCustomer {
    const DECLARATION: Declaration = Declaration {
        name: "update_customer",
        title: Doc::new("Update Customer"),
        description: Doc::new(
            "Changes first name, last name, e-mail address or the merchant's note of a customer, named by id or e-mail. A new e-mail address is the one to sign in with; nobody gets mail. Password, groups, addresses and orders stay as they are. From PrestaShop 9 on the key needs PATCH on customers. Use preview first, then confirm with expect. To undo, write the before values.",
        ),
        example: Doc::new("{\"id\": 3, \"note\": \"Prefers a call.\", \"preview\": true}"),
        input: Parameters::either(
            "id",
            "email",
            &[
                CUSTOMER_ID_PARAMETER,
                Parameter::new(
                    "email",
                    Kind::Email,
                    "E-mail address as it is now. Give either id or email.",
                ),
                Parameter::new(
                    "firstname",
                    Kind::Line,
                    "First name: no digits and none of ! < > , ; ? = + ( ) @ # \" ° { } _ $ % :",
                ),
                Parameter::new("lastname", Kind::Line, "Last name; as for the first name."),
                Parameter::new(
                    "new_email",
                    Kind::Email,
                    "E-mail address to change to. The customer signs in with it.",
                ),
                Parameter::new(
                    "note",
                    Kind::Line,
                    "Private note of the merchant; replaces the one there is.",
                ),
                PREVIEW_PARAMETER,
                EXPECT_PARAMETER,
            ],
        )
        .some(const { &parameters(&CUSTOMER_FIELDS) }),
        output: &UPDATE_CUSTOMER_OUTPUT,
        effect: Effect::Writes(Writes {
            resource: Customer::RESOURCE,
            named_by: &[NamedBy::ID, NamedBy::text("email")],
            fields: &CUSTOMER_FIELDS,
            also: None,
        }),
        needs: &[
            Need::get("customers"),
            Need::write("customers", Method::Put),
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let id = match input.sought("email") {
            Sought::Id(id) => id,
            Sought::Text(email) => {
                let (customers, ()) = join(same_email(client, email), client.know_rights()).await;
                only_customer(email, &customers?)?
            }
        };
        update(client, input, &Self::DECLARATION, id).await
    }
}

/// The one customer of an e-mail address.
fn only_customer(email: &str, customers: &[Customer]) -> Result<u32> {
    match customers {
        [] => Err(nobody(email)),
        [one] => Ok(one.id().unwrap_or_default()),
        several => {
            let all: Vec<String> = several.iter().map(id_with_kind).collect();
            let hint = format!("Give the id of the one meant: {}.", all.join(", "));
            Err(Error::about(
                "email",
                &["is that of several customers: ", email],
                &hint,
            ))
        }
    }
}

fn id_with_kind(customer: &Customer) -> String {
    let kind = match (customer.deleted(), customer.is_guest()) {
        (Some(true), _) => " (deleted)",
        (_, Some(true)) => " (guest)",
        _ => "",
    };
    format!("{}{kind}", customer.id().unwrap_or_default())
}
