//! A new status for an order.

use json::Value;
use resources::{Declared, Order};

use super::action::Action;
use super::catalogue::{Declaration, Effect, Need};
use super::doc::Doc;
use super::effect::{NamedBy, Writes, WrittenField};
use super::input::Input;
use super::order_details::{ORDER_ID_PARAMETER, ORDER_REFERENCE_PARAMETER};
use super::order_line;
use super::order_search::{self, Named};
use super::order_states::ORDER_STATUS;
use super::parameter::{
    EXPECT_PARAMETER, Kind, LANGUAGE_PARAMETER, PREVIEW_PARAMETER, Parameter, Parameters,
};
use super::shape::{LANGUAGE_PROPERTY, Object, Property, Shape, WARNINGS_PROPERTY};
use super::wanted_state::{STATE, labelled_state};
use super::{answer, texts, writes};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::write::status::StatusChange;
use crate::webservice::call::Method;
use crate::webservice::error::{Error, Result};
use crate::webservice::number::number;

const WRITTEN_STATE: WrittenField = WrittenField::new("current_state").by(STATE);

static UPDATE_ORDER_STATUS_OUTPUT: Object = Object {
    name: Doc::new("UpdateOrderStatusOutput"),
    description: Doc::new("The status of the order before and after."),
    properties: &[
        order_line::ORDER_ID_PROPERTY,
        order_line::ORDER_REFERENCE_PROPERTY,
        writes::PREVIEW_PROPERTY,
        writes::WRITTEN_PROPERTY,
        Property::new("before", Shape::Object(&ORDER_STATUS), "The status it had."),
        Property::new(
            "after",
            Shape::Object(&ORDER_STATUS),
            "The status it has now; in a preview, the one it would have.",
        ),
        Property::new(
            "send_email",
            Shape::Boolean,
            "Whether the e-mail of the status was asked for; false where the shop could not send it, or the order has the status already.",
        ),
        writes::DIFFERENCES_PROPERTY,
        writes::EFFECTS_PROPERTY,
        WARNINGS_PROPERTY,
        writes::TOKEN_PROPERTY,
        LANGUAGE_PROPERTY,
    ],
};

/// `update_order_status`: six requests in three round trips; one more of each for a reference, one
/// request for a label in an inactive language, and one for an answer in a language named by its
/// code; later, where there is nothing to do, three at once.
pub struct UpdateOrderStatus;

impl Action for UpdateOrderStatus {
    const DECLARATION: Declaration = Declaration {
        name: "update_order_status",
        title: Doc::new("Update Order Status"),
        description: Doc::new(
            "Puts an order into another status. The shop does at once all that belongs to it: invoice, delivery slip, payment, stock; list_order_states tells what a status means. The customer gets its e-mail only with send_email. Use preview first, then confirm with expect. To undo, put the old status after it: the row of the history, documents and a sent e-mail stay.",
        ),
        example: Doc::new("{\"id\": 5, \"state\": \"Shipped\", \"preview\": true}"),
        input: Parameters::either(
            "id",
            "reference",
            &[
                ORDER_ID_PARAMETER,
                ORDER_REFERENCE_PARAMETER,
                Parameter::new(
                    WRITTEN_STATE.parameter,
                    Kind::State,
                    "The status to enter: its id, or its label in any language.",
                )
                .required(),
                Parameter::new(
                    "send_email",
                    Kind::Flag,
                    "Whether the customer gets the e-mail of the status. Default: false.",
                ),
                LANGUAGE_PARAMETER,
                PREVIEW_PARAMETER,
                EXPECT_PARAMETER,
            ],
        ),
        output: &UPDATE_ORDER_STATUS_OUTPUT,
        effect: Effect::Writes(Writes {
            resource: Order::RESOURCE,
            named_by: &[NamedBy::ID, NamedBy::text("reference")],
            fields: &[WRITTEN_STATE],
            also: None,
        }),
        needs: &[
            Need::get("order_histories"),
            Need::write("order_histories", Method::Post),
            Need::get("orders"),
            Need::get("order_states"),
            texts::LANGUAGES,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let options = writes::options(input);
        let look = async {
            let order = only_order(input, order_search::named(client, input).await?)?;
            let looked = client.look_at_order(order.id, &options).await?;
            Ok::<_, Error>((order, looked))
        };
        let (looked, wanted) = join(look, labelled_state(client, input)).await;
        let ((order, looked), (state, labels)) = (looked?, wanted?);
        let change = StatusChange {
            id_order: order.id,
            id_order_state: state.id,
            id_employee: None,
            send_email: input.flag("send_email"),
        };
        let written = client
            .enter_status(looked, &change, state.state, &options)
            .await?;
        let before = written.changes.first().map(|change| change.before.as_str());
        let before = before.map_or(Some(state.id), number);
        let mut output = answer::blank(&UPDATE_ORDER_STATUS_OUTPUT);
        answer::set(&mut output, "id", order.id);
        answer::set(&mut output, "reference", order.reference);
        answer::set(&mut output, "before", labels.status(before));
        answer::set(&mut output, "after", labels.status(Some(state.id)));
        let is_made = written.written || written.is_preview;
        let is_asked = change.send_email && is_made && !written.is_mail_lost;
        answer::set(&mut output, "send_email", is_asked);
        answer::set(&mut output, "language", labels.choice().answer());
        answer::set(&mut output, "preview", written.is_preview);
        answer::set(&mut output, "written", written.written);
        answer::set(&mut output, "differences", writes::differences(&written));
        answer::set(&mut output, "effects", writes::effects(&written));
        answer::set(&mut output, "warnings", written.warnings);
        answer::set(&mut output, "token", written.token);
        Ok(Value::Object(output))
    }
}

/// The one order an input names.
fn only_order(input: &Input, orders: Vec<Named>) -> Result<Named> {
    let all: Vec<String> = orders.iter().map(|one| one.id.to_string()).collect();
    let mut orders = orders.into_iter();
    match (orders.next(), orders.next()) {
        (Some(order), None) => Ok(order),
        (None, _) => Err(order_search::no_order(input.text("reference"))),
        _ => {
            let problem = ["names several orders: ", input.text("reference")];
            let hint = format!("Give the id of the one meant: {}.", all.join(", "));
            Err(Error::about("reference", &problem, &hint))
        }
    }
}
