//! Who gets which e-mail about a parcel.

use resources::views::Carrier;
use resources::{Customer, Declared, Order};

use super::super::by_id::by_id;
use super::super::catalogue::Need;
use super::super::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::write::effects::{Effect, EffectKind};
use crate::webservice::display::Display;
use crate::webservice::error::{ErrorKind, Result};
use crate::webservice::query::Query;

/// To name the one who gets the e-mail.
pub const RECIPIENT: Need = Need::get_or("customers", "it is not said who gets an e-mail");
/// To know whether the shop sends one.
pub const COURIER: Need = Need::get_or(
    "carriers",
    "it is not said whether the carrier lets the shop send an e-mail",
);

/// Whom the shop would write to, as far as the key may read it.
#[derive(Debug, Default)]
pub struct Mailing {
    email: Option<String>,
    /// Whether the carrier of the order has no address to follow parcels at.
    is_mute: bool,
    /// What is not known, and which right would tell it.
    pub lacking: Warnings,
}

impl Mailing {
    /// Looks up who is written to. Two requests at once at most, and none that the key's rights refuse.
    pub async fn about<T: Transport>(client: &Client<T>, order: &Order) -> Result<Mailing> {
        let client = &client.modest();
        let mut lacking = Warnings::default();
        let (customer, carrier) = join(
            one::<Customer, T>(client, order.id_customer(), &["id", "email"]),
            one::<Carrier, T>(client, order.id_carrier(), &["id", "url"]),
        )
        .await;
        let customer = lacking.told(customer, &RECIPIENT)?.flatten();
        let carrier = lacking.told(carrier, &COURIER)?.flatten();
        let is_mute = |carrier: &Carrier| carrier.url().unwrap_or_default().is_empty();
        Ok(Mailing {
            email: customer.and_then(|one| one.email().map(str::to_owned)),
            is_mute: carrier.is_some_and(|one| is_mute(&one)),
            lacking,
        })
    }

    /// The effects with the recipient in those that are e-mails; `is_of_parcel` for the one with
    /// the tracking number.
    pub fn tell(&self, effects: &mut [Effect], is_of_parcel: bool) {
        let mails = effects
            .iter_mut()
            .filter(|one| one.kind == EffectKind::Email);
        for effect in mails {
            let to = self.email.as_deref().map_or(String::new(), |email| {
                [" The address is ", email, "."].concat()
            });
            effect.text.push_str(&to);
            if self.is_mute && is_of_parcel {
                effect.text.push_str(NO_LINK);
            }
        }
    }
}

const NO_LINK: &str = " But the carrier of the order has no address to follow parcels at: then newer versions of PrestaShop send nothing.";

/// A record that can be done without: nothing in the inner place if there is none, in the outer one
/// if the key may not read it.
async fn one<R: Declared, T: Transport>(
    client: &Client<T>,
    id: Option<u32>,
    fields: &[&str],
) -> Result<Option<Option<R>>> {
    let Some(id) = id else {
        return Ok(Some(None));
    };
    if !client.may_read(R::RESOURCE.name).await? {
        return Ok(None);
    }
    let query = Query {
        display: Display::Fields(fields.iter().map(|one| (*one).to_owned()).collect()),
        ..Query::default()
    };
    match by_id::<R>(client, id, query).await {
        Ok(record) => Ok(Some(Some(record))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(None)),
        Err(error) => Err(error),
    }
}
