//! Where the parcels of orders are: carriers, tracking numbers with their links, addresses.

use json::Value;
use resources::views::{Address, Carrier, Country, OrderCarrier};
use resources::{Declared, Order, Resource};

use super::super::allowed::{allowed, with_ids};
use super::super::answer::{self, Answer};
use super::super::catalogue::Need;
use super::super::joined::Joined;
use super::super::texts::Choice;
use super::super::warnings::Warnings;
use super::link::tracking_link;
use super::shapes::{DELIVERY_ADDRESS, ORDER_DELIVERY, ORDER_PARCEL};
use crate::client::Client;
use crate::client::join::join;
use crate::client::transport::Transport;
use crate::webservice::display::Display;
use crate::webservice::error::Result;
use crate::webservice::query::{Language, Query};

/// To know every parcel of an order.
pub const PARCELS: Need = Need::get_or(
    "order_carriers",
    "only the first tracking number of an order is known",
);
/// To name carriers.
pub const CARRIERS: Need = Need::get_or("carriers", "carriers have no name and no link to follow");
/// To tell where an order goes.
pub const ADDRESSES: Need = Need::get_or("addresses", "the delivery address is not known");
/// To name the country of an address.
pub const COUNTRIES: Need = Need::get_or("countries", "the country of the address is not known");

/// The field of orders that is read for their delivery, beside those of their summary.
pub const DELIVERY_FIELD: &str = "id_address_delivery";

/// Looks at the key's rights once, for all that is read of a delivery at the same time.
///
/// # Errors
/// Those of reading the rights.
pub async fn know_rights<T: Transport>(client: &Client<T>) -> Result<()> {
    let right = client.modest().may_read(OrderCarrier::RESOURCE.name).await;
    right.map(drop)
}

/// How each of some orders gets to its customer, as [`ORDER_DELIVERY`], in their order.
///
/// At most four requests, two at a time, and none that the key's rights refuse: see [`know_rights`],
/// which must have been called before. The orders must have been read from the shop's own list: what belongs
/// to them is not looked up a second time.
pub async fn deliveries<T: Transport>(
    client: &Client<T>,
    orders: &[Order],
    choice: &Choice,
    warnings: &mut Warnings,
) -> Result<Vec<Value>> {
    let client = &client.modest().knowing_ties();
    let (parcels, addresses) = join(
        allowed::<OrderCarrier, T>(
            client,
            all(
                OrderCarrier::RESOURCE,
                "id_order",
                ids(orders, Order::id),
                Language::All,
            ),
        ),
        allowed::<Address, T>(
            client,
            all(
                Address::RESOURCE,
                "id",
                ids(orders, Order::id_address_delivery),
                Language::All,
            ),
        ),
    )
    .await;
    let parcels = warnings.told(parcels, &PARCELS)?;
    let addresses = warnings.told(addresses, &ADDRESSES)?.unwrap_or_default();
    let mut carriers = ids(orders, Order::id_carrier);
    carriers.extend(ids(
        parcels.as_deref().unwrap_or_default(),
        OrderCarrier::id_carrier,
    ));
    let (carriers, countries) = join(
        allowed::<Carrier, T>(
            client,
            all(Carrier::RESOURCE, "id", carriers, Language::All),
        ),
        allowed::<Country, T>(
            client,
            all(
                Country::RESOURCE,
                "id",
                ids(&addresses, Address::id_country),
                choice.query(),
            ),
        ),
    )
    .await;
    let carriers = warnings.told(carriers, &CARRIERS)?.unwrap_or_default();
    let countries = warnings.told(countries, &COUNTRIES)?.unwrap_or_default();
    let known = Known {
        parcels: parcels
            .as_deref()
            .map(|parcels| Joined::by(parcels, OrderCarrier::id_order)),
        carriers: Joined::by(&carriers, Carrier::id),
        addresses: Joined::by(&addresses, Address::id),
        countries: Joined::by(&countries, Country::id),
        choice,
    };
    let rows = orders.iter().map(|order| Value::Object(known.of(order)));
    Ok(rows.collect())
}

/// What was read of deliveries.
struct Known<'k> {
    /// `None` where the key may not read them.
    parcels: Option<Joined<'k, OrderCarrier>>,
    carriers: Joined<'k, Carrier>,
    addresses: Joined<'k, Address>,
    countries: Joined<'k, Country>,
    choice: &'k Choice,
}

impl Known<'_> {
    fn of(&self, order: &Order) -> Answer {
        let carrier = self.carriers.to(order.id_carrier()).next();
        let address = self.addresses.to(order.id_address_delivery()).next();
        let mut delivery = answer::blank(&ORDER_DELIVERY);
        answer::set(&mut delivery, "carrier", carrier.and_then(Carrier::name));
        answer::set(&mut delivery, "parcels", self.parcels_of(order));
        answer::set(
            &mut delivery,
            "address",
            address.map(|address| Value::Object(self.address(address))),
        );
        delivery
    }

    fn parcels_of(&self, order: &Order) -> Vec<Value> {
        match &self.parcels {
            Some(parcels) => {
                let parcels = parcels.to(order.id());
                let row = |one: &OrderCarrier| {
                    self.parcel(one.id(), one.id_carrier(), one.tracking_number())
                };
                parcels.map(row).collect()
            }
            // The order names the number of its first parcel.
            None => {
                let number = order.shipping_number().filter(|number| !number.is_empty());
                let row = |number| self.parcel(None, order.id_carrier(), Some(number));
                number.into_iter().map(row).collect()
            }
        }
    }

    fn parcel(&self, id: Option<u32>, carrier: Option<u32>, number: Option<&str>) -> Value {
        let carrier = self.carriers.to(carrier).next();
        let number = number.filter(|number| !number.is_empty());
        let link = carrier
            .and_then(Carrier::url)
            .zip(number)
            .and_then(|(address, number)| tracking_link(address, number));
        let mut row = answer::blank(&ORDER_PARCEL);
        answer::set(&mut row, "id", id);
        answer::set(&mut row, "carrier", carrier.and_then(Carrier::name));
        answer::set(&mut row, "tracking_number", number);
        answer::set(&mut row, "tracking_url", link);
        Value::Object(row)
    }

    fn address(&self, address: &Address) -> Answer {
        let country = self.countries.to(address.id_country()).next();
        let name = country.and_then(|country| self.choice.label(country.name()));
        let mut told = answer::of(address.record(), &DELIVERY_ADDRESS);
        answer::set(&mut told, "country", name);
        answer::set(
            &mut told,
            "country_code",
            country.and_then(Country::iso_code),
        );
        told
    }
}

/// The ids that some records name.
fn ids<R>(records: &[R], id: impl Fn(&R) -> Option<u32>) -> Vec<u32> {
    records.iter().filter_map(id).collect()
}

/// A query for all fields of the records of a resource that have one of some ids in a field; none
/// for none.
fn all(resource: &Resource, field: &str, ids: Vec<u32>, language: Language) -> Option<Query> {
    let fields: Vec<&str> = resource.fields.iter().map(|field| field.name).collect();
    let mut query = with_ids(Display::of(&fields), field, ids)?;
    query.language = language;
    Some(query)
}
