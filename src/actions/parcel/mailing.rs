//! Who gets which e-mail about a parcel.

use resources::views::Carrier;
use resources::{Customer, Order};

use super::super::allowed::{allowed, with_ids};
use super::super::catalogue::Need;
use super::super::warnings::Warnings;
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::client::write::effects::{Effect, EffectKind};
use crate::webservice::display::Display;
use crate::webservice::error::Result;
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
            allowed::<Customer, T>(client, one(order.id_customer(), &["id", "email"])),
            allowed::<Carrier, T>(client, one(order.id_carrier(), &["id", "url"])),
        )
        .await;
        let customer = lacking.told(customer, &RECIPIENT)?.unwrap_or_default();
        let carrier = lacking.told(carrier, &COURIER)?.unwrap_or_default();
        let is_mute = |carrier: &Carrier| carrier.url().unwrap_or_default().is_empty();
        Ok(Mailing {
            email: customer
                .first()
                .and_then(|one| one.email().map(str::to_owned)),
            is_mute: carrier.first().is_some_and(is_mute),
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

/// A query for some fields of a record; none for none.
fn one(id: Option<u32>, fields: &[&str]) -> Option<Query> {
    with_ids(Display::of(fields), "id", id.into_iter().collect())
}
