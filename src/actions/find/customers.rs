//! Customers by words of their names, by e-mail, by when they came.

use json::Value;
use resources::{Customer, Declared};

use super::super::action::Action;
use super::super::answer;
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::customers::{
    ACTIVE, CUSTOMER_ID_PROPERTY, EMAIL_PROPERTY, FIRSTNAME, IS_GUEST, LASTNAME, NEWSLETTER,
    REGISTERED,
};
use super::super::doc::Doc;
use super::super::input::Input;
use super::super::parameter::{Kind, Parameter, Parameters};
use super::super::pasted::address;
use super::super::shape::{Object, Property, Shape, WARNINGS_PROPERTY};
use super::super::warnings::Warnings;
use super::ids::{ById, LOOKED_AT};
use super::page::{CURSOR_PARAMETER, CURSOR_PROPERTY, HAS_MORE_PROPERTY, LIMIT_PARAMETER, Page};
use super::period::Period;
use super::words::{Words, fold};
use crate::client::Client;
use crate::client::transport::Transport;
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::rules::is_email;

static FOUND_CUSTOMER: Object = Object {
    name: Doc::new("FoundCustomer"),
    description: Doc::new("A customer or a guest, in short."),
    properties: &[
        CUSTOMER_ID_PROPERTY,
        FIRSTNAME,
        LASTNAME,
        EMAIL_PROPERTY,
        REGISTERED,
        NEWSLETTER,
        ACTIVE,
        IS_GUEST,
    ],
};

static FIND_CUSTOMERS_OUTPUT: Object = Object {
    name: Doc::new("FindCustomersOutput"),
    description: Doc::new("A page of customers."),
    properties: &[
        Property::new(
            "customers",
            Shape::List(&Shape::Object(&FOUND_CUSTOMER)),
            "The highest id first; empty if nobody.",
        ),
        HAS_MORE_PROPERTY,
        CURSOR_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `find_customers`: one request; two where words are looked for.
pub struct FindCustomers;

impl Action for FindCustomers {
    const DECLARATION: Declaration = Declaration {
        name: "find_customers",
        title: Doc::new("Find Customers"),
        description: Doc::new(
            "Finds customers and guests by name, e-mail, date of registration, newsletter or kind of account, newest first. All that is given must hold. Customers whom the merchant deleted are left out. Changes nothing.",
        ),
        example: Doc::new("{\"words\": \"anna berg\"}"),
        input: Parameters::of(&[
            Parameter::new(
                "words",
                Kind::Words,
                "Words of the name: each must be in the first or the last name, in part too.",
            ),
            Parameter::new(
                "email",
                Kind::Words,
                "An e-mail address, a part of it, or its end such as \"@example.com\".",
            ),
            Parameter::new(
                "registered_from",
                Kind::Moment,
                "First day, or moment, of the registration.",
            ),
            Parameter::new(
                "registered_to",
                Kind::Moment,
                "Last day, or moment, of the registration.",
            ),
            Parameter::new(
                "newsletter",
                Kind::YesOrNo,
                "Only those with the newsletter, or without.",
            ),
            Parameter::new("guest", Kind::YesOrNo, "Only guests, or only accounts."),
            LIMIT_PARAMETER,
            CURSOR_PARAMETER,
        ]),
        output: &FIND_CUSTOMERS_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("customers")],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let page = Page::of(&Self::DECLARATION, input)?;
        let words = input.given_text("words").map(words).transpose()?;
        let email = input.given_text("email").map(address).map(Email::of);
        let query = Query::of(
            answer::display(Customer::RESOURCE, &FOUND_CUSTOMER),
            filters(input, email.as_ref())?,
        );
        let keep = |customer: &Customer| {
            let [first, last, address] =
                [customer.firstname(), customer.lastname(), customer.email()]
                    .map(Option::unwrap_or_default);
            let has_words = |words: &Words<'_>| words.are_in(&[first, last]);
            words.as_ref().is_none_or(has_words)
                && email.as_ref().is_none_or(|email| email.is_in(address))
        };
        let is_exact = words.as_ref().is_none_or(Words::is_exact)
            && email.as_ref().is_none_or(Email::is_exact);
        let found = ById {
            page: &page,
            id: Customer::id,
            looked_at: (!is_exact).then_some(LOOKED_AT),
        };
        let (found, is_open) = match words.as_ref().and_then(Words::condition) {
            Some(condition) => {
                let with = |field: &str| {
                    let mut query = query.clone();
                    query.filter.push(Filter::new(field, condition.clone()));
                    query
                };
                let either = (with("firstname"), with("lastname"));
                found.either(client, either, keep).await?
            }
            None => found.list(client, query, keep).await?,
        };
        let mut warnings = Warnings::default();
        if is_open {
            warnings.say(super::ids::open());
        }
        let rows = found
            .rows
            .iter()
            .map(|one| Value::Object(answer::of(one.record(), &FOUND_CUSTOMER)));
        let mut output = answer::blank(&FIND_CUSTOMERS_OUTPUT);
        answer::set(&mut output, "customers", rows.collect::<Vec<Value>>());
        found.put(&mut output);
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

/// The words of a name.
fn words(text: &str) -> Result<Words<'_>> {
    match text.contains('@') {
        true => {
            let hint = "Give it as `email`, whole or in part.";
            Err(Error::about("words", &["has an e-mail address"], hint))
        }
        false => Ok(Words::of(text)),
    }
}

/// What a shop is asked, but for the words.
fn filters(input: &Input, email: Option<&Email<'_>>) -> Result<Vec<Filter>> {
    let digit = |yes: bool| Condition::Equals(if yes { "1" } else { "0" }.to_owned());
    let registered = Period::of(input, "registered_from", "registered_to")?;
    let filters = [
        ("deleted", Some(digit(false))),
        ("email", email.and_then(Email::condition)),
        ("date_add", registered.condition()),
        ("newsletter", input.yes_or_no("newsletter").map(digit)),
        ("is_guest", input.yes_or_no("guest").map(digit)),
    ];
    let given = filters.into_iter();
    Ok(given
        .filter_map(|(field, condition)| Some(Filter::new(field, condition?)))
        .collect())
}

/// Whether it ends in a domain of two letters or more: before that it is a part of an address.
fn has_end(address: &str) -> bool {
    let domain = address.rsplit_once('@').map(|(_, domain)| domain);
    let end = domain.and_then(|domain| domain.rsplit_once('.'));
    end.is_some_and(|(_, end)| end.chars().count() > 1)
}

/// What is looked for in e-mail addresses.
enum Email<'t> {
    /// The whole address: those that differ in accents belong to other people.
    Whole(&'t str),
    /// Its end, from the `@` on.
    End(&'t str),
    /// A part.
    Part(Words<'t>),
}

impl<'t> Email<'t> {
    fn of(text: &'t str) -> Email<'t> {
        let part = Words::whole(text);
        match part.is_exact() && text.starts_with('@') && text.contains('.') {
            _ if is_email(text) && has_end(text) => Email::Whole(text),
            true => Email::End(text),
            false => Email::Part(part),
        }
    }

    fn condition(&self) -> Option<Condition> {
        match self {
            Email::Whole(text) => Some(Condition::Equals((*text).to_owned())),
            Email::End(text) => Some(Condition::Ends((*text).to_owned())),
            Email::Part(part) => part.condition(),
        }
    }

    fn is_exact(&self) -> bool {
        match self {
            Email::Part(part) => part.is_exact(),
            _ => true,
        }
    }

    fn is_in(&self, address: &str) -> bool {
        let address = address.trim();
        match self {
            Email::Whole(text) => address.eq_ignore_ascii_case(text),
            Email::End(text) => fold(address).ends_with(&fold(text)),
            Email::Part(part) => part.are_in(&[address]),
        }
    }
}
