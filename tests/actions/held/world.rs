//! A shop, customers to hold a run to, and values that lead to what is theirs or not.

use aismarttalk_prestashop::actions::catalogue::Declaration;
use aismarttalk_prestashop::actions::parameter::{Kind, Parameter};
use aismarttalk_prestashop::client::{Client, Hold, Who};
use aismarttalk_prestashop::resources::views::OrderCarrier;
use aismarttalk_prestashop::resources::{Customer, Declared, Order, Product};
use aismarttalk_prestashop::webservice::query::Query;
use demo_store::{Options, ShopVersion, Store, keys};
use serde_json::Value;

use super::subject::{Subject, subject};
use crate::facts;
use crate::support::random::Random;
use crate::support::{StoreTransport, block_on, client_with};

/// As many foreign values of each kind are tried.
const TRIED: usize = 5;

/// What there is in a store.
pub struct World {
    pub client: Client<StoreTransport>,
    pub customers: Vec<Customer>,
    pub orders: Vec<Order>,
    pub products: Vec<Product>,
    pub parcels: Vec<OrderCarrier>,
}

/// A customer, and what is theirs.
pub struct Holder {
    pub who: Who,
    pub customers: Vec<u32>,
    pub emails: Vec<String>,
    pub orders: Vec<u32>,
    pub references: Vec<String>,
}

pub fn fresh(client: &Client<StoreTransport>) -> Client<StoreTransport> {
    client_with(client.transport().clone(), keys::EVERYTHING, |_| {})
}

fn everything<R: Declared>(client: &Client<StoreTransport>) -> Vec<R> {
    block_on(client.list(Query::default())).unwrap()
}

impl World {
    /// A shop with ids of four digits.
    pub fn options(version: ShopVersion) -> Options {
        Options {
            version,
            orders: 1_600,
            customers: 1_300,
            ..Options::default()
        }
    }

    pub fn new(version: ShopVersion) -> World {
        let transport = StoreTransport::on(Store::new(World::options(version)));
        let client = client_with(transport, keys::EVERYTHING, |_| {});
        let world = World {
            customers: everything(&client),
            orders: everything(&client),
            products: everything(&client),
            parcels: everything(&client),
            client,
        };
        world.client.transport().take_sent();
        world
    }

    /// Two customers by id, one with the note of the merchant's, and all with an e-mail address.
    pub fn holders(&self) -> Vec<Holder> {
        let shared = facts::shared_email(&self.orders, &self.customers);
        let buyer = |at: usize| self.orders[at].id_customer().unwrap();
        vec![
            self.holder(Who::Id(buyer(0))),
            self.holder(Who::Id(buyer(self.orders.len() - 1))),
            self.holder(Who::Email(shared.to_uppercase())),
        ]
    }

    fn holder(&self, who: Who) -> Holder {
        let is_own = |one: &&Customer| match &who {
            Who::Id(id) => one.id() == Some(*id),
            Who::Email(email) => one.email().unwrap().eq_ignore_ascii_case(email),
        };
        let own: Vec<&Customer> = self.customers.iter().filter(is_own).collect();
        let customers: Vec<u32> = own.iter().filter_map(|one| one.id()).collect();
        let is_ordered = |one: &&Order| customers.contains(&one.id_customer().unwrap());
        let orders: Vec<&Order> = self.orders.iter().filter(is_ordered).collect();
        Holder {
            emails: own
                .iter()
                .map(|one| one.email().unwrap().to_owned())
                .collect(),
            orders: orders.iter().filter_map(|one| one.id()).collect(),
            references: orders
                .iter()
                .map(|one| one.reference().unwrap().to_owned())
                .collect(),
            customers,
            who,
        }
    }

    pub fn held(&self, holder: &Holder, writes: &[&str]) -> Client<StoreTransport> {
        let writes = writes.iter().map(|one| (*one).to_owned()).collect();
        fresh(&self.client).held_to(Hold::new(holder.who.clone(), writes))
    }

    /// The ids of the products that customers see.
    pub fn on_sale(&self) -> Vec<u32> {
        let active = self
            .products
            .iter()
            .filter(|one| one.active() == Some(true));
        active.filter_map(Product::id).collect()
    }

    /// Texts that only other people's records hold.
    pub fn needles(&self, holder: &Holder) -> Vec<String> {
        let is_foreign = |one: &&Customer| !holder.customers.contains(&one.id().unwrap());
        let emails = self
            .customers
            .iter()
            .filter(is_foreign)
            .filter_map(Customer::email);
        let emails = emails.filter(|email| {
            !holder
                .emails
                .iter()
                .any(|own| own.eq_ignore_ascii_case(email))
        });
        let is_other = |one: &&Order| !holder.orders.contains(&one.id().unwrap());
        let references = self
            .orders
            .iter()
            .filter(is_other)
            .filter_map(Order::reference);
        let references = references.filter(|one| !holder.references.iter().any(|own| own == one));
        emails.chain(references).map(str::to_lowercase).collect()
    }

    /// Values of a parameter that lead to what is not the holder's.
    pub fn foreign(
        &self,
        action: &Declaration,
        parameter: &Parameter,
        holder: &Holder,
        random: &mut Random,
    ) -> Vec<Value> {
        let mut values: Vec<Value> = match (subject(action, parameter), parameter.kind) {
            (Subject::Nothing, _) => Vec::new(),
            (Subject::Product, Kind::Reference) => {
                self.products
                    .iter()
                    .filter(|one| one.active() == Some(false))
                    .filter_map(Product::reference)
                    .filter(|one| {
                        !self.products.iter().any(|other| {
                            other.active() == Some(true) && other.reference() == Some(one)
                        })
                    })
                    .map(Value::from)
                    .collect()
            }
            (Subject::Product, _) => self
                .products
                .iter()
                .filter(|one| one.active() == Some(false))
                .filter_map(Product::id)
                // As long as those that nothing has.
                .filter(|id| *id >= 10)
                .map(Value::from)
                .collect(),
            (Subject::Order, Kind::Reference) => self
                .orders
                .iter()
                .filter_map(Order::reference)
                .filter(|one| !holder.references.iter().any(|own| own == one))
                .map(Value::from)
                .collect(),
            (Subject::Order, Kind::IdOrText) => {
                let foreign = |one: &&Order| {
                    one.id() >= Some(1_000) && !holder.orders.contains(&one.id().unwrap())
                };
                let orders = self.orders.iter().filter(foreign);
                orders
                    .flat_map(|one| [Value::from(one.id()), Value::from(one.reference())])
                    .collect()
            }
            (Subject::Parcel, _) => self
                .parcels
                .iter()
                .filter(|one| one.id() >= Some(1_000))
                .filter(|one| !holder.orders.contains(&one.id_order().unwrap()))
                .filter_map(OrderCarrier::id)
                .map(Value::from)
                .collect(),
            (Subject::Order, _) => self
                .orders
                .iter()
                .filter_map(Order::id)
                .filter(|id| *id >= 1_000 && !holder.orders.contains(id))
                .map(Value::from)
                .collect(),
            (Subject::Customer, Kind::Id) => {
                self.foreign_customers(holder).map(Value::from).collect()
            }
            (Subject::Customer, Kind::IdOrText) => {
                let ids = self.foreign_customers(holder).map(Value::from);
                ids.chain(self.foreign_emails(holder)).collect()
            }
            (Subject::Customer, Kind::Words) if parameter.name == "words" => self
                .customers
                .iter()
                .filter(|one| !holder.customers.contains(&one.id().unwrap()))
                .filter_map(Customer::lastname)
                .filter(|name| !self.is_named_like(holder, name))
                .map(Value::from)
                .collect(),
            (Subject::Customer, _) => self.foreign_emails(holder).collect(),
        };
        while values.len() > TRIED {
            values.swap_remove(random.below(values.len()));
        }
        values
    }

    /// Whether one of the holder's own names is like a word of that name.
    fn is_named_like(&self, holder: &Holder, name: &str) -> bool {
        let own = self
            .customers
            .iter()
            .filter(|one| holder.customers.contains(&one.id().unwrap()));
        let mut own = own
            .flat_map(|one| [one.firstname(), one.lastname()])
            .flatten();
        own.any(|own| {
            name.split(' ')
                .any(|word| own.to_lowercase().contains(&word.to_lowercase()))
        })
    }

    fn foreign_customers(&self, holder: &Holder) -> impl Iterator<Item = u32> {
        let ids = self.customers.iter().filter_map(Customer::id);
        ids.filter(|id| *id >= 1_000 && !holder.customers.contains(id))
    }

    fn foreign_emails(&self, holder: &Holder) -> impl Iterator<Item = Value> {
        let emails = self.customers.iter().filter_map(Customer::email);
        let is_own = |email: &str| {
            holder
                .emails
                .iter()
                .any(|own| own.eq_ignore_ascii_case(email))
        };
        emails.filter(move |email| !is_own(email)).map(Value::from)
    }
}
