//! The state that an order is to enter, by its id or its label in any language of the shop.

use std::rc::Rc;

use resources::OrderState;

use super::input::{Argument, Input};
use super::order_states::Labels;
use super::texts;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::write::{ASKED, enterable};
use crate::webservice::error::{Error, ErrorKind, Result};
use crate::webservice::names::shown;
use crate::webservice::number::number;

/// The parameter that names it.
pub const STATE: &str = "state";

/// A state of the shop as it is now.
#[derive(Debug)]
pub struct WantedState {
    /// Its id.
    pub id: u32,
    /// What the shop says of it.
    pub state: OrderState,
    /// All states, for labels.
    pub all: Rc<Vec<OrderState>>,
}

/// Looks up the state that an input names, as the shop has it now: of what is known of the states only
/// labels are taken, and those only while they are right.
///
/// # Errors
/// `Validation` for an id that is not there, or was deleted; `InvalidRequest` for a label of none or
/// of several, with those there are.
async fn wanted_state<T: Transport>(client: &Client<T>, input: &Input) -> Result<WantedState> {
    let (label, id) = match input.get(STATE) {
        Some(Argument::Number(id)) => ("", Some(*id)),
        // "5" is an id that came as a text.
        _ => (input.text(STATE), number(input.text(STATE))),
    };
    let lookups = client.lookups();
    if let (Some(id), Some(all)) = (id, lookups.known_order_states()) {
        let state = client.state(id).await?;
        if is_known(&all, &state) {
            return Ok(WantedState { id, state, all });
        }
    }
    lookups.forget_order_states();
    let all = client.order_states().await?;
    let id = match id {
        Some(id) => id,
        None => match labelled(&all, label) {
            none if none.is_empty() => return everywhere(client, label, all).await,
            found => the_only(label, &found)?,
        },
    };
    let state = enterable(id, with_id(&all, id))?;
    Ok(WantedState { id, state, all })
}

/// Whether a state still has the labels that are known of it.
fn is_known(all: &[OrderState], state: &OrderState) -> bool {
    let known = all.iter().find(|one| one.id() == state.id());
    let labels = |one: &OrderState| -> Vec<(u32, String)> {
        let names = one.name().into_iter().flat_map(|names| names.iter());
        names.map(|(id, name)| (id, name.to_owned())).collect()
    };
    known.is_some_and(|known| labels(known) == labels(state))
}

/// The same, and the labels of all states in the language that the input names: one that the shop
/// does not have is refused before anything is written.
///
/// # Errors
/// `Validation` and `InvalidRequest` for the state, see `wanted_state`; `InvalidRequest` for the language.
pub async fn labelled_state<T: Transport>(
    client: &Client<T>,
    input: &Input,
) -> Result<(WantedState, Labels)> {
    let (choice, state) = join(texts::begin(client, input), wanted_state(client, input)).await;
    let (choice, state) = (choice?, state?);
    let labels = Labels::new(client, Some(Rc::clone(&state.all)), choice).await?;
    Ok((state, labels))
}

/// The state of a label that none has in the languages that shops list by themselves.
async fn everywhere<T: Transport>(
    client: &Client<T>,
    label: &str,
    all: Rc<Vec<OrderState>>,
) -> Result<WantedState> {
    let mut states = client.order_states_everywhere(&[]).await?;
    if labelled(&states, label).is_empty() {
        let languages = match client.languages().await {
            Err(error) if error.kind() == ErrorKind::Permission => {
                return Err(no_state(label, &all));
            }
            languages => languages?,
        };
        let ids = languages.iter().filter_map(|one| one.id());
        let more: Vec<u32> = ids.filter(|id| *id > ASKED).collect();
        if !more.is_empty() {
            states = client.order_states_everywhere(&more).await?;
        }
    }
    let id = match labelled(&states, label) {
        none if none.is_empty() && states.is_empty() => return Err(no_state(label, &all)),
        none if none.is_empty() => return Err(no_state(label, &states)),
        found => the_only(label, &found)?,
    };
    let state = enterable(id, with_id(&states, id))?;
    Ok(WantedState { id, state, all })
}

fn with_id(states: &[OrderState], id: u32) -> Option<OrderState> {
    states.iter().find(|one| one.id() == Some(id)).cloned()
}

fn labelled<'s>(states: &'s [OrderState], label: &str) -> Vec<&'s OrderState> {
    states
        .iter()
        .filter(|one| one.deleted() != Some(true) && has_label(one, label))
        .collect()
}

fn has_label(state: &OrderState, label: &str) -> bool {
    let is_label = |text: &str| text.trim().eq_ignore_ascii_case(label.trim());
    let mut names = state.name().into_iter().flat_map(|names| names.iter());
    names.any(|(_, name)| is_label(name))
}

fn the_only(label: &str, found: &[&OrderState]) -> Result<u32> {
    match found {
        [one] => Ok(one.id().unwrap_or_default()),
        several => {
            let label = shown(label);
            let problem = ["names several order states: \"", &label, "\""];
            let hint = format!("Give the id of the one meant: {}.", listed(several));
            Err(Error::about(STATE, &problem, &hint))
        }
    }
}

/// The error for a status that the shop does not have, with those it has.
pub fn no_state(label: &str, states: &[OrderState]) -> Error {
    let is_there = |one: &&OrderState| one.deleted() != Some(true);
    let all: Vec<&OrderState> = states.iter().filter(is_there).collect();
    let label = shown(label);
    let problem = ["is no order state of the shop: \"", &label, "\""];
    let hint = ["There are: ", &listed(&all)].concat();
    Error::about(STATE, &problem, &hint)
}

/// `2 Payment accepted, 4 Shipped`
fn listed(states: &[&OrderState]) -> String {
    let one = |state: &&OrderState| {
        let names = state.name();
        let first = names.and_then(|names| names.iter().next());
        let name = first.map_or("", |(_, name)| name);
        format!("{} {}", state.id().unwrap_or_default(), shown(name))
    };
    states.iter().map(one).collect::<Vec<String>>().join(", ")
}
