//! Orders by status, day, amount, payment or customer.

use json::Value;
use resources::{Customer, Declared, Kind as FieldKind, Order};

use super::super::action::Action;
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::doc::Doc;
use super::super::input::Input;
use super::super::joined::Joined;
use super::super::order::{
    self, BUYER_FIRSTNAME, BUYER_ID, BUYER_LASTNAME, ID_CURRENCY, ORDER_REFERENCE, PLACED, STATUS,
    States, one_of,
};
use super::super::order_line::ORDER_ID_PROPERTY;
use super::super::order_search::CUSTOMERS_AT_ONCE;
use super::super::order_states::{LABELS, Labels};
use super::super::parameter::{Kind, LANGUAGE_PARAMETER, Parameter, Parameters};
use super::super::product::currency::{self, CURRENCIES_PROPERTY, Currency};
use super::super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::super::wanted_state::no_state;
use super::super::warnings::Warnings;
use super::super::{answer, texts};
use super::buyer::Buyer;
use super::ids::Looked;
use super::newest::Newest;
use super::page::{CURSOR_PARAMETER, CURSOR_PROPERTY, HAS_MORE_PROPERTY, LIMIT_PARAMETER, Page};
use super::period::Period;
use super::states::StatesWanted;
use super::words::Words;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::{Error, Result};
use crate::webservice::filter::{Condition, Filter};
use crate::webservice::query::Query;
use crate::webservice::recheck::Verdict;

static FOUND_ORDER: Object = Object {
    name: Doc::new("FoundOrder"),
    description: Doc::new("An order, in short. get_order tells the rest."),
    properties: &[
        ORDER_ID_PROPERTY,
        ORDER_REFERENCE,
        PLACED,
        STATUS,
        Property::new(
            "total_paid_tax_incl",
            Shape::Decimal,
            "Amount to pay, with tax, in the order's own currency.",
        )
        .or_null(),
        ID_CURRENCY,
        Property::new("customer", Shape::Object(&FOUND_BUYER), "Who placed it."),
    ],
};

static FOUND_BUYER: Object = Object {
    name: Doc::new("FoundOrderCustomer"),
    description: Doc::new("Who placed an order, in short."),
    properties: &[BUYER_ID, BUYER_FIRSTNAME, BUYER_LASTNAME],
};

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
/// a language or a label; customers who are looked up by e-mail come before their orders, and are
/// not read again. A label in an inactive language takes one more.
pub struct FindOrders;

impl Action for FindOrders {
    const DECLARATION: Declaration = Declaration {
        name: "find_orders",
        title: Doc::new("Find Orders"),
        description: Doc::new(
            "Finds orders by status, day, amount, way of payment or customer, newest first. All that is given must hold; without any, these are the latest orders. Days are whole days in the shop's time zone. Changes nothing.",
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
            LIMIT_PARAMETER,
            CURSOR_PARAMETER,
            LANGUAGE_PARAMETER,
        ]),
        output: &FIND_ORDERS_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("orders"), LABELS, BUYERS, texts::LANGUAGES],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let page = Page::of(&Self::DECLARATION, input)?;
        let period = Period::of(input, "from", "to")?;
        let total = total(input)?;
        let buyer = Buyer::of(input)?;
        let wanted = StatesWanted::of(input);
        let payment = input.given_text("payment").map(Words::whole);
        let search = OrderSearch {
            page: &page,
            period,
            wanted: &wanted,
            buyer,
            total,
            payment,
        };
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
        } = read?;
        let mut warnings = Warnings::default();
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

/// What was read for a page.
struct OrdersRead {
    found: Looked<Order>,
    states: States,
    buyers: Result<Vec<Customer>>,
}

/// What is looked for.
struct OrderSearch<'s> {
    page: &'s Page,
    period: Period,
    wanted: &'s StatesWanted<'s>,
    buyer: Buyer<'s>,
    total: Option<Condition>,
    payment: Option<Words<'s>>,
}

impl OrderSearch<'_> {
    /// The orders with their customers, and the states that label them.
    async fn run<T: Transport>(self, client: &Client<T>) -> Result<OrdersRead> {
        let (buyers, known) = join(self.buyer.find(client), self.wanted.needed(client)).await;
        let (buyers, known) = (buyers?, known?);
        let ids = self.buyer.ids(&buyers);
        let states = self.wanted.ids(client, known.as_ref()).await?;
        let queries = self.queries(states.as_deref(), ids.as_deref());
        let payment = self.payment.as_ref();
        let newest = Newest {
            page: self.page,
            period: self.period,
            is_exact: payment.is_none_or(Words::is_exact),
        };
        let keep = |order: &Order| {
            let has = |words: &Words<'_>| words.are_in(&[order.payment().unwrap_or_default()]);
            payment.is_none_or(has)
        };
        let modest = client.modest();
        let found = async {
            let found = newest.list(client, &queries, keep).await?;
            let buyers = match buyers.is_empty() {
                true => order::customers_of(&modest, &found.0.rows, &FOUND_BUYER).await,
                false => Ok(buyers),
            };
            Ok((found, buyers))
        };
        let states = async {
            match known {
                Some(states) => Ok(states),
                None => modest.order_states().await,
            }
        };
        let (found, states) = join(found, states).await;
        let (found, buyers) = found?;
        Ok(OrdersRead {
            found,
            states,
            buyers,
        })
    }

    /// One query, or several where an e-mail address belongs to more customers than fit into one;
    /// none where no state is meant.
    fn queries(&self, states: Option<&[u32]>, buyers: Option<&[u32]>) -> Vec<Query> {
        if states.is_some_and(<[u32]>::is_empty) {
            return Vec::new();
        }
        let total = self.total.clone();
        let part = self.payment.as_ref().and_then(Words::condition);
        let filters = [
            ("total_paid_tax_incl", total),
            ("payment", part),
            ("current_state", states.map(one_of)),
        ];
        let given = filters.into_iter();
        let given = given.filter_map(|(field, condition)| Some(Filter::new(field, condition?)));
        // What is only filtered by is not handed on, and the words of a payment are looked at here.
        let joined = ["current_state", "id_customer", "payment"].map(str::to_owned);
        let fields = answer::fields(Order::RESOURCE, FOUND_ORDER.properties).chain(joined);
        let query = Query {
            display: Display::Fields(fields.collect()),
            filter: given.collect(),
            ..Query::default()
        };
        let Some(buyers) = buyers else {
            return vec![query];
        };
        let of = |ids: &[u32]| {
            let mut query = query.clone();
            query.filter.push(Filter::new("id_customer", one_of(ids)));
            query
        };
        buyers.chunks(CUSTOMERS_AT_ONCE).map(of).collect()
    }
}

/// What the amount must be.
fn total(input: &Input) -> Result<Option<Condition>> {
    let [from, to] =
        ["total_from", "total_to"].map(|name| input.given_text(name).map(str::to_owned));
    Ok(match (from, to) {
        (Some(from), Some(to)) => {
            let most = Condition::AtMost(to.clone());
            if most.matches(FieldKind::Decimal, &from) == Verdict::No {
                let problem = ["is more than `total_to`"];
                return Err(Error::about(
                    "total_from",
                    &problem,
                    "Give the smaller one first.",
                ));
            }
            Some(Condition::Between(from, to))
        }
        (Some(from), None) => Some(Condition::AtLeast(from)),
        (None, Some(to)) => Some(Condition::AtMost(to)),
        (None, None) => None,
    })
}
