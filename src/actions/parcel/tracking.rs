//! A tracking number for a parcel, and with it a new status of its order.

use json::{Map, Value};
use resources::Declared;
use resources::views::OrderCarrier;

use super::super::action::Action;
use super::super::catalogue::{Declaration, Effect, Need};
use super::super::doc::Doc;
use super::super::effect::{Also, NamedBy, Writes, WrittenField};
use super::super::input::Input;
use super::super::order_states::{Labels, ORDER_STATUS};
use super::super::parameter::{EXPECT_PARAMETER, Kind, PREVIEW_PARAMETER, Parameter, Parameters};
use super::super::shape::{Object, Property, Shape, WARNINGS_PROPERTY};
use super::super::wanted_state::{STATE, labelled_state};
use super::super::{answer, writes};
use super::both::{Both, Made, RESOURCE, is_mailed, look_at_both, write_both};
use super::mailing::{COURIER, Mailing, RECIPIENT};
use super::target::target;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::write::Written;
use crate::client::write::status::StatusChange;
use crate::webservice::call::Method;
use crate::webservice::error::{Error, Result};
use crate::webservice::number::number;

const NUMBER: WrittenField = WrittenField::new("tracking_number")
    .by("number")
    .leaves("E-mails that were sent meanwhile carry the number.");

/// The status of an order before and after, in the answer of a write that is about more.
static STATUS_STEP: Object = Object {
    name: Doc::new("OrderStatusStep"),
    description: Doc::new("The status of the order before and after."),
    properties: &[
        Property::new("before", Shape::Object(&ORDER_STATUS), "The status it had."),
        Property::new(
            "after",
            Shape::Object(&ORDER_STATUS),
            "The status it has now; in a preview, the one it would have.",
        ),
    ],
};

static SET_TRACKING_NUMBER_OUTPUT: Object = Object {
    name: Doc::new("SetTrackingNumberOutput"),
    description: Doc::new("What was changed of the parcel and its order, or would be."),
    properties: &[
        Property::new("id", Shape::Id, "Id of the parcel."),
        Property::new("order", Shape::Id, "Id of its order."),
        Property::new("reference", Shape::ShopText, "Reference of the order.").or_null(),
        writes::PREVIEW_PROPERTY,
        writes::WRITTEN_PROPERTY,
        writes::FIELDS_PROPERTY,
        Property::new(
            "status",
            Shape::Object(&STATUS_STEP),
            "The status of the order; null where no state was given.",
        )
        .or_null(),
        Property::new(
            "send_email",
            Shape::Boolean,
            "Whether the shop is asked for an e-mail; false where nothing changes that it would be about.",
        ),
        writes::DIFFERENCES_PROPERTY,
        writes::EFFECTS_PROPERTY,
        WARNINGS_PROPERTY,
        writes::TOKEN_PROPERTY,
    ],
};

/// `set_tracking_number`: at most seven requests in four round trips on a new client for a parcel named
/// by the id of its order; one round trip more for a reference, at most two requests more for an e-mail,
/// and eight in three round trips for a status.
pub struct SetTrackingNumber;

impl Action for SetTrackingNumber {
    const DECLARATION: Declaration = Declaration {
        name: "set_tracking_number",
        title: Doc::new("Set Tracking Number"),
        description: Doc::new(
            "Saves the tracking number of an order's parcel; with state the order enters a status as well, such as shipped, with invoice, stock and all that belongs to it. The customer gets one e-mail with send_email, and none without. Use preview first, then confirm with expect. To undo, write the former number; a sent e-mail and the history stay.",
        ),
        example: Doc::new(
            "{\"order\": 5, \"number\": \"1Z999AA1\", \"send_email\": true, \"preview\": true}",
        ),
        input: Parameters::either(
            "order",
            "parcel",
            &[
                Parameter::new(
                    "order",
                    Kind::IdOrText,
                    "Id or reference of the order. Give either order or parcel.",
                ),
                Parameter::new(
                    "parcel",
                    Kind::Id,
                    "Id of the parcel, where the order has several.",
                ),
                Parameter::new(
                    "number",
                    Kind::Words,
                    "Tracking number, of at most {max_length} characters.",
                )
                .required(),
                Parameter::new(
                    "send_email",
                    Kind::Flag,
                    "Whether the customer gets an e-mail with the number. Default: false.",
                ),
                Parameter::new(
                    "state",
                    Kind::State,
                    "A status for the order: id, or label in any language. Default: it stays.",
                ),
                PREVIEW_PARAMETER,
                EXPECT_PARAMETER,
            ],
        ),
        output: &SET_TRACKING_NUMBER_OUTPUT,
        effect: Effect::Writes(Writes {
            resource: OrderCarrier::RESOURCE,
            named_by: &[
                NamedBy {
                    parameter: "order",
                    field: "id_order",
                    ignores_case: true,
                    looked_up: Some(("orders", "reference")),
                },
                NamedBy {
                    parameter: "parcel",
                    ..NamedBy::ID
                },
            ],
            fields: &[NUMBER],
            also: Some(Also {
                parameter: "state",
                action: "update_order_status",
            }),
        }),
        needs: &[
            Need::get("orders"),
            Need::get("order_carriers"),
            Need::write("order_carriers", Method::Put),
            Need::get_or("order_states", NO_STATUS),
            Need::get_or("order_histories", NO_STATUS),
            Need::get_or("order_histories", NO_STATUS).with(Method::Post),
            RECIPIENT,
            COURIER,
        ],
    };

    async fn run<T: Transport>(client: &Client<T>, input: &Input) -> Result<Value> {
        let text = checked(input.text(NUMBER.parameter))?;
        let changes: Map = [(NUMBER.field.to_owned(), Value::from(text))]
            .into_iter()
            .collect();
        let mut options = writes::options(input);
        let state = async {
            match input.get(STATE) {
                Some(_) => labelled_state(client, input).await.map(Some),
                None => Ok(None),
            }
        };
        let target = target(client, input, &changes, &options);
        let (target, state) = join(target, state).await;
        let (mut target, state) = (target?, state?);
        let is_new = target.number != text;
        // The parcel is one of an order that the shop lists.
        let own = &client.knowing_ties();
        options.send_email = input.flag("send_email") && is_new;
        let mailing = async {
            match input.flag("send_email") {
                true => Mailing::about(client, &target.order).await,
                false => Ok(Mailing::default()),
            }
        };
        let prepared = target.prepared.take();
        let mut output = answer::blank(&SET_TRACKING_NUMBER_OUTPUT);
        let (mut written, mailing) = match &state {
            None => {
                let prepare = async {
                    match prepared {
                        Some(prepared) => Ok(prepared),
                        None => {
                            own.prepare(RESOURCE, target.parcel, &changes, &options)
                                .await
                        }
                    }
                };
                let (mailing, prepared) = join(mailing, prepare).await;
                let (mailing, prepared) = (mailing?, prepared?);
                let update = own.update_prepared(&prepared, &changes, &options);
                let mut written = update.await?;
                mailing.tell(&mut written.effects, true);
                answer::set(&mut output, "send_email", is_mailed(&options, &written));
                (written, mailing)
            }
            Some((state, labels)) => {
                let change = StatusChange {
                    id_order: target.id_order,
                    id_order_state: state.id,
                    id_employee: None,
                    // One e-mail is enough: that with the number, where it is new.
                    send_email: input.flag("send_email") && !is_new,
                };
                let both = Both {
                    parcel: target.parcel,
                    changes: &changes,
                    change: &change,
                    state: &state.state,
                };
                let look = look_at_both(own, &both, prepared, &options);
                let (mailing, looked) = join(mailing, look).await;
                let (mailing, looked) = (mailing?, looked?);
                let made = write_both(own, &both, looked, &options).await?;
                answer::set(&mut output, "status", step(labels, &change, &made.status));
                answer::set(&mut output, "send_email", made.is_mailed(&options, &change));
                (joined(&mailing, made), mailing)
            }
        };
        written
            .warnings
            .extend(one_email(input, is_new).map(str::to_owned));
        written.warnings.extend(mailing.lacking.into_texts());
        answer::set(&mut output, "order", target.id_order);
        answer::set(&mut output, "reference", target.reference());
        writes::fill(&mut output, written);
        answer::set(&mut output, "id", target.parcel);
        Ok(Value::Object(output))
    }
}

/// Which e-mail of two is left out, or why there is none.
fn one_email(input: &Input, is_new: bool) -> Option<&'static str> {
    let has_state = input.get("state").is_some();
    match (has_state, is_new) {
        _ if !input.flag("send_email") => None,
        (true, true) => {
            Some("The customer gets one e-mail: that with the number, and not that of the status.")
        }
        (false, false) => Some("No e-mail is sent: the parcel has this number already."),
        _ => None,
    }
}

/// The status before and after.
fn step(labels: &Labels, change: &StatusChange, status: &Written) -> Value {
    let before = status.changes.first().map(|change| change.before.as_str());
    let before = before.map_or(Some(change.id_order_state), number);
    let mut step = answer::blank(&STATUS_STEP);
    answer::set(&mut step, "before", labels.status(before));
    answer::set(
        &mut step,
        "after",
        labels.status(Some(change.id_order_state)),
    );
    Value::Object(step)
}

/// Both halves as one; each effect names who gets the e-mail.
fn joined(mailing: &Mailing, made: Made) -> Written {
    let Made {
        mut parcel,
        mut status,
    } = made;
    mailing.tell(&mut parcel.effects, true);
    mailing.tell(&mut status.effects, false);
    parcel.written |= status.written;
    parcel.effects.append(&mut status.effects);
    parcel.warnings.append(&mut status.warnings);
    parcel.differences.append(&mut status.differences);
    parcel
}

/// The number as the shop takes it.
///
/// # Errors
/// `InvalidRequest` for a letter that shops refuse, or too many.
fn checked(text: &str) -> Result<&str> {
    let text = text.trim();
    let is_taken = |letter: char| letter.is_ascii_alphanumeric() || MARKS.contains(letter);
    let problem = match text.chars().find(|letter| !is_taken(*letter)) {
        _ if text.chars().count() > LONGEST => "has more than 64 characters",
        Some(_) => "has a character that no tracking number has",
        None => return Ok(text),
    };
    let hint = "Give it as the carrier writes it: letters, digits, blanks and ~:#,%&_=()[].?+-@/ are allowed.";
    Err(Error::about(NUMBER.parameter, &[problem], hint))
}

/// What a tracking number may have beside letters and digits.
const MARKS: &str = " ~:#,%&_=()[].?+-@/";
const LONGEST: usize = 64;
const NO_STATUS: &str = "the status cannot be changed along with the number";
