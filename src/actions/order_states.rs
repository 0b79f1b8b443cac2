//! The statuses of orders and their labels.

use std::rc::Rc;

use json::Value;
use resources::OrderState;
use resources::record::Languages;

use super::action::Action;
use super::answer;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::input::Input;
use super::joined::Places;
use super::parameter::{LANGUAGE_PARAMETER, Parameters};
use super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::texts::{self, Choice};
use super::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::Result;
use crate::webservice::query::Query;

/// To label the status of an order.
pub const LABELS: Need = Need::get_or("order_states", "statuses are ids without a label");

/// The label of a status.
pub const LABEL: Property = Property::new(
    "label",
    Shape::ShopText,
    "Readable label; in another language where this one has none.",
)
.or_null();

const COLOR: Property = Property::new(
    "color",
    Shape::ShopText,
    "Colour in the back office, such as \"#34209E\".",
)
.or_null();

/// The status of an order, in one answer.
pub static ORDER_STATUS: Object = Object {
    name: Doc::new("OrderStatus"),
    description: Doc::new("A status of an order."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the order state; null for none.").or_null(),
        LABEL,
        COLOR,
    ],
};

static LISTED_ORDER_STATE: Object = Object {
    name: Doc::new("ListedOrderState"),
    description: Doc::new("A status that orders can have."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the order state."),
        LABEL,
        COLOR,
        Property::new(
            "paid",
            Shape::Boolean,
            "Whether it means that the order is paid.",
        ),
        Property::new(
            "shipped",
            Shape::Boolean,
            "Whether it means that the order is shipped.",
        ),
        Property::new(
            "send_email",
            Shape::Boolean,
            "Whether entering it can send the customer an e-mail.",
        ),
    ],
};

static LIST_ORDER_STATES_OUTPUT: Object = Object {
    name: Doc::new("ListOrderStatesOutput"),
    description: Doc::new("The statuses that orders can have."),
    properties: &[
        Property::new(
            "order_states",
            Shape::List(&Shape::Object(&LISTED_ORDER_STATE)),
            "By id, without deleted ones.",
        ),
        LANGUAGE_PROPERTY,
        WARNINGS_PROPERTY,
    ],
};

/// `list_order_states`: two requests, then none; one more for each inactive language.
pub struct ListOrderStates;

impl Action for ListOrderStates {
    const DECLARATION: Declaration = Declaration {
        name: "list_order_states",
        title: Doc::new("List Order States"),
        description: Doc::new(
            "Lists the statuses that orders can have, with what entering each one means: paid, shipped, an e-mail. Deleted statuses are left out. Changes nothing.",
        ),
        example: Doc::new("{\"language\": \"fr\"}"),
        input: Parameters::of(&[LANGUAGE_PARAMETER]),
        output: &LIST_ORDER_STATES_OUTPUT,
        effect: Effect::Reads,
        needs: &[Need::get("order_states"), texts::LANGUAGES],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let mut warnings = Warnings::default();
        let (choice, states) = join(
            texts::choose(client, input, &mut warnings),
            client.order_states(),
        )
        .await;
        let (mut choice, mut states) = (choice?, states?);
        if !choice.is_among(labels(&states)) {
            // An inactive language comes only when it is named.
            let query = Query::default().in_language(choice.query());
            states = Rc::new(client.list(query).await?);
        }
        choice = choice.settle(client, labels(&states)).await?;
        let rows = states
            .iter()
            .filter(|one| one.deleted() != Some(true))
            .map(|one| {
                let mut row = answer::of(one.record(), &LISTED_ORDER_STATE);
                answer::set(&mut row, "label", choice.label(one.name()));
                Value::Object(row)
            });
        let mut output = answer::blank(&LIST_ORDER_STATES_OUTPUT);
        answer::set(&mut output, "order_states", rows.collect::<Vec<Value>>());
        answer::set(&mut output, "language", choice.answer());
        answer::set(&mut output, "warnings", warnings);
        Ok(Value::Object(output))
    }
}

/// The labels of all statuses, in one language.
#[derive(Debug)]
pub struct Labels {
    /// `None` where the key may not read them.
    states: Option<Rc<Vec<OrderState>>>,
    /// Their places, by id.
    places: Places,
    choice: Choice,
}

impl Labels {
    /// Puts the labels that were read into the language chosen.
    pub async fn new<T: Transport>(
        client: &Client<T>,
        states: Option<Rc<Vec<OrderState>>>,
        choice: Choice,
    ) -> Result<Labels> {
        let choice = match &states {
            Some(states) => choice.settle(client, labels(states)).await?,
            None => Choice::default(),
        };
        let known = states.iter().flat_map(|states| states.iter());
        let places = Places::of(known.map(OrderState::id).collect());
        Ok(Labels {
            states,
            places,
            choice,
        })
    }

    fn state(&self, id: Option<u32>) -> Option<&OrderState> {
        let (_, at) = self.places.with(id).first()?;
        self.states.as_ref()?.get(*at)
    }

    /// The label of that id.
    pub fn label(&self, id: Option<u32>) -> Option<&str> {
        self.choice.label(self.state(id)?.name())
    }

    /// The status of that id.
    pub fn status(&self, id: Option<u32>) -> Value {
        let state = self.state(id);
        let mut status = match state {
            Some(state) => answer::of(state.record(), &ORDER_STATUS),
            None => answer::blank(&ORDER_STATUS),
        };
        answer::set(&mut status, "id", id);
        answer::set(&mut status, "label", self.label(id));
        Value::Object(status)
    }

    /// The language of the labels.
    pub fn choice(&self) -> &Choice {
        &self.choice
    }
}

fn labels(states: &[OrderState]) -> impl Iterator<Item = &Languages> {
    states.iter().filter_map(OrderState::name)
}
