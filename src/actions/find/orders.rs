//! Orders by status, day, amount, payment, customer, reference or tracking number.

use json::Value;
use resources::Customer;

use super::super::action::Action;
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::doc::Doc;
use super::super::input::Input;
use super::super::joined::Joined;
use super::super::order;
use super::super::order_states::{LABELS, Labels};
use super::super::parameter::{Kind, LANGUAGE_PARAMETER, Parameter, Parameters};
use super::super::parcel::delivery::{PARCELS, know_rights};
use super::super::product::currency::{self, CURRENCIES_PROPERTY, Currency};
use super::super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::super::wanted_state::no_state;
use super::super::{answer, texts};
use super::meant_orders::{OrderSearch, OrdersRead};
use super::order_row::{FOUND_BUYER, FOUND_ORDER};
use super::page::{CURSOR_PARAMETER, CURSOR_PROPERTY, HAS_MORE_PROPERTY, LIMIT_PARAMETER, Page};
use super::states::StatesWanted;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::Result;

/// To name customers, and to find them by e-mail address.
const BUYERS: Need = Need::get_or(
    "customers",
    "names of customers are left out and orders cannot be found by e-mail address",
);

static FIND_ORDERS_OUTPUT: Object = Object {
    name: Doc::new("FindOrdersOutput"),
    description: Doc::new("A page of orders."),
    properties: &[
        Property::new(
            "orders",
            Shape::List(&Shape::Object(&FOUND_ORDER)),
            "Newest first; empty if there are none.",
        ),
        HAS_MORE_PROPERTY,
        CURSOR_PROPERTY,
        CURRENCIES_PROPERTY,
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `find_orders`: the orders, and then their customers: two requests in two round trips, the first
/// time one more each at the same time for labels, rights and currencies. One more for the code of
/// a language or a label, and two round trips before for a tracking number. Customers who are looked
/// up by e-mail come before their orders, and are not read again. A label in an inactive language
/// takes one more.
pub struct FindOrders;

impl Action for FindOrders {
    const DECLARATION: Declaration = Declaration {
        name: "find_orders",
        title: Doc::new("Find Orders"),
        description: Doc::new(
            "Finds orders by status, day, amount, way of payment, customer, part of the reference or tracking number, newest first. All that is given must hold; without any, these are the latest orders. Days are whole days in the shop's time zone. Changes nothing.",
        ),
        example: Doc::new("{\"from\": \"2026-01-31\", \"paid\": false}"),
        input: Parameters::of(&[
            Parameter::new(
                "state",
                Kind::State,
                "Status: its id, or its label in any language.",
            ),
            Parameter::new("from", Kind::Moment, "First day, or moment, of the order."),
            Parameter::new("to", Kind::Moment, "Last day, or moment, of the order."),
            Parameter::new(
                "paid",
                Kind::YesOrNo,
                "Whether the present status counts as paid; false includes cancelled and refunded orders.",
            ),
            Parameter::new(
                "total_from",
                Kind::Amount,
                "Least amount to pay, with tax, in the order's currency.",
            ),
            Parameter::new("total_to", Kind::Amount, "Highest amount to pay."),
            Parameter::new(
                "payment",
                Kind::Words,
                "Name of the way of payment, or a part of it.",
            ),
            Parameter::new(
                "customer",
                Kind::IdOrText,
                "Id or e-mail address of the customer; an address includes guests.",
            ),
            Parameter::new(
                "reference",
                Kind::Words,
                "Reference, or a part of it; letter case does not count.",
            ),
            Parameter::new(
                "tracking_number",
                Kind::Words,
                "The whole tracking number of a parcel. A key without order_carriers finds the first one of each order.",
            ),
            LIMIT_PARAMETER,
            CURSOR_PARAMETER,
            LANGUAGE_PARAMETER,
        ]),
        output: &FIND_ORDERS_OUTPUT,
        effect: Effect::Reads,
        needs: &[
            Need::get("orders"),
            LABELS,
            BUYERS,
            PARCELS,
            texts::LANGUAGES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let page = Page::of(&Self::DECLARATION, input)?;
        let wanted = StatesWanted::of(input);
        let search = OrderSearch::of(input, &page, &wanted)?;
        if search.is_by_parcel() {
            // Both what looks parcels up and what looks currencies up would ask for them.
            know_rights(client).await?;
        }
        // No order depends on the language of the answer. Where a label is looked for, the search
        // reads the languages itself, beside the states.
        let early = async {
            match wanted.is_label() {
                true => Ok(None),
                false => texts::begin(client, input).await.map(Some),
            }
        };
        let ((), (choice, read)) =
            join(Currency::look_up(client), join(early, search.run(client))).await;
        let choice = match choice? {
            Some(choice) => choice,
            None => texts::begin(client, input).await?,
        };
        let OrdersRead {
            found: (found, is_open),
            states,
            buyers,
            mut warnings,
        } = read?;
        let states = warnings.allow(states, &LABELS)?;
        if let (Some(id), Some(states), true) = (wanted.id(), &states, found.rows.is_empty())
            && !states.iter().any(|state| state.id() == Some(id))
        {
            return Err(no_state(&id.to_string(), states));
        }
        let buyers = warnings.allow(buyers, &BUYERS)?.unwrap_or_default();
        if is_open {
            warnings.say(super::ids::open());
        }
        let labels = Labels::new(client, states, choice).await?;
        let buyers = Joined::by(&buyers, Customer::id);
        let rows = found.rows.iter().map(|order| {
            let mut row = answer::of(order.record(), &FOUND_ORDER);
            order::set_status_and_buyer(&mut row, order, &labels, (&buyers, &FOUND_BUYER));
            Value::Object(row)
        });
        let mut output = answer::blank(&FIND_ORDERS_OUTPUT);
        answer::set(&mut output, "orders", rows.collect::<Vec<Value>>());
        let currencies = currency::of_amounts(client, &found.rows, labels.choice().id());
        answer::set(&mut output, "currencies", currencies);
        found.put(&mut output);
        answer::set(&mut output, "language", labels.choice().answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}
