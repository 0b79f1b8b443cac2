//! The order states that a find means.

use std::rc::Rc;

use resources::OrderState;
use resources::record::Languages;

use super::super::input::{Argument, Input};
use super::super::wanted_state::no_state;
use super::words::fold;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::error::{ErrorKind, Result};
use crate::webservice::number::number;
use crate::webservice::query::{Language, Query};

/// What an input says of the state.
pub struct StatesWanted<'i> {
    state: Option<&'i Argument>,
    paid: Option<bool>,
}

impl<'i> StatesWanted<'i> {
    /// By `state` and `paid`.
    pub fn of(input: &'i Input) -> Self {
        StatesWanted {
            state: input.get("state"),
            paid: input.yes_or_no("paid"),
        }
    }

    /// The id that `state` is.
    pub fn id(&self) -> Option<u32> {
        match self.state? {
            Argument::Number(id) => Some(*id),
            Argument::Text(text) => number(text),
            _ => None,
        }
    }

    fn label(&self) -> Option<&'i str> {
        match self.state? {
            Argument::Text(text) if number(text).is_none() => Some(text.trim()),
            _ => None,
        }
    }

    /// The states, where they must be known to tell which are meant. For a label the languages are
    /// read beside them: it may be in one that is inactive.
    pub async fn needed<T: Transport>(
        &self,
        client: &Client<T>,
    ) -> Result<Option<Rc<Vec<OrderState>>>> {
        match (self.label(), self.paid) {
            (None, None) => Ok(None),
            (None, Some(_)) => client.order_states().await.map(Some),
            (Some(_), _) => {
                let modest = client.modest();
                let (states, _) = join(client.order_states(), modest.languages()).await;
                states.map(Some)
            }
        }
    }

    /// Whether a label is looked for.
    pub fn is_label(&self) -> bool {
        self.label().is_some()
    }

    /// The ids of the states meant, deleted ones too: old orders still have them. `None` for all.
    ///
    /// # Errors
    /// `InvalidRequest` for a label that no state has in any language.
    pub async fn ids<T: Transport>(
        &self,
        client: &Client<T>,
        states: Option<&Rc<Vec<OrderState>>>,
    ) -> Result<Option<Vec<u32>>> {
        let Some(states) = states else {
            return Ok(self.id().map(|id| vec![id]));
        };
        let mut named = self.id().map(|id| vec![id]);
        if let Some(label) = self.label() {
            named = Some(labelled(client, states, label).await?);
        }
        let is_named = |id: &u32| named.as_ref().is_none_or(|named| named.contains(id));
        let is_meant = |state: &&OrderState| {
            let is_paid = state.paid() == Some(true);
            self.paid.is_none_or(|paid| paid == is_paid)
        };
        let meant = states.iter().filter(is_meant).filter_map(OrderState::id);
        Ok(Some(meant.filter(is_named).collect()))
    }
}

/// The ids of the states with a label: there are some.
async fn labelled<T: Transport>(
    client: &Client<T>,
    states: &[OrderState],
    label: &str,
) -> Result<Vec<u32>> {
    let wanted = fold(label);
    let is_it = |names: &Languages| names.iter().any(|(_, name)| fold(name.trim()) == wanted);
    let found = |states: &[OrderState]| -> Vec<u32> {
        let with_it = states.iter().filter(|one| one.name().is_some_and(is_it));
        with_it.filter_map(OrderState::id).collect()
    };
    let ids = found(states);
    if !ids.is_empty() {
        return Ok(ids);
    }
    // Labels in inactive languages come only when these are named.
    let languages = match client.modest().languages().await {
        Err(error) if error.kind() == ErrorKind::Permission => return Err(no_state(label, states)),
        languages => languages?,
    };
    let ids = languages.iter().filter_map(|one| one.id()).collect();
    let query = Query::default().in_language(Language::Ids(ids));
    let all = client.list::<OrderState>(query).await?;
    match found(&all) {
        none if none.is_empty() => Err(no_state(label, &all)),
        ids => Ok(ids),
    }
}
